"""A user's own draft among the sources, on the screens."""

from __future__ import annotations

from aligner import draft
from tests.tui.harness import running
from tests.tui.story_fixture import drafted, make_comparison
from tui.view import ALL, Filter, Order, arrange, counts, filter_choices, standings_of


def test_a_filter_asks_how_facts_stand_to_the_draft() -> None:
    comparison = drafted()
    offered = [choice for choice in filter_choices(comparison) if choice.standing is not None]
    assert [choice.standing for choice in offered] == list(draft.Standing)
    for choice in offered:
        chosen = choice.toggled(ALL)
        assert choice.state(chosen) == "on"
        assert chosen.name == choice.name
        assert choice.toggled(chosen) == ALL
        shown = {comparison.facts[index].id for index in arrange(comparison, chosen)}
        assert shown == {fact.id for fact in comparison.facts if choice.standing in standings_of(comparison, fact)}
    assert not any(choice.standing for choice in filter_choices(make_comparison()))


def test_what_the_draft_lacks_comes_first() -> None:
    comparison = drafted()
    ordered = [comparison.facts[index] for index in arrange(comparison, order=Order.DRAFT)]
    lacking = [fact for fact in ordered if "A" not in fact.cells]
    assert lacking
    assert ordered[: len(lacking)] == lacking
    assert [len(fact.cells) for fact in lacking] == sorted((len(fact.cells) for fact in lacking), reverse=True)
    plain = make_comparison()
    assert arrange(plain, order=Order.DRAFT) == arrange(plain)


def test_counts() -> None:
    seen = draft.account(drafted())
    assert seen is not None
    found = counts(drafted())
    assert (found.lacking, found.differing) == (len(seen.lacks), len(seen.differs))
    assert found.lacking
    assert counts(make_comparison()).lacking is None


async def test_the_draft_is_called_so() -> None:
    async with running(comparison=drafted()) as app:
        assert "A Your draft" in app.text()
        found = counts(drafted())
        assert f"draft lacks {found.lacking}, differs in {found.differing}" in app.lines()[0]


async def test_a_key_goes_to_what_the_draft_lacks_or_tells_otherwise() -> None:
    comparison = drafted()
    wanted = [index for index, fact in enumerate(comparison.facts) if standings_of(comparison, fact) & _TO_LOOK_AT]
    async with running(comparison=comparison) as app:
        await app.press("g")
        seen = []
        for _ in wanted:
            await app.press("D")
            seen.append(app.session.fact)
        assert sorted(seen) == wanted


_TO_LOOK_AT = {draft.Standing.LACKS, draft.Standing.DIFFERS}


async def test_without_a_draft_there_is_no_key_nor_order_for_it() -> None:
    async with running() as app:
        await app.press("g", "D")
        assert app.session.fact == 0
        seen = set()
        for _ in Order:
            await app.press("o")
            seen.add(app.session.order)
        assert Order.DRAFT not in seen
        assert "draft" not in app.text()


async def test_the_filter_dialog_has_the_draft() -> None:
    comparison = drafted()
    async with running(comparison=comparison) as app:
        await app.press("f", "l", "escape")
        assert app.session.filter == Filter(draft=frozenset({draft.Standing.LACKS}))
        assert all("A" not in comparison.facts[index].cells for index in app.session.facts)
        assert "filter: draft lacks" in app.lines()[0]

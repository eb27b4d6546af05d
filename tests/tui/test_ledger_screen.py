"""The ledger as text, and the screen that lists it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Comparison, DifferenceType, LedgerEntry, Mention, Severity
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, make_comparison
from tui.ledger_text import (
    EntryRow,
    SectionRow,
    arrange,
    copied,
    heading,
    holding,
    holds,
    in_order,
    mention_at,
    passage,
    pieces,
    rows,
    variants,
)
from tui.passages import STRONG, highlight
from tui.screens.columns import ColumnsScreen
from tui.screens.ledger import LedgerScreen
from tui.theme import LIGHT
from tui.view import Filter
from tui.widgets.ledger_list import LedgerList, MentionPreview

T, S = DifferenceType, Severity
KEYS = list(ROWS)
TYPES = (T.MONEY, T.NUMBER, T.DATE, T.NAME, T.ROLE, T.QUOTE)


def with_ledger() -> Comparison:
    """The invented story with an entry for each difference in a figure, a date, a name, a role or a quotation."""
    comparison = make_comparison()
    ledger = [
        LedgerEntry("", difference.type, fact.label, difference.severity, difference.values)
        for fact in comparison.facts
        for difference in fact.differences
        if difference.type in TYPES
    ]
    return replace(
        comparison, ledger=tuple(replace(entry, id=f"v{number:02}") for number, entry in enumerate(ledger, 1))
    )


LISTED = [with_ledger().ledger[index] for index in arrange(with_ledger().ledger)]


def mention(source: str, text: str, start: int = 0) -> Mention:
    return Mention(source, f"{source}00", start, start + len(text), text)


# As text --------------------------------------------------------------------------------------------------------------


def test_mentions_in_the_same_words_are_one_variant() -> None:
    found = variants(
        [
            mention("A", "$48 Million"),
            mention("B", "not told"),
            mention("C", "$48  million."),
            mention("A", "$48 million", 9),
        ]
    )
    assert [(variant.text, variant.sources) for variant in found] == [
        ("$48 Million", {"A": 2, "C": 1}),
        ("not told", {"B": 1}),
    ]


def test_an_entry_tells_each_variant_with_its_sources() -> None:
    told = [mention("A", "Two"), mention("B", "Three"), mention("D", "two"), mention("D", "two", 8)]
    text = passage(pieces(T.NUMBER, S.CONFLICT, told)).text.replace("\u00a0", " ")
    assert text == "Two A D×2 · Three B"


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["5", "five", "FIVE.", "“5”", "6", ""])), max_size=9))
def test_every_mention_stands_in_one_variant_and_behind_one_source(told: list[tuple[str, str]]) -> None:
    mentions = [mention(source, text, at) for at, (source, text) in enumerate(told)]
    ordered = in_order(mentions)
    assert sorted(ordered, key=lambda m: m.start) == mentions
    parts = pieces(T.NUMBER, S.CONFLICT, mentions)
    behind = [(part.text, at) for part in parts if part.role == STRONG for at in part.mentions]
    assert behind == [(m.source, at) for at, m in enumerate(ordered)]
    words = [at for part in parts if part.role == "number-conflict" for at in part.mentions]
    assert words == list(range(len(mentions)))


def test_quotations_stand_in_quotation_marks_and_details_get_a_remark() -> None:
    text = passage(pieces(T.QUOTE, S.DETAIL, [mention("A", '"a groan"'), mention("B", "a loud groan")])).text
    assert text.replace("\u00a0", " ") == "“a groan” A · “a loud groan” B   one more exact"
    assert "written otherwise" in passage(pieces(T.NUMBER, S.FORM, [mention("A", "5"), mention("B", "five")])).text
    assert "otherwise" not in passage(pieces(T.NUMBER, S.FORM, [mention("A", "5"), mention("B", "5")])).text


def test_the_chosen_mention_is_marked_with_its_words_and_its_source() -> None:
    parts = pieces(T.NUMBER, S.CONFLICT, [mention("A", "Two"), mention("B", "Three"), mention("D", "two")])

    def marked(chosen: int) -> list[str]:
        written = passage(parts, chosen)
        return [written.text[run.start : run.end] for run in written.runs if run.role.endswith("chosen")]

    assert marked(0) == ["Two", "A"]
    assert marked(1) == ["Two", "D"]
    assert marked(2) == ["Three", "B"]
    assert [m.source for m in in_order([mention("A", "Two"), mention("B", "Three"), mention("D", "two")])] == list(
        "ADB"
    )


def test_what_is_under_the_mouse() -> None:
    parts = pieces(T.NUMBER, S.CONFLICT, [mention("A", "Two"), mention("B", "Three"), mention("D", "two")])
    text = passage(parts).text
    assert mention_at(parts, text.index("Two")) == 0
    assert mention_at(parts, text.index("D")) == 1
    assert mention_at(parts, text.index("Three")) == 2
    assert mention_at(parts, text.index("·")) is None
    assert mention_at(parts, len(text)) is None


def test_conflicts_come_first_under_a_head_then_by_type() -> None:
    entries = [
        LedgerEntry("a", T.DATE, "", S.FORM, ()),
        LedgerEntry("b", T.QUOTE, "", S.CONFLICT, ()),
        LedgerEntry("c", T.MONEY, "", S.CONFLICT, ()),
        LedgerEntry("d", T.MONEY, "", S.CONFLICT, ()),
    ]
    order = arrange(entries)
    assert [entries[index].id for index in order] == ["c", "d", "b", "a"]
    assert rows([entries[index] for index in order], range(4)) == (
        SectionRow(S.CONFLICT, 3),
        EntryRow(0, True),
        EntryRow(1, False),
        EntryRow(2, True),
        SectionRow(S.FORM, 1),
        EntryRow(3, True),
    )
    assert arrange(entries, [0, 1]) == (1, 0)


def test_the_first_of_a_type_is_the_first_of_its_section() -> None:
    entries = [LedgerEntry(severity, T.MONEY, "", severity, ()) for severity in (S.CONFLICT, S.DETAIL)]
    assert [row.is_first for row in rows(entries, range(2)) if isinstance(row, EntryRow)] == [True, True]


def test_a_search_looks_where_the_list_shows_something() -> None:
    entry = LedgerEntry("a", T.NAME, "the mayor", S.CONFLICT, (mention("A", "Adaline Voß"),))
    assert holds(entry, "MAYOR")
    assert holds(entry, "adaline")
    assert not holds(entry, "ferry")


def test_the_fact_most_sources_tell_holds_a_sentence_first() -> None:
    comparison = make_comparison()
    sentence = comparison.facts[KEYS.index("piers")].cells["A"][0]
    facts_of = {sentence: (KEYS.index("flag"), KEYS.index("piers"), KEYS.index("strike"))}
    assert KEYS.index("piers") < KEYS.index("cost")
    assert holding(comparison, {sentence: (KEYS.index("piers"), KEYS.index("cost"))}, sentence)[0] == KEYS.index("cost")
    assert holding(comparison, facts_of, sentence) == (
        KEYS.index("strike"),
        KEYS.index("piers"),
        KEYS.index("flag"),
    )
    assert holding(comparison, facts_of, "Z99") == ()


def test_an_entry_is_copied_with_its_sources() -> None:
    comparison = with_ledger()
    entry = next(entry for entry in comparison.ledger if entry.type is T.NUMBER and entry.severity is S.CONFLICT)
    lines = copied(comparison, entry).splitlines()
    assert lines[0] == "number · conflict · piers were damaged"
    assert lines[1].startswith("Two: A Ellery Courier (Ines Hallam · 4 Mar 2031, 01_courier.txt ¶ 5): Two of its nine")
    assert any(line.startswith("Three: B ") for line in lines)
    assert len(lines) == 1 + len(entry.mentions)


@pytest.mark.parametrize("width", range(12, 120, 5))
def test_a_heading_fits_and_keeps_the_rows(width: int) -> None:
    comparison = with_ledger()
    first = comparison.ledger[0].mentions[0]
    text = heading(comparison, first, (0, 6), width)
    assert len(text) <= width
    assert width < 30 or text.endswith("¶ 5 · rows 1, 7")
    assert ("01_courier.txt" in text) == (width >= len("A Ellery Courier · 01_courier.txt ¶ 5 · rows 1, 7"))


def test_hits_are_marked_across_variants() -> None:
    parts = pieces(T.NUMBER, S.CONFLICT, [mention("A", "Two piers"), mention("B", "Three piers")])
    marked = highlight(passage(parts), "piers")
    assert sum(run.role.endswith("hit") for run in marked.runs) == 2


# The screen -----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def ledger(size: tuple[int, int] = (160, 48), comparison: Comparison | None = None) -> AsyncIterator[Driver]:
    async with running(size, comparison or with_ledger()) as app:
        await app.press("v")
        await app.until(lambda: isinstance(app.app.screen, LedgerScreen) and app.app.screen.is_mounted)
        found = list_of(app)
        await app.until(lambda: not found.display or found.virtual_size.height > 0)
        await app.pilot.pause()
        yield app


def list_of(app: Driver) -> LedgerList:
    assert app.app.work is not None
    return app.app.work.screens["ledger"].query_one(LedgerList)


def entry_of(app: Driver) -> LedgerEntry:
    entry = list_of(app).entry
    assert entry is not None
    return entry


def mention_of(app: Driver) -> Mention:
    found = list_of(app).current
    assert found is not None
    return found


async def go_to(app: Driver, key: str, type_: DifferenceType) -> None:
    place = next(place for place, entry in enumerate(LISTED) if entry.type is type_ and entry.label == ROWS[key].label)
    list_of(app).cursor = place
    await app.pilot.pause()


async def test_entries_stand_under_heads_conflicts_first() -> None:
    async with ledger() as app:
        text = app.text().replace("\u00a0", " ")
        conflicts = sum(entry.severity is S.CONFLICT for entry in LISTED)
        assert f"{conflicts} entries" in text
        assert text.index("≠ Conflicts") < text.index("at least $48 million A · has not been made public B")
        assert f"entry 1/{len(LISTED)}" in text


async def test_keys_move_among_entries_and_mentions() -> None:
    async with ledger((120, 36)) as app:
        await app.press("j", "j", "k")
        assert list_of(app).cursor == 1
        await app.press("l", "l", "h")
        assert list_of(app).mention == 1
        assert mention_of(app) == in_order(LISTED[1].mentions)[1]
        await app.press("h", "h", "h")
        assert list_of(app).mention == 0
        await app.press("l", "j")
        assert list_of(app).mention == 0
        await app.press("G", "j")
        assert entry_of(app) == LISTED[-1]
        await app.press("g", "k")
        assert entry_of(app) == LISTED[0]


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 20), (40, 14)])
async def test_the_current_entry_is_in_view_at_every_size(size: tuple[int, int]) -> None:
    async with ledger(size) as app:
        found = list_of(app)
        for _ in LISTED:
            row = found._row_of[found.cursor]
            top = found._starts[row] - found.scroll_offset.y
            assert 0 <= top < found.scrollable_content_region.height
            assert found.render_line(top).cell_length == found.scrollable_content_region.width
            await app.press("j")
        assert found.cursor == len(LISTED) - 1


async def test_every_word_of_an_entry_is_on_screen() -> None:
    async with ledger((60, 40)) as app:
        await go_to(app, "cost", T.MONEY)
        text = " ".join(app.text().replace("\u00a0", " ").split())
        for told in entry_of(app).mentions:
            assert all(word in text for word in told.text.split())


async def test_pages_go_down_and_up_again() -> None:
    async with ledger((60, 20)) as app:
        await app.press("space")
        there = list_of(app).cursor
        assert there > 0
        await app.press("ctrl+d", "pageup", "pageup", "pageup")
        assert list_of(app).cursor == 0


async def test_next_conflict_and_next_of_a_type() -> None:
    async with ledger() as app:
        await app.press("right_square_bracket")
        assert list_of(app).cursor == 1
        assert entry_of(app).severity is S.CONFLICT
        await app.press("G", "left_square_bracket")
        assert entry_of(app).severity is S.CONFLICT
        last = list_of(app).cursor
        assert all(entry.severity is not S.CONFLICT for entry in LISTED[last + 1 :])
        await app.press("g", "quotation_mark")
        assert entry_of(app).type is T.QUOTE
        await app.press("at", "at")
        dates = [place for place, entry in enumerate(LISTED) if entry.type is T.DATE]
        assert list_of(app).cursor in dates
        seen = {list_of(app).cursor}
        for _ in dates:
            await app.press("at")
            seen.add(list_of(app).cursor)
        assert seen == set(dates)


async def test_enter_goes_to_the_row_and_source_of_the_mention() -> None:
    async with ledger() as app:
        await go_to(app, "piers", T.NUMBER)
        await app.press("l", "l")
        assert mention_of(app).source == "B"
        await app.press("enter")
        assert isinstance(app.app.screen, ColumnsScreen)
        assert app.session.fact == KEYS.index("piers")
        assert app.session.article.id == "B"
        await app.press("v")
        assert mention_of(app).source == "B"


async def test_enter_again_goes_to_the_next_row_with_the_sentence() -> None:
    comparison = with_ledger()
    first, second = KEYS.index("piers"), KEYS.index("flag")
    sentence = comparison.facts[first].cells["A"]
    facts = list(comparison.facts)
    facts[second] = replace(facts[second], cells={"A": sentence})
    async with ledger(comparison=replace(comparison, facts=tuple(facts))) as app:
        await go_to(app, "piers", T.NUMBER)
        assert f"rows {first + 1}, {second + 1}" in app.text()
        seen = []
        for _ in range(3):
            await app.press("enter")
            seen.append(app.session.fact)
            await app.press("v")
        assert seen == [first, second, first]
        await app.press("enter", "v", "j", "k", "enter")
        assert app.session.fact == first


async def test_enter_prefers_the_rows_of_the_filter_and_lifts_it_for_others() -> None:
    comparison = with_ledger()
    wide, narrow = KEYS.index("piers"), KEYS.index("flag")
    facts = list(comparison.facts)
    facts[narrow] = replace(facts[narrow], cells={"A": facts[wide].cells["A"]})
    async with ledger(comparison=replace(comparison, facts=tuple(facts))) as app:
        app.session.filter = only = Filter(agreements=frozenset({facts[narrow].agreement}))
        app.app.story_screen.settle()
        await app.pilot.pause()
        assert [entry.label for entry in list_of(app)._entries] == [ROWS["piers"].label]
        await app.press("enter")
        assert (app.session.fact, app.session.filter) == (narrow, only)
        await app.press("v", "enter")
        assert (app.session.fact, app.session.filter) == (wide, Filter())


async def test_a_filter_shows_the_entries_of_its_facts() -> None:
    async with ledger() as app:
        app.session.filter = Filter(types=frozenset({T.MONEY}))
        app.app.story_screen.settle()
        await app.pilot.pause()
        assert [entry.label for entry in list_of(app)._entries] == [ROWS["cost"].label]
        app.session.filter = Filter(text="Norland")
        app.app.story_screen.settle()
        await app.pilot.pause()
        assert "No entry of the ledger is in the filter" in app.text()
        cursor, fact = list_of(app).cursor, app.session.fact
        await app.press("j", "G", "l", "enter", "at")
        assert isinstance(app.app.screen, LedgerScreen)
        assert (list_of(app).cursor, app.session.fact) == (cursor, fact)


async def test_article_goes_to_the_mention() -> None:
    async with ledger() as app:
        await go_to(app, "piers", T.NUMBER)
        await app.press("l", "a")
        assert app.session.article.id == "D"
        assert app.session.fact == KEYS.index("piers")


async def test_below_stands_the_sentence_with_its_place() -> None:
    async with ledger() as app:
        await go_to(app, "piers", T.NUMBER)
        text = app.text()
        assert "A Ellery Courier · 01_courier.txt ¶ 5 · row 2" in text
        assert "Two# of its nine piers were damaged, the harbour office said." in text
        assert "said by harbour office" in text
        assert "Three# piers were damaged." in text


async def test_search_goes_through_entries() -> None:
    async with ledger() as app:
        await app.press("slash", *"voss", "enter")
        place = list_of(app).cursor
        assert "Voss" in entry_of(app).mentions[0].text
        hits = [place for place, entry in enumerate(LISTED) if holds(entry, "voss")]
        assert f"“voss” 1/{len(hits)}" in app.text()
        assert "Voss" in app.marked()
        await app.press("n")
        assert list_of(app).cursor == hits[1 % len(hits)]
        await app.press("N")
        assert list_of(app).cursor == place
        await app.press("escape")
        assert app.session.search == ""
        await app.press("slash", *"zeppelin", "enter")
        assert list_of(app).cursor == place
        assert "“zeppelin” 0" in app.text()


async def test_copy_takes_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    async with ledger() as app:
        taken: list[str] = []
        monkeypatch.setattr(app.app, "copy_to_clipboard", taken.append)
        await go_to(app, "piers", T.NUMBER)
        await app.press("y")
        assert taken == [copied(with_ledger(), LISTED[list_of(app).cursor])]


async def test_click_selects_a_mention_and_double_click_opens() -> None:
    async with ledger() as app:
        found = list_of(app)
        place = next(i for i, entry in enumerate(LISTED) if entry.type is T.NUMBER and entry.severity is S.CONFLICT)
        line = found._starts[found._row_of[place]]
        x = found.render_line(line).text.index("Three")
        await app.pilot.click(LedgerList, offset=(x + 1, line))
        await app.until(lambda: found.cursor == place)
        assert mention_of(app).source == "B"
        await app.pilot.click(LedgerList, offset=(x + 1, line), times=2)
        await app.until(lambda: isinstance(app.app.screen, ColumnsScreen))
        assert app.session.article.id == "B"


async def test_an_empty_ledger_says_so() -> None:
    async with ledger(comparison=make_comparison()) as app:
        assert "The ledger is empty." in app.text()
        assert not app.app.screen.query_one(MentionPreview).display
        await app.press(
            "j", "l", "enter", "y", "a", "escape", "G", "right_square_bracket", "dollar_sign", "n", "escape"
        )
        assert app.app.is_running


async def test_another_comparison_keeps_the_entry() -> None:
    async with ledger() as app:
        await go_to(app, "piers", T.NUMBER)
        await app.press("l")
        held = mention_of(app)
        fewer = tuple(entry for entry in with_ledger().ledger if entry.type is not T.MONEY)
        app.session.take(replace(with_ledger(), ledger=fewer), app.session.wanted)
        app.app.story_screen.sync()
        await app.pilot.pause()
        assert entry_of(app).label == ROWS["piers"].label
        assert mention_of(app) == held


async def test_resizing_keeps_the_entry_in_view() -> None:
    async with ledger() as app:
        await app.press("G", "k")
        await app.pilot.resize_terminal(60, 20)
        found = list_of(app)
        await app.until(lambda: found.size.width == 60)
        await app.pilot.pause()
        assert entry_of(app) == LISTED[-2]
        top = found._starts[found._row_of[found.cursor]] - found.scroll_offset.y
        assert 0 <= top < found.scrollable_content_region.height


async def test_a_theme_change_redraws() -> None:
    async with ledger() as app:
        before = list_of(app).render_line(0)
        app.app.theme = LIGHT
        await app.pilot.pause()
        assert list_of(app).render_line(0) != before


async def test_what_comes_from_outside_is_shown_safely() -> None:
    comparison = with_ledger()
    nasty = tuple(replace(entry, label="a\x1b[31m\u200b [b]x[/b]\nand more") for entry in comparison.ledger)
    async with ledger(comparison=replace(comparison, ledger=nasty)) as app:
        assert "a␛[31m [b]x[/b] and more" in app.text()
        assert "\x1b" not in app.text()


async def test_thousands_of_entries_draw_only_what_is_seen() -> None:
    comparison = with_ledger()
    many = tuple(replace(comparison.ledger[number % len(comparison.ledger)], id=f"v{number}") for number in range(5000))
    async with ledger(comparison=replace(comparison, ledger=many)) as app:
        assert list_of(app).count == 5000
        assert len(list_of(app)._strips) <= 2 * list_of(app).size.height
        await app.press("G")
        assert entry_of(app).severity is S.FORM
        assert len(list_of(app)._strips) <= 4 * list_of(app).size.height

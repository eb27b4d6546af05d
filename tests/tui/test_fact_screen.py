"""The Fact screen: one fact in full, and what its page says."""

from __future__ import annotations

import dataclasses

import pytest
from rich.cells import cell_len

from aligner.model import Agreement, Comparison, Difference, DifferenceType, Fact, LedgerEntry, Mention, Severity
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, make_comparison
from tui.fact_text import Scene, base_of, beside, page, title, verdict
from tui.page import Band, Cell, balanced, section, shares, stacked
from tui.passages import Passage
from tui.places import Places
from tui.screens.article import ArticleScreen
from tui.screens.fact import FactPage, FactScreen
from tui.view import Filter

KEYS = list(ROWS)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return make_comparison()


def scene(comparison: Comparison, key: str, source: str = "A", base: str | None = None) -> Scene:
    number = KEYS.index(key)
    fact = comparison.facts[number]
    return Scene(Places(comparison), fact, number + 1, source, base_of(fact, base))


def words(bands: list[Band]) -> str:
    """All text of a page, every cell on a line of its own."""
    return "\n".join(cell.passage.text for band in bands for cell in band.cells)


def roles(bands: list[Band], text: str) -> set[str]:
    """The roles of every run that is this text."""
    return {
        run.role
        for band in bands
        for cell in band.cells
        for run in cell.passage.runs
        if cell.passage.text[run.start : run.end] == text
    }


def part(bands: list[Band], name: str) -> str:
    """The text of the section of that name."""
    text = words(bands)
    _, _, after = text.partition(f"{name} ")
    lines = after.splitlines()[1:]
    end = next((index for index, line in enumerate(lines) if line.endswith("───")), len(lines))
    return "\n".join(lines[:end])


# The page -------------------------------------------------------------------------------------------------------------


def test_the_heading_has_the_label_in_full_and_who_is_silent(comparison: Comparison) -> None:
    label = "what the repairs cost, told in so many words that no column of a table would ever hold all of them"
    fact = dataclasses.replace(comparison.facts[KEYS.index("piers")], label=label)
    assert title(fact, 2).text == f"Fact 2   {label}"
    assert verdict(fact, 200).text == "≠ conflict · the sources count differently · told by A B D · silent: C E"


def test_a_narrow_heading_leaves_out_who_tells_it(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("piers")]
    assert verdict(fact, 60).text == "≠ conflict · the sources count differently · silent: C E"


def test_what_one_source_tells_says_which(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("cargo")]
    assert verdict(fact, 200).text == "· told by C alone"
    assert verdict(fact, 20).text == "· told by C alone"


def test_a_fact_that_is_only_perhaps_one_says_so(comparison: Comparison) -> None:
    assert "perhaps the same fact" in verdict(comparison.facts[KEYS.index("opened")], 200).text
    assert "perhaps" not in verdict(comparison.facts[KEYS.index("owner")], 200).text


def test_values_stand_side_by_side_in_their_context(comparison: Comparison) -> None:
    bands = page(scene(comparison, "cost"), 160)
    row = next(band for band in bands if any("has not been made public" in cell.passage.text for cell in band.cells))
    assert [cell.source for cell in row.cells] == ["A", "B", "C", "D", "E"]
    texts = [cell.passage.text for cell in row.cells]
    assert "Repairs will cost at least $48 million and take" in texts[0]
    assert "48 million dollars" in texts[4]
    starts = [cell.x for cell in row.cells]
    assert starts == sorted(starts)
    assert all(a.x + a.width < b.x for a, b in zip(row.cells, row.cells[1:], strict=False))
    assert "money-conflict" in roles(bands, "at least $48 million")


def test_a_source_without_a_value_has_a_dash_in_its_place(comparison: Comparison) -> None:
    bands = page(scene(comparison, "cost"), 160)
    row = next(band for band in bands if any("will cost" in c.passage.text for c in band.cells) and band.after == 1)
    certainty = [band for band in bands if [cell.passage.text for cell in band.cells].count("—") == 3]
    assert len(row.cells) == 5
    assert len(certainty) == 1


@pytest.mark.parametrize("width", [40, 60, 80])
def test_values_stand_below_each_other_where_there_is_no_room(comparison: Comparison, width: int) -> None:
    bands = page(scene(comparison, "cost"), width)
    value = next(band for band in bands if any("has not been made public" in cell.passage.text for cell in band.cells))
    assert [cell.passage.text for cell in value.cells[:-1]] == ["B"]
    assert value.after == 0
    last = next(band for band in bands if any("48 million dollars" in cell.passage.text for cell in band.cells))
    assert last.after == 1


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 160, 240])
@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_wider_than_the_page(comparison: Comparison, key: str, width: int) -> None:
    for band in page(scene(comparison, key), width) + beside(scene(comparison, key), width):
        for cell in band.cells:
            assert cell.x + cell.width <= width, cell.passage.text


def test_how_much_a_difference_weighs_is_said_in_words(comparison: Comparison) -> None:
    text = part(page(scene(comparison, "cost"), 160), "Differences")
    assert "$ money  ≠ conflict · stated or withheld" in text
    assert "? certainty  not equally sure · firm or expected" in text
    assert '" quote  ≠ conflict' in part(page(scene(comparison, "watchman"), 160), "Differences")
    assert "R role  same, written otherwise" in part(page(scene(comparison, "watchman"), 160), "Differences")


def test_of_a_quotation_only_the_words_the_base_lacks_are_marked_strongly(comparison: Comparison) -> None:
    bands = page(scene(comparison, "watchman", base="A"), 160)
    strong = {
        cell.passage.text[run.start : run.end].strip()
        for band in bands
        for cell in band.cells
        if cell.source == "B" and not cell.heads and cell.passage.text.startswith("…")
        for run in cell.passage.runs
        if run.role == "quote-conflict"
    }
    assert any("dark" in text for text in strong)
    assert not any("groan" in text for text in strong)


def test_every_source_has_its_whole_paragraph(comparison: Comparison) -> None:
    bands = page(scene(comparison, "piers"), 160)
    told = next(c for band in bands for c in band.cells if c.source == "A" and "¶ 5 of 15" in c.passage.text)
    assert told.passage.text.startswith("A05 · ¶ 5 of 15\nThe freighter Marlow Star struck")
    assert "quiet" in roles(
        bands, "The freighter Marlow Star struck the Tern Bridge shortly before 5 a.m. on Tuesday. "
    )
    assert "strong" in roles(bands, " of its nine piers were damaged, the harbour office said.")
    assert "number-conflict" in roles(bands, "Two")


def test_a_repeated_sentence_is_noted_not_shown_again(comparison: Comparison) -> None:
    told = part(page(scene(comparison, "strike"), 160), "In their paragraphs")
    assert "¶ 2 of 15, again in ¶ 3" in told
    assert told.count("cutting the harbour off") == 1
    assert told.count("again in") == 1


def test_a_value_of_a_repeated_sentence_is_shown_once(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("strike")]
    once = next(comparison.sentences[id_] for id_ in fact.cells["A"] if comparison.sentences[id_].same_as)
    first = comparison.sentences[once.same_as or ""]
    values = tuple(Mention("A", s.id, s.start, s.start + 9, "Freighter") for s in (first, once))
    told = dataclasses.replace(fact, differences=(Difference(DifferenceType.NAME, Severity.FORM, "", values),))
    bands = page(dataclasses.replace(scene(comparison, "strike"), fact=told), 160)
    assert part(bands, "Differences").count("Freighter strikes") == 1


def test_where_the_whole_row_is_perhaps_its_values_have_no_sign(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("opened")]
    assert fact.only_perhaps
    said = [comparison.sentences[ids[0]] for ids in fact.cells.values()]
    values = tuple(Mention(s.source, s.id, s.start, s.start + 3, s.text[:3]) for s in said)
    told = dataclasses.replace(fact, differences=(Difference(DifferenceType.NAME, Severity.FORM, "", values),))
    for perhaps, signs in ((fact.perhaps, 0), (fact.perhaps[:1], 1)):
        changed = dataclasses.replace(told, perhaps=perhaps)
        bands = page(dataclasses.replace(scene(comparison, "opened"), fact=changed), 160)
        assert part(bands, "Differences").count("(?)") == signs


def test_the_words_of_the_base_are_not_marked_as_its_own(comparison: Comparison) -> None:
    bands = page(scene(comparison, "watchman", base="A"), 160)
    values = [
        cell for band in bands for cell in band.cells if cell.source == "A" and cell.passage.text.startswith('"We')
    ]
    assert {run.role for run in values[0].passage.runs} == {"quiet", "quote"}


def test_who_is_not_linked_with_the_base_is_said(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("piers")]
    linked = tuple(wording for wording in fact.wording if {wording.a[0], wording.b[0]} == {"A", "B"})
    assert linked
    alone = dataclasses.replace(scene(comparison, "piers", base="A"), fact=dataclasses.replace(fact, wording=linked))
    told = part(page(alone, 160), "Word by word")
    assert told.count("not linked with what A says") == 1
    assert "D\nnot linked with what A says" in told


def test_who_says_it_is_named_once_whatever_the_case(comparison: Comparison) -> None:
    first, second = (comparison.sentences[id_] for id_ in comparison.facts[KEYS.index("cost")].cells["E"])
    named = {
        first.id: dataclasses.replace(first, speaker="Harbour Office"),
        second.id: dataclasses.replace(second, speaker="HARBOUR OFFICE"),
    }
    changed = dataclasses.replace(comparison, sentences={**comparison.sentences, **named})
    told = part(page(scene(changed, "cost"), 160), "Who says it")
    assert "Harbour Office" in told
    assert "HARBOUR OFFICE" not in told


def test_beside_an_article_a_value_is_told_once_and_silence_is_said(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("piers")]
    (counted,) = fact.differences
    again = dataclasses.replace(counted.values[0], text="TWO")
    twice = dataclasses.replace(fact, differences=(dataclasses.replace(counted, values=(*counted.values, again)),))
    told = words(beside(dataclasses.replace(scene(comparison, "piers"), fact=twice), 80))
    assert "A\u00a0Two · B\u00a0Three · D\u00a0Two\n" in told
    assert "No other source tells this." not in told
    assert "No other source tells this." in words(beside(scene(comparison, "cargo", "C"), 80))


def test_columns_of_cells_stand_on_the_same_lines_with_room_after_the_last() -> None:
    one, two, three = (Cell(x, 5, Passage("", ())) for x in (0, 1, 8))
    bands = stacked([[one, two], [three]], after=2)
    assert bands == [Band((one, three)), Band((two,), 2)]
    assert stacked([]) == []


def test_what_only_perhaps_tells_it_has_the_sign(comparison: Comparison) -> None:
    bands = page(scene(comparison, "traffic"), 160)
    assert "(?) More than 30,000" in words(bands)
    assert "(?) Some" not in words(bands)


def test_word_by_word_starts_with_the_base(comparison: Comparison) -> None:
    bands = page(scene(comparison, "piers", base="B"), 160)
    told = part(bands, "Word by word")
    assert told.splitlines()[:2] == ["B02", "Three piers were damaged.   base"]
    assert "unshared" in roles(bands, "Two of its nine")
    assert "marked: what B does not have" in words(bands)


def test_one_source_alone_has_no_words_to_compare(comparison: Comparison) -> None:
    bands = page(scene(comparison, "cargo", "C"), 160)
    text = words(bands)
    assert "Word by word" not in text
    assert "Why these are one fact" not in text
    assert "In its paragraph" in text
    assert base_of(comparison.facts[KEYS.index("cargo")], "C") is None


def test_the_base_is_the_first_source_unless_another_one_tells_it(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("piers")]
    assert base_of(fact, None) == "A"
    assert base_of(fact, "D") == "D"
    assert base_of(fact, "C") == "A"


def test_who_says_it_with_role_agency_and_certainty(comparison: Comparison) -> None:
    assert "Piet Lorne (night watchman)" in part(page(scene(comparison, "watchman"), 160), "Who says it")
    assert "via Northern Wire" in part(page(scene(comparison, "injured"), 160), "Who says it")
    ferry = part(page(scene(comparison, "ferry"), 160), "Who says it")
    assert "certainty: ruled out" in ferry
    assert "in its own voice" in part(page(scene(comparison, "owner"), 160), "Who says it")


def test_all_links_the_strongest_first(comparison: Comparison) -> None:
    fact = comparison.facts[KEYS.index("traffic")]
    text = part(page(scene(comparison, "traffic"), 160), "Why these are one fact")
    places = [text.index(f"{link.a}–{link.b}") for link in sorted(fact.links, key=lambda link: -link.score)]
    assert len(places) == len(fact.links) == 3
    assert places == sorted(places)
    assert text.count("perhaps") == 2


def test_the_ledger_entries_it_touches(comparison: Comparison) -> None:
    def entry(id_: str, label: str, *mentions: tuple[str, str]) -> LedgerEntry:
        found = tuple(Mention(sentence[0], sentence, 0, 1, text) for sentence, text in mentions)
        return LedgerEntry(id_, DifferenceType.MONEY, label, Severity.CONFLICT, found)

    fact = comparison.facts[KEYS.index("cost")]
    said = fact.cells["A"][0], fact.cells["E"][0]
    ledger = (
        entry("v01", "repairs", (said[0], "$48 million"), ("B04", "No figure"), (said[1], "$48 MILLION")),
        entry("v02", "insurer", ("E01", "$50 million")),
    )
    with_ledger = dataclasses.replace(comparison, ledger=ledger)
    text = part(page(Scene(Places(with_ledger), fact, 5, "A", "A"), 160), "In the ledger")
    assert "$48 million\u00a0A E · No figure\u00a0B   ≠ conflict" in text
    assert "$50 million" not in text
    assert "In the ledger" not in words(page(scene(comparison, "cost"), 160))


def test_a_value_has_a_context_where_no_spaces_are_between_words(comparison: Comparison) -> None:
    key = "cost"
    fact = comparison.facts[KEYS.index(key)]
    money = next(d for d in fact.differences if d.type is DifferenceType.MONEY)
    value = money.values[0]
    sentence = comparison.sentences[value.sentence]
    text = "港" * 60 + "四千八百萬" + "橋" * 60
    changed = dataclasses.replace(sentence, text=text, tokens=(), values=(), end=sentence.start + len(text))
    start = sentence.start + 60
    there = dataclasses.replace(value, start=start, end=start + 5, text="四千八百萬")
    other = dataclasses.replace(money, values=(there, *money.values[1:]))
    scene_ = scene(dataclasses.replace(comparison, sentences={**comparison.sentences, changed.id: changed}), key)
    bands = page(dataclasses.replace(scene_, fact=dataclasses.replace(fact, differences=(other,))), 160)
    assert f"…\u00a0{'港' * 40}四千八百萬{'橋' * 40}\u00a0…" in part(bands, "Differences")


def test_text_from_outside_is_safe_to_draw(comparison: Comparison) -> None:
    text = words(page(scene(comparison, "tug", "E"), 160))
    assert "\x1b" not in text
    assert "\u200b" not in text
    assert "Heron" in text


@pytest.mark.parametrize(("count", "most", "wanted"), [(5, 4, 3), (4, 4, 4), (4, 3, 2), (5, 1, 1), (1, 9, 1)])
def test_rows_are_equally_full(count: int, most: int, wanted: int) -> None:
    assert balanced(count, most) == wanted


def test_shares_leave_a_gap_and_stay_inside() -> None:
    found = shares(100, 3, 2)
    assert found == [(2, 31), (36, 31), (70, 31)]
    assert section("Links", 20).cells[0].passage.text == "Links " + "─" * 14


# The screen -----------------------------------------------------------------------------------------------------------


def view(app: Driver) -> FactPage:
    return app.app.screen.query_one(FactPage)


def current(app: Driver) -> Fact:
    fact = app.session.current
    assert fact is not None
    return fact


async def opened(app: Driver, key: str) -> None:
    """Open a fact from Columns."""
    app.screen.go_to_fact(KEYS.index(key))
    await app.press("enter")
    await app.until(lambda: isinstance(app.app.screen, FactScreen))
    await app.until(lambda: len(view(app).bands) > 0)


def shown(app: Driver) -> str:
    return words(list(view(app).bands))


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 20)])
async def test_enter_opens_the_fact_in_full_at_every_size(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await opened(app, "piers")
        assert "Fact 2   piers were damaged" in app.text()
        assert "≠ conflict" in app.text()
        assert "Differences" in app.text()
        await app.press("end")
        assert "Differences" not in app.text() or view(app).max_scroll_y == 0
        await app.press("escape")
        assert app.app.screen is app.screen


async def test_j_and_k_scroll_and_the_heading_stays() -> None:
    async with running((80, 24)) as app:
        await opened(app, "strike")
        await app.press("j", "j", "j")
        assert view(app).scroll_offset.y == 3
        await app.press("k")
        assert view(app).scroll_offset.y == 2
        await app.press("pagedown")
        assert view(app).scroll_offset.y > 10
        assert "Fact 1   freighter struck the Tern Bridge" in app.text()
        await app.press("g")
        assert view(app).scroll_offset.y == 0
        await app.press("G")
        assert view(app).scroll_offset.y == view(app).max_scroll_y > 0


@pytest.mark.parametrize(("on", "back"), [("tab", "shift+tab"), ("J", "K")])
async def test_the_next_and_the_previous_fact_in_full(on: str, back: str) -> None:
    async with running((80, 24)) as app:
        await opened(app, "strike")
        await app.press("j", "j", on)
        assert current(app).label == "piers were damaged"
        assert "Three piers were damaged." in shown(app)
        assert view(app).scroll_offset.y == 0
        await app.press(back, back)
        assert current(app).label == "freighter struck the Tern Bridge"
        assert "This is the first fact" in app.text()


async def test_the_next_fact_is_one_of_those_shown() -> None:
    async with running() as app:
        await opened(app, "piers")
        fact_screen = app.app.screen
        assert isinstance(fact_screen, FactScreen)
        fact_screen.choose(Filter(agreements=frozenset({Agreement.CONFLICT})))
        await app.press("tab")
        assert current(app).label == "what the repairs cost"
        assert "what the repairs cost" in app.text()


async def test_conflicts_and_differences_are_gone_to_on_the_screen() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("dollar_sign")
        assert current(app).label == "what the repairs cost"
        await app.press("right_square_bracket")
        assert current(app).label == "a groan and then the lamps"
        assert isinstance(app.app.screen, FactScreen)
        assert "Piet Lorne" in shown(app)


async def test_h_and_l_go_through_the_sources_that_tell_it() -> None:
    async with running((60, 20)) as app:
        await opened(app, "piers")
        assert "▌A Ellery Courier" in shown(app)
        await app.press("l", "l", "l")
        assert app.session.article.id == "D"
        assert "▌D Northern Wire" in shown(app)
        assert any("▌D Northern Wire" in line for line in app.lines())
        await app.press("h")
        assert app.session.article.id == "B"


async def test_where_the_current_source_is_silent_the_first_one_that_tells_it_is_meant() -> None:
    async with running() as app:
        await app.press("l", "l")
        await opened(app, "piers")
        assert app.session.article.id == "C"
        assert "▌A Ellery Courier" in shown(app)
        await app.press("a")
        assert isinstance(app.app.screen, ArticleScreen)
        assert app.session.article.id == "A"


async def test_the_base_source_goes_round_those_that_tell_it() -> None:
    async with running() as app:
        await opened(app, "piers")
        assert "what A does not have" in shown(app)
        for base in "BDA":
            await app.press("b")
            assert f"what {base} does not have" in shown(app)
            assert app.session.base == base
        await opened_alone(app)
        await app.press("b")
        assert app.session.base == "A"


async def opened_alone(app: Driver) -> None:
    fact_screen = app.app.screen
    assert isinstance(fact_screen, FactScreen)
    fact_screen.go_to_fact(KEYS.index("cargo"))
    await app.until(lambda: "12,400 tonnes" in shown(app))


async def test_another_base_does_not_scroll_the_page() -> None:
    async with running((80, 24)) as app:
        await opened(app, "cost")
        await app.press("pagedown")
        before = view(app).scroll_offset.y
        await app.press("b")
        assert view(app).scroll_offset.y == before > 0


async def test_the_same_row_in_another_comparison_stands_beside_its_ledger() -> None:
    async with running() as app:
        await opened(app, "cost")
        comparison = app.session.comparison
        assert comparison is not None
        told = comparison.facts[KEYS.index("cost")].cells["A"][0]
        entry = LedgerEntry(
            "v01", DifferenceType.MONEY, "toll", Severity.FORM, (Mention("A", told, 0, 1, "$9 a toll"),)
        )
        app.session.take(dataclasses.replace(comparison, ledger=(entry,)), app.session.wanted)
        app.app.story_screen.sync()
        await app.until(lambda: "$9 a toll" in shown(app))


async def test_hits_are_marked() -> None:
    async with running() as app:
        await opened(app, "piers")
        await app.press("slash", *"nine piers", "enter")
        assert "nine piers" in app.marked()


async def test_enter_and_a_open_the_article_of_the_source() -> None:
    async with running() as app:
        await opened(app, "piers")
        await app.press("l", "enter")
        assert isinstance(app.app.screen, ArticleScreen)
        assert app.session.article.id == "B"
        assert current(app).label == "piers were damaged"


async def test_a_click_on_a_source_makes_it_the_current_one_and_a_second_one_opens_it() -> None:
    async with running() as app:
        await opened(app, "piers")
        y, x = next((y, cell_len(line[: line.index("Three")])) for y, line in enumerate(app.lines()) if "Three" in line)
        await app.pilot.click(offset=(x, y))
        await app.until(lambda: app.session.article.id == "B")
        assert isinstance(app.app.screen, FactScreen)
        await app.pilot.click(offset=(x, y), times=2)
        await app.until(lambda: isinstance(app.app.screen, ArticleScreen))


async def test_resizing_keeps_the_part_of_the_page() -> None:
    async with running((160, 20)) as app:
        await opened(app, "cost")
        await app.press("end")
        assert "Why these are one fact" in app.text()
        await app.pilot.resize_terminal(80, 20)
        await app.until(lambda: len(app.lines()[0]) == 80)
        await app.pilot.pause()
        assert view(app).scroll_offset.y > 0
        assert "Differences" not in app.text()


async def test_a_filter_that_leaves_nothing_says_so() -> None:
    async with running() as app:
        await opened(app, "piers")
        fact_screen = app.app.screen
        assert isinstance(fact_screen, FactScreen)
        fact_screen.choose(Filter(text="nowhere to be found"))
        await app.until(lambda: "No fact is in the filter" in app.text())
        assert not view(app).display

"""The Article screen: one article whole, its sentences marked by the facts they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aligner.model import Agreement, Article, Attribution, Block, Comparison, Fact, Kind, Sentence, Story
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, make_comparison
from tui.article_text import Note, Place, both, copied, margin, notes, paragraphs, tally
from tui.places import Places
from tui.screens.article import ArticleScreen, Beside
from tui.screens.columns import ColumnsScreen
from tui.view import Filter
from tui.widgets.article_head import ArticleHead, tabs
from tui.widgets.article_page import ArticlePage

KEYS = list(ROWS)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return make_comparison()


def fact_of(comparison: Comparison, key: str) -> int:
    return KEYS.index(key)


# The text -------------------------------------------------------------------------------------------------------------


def test_every_paragraph_is_there_in_its_own_words(comparison: Comparison) -> None:
    article = comparison.article("A")
    found = paragraphs(Places(comparison), article)
    assert len(found) == len(article.blocks)
    assert [place.sentence for paragraph in found for place in paragraph.places] == [
        id_ for id_ in comparison.sentences if id_.startswith("A")
    ]
    fifth = found[4]
    assert fifth.passage.text.startswith("¹The freighter Marlow StarN struck")
    assert "²Two# of its nine piers were damaged" in fifth.passage.text


def test_a_place_holds_its_sentence_and_not_its_number(comparison: Comparison) -> None:
    for article in comparison.story.articles:
        for paragraph in paragraphs(Places(comparison), article):
            for place in paragraph.places:
                said = comparison.sentences[place.sentence]
                text = paragraph.passage.text[place.start : place.end]
                assert text[0] == said.text[0]
                assert paragraph.passage.text[place.end :][:1] in ("", " ", "¹")


def test_furniture_is_marked_by_role_and_in_words(comparison: Comparison) -> None:
    places = Places(comparison)
    first = paragraphs(places, comparison.article("A"))[0]
    assert {run.role for run in first.passage.runs} == {"furniture"}
    ((_, (note,)),) = notes(places, first)
    assert (note.number, note.others) == ("", "furniture")


def test_what_perhaps_belongs_to_a_row_has_the_sign(comparison: Comparison) -> None:
    texts = [paragraph.passage.text for paragraph in paragraphs(Places(comparison), comparison.article("D"))]
    assert any("⁶(?)\u00a0More than 30,000# vehicles" in text for text in texts)


def test_the_margin_says_who_else_tells_it(comparison: Comparison) -> None:
    places = Places(comparison)
    fifth = paragraphs(places, comparison.article("A"))[4]
    strike, piers = (of_it for _, of_it in notes(places, fifth))
    assert [(note.number, note.glyph, note.others) for note in strike] == [("1", "≠", "BCD·")]
    assert [(note.number, note.glyph, note.others) for note in piers] == [("2", "≠", "B·D·")]


def test_what_is_told_here_alone_has_a_dot_and_no_letters(comparison: Comparison) -> None:
    places = Places(comparison)
    found = [
        note
        for paragraph in paragraphs(places, comparison.article("A"))
        for _, of_it in notes(places, paragraph)
        for note in of_it
        if note.number == str(fact_of(comparison, "schools") + 1)
    ]
    assert [(note.glyph, note.others) for note in found] == [("·", "")]


def _note(sentence: str, number: int) -> Note:
    return Note(sentence, str(number), "=", "quiet", "")


def test_notes_stand_where_their_sentences_begin_or_on_the_next_free_line() -> None:
    of_it = [
        (Place("A1", 0, 8), [_note("A1", 1), _note("A1", 2)]),
        (Place("A2", 9, 30), [_note("A2", 3)]),
        (Place("A3", 31, 39), [_note("A3", 4)]),
    ]
    found = margin(of_it, [(0, 10), (10, 20), (20, 30), (31, 39)])
    assert [note.number if note else "" for note in found] == ["1", "2", "3", "4"]
    found = margin(of_it[1:], [(0, 10), (10, 20), (20, 30), (31, 39)])
    assert [note.number if note else "" for note in found] == ["3", "", "", "4"]
    assert [note and note.number for note in margin(of_it[:1], [(0, 8)])] == ["1", "2"]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=8), st.integers(1, 9))
def test_every_note_is_in_the_margin_once_and_never_above_its_sentence(
    sentences: list[tuple[int, int]], width: int
) -> None:
    of_it: list[tuple[Place, list[Note]]] = []
    at = 0
    for length, count in sentences:
        of_it.append((Place(f"A{at}", at, at + length), [_note(f"A{at}", number) for number in range(count)]))
        at += length
    lines = [(start, min(start + width, at)) for start in range(0, at, width)] or [(0, 0)]
    found = margin(of_it, lines)
    assert [note for note in found if note] == [note for _, listed in of_it for note in listed]
    assert len(found) >= len(lines)
    first = {place.sentence: place.start // width for place, _ in of_it}
    assert all(line >= first[note.sentence] for line, note in enumerate(found) if note)


def story_of(text: str, *blocks: tuple[str, Kind]) -> tuple[Places, Article]:
    """An article of one sentence a block."""
    spans, sentences = [], {}
    for number, (words, kind) in enumerate(blocks):
        start = text.index(words)
        spans.append(Block(start, start + len(words), kind))
        sentences[f"A{number}"] = Sentence(f"A{number}", "A", start, start + len(words), number, kind, words)
    article = Article("A", "a.txt", text, Attribution(), tuple(spans))
    return Places(Comparison(Story("s", "p", (article,)), sentences, ())), article


def test_breaks_are_those_of_the_file_and_prose_stands_apart() -> None:
    text = "Menu\nSport\n\nTide turns\nHarbour reopens\nA boat came.\nAnother left."
    head, body, menu = Kind.HEADLINE, Kind.BODY, Kind.FURNITURE
    places, article = story_of(
        text,
        ("Menu", menu),
        ("Sport", menu),
        ("Tide turns", head),
        ("Harbour reopens", head),
        ("A boat came.", body),
        ("Another left.", body),
    )
    assert [paragraph.apart for paragraph in paragraphs(places, article)] == [False, False, True, False, True, True]


def test_furniture_stands_apart_only_as_it_does_in_the_file() -> None:
    menu = Kind.FURNITURE
    places, article = story_of("Menu\nSport\n\nMore", ("Menu", menu), ("Sport", menu), ("More", menu))
    assert [paragraph.apart for paragraph in paragraphs(places, article)] == [False, False, True]


def test_furniture_that_follows_furniture_is_named_once() -> None:
    text = "Menu. Sport. News."
    parts = [("A0", 0, 5, Kind.FURNITURE), ("A1", 6, 12, Kind.FURNITURE), ("A2", 13, 18, Kind.BODY)]
    sentences = {id_: Sentence(id_, "A", at, end, 0, kind, text[at:end]) for id_, at, end, kind in parts}
    article = Article("A", "a.txt", text, Attribution(), (Block(0, len(text), Kind.BODY),))
    places = Places(Comparison(Story("s", "p", (article,)), sentences, ()))
    (only,) = paragraphs(places, article)
    assert [(place.sentence, [note.others for note in of_it]) for place, of_it in notes(places, only)] == [
        ("A0", ["furniture"]),
        ("A2", []),
    ]


def test_the_note_of_what_only_perhaps_belongs_to_a_row_is_quiet(comparison: Comparison) -> None:
    places, number = Places(comparison), str(fact_of(comparison, "traffic") + 1)
    roles = {
        source: note.role
        for source in "AD"
        for paragraph in paragraphs(places, comparison.article(source))
        for _, of_it in notes(places, paragraph)
        for note in of_it
        if note.number == number
    }
    assert roles == {"A": "is_partial", "D": "quiet"}


def test_a_paragraph_is_there_from_its_start_to_its_end(comparison: Comparison) -> None:
    places = Places(comparison)
    for article in comparison.story.articles:
        for index, block in enumerate(article.blocks):
            pieces = list(places.pieces(article, index))
            assert "".join(text for _, text in pieces) == article.text[block.start : block.end]
            assert all(text == sentence.text for sentence, text in pieces if sentence is not None)
    places, article = story_of("(One.)", ("One.", Kind.BODY))
    whole = replace(article, blocks=(Block(0, 6, Kind.BODY),))
    assert [text for _, text in places.pieces(whole, 0)] == ["(", "One.", ")"]


def test_a_sentence_has_the_facts_whose_cells_hold_it(comparison: Comparison) -> None:
    twice = replace(comparison, facts=(*comparison.facts, comparison.facts[0]))
    found = Places(twice).facts_of
    for id_, sentence in twice.sentences.items():
        held = [index for index, fact in enumerate(twice.facts) if id_ in fact.cells.get(sentence.source, ())]
        assert list(found.get(id_, ())) == held


def test_text_between_the_blocks_is_kept() -> None:
    places, article = story_of("One.\n\n* * *\n\nTwo.\n---\n", ("One.", Kind.BODY), ("Two.", Kind.BODY))
    assert [paragraph.passage.text for paragraph in paragraphs(places, article)] == ["One.", "* * *", "Two.", "---"]


def test_text_from_outside_is_safe_to_draw(comparison: Comparison) -> None:
    text = "".join(paragraph.passage.text for paragraph in paragraphs(Places(comparison), comparison.article("E")))
    assert "Heron" in text
    assert "\x1b" not in text
    assert "\u200b" not in text


def test_where_a_source_is_silent_it_is_the_nearest_place_that_counts(comparison: Comparison) -> None:
    places = Places(comparison)
    assert places.place(fact_of(comparison, "piers"), "A") == ("A05", True)
    silent, tells = places.place(fact_of(comparison, "schools"), "C")
    assert not tells
    # The fact after it is told by C in its last paragraph of news; the ones before it C does not tell.
    assert silent is not None
    assert comparison.sentences[silent].text == "Investigators do not believe that the steering failed."


def row(*ids: str, perhaps: tuple[str, ...] = ()) -> Fact:
    """A fact told by these sentences of A; by B where there are none."""
    return Fact("f", "", Agreement.AGREE, {"A": ids} if ids else {"B": ("B0",)}, (), perhaps=perhaps)


def test_of_the_places_near_a_silent_fact_the_one_before_it_and_the_sure_one_counts() -> None:
    words = ("One.", "Two.", "Three.", "Four.")
    places, _ = story_of("\n".join(words), *((word, Kind.BODY) for word in words))

    def silent(*facts: Fact) -> tuple[str | None, bool]:
        return Places(replace(places.comparison, facts=facts)).place(2, "A")

    assert silent(row("A0"), row("A1", "A2"), row(), row("A3")) == ("A2", False)
    assert silent(row("A0"), row("A1", "A2", perhaps=("A1", "A2")), row(), row("A3")) == ("A3", False)
    assert silent(row("A0"), row("A1", "A2", perhaps=("A2",)), row()) == ("A2", False)
    assert silent(row(), row("A1", perhaps=("A1",)), row()) == ("A1", False)
    titled = {**places.comparison.sentences, "A1": replace(places.comparison.sentences["A1"], kind=Kind.HEADLINE)}
    headed = Places(replace(places.comparison, sentences=titled, facts=(row("A0"), row("A1"), row())))
    assert headed.place(2, "A") == ("A0", False)


def test_an_article_without_outlet_and_title_is_named_by_its_file_once() -> None:
    places, _ = story_of("One.", ("One.", Kind.BODY))
    assert copied(places.comparison, places.comparison.sentences["A0"]) == "One.\n— a.txt, paragraph 1\n"


def test_an_article_that_tells_nothing_begins_at_its_beginning() -> None:
    places, _ = story_of("One.\nTwo.", ("One.", Kind.BODY), ("Two.", Kind.BODY))
    assert places.place(0, "A") == ("A0", False)
    assert places.place(0, "Z") == (None, False)


def test_what_is_copied_has_the_whole_attribution(comparison: Comparison) -> None:
    text = copied(comparison, comparison.sentences["A05"])
    assert text == (
        "Two of its nine piers were damaged, the harbour office said.\n"
        "— Ellery Courier, Ines Hallam · 4 Mar 2031, 01_courier.txt, paragraph 5\n"
    )


def test_words_about_the_article(comparison: Comparison) -> None:
    assert both([3]) == "fact 3"
    assert both([3, 28]) == "facts 3 and 28"
    assert both([3, 9, 28]) == "facts 3, 9 and 28"
    alone = sum(set(fact.cells) == {"A"} for fact in comparison.facts)
    told = sum("A" in fact.cells for fact in comparison.facts)
    assert tally(comparison, "A") == f"tells {told}/{len(ROWS)} facts, {alone} alone"


@pytest.mark.parametrize("width", [10, 20, 40, 80, 160])
def test_tabs_keep_their_letters(comparison: Comparison, width: int) -> None:
    found = tabs(comparison.story.articles, ("C",), width)
    assert [tab[0] for tab in found] == list("ABCDE")
    assert [tab.endswith("—") for tab in found] == [False, False, True, False, False]


# The screen -----------------------------------------------------------------------------------------------------------


def page(app: Driver) -> ArticlePage:
    return app.app.screen.query_one(ArticlePage)


def side(app: Driver) -> str:
    return "\n".join(cell.passage.text for band in app.app.screen.query_one(Beside).bands for cell in band.cells)


def head(app: Driver) -> str:
    return str(app.app.screen.query_one(ArticleHead).render())


def label(app: Driver) -> str:
    fact = app.session.current
    return fact.label if fact else ""


def said(app: Driver) -> str:
    """The words of the current sentence."""
    comparison, current = app.session.comparison, page(app).current
    assert comparison is not None
    assert current is not None
    return comparison.sentences[current].text


def article_screen(app: Driver) -> ArticleScreen:
    screen = app.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


async def opened(app: Driver, key: str = "strike", with_: str = "a") -> None:
    """Open an article from Columns at a fact."""
    app.screen.go_to_fact(KEYS.index(key))
    await app.press(with_)
    await app.until(lambda: isinstance(app.app.screen, ArticleScreen))
    await app.until(lambda: page(app).virtual_size.height > 0)
    await app.pilot.pause()


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 20), (60, 14)])
async def test_the_article_opens_at_the_fact_at_every_size(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await opened(app, "opened")
        assert said(app) == "The bridge was opened in 1974."
        assert "The bridge was opened in 1974." in app.text()
        assert "A Ellery" in app.text()
        await app.press("escape")
        assert isinstance(app.app.screen, ColumnsScreen)


async def test_the_margin_and_the_raised_numbers_are_on_screen() -> None:
    async with running((120, 36)) as app:
        await opened(app, "piers")
        assert any("2≠ B·D·" in line for line in app.lines())
        assert any("²Two" in line for line in app.lines())
        assert any("furniture  Home | Harbour" in line for line in app.lines())


async def test_on_a_narrow_terminal_the_margin_has_numbers_and_glyphs() -> None:
    async with running((60, 20)) as app:
        await opened(app, "piers")
        assert any("2≠  " in line for line in app.lines())
        assert "B·D·" not in app.text()
        assert "furniture" not in app.text()


async def test_j_and_k_go_by_sentences_and_skip_furniture() -> None:
    async with running() as app:
        await opened(app, "strike")
        assert said(app) == "Freighter strikes Tern Bridge, cutting the harbour off"
        await app.press("j", "j")
        assert said(app).startswith("The freighter Marlow Star")
        await app.press("k")
        assert said(app).startswith("Freighter strikes")
        await app.press("u", "j")
        assert said(app).startswith("The Tern Bridge seen from")
        assert "Furniture: part of no fact." in side(app)
        await app.press("u")
        assert said(app).startswith("Freighter strikes")


async def test_the_current_fact_follows_the_sentence() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("j", "j", "j")
        assert label(app) == "piers were damaged"
        assert "Fact 2   piers were damaged" in side(app)
        assert "Three piers were damaged." not in side(app)  # the mark's letter stands behind the word
        assert "Three# piers were damaged." in side(app)
        await app.press("escape")
        assert app.label == "piers were damaged"


async def test_moving_does_not_drop_the_filter() -> None:
    async with running() as app:
        app.screen.choose(Filter(agreements=frozenset({Agreement.CONFLICT})))
        await opened(app, "cost")
        await app.press("j")
        assert said(app) == "The bridge carried 31,000 vehicles a day."
        assert app.session.filter.agreements == {Agreement.CONFLICT}
        assert label(app) == "what the repairs cost"
        assert "not in the filter" in side(app)
        await app.press("enter")
        assert isinstance(app.app.screen, ColumnsScreen)
        assert app.session.filter == Filter()
        assert app.label == "vehicles a day"
        assert "The filter is gone" in app.text()


async def test_coming_back_keeps_the_sentence_whose_fact_the_filter_hides() -> None:
    async with running() as app:
        app.screen.choose(Filter(agreements=frozenset({Agreement.CONFLICT})))
        await opened(app, "cost")
        await app.press("j", "escape", "a")
        assert said(app) == "The bridge carried 31,000 vehicles a day."


async def test_enter_jumps_back_to_the_row() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("G", "enter")
        assert isinstance(app.app.screen, ColumnsScreen)
        assert app.label == "the bridge opened"
        assert app.grid.cursor_in_view


@pytest.fixture
def doubled(comparison: Comparison) -> Comparison:
    """The story with one sentence in two facts: A05 is in the second and in the last."""
    import dataclasses

    last = comparison.facts[-1]
    more = dataclasses.replace(last, cells={**last.cells, "A": ("A05", *last.cells["A"])})
    return dataclasses.replace(comparison, facts=(*comparison.facts[:-1], more))


async def test_a_sentence_in_two_facts_has_both_numbers(doubled: Comparison) -> None:
    async with running(comparison=doubled) as app:
        await opened(app, "piers")
        assert f"the sentence is also in fact {len(ROWS)}" in side(app)
        assert any(f"²·{'²⁴'}Two" in line for line in app.lines())
        await app.press("tab")
        assert label(app) == "the bridge opened"
        assert said(app).startswith("Two of its nine")
        assert "the sentence is also in fact 2" in side(app)
        await app.press("enter")
        assert app.label == "the bridge opened"
        assert f"The sentence is in facts 2 and {len(ROWS)}." in app.text()


async def test_one_fact_has_no_other() -> None:
    async with running() as app:
        await opened(app, "piers")
        await app.press("tab")
        assert label(app) == "piers were damaged"
        assert "This sentence is in no other fact." in app.text()


async def test_another_source_at_the_same_fact() -> None:
    async with running() as app:
        await opened(app, "piers")
        await app.press("l")
        assert app.session.article.id == "B"
        assert said(app) == "Three piers were damaged."
        await app.press("4")
        assert said(app) == "Two piers of the bridge were damaged."
        assert label(app) == "piers were damaged"
        await app.press("h", "h")
        assert said(app) == "Three piers were damaged."


async def test_a_silent_source_is_opened_at_the_nearest_place_and_says_so() -> None:
    async with running() as app:
        await opened(app, "piers", "3")
        assert "C does not tell fact 2" in head(app)
        assert label(app) == "piers were damaged"
        assert "Fact 2   piers were damaged" in side(app)
        await app.press("l")
        assert said(app) == "Two piers of the bridge were damaged."
        assert "does not tell" not in head(app)
        await app.press("h", "j")
        assert "does not tell" not in head(app)
        assert label(app) != "piers were damaged"


async def test_the_next_conflict_in_this_article() -> None:
    async with running() as app:
        await opened(app, "traffic")
        await app.press("right_square_bracket")
        assert label(app) == "a groan and then the lamps"
        await app.press("left_square_bracket", "left_square_bracket")
        assert label(app) == "piers were damaged"
        await app.press("G", "right_square_bracket")
        assert "No conflict in this article after this sentence." in app.text()


async def test_the_next_difference_of_a_type_in_this_article() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("dollar_sign")
        assert said(app).startswith("Repairs will cost")
        await app.press("at")
        assert said(app).startswith("The last inspection")
        await app.press("at")
        assert said(app).startswith("Freighter strikes")


async def test_search_goes_through_this_article() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("slash", *"bridge", "enter")
        assert said(app).startswith("Freighter strikes")
        assert "“bridge” 1/" in app.lines()[-1]
        await app.press("n", "n", "n")
        assert said(app) == "The bridge carried 31,000 vehicles a day."
        await app.press("N")
        assert said(app).startswith("The freighter Marlow Star struck")
        assert any(text.lower() == "bridge" for text in app.marked())
        await app.press("N", "N", "N")
        assert said(app) == "The bridge was opened in 1974."


async def test_a_search_for_what_this_article_does_not_have_says_so() -> None:
    async with running() as app:
        await opened(app, "strike")
        await app.press("slash", *"12,400", "enter")
        assert said(app).startswith("Freighter strikes")
        assert "“12,400” is not in this article." in app.text()


async def test_pages_go_on_and_come_back() -> None:
    async with running((60, 20)) as app:
        await opened(app, "strike")
        seen = [page(app).cursor]
        for _ in range(3):
            await app.press("space")
            assert page(app).cursor > seen[-1]
            seen.append(page(app).cursor)
        await app.press("pageup")
        assert page(app).cursor < seen[-1]
        await app.press("G")
        assert said(app) == "The bridge was opened in 1974."
        await app.press("g")
        assert page(app).cursor == 0


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 14)])
async def test_the_current_sentence_is_always_in_view(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await opened(app, "strike")
        view = page(app)
        for _ in range(20):
            first, end = view._extent(view.current or "")
            top = view.scroll_offset.y
            assert top <= first < end <= top + view.size.height
            await app.press("j")
        assert said(app) == "The bridge was opened in 1974."


async def test_a_sentence_taller_than_the_page_is_scrolled_through() -> None:
    text = " ".join(f"word{number}" for number in range(300)) + "."
    places, _ = story_of(f"{text}\nTwo.", (text, Kind.BODY), ("Two.", Kind.BODY))
    async with running((60, 20), comparison=places.comparison) as app:
        app.app.go("article")
        await app.until(lambda: isinstance(app.app.screen, ArticleScreen))
        await app.until(lambda: len(app.app.screen.query(ArticlePage)) == 1 and page(app).virtual_size.height > 30)
        await app.press("j")
        assert said(app) == text
        assert page(app).scroll_offset.y > 0
        while said(app) == text:
            before = page(app).scroll_offset.y
            await app.press("j")
            assert page(app).scroll_offset.y > before or said(app) == "Two."
        await app.press("k")
        assert said(app) == text


async def test_resizing_keeps_the_sentence() -> None:
    async with running((160, 48)) as app:
        await opened(app, "inspection")
        await app.pilot.resize_terminal(60, 20)
        await app.until(lambda: len(app.lines()[0]) == 60)
        await app.pilot.pause()
        assert said(app) == "The last inspection of the bridge was in June 2029."
        assert "The last inspection of the bridge" in app.text()


async def test_others_beside_the_article_only_where_there_is_room() -> None:
    async with running((120, 36)) as app:
        await opened(app, "piers")
        beside = app.app.screen.query_one(Beside)
        assert beside.display
        assert beside.region.x > page(app).region.x
        await app.pilot.resize_terminal(80, 40)
        await app.until(lambda: beside.region.y > page(app).region.y)
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: not beside.display)
        await app.press("d")
        await app.until(lambda: beside.display)
        await app.press("d")
        await app.until(lambda: not beside.display)


async def test_the_sentence_is_copied_with_its_attribution() -> None:
    async with running() as app:
        await opened(app, "piers")
        await app.press("y")
        assert app.app.clipboard == copied(make_comparison(), make_comparison().sentences["A05"])
        assert "Copied a sentence of A" in app.text()


def _spot(app: Driver, text: str) -> tuple[int, int]:
    """The cell where a text begins on the terminal."""
    return next((cell_len(line[: line.index(text)]), y) for y, line in enumerate(app.lines()) if text in line)


async def test_a_click_selects_a_sentence_and_two_jump_to_its_row() -> None:
    async with running((120, 36)) as app:
        await opened(app, "strike")
        spot = _spot(app, "carried 31,000")
        await app.pilot.click(offset=spot)
        await app.until(lambda: label(app) == "vehicles a day")
        await app.pilot.click(offset=_spot(app, "We heard a"), times=2)
        await app.until(lambda: isinstance(app.app.screen, ColumnsScreen))
        assert app.label == "a groan and then the lamps"


async def test_a_click_on_a_tab_or_on_what_another_says_opens_its_article() -> None:
    async with running((120, 36)) as app:
        await opened(app, "piers")
        await app.pilot.click(offset=_spot(app, "D Northern Wire"))
        await app.until(lambda: app.session.article.id == "D")
        await app.pilot.click(offset=_spot(app, "Three#"))
        await app.until(lambda: app.session.article.id == "B")
        assert said(app) == "Three piers were damaged."


async def test_the_footer_says_how_far_down_one_is() -> None:
    async with running() as app:
        await opened(app, "piers")
        assert "¶ 5/15 · sentence 4/" in app.lines()[-1]
        await app.pilot.resize_terminal(60, 20)
        await app.until(lambda: len(app.lines()[0]) == 60)
        await app.press("j")
        assert "5/" in app.lines()[-1]
        assert "sentence 5" not in app.lines()[-1]


async def test_a_filter_that_leaves_nothing_leaves_the_article() -> None:
    async with running() as app:
        await opened(app, "piers")
        article_screen(app).choose(Filter(text="nowhere to be found"))
        await app.pilot.pause()
        assert "Two# of its nine piers" in app.text()
        await app.press("j")
        assert said(app).startswith("Repairs will cost")

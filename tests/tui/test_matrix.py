"""What each source makes of a fact, where it stands in its article, and the screen that shows it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from aligner.model import (
    Agreement,
    Article,
    Attribution,
    Block,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    Mention,
    Sentence,
    Severity,
    Story,
    Value,
)
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, make_comparison
from tui.grid_layout import show
from tui.matrix import Stance, exactness, is_perhaps, layout, letters, stances
from tui.prominence import Body, Prominence, Standing, told, track
from tui.screens.columns import ColumnsScreen
from tui.screens.matrix import MatrixScreen
from tui.theme import LIGHT
from tui.view import Filter, Order
from tui.widgets.matrix_grid import MatrixGrid, MatrixHead
from tui.widgets.matrix_preview import FactPreview, Legend, preview

T, S = DifferenceType, Severity
LABELS = [row.label for row in ROWS.values()]
KEYS = list(ROWS)


def fact_of(key: str) -> Fact:
    return make_comparison().facts[KEYS.index(key)]


def made_of(key: str) -> dict[str, str]:
    comparison = make_comparison()
    return {source: stance.value for source, stance in stances(comparison, fact_of(key)).items()}


# What a source makes of a fact ----------------------------------------------------------------------------------------


def test_every_value_of_a_conflict_says_otherwise() -> None:
    assert made_of("piers") == {
        "A": "otherwise",
        "B": "otherwise",
        "C": "silent",
        "D": "otherwise",
        "E": "silent",
    }


def test_the_vaguer_value_of_a_detail_says_less() -> None:
    made = made_of("traffic")
    assert (made["A"], made["B"], made["D"]) == ("says", "less", "less")
    assert (made_of("inspection")["A"], made_of("inspection")["D"]) == ("says", "less")


def test_a_source_without_the_value_that_others_differ_in_says_less() -> None:
    made = made_of("strike")
    assert made["A"] == made["B"] == made["C"] == made["D"] == "otherwise"
    fact = replace(fact_of("strike"), differences=(fact_of("strike").differences[1],))
    lacking = stances(make_comparison(), fact)
    assert lacking["C"] is lacking["D"] is Stance.LESS
    assert lacking["E"] is Stance.SILENT


def test_a_role_told_otherwise_is_not_told_less() -> None:
    fact = fact_of("watchman")
    role = replace(fact.differences[1], severity=S.DETAIL)
    made = stances(make_comparison(), replace(fact, differences=(role,)))
    assert made["A"] is made["B"] is Stance.SAYS


def test_sources_that_agree_say_it() -> None:
    made = made_of("owner")
    assert [source for source, stance in made.items() if stance == "says"] == ["B", "C"]


def test_what_only_one_gives_the_other_lacks() -> None:
    """Where a fact is partial with no difference between values, who has no such figure says less."""
    text = "Snow fell on 12 March. Snow fell."
    values = (Value(T.DATE, 13, 21, "12 March", {"date": "--03-12"}),)
    sentences = {
        "A00": Sentence("A00", "A", 0, 22, 0, Kind.BODY, text[:22], values=values),
        "B00": Sentence("B00", "B", 23, 33, 0, Kind.BODY, text[23:]),
    }
    block = (Block(0, len(text), Kind.BODY),)
    articles = tuple(Article(id_, f"{id_}.txt", text, Attribution(), block) for id_ in "AB")
    fact = Fact("f1", "Snow fell", Agreement.PARTIAL, {"A": ("A00",), "B": ("B00",)}, ())
    comparison = Comparison(Story("Snow", "snow", articles), sentences, (fact,))
    assert stances(comparison, fact) == {"A": Stance.SAYS, "B": Stance.LESS}
    agreeing = replace(fact, agreement=Agreement.AGREE)
    assert stances(comparison, agreeing) == {"A": Stance.SAYS, "B": Stance.SAYS}


def told_with(a: tuple[Value, ...], b: tuple[Value, ...]) -> tuple[Comparison, Fact]:
    """A fact that is partial for no difference, told by A and by B with these values."""
    text = "Snow fell on 12 March."
    sentences = {
        f"{id_}00": Sentence(f"{id_}00", id_, 0, 22, 0, Kind.BODY, text, values=values)
        for id_, values in (("A", a), ("B", b))
    }
    block = (Block(0, len(text), Kind.BODY),)
    articles = tuple(Article(id_, f"{id_}.txt", text, Attribution(), block) for id_ in "AB")
    fact = Fact("f1", "Snow fell", Agreement.PARTIAL, {"A": ("A00",), "B": ("B00",)}, ())
    return Comparison(Story("Snow", "snow", articles), sentences, (fact,)), fact


def test_values_are_alike_by_their_comparable_form_or_their_bounds() -> None:
    twelfth = Value(T.DATE, 13, 21, "12 March", {"date": "--03-12"})
    thirteenth = Value(T.DATE, 13, 21, "13 March", {"date": "--03-13"})
    about, exactly = (Value(T.NUMBER, 0, 4, "many", None, low, high) for low, high in ((5.0, 9.0), (7.0, 7.0)))
    odd = Value(T.NUMBER, 0, 4, "some")
    for a, b, expected in (
        ((twelfth,), (twelfth,), (Stance.SAYS, Stance.SAYS)),
        ((twelfth,), (thirteenth,), (Stance.LESS, Stance.LESS)),
        ((about,), (exactly,), (Stance.SAYS, Stance.SAYS)),
        ((odd,), (), (Stance.SAYS, Stance.LESS)),
    ):
        assert stances(*told_with(a, b)) == dict(zip("AB", expected, strict=True))


def test_a_detail_of_another_kind_leaves_no_figure_lacking() -> None:
    comparison, fact = told_with((Value(T.DATE, 13, 21, "12 March", {"date": "--03-12"}),), ())
    said = Mention("A", "A00", 0, 4, "Snow"), Mention("B", "B00", 0, 4, "Snow")
    called = replace(fact, differences=(Difference(T.ROLE, S.DETAIL, "", said),))
    assert stances(comparison, called) == {"A": Stance.SAYS, "B": Stance.SAYS}


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_values_the_most_exact_one_counts(turned: bool) -> None:
    comparison, fact = told_with((), ())
    rough, exact = Mention("A", "A00", 0, 6, "30,000"), Mention("A", "A00", 0, 6, "31,200")
    own = (exact, rough) if turned else (rough, exact)
    number = Difference(T.NUMBER, S.DETAIL, "", (*own, Mention("B", "B00", 0, 6, "31,200")))
    assert set(stances(comparison, replace(fact, differences=(number,))).values()) == {Stance.SAYS}


@pytest.mark.parametrize(
    ("type_", "vaguer", "better"),
    [
        (T.MONEY, ("about $2 billion", {"approx": True}), ("$2 billion", {"approx": False})),
        (T.NUMBER, ("30,000", None), ("31,000", None)),
        (T.DATE, ("June", {"date": "--06"}), ("June 2029", {"date": "2029-06"})),
        (T.NAME, ("Aas", None), ("Sunniva Aas", None)),
    ],
)
def test_how_exact_a_value_is(
    type_: DifferenceType, vaguer: tuple[str, dict[str, object] | None], better: tuple[str, dict[str, object] | None]
) -> None:
    one, other = (Mention("A", "A00", 0, len(text), text, normal) for text, normal in (vaguer, better))
    assert exactness(type_, one) < exactness(type_, other)


def test_only_perhaps() -> None:
    assert is_perhaps(fact_of("traffic"), "D")
    assert not is_perhaps(fact_of("traffic"), "A")
    assert not is_perhaps(fact_of("traffic"), "E")


def test_letters_come_once_the_heaviest_first() -> None:
    assert letters(fact_of("strike")) == ((T.DATE, S.CONFLICT), (T.NAME, S.CONFLICT))
    mixed = replace(
        fact_of("strike"),
        differences=(Difference(T.MONEY, S.FORM, "", ()), Difference(T.NAME, S.DETAIL, "", ())),
    )
    assert letters(mixed) == ((T.NAME, S.DETAIL), (T.MONEY, S.FORM))


# Where it stands ------------------------------------------------------------------------------------------------------


def article_of(*blocks: tuple[Kind, int]) -> Article:
    found, at = [], 0
    for kind, length in blocks:
        found.append(Block(at, at + length, kind))
        at += length + 2
    return Article("A", "a.txt", "x" * at, Attribution(), tuple(found))


def sentence_at(article: Article, paragraph: int, offset: int = 0) -> Sentence:
    block = article.blocks[paragraph]
    start = block.start + offset
    return Sentence(f"A{start:02}", "A", start, block.end, paragraph, block.kind, "x" * (block.end - start))


def test_headline_lede_and_how_far_into_the_body() -> None:
    article = article_of(
        (Kind.FURNITURE, 50),
        (Kind.HEADLINE, 20),
        (Kind.BODY, 100),
        (Kind.FURNITURE, 900),
        (Kind.BODY, 200),
        (Kind.BODY, 100),
    )
    body = Body(article)
    assert body.standing(sentence_at(article, 1)).is_headline
    assert body.standing(sentence_at(article, 2)).letter == "L"
    assert body.standing(sentence_at(article, 4)) == Standing(2, 0.25, 2, 3)
    late = body.standing(sentence_at(article, 5))
    assert (late.share, late.words, late.is_late, late.letter) == (0.75, "paragraph 3 of 3", True, "7")


def test_a_lede_ends_where_an_article_is_one_long_paragraph() -> None:
    article = article_of(
        (Kind.BODY, 400),
    )
    body = Body(article)
    assert body.standing(sentence_at(article, 0, 90)).letter == "L"
    assert body.standing(sentence_at(article, 0, 300)).letter == "7"


def test_a_heading_inside_the_body_is_no_headline() -> None:
    article = article_of((Kind.HEADLINE, 20), (Kind.BODY, 100), (Kind.HEADLINE, 20), (Kind.BODY, 100))
    inside = Body(article).standing(sentence_at(article, 2))
    assert not inside.is_headline
    assert inside.share == 0.5
    assert Body(article).standing(sentence_at(article, 2, 10)) == inside


def test_what_stands_early_but_after_the_lede_is_in_the_first_tenth() -> None:
    article = article_of((Kind.BODY, 50), (Kind.HEADLINE, 20), (Kind.BODY, 950))
    for paragraph, number in ((1, 1), (2, 2)):
        standing = Body(article).standing(sentence_at(article, paragraph))
        assert (standing.rank, standing.letter, standing.words) == (2, "1", f"paragraph {number} of 2")


def test_an_article_without_a_body_is_all_headline() -> None:
    article = article_of((Kind.HEADLINE, 20))
    assert Body(article).standing(sentence_at(article, 0)).is_headline


def test_a_track_shows_every_sentence() -> None:
    standings = [Standing(0, 0.0, 0, 8), Standing(1, 0.0, 1, 8), Standing(2, 1.0, 8, 8)]
    text = "".join(text for text, _ in track(standings, 9))
    assert text == "H┃┄┄┄┄┄┄┃"
    assert [piece for piece, stands in track(standings, 9) if stands] == ["H┃", "┃"]


def test_where_it_stands_in_words() -> None:
    late, later = Standing(2, 0.8, 14, 16), Standing(2, 0.9, 15, 16)
    assert told([late]) == "paragraph 14 of 16 · late"
    assert told([late, later]) == "paragraphs 14, 15 of 16 · late"
    assert told([Standing(0, 0.0, 0, 16), late]) == "headline, paragraph 14 of 16"
    assert told([]) == ""


def test_the_most_prominent_sentence_comes_first() -> None:
    comparison = make_comparison()
    standings = Prominence(comparison).standings(fact_of("strike").cells["A"])
    assert [standing.letter for standing in standings] == ["H", "H", "L"]


# How the width is shared out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(30, 230, 7))
@pytest.mark.parametrize("articles", [1, 2, 5, 9, 20])
def test_a_line_fills_the_width_and_shows_the_current_source(width: int, articles: int) -> None:
    for current in range(articles):
        arranged = layout(width, articles, 5000, 2, current)
        assert current in arranged.visible
        assert arranged.visible.stop <= articles
        assert arranged.sources_at + arranged.stride * arranged.count <= width
        assert arranged.label >= min(16, width - 30)


def test_tracks_need_room() -> None:
    assert layout(199, 5, 64, 2).track > layout(159, 5, 64, 2).track > layout(119, 5, 64, 2).track > 0
    assert layout(79, 5, 64, 2).track == layout(59, 5, 64, 2).track == 0
    assert layout(79, 5, 64, 2).count == layout(59, 5, 64, 2).count == 5


def test_the_window_on_the_sources_moves_as_little_as_it_must() -> None:
    start = layout(60, 20, 64, 2)
    assert 0 < start.count < 19
    assert layout(60, 20, 64, 2, start.count, 0).first == 1
    assert layout(60, 20, 64, 2, start.count - 1, 0).first == 0
    wider = layout(100, 20, 64, 2, 19, 19)
    assert (wider.first, wider.visible.stop) == (20 - wider.count, 20)


def test_where_a_cell_is() -> None:
    arranged = layout(159, 5, 64, 2)
    assert arranged.at(arranged.sources_at) == 0
    assert arranged.at(arranged.sources_at + 4 * arranged.stride) == 4
    assert arranged.at(arranged.sources_at - 1) is None
    assert arranged.at(arranged.sources_at + 5 * arranged.stride) is None


# What is read below ---------------------------------------------------------------------------------------------------


def shown_below(key: str, source: int, width: int) -> list[str]:
    comparison = make_comparison()
    lines = preview(comparison, fact_of(key), Prominence(comparison), source, width)
    return ["".join(text for text, _ in pieces) for pieces in lines]


def test_beside_the_words_stands_every_source() -> None:
    text = "\n".join(shown_below("cost", 0, 156))
    assert "at least $48 million\u00a0A\u00a0· has not been made public\u00a0B" in text
    assert "and take eleven months." in text
    for name in ("A Ellery Courier", "B Ship hits", "D Northern Wire"):
        assert name in text
    assert "paragraph" in text


def test_below_a_narrow_matrix_stands_the_current_source_then_the_others() -> None:
    text = "\n".join(shown_below("cost", 3, 78))
    assert "D Northern Wire" in text.split("\n")[0]
    assert text.index("The owner declined to say") < text.index("A Ellery Courier") < text.index("Repairs will cost")
    assert text.count("Northern Wire") == 1


def test_silence_is_said() -> None:
    text = "\n".join(shown_below("piers", 4, 78))
    assert "silent" in text
    assert "does not tell this" not in text  # once is enough
    assert "does not tell this." in "\n".join(shown_below("piers", 4, 160))
    assert "of its nine piers" in text


# The screen -----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def matrix(size: tuple[int, int] = (160, 48), comparison: Comparison | None = None) -> AsyncIterator[Driver]:
    async with running(size, comparison) as app:
        app.app.go("matrix")
        await app.until(lambda: isinstance(app.app.screen, MatrixScreen) and app.app.screen.is_mounted)
        grid = app.app.screen.query_one(MatrixGrid)
        await app.until(lambda: not grid.display or grid.virtual_size.height > 0)
        await app.pilot.pause()
        yield app


def grid_of(app: Driver) -> MatrixGrid:
    return app.app.screen.query_one(MatrixGrid)


def line_of(app: Driver, key: str) -> str:
    """The line of a fact, wherever it is scrolled to."""
    grid = grid_of(app)
    place = app.session.facts.index(KEYS.index(key))
    return grid.render_line(place - grid.scroll_offset.y).text


async def test_a_line_tells_all_of_a_fact() -> None:
    async with matrix() as app:
        line = line_of(app, "piers")
        assert "≠ #" in line
        assert "piers were damaged" in line
        assert line.count("≠") == 4
        assert line.count("—") == 2
        assert "┃" in line
        assert "●?" in line_of(app, "traffic") or "◐?" in line_of(app, "traffic")


async def test_the_heads_name_the_sources_and_how_much_they_tell() -> None:
    async with matrix() as app:
        head = app.app.screen.query_one(MatrixHead)
        text = "\n".join(head.render_line(y).text for y in range(head.size.height))
        assert "A Ellery" in text
        told = sum("A" in fact.cells for fact in make_comparison().facts)
        assert f"tells {told}/{len(LABELS)}" in text
        assert "━" in text


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12)])
async def test_lines_are_as_wide_as_the_grid_at_every_size(size: tuple[int, int]) -> None:
    async with matrix(size) as app:
        grid = grid_of(app)
        for place in range(min(grid.size.height, len(LABELS))):
            assert grid.render_line(place).cell_length == grid.scrollable_content_region.width
        await app.press("G")
        assert app.label == LABELS[-1]
        place = grid.cursor - grid.scroll_offset.y
        assert 0 <= place < grid.scrollable_content_region.height


async def test_keys_move_among_facts_and_sources() -> None:
    async with matrix((120, 36)) as app:
        await app.press("j", "j", "k", "l", "l", "h")
        assert app.label == LABELS[1]
        assert app.session.source == 1
        assert grid_of(app).source == 1
        await app.press("G", "j")
        assert app.label == LABELS[-1]
        await app.press("g", "k")
        assert app.label == LABELS[0]
        await app.press("right_square_bracket")
        assert app.session.current is not None
        assert app.session.current.agreement is Agreement.CONFLICT


async def test_pages_go_down_and_up_again() -> None:
    async with matrix((80, 24)) as app:
        await app.press("pagedown")
        there = grid_of(app).cursor
        assert there > 3
        await app.press("ctrl+d")
        assert grid_of(app).cursor > there
        await app.press("pageup", "pageup", "pageup")
        assert grid_of(app).cursor == 0


async def test_moving_the_cursor_redraws_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    async with matrix() as app:
        grid = grid_of(app)
        drawn: list[int] = []
        draw = grid._draw

        def count(comparison: Comparison, index: int, current: bool) -> object:
            drawn.append(index)
            return draw(comparison, index, current)

        monkeypatch.setattr(grid, "_draw", count)
        await app.press("j")
        await app.until(lambda: bool(drawn))
        assert sorted(drawn) == [0, 1]


async def test_enter_opens_the_fact_in_columns() -> None:
    async with matrix() as app:
        await app.press("j", "j", "l", "l", "enter")
        assert isinstance(app.app.screen, ColumnsScreen)
        assert app.label == LABELS[2]
        assert app.session.source == 2


async def test_orders_are_shared_and_keep_the_fact() -> None:
    async with matrix() as app:
        await app.press("j", "o")
        assert str(app.session.order) == Order.CONFLICTS.value
        assert app.label == LABELS[1]
        lines = [grid_of(app).render_line(place).text for place in range(7)]
        assert all("≠" in line[:10] for line in lines)
        await app.press("o", "o", "o")
        assert str(app.session.order) == Order.ONE.value


async def test_click_selects_and_double_click_opens() -> None:
    async with matrix() as app:
        grid = grid_of(app)
        x = grid.arranged.sources_at + 3 * grid.arranged.stride + 1
        await app.pilot.click(MatrixGrid, offset=(x, 4))
        await app.until(lambda: app.session.source == 3)
        assert app.label == LABELS[4]
        await app.pilot.click(MatrixGrid, offset=(grid.arranged.label_at + 2, 6), times=2)
        await app.until(lambda: isinstance(app.app.screen, ColumnsScreen))
        assert app.label == LABELS[6]


async def test_hits_are_marked_and_hidden_ones_signed() -> None:
    async with matrix() as app:
        app.session.search = "skarby"
        app.app.story_screen.sync()
        await app.pilot.pause()
        assert "/owner Halden Lines" in line_of(app, "owner")
        assert " the Skarby Mutual" in line_of(app, "insurer")
        marked = grid_of(app).render_line(KEYS.index("insurer"))
        assert any(segment.text == "Skarby" for segment in marked)
        await app.press("n")
        assert app.session.current is not None
        assert app.session.current.id == fact_of("insurer").id


async def test_what_stands_below_follows_cursor_and_source() -> None:
    async with matrix() as app:
        await app.press("j")
        text = app.text()
        assert text.index("of its nine piers") < text.index("Three# piers were damaged.")
        await app.press("l")
        text = app.text()
        assert text.index("Three# piers were damaged.") < text.index("of its nine piers")


async def test_the_legend_explains_what_is_shown() -> None:
    async with matrix((120, 36)) as app:
        assert "where in the article" in app.text()
        assert "says otherwise" in app.text()
    async with matrix((80, 24)) as app:
        legend = app.app.screen.query_one(Legend)
        assert "1–9" in str(legend.render())


async def test_a_filter_without_facts_leaves_a_notice() -> None:
    async with matrix() as app:
        app.session.filter = Filter(text="no such words")
        app.app.story_screen.settle()
        await app.pilot.pause()
        assert "No fact is in the filter" in app.text()
        assert not app.app.screen.query_one(FactPreview).display
        await app.press("j", "enter", "y", "l", "G", "o")
        assert app.app.is_running


async def test_resizing_keeps_the_fact_in_view() -> None:
    async with matrix((160, 48)) as app:
        await app.press("G", "k", "k")
        await app.pilot.resize_terminal(60, 20)
        grid = grid_of(app)
        await app.until(lambda: grid.size.width == 60)
        await app.pilot.pause()
        assert app.label == LABELS[-3]
        assert 0 <= grid.cursor - grid.scroll_offset.y < grid.scrollable_content_region.height


async def test_a_theme_change_redraws() -> None:
    async with matrix() as app:
        before = grid_of(app).render_line(0)
        app.app.theme = LIGHT
        await app.pilot.pause()
        assert grid_of(app).render_line(0) != before


async def test_what_comes_from_outside_is_shown_safely() -> None:
    async with matrix() as app:
        assert app.session.comparison is not None
        label = "a\x1b[31m tug\u200b [b]x[/b]\n"
        facts = tuple(replace(fact, label=label) for fact in app.session.comparison.facts)
        app.session.take(replace(app.session.comparison, facts=facts), app.session.wanted)
        app.app.story_screen.sync()
        await app.pilot.pause()
        assert show(label).text.strip() in app.text()
        assert "\x1b" not in app.text()


async def test_thousands_of_facts_draw_only_what_is_seen() -> None:
    comparison = make_comparison()
    facts = tuple(replace(comparison.facts[number % len(comparison.facts)], id=f"f{number}") for number in range(5000))
    async with matrix(comparison=replace(comparison, facts=facts)) as app:
        grid = grid_of(app)
        assert grid.virtual_size.height == 5000
        assert len(grid._strips) <= 2 * grid.size.height
        await app.press("G")
        assert app.session.fact == 4999

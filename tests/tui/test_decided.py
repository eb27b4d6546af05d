"""How decisions look: marks, verdicts, what was put right, origins; the filter and the order by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.strip import Strip
from textual.widgets import OptionList

from aligner.decisions import acts
from aligner.decisions.fitting import judged as laid_over
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Judged, Key
from aligner.model import Apart, By, Comparison, Copy, DifferenceType, LedgerEntry, Severity, Verdict
from aligner.put_right import joined_sentences, taken_out
from tests.tui.decided import COST, DAYS, PIERS, decided, judge, judge_difference, judged, mark, sentences
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tests.tui.test_theme import contrast
from tui.detail_text import entries
from tui.fact_text import Scene, heading, page
from tui.glyphs import (
    AGREEMENT_GLYPH,
    BY_SIGN,
    COPIED,
    MARKED,
    NOTE,
    PERHAPS,
    STALE,
    TYPE_LETTER,
    VERDICT_GLYPH,
    judged_words,
)
from tui.grid_layout import wrap
from tui.ledger_text import decided_of
from tui.matrix import STANCE_GLYPH, cell_signs, desk_signs
from tui.page import Band
from tui.passages import cell, distinct, marked_lines
from tui.places import Places
from tui.prominence import Prominence
from tui.put_right import corrections, origin_signs, signs
from tui.screens.filter import FilterScreen
from tui.sheet import Sheet
from tui.theme import THEMES, variables
from tui.view import (
    ALL,
    Desk,
    Filter,
    Order,
    Trait,
    arrange,
    choice_keys,
    counts,
    differ_in_judgements_only,
    filter_choices,
    judged_in,
)
from tui.widgets.ledger_list import LedgerList
from tui.widgets.matrix_grid import MatrixGrid
from tui.widgets.matrix_preview import FactPreview, Legend, preview
from tui.widgets.passage_view import MARKED_GROUND
from tui.widgets.status import StatusLine, ViewPart, desk_parts, figures, status_line

STORY = decided()


def ids(fact: int, comparison: Comparison = STORY) -> list[str]:
    return sentences(comparison.facts[fact])


def row(app: Driver, fact: int) -> str:
    """The first line of a fact in Columns, or its line in Matrix: what stands before the label or the first cell."""
    return next(line for line in app.lines() if line[1:].lstrip().startswith(str(fact + 1)))


# Signs ----------------------------------------------------------------------------------------------------------------


def test_every_sign_of_the_desk_is_one_cell_wide_and_no_other_sign() -> None:
    verdicts = [glyph for verdict, glyph in VERDICT_GLYPH.items() if verdict is not Verdict.OPEN]
    own = [*verdicts, MARKED, NOTE, STALE, COPIED, *filter(None, BY_SIGN.values())]
    assert [cell_len(sign) for sign in (*own, VERDICT_GLYPH[Verdict.OPEN])] == [1] * (len(own) + 1)
    assert len(set(own)) == len(own)
    others = {*AGREEMENT_GLYPH.values(), *TYPE_LETTER.values(), *STANCE_GLYPH.values(), PERHAPS, "?"}
    assert others.isdisjoint(own)


def test_no_sign_of_the_desk_has_an_emoji_form_that_a_terminal_could_draw_wide() -> None:
    # Of the signs in use those blocks have, by emoji-data.txt of Unicode 16: ✔ ✖ ✏ ✒ ▶ ◀ ☑.
    emoji = set("\u2714\u2716\u270f\u2712\u25b6\u25c0\u2611")
    assert emoji.isdisjoint({*VERDICT_GLYPH.values(), MARKED, NOTE, STALE, COPIED, *BY_SIGN.values()})


def test_words_that_differ_can_be_read_on_the_ground_of_a_mark() -> None:
    for theme in THEMES:
        assert theme.background
        assert theme.accent
        ground = Color.parse(theme.background).blend(Color.parse(theme.accent), MARKED_GROUND / 100)
        for name, hue in variables(theme).items():
            assert contrast(Color.parse(hue), ground) >= 4.5, (theme.name, name)


def test_a_judgement_in_words() -> None:
    assert judged_words(judged(STORY, COST, Verdict.ASK).facts[COST].judgement) == "¿ to ask"
    stale = replace(judged(STORY, COST, Verdict.CHECKED).facts[COST].judgement, is_stale=True)
    assert judged_words(stale) == "✓ checked · Δ changed since it was judged"
    assert judged_words(STORY.facts[COST].judgement) == ""


# What was put right ---------------------------------------------------------------------------------------------------


def test_a_sentence_joined_by_a_person_is_told_from_one_they_confirmed_and_one_of_a_model() -> None:
    fact = STORY.facts[COST]
    joined = fact.links[-1].b
    assert joined_sentences(fact, STORY.options)[joined].by is By.PERSON
    assert not joined_sentences(fact, STORY.options)[joined].was_perhaps
    sure = replace(fact, links=tuple(replace(one, score=0.3) if one.by is By.PERSON else one for one in fact.links))
    assert joined_sentences(sure, STORY.options)[joined].was_perhaps
    assert [one.by for one in joined_sentences(STORY.facts[DAYS], STORY.options).values()] == [By.MODEL]
    assert joined_sentences(make_comparison().facts[COST], STORY.options) == {}


def test_of_two_rows_made_one_the_smaller_part_was_joined() -> None:
    fact = STORY.facts[COST]
    part = set(ids(COST)[:2])
    links = tuple(
        replace(one, by=By.PROGRAM if (one.a in part) == (one.b in part) else By.PERSON, score=0.05)
        for one in fact.links
    )
    assert set(joined_sentences(replace(fact, links=links), STORY.options)) == part


def test_a_sentence_that_left_others_behind_was_joined_however_sure_the_program_would_be() -> None:
    fact = STORY.facts[COST]
    joined = fact.links[-1].b
    links = tuple(replace(one, score=0.9) if one.by is By.PERSON else one for one in fact.links)
    left = (Apart(joined, ids(PIERS)[0], By.PERSON),)
    came = joined_sentences(replace(fact, links=links, apart=left), STORY.options)
    assert {id_: one.was_perhaps for id_, one in came.items()} == {joined: False}
    assert taken_out(replace(fact, links=links, apart=left), STORY.options) == {}
    assert joined_sentences(replace(fact, links=links, apart=()), STORY.options) == {}


def test_what_was_taken_out_of_another_fact_is_only_kept_apart_from_this_one() -> None:
    fact, away = STORY.facts[PIERS], ids(COST)[0]
    one, *_ = held = ids(PIERS)
    assert corrections(STORY, replace(fact, apart=(Apart(one, away, By.PERSON),))) == [f"{away} kept apart by you"]
    all_of_it = tuple(Apart(id_, away, By.PERSON) for id_ in held)
    assert corrections(STORY, replace(fact, apart=all_of_it)) == [f"{away} taken out by you"]
    alone = replace(fact, cells={STORY.sentences[away].source: (away,)}, links=(), copies=())
    alone = replace(alone, apart=tuple(Apart(away, id_, By.PERSON) for id_ in held))
    assert corrections(STORY, alone) == [f"{', '.join(held)} kept apart by you"]


def test_what_is_put_right_is_told_line_by_line() -> None:
    fact = STORY.facts[COST]
    assert corrections(STORY, fact) == [
        "label by you",
        "moved by you",
        f"{fact.links[-1].b} joined by you",
        f"{ids(PIERS)[0]} taken out by you",
        "difference in role added by you",
        "difference in money dismissed by you",
    ]
    assert taken_out(fact, STORY.options) == {ids(PIERS)[0]: By.PERSON}
    assert corrections(STORY, make_comparison().facts[COST]) == []


def test_the_signs_stand_before_the_sentences_and_are_not_their_words() -> None:
    joined = STORY.facts[COST].links[-1].b
    said = cell(STORY, STORY.facts[COST], STORY.sentences[joined].source)
    assert said is not None
    assert "✎ " in said.text
    assert f"✎ {STORY.sentences[joined].text.split()[0]}" in said.text
    assert not signs(make_comparison(), make_comparison().facts[COST])


def test_sentences_with_one_origin_share_a_sign_and_several_origins_have_letters() -> None:
    assert origin_signs([Copy("A1", "B1", (), (), 1.0), Copy("B1", "C1", (), (), 1.0)]) == dict.fromkeys(
        ("A1", "B1", "C1"), "≡"
    )
    two = origin_signs([Copy("B2", "C2", (), (), 1.0), Copy("A1", "D1", (), (), 1.0)])
    assert two == {"A1": "≡a", "D1": "≡a", "B2": "≡b", "C2": "≡b"}
    assert [cell_signs(STORY, STORY.facts[PIERS]).get(source) for source in "ABD"] == ["≡", "≡", None]


@given(st.integers(3, 80), st.sets(st.integers(0, 200)))
def test_the_lines_of_marked_sentences_are_theirs_and_no_others(width: int, chosen: set[int]) -> None:
    for fact in STORY.facts:
        for source, held in fact.cells.items():
            passage = cell(STORY, fact, source)
            assert passage is not None
            lines = wrap(passage.text, width)
            marked = {id_ for number, id_ in enumerate(held) if number in chosen}
            found = marked_lines(STORY, held, marked, passage.text, lines)
            shown, repeats = distinct(STORY, held)
            here = {id_ for id_ in marked if id_ in {one.id for one in shown}}
            here |= {one.same_as or "" for one in repeats if one.id in marked}
            assert sum(found.values()) == len(here)
            assert (len(found) == len(lines)) == (len(here) == len(shown))


# The fact in words ----------------------------------------------------------------------------------------------------


def text_of(bands: Iterable[Band]) -> str:
    return "\n".join(part.passage.text for band in bands for part in band.cells)


def scene(comparison: Comparison, fact: int, marks: frozenset[str] = frozenset()) -> Scene:
    of = comparison.facts[fact]
    return Scene(Places(comparison), of, fact + 1, next(iter(of.cells)), None, marks)


def test_the_page_tells_what_was_put_right_and_where_a_sentence_stands_now() -> None:
    told = text_of(page(scene(STORY, COST), 100))
    gone = ids(PIERS)[0]
    assert f"taken out by you · now in fact {PIERS + 1}   {STORY.sentences[gone].text}" in told
    assert "joined by you" in told
    assert "dismissed by you   A" in told
    assert "✎ added by you" in told
    assert "✎ by you" in told  # in place of a link's score
    struck = [run.role for band in page(scene(STORY, COST), 100) for part in band.cells for run in part.passage.runs]
    assert "struck" in struck


def test_a_row_that_nobody_touched_says_nothing_of_the_desk() -> None:
    plain = make_comparison()
    told = text_of([*heading(scene(plain, COST), 100), *page(scene(plain, COST), 100)])
    for word in ("Put right", "by you", "by the model", "Origins", "Your note", "Over time"):
        assert word not in told


def test_the_note_stands_in_the_heading_or_in_full_on_the_page() -> None:
    short = judged(STORY, COST, Verdict.ASK, "ring the office")
    assert "¿ to ask · ring the office" in text_of(heading(scene(short, COST), 100))
    assert "ring the office" not in text_of([*page(scene(short, COST), 100)])
    note = "ring the office; " * 12 + "the end"
    long = judged(STORY, COST, Verdict.ASK, note)
    assert "¿ to ask · a note, below" in text_of(heading(scene(long, COST), 100))
    assert note in text_of([*page(scene(long, COST), 100)])


def test_the_page_underlines_what_sentences_of_one_origin_share() -> None:
    found = [part.passage for band in page(scene(STORY, PIERS), 100) for part in band.cells]
    shared = [p.text[run.start : run.end] for p in found for run in p.runs if run.role == "shared"]
    assert shared == [STORY.sentences[id_].text[:9] for id_ in ids(PIERS)[:2]]
    assert "3 sources, 2 origins" in text_of(heading(scene(STORY, PIERS), 100))


def test_a_marked_sentence_has_its_sign_on_the_page() -> None:
    first = ids(COST)[0]
    words = STORY.sentences[first].text.split()[0]
    assert f"{MARKED} {words}" in text_of([*page(scene(STORY, COST, frozenset({first})), 100)])
    assert MARKED not in text_of(page(scene(STORY, COST), 100))


def test_the_detail_tells_verdict_note_and_corrections_first() -> None:
    comparison = judged(STORY, COST, Verdict.ASK, "ring the office\nbefore noon")
    told = [(entry.head, entry.body.text) for entry in entries(comparison, comparison.facts[COST], "A")]
    assert told[:2] == [("judged", "¿ to ask"), ("note", "ring the office\nbefore noon")]
    assert told[2][0] == "put right"
    assert next(body for head, body in told if head == "linked by").count("✎ by you") == 4
    origins = {entry.head: entry.body.text for entry in entries(STORY, STORY.facts[PIERS], "A")}
    assert origins["origins"] == "3 sources, 2 origins · A = B"


def test_a_difference_tells_its_own_verdict_and_note() -> None:
    ground = Ground(STORY.story, STORY.sentences)
    of = STORY.facts[COST].differences[0]
    comparison, _ = laid_over(STORY, acts.judge(ground, NONE, of, Verdict.WRONG, "page\x1b 3"))
    told = [entry.body.text for entry in entries(comparison, comparison.facts[COST], "A")]
    assert sum("✗ wrong in ours · page␛ 3" in body for body in told) == 1
    assert "✗ wrong in ours · page␛ 3" in text_of([*page(scene(comparison, COST), 100)])


def test_the_preview_of_the_matrix_tells_what_is_judged() -> None:
    comparison = judged(STORY, COST, Verdict.CHECKED, "seen")
    for width in (80, 160):
        lines = preview(comparison, comparison.facts[COST], Prominence(comparison), 0, width)
        told = ["".join(text for text, _ in line) for line in lines]
        assert any("✓ checked" in line for line in told)
        assert max(map(cell_len, told)) <= width


def test_an_entry_of_the_ledger_says_that_its_difference_was_dismissed_or_judged() -> None:
    gone = STORY.facts[COST].dismissed[0]
    kept = STORY.facts[PIERS].differences[0]
    ledger = (
        LedgerEntry("l1", gone.type, "repairs", Severity.CONFLICT, gone.values),
        LedgerEntry("l2", kept.type, "piers", Severity.CONFLICT, kept.values),
        LedgerEntry("l3", DifferenceType.DATE, "repairs", Severity.CONFLICT, gone.values),
    )
    assert decided_of(STORY, ledger) == ("dismissed by you", "", "")
    ground = Ground(STORY.story, STORY.sentences)
    comparison, _ = laid_over(STORY, acts.judge(ground, NONE, kept, Verdict.CHECKED, "x"))
    assert decided_of(comparison, ledger) == ("dismissed by you", "✓ checked · * note", "")
    assert decided_of(make_comparison(), ledger) == ("", "", "")


# Filter and order -----------------------------------------------------------------------------------------------------


def test_every_key_of_the_filter_picks_one_thing() -> None:
    drafted = replace(STORY.story.articles[0], draft=True)
    comparison = replace(
        judged(STORY, COST, Verdict.CHECKED, "x"),
        story=replace(STORY.story, articles=(drafted, *STORY.story.articles[1:])),
    )
    asked = Filter(verdicts=frozenset(Verdict), traits=frozenset(Trait))
    keys = [choice.key for choice in filter_choices(comparison, asked) if choice.key]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= choice_keys().keys()
    assert not {"j", "k", "a", "f", "q", "/"} & choice_keys().keys()


def test_a_filter_by_the_desk_is_offered_where_there_is_something_to_ask_for() -> None:
    names = {choice.name for choice in filter_choices(make_comparison())}
    assert names.isdisjoint({"open", "checked", *Trait})
    offered = {choice.name for choice in filter_choices(judged(STORY, COST, Verdict.ASK, "x"))}
    assert {"open", "checked", "to ask", "wrong in ours", "has a note", "corrected by you"} <= offered
    assert "marked" not in offered
    desk = Desk(marked=frozenset({3}), to_review=frozenset({4}))
    assert {"marked", "to review"} <= {choice.name for choice in filter_choices(STORY, ALL, desk)}
    asked = Filter(verdicts=frozenset({Verdict.ASK}))
    assert "to ask" in {choice.name for choice in filter_choices(make_comparison(), asked)}


def test_a_filter_by_verdict_and_by_trait() -> None:
    comparison = judged(STORY, COST, Verdict.ASK, "x")
    assert arrange(comparison, Filter(verdicts=frozenset({Verdict.ASK}))) == (COST,)
    assert len(arrange(comparison, Filter(verdicts=frozenset({Verdict.OPEN})))) == len(comparison.facts) - 1
    assert arrange(comparison, Filter(traits=frozenset({Trait.NOTE}))) == (COST,)
    assert arrange(comparison, Filter(traits=frozenset({Trait.CORRECTED}))) == (COST,)
    assert arrange(comparison, Filter(traits=frozenset({Trait.STALE}))) == ()
    both = Filter(traits=frozenset({Trait.MARKED, Trait.REVIEW}))
    assert arrange(comparison, both, desk=Desk(frozenset({3}), frozenset({1}))) == (1, 3)
    assert both.name == "to review/marked"
    assert Filter(verdicts=frozenset({Verdict.ASK, Verdict.OPEN})).name == "open/to ask"


def test_what_is_to_do_comes_first_and_what_is_judged_last() -> None:
    comparison = judged(STORY, 3, Verdict.ASK)
    facts = list(judged(comparison, COST, Verdict.CHECKED).facts)
    facts[3] = comparison.facts[3]
    comparison = replace(comparison, facts=tuple(facts))
    order = arrange(comparison, order=Order.TODO)
    conflicts = [n for n, fact in enumerate(facts) if fact.agreement == "conflict" and n != COST]
    assert order[: len(conflicts)] == tuple(conflicts)
    assert order[len(conflicts)] == 3
    assert order[-1] == COST


def test_the_judged_facts_of_a_story_are_counted() -> None:
    assert judged_in(STORY) == 0
    assert judged_in(judged(STORY, COST, Verdict.CHECKED)) == 1


def test_comparisons_that_differ_in_judgements_only_are_told_from_others() -> None:
    assert differ_in_judgements_only(STORY, judged(STORY, COST, Verdict.CHECKED, "x"))
    assert not differ_in_judgements_only(STORY, make_comparison())
    moved = replace(STORY, facts=(STORY.facts[1], STORY.facts[0], *STORY.facts[2:]))
    assert not differ_in_judgements_only(STORY, moved)


# On the screens -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)])
async def test_a_verdict_shows_beside_the_number_and_nothing_is_measured_anew(size: tuple[int, int]) -> None:
    async with running(size, comparison=STORY) as app:
        await app.press("j")
        sheet = app.grid.sheet
        assert sheet is not None
        starts = sheet.starts
        assert "2 ≠ 3" in row(app, PIERS)
        judge(app, PIERS, Verdict.CHECKED)
        await app.until(lambda: "2✓≠ 3" in row(app, PIERS))
        judge(app, PIERS, note="see the photo")
        await app.until(lambda: "2✓≠ 3*" in row(app, PIERS))
        judge(app, PIERS, Verdict.WRONG)
        await app.until(lambda: "2✗≠ 3*" in row(app, PIERS))
        assert app.grid.sheet is sheet
        assert sheet.starts is starts
        width = app.grid.scrollable_content_region.width
        assert {app.grid.render_line(y).cell_length for y in range(app.grid.size.height)} == {width}
        assert app.detail.shown[0].body.text == "✗ wrong in ours"


async def test_only_the_rows_that_look_otherwise_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running((160, 48), comparison=STORY) as app:
        drawn: list[int] = []
        draw = app.grid._draw

        def noted(sheet: Sheet, row_: int, current: bool) -> list[Strip]:
            drawn.append(row_)
            return draw(sheet, row_, current)

        monkeypatch.setattr(app.grid, "_draw", noted)
        judge(app, PIERS, Verdict.ASK)
        await app.until(lambda: "2¿≠ 3" in row(app, PIERS))
        mark(app, (2, ids(2)[0]))
        await app.until(lambda: MARKED in app.text())
        assert set(drawn) == {PIERS, 2}


async def test_a_marked_sentence_has_its_sign_in_its_column_and_no_word_moves() -> None:
    async with running((160, 48), comparison=STORY) as app:
        before = app.lines()
        mark(app, (PIERS, ids(PIERS)[1]))
        await app.until(lambda: MARKED in app.text())
        changed = [(old, new) for old, new in zip(before, app.lines(), strict=True) if old != new]
        assert len(changed) == 1
        assert changed[0][1].replace(f"│{MARKED}", "│ ") == changed[0][0]
        assert changed[0][1].index(MARKED) == changed[0][0].index("│", changed[0][0].index("│") + 1) + 1
        mark(app)
        await app.until(lambda: app.lines() == before)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_matrix_shows_verdicts_notes_and_marked_rows(size: tuple[int, int]) -> None:
    async with running(size, comparison=STORY, start="matrix") as app:
        grid = app.app.screen.query_one(MatrixGrid)
        judge(app, PIERS, Verdict.ASK, "ring")
        mark(app, (2, ids(2)[0]), (DAYS, ids(DAYS)[0]))
        await app.until(lambda: "2¿≠" in row(app, PIERS))
        assert f" 3{NOTE} " in row(app, PIERS)
        assert row(app, 2).startswith(MARKED)
        assert grid.render_line(0).text.startswith(MARKED)
        width = grid.scrollable_content_region.width
        assert {grid.render_line(y).cell_length for y in range(grid.size.height)} == {width}
        mark(app)
        await app.until(lambda: not row(app, 2).startswith(MARKED))
        assert grid.render_line(0).text.startswith("▌")


async def test_the_legend_explains_the_signs_that_there_are() -> None:
    async with running((200, 48), comparison=STORY, start="matrix") as app:
        legend = app.app.screen.query_one(Legend)
        assert "✎ by you" in str(legend.render())
        assert "✓" not in str(legend.render())
        judge(app, PIERS, Verdict.CHECKED)
        await app.until(lambda: "✓ checked" in str(legend.render()))
    assert desk_signs(make_comparison()) == ()


async def test_a_judgement_does_not_scroll_the_preview_back() -> None:
    async with running((80, 24), comparison=STORY, start="matrix") as app:
        await app.press("j", "j", "j", "j")
        view = app.app.screen.query_one(FactPreview)
        view.scroll_to(y=2, animate=False)
        await app.until(lambda: view.scroll_offset.y == 2)
        lines = view.virtual_size.height
        judge(app, COST, Verdict.CHECKED)
        await app.until(lambda: "5✓≠" in row(app, COST))
        assert (view.virtual_size.height, view.scroll_offset.y) == (lines + 1, 2)


async def test_the_header_tells_progress_once_anything_is_judged() -> None:
    async with running((160, 48), comparison=STORY) as app:
        status = app.screen.query_one(StatusLine)
        assert "judged" not in app.lines()[0]
        judge(app, PIERS, Verdict.CHECKED)
        await app.until(lambda: "1/24 judged" in app.lines()[0])
        assert "24 facts" not in app.lines()[0]
        await app.press("f", "c", "escape")
        await app.until(lambda: "filter: conflicts" in app.lines()[0])
        assert "1/24 judged" in app.lines()[0]  # of the story, whatever of it is shown
        assert status.size.height == 1


def test_what_the_header_says_of_the_desk_goes_last() -> None:
    told = figures(replace(counts(STORY), facts=41), 23)
    assert told[0] == "23/41 judged"
    assert "41 facts" not in told
    assert [part.text for part in desk_parts(2, is_kept=False)] == ["not kept", "2 to review"]
    assert desk_parts(0) == []
    view = [*desk_parts(2), ViewPart("filter: conflicts", True)]
    assert status_line(44, "A title that is rather long", told, view)[2] == view[:1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_the_filter_dialog_fits_with_the_desk_in_it(size: tuple[int, int]) -> None:
    async with running(size, comparison=STORY) as app:
        judge(app, PIERS, Verdict.CHECKED, "x")
        mark(app, (2, ids(2)[0]))
        await app.press("f")
        screen = app.app.screen
        assert isinstance(screen, FilterScreen)
        assert screen.region.contains_region(screen.query_one(".dialog").region)
        if size[0] >= 80:  # everything is in sight
            for words in ("conflicts", "checked", "has a note", "marked", "E Harbour", "text of a sentence", "esc"):
                assert words in app.text()
        await app.press("v")
        await app.until(lambda: app.session.facts == (PIERS,))
        assert "1 of 24" in app.text()


async def test_the_lists_of_the_filter_stand_side_by_side_and_arrows_go_between_them() -> None:
    async with running((80, 24), comparison=STORY) as app:
        judge(app, PIERS, Verdict.CHECKED, "x")
        await app.press("f")
        left, right = app.app.screen.query(OptionList)
        assert right.display
        assert left.region.x < right.region.x
        await app.press("j", "right")
        assert right.has_focus
        assert right.highlighted == 1
        await app.press("j", "enter")
        await app.until(lambda: bool(app.session.filter.verdicts))
        assert right.has_focus
        await app.press("left")
        assert left.has_focus


async def test_a_fact_judged_in_a_filter_stays_until_the_filter_is_chosen_again() -> None:
    async with running((160, 48), comparison=STORY) as app:
        judge(app, PIERS, Verdict.ASK)
        await app.press("f", "y", "escape")
        assert app.session.facts == (PIERS,)
        judge(app, PIERS, Verdict.CHECKED)
        assert app.session.facts == (PIERS,)
        await app.press("f", "y", "y", "escape")
        await app.until(lambda: app.session.facts == ())


async def test_a_judged_difference_is_told_in_the_detail() -> None:
    async with running((160, 48), comparison=STORY) as app:
        await app.press("j", "j", "j", "j")
        judge_difference(app, COST, 0, Verdict.CHECKED, "page 3")
        await app.until(lambda: any("✓ checked · page 3" in entry.body.text for entry in app.detail.shown))
        assert "5 ≠ 5*" in row(app, COST)  # the note is a difference's


async def test_the_head_of_a_source_says_whose_text_it_mostly_is() -> None:
    plain = make_comparison()
    both = [n for n, fact in enumerate(plain.facts) if {"A", "B"} <= fact.cells.keys()]
    facts = list(plain.facts)
    for index in both:
        a, b = (facts[index].cells[source][-1] for source in "AB")
        facts[index] = replace(facts[index], copies=(Copy(a, b, (), (), 1.0),))
    for size, words in (((160, 48), f" · ≡ A {len(both)}/"), ((400, 48), f" · {len(both)} of ")):
        async with running(size, comparison=replace(plain, facts=tuple(facts))) as app:
            share = next(line for line in app.header() if "tells " in line)
            assert f"tells {sum('B' in fact.cells for fact in facts)}/{len(facts)}{words}" in share


async def test_a_decision_that_does_not_fit_any_more_is_counted_and_can_be_filtered_by() -> None:
    async with running((160, 48), comparison=STORY) as app:
        here = app.session.ground.key(ids(PIERS)[1])
        gone = frozenset(Key(here.file, f"It reads otherwise now, {number}.") for number in range(3))
        app.session.decide(NONE.with_([Judged(gone | {here}, Verdict.CHECKED)]), "judged long ago")
        app.screen.sync()
        await app.until(lambda: "1 to review" in app.lines()[0])
        assert "judged" not in app.lines()[0]
        await app.press("f", "e")
        await app.until(lambda: app.session.facts == (PIERS,))
        assert app.session.filter.name == "to review"


async def test_the_ledger_follows_what_is_dismissed_and_judged() -> None:
    gone, kept = STORY.facts[COST].dismissed[0], STORY.facts[PIERS].differences[0]
    ledger = (
        LedgerEntry("l1", gone.type, "repairs", Severity.CONFLICT, gone.values),
        LedgerEntry("l2", kept.type, "piers", Severity.CONFLICT, kept.values),
    )
    async with running((160, 48), comparison=replace(STORY, ledger=ledger)) as app:
        await app.press("v")
        await app.until(lambda: "dismissed by you" in app.text())
        await app.press("j")
        cursor = app.app.screen.query_one(LedgerList).cursor
        assert "✗ wrong in ours" not in app.text()
        judge_difference(app, PIERS, 0, Verdict.WRONG)
        await app.until(lambda: "✗ wrong in ours" in app.text())
        assert app.app.screen.query_one(LedgerList).cursor == cursor == 1

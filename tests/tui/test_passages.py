"""What stands in a cell: every sentence in full, marks on the right words, letters behind them."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from aligner.comparison import compare
from aligner.model import (
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    Level,
    Mention,
    Sentence,
    Severity,
    Span,
    Value,
    Wording,
)
from tests.aligner.languages import story_of
from tests.tui.story_fixture import ROWS, make_comparison
from tui.detail_text import MOST_LINKS, copied, entries, foreigners, heading
from tui.grid_layout import show
from tui.passages import (
    UNSHARED,
    Mark,
    Passage,
    Writer,
    cell,
    furniture_cell,
    joined,
    unshared,
    write_sentence,
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return make_comparison()


def fact(comparison: Comparison, key: str) -> Fact:
    return comparison.facts[list(ROWS).index(key)]


def said(comparison: Comparison, key: str, source: str, base: str | None = None) -> Passage:
    passage = cell(comparison, fact(comparison, key), source, base)
    assert passage is not None
    return passage


def in_role(passage: Passage, role: str) -> list[str]:
    return [passage.text[run.start : run.end] for run in passage.runs if run.role == role]


def test_runs_cover_the_text_in_order(comparison: Comparison) -> None:
    for one in comparison.facts:
        for source in one.cells:
            passage = cell(comparison, one, source, "A")
            assert passage is not None
            assert [run.start for run in passage.runs] == [0, *(run.end for run in passage.runs[:-1])]
            assert passage.runs[-1].end == len(passage.text)


def test_every_sentence_is_shown_in_full(comparison: Comparison) -> None:
    for one in comparison.facts:
        for source, ids in one.cells.items():
            passage = cell(comparison, one, source)
            assert passage is not None
            unmarked = "".join(
                passage.text[run.start : run.end] for run in passage.runs if not run.role.endswith("-letter")
            )
            for id_ in ids:
                assert show(comparison.sentences[id_].text).text in unmarked


def test_a_silent_source_has_no_passage(comparison: Comparison) -> None:
    assert cell(comparison, fact(comparison, "schools"), "B") is None


def test_marks_carry_type_severity_and_letter(comparison: Comparison) -> None:
    passage = said(comparison, "cost", "A")
    assert in_role(passage, "money-conflict") == ["at least $48 million"]
    assert in_role(passage, "certainty-detail") == ["will cost"]
    assert "at least $48 million$ and" in passage.text
    assert in_role(passage, "certainty-detail-letter") == ["?"]


def test_marks_survive_characters_that_are_left_out(comparison: Comparison) -> None:
    one = fact(comparison, "tug")
    sentence = comparison.sentences[one.cells["E"][0]]
    at = sentence.start + sentence.text.index("Heron")
    mention = Mention("E", sentence.id, at, at + 5, "Heron")
    marked = dataclasses.replace(one, differences=(Difference(DifferenceType.NAME, Severity.CONFLICT, "", (mention,)),))
    passage = cell(comparison, marked, "E")
    assert passage is not None
    assert in_role(passage, "name-conflict") == ["Heron"]
    assert passage.text == "A tug, the␛[31m HeronN␇, stood by."


def test_overlapping_marks_show_the_heavier_and_both_letters(comparison: Comparison) -> None:
    one = fact(comparison, "schools")
    sentence = comparison.sentences[one.cells["A"][0]]
    whole = Mention("A", sentence.id, sentence.start, sentence.end, sentence.text)
    at = sentence.start + sentence.text.index("north")
    word = Mention("A", sentence.id, at, at + 5, "north")
    outside = Mention("A", sentence.id, sentence.end + 5, sentence.end + 9, "no")
    marked = dataclasses.replace(
        one,
        differences=(
            Difference(DifferenceType.NAME, Severity.CONFLICT, "", (word, outside)),
            Difference(DifferenceType.QUOTE, Severity.DETAIL, "", (whole,)),
            Difference(DifferenceType.QUOTE, Severity.FORM, "", (whole,)),
        ),
    )
    passage = cell(comparison, marked, "A")
    assert passage is not None
    assert in_role(passage, "name-conflict") == ["north"]
    assert passage.text == 'Schools on the northN shore stayed closed."'
    assert in_role(passage, "quote-form") == []


def test_of_marks_that_weigh_the_same_the_shorter_lies_over_the_longer() -> None:
    sentence = Sentence("A01", "A", 10, 34, 0, Kind.BODY, "two piers fell on Sunday")
    marks = [Mark(14, 19, DifferenceType.NAME, Severity.DETAIL), Mark(10, 24, DifferenceType.NUMBER, Severity.DETAIL)]
    for either in (marks, marks[::-1]):
        writer = Writer()
        write_sentence(writer, sentence, either)
        assert in_role(writer.passage(), "name-detail") == ["piers"]
        assert in_role(writer.passage(), "number-detail") == ["two ", " fell"]


def test_of_two_sentences_of_the_base_a_word_that_one_has_is_shared(comparison: Comparison) -> None:
    shared = fact(comparison, "strike")
    first, second = (comparison.sentences[id_] for id_ in (shared.cells["A"][0], shared.cells["B"][0]))
    other = next(id_ for id_, sentence in comparison.sentences.items() if sentence.source == "B" and id_ != second.id)
    spans = [Span(first.start + at, first.start + at + 2) for at in (0, 4, 8)]
    wording = (
        Wording(first.id, second.id, (spans[0], spans[1]), ()),
        Wording(first.id, other, (spans[1], spans[2]), ()),
    )
    found = unshared(comparison, dataclasses.replace(shared, wording=wording), "B")
    assert found == {first.id: frozenset(range(spans[1].start, spans[1].end))}


def test_several_sentences_stand_apart_and_a_repeated_headline_is_noted(comparison: Comparison) -> None:
    passage = said(comparison, "strike", "A")
    lines = passage.text.split("\n")
    assert lines[0] == "Freighter strikes Tern Bridge, cutting the harbour off (also repeated)"
    assert lines[1].startswith("· The freighter")
    assert len(lines) == 2


def test_words_the_base_lacks_are_marked_only_with_a_base(comparison: Comparison) -> None:
    assert in_role(said(comparison, "owner", "C"), UNSHARED) == []
    assert in_role(said(comparison, "owner", "B", "B"), UNSHARED) == []
    assert in_role(said(comparison, "owner", "C", "B"), UNSHARED) == ["is based in Skarby"]


def test_a_base_that_is_silent_marks_nothing(comparison: Comparison) -> None:
    assert in_role(said(comparison, "owner", "C", "A"), UNSHARED) == []


def test_furniture_is_shown_as_it_stands(comparison: Comparison) -> None:
    passage = furniture_cell(comparison, ["A00", "A03"])
    assert passage.text.split("\n")[0] == "Home | Harbour | Sport | Subscribe"


def body(comparison: Comparison, key: str, source: str) -> dict[str, str]:
    return {entry.head: entry.body.text for entry in entries(comparison, fact(comparison, key), source)}


def test_the_detail_says_a_difference_in_words(comparison: Comparison) -> None:
    found = body(comparison, "cost", "C")
    assert found["$ money"] == (
        "A at least $48 million · B has not been made public · C 45 million euros (US$48.3 million) · "
        "D declined to say · E 48 million dollars"
    )
    assert found["? certainty"].endswith("not equally sure")
    assert found["C03"].startswith("Repairs are put at 45 million euros (US$48.3 million)$.")
    assert found["C03"].endswith("03_beigang.txt ¶ 4")


def test_the_detail_names_speakers_outlets_and_links(comparison: Comparison) -> None:
    assert body(comparison, "injured", "A")["who says"] == "C via Northern Wire"
    assert body(comparison, "ferry", "A")["who says"].startswith("A Adaline Voss (Mayor) · B mayor's office")
    assert "A06–C03 Repairs, million 0.59" in body(comparison, "cost", "A")["linked by"]
    assert body(comparison, "cost", "A")["linked by"].endswith("and 6 more")


def test_the_detail_says_so_when_the_source_is_silent(comparison: Comparison) -> None:
    found = body(comparison, "schools", "D")
    assert found["D"] == "does not tell this."
    assert found[fact(comparison, "schools").cells["A"][0]].startswith("Schools on the north shore stayed closed.")


def test_the_detail_has_every_sentence_the_current_source_first(comparison: Comparison) -> None:
    heads = [head for head in body(comparison, "cost", "C") if head[1:].isdigit()]
    assert heads == ["C03", "A06", "B03", "D04", "E02", "E03"]


def test_the_detail_points_at_a_repeated_headline(comparison: Comparison) -> None:
    assert body(comparison, "strike", "A")["A01"].endswith("01_courier.txt ¶ 2, again in ¶ 3")


def test_the_heading_shortens_the_label_first(comparison: Comparison) -> None:
    one = fact(comparison, "strike")
    assert heading(one, 1) == "Fact 1 · freighter struck the Tern Bridge · ≠ conflict · silent: E"
    assert heading(one, 1, 48) == "Fact 1 · freighter str… · ≠ conflict · silent: E"


def test_a_copied_fact_carries_its_attribution_and_no_control_characters(comparison: Comparison) -> None:
    text = copied(comparison, fact(comparison, "piers"), 2)
    assert "A Ellery Courier (Ines Hallam · 4 Mar 2031, 01_courier.txt): Two of its nine piers" in text
    assert "B Ship hits bridge in Port Ellery; crossing shut for months (02_5f3a9c.txt): Three piers" in text
    assert "silent: C E" in text
    assert "\x1b" not in copied(comparison, fact(comparison, "tug"), 17)


def test_a_sentence_that_is_only_perhaps_told_is_faint_behind_a_sign(comparison: Comparison) -> None:
    passage = said(comparison, "traffic", "D")
    assert passage.text.startswith("(?) More than 30,000# vehicles")
    assert in_role(passage, "perhaps") == ["More than ", " vehicles cross it each day."]
    assert in_role(passage, "number-detail") == ["30,000"]
    assert "(?)" not in said(comparison, "traffic", "A").text


def test_a_doubtful_headline_is_bold_and_faint_and_signs_stand_instead_of_dots(comparison: Comparison) -> None:
    one = fact(comparison, "strike")
    doubtful = dataclasses.replace(one, perhaps=one.cells["B"])
    passage = cell(comparison, doubtful, "B")
    assert passage is not None
    assert in_role(passage, joined("strong", "perhaps")) == [
        "Ship hits bridge in Port Ellery; crossing shut for months"
    ]
    lines = passage.text.split("\n")
    assert lines[1].startswith("(?) The cargo ship")


def test_words_of_certainty_and_negation_are_marked_without_a_letter(comparison: Comparison) -> None:
    passage = said(comparison, "cost", "E")
    assert in_role(passage, "hedge") == ["could"]
    assert "· It could reach twice that" in passage.text
    assert in_role(said(comparison, "channel", "E"), "hedge") == ["not"]


def test_beside_a_base_the_words_of_certainty_are_not_marked(comparison: Comparison) -> None:
    assert in_role(said(comparison, "cost", "E", "A"), "hedge") == []
    assert in_role(said(comparison, "cost", "E", "E"), "hedge") == []


def test_a_difference_wins_over_the_words_of_certainty(comparison: Comparison) -> None:
    passage = said(comparison, "ferry", "A")
    assert in_role(passage, "certainty-conflict") == ["ruled out"]
    assert in_role(passage, "hedge") == []
    assert in_role(said(comparison, "cost", "E"), "certainty-detail") == ["is likely to"]


def test_certainty_in_a_doubtful_sentence_is_faint_too(comparison: Comparison) -> None:
    one = fact(comparison, "channel")
    passage = cell(comparison, dataclasses.replace(one, perhaps=one.cells["E"]), "E")
    assert passage is not None
    assert in_role(passage, joined("hedge", "perhaps")) == ["not"]


def test_the_detail_lists_the_words_of_certainty_not_the_negations(comparison: Comparison) -> None:
    assert body(comparison, "ferry", "A")["certainty"] == "A ruled out · B may · D under consideration"
    assert body(comparison, "cost", "A")["certainty"] == "E likely, could"
    assert body(comparison, "cause", "A")["certainty"] == "E denied"
    assert "certainty" not in body(comparison, "channel", "A")


def test_each_word_of_certainty_is_listed_once(comparison: Comparison) -> None:
    id_ = fact(comparison, "schools").cells["A"][0]
    sentence = comparison.sentences[id_]
    values = tuple(
        Value(DifferenceType.CERTAINTY, sentence.start, sentence.start + 7, text)
        for text in ("Reportedly", "reportedly")
    )
    changed = {**comparison.sentences, id_: dataclasses.replace(sentence, values=values)}
    assert body(dataclasses.replace(comparison, sentences=changed), "schools", "A")["certainty"] == "A Reportedly"


def test_the_heading_of_a_row_that_is_only_perhaps_one_fact_says_so(comparison: Comparison) -> None:
    one = fact(comparison, "opened")
    assert heading(one, 24) == "Fact 24 · the bridge opened · perhaps the same fact · = agree · silent: B C E"
    assert "perhaps" not in heading(fact(comparison, "traffic"), 6)


def test_the_detail_says_which_sources_and_links_are_only_perhaps(comparison: Comparison) -> None:
    found = body(comparison, "traffic", "A")
    assert found["# number"].startswith("A 31,000 · B 30,000 · D (?) 30,000")
    assert "0.30 perhaps" in found["linked by"]
    assert found["linked by"].count("perhaps") == 2
    assert found[fact(comparison, "traffic").cells["D"][0]].startswith("(?) More than")


def test_where_the_whole_row_is_perhaps_the_sources_do_not_each_say_so(comparison: Comparison) -> None:
    one = fact(comparison, "ferry")
    doubtful = dataclasses.replace(one, perhaps=tuple(id_ for ids in one.cells.values() for id_ in ids))
    found = {entry.head: entry.body.text for entry in entries(comparison, doubtful, "A")}
    assert found["certainty"] == "A ruled out · B may · D under consideration"
    assert found[one.cells["A"][0]].startswith("(?) Mayor")


def test_links_beyond_the_strongest_are_counted_with_their_level(comparison: Comparison) -> None:
    one = fact(comparison, "cost")
    links = tuple(
        dataclasses.replace(link, level=Level.PERHAPS) if "E" in link.a + link.b else link for link in one.links
    )
    doubtful = dataclasses.replace(one, links=links)
    found = {entry.head: entry.body.text for entry in entries(comparison, doubtful, "A")}["linked by"]
    rest = sorted(links, key=lambda link: (-link.score, link.a, link.b))[MOST_LINKS:]
    assert found.endswith(f"and 6 more, {sum(link.level is Level.PERHAPS for link in rest)} only perhaps")


def test_what_does_not_follow_in_the_article_is_not_run_together_when_copied(comparison: Comparison) -> None:
    together = [s for s in comparison.sentences.values() if s.source == "A" and s.kind is Kind.BODY]
    first, second = next(
        (one, other)
        for one, other in itertools.pairwise(together)
        if one.paragraph == other.paragraph and not (one.same_as or other.same_as)
    )
    apart = next(s for s in together if s.paragraph > second.paragraph and not s.same_as)
    one = dataclasses.replace(fact(comparison, "piers"), cells={"A": (first.id, second.id, apart.id)}, perhaps=())
    text = copied(comparison, one, 1)
    assert f"{show(first.text).text} {show(second.text).text} […] {show(apart.text).text}\n" in text


def test_a_fact_told_by_one_names_it_once(comparison: Comparison) -> None:
    one = fact(comparison, "tug")
    (teller,) = one.cells
    assert heading(one, 17).endswith(f" · told by {teller} alone")
    assert "silent" not in heading(one, 17)
    assert "why" not in body(comparison, "tug", teller)


def test_a_copied_fact_says_what_is_only_perhaps(comparison: Comparison) -> None:
    assert "(04_wire.txt): (perhaps)" not in copied(comparison, fact(comparison, "opened"), 24)
    assert "perhaps the same fact" in copied(comparison, fact(comparison, "opened"), 24)
    assert "04_wire.txt): (perhaps) More than 30,000" in copied(comparison, fact(comparison, "traffic"), 6)


def test_a_silent_source_in_another_language_is_said_to_be_compared_by_figures_and_names_only() -> None:
    comparison = compare(story_of(("en", 0), ("en", 1), ("fr", 0)))
    fact = next(fact for fact in comparison.facts if tuple(fact.cells) == ("A", "B"))
    told = [(entry.head, entry.body.text) for entry in entries(comparison, fact, "A")]
    assert ("silent", "C in French: across languages only figures and names are compared") in told
    shared = next(fact for fact in comparison.facts if len(fact.cells) == 3)
    assert all(entry.head != "silent" for entry in entries(comparison, shared, "A"))
    alike = compare(story_of(("en", 0), ("en", 1), ("en", 2)))
    assert not any(foreigners(alike, fact) for fact in alike.facts)

"""The whole pipeline: nothing lost, offsets true, the same result whatever the order of the articles."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import export, reading
from aligner.comparison import Alignment, collector_at_rest, compare
from aligner.model import Agreement, Comparison, DifferenceType, Fact, Kind, Level, Options, Severity
from aligner.similarity import Similarity
from tests.aligner.story import TEXTS, make_story


@pytest.fixture(scope="module")
def ferry() -> Comparison:
    return compare(make_story())


def fact_with(comparison: Comparison, words: str) -> Fact:
    """The first fact of several sources that holds a sentence with these words."""
    for fact in comparison.facts:
        texts = [comparison.sentences[i].text for cell in fact.cells.values() for i in cell]
        if len(fact.cells) > 1 and any(words in text for text in texts):
            return fact
    raise AssertionError(f"no fact of several sources holds {words!r}")


def test_sentences_that_state_the_same_stand_in_one_row(ferry: Comparison) -> None:
    assert set(fact_with(ferry, "Repairs to the hull").cells) == {"A", "C", "D"}
    assert set(fact_with(ferry, "ignored two warnings").cells) == {"C", "D"}


def test_a_source_without_a_cell_is_silent(ferry: Comparison) -> None:
    assert fact_with(ferry, "Repairs to the hull").silent == ("B",)


def test_what_nobody_else_tells_stands_alone(ferry: Comparison) -> None:
    herring = [f for f in ferry.facts if "B" in f.cells]
    assert {f.agreement for f in herring} == {Agreement.SINGLE}
    assert all(set(f.cells) == {"B"} for f in herring)


def test_an_amount_differs_from_one_that_was_not_told(ferry: Comparison) -> None:
    fact = fact_with(ferry, "Repairs to the hull")
    (money,) = [d for d in fact.differences if d.type is DifferenceType.MONEY]
    assert money.severity is Severity.CONFLICT
    assert [(m.source, m.text) for m in money.values] == [
        ("A", "$3.7 million"),
        ("C", "3.4 million euros (US$3.7 million)"),
        ("D", "declined to say how much"),
    ]
    assert fact.agreement is Agreement.CONFLICT


@pytest.mark.parametrize(
    ("words", "kind", "values"),
    [
        ("180 people", DifferenceType.NUMBER, ["212", "180"]),
        ("on Monday", DifferenceType.DATE, ["on Tuesday", "on Monday"]),
        ("ignored two", DifferenceType.NAME, ["Marta Oyelaran", "Marta Oyelaren"]),
        (
            "ignored two",
            DifferenceType.QUOTE,
            [
                "The pilot ignored two warnings from the harbour tower",
                "The pilot disregarded two warnings from the harbour tower",
            ],
        ),
    ],
)
def test_each_type_of_difference_is_found(
    ferry: Comparison, words: str, kind: DifferenceType, values: list[str]
) -> None:
    differences = [d for d in fact_with(ferry, words).differences if d.type is kind]
    assert [[m.text for m in d.values] for d in differences] == [values]


def test_the_same_figure_written_otherwise_is_no_conflict(ferry: Comparison) -> None:
    severities = {d.severity for d in fact_with(ferry, "fell 6 percent").differences if d.type is DifferenceType.NUMBER}
    assert severities == {Severity.FORM}


def test_the_same_words_are_not_written_otherwise() -> None:
    """Only one of the articles tells its own date, so that of two like weekdays one is a date and the other is none."""
    body = "The tug freed the ferry from the sandbank on Tuesday after a night of work."
    texts = {"a.txt": f"Ferry is free\n\n6 March 2031\n\n{body}", "b.txt": f"Tug frees ferry\n\n{body}"}
    fact = fact_with(compare(make_story(texts)), "on Tuesday")
    assert fact.differences == ()
    assert fact.agreement is Agreement.AGREE


def test_every_value_points_at_its_evidence(ferry: Comparison) -> None:
    mentions = [m for f in ferry.facts for d in f.differences for m in d.values]
    mentions += [m for entry in ferry.ledger for m in entry.mentions]
    assert mentions
    for mention in mentions:
        assert ferry.article(mention.source).text[mention.start : mention.end] == mention.text
        sentence = ferry.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end


def test_wording_spans_are_words_of_their_sentences(ferry: Comparison) -> None:
    assert any(f.wording for f in ferry.facts)
    for wording in (w for f in ferry.facts for w in f.wording):
        for name, spans in ((wording.a, wording.only_a), (wording.b, wording.only_b)):
            sentence = ferry.sentences[name]
            assert all(sentence.start <= s.start < s.end <= sentence.end for s in spans)


def test_links_have_reasons_and_fall_with_the_threshold() -> None:
    loose, strict = compare(make_story(), Options(threshold=0.1)), compare(make_story(), Options(threshold=0.6))
    assert all(link.why and link.score >= 0.6 for f in strict.facts for link in f.links)
    assert sum(len(f.links) for f in loose.facts) > sum(len(f.links) for f in strict.facts)


def test_progress_names_the_steps_and_ends_at_one() -> None:
    seen: list[tuple[str, float]] = []
    compare(make_story(), progress=lambda stage, share: seen.append((stage, share)))
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(stage for stage, _ in seen)


def test_one_article_alone_is_a_story_of_single_facts() -> None:
    comparison = compare(make_story({"harbour.txt": TEXTS["harbour.txt"]}))
    assert {f.agreement for f in comparison.facts} == {Agreement.SINGLE}
    assert_nothing_lost(comparison)


def test_two_identical_articles_agree_in_everything() -> None:
    comparison = compare(make_story({"one.txt": TEXTS["harbour.txt"], "two.txt": TEXTS["harbour.txt"]}))
    assert {f.agreement for f in comparison.facts if len(f.cells) > 1} == {Agreement.AGREE}
    news = [s for s in comparison.sentences.values() if s.kind is not Kind.FURNITURE]
    shared = {i for f in comparison.facts if len(f.cells) == 2 for cell in f.cells.values() for i in cell}
    assert shared == {s.id for s in news}


@pytest.mark.parametrize("order", list(permutations(TEXTS))[1::4])
def test_the_order_of_the_articles_only_names_the_columns(ferry: Comparison, order: Sequence[str]) -> None:
    assert portable(compare(make_story({file: TEXTS[file] for file in order}))) == portable(ferry)


def test_the_order_of_the_seeds_does_not_matter() -> None:
    story = reading.load(["seeds"])
    texts = {a.file: a.text for a in story.articles}
    expected = portable(compare(make_story(texts)))
    for order in (reversed(texts), sorted(texts, key=lambda f: f[5:])):
        assert portable(compare(make_story({file: texts[file] for file in order}))) == expected


WORDS = (
    "ferry harbour pilot aground Tuesday owner Lindqvist repair hull million $3 212 people said the of on in".split()
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda w: " ".join(w).capitalize() + ".")
TEXT = st.lists(SENTENCE, min_size=1, max_size=6).map("\n\n".join)


@settings(max_examples=20)
@given(st.lists(TEXT, min_size=1, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_no_sentence_is_lost_and_order_never_matters(texts: list[str], random: Any) -> None:
    files = {f"{n}.txt": text for n, text in enumerate(texts)}
    comparison = compare(make_story(files))
    assert_nothing_lost(comparison)
    shuffled = list(files.items())
    random.shuffle(shuffled)
    assert portable(compare(make_story(dict(shuffled)))) == portable(comparison)


@settings(max_examples=15)
@given(st.lists(st.text(max_size=200), min_size=2, max_size=3))
def test_any_text_at_all_is_compared(texts: list[str]) -> None:
    assert_nothing_lost(compare(make_story({f"{n}.txt": text for n, text in enumerate(texts)})))


def test_furniture_that_says_what_the_headline_said_is_in_no_fact() -> None:
    """Found by fuzzing."""
    article = "\x00The pilot ignored two warnings?\n\nBy J. R. O’Neill"
    comparison = compare(make_story({"a.txt": article, "b.txt": f"{article}\n\n{article}"}))
    said = [s.kind for s in comparison.sentences.values() if s.text.startswith("By") and s.source == "B"]
    assert said == [Kind.HEADLINE, Kind.FURNITURE]
    assert_nothing_lost(comparison)


def assert_nothing_lost(comparison: Comparison) -> None:
    held = {i for f in comparison.facts for cell in f.cells.values() for i in cell}
    assert held == {s.id for s in comparison.sentences.values() if s.kind is not Kind.FURNITURE}
    for sentence in comparison.sentences.values():
        assert comparison.article(sentence.source).text[sentence.start : sentence.end] == sentence.text
    for fact in comparison.facts:
        assert set(fact.cells) | set(fact.silent) == {a.id for a in comparison.story.articles}
        assert all(comparison.sentences[i].source == source for source, cell in fact.cells.items() for i in cell)


def portable(comparison: Comparison) -> list[Any]:
    """All that a comparison says, column letters replaced by file names."""
    files = {a.id: a.file for a in comparison.story.articles}

    def place(sentence_id: str) -> tuple[str, int]:
        sentence = comparison.sentences[sentence_id]
        return files[sentence.source], sentence.start

    def values(mentions: Sequence[Any]) -> list[Any]:
        return sorted((files[m.source], m.start, m.end, m.text, repr(m.normal)) for m in mentions)

    facts = [
        (
            fact.label,
            fact.agreement,
            fact.reason,
            sorted(place(i) for cell in fact.cells.values() for i in cell),
            sorted((sorted((place(link.a), place(link.b))), link.score) for link in fact.links),
            sorted((d.type, d.severity, d.summary, values(d.values)) for d in fact.differences),
            sorted(sorted([(place(w.a), w.only_a), (place(w.b), w.only_b)]) for w in fact.wording),
        )
        for fact in comparison.facts
    ]
    return [facts, sorted((e.type, e.severity, e.label, values(e.mentions)) for e in comparison.ledger)]


@pytest.mark.parametrize("folder", ["seeds", None])
def test_a_conflict_of_the_ledger_stands_in_every_fact_that_holds_both_sides(folder: str | None) -> None:
    comparison = compare(reading.load([folder]) if folder else make_story())
    conflicts = [entry for entry in comparison.ledger if entry.severity is Severity.CONFLICT]
    checked = 0
    for fact in comparison.facts:
        ids = {i for cell in fact.cells.values() for i in cell}
        shown = [{(m.sentence, m.start) for m in d.values} for d in fact.differences]
        for entry in conflicts:
            inside = {(m.sentence, m.start) for m in entry.mentions if m.sentence in ids}
            sides = {(m.normal and repr(m.normal)) or m.text for m in entry.mentions if m.sentence in ids}
            if len({comparison.sentences[name].source for name, _ in inside}) > 1 and len(sides) > 1:
                checked += 1
                assert any(inside <= values for values in shown), (fact.id, entry.id)
    assert checked


def test_what_the_ledger_holds_alike_is_not_said_to_be_written_otherwise() -> None:
    sentence = "The council approved {} for the new bridge over the Tamar."
    texts = {f"{n}.txt": f"Bridge {n}\n\n{sentence.format(sum_)}" for n, sum_ in enumerate(("$4 million", "$4m"))}
    alike = export.render(compare(make_story(texts)), "markdown")
    assert "— agree: $4 million (A) [^A01] · $4m (B) [^B01]" in alike
    loose = {file: text.replace("$4m", "nearly $4 million") for file, text in texts.items()}
    assert "— written otherwise: $4 million (A)" in export.render(compare(make_story(loose)), "markdown")


def test_a_weak_link_is_marked_as_perhaps_and_so_is_the_sentence_it_alone_brings_in(ferry: Comparison) -> None:
    links = [link for fact in ferry.facts for link in fact.links]
    assert {link.level for link in links} == {Level.SAME, Level.PERHAPS}
    assert all((link.score >= ferry.options.sure) == (link.level is Level.SAME) for link in links)
    for fact in ferry.facts:
        sure = {i for link in fact.links if link.level is Level.SAME for i in (link.a, link.b)}
        held = {i for cell in fact.cells.values() for i in cell}
        assert set(fact.perhaps) == (held - sure if len(fact.cells) > 1 else set())


def test_another_threshold_needs_no_new_alignment(ferry: Comparison) -> None:
    alignment = Alignment(ferry.story)
    assert alignment.comparison() == ferry
    strict = Options(threshold=0.4, sure=0.4)
    assert alignment.comparison(strict) == compare(ferry.story, strict)
    assert not any(fact.perhaps for fact in alignment.comparison(strict).facts)
    assert alignment.comparison() == ferry


def test_a_threshold_that_was_interrupted_is_begun_again(ferry: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    alignment = Alignment(ferry.story)
    low = Options(threshold=0.02, sure=0.5)
    with monkeypatch.context() as patched:
        patched.setattr(Similarity, "scored", Mock(side_effect=MemoryError))
        with pytest.raises(MemoryError):
            alignment.comparison(low)
    for chosen in (low, Options(threshold=0.1, sure=0.5), Options()):
        assert alignment.comparison(chosen) == compare(ferry.story, chosen)


def test_what_an_article_repeats_is_as_sure_as_where_it_stands_first() -> None:
    headline = TEXTS["harbour.txt"].splitlines()[0]
    comparison = compare(make_story({**TEXTS, "harbour.txt": f"{headline}\n\n{TEXTS['harbour.txt']}"}))
    (again,) = [s for s in comparison.sentences.values() if s.text == headline and s.same_as]
    rows = [fact for fact in comparison.facts if again.id in fact.cells.get(again.source, ()) and len(fact.cells) > 1]
    assert any(again.same_as not in fact.perhaps for fact in rows)
    assert all((again.id in fact.perhaps) == (again.same_as in fact.perhaps) for fact in rows)


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector of cyclic garbage at work, and afterwards as it was."""
    was_at_work = gc.isenabled()
    gc.enable()
    yield
    if not was_at_work:
        gc.disable()


@pytest.mark.usefixtures("collector")
def test_the_collector_rests_while_a_comparison_is_made_and_then_goes_on() -> None:
    seen: list[bool] = []
    compare(make_story(), progress=lambda stage, share: seen.append(gc.isenabled()))
    assert seen
    assert not any(seen)
    assert gc.isenabled()


@pytest.mark.usefixtures("collector")
def test_a_comparison_leaves_nothing_to_the_collector() -> None:
    """What held itself would stay for ever where one comparison follows the other, as in a batch."""
    compare(make_story())  # what is kept for all others is made now
    gc.collect()
    gc.disable()
    compare(make_story())
    assert gc.collect() == 0


@pytest.mark.usefixtures("collector")
def test_the_collector_goes_on_after_a_comparison_that_was_given_up() -> None:
    with pytest.raises(KeyboardInterrupt):
        compare(make_story(), progress=Mock(side_effect=KeyboardInterrupt))
    assert gc.isenabled()


@pytest.mark.usefixtures("collector")
def test_who_switched_the_collector_off_finds_it_off() -> None:
    gc.disable()
    compare(make_story())
    assert not gc.isenabled()


@pytest.mark.usefixtures("collector")
def test_what_the_caller_has_frozen_stays_frozen_and_nothing_else_is() -> None:
    compare(make_story())
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        compare(make_story())
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("collector")
def test_what_a_comparison_made_is_not_looked_through_as_soon_as_it_is_made() -> None:
    story, begun = make_story(), Mock()
    gc.collect()
    gc.callbacks.append(begun)
    try:
        compare(story)
        assert [[] for _ in range(10)]  # a few objects more, as any caller makes
    finally:
        gc.callbacks.remove(begun)
    begun.assert_not_called()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("ended", list(permutations(range(3))))
def test_of_several_comparisons_at_once_none_leaves_the_collector_at_rest(ended: Sequence[int]) -> None:
    under_way = [collector_at_rest() for _ in range(3)]
    for one in under_way:
        one.__enter__()
        assert not gc.isenabled()
    for n in ended:
        under_way[n].__exit__(None, None, None)
    assert gc.isenabled()

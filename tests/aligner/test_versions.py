from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from json import dumps
from pathlib import Path

import pytest

from aligner import origins, versions
from aligner.comparison import compare
from aligner.errors import SynopticError
from aligner.export import json
from aligner.model import Agreement, Article, Comparison, Difference, DifferenceType, Fact, Mention, Severity, Story
from aligner.reading import exported, load
from aligner.versions import ChangeKind

FIRST = """Blaze at Marrow Street depot kills three

The fire brigade said the blaze at the Marrow Street bus depot left 3 dead on Tuesday.

About 40 firefighters fought the flames for four hours before they were brought under control.

Police have closed Marrow Street between the canal and the market.

The fire chief, Ines Morrow, said the building had been inspected in January.
"""
SECOND = (
    FIRST.replace("kills three", "kills five")
    .replace("3 dead", "5 dead")
    .replace("Police have closed Marrow Street between the canal and the market.\n\n", "")
    + "\nTwo of the injured were flown to a burns unit in Halden.\n"
)
COURIER = """Depot fire: what we know

Officials say the blaze at the Marrow Street bus depot left 5 dead on Tuesday night.

The injured are being treated in a burns unit in Halden, to which they were flown.
"""


def depot(texts: Mapping[str, str], times: Mapping[str, str], series: tuple[str, ...] = ("A", "B")) -> Comparison:
    """A story whose columns A, B ... are these texts, with the times that are told of them, versions as told."""
    from tests.aligner.story import make_story

    story = make_story({f"{column}.txt": text for column, text in texts.items()})

    def told(article: Article) -> Article:
        attribution = replace(article.attribution, at=times.get(article.id), outlet=f"The {article.id}")
        return replace(article, attribution=attribution, versions=series if article.id in series else ())

    return compare(replace(story, articles=tuple(map(told, story.articles))))


@pytest.fixture(scope="module")
def fire() -> Comparison:
    texts = {"A": FIRST, "B": SECOND, "C": COURIER}
    return depot(texts, {"A": "2031-03-04T14:00+00:00", "B": "2031-03-04T18:00+00:00"})


def fact_with(comparison: Comparison, words: str) -> Fact:
    for fact in comparison.facts:
        if any(words in comparison.sentences[i].text for cell in fact.cells.values() for i in cell):
            return fact
    raise AssertionError(words)


def lines(comparison: Comparison, words: str) -> tuple[str, ...]:
    return tuple(change.line for change in versions.changes(comparison, fact_with(comparison, words)))


def test_a_row_tells_what_changed_and_when(fire: Comparison) -> None:
    assert "3 dead → 5 dead, 14:00–18:00" in lines(fire, "3 dead")


def test_a_change_has_its_evidence(fire: Comparison) -> None:
    change = next(c for c in versions.changes(fire, fact_with(fire, "3 dead")) if "3 dead" in c.line)
    assert (change.kind, change.earlier, change.later) == (ChangeKind.CHANGED, "A", "B")
    assert change.type is DifferenceType.NUMBER
    for mention in (*change.before, *change.after):
        assert fire.article(mention.source).text[mention.start : mention.end] == mention.text


def test_what_only_the_later_version_tells_was_added(fire: Comparison) -> None:
    assert lines(fire, "Two of the injured") == ("added 18:00",)


def test_what_only_the_earlier_version_tells_is_gone(fire: Comparison) -> None:
    assert lines(fire, "Police have closed") == ("gone since 18:00",)
    (change,) = versions.changes(fire, fact_with(fire, "Police have closed"))
    assert change.sentences == fact_with(fire, "Police have closed").cells["A"]


def test_what_did_not_change_has_no_line(fire: Comparison) -> None:
    assert lines(fire, "About 40 firefighters") == ()


def test_a_change_keeps_its_severity_but_is_told_from_a_contradiction(fire: Comparison) -> None:
    fact = fact_with(fire, "3 dead")
    assert "C" in fact.cells
    assert fact.agreement is Agreement.CONFLICT
    differences = [d for d in fact.differences if d.type is DifferenceType.NUMBER]
    assert differences
    assert all(d.severity is Severity.CONFLICT and versions.is_change(fire, d) for d in differences)


def test_what_two_outlets_tell_now_is_no_change() -> None:
    texts = {"A": FIRST, "B": SECOND, "C": COURIER.replace("5 dead", "7 dead")}
    comparison = depot(texts, {})
    fact = fact_with(comparison, "7 dead")
    assert set(fact.cells) == {"A", "B", "C"}
    (told_by_both,) = [d for d in fact.differences if "C" in {mention.source for mention in d.values}]
    assert not versions.is_change(comparison, told_by_both)


def test_without_versions_nothing_is_a_change() -> None:
    comparison = depot({"A": FIRST, "B": SECOND}, {}, series=())
    fact = fact_with(comparison, "3 dead")
    assert fact.differences
    assert versions.changes(comparison, fact) == ()
    assert not any(versions.is_change(comparison, difference) for difference in fact.differences)


def test_one_outlet_in_two_versions_is_told_by_one_source(fire: Comparison) -> None:
    fact = fact_with(fire, "fire chief")
    assert set(fact.cells) == {"A", "B"}
    assert fact.agreement is Agreement.SINGLE
    assert fact.reason == "told by one source only, in several versions"
    assert depot({"A": FIRST, "B": SECOND}, {}, series=()).facts != fire.facts


def test_one_outlet_that_tells_another_figure_than_before_is_in_conflict() -> None:
    comparison = depot({"A": FIRST, "B": SECOND}, {})
    assert fact_with(comparison, "3 dead").agreement is Agreement.CONFLICT


def test_two_versions_are_no_second_witness(fire: Comparison) -> None:
    fact = fact_with(fire, "About 40 firefighters")
    assert set(fact.cells) == {"A", "B"}
    assert fact.copies == ()
    assert origins.told_line(fire, fact) == ""
    assert origins.group_line(fire, fact) == ""
    assert origins.shared_origin(fire) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "when"),
    [
        ("2031-03-04T14:00+00:00", "2031-03-04T18:00+00:00", "14:00–18:00"),
        ("2031-03-04T14:00:30", "2031-03-04T18:00:10", "14:00–18:00"),
        ("2031-03-04T14:00+01:00", "2031-03-04T18:00+00:00", "14:00–19:00"),
        ("2031-03-04T23:50+00:00", "2031-03-05T00:10+00:00", "4 Mar 23:50 – 5 Mar 00:10"),
        ("2031-12-31T23:50+00:00", "2032-01-01T00:10+00:00", "31 Dec 2031 23:50 – 1 Jan 2032 00:10"),
        # Not told in this order: the versions are, their times are not.
        ("2031-03-04T18:00+00:00", "2031-03-04T14:00+00:00", ""),
        ("2031-03-04T14:00:10+00:00", "2031-03-04T14:00:50+00:00", ""),
        ("2031-03-04T14:00", "2031-03-04T18:00+00:00", ""),
        ("0001-01-01T00:00+14:00", "9999-12-31T23:59+00:00", ""),
        ("no time", "2031-03-04T18:00+00:00", ""),
        ("", "2031-03-04T18:00+00:00", ""),
    ],
)
def test_the_time_between_two_versions(earlier: str, later: str, when: str) -> None:
    comparison = depot({"A": FIRST, "B": SECOND}, {"A": earlier, "B": later})
    told = "3 dead → 5 dead" + (f", {when}" if when else "")
    assert told in lines(comparison, "3 dead")


def test_days_are_told_where_no_time_is() -> None:
    comparison = depot({"A": FIRST, "B": SECOND}, {})
    days = {"A": "2031-03-04", "B": "2031-03-05"}
    articles = tuple(
        replace(a, attribution=replace(a.attribution, published=days[a.id])) for a in comparison.story.articles
    )
    dated = replace(comparison, story=replace(comparison.story, articles=articles))
    assert "3 dead → 5 dead, 4 Mar – 5 Mar" in lines(dated, "3 dead")
    assert lines(dated, "Two of the injured") == ("added 5 Mar",)


def test_without_times_the_order_is_that_of_the_versions() -> None:
    comparison = depot({"A": FIRST, "B": SECOND}, {})
    assert "3 dead → 5 dead" in lines(comparison, "3 dead")
    assert lines(comparison, "Two of the injured") == ("added later",)
    assert lines(comparison, "Police have closed") == ("gone later",)


def test_three_versions_are_told_step_by_step() -> None:
    third = SECOND.replace("5 dead", "6 dead")
    times = {"A": "2031-03-04T14:00", "B": "2031-03-04T18:00", "C": "2031-03-05T07:30"}
    comparison = depot({"A": FIRST, "B": SECOND, "C": third}, times, ("A", "B", "C"))
    told = [line for line in lines(comparison, "3 dead") if "dead" in line]
    assert told == ["3 dead → 5 dead, 14:00–18:00", "5 dead → 6 dead, 4 Mar 18:00 – 5 Mar 07:30"]


def test_a_sentence_that_stands_in_another_row_is_not_gone(fire: Comparison) -> None:
    fact = fact_with(fire, "About 40 firefighters")
    without = replace(fact, cells={"A": fact.cells["A"]})
    assert versions.changes(fire, without) == ()


def test_outlets_are_named_where_several_have_versions() -> None:
    again = {"C": COURIER, "D": COURIER.replace("5 dead", "6 dead")}
    comparison = depot({"A": FIRST, "B": SECOND, **again}, {})
    articles = tuple(replace(a, versions=("A", "B") if a.id in "AB" else ("C", "D")) for a in comparison.story.articles)
    both = compare(replace(comparison.story, articles=articles))
    told = versions.lines(both, fact_with(both, "3 dead"))
    assert "The B: 3 dead → 5 dead" in told
    assert any(line.startswith("The D: 5 dead → 6 dead") for line in told)


def test_a_number_is_told_with_what_it_counts() -> None:
    told = lines(depot({"A": FIRST, "B": FIRST.replace("40 fire", "more than 60 fire")}, {}), "40 firefighters")
    assert len(told) == 1
    assert told[0].endswith("60 firefighters")
    assert "40 firefighters → " in told[0]


def test_the_head_of_a_column_tells_the_time(fire: Comparison) -> None:
    assert [versions.moment_line(article) for article in fire.story.articles] == [
        "4 Mar 2031 14:00",
        "4 Mar 2031 18:00",
        "",
    ]


def test_a_value_told_by_its_words_is_compared_by_them() -> None:
    values = tuple(
        Mention(source, f"{source}01", 0, 3, text) for source, text in (("A", "one"), ("B", "Two"), ("C", "two"))
    )
    difference = Difference(DifferenceType.QUOTE, Severity.CONFLICT, "", values)
    story = depot({"A": FIRST, "B": SECOND, "C": COURIER}, {})
    assert versions.is_change(story, difference)
    unlike = replace(difference, values=(*values[:2], replace(values[2], text="three")))
    assert not versions.is_change(story, unlike)


def test_the_export_holds_versions_and_times(fire: Comparison) -> None:
    again = exported.read(json.render(fire).encode(), "fire.json")
    assert [(a.versions, a.attribution) for a in again.story.articles] == [
        (a.versions, a.attribution) for a in fire.story.articles
    ]
    for fact, other in zip(fire.facts, again.facts, strict=True):
        assert versions.changes(again, other) == versions.changes(fire, fact)


def test_an_export_without_versions_has_no_new_keys() -> None:
    found = json.document(depot({"A": FIRST, "B": SECOND}, {}, series=()))
    assert {"at", "versions"}.isdisjoint(key for source in found["sources"] for key in source)


@pytest.mark.parametrize("order", list(permutations(("later.txt", "one.txt", "other.txt"))))
def test_the_order_in_which_loose_files_are_named_changes_nothing_but_letters(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    (tmp_path / "one.txt").write_text(f"Source: The Gazette\n\n{FIRST}\nPublished 4 March 2031, 14:00 GMT\n")
    (tmp_path / "later.txt").write_text(f"Source: The Gazette\n\n{SECOND}\nUpdated 4 March 2031, 18:00 GMT\n")
    (tmp_path / "other.txt").write_text(COURIER)
    story: Story = load([tmp_path / name for name in order])
    comparison = compare(story)
    series = versions.all_series(story)
    assert [[comparison.article(column).file for column in one] for one in series] == [["one.txt", "later.txt"]]
    assert "3 dead → 5 dead, 14:00–18:00" in lines(comparison, "3 dead")


@pytest.mark.parametrize("wrong", [["A"], ["B"], ["A", "B", "Z"], ["B", "A"], ["A", "A", "B"], ["A", "C"]])
def test_an_export_whose_versions_do_not_hold_together_is_refused(fire: Comparison, wrong: list[str]) -> None:
    found = json.document(fire)
    found["sources"][0]["versions"] = wrong
    with pytest.raises(SynopticError, match=r"the versions of the source [AB] do not hold together"):
        exported.read(dumps(found).encode(), "fire.json")

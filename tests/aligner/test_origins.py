from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from aligner import origins
from aligner.comparison import compare
from aligner.export import json
from aligner.model import Agreement, Comparison, Copy, Fact
from aligner.reading import exported
from tests.aligner.story import make_story

WIRE = """Quarry search finds second vehicle

WESTHAVEN (Reuters) - Divers searching the flooded quarry near Westhaven recovered a second vehicle on Tuesday, about \
40 metres from the first.

The reservoir beside the quarry was drained over the weekend so that heavy cranes could reach the water, police said.

"It was not an easy place to work," said Ida Brandt, who led the divers.

Neither vehicle has a licence plate, and forensic experts will now examine both of them in a hangar.
"""
COPY = """Second vehicle found in quarry

Divers searching the flooded quarry near Westhaven recovered a second vehicle, about 40 metres from the first, on \
Tuesday, Reuters reported.

The reservoir beside the quarry was drained over the weekend so that heavy cranes could reach the water.

"It was not an easy place to work," said Ida Brandt, who led the divers.

Neither vehicle has a licence plate, and forensic experts will now examine both of them.
"""
OWN = """Another car in the quarry lake

A second vehicle was pulled from the quarry lake outside Westhaven on Tuesday, 40 metres away from where the first had \
been found by hikers.

Cranes could only reach the lake because the reservoir had been drained, according to police.

“It was not an easy place to work,” diver Ida Brandt told this newspaper.
"""
OTHER = """Lake gives up one more car

Divers on Tuesday brought up a second vehicle from the lake in the old quarry near Westhaven.
"""
TEXTS = {"a.txt": WIRE, "b.txt": OWN, "c.txt": COPY, "d.txt": OTHER}


@pytest.fixture(scope="module")
def quarry() -> Comparison:
    return compare(make_story(TEXTS))


def fact_with(comparison: Comparison, words: str) -> Fact:
    return next(
        fact
        for fact in comparison.facts
        if len(fact.cells) > 1
        and any(words in comparison.sentences[i].text for cell in fact.cells.values() for i in cell)
    )


def test_a_fact_tells_how_many_origins_are_behind_its_sources(quarry: Comparison) -> None:
    fact = fact_with(quarry, "recovered a second vehicle")
    assert set(fact.cells) == {"A", "B", "C", "D"}
    assert origins.origins(fact) == (("A", "C"), ("B",), ("D",))
    assert origins.told_line(quarry, fact) == "4 sources, 3 origins"
    assert origins.group_line(quarry, fact) == "A = C"


def test_the_passage_that_shows_it_is_told(quarry: Comparison) -> None:
    (copy,) = fact_with(quarry, "recovered a second vehicle").copies
    assert origins.passages(quarry, copy)[0].startswith("Divers searching the flooded quarry near Westhaven recovered")
    assert origins.share_line(quarry, copy).startswith("A and C: ")
    assert "C via Reuters" in origins.share_line(quarry, copy)


def test_nothing_is_told_where_no_copy_is(quarry: Comparison) -> None:
    fact = fact_with(quarry, "easy place")
    assert {"A", "B", "C"} <= set(fact.cells)
    assert fact.copies == ()
    assert origins.told_line(quarry, fact) == ""
    assert origins.group_line(quarry, fact) == ""


def test_a_source_that_is_mostly_the_text_of_another_is_told(quarry: Comparison) -> None:
    (shared,) = origins.shared_origin(quarry)
    # The quotation is the same in both as well: where two are one text it counts.
    assert {shared.source, shared.other} == {"A", "C"}
    assert shared.line == f"4 of 5 sentences as in {shared.other}"


def test_origins_are_joined_through_a_third_source() -> None:
    cells = {"A": ("A01",), "B": ("B01", "B02"), "C": ("C01",), "D": ("D01",)}
    copies = (Copy("A01", "B02", (), (), 0.9), Copy("B01", "C01", (), (), 0.7))
    fact = Fact("f01", "refunds", Agreement.AGREE, cells, (), copies=copies)
    assert origins.origins(fact) == (("A", "B", "C"), ("D",))
    # What a person took out of the row joins nobody any more.
    assert origins.origins(replace(fact, cells={**cells, "B": ("B02",)})) == (("A", "B"), ("C",), ("D",))


def test_the_users_own_draft_is_no_witness(quarry: Comparison) -> None:
    fact = fact_with(quarry, "recovered a second vehicle")
    articles = tuple(replace(article, draft=article.id == "C") for article in quarry.story.articles)
    drafted = replace(quarry, story=replace(quarry.story, articles=articles))
    assert origins.told_line(drafted, fact) == ""
    assert origins.group_line(drafted, fact) == ""
    # What of it is another's text is told all the same.
    assert len(origins.shared_origin(drafted)) == 1


def test_the_order_of_the_articles_changes_nothing() -> None:
    told = set()
    for order in permutations(TEXTS):
        comparison = compare(make_story({file: TEXTS[file] for file in order}))
        files = {article.id: article.file for article in comparison.story.articles}
        found = []
        for fact in comparison.facts:
            groups = sorted(sorted(files[source] for source in group) for group in origins.origins(fact))
            found.append((groups, sorted(copy.share for copy in fact.copies)))
        shared = [(s.copied, s.sentences) for s in origins.shared_origin(comparison)]
        told.add(str((sorted(found), shared)))
    assert len(told) == 1


def test_the_export_holds_the_copies(quarry: Comparison) -> None:
    again = exported.read(json.render(quarry).encode(), "quarry.json")
    assert [fact.copies for fact in again.facts] == [fact.copies for fact in quarry.facts]
    assert origins.shared_origin(again) == origins.shared_origin(quarry)

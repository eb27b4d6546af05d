"""The same selection in every format: named, its facts alone, in its order."""

from __future__ import annotations

import json

import pytest

from aligner import export
from aligner.export import Selection
from aligner.reading import exported
from tests.aligner.export import story

SELECTION = Selection((3, 0), "filter: conflicts")


@pytest.mark.parametrize("name", list(export.FORMATS))
def test_every_format_names_it_and_leaves_out_the_others(name: str) -> None:
    document = export.render(story.comparison(), name, SELECTION)
    assert "filter: conflicts" in document
    if name != "json":
        assert "2 of 6 facts" in document
    assert document != export.render(story.comparison(), name)
    # A sentence and the label of a fact that was not selected.
    assert "wait another winter" not in document or name == "json"


@pytest.mark.parametrize("name", ["markdown", "table", "html", "csv"])
def test_the_facts_stand_in_its_order(name: str) -> None:
    document = export.render(story.comparison(), name, SELECTION)
    facts = document[document.index("</header>") if name == "html" else 0 :]
    assert 0 <= facts.rindex("The ferry runs") < facts.rindex("declined to say")


def test_in_json_it_is_a_key_and_the_document_can_be_read() -> None:
    document = export.render(story.comparison(), "json", SELECTION)
    found = json.loads(document)
    assert found["selection"] == {"name": "filter: conflicts", "facts": 2, "of": 6}
    assert [fact["id"] for fact in found["facts"]] == ["f04", "f01"]
    assert "selection" not in json.loads(export.render(story.comparison(), "json"))
    assert len(exported.read(document.encode(), "x.json").facts) == 2


@pytest.mark.parametrize("name", list(export.FORMATS))
def test_a_selection_of_nothing_is_a_document(name: str) -> None:
    assert "nothing" in export.render(story.comparison(), name, Selection((), "nothing")) or name.startswith("csv")


def test_an_index_that_is_not_there_is_an_error() -> None:
    with pytest.raises(IndexError):
        export.render(story.comparison(), "markdown", Selection((99,), "x"))

"""synoptic as a library: what one imports, and that it does what the documents say."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner import (
    Comparison,
    Options,
    Story,
    SynopticError,
    compare,
    read_comparison,
    read_decisions,
    read_story,
    write_comparison,
)
from aligner.decisions import document
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Decisions, Judged, Label, Pair, Ruling
from aligner.model import By, Fact, Verdict
from tests.aligner.story import TEXTS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ferry")
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def ferry(folder: Path) -> Comparison:
    return compare(read_story(folder))


def test_a_folder_is_compared(ferry: Comparison) -> None:
    assert len(ferry.story.articles) == 4
    assert [fact for fact in ferry.facts if len(fact.cells) > 1]


def test_files_can_be_named_and_a_draft_stands_first(folder: Path) -> None:
    names = sorted(TEXTS)
    story = read_story([folder / name for name in names[1:]], draft=folder / names[0])
    assert [article.draft for article in story.articles] == [True, False, False, False]


def test_options_are_followed(folder: Path, ferry: Comparison) -> None:
    strict = compare(read_story(str(folder)), Options(threshold=0.9, sure=0.9))
    assert len(strict.facts) > len(ferry.facts)


def test_what_is_not_there_is_said_in_a_line(tmp_path: Path, folder: Path) -> None:
    for wrong in (tmp_path / "none", "https://example.org/fire"):
        with pytest.raises(SynopticError) as caught:
            read_story(wrong)
        assert str(caught.value).isprintable()
    for no_comparison in (folder / "courier.txt", tmp_path / "none.json", folder):
        with pytest.raises(SynopticError):
            read_comparison(no_comparison)


def test_a_comparison_is_written_and_read_back(ferry: Comparison, tmp_path: Path) -> None:
    path = write_comparison(ferry, tmp_path / "ferry.json")
    read = read_comparison(path)
    assert read.story == ferry.story
    assert read.facts == ferry.facts
    assert read.options == ferry.options
    assert [replace(s, tokens=(), values=()) for s in ferry.sentences.values()] == [
        replace(s, values=()) for s in read.sentences.values()
    ]
    assert write_comparison(ferry, tmp_path / "ferry.md").read_text().startswith("# ")
    assert write_comparison(ferry, tmp_path / "ferry.txt", "markdown").exists()
    with pytest.raises(SynopticError, match="ending"):
        write_comparison(ferry, tmp_path / "ferry.odt")
    with pytest.raises(SynopticError, match="no file can have that name"):
        write_comparison(ferry, f"{tmp_path}/\0.md")


def test_an_article_is_never_written_over(ferry: Comparison, folder: Path) -> None:
    with pytest.raises(SynopticError, match="one of the articles compared"):
        write_comparison(ferry, folder / "courier.txt", "json")
    assert (folder / "courier.txt").read_text(encoding="utf-8") == TEXTS["courier.txt"]


def test_what_a_person_decided_is_followed(ferry: Comparison, folder: Path, tmp_path: Path) -> None:
    fact = next(fact for fact in ferry.facts if len(fact.cells) > 1)
    row = Ground(ferry.story, ferry.sentences).row(fact)
    decisions = Decisions.of([Label(row, "what matters"), Judged(row, Verdict.ASK, "whom?")])
    path = tmp_path / "synoptic.decisions.json"
    path.write_text(document.render(decisions), encoding="utf-8")
    for named in (path, tmp_path):
        assert read_decisions(named) == decisions
    decided = compare(read_story(folder), decisions=decisions)
    (called,) = [fact for fact in decided.facts if fact.label_by is By.PERSON]
    assert (called.label, called.judgement.verdict, called.judgement.note) == ("what matters", Verdict.ASK, "whom?")


def test_nothing_decided_is_no_error_and_a_damaged_file_is_one(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == NONE
    (tmp_path / "synoptic.decisions.json").write_text("{", encoding="utf-8")
    with pytest.raises(SynopticError, match=r"synoptic\.decisions\.json"):
        read_decisions(tmp_path)


def test_what_a_model_answered_is_followed(ferry: Comparison, folder: Path) -> None:
    link = next(link for fact in ferry.facts for link in fact.links)
    ground = Ground(ferry.story, ferry.sentences)
    pair = Pair.of(ground.key(link.a), ground.key(link.b))
    answered = compare(read_story(folder), answers={pair: False})
    assert {apart.by for fact in answered.facts for apart in fact.apart} == {By.MODEL}
    ruled = compare(read_story(folder), decisions=Decisions.of([Ruling(pair, True)]), answers={pair: False})
    assert {one.by for fact in ruled.facts for one in fact.links} == {By.PROGRAM, By.PERSON}


# --- as a package -------------------------------------------------------------------------------------------------


def test_what_is_named_is_there_and_documented() -> None:
    for name in aligner.__all__:
        found = getattr(aligner, name)
        assert inspect.getdoc(found), name
        assert name in dir(aligner)
    assert (aligner.Story, aligner.Fact) == (Story, Fact)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = aligner.nothing


def test_importing_it_is_light() -> None:
    code = "import sys, aligner; print(sorted(name for name in sys.modules if name.startswith('aligner')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "['aligner']"


def test_it_ships_with_its_types(tmp_path: Path) -> None:
    assert (ROOT / "aligner" / "py.typed").is_file()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "aligner" in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    builder = pytest.importorskip("hatchling.builders.wheel").WheelBuilder(str(ROOT))
    (wheel,) = builder.build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        assert {"aligner/py.typed", "aligner/library.py", "aligner/judging/asking.py"} <= set(archive.namelist())


@pytest.mark.parametrize("name", ["README.md", "docs/library.md"])
def test_the_example_in_the_documents_runs(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    examples = [code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "from aligner import" in code]
    assert examples
    for code in examples:
        told = code.replace('"out.json"', repr(str(tmp_path / "out.json")))
        done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout

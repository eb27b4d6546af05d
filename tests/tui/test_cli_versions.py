"""``--versions`` and ``--versions-of``, from a refreshed story to its export."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import SynopticError
from aligner.export import json as exporting
from aligner.reading import exported
from aligner.stories import folder
from aligner.stories.refreshing import refresh
from aligner.versions import changes
from tests.aligner.fetching.site import PARAGRAPHS, article
from tests.aligner.stories.web import Web
from tui import cli
from tui.cli import open as opening
from tui.cli import serve

A = "https://gazette.example/bridge"
FIRST = "The crack injured 3 people who stood below the bridge, the port said."
LATER = FIRST.replace("3 people", "5 people")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story of one source from the web, in two versions, and another that is a text."""
    monkeypatch.chdir(tmp_path)
    Path("other.txt").write_text(
        "Bridge crack\n\nA crack in the bridge injured 5 people who stood below it, officials say.\n"
    )
    web = Web()
    web.put(A, article(*PARAGRAPHS, FIRST))
    folder.new(tmp_path / "fire", web.given(A, "other.txt"))
    web.put(A, article(*PARAGRAPHS, LATER))
    refresh(tmp_path / "fire", web.fetch)
    return Path("fire")


def files(*arguments: str) -> list[str]:
    """The files of the columns in an export with these arguments."""
    assert cli.main(["export", *arguments, "-o", "out.json", "--no-cache"]) == 0
    found: dict[str, Any] = json.loads(Path("out.json").read_text())
    return [source["file"].rpartition("shut")[2] for source in found["sources"]]


def test_versions_are_columns_when_they_are_asked_for(story: Path) -> None:
    assert files(str(story)) == [".2.txt", "other.txt"]
    assert files(str(story), "--versions") == [".txt", ".2.txt", "other.txt"]
    assert files("--versions-of", "ellmouth gazette", str(story)) == [".txt", ".2.txt", "other.txt"]


def test_the_export_tells_what_changed_between_them(story: Path) -> None:
    files(str(story), "--versions")
    comparison = exported.read(Path("out.json").read_bytes(), "out.json")
    lines = [change.line for fact in comparison.facts for change in changes(comparison, fact)]
    # When they were fetched: less than a minute apart, so that no times are told.
    assert "3 people → 5 people" in lines
    assert exporting.document(comparison)["sources"][0]["versions"] == ["A", "B"]


def test_a_source_that_has_none_is_an_error(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(story), "--versions-of", "other.txt"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "synoptic: fire: no earlier versions of other.txt; there are: Ellmouth Gazette\n"


def test_check_shows_the_time_of_each_version(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(story), "--versions"]) == 0
    times = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip().startswith("time ")]
    assert [time[1] for time in times] == ["2026-11-02T09:00:01+00:00", "2026-11-02T09:00:02+00:00"]


def test_a_tab_in_the_browser_opens_the_same_versions() -> None:
    parsed = serve.parser("serve").parse_args(["--versions", "--versions-of", "a.txt", "fire"])
    assert isinstance(parsed, argparse.Namespace)
    again = serve._again(parsed)
    assert again[-5:] == ["--versions", "--versions-of", "a.txt", "--", "fire"]


def test_a_folder_of_stories_has_no_versions(story: Path) -> None:
    stories = Path("stories")
    stories.mkdir()
    story.rename(stories / "fire")
    parsed = opening.parser().parse_args(["--versions", str(stories)])
    with pytest.raises(SynopticError, match="is a folder of stories: name the one whose versions to open"):
        opening._run(parsed)

"""What was being put into a folder when something ended the program, and whose files are nobody's business."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from aligner.reading import unfinished

TEXT = b"Ferry aground\n"


def listed(folder: Path, *names: str) -> None:
    told = {name: sha256(TEXT).hexdigest() for name in names}
    (folder / unfinished.NAME).write_text(json.dumps(told), encoding="utf-8")


def test_what_the_manifest_names_is_done(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT)
    assert unfinished.left(tmp_path, ["a.txt"]) == ("b.txt",)
    unfinished.tidy(tmp_path, ["a.txt"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    "name", ["../mine.txt", "in/../mine.txt", "in/side/a.txt", "link/mine.txt", "link.txt", ".", ""]
)
def test_a_list_by_somebody_else_leads_nowhere(tmp_path: Path, name: str) -> None:
    story = tmp_path / "story"
    (story / "in" / "side").mkdir(parents=True)
    (story / "link").symlink_to(tmp_path)
    (story / "link.txt").symlink_to(tmp_path / "mine.txt")
    for path in (tmp_path / "mine.txt", story / "mine.txt", story / "in" / "side" / "a.txt"):
        path.write_bytes(TEXT)
    listed(story, name, "../mine.txt")
    before = sorted(path for path in tmp_path.rglob("*") if path.name != unfinished.NAME)
    assert unfinished.left(story, []) == ()
    unfinished.tidy(story, [])
    assert sorted(tmp_path.rglob("*")) == before

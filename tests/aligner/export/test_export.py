from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from aligner import export
from aligner.errors import SynopticError
from tests.aligner.export import story


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("a.md", "markdown"), ("b/c.MARKDOWN", "markdown"), ("a.md.json", "json"), (Path("x.json"), "json")),
        *(("a.html", "html"), ("a.HTM", "html"), ("a.csv", "csv")),
    ],
)
def test_the_ending_of_a_name_tells_the_format(name: str | Path, expected: str) -> None:
    assert export.format_for(name) == expected


@pytest.mark.parametrize("name", ["a.txt", "markdown", ".md", "a.docx", ""])
def test_an_ending_that_tells_no_format_is_refused(name: str) -> None:
    with pytest.raises(SynopticError, match=r"tells no format; end the name in \.md, \.html, \.csv or \.json"):
        export.format_for(name)


@pytest.mark.parametrize("name", list(export.FORMATS))
def test_every_format_ends_with_one_line_end(name: str) -> None:
    document = export.render(story.comparison(), name)
    assert document == document.strip() + ("\r\n" if name.startswith("csv") else "\n")
    assert export.format_for(f"x{export.SUFFIXES[name]}") in (name, "markdown", "csv")


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SynopticError, match="'docx'; choose one of markdown, table, html, csv"):
        export.render(story.comparison(), "docx")


class TestWrite:
    def test_the_file_holds_the_text_as_utf_8_with_its_own_line_ends(self, tmp_path: Path) -> None:
        path = tmp_path / "out.md"
        assert export.write("é\r\n€\n", path) == path
        assert path.read_bytes() == "é\r\n€\n".encode()
        assert list(tmp_path.iterdir()) == [path]

    def test_a_new_file_has_the_permissions_of_any_new_file(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            path = export.write("x", tmp_path / "out.md")
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_an_existing_file_is_replaced_and_keeps_its_permissions(self, tmp_path: Path) -> None:
        path = tmp_path / "out.md"
        path.write_text("a much longer text than the new one")
        path.chmod(0o604)
        export.write("new", path)
        assert path.read_text() == "new"
        assert stat.S_IMODE(path.stat().st_mode) == 0o604

    def test_a_link_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link.md").symlink_to(tmp_path / "real" / "out.md")
        export.write("x", tmp_path / "link.md")
        assert (tmp_path / "link.md").is_symlink()
        assert (tmp_path / "real" / "out.md").read_text() == "x"

    def test_a_name_as_long_as_names_can_be(self, tmp_path: Path) -> None:
        assert export.write("x", tmp_path / ("n" * 252 + ".md")).read_text() == "x"

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("folder", "it is a folder; add a file name"),
            ("missing/out.md", r"there is no folder .*missing; make it first"),
            ("file/out.md", r"there is no folder .*file; make it first"),
            ("pipe", "it is not an ordinary file"),
            ("loop", "choose another file or folder"),
            ("n" * 300, "name too long; choose another file or folder"),
            ("nul\0", "no file can have that name; choose another"),
        ],
    )
    def test_what_cannot_be_written_is_refused_with_a_reason(self, tmp_path: Path, name: str, reason: str) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").write_text("kept")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        os.mkfifo(tmp_path / "pipe")
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(SynopticError, match=reason) as refused:
            export.write("x", tmp_path / name)
        assert name in str(refused.value)
        assert "\n" not in str(refused.value)
        assert sorted(tmp_path.rglob("*")) == before
        assert (tmp_path / "file").read_text() == "kept"

    def test_a_write_protected_file_is_left_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "out.md"
        path.write_text("kept")
        monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests as root may write everything
        with pytest.raises(SynopticError, match="write-protected"):
            export.write("new", path)
        assert path.read_text() == "kept"

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    @pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
    def test_a_failure_on_the_way_leaves_everything_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
    ) -> None:
        path = tmp_path / "out.md"
        path.write_text("old")

        def fail(*_: object, **__: object) -> None:
            raise failure

        monkeypatch.setattr(os, step, fail)
        expected = SynopticError if isinstance(failure, OSError) else KeyboardInterrupt
        with pytest.raises(expected):
            export.write("new", path)
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

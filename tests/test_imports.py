"""What an import loads, each in a fresh interpreter: a graph of the source could not see what is imported late."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import aligner

ROOT = Path(__file__).parents[1]
ALIGNER = sorted(module.name for module in pkgutil.walk_packages(aligner.__path__, "aligner."))


def loaded_by(statements: str, *arguments: str) -> set[str]:
    """The packages in memory after ``statements``; their first names only."""
    code = (
        f"import sys\n{statements}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_the_core_is_found() -> None:
    assert "aligner.export.markdown" in ALIGNER


@pytest.mark.parametrize("statement", ["import aligner", f"import {', '.join(ALIGNER)}"], ids=["aligner", "submodules"])
def test_the_core_loads_neither_textual_nor_rich_nor_nltk(statement: str) -> None:
    loaded = loaded_by(statement)
    assert "aligner" in loaded
    assert loaded & {"textual", "rich", "tui", "nltk"} == set()


def test_the_command_line_loads_nothing_heavy() -> None:
    loaded = loaded_by("import tui.cli")
    assert "tui" in loaded
    assert loaded & {"textual", "rich", "nltk", "rapidfuzz"} == set()


@pytest.mark.parametrize("name", ["markdown", "json", "html"])
def test_an_export_does_not_load_textual(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Ferry stops\n\nThe ferry to Ellmouth stops on 3 April, the port said.\n")
    (tmp_path / "b.txt").write_text("No more ferry\n\nThe port said the Ellmouth ferry will stop on 4 April.\n")
    statements = "from tui.cli import main\nassert main(['export', *sys.argv[1:]]) == 0"
    loaded = loaded_by(statements, str(tmp_path), "-f", name, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_size > 0
    assert "aligner" in loaded
    assert loaded & {"textual", "rich"} == set()

"""What is handed out: the wheel and the sdist, built as pip builds them, looked into, installed and run.

By default the wheel is installed into an environment of its own that borrows what synoptic depends on from this one, so
that no network is needed. With ``TEST_INSTALL=DIR`` (``make package``) the files of that folder are installed as a user
would, with everything from the index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from hatchling import build
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from aligner import compare, export, read_story

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
TO_INSTALL = os.environ.get("TEST_INSTALL")
CACHES = {"__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache"}

OPENS_THE_STORY = """
import asyncio, pathlib, sys
import aligner, tui
from aligner.reading import load
from tui.app import SynopticApp

async def look() -> None:
    app = SynopticApp(load(sys.argv[1:]), start="columns")
    async with app.run_test(size=(100, 30)) as pilot:
        while not (app.screen.__class__.__name__ == "ColumnsScreen" and any(bar.region for bar in app.query("KeyBar"))):
            await pilot.pause()

asyncio.run(look())
print(pathlib.Path(aligner.__file__).parent, pathlib.Path(tui.__file__).parent, sep="\\n")
"""


def files_in(*folders: str) -> Iterator[str]:
    """What stands in the project's folders, but for what programs leave behind."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not CACHES.intersection(path.parts) and not path.match("seeds/synoptic.decisions*"):
                yield path.relative_to(ROOT).as_posix()


def built_wheel(root: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheel of the project in a folder; pip calls the same function there."""
    monkeypatch.chdir(root)
    into.mkdir(exist_ok=True)
    return into / build.build_wheel(str(into))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints to standard output. It finds nothing of the project but what is installed."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def programs(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


def test_the_wheel_has_the_program_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = contents(built_wheel(ROOT, tmp_path / "dist", monkeypatch))
    about = f"synoptic_news-{PROJECT['version']}.dist-info"
    told = {name for name in held if name.startswith(f"{about}/")}
    assert {f"{about}/METADATA", f"{about}/entry_points.txt", f"{about}/licenses/LICENSE"} <= told
    assert set(held) - told == set(files_in("aligner", "tui"))
    # What is no module and would be missed late.
    assert {"aligner/py.typed", "aligner/export/page.css", "aligner/export/page.js"} <= set(held)
    assert {"tui/app.tcss", "tui/dialogs.tcss", "tui/web/page.html"} <= set(held)


def test_the_sdist_has_all_it_takes_to_test_and_to_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    archive = tmp_path / build.build_sdist(str(tmp_path))
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = tmp_path / archive.name.removesuffix(".tar.gz")
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    needed = {*files_in("aligner", "tui", "tests", "seeds", "docs"), "pyproject.toml", "Makefile", "README.md"}
    assert needed <= held
    # Neither what belongs to other projects nor what a machine left behind.
    extra = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "requirements-dev.lock", ".gitignore", "PKG-INFO"}
    assert held - needed <= extra

    wheel = built_wheel(unpacked, tmp_path / "again", monkeypatch)
    assert contents(wheel) == contents(built_wheel(ROOT, tmp_path / "dist", monkeypatch))


def test_installed_it_runs_and_exports_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = built_wheel(ROOT, tmp_path / "dist", monkeypatch)
    place = tmp_path / "installed"
    venv.create(place, symlinks=os.name != "nt")
    python = programs(place) / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "-q", "--no-deps", "--no-index", "--no-compile", wheel, cwd=tmp_path)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    # A folder named in a .pth comes after the environment's own, and no .pth in it is followed.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    folders = run(python, "-c", OPENS_THE_STORY, SEEDS, cwd=tmp_path).splitlines()
    assert folders == [str(site / "aligner"), str(site / "tui")]
    synoptic = programs(place) / "synoptic"
    assert run(synoptic, "--version", cwd=tmp_path).startswith(f"synoptic {PROJECT['version']} ")
    run(synoptic, "export", SEEDS, "-f", "html", "-o", tmp_path / "out.html", cwd=tmp_path)
    from_source = export.render(compare(read_story(SEEDS)), "html")
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == from_source


@pytest.mark.skipif(TO_INSTALL is None, reason="installs everything from the index: make package")
@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_a_user_can_install_it(tmp_path: Path, kind: str) -> None:
    (package,) = (ROOT / str(TO_INSTALL)).glob(kind)
    venv.create(tmp_path / "installed", with_pip=True)
    python, synoptic = (programs(tmp_path / "installed") / name for name in ("python", "synoptic"))
    run(python, "-m", "pip", "--disable-pip-version-check", "install", "-q", package, cwd=tmp_path)
    run(python, "-m", "pip", "check", cwd=tmp_path)
    assert run(synoptic, "--version", cwd=tmp_path).startswith(f"synoptic {PROJECT['version']} ")
    run(python, "-c", OPENS_THE_STORY, SEEDS, cwd=tmp_path)


def locked() -> dict[str, str]:
    """The version of every package in the lock file."""
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    pins = (line.split(";")[0].rstrip(" \\").split("==") for line in lines if line[:1].isalnum())
    return {canonicalize_name(name): version for name, version in pins}


@pytest.mark.parametrize("wanted", [*PROJECT["dependencies"], *EXTRAS["dev"]])
def test_what_is_locked_is_what_the_project_asks_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    pinned = locked().get(canonicalize_name(requirement.name))
    assert pinned is not None, f"{requirement.name} is not locked: make lock"
    assert pinned in requirement.specifier, f"{requirement.name} {pinned} is locked: make lock"


@pytest.mark.parametrize("extra", sorted(set(EXTRAS) - {"dev"}))
def test_the_tests_have_every_extra(extra: str) -> None:
    assert set(EXTRAS[extra]) <= set(EXTRAS["dev"])


@pytest.mark.parametrize("wanted", PROJECT["dependencies"])
def test_what_is_installed_is_what_the_project_asks_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert version(requirement.name) in requirement.specifier


def test_every_file_of_the_lock_is_checked_and_no_host_is_named() -> None:
    text = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    blocks = text.replace("\\\n", " ").splitlines()
    packages = [block for block in blocks if block[:1].isalnum()]
    assert len(packages) == len(locked()) > 50
    assert [block for block in packages if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text

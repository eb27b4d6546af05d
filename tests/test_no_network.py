"""No network unless asked: the program does its work in a process, and those it starts, where every socket is refused.

The interpreter itself tells of them (PEP 578), so it does not matter which library would have opened one, nor whether
it would have swallowed the error: every attempt is written down, and nothing may be.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Read by every Python that starts with its folder on PYTHONPATH, before anything else.
GUARD = """
import os, socket, sys

# urllib3, which trafilatura imports, looks whether this computer knows IPv6 at all: nothing leaves it.
HARMLESS = {("socket.bind", ("::1", 0))}

def refuse(event, arguments):
    if not event.startswith("socket.") or event in ("socket.__new__", "socket.gethostname"):
        return
    if event == "socket.bind" and (event, arguments[1][:2]) in HARMLESS:
        return
    # Sockets that are files stay on this computer: asyncio wakes itself with a pair, multiprocessing talks over them.
    if isinstance(arguments[0], socket.socket) and arguments[0].family == getattr(socket, "AF_UNIX", None):
        return
    with open(os.environ["SOCKETS_REFUSED"], "a", encoding="utf-8") as refused:
        refused.write(f"{event} {arguments!r} in {sys.argv}\\n")
    raise PermissionError(f"no network: {event}")

sys.addaudithook(refuse)
"""

# One after the other in one process, as each takes long to start; the exit code says which went wrong.
COMMANDS = """
import os, pathlib, sys
from tui.cli import main

sys.stdin = open(os.devnull)
for number, line in enumerate(sys.argv[1:], 10):
    if main(line.split()) != 0:
        sys.exit(number)
"""

# The program but for the terminal: a pilot presses keys, once the screen is there that they are for.
APP = """
import asyncio, sys
from tui import terminal
from tui.cli import main

async def look(app):
    async with app.run_test(size=(100, 30)) as pilot:
        for pressed in sys.argv[1].split(";"):
            screen, *keys = pressed.split()
            while not (app.screen.__class__.__name__ == screen and any(bar.region for bar in app.query("KeyBar"))):
                await pilot.pause()
            await pilot.press(*keys)
        await pilot.pause()
        print("seen", app.session.story.title)

terminal.is_served = lambda environ: True
terminal.run = lambda app, mouse: asyncio.run(look(app))
sys.exit(main(sys.argv[2:]))
"""
KEYS = "ColumnsScreen j m enter escape a v e escape f escape r"

ON_THE_SQUARE = '<p>Passengers were told that the bus leaves from <a href="https://bus.example">the old square</a>.</p>'


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file where attempts are written down; processes started from here on have the guard."""
    place = tmp_path / "guard"
    place.mkdir()
    (place / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    told = tmp_path / "refused.txt"
    told.touch()
    monkeypatch.setenv("SOCKETS_REFUSED", str(told))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(place), str(ROOT)]))
    monkeypatch.setenv("SYNOPTIC_CACHE_DIR", str(tmp_path / "cache"))
    return told


def python(code: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def write_stories(folder: Path) -> None:
    """Two stories: texts, and pages that name other addresses in every way a page can."""
    for name in ("ferry", "fire"):
        story = folder / name
        story.mkdir(parents=True)
        (story / "a.txt").write_text(f"The {name} stops\n\nThe {name} near Ellmouth stops on 3 April, the port said.\n")
        (story / "b.html").write_text(
            f"""<html><head><title>No more {name}</title><base href="http://base.example/">
            <link rel="canonical" href="https://news.example/{name}"><link rel="stylesheet" href="//cdn.example/a.css">
            <meta property="og:site_name" content="The Ellmouth News"><script src="https://ads.example/a.js"></script>
            </head><body><img src="https://img.example/a.png"><iframe src="https://video.example/1"></iframe>
            <article><h1>No more {name}</h1><p>The port said that the Ellmouth {name} will stop on 4 April.</p>
            {ON_THE_SQUARE * 9}</article></body></html>"""
        )


def test_nothing_is_asked_of_the_network(tmp_path: Path, refused: Path) -> None:
    stories = tmp_path / "stories"
    write_stories(stories)
    done = python(
        COMMANDS,
        "export stories/ferry -f html -o out.html",
        "export stories/fire -o out.json",
        "export out.json -o out.md",
        "check stories/ferry",
        "new made stories/fire/a.txt stories/fire/b.html --quiet",
        "add made stories/ferry/a.txt --quiet",
        "batch stories -o documents -j 2",
        "config",
        "themes",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "documents" / "ferry.md").stat().st_size > 0
    assert refused.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("opened", "pressed"),
    [("ferry", KEYS), (".", f"StoriesScreen enter;{KEYS}")],
    ids=["a story", "a list of stories"],
)
def test_the_screens_ask_nothing_of_the_network(tmp_path: Path, refused: Path, opened: str, pressed: str) -> None:
    write_stories(tmp_path / "stories")
    done = python(APP, pressed, tmp_path / "stories" / opened, "--start", "columns", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("seen ")
    assert refused.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo"),
        ("socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
        ("socket.socket().bind(('127.0.0.1', 0))", "socket.bind"),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))", "socket.sendto"),
        ("subprocess.run([sys.executable, '-c', 'import socket; socket.gethostbyname(\\'localhost\\')'])", "gethostby"),
        ("from tui.cli import main; main(['export', 'http://127.0.0.1:9/', 'http://127.0.0.1:9/b', '--private'])", "a"),
    ],
)
def test_whoever_asks_is_found_out(tmp_path: Path, refused: Path, code: str, event: str) -> None:
    python(f"import socket, subprocess, sys\ntry: {code}\nexcept OSError: pass", cwd=tmp_path)
    assert event in refused.read_text(encoding="utf-8")

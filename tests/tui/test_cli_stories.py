"""``synoptic new``, ``add``, ``refresh`` and ``check`` from the command line, against a server on this computer."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from aligner import reading
from aligner.errors import SynopticError
from tests.aligner.fetching.site import PARAGRAPHS, Site, answer, article, redirect
from tui import cli
from tui.cli import fetching
from tui.cli.outside import outside

ROOT = Path(__file__).parents[2]
STEM = "ellmouth-gazette-harbour-bridge-shut"
TEXT = "No more bridge\n\nThe bridge was closed on Monday. It has a crack, the port said in a statement.\n"
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site().running() as running:
        running.answers["/a"] = answer(article())
        yield running


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``synoptic`` in an empty folder: its exit code, and the lines it said on standard error; nothing else is said."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, list[str]]:
        code = cli.main(arguments)
        captured = capsys.readouterr()
        assert captured.out == ""
        lines = captured.err.splitlines()
        assert all(line.startswith("synoptic: ") for line in lines)
        return code, [line.removeprefix("synoptic: ") for line in lines]

    return run


def sources(story: str = "fire") -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads(Path(story, "story.toml").read_text())["sources"]
    return found


class TestNew:
    def test_all_of_it(self, run: Run, site: Site) -> None:
        Path("mine.txt").write_text(TEXT)
        code, said = run("new", "fire", site.at("/a"), "mine.txt", "--private", "--title", "The bridge")
        assert code == 0
        assert said == [
            f"fetched {site.at('/a')} ({len(article())} bytes)",
            f"added: Harbour bridge shut, {STEM}.txt",
            "added: mine.txt",
            "fire: 2 added; open it with: synoptic fire",
        ]
        assert [one["file"] for one in sources()] == [f"{STEM}.txt", "mine.txt"]
        assert tomllib.loads(Path("fire/story.toml").read_text())["title"] == "The bridge"

    def test_done_in_part(self, run: Run, site: Site) -> None:
        code, said = run("new", "my fire", site.at("/gone"), site.at("/a"), "none.txt", "--private", "--quiet")
        assert code == 3
        assert said == [
            f"{site.at('/gone')}: there is no such page (status 404); check the address",
            "none.txt does not exist: check the name, or name a folder of articles",
        ]
        assert len(sources("my fire")) == 1

    def test_a_page_to_save_by_hand(self, run: Run, site: Site) -> None:
        site.answers["/a"] = answer(b"", "403 Forbidden")
        code, said = run("new", "my fire", site.at("/a"), "--private")
        assert code == 2
        assert said == [
            f"{site.at('/a')}: the server refuses programs (status 403); "
            "save the page in your browser and: synoptic new 'my fire' page.html",
            "no story was made: 1 failed",
        ]
        assert not Path("my fire").exists()

    def test_private_addresses_only_when_asked_for(self, run: Run, site: Site) -> None:
        code, said = run("new", "fire", site.at("/a"))
        assert code == 2
        assert said[0].endswith("is in a private network or on this computer; add --private if that is meant")
        assert site.asked == []

    def test_a_story_that_is_there(self, run: Run, site: Site) -> None:
        Path("fire").mkdir()
        Path("fire/x.txt").touch()
        code, said = run("new", "fire", site.at("/a"), "--private")
        assert (code, said) == (2, ["fire is not empty: put sources into it with  synoptic add fire"])

    @pytest.mark.parametrize("title", ["", " ", "a\nb", "\x1b[2J"])
    def test_titles_that_cannot_be(self, run: Run, title: str) -> None:
        code, said = run("new", "fire", "x.txt", f"--title={title}")
        assert (code, len(said)) == (2, 1)
        assert "title" in said[0]

    def test_what_was_pasted(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        pasted = io.BytesIO(f"{TEXT}\n---\n{TEXT.replace('bridge', 'ferry')}".encode())
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pasted, isatty=lambda: False))
        code, said = run("new", "fire", "-")
        assert (code, said[-1]) == (0, "fire: 2 added; open it with: synoptic fire")
        assert [one["file"] for one in sources()] == ["no-more-bridge.txt", "no-more-ferry.txt"]

    def test_what_was_pasted_is_called_by_its_headline(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        pasted = io.BytesIO(f"Home > News > Local\n\n{TEXT}".encode())
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pasted, isatty=lambda: False))
        assert run("new", "fire", "-")[0] == 0
        assert [one["file"] for one in sources()] == ["no-more-bridge.txt"]

    def test_the_folder_that_was_left_out(self, run: Run, site: Site) -> None:
        code, said = run("new", site.at("/a"), site.at("/b"))
        assert (code, said) == (
            2,
            [f"{site.at('/a')} is an address: the story's folder stands in front of the sources"],
        )

    def test_a_partial_page_is_said_to_be(self, run: Run, site: Site) -> None:
        locked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
        site.answers["/a"] = answer(article(PARAGRAPHS[0], head=locked))
        code, said = run("new", "fire", site.at("/a"), "--private", "--quiet")
        assert (code, said) == (0, [f"added: Harbour bridge shut, {STEM}.txt (partial: behind a paywall)"])

    def test_a_name_of_a_command(self, run: Run, site: Site) -> None:
        _, said = run("new", "new", site.at("/a"), "--private")
        assert said[-1] == "./new: 1 added; open it with: synoptic ./new"

    def test_what_a_server_says_is_not_sent_to_the_terminal(self, run: Run, site: Site) -> None:
        site.answers["/a"] = answer(article(title="A \x1b[2J title"))
        site.answers["/b"] = redirect("file:///\x9b2J")
        _, said = run("new", "fire", site.at("/a"), site.at("/b"), "--private")
        assert all(line.isprintable() for line in said)

    def test_bars_on_a_terminal(self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = io.StringIO()
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys, "stderr", terminal)
        results = fetching.fetch([site.at("/a"), site.at("/gone?[red]x")], private=True)
        assert [type(result).__name__ for result in results] == ["Fetched", "Failed"]
        shown = terminal.getvalue()
        assert "there" in shown
        assert "failed" in shown
        assert "gone?[red]x" in shown  # an address is no markup
        assert "\x1b[?25h" in shown  # the cursor is back


class TestAddAndRefresh:
    def test_a_life(self, run: Run, site: Site) -> None:
        run("new", "fire", site.at("/a"), "--private")
        site.answers["/b"] = answer(article(*PARAGRAPHS[:3], title="Crack closes bridge"))
        code, said = run("add", "fire", site.at("/a"), site.at("/b"), "--private")
        assert code == 0
        assert said[-3:] == [
            f"skipped: in the story already; synoptic refresh looks for changes — {site.at('/a')}",
            "added: Crack closes bridge, ellmouth-gazette-crack-closes-bridge.txt",
            "fire: 1 added, 1 skipped; open it with: synoptic fire",
        ]
        site.answers["/b"] = answer(article(title="Crack closes bridge"))
        code, said = run("refresh", "fire", "--private")
        assert code == 0
        assert said[-3:] == [
            f"unchanged: {STEM}.txt",
            "changed: new version ellmouth-gazette-crack-closes-bridge.2.txt; "
            "before: ellmouth-gazette-crack-closes-bridge.txt",
            "fire: 1 changed, 1 unchanged; open it with: synoptic fire",
        ]
        site.answers["/a"] = answer(article(PARAGRAPHS[0]))
        del site.answers["/b"]
        code, said = run("refresh", "fire", "--private", "--quiet")
        assert code == 3
        assert said[0].startswith("kept: only ")
        assert said[1].startswith(f"{site.at('/b')}: there is no such page")
        assert run("refresh", "fire", "--private", "--quiet", "--force")[1] == [said[1]]
        assert [one["file"] for one in sources()] == [f"{STEM}.2.txt", "ellmouth-gazette-crack-closes-bridge.2.txt"]

    def test_a_manifest_for_a_folder_of_texts(self, run: Run) -> None:
        Path("fire").mkdir()
        Path("fire/a.txt").write_text(TEXT)
        assert run("add", "fire") == (0, ["added: a.txt", "fire: 1 added; open it with: synoptic fire"])
        assert run("add", "fire") == (2, ["nothing to add to fire: name addresses or files"])

    def test_no_story(self, run: Run) -> None:
        assert run("add", "fire", "x.txt") == (2, ["there is no story fire: begin it with  synoptic new fire"])
        assert run("refresh", "fire") == (2, ["there is no story fire: begin it with  synoptic new fire"])


class TestCheck:
    def test_a_story(self, run: Run, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mine.txt").write_text(TEXT)
        run("new", "fire", site.at("/a"), "mine.txt", "--private")
        assert cli.main(["check", "fire"]) == 0
        shown = capsys.readouterr().out
        assert max(map(len, shown.splitlines())) <= 79
        for line in (
            "story       No more bridge [the shortest headline, of B]",
            f"A  {STEM}.txt",
            f"   taken from  pages/{STEM}.html",
            "   outlet      Ellmouth Gazette [story.toml, line 8]",
            "   date        — not found",
            "   sentences   1 headline, 4 body",
            "   title       No more bridge [the text, line 1]",
            "  - A, B: no date found; write  published = 2024-02-27  into story.toml",
        ):
            assert line in shown.splitlines()

    def test_an_address(self, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["check", "--private", site.at("/a")]) == 0
        shown = capsys.readouterr()
        assert "   outlet      Ellmouth Gazette [the page]" in shown.out.splitlines()
        assert shown.err == f"synoptic: fetched {site.at('/a')} ({len(article())} bytes)\n"

    def test_what_cannot_be_read(self, run: Run, site: Site) -> None:
        Path("story.toml").write_text("titel = 'x'\n")
        assert run("check", ".") == (2, ["story.toml, line 1: a story has no 'titel'; did you mean 'title'?"])
        code, said = run("check", "--private", site.at("/gone"))
        assert (code, said) == (2, [f"{site.at('/gone')}: there is no such page (status 404); check the address"])

    def test_texts_are_not_sent_to_the_terminal_as_they_are(self, capsys: pytest.CaptureFixture[str], run: Run) -> None:
        Path("a.txt").write_text(
            "Bridge \x1b]0;x\x07shut for good\n\nThe bridge was closed on Monday, the port said.\n"
        )
        assert cli.main(["check", "a.txt"]) == 0
        assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())


def test_addresses_among_what_is_opened(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.answers["/b"] = answer(TEXT.encode(), content_type="text/plain")
    given = [site.at("/a"), site.at("/gone"), site.at("/b")]
    collected = reading.collect(given, outside=outside(private=True, quiet=True))
    assert [document.file for document in collected.documents] == [site.at("/a"), site.at("/b")]
    assert collected.notes == (f"{site.at('/gone')}: there is no such page (status 404); check the address",)
    story = reading.read(collected)
    assert [article.attribution.outlet for article in story.articles] == ["Ellmouth Gazette", None]
    assert [article.attribution.url for article in story.articles] == [site.at("/a"), site.at("/b")]
    assert capsys.readouterr().err == ""


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SynopticError, match="standard input is closed"):
        reading.collect(["-"], outside=outside())


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("new", ["--title", "--private", "robots.txt", "examples:", "exit codes:", "3  done in part"]),
        ("add", ["story.toml", "examples:", "exit codes:"]),
        ("refresh", ["--force", "NAME.2.txt", "exit codes:"]),
        ("check", ["story.toml", "examples:", "exit codes:"]),
    ],
)
def test_help_tells_how(capsys: pytest.CaptureFixture[str], command: str, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert [word for word in words if word not in shown] == []
    assert max(map(len, shown.splitlines())) <= 79


def test_ctrl_c_ends_it_at_once_and_leaves_nothing(tmp_path: Path, site: Site) -> None:
    site.answers["/slow"] = site.hang
    command = [sys.executable, "-m", "tui", "new", "fire", site.at("/a"), site.at("/slow"), "--private"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"synoptic: fetched")  # now it waits for the other
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_the_screen_is_loaded(tmp_path: Path, site: Site) -> None:
    code = (
        "import sys; from tui.cli import main; code = main(sys.argv[1:]);"
        "print(*sorted({'textual', 'rapidfuzz'} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "new", str(tmp_path / "fire"), site.at("/a"), "--private", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "\n")

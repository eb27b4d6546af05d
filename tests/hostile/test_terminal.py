"""The real program in a pseudo-terminal, on a story whose every text is hostile: every byte it writes is looked at.

What may be written is found out from the same walk over the same story with innocent words: sequences that only the
hostile one brings were put there by its texts.
"""

from __future__ import annotations

import base64
import os
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from aligner.taming import HIDDEN, TURNING
from tests.hostile import texts
from tests.hostile.output import Piece, Reader, Screen
from tests.tui.test_terminal import Terminal

COLUMNS, LINES = 130, 40
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}]")

ASKED, ANSWERED = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Whether this terminal shows a frame only when it is whole; it does, and then it is told where each ends."""
FRAME_ENDS = "CSI ?l 2026"
PASTED = "\x1b[200~{}\x1b[201~"
ESC = "\x1b"
WALK = (
    # What is pressed, and what is on screen then, or not any more: what follows an escape at once is another key.
    ("", "› Matrix"),
    ("j", "fact 2/"),
    ("c", "› Columns"),
    ("\r", "› Fact"),
    (ESC, "!› Fact"),
    ("a", "› Article"),
    (ESC, "!› Article"),
    ("v", "› Ledger"),
    (ESC, "!› Ledger"),
    ("?", "Help: Columns"),
    (ESC, "!Help: Columns"),
    ("f", "Show facts"),
    (ESC, "!Show facts"),
    ("\x10", "Search for commands"),
    ("go to", "Go to fact 2:"),
    (ESC, "!Go to fact 2:"),
    ("V", "Decisions"),
    ("j", "Decisions"),
    (ESC, "!Decisions"),
    ("i", "Note on"),
    (PASTED, "pasted"),
    (ESC, "!Note on"),
    ("s", "Call it otherwise"),
    (ESC, "!Call it otherwise"),
    ("/", "text of an article"),
    ("storm\r", "“storm” "),
    ("y", "Copied"),
    ("e", "Format"),
    (ESC, "!Format"),
    ("\x0f", "› Stories"),
)
BAR = "? Help q Quit "
"""How the last line begins on every screen, wherever nothing is in front of it."""
BARE = ("!", "›", "“", "fact", "Copied")
"""How what is waited for begins on such a screen."""
PASTE = "pasted \x9b31m\u202e\U000e0041 \u200bnote"


@dataclass
class Walk:
    """What was written on one walk through the screens, and what each of them looked like."""

    pieces: list[Piece] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    said: str = ""
    code: int | None = None

    @cached_property
    def kinds(self) -> set[str]:
        """What was written, by kind; of strings to the terminal, all but the clipboard, the whole."""
        strings = {p.text for p in self.pieces if p.kind.startswith(("OSC", "DCS", "APC", "PM", "SOS"))}
        return {piece.kind for piece in self.pieces} | {text for text in strings if not text.startswith("\x1b]52;c;")}

    @property
    def text(self) -> str:
        """All text that was drawn."""
        return "".join(piece.text for piece in self.pieces if piece.kind == "text")


class Walker:
    """Goes through all screens, and waits for each."""

    def __init__(self, folder: Path, home: Path) -> None:
        environ = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
        command = [sys.executable, "-m", "tui", str(folder)]
        self.terminal = Terminal(command, environ, lines=LINES, columns=COLUMNS)
        self.walk = Walk()
        self._reader = Reader()
        self._screen = Screen(COLUMNS, LINES)
        self._read = 0

    def go(self, paste: str) -> Walk:
        """The whole walk."""
        self.terminal.until(lambda: ASKED in self.terminal.written)
        self.terminal.press(ANSWERED)
        for keys, text in WALK:
            self.terminal.press(keys.format(paste).encode() if keys == PASTED else keys.encode())
            try:
                self.terminal.until(partial(self._shows, text))
            except AssertionError:
                raise AssertionError(f"{keys!r} did not bring {text!r}:\n{self._screen.text()}") from None
            self.walk.seen.append(self._screen.text())
        self.terminal.press(b"q")
        self.walk.code, self.walk.said = self.terminal.ended()
        self._take(final=True)
        return self.walk

    def _shows(self, text: str) -> bool:
        if self._read == len(self.terminal.written):
            return False
        self._take()
        # What comes behind a frame and draws nothing, such as a mode that is switched, belongs to none.
        drawn = (piece.kind for piece in reversed(self.walk.pieces) if piece.kind in ("text", FRAME_ENDS))
        if next(drawn, "") != FRAME_ENDS:
            return False
        seen = self._screen.text()
        is_there = text[1:] not in seen if text.startswith("!") else text in seen
        return is_there and (not text.startswith(BARE) or seen.split("\n")[-1].startswith(BAR))

    def _take(self, *, final: bool = False) -> None:
        for piece in self._reader.read(self.terminal.written[self._read :], final=final):
            self.walk.pieces.append(piece)
            self._screen.take(piece)
        self._read = len(self.terminal.written)

    def close(self) -> None:
        """End it, if it has not."""
        if self.terminal.process.poll() is None:
            self.terminal.process.kill()
            self.terminal.process.wait()
        os.close(self.terminal.controller)
        os.close(self.terminal.end)


def walk(folder: Path, home: Path, paste: str) -> Walk:
    """Go through all screens of a story."""
    walker = Walker(folder, home)
    try:
        return walker.go(paste)
    finally:
        walker.close()


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Walk, Walk]:
    """The innocent one and the hostile one."""
    home = tmp_path_factory.mktemp("home")
    stories = {name: tmp_path_factory.mktemp(name) for name in ("innocent", "hostile")}
    for shelf in stories.values():  # another story beside it, so that there is a list of them
        texts.lay(shelf / "other", texts.SCREEN[:4], innocent=True)
    innocent = walk(texts.lay(stories["innocent"] / "storm", texts.SCREEN, innocent=True), home, "pasted note")
    named = "storm\x1b]0;pwned\x07\x9b31m\u202e[red]"
    return innocent, walk(texts.lay(stories["hostile"] / named, texts.SCREEN), home, PASTE)


def test_only_sequences_of_the_program_itself_are_sent(walks: tuple[Walk, Walk]) -> None:
    innocent, hostile = walks
    assert innocent.code == hostile.code == 0
    assert {"CSI m", "CSI H", "CSI ?h 1049", "OSC 52"} <= innocent.kinds, "the walk went nowhere"
    assert hostile.kinds - innocent.kinds == set()


def test_no_text_on_the_screen_is_obeyed_by_a_terminal(walks: tuple[Walk, Walk]) -> None:
    assert UNSEEN.findall(walks[1].text) == []
    written = ["".join(piece.text for piece in made.pieces) for made in walks]
    for payload in texts.TERMINAL:  # the program leaves the screen, too, but once
        assert written[1].count(payload.text) == written[0].count(payload.text), payload.name


@pytest.mark.parametrize(
    "words", ["␛]0;pwned␇", "[@click=app.quit]", "<script>window.pwned=7</script>", "[red]=1+1", "�31m", "␛[31m"]
)
def test_what_was_written_is_there_to_be_read(walks: tuple[Walk, Walk], words: str) -> None:
    assert any(words in seen for seen in walks[1].seen)


def test_every_screen_of_both_stories_has_the_same_frame(walks: tuple[Walk, Walk]) -> None:
    """No text moved, covered or turned what stands beside it: where it stands is at the top, its keys at the bottom."""
    for (keys, text), *screens in zip(WALK, walks[0].seen, walks[1].seen, strict=True):
        if text.startswith(BARE):
            for seen in screens:
                assert seen.startswith(" synoptic  "), (keys, text)
                assert seen.split("\n")[-1].startswith(BAR), (keys, text)


def test_the_clipboard_gets_words(walks: tuple[Walk, Walk]) -> None:
    for made in walks:
        copied = [
            base64.b64decode(piece.text.removeprefix("\x1b]52;c;").rstrip("\x07")).decode()
            for piece in made.pieces
            if piece.kind == "OSC 52"
        ]
        assert len(copied) == 1
        assert "of Ellmouth lost $" in copied[0]
        assert UNSEEN.findall(copied[0].replace("\n", "")) == []

"""On which line of a TOML document each key stands: tomllib reads the values and does not say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Path = tuple[str | int, ...]
"""Keys and places in lists, outermost first: ``("sources", 0, "file")``."""

_SPACE: Final = re.compile(r"[ \t]*")
_GAP: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\r\n]+")
_STRINGS: Final = (
    re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{1,2}(?!"))?', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{1,2}(?!'))?", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every key and every item of a list in ``text``, which tomllib has found to be TOML.

    Where a table is begun several times ("[a]", then "[a.b]"), the first line counts.
    """
    return _Scanner(text).scan()


class _Scanner:
    """Walks over the text once, from key to value to key. Whatever it does not understand ends the walk."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._found: dict[Path, int] = {}
        self._lists: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        """The lines of all that is understood."""
        table: Path = ()
        try:
            while self._skip(_GAP) and self._at < len(self._text):
                table = self._header() if self._text[self._at] == "[" else self._entry(table)
        except (ValueError, IndexError, RecursionError):
            pass  # not TOML after all: a message without a line is better than none
        return self._found

    def _header(self) -> Path:
        line, several = self._here(), self._text.startswith("[[", self._at)
        self._at += 2 if several else 1
        table = self._placed(self._key(), line)
        self._at = self._text.index("]", self._at) + (2 if several else 1)
        if several:
            self._lists[table] = self._lists.get(table, -1) + 1
            self._found.setdefault(table, line)
            table = (*table, self._lists[table])
        self._found.setdefault(table, line)
        return table

    def _placed(self, key: Path, line: int) -> Path:
        """The key of a header, with the places in the lists it passes: [a.b] is in the last [[a]]."""
        placed: Path = ()
        for n, part in enumerate(key):
            placed = (*placed, part)
            self._found.setdefault(placed, line)
            if placed in self._lists and n < len(key) - 1:
                placed = (*placed, self._lists[placed])
        return placed

    def _entry(self, table: Path) -> Path:
        line = self._here()
        path = (*table, *self._key())
        for end in range(len(table) + 1, len(path) + 1):
            self._found.setdefault(path[:end], line)
        self._at = self._text.index("=", self._at) + 1
        self._value(path)
        return table

    def _key(self) -> Path:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            start = self._at
            if self._text[start] in "\"'":
                self._string()
                parts.append(_unquoted(self._text[start : self._at]))
            else:
                parts.append(self._must(_BARE_KEY))
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return tuple(parts)
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        sign = self._text[self._at]
        if sign == "[":
            self._items("]", lambda n: self._item((*path, n)))
        elif sign == "{":
            self._items("}", lambda _: self._entry(path))
        elif sign in "\"'":
            self._string()
        else:
            self._must(_SCALAR)

    def _item(self, path: Path) -> None:
        self._found.setdefault(path, self._here())
        self._value(path)

    def _items(self, end: str, take: Callable[[int], object]) -> None:
        self._at += 1
        n = 0
        while True:
            self._skip(_GAP)
            if self._text[self._at] == end:
                self._at += 1
                return
            if self._text[self._at] == ",":
                self._at += 1
                continue
            take(n)
            n += 1

    def _string(self) -> None:
        for pattern in _STRINGS:
            match = pattern.match(self._text, self._at)
            if match is not None:
                self._at = match.end()
                return
        raise ValueError(self._at)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match is not None else self._at
        return True

    def _must(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None or match.end() == self._at:
            raise ValueError(self._at)
        self._at = match.end()
        return match.group()

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unquoted(key: str) -> str:
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))

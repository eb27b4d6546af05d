"""Lines of an article, and the small questions every reading rule asks of them.

Rules look at the first and the last few hundred characters of a line only (``head`` and ``tail``), so that reading
stays linear even when a whole file is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

HEAD = 400
TAIL = 200

# Everything but the line ends a text file may hold: LF, CR (so CRLF too), VT, FF and the two Unicode separators.
_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")
_MARGIN = range(48, 101)
"""The lengths of a line that breaks at a margin, in characters."""
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_NOT_WORD = re.compile(r"[\W_]+")
_END_MARK = re.compile(r"[.!?…;,][\"'”’»)\]\s]*\Z")
_NEXT_SENTENCE = re.compile(r"[a-z0-9%][.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")


@dataclass(frozen=True)
class Line:
    """One non-empty line, white space around it removed (or several, wrapped from one).

    ``start`` and ``end`` count code points of the article.
    """

    start: int
    end: int
    text: str

    @cached_property
    def head(self) -> str:
        return self.text[:HEAD]

    @cached_property
    def tail(self) -> str:
        return self.text[-TAIL:]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of ``head``: enough to tell a short line from a long one."""
        return tuple(_WORD.findall(self.head))

    @cached_property
    def key(self) -> str:
        """The line without case, punctuation and white space: two lines with one key say the same words."""
        return key_of(self.text) if len(self.text) <= HEAD else ""

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a mark of punctuation that closes a sentence or goes on with one."""
        return _END_MARK.search(self.tail) is not None

    @cached_property
    def sentences(self) -> int:
        """About how many sentences ``head`` holds, at least 1. A rule of thumb that knows no abbreviations."""
        return 1 + len(_NEXT_SENTENCE.findall(self.head))

    @cached_property
    def is_prose(self) -> bool:
        """A line that reads like running text: it ends a sentence, or holds several, or is too long for a title."""
        if len(self.text) > 200 or (self.sentences > 1 and len(self.words) > 12):
            return True
        if self.text.endswith(":"):
            return len(self.words) > 3
        return self.ends_sentence


def lines_of(text: str) -> Iterator[Line]:
    """The non-empty lines of a text in order. Linear in the length of the text.

    Where a text was wrapped by hand (mail, plain-text archives), a paragraph's lines are given as the one they stand
    for, the breaks inside it.
    """
    lines = list(_single_lines(text))
    yield from _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether the lines of a text break at a margin: those that go on below are full, and go on in small letters."""
    goes_on = [(line, below) for line, below in pairwise(lines) if _touches(text, line, below)]
    full = [(line, below) for line, below in goes_on if len(line.text) in _MARGIN]
    small = [below for _, below in full if below.text[:1].islower()]
    fits = max((len(line.text) for line in lines), default=0) < _MARGIN.stop
    return fits and len(small) >= 3 and len(full) >= 0.7 * len(goes_on) and len(small) >= 0.5 * len(full)


def _unwrapped(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    start, last = lines[0].start, lines[0]
    for line in lines[1:]:
        if not (_touches(text, last, line) and len(last.text) in _MARGIN):
            yield Line(start, last.end, text[start : last.end])
            start = line.start
        last = line
    yield Line(start, last.end, text[start : last.end])


def _touches(text: str, line: Line, following: Line) -> bool:
    """Whether one line end, and no empty line, stands between two lines."""
    between = text[line.end : following.start]
    return len(between) < 20 and len(_LINE_END.findall(between)) == 1


def _single_lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if stripped:
            start = match.start() + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(stripped), stripped)


def key_of(text: str) -> str:
    """The letters and digits of a text in lower case, nothing between them."""
    return _NOT_WORD.sub("", text).casefold()

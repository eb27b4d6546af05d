"""A target: where its cases come from, and what must hold of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from hypothesis import strategies as st

from aligner.errors import SynopticError, printable

Case = TypeVar("Case")


@dataclass(frozen=True)
class Target(Generic[Case]):
    """A part of the program and what holds of it whatever it is given.

    ``check`` raises for a case of which it does not hold; hypothesis makes the cases by ``cases``. ``of_bytes`` makes a
    case of a fuzzer's bytes, so that its dictionary and its mutations mean something; without it hypothesis reads the
    bytes as the choices of ``cases``. ``words`` are what such a fuzzer splices in, ``corpus`` what it begins with.
    ``in_suite`` is how many examples ``make test`` takes, fewer where one is dear.
    """

    name: str
    cases: st.SearchStrategy[Case]
    check: Callable[[Case], None]
    of_bytes: Callable[[bytes], Case] | None = None
    words: tuple[str, ...] = ()
    corpus: tuple[bytes, ...] = ()
    in_suite: int = 50


@contextmanager
def one_line() -> Iterator[None]:
    """What is refused is refused as users are told it: a SynopticError of one line that can be printed."""
    try:
        yield
    except SynopticError as error:
        said = str(error)
        assert said, "an error says something"
        assert_line(said)
        assert len(said) < 3000, "an error is a line, not a page"


def assert_line(said: str) -> None:
    """What the program says of others' words is one line, and a terminal obeys nothing in it."""
    assert len(said.splitlines()) == 1, f"one line: {said!r}"
    kept = said.translate(dict.fromkeys(map(ord, _JOINING)))
    assert printable(kept) == kept, f"nothing that a terminal may obey: {said!r}"


_JOINING = "\u061c\u200c\u200d\u200e\u200f"
"""Joiners and direction marks: they stay beside the letters that need them."""

"""A program that ends, or a disk that fails, at a chosen call to the system: every point of some work, one by one.

What is killed does nothing any more: no ``finally`` of it removes a file. So from the chosen call on, every call that
would change a file raises ``DeadError``, which no handler of the program's catches. What was half written then is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("open", "fsync", "rename", "replace", "link", "unlink", "remove", "mkdir", "rmdir", "chmod", "utime")
"""Calls of ``os`` that change what is on the disk. Writing is the one of the files that ``os.fdopen`` opens."""


class DeadError(BaseException):
    """The program was killed."""


class System:
    """Counts the calls that change files, and has the one of a number go wrong. ``reached`` says whether it came."""

    def __init__(self, number: int, error: int | None) -> None:
        self._left = number
        self._error = error
        self.reached = False

    def call(self) -> None:
        """Before a call: nothing, death, or the chosen error, once."""
        if self._error is None and self.reached:
            raise DeadError
        self._left -= 1
        if self._left == 0:
            self.reached = True
            raise DeadError if self._error is None else OSError(self._error, os.strerror(self._error))


class _Writing:
    """An open file, of which a call to write is two: in between the half is there."""

    def __init__(self, file: Any, system: System) -> None:
        self._file = file
        self._system = system

    def write(self, data: bytes) -> None:
        for half in (data[: len(data) // 2], data[len(data) // 2 :]):
            self._system.call()
            self._file.write(half)
            self._file.flush()

    def flush(self) -> None:
        self._system.call()
        self._file.flush()

    def __enter__(self) -> _Writing:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@contextmanager
def going_wrong(number: int, error: int | None = None) -> Iterator[System]:
    """Within this, the call of a number (from 1) goes wrong: the program is dead from then on, or it is an error."""
    system = System(number, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(getattr(os, name), name, system))
        opened = os.fdopen
        patch.setattr(os, "fdopen", lambda *told, **more: _Writing(opened(*told, **more), system))
        yield system


def _counted(call: Callable[..., Any], name: str, system: System) -> Callable[..., Any]:
    def counted(*told: Any, **more: Any) -> Any:
        if name != "open" or (len(told) > 1 and told[1] & os.O_CREAT):
            system.call()
        return call(*told, **more)

    return counted


def at_every_point(work: Callable[[int], System], most: int = 200) -> int:
    """Do some work, each time with another call going wrong, until none is left; how many there were."""
    for number in range(1, most):
        if not work(number).reached:
            return number - 1
    raise AssertionError("it goes on without end")

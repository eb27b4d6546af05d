"""Files whole or not at all: read as long as they are what they seem to be, written so that they appear complete.

What is written lies beside its place first, and takes it when it is all there. What is read was an ordinary file, or a
pipe that was asked for, of a bounded size: nothing is waited for without end, whatever lies in a folder.
"""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

ABANDONED = 3600.0
"""Seconds after which what was half written belongs to nobody any more."""
_PREFIX = ".synoptic-"
_ENDING = ".tmp"
HALF = f"{_PREFIX}*{_ENDING}"
"""What files are called that are being written, as a pattern."""
_CHUNK = 1 << 20
_READINGS = 3
"""How often a file is read that changes meanwhile; what the last reading gave is taken."""
_PATIENCE = 1.0
"""Seconds within which somebody must have opened the other end of a pipe."""
# Opening a pipe waits for somebody who writes into it, and opening a terminal may make it that of this program.
_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(Exception):
    """A file holds more than was asked for; ``size`` is how many bytes it has, None if only the end would tell."""

    def __init__(self, size: int | None) -> None:
        super().__init__(size)
        self.size = size


def read(path: str | os.PathLike[str], most: int, *, pipes: bool = False) -> bytes:
    """The bytes of a file that has at most ``most``.

    It is asked what it is when it is open, so that nothing can take its place in between. A file that is written
    meanwhile is read once more. With ``pipes``, a pipe is read to its end as well (``<(command)`` in a shell). Raises
    TooLargeError, and OSError for what cannot be read or is no file: a folder, a device, a pipe nobody writes into.
    """
    descriptor = os.open(path, _WITHOUT_WAITING)
    try:
        status = os.fstat(descriptor)
        if pipes and stat.S_ISFIFO(status.st_mode):
            return _piped(descriptor, most)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, f"it is {_kind(status.st_mode)}, no ordinary file")
        return _settled(descriptor, status, most)
    finally:
        os.close(descriptor)


def _settled(descriptor: int, status: os.stat_result, most: int) -> bytes:
    """The bytes of an ordinary file, as far as possible all of one moment."""
    data = b""
    for _ in range(_READINGS):
        if status.st_size > most:
            raise TooLargeError(status.st_size)
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = _to_the_end(descriptor, most)
        before, status = status, os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) == (status.st_size, status.st_mtime_ns):
            break
    return data


def _piped(descriptor: int, most: int) -> bytes:
    select.select([descriptor], [], [], _PATIENCE)
    first = b""
    with suppress(BlockingIOError):  # somebody holds the other end, and is slow
        first = os.read(descriptor, 1)
        if not first:
            raise OSError(errno.EPIPE, "it is a pipe that nobody writes into")
    os.set_blocking(descriptor, True)
    return first + _to_the_end(descriptor, most - len(first))


def _to_the_end(descriptor: int, most: int) -> bytes:
    """All that can be read from here. Raises TooLargeError as soon as that is too much."""
    parts: list[bytes] = []
    held = 0
    while part := os.read(descriptor, min(_CHUNK, most + 1 - held)):
        parts.append(part)
        held += len(part)
        if held > most:
            raise TooLargeError(None)
    return b"".join(parts)


@cache
def tidy(folder: Path) -> None:
    """Take out what programs that were killed left half written in a folder, once in the life of this one."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_ENDING):
                with suppress(OSError):  # another program has taken it out
                    if entry.stat(follow_symlinks=False).st_mtime < time.time() - ABANDONED:
                        Path(entry.path).unlink()


def _kind(mode: int) -> str:
    """What it is that is no ordinary file, in words."""
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


@contextmanager
def beside(target: Path, data: bytes, mode: int = 0o666, *, lasting: bool = True) -> Iterator[Path]:
    """A new file beside ``target`` with ``data`` in it, to be moved to its place; gone at the end if it was not.

    ``mode`` are its permissions, from which the umask takes some. ``lasting`` waits until the disk has it. Raises
    OSError.
    """
    # Not tempfile: it makes files that only their owner may read, and the umask cannot be asked for safely.
    tidy(target.parent)
    temporary = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_ENDING}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)

"""Locks on what is there anyway: one program at a time writes a story's decisions, or a batch's documents."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class Lock:
    """A lock on a folder or file that is there anyway, so that none is left; it ends with the program that has it.

    Where the system knows no such locks, nobody is kept out.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self.is_busy = False

    def take(self) -> None:
        """Have the lock, unless another program has it."""
        if self._descriptor is not None:
            return
        try:
            import fcntl

            descriptor = os.open(self._path, os.O_RDONLY)
        except (ImportError, OSError, ValueError):
            self.is_busy = False
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            self.is_busy = error.errno in (errno.EWOULDBLOCK, errno.EACCES)
        else:
            self._descriptor = descriptor
            self.is_busy = False

    def release(self) -> None:
        """Leave it to others."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

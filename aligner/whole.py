"""Files that appear whole: what is written lies beside its place first, and takes it when it is complete."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def beside(target: Path, data: bytes, mode: int = 0o666, *, lasting: bool = True) -> Iterator[Path]:
    """A new file beside ``target`` with ``data`` in it, to be moved to its place; gone at the end if it was not.

    ``mode`` are its permissions, from which the umask takes some. ``lasting`` waits until the disk has it. Raises
    OSError.
    """
    # Not tempfile: it makes files that only their owner may read, and the umask cannot be asked for safely.
    temporary = target.with_name(f".synoptic-{secrets.token_hex(8)}.tmp")
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

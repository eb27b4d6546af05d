"""Which synoptic this is, exactly: what several computers that work together must have the same of."""

from __future__ import annotations

import hashlib
import platform
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_DISTRIBUTION: Final = "synoptic-news"
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


@cache
def edition(*packages: str) -> str:
    """A line that names the versions of synoptic and Python, and a digest of all that a document depends on.

    That is the source of these packages, byte for byte, and the versions of the libraries that are needed.
    """
    digest = hashlib.sha256(repr(sorted(_libraries())).encode())
    for name in packages:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
            for path in sorted(Path(folder).rglob("*.py")):
                content = path.read_bytes()
                digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return f"synoptic {_version(_DISTRIBUTION)} ({digest.hexdigest()[:12]}), Python {platform.python_version()}"


def _libraries() -> list[tuple[str, str]]:
    """The libraries that are needed at run time, with their versions."""
    try:
        needed = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a checkout that was never installed
        needed = []
    names = [match[0] for line in needed if "extra ==" not in line and (match := _NAME.match(line))]
    return [(name, _version(name)) for name in names]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"

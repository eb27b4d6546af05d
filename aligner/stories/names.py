"""Names of files in a story's folder: short, safe on every system, of plain letters, and each but once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from aligner.fetching.addresses import host_of

_MOST: Final = 48
_OUTLET: Final = 20
# Windows opens a device where a file has one of these names, whatever its ending.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
_NUMBERED: Final = re.compile(r"\.\d+\Z")
_SPECIAL: Final = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "ł": "l", "Ł": "L"})


def slug(text: str, most: int = _MOST) -> str:
    """The plain letters and digits of a text in lower case, hyphens between words; "" if there are none.

    At most ``most`` characters, cut between two words where there are several.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL)).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain.lower()))
    found = "-".join(words)
    if len(found) > most:
        found = found[: most + 1].rpartition("-")[0] or found[:most]
    return f"{found}-file" if _DEVICES.match(found) else found


def stem(outlet: str | None, url: str | None, title: str | None, otherwise: str) -> str:
    """What the files of a source are called, without an ending: "gazette-bridge-to-close"."""
    host = host_of(url or "")
    house = slug(outlet or "", _OUTLET) or slug(host.rpartition(".")[0] or host, _OUTLET)
    headline = slug(title or "", _MOST - len(house) - 1)
    return "-".join(part for part in (house, headline) if part) or slug(otherwise) or "article"


def unused(wanted: str, taken: Callable[[str], bool]) -> str:
    """``wanted``, with the first number behind it that makes it a name which is not taken."""
    name, number = wanted, 2
    while taken(name):
        name, number = f"{wanted}-{number}", number + 1
    return name


def versioned(file: str, first: int, taken: Callable[[str], bool]) -> str:
    """The stem of the next version of a file: "gazette.2" after "gazette.txt", "gazette.3" after "gazette.2.txt".

    ``first`` is the least number that can be meant; one that is taken is passed over. The folder of the file is kept.
    """
    path = PurePosixPath(file)
    base = (path.parent / _NUMBERED.sub("", path.stem)).as_posix()
    number = first
    while taken(f"{base}.{number}"):
        number += 1
    return f"{base}.{number}"

"""``story.toml``: what a person, or ``synoptic new``, says of a story and its sources. It wins over what texts say.

Read here, written by ``aligner.stories``. Everything that cannot be meant is an error that names file, line and key.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

from aligner import whole
from aligner.errors import SynopticError, printable
from aligner.reading import toml_lines

NAME = "story.toml"

SOURCE_KEYS: Final = (
    *("file", "outlet", "title", "author", "published", "url", "language", "note"),
    *("page", "fetched", "earlier"),
)
"""What a source can have, in the order in which it is written."""

_STORY_KEYS: Final = ("title", "sources")
_VERSION_KEYS: Final = ("file", "page", "fetched")
_MOST_BYTES: Final = 1_000_000
_MOST_PARTS: Final = 50
# Reading a key with dots takes time by the square of its parts: a stranger's could hold up a whole list of stories.
_ENDLESS_KEY: Final = re.compile(rf"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{_MOST_PARTS}}}")
_LONGEST: Final = 1000
_LONGEST_NAME: Final = 255
"""Characters of a path, bytes of a name in it: systems raise all kinds of errors for more."""

LANGUAGES: Final = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()
)
"""ISO 639-1, all 183 codes."""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a source: its text, the page it was taken from, when it was fetched (ISO 8601, UTC)."""

    file: str
    page: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one source; None for what it does not say.

    ``file`` and ``page`` are paths inside the story's folder, "/" between their parts. ``published`` is an ISO 8601
    date, ``fetched`` an ISO 8601 time, ``earlier`` the versions before this one, the oldest first. ``lines`` gives the
    line of the manifest, from 1, on which each key stands. ``at`` is ``published`` with its time of day, where that is
    told, too.
    """

    file: str
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
    page: str | None = None
    fetched: str | None = None
    earlier: tuple[Version, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    at: str | None = None

    def line(self, key: str) -> int | None:
        """The line of the manifest on which a key of this source stands."""
        return dict(self.lines).get(key)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A story's manifest as it was read; ``title_line`` is the line, from 1, on which its title stands."""

    path: Path
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    title_line: int | None = None


def read(path: Path) -> Manifest:
    """The manifest in a file. Raises SynopticError, naming file, line and key, for what cannot be meant."""
    return parse(text_of(path), path)


def text_of(path: Path) -> str:
    """The text of a manifest, a byte order mark left out. Raises SynopticError if it cannot be read."""
    shown = printable(os.fspath(path))
    if path.is_symlink() and not is_inside(path.parent, path):
        raise SynopticError(f"{shown} is a link that leads out of the folder: copy the file into it")
    data = b""
    try:
        data = whole.read(path, _MOST_BYTES)
        return data.decode("utf-8-sig")
    except whole.TooLargeError:
        raise SynopticError(f"{shown} is larger than 1 MB: articles belong into files of their own") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SynopticError(f"{shown}, line {line}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise SynopticError(f"{shown} is no file: write down the story's sources in one of that name") from None
        raise SynopticError(f"{shown} cannot be read: {(error.strerror or str(error)).lower()}") from None


def is_inside(folder: Path, path: Path) -> bool:
    """Whether a file lies in a folder, or in one inside of it, wherever the links on the way lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def parse(text: str, path: Path) -> Manifest:
    """The manifest in ``text``, which stands in the file ``path``: the files it names lie beside it.

    Raises SynopticError as ``read`` does.
    """
    import tomllib

    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        shown = printable(os.fspath(path))
        raise SynopticError(f"{shown}, line {line}: a key of more than {_MOST_PARTS} parts; a source's key is one word")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SynopticError(_syntax(path, text, str(error))) from None
    except ValueError:  # Python takes no number of thousands of digits
        raise SynopticError(f"{printable(os.fspath(path))}: a number without end; write texts in quotes") from None
    except RecursionError:
        raise SynopticError(f"{printable(os.fspath(path))}: lists inside of lists without end; take them out") from None
    return _Reader(path, toml_lines.lines_of(text)).manifest(table)


def _syntax(path: Path, text: str, error: str) -> str:
    """What tomllib says, its place in front as in all other messages: "story.toml, line 3: ... (column 9); remedy"."""
    said = re.fullmatch(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", error)
    shown = printable(os.fspath(path))
    if said is None:
        return f"{shown} is not TOML: {printable(error)}; {_remedy(error, '')}"
    lines = text.split("\n")
    written = lines[int(said["line"]) - 1] if said["line"] else next((line for line in lines[::-1] if line.strip()), "")
    where = f"{shown}, line {said['line']}" if said["line"] else f"{shown}, at its end"
    column = f" (column {said['column']})" if said["column"] else ""
    return f"{where}: not TOML: {printable(said['what'])}{column}; {_remedy(said['what'], written)}"


def _remedy(what: str, written: str) -> str:
    """What helps against a fault of which tomllib says ``what``, in a line as it is written."""
    if "overwrite" in what:
        return "a source has each key once: take one out"
    if "Unescaped" in what:
        return "write / in names of files, and two backslashes for one elsewhere"
    if re.search("[“”„‘’]", re.sub(r'"[^"]*"', "", written)):
        return 'the quotation marks are straight, as in title = "Fire"'
    if what == r"Illegal character '\n'":
        return "a quotation mark is missing at the end of the line"
    if re.search(r"=\s*\d", written):
        return "a date is written 2024-02-27, a text in quotes"
    return 'text stands in quotes, as in title = "Fire"'


class _Reader:
    """Turns tables into entries; knows on which line everything stands."""

    def __init__(self, path: Path, lines: Mapping[toml_lines.Path, int]) -> None:
        self._path = path
        self._folder = path.parent
        self._lines = lines
        self._files: dict[str, int | None] = {}

    def manifest(self, table: Mapping[str, Any]) -> Manifest:
        """The whole."""
        self._known(table, (), _STORY_KEYS)
        tables = self._tables(table, ("sources",), 'sources are tables: [[sources]], then file = "name.txt" below')
        entries = tuple(self._entry(one, ("sources", n)) for n, one in enumerate(tables))
        return Manifest(self._path, self._string(table, (), "title"), entries, self._lines.get(("title",)))

    def _entry(self, table: Mapping[str, Any], at: toml_lines.Path) -> Entry:
        self._known(table, at, SOURCE_KEYS)
        texts = {key: self._string(table, at, key) for key in ("outlet", "title", "author", "note")}
        earlier = self._tables(table, (*at, "earlier"), 'earlier versions are tables: earlier = [{file = "name.txt"}]')
        # The first line of all that stands in the source; a key set inside of it has its own.
        lines = tuple((key, self._lines[(*at, key)]) for key in table if (*at, key) in self._lines)
        return Entry(
            file=self._article(table, at),
            **texts,
            published=self._published(table, at),
            url=self._url(table, at),
            language=self._language(table, at),
            page=self._inside(table, at, "page"),
            fetched=self._fetched(table, at),
            earlier=tuple(self._version(one, (*at, "earlier", n)) for n, one in enumerate(earlier)),
            lines=lines,
            at=_time_of(table.get("published")),
        )

    def _version(self, table: Mapping[str, Any], at: toml_lines.Path) -> Version:
        self._known(table, at, _VERSION_KEYS)
        file = self._inside(table, at, "file")
        if file is None:
            self._refuse(at, 'an earlier version without its file: add file = "name.txt"')
        return Version(file, self._inside(table, at, "page"), self._fetched(table, at))

    # What a key may hold ------------------------------------------------------------------------------------------

    def _article(self, table: Mapping[str, Any], at: toml_lines.Path) -> str:
        """The file of a source: there, inside of the folder, and named once."""
        file = self._inside(table, at, "file")
        if file is None:
            self._refuse(at if "file" not in table else (*at, "file"), 'a source without a file: add file = "name.txt"')
        path = self._folder / file
        place = (*at, "file")
        if not path.exists():
            near = _near(file, self._beside())
            self._refuse(
                place, f"there is no {file!r} in the story's folder{near or '; put it there, or correct file'}"
            )
        if not path.is_file():
            self._refuse(place, f"file = {file!r} is no file: name the text or the page of one article")
        real = os.path.realpath(path)
        if real in self._files:
            first = self._files[real]
            where = f" (line {first} names it, too)" if first is not None else ""
            self._refuse(place, f"file = {file!r} is named twice{where}: name each article once")
        self._files[real] = self._lines.get(place)
        return file

    def _inside(self, table: Mapping[str, Any], at: toml_lines.Path, key: str) -> str | None:
        """A path inside of the story's folder; links are followed."""
        file = self._string(table, at, key)
        if file is None:
            return None
        parts = PurePosixPath(file).parts
        if len(file) > _LONGEST or any(len(part.encode()) > _LONGEST_NAME for part in parts):
            self._refuse((*at, key), f"{key} is longer than the name of a file can be: correct it")
        if PurePosixPath(file).is_absolute() or Path(file).is_absolute() or os.pardir in parts:
            self._refuse((*at, key), f"{key} = {file!r} is outside of the story's folder: copy the file into it")
        if not is_inside(self._folder, self._folder / file):
            self._refuse((*at, key), f"{key} = {file!r} is a link that leads out of the folder: copy the file into it")
        if PurePosixPath(file).as_posix() == NAME:
            self._refuse((*at, key), f"{key} = {file!r} is this file itself: name the text or the page of an article")
        return file

    def _published(self, table: Mapping[str, Any], at: toml_lines.Path) -> str | None:
        value = table.get("published")
        if isinstance(value, date):  # a datetime is one, too
            return date(value.year, value.month, value.day).isoformat()
        text = self._string(table, at, "published")
        if text is None:
            return None
        try:
            return datetime.fromisoformat(text.strip()).date().isoformat()
        except ValueError:
            self._refuse((*at, "published"), f"published = {text!r} is no date: write it as 2024-02-27")

    def _fetched(self, table: Mapping[str, Any], at: toml_lines.Path) -> str | None:
        value = table.get("fetched")
        if not isinstance(value, date):
            text = self._string(table, at, "fetched")
            if text is None:
                return None
            try:
                value = datetime.fromisoformat(text.strip())
            except ValueError:
                self._refuse((*at, "fetched"), f"fetched = {text!r} is no time: write it as 2024-02-27T10:04:00Z")
        if not isinstance(value, datetime) or value.tzinfo is None:
            return value.isoformat()
        try:
            return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
        except OverflowError:
            self._refuse((*at, "fetched"), f"fetched = {value} is outside of all years: correct it")

    def _url(self, table: Mapping[str, Any], at: toml_lines.Path) -> str | None:
        url = self._string(table, at, "url")
        if url is None:
            return None
        match = re.fullmatch(r"https?://(?P<host>[^/?#\s]+)\S*", url, re.IGNORECASE)
        if match is None or not _names_host(url):
            self._refuse((*at, "url"), f"url = {url!r} is no address: it begins with https:// or http://")
        if "@" in match["host"]:
            self._refuse((*at, "url"), "url holds a user name or a password: take away what stands in front of the @")
        return url

    def _language(self, table: Mapping[str, Any], at: toml_lines.Path) -> str | None:
        language = self._string(table, at, "language")
        if language is not None and language not in LANGUAGES:
            short = re.split(r"[-_]", language.lower())[0]
            hint = f"did you mean {short!r}?" if short in LANGUAGES else "en is English, fr French, de German"
            self._refuse((*at, "language"), f"language = {language!r} is no code of ISO 639-1; {hint}")
        return language

    def _string(self, table: Mapping[str, Any], at: toml_lines.Path, key: str) -> str | None:
        """A text of one line; None for one that is not there, or says nothing."""
        value = table.get(key)
        if value is None:
            return None
        place = (*at, key)
        if not isinstance(value, str):
            what = _TYPES.get(type(value), "something else")
            self._refuse(place, f'{key} is {what} where a text is wanted: put it in quotes, {key} = "..."')
        if key == "note":  # the one that people write whole paragraphs into
            value = " ".join(value.split())
        control = next((sign for sign in value if unicodedata.category(sign) in ("Cc", "Zl", "Zp")), None)
        if control is not None:
            name = "a line break" if control in "\r\n" else f"a control character ({printable(control)})"
            self._refuse(place, f"{key} holds {name}: take it out")
        return value if value.strip() else None

    # Whole tables -------------------------------------------------------------------------------------------------

    def _tables(self, table: Mapping[str, Any], at: toml_lines.Path, wanted: str) -> list[Mapping[str, Any]]:
        value = table.get(str(at[-1]), [])
        if not isinstance(value, list):
            self._refuse(at, wanted)
        wrong = next((n for n, one in enumerate(value) if not isinstance(one, dict)), None)
        if wrong is not None:
            self._refuse((*at, wrong), wanted)
        return value

    def _known(self, table: Mapping[str, Any], at: toml_lines.Path, known: Iterable[str]) -> None:
        for key in table:
            if key not in known:
                owner = {0: "a story", 2: "a source"}.get(len(at), "an earlier version")
                if not at and key in SOURCE_KEYS:
                    self._refuse((key,), f"{key!r} belongs to a source: put it below a line [[sources]]")
                raise SynopticError(f"{self._place((*at, key))}: {owner} has no {key!r}{near(key, known)}")

    def _beside(self) -> list[str]:
        try:
            return [one.name for one in self._folder.iterdir() if not one.name.startswith(".") and one.name != NAME]
        except OSError:
            return []

    def _place(self, at: toml_lines.Path) -> str:
        shown = printable(os.fspath(self._path))
        while at and at not in self._lines:
            at = at[:-1]
        return f"{shown}, line {self._lines[at]}" if at else shown

    def _refuse(self, at: toml_lines.Path, message: str) -> NoReturn:
        raise SynopticError(f"{self._place(at)}: {message}")


_TYPES: Final[Mapping[type, str]] = {
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
    date: "a date",
    datetime: "a date",
}


def _time_of(published: object) -> str | None:
    """A time as ISO 8601; None for a mere date, and for what is none: that was refused already."""
    from aligner.reading import times

    if isinstance(published, datetime):
        return times.moment_of(published.isoformat())
    return times.moment_of(published) if isinstance(published, str) else None


def _names_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # "[" without its end
        return False


def near(name: str, names: Iterable[str]) -> str:
    """``; did you mean 'outlet'?``, or which names there are."""
    known = list(names)
    return _near(name, known) or f"; there are: {', '.join(known)}"


def _near(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(names)
    alike = [other for other in known if other.casefold() == name.casefold()]
    close = alike or get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else ""

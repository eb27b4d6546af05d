"""What the user chose: the command line over the environment over a TOML file over what is built in.

Nothing in here loads textual: an export reads its thresholds from the same file. Which keys and themes there are is
asked of ``tui.keymap`` and ``tui.theme`` when the screen opens.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from aligner import whole
from aligner.errors import SynopticError, printable
from aligner.limits import BOUNDS, Limits
from aligner.limits import BUILT_IN as BUILT_IN_LIMITS
from aligner.model import Options

FILE_VARIABLE: Final = "SYNOPTIC_CONFIG"
"""Names the file to read in place of the one in the user's folder for settings."""

PREFIX: Final = "SYNOPTIC_"
BUILT_IN: Final = "default"
AUTO: Final = "auto"
STARTS: Final = (AUTO, "columns", "matrix")
ORDERS: Final = (
    "reading",
    "conflicts first",
    "most sources first",
    "all but one first",
    "told by one first",
    "to do first",
    "what the draft lacks first",
)
"""The names of ``tui.view.Order``, which this module cannot ask: it draws on rich."""

_KEYS = "keys"
_LIMITS = "limits"
_MOST_BYTES: Final = 1_000_000
_NOTHING: Final = Path(os.devnull)
"""Named as the file of settings it means that there is none; no other device is read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen before the screen opens. ``keys`` holds keys by binding id, as they were written.

    ``theme`` is the name of a theme or "auto"; threshold and sure are scores from 0 to 1 (see ``Options``); ``order``
    is one of ``ORDERS``, ``start`` one of ``STARTS``. ``limits`` bound what is read.
    """

    theme: str = AUTO
    start: str = AUTO
    threshold: float = Options().threshold
    sure: float = Options().sure
    perhaps: bool = True
    order: str = ORDERS[0]
    furniture: bool = False
    mouse: bool = True
    cache: bool = True
    live: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = BUILT_IN_LIMITS


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place: values by name, and where each was said.

    Keys go by ``keys.<binding id>``, limits by ``limits.<name>``.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings in force and where each comes from; "default" for what nobody chose."""

    settings: Settings
    places: Mapping[str, str]

    def place(self, name: str) -> str:
        """Where a setting, or a key as ``keys.<binding id>``, was said."""
        return self.places.get(name, BUILT_IN)


def merge(layers: Iterable[Layer]) -> Chosen:
    """Lay the layers over each other, the last on top."""
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    keys: dict[str, str] = {}
    limits: dict[str, int] = {}
    for layer in layers:
        for name, value in layer.values.items():
            places[name] = layer.places[name]
            if name.startswith(f"{_KEYS}."):
                keys[name.removeprefix(f"{_KEYS}.")] = value
            elif name.startswith(f"{_LIMITS}."):
                limits[name.removeprefix(f"{_LIMITS}.")] = value
            else:
                values[name] = value
    return Chosen(Settings(**values, keys=MappingProxyType(keys), limits=Limits(**limits)), places)


def choose(command_line: Layer, environ: Mapping[str, str], file: str | None = None) -> Chosen:
    """The settings in force. ``file`` is the one named on the command line.

    Raises SynopticError, in one line that names place and remedy, for anything that cannot be meant.
    """
    path = location(environ, file)
    named = file or environ.get(FILE_VARIABLE)
    layer = read(path) if named or path.exists() else Layer()
    return merge((layer, from_environment(environ), command_line))


# The file -----------------------------------------------------------------------------------------------------------


def location(environ: Mapping[str, str], file: str | None = None) -> Path:
    """The path of the settings: ``file``, else what SYNOPTIC_CONFIG names, else the user's own place for them."""
    named = file or environ.get(FILE_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path("synoptic", appauthor=False) / "config.toml"


def read(path: Path) -> Layer:
    """The settings in a file. Raises SynopticError if it cannot be read or holds what cannot be meant."""
    import tomllib

    try:
        text = whole.read(path, _MOST_BYTES, pipes=True).decode("utf-8-sig") if path != _NOTHING else ""
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        raise SynopticError(f"{path} is not UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SynopticError(f"{path} is not TOML: {error}; binding ids stand in quotes") from None
    except (ValueError, RecursionError, whole.TooLargeError):
        raise SynopticError(f"{path} is no file of settings: begin one with  synoptic config --defaults") from None
    except OSError as error:
        raise SynopticError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    lines = _lines(text)
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for name, value in _entries(table, path, lines):
        place = _place(path, lines, name)
        if name.startswith(f"{_KEYS}."):
            values[name] = _keys_value(name, value, place)
        elif name.startswith(f"{_LIMITS}."):
            values[name] = _limit(name.removeprefix(f"{_LIMITS}."), value, place)
        else:
            values[name] = _checked(name, value, place)
        places[name] = place
    return Layer(values, places)


def _entries(table: Mapping[str, Any], path: Path, lines: Mapping[str, int]) -> list[tuple[str, Any]]:
    """Names and values, keys as ``keys.<binding id>``, limits as ``limits.<name>``."""
    found = []
    for name, value in table.items():
        if name not in _TABLES:
            found.append((name, value))
        elif isinstance(value, dict):
            inner = _flat(value) if name == _KEYS else list(value.items())
            found += [(f"{name}.{one}", held) for one, held in inner]
        else:
            raise SynopticError(f"{_place(path, lines, name)}: {name} is a table: [{name}], then {_TABLES[name]} below")
    return found


_TABLES: Final = {_KEYS: '"fact.next" = "j"', _LIMITS: "text_bytes = 1000000"}
"""What stands in a table of its own, with an example."""


def _flat(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Entries of a table and those in it, by dotted name: ``fact.next = "j"`` without quotes makes a table."""
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        inner = _flat(value) if isinstance(value, dict) else None
        found += [(name, value)] if inner is None else [(f"{name}.{rest}", kept) for rest, kept in inner]
    return found


_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_ENTRY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def _lines(text: str) -> dict[str, int]:
    """The line, from 1, on which each dotted name is set. tomllib does not say."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = f"{_bare(header[1])}."
            found.setdefault(table.rstrip("."), number)
        elif entry := _ENTRY.match(line):
            found.setdefault(f"{table}{_bare(entry[1])}", number)
    return found


def _bare(name: str) -> str:
    return re.sub(r"""["']|\s""", "", name)


def _place(path: Path, lines: Mapping[str, int], name: str) -> str:
    return f"{path}, line {lines[name]}" if name in lines else str(path)


# The environment and the command line -------------------------------------------------------------------------------


def from_environment(environ: Mapping[str, str]) -> Layer:
    """The settings in variables like SYNOPTIC_THEME; one that is empty says nothing."""
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for name in KINDS:
        variable = f"{PREFIX}{name.upper()}"
        if text := environ.get(variable, "").strip():
            values[name] = _checked(name, KINDS[name].parse(text), variable)
            places[name] = variable
    return Layer(values, places)


def from_command_line(options: Mapping[str, Any]) -> Layer:
    """The settings among parsed arguments; None says nothing. argparse has checked them."""
    values = {name: options[name] for name in KINDS if options.get(name) is not None}
    return Layer(values, dict.fromkeys(values, "command line"))


# What a setting may be ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand for a setting: ``wanted`` says it, ``admits`` tells whether a value is one, ``parse`` reads text.

    ``note`` is what the file of defaults says of the setting.
    """

    wanted: str
    admits: Callable[[Any], bool]
    note: str
    parse: Callable[[str], Any] = str


def _is_score(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _parse_score(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _parse_switch(text: str) -> Any:
    return _SWITCH.get(text.lower(), text)


def _score(note: str) -> Kind:
    return Kind("a number from 0 to 1", _is_score, note, _parse_score)


def _switch(note: str) -> Kind:
    return Kind("true or false", lambda value: isinstance(value, bool), note, _parse_switch)


def _one_of(names: Sequence[str], note: str) -> Kind:
    return Kind(f"one of {', '.join(map(_toml, names))}", lambda value: value in names, note)


def _toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, str):
        # JSON escapes what TOML does, except for DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


KINDS: Final[Mapping[str, Kind]] = {
    "theme": Kind(
        "the name of a theme in quotes; synoptic themes lists them",
        lambda value: isinstance(value, str) and value != "",
        'the colours: "auto" is synoptic-dark, or the terminal\'s own where it has only 16\nall names: synoptic themes',
    ),
    "start": _one_of(STARTS, 'the first screen: "columns", "matrix", or "auto": the one that fits the story'),
    "threshold": _score("how surely two sentences must state the same thing to make one fact, 0 to 1"),
    "sure": _score('how surely they must to be more than "perhaps" the same fact, 0 to 1'),
    "perhaps": _switch('show what is only "perhaps" the same fact'),
    "order": _one_of(ORDERS, f"the order of the facts:\n{', '.join(map(_toml, ORDERS))}"),
    "furniture": _switch("show furniture (adverts, menus) at first"),
    "mouse": _switch("take the mouse; false leaves it to the terminal, to select text as usual"),
    "live": _switch("follow the files of the open story: when one changes, compare anew"),
    "cache": _switch("keep comparisons, so that the same articles are not compared twice"),
}
assert {*KINDS, *_TABLES} == {one.name for one in fields(Settings)}

LIMIT_NOTES: Final[Mapping[str, str]] = {
    "text_bytes": "bytes of a text, and of the article in a page",
    "page_bytes": "bytes of a page, saved or fetched; its pictures may be inside of it",
    "export_bytes": "bytes of a comparison that is opened (.json)",
    "article_sentences": "sentences of one article, about",
    "story_sentences": "sentences of all articles of a story together, about; time and memory grow with them",
    "sources": "articles of one story",
    "folder_files": "files of a folder that look like articles",
    "fetch_seconds": "seconds that one page may take to come",
}
"""What the file of defaults says of each of the ``Limits``."""
assert [*LIMIT_NOTES] == [one.name for one in fields(Limits)]


def _limit(name: str, value: Any, place: str) -> int:
    """A limit, if it can be meant."""
    if name not in BOUNDS:
        raise SynopticError(f"{place}: there is no limit {name!r}{near(name, BOUNDS)}")
    least, most = BOUNDS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise SynopticError(
            f"{place}: {name} = {_written(value)} cannot be; it is a whole number from {least} to {most}"
        )
    return value


def _checked(name: str, value: Any, place: str) -> Any:
    """The value, if it can be meant."""
    if name not in KINDS:
        raise SynopticError(f"{place}: there is no setting {name!r}{near(name, (*KINDS, *_TABLES))}")
    kind = KINDS[name]
    if not kind.admits(value) or (isinstance(value, float) and math.isnan(value)):
        raise SynopticError(f"{place}: {name} = {_written(value)} cannot be; it is {kind.wanted}")
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _written(value: Any) -> str:
    return printable(_toml(value)) if isinstance(value, str | int | float | bool) else f"a {type(value).__name__}"


def _keys_value(name: str, value: Any, place: str) -> str:
    """Keys as one string, a comma between them; a list of strings is one, too."""
    keys = value if isinstance(value, list) else [value]
    if not all(isinstance(key, str) for key in keys):
        id_ = name.removeprefix(f"{_KEYS}.")
        raise SynopticError(f'{place}: keys stand in quotes, as in "{id_}" = "ctrl+n" or "j,down"')
    # A key that is itself a comma would be taken for two keys that are missing.
    return ",".join("comma" if key.strip() == "," else key for key in keys)


def near(name: str, names: Iterable[str]) -> str:
    """``; did you mean 'theme'?``, or which names there are."""
    known = sorted(names)
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(known)}"


# As a file ----------------------------------------------------------------------------------------------------------


def defaults(keys: Iterable[tuple[str, str, str]]) -> str:
    """A file that says what is built in, every line explained. ``keys``: binding ids, keys and what they do."""
    lines = [
        "# The settings of synoptic. The command line goes over variables like SYNOPTIC_THEME,",
        "# which go over this file. See what is in force: synoptic config",
        "",
    ]
    built_in = Settings()
    for name, kind in KINDS.items():
        lines += [f"# {line}" for line in kind.note.splitlines()]
        lines += [f"{name} = {_toml(getattr(built_in, name))}", ""]
    lines += [
        "# How much is read at most; what is larger is refused, or skipped in its folder, with a line that says so."
    ]
    lines += ["[limits]"]
    for name, (least, most) in BOUNDS.items():
        lines += [f"# {LIMIT_NOTES[name]}; {least} to {most}", f"{name} = {getattr(built_in.limits, name)}"]
    lines += [
        "",
        "# Keys by binding id, a comma between two. Names of keys: letters and signs as they are,",
        '# down, pagedown, space, enter, escape, backspace, tab, f1, ctrl+n; "" is no key at all.',
        "# Two actions of one screen cannot share one. ctrl+q always quits, ctrl+p always opens the palette.",
        "# Take away the # before a line to change it.",
        "[keys]",
    ]
    lines += [f"# {_toml(id_)} = {_toml(written)}  # {words}" for id_, written, words in keys]
    return "\n".join(lines) + "\n"


def _said(chosen: Chosen, name: str, default: int) -> str:
    """Where a limit was said, and which is built in if that is another one."""
    place = chosen.place(f"{_LIMITS}.{name}")
    changed = getattr(chosen.settings.limits, name) != default
    return f"{place}; default {default}" if changed else place


def in_force(chosen: Chosen, path: Path) -> str:
    """What is in force and where each of it comes from, as a file of settings that would say the same."""
    built_in = Settings()
    exists = "" if path.exists() else " (no such file yet)"
    lines = [f"# {printable(str(path))}{exists}", ""]
    said: list[tuple[str, str]] = []
    for name in KINDS:
        value = getattr(chosen.settings, name)
        default = getattr(built_in, name)
        place = chosen.place(name)
        note = place if value == default or place == BUILT_IN else f"{place}; default {_toml(default)}"
        said.append((f"{name} = {_toml(value)}", note))
    limits = [
        (f"{name} = {getattr(chosen.settings.limits, name)}", _said(chosen, name, getattr(built_in.limits, name)))
        for name in BOUNDS
    ]
    keys = [
        (f"{_toml(id_)} = {_toml(written)}", chosen.place(f"{_KEYS}.{id_}"))
        for id_, written in chosen.settings.keys.items()
    ]
    width = max(len(entry) for entry, _ in (*said, *limits, *keys))
    lines += [f"{entry:<{width}}  # {printable(place)}" for entry, place in said]
    lines += ["", "[limits]", *(f"{entry:<{width}}  # {printable(place)}" for entry, place in limits)]
    lines += ["", "[keys]"] if keys else []
    lines += [f"{entry:<{width}}  # {printable(place)}" for entry, place in keys]
    lines += ["", "# All settings and keys, explained, to begin a file with: synoptic config --defaults"]
    return "\n".join(lines) + "\n"

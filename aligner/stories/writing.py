"""``story.toml`` written: a text in, the same text with what is new in it. Comments, order and hand edits are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from aligner.reading.manifest import SOURCE_KEYS, Entry, Version
from aligner.taming import HIDDEN, TURNING

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_HEAD: Final = """\
# The sources of this story. What is said here wins over what the texts say; all but "file" may be left out.
# A source can have: file, outlet, title, author, published, url, language, note. See: synoptic check
"""

_ESCAPED: Final = re.compile(f"[\x80-\x9f\u2028\u2029{TURNING}{HIDDEN}]")
"""Left alone by tomlkit and escaped here: whoever reads the file in a terminal or an editor sees what is there."""


def begun(title: str | None, entries: Sequence[Entry]) -> str:
    """A new manifest."""
    told = _text(title).as_string() if title else None
    head = f"title = {told}\n" if told else '# title = "What the story is about"\n'
    return with_sources(f"{_HEAD}\n{head}", entries)


def with_sources(text: str, entries: Sequence[Entry]) -> str:
    """A manifest with further sources at its end."""
    import tomlkit

    document = tomlkit.parse(text)
    sources = document.get("sources")
    if isinstance(sources, tomlkit.items.Array):  # written by hand: sources = [{file = "a.txt"}, ...]
        for entry in entries:
            sources.append(_inline(_values(entry)))
        return _line_ends(tomlkit.dumps(document), text)
    return _appended(text, entries)


def _appended(text: str, entries: Sequence[Entry]) -> str:
    """The tables of the entries below a text: what stands there, down to its last comment, is not touched."""
    import tomlkit

    blocks = [text.rstrip("\r\n") + "\n"] if text.strip() else []
    for entry in entries:
        table = tomlkit.document()
        for key, value in _values(entry).items():
            table.add(key, value)
        blocks.append(f"[[sources]]\n{tomlkit.dumps(table).strip()}\n")
    return _line_ends("\n".join(blocks), text)


def with_version(text: str, file: str, changes: Mapping[str, str | None], earlier: Version) -> str:
    """A manifest in which the source in ``file`` is a newer version; the one before is the last of ``earlier``.

    ``changes`` are values by key; None takes a key out. Raises KeyError if no source has that file.
    """
    import tomlkit

    document = tomlkit.parse(text)
    source = _source(document, file)
    values = _values_of(changes)
    below = _taken_off(source)
    for key in changes:
        if key in values:
            source[key] = values[key]
        elif key in source:
            del source[key]
    if "earlier" not in source:
        listed = tomlkit.array()
        listed.multiline(True)
        source["earlier"] = listed
    _append_version(source["earlier"], _version(earlier))
    if below:
        source.value.body.extend(below)
    return _line_ends(tomlkit.dumps(document), text)


def _taken_off(source: Any) -> list[Any]:
    """The empty lines and comments below the last key of a table, taken off it.

    They are about what follows: a key that is added belongs above them. A table that ends in another has none.
    """
    import tomlkit

    if not isinstance(source, tomlkit.items.Table):
        return []
    body = source.value.body
    last = max((n for n, (key, _) in enumerate(body) if key is not None), default=-1)
    below = body[last + 1 :]
    del body[last + 1 :]
    return below


def _append_version(earlier: Any, values: Mapping[str, Any]) -> None:
    import tomlkit

    if isinstance(earlier, tomlkit.items.Array):
        earlier.append(_inline(values))
        return
    # Written by hand as [[sources.earlier]]: this is another of those.
    below = _taken_off(earlier[-1])
    table = tomlkit.table()
    table.update(dict(values))
    table.value.body.extend(below)
    if below:
        earlier[-1].value.body.append((None, tomlkit.ws("\n")))
    earlier.append(table)


def _source(document: TOMLDocument, file: str) -> Any:
    for source in document.get("sources", ()):
        if source.get("file") == file:
            return source
    raise KeyError(file)


def _values(entry: Entry) -> dict[str, Any]:
    return _values_of({key: getattr(entry, key) for key in SOURCE_KEYS if key != "earlier"})


def _values_of(texts: Mapping[str, str | None]) -> dict[str, Any]:
    """Values as TOML has them, in the order of ``SOURCE_KEYS``: dates and times are no strings there."""
    found: dict[str, Any] = {}
    for key in SOURCE_KEYS:
        text = texts.get(key)
        if text is not None:
            made = date.fromisoformat if key == "published" else _time if key == "fetched" else _text
            found[key] = made(text)
    return found


def _text(text: str) -> Any:
    """A string as TOML has it, on one line, in which everything can be seen that is there."""
    from tomlkit.items import String, StringType, Trivia

    made = String.from_raw(text)
    spelt = _ESCAPED.sub(lambda found: f"\\U{ord(found[0]):08x}", made.as_string()[1:-1])
    return String(StringType.SLB, text, spelt, Trivia())


def _version(version: Version) -> dict[str, Any]:
    return _values_of({"file": version.file, "page": version.page, "fetched": version.fetched})


def _time(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _inline(values: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(dict(values))
    return table


def _line_ends(text: str, before: str) -> str:
    """The text with the line ends that stood in it before."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in before else text

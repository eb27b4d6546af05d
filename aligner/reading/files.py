"""Files in, a Story out: which files make a story, and what is said when one of them cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import count, product
from pathlib import Path
from string import ascii_uppercase

from aligner.errors import SynopticError
from aligner.model import Article, Attribution, Story

MAX_BYTES = 5_000_000
"""The largest file taken for an article: a long one has 100,000 bytes."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def load(paths: Sequence[str | os.PathLike[str]]) -> Story:
    """The story of one folder (its ``*.txt`` files by name), or of the files named, in the order given.

    Files are decoded as UTF-8; a byte order mark in front is dropped ("utf-8-sig"), and offsets count the code points
    of what remains, line ends untouched. In a folder, hidden files and sub-folders are left out, and empty files
    skipped with a note.

    Raises SynopticError for what cannot be read; its message names the file and the remedy.
    """
    return read(collect(paths))


def collect(paths: Sequence[str | os.PathLike[str]]) -> Story:
    """The same story before its articles are read: texts, without attribution and paragraphs, called by its folder.

    All that can go wrong goes wrong here, and quickly; raises SynopticError as ``load`` does.
    """
    if not paths:
        raise SynopticError("nothing to read: name a folder of .txt files, or two files or more")
    notes: list[str] = []
    first = Path(paths[0])
    if len(paths) == 1 and first.is_dir():
        base, texts = os.fspath(paths[0]), _read_folder(first, notes)
    else:
        base, texts = _read_named([Path(path) for path in paths])
    articles = tuple(
        Article(letter, file, text, Attribution(), ()) for letter, (file, text) in zip(_letters(), texts, strict=False)
    )
    return Story(title=_folder_name(base), path=base, articles=articles, notes=tuple(notes))


def read(story: Story) -> Story:
    """The story with its collected articles read: paragraphs, attribution, title, and what there is to note."""
    # It takes longer to import than a folder takes to collect: whoever only collects need not wait for it.
    from aligner.reading.article import read_article

    articles = tuple(read_article(article.id, article.file, article.text) for article in story.articles)
    notes = (*story.notes, *_remarks(articles))
    return Story(title=_story_title(articles, story.path), path=story.path, articles=articles, notes=notes)


def _letters() -> Iterator[str]:
    """A, B ... Z, AA, AB ..."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_uppercase, repeat=length))


# --- which files ----------------------------------------------------------------------------------


def _read_folder(folder: Path, notes: list[str]) -> list[tuple[str, str]]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise _cannot_read(folder, error) from None
    wanted = [name for name in names if name.lower().endswith(".txt") and not name.startswith(".")]
    files = [folder / name for name in wanted if not (folder / name).is_dir()]
    if not files:
        raise SynopticError(f"no .txt files in {_shown(folder)}: save each article there as plain text, name.txt")
    texts = []
    for path in files:
        text = _read(path)
        if text.strip():
            texts.append((_clean_name(path.name), text))
        else:
            notes.append(f"skipped {_shown(path.name)}: the file is empty")
    if not texts:
        raise SynopticError(f"every .txt file in {_shown(folder)} is empty: put an article's text into each")
    return texts


def _read_named(paths: Sequence[Path]) -> tuple[str, list[tuple[str, str]]]:
    """The folder the files have in common, and each file's name inside it with its text."""
    seen: dict[str, Path] = {}
    texts = []
    for path in paths:
        if path.is_dir():
            raise SynopticError(f"{_shown(path)} is a folder: give one folder alone, or files only")
        real = os.path.realpath(path)
        if real in seen:
            raise SynopticError(f"{_shown(path)} is given twice: name each article once")
        seen[real] = path
        text = _read(path)
        if not text.strip():
            raise SynopticError(f"{_shown(path)} is empty: put the article's text into it, or leave it out")
        texts.append(text)
    base = _common_folder(paths)
    names = [_clean_name(Path(os.path.relpath(path, base)).as_posix()) for path in paths]
    return base, list(zip(names, texts, strict=True))


def _common_folder(paths: Sequence[Path]) -> str:
    """The deepest folder that holds all files, relative where all paths given are relative."""
    parents = [os.path.normpath(path.parent) for path in paths]
    climbing = any(parent.startswith(os.pardir) for parent in parents) and len(set(parents)) > 1
    if climbing or len({Path(parent).is_absolute() for parent in parents}) > 1:
        parents = [os.path.normpath(Path(parent).absolute()) for parent in parents]
    return os.path.commonpath(parents) or os.curdir


# --- one file -------------------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _cannot_read(path, error) from None
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise SynopticError(
            f"{_shown(path)} is larger than {limit} MB, too large for an article: keep the article's text only"
        )
    return _decode(path, data)


def _decode(path: Path, data: bytes) -> str:
    shown = _shown(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SynopticError(
            f"{shown} is UTF-16, not UTF-8: convert it with  iconv -f utf-16 -t utf-8 {shown} > new.txt"
        )
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > max(8, len(data) // 100):
        raise SynopticError(f"{shown} is not text but a binary file: save the article as plain text (UTF-8)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the byte order mark.
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise SynopticError(
            f"{shown} is not UTF-8 (byte 0x{data[offset]:02x} at offset {offset}): "
            f"convert it with  iconv -f windows-1252 -t utf-8 {shown} > new.txt"
        ) from None


def _cannot_read(path: Path, error: OSError) -> SynopticError:
    shown = _shown(path)
    if isinstance(error, FileNotFoundError):
        return SynopticError(f"{shown} does not exist: check the name, or name a folder of .txt files")
    if isinstance(error, PermissionError):
        return SynopticError(f"{shown} may not be read (permission denied): allow it with  chmod u+r {shown}")
    return SynopticError(f"{shown} cannot be read: {error.strerror or type(error).__name__}")


def _clean_name(name: str) -> str:
    """A file name that can be written as UTF-8: bytes of it that are not become replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def _shown(path: str | Path) -> str:
    """A path for a message of one line: what cannot be printed is escaped."""
    text = _clean_name(os.fspath(path))
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


# --- about the whole ------------------------------------------------------------------------------


def _remarks(articles: Sequence[Article]) -> Iterator[str]:
    if len(articles) == 1:
        yield f"only one article, {_shown(articles[0].file)}: there is nothing to compare it with"
    first: dict[str, str] = {}
    for article in articles:
        words = " ".join(article.text.split())
        if words in first:
            yield f"{_shown(first[words])} and {_shown(article.file)} hold the same text"
        else:
            first[words] = article.file


def _story_title(articles: Sequence[Article], base: str) -> str:
    """The shortest headline of four words or more; without one, any headline; else the folder's name.

    Short headlines say the event and leave out the angle. Length, then the alphabet decide, never the articles' order.
    """
    titles = [article.attribution.title for article in articles if article.attribution.title]
    full = [title for title in titles if len(title.split()) >= 4]
    if full or titles:
        shortest = min(full or titles, key=lambda title: (len(title), title))
        return shortest if "." in shortest.split()[-1][:-1] else shortest.removesuffix(".")
    return _folder_name(base)


def _folder_name(base: str) -> str:
    return _clean_name(Path(base).resolve().name) or _clean_name(base)

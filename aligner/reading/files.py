"""What a person has, in; a story that is ready to be read, out: folders, files, addresses, standard input, exports.

All that can be wrong with what was named is said here, before anything takes time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner import whole
from aligner.errors import SynopticError, printable
from aligner.limits import BUILT_IN, Limits, raised, size
from aligner.model import Comparison
from aligner.reading import decoding, manifest, unfinished
from aligner.reading.documents import Collected, Document, Form

STANDARD_INPUT = "-"
PASTED = "stdin"
"""What an article on standard input is called, with its number, in place of a file."""
FORMS: Mapping[str, Form] = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".mhtml": Form.ARCHIVE,
    ".mht": Form.ARCHIVE,
}
"""What the endings of file names stand for; a named file with another ending is looked into."""

_ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)
_LIKE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:(?:/|\Z)|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
"""What was meant as an address: another scheme, or none in front of the host."""
_SEPARATOR = re.compile(r"\f|^-{3,}[ \t]*\r?$", re.MULTILINE)
_ABOUT = re.compile(r"(?:readme|license|licence|changelog|notes?|todo|contributing)\Z", re.IGNORECASE)

Fetch = Callable[[Sequence[str]], Sequence[Document | SynopticError]]
"""Fetches pages by their addresses; gives in the same order what there is, or why there is nothing."""


@dataclass(slots=True)
class Outside:
    """What is not a file: how pages are fetched, and what stands on standard input.

    Each is asked for once, however often a story is collected again because one of its files changed.
    """

    fetch: Fetch | None = None
    standard_input: Callable[[], bytes] | None = None
    given: bytes | None = field(default=None, init=False)
    fetched: dict[str, Document | SynopticError] = field(default_factory=dict, init=False)

    def pasted(self) -> bytes:
        """All of standard input. Raises SynopticError where there is none."""
        if self.given is None:
            if self.standard_input is None:
                raise SynopticError("standard input cannot be read here: put the articles into files")
            self.given = self.standard_input()
        return self.given

    def pages(self, addresses: Sequence[str]) -> Mapping[str, Document | SynopticError]:
        """The pages at some addresses, by address. Raises SynopticError where nothing can be fetched."""
        new = [address for address in dict.fromkeys(addresses) if address not in self.fetched]
        if new and self.fetch is None:
            raise SynopticError(f"{shown(new[0])} cannot be fetched here: save the page and name the file")
        if new and self.fetch is not None:
            self.fetched.update(zip(new, self.fetch(new), strict=True))
        return self.fetched


def collect(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    draft: str | os.PathLike[str] | None = None,
    outside: Outside | None = None,
    versions: bool = False,
    versions_of: Sequence[str] = (),
    limits: Limits = BUILT_IN,
) -> Collected:
    """The story of folders, files, addresses (http, https), exports (JSON) and ``-`` (standard input), in any mixture.

    In a folder every article counts that its manifest names, in that order, then every other file with an ending of
    ``FORMS``, by name. Hidden files and sub-folders are left out; skipped with a note are files that are empty or too
    large, and links that lead out of the folder: what lies elsewhere is read if it is named, never because a folder
    points there. An export alone is the comparison it holds; beside others its articles are sources as the rest.
    ``draft`` is the user's own text, which becomes the first source. ``versions`` takes the earlier versions that a
    manifest names as sources, too, the oldest first; ``versions_of`` those of some sources alone, by their outlet or by
    the file of any version. ``limits`` bound it all, and what is read of it later.

    Raises SynopticError for what cannot be read; its message names the file and the remedy.
    """
    names = [os.fspath(name) for name in inputs]
    if not names:
        raise SynopticError("nothing to read: name a folder of articles, or two files or more")
    outside = outside or Outside()
    earlier = Earlier(versions, tuple(versions_of))
    pages = outside.pages([name for name in names if is_address(name)])
    gathered = _Gathered(outside, pages, earlier, limits)
    for name in names:
        gathered.take(name)
    if draft is not None:
        gathered.take_draft(os.fspath(draft))
    return gathered.collected(names)


class _Gathered:
    """The sources named so far."""

    def __init__(
        self, outside: Outside, pages: Mapping[str, Document | SynopticError], earlier: Earlier, limits: Limits
    ) -> None:
        self._limits = limits
        self._outside = outside
        self._pages = pages
        self._earlier = earlier
        self._failed: list[SynopticError] = []
        self._documents: list[Document] = []
        self._notes: list[str] = []
        self._seen: dict[str, Path] = {}
        self._pasted = False
        self._folders: list[Path] = []
        self._comparisons: list[Comparison] = []
        self._exports: list[Path] = []
        self._manifest: manifest.Manifest | None = None

    def take(self, name: str) -> None:
        """Add what one argument names."""
        path = Path(name)
        if name == STANDARD_INPUT:
            if self._pasted:
                raise SynopticError("- is given twice: standard input can be read once")
            self._pasted = True
            self._documents += _pasted(self._outside.pasted(), self._limits)
        elif is_address(name):
            self._take_page(name)
        elif path.is_dir():
            self._take_folder(path)
        elif path.suffix.lower() == ".json":
            self._once(path)
            self._take_export(path)
        else:
            refuse_address(name)
            self._once(path)
            self._documents += self._of_file(path)

    def take_draft(self, name: str) -> None:
        """Put the user's own text in front of the sources. It may lie in the story's folder as well."""
        path = Path(name)
        if name == STANDARD_INPUT or is_address(name) or path.is_dir():
            raise SynopticError(f"{shown(name)} cannot be the draft: name one file, a text or a page")
        draft = replace(named(path, limits=self._limits, pipes=True), draft=True)
        others = [d for d in self._documents if d.path is None or os.path.realpath(d.path) != os.path.realpath(path)]
        self._documents = [draft, *others]

    def collected(self, names: Sequence[str]) -> Collected:
        """The story of all that was taken."""
        self._refuse_named_twice()
        self._notes += self._earlier.remarks(shown(names[0]))
        if len(self._comparisons) == 1 and not self._documents:
            comparison = self._comparisons[0]
            story = comparison.story
            exports = tuple(self._exports)
            return Collected(
                story.title, story.path, (), story.notes, comparison=comparison, exports=exports, limits=self._limits
            )
        exported = [document for comparison in self._comparisons for document in _sources_of(comparison)]
        documents = [*self._documents, *exported]
        if not documents and self._failed:
            raise self._failed[0]
        if len(documents) > self._limits.sources:
            where = f"{shown(names[0])}{' and others' if len(names) > 1 else ''}"
            raise _too_many(len(documents), where, self._earlier, self._limits)
        one = self._folders[0] if len(names) == 1 and self._folders else None
        files = [document.path for document in documents if document.path is not None]
        base = os.fspath(one) if one is not None else _common_folder(files) if files else os.curdir
        base = names[0] if one is not None else base
        title = (self._manifest.title if self._manifest is not None else None) or (
            folder_name(base) if files or one is not None else documents[0].file
        )
        placed = tuple(_placed(document, base) for document in documents)
        return Collected(
            title,
            base,
            placed,
            tuple(self._notes),
            self._manifest,
            folders=tuple(self._folders),
            exports=tuple(self._exports),
            limits=self._limits,
        )

    def _of_file(self, path: Path) -> list[Document]:
        """The source in a file, with its other versions if they are wanted; each stands there once."""
        found = _in_its_story(path, self._earlier, self._notes, self._limits)
        seen = {os.path.realpath(d.path) for d in self._documents if d.path is not None}
        return [d for d in found if d.path is None or os.path.realpath(d.path) not in seen or len(found) == 1]

    def _once(self, path: Path) -> None:
        real = os.path.realpath(path)
        if real in self._seen:
            raise SynopticError(f"{shown(path)} is given twice: name each article once")
        self._seen[real] = path

    def _refuse_named_twice(self) -> None:
        """A file that was named stands in none of the folders that were: it would be compared with itself."""
        for real, path in self._seen.items():
            beside = [d for d in self._documents if d.path is not None and os.path.realpath(d.path) == real]
            if len(beside) > 1:
                raise SynopticError(f"{shown(path)} is given twice, in its folder, too: name each article once")

    def _take_folder(self, folder: Path) -> None:
        self._once(folder)
        told = folder / manifest.NAME
        found = manifest.read(told) if told.exists() else None
        self._documents += _read_folder(folder, found, self._notes, self._earlier, self._limits)
        self._folders.append(folder)
        self._manifest = self._manifest or found

    def _take_page(self, address: str) -> None:
        page = self._pages[address]
        if isinstance(page, SynopticError):
            self._failed.append(page)
            self._notes.append(str(page))
        elif page not in self._documents:
            self._documents.append(page)
        else:
            raise SynopticError(f"{shown(address)} is given twice: name each article once")

    def _take_export(self, path: Path) -> None:
        from aligner.reading import exported

        self._exports.append(path)
        self._comparisons.append(exported.read(_export(path, self._limits), shown(path)))


def _sources_of(comparison: Comparison) -> Iterator[Document]:
    """The articles of an export as sources of another story."""
    for article in comparison.story.articles:
        yield Document(article.file, text=article.text, known=article.attribution, draft=article.draft)


def _placed(document: Document, base: str) -> Document:
    """The document with the name of its file inside the story's folder."""
    if document.path is None:
        return document
    return replace(document, file=clean_name(Path(os.path.relpath(document.path, base)).as_posix()))


# --- a folder -------------------------------------------------------------------------------------


def articles_in(folder: Path, limits: Limits = BUILT_IN) -> list[Path]:
    """The files of a folder that look like articles, by name, links that lead out of it among them.

    Raises SynopticError if the folder cannot be read, or holds too many of them.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise cannot_read(folder, error) from None
    wanted = [name for name in names if not name.startswith(".") and Path(name).suffix.lower() in FORMS]
    if len(wanted) > limits.folder_files:
        raise SynopticError(
            f"{shown(folder)} holds {len(wanted):,} files that look like articles, more than {limits.folder_files:,}: "
            f"name those to compare, {raised('folder_files')}"
        )
    # A device or a pipe would be waited for without end; a link that leads nowhere is an article that is missed.
    return [path for name in wanted if (path := folder / name).is_file() or not path.exists()]


def _read_folder(
    folder: Path, told: manifest.Manifest | None, notes: list[str], earlier: Earlier, limits: Limits
) -> list[Document]:
    entries = told.entries if told is not None else ()
    found = articles_in(folder, limits)
    documents = [document for entry in entries for document in earlier.versions(folder, entry, notes, limits)]
    apart = {os.path.realpath(folder / name) for entry in entries for name in held_by(entry)}
    left = [path for path in found if os.path.realpath(path) not in apart]
    left = _finished(folder, left, entries, notes)
    about = [path for path in left if is_about(path.name)]
    if len(about) < len(left) or documents:
        left = [path for path in left if path not in about]
        notes.extend(f"left out {shown(path.name)}: no article by its name; name the file to take it" for path in about)
    skipped: list[str] = []
    for place, path in enumerate(left):
        if len(documents) > limits.sources:  # the others need not be read to know that
            raise _too_many(len(documents) + len(left) - place, shown(folder), earlier, limits)
        one = _loose(path, limits)
        if isinstance(one, Document):
            documents.append(one)
        elif one is not None:
            skipped.append(one)
    if not documents:
        raise _without_articles(folder, found, skipped)
    notes.extend(skipped)
    return documents


def _finished(folder: Path, left: Sequence[Path], entries: Sequence[manifest.Entry], notes: list[str]) -> list[Path]:
    """The files of a folder without those that a program was adding when it was ended, or is adding just now."""
    adding = unfinished.left(folder, [name for entry in entries for name in held_by(entry)])
    notes.extend(
        f"left out {shown(name)}: it was not added to the end; the next synoptic add or refresh takes it out"
        for name in adding
        if folder / name in left
    )
    return [path for path in left if path.name not in adding]


def _loose(path: Path, limits: Limits) -> Document | str | None:
    """The article in a file of a folder that no manifest names, or why it is skipped; None if it is just gone.

    Raises SynopticError for what a person would miss: a file that may not be read, a link that leads nowhere.
    """
    if (elsewhere := leads_out(path)) is not None:
        return f"left out {shown(path.name)}: a link out of the folder, to {shown(elsewhere)}; name the file to take it"
    try:
        document = _document(path, content(path, limits), limits)
    except _TooLargeError as error:
        return f"skipped {shown(path.name)}: it {error.what}"
    except SynopticError:
        if os.path.lexists(path):
            raise
        return None
    if document is None:
        return f"skipped {shown(path.name)}: the file is empty"
    if is_own_export(document):
        return f"skipped {shown(path.name)}: it is a comparison that synoptic wrote"
    return document


def leads_out(path: Path, folder: str | Path | None = None) -> str | None:
    """Where a link leads that leads out of a folder, the one it lies in if none is named; None for anything else."""
    if not path.is_symlink():
        return None
    real = os.path.realpath(path)
    return None if Path(real).is_relative_to(os.path.realpath(folder or path.parent)) else real


def _without_articles(folder: Path, found: Sequence[Path], skipped: Sequence[str]) -> SynopticError:
    """What to say of a folder in which nothing can be read."""
    if not found:
        what = "save each there as text or as a page, name.txt, name.md or name.html"
        return SynopticError(f"no articles in {shown(folder)}: {what}")
    if all(reason.endswith("is empty") for reason in skipped):
        return SynopticError(f"every article in {shown(folder)} is empty: put an article's text into each")
    more = f" (and {len(skipped) - 1} more)" if len(skipped) > 1 else ""
    return SynopticError(f"no article to read in {shown(folder)}: {skipped[0]}{more}")


def _too_many(number: int, where: str, earlier: Earlier, limits: Limits) -> SynopticError:
    remedy = earlier.remedy or f"name the files to compare, {raised('sources')}"
    return SynopticError(f"{number} sources in {where}: at most {limits.sources} are compared at once; {remedy}")


def _told(folder: Path, entry: manifest.Entry, limits: Limits) -> Document:
    """A source that the manifest names, and of a text the page it was taken from, if that lies there to be read."""
    found = replace(named(folder / entry.file, limits=limits), entry=entry)
    page = folder / entry.page if entry.page is not None and found.form is Form.TEXT else None
    if page is None or not page.is_file():
        return found
    try:
        data = content(page, limits)
    except SynopticError:
        return found
    form = FORMS.get(page.suffix.lower(), Form.PAGE)
    return replace(found, kept=Document(page.name, form, data=data, path=page, url=entry.url))


def _in_its_story(path: Path, earlier: Earlier, notes: list[str], limits: Limits) -> list[Document]:
    """The article in a file that was named, with what the manifest beside it says of it, if there is one.

    Where its other versions are wanted they come with it.
    """
    told = path.parent / manifest.NAME
    if told.is_file():
        real = os.path.realpath(path)
        for entry in manifest.read(told).entries:
            places = [os.path.realpath(path.parent / version.file) for version in _versions(entry)]
            if real in places:
                return earlier.versions(path.parent, entry, notes, limits, places.index(real))
    return [named(path, limits=limits, pipes=True)]


@dataclass(slots=True)
class Earlier:
    """Which earlier versions are sources as well: those of all, or of the sources that were ``named``."""

    every: bool = False
    named: tuple[str, ...] = ()
    _met: set[str] = field(default_factory=set, init=False)
    _known: list[str] = field(default_factory=list, init=False)
    _found: bool = field(default=False, init=False)

    def wants(self, entry: manifest.Entry) -> bool:
        """Whether the earlier versions of a source are wanted."""
        names = {(entry.outlet or "").casefold(), *(version.file.casefold() for version in _versions(entry))}
        met = {name for name in self.named if name.casefold() in names or Path(name).name.casefold() in names}
        self._met |= met
        return self.every or bool(met)

    def versions(
        self, folder: Path, entry: manifest.Entry, notes: list[str], limits: Limits, asked: int | None = None
    ) -> list[Document]:
        """All versions of a source if the earlier ones are wanted, else the one of a number, or the current one.

        An earlier version that cannot be read is noted.
        """
        current = len(entry.earlier)
        self._known += [entry.outlet or entry.file] if entry.earlier else []
        if not entry.earlier or not self.wants(entry):
            return [_version(folder, entry, current if asked is None else asked, limits)]
        self._found = True
        found = []
        for number in range(current):
            try:
                found.append(_version(folder, entry, number, limits))
            except SynopticError as error:
                notes.append(f"left out an earlier version: {error}")
        return [*found, _version(folder, entry, current, limits)]

    def remarks(self, story: str) -> list[str]:
        """What there is to say when nothing has an earlier version. Raises SynopticError for a name that is none's."""
        missed = [name for name in self.named if name not in self._met]
        if missed:
            known = f"there are: {', '.join(map(printable, self._known))}" if self._known else "no source has any"
            raise SynopticError(f"{story}: no earlier versions of {printable(missed[0])}; {known}")
        if self.every and not self._found:
            return [f"{story} has no earlier versions: synoptic refresh keeps them when an article changed"]
        return []

    @property
    def remedy(self) -> str:
        """What helps where versions make too many columns; empty where there are none."""
        return "name one source whose versions to open, with --versions-of" if self._found and self.every else ""


def _versions(entry: manifest.Entry) -> list[manifest.Entry]:
    """A source's versions as entries of their own, the oldest first, the current one last.

    Of an earlier one the manifest tells what holds of every version: not the title, the author and the date, which its
    own text may show.
    """
    plain = replace(entry, title=None, author=None, published=None, at=None, earlier=())
    return [*(replace(plain, file=v.file, page=v.page, fetched=v.fetched) for v in entry.earlier), entry]


def _version(folder: Path, entry: manifest.Entry, number: int, limits: Limits) -> Document:
    found = _told(folder, _versions(entry)[number], limits)
    return replace(found, version=(entry.file, number)) if entry.earlier else found


def held_by(entry: manifest.Entry) -> Iterator[str]:
    """The files of a source: its text, its page, and the same of its earlier versions."""
    names = [(entry.file, entry.page), *((version.file, version.page) for version in entry.earlier)]
    return (name for pair in names for name in pair if name is not None)


def is_about(name: str) -> bool:
    """Whether a file is about the folder it lies in, by its name: a README, notes."""
    return _ABOUT.match(Path(name).stem) is not None


def is_own_export(document: Document) -> bool:
    """Whether a document is the Markdown or the HTML export of a comparison."""
    if document.form is Form.MARKDOWN:
        from aligner.export import markdown

        return markdown.is_export(document.text)
    if document.form is Form.PAGE:
        from aligner.export import html

        return html.is_export(document.data)
    return False


# --- one file -------------------------------------------------------------------------------------


def is_address(name: str) -> bool:
    """Whether what a user named is meant as an address of the web, and not as a file."""
    return _ADDRESS.match(name) is not None


def refuse_address(name: str) -> None:
    """Raise SynopticError for what was meant as an address, and is neither one nor a file."""
    if _LIKE_ADDRESS.match(name) and not os.path.lexists(name):
        raise SynopticError(f"{shown(name)} is no file, and no address either: that begins with https:// and a host")


def named(path: Path, data: bytes | None = None, limits: Limits = BUILT_IN, *, pipes: bool = False) -> Document:
    """The article in a file that was named, ``data`` its content if it is read already; ``pipes`` as in ``content``.

    Raises SynopticError if it cannot be read, or is empty.
    """
    found = _document(path, content(path, limits, pipes=pipes) if data is None else data, limits)
    if found is None:
        raise SynopticError(f"{shown(path)} is empty: put the article's text into it, or leave it out")
    return found


def _document(path: Path, data: bytes, limits: Limits) -> Document | None:
    """The article in a file with this content; None for an empty one."""
    return document(path.name, data, FORMS.get(path.suffix.lower()), path, limits=limits)


def document(
    file: str,
    data: bytes,
    form: Form | None = None,
    path: Path | None = None,
    charset: str | None = None,
    limits: Limits = BUILT_IN,
) -> Document | None:
    """The article in bytes, decoded where it is text; None for nothing but white space.

    ``form`` is looked for in the bytes if it is None; ``charset`` is the one its server told. Raises SynopticError for
    bytes that are not text, or too much of it.
    """
    form = form or decoding.form_of(data)
    if form in (Form.PAGE, Form.ARCHIVE):
        return Document(clean_name(file), form, data=data, path=path, charset=charset) if data.strip() else None
    if len(data) > limits.text_bytes:
        raise _too_large(path or file, "text_bytes", limits.text_bytes, len(data))
    decoded = decoding.decode(data, shown(path or file), charset)
    if not decoded.text.strip():
        return None
    return Document(clean_name(file), form, decoded.text, path=path, encoding=decoded.encoding)


def content(path: Path, limits: Limits = BUILT_IN, *, pipes: bool = False) -> bytes:
    """The bytes of the article in a file, or with ``pipes`` in a pipe.

    Raises SynopticError for what cannot be read, or is too large for an article.
    """
    is_text = FORMS.get(path.suffix.lower()) in (Form.TEXT, Form.MARKDOWN)
    name = "text_bytes" if is_text else "page_bytes"
    return _bytes(path, name, limits.text_bytes if is_text else limits.page_bytes, pipes=pipes)


def _export(path: Path, limits: Limits) -> bytes:
    return _bytes(path, "export_bytes", limits.export_bytes)


def _bytes(path: Path, limit: str, most: int, *, pipes: bool = False) -> bytes:
    try:
        return whole.read(path, most, pipes=pipes)
    except whole.TooLargeError as error:
        raise _too_large(path, limit, most, error.size) from None
    except OSError as error:
        raise cannot_read(path, error) from None


class _TooLargeError(SynopticError):
    """A file that is larger than a limit allows; ``what`` says so without its name."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} {what}")
        self.what = what


def _too_large(path: str | Path, limit: str, most: int, found: int | None) -> _TooLargeError:
    """What to say of a file of ``found`` bytes, None if nobody knows how many, where ``most`` are allowed."""
    told = f" (it has {size(found)})" if found is not None and size(found) != size(most) else ""
    fitting = "an export: open its articles" if limit == "export_bytes" else "an article: keep the article's text only"
    return _TooLargeError(shown(path), f"is larger than {size(most)}{told}, too large for {fitting}, {raised(limit)}")


def _pasted(data: bytes, limits: Limits) -> list[Document]:
    """The articles on standard input, a form feed or a line of three hyphens or more between two."""
    if decoding.form_of(data) is not Form.TEXT:
        pieces = [data]
    else:
        text = decoding.decode(data, "standard input").text
        pieces = [piece.strip("\r\n").encode("utf-8") for piece in _SEPARATOR.split(text)]
    if len(pieces) > limits.folder_files:
        raise SynopticError(f"standard input holds {len(pieces):,} articles: at most {limits.sources} are compared")
    found = [
        document(f"{PASTED} {n}", piece, limits=limits) for n, piece in enumerate((p for p in pieces if p.strip()), 1)
    ]
    documents = [one for one in found if one is not None]
    if not documents:
        raise SynopticError("nothing on standard input: paste the articles there, a line of --- between two")
    return documents


# --- names ----------------------------------------------------------------------------------------


def _common_folder(paths: Sequence[Path]) -> str:
    """The deepest folder that holds all files, relative where all paths given are relative."""
    parents = [os.path.normpath(path.parent) for path in paths]
    climbing = any(parent.startswith(os.pardir) for parent in parents) and len(set(parents)) > 1
    if climbing or len({Path(parent).is_absolute() for parent in parents}) > 1:
        parents = [os.path.normpath(Path(parent).absolute()) for parent in parents]
    return os.path.commonpath(parents) or os.curdir


def cannot_read(path: Path, error: OSError) -> SynopticError:
    """What to say of a file or folder that the system does not let us read."""
    name = shown(path)
    if isinstance(error, FileNotFoundError):
        return SynopticError(f"{name} does not exist: check the name, or name a folder of articles")
    if isinstance(error, PermissionError):
        return SynopticError(f"{name} may not be read (permission denied): allow it with  chmod u+r {name}")
    reason = (error.strerror or type(error).__name__).lower()
    return SynopticError(f"{name} cannot be read: {reason}; name a file that can, or move this one away")


def clean_name(name: str) -> str:
    """A file name that can be written as UTF-8: bytes of it that are not become replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def folder_name(base: str) -> str:
    """What a folder is called."""
    return clean_name(Path(base).resolve().name) or clean_name(base)


def shown(path: str | Path) -> str:
    """A path for a message of one line: what cannot be printed is escaped."""
    return printable(clean_name(os.fspath(path)))

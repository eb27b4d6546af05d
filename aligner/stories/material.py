"""Material: a source as it goes into a story's folder, made of a fetched page, a file, or what was pasted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from aligner import languages
from aligner.errors import SynopticError, typed
from aligner.fetching import addresses
from aligner.fetching.results import Fetched, FetchError
from aligner.limits import BUILT_IN, Limits
from aligner.model import Attribution
from aligner.reading import files, manifest, pages
from aligner.reading.article import read_article
from aligner.reading.documents import Document, Form
from aligner.stories import names

_MOST: Final = 500
"""Characters of what a page tells of itself that are written down."""
_ENDINGS: Final = {Form.TEXT: ".txt", Form.MARKDOWN: ".md", Form.PAGE: ".html", Form.ARCHIVE: ".mhtml"}
_EXTRACTED: Final = (Form.PAGE, Form.ARCHIVE)
"""What a text is taken out of; anything else is the text."""
_MEDIA: Final = {"text/html": Form.PAGE, "application/xhtml+xml": Form.PAGE, "text/markdown": Form.MARKDOWN}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a source from outside of its text, ready to be written into a manifest."""

    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A source that is ready to be put into a folder.

    ``asked`` is what the user named, ``where`` the address or the path it is from, None for what was pasted. ``stem``
    is what its files are to be called. ``content`` is the text as it goes into
    the file with the ``ending``; ``page`` the page it was taken from, None for a text, and ``page_ending`` its ending.
    ``text`` is the content as characters. ``partial`` says why the text may not be whole.
    """

    asked: str
    stem: str
    text: str
    content: bytes
    ending: str = ".txt"
    page: bytes | None = None
    page_ending: str = ".html"
    told: Told = field(default_factory=Told)
    partial: str | None = None
    notes: tuple[str, ...] = ()
    where: str | None = None


def of_page(fetched: Fetched, limits: Limits = BUILT_IN) -> Material:
    """The source in a page that was fetched. Raises SynopticError where there is no article in it."""
    document = document_of(fetched, limits)
    if document.form in _EXTRACTED:
        made = _extracted(fetched.asked, document, fetched.data, fetched.url, limits)
    else:
        text, ending = document.text, _ENDINGS[document.form]
        stem = names.stem(None, fetched.url, _first_line(text), "article")
        made = Material(fetched.asked, stem, text, text.encode("utf-8"), ending, told=Told(url=fetched.url))
    told = replace(made.told, fetched=fetched.fetched)
    return replace(made, told=told, notes=fetched.notes, where=fetched.url)


def document_of(fetched: Fetched, limits: Limits = BUILT_IN) -> Document:
    """A fetched page as a source that is read at once and lies in no folder. Raises SynopticError for no text."""
    form = _MEDIA.get(fetched.media, Form.TEXT) if fetched.media else None
    document = files.document(fetched.url, fetched.data, form, charset=fetched.charset, limits=limits)
    if document is None:
        raise SynopticError(f"{files.shown(fetched.url)}: the server sent an empty page; check the address")
    return replace(document, url=fetched.url)


def of_file(name: str, limits: Limits = BUILT_IN) -> Material:
    """The source in a file: a text as it is, a saved page with the article taken out of it. Raises SynopticError."""
    path = Path(name)
    if path.is_dir():
        raise SynopticError(f"{files.shown(path)} is a folder: name the files in it, {files.shown(path / '*.html')}")
    if path.suffix.lower() == ".json":
        raise SynopticError(
            f"{files.shown(path)} is no article: an export is opened by  synoptic {typed(files.shown(path))}"
        )
    files.refuse_address(name)
    data = files.content(path, limits, pipes=True)  # once: a pipe has it once
    document = files.named(path, data, limits)
    if document.form not in _EXTRACTED:
        stem = names.slug(path.stem) or names.stem(None, None, _first_line(document.text), "article")
        return Material(name, stem, document.text, data, _ENDINGS[document.form], where=name)
    return replace(_extracted(name, document, document.data, None, limits), where=name)


def pasted(standard_input: bytes, limits: Limits = BUILT_IN) -> list[Material]:
    """The sources on standard input. Raises SynopticError if there are none."""
    outside = files.Outside(standard_input=lambda: standard_input)
    collected = files.collect([files.STANDARD_INPUT], outside=outside, limits=limits)
    return [_pasted(document, limits) for document in collected.documents]


def _pasted(document: Document, limits: Limits) -> Material:
    if document.form in _EXTRACTED:
        return _extracted(document.file, document, document.data, None, limits)
    told = read_article("", document.file, document.text).attribution
    stem = names.stem(told.outlet, None, told.title or _first_line(document.text), "pasted")
    return Material(document.file, stem, document.text, document.text.encode("utf-8"), _ENDINGS[document.form])


def _extracted(asked: str, document: Document, data: bytes, url: str | None, limits: Limits) -> Material:
    page = pages.read(document, limits)
    told = _told(page.attribution, page.text, url)
    otherwise = document.path.stem if document.path is not None else "article"
    stem = names.stem(told.outlet, told.url, told.title or _first_line(page.text), otherwise)
    ending = _ENDINGS[document.form]
    content = page.text.encode("utf-8")
    return Material(asked, stem, page.text, content, ".txt", data, ending, told, page.partial)


# --- what a page tells ----------------------------------------------------------------------------


def _told(page: Attribution, text: str, url: str | None) -> Told:
    """What a page tells of itself, as far as it can be written down: no line breaks, no dates that are none."""
    # The templates of many outlets tell English whatever the article is written in: then nothing is put down.
    sure = page.language in manifest.LANGUAGES and languages.detect(text) in (page.language, languages.UNKNOWN)
    return Told(
        outlet=_line(page.outlet),
        title=_line(page.title),
        author=_line(page.author),
        published=_date(page.published),
        url=canonical(page.url, url),
        language=page.language if sure else None,
    )


def canonical(told: str | None, fetched: str | None) -> str | None:
    """The address that a page gives as its own, if it can be one, else the address it was fetched from.

    A page is fetched again by it: one of another house, or the front page given for every article, is not believed.
    """
    if told is None:
        return fetched
    try:
        own = addresses.parse(told)
    except FetchError:
        return fetched
    if fetched is not None:
        bare = own.path in ("", "/") and not own.query
        if not addresses.same_site(str(own), fetched) or (bare and addresses.parse(fetched).path not in ("", "/")):
            return fetched
    return str(own)


def _line(text: str | None) -> str | None:
    """A text in one line without control characters; None for an empty one."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text or "")
    return " ".join(kept.split())[:_MOST].strip() or None


def _date(text: str | None) -> str | None:
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _first_line(text: str) -> str | None:
    return next((line.strip() for line in text.splitlines() if line.strip()), None)

"""What was read where in a story: every attribute with its evidence, what the texts hold, what had better be mended."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aligner import languages
from aligner.decisions import keeping
from aligner.errors import typed
from aligner.limits import Limits
from aligner.model import Article, Kind, Origin, Span, Story
from aligner.reading import manifest, pages
from aligner.reading.documents import Collected, Document, Form
from aligner.reading.files import shown
from aligner.reading.manifest import Entry, Version
from aligner.reading.pages import Page
from aligner.sentences import split

ATTRIBUTES: Final = ("outlet", "title", "author", "published", "url", "language")
_FEW: Final = 3
"""Sentences of news; an article of so few, or fewer, may have lost the rest."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribute: its value as people read it, None for one that was not found, and where it was read."""

    name: str
    value: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it was read. ``form`` says in what form and encoding, ``page`` from which page it was taken.

    ``counts`` are its sentences by kind, ``partial`` why the text may not be whole, ``edited`` that it is no longer
    what is found in its page.
    """

    id: str
    file: str
    form: str
    attributes: tuple[Found, ...]
    counts: Mapping[Kind, int]
    page: str | None = None
    fetched: str | None = None
    partial: str | None = None
    edited: bool = False
    note: str | None = None
    draft: bool = False
    earlier: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A story as it was read; ``remarks`` are problems and hints, a line each."""

    title: str
    place: str
    sources: tuple[Source, ...]
    remarks: tuple[str, ...]


def check(collected: Collected, story: Story) -> Checked:
    """What was read where in a story that was collected and read."""
    documents = {document.file: document for document in collected.documents}
    limits = collected.limits
    sources = tuple(_source(article, documents.get(article.file), limits) for article in story.articles)
    remarks = (*story.notes, *_missing(collected), *keeping.remarks(collected), *_remarks(collected, sources))
    return Checked(story.title, _title_place(collected, story), sources, tuple(dict.fromkeys(remarks)))


def _title_place(collected: Collected, story: Story) -> str:
    told = collected.manifest
    if collected.comparison is not None:
        return "the export"
    if told is not None and told.title == story.title:
        return _line(told.title_line)
    of = [article.id for article in story.articles if (article.attribution.title or "").startswith(story.title)]
    return f"the shortest headline, of {' and '.join(of)}" if of else "the folder's name"


def _line(number: int | None) -> str:
    return f"{manifest.NAME}, line {number}" if number is not None else manifest.NAME


# --- a source -------------------------------------------------------------------------------------


def _source(article: Article, document: Document | None, limits: Limits) -> Source:
    entry = document.entry if document is not None else None
    sentences = split(article)
    source = Source(
        id=article.id,
        file=article.file,
        form="an article of the export",
        attributes=tuple(_found(article, name, entry) for name in _attributes(article)),
        counts=Counter(sentence.kind for sentence in sentences),
        note=article.note,
        draft=article.draft,
    )
    if document is None:
        return source
    page = pages.read(document, limits) if document.form is not Form.TEXT else pages.kept(document, limits)
    source = replace(source, form=_form(document, page), partial=page.partial if page is not None else None)
    if entry is None or document.form is not Form.TEXT:
        return source
    edited = page is not None and page.text.split() != article.text.split()
    return replace(source, page=entry.page, fetched=entry.fetched, earlier=entry.earlier, edited=edited)


def _attributes(article: Article) -> Sequence[str]:
    """What is told of an article: the time only where somebody but us tells it, or versions are put in order by it."""
    at = article.attribution.evidence.get("at")
    return (*ATTRIBUTES, "at") if article.versions or isinstance(at, Span) or at is Origin.PAGE else ATTRIBUTES


def _form(document: Document, page: Page | None) -> str:
    known = "an article of an export" if document.known is not None else str(document.form)
    encoding = page.encoding if page is not None and document.form is not Form.TEXT else document.encoding
    return f"{known}, {encoding}" if encoding is not None else known


def _found(article: Article, name: str, entry: Entry | None) -> Found:
    told = article.attribution
    value = getattr(told, name)
    evidence = told.evidence.get(name)
    if name == "language":
        seen = "its words" if languages.detect(article.text) == value else "taken for granted"
        return Found(name, _language(value), _place(article, evidence, entry, name) or seen)
    if value is None:
        return Found(name, None, "")
    return Found(name, value, _place(article, evidence, entry, name) or "")


def _place(article: Article, evidence: object, entry: Entry | None, name: str) -> str | None:
    if evidence is Origin.MANIFEST:
        if name == "at":
            name = "published" if entry is not None and entry.at is not None else "fetched"
        return _line(entry.line(name) if entry is not None else None)
    if evidence is Origin.PAGE:
        return "the page"
    if isinstance(evidence, Span):
        line = article.text.count("\n", 0, evidence.start) + 1
        words = " ".join(article.text[evidence.start : evidence.end].split())
        same = words == getattr(article.attribution, name)
        return f"the text, line {line}" if same else f"the text, line {line}: “{words}”"
    return None


def _language(code: str) -> str:
    named = languages.name(code)
    return f"{code} ({named})" if named != code else code


# --- problems and hints ---------------------------------------------------------------------------


def _remarks(collected: Collected, sources: Sequence[Source]) -> Iterator[str]:
    others = [source for source in sources if not source.draft]
    where = manifest.NAME
    if collected.manifest is None and len(collected.folders) == 1:
        where = f"{manifest.NAME} (begin one with  synoptic add {typed(shown(collected.path))})"
    elif collected.manifest is None:
        where = f"{manifest.NAME} (synoptic new STORY ... makes a folder that has one)"
    for name, remedy in (("outlet", 'outlet = "..."'), ("published", "published = 2024-02-27")):
        without = [source.id for source in others if _value(source, name) is None]
        if without:
            what = "no date" if name == "published" else f"no {name}"
            yield f"{_listed(without)}: {what} found; write  {remedy}  into {where}"
    for source in sources:
        yield from _of_one(source)


def _of_one(source: Source) -> Iterator[str]:
    news = source.counts.get(Kind.BODY, 0)
    if source.partial is not None and source.page is not None:  # of one that is read from its page, reading says it
        yield f"{source.id}: partial: the page is {_is(source.partial)}"
    if news <= _FEW:
        count = "no sentence" if not news else "only 1 sentence" if news == 1 else f"only {news} sentences"
        yield f"{source.id}: {count} of news; the rest may be missing, or be taken for furniture"
    if source.edited:
        yield f"{source.id}: {shown(source.file)} is not what is found in its page now; was it edited?"
    if "damaged" in source.form:
        yield f"{source.id}: {shown(source.file)} holds bytes that are no text; save it as UTF-8 again"


def _is(partial: str) -> str:
    return partial if partial.startswith("behind") else f"not whole: it {partial}"


def _value(source: Source, name: str) -> str | None:
    return next(found.value for found in source.attributes if found.name == name)


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids)


def _missing(collected: Collected) -> Iterator[str]:
    """A line for every page or earlier text that the manifest names and that is not there."""
    if collected.manifest is None:
        return
    folder = collected.manifest.path.parent
    for entry in collected.manifest.entries:
        named = [entry.page, *(name for version in entry.earlier for name in (version.file, version.page))]
        for name in named:
            if name is not None and not os.path.lexists(folder / name):
                line = entry.line("page" if name == entry.page else "earlier")
                yield f"{_line(line)}: {shown(name)} is not there; put it back, or take its name out"

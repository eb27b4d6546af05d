"""A collected story in, its articles read out: text, attribution, paragraphs, language, title."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.errors import SynopticError
from aligner.model import Article, Attribution, Origin, Story
from aligner.reading.article import read_article
from aligner.reading.documents import Collected, Document, Form, letters
from aligner.reading.files import Outside, collect, shown
from aligner.reading.manifest import Entry

_TOLD = ("outlet", "title", "author", "published", "url", "language")


def load(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    draft: str | os.PathLike[str] | None = None,
    outside: Outside | None = None,
) -> Story:
    """The story of folders, files and whatever else ``collect`` takes, read; raises SynopticError as it does."""
    return read(collect(inputs, draft=draft, outside=outside))


def read(collected: Collected) -> Story:
    """The story with its collected articles read.

    A page without an article in it is skipped with a note. Raises SynopticError, naming it, if nothing else is left.
    """
    if collected.comparison is not None:
        return collected.comparison.story
    articles: list[Article] = []
    failed: list[str] = []
    for document in collected.documents:
        try:
            articles.append(read_document("", document))
        except SynopticError as error:
            failed.append(str(error))
    if not articles:
        raise SynopticError(failed[0])
    # Only now: the letters follow each other whatever was skipped.
    articles = [replace(article, id=letter) for letter, article in zip(letters(), articles, strict=False)]
    notes = (*collected.notes, *(f"skipped {reason}" for reason in failed), *_remarks(articles))
    told = collected.manifest.title if collected.manifest is not None else None
    return Story(told or _story_title(articles, collected.title), collected.path, tuple(articles), notes)


def read_document(source: str, document: Document) -> Article:
    """One source: its text as it is, or taken out of its page, with what is known of it from outside of the text.

    The manifest wins over the page's metadata, and that over what the text says. Raises SynopticError for a page that
    holds no article.
    """
    text, page = document.text, None
    if document.form is not Form.TEXT:
        from aligner.reading import pages

        page = pages.read(document)
        text = page.text
    article = read_article(source, document.file, text)
    attribution = article.attribution
    if page is not None:
        attribution = overlaid(attribution, page.attribution, Origin.PAGE)
    if document.url is not None and attribution.url is None:
        attribution = overlaid(attribution, Attribution(url=document.url, language=attribution.language), Origin.PAGE)
    if document.known is not None:
        attribution = document.known
    note = None
    if document.entry is not None:
        attribution = overlaid(attribution, _told_by(document.entry, attribution.language), Origin.MANIFEST)
        note = document.entry.note
    return replace(article, attribution=attribution, extracted=page is not None, draft=document.draft, note=note)


def overlaid(shown_by_text: Attribution, told: Attribution, origin: Origin) -> Attribution:
    """An attribution with what is told from elsewhere over it; what that does not tell stays as it is."""
    given = {name: value for name in _TOLD if (value := getattr(told, name)) is not None}
    evidence = {**shown_by_text.evidence, **dict.fromkeys(given, origin)}
    return replace(shown_by_text, **given, evidence=evidence)


def _told_by(entry: Entry, language: str) -> Attribution:
    told = {name: getattr(entry, name) for name in _TOLD}
    return Attribution(**{**told, "language": entry.language or language})


# --- about the whole ------------------------------------------------------------------------------


def _remarks(articles: Sequence[Article]) -> Iterator[str]:
    if len(articles) == 1:
        yield f"only one article, {shown(articles[0].file)}: there is nothing to compare it with"
    first: dict[str, str] = {}
    for article in articles:
        words = " ".join(article.text.split())
        if words in first:
            yield f"{shown(first[words])} and {shown(article.file)} hold the same text"
        else:
            first[words] = article.file


def _story_title(articles: Sequence[Article], otherwise: str) -> str:
    """The shortest headline of four words or more; without one, any headline; else the folder's name.

    Short headlines say the event and leave out the angle. Length, then the alphabet decide, never the articles' order.
    """
    titles = [article.attribution.title for article in articles if article.attribution.title and not article.draft]
    full = [title for title in titles if len(title.split()) >= 4]
    if full or titles:
        shortest = min(full or titles, key=lambda title: (len(title), title))
        return shortest if "." in shortest.split()[-1][:-1] else shortest.removesuffix(".")
    return otherwise

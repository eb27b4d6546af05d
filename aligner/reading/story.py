"""A collected story in, its articles read out: text, attribution, paragraphs, language, title."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner import languages
from aligner.errors import SynopticError
from aligner.limits import BUILT_IN, Limits, raised
from aligner.model import Article, Attribution, Origin, Story
from aligner.reading import series, times
from aligner.reading.article import read_article
from aligner.reading.documents import Collected, Document, Form
from aligner.reading.files import PASTED, Outside, collect, shown
from aligner.reading.manifest import Entry

_FEWEST_WORDS = 100
"""Of a shorter text whose words tell no language, the other articles do."""
_TOLD = ("outlet", "title", "author", "published", "url", "language")


def load(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    draft: str | os.PathLike[str] | None = None,
    outside: Outside | None = None,
    versions: bool = False,
    versions_of: Sequence[str] = (),
    limits: Limits = BUILT_IN,
) -> Story:
    """The story of folders, files and whatever else ``collect`` takes, read; raises SynopticError as it does."""
    return read(
        collect(inputs, draft=draft, outside=outside, versions=versions, versions_of=versions_of, limits=limits)
    )


def read(collected: Collected) -> Story:
    """The story with its collected articles read.

    A page without an article in it is skipped with a note, and so is an article with too many sentences. Raises
    SynopticError, naming it, if nothing else is left, and where all articles together have too many.
    """
    if collected.comparison is not None:
        return collected.comparison.story
    articles: list[Article] = []
    documents: list[Document] = []
    failed: list[str] = []
    remarks: list[str] = []
    for document in collected.documents:
        try:
            article, partial = _read(document, collected.limits)
        except SynopticError as error:
            failed.append(str(error))
        except Exception as error:
            error.add_note(f"while reading {shown(document.path or document.file)}")
            raise
        else:
            articles.append(article)
            documents.append(document)
            remarks += _remarks_on(document, partial)
    if not articles:
        raise SynopticError(failed[0])
    _refuse_too_many(articles, collected.limits)
    # Only now: the letters follow each other whatever was skipped.
    articles, told_of = series.lettered(list(zip(_settled(articles), documents, strict=True)))
    notes = (*collected.notes, *(f"skipped {reason}" for reason in failed), *remarks, *told_of, *_remarks(articles))
    told = collected.manifest.title if collected.manifest is not None else None
    return Story(told or _story_title(articles, collected.title), collected.path, tuple(articles), notes)


def read_document(source: str, document: Document, limits: Limits = BUILT_IN) -> Article:
    """The article of one source, in the column ``source``. Raises SynopticError for a page that holds none."""
    return replace(_read(document, limits)[0], id=source)


def _read(document: Document, limits: Limits) -> tuple[Article, str | None]:
    """One source, and why its text may not be whole: the text as it is, or taken out of its page, and what is known.

    The manifest wins over the page's metadata, and that over what the text says. A language that neither tells is
    detected, and so is one that a page's template tells of every page. Raises SynopticError for a page that holds no
    article, or one that is too long.
    """
    text, page = document.text, None
    told: tuple[str | None, tuple[str, ...]] = (None, ())
    at: str | None = None
    if document.form is not Form.TEXT:
        from aligner.reading import pages

        _refuse_too_long(document.file, document.text, limits)  # Markdown: what is read of a page is not known yet
        page = pages.read(document, limits)
        text, told = page.text, (page.attribution.title, page.headings)
    elif document.kept is not None:
        told, at = _kept(document, limits)
    _refuse_too_long(document.file, text, limits)
    article = read_article("", document.file, text, *told)
    attribution = article.attribution
    if page is not None:
        attribution = overlaid(attribution, page.attribution, Origin.PAGE)
    if at is not None:
        attribution = overlaid(attribution, Attribution(at=at), Origin.PAGE, ("at",))
    if document.url is not None and attribution.url is None:
        attribution = overlaid(attribution, Attribution(url=document.url), Origin.PAGE, ("url",))
    if document.known is not None:
        attribution = document.known
    note = None
    if document.entry is not None:
        attribution = overlaid(attribution, *_told_by(document.entry))
        attribution = _with_time(attribution, document)
        note = document.entry.note
    attribution = _with_language(attribution, text, document.known is not None)
    read = replace(article, attribution=attribution, extracted=page is not None, draft=document.draft, note=note)
    return read, page.partial if page is not None else None


def _kept(document: Document, limits: Limits) -> tuple[tuple[str | None, tuple[str, ...]], str | None]:
    """The title and the headings of a text that was taken out of a page, as the page's markup tells them, and its time.

    Without them a deck and sub-headings look like paragraphs. No title and no headings for a text that was edited
    since; whose version it is the page tells all the same.
    """
    from aligner.reading import pages

    page = pages.kept(document, limits)
    if page is None:
        return (None, ()), None
    is_edited = page.text.split() != document.text.split()
    return (None, ()) if is_edited else (page.attribution.title, page.headings), page.attribution.at


def overlaid(
    shown_by_text: Attribution, told: Attribution, origin: Origin, names: Sequence[str] = (*_TOLD, "at")
) -> Attribution:
    """An attribution with what is told from elsewhere over it: its ``names``, as far as they are told there."""
    given = {name: value for name in names if (value := getattr(told, name)) is not None}
    evidence = {**shown_by_text.evidence, **dict.fromkeys(given, origin)}
    return replace(shown_by_text, **given, evidence=evidence)


def _told_by(entry: Entry) -> tuple[Attribution, Origin, Sequence[str]]:
    """What the manifest tells, and which names it tells: a language it does not tell is not its default one."""
    told = {name: value for name in _TOLD if (value := getattr(entry, name)) is not None}
    return Attribution(**told), Origin.MANIFEST, tuple(told)


def _with_time(attribution: Attribution, document: Document) -> Attribution:
    """The attribution with the time that the manifest tells: it was published then, or without any other, fetched.

    Of a source that has versions its manifest tells when the first one was published: its page knows better.
    """
    entry = document.entry
    if entry is None:
        return attribution
    if entry.at is not None and (document.version is None or attribution.at is None):
        return overlaid(attribution, Attribution(at=entry.at), Origin.MANIFEST, ("at",))
    fetched = times.moment_of(entry.fetched) if entry.fetched is not None and attribution.at is None else None
    return overlaid(attribution, Attribution(at=fetched), Origin.MANIFEST, ("at",))


def _with_language(attribution: Attribution, text: str, known: bool) -> Attribution:
    """The attribution with the language it tells as a plain code, or the one its text is in."""
    origin = attribution.evidence.get("language")
    told = languages.primary(attribution.language) if known or origin is not None else languages.UNKNOWN
    is_sure = known or origin is Origin.MANIFEST
    if told != languages.UNKNOWN and (is_sure or told not in languages.CODES):
        return replace(attribution, language=told)
    # A page's template can tell the language of another edition: of those that detection knows the text decides.
    found = languages.detect(text)
    if told != languages.UNKNOWN and found in (told, languages.UNKNOWN):
        return replace(attribution, language=told)
    evidence = {name: where for name, where in attribution.evidence.items() if name != "language"}
    return replace(attribution, language=found, evidence=evidence)


# --- how much there is ----------------------------------------------------------------------------

_ENDS = re.compile(r"(?<![.!?…])[.!?…]++[^\w\s]{0,4}+(?=[^\S\n\r]|[A-Z])|[。！？｡]+(?!\s|\Z)")
"""Where sentences end inside of lines, as far as that can be told at a glance; of a thousand dots each is seen once."""


def sentences_about(text: str) -> int:
    """About how many sentences a text has, rather more than fewer: every line and every full stop ends one.

    Quick, so that it can be asked before anything takes time; see ``aligner.sentences.split`` for what they are.
    """
    lines = sum(map(bool, map(str.strip, text.splitlines())))
    return lines + len(_ENDS.findall(text.rstrip()))


def _refuse_too_long(file: str, text: str, limits: Limits) -> None:
    if len(text) < limits.article_sentences:  # the quickest way to know
        return
    number, most = sentences_about(text), limits.article_sentences
    if number > most:
        raise SynopticError(
            f"{shown(file)}: about {number:,} sentences, more than the {most:,} of one article: "
            f"keep the article's text only, {raised('article_sentences')}"
        )


def _refuse_too_many(articles: Sequence[Article], limits: Limits) -> None:
    most = limits.story_sentences
    if sum(len(article.text) for article in articles) < most:
        return
    numbers = {article.file: sentences_about(article.text) for article in articles}
    if (number := sum(numbers.values())) > most:
        longest = max(numbers, key=lambda file: (numbers[file], file))
        raise SynopticError(
            f"the articles have about {number:,} sentences together, {numbers[longest]:,} of them {shown(longest)}, "
            f"more than the {most:,} of one story: leave some out, {raised('story_sentences')}"
        )


# --- about the whole ------------------------------------------------------------------------------


def _settled(articles: Sequence[Article]) -> list[Article]:
    """The articles, those too short to tell their language by taken to be in that of the others, or in English."""
    told = Counter(a.attribution.language for a in articles if a.attribution.language != languages.UNKNOWN)
    common = min(told, key=lambda code: (-told[code], code), default="en")
    return [
        replace(article, attribution=replace(article.attribution, language=common))
        if article.attribution.language == languages.UNKNOWN and len(article.text.split()) < _FEWEST_WORDS
        else article
        for article in articles
    ]


def _remarks_on(document: Document, partial: str | None) -> Iterator[str]:
    """What there is to note of one source before it is seen beside the others."""
    if document.encoding not in (None, "utf-8"):
        yield f"{shown(document.file)} is not UTF-8: read as {document.encoding}"
    if partial is not None:
        yield f"{shown(document.file)} may not be whole: {partial}"


def _remarks(articles: Sequence[Article]) -> Iterator[str]:
    if len(articles) == 1:
        remedy = " (a line of --- stands between two)" if articles[0].file == f"{PASTED} 1" else ""
        yield f"only one article, {shown(articles[0].file)}: there is nothing to compare it with{remedy}"
    first: dict[str, str] = {}
    for article in articles:
        words = " ".join(article.text.split())
        if words in first:
            yield f"{shown(first[words])} and {shown(article.file)} hold the same text"
        else:
            first[words] = article.file
    by_language: dict[str, list[str]] = {}
    for article in articles:
        by_language.setdefault(languages.name(article.attribution.language), []).append(article.id)
    if len(by_language) > 1:
        told = "; ".join(f"{', '.join(ids)} in {language}" for language, ids in by_language.items())
        yield f"{told}: across languages only figures and names are compared"


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

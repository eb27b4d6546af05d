"""Pure: what became of a story's sentences and sources when its files changed, so that the user's place can be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Article, Comparison, Sentence
from tui import sources
from tui.glyphs import plural


@dataclass(frozen=True, slots=True)
class Renewal:
    """How an old comparison goes over into a new one of the same story.

    ``sentences``: by the id of an old sentence that of the new one that stands in its place; a sentence that is gone
    has the one that follows it, and only those of an article that is gone have none. ``articles``: by the id of an old
    source that of the new one that it is now. ``news`` are lines for the user that say what changed.
    ``same_sources``: none came, went or changed places.
    """

    sentences: Mapping[str, str]
    articles: Mapping[str, str]
    news: tuple[str, ...]
    same_sources: bool


def renewal(old: Comparison, new: Comparison) -> Renewal:
    """Find out what became of what."""
    successors = _successors(old.story.articles, new.story.articles)
    sentences: dict[str, str] = {}
    articles: dict[str, str] = {}
    news: list[str] = []
    for article in old.story.articles:
        successor = successors.get(article.id)
        if successor is None:
            news.append(f"{sources.lettered(article)} is gone")
            continue
        articles[article.id] = successor.id
        before, now = _of(old, article.id), _of(new, successor.id)
        came, went = _carry(before, now, sentences)
        if came or went:
            parts = [f"{plural(came, 'sentence')} new" if came else "", f"{went} gone" if went else ""]
            news.append(f"{sources.lettered(successor)}: {', '.join(part for part in parts if part)}")
        elif successor.file != article.file:
            news.append(f"{sources.lettered(successor)}: in the file {successor.file} now")
    stayed = set(articles.values())
    news += [f"{sources.lettered(article)} came" for article in new.story.articles if article.id not in stayed]
    same = [a.file for a in old.story.articles] == [a.file for a in new.story.articles]
    return Renewal(sentences, articles, tuple(news), same)


def _successors(before: Sequence[Article], now: Sequence[Article]) -> Mapping[str, Article]:
    """By the id of an old source the new one that it is: of the same file, else of the same address or the same text.

    ``synoptic refresh`` puts a new version into another file, and people rename files.
    """
    found: dict[str, Article] = {}
    for of in (_file, _address, _text):
        taken = {article.id for article in found.values()}
        left = {of(article): article for article in reversed(now) if article.id not in taken}
        for article in before:
            if article.id not in found and of(article) is not None and (same := left.pop(of(article), None)):
                found[article.id] = same
    return found


def _file(article: Article) -> str:
    return article.file


def _address(article: Article) -> str | None:
    return article.attribution.url


def _text(article: Article) -> str:
    return " ".join(article.text.split())


def _of(comparison: Comparison, source: str) -> list[Sentence]:
    return [sentence for sentence in comparison.sentences.values() if sentence.source == source]


def _carry(before: Sequence[Sentence], now: Sequence[Sentence], carried: dict[str, str]) -> tuple[int, int]:
    """Add what became of an article's sentences to ``carried``; how many came, and how many went."""
    from rapidfuzz.distance import Levenshtein

    came = went = 0
    texts, others = [_words(s) for s in before], [_words(s) for s in now]
    for step in Levenshtein.opcodes(texts, others):
        if step.tag != "equal":
            went += step.src_end - step.src_start
            came += step.dest_end - step.dest_start
        for index in range(step.src_start, step.src_end):
            place = min(step.dest_start + index - step.src_start, max(step.dest_start, step.dest_end - 1), len(now) - 1)
            if place >= 0:
                carried[before[index].id] = now[place].id
    return came, went


def _words(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())

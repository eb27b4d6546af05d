"""What every kind of document tells of a fact, found once: its sentences, who says so, what a person made of it.

Everything is plain text, as the articles and the person have it: each format makes it safe in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aligner import origins, versions
from aligner.export.words import BY, line
from aligner.model import (
    Agreement,
    Article,
    Attribution,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Judgement,
    Mention,
    Sentence,
    Severity,
    Verdict,
)
from aligner.put_right import joined_sentences, kept_apart, taken_out
from aligner.signs import VERDICT_WORDS, plural

# Sources and sentences ------------------------------------------------------------------------------------------------


def number(fact: Fact) -> str:
    """The fact's number as the screen shows it: 7 for ``f07``."""
    return fact.id.removeprefix("f").lstrip("0")


def called(article: Article) -> str:
    """What a source is called: its outlet, or its file where the outlet is not known."""
    return "draft" if article.draft else article.attribution.outlet or article.file


def told(comparison: Comparison, fact: Fact, source: str) -> list[Sentence]:
    """The sentences of a cell, without those that only repeat another one of it."""
    cell = fact.cells.get(source, ())
    sentences = [comparison.sentences[identity] for identity in cell]
    return [sentence for sentence in sentences if sentence.same_as not in cell]


def cells(comparison: Comparison, fact: Fact) -> Iterator[tuple[Article, list[Sentence]]]:
    """The sources that tell a fact, in column order, each with its sentences."""
    for article in comparison.story.articles:
        if sentences := told(comparison, fact, article.id):
            yield article, sentences


def sentences(comparison: Comparison, fact: Fact) -> list[Sentence]:
    """All sentences of a fact, column by column."""
    return [sentence for _, cell in cells(comparison, fact) for sentence in cell]


def has_address(shown: Attribution) -> bool:
    """Whether a source has an address that may become a link: of the web, on one line, without what would end it."""
    url = shown.url or ""
    return url.lower().startswith(("http://", "https://")) and url.isprintable() and not set(url) & set(' <>"|\\`')


# Who says so ----------------------------------------------------------------------------------------------------------


def voices(said: Iterable[Sentence]) -> list[tuple[str, str, str]]:
    """Who is quoted or paraphrased, in what role (it may be empty), by which source; each once."""
    return list(dict.fromkeys((s.speaker, s.role or "", s.source) for s in said if s.speaker))


def credited(said: Iterable[Sentence]) -> list[tuple[str, str]]:
    """The outlets that the articles themselves credit, each with the source that does."""
    return list(dict.fromkeys((s.via, s.source) for s in said if s.via))


def certainties(said: Iterable[Sentence]) -> list[tuple[str, str]]:
    """The words by which the articles say how sure they are, each once for its source."""
    marks: dict[tuple[str, str], str] = {}
    for sentence in said:
        for value in sentence.values:
            if value.type is DifferenceType.CERTAINTY:
                marks.setdefault((value.text.casefold(), sentence.source), value.text)
    return [(text, source) for (_, source), text in marks.items()]


# Differences ----------------------------------------------------------------------------------------------------------


def is_said(kind: DifferenceType, mention: Mention) -> bool:
    """Whether a value is words that somebody said, or words in place of a figure: it stands in quotation marks."""
    return kind is DifferenceType.QUOTE or bool((mention.normal or {}).get("undisclosed"))


def values(difference: Difference, among: Iterable[Mention] | None = None) -> list[tuple[str, str]]:
    """The words that differ (or those among them), as they are to be read, each once for its source."""
    shown = (
        (f'"{one.text}"' if is_said(difference.type, one) else one.text, one.source)
        for one in (difference.values if among is None else among)
    )
    return list(dict.fromkeys(shown))


# What a person made of it ---------------------------------------------------------------------------------------------


def is_judged(judgement: Judgement) -> bool:
    """Whether there is anything to tell of a judgement."""
    return judgement.verdict is not Verdict.OPEN or bool(line(judgement.note))


def progress(facts: Iterable[Fact]) -> list[str]:
    """How far the judging is: ``12 checked``, ``3 to ask``, ``1 wrong in ours``, ``25 open``; empty before it began."""
    verdicts = [fact.judgement.verdict for fact in facts]
    if all(verdict is Verdict.OPEN for verdict in verdicts):
        return []
    order = (Verdict.CHECKED, Verdict.ASK, Verdict.WRONG, Verdict.OPEN)
    return [f"{verdicts.count(one)} {VERDICT_WORDS[one]}" for one in order if one in verdicts]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that was put right: what was done, by whom, and what it was done to.

    ``what`` says it: "joined", "taken out". ``sentences`` are those it was done to, ``is_gone`` where they are not in
    the fact any more; ``difference`` is the one that was dismissed.
    """

    what: str
    by: By
    sentences: tuple[str, ...] = ()
    is_gone: bool = False
    difference: Difference | None = None

    @property
    def name(self) -> str:
        """``joined by hand``, ``taken out by the model``."""
        return f"{self.what} {BY[self.by]}"


def corrections(comparison: Comparison, fact: Fact) -> list[Correction]:
    """What a person, or a model they asked, put right in a fact, apart from what the program found."""
    found: list[Correction] = []
    if fact.label_by is not By.PROGRAM:
        found.append(Correction("labelled", fact.label_by))
    if fact.is_moved:
        found.append(Correction("put in this place", By.PERSON))
    done: dict[tuple[str, By, bool], list[str]] = {}
    for one in joined_sentences(fact, comparison.options).values():
        done.setdefault(("confirmed" if one.was_perhaps else "joined", one.by, False), []).append(one.sentence)
    for what, parted in (("taken out", taken_out), ("kept apart", kept_apart)):
        for id_, by in parted(fact, comparison.options).items():
            done.setdefault((what, by, True), []).append(id_)
    found += [Correction(what, by, tuple(ids), is_gone) for (what, by, is_gone), ids in done.items()]
    return found + [Correction("dismissed", By.PERSON, difference=one) for one in fact.dismissed]


# Origins and versions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copied:
    """Two sources that have nearly the same words: how much of them, in a line, and the passages they share."""

    line: str
    passages: tuple[str, ...]


def origins_line(comparison: Comparison, fact: Fact) -> str:
    """``4 sources, 2 origins · A = C = D``; empty where no two sources share an origin."""
    return " · ".join(filter(None, (origins.told_line(comparison, fact), origins.group_line(comparison, fact))))


def copied(comparison: Comparison, fact: Fact) -> list[Copied]:
    """What shows that sources share an origin, pair by pair."""
    return [Copied(origins.share_line(comparison, one), origins.passages(comparison, one)) for one in fact.copies]


def published(article: Article) -> str:
    """When an article, or this version of it, is from: ``2031-03-04``, ``2031-03-04 18:00``; empty if nothing tells."""
    shown = article.attribution
    if article.versions and shown.at:
        return shown.at[:16].replace("T", " ")
    return shown.published or ""


def remarks(comparison: Comparison) -> dict[str, list[str]]:
    """What there is to note of the sources, by id: by the manifest, and which other one a source mostly copies."""
    found = {article.id: [article.note] for article in comparison.story.articles if article.note}
    for shared in origins.shared_origin(comparison):
        found.setdefault(shared.source, []).append(shared.line)
    return found


# Open questions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is to be settled. ``is_asked``: the person wants to ask; otherwise nobody has settled it yet.

    ``differences`` are those in question, ``is_whole`` says that the fact itself is: what all its sources say.
    """

    fact: Fact
    is_asked: bool
    is_whole: bool
    differences: tuple[Difference, ...]


def questions(comparison: Comparison, facts: Iterable[Fact]) -> list[Question]:
    """What is open: what the person wants to ask, and conflicts they have neither settled nor dismissed, in order.

    A conflict is settled when it, or its whole fact, is checked or wrong in ours; and none to ask about is what merely
    changed from one version of an article to the next.
    """
    found = (_question(comparison, fact) for fact in facts)
    return [question for question in found if question.is_whole or question.differences]


def _question(comparison: Comparison, fact: Fact) -> Question:
    verdict = fact.judgement.verdict
    is_settled = verdict in (Verdict.CHECKED, Verdict.WRONG)
    differences = tuple(one for one in fact.differences if _is_open(comparison, one, is_settled))
    is_asked = verdict is Verdict.ASK or any(one.judgement.verdict is Verdict.ASK for one in differences)
    # A conflict may be in the sentences as they are, without two values that stand against each other.
    unnamed = fact.agreement is Agreement.CONFLICT and all(
        d.severity is not Severity.CONFLICT for d in fact.differences
    )
    return Question(fact, is_asked, verdict is Verdict.ASK or (verdict is Verdict.OPEN and unnamed), differences)


def _is_open(comparison: Comparison, difference: Difference, is_settled: bool) -> bool:
    """Whether a difference is in question; in a fact that is settled only if it is to be asked itself."""
    verdict = difference.judgement.verdict
    if verdict is Verdict.ASK:
        return True
    is_conflict = difference.severity is Severity.CONFLICT and not versions.is_change(comparison, difference)
    return is_conflict and verdict is Verdict.OPEN and not is_settled


# The whole ------------------------------------------------------------------------------------------------------------


def counts(comparison: Comparison) -> list[str]:
    """``5 sources``, ``41 facts``, ``9 conflicts``, ``12 told by one``: of the whole comparison."""
    agreements = [fact.agreement for fact in comparison.facts]
    return [
        plural(len(comparison.story.articles), "source"),
        plural(len(agreements), "fact"),
        plural(agreements.count(Agreement.CONFLICT), "conflict"),
        f"{agreements.count(Agreement.SINGLE)} told by one",
    ]

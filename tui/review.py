"""All that is decided about a story as a list, what does not fit any more first; nothing here knows of widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.decisions.carrying import nearest
from aligner.decisions.fitting import Facts, Unfit
from aligner.decisions.ground import Ground
from aligner.decisions.records import (
    Added,
    Contrast,
    Decision,
    Decisions,
    Dismissed,
    Judged,
    Key,
    Label,
    Place,
    Row,
    Ruling,
    keys_of,
)
from aligner.model import Comparison
from tui.glyphs import NOTE, STALE, VERDICT_GLYPH, VERDICT_WORDS, plural
from tui.grid_layout import show

_FEW = 3
"""Sentences that are named one by one."""


class Section(StrEnum):
    """What the list is divided into."""

    REVIEW = "Does not fit any more"
    CORRECTIONS = "Put right"
    JUDGEMENTS = "Judged"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: decisions that say one thing together.

    ``fact`` is the index of the fact it is about, where that is there. ``reason`` says why it does not fit, ``missing``
    are the sentences it names that read otherwise now. ``note`` is what the person wrote.
    """

    section: Section
    decisions: tuple[Decision, ...]
    text: str
    fact: int | None
    reason: str = ""
    missing: tuple[Key, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The list. ``elsewhere`` counts the decisions about articles that are not compared now."""

    entries: tuple[Entry, ...]
    elsewhere: int = 0

    def holding(self, text: str) -> Review:
        """Those with a text in them."""
        wanted = text.casefold()
        return Review(tuple(entry for entry in self.entries if wanted in _searched(entry)), self.elsewhere)


def _searched(entry: Entry) -> str:
    sentences = (key.text for decision in entry.decisions for key in keys_of(decision))
    return "\n".join((entry.text, entry.note, *sentences)).casefold()


def review(comparison: Comparison, ground: Ground, decisions: Decisions, unfit: Iterable[Unfit]) -> Review:
    """All decisions about a comparison; ``unfit`` are those of them that do not fit it."""
    held = set(decisions)
    wrong = [one for one in unfit if one.decision in held]
    elsewhere = {one.decision for one in wrong if one.is_elsewhere}
    amiss = {one.decision: one for one in wrong if not one.is_elsewhere}
    fitting = [one for one in decisions if one not in amiss and one not in elsewhere]
    teller = _Teller(comparison, ground)
    entries = [
        *teller.entries(Section.REVIEW, amiss, amiss),
        *teller.entries(Section.CORRECTIONS, [one for one in fitting if not isinstance(one, Judged)], {}),
        *teller.entries(Section.JUDGEMENTS, [one for one in fitting if isinstance(one, Judged)], {}),
    ]
    return Review(tuple(entries), len(elsewhere))


class _Teller:
    """Says in a line what was decided, sentences by their ids of today, or else by their words."""

    def __init__(self, comparison: Comparison, ground: Ground) -> None:
        self._comparison = comparison
        self._ground = ground
        self._facts = Facts(ground, comparison.facts)

    def entries(self, section: Section, decisions: Iterable[Decision], unfit: dict[Decision, Unfit]) -> list[Entry]:
        """A line for each decision, rulings about one sentence together, facts in reading order."""
        found = []
        groups = [*_rulings(decisions), *((one,) for one in decisions if not isinstance(one, Ruling))]
        for group in groups:
            of = [unfit[one] for one in group if one in unfit]
            missing = tuple(dict.fromkeys(key for one in of for key in one.missing))
            note = group[0].note if isinstance(group[0], Judged) else ""
            fact = self._fact(group)
            found.append(
                Entry(section, tuple(group), self._text(group), fact, of[0].reason if of else "", missing, note)
            )
        last = len(self._comparison.facts)
        return sorted(found, key=lambda entry: (last if entry.fact is None else entry.fact, entry.text))

    # What it is about ---------------------------------------------------------------------------------------------

    def _fact(self, group: Sequence[Decision]) -> int | None:
        match group[0]:
            case Label(row=row) | Place(row=row):
                return self._index(row)
            case Judged(of=of) if not isinstance(of, Contrast):
                return self._index(of)
        return self._index(frozenset(key for decision in group for key in keys_of(decision)))

    def _index(self, row: Row) -> int | None:
        """The fact that a decision is about or, where it is not there any more, the one with most of its sentences."""
        found = self._facts.find(row)
        if found is not None:
            return found[0]
        ids = [id_ for key in sorted(row) if (id_ := self._ground.find(key)) is not None]
        shared = self._facts.holding(ids)
        return min(shared, key=lambda index: (-shared[index], index), default=None)

    # In words -----------------------------------------------------------------------------------------------------

    def _text(self, group: Sequence[Decision]) -> str:
        decision = group[0]
        match decision:
            case Ruling(same=same):
                one, others = _star([ruling for ruling in group if isinstance(ruling, Ruling)])
                return (
                    f"{self._key(one)} {'states the same as' if same else 'is another fact than'} {self._keys(others)}"
                )
            case Label(row=row, text=text):
                return f"{self._row(row, labelled=False)} called “{_line(text)}”"
            case Place(row=row, after=after):
                return f"{self._row(row)} put {'first' if after is None else f'behind {self._row(after)}'}"
            case Added(contrast=contrast, severity=severity):
                return f"{severity} in {contrast.type} added: {self._values(contrast)}"
            case Dismissed(contrast=contrast):
                return f"no difference in {contrast.type}: {self._values(contrast)}"
            case Judged(of=of, verdict=verdict, note=note):
                what = f"{of.type}: {self._values(of)}" if isinstance(of, Contrast) else self._row(of)
                stale = f" {STALE}" if self._is_stale(decision) else ""
                told = f"{VERDICT_GLYPH[verdict]} {VERDICT_WORDS[verdict]}{stale} · {what}"
                return told + (f" · {NOTE} {_line(note)}" if note else "")

    def _is_stale(self, decision: Judged) -> bool:
        """Whether the fact that was judged has other sentences now."""
        found = self._facts.find(decision.of) if not isinstance(decision.of, Contrast) else None
        return found is not None and not found[1]

    def _row(self, row: Row, *, labelled: bool = True) -> str:
        found = self._facts.find(row)
        if found is None:
            return f"the fact of {self._keys(list(row))}"
        label = f" “{_line(self._comparison.facts[found[0]].label)}”" if labelled else ""
        return f"fact {found[0] + 1}{label}"

    def _keys(self, keys: Collection[Key]) -> str:
        shown = ", ".join(sorted(self._key(key) for key in keys)[:_FEW])
        return shown + (f" and {len(keys) - _FEW} more" if len(keys) > _FEW else "")

    def _key(self, key: Key) -> str:
        return self._ground.find(key) or f"{_line(key.file)} “{_line(key.text)[:40].rstrip()}…”"

    def _values(self, contrast: Contrast) -> str:
        found = [(self._ground.find(words.sentence) or "?", words.nth, words.text) for words in contrast.values]
        return " / ".join(f"{id_} “{_line(text)}”" for id_, _, text in sorted(found))


def _rulings(decisions: Iterable[Decision]) -> Iterator[tuple[Ruling, ...]]:
    """Rulings of a kind that are about one sentence together: what joining, or taking out, a sentence makes."""
    for same in (True, False):
        left = [one for one in decisions if isinstance(one, Ruling) and one.same is same]
        while left:
            counted = Counter(key for ruling in left for key in {ruling.pair.a, ruling.pair.b})
            one = min(counted, key=lambda key: (-counted[key], key))
            group = [ruling for ruling in left if one in (ruling.pair.a, ruling.pair.b)]
            left = [ruling for ruling in left if one not in (ruling.pair.a, ruling.pair.b)]
            yield tuple(sorted(group, key=lambda ruling: (ruling.pair.a, ruling.pair.b)))


def _star(rulings: Sequence[Ruling]) -> tuple[Key, list[Key]]:
    """The sentence that all rulings are about, and the others."""
    shared = set.intersection(*({ruling.pair.a, ruling.pair.b} for ruling in rulings))
    one = min(shared)
    others = [ruling.pair.b if ruling.pair.a == one else ruling.pair.a for ruling in rulings]
    return one, sorted(others)


def told(comparison: Comparison, ground: Ground, entry: Entry) -> list[tuple[str, str]]:
    """The sentences of an entry in full, each behind the word that heads it: an id, or what became of the sentence."""
    lines = [("why", entry.reason)] if entry.reason else []
    for key in entry.missing:
        lines.append((f"was {_line(key.file)}", _line(key.text)))
        near = nearest(ground, key)
        if near is None:
            lines.append(("now", f"no sentence of {_line(key.file)} reads like it"))
        else:
            text = comparison.sentences[near.sentence].text
            lines.append((f"now {near.sentence}", f"{_line(text)} ({near.likeness:.0%} alike)"))
    if entry.note:
        lines.append(("note", _line(entry.note)))
    here = {id_ for decision in entry.decisions for key in keys_of(decision) if (id_ := ground.find(key)) is not None}
    order = list(comparison.sentences)
    lines += [(id_, _line(comparison.sentences[id_].text)) for id_ in sorted(here, key=order.index)]
    return lines


def summary(found: Review) -> str:
    """How many there are: "2 to review · 14 decisions". One line of the list may hold several."""
    count = sum(len(entry.decisions) for entry in found.entries) + found.elsewhere
    wrong = sum(len(entry.decisions) for entry in found.entries if entry.section is Section.REVIEW)
    return " · ".join([*([f"{wrong} to review"] if wrong else []), plural(count, "decision")])


def _line(text: str) -> str:
    """Text from a file on one line, safe for the terminal."""
    return show(" ".join(text.split())).text

"""Pure: what a person or a model put right in a fact, in the words and by the signs of the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.model import By, Comparison, Copy, Fact
from aligner.put_right import Joined, joined_sentences, kept_apart, taken_out
from tui.glyphs import BY_SIGN, BY_WORDS, COPIED, PERHAPS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrections(comparison: Comparison, fact: Fact) -> list[str]:
    """What was put right in a fact, a line each: ``label by you``, ``A06, B03 joined by you``."""
    found = [f"label {BY_WORDS[fact.label_by]}"] if fact.label_by is not By.PROGRAM else []
    found += [f"moved {BY_WORDS[By.PERSON]}"] if fact.is_moved else []
    joined: dict[str, list[str]] = {}
    for one in joined_sentences(fact, comparison.options).values():
        joined.setdefault(joined_words(one), []).append(one.sentence)
    for id_, words in parted_words(comparison, fact).items():
        joined.setdefault(words, []).append(id_)
    found += [f"{', '.join(ids)} {words}" for words, ids in joined.items()]
    for difference in fact.differences:
        if difference.by is not By.PROGRAM:
            found.append(f"difference in {difference.type} added {BY_WORDS[difference.by]}")
    return found + [f"difference in {gone.type} dismissed {BY_WORDS[By.PERSON]}" for gone in fact.dismissed]


def joined_words(joined: Joined) -> str:
    """``joined by you``, ``confirmed by the model``."""
    return f"{'confirmed' if joined.was_perhaps else 'joined'} {BY_WORDS[joined.by]}"


def parted_words(comparison: Comparison, fact: Fact) -> dict[str, str]:
    """What a person, or a model, says of sentences that are not in a fact, by id: ``taken out by you``."""
    out = {id_: f"taken out {BY_WORDS[by]}" for id_, by in taken_out(fact, comparison.options).items()}
    apart = {id_: f"kept apart {BY_WORDS[by]}" for id_, by in kept_apart(fact, comparison.options).items()}
    return out | apart


# Origins ------------------------------------------------------------------------------------------------------------


def origin_signs(copies: Sequence[Copy]) -> dict[str, str]:
    """By sentence id, the sign of its origin: ``≡``; where the row has several, ``≡a``, ``≡b`` in the order told."""
    groups: list[set[str]] = []
    for copy in copies:
        touched = [group for group in groups if not group.isdisjoint((copy.a, copy.b))]
        groups = [group for group in groups if group not in touched]
        groups.append({copy.a, copy.b}.union(*touched))
    groups.sort(key=min)
    letters = _LETTERS if len(groups) > 1 else ""
    return {
        id_: COPIED + (letters[number] if number < len(letters) else "")
        for number, group in enumerate(groups)
        for id_ in group
    }


# Signs in a cell ----------------------------------------------------------------------------------------------------


def signs(comparison: Comparison, fact: Fact) -> Mapping[str, str]:
    """What stands before a sentence in its cell, by its id: perhaps, joined by another's word, a shared origin."""
    if not fact.perhaps and not fact.copies and fact.is_found:
        return {}
    found: dict[str, list[str]] = {id_: [PERHAPS] for id_ in fact.perhaps}
    for id_, joined in joined_sentences(fact, comparison.options).items():
        found.setdefault(id_, []).append(BY_SIGN[joined.by])
    for id_, sign in origin_signs(fact.copies).items():
        found.setdefault(id_, []).append(sign)
    return {id_: " ".join(told) for id_, told in found.items()}

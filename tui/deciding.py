"""What a person can do at the desk with what they look at: each deed as the decisions it leads to, or why not.

Pure functions of the session; nothing in here knows of widgets, and nothing is changed before the screen says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.decisions import acts
from aligner.decisions.records import Decisions
from aligner.model import By, Difference, DifferenceType, Link, Mention, Severity, Verdict
from tui.glyphs import plural
from tui.session import Mark, Session
from tui.view import sentences_of


class Deed(NamedTuple):
    """Decisions, and what the step to them is called; ``spent`` are the marks that have served."""

    decisions: Decisions
    name: str
    spent: frozenset[Mark] = frozenset()


class Refusal(NamedTuple):
    """Why a deed cannot be done here, in one line."""

    reason: str


Outcome = Deed | Refusal
_NOTHING = Refusal("There is no fact here.")

VERDICT_WORDS = {
    Verdict.OPEN: "open again",
    Verdict.CHECKED: "checked",
    Verdict.ASK: "to be asked",
    Verdict.WRONG: "wrong in ours",
}

_LONGEST = 40
"""The most characters of a fact's label in the name of a step: so it is known again when rows have other numbers."""


def called(session: Session) -> str:
    """The current fact, for one who reads of it later: ``fact 7 “What Microsoft put into Mistral”``."""
    fact = session.current
    if fact is None:
        return "no fact"
    label = fact.label if len(fact.label) <= _LONGEST else f"{fact.label[: _LONGEST - 1].rstrip()}…"
    return f"fact {(session.fact or 0) + 1} “{label}”"


# Marks --------------------------------------------------------------------------------------------------------------


def marked_here(session: Session) -> tuple[str, ...]:
    """The sentences of the current fact that are marked, columns in order."""
    fact = session.current
    if fact is None:
        return ()
    return tuple(id_ for cell in fact.cells.values() for id_ in cell if (session.fact, id_) in session.marks)


def marked_elsewhere(session: Session) -> tuple[Mark, ...]:
    """The marked sentences of other facts, in reading order of the facts."""
    return tuple(sorted(mark for mark in session.marks if mark[0] != session.fact))


def turned(session: Session, source: str) -> frozenset[Mark] | None:
    """The marks after one more press in a source's cell of the current fact; None where the source is silent.

    One sentence is marked or not. Of several each press marks the next one alone, then all, then none.
    """
    fact, index = session.current, session.fact
    if fact is None or index is None or source not in fact.cells:
        return None
    cell = fact.cells[source]
    here = frozenset((index, id_) for id_ in cell)
    states = [frozenset(), *(frozenset({(index, id_)}) for id_ in cell)]
    if len(cell) > 1:
        states.append(here)
    now = session.marks & here
    following = states[(states.index(now) + 1) % len(states)] if now in states else frozenset()
    return (session.marks - here) | following


def turned_row(session: Session) -> frozenset[Mark] | None:
    """The marks with the whole current fact marked, or not any more if anything of it was; None if there is no fact."""
    fact, index = session.current, session.fact
    if fact is None or index is None:
        return None
    here = frozenset((index, id_) for id_ in sentences_of(fact))
    return session.marks - here if session.marks & here else session.marks | here


def meant(session: Session) -> tuple[str, ...]:
    """The sentences that a deed is about: those marked in the current fact, or else what the current source says."""
    fact = session.current
    if fact is None:
        return ()
    return marked_here(session) or fact.cells.get(session.article.id, ())


# Rows ---------------------------------------------------------------------------------------------------------------


def join(session: Session) -> Outcome:
    """The sentences marked elsewhere, put into the current fact."""
    fact, comparison = session.current, session.comparison
    if fact is None or comparison is None:
        return _NOTHING
    coming = marked_elsewhere(session)
    if not coming:
        return Refusal("Mark sentences of another fact first (space), then join them to this one.")
    moved = [(id_, comparison.facts[index]) for index, id_ in coming]
    decisions = acts.join(session.ground, session.book.decisions, moved, fact)
    return Deed(decisions, f"{_listed([id_ for _, id_ in coming])} joined to {called(session)}", session.marks)


def take_out(session: Session) -> Outcome:
    """The sentences that are meant, each on its own."""
    fact, out = session.current, meant(session)
    if fact is None:
        return _NOTHING
    if not out:
        return Refusal(f"{session.article.id} is silent here: go to a source that tells it, or mark sentences.")
    if len(sentences_of(fact)) == 1:
        return Refusal("It stands alone already.")
    decisions = acts.take_out(session.ground, session.book.decisions, out, fact)
    return Deed(decisions, f"{_listed(out)} taken out of {called(session)}", _marks(session, out))


def split(session: Session) -> Outcome:
    """The marked sentences of the current fact as a fact of their own."""
    fact, part = session.current, marked_here(session)
    if fact is None:
        return _NOTHING
    if not part or len(part) == len(sentences_of(fact)):
        return Refusal("Mark the sentences of this fact that are another one (space), not all of them.")
    decisions = acts.split(session.ground, session.book.decisions, part, fact)
    return Deed(decisions, f"{_listed(part)} split off {called(session)}", _marks(session, part))


def merge(session: Session) -> Outcome:
    """The current fact and every one with a mark, made one."""
    fact, comparison = session.current, session.comparison
    if fact is None or comparison is None:
        return _NOTHING
    others = sorted({index for index, _ in marked_elsewhere(session)})
    if not others:
        return Refusal("Mark another fact first (space in it), then merge it with this one.")
    decisions = acts.merge(session.ground, session.book.decisions, [fact, *(comparison.facts[i] for i in others)])
    what = f"{'facts' if len(others) > 1 else 'fact'} {', '.join(str(index + 1) for index in others)}"
    return Deed(decisions, f"{what} merged with {called(session)}", session.marks)


def move(session: Session, direction: int) -> Outcome:
    """The current fact one place down (1) or up (-1) among those shown."""
    comparison, index = session.comparison, session.fact
    if comparison is None or index is None or index not in session.facts:
        return _NOTHING
    facts = session.facts
    if facts != tuple(sorted(facts)):
        return Refusal("A fact is moved in the reading order: o leads there.")
    at = facts.index(index) + direction
    if not 0 <= at < len(facts):
        return Refusal(f"It is the {'last' if direction > 0 else 'first'} fact already.")
    after: int | None = facts[at] if direction > 0 else facts[at] - 1
    if after is not None and after < 0:
        after = None
    decisions = acts.move(session.ground, session.book.decisions, comparison.facts, index, after)
    return Deed(decisions, f"{called(session)} moved {'down' if direction > 0 else 'up'}")


# Perhaps ------------------------------------------------------------------------------------------------------------


def doubtful(session: Session) -> tuple[str, ...]:
    """The sentences that stand only perhaps in the current fact: of those that are meant, or else all of them."""
    fact = session.current
    if fact is None:
        return ()
    return tuple(id_ for id_ in meant(session) if id_ in fact.perhaps) or fact.perhaps


def confirm(session: Session) -> Outcome:
    """What was only perhaps belongs here."""
    fact, sure = session.current, doubtful(session)
    if fact is None:
        return _NOTHING
    if not sure:
        return Refusal("Nothing here is only perhaps.")
    decisions = acts.confirm(session.ground, session.book.decisions, sure, fact)
    return Deed(decisions, f"{_listed(sure)} confirmed in {called(session)}", _marks(session, sure))


def reject(session: Session) -> Outcome:
    """What was only perhaps does not belong here."""
    fact, out = session.current, doubtful(session)
    if fact is None:
        return _NOTHING
    if not out:
        return Refusal("Nothing here is only perhaps; o takes a sentence out.")
    decisions = acts.take_out(session.ground, session.book.decisions, out, fact)
    return Deed(decisions, f"{_listed(out)} rejected from {called(session)}", _marks(session, out))


def rule(session: Session, link: Link, *, same: bool) -> Outcome:
    """Whether the two sentences of a link state the same fact."""
    decisions = acts.rule(session.ground, session.book.decisions, link.a, link.b, same=same)
    return Deed(decisions, f"{link.a} and {link.b} {'state the same' if same else 'do not state the same'}")


# Labels and differences ---------------------------------------------------------------------------------------------


def relabel(session: Session, text: str) -> Outcome:
    """Another name for the current fact; an empty one gives back the program's."""
    fact = session.current
    if fact is None:
        return _NOTHING
    decisions = acts.relabel(session.ground, session.book.decisions, fact, text)
    done = f"called “{text.strip()}”" if text.strip() else "called by the program's words again"
    return Deed(decisions, f"{called(session)} {done}")


def dismiss(session: Session, difference: Difference) -> Outcome:
    """A difference that is none; one of the person's own is gone."""
    decisions = acts.dismiss(session.ground, session.book.decisions, difference)
    done = "taken back" if difference.by is By.PERSON else "dismissed"
    return Deed(decisions, f"difference in {difference.type} of {called(session)} {done}")


def restore(session: Session, difference: Difference) -> Outcome:
    """A dismissed difference that is one after all."""
    decisions = acts.restore(session.ground, session.book.decisions, difference)
    return Deed(decisions, f"difference in {difference.type} of {called(session)} restored")


def add_difference(session: Session, type_: DifferenceType, severity: Severity, values: Sequence[Mention]) -> Outcome:
    """A difference that the program did not see."""
    if len({mention.source for mention in values}) < 2:
        return Refusal("A difference is between two sources: give words of two at least.")
    decisions = acts.add_difference(session.ground, session.book.decisions, type_, severity, values)
    return Deed(decisions, f"difference in {type_} added to {called(session)}")


# Judgements ---------------------------------------------------------------------------------------------------------


def judge(session: Session, verdict: Verdict, of: Difference | None = None) -> Outcome:
    """A verdict on the current fact, or on a difference of it; the one it has already makes it open again."""
    subject = of if of is not None else session.current
    if subject is None:
        return _NOTHING
    # One that is stale is given anew: that is what looking at it again is for.
    given = subject.judgement.verdict is verdict and not subject.judgement.is_stale
    verdict = Verdict.OPEN if given else verdict
    decisions = acts.judge(session.ground, session.book.decisions, subject, verdict=verdict)
    return Deed(decisions, f"{_named(session, of)} {VERDICT_WORDS[verdict]}")


def note(session: Session, text: str, of: Difference | None = None) -> Outcome:
    """A note on the current fact, or on a difference of it; an empty one is none."""
    subject = of if of is not None else session.current
    if subject is None:
        return _NOTHING
    decisions = acts.judge(session.ground, session.book.decisions, subject, note=text)
    return Deed(decisions, f"note on {_named(session, of)}")


# What there is to do ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as the dialog offers it: its key, what it does here, what to do, and the sentences it is about."""

    key: str
    text: str
    do: Callable[[Session], Outcome]
    about: Sequence[str] = ()


def offers(session: Session) -> list[Offer]:
    """What can be put right in the current fact, each deed told with what it would be about now."""
    elsewhere, here, about, unsure = (
        [id_ for _, id_ in marked_elsewhere(session)],
        marked_here(session),
        meant(session),
        doubtful(session),
    )
    rows = sorted({index + 1 for index, _ in marked_elsewhere(session)})
    return [
        Offer(
            "j",
            f"Join {_listed(elsewhere)} to this fact" if elsewhere else "Join marked sentences to it",
            join,
            elsewhere,
        ),
        Offer("o", f"Take {_listed(about)} out of it" if about else "Take a sentence out of it", take_out, about),
        Offer("s", f"Split {_listed(here)} off it" if here else "Split the marked sentences off it", split, here),
        Offer("m", f"Merge it with fact {', '.join(map(str, rows))}" if rows else "Merge it with marked facts", merge),
        Offer("y", f"Confirm {_listed(unsure)}: same fact" if unsure else "Confirm what is perhaps", confirm, unsure),
        Offer("n", f"Reject {_listed(unsure)}: another fact" if unsure else "Reject what is perhaps", reject, unsure),
    ]


def is_possible(session: Session, offer: Offer) -> bool:
    """Whether the deed can be done as things are."""
    return isinstance(offer.do(session), Deed)


def _named(session: Session, difference: Difference | None) -> str:
    return called(session) if difference is None else f"difference in {difference.type} of {called(session)}"


def _marks(session: Session, sentences: Sequence[str]) -> frozenset[Mark]:
    return frozenset(mark for mark in session.marks if mark[0] == session.fact and mark[1] in sentences)


def _listed(ids: Sequence[str]) -> str:
    """``A06, B14``; of many how many."""
    return ", ".join(ids) if len(ids) <= 3 else plural(len(ids), "sentence")

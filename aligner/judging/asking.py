"""Asking a model about a comparison: one question after another, until all are answered or a limit is reached."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from aligner.decisions.records import Pair
from aligner.errors import printable
from aligner.fetching.network import StoppedError
from aligner.judging.endpoint import Endpoint, NoReplyError, Reply
from aligner.judging.memory import Memory
from aligner.judging.questions import Question, consistent, questions, said
from aligner.judging.settings import Judge
from aligner.model import Comparison, Progress

PATIENCE: Final = 3
"""Questions in a row that may remain without an answer before no more are asked."""
_PAUSES: Final = 4
"""Pauses for one question that an endpoint may ask for."""
_SAVED: Final = 20
"""Answers after which they are kept: who ends the program in the middle need not pay for more than those again."""
_STAGE: Final = "Asking the model"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    ``answers`` are what is known now, remembered ones included, to be given to ``Alignment.comparison``; ``asked`` is
    how many questions were sent, ``answered`` how many of them had an answer, ``remembered`` how many answers were
    there before, ``contradictory`` how many are left out since they contradict each other (``questions.consistent``),
    ``left`` how many pairs are as they were. ``tokens`` is what it cost, as far as the endpoint told, else estimated.
    ``reason`` says why it ended early, or what was the matter; empty if nothing was.
    """

    answers: Mapping[Pair, bool]
    asked: int = 0
    answered: int = 0
    remembered: int = 0
    contradictory: int = 0
    left: int = 0
    tokens: int = 0
    reason: str = ""

    def line(self, judge: Judge) -> str:
        """The same for the user, in one line without control characters."""
        who = printable(f"{judge.model} at {judge.host}")
        if not (self.answers or self.left):
            return f"{who} was asked nothing: no sentence is only perhaps in its fact"
        same = sum(self.answers.values())
        told = [f"asked {self.asked}", f"answered {self.answered}", f"{self.remembered} known from before"]
        told += [f"{same} yes, {len(self.answers) - same} no"]
        told += [f"{self.contradictory} that contradict each other"] if self.contradictory else []
        told += [f"{self.left} left as perhaps"]
        cost = f"; {self.tokens} tokens" if self.asked else ""
        return f"{who}: {', '.join(told)}{cost}" + (f"; {printable(self.reason)}" if self.reason else "")


def ask(
    comparison: Comparison,
    judge: Judge,
    progress: Progress | None = None,
    *,
    keep: bool = True,
    stopped: threading.Event | None = None,
) -> Outcome:
    """Ask a model about the pairs of a comparison that are only perhaps the same fact (see ``questions``).

    Nothing that the endpoint does or does not do raises: what has no answer is left as it is. ``keep`` says whether
    answers are taken from the cache and kept there. ``stopped`` ends it, from any thread. It is one pass: the
    comparison that the answers make may have other doubtful pairs, which nobody asks about.
    """
    run = _Run(judge, keep, stopped or threading.Event())
    asked = questions(comparison)
    open_ = run.recall(asked)
    try:
        run.ask(open_, progress or _nobody)
    except StoppedError:
        run.reason = "stopped"
    finally:
        run.close()
    return run.outcome(comparison, asked)


def _nobody(stage: str, share: float) -> None:
    """The progress that nobody looks at."""


class _Run:
    """What was found out so far, and what it took."""

    def __init__(self, judge: Judge, keep: bool, stopped: threading.Event) -> None:
        self.reason = ""
        self._judge = judge
        self._stopped = stopped
        self._memory = Memory(judge, keep=keep)
        self._endpoint: Endpoint | None = None
        self._end = time.monotonic() + judge.limits.seconds
        self._answers: dict[Pair, bool] = {}
        self._asked = self._answered = self._remembered = self._tokens = 0

    def close(self) -> None:
        if self._endpoint is not None:
            self._endpoint.close()
        self._memory.save()

    def outcome(self, comparison: Comparison, asked: Sequence[Question]) -> Outcome:
        """What came of it."""
        kept = consistent(comparison, self._answers)
        return Outcome(
            MappingProxyType(kept),
            self._asked,
            self._answered,
            self._remembered,
            contradictory=len(self._answers) - len(kept),
            left=len(asked) - len(kept),
            tokens=self._tokens,
            reason=self.reason,
        )

    def recall(self, asked: Sequence[Question]) -> list[Question]:
        """Take the answers that are known, and return the questions that are open."""
        open_ = []
        for question in asked:
            if not self._knows(question):
                open_.append(question)
        return open_

    def _knows(self, question: Question) -> bool:
        same = self._memory.find(question)
        if same is None:
            return False
        self._answers[question.pair] = same
        self._remembered += 1
        return True

    def ask(self, open_: Sequence[Question], progress: Progress) -> None:
        """Ask one question after another until a limit is reached, or nobody seems to be there."""
        missed = 0
        for number, question in enumerate(open_):
            progress(_STAGE, number / len(open_))
            if self._knows(question):  # two outlets print one sentence
                continue
            if reached := self._limit(question):
                self.reason = reached
                return
            try:
                reply = self._reply(question)
            except NoReplyError as error:
                self.reason = error.reason
                missed += 1
                if error.is_final or missed >= PATIENCE:
                    return
                continue
            missed = 0
            self._take(question, reply)
        progress(_STAGE, 1.0)

    def _limit(self, question: Question) -> str:
        """Which limit the next question would go over; empty for none."""
        limits = self._judge.limits
        if self._asked >= limits.pairs:
            return f"the limit of {limits.pairs} pairs is reached (--judge-most)"
        if self._tokens + question.tokens > limits.tokens:
            return f"the limit of {limits.tokens} tokens is reached (--judge-tokens)"
        if time.monotonic() >= self._end:
            return self._late
        return ""

    @property
    def _late(self) -> str:
        return f"the time of {self._judge.limits.seconds:g} seconds is over (--judge-seconds)"

    def _reply(self, question: Question) -> Reply:
        """The answer to a question, after the pauses that the endpoint asks for. Raises NoReplyError."""
        self._asked += 1
        self._tokens += question.tokens  # whoever breaks off has perhaps answered and counted, too
        self._endpoint = self._endpoint or Endpoint(self._judge, self._stopped)
        for _ in range(_PAUSES):
            left = self._end - time.monotonic()
            try:
                return self._endpoint.ask(question, left)
            except NoReplyError as error:
                if time.monotonic() >= self._end:
                    raise NoReplyError(self._late, is_final=True) from None
                if error.wait is None:
                    raise
                self._pause(error)
        raise NoReplyError("it asks for one pause after another", is_final=True)

    def _pause(self, asked: NoReplyError) -> None:
        seconds = asked.wait or 0.0
        if seconds >= self._end - time.monotonic():
            raise NoReplyError(f"{asked.reason} of {seconds:.0f} seconds, longer than there is time", is_final=True)
        if self._stopped.wait(seconds):
            raise StoppedError

    def _take(self, question: Question, reply: Reply) -> None:
        if reply.tokens is not None:
            self._tokens += reply.tokens - question.tokens
        same = said(reply.text)
        if same is None:
            self.reason = "it said neither yes nor no to some"
            return
        self._answers[question.pair] = same
        self._answered += 1
        self._memory.add(question, same)
        if self._answered % _SAVED == 0:
            self._memory.save()

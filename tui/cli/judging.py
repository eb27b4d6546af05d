"""A model asked about what is doubtful: how it is named on the command line, and asked for an export.

It is named there alone, each time: neither the file of settings nor the environment can turn it on. Only its key comes
from the environment, since others can read a command line.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from aligner.errors import SynopticError
from aligner.judging.settings import KEY_VARIABLE, Judge, Limits
from aligner.judging.settings import chosen as judge_at
from tui.cli.common import say

if TYPE_CHECKING:
    from aligner.decisions.records import Decisions
    from aligner.model import Comparison

_OTHERS = ("judge_model", "judge_most", "judge_seconds", "judge_tokens")


def add_judge(parser: argparse.ArgumentParser) -> None:
    """Who is asked, and how much at most."""
    built_in = Limits()
    group = parser.add_argument_group(
        "a model, only if you name one",
        'It answers yes or no on pairs of sentences that are only "perhaps" the same\n'
        "fact. Those sentences are sent to it. What it says is marked as its own, and\n"
        f"your word goes over it. The key, if it wants one: {KEY_VARIABLE}.",
    )
    group.add_argument("--judge", metavar="URL", help="ask the model there, as http://localhost:11434/v1 (Ollama)")
    group.add_argument("--judge-model", metavar="NAME", help="its name there")
    group.add_argument(
        "--judge-most", metavar="N", type=_count, help=f"pairs that are asked about at most ({built_in.pairs})"
    )
    group.add_argument(
        "--judge-seconds", metavar="S", type=_seconds, help=f"time for all of them together ({built_in.seconds:g})"
    )
    group.add_argument(
        "--judge-tokens", metavar="N", type=_count, help=f"tokens of all of them together ({built_in.tokens})"
    )


def judge_of(arguments: argparse.Namespace) -> Judge | None:
    """Who is to be asked; None for nobody. Raises SynopticError for what cannot be meant."""
    if arguments.judge is None:
        for name in _OTHERS:
            if getattr(arguments, name) is not None:
                raise SynopticError(
                    f"--{name.replace('_', '-')} says how to ask, but nobody is asked without --judge URL"
                )
        return None
    built_in = Limits()
    limits = Limits(
        built_in.pairs if arguments.judge_most is None else arguments.judge_most,
        built_in.seconds if arguments.judge_seconds is None else arguments.judge_seconds,
        built_in.tokens if arguments.judge_tokens is None else arguments.judge_tokens,
    )
    return judge_at(arguments.judge, arguments.judge_model, limits, os.environ.get(KEY_VARIABLE, ""))


def answered(made: Comparison, judge: Judge, decisions: Decisions, *, keep: bool) -> Comparison:
    """A comparison with what the model answers in it, made with the corrections among these decisions.

    One line says what was asked and what came of it. Where nothing did, it is the comparison as it was.
    """
    from aligner import judging
    from aligner.decisions.recovering import answers

    outcome = judging.ask(made, judge, keep=keep)
    say(outcome.line(judge))
    if not outcome.answers:
        return made
    from aligner.comparison import compare

    known = {**answers(made), **outcome.answers}
    return compare(made.story, made.options, decisions=decisions.corrections, answers=known)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 86_400.0:  # false for nan, too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 86400")
    return value

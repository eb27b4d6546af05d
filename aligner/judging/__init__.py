"""A language model asked, where the user wants it, whether two sentences that are "perhaps" the same fact are.

Off unless the user names an endpoint that speaks the protocol of OpenAI's chat completions: one on this computer
(Ollama, llama.cpp, LM Studio, vLLM) or somewhere else. All that is taken from its answers is yes or no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.judging.settings import KEY_VARIABLE, Judge, Limits, chosen

if TYPE_CHECKING:
    from aligner.judging.asking import Outcome, ask

__all__ = ["KEY_VARIABLE", "Judge", "Limits", "Outcome", "ask", "chosen"]


def __getattr__(name: str) -> object:
    # Whoever only reads the command line asks nothing.
    if name in ("Outcome", "ask"):
        from aligner.judging import asking

        return getattr(asking, name)
    raise AttributeError(name)

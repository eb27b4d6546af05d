"""The core of synoptic: articles in, an aligned comparison out. Imports neither textual nor rich.

As a library::

    from aligner import compare, read_story

    comparison = compare(read_story("seeds"))

What is named here is imported when it is first asked for; ``docs/library.md`` tells what there is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.decisions.records import Decisions
    from aligner.errors import SynopticError
    from aligner.library import compare, read_comparison, read_decisions, read_story, write_comparison
    from aligner.model import Comparison, Fact, Options, Story

__all__ = [
    "Comparison",
    "Decisions",
    "Fact",
    "Options",
    "Story",
    "SynopticError",
    "compare",
    "read_comparison",
    "read_decisions",
    "read_story",
    "write_comparison",
]

_ROOMS = {"SynopticError": "errors", "Decisions": "decisions.records"} | dict.fromkeys(
    ("Comparison", "Fact", "Options", "Story"), "model"
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'library')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

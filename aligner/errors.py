"""Errors a user can cause, and how what they name is shown."""

from __future__ import annotations


class SynopticError(Exception):
    """Something the user can put right. The message is one line that names the file and the remedy."""


def printable(text: str) -> str:
    """A text for a line on a terminal: what cannot be printed, control characters above all, is escaped."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)

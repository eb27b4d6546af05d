"""Errors a user can cause, and how what they name is shown."""

from __future__ import annotations


class SynopticError(Exception):
    """Something the user can put right. The message is one line that names the file and the remedy."""


def printable(text: str) -> str:
    """A text for a line on a terminal: what cannot be printed, control characters above all, is escaped."""
    if text.isprintable():  # as nearly all are
        return text
    from aligner.taming import escaped

    return escaped(text)


def typed(text: str) -> str:
    """A name as it is typed in a shell, for a command that is proposed: it stays one word, whatever it holds."""
    from shlex import quote

    return quote(printable(text))

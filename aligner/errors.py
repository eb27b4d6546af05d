"""Errors a user can cause."""

from __future__ import annotations


class SynopticError(Exception):
    """Something the user can put right. The message is one line that names the file and the remedy."""

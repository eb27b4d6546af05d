"""Fetching: pages of the web by their addresses, each a page as it was sent or a reason in one line.

Polite and wary: it says who it is, asks robots.txt, waits where it is asked to, takes neither cookies nor passwords,
goes to no private address, and is held up by no server. Imports httpx, httpcore and protego when it begins.
"""

from __future__ import annotations

from aligner.fetching.crew import fetch_all
from aligner.fetching.results import Failed, Fetched, Limits, Options, Result, Step

__all__ = ["Failed", "Fetched", "Limits", "Options", "Result", "Step", "fetch_all"]

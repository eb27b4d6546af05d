"""Bylines of other languages than English: "Von Anna Schmidt und Jonas Weber", "Par Solène Marchand, à Lyon"."""

from __future__ import annotations

import functools
import re

_NAME = r"(?:(?:[a-z]{1,3}[-'’])?[A-ZÀ-ÖØ-Þ][\w'’.-]*)"
# Titles in English may begin "Von der Leyen ..." or "Di Maria ...": a person has two or three names, behind "Di" two.
_LINKS = "de|da|do|dos|di|del|della|van|von|der|den|zu|le|la|ter|y|e"
_PERSON = rf"(?!D[aeiu][a-z]?\b){_NAME}(?: (?:{_LINKS}))*(?: {_NAME}){{1,2}}"
_AND = r"(?:et|und|y|e|ed|en|&)"
_BEGINNINGS = ("Par", "Von", "Por", "Door", "Di", "Texte de", "Text:", "Texto:", "Testo di", "Tekst:")


def byline(text: str) -> re.Match[str] | None:
    """The line that names who wrote the article and says nothing else, if it is one; group "author" are the names."""
    return _byline().match(text) if text.startswith(_BEGINNINGS) else None


@functools.cache
def _byline() -> re.Pattern[str]:
    """Compiled when a line first begins like it, which no line of most stories does."""
    return re.compile(
        rf"(?!Di \S+ \S+ (?!ed? )\S)(?:{'|'.join(_BEGINNINGS)})\s+"
        rf"(?P<author>{_PERSON}(?:(?:, {_PERSON}){{0,4}},? {_AND} {_PERSON})?)"
        r"(?:(?:,|\s?\||\s[-–—])\s.{2,60})?\Z"
    )

"""Languages: what is known of each, and which one a text is in.

Every article has a language (`aligner.model.Attribution.language`: the manifest's word, the page's, or `detect`'s), and
its splitter, stemmer, stop words, figures and dates follow it. English, French, German, Spanish, Italian, Portuguese
and Dutch have them all; the other languages of nltk's Snowball have a stemmer, stop words, abbreviations and the words
of amounts; so have, without a stemmer, Polish, Czech, Catalan and Turkish. Of any other language, words are compared
case-folded, and figures are read by digits and signs. nltk's trained data is never needed: every list is written here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from aligner.languages.detection import detect
from aligner.languages.en import LANGUAGE as ENGLISH
from aligner.languages.language import Language

__all__ = ["CODES", "ENGLISH", "UNKNOWN", "Language", "detect", "name", "of", "primary"]

CODES = frozenset("ar ca cs da de en es fi fr hu it nl no pl pt ro ru sv tr".split())
"""The languages that have a module here."""
UNKNOWN = "und"
"""The code of a language that is not known."""

# ISO 639-2 codes and other names of the languages that have a module, and the two Norwegians as one.
_ALIASES = {
    "ara": "ar", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "eng": "en", "spa": "es",
    "fin": "fi", "fra": "fr", "fre": "fr", "hun": "hu", "ita": "it", "nld": "nl", "dut": "nl", "nb": "no", "nn": "no",
    "nor": "no", "nob": "no", "nno": "no", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "swe": "sv",
    "tur": "tr", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "ell": "el", "gre": "el", "heb": "he", "ukr": "uk",
}  # fmt: skip
_NAMES = {
    "und": "an unknown language", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "el": "Greek", "he": "Hebrew",
    "uk": "Ukrainian", "bg": "Bulgarian", "hr": "Croatian", "sr": "Serbian", "sk": "Slovak", "sl": "Slovenian",
    "et": "Estonian", "lv": "Latvian", "lt": "Lithuanian", "fa": "Persian", "hi": "Hindi", "th": "Thai",
    "vi": "Vietnamese", "id": "Indonesian", "ga": "Irish", "eu": "Basque", "gl": "Galician", "is": "Icelandic",
}  # fmt: skip


def of(code: str) -> Language:
    """What is known of a language, by its code or a tag that begins with it ("de-AT"); never fails."""
    return _of(primary(code))


def primary(tag: str) -> str:
    """The code of a language tag: "de" of "de-AT", "DE_de" and "deu"; "und" of what is no tag."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", tag.strip())
    if not found:
        return UNKNOWN
    code = found.group().lower()
    return _ALIASES.get(code, code)


def name(code: str) -> str:
    """The English name of a language, for people to read: "German"; the code itself where no name is known."""
    return of(code).name or _NAMES.get(primary(code), code)


@cache
def _of(code: str) -> Language:
    if code in CODES:
        language: Language = import_module(f"aligner.languages.{code}").LANGUAGE
        return language
    return Language(code)

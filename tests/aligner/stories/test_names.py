from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.stories import names


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bridge shut: “at once”", "bridge-shut-at-once"),
        ("Größe, Ærø, łódź & naïveté", "grosse-aero-lodz-naivete"),
        ("It’s Ellmouth's", "its-ellmouths"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-file"),
        ("橋が閉鎖された", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert names.slug(text) == slug


@given(st.text(max_size=200), st.integers(8, 60))
def test_a_slug_is_a_safe_name(text: str, most: int) -> None:
    slug = names.slug(text, most)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= max(most, len("com1-file"))
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("outlet", "url", "title", "stem"),
    [
        ("BBC News", "https://www.bbc.co.uk/1", "Bridge shut", "bbc-news-bridge-shut"),
        (None, "https://www.bbc.co.uk/1", "Bridge shut", "bbc-co-bridge-shut"),
        (None, None, "Bridge shut", "bridge-shut"),
        (None, "https://nhk.example/1", "橋が閉鎖", "nhk"),
        (None, None, "橋が閉鎖", "saved-page"),
    ],
)
def test_stems(outlet: str | None, url: str | None, title: str, stem: str) -> None:
    assert names.stem(outlet, url, title, "Saved page") == stem


def test_stems_are_short() -> None:
    assert len(names.stem("The Extremely Long Name of an Old Newspaper", None, "word " * 40, "x")) <= 48


def test_names_that_are_taken() -> None:
    assert names.unused("a", lambda name: name in ("a", "a-2")) == "a-3"
    assert names.versioned("a.txt", 2, lambda name: name == "a.2") == "a.3"
    assert names.versioned("in/a.2.txt", 3, lambda _: False) == "in/a.3"
    assert names.versioned("a.html", 2, lambda _: False) == "a.2"

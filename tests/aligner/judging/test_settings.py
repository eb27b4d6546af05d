"""Who is asked: addresses, models and keys that are taken, and those that are refused before anything is sent."""

from __future__ import annotations

import pytest

from aligner.errors import SynopticError
from aligner.judging import Judge, Limits, chosen


@pytest.mark.parametrize(
    ("given", "url", "host"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions", "localhost:11434"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions", "localhost:11434"),
        (" https://example.org ", "https://example.org/chat/completions", "example.org"),
        ("https://example.org/v1/chat/completions", "https://example.org/v1/chat/completions", "example.org"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions", "[::1]:8080"),
    ],
)
def test_an_endpoint_is_named_by_its_address(given: str, url: str, host: str) -> None:
    judge = chosen(given, " tiny ")
    assert (judge.url, judge.model, judge.host) == (url, "tiny", host)
    assert judge.limits == Limits()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no address of http or https"),
        ("localhost:11434", "no address of http or https"),
        ("ftp://localhost/v1", "no address of http or https"),
        ("file:///etc/passwd", "no address of http or https"),
        ("http://", "no address of http or https"),
        ("http://[::1", "is no address"),
        ("http://localhost:99999/v1", "is no address"),
        ("http://localhost:0/v1", "no address of http or https"),
        ("http://localhost/\x1b[2Jv1", "no address of http or https"),
        ("http://" + "a" * 3000, "no address of http or https"),
        ("https://me:pass@example.org/v1", "takes no name and no password"),
        ("https://example.org/v1?key=pass", "has a ? or a # in it"),
    ],
)
def test_what_is_no_endpoint_is_refused(url: str, words: str) -> None:
    with pytest.raises(SynopticError) as caught:
        chosen(url, "tiny")
    assert words in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "url",
    [
        "https://me:sk-secret@example.org:99999/v1",
        "https://me:sk/secret@example.org/v1",
        "me:sk-secret@example.org/v1",
        "https://example.org/v1?key=sk-secret",
        "https://example.org/v1#sk-secret",
        "ftp://example.org/v1?key=sk-secret",
    ],
)
def test_what_may_be_secret_in_an_address_is_not_said(url: str) -> None:
    with pytest.raises(SynopticError) as caught:
        chosen(url, "tiny")
    assert "secret" not in str(caught.value)
    assert "--judge" in str(caught.value)


@pytest.mark.parametrize("model", [None, "", "  "])
def test_a_model_is_named(model: str | None) -> None:
    with pytest.raises(SynopticError, match="--judge-model NAME"):
        chosen("http://localhost/v1", model)


@pytest.mark.parametrize("key", ["sk\nX-Evil: 1", "schlüssel", "a\x00"])
def test_a_key_that_is_none_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(SynopticError) as caught:
        chosen("https://example.org/v1", "tiny", key=key)
    assert key not in str(caught.value)
    assert "SYNOPTIC_JUDGE_KEY" in str(caught.value)


def test_a_key_is_not_sent_unencrypted_to_another_computer() -> None:
    with pytest.raises(SynopticError, match="unencrypted") as caught:
        chosen("http://example.org/v1", "tiny", key="sk-secret")
    assert "secret" not in str(caught.value)
    for here in ("http://localhost:1/v1", "http://127.0.0.1/v1", "http://[::1]/v1", "https://example.org"):
        assert chosen(here, "tiny", key="sk-secret").key == "sk-secret"


def test_the_key_is_not_in_what_is_printed_of_a_judge() -> None:
    assert "secret" not in repr(Judge("https://example.org", "tiny", key="secret"))

from __future__ import annotations

import pytest

from aligner.fetching import addresses
from aligner.fetching.results import FetchError


@pytest.mark.parametrize(
    "numeric",
    [
        *("127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
        *("255.255.255.255", "198.18.0.1", "192.0.2.1", "203.0.113.1", "::", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "localhost", ""),
    ],
)
def test_what_is_not_of_the_open_internet(numeric: str) -> None:
    assert not addresses.is_public(numeric)


@pytest.mark.parametrize(
    "numeric", ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07::1", "64:ff9b::808:808"]
)
def test_what_is(numeric: str) -> None:
    assert addresses.is_public(numeric)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("HTTP://Example.ORG/A/../b?q=1#part", "http://example.org/b?q=1"),
        (" https://example.org ", "https://example.org"),
        ("https://exämple.org/ä b", "https://xn--exmple-cua.org/%C3%A4%20b"),
        ("http://[2606:2800::1]:8080/x", "http://[2606:2800::1]:8080/x"),
    ],
)
def test_an_address_is_put_in_order(address: str, written: str) -> None:
    assert str(addresses.parse(address)) == written


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/", "only pages of http and https"),
        ("file:///etc/passwd", "only pages of http and https"),
        ("javascript:alert(1)", "only pages of http and https"),
        ("https://me:secret@example.org/", "user name or a password"),
        ("https://me@example.org/", "user name or a password"),
        ("https:///path", "names no host"),
        ("https://exa mple.org/", "names no host"),
        ("https://example.org:99999/", "names no host"),
        ("https://[::1", "no address of a page"),
        ("https://example.org/\x00", "no address of a page"),
        (f"https://example.org/{'a' * 5000}", "too long"),
    ],
)
def test_what_is_no_address_of_a_page(address: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        addresses.parse(address)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a?b=2&a=1",
        "https://www.example.org/a/?a=1&b=2",
        "https://EXAMPLE.org:443/a?a=1&b=2#top",
        "https://example.org/a?a=1&utm_source=feed&b=2&fbclid=XYZ&UTM_Campaign=x",
    ],
)
def test_addresses_of_the_same_page(other: str) -> None:
    assert addresses.same_page(other) == addresses.same_page("https://example.org/a?a=1&b=2")


@pytest.mark.parametrize("other", ["https://example.org/b", "https://example.org/a?id=2", "https://example.net/a?id=1"])
def test_addresses_of_others(other: str) -> None:
    assert addresses.same_page(other) != addresses.same_page("https://example.org/a?id=1")


def test_houses() -> None:
    assert addresses.same_site("https://www.example.org/a", "http://m.example.org/b")
    assert not addresses.same_site("https://example.org/a", "https://another-example.org/a")
    assert not addresses.same_site("not an address", "not an address")


def test_what_has_no_host_is_no_page_and_of_no_site() -> None:
    for broken in ("http://[::1", "https://[bad/a", "http:///x"):
        assert addresses.same_page(broken) == broken
        assert not addresses.same_site("https://example.org/a", broken)
        assert not addresses.same_site(broken, broken)

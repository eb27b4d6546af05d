"""Addresses: which are pages of the web, which are the same page, which lead into a private network."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from aligner.fetching.results import FetchError

if TYPE_CHECKING:
    import httpx

_MOST: Final = 4000
"""Characters of an address; browsers take more, no article needs it."""

_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|mc_[ce]id|_ga|ocid|cmpid|smid|ref_src|at_(?:medium|campaign)",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from and never which page is meant."""

_HOST: Final = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(?:%[\w.-]+)?")

_INSIDE_V6: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses written as IPv6 (NAT64, RFC 6052)."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def parse(address: str) -> httpx.URL:
    """An address of the web, put in order, its fragment dropped.

    Raises FetchError for any other, and for one that holds a user name or a password.
    """
    import httpx

    text = address.strip()
    if len(text) > _MOST:
        raise FetchError("the address is too long", "shorten it; what follows a ? is often not needed")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"no address of a page ({_lower(str(error))})", "check how it is written") from None
    if url.scheme not in ("http", "https"):
        raise FetchError("only pages of http and https are fetched", "name a file by its path alone")
    if url.userinfo:
        raise FetchError("the address holds a user name or a password", "take away what stands in front of the @")
    if not _HOST.fullmatch(url.raw_host.decode("ascii")) or not 0 < (url.port or 80) < 65536:
        raise FetchError("the address names no host that can be", "check how it is written")
    return url


def host_of(address: str) -> str:
    """The host an address names, without "www."; "" where it names none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # "[" without its end
        return ""


def same_page(address: str) -> str:
    """What two addresses of one page have in common: no scheme, no www, no fragment, no tracking, in one order.

    One that is no address has nothing in common with others.
    """
    host = host_of(address.strip())
    if not host:
        return address
    parts = urlsplit(address.strip())
    try:
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        port = ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one house: of one host, or of one inside of the other (m.example.org)."""
    first, second = host_of(one), host_of(other)
    inside = first.endswith(f".{second}") or second.endswith(f".{first}")
    return bool(first and second) and (first == second or inside)


def is_public(numeric: str) -> bool:
    """Whether a numeric address is one of the open internet: not this computer, not a private or a special network."""
    try:
        address: Address = ipaddress.ip_address(numeric.partition("%")[0])
    except ValueError:
        return False
    inside = _inside(address)
    if inside is not None:
        return is_public(str(inside))
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    local = address.is_private or address.is_link_local or getattr(address, "is_site_local", False)
    return address.is_global and not special and not local


def _inside(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _INSIDE_V6:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")

"""Pages over the wire, from a server on this computer that does whatever servers do."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpcore
import pytest

from aligner.fetching import Failed, Fetched, Limits, Options, Result, Step, fetch_all
from aligner.fetching.answers import _unpacked
from tests.aligner.fetching.site import Site, answer, packed, redirect

SMALL = Limits(connect=10.0, read=10.0, total=20.0, robots_total=10.0, page_bytes=200_000, robots_bytes=20_000)
HERE = Options(private=True, limits=SMALL)
HURRIED = Options(private=True, limits=replace(SMALL, read=0.5, robots_total=0.5))
BRIEF = Options(private=True, limits=replace(SMALL, total=0.8))
"""For servers that do not answer; a machine that is busy may be late with an answer as well."""
CERTIFICATE = Path(__file__).with_name("self-signed.pem")
"""For 127.0.0.1, vouched for by nobody; made for these tests alone."""
PAGE = b"<html><body>The bridge is shut.</body></html>"


def get(address: str, options: Options = HERE) -> Result:
    (result,) = fetch_all([address], options)
    assert result.asked == address
    return result


def fetched(address: str, options: Options = HERE) -> Fetched:
    result = get(address, options)
    assert isinstance(result, Fetched), result
    return result


def failed(address: str, options: Options = HERE) -> str:
    """The line that is said of a page that could not be fetched."""
    result = get(address, options)
    assert isinstance(result, Failed), result
    said = result.said("save the page in your browser")
    assert "\n" not in said
    return said.removeprefix(f"{address}: ")


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Options:
    """Nothing private allowed, on an internet on which 127.0.0.1 is the only public address."""
    monkeypatch.setattr("aligner.fetching.addresses.is_public", lambda numeric: numeric == "127.0.0.1")
    return replace(HERE, private=False)


class TestPages:
    def test_a_page_as_it_was_sent(self, site: Site) -> None:
        site.answers["/a"] = answer(PAGE)
        page = fetched(site.at("/a"))
        assert (page.data, page.media, page.charset, page.url) == (PAGE, "text/html", "utf-8", site.at("/a"))
        assert page.notes == ()
        assert len(page.fetched) == len("2026-11-22T08:42:31Z")
        assert page.fetched.endswith("Z")

    def test_who_asks_is_told_and_nothing_else(self, site: Site) -> None:
        site.answers["/a"] = answer(PAGE, set_cookie="id=1")
        site.answers["/b"] = answer(PAGE)
        fetch_all([site.at("/a"), site.at("/b")], HERE)
        assert site.pages == ["/a", "/b"]
        assert all(headers["user-agent"].startswith("synoptic") for headers in site.headers)
        assert {name for headers in site.headers for name in headers} == {
            *("host", "user-agent", "accept", "accept-encoding")
        }

    def test_no_fragment_is_sent(self, site: Site) -> None:
        site.answers["/a?x=1"] = answer(PAGE)
        assert fetched(site.at("/a?x=1#part")).url == site.at("/a?x=1")

    def test_the_charset_of_the_header(self, site: Site) -> None:
        site.answers["/a"] = answer("<p>Größe</p>".encode("cp1252"), content_type='Text/HTML; Charset="windows-1252"')
        page = fetched(site.at("/a"))
        assert (page.media, page.charset) == ("text/html", "windows-1252")

    @pytest.mark.parametrize("media", ["", "text/plain", "application/xhtml+xml", "text/markdown"])
    def test_what_else_can_be_read(self, site: Site, media: str) -> None:
        site.answers["/a"] = answer(PAGE, content_type=media)
        assert fetched(site.at("/a")).media == media

    def test_results_are_in_the_order_of_the_addresses(self, site: Site) -> None:
        paths = [f"/{n}" for n in range(6)]
        for path in paths[:5]:
            site.answers[path] = answer(PAGE + path.encode())
        steps: list[Step] = []
        hosts = ("127.0.0.1", "localhost")
        asked = [site.at(path, hosts[n % 2]) for n, path in enumerate(paths)]
        results = fetch_all(asked, HERE, steps.append)
        assert [result.asked for result in results] == asked
        assert [isinstance(result, Fetched) for result in results] == [True] * 5 + [False]
        assert sorted(step.place for step in steps if step.result is not None) == list(range(6))
        assert max(step.received for step in steps if step.place == 0) == len(PAGE) + 2

    def test_one_page_of_a_host_at_a_time(self, site: Site) -> None:
        for n in range(5):
            site.answers[f"/{n}"] = site.late(0.05, answer(PAGE))
        results = fetch_all([site.at(f"/{n}") for n in range(5)], HERE)
        assert all(isinstance(result, Fetched) for result in results)
        assert site.most_at_once == 1

    def test_nothing_to_fetch(self) -> None:
        assert fetch_all([], HERE) == []


class TestPacking:
    def test_gzip(self, site: Site) -> None:
        site.answers["/a"] = packed(PAGE)
        assert fetched(site.at("/a")).data == PAGE

    def test_gzip_of_several_members(self, site: Site) -> None:
        body = gzip.compress(PAGE[:10]) + gzip.compress(PAGE[10:])
        site.answers["/a"] = answer(body, content_encoding="x-gzip")
        assert fetched(site.at("/a")).data == PAGE

    @pytest.mark.parametrize("window", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
    def test_deflate_with_and_without_its_header(self, site: Site, window: int) -> None:
        packer = zlib.compressobj(wbits=window)
        site.answers["/a"] = answer(packer.compress(PAGE) + packer.flush(), content_encoding="deflate")
        assert fetched(site.at("/a")).data == PAGE

    @pytest.mark.parametrize(
        "body",
        [b"no gzip at all", gzip.compress(PAGE)[:-12], gzip.compress(PAGE)[:20]],
        ids=["not packed", "without its end", "without most of it"],
    )
    def test_damaged(self, site: Site, body: bytes) -> None:
        site.answers["/a"] = answer(body, content_encoding="gzip")
        assert "damaged" in failed(site.at("/a"))

    def test_packed_in_a_way_nobody_asked_for(self, site: Site) -> None:
        site.answers["/a"] = answer(PAGE, content_encoding="br")
        assert "not asked for (br)" in failed(site.at("/a"))

    def test_a_bomb_is_not_unpacked(self, site: Site) -> None:
        bomb = gzip.compress(b" " * 100_000_000, 9)
        assert len(bomb) < SMALL.page_bytes
        site.answers["/a"] = answer(bomb, content_encoding="gzip")
        assert failed(site.at("/a")).startswith("the page is larger than 0.2 MB")
        assert len(next(_unpacked([bomb], "gzip"))) < 1_000_000


class TestTrouble:
    def test_a_byte_too_many_is_too_large(self, site: Site) -> None:
        site.answers["/a"] = answer(b"x" * SMALL.page_bytes)
        site.answers["/b"] = answer(b"x" * (SMALL.page_bytes + 1))
        assert len(fetched(site.at("/a")).data) == SMALL.page_bytes
        assert failed(site.at("/b")).startswith("the page is larger than")

    def test_headers_without_end(self, site: Site) -> None:
        def endless(line: socket.socket) -> None:
            line.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                line.sendall(b"X-More: " + b"x" * 10_000 + b"\r\n")

        site.answers["/a"] = endless
        assert failed(site.at("/a")).startswith("the server broke off, or does not speak HTTP")

    def test_a_huge_page_is_cut_off(self, site: Site) -> None:
        sent: list[int] = []

        def huge(line: socket.socket) -> None:
            line.sendall(answer(b"", content_length=""))
            for _ in range(10_000):
                line.sendall(b"x" * 10_000)
                sent.append(10_000)

        site.answers["/a"] = huge
        assert failed(site.at("/a")).startswith("the page is larger than 0.2 MB; save the article's text")
        assert sum(sent) < 50_000_000

    def test_a_server_that_sends_nothing(self, site: Site) -> None:
        site.answers["/a"] = site.hang
        assert failed(site.at("/a"), HURRIED) == "the server sent nothing for 0.5 seconds; try again later"

    @pytest.mark.parametrize("head", [answer(b"", content_length=""), b"HTTP/1.1 200 OK\r\nX-Slow: "])
    def test_a_server_that_drips_does_not_hold_us(self, site: Site, head: bytes) -> None:
        site.answers["/a"] = site.drip(head)
        assert failed(site.at("/a"), BRIEF).startswith("the server was too slow")

    def test_a_page_that_breaks_off(self, site: Site) -> None:
        def breaks(line: socket.socket) -> None:
            line.sendall(answer(PAGE, content_length="5000"))

        site.answers["/a"] = breaks
        assert failed(site.at("/a")).startswith("the server broke off")

    @pytest.mark.parametrize("sent", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 2000 Great\r\n\r\n"])
    def test_what_is_no_web_server(self, site: Site, sent: bytes) -> None:
        site.answers["/a"] = lambda line: line.sendall(sent)
        assert failed(site.at("/a")).startswith("the server broke off, or does not speak HTTP")

    def test_a_kept_connection_that_is_closed_is_opened_again(self, site: Site) -> None:
        def closes(line: socket.socket) -> None:
            site.answers["/a"] = answer(PAGE)

        site.answers["/a"] = closes
        assert fetched(site.at("/a")).data == PAGE
        assert site.pages == ["/a", "/a"]

    @pytest.mark.parametrize("body", [b"", b" \r\n\t"])
    def test_an_empty_page(self, site: Site, body: bytes) -> None:
        site.answers["/a"] = answer(body)
        assert failed(site.at("/a")) == "the server sent an empty page; save the page in your browser"

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("401 Unauthorized", "asks for a password (status 401); save the page in your browser"),
            ("402 Payment Required", "has to be paid for (status 402); save the page in your browser"),
            ("403 Forbidden", "refuses programs (status 403); save the page in your browser"),
            ("404 Not Found", "there is no such page (status 404); check the address"),
            ("410 Gone", "taken away (status 410); look for it in an archive"),
            ("429 Too Many Requests", "asks for a pause (status 429); try again later"),
            ("451 Unavailable", "for legal reasons (status 451)"),
            ("418 I'm a teapot", "does not give the page (status 418)"),
            ("500 Internal Server Error", "has a fault (status 500); try again later"),
            ("503 Service Unavailable", "has a fault (status 503); try again later"),
            ("304 Not Modified", "does not give the page (status 304)"),
        ],
    )
    def test_what_a_status_means(self, site: Site, status: str, words: str) -> None:
        site.answers["/a"] = answer(PAGE, status)
        assert words in failed(site.at("/a"))

    def test_how_long_a_server_asks_to_wait(self, site: Site) -> None:
        site.answers["/a"] = answer(PAGE, "429 Too Many Requests", retry_after="120")
        assert failed(site.at("/a")).endswith("try again in 120 seconds")

    @pytest.mark.parametrize(
        ("media", "words"),
        [
            ("application/pdf", "a PDF, not a page; save its text as name.txt and add that file"),
            ("image/jpeg", "not a page but image/jpeg; check the address"),
            ("application/json; charset=utf-8", "not a page but application/json"),
        ],
    )
    def test_what_is_no_page(self, site: Site, media: str, words: str) -> None:
        site.answers["/a"] = answer(PAGE, content_type=media)
        assert words in failed(site.at("/a"))

    def test_a_port_where_nobody_listens(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            assert "accepts no connection" in failed(f"http://127.0.0.1:{free.getsockname()[1]}/a")

    def test_a_name_nobody_has(self) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise OSError

        assert failed("http://nobody.example/", replace(HERE, resolve=resolve)).startswith("there is no host nobody.ex")

    def test_a_look_up_that_hangs(self, site: Site) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            site.ended.wait(20)
            return ["127.0.0.1"]

        said = failed("http://slow.example/", replace(HERE, limits=replace(SMALL, connect=0.2), resolve=resolve))
        assert said.startswith("looking up slow.example takes too long")

    def test_a_second_address_is_tried(self, site: Site) -> None:
        site.answers["/a"] = answer(PAGE)
        asked = f"http://two.example:{site.port}/a"
        # Nobody listens at the first of this computer's own addresses.
        assert fetched(asked, replace(HERE, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])).data == PAGE

    def test_a_certificate_that_nobody_vouches_for(self) -> None:
        with Site(certificate=CERTIFICATE).running() as site:
            site.answers["/a"] = answer(PAGE)
            said = failed(site.at("/a").replace("http://", "https://"))
            assert said.startswith("the certificate of 127.0.0.1 is not in order (self-signed certificate)")
            assert site.asked == []

    def test_errors_of_our_own_are_not_swallowed(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        site.answers["/a"] = answer(PAGE)
        monkeypatch.setattr("aligner.fetching.visits._fetched", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            fetch_all([site.at("/a")], HERE)

    def test_an_end_from_outside_ends_it_at_once(self, site: Site) -> None:
        site.answers["/a"] = site.hang

        def interrupt(step: Step) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fetch_all([site.at("/a")], HERE, interrupt)


class TestRedirects:
    def test_are_followed(self, site: Site) -> None:
        site.answers |= {"/a": redirect("/b"), "/b": redirect(site.at("/c#x"), "301 Moved"), "/c": answer(PAGE)}
        page = fetched(site.at("/a"))
        assert (page.url, page.data) == (site.at("/c"), PAGE)

    def test_a_chain_of_ten_is_and_one_of_eleven_is_not(self, site: Site) -> None:
        for n in range(11):
            site.answers[f"/{n}"] = redirect(f"/{n + 1}")
        site.answers["/11"] = answer(PAGE)
        assert fetched(site.at("/1")).url == site.at("/11")
        assert "redirects without end (more than 10 times)" in failed(site.at("/0"))

    def test_a_circle(self, site: Site) -> None:
        site.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
        assert "redirects without end" in failed(site.at("/a"))
        assert len(site.pages) == 11

    @pytest.mark.parametrize(
        ("target", "words"),
        [
            ("file:///etc/passwd", "redirects to file:///etc/passwd: only pages of http and https"),
            ("ftp://example.org/", "only pages of http and https"),
            ("http://user:word@127.0.0.1/", "holds a user name"),
            ("http://[::1", "redirects to http://[::1"),
        ],
    )
    def test_somewhere_else(self, site: Site, target: str, words: str) -> None:
        site.answers["/a"] = redirect(target)
        assert words in failed(site.at("/a"))
        assert site.pages == ["/a"]

    def test_into_a_private_network(self, site: Site, public: Options) -> None:
        site.answers |= {"/a": redirect(f"http://inside.example:{site.port}/b"), "/b": answer(PAGE)}
        homes = {"outside.example": "127.0.0.1", "inside.example": "127.0.0.2"}
        guarded = replace(public, resolve=lambda host, _: [homes[host]])
        said = failed(f"http://outside.example:{site.port}/a", guarded)
        assert said.startswith("inside.example is 127.0.0.2, in a private network")
        assert site.asked == ["/robots.txt", "/a"]

    def test_from_https_to_http_is_said(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        trusted = ssl.create_default_context(cafile=CERTIFICATE)
        monkeypatch.setattr("httpx.create_ssl_context", lambda **_: trusted)
        site.answers["/b"] = answer(PAGE)
        with Site(certificate=CERTIFICATE).running() as safe:
            safe.answers["/a"] = redirect(site.at("/b"))
            asked = safe.at("/a").replace("http://", "https://")
            page = fetched(asked)
        assert (page.data, page.url) == (PAGE, site.at("/b"))
        assert page.notes == (f"{asked} led from https to http: what came may have been changed on its way",)

    def test_time_is_shared_by_all_of_them(self, site: Site) -> None:
        for n in range(10):
            site.answers[f"/{n}"] = site.late(0.2, redirect(f"/{n + 1}"))
        assert failed(site.at("/0"), BRIEF).startswith("the server was too slow")


class TestPrivateAddresses:
    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "127.1", "0.0.0.0"]
    )
    def test_this_computer_is_refused_however_it_is_written(self, site: Site, host: str) -> None:
        site.answers["/a"] = answer(PAGE)
        said = failed(site.at("/a", host), replace(HERE, private=False))
        assert "private network or on this computer; add --private" in said
        assert site.asked == []

    def test_however_else_it_is_written(self, site: Site) -> None:
        for host in ("0177.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1.", "%31%32%37.0.0.1"):
            assert isinstance(get(site.at("/a", host), replace(HERE, private=False)), Failed)
        assert site.asked == []

    def test_a_name_that_turns_private_is_refused_then(self, site: Site, public: Options) -> None:
        """DNS rebinding: public for the robots.txt, this computer for the page. Every connection is checked anew."""
        site.answers |= {"/robots.txt": answer(b"", "404 Not Found", connection="close"), "/a": answer(PAGE)}
        homes = iter([["127.0.0.1"], ["127.0.0.2"]])
        said = failed(f"http://turncoat.example:{site.port}/a", replace(public, resolve=lambda *_: next(homes)))
        assert said.startswith("turncoat.example is 127.0.0.2, in a private network")
        assert site.asked == ["/robots.txt"]

    def test_of_several_addresses_only_the_public_are_tried(
        self, site: Site, public: Options, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried: list[str] = []
        connect = httpcore.SyncBackend.connect_tcp

        def noted(backend: httpcore.SyncBackend, host: str, *rest: Any) -> httpcore.NetworkStream:
            tried.append(host)
            return connect(backend, host, *rest)

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", noted)
        site.answers["/a"] = answer(PAGE)
        both = replace(public, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
        assert fetched(f"http://both.example:{site.port}/a", both).data == PAGE
        assert set(tried) == {"127.0.0.1"}


class TestRobots:
    def test_asked_once_for_each_host_and_before_its_pages(self, site: Site) -> None:
        site.answers |= {"/a": answer(PAGE), "/b": answer(PAGE)}
        fetch_all([site.at("/a"), site.at("/b")], HERE)
        assert site.asked == ["/robots.txt", "/a", "/b"]

    @pytest.mark.parametrize("name", ["*", "synoptic", "Synoptic"])
    def test_what_it_forbids_is_not_fetched(self, site: Site, name: str) -> None:
        rules = f"User-agent: {name}\nDisallow: /news/*/print\nAllow: /\n".encode()
        site.answers |= {"/robots.txt": answer(rules, content_type="text/plain"), "/news/1": answer(PAGE)}
        assert fetched(site.at("/news/1")).data == PAGE
        said = failed(site.at("/news/1/print"))
        assert said == "robots.txt of 127.0.0.1 asks programs not to fetch this page; save the page in your browser"
        assert "/news/1/print" not in site.asked

    def test_what_it_forbids_others_is_fetched(self, site: Site) -> None:
        rules = b"User-agent: greedy\nDisallow: /\n"
        site.answers |= {"/robots.txt": answer(rules, content_type="text/plain"), "/a": answer(PAGE)}
        assert fetched(site.at("/a")).data == PAGE

    def test_a_redirect_is_asked_about_as_well(self, site: Site) -> None:
        site.answers |= {
            "/robots.txt": answer(b"User-agent: *\nDisallow: /private", content_type="text/plain"),
            "/a": redirect("/private/b"),
            "/private/b": answer(PAGE),
        }
        assert "asks programs not to fetch" in failed(site.at("/a"))
        assert site.pages == ["/a"]

    @pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"])
    def test_none_allows_all(self, site: Site, status: str) -> None:
        site.answers |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /", status), "/a": answer(PAGE)}
        assert fetched(site.at("/a")).data == PAGE

    def test_one_that_cannot_be_read_allows_nothing(self, site: Site) -> None:
        site.answers |= {"/robots.txt": answer(b"", "503 Service Unavailable"), "/a": answer(PAGE)}
        assert "robots.txt of 127.0.0.1 cannot be read (status 503)" in failed(site.at("/a"))
        assert site.pages == []

    def test_one_that_never_comes_allows_nothing(self, site: Site) -> None:
        site.answers |= {"/robots.txt": site.hang, "/a": answer(PAGE)}
        assert "the server" in failed(site.at("/a"), HURRIED)
        assert site.pages == []

    def test_one_somewhere_else_is_followed(self, site: Site) -> None:
        site.answers |= {
            "/robots.txt": redirect("/rules"),
            "/rules": answer(b"User-agent: *\nDisallow: /", content_type="text/plain"),
        }
        assert "asks programs not to fetch" in failed(site.at("/a"))

    def test_one_that_leads_in_a_circle_is_none(self, site: Site) -> None:
        site.answers |= {"/robots.txt": redirect("/robots.txt"), "/a": answer(PAGE)}
        assert fetched(site.at("/a")).data == PAGE

    def test_of_a_huge_one_the_beginning_counts(self, site: Site) -> None:
        rules = b"User-agent: *\nDisallow: /secret\n" + b"# nothing\n" * 5000 + b"Disallow: /a\n"
        assert len(rules) > SMALL.robots_bytes
        site.answers |= {"/robots.txt": answer(rules, content_type="text/plain"), "/a": answer(PAGE)}
        assert fetched(site.at("/a")).data == PAGE
        assert "asks programs not to fetch" in failed(site.at("/secret"))

    def test_the_pause_it_asks_for(self, site: Site) -> None:
        site.answers |= {
            "/robots.txt": answer(b"User-agent: *\nCrawl-delay: 3600", content_type="text/plain"),
            "/a": answer(PAGE),
            "/b": answer(PAGE),
        }
        fetch_all([site.at("/a"), site.at("/b")], replace(HERE, limits=replace(SMALL, delay=0.3)))
        first, second = (site.times[site.asked.index(path)] for path in ("/a", "/b"))
        assert second - first > 0.29


def test_threads_end_with_the_work(site: Site) -> None:
    site.answers["/a"] = answer(PAGE)
    fetch_all([site.at("/a")] * 3, HERE)
    ours = [thread for thread in threading.enumerate() if thread.name.startswith("fetch ")]
    for thread in ours:
        thread.join(2)
    assert not any(thread.is_alive() for thread in ours)

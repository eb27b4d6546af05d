"""A web server for tests, on this computer: every path answers with the bytes, or by the function, it was given."""

from __future__ import annotations

import gzip
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as it goes over the line; ``content_type`` names the header Content-Type."""
    told = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items() if value != ""]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return answer(b"moved", status, location=target)


def packed(body: bytes, **headers: str) -> bytes:
    return answer(gzip.compress(body), content_encoding="gzip", **headers)


class Site:
    """Answers by path; remembers the requests, each as its path and its headers in lower case."""

    def __init__(self, certificate: Path | None = None) -> None:
        """``certificate`` is a file with a certificate and its key; with one, the server speaks TLS."""
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.headers: list[Mapping[str, str]] = []
        self.at_once = 0
        self.most_at_once = 0
        self.ended = threading.Event()
        """Set when the test is over: whatever hangs lets go."""
        self._lock = threading.Lock()
        site = self
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate is not None else None
        if tls is not None and certificate is not None:
            tls.load_cert_chain(certificate)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with suppress(ssl.SSLError):
                    site._serve(tls.wrap_socket(self.request, server_side=True) if tls is not None else self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def pages(self) -> list[str]:
        """The paths that were asked for, without those of robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]

    def hang(self, line: socket.socket) -> None:
        """An answer that never comes."""
        self.ended.wait(20)

    def late(self, seconds: float, found: bytes) -> Callable[[socket.socket], None]:
        """An answer that comes after a while; ``most_at_once`` is how many of them were waited for together."""

        def serve(line: socket.socket) -> None:
            with self._lock:
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            self.ended.wait(seconds)
            with self._lock:
                self.at_once -= 1
            line.sendall(found)

        return serve

    def drip(self, head: bytes) -> Callable[[socket.socket], None]:
        """An answer whose body comes a byte at a time, without end."""

        def serve(line: socket.socket) -> None:
            line.sendall(head)
            while not self.ended.wait(0.02):
                line.sendall(b".")

        return serve

    def _serve(self, line: socket.socket) -> None:
        with suppress(OSError):  # whoever asked has gone
            while self._one(line):
                pass

    def _one(self, line: socket.socket) -> bool:
        """Answer one request; whether another may come on the same connection."""
        request = b""
        while b"\r\n\r\n" not in request:
            data = line.recv(65536)
            if not data:
                return False
            request += data
        first, *rest = request.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        path = first.split(" ")[1]
        self.asked.append(path)
        self.times.append(time.monotonic())
        self.headers.append({name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)})
        found = self.answers.get(path, answer(b"nothing here", "404 Not Found"))
        if isinstance(found, bytes):
            line.sendall(found)
            return True
        found(line)
        return False

    @contextmanager
    def running(self) -> Iterator[Site]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.ended.set()
            self._server.shutdown()
            self._server.server_close()


def article(*paragraphs: str, title: str = "Harbour bridge shut", head: str = "", language: str = "en") -> bytes:
    """A page with an article of the given paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title} | Ellmouth Gazette</title>'
        f'<meta property="og:type" content="article"><meta property="og:site_name" content="Ellmouth Gazette">{head}'
        f"</head><body><nav>Home News Sport</nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


PARAGRAPHS = (
    "The harbour bridge in Ellmouth was shut on Monday after engineers found a crack of 40 centimetres, the port said.",
    "About 12,000 cars use the bridge every day, according to the county's own figures from last year.",
    "Repairs will cost 3 million pounds and last until March, the mayor told reporters at the town hall.",
    "Ferries will run every ten minutes until the bridge opens again, the operator announced on Tuesday.",
)

"""A server on this computer that speaks the protocol of chat completions, or fails in a chosen way."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Behaviour = Callable[["Handler", dict[str, Any]], None]
"""Answers a request: the handler to answer with, and what was asked."""


@dataclass
class Model:
    """What the server does, and what it was asked. ``closing`` is set when the test is done: nothing waits longer."""

    behave: Behaviour
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    model: Model

    def do_POST(self) -> None:
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append(document)
        self.model.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.model.paths.append(self.path)
        try:
            self.model.behave(self, document)
        except OSError:  # whoever asked is gone
            self.close_connection = True

    def send(self, data: bytes, status: int = 200, **headers: str) -> None:
        """An answer with this body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def say(self, text: object, tokens: object = 90) -> None:
        """An answer of a model."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        usage = {} if tokens is None else {"usage": {"total_tokens": tokens}}
        self.send(json.dumps({"object": "chat.completion", "choices": [choice]} | usage).encode())

    def log_message(self, *_: object) -> None:
        """Nothing is said on standard error."""


@contextmanager
def serving(behave: Behaviour, certificate: Path | None = None) -> Iterator[Model]:
    """A server for as long as the test wants it; with a certificate one that speaks TLS."""
    model = Model(behave)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (Handler,), {"model": model}))
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    model.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        model.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def sentences_in(asked: dict[str, Any]) -> tuple[str, str]:
    """The two sentences of a question."""
    data = json.loads(asked["messages"][1]["content"].splitlines()[0])
    return data["first"], data["second"]


def saying(text: object, tokens: object = 90) -> Behaviour:
    """A model that always says the same."""
    return lambda handler, _: handler.say(text, tokens)

"""The screen in a web browser, by way of textual-serve: every tab gets a process of its own.

Importing this module raises ModuleNotFoundError where the extra ``serve`` is not installed.
"""

from __future__ import annotations

import logging
import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp_jinja2 import render_template
from textual_serve import server
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from aligner.errors import SynopticError

_TEMPLATES: Final = Path(__file__).parent / "web"
_TEMPLATE: Final = "page.html"
_FONT_SIZE: Final = 16
"""Pixels."""


def serve(arguments: Sequence[str], host: str, port: int, page: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Serve the screen that ``arguments`` open until ctrl+c. Raises SynopticError if it cannot listen there.

    ``page`` is what the page needs to know: ``title``, and as CSS colours ``ground`` and ``ink``.
    """
    command = shlex.join([sys.executable, "-m", "tui", *arguments])
    served = _Server(command, host, port, page, say)
    try:
        served.serve()
    except UnicodeError:
        raise SynopticError(f"{host} is no name or address of a computer; choose another with --host") from None
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else str(error)
        raise SynopticError(f"cannot listen at {host} port {port}: {reason}; choose another with --port") from None


class _Service(AppService):
    """A tab's process, seen to its end: what asyncio still has of it when the loop is gone ends in a traceback."""

    async def stop(self) -> None:
        """Ask it to end and wait until it has."""
        await super().stop()
        if self._process is not None:
            await self._process.wait()


# The server makes its processes by this name, and offers no other way to have them made.
vars(server)["AppService"] = _Service


class _Server(Server):
    """Textual's server with a page that needs no network, for this computer's own browsers alone."""

    def __init__(self, command: str, host: str, port: int, page: Mapping[str, str], say: Callable[[str], None]) -> None:
        super().__init__(command, host=host, port=port, templates_path=_TEMPLATES)
        self._page = page
        self._say = say

    def initialize_logging(self) -> None:
        """Errors alone, and without the values of variables."""
        logging.basicConfig(level=logging.WARNING, format="synoptic: %(message)s")
        # It remarks on processes that end a moment after the server, as they may.
        logging.getLogger("asyncio").setLevel(logging.ERROR)

    def serve(self, debug: bool = False) -> None:
        """Serve until ctrl+c or SIGTERM. Raises OSError if it cannot listen."""
        self.debug = debug
        self.initialize_logging()
        web.run_app(self._make_app(), host=self.host, port=self.port, print=lambda *_: self._tell())

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: nobody listens before this is done."""

    def _tell(self) -> None:
        """Say where it is."""
        self._say(f"open {_url(self.host, self.port)} in a browser; ctrl+c ends it")
        if not _is_here(self.host):
            self._say("everybody who reaches this address can read the articles; there is no password")

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page. Its text may be larger: ``?fontsize=20``."""
        self._refuse_strangers(request)
        size = to_int(request.query.get("fontsize", ""), _FONT_SIZE)
        return render_template(_TEMPLATE, request, {**self._page, "size": max(8, min(size, 72))})

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """The way between the page and its process."""
        self._refuse_strangers(request)
        return await super().handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """An exported file."""
        self._refuse_strangers(request)
        return await super().handle_download(request)

    def _refuse_strangers(self, request: web.Request) -> None:
        """Let no other site that is open in the browser read the articles, which browsers leave to the server.

        A page of another site names itself in Origin. One whose name was made to lead here names itself in Host.
        """
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        if foreign or (_is_here(self.host) and not _is_here(urlsplit(f"//{request.host}").hostname or "")):
            raise web.HTTPForbidden(text="This page is for the browser it was opened for.")


def _is_here(host: str) -> bool:
    """Whether a name or address is this computer and no other can reach it."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

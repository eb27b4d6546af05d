"""The screen in a browser: the real server on a port of its own, and in place of the browser what it would send."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tui import cli
from tui.cli import open as open_command

ROOT = Path(__file__).parents[2]
pytest.importorskip("textual_serve", reason="needs the extra serve")
aiohttp = pytest.importorskip("aiohttp")

from tui import serve  # noqa: E402


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its name wants quoting, and its title is no HTML."""
    folder = tmp_path_factory.mktemp("web") / "the ferry's $HOME"
    folder.mkdir()
    title = "The ferry <script>alert(1)</script> stops"
    (folder / "a.txt").write_text(f"{title}\n\nThe ferry to Ellmouth will stop on 3 April, the port authority said.\n")
    (folder / "b.txt").write_text(f"{title}\n\nThe port authority said the Ellmouth ferry will stop on 4 April.\n")
    return folder


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def address(story: Path) -> Iterator[str]:
    """Where the story is served until the tests are done; ended like with ctrl+c."""
    port = free_port()
    command = [sys.executable, "-m", "tui", "serve", "--port", str(port), "--theme", "dracula", str(story)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, text=True)
    try:
        assert server.stderr is not None
        said = server.stderr.readline()
        url = f"http://127.0.0.1:{port}"
        assert said == f"synoptic: open {url} in a browser; ctrl+c ends it\n"
        yield url
    finally:
        server.send_signal(signal.SIGTERM)
        _, rest = server.communicate(timeout=30)
    assert (server.returncode, rest) == (0, "")


async def fetch(url: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status, await response.text()


class Browser:
    """One tab: what the screen wrote, and the keys sent to it."""

    def __init__(self, websocket: Any) -> None:
        self.websocket = websocket
        self.drawn = b""
        self.told: list[Any] = []
        self.closed = False

    async def press(self, keys: str) -> None:
        await self.websocket.send_json(["stdin", keys])

    async def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Receive until the condition holds or the server closes."""
        async with asyncio.timeout(seconds):
            while not condition():
                message = await self.websocket.receive()
                if message.type == aiohttp.WSMsgType.BINARY:
                    self.drawn += message.data
                elif message.type == aiohttp.WSMsgType.TEXT:
                    self.told.append(json.loads(message.data))
                else:
                    self.closed = True
                    return


class TestPage:
    async def test_everything_on_it_comes_from_the_server(self, address: str) -> None:
        status, page = await fetch(address)
        assert status == 200
        assert not re.search(r"""["'(](https?:)?//""", page), "nothing from the network"
        linked = re.findall(r'(?:href|src)="([^"]+)"|url\("([^"]+)"\)', page)
        addresses = [one or other for one, other in linked if not (one or other).startswith("data:")]
        assert len(addresses) == 4
        for linked_address in addresses:
            async with aiohttp.ClientSession() as session, session.get(f"{address}/{linked_address}") as response:
                assert response.status == 200, linked_address

    async def test_the_title_of_a_story_is_text(self, address: str) -> None:
        _, page = await fetch(address)
        assert "alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page

    async def test_its_ground_is_that_of_the_theme_and_its_text_may_be_larger(self, address: str) -> None:
        _, page = await fetch(f"{address}?fontsize=22")
        assert "background: #282A36" in page
        assert 'data-font-size="22"' in page
        _, page = await fetch(f"{address}?fontsize=much")
        assert 'data-font-size="16"' in page

    @pytest.mark.parametrize("path", ["/", "/ws", "/download/x"])
    @pytest.mark.parametrize(
        "headers", [{"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}], ids=str
    )
    async def test_another_site_reads_nothing(self, address: str, path: str, headers: dict[str, str]) -> None:
        assert (await fetch(f"{address}{path}", headers))[0] == 403

    async def test_through_a_tunnel_from_another_port_it_does(self, address: str) -> None:
        headers = {"Host": "localhost:9999", "Origin": "http://localhost:9999"}
        assert (await fetch(address, headers))[0] == 200


async def test_the_story_is_drawn_exported_and_closed(address: str, story: Path) -> None:
    websocket_url = f"{address.replace('http', 'ws')}/ws?width=100&height=30"
    async with aiohttp.ClientSession() as session, session.ws_connect(websocket_url, origin=address) as websocket:
        tab = Browser(websocket)
        await tab.until(lambda: b"Ellmouth" in tab.drawn and b"conflict" in tab.drawn)
        assert b"\x1b[?1049h" in tab.drawn

        await tab.press("e")
        await tab.until(lambda: b"Export" in tab.drawn)
        before = set(ROOT.iterdir())
        await tab.press("\r")
        await tab.until(lambda: any(kind == "deliver_file_start" for kind, _ in tab.told))
        key = next(value for kind, value in tab.told if kind == "deliver_file_start")
        status, document = await fetch(f"{address}/download/{key}")
        assert status == 200
        assert "Ellmouth" in document
        assert set(ROOT.iterdir()) == before, "the file is the browser's, not the server's"

        await tab.until(lambda: b"downloads" in tab.drawn)
        await tab.press("q")
        await tab.until(lambda: False)
        assert tab.closed


def test_a_port_that_is_taken_is_one_line(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), str(story)]) == 2
    said = capsys.readouterr().err
    assert (
        said
        == f"synoptic: cannot listen at 127.0.0.1 port {port}: address already in use; choose another with --port\n"
    )


def test_what_is_wrong_with_a_story_is_said_before_anything_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "there/is/none"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "there/is/none" in said


def test_without_the_extra_one_line_says_how_to_get_it(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tui.serve")
    monkeypatch.delattr("tui.serve")
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert cli.main(["serve", str(story)]) == 2
    assert capsys.readouterr().err.endswith("pip install 'synoptic-news[serve]'\n")


class TestCommand:
    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """What would have been served: the command as the shell splits it, host and port."""
        calls: list[Any] = []

        def note(server: serve._Server) -> None:
            calls.extend((shlex.split(server.command), server.host, server.port))

        monkeypatch.setattr(serve._Server, "serve", note)
        return calls

    def test_it_is_this_program_with_the_same_choices(self, served: list[Any], story: Path, tmp_path: Path) -> None:
        (tmp_path / "c.toml").write_text("")
        chosen = ["--theme", "nord", "--start", "matrix", "--threshold", "0.3", "--no-perhaps", "--furniture"]
        file = ["--config", str(tmp_path / "c.toml")]
        assert cli.main(["serve", *chosen, *file, "--host", "localhost", "--port", "9000", str(story)]) == 0
        command, host, port = served
        assert command[:3] == [sys.executable, "-m", "tui"]
        again = open_command.parser().parse_intermixed_args(command[3:])
        asked = open_command.parser().parse_intermixed_args([*chosen, *file, str(story)])
        assert vars(again) == vars(asked)
        assert (host, port) == ("localhost", 9000)

    def test_this_computer_alone_unless_asked_for_more(self, served: list[Any], story: Path) -> None:
        assert cli.main(["serve", str(story)]) == 0
        assert served[1:] == ["127.0.0.1", 8000]
        assert [
            host for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.1", "desk") if serve._is_here(host)
        ] == [
            "127.0.0.1",
            "::1",
            "localhost",
        ]

    @pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
    def test_a_port_that_is_none(self, served: list[Any], story: Path, port: str) -> None:
        with pytest.raises(SystemExit) as ended:
            cli.main(["serve", f"--port={port}", str(story)])
        assert ended.value.code == 2
        assert served == []

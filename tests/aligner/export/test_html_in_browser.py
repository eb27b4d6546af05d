"""The page in a real browser, where there is one: the keys move, the filter filters, nothing leaves."""

from __future__ import annotations

import html as escaping
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from aligner.export import html
from tests.aligner.export import decided

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)

pytestmark = pytest.mark.skipif(not BROWSER, reason="there is no Chromium")

# Shows the page in a frame of its own origin, presses keys in it and writes down what became of it.
HARNESS = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><iframe src="/page.html" width="1400"
height="900"></iframe><pre id="seen"></pre><script>
addEventListener("load", () => {
  const frame = document.querySelector("iframe").contentWindow;
  const page = frame.document;
  const seen = {};
  const press = (key, at = page) => at.dispatchEvent(new frame.KeyboardEvent("keydown", { key, bubbles: true }));
  const current = () => page.querySelector(".current")?.id ?? null;
  const shown = () => [...page.querySelectorAll(".fact")].filter((fact) => fact.offsetParent).map((fact) => fact.id);
  const note = (name) => { seen[name] = { current: current(), shown: shown(), focus: page.activeElement.id }; };
  note("start");
  press("j"); press("j"); press("j"); press("k"); note("j j j k");
  press("]"); note("]"); press("["); press("["); note("[ [");
  press("/"); note("/");
  const search = page.getElementById("search");
  search.value = "VOSS"; search.dispatchEvent(new frame.Event("input", { bubbles: true })); note("voss");
  press("j", search); note("j while typing");
  press("Enter", search); press("Escape"); note("escape");
  page.querySelector('button[data-value="to ask"], button[data-value="ask"]').click(); note("ask");
  frame.location.hash = "#f10";
  frame.dispatchEvent(new frame.Event("hashchange")); note("hash");
  seen.columns = frame.getComputedStyle(page.querySelector(".cells")).gridTemplateColumns.split(" ").length;
  seen.sticky = frame.getComputedStyle(page.querySelector(".heads")).position;
  seen.wide = page.documentElement.scrollWidth <= frame.innerWidth;
  // What an article might try if it ever came to be more than words.
  const blocked = [];
  page.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
  const image = page.createElement("img"); image.src = "/leak.png"; page.body.append(image);
  const script = page.createElement("script"); script.textContent = "window.ran = 1"; page.body.append(script);
  seen.ran = frame.ran ?? null;
  setTimeout(() => {
    seen.blocked = blocked;
    document.getElementById("seen").textContent = JSON.stringify(seen);
  }, 50);
});
</script>"""


@dataclass
class Visit:
    """What a browser was sent for and what it found."""

    asked: list[str] = field(default_factory=list)
    dom: str = ""

    @cached_property
    def seen(self) -> dict[str, Any]:
        """What the harness wrote down."""
        found = re.search(r'<pre id="seen">(.+?)</pre>', self.dom, re.DOTALL)
        assert found is not None, self.dom[-2000:]
        return dict(json.loads(escaping.unescape(found[1])))


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """One visit, for all tests here: a browser takes its time to start."""
    made = Visit()
    pages = {"/": HARNESS, "/page.html": html.render(decided.comparison())}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            made.dom = browse(f"http://127.0.0.1:{server.server_port}/", tmp_path_factory.mktemp("profile"))
        finally:
            server.shutdown()
        yield made


def browse(address: str, profile: Path) -> str:
    """The page at an address after its scripts ran."""
    quiet = ("--no-first-run", "--disable-gpu", "--disable-extensions", "--disable-background-networking")
    command = [BROWSER, "--headless", "--no-sandbox", *quiet, f"--user-data-dir={profile}"]
    command += ["--virtual-time-budget=2000", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False).stdout


def test_the_keys_move_from_fact_to_fact_and_from_conflict_to_conflict(visit: Visit) -> None:
    comparison = decided.comparison()
    conflicts = [fact.id for fact in comparison.facts if fact.agreement == "conflict"]
    assert visit.seen["start"]["current"] is None
    assert visit.seen["start"]["shown"] == [fact.id for fact in comparison.facts]
    assert visit.seen["j j j k"]["current"] == "f02"
    assert visit.seen["j j j k"]["focus"] == "f02"
    assert visit.seen["]"]["current"] == conflicts[2]
    assert visit.seen["[ ["]["current"] == conflicts[0]


def test_a_text_narrows_and_keys_typed_into_it_are_letters(visit: Visit) -> None:
    assert visit.seen["/"]["focus"] == "search"
    assert visit.seen["voss"]["shown"] == ["f11"]
    assert visit.seen["j while typing"]["current"] == visit.seen["voss"]["current"]
    assert len(visit.seen["escape"]["shown"]) == len(decided.comparison().facts)


def test_the_filter_narrows_to_a_verdict_and_an_anchor_opens_what_it_hides(visit: Visit) -> None:
    assert visit.seen["ask"]["shown"] == ["f02"]
    assert visit.seen["hash"]["current"] == "f10"
    assert "f10" in visit.seen["hash"]["shown"]


def test_sources_stand_in_columns_under_heads_that_stay(visit: Visit) -> None:
    assert visit.seen["columns"] == 5
    assert visit.seen["sticky"] == "sticky"
    assert visit.seen["wide"]


def test_nothing_is_fetched_and_nothing_foreign_runs(visit: Visit) -> None:
    assert sorted(visit.asked) == ["/", "/page.html"]
    assert visit.seen["ran"] is None
    assert sorted(visit.seen["blocked"]) == ["img-src", "script-src-elem"]

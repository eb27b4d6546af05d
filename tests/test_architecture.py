"""Imports go one way. Every rule is tried on the program, and on a module made up to break it.

The rooms of ``aligner`` and their order are those of the picture in CONTRIBUTING.md: each line may know of those below.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_graph import Import, Source, When

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = Source.of(ROOT, "aligner", "tui")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

SCREEN = {"textual", "rich", "tui"}
"""What the core knows nothing of."""

HEAVY = {"nltk", "trafilatura", "lxml", "httpx", "httpcore", "protego", "tomlkit", "markdown_it", "platformdirs"}
"""What takes long to import and is not needed for everything."""

NETWORK = {"httpx", "httpcore", "protego", "aiohttp", "aiohttp_jinja2", "textual_serve", "distributed"} | {
    *("socket", "ssl", "socketserver", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "xmlrpc")
}
ONLINE = {"aligner.fetching", "aligner.judging.endpoint", "aligner.stories.pools", "tui.serve"}
"""Who may speak to the network, each only if a person asks for it: pages, a model, a Dask cluster, the browser."""
ASKS_FOR_PAGES = {"aligner.fetching", "aligner.judging", "aligner.stories", "tui.cli"}
"""Who may know of fetching."""

COMPUTING = {
    *(
        "comparison",
        "copying",
        "differences",
        "facts",
        "labels",
        "ledger",
        "mixed",
        "sentences",
        "similarity",
        "speech",
    ),
    *("stance", "ties", "tokens", "told", "values", "wording"),
    *("reading", "fetching", "judging", "stories"),
}
"""The rooms of aligner where something is found out: what a screen shows was found out before."""

PURE = {
    *("arrangement", "article_text", "deciding", "detail_text", "fact_text", "glyphs", "grid_layout", "ledger_text"),
    *("matrix", "page", "passages", "places", "prominence", "put_right", "renewal", "review", "search", "selection"),
    *("session", "sheet", "shelf_rows", "sources", "view", "watching", "work"),
}
"""What stands on a screen and where, without a screen."""

WORKERS = {"tui.asking", "tui.keeping", "tui.live", "tui.renewal", "tui.survey", "tui.watching", "tui.work"}
"""Where threads are at work: they tell of it by messages and never touch what is on screen."""

COMES_WITH = {
    "rich": "textual",
    "aiohttp": "textual-serve",
    "aiohttp_jinja2": "textual-serve",
    "markdown_it": "markdown-it-py",
    "textual_serve": "textual-serve",
}
"""Imported names whose distribution is called otherwise, or which come with one that is pinned exactly."""
NEVER_IMPORTED = {"lxml-html-clean"}
"""jusText imports it."""


def drawn(document: str) -> list[str]:
    """The lines of a document's picture of the rooms: its block of plain text that has ``model`` in it."""
    blocks = re.findall(r"^```text\n(.*?)^```", document, re.DOTALL | re.MULTILINE)
    (picture,) = [block for block in blocks if re.search(r"^ *model(\.py)?\b", block, re.MULTILINE)]
    return str(picture).splitlines()


def rooms_in_order(document: str) -> list[set[str]]:
    """The rooms of aligner from the top of CONTRIBUTING.md's picture down; two spaces end the names on a line."""
    lines = drawn(document)
    core = lines[lines.index("aligner/") + 1 : lines.index("tui/")]
    return [{name.rstrip("/") for name in re.split(r"\s{2,}", line.strip())[0].split(", ")} for line in core]


ORDER = rooms_in_order(CONTRIBUTING)
HEIGHT = {room: -at for at, line in enumerate(ORDER) for room in line}


def room(module: str) -> str:
    """``aligner.values.money`` is of the room ``values``."""
    return f"{module}.".split(".")[1]


def inside(module: str, places: Iterable[str]) -> bool:
    """Whether a module is one of these, or of a package that is."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def told(found: Iterable[Import]) -> list[str]:
    return sorted(map(str, found))


# --- the rules: what breaks each, in words ---------------------------------------------------------


def the_core_knows_no_screen(source: Source) -> list[str]:
    return told(i for i in source.imports if inside(i.by, ["aligner"]) and i.of.partition(".")[0] in SCREEN)


def a_room_knows_only_those_below(source: Source) -> list[str]:
    core = [i for i in source.imports if i.by.startswith("aligner.") and i.of.startswith("aligner.")]
    unplaced = {room(name) for name in source.texts if name.startswith("aligner.")} - set(HEIGHT)
    strange = [f"aligner/{name} is in no line of CONTRIBUTING.md's picture" for name in sorted(unplaced)]
    upwards = (
        i
        for i in core
        if not unplaced & {room(i.by), room(i.of)}
        and room(i.by) != room(i.of)
        and HEIGHT[room(i.by)] <= HEIGHT[room(i.of)]
    )
    return strange + told(upwards)


def the_core_is_not_asked_through_its_front_door(source: Source) -> list[str]:
    """``aligner`` and ``aligner.library`` are for other programs."""
    front = {"aligner", "aligner.library"}
    return told(i for i in source.imports if i.of in front and i.by not in front)


def only_two_readers_know_exports(source: Source) -> list[str]:
    """An export is opened by one, and recognised among the files of a folder by the other."""
    may = {"aligner.reading.exported", "aligner.reading.files"}
    return told(
        i
        for i in source.imports
        if inside(i.by, ["aligner.reading"]) and inside(i.of, ["aligner.export"]) and i.by not in may
    )


def only_these_speak_to_the_network(source: Source) -> list[str]:
    return told(i for i in source.imports if inside(i.of, NETWORK) and not inside(i.by, ONLINE))


def only_who_is_asked_for_pages_fetches(source: Source) -> list[str]:
    return told(i for i in source.imports if inside(i.of, ["aligner.fetching"]) and not inside(i.by, ASKS_FOR_PAGES))


def what_is_heavy_is_imported_late(source: Source) -> list[str]:
    return told(i for i in source.imports if i.when is When.LOADING and i.of in HEAVY)


def the_command_line_begins_light(source: Source) -> list[str]:
    heavy = HEAVY | {"textual", "rich", "rapidfuzz"}
    names = [name for name in source.texts if inside(name, ["tui.cli", "tui.__main__"])]
    return [f"{name} loads {of}" for name in sorted(names) for of in sorted(source.loaded_with(name) & heavy)]


def screens_compute_nothing(source: Source) -> list[str]:
    shown = [i for i in source.imports if inside(i.by, ["tui.screens", "tui.widgets"]) and i.when is not When.TYPING]
    return told(i for i in shown if i.of.startswith("aligner.") and room(i.of) in COMPUTING)


def widgets_know_no_screen(source: Source) -> list[str]:
    return told(i for i in source.imports if inside(i.by, ["tui.widgets"]) and inside(i.of, ["tui.screens", "tui.app"]))


def workers_know_no_widget(source: Source) -> list[str]:
    shown = ["tui.widgets", "tui.screens", "textual.widgets", "textual.screen"]
    return told(i for i in source.imports if i.by in WORKERS and inside(i.of, shown) and i.when is not When.TYPING)


def what_is_pure_needs_no_app(source: Source) -> list[str]:
    pure = {f"tui.{name}" for name in PURE}
    app = ["textual", "tui.screens", "tui.widgets", "tui.app"]
    return told(i for i in source.imports if i.by in pure and inside(i.of, app) and i.when is not When.TYPING)


def no_module_needs_itself(source: Source) -> list[str]:
    return [" <-> ".join(cycle) for cycle in source.cycles()]


def every_module_says_what_it_is(source: Source) -> list[str]:
    return [name for name, tree in source.trees.items() if tree.body and not ast.get_docstring(tree)]


def what_is_imported_is_declared(source: Source) -> list[str]:
    own = {"aligner", "tui"}
    others = {i.of for i in source.imports if i.of.partition(".")[0] not in sys.stdlib_module_names | own}
    return sorted(name for name in others if canonicalize_name(COMES_WITH.get(name, name)) not in declared())


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(line for extra in extras if extra != "dev" for line in extras[extra])]
    return {canonicalize_name(Requirement(line).name) for line in wanted}


def what_is_declared_is_imported(source: Source) -> list[str]:
    imported = {canonicalize_name(COMES_WITH.get(i.of, i.of)) for i in source.imports}
    return sorted(declared() - imported - NEVER_IMPORTED)


def no_import_is_relative(source: Source) -> list[str]:
    return told(i for i in source.imports if not i.of or i.of.startswith("."))


BREAKING: dict[Callable[[Source], list[str]], dict[str, str]] = {
    the_core_knows_no_screen: {"aligner.facts": "def draw():\n    from rich.text import Text"},
    a_room_knows_only_those_below: {"aligner.tokens": "def look():\n    from aligner import comparison"},
    the_core_is_not_asked_through_its_front_door: {"tui.work": "from aligner import compare"},
    only_two_readers_know_exports: {"aligner.reading.lines": "import aligner.export.json"},
    only_these_speak_to_the_network: {"aligner.reading.html": "def ask():\n    from urllib.request import urlopen"},
    only_who_is_asked_for_pages_fetches: {"aligner.reading.pages": "from aligner.fetching import crew"},
    what_is_heavy_is_imported_late: {"aligner.sentences": "try:\n    import nltk\nexcept ImportError:\n    pass"},
    the_command_line_begins_light: {
        "tui.cli.common": "from tui import glyphs",
        "tui.glyphs": "from rich.cells import cell_len",
    },
    screens_compute_nothing: {"tui.screens.fact": "def why():\n    from aligner.similarity import Similarity"},
    widgets_know_no_screen: {"tui.widgets.detail": "from tui.screens.fact import FactScreen"},
    workers_know_no_widget: {"tui.work": "from tui.widgets import detail"},
    what_is_pure_needs_no_app: {"tui.passages": "from textual.strip import Strip"},
    no_module_needs_itself: {"aligner.model": "import aligner.facts", "aligner.facts": "import aligner.model"},
    every_module_says_what_it_is: {"aligner.facts": "x = 1"},
    what_is_imported_is_declared: {"aligner.similarity": "def count():\n    import numpy"},
    what_is_declared_is_imported: {"aligner.facts": "import rapidfuzz"},
    no_import_is_relative: {"aligner.facts": "from . import model"},
}


def test_the_program_keeps_the_rules() -> None:
    assert {rule.__name__: broken for rule in BREAKING if (broken := rule(PROGRAM))} == {}


@pytest.mark.parametrize("rule", BREAKING)
def test_the_rule_can_be_broken(rule: Callable[[Source], list[str]]) -> None:
    made_up = BREAKING[rule]
    assert set(made_up) <= set(PROGRAM.texts)
    without = Source(dict.fromkeys(PROGRAM.texts, ""))
    assert set(rule(Source({**without.texts, **made_up}))) != set(rule(without))


def test_a_new_room_has_to_be_placed() -> None:
    assert a_room_knows_only_those_below(Source({"aligner.mood": ""})) == [
        "aligner/mood is in no line of CONTRIBUTING.md's picture"
    ]


def test_the_source_is_read() -> None:
    source = Source(
        {
            "a": '"""A."""\nfrom a.b import c, thing\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING: import a.d',
            "a.b": "class X:\n    def f(self):\n        import numpy.linalg",
            "a.b.c": "import a.d, os.path",
            "a.d": "from importlib import import_module\nimport_module('rich.text')\nfrom a.b import c",
        }
    )
    found = {(i.by, i.of, i.when) for i in source.imports}
    assert {
        ("a", "a.b.c", When.LOADING),
        ("a", "a.b", When.LOADING),
        ("a", "a.d", When.TYPING),
        ("a.b", "numpy", When.LATE),
        ("a.b.c", "os.path", When.LOADING),
        ("a.d", "rich", When.LOADING),
    } <= found
    assert source.loaded_with("a") >= {"a", "a.b", "a.b.c", "a.d", "rich"}
    assert "numpy" not in source.loaded_with("a")
    assert source.cycles() == [["a.b.c", "a.d"]]


# --- the pictures ------------------------------------------------------------------------------------


def named(lines: Iterable[str]) -> set[str]:
    """The modules and folders that a picture names by their file names."""
    return {name for line in lines for name in re.findall(r"[\w*/]+(?:\.py\b|/(?=\s|$))", line)}


@pytest.mark.parametrize("document", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_what_a_picture_names_is_there(document: str) -> None:
    names = named(drawn(document))
    there = {path.name for folder in ("aligner", "tui") for path in (ROOT / folder).rglob("*.py")}
    folders = {
        path.name for top in ("aligner", "tui", "tests", "seeds") for path in (ROOT / top, *(ROOT / top).rglob("*/"))
    }
    missing = {name for name in names if name.endswith(".py") and "*" not in name and name not in there}
    missing |= {name for name in names if name.endswith("/") and name.split("/")[-2] not in folders}
    assert missing == set()
    assert len(names) > 10


def test_every_room_of_the_picture_is_there() -> None:
    rooms = {room(name) for name in PROGRAM.texts if name.startswith("aligner.")}
    assert set(HEIGHT) - rooms == set()
    assert sum(map(len, ORDER)) == len(HEIGHT), "a room is in two lines"

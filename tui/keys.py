"""Every key of the screens in one place: what it runs, what it is called, and the id by which users give it another.

A screen picks its keys by id, in the order in which its footer shows them. What an id means is the same everywhere:
``fact.next`` is the next row of whatever the screen lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.binding import Binding

_BINDINGS = (
    Binding("question_mark,f1", "help", "Help", key_display="?", tooltip="Help: the keys of this screen", id="help"),
    Binding("q", "app.quit", "Quit", tooltip="Quit synoptic", id="quit"),
    Binding("escape,backspace", "back", "Back", key_display="esc", tooltip="Back to the screen before", id="back"),
    # Move
    Binding("j,down", "fact(1)", "Fact", key_display="j/k", tooltip="Next fact", id="fact.next"),
    Binding("k,up", "fact(-1)", "Previous fact", show=False, id="fact.previous"),
    Binding(
        "right_square_bracket",
        "conflict(1)",
        "Conflict",
        key_display="]/[",
        tooltip="Next conflict",
        id="conflict.next",
    ),
    Binding("left_square_bracket", "conflict(-1)", "Previous conflict", show=False, id="conflict.previous"),
    Binding("l,right", "source(1)", "Source", key_display="h/l", tooltip="Next source", id="source.next"),
    Binding("h,left", "source(-1)", "Previous source", show=False, id="source.previous"),
    Binding("pagedown", "page(1)", "Page down", show=False, id="page.down"),
    Binding("space", "page(1)", "Page down", show=False, id="page.on"),
    Binding("pageup", "page(-1)", "Page up", show=False, id="page.up"),
    Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="halfpage.down"),
    Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="halfpage.up"),
    Binding("g,home", "first", "First fact", show=False, id="fact.first"),
    Binding("G,shift+g,end", "last", "Last fact", show=False, id="fact.last"),
    Binding("dollar_sign", "difference('money')", "Next difference in money", show=False, id="next.money"),
    Binding("number_sign", "difference('number')", "Next difference in a number", show=False, id="next.number"),
    Binding("at", "difference('date')", "Next difference in a date", show=False, id="next.date"),
    Binding("ampersand", "difference('name')", "Next difference in a name", show=False, id="next.name"),
    Binding("quotation_mark", "difference('quote')", "Next difference in a quotation", show=False, id="next.quote"),
    Binding("D,shift+d", "draft", "Draft", tooltip="Next fact your draft lacks or tells otherwise", id="next.draft"),
    # Find
    Binding("J,tab,shift+j", "follow(1)", "Next", key_display="J/K", tooltip="Next fact in full", id="fact.following"),
    Binding("K,shift+tab,shift+k", "follow(-1)", "Previous fact in full", show=False, id="fact.preceding"),
    Binding("slash", "search", "Search", key_display="/", tooltip="Search the text of all facts", id="search"),
    Binding("n", "hit(1)", "Next hit", show=False, id="search.next"),
    Binding("N,shift+n", "hit(-1)", "Previous hit", show=False, id="search.previous"),
    Binding("f", "filter", "Filter", tooltip="Filter the facts", id="filter"),
    Binding("o", "order", "Order", tooltip="Another order of the facts", id="order"),
    # Go
    Binding("m", "go('matrix')", "Matrix", tooltip="Matrix: every fact in one line", id="matrix"),
    Binding("c", "go('columns')", "Columns", tooltip="Columns: the sentences side by side", id="columns"),
    Binding("enter", "open", "Open", tooltip="Open the current fact", id="open"),
    Binding("a", "article", "Article", tooltip="Article of the current source, whole", id="article"),
    *(
        Binding(str(n), f"article({n - 1})", f"Article of source {n}", show=False, id=f"article.{n}")
        for n in range(1, 10)
    ),
    Binding("v", "go('ledger')", "Ledger", tooltip="Ledger: figures, dates, quotations, names", id="ledger"),
    Binding(
        "ctrl+o", "go('stories')", "Stories", key_display="^o", tooltip="Stories: another story, and back", id="stories"
    ),
    # See
    Binding("R,shift+r", "live", "Live", tooltip="Follow changes of the files, or not", show=False, id="live"),
    Binding("r", "reread", "Reread", tooltip="Read again what lies there", id="reread"),
    Binding("b", "base", "Base", tooltip="Choose the base source: mark the words it does not have", id="base"),
    Binding("u", "furniture", "Furniture", tooltip="Show or hide furniture", id="furniture"),
    Binding("p", "perhaps", "Perhaps", tooltip="Show or hide what is only perhaps the same fact", id="perhaps"),
    Binding(
        "less_than_sign",
        "threshold(-1)",
        "Threshold",
        key_display="</>",
        tooltip="Lower threshold: join more, less surely",
        id="threshold.lower",
    ),
    Binding(
        "greater_than_sign",
        "threshold(1)",
        "Higher threshold: join less, more surely",
        show=False,
        id="threshold.higher",
    ),
    Binding("0", "reset_threshold", "Threshold as the app was opened with", show=False, id="threshold.reset"),
    Binding(
        "tab,shift+tab", "detail", "Detail", key_display="tab", tooltip="Into the detail pane and back", id="detail"
    ),
    Binding("d", "enlarge", "Enlarge", tooltip="Larger or smaller detail pane", show=False, id="enlarge"),
    Binding("plus,equals_sign", "columns(1)", "More sources side by side", show=False, id="columns.more"),
    Binding("minus", "columns(-1)", "Fewer sources side by side", show=False, id="columns.fewer"),
    Binding("w", "widen(1)", "Widen the current column", show=False, id="column.wider"),
    Binding("W,shift+w", "widen(-1)", "Narrow the current column", show=False, id="column.narrower"),
    Binding("L,shift+l", "shift(1)", "Move the current column right", show=False, id="column.right"),
    Binding("H,shift+h", "shift(-1)", "Move the current column left", show=False, id="column.left"),
    Binding("x", "hide", "Hide the current column", show=False, id="column.hide"),
    Binding("X,shift+x", "show_all", "All columns, as at the start", show=False, id="column.reset"),
    Binding("t", "theme", "Dark or light", tooltip="Dark or light theme", show=False, id="theme"),
    # Decide
    Binding("space", "mark", "Mark", key_display="spc", tooltip="Mark the sentence, or no longer", id="mark"),
    Binding("U,shift+u", "unmark", "Unmark all", show=False, id="unmark"),
    Binding("s", "correct", "Put right", tooltip="Put right: join, take out, split, merge, name", id="correct"),
    Binding("full_stop", "judge('checked')", "Judge", key_display=". , !", tooltip="Checked, or not", id="checked"),
    Binding("comma", "judge('ask')", "To be asked, or open again", show=False, id="ask"),
    Binding("exclamation_mark", "judge('wrong in ours')", "Wrong in ours, or open again", show=False, id="wrong"),
    Binding("semicolon", "open_fact", "Next open fact", show=False, id="next.open"),
    Binding("i", "note", "Note", tooltip="Write a note on the fact", id="note"),
    Binding("apostrophe", "differences", "Differences: judge, dismiss, add", show=False, id="differences"),
    Binding("left_curly_bracket", "move(-1)", "Move the fact up", show=False, id="fact.up"),
    Binding("right_curly_bracket", "move(1)", "Move the fact down", show=False, id="fact.down"),
    Binding("z", "undo", "Undo", tooltip="Take back the last decision", show=False, id="undo"),
    Binding("Z,shift+z", "redo", "Decide again what was taken back", show=False, id="redo"),
    Binding("V,shift+v", "decisions", "Decisions", tooltip="Decisions, those to review", show=False, id="decisions"),
    # Take along
    Binding("e", "export", "Export", tooltip="Export: Markdown, HTML, CSV, JSON, a call list", id="export"),
    Binding("y,ctrl+c", "copy", "Copy", key_display="y", tooltip="Copy with attribution", id="copy"),
)
REGISTRY = {binding.id: binding for binding in _BINDINGS}

SECTIONS: Sequence[tuple[str, Sequence[tuple[Sequence[str], str]]]] = (
    (
        "Move",
        (
            (("fact.next", "fact.previous"), "next, previous"),
            (("conflict.next", "conflict.previous"), "next, previous conflict"),
            (("page.down", "page.up"), "a page down, up"),
            (("page.on",), "a page down"),
            (("halfpage.down", "halfpage.up"), "half a page down, up"),
            (("fact.first", "fact.last"), "first, last"),
            (("source.previous", "source.next"), "source to the left, right"),
            (("fact.following", "fact.preceding"), "next, previous fact"),
            (("next.money", "next.number", "next.date"), "next difference in money, a number, a date"),
            (("next.name", "next.quote"), "next difference in a name, a quotation"),
            (("next.draft",), "next fact your draft lacks or tells otherwise"),
        ),
    ),
    (
        "Decide",
        (
            (("mark", "unmark"), "mark the sentence (a row in Matrix); unmark all"),
            (("correct",), "put right: join, take out, split, merge, name"),
            (("fact.up", "fact.down"), "move the fact up, down"),
            (("checked", "ask", "wrong"), "checked, ask, wrong in ours; again: open"),
            (("next.open",), "next open fact"),
            (("note",), "a note on the fact"),
            (("differences",), "its differences: judge, dismiss, add"),
            (("undo", "redo"), "take back, decide again"),
            (("decisions",), "all decisions, and those to review"),
        ),
    ),
    (
        "Find",
        (
            (("search",), "search; every hit is marked"),
            (("search.next", "search.previous"), "next, previous hit"),
            (("filter",), "filter: conflicts, money, who says it, text ..."),
            (("order",), "order: reading, conflicts first ..."),
        ),
    ),
    (
        "Go",
        (
            (("open",), "open what the cursor is on"),
            (("back",), "back"),
            (("matrix",), "Matrix: every fact in one line"),
            (("columns",), "Columns: the sentences side by side"),
            (("article",), "Article: the current source, whole"),
            (tuple(f"article.{n}" for n in range(1, 10)), "Article of the first, second ... source"),
            (("ledger",), "Ledger: figures, dates, quotations, names"),
            (("stories",), "Stories: another story, and back"),
        ),
    ),
    (
        "See",
        (
            (("reread",), "read again what lies there"),
            (("live",), "follow changes of the files, or not"),
            (("base",), "base: mark words the base source lacks"),
            (("furniture",), "show or hide furniture (adverts, menus)"),
            (("perhaps",), "show or hide what is perhaps the same fact"),
            (("threshold.lower", "threshold.higher"), "threshold: join more, join surer"),
            (("threshold.reset",), "threshold as at the start"),
            (("detail",), "into the detail pane and back"),
            (("enlarge",), "larger detail pane"),
            (("columns.more", "columns.fewer"), "more, fewer sources side by side"),
            (("column.wider", "column.narrower"), "column wider, narrower"),
            (("column.left", "column.right"), "move the column"),
            (("column.hide", "column.reset"), "hide the column; all as at the start"),
            (("theme",), "dark or light"),
        ),
    ),
    (
        "Take along",
        (
            (("export",), "export: Markdown, HTML, CSV, JSON, call list"),
            (("copy",), "copy with attribution"),
            (("help",), "this help"),
            (("quit",), "quit"),
        ),
    ),
)
"""The pages of the help: ids that are told in one line, and what they do. A screen shows those it has."""

MOVES = (
    "fact.next",
    "fact.previous",
    "page.down",
    "page.up",
    "halfpage.down",
    "halfpage.up",
    "fact.first",
    "fact.last",
)
CONFLICTS = ("conflict.next", "conflict.previous")
SOURCES = ("source.next", "source.previous")
DIFFERENCES = ("next.money", "next.number", "next.date", "next.name", "next.quote")
DRAFT = "next.draft"
SEARCHES = ("search", "search.next", "search.previous")
LEVELS = ("perhaps", "threshold.lower", "threshold.higher", "threshold.reset")
JUDGEMENTS = ("checked", "ask", "wrong", "next.open", "note", "differences", "undo", "redo", "decisions")
CORRECTIONS = ("mark", "unmark", "correct", "fact.up", "fact.down")
ARTICLES = ("article", *(f"article.{n}" for n in range(1, 10)))
ORDER = ("column.right", "column.left", "column.hide", "column.reset")
LAYOUT = ("columns.more", "columns.fewer", "column.wider", "column.narrower", *ORDER)


def keys(*ids: str) -> list[Binding]:
    """The bindings with these ids. Raises KeyError for an id that does not exist."""
    return [REGISTRY[id_] for id_ in ids]


def hidden(*ids: str) -> list[Binding]:
    """The same, left out of the footer."""
    return [replace(REGISTRY[id_], show=False) for id_ in ids]


def deciding() -> list[Binding]:
    """The keys of the desk that no footer has room for."""
    return hidden(*(id_ for id_ in (*CORRECTIONS, *JUDGEMENTS) if id_ not in ("mark", "correct", "checked", "note")))


def called(id_: str, name: str, tooltip: str = "", *, shown: bool = True) -> Binding:
    """The binding with this id, by the name it has on one screen. Raises KeyError for an id that does not exist.

    ``tooltip`` is what the palette calls it, in full.
    """
    return replace(REGISTRY[id_], description=name, tooltip=tooltip, show=shown)

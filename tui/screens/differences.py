"""The differences of a fact one by one: judge, note, dismiss; and add one that the program did not see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from aligner.model import Comparison, Difference, DifferenceType, Fact, Mention, Sentence, Severity, Verdict
from tui.glyphs import TYPE_LETTER
from tui.grid_layout import show
from tui.screens.menu import MenuScreen


class Chosen(NamedTuple):
    """What is to be done with a difference: ``dismiss``, ``restore``, ``note``, or ``add`` one (of None)."""

    what: str
    difference: Difference | None = None


class DifferencesScreen(MenuScreen[Chosen]):
    """A fact's differences and, quietly, those that were dismissed. A verdict is given here; the rest is handed out.

    Args:
        fact: Tells the fact as it is now: a verdict makes another one of it.
        judge: Gives a difference a verdict.
    """

    HEADING: ClassVar[str] = "Differences"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop", "judge('checked')", "Checked", id="differences.checked"),
        Binding("comma", "judge('ask')", "Ask", id="differences.ask"),
        Binding("exclamation_mark", "judge('wrong in ours')", "Wrong in ours", id="differences.wrong"),
        Binding("i", "hand('note')", "Note", id="differences.note"),
        Binding("x", "dismiss_it", "Dismiss, restore", id="differences.dismiss"),
        Binding("plus,a", "add", "Add one", id="differences.add"),
    ]

    def __init__(self, fact: Callable[[], Fact | None], judge: Callable[[Difference, Verdict], None]) -> None:
        super().__init__()
        self._fact = fact
        self._judge = judge

    @property
    def _all(self) -> list[tuple[Difference, bool]]:
        """The differences, and whether each is dismissed."""
        fact = self._fact()
        if fact is None:
            return []
        return [(one, False) for one in fact.differences] + [(one, True) for one in fact.dismissed]

    def lines(self) -> Sequence[Content]:
        """Type, severity, what it is about, and what was made of it."""
        return [self._line(difference, gone) for difference, gone in self._all] or [
            Content.styled(" none seen · a adds one", "$foreground 60%")
        ]

    def _line(self, difference: Difference, gone: bool) -> Content:
        words = f"{difference.severity} · {show(difference.summary).text}"
        if gone:
            return Content.assemble((f" {TYPE_LETTER[difference.type]}  {words} · dismissed by you", "$foreground 45%"))
        verdict = difference.judgement.verdict
        told = "" if verdict is Verdict.OPEN else f" · {verdict}"
        told += " · noted" if difference.judgement.note else ""
        return Content.assemble((f" {TYPE_LETTER[difference.type]} ", "bold"), f" {words}", (told, "bold $accent"))

    def told(self, index: int) -> Content | None:
        """Who says what, and the note."""
        found = self._all
        if not found:
            return None
        difference, _ = found[index]
        pieces = [
            Content.assemble((f"{value.source} ", "bold $accent"), f"“{show(' '.join(value.text.split())).text}”")
            for value in difference.values
        ]
        if difference.judgement.note:
            pieces.append(Content.assemble(("note ", "bold $accent"), show(difference.judgement.note).text))
        return Content("\n").join(pieces)

    def hint(self) -> str:
        """What the keys do."""
        return ". checked · , ask · ! wrong in ours · i note · x dismiss · a add · esc"

    def _current(self) -> tuple[Difference, bool] | None:
        found = self._all
        return found[self.index] if found else None

    def action_judge(self, verdict: str) -> None:
        """A verdict on the current difference; the one it has already makes it open again."""
        current = self._current()
        if current is not None and not current[1]:
            self._judge(current[0], Verdict(verdict))
            self.list_anew(self.index)

    def action_hand(self, what: str) -> None:
        """Have something done with the current difference."""
        current = self._current()
        if current is not None and not current[1]:
            self.dismiss(Chosen(what, current[0]))

    def action_dismiss_it(self) -> None:
        """It is no difference; or it is one after all."""
        current = self._current()
        if current is not None:
            difference, gone = current
            self.dismiss(Chosen("restore" if gone else "dismiss", difference))

    def action_add(self) -> None:
        """One that is not in the list."""
        self.dismiss(Chosen("add"))

    def chosen(self, index: int) -> None:
        """Enter writes a note on it; in an empty list it adds one."""
        if self._all:
            self.action_hand("note")
        else:
            self.action_add()


class Passages(NamedTuple):
    """A difference as the person sees it."""

    type: DifferenceType
    severity: Severity
    values: tuple[Mention, ...]


class AddScreen(ModalScreen[Passages]):
    """Asks for the type of a difference and, of each source that tells the fact, for the words that differ."""

    DEFAULT_CSS = """
    AddScreen {
        VerticalScroll { height: auto; }
        Input { border: none; height: 1; padding: 0 1; background: $panel; }
        Input:focus { border: none; background: $boost; }
        .source { padding: 1 1 0 1; height: auto; }
        #add-type { padding: 0 1; }
        #add-error { color: $text-error; display: none; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="add.close"),
        Binding("ctrl+t", "turn(1)", "Another type", id="add.type"),
        Binding("ctrl+x", "severity", "Conflict or detail", id="add.severity"),
        Binding("down", "app.focus_next", "Next source", show=False, id="add.next"),
        Binding("up", "app.focus_previous", "Source before", show=False, id="add.previous"),
    ]

    def __init__(self, comparison: Comparison, fact: Fact) -> None:
        super().__init__()
        self._comparison = comparison
        self._cells = {
            source: [comparison.sentences[id_] for id_ in cell if comparison.sentences[id_].same_as not in cell]
            for source, cell in fact.cells.items()
        }
        self._type = 0
        self._severity = Severity.CONFLICT

    def compose(self) -> ComposeResult:
        """The type, each source's words with a line to type in, what the keys do."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Add a difference"
            yield Static("", id="add-type", markup=False)
            with VerticalScroll():
                for source in self._cells:
                    yield Static("", id=f"add-{source}", classes="source", markup=False)
                    yield Input(placeholder="words of it that differ, or nothing", id=f"words-{source}")
            yield Static("", id="add-error", markup=False)
            yield Static("enter adds it · tab next · ^t type · ^x conflict, detail · esc", classes="hint", markup=False)

    def on_mount(self) -> None:
        """What each source says; the values of the type there are to begin with."""
        self._fill()
        self.query(Input).first().focus()

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the sources scroll; type and keys stay in sight."""
        self.query_one(VerticalScroll).styles.max_height = max(3, event.size.height * 95 // 100 - 5)

    # What is given ------------------------------------------------------------------------------------------------

    @property
    def type(self) -> DifferenceType:
        """The type of the difference."""
        return list(DifferenceType)[self._type]

    def action_turn(self, direction: int) -> None:
        """The next type."""
        before = {source: self._first(source) for source in self._cells}
        self._type = (self._type + direction) % len(DifferenceType)
        for source, value in before.items():
            field = self.query_one(f"#words-{source}", Input)
            if field.value in ("", value):  # what the person typed stays
                field.value = self._first(source)
                field.select_all()  # as where one comes to: what is typed takes its place
        self._tell()

    def action_severity(self) -> None:
        """A conflict, or one only tells more."""
        self._severity = Severity.DETAIL if self._severity is Severity.CONFLICT else Severity.CONFLICT
        self._tell()

    def _first(self, source: str) -> str:
        """The first value of the type that a source tells here."""
        values = (value for sentence in self._cells[source] for value in sentence.values if value.type is self.type)
        return next((" ".join(show(value.text).text.split()) for value in values), "")

    def _fill(self) -> None:
        for source in self._cells:
            self.query_one(f"#words-{source}", Input).value = self._first(source)
        self._tell()

    def _tell(self) -> None:
        """The type and severity, and each source's sentences with the words in them that were given."""
        what = Content.assemble(
            (f"{TYPE_LETTER[self.type]} {self.type}", "bold $accent"),
            ("  conflict" if self._severity is Severity.CONFLICT else "  detail: one tells more", "bold"),
        )
        self.query_one("#add-type", Static).update(what)
        for source, sentences in self._cells.items():
            wanted = self.query_one(f"#words-{source}", Input).value
            self.query_one(f"#add-{source}", Static).update(_marked(source, sentences, wanted))

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Mark what is typed where it stands."""
        event.stop()
        self._show_error("")
        self._tell()

    @on(Input.Submitted)
    def add(self, event: Input.Submitted) -> None:
        """Check that the words stand there, in two sources at least, and hand them out."""
        event.stop()
        values = []
        for source, sentences in self._cells.items():
            wanted = self.query_one(f"#words-{source}", Input).value.strip()
            if not wanted:
                continue
            found = find(sentences, wanted)
            if found is None:
                self._show_error(f"{source} does not say “{wanted}” here.")
                return
            values.append(found)
        if len(values) < 2:
            self._show_error("A difference is between two sources: give words of two at least.")
            return
        self.dismiss(Passages(self.type, self._severity, tuple(values)))

    def _show_error(self, text: str) -> None:
        line = self.query_one("#add-error", Static)
        line.update(Content(show(text).text))
        line.display = bool(text)


def find(sentences: Sequence[Sentence], wanted: str) -> Mention | None:
    """Where in some sentences of one source words stand, however their white space and letters' case; None: nowhere.

    The words are those that the screen shows: what it leaves out of a text or shows as a picture is not typed.
    """
    pattern = re.compile(r"\s+".join(map(re.escape, show(wanted).text.split())), re.IGNORECASE)
    for sentence in sentences:
        shown = show(sentence.text)
        match = pattern.search(shown.text)
        if match is not None and match[0]:
            dropped = frozenset(shown.dropped)
            kept = [offset for offset in range(len(sentence.text)) if offset not in dropped]
            first, last = kept[match.start()], kept[match.end() - 1] + 1
            start, end = sentence.start + first, sentence.start + last
            normal = next((v.normal for v in sentence.values if (v.start, v.end) == (start, end)), None)
            return Mention(sentence.source, sentence.id, start, end, sentence.text[first:last], normal)
    return None


def _marked(source: str, sentences: Sequence[Sentence], wanted: str) -> Content:
    """A source's sentences, the wanted words in them marked."""
    found = find(sentences, wanted) if wanted.strip() else None
    pieces = []
    for sentence in sentences:
        if found is None or found.sentence != sentence.id:
            pieces.append(Content(show(_flat(sentence.text)).text))
            continue
        start, end = found.start - sentence.start, found.end - sentence.start
        before, words, after = (
            show(_flat(part)).text for part in (sentence.text[:start], sentence.text[start:end], sentence.text[end:])
        )
        pieces.append(Content.assemble(before, (words, "bold reverse"), after))
    return Content.assemble((f"{source} ", "bold $accent"), Content(" ").join(pieces))


def _flat(text: str) -> str:
    """Text on one line; a space at its end or beginning stays one."""
    return re.sub(r"\s+", " ", text)

"""Everything that is decided in a story: what does not fit any more first, then what was put right, then judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aligner.decisions.carrying import carry_over
from aligner.decisions.records import Decisions
from tui.grid_layout import fit, show
from tui.review import Entry, Review, Section, review, summary, told
from tui.screens.frame import Following
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import SynopticApp

_AROUND = 5
"""Lines of the dialog besides the list and what is told of its current line: border, rule, text, keys."""
_WIDEST = 110
_BESIDE = 9
"""Cells of the dialog besides the text of a line: border, padding, scrollbar, a space before it."""


class ReviewScreen(Following, ModalScreen[None]):
    """The decisions in a list; of the current one, the sentences it is about, and those of today that are like them."""

    DEFAULT_CSS = """
    ReviewScreen {
        VerticalScroll {
            height: auto;
            border-top: solid $foreground 18%;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        #review-told { height: auto; }
        Input { border: none; height: 1; padding: 0 1; background: $panel; display: none; }
        Input:focus { border: none; background: $boost; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,V,shift+v", "leave", "Close", id="review.close"),
        Binding("x", "take_back", "Take back", id="review.take_back"),
        Binding("c", "carry", "Carry over", id="review.carry"),
        Binding("z", "turn('undo')", "Undo", id="review.undo"),
        Binding("Z,shift+z", "turn('redo')", "Redo", id="review.redo"),
        Binding("slash", "search", "Text", id="review.text"),
        Binding("j", "move(1)", "Down", show=False, id="review.down"),
        Binding("k", "move(-1)", "Up", show=False, id="review.up"),
        Binding("tab", "scroll_told", "More of it", show=False, id="review.more"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._review = Review(())
        # What the list was made of, so that it is made anew only when that is another.
        self._of: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, what is told of its current line, a line for text, what the keys do."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Decisions"
            yield OptionList()
            with VerticalScroll(can_focus=False):
                yield Static("", id="review-told", markup=False)
            yield Input(placeholder="text of a decision or its sentences", compact=True)
            yield Static("", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Start on the first line."""
        self._list(0)
        self.query_one(OptionList).focus()

    def on_resize(self, event: Resize) -> None:
        """On a low terminal the list and what is told below scroll; what the keys do stays in sight."""
        room = max(4, event.size.height * 95 // 100 - _AROUND)
        below = min(12, max(2, room // 3))
        self.query_one(VerticalScroll).styles.max_height = below + 1
        self.query_one(OptionList).styles.max_height = room - below
        self._list(self._number())

    # The list -----------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """The comparison or the decisions are others now."""
        self._list(self._number())

    def _made_of(self) -> tuple[object, ...]:
        session = self._session
        text = self.query_one(Input).value
        return session.comparison, session.book.decisions, session.unfit, text, self.app.size

    def _list(self, number: int) -> None:
        """Write the list anew if there is anything new, with the entry of a number current."""
        session = self._session
        made_of = self._made_of()
        if session.comparison is None or (
            len(made_of) == len(self._of) and all(a is b or a == b for a, b in zip(made_of, self._of, strict=True))
        ):
            return
        self._of = made_of
        whole = review(session.comparison, session.ground, session.book.decisions, session.unfit)
        wanted = self.query_one(Input).value.strip()
        self._review = whole.holding(wanted) if wanted else whole
        menu = self.query_one(OptionList)
        menu.clear_options()
        menu.add_options(self._options())
        entries = self._review.entries
        if entries:
            menu.highlighted = menu.get_option_index(str(min(number, len(entries) - 1)))
        dialog = self.query_one(".dialog")
        dialog.border_subtitle = summary(whole)
        self._tell()

    def _options(self) -> list[Option]:
        options = []
        section: Section | None = None
        width = self._width()
        for number, entry in enumerate(self._review.entries):
            if entry.section is not section:
                section = entry.section
                options.append(Option(Content.styled(section.value, "bold $accent"), disabled=True))
            text = fit(entry.text, width)
            role = "$text-warning" if section is Section.REVIEW else ""
            options.append(Option(Content.assemble((f" {text}", role)), id=str(number)))
        if not self._review.entries:
            what = "Nothing with this text." if self.query_one(Input).value.strip() else "Nothing is decided yet."
            options.append(Option(Content.styled(what, "$foreground 60%"), disabled=True))
        if self._review.elsewhere:
            count = self._review.elsewhere
            what = (
                f"{count} more about articles that are not compared now: kept"
                if count > 1
                else ("1 more about an article that is not compared now: kept")
            )
            options.append(Option(Content.styled(fit(what, width), "$foreground 60%"), disabled=True))
        return options

    def _width(self) -> int:
        return max(10, min(_WIDEST, self.app.size.width * 95 // 100) - _BESIDE)

    def _number(self) -> int:
        """The number of the current entry."""
        menu = self.query_one(OptionList)
        if menu.highlighted is None:
            return 0
        return int(menu.get_option_at_index(menu.highlighted).id or 0)

    @property
    def current(self) -> Entry | None:
        """The entry the user is on; None in an empty list."""
        return self._review.entries[self._number()] if self._review.entries else None

    def _tell(self) -> None:
        """What is told of the current entry, and what the keys do with it."""
        entry, comparison = self.current, self._session.comparison
        below = self.query_one(VerticalScroll)
        below.display = entry is not None and comparison is not None
        keys = ["esc"]
        if entry is not None and comparison is not None:
            lines = told(comparison, self._session.ground, entry)
            text = Content("\n").join(Content.assemble((f"{head} ", "bold $accent"), words) for head, words in lines)
            self.query_one("#review-told", Static).update(text)
            below.scroll_home(animate=False)
            carry = ["c carry over"] if entry.missing else []
            keys = ["enter the fact", "x take back", *carry, *keys]
            more = [*keys[:-1], "z undo", "/ text", *keys[-1:]]
            keys = more if cell_len(" · ".join(more)) <= self._width() else keys
        self.query_one(".hint", Static).update(" · ".join(keys))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another line is current."""
        event.stop()
        self._tell()

    # What the keys do ---------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the fact of the current entry."""
        event.stop()
        entry = self.current
        screen = self._app.story_screen
        if entry is None or entry.fact is None or screen is None:
            self.notify("Its fact is not there any more.", timeout=3, markup=False)
            return
        self.dismiss(None)
        screen.go_to_fact(entry.fact)

    def action_take_back(self) -> None:
        """Nothing is decided any more of what the current entry is about."""
        entry = self.current
        if entry is not None:
            self._decide(self._session.book.decisions.without(entry.decisions), f"Taken back: {entry.text}")

    def action_carry(self) -> None:
        """What is decided holds for the sentences of today that read most like those it was decided about."""
        entry = self.current
        if entry is None or not entry.missing:
            self.notify("Its sentences are there: there is nothing to carry over.", timeout=4, markup=False)
            return
        try:
            decisions = carry_over(self._session.ground, self._session.book.decisions, entry.decisions)
        except ValueError as error:
            self.notify(f"Not carried over: {show(str(error)).text}.", timeout=6, severity="warning", markup=False)
            return
        self._decide(decisions, f"Carried over: {entry.text}")

    def _decide(self, decisions: Decisions, name: str) -> None:
        if self._session.decide(decisions, name):
            self.notify(f"{fit(name, 60)} · z undoes it", timeout=3, markup=False)
            self._follow_decisions()

    def action_turn(self, way: str) -> None:
        """Take back the last decision, or decide it again."""
        book = self._session.book
        name = book.undo() if way == "undo" else book.redo()
        if name is None:
            self.notify(
                "Nothing to take back." if way == "undo" else "Nothing was taken back.", timeout=2, markup=False
            )
            return
        self._session.judge_anew()
        self.notify(f"{'Taken back' if way == 'undo' else 'Again'}: {show(name).text}", timeout=3, markup=False)
        self._follow_decisions()

    def _follow_decisions(self) -> None:
        self._app.ask()
        self._app.keep()
        self.follow()

    @property
    def _app(self) -> SynopticApp:
        return cast("SynopticApp", self.app)

    def action_search(self) -> None:
        """Type a text that a decision, or a sentence it is about, must hold."""
        field = self.query_one(Input)
        field.display = True
        field.focus()

    @on(Input.Changed)
    def choose_text(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        event.stop()
        self._list(0)

    @on(Input.Submitted)
    def leave_text(self, event: Input.Submitted) -> None:
        """Back to the list."""
        event.stop()
        self.query_one(OptionList).focus()

    def action_leave(self) -> None:
        """Out of the text, with all decisions listed again; else back to where the user came from."""
        field = self.query_one(Input)
        if field.value or field.has_focus:
            field.value = ""
            field.display = False
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)

    def action_move(self, direction: int) -> None:
        """A line down (1) or up (-1)."""
        menu = self.query_one(OptionList)
        menu.action_cursor_down() if direction > 0 else menu.action_cursor_up()

    def action_scroll_told(self) -> None:
        """The next lines of what is told below; after the last, the first."""
        below = self.query_one(VerticalScroll)
        if below.scroll_offset.y >= below.max_scroll_y:
            below.scroll_home(animate=False)
        else:
            below.scroll_page_down(animate=False)

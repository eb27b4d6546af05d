"""The list of stories: every one in a line, compared one after another while the user looks around."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from tui import keys
from tui.glyphs import plural
from tui.grid_layout import show
from tui.messages import Faulted, fault
from tui.screens.frame import FrameScreen
from tui.search import says
from tui.shelf_rows import Row, Sorting, Status, arrange, row_of, waiting
from tui.survey import Survey, Surveyed, Surveying, Unsurveyed
from tui.view import ahead
from tui.widgets.search_line import SearchLine
from tui.widgets.status import ViewPart
from tui.widgets.story_list import StoryHead, StoryList, StoryPreview
from tui.work import Manner

if TYPE_CHECKING:
    from aligner.stories.shelf import Shelf


@dataclass
class Reread(Message):
    """The folder was looked through again: what is in it now, or None if there is nothing to list any more."""

    shelf: Shelf | None


class StoriesScreen(FrameScreen, inherit_bindings=False):
    """Stories down, what is known of each beside its title; the current one in more words below.

    Args:
        shelf: The stories.
        manner: How stories are opened.
        look: Looks for the stories again, on a worker's thread.
    """

    CRUMB = "Stories"
    KEY_WORDS: ClassVar[Mapping[str, str]] = {
        "fact.next": "next, previous story",
        "fact.first": "first, last story",
        "search": "search the titles; every hit is marked",
        "order": "order: last changed, title, conflicts, sources",
        "open": "open the story",
        "stories": "back to the story that is open",
        "back": "end the search; back to the story that is open",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit"),
        keys.called("fact.next", "Story", "Next story"),
        keys.called("fact.previous", "Previous story", shown=False),
        keys.called("fact.first", "First story", shown=False),
        keys.called("fact.last", "Last story", shown=False),
        keys.called("open", "Open", "Open the current story"),
        keys.called("search", "Search", "Search the titles of all stories"),
        keys.called("order", "Order", "Another order of the stories"),
        *keys.keys("reread"),
        keys.called("stories", "Back", "Back to the story that is open"),
        keys.called("back", "Back", "Back to the story that is open", shown=False),
        *keys.hidden(*keys.MOVES[2:6], "page.on", *keys.SEARCHES[1:], "theme"),
    ]
    DEFAULT_CSS = """
    StoriesScreen {
        &.-tall StoryPreview { height: 6; }
        &.-high StoryPreview { height: 30%; max-height: 12; }
        &.-low StoryPreview { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, manner: Manner, look: Callable[[], Shelf | None]) -> None:
        super().__init__()
        self.survey = Survey(manner, self.post_message)
        self._title = shelf.title
        self._look = look
        self._sorting = Sorting.CHANGED
        self._search = ""
        self._chosen = ""
        self._rows = arrange(map(row_of, shelf.stories), self._sorting)

    # What is shown ------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """The folder's name."""
        return self._title

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where no story is open there is none to go back to."""
        return not (action == "go" and self.synoptic.work is None)

    @property
    def is_settled(self) -> bool:
        """Whether every story of the list is compared, or cannot be."""
        return not waiting(self._rows, ())

    def known(self) -> list[str]:
        """How many stories there are, how many are still to be read, and how many cannot be."""
        statuses = [row.status for row in self._rows]
        left = sum(status in (Status.QUEUED, Status.READING) for status in statuses)
        failed = statuses.count(Status.FAILED)
        count = "1 story" if len(self._rows) == 1 else f"{len(self._rows)} stories"
        conflicts = sum(row.figures.conflicts for row in self._rows if row.figures is not None)
        told = [count, f"{left} to read" if left else plural(conflicts, "conflict")]
        return [*told, f"{failed} cannot be opened"] if failed else told

    def view_parts(self) -> Sequence[ViewPart]:
        """The order."""
        return [ViewPart(f"order: {self._sorting}", self._sorting is not Sorting.CHANGED)]

    def position(self) -> str:
        """Where the user is, and among how many hits."""
        if not self._rows:
            return ""
        here = self.query_one(StoryList).cursor
        place = f"story {here + 1}/{len(self._rows)}"
        if not self._search:
            return place
        hits = [place for place, row in enumerate(self._rows) if says(row.title, self._search)]
        at = f"{hits.index(here) + 1}/" if here in hits else ""
        return f"“{show(self._search).text}” {at}{len(hits)} · {place}"

    def body(self) -> ComposeResult:
        """Heads, list or notice, the current story."""
        yield StoryHead()
        yield self.notice()
        yield StoryList()
        yield StoryPreview()

    def bottom(self) -> ComposeResult:
        """The keys, and in their place the line that asks for a text to search."""
        yield from super().bottom()
        yield SearchLine()

    def choose(self, path: str) -> None:
        """Be on the story in this folder, if it is among them."""
        self._chosen = path
        self.sync()

    def fail(self, path: str, reason: str) -> None:
        """The story in this folder cannot be opened."""
        self._learn(path, lambda row: replace(row, status=Status.FAILED, figures=None, reason=reason))

    def sync(self) -> None:
        """Bring everything up to date; nothing, as long as the screen is not there."""
        if not self._stands:
            return
        stories = self.query_one(StoryList)
        stories.display = bool(self._rows)
        self.query_one("#notice").display = not self._rows
        self.query_one(StoryPreview).set_class(not self._rows, "-empty")
        if not self._rows:
            self.say(Content.assemble("No story is left.\n\n", ("r  looks again", "$foreground 60%")))
        paths = [row.story.path for row in self._rows]
        # The list knows first where somebody went: its word of it may be on its way here.
        here = self._chosen or (stories.current.story.path if stories.current is not None else "")
        cursor = paths.index(here) if here in paths else stories.cursor
        self._chosen = "" if paths else self._chosen
        stories.present(self._rows, cursor, self._search)
        self.query_one(StoryHead).tell(self._sorting)
        if self.focused is None or not self.focused.display:
            stories.focus()
        self._describe()
        self.tell()

    def _describe(self) -> None:
        row = self.query_one(StoryList).current
        if row is not None:
            self.query_one(StoryPreview).present(row)

    @on(StoryList.Moved)
    def follow(self) -> None:
        """Another story: tell of it, and read it before the others."""
        self._describe()
        self.tell()
        self._read()

    # Reading ------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin to read, behind the first frame."""
        super().on_mount()
        if self._stands:
            self.call_after_refresh(self._read)

    def _read(self) -> None:
        """Have the stories read that are not: the current one first, then those on screen, then the others."""
        stories = self.query_one(StoryList)
        if self.survey.want(waiting(self._rows, (stories.cursor, *stories.on_screen))):
            self.run_worker(self._survey, thread=True, group="survey", exit_on_error=False)

    def _survey(self) -> None:
        worker = get_current_worker()
        self.survey.run(lambda: worker.is_cancelled)

    @on(Surveying)
    def show_reading(self, message: Surveying) -> None:
        """A story is being read."""
        self._learn(message.path, lambda row: replace(row, status=Status.READING))

    @on(Surveyed)
    def show_figures(self, message: Surveyed) -> None:
        """A story was read."""
        figures = message.figures
        self._learn(message.path, lambda row: replace(row, status=Status.READ, figures=figures, reason=""))

    @on(Unsurveyed)
    def show_failure(self, message: Unsurveyed) -> None:
        """A story cannot be read."""
        self.fail(message.path, message.reason)

    def _learn(self, path: str, change: Callable[[Row], Row]) -> None:
        """Something is known of a story now."""
        self._rows = arrange((change(row) if row.story.path == path else row for row in self._rows), self._sorting)
        self.sync()

    def action_reread(self) -> None:
        """Look through the folder again and read every story anew; what did not change is in the cache."""

        def look() -> None:
            try:
                self.post_message(Reread(self._look()))
            except Exception as error:
                self.post_message(Faulted(fault(error, self._title)))

        self.run_worker(look, thread=True, exclusive=True, group="reread")

    @on(Reread)
    def renew(self, message: Reread) -> None:
        """Show what is in the folder now."""
        stories = message.shelf.stories if message.shelf is not None else ()
        self._rows = arrange(map(row_of, stories), self._sorting)
        self.sync()
        self._read()
        self.app.clear_notifications()
        self.notify("Looked through the folder again.", timeout=2, markup=False)

    # Move ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) story."""
        self.query_one(StoryList).cursor += direction

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(StoryList).page(share)

    def action_first(self) -> None:
        """The first story."""
        self.query_one(StoryList).cursor = 0

    def action_last(self) -> None:
        """The last story."""
        self.query_one(StoryList).cursor = len(self._rows) - 1

    # Find ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Ask for a text to search in the titles."""
        self.query_one(SearchLine).ask(self._search)

    @on(SearchLine.Asked)
    def search(self, event: SearchLine.Asked) -> None:
        """Mark every place of the text and go to the first one from here."""
        self._search = event.text
        self.query_one(StoryList).focus()
        self.sync()
        row = self.query_one(StoryList).current
        if event.text and row is not None and not says(row.title, event.text):
            self.action_hit(1)

    @on(SearchLine.Closed)
    def close_search(self) -> None:
        """Nothing was asked."""
        self.query_one(StoryList).focus()

    def action_hit(self, direction: int) -> None:
        """The next (1) or previous (-1) story whose title holds the searched text, round in a circle."""
        if not self._search:
            self.action_search()
            return
        stories = self.query_one(StoryList)
        found = ahead(self._rows, stories.cursor, direction, lambda row: says(row.title, self._search), around=True)
        if found is None:
            self.notify(f"“{show(self._search).text}” is in no title.", timeout=3, markup=False)
        else:
            stories.cursor = found

    def action_order(self) -> None:
        """The next order."""
        self._sort(self._sorting.following)

    @on(StoryHead.Picked)
    def sort_clicked(self, event: StoryHead.Picked) -> None:
        """The head of a column was clicked."""
        self._sort(event.sorting)

    def _sort(self, sorting: Sorting) -> None:
        self._sorting = sorting
        self._rows = arrange(self._rows, sorting)
        self.sync()

    # Go -----------------------------------------------------------------------------------------------------------

    @on(StoryList.Opened)
    def action_open(self) -> None:
        """Open the current story."""
        row = self.query_one(StoryList).current
        if row is not None:
            self.synoptic.open(row.story.path)

    def action_go(self, name: str) -> None:
        """From the list, where one came from."""
        self.synoptic.back_to_story()

    def action_back(self) -> None:
        """End the search; then back to the story that is open."""
        if self._search:
            self._search = ""
            self.sync()
        else:
            self.synoptic.back_to_story()

"""What all screens of a comparison share: search, filter, the facts one by one, and the ways from one to another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widget import Widget

from aligner.model import DifferenceType, Options
from tui.detail_text import copied
from tui.grid_layout import show
from tui.screens.deciding import DecidingScreen
from tui.view import (
    ALL,
    Filter,
    Order,
    differs_in,
    filter_choices,
    is_conflict,
    keep_place,
    level,
    moved,
    neighbour,
    wants_draft,
)
from tui.widgets.search_line import SearchLine
from tui.widgets.status import ViewPart, desk_parts

IN_TYPE = {"number": "a number", "date": "a date", "name": "a name", "quote": "a quotation"}
"""What comes after “a difference in”, where it is not the name of the type."""


class StoryScreen(DecidingScreen, inherit_bindings=False):
    """A screen that shows a comparison: it is there before the screen is.

    A subclass says in ``body`` what stands inside the frame, names in ``MAIN`` the widget that a notice takes the
    place of, and in ``show_session`` brings its widgets up to date.
    """

    MAIN: ClassVar[type[Widget]] = Widget
    VIEW: ClassVar[Collection[str]] = ("order", "furniture", "base")
    """What of the view this screen follows besides filter and levels; what it does not is not in its status line."""
    KEY_WORDS: ClassVar[Mapping[str, str]] = {}
    """What the help says of a key here, by binding id, where that is not what it says elsewhere."""

    # For subclasses -----------------------------------------------------------------------------------------------

    def bottom(self) -> ComposeResult:
        """The keys, and in their place the line that asks for a text to search."""
        yield from super().bottom()
        yield SearchLine()

    def show_session(self) -> None:
        """Bring the widgets up to date with the session. There is a comparison, and something of it to show."""

    def shows_nothing(self) -> bool:
        """Whether the filter leaves nothing to show."""
        return not self.session.facts

    def position(self) -> str:
        """Where the user is, and among how many hits."""
        place = self.place()
        return " · ".join(part for part in (self.hit_count() if self.session.search else "", place) if part)

    def place(self) -> str:
        """Where the user is: ``fact 7/64``, in another order or among fewer facts ``fact 7 · 3/8``."""
        session = self.session
        facts, index = session.facts, session.fact
        if session.comparison is None or index is None or index not in facts:
            return ""
        if len(facts) == len(session.comparison.facts) and session.order is Order.READING:
            return f"fact {index + 1}/{len(facts)}"
        return f"fact {index + 1} · {facts.index(index) + 1}/{len(facts)}"

    # Up to date ---------------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Bring everything up to date with the session; nothing, as long as the screen is not there."""
        if not self._stands:
            return
        empty = self.shows_nothing()
        main = self.query_one(self.MAIN)
        main.display = not empty
        self.query_one("#notice").display = empty
        self.set_class(empty, "-empty")
        if empty:
            self._tell_empty()
        else:
            self.show_session()
            if self.focused is None or not self.focused.display:
                main.focus()
        self.tell()

    def hit_count(self) -> str:
        """``“azure” 2/7``: which of how many rows that hold the searched text."""
        hits = self.session.hits
        at = hits.index(self.session.fact) + 1 if self.session.fact in hits else 0
        return f"“{show(self.session.search).text}” {f'{at}/' if at else ''}{len(hits)}"

    def view_parts(self) -> Sequence[ViewPart]:
        """Filter and order, and what the user chose besides."""
        session = self.session
        to_review = sum(not one.is_elsewhere for one in session.unfit)
        parts = desk_parts(to_review, is_kept=self._is_kept())
        parts.append(ViewPart(f"filter: {session.filter.name}", session.filter != ALL))
        if "order" in self.VIEW:
            parts.append(ViewPart(f"order: {session.order}", session.order is not Order.READING))
        if "furniture" in self.VIEW and session.furniture:
            parts.append(ViewPart("furniture", True))
        if "base" in self.VIEW and session.base is not None:
            parts.append(ViewPart(f"base: {session.base}", True))
        if not session.perhaps:
            parts.append(ViewPart("perhaps: off", True))
        if session.threshold != Options().threshold:
            parts.append(ViewPart(f"threshold {level(session.threshold)}", True))
        if not self.synoptic.is_live and self.synoptic.can_be_live:
            parts.append(ViewPart("live: off", True))
        if self.synoptic.is_late:
            parts.append(ViewPart("comparing …", True))
        return parts

    def _is_kept(self) -> bool:
        """Whether what the user decides about the story is in its file, or on its way there."""
        work = self.synoptic.work
        if work is None or work.session is not self.session:
            return True
        if work.keeping is None:  # the articles lie in no folder
            return work.collected is None or not len(self.session.book.decisions)
        return work.keeping.outcome is None or work.keeping.outcome.is_kept

    # Notices ------------------------------------------------------------------------------------------------------

    def fail(self, reason: str) -> None:
        """Say in one line why what is on screen stays as it is."""
        self.notify(show(reason).text, title="The comparison stays as it was", severity="error", markup=False)
        self.sync()

    def say(self, text: Content) -> None:
        """Show a notice in place of the main widget."""
        super().say(text)
        self.query_one(self.MAIN).display = False

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner, in place of what was said there before: what is new is what counts."""
        self.app.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _tell_empty(self) -> None:
        all_of_it = self.session.filter == ALL
        what = "No facts." if all_of_it else f"No fact is in the filter “{self.session.filter.name}”."
        way_back = "" if all_of_it else "\n\nf a  shows all facts again"
        self.say(Content.assemble(what, (way_back, "$foreground 60%")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of articles there are not, and of a draft where there is none."""
        if action == "draft":
            return any(article.draft for article in self.session.story.articles)
        number = parameters[0] if action == "article" and parameters else None
        return not isinstance(number, int) or number < len(self.session.story.articles)

    # Among the facts ----------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """After another filter or order: stay on the current fact, or go to the nearest one shown."""
        facts = self.session.facts
        if facts:
            self.session.fact = facts[keep_place(facts, self.session.fact)]
        self.sync()

    def go_to_fact(self, index: int) -> None:
        """The fact at an index of the comparison, whatever the filter."""
        if self.session.reveal(index):
            self.notify("The filter is gone: the fact was not in it.", timeout=3, markup=False)
        self.sync()

    def seek(self, wanted: str, direction: int, *, around: bool, position: int | None) -> None:
        """Go to the shown fact at a position, or say that there is no such one (``wanted`` names it)."""
        if position is not None:
            found = self.session.facts[position]
            if around and found != self.session.fact and position <= self._place():
                self.notify(f"On from the first {wanted}.", timeout=2, markup=False)
            elif around and found == self.session.fact:
                self.notify(f"No other {wanted}.", timeout=2, markup=False)
            self.go_to_fact(found)
            return
        where = "" if around else " after this fact" if direction > 0 else " before this fact"
        self.notify(f"No {wanted}{where}.", timeout=2, markup=False)

    def _place(self) -> int:
        return keep_place(self.session.facts, self.session.fact)

    def action_conflict(self, direction: int) -> None:
        """Next (1) or previous (-1) conflict."""
        session = self.session
        if session.comparison is None:
            return
        found = neighbour(session.comparison, session.facts, self._place(), direction, is_conflict)
        self.seek("conflict", direction, around=False, position=found)

    def action_difference(self, type_: str) -> None:
        """The next fact whose sources differ in this type; after the last one, the first."""
        session = self.session
        if session.comparison is None:
            return
        wanted = differs_in(DifferenceType(type_))
        found = neighbour(session.comparison, session.facts, self._place(), 1, wanted, around=True)
        self.seek(f"difference in {IN_TYPE.get(type_, type_)}", 1, around=True, position=found)

    def action_draft(self) -> None:
        """The next fact that the user's draft lacks or tells otherwise; after the last one, the first."""
        session = self.session
        if session.comparison is None:
            return
        comparison = session.comparison
        wanted = partial(wants_draft, comparison)
        found = neighbour(comparison, session.facts, self._place(), 1, wanted, around=True)
        self.seek("fact that the draft lacks or tells otherwise", 1, around=True, position=found)

    def action_source(self, direction: int) -> None:
        """The source to the right (1) or left (-1)."""
        session = self.session
        session.source = max(0, min(session.source + direction, len(session.story.articles) - 1))
        self.sync()

    # Search -------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Ask for a text to search."""
        self.query_one(SearchLine).ask(self.session.search)

    @on(SearchLine.Asked)
    def search(self, event: SearchLine.Asked) -> None:
        """Mark every place of the text and go to the first one from here."""
        self.session.search = event.text
        self.query_one(self.MAIN).focus()
        self.sync()
        if event.text:
            self.first_hit()
        self.synoptic.catch_up()

    @on(SearchLine.Closed)
    def close_search(self) -> None:
        """Nothing was asked."""
        self.query_one(self.MAIN).focus()
        self.synoptic.catch_up()

    def first_hit(self) -> None:
        """Stay where the text is, or go on to where it is."""
        if self.session.fact not in self.session.hits:
            self.action_hit(1)

    def action_hit(self, direction: int) -> None:
        """The next (1) or previous (-1) fact that holds the searched text, round in a circle."""
        session = self.session
        if not session.search:
            self.action_search()
            return
        if session.comparison is None:
            return
        hits = set(session.hits)
        places = [place for place, fact in enumerate(session.facts) if fact in hits]
        if not places:
            self.notify(f"“{show(session.search).text}” is in none of the facts shown.", timeout=3, markup=False)
            return
        here = self._place()
        ahead = [place for place in places if (place > here if direction > 0 else place < here)]
        turned = not ahead
        place = (ahead or places)[0 if direction > 0 else -1]
        if turned and len(places) > 1:
            self.notify(f"On from the {'first' if direction > 0 else 'last'} hit.", timeout=2, markup=False)
        self.go_to_fact(session.facts[place])

    # What is shown ------------------------------------------------------------------------------------------------

    def action_live(self) -> None:
        """Follow the changes of the files, or no longer."""
        self.synoptic.turn_live()

    def action_reread(self) -> None:
        """Read the files again, whether they changed or not."""
        self.synoptic.reread()

    def action_filter(self) -> None:
        """Ask which facts to show; what is chosen is seen at once."""
        from tui.screens.filter import FilterScreen

        session = self.session
        if session.comparison is not None:
            choices = filter_choices(session.comparison, session.filter, session.desk)
            self.app.push_screen(FilterScreen(choices, session.comparison, session.filter, session.desk))

    def choose(self, filter_: Filter) -> None:
        """Show these facts."""
        self.session.filter = filter_
        self.session.rearrange()
        self.settle()

    def action_order(self) -> None:
        """The next order."""
        drafted = any(article.draft for article in self.session.story.articles)
        self.session.order = self.session.order.following(drafted=drafted)
        self.session.rearrange()
        self.settle()

    def action_furniture(self) -> None:
        """Show or hide furniture."""
        self.session.furniture = not self.session.furniture
        self.sync()

    def action_perhaps(self) -> None:
        """Show or hide what is only perhaps the same fact."""
        self.session.perhaps = not self.session.perhaps
        self.synoptic.ask()

    def action_threshold(self, direction: int) -> None:
        """A step up (1) or down (-1) with the least score of a row."""
        session = self.session
        threshold = moved(session.threshold, direction, session.options.threshold)
        if threshold == session.threshold:
            self.notify(f"The threshold ends at {level(threshold)}.", timeout=2, markup=False)
        elif not session.perhaps and threshold < session.options.sure:
            sure = level(session.options.sure)
            self.notify(f"Perhaps is off (p): nothing changes below {sure}.", timeout=3, markup=False)
        session.threshold = threshold
        self.synoptic.ask()

    def action_reset_threshold(self) -> None:
        """The threshold the app was opened with."""
        if self.session.threshold == self.session.options.threshold:
            self.say_briefly(f"The threshold is {level(self.session.threshold)}, as at the start.")
        self.session.threshold = self.session.options.threshold
        self.synoptic.ask()

    # From one screen to another -----------------------------------------------------------------------------------

    def action_go(self, name: str) -> None:
        """Go to a screen by name."""
        self.synoptic.go(name)

    def action_open(self) -> None:
        """The current fact in full."""
        if self.session.current is not None:
            self.synoptic.go("fact")

    def action_article(self, number: int | None = None) -> None:
        """The whole article of the current source, or of the one at an index, where it tells the current fact."""
        if number is not None:
            self.session.source = number
        self.synoptic.go("article")

    def action_back(self) -> None:
        """End the search; then the screen before."""
        if self.session.search:
            self.session.search = ""
            self.sync()
        else:
            self.synoptic.back()

    # Take along ---------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the selected words, or else the current fact, to the terminal's clipboard (OSC 52)."""
        session = self.session
        fact, index = session.current, session.fact
        if fact is None or index is None or session.comparison is None:
            return
        self.copy_out(copied(session.comparison, fact, index + 1), f"fact {index + 1} with {' '.join(fact.cells)}")

    def copy_out(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard and say what it was."""
        self.app.copy_to_clipboard(text)
        self.notify(f"Copied {what}. If it does not arrive, e exports.", timeout=3, markup=False)

    def action_export(self) -> None:
        """Ask where to and write the comparison there."""
        from tui.screens.export import ExportScreen

        if self.session.comparison is None:
            return

        def report(path: Path | None) -> None:
            if path is not None:
                self.notify(f"Written to {show(str(path)).text}", title="Exported", markup=False)

        self.app.push_screen(ExportScreen(self.session, self.session.comparison), report)

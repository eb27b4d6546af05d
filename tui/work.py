"""One open story: its session, the way the user took through its screens, and the work on its comparison."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from aligner.decisions.records import NONE, Decisions
from aligner.limits import BUILT_IN, Limits
from aligner.model import Comparison, Options, Progress, Story
from tui.session import Session, Wanted
from tui.view import Order
from tui.watching import Look, look

if TYPE_CHECKING:
    from aligner.comparison import Alignment
    from aligner.decisions.keeping import Taken
    from aligner.reading import Collected
    from tui.keeping import Keeping
    from tui.screens.frame import FrameScreen

PATIENCE = 0.5
"""Seconds until the status line says that another comparison is on its way."""


@dataclass(frozen=True, slots=True)
class Anew:
    """A story that was collected, read and compared again, because its files changed.

    ``alignment`` is None where an export was opened that brings its comparison along. ``seen`` is what there was to see
    of the files just before they were read: whatever is seen later is another change. ``brought`` are the decisions
    that an export brings along, beside those that it brought before.
    """

    collected: Collected
    comparison: Comparison
    alignment: Alignment | None
    wanted: Wanted
    seen: Look
    brought: Taken | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How every story is opened: what was chosen before the screen was.

    ``keep`` says whether comparisons are taken from the cache and kept there, ``remember`` whether what is decided
    about a story is read from its folder and kept there. ``limits`` bound what is read.
    """

    options: Options = field(default_factory=Options)
    perhaps: bool = True
    order: Order = Order.READING
    furniture: bool = False
    keep: bool = False
    remember: bool = False
    limits: Limits = BUILT_IN

    def session(self, story: Story, comparison: Comparison | None = None) -> Session:
        """A session as the user wants it to begin; a comparison that is there already brings its own options."""
        session = Session(story, comparison.options if comparison is not None else self.options, self.perhaps)
        session.order = self.order
        session.furniture = self.furniture
        return session

    @property
    def wanted(self) -> Options:
        """How a story is compared when it is opened."""
        return self.options if self.perhaps else self.options.without_perhaps()


class Work:
    """An open story and its comparison, made on a worker's thread and asked for on the app's.

    Args:
        session: What all screens of the story share.
        collected: The articles as they were collected, if there are any to read.
        given: A finished comparison of the story; without one a worker makes it.
        keep: Whether a comparison of collected articles is taken from the cache, and kept there.
        again: Collects the articles again; without it the story stays as it is, whatever becomes of its files.
        corrections: What of the user's decisions is in the given comparison.

    ``screens`` are those made so far, by name; ``way`` are the names of those that led to where the user is, the one
    they are on last, and empty until there is something to show. ``given_as`` says how the given comparison was made,
    ``keeping`` keeps what is decided, if anything does. ``is_read`` says whether the session's story has the
    articles as they were read. ``edition`` counts how often the files have changed since.
    """

    def __init__(
        self,
        session: Session,
        collected: Collected | None = None,
        given: Comparison | None = None,
        *,
        keep: bool = False,
        again: Callable[[], Collected] | None = None,
        corrections: Decisions = NONE,
    ) -> None:
        self.session = session
        self.collected = collected
        self.given = given
        # What comes from the cache was made without a model.
        if given is not None and (collected is None or collected.comparison is given):
            from aligner.decisions.recovering import answers

            session.answers = answers(given)
        self.given_as = Wanted(given.options, corrections, session.answers) if given is not None else None
        self.keeping: Keeping | None = None
        self.screens: dict[str, FrameScreen] = {}
        self.way: list[str] = []
        self.is_read = collected is None or given is not None
        self.edition = 0
        self.seen = look(collected.watched) if collected is not None and again is not None else {}
        self._again = again
        self._keep = keep and collected is not None and collected.comparison is None
        self._lock = threading.Lock()
        # With the edition it is of: what a worker makes of files that changed meanwhile is not used again.
        self._alignment: tuple[int, Alignment | None] = 0, None
        self._asked: Wanted | None = self.given_as
        self._asked_at = 0.0
        self._is_preparing = False

    @property
    def place(self) -> str | None:
        """The folder of the story; None for what does not lie in one: what was fetched or pasted, and exports."""
        collected = self.collected
        if collected is None or all(document.path is None for document in collected.documents):
            return None
        return collected.path

    # On the thread of the app -------------------------------------------------------------------------------------

    def ask(self) -> Wanted | None:
        """What is to be compared now; None if that was asked for already. The last one asked for wins."""
        wanted = self.session.wanted
        if wanted == self._asked:
            return None
        self._asked = wanted
        self._asked_at = monotonic()
        return wanted

    def ask_again(self) -> bool:
        """After a failure, want again what is on screen; False if nothing is."""
        if not self.session.take_back():
            return False
        self._asked = self.session.wanted
        return True

    @property
    def is_prepared(self) -> bool:
        """Whether a correction can be followed at once."""
        return self._alignment[1] is not None and self._alignment[0] == self.edition

    @property
    def can_renew(self) -> bool:
        """Whether there are files by which the story can change."""
        return self._again is not None and bool(self.seen)

    def has(self, anew: Anew) -> bool:
        """Whether the story is already as it was collected anew: two threads may have seen the same change."""
        return self.collected is not None and _content(anew.collected) == _content(self.collected)

    def adopt(self, anew: Anew) -> None:
        """From here on the story is as it was collected and compared anew; what is asked for later is made of that."""
        self.collected = anew.collected
        self.given = None
        self.is_read = True
        self.edition += 1
        self.seen = anew.seen
        self._alignment = self.edition, anew.alignment
        self._asked = anew.wanted

    @property
    def is_late(self) -> bool:
        """Whether another comparison is on its way, and has been for long enough to say so."""
        return self.session.is_behind and monotonic() - self._asked_at >= PATIENCE

    # On the thread of a worker ------------------------------------------------------------------------------------

    def compare(
        self, wanted: Wanted, progress: Progress, read: Callable[[Story], None], is_wanted: Callable[[], bool]
    ) -> Comparison | None:
        """The comparison as it is wanted; None if it is not wanted any more when its turn comes.

        ``read`` is told the story as soon as its articles are read. A thread cannot be stopped: what is no longer
        wanted when it is done is for the caller to drop. Raises SynopticError for what cannot be read. The aligner and
        nltk are imported here.
        """
        with self._lock:
            if not is_wanted():
                return None
            unread = self.collected if self._alignment[1] is None and not self.is_read else None
            if unread is not None and (kept := self._kept(unread, wanted)) is not None:
                _tell(unread, kept.story, read)
                return kept
            alignment = self._aligned(unread, progress, read)
            comparison = alignment.comparison(wanted.options, progress, wanted.corrections, wanted.answers)
        if unread is not None:
            self._store(unread, wanted, comparison)
        return comparison

    def prepare(self) -> None:
        """Find out what corrections will be made with, before there is one: what the cache had came without it."""
        if self.is_read and not self._is_preparing:
            self._is_preparing = True
            try:
                with self._lock:
                    self._aligned(None, _nobody, _nothing)
            finally:
                self._is_preparing = False

    def keep_texts(self) -> None:
        """Keep what was taken out of pages, as far as it is not there: for who reads it, and for the next time."""
        if self.collected is not None and self.collected.comparison is None:
            from aligner.stories import texts

            texts.keep(self.collected, self.session.story)

    def renew(self) -> Anew | None:
        """The story as its files tell it now, compared as the user wants it; None if they tell what they told before.

        Raises SynopticError for what cannot be read, or not at the moment.
        """
        if self._again is None:
            return None
        with self._lock:
            before = look(self.collected.watched) if self.collected is not None else {}
            collected = self._again()
            if self.collected is not None and _content(collected) == _content(self.collected):
                return None
            seen = {path: before.get(path, now) for path, now in look(collected.watched).items()}
            if collected.comparison is not None:
                return _exported(self.collected, collected, collected.comparison, seen)
            from aligner import reading
            from aligner.comparison import Alignment
            from aligner.stories import texts

            wanted = self.session.wanted
            story = reading.read(collected)
            texts.keep(collected, story)
            alignment = Alignment(story)
            made = alignment.comparison(wanted.options, decisions=wanted.corrections, answers=wanted.answers)
            return Anew(collected, made, alignment, wanted, seen)

    def _aligned(self, unread: Collected | None, progress: Progress, read: Callable[[Story], None]) -> Alignment:
        """What is found out once for every threshold, when it is first needed; only while holding the lock."""
        edition, (made_of, alignment) = self.edition, self._alignment
        if alignment is None or made_of != edition:
            story = self.session.story
            if unread is not None:
                from aligner import reading

                story = reading.read(unread)
                _tell(unread, story, read)

            from aligner.comparison import Alignment

            alignment = Alignment(story, progress)
            self._alignment = edition, alignment
        return alignment

    def _kept(self, collected: Collected, wanted: Wanted) -> Comparison | None:
        """The comparison the cache has, asked for once: what the user chooses later is made from the alignment."""
        if not self._keep:
            return None
        from aligner.stories import cache

        return cache.load(cache.key(collected, wanted.options, wanted.corrections), collected)

    def _store(self, collected: Collected, wanted: Wanted, comparison: Comparison) -> None:
        """Keep the first comparison of the story: the one it is opened with; others are made in no time."""
        if self._keep:
            from aligner.stories import cache

            cache.store(cache.key(collected, wanted.options, wanted.corrections), comparison)


def _exported(before: Collected | None, collected: Collected, comparison: Comparison, seen: Look) -> Anew:
    """An export that was written anew, with what was decided about it where it was written."""
    from aligner.decisions.keeping import Taken, brought

    taken = Taken(brought(before) if before is not None else NONE, brought(collected))
    from aligner.decisions.recovering import answers

    wanted = Wanted(comparison.options, taken.after.corrections, answers(comparison))
    return Anew(collected, comparison, None, wanted, seen, taken)


def _nobody(stage: str, share: float) -> None:
    """The progress that nobody looks at."""


def _nothing(story: Story) -> None:
    """The story was read before."""


def _tell(collected: Collected, story: Story, read: Callable[[Story], None]) -> None:
    from aligner.stories import texts

    texts.keep(collected, story)
    read(story)


def _content(collected: Collected) -> tuple[object, ...]:
    """What of a collected story its comparison depends on."""
    return collected.title, collected.documents, collected.notes, collected.manifest, collected.comparison

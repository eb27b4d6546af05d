"""Offers what can be put right in the current fact, each deed with its key and what it would be about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content

from tui.deciding import Offer, Refusal, is_possible
from tui.grid_layout import fit, show
from tui.screens.menu import MenuScreen
from tui.session import Session

MORE: Sequence[tuple[str, str]] = (
    ("l", "Links one by one: same fact or not"),
    ("d", "Differences: judge, dismiss, add"),
    ("c", "Call it otherwise"),
    ("u", "Unmark all"),
)
"""What the dialog leads to besides the deeds it does itself."""
_TOLD = 64
"""Cells of a sentence that are shown of it: it is on screen, this is to know which one is meant."""


class CorrectScreen(MenuScreen[str]):
    """The deeds in a list. Gives the key of the one that was chosen."""

    HEADING: ClassVar[str] = "Put right"

    def __init__(self, session: Session, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._session = session
        self._offers = tuple(offers)
        self._keys = [offer.key for offer in offers] + [key for key, _ in MORE]

    def lines(self) -> Sequence[Content]:
        """The deeds, those that cannot be done as things are quietly."""
        return [self._line(offer) for offer in self._offers] + [
            Content.assemble((f" {key} ", "bold $accent"), f" {text}") for key, text in MORE
        ]

    def _line(self, offer: Offer) -> Content:
        if isinstance(offer.do(self._session), Refusal):
            return Content.assemble((f" {offer.key}  {offer.text}", "$foreground 45%"))
        return Content.assemble((f" {offer.key} ", "bold $accent"), f" {offer.text}")

    def told(self, index: int) -> Content | None:
        """The sentences that a deed is about, or why it cannot be done as things are."""
        if index >= len(self._offers):
            return None
        offer = self._offers[index]
        if isinstance(outcome := offer.do(self._session), Refusal):
            return Content(outcome.reason)
        comparison = self._session.comparison
        if comparison is None or not offer.about:
            return None
        named = [(id_, " ".join(comparison.sentences[id_].text.split())) for id_ in offer.about]
        return Content("\n").join(
            Content.assemble((f"{id_} ", "bold $accent"), fit(show(text).text, _TOLD)) for id_, text in named
        )

    def first(self) -> int:
        """The first deed that can be done as things are."""
        possible = (n for n, offer in enumerate(self._offers) if is_possible(self._session, offer))
        return next(possible, len(self._offers))

    def hint(self) -> str:
        """What the keys do."""
        return "a letter, or enter · space in a row marks · esc"

    def on_key(self, event: events.Key) -> None:
        """The key of a deed chooses it: also those that go through other lists."""
        if event.character in self._keys:
            event.stop()
            event.prevent_default()
            self.dismiss(event.character)

    def chosen(self, index: int) -> None:
        """Enter, or a click, on a deed."""
        self.dismiss(self._keys[index])

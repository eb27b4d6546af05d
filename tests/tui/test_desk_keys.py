"""The desk on screen: marks, corrections, verdicts and notes by their keys, on every screen of a story."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.widgets import Input, OptionList, TextArea

from aligner.model import By, Verdict
from tests.tui import desk_fixture as desk
from tests.tui.harness import Driver, running
from tui.app import Start
from tui.screens.correct import CorrectScreen
from tui.screens.differences import AddScreen, DifferencesScreen
from tui.screens.links import LinksScreen
from tui.screens.writing import LabelScreen, NoteScreen


@asynccontextmanager
async def at_the_desk(
    words: str = "31 years", source: str = "A", size: tuple[int, int] = (120, 40), start: Start = "columns"
) -> AsyncIterator[Driver]:
    """The app on the fact with these words, at a source."""
    async with running(size, desk.comparison(), start=start) as app:
        await go(app, words, source)
        yield app


async def go(app: Driver, words: str, source: str = "A") -> None:
    """To the fact with these words, at a source."""
    app.session.source = "ABC".index(source)
    screen = app.app.story_screen
    assert screen is not None
    screen.go_to_fact(desk.fact_of(app.session, words))
    await app.pilot.pause()


def together(app: Driver, *words: str) -> bool:
    """Whether sentences with these words stand in one fact."""
    told = desk.told(app.session, desk.fact_of(app.session, words[0]))
    return all(any(word in sentence for sentence in told) for word in words)


@pytest.mark.parametrize("start", ["columns", "matrix"])
async def test_verdicts_are_one_key_each_and_the_same_key_opens_again(start: Start) -> None:
    async with at_the_desk(start=start) as app:
        for key, verdict in (
            ("full_stop", Verdict.CHECKED),
            ("comma", Verdict.ASK),
            ("exclamation_mark", Verdict.WRONG),
            ("exclamation_mark", Verdict.OPEN),
        ):
            await app.press(key)
            assert app.session.current is not None
            assert app.session.current.judgement.verdict is verdict
        for _ in range(4):
            await app.press("z")
        assert app.session.book.decisions.judgements == ()
        await app.press("z")
        await app.until(lambda: "Nothing to take back." in app.text())
        await app.press("Z")
        assert app.session.current.judgement.verdict is Verdict.CHECKED


async def test_a_sentence_is_marked_and_joined_to_another_row() -> None:
    async with at_the_desk("Passengers") as app:
        await app.press("space")
        assert len(app.session.marks) == 1
        await go(app, "Hotels", "C")
        await app.press("s")
        assert isinstance(app.app.screen, CorrectScreen)
        assert "Join A04 to this fact" in app.text()
        await app.press("j")
        await app.until(lambda: together(app, "Passengers", "Hotels"))
        assert app.session.marks == frozenset()
        assert app.session.current is not None
        assert {link.by for link in app.session.current.links} == {By.PERSON}
        await app.press("z")
        await app.until(lambda: not together(app, "Passengers", "Hotels"))
        await app.press("Z")
        await app.until(lambda: together(app, "Passengers", "Hotels"))


async def test_in_the_matrix_a_row_is_marked_and_merged() -> None:
    async with at_the_desk("Passengers", start="matrix") as app:
        await app.press("space")
        await go(app, "Hotels", "C")
        await app.press("s", "m")
        await app.until(lambda: together(app, "Passengers", "Hotels"))


async def test_on_the_fact_screen_a_sentence_is_taken_out() -> None:
    async with at_the_desk("31 years", "B") as app:
        await app.press("enter", "s", "o")
        await app.until(lambda: not together(app, "on the radio", "has sailed"))


async def test_a_deed_that_is_not_possible_says_why_and_does_nothing() -> None:
    async with at_the_desk("Hotels", "C") as app:
        await app.press("s", "o")
        await app.until(lambda: "It stands alone already." in app.text())
        await app.press("space", "h", "space")
        await app.until(lambda: "is silent here." in app.text())
        assert len(app.session.book.decisions) == 0


async def test_a_link_is_ruled_on_in_the_list_of_links() -> None:
    async with at_the_desk() as app:
        await app.press("s", "l")
        assert isinstance(app.app.screen, LinksScreen)
        assert "learned of it on the radio" in app.text()
        await app.press("n")
        await app.until(lambda: not together(app, "on the radio", "has sailed"))


async def test_a_fact_is_called_otherwise() -> None:
    async with at_the_desk() as app:
        await app.press("s", "c")
        await app.press("enter")
        assert len(app.session.book.decisions) == 0, "nothing was typed"
        await app.press("s", "c")
        assert isinstance(app.app.screen, LabelScreen)
        app.app.screen.query_one(Input).value = "The [b]captain[/b]"
        await app.press("enter")
        await app.until(lambda: app.label == "The [b]captain[/b]" and "The [b]captain[/b]" in app.text())


async def test_a_note_is_kept_letter_by_letter_and_is_one_step() -> None:
    async with at_the_desk() as app:
        await app.press("i")
        assert isinstance(app.app.screen, NoteScreen)
        await app.press(*"ring", "ctrl+j", *"him")
        assert app.session.current is not None
        assert app.session.current.judgement.note == "ring\nhim"  # before it is ended
        await app.press("enter")
        assert app.session.current.judgement.note == "ring\nhim"
        assert app.session.book.depth == 1
        await app.press("i")
        assert app.app.screen.query_one(TextArea).text == "ring\nhim"
        await app.press(*" now", "escape")
        assert app.session.current.judgement.note == "ring\nhim"
        await app.press("z")
        assert app.session.current.judgement.note == ""


async def test_a_difference_is_judged_and_dismissed_and_restored() -> None:
    async with at_the_desk("$3 million", "B") as app:
        await app.press("apostrophe")
        assert isinstance(app.app.screen, DifferencesScreen)
        await app.press("comma")
        assert app.session.current is not None
        assert app.session.current.differences[0].judgement.verdict is Verdict.ASK
        assert isinstance(app.app.screen, DifferencesScreen)
        assert "ask" in app.text()
        await app.press("x")
        await app.until(lambda: app.session.current is not None and len(app.session.current.dismissed) == 1)
        assert app.session.current.agreement != "conflict"
        await app.press("apostrophe", "x")
        await app.until(lambda: app.session.current is not None and not app.session.current.dismissed)


async def test_a_difference_is_added_with_words_of_two_sources() -> None:
    async with at_the_desk() as app:
        await app.press("apostrophe")
        await app.press("enter")
        assert isinstance(app.app.screen, AddScreen)
        words = app.app.screen.query_one("#words-A", Input)
        await app.press("ctrl+t")
        assert "31" in words.value
        await app.press("C")
        assert words.value == "C", "what is typed takes the place of what was found"
        words.value = "Captain"
        await app.press("ctrl+t")
        assert words.value == "Captain", "what was typed stays when the type is another"
        app.app.screen.query_one("#words-B", Input).value = ""
        await app.press("enter")
        assert "words of two at least" in app.text()
        app.app.screen.query_one("#words-B", Input).value = "admiral"
        await app.press("enter")
        assert "B does not say “admiral” here." in app.text()
        app.app.screen.query_one("#words-B", Input).value = "its captain"
        await app.press("ctrl+x", "enter")
        await app.until(lambda: app.session.current is not None and len(app.session.current.differences) == 1)
        assert app.session.current is not None
        (difference,) = app.session.current.differences
        assert (difference.by, [value.text for value in difference.values]) == (By.PERSON, ["Captain", "its captain"])


async def test_facts_are_moved_by_keys() -> None:
    async with at_the_desk("Hotels", "C") as app:
        await app.press("left_curly_bracket")
        await app.until(lambda: desk.fact_of(app.session, "Hotels") == 3)
        assert app.session.fact == 3
        await app.press("right_curly_bracket")
        await app.until(lambda: desk.fact_of(app.session, "Hotels") == 4)


async def test_the_next_open_fact_goes_round() -> None:
    async with at_the_desk("Hotels", "C") as app:
        await app.press("semicolon")
        assert app.session.fact == 0
        await app.press("full_stop", "semicolon")
        assert app.session.fact == 1


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_dialogs_fit_the_terminal(size: tuple[int, int]) -> None:
    async with at_the_desk("$3 million", "B", size=size) as app:
        for keys in (("s",), ("s", "l"), ("s", "c"), ("apostrophe",), ("apostrophe", "a"), ("i",)):
            await app.press(*keys)
            dialog = app.app.screen.query_one(".dialog")
            assert app.app.screen.is_modal
            assert dialog.region.height <= size[1]
            assert dialog.query_one(".hint").region.bottom <= dialog.region.bottom
            await app.press("escape")
            assert not app.app.screen.is_modal


async def test_both_sentences_of_a_link_are_seen_on_a_low_terminal() -> None:
    async with at_the_desk(size=(80, 24)) as app:
        made, fact = app.session.comparison, app.session.current
        assert made is not None
        assert fact is not None
        (link, *_) = fact.links
        long = {id_: replace(made.sentences[id_], text=f"{'words ' * 40}end of {id_}") for id_ in (link.a, link.b)}
        app.app.push_screen(LinksScreen(replace(made, sentences={**made.sentences, **long}), [link] * 12))
        await app.until(lambda: all(f"end of {id_}" in " ".join(app.text().split()) for id_ in long))


async def test_the_list_of_deeds_begins_with_what_can_be_done() -> None:
    async with at_the_desk(size=(100, 30)) as app:
        await app.press("s", "enter")
        await app.until(lambda: not together(app, "on the radio", "has sailed"))
        await app.press("s")
        told = app.app.screen.query_one(OptionList)
        assert "Links one by one" in str(told.get_option_at_index(told.highlighted or 0).prompt)

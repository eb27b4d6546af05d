"""Any text of characters that something obeys: what is shown of it obeys nobody, and its offsets stay what they are."""

from __future__ import annotations

import re
import tomllib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color
from textual.filter import LineFilter

from aligner.reading.manifest import Entry, Version
from aligner.stories import writing
from aligner.taming import HIDDEN, MOST_MARKS, TURNING, escaped, flood, tame
from tests.hostile import texts
from tests.tui import desk_fixture
from tui.app import SynopticApp
from tui.grid_layout import show, wrap

UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff\ufffe\uffff]")
FLAG = texts.REAL["flag of Scotland"]
SIGNS = (
    *(chr(code) for code in range(0x20)),
    *(chr(code) for code in range(0x7F, 0xA1)),
    *"\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069",
    *"\u206a\ufe00\ufe0f\ufeff\ufff9\ufffe\ufdd0\ue000\ud83d\udc9b\U000e0041\U000e007f\U000e0100\U0001f3f4\U0001f469",
    *"\u0301\u0334\u0489\u0e34\u05d0\u0627\u0915\u094d\u4e2da[]<>&=+-@|`$\"'\\#;,",
)
TEXTS = st.lists(
    st.sampled_from(SIGNS) | st.sampled_from([one.text for one in texts.ALL]) | st.just(FLAG) | st.characters(),
    max_size=30,
).map("".join)


def unseen(text: str) -> list[str]:
    """What is left in a text that should not be there."""
    return UNSEEN.findall(text.replace(FLAG, ""))


@pytest.mark.parametrize("payload", texts.ALL, ids=lambda payload: payload.name)
def test_nothing_is_left_of_what_a_payload_would_do(payload: texts.Payload) -> None:
    for shown in (show(payload.text).text, tame(payload.text)):
        assert unseen(shown) == []
        assert not UNSEEN.search(payload.canary) or payload.canary not in shown
        words = re.findall(r"[a-z]{3,}", payload.text)
        assert all(word in unicodedata.normalize("NFC", shown) for word in words if word not in ("flood", "before"))


@given(TEXTS)
def test_a_document_shows_what_obeys_nobody(text: str) -> None:
    shown = tame(text)
    assert not UNSEEN.search(re.sub("\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f", "", shown))
    assert tame(shown) == shown
    assert flood(shown) == frozenset()


@given(TEXTS)
def test_a_screen_shows_what_obeys_nobody_and_knows_where_it_stands(text: str) -> None:
    found = show(text)
    assert unseen(found.text) == []
    assert all(unicodedata.category(sign) != "Cf" for sign in found.text)
    assert len(found.text) + len(found.dropped) == len(text)
    left = [offset for offset in range(len(text)) if offset not in found.dropped]
    for at, offset in enumerate(left):
        assert found.at(offset) == at
        assert found.text[at] == text[offset] or unicodedata.category(text[offset])[0] in "CZ"


@given(TEXTS, st.integers(1, 40))
def test_its_lines_are_as_wide_as_they_may_be(text: str, width: int) -> None:
    shown = show(text).text
    for start, end in wrap(shown, width):
        line = shown[start:end]
        assert sum(map(cell_len, line)) <= width or sum(cell_len(sign) > 0 for sign in line) == 1


@given(TEXTS)
def test_a_message_is_one_line_in_which_everything_is_seen(text: str) -> None:
    said = escaped(text)
    assert not re.search(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}\ufeff\ud800-\udfff]", said)
    assert all(sign.isprintable() or unicodedata.category(sign) in ("Zs", "Cf") for sign in said)
    assert said.isprintable() or not said.isascii()


@pytest.fixture(scope="module")
def gate() -> LineFilter:
    """The last filter of what the app draws."""
    return SynopticApp(desk_fixture.story()).get_line_filters()[-1]


@given(text=TEXTS)
@example(text="\x9b31m\u202e\U000e0041")
def test_the_last_gate_lets_nothing_through_that_a_widget_forgot(gate: LineFilter, text: str) -> None:
    first = Segment(text)
    plain, control = Segment("as it is"), Segment("\x1b[2J", control=[(ControlType.CLEAR,)])
    shown, *rest = gate.apply([first, plain, control], Color(0, 0, 0))
    assert not re.search(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]", shown.text)
    assert rest == [plain, control]
    assert cell_len(shown.text) <= sum(map(cell_len, text))


class TestFloods:
    def test_the_marks_of_a_letter_are_counted_through_what_is_not_seen(self) -> None:
        marks = "\u0301\u200d" * 40
        assert tame(f"a{marks}b").count("\u0301") == MOST_MARKS
        assert show(f"a{marks}b").text == "a" + "\u0301" * MOST_MARKS + "b"

    @pytest.mark.parametrize("text", texts.REAL.values(), ids=texts.REAL)
    def test_what_real_texts_are_made_of_stays(self, text: str) -> None:
        assert tame(text) == text
        letters = [sign for sign in text if sign.isalnum() or unicodedata.category(sign) == "Mn"]
        shown = show(text).text
        assert all(letter in shown for letter in letters if letter != "\ufe0f")

    def test_a_hundred_thousand_marks_are_a_few(self) -> None:
        text = "a" + "\u0301" * 100_000
        assert len(show(text).text) == 1 + MOST_MARKS


NOTES = ("note", "url", "author")


def whole(text: str) -> str:
    """A text without half characters, which no file of UTF-8 can hold."""
    return re.sub("[\ud800-\udfff]", "", text)


class TestManifests:
    @given(TEXTS, TEXTS, TEXTS)
    def test_what_is_written_into_a_manifest_is_what_was_meant(self, title: str, outlet: str, note: str) -> None:
        title, outlet, note = map(whole, (title, outlet, note))
        by_hand = '# mine\ntitle = "x" # and this\n'
        entry = Entry(file=f"f{title}", outlet=outlet, title=title, note=note, url=note)
        text = writing.with_sources(by_hand, [entry])
        text = writing.with_version(text, entry.file, {"author": note}, Version(file=outlet, page=title))
        (source,) = tomllib.loads(text)["sources"]
        assert source.pop("earlier") == [{"file": outlet, "page": title}]
        assert source == {"title": title, "outlet": outlet, "file": entry.file} | dict.fromkeys(NOTES, note)
        assert text.startswith(by_hand)
        assert UNSEEN.findall(text.replace("\n", "").replace("\ufffe", "").replace("\uffff", "")) == []

    @given(TEXTS)
    def test_a_new_one_is_called_what_it_is_called(self, title: str) -> None:
        title = "t" + whole(title)
        assert tomllib.loads(writing.begun(title, []))["title"] == title

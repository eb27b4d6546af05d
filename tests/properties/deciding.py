"""Decisions: read as they were written, merged without a loss, and taken back without a trace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

from aligner.decisions.book import Book
from aligner.decisions.document import Document, parse, read, render
from aligner.decisions.records import NONE, Decisions, Judged, Ruling
from aligner.model import Comparison
from tests.aligner.decisions.story import compared
from tests.aligner.decisions.strategies import ALL
from tests.aligner.decisions.test_acts import act, bare
from tests.properties.target import Target, assert_line, one_line


def check_document(decisions: Decisions) -> None:
    """Written, read, written: the same decisions and the same bytes, in whatever order they were made."""
    text = render(decisions)
    assert read(text) == decisions
    assert render(read(text)) == text
    assert render(decisions, parse(text)) == text
    assert render(Decisions.of(reversed(list(decisions)))) == text
    assert read(json.dumps(json.loads(text))) == decisions, "laid out otherwise it says the same"
    lines = text.splitlines()
    assert "\n".join(lines) + "\n" == text, "nothing in it is a line end to anybody"
    own = lines[lines.index('"decisions": [') + 1 : -3]
    assert len(own) == len(decisions)
    assert all(line.endswith("},") for line in own)


def check_damaged(text: str) -> None:
    """What is no document is refused in a line; of what is one nothing is lost by reading and writing."""
    found: Document | None = None
    with one_line():
        found = parse(text, "a.json")
    if found is None:
        return
    again = parse(render(found.decisions, found), "a.json")
    assert again.decisions == found.decisions
    assert (again.more, again.more_of) == (found.more, found.more_of)
    assert sorted(again.unknown, key=repr) == sorted(found.unknown, key=repr)
    assert render(again.decisions, again) == render(found.decisions, found)
    for remark in found.remarks:
        assert_line(remark)


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    text = render(draw(ALL))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        end = draw(st.integers(at, min(len(text), at + 20)))
        text = text[:at] + draw(st.text('{}[]",:\\ax1\n', max_size=4) | st.sampled_from(_WORDS)) + text[end:]
    return text


_WORDS: Final = (
    '"schema": ', '"synoptic-decisions/1"', '"sentences": {', '"decisions": [', '"judged": ', '"fact": ',
    '"note": "x"', '"nth": ', '"together": ', '"apart": ', '"label": ', '"after": null', '"difference": ',
    '"type": "money"', "1e999", "-1", "NaN", "null",
    *(
        "{}", "[]", '"\\ud800"', '"\\u0000"', "\x00", "\ufeff", "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n",
        '"": {}',
        "9" * 40,
    ),
)  # fmt: skip


def check_merging(case: tuple[Decisions, Decisions]) -> None:
    """As git merges lines: twice the same is once, either order says the same, and nothing that was said is lost."""
    one, other = case
    both, turned = _merged(one, other), _merged(other, one)
    assert _merged(one, one).decisions == one
    assert both.decisions.by_subject.keys() == {**one.by_subject, **other.by_subject}.keys()
    assert _merged(both.decisions, one).decisions.by_subject.keys() == both.decisions.by_subject.keys()
    for subject, decision in both.decisions.by_subject.items():
        said = [each.by_subject[subject] for each in (one, other) if subject in each.by_subject]
        if isinstance(decision, Ruling):
            assert decision.same == all(each.same for each in said if isinstance(each, Ruling)), "apart is the safer"
            assert turned.decisions.by_subject[subject] == decision
        elif isinstance(decision, Judged):
            notes = [each.note for each in said if isinstance(each, Judged)]
            assert all(line in decision.note for note in notes for line in note.splitlines()), "every note is kept"
            mirrored = turned.decisions.by_subject[subject]
            assert isinstance(mirrored, Judged)
            assert mirrored.verdict is decision.verdict
        elif len({repr(each) for each in said}) == 1:
            assert decision == said[0] == turned.decisions.by_subject[subject]
        else:
            assert decision in said
    assert len(both.remarks) == sum(
        one.by_subject[s] != other.by_subject[s] for s in one.by_subject.keys() & other.by_subject.keys()
    )


def _merged(one: Decisions, other: Decisions) -> Document:
    """The document that has the lines of both."""
    first, second = render(one).splitlines(), render(other).splitlines()
    names = [*first[: first.index('"": {}')], *second[3 : second.index('"": {}')], '"": {}', "},", '"decisions": [']
    lines = [line for lines in (first, second) for line in lines[lines.index('"decisions": [') + 1 : -3]]
    return parse("\n".join([*names, *lines, "{}", "]", "}"]))


def check_book(states: Sequence[tuple[str, Decisions]]) -> None:
    """Whatever is decided, taken back, made again and taken in from others: as a plain list of states has it."""
    book, past, future = Book(), [NONE], list[Decisions]()
    for what, decisions in states:
        if what == "decide":
            if book.decide(decisions, "it"):
                past.append(decisions)
                future.clear()
        elif what == "undo":
            assert (book.undo() is None) == (len(past) == 1)
            if len(past) > 1:
                future.append(past.pop())
        elif what == "redo":
            assert (book.redo() is None) == (not future)
            if future:
                past.append(future.pop())
        assert book.decisions == past[-1]
        assert book.depth == len(past) - 1
    _check_taken_in(book.decisions, states)


def _check_taken_in(known: Decisions, states: Sequence[tuple[str, Decisions]]) -> None:
    """What others changed comes in where we changed nothing; a second time nothing does; undo leaves it there."""
    for _, theirs in states[:2]:
        for _, ours in states[-2:]:
            book = Book(known)
            book.decide(ours, "ours")
            taken = book.take_in(known, theirs)
            mine, other = known.change_to(ours), known.change_to(theirs)
            assert taken == len(other.keys() - mine.keys())
            for subject, (_, after) in {**other, **mine}.items():
                assert book.decisions.by_subject.get(subject) == after
            assert book.take_in(theirs, theirs) == 0
            book.undo()
            undone = book.decisions
            assert all(undone.by_subject.get(s) == known.by_subject.get(s) for s in mine)
            assert all(undone.by_subject.get(s) == after for s, (_, after) in other.items() if s not in mine)


def check_acts(data: st.DataObject) -> None:
    """One act after another on what the others left: each does what it says, no sentence is lost, all comes back."""
    comparison, decisions = compared()[0], NONE
    book = Book()
    everyone = _sentences(comparison)
    for number in range(data.draw(st.integers(1, 4))):
        decisions, check = act(comparison, book.decisions, data)
        book.decide(decisions, "it")
        comparison, unfit = compared(decisions)
        check(comparison)
        assert number or not unfit, "what was decided just now fits"
        assert _sentences(comparison) == everyone
        assert not [one for one in unfit if one.missing], "every sentence is there"
    again, unfit_again = compared(read(render(decisions)))
    assert again == comparison
    assert set(unfit_again) == set(unfit)
    if data.draw(st.integers(0, 3)) == 0:
        other, _ = compared(decisions, ("post.txt", "herald.txt", "observer.txt"))
        assert bare(other) == bare(comparison)
    while book.undo() is not None:
        pass
    assert book.decisions == NONE
    while book.redo() is not None:
        pass
    assert book.decisions == decisions


def _sentences(comparison: Comparison) -> set[str]:
    return {id_ for fact in comparison.facts for cell in fact.cells.values() for id_ in cell}


_STATES: Final = st.lists(st.tuples(st.sampled_from(("decide", "decide", "undo", "redo")), ALL), min_size=1, max_size=5)


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


_FIRST: Final = (
    b'{"schema": "synoptic-decisions/1",\n"sentences": {"s": {"file": "a.txt", "text": "No."}},\n'
    b'"decisions": [{"judged": "ask", "fact": ["s"], "note": "x"}]}',
)
TARGETS: Final = (
    Target("decisions", ALL, check_document, in_suite=50),
    Target("damaged decisions", _damaged(), check_damaged, _text_of, _WORDS, _FIRST, 50),
    Target("merged decisions", st.tuples(ALL, ALL), check_merging, in_suite=50),
    Target("books", _STATES, check_book, in_suite=40),
    Target("acts", st.data(), check_acts, in_suite=30),
)

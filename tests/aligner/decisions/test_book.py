"""Steps: what is done after an undo, several steps as one, what others decided meanwhile."""

from __future__ import annotations

from aligner.decisions.book import Book
from aligner.decisions.document import read, render
from aligner.decisions.records import NONE, Decisions, Judged, Key, Pair, Ruling
from aligner.model import Verdict

A, B = Key("a.txt", "Two were hurt."), Key("b.txt", "Three were hurt.")


def noted(note: str, key: Key = A) -> Judged:
    return Judged(frozenset([key]), Verdict.ASK, note)


def test_what_was_taken_back_is_not_made_again_after_something_else_was_decided() -> None:
    book = Book()
    book.decide(NONE.with_([noted("one")]), "one")
    book.undo()
    book.decide(NONE.with_([noted("other", B)]), "other")
    assert book.redo() is None
    assert list(book.decisions) == [noted("other", B)]


def test_steps_made_one_are_taken_back_to_what_was_before_all_of_them() -> None:
    book = Book(NONE.with_([noted("before")]))
    for text in ("n", "no", "not"):
        book.decide(book.decisions.with_([noted(text)]), text)
    book.join_steps(0)
    assert book.depth == 1
    assert book.undo() == "not"
    assert list(book.decisions) == [noted("before")]
    book.redo()
    assert list(book.decisions) == [noted("not")]


def test_what_both_decided_stays_ours_and_the_rest_of_theirs_comes_in() -> None:
    known = NONE.with_([noted("known")])
    book = Book(known)
    book.decide(known.with_([noted("ours")]), "ours")
    assert book.take_in(known, Decisions.of([noted("theirs"), noted("theirs", B)])) == 1
    assert set(book.decisions) == {noted("ours"), noted("theirs", B)}


def test_of_apart_and_together_in_one_file_apart_holds_in_whichever_order() -> None:
    pair = Pair.of(A, B)
    texts = {same: render(NONE.with_([Ruling(pair, same)])) for same in (True, False)}
    lines = {
        same: next(line for line in text.splitlines() if line.startswith(('{"apart', '{"tog')))
        for same, text in texts.items()
    }
    for first in (True, False):
        both = texts[first].replace(lines[first], f"{lines[first]}\n{lines[not first]}")
        assert list(read(both)) == [Ruling(pair, same=False)]

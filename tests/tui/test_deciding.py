"""What a person can do at the desk, without a screen: deeds, refusals, marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.decisions import acts
from aligner.decisions.records import Pair, Ruling
from aligner.model import By, DifferenceType, Kind, Level, Sentence, Severity, Value, Verdict
from aligner.put_right import taken_out
from tests.tui import desk_fixture as desk
from tui import deciding
from tui.deciding import Deed, Outcome, Refusal
from tui.screens.correct import CorrectScreen
from tui.screens.differences import AddScreen, find
from tui.screens.links import LinksScreen
from tui.screens.writing import NoteScreen
from tui.session import Session


@pytest.fixture
def session() -> Session:
    return desk.session()


def at(session: Session, words: str, source: str = "A") -> int:
    """Go to a fact, and in it to a source."""
    session.fact = desk.fact_of(session, words)
    session.source = [article.id for article in session.story.articles].index(source)
    return session.fact


def done(session: Session, outcome: Outcome) -> str:
    """Have it done as the app does, and tell what it is called."""
    assert isinstance(outcome, Deed), outcome
    assert session.decide(outcome.decisions, outcome.name)
    session.mark(session.marks - outcome.spent)
    desk.follow(session)
    assert session.unfit == ()
    return outcome.name


def mark(session: Session, words: str, source: str) -> None:
    """Mark the sentence of a source with these words."""
    index, comparison = at(session, words, source), session.comparison
    assert comparison is not None
    cell = comparison.facts[index].cells[source]
    id_ = next(id_ for id_ in cell if words in comparison.sentences[id_].text)
    session.mark(session.marks | {(index, id_)})


# Marks --------------------------------------------------------------------------------------------------------------


def test_one_sentence_is_marked_and_not(session: Session) -> None:
    index = at(session, "31 years")
    once = deciding.turned(session, "A")
    assert once == {(index, "A02")}
    session.mark(once)
    assert deciding.turned(session, "A") == frozenset()


def test_of_several_each_is_marked_then_all_then_none(session: Session) -> None:
    at(session, "Ferry to Ellmouth stops")
    seen = []
    for _ in range(4):
        marks = deciding.turned(session, "A")
        assert marks is not None
        session.mark(marks)
        seen.append(sorted(id_ for _, id_ in marks))
    assert seen == [["A00"], ["A01"], ["A00", "A01"], []]


def test_where_a_source_is_silent_there_is_nothing_to_mark(session: Session) -> None:
    at(session, "Hotels")
    assert deciding.turned(session, "A") is None


def test_a_whole_row_is_marked_and_not(session: Session) -> None:
    index = at(session, "31 years")
    marks = deciding.turned_row(session)
    assert marks == {(index, "A02"), (index, "B03")}
    session.mark({(index, "B03")})
    assert deciding.turned_row(session) == frozenset()


def test_marks_stay_on_their_sentences_when_rows_change(session: Session) -> None:
    mark(session, "Hotels", "C")
    at(session, "31 years")
    done(session, deciding.take_out(session))
    (index, id_) = next(iter(session.marks))
    assert id_ == "C02"
    assert desk.told(session, index) == ["Hotels on the island fear for the summer season."]


# Rows ---------------------------------------------------------------------------------------------------------------


def test_a_marked_sentence_is_joined_to_the_current_fact(session: Session) -> None:
    mark(session, "Passengers", "A")
    at(session, "Hotels", "C")
    name = done(session, deciding.join(session))
    assert name.startswith("A04 joined to fact 5 “Hotels on")
    index = desk.fact_of(session, "Hotels")
    assert [words[:10] for words in desk.told(session, index)] == ["Passengers", "Hotels on "]
    assert session.comparison is not None
    (link,) = session.comparison.facts[index].links
    assert link.by is By.PERSON
    assert session.comparison.facts[index].is_corrected
    assert session.marks == frozenset()


def test_a_sentence_is_taken_out_and_undo_puts_it_back(session: Session) -> None:
    before = session.comparison
    at(session, "31 years", "B")
    name = done(session, deciding.take_out(session))
    assert name.startswith("B03 taken out of fact 3 “")
    alone = desk.fact_of(session, "on the radio")
    assert len(desk.told(session, alone)) == 1
    assert session.comparison is not None
    (pair,) = session.comparison.facts[alone].apart
    assert (pair.a, pair.b, pair.by) == ("B03", "A02", By.PERSON)
    assert session.book.undo() == name
    desk.follow(session)
    assert session.comparison == before
    assert session.book.redo() == name
    desk.follow(session)
    assert len(desk.told(session, desk.fact_of(session, "on the radio"))) == 1


def test_marked_sentences_are_split_off_together(session: Session) -> None:
    index = at(session, "Ferry to Ellmouth stops")
    assert session.comparison is not None
    headlines = {(index, id_) for id_ in ("A00", "B00", "C00")}
    session.mark(headlines)
    done(session, deciding.split(session))
    found = desk.fact_of(session, "Port ends")
    assert session.comparison.facts[found].cells == {"A": ("A00",), "B": ("B00",), "C": ("C00",)}
    rest = desk.fact_of(session, "will stop on 4 April")
    assert "A00" not in session.comparison.facts[rest].cells["A"]


def test_marked_facts_are_merged(session: Session) -> None:
    mark(session, "Passengers", "A")
    mark(session, "Hotels", "C")
    at(session, "31 years")
    assert done(session, deciding.merge(session)).startswith("facts 4, 5 merged with fact 3 “")
    assert len(desk.told(session, desk.fact_of(session, "Hotels"))) == 4


def test_a_fact_is_moved_up_and_down_and_back(session: Session) -> None:
    assert session.comparison is not None
    start = [fact.label for fact in session.comparison.facts]
    at(session, "Hotels", "C")
    done(session, deciding.move(session, -1))
    assert desk.fact_of(session, "Hotels") == 3
    assert session.fact == 3
    done(session, deciding.move(session, -1))
    done(session, deciding.move(session, -1))
    assert desk.fact_of(session, "Hotels") == 1
    for _ in range(3):
        done(session, deciding.move(session, 1))
    assert [fact.label for fact in session.comparison.facts] == start
    assert isinstance(deciding.move(session, 1), Refusal)


def test_what_cannot_be_done_says_why(session: Session) -> None:
    at(session, "Hotels", "C")
    assert deciding.take_out(session) == Refusal("It stands alone already.")
    for deed in (deciding.join, deciding.split, deciding.merge, deciding.confirm, deciding.reject):
        outcome = deed(session)
        assert isinstance(outcome, Refusal), deed
        assert outcome.reason.endswith(".")
    assert deciding.judge(Session(desk.story()), Verdict.ASK) == Refusal("There is no fact here.")


def test_a_link_can_be_ruled_on_either_way(session: Session) -> None:
    at(session, "31 years")
    assert session.current is not None
    (link,) = session.current.links
    done(session, deciding.rule(session, link, same=False))
    assert len(desk.told(session, desk.fact_of(session, "on the radio"))) == 1
    done(session, deciding.rule(session, link, same=True))
    assert len(desk.told(session, desk.fact_of(session, "on the radio"))) == 2


# Labels and differences ---------------------------------------------------------------------------------------------


def test_a_fact_is_called_otherwise_and_its_old_name_comes_back(session: Session) -> None:
    index = at(session, "31 years")
    assert session.current is not None
    old = session.current.label
    done(session, deciding.relabel(session, "  The captain  "))
    assert session.comparison is not None
    assert (session.comparison.facts[index].label, session.comparison.facts[index].label_by) == (
        "The captain",
        By.PERSON,
    )
    done(session, deciding.relabel(session, ""))
    assert session.comparison.facts[index].label == old


def test_a_dismissed_difference_is_no_conflict_and_can_be_restored(session: Session) -> None:
    index = at(session, "$3 million")
    assert session.current is not None
    (difference,) = session.current.differences
    done(session, deciding.dismiss(session, difference))
    assert session.current is not None
    assert session.current.differences == ()
    assert session.current.dismissed == (difference,)
    assert session.current.agreement != "conflict"
    done(session, deciding.restore(session, difference))
    assert session.comparison is not None
    assert session.comparison.facts[index].differences == (difference,)


def test_a_difference_is_added_with_the_words_that_differ(session: Session) -> None:
    index = at(session, "31 years")
    made = session.comparison
    assert made is not None
    values = [find([made.sentences["A02"]], "captain"), find([made.sentences["B03"]], "ON THE  RADIO")]
    assert values[0] is not None
    assert values[1] is not None
    found = [value for value in values if value is not None]
    done(session, deciding.add_difference(session, DifferenceType.WORDING, Severity.CONFLICT, found))
    fact = session.comparison.facts[index] if session.comparison else None
    assert fact is not None
    (difference,) = fact.differences
    assert (difference.by, difference.severity, fact.agreement) == (By.PERSON, Severity.CONFLICT, "conflict")
    assert [value.text for value in difference.values] == ["Captain", "on the radio"]
    done(session, deciding.dismiss(session, difference))
    assert session.current is not None
    assert (session.current.differences, session.current.dismissed) == ((), ())
    assert isinstance(deciding.add_difference(session, DifferenceType.WORDING, Severity.DETAIL, found[:1]), Refusal)


# Judgements ---------------------------------------------------------------------------------------------------------


def test_a_verdict_is_given_and_the_same_again_opens(session: Session) -> None:
    at(session, "31 years")
    for verdict, expected in (
        (Verdict.CHECKED, Verdict.CHECKED),
        (Verdict.ASK, Verdict.ASK),
        (Verdict.ASK, Verdict.OPEN),
        (Verdict.WRONG, Verdict.WRONG),
    ):
        done(session, deciding.judge(session, verdict))
        assert session.current is not None
        assert session.current.judgement.verdict is expected


def test_notes_and_verdicts_stay_with_each_other(session: Session) -> None:
    at(session, "$3 million")
    done(session, deciding.note(session, " Call the port. "))
    done(session, deciding.judge(session, Verdict.ASK))
    assert session.current is not None
    assert (session.current.judgement.verdict, session.current.judgement.note) == (Verdict.ASK, "Call the port.")
    (difference,) = session.current.differences
    done(session, deciding.judge(session, Verdict.WRONG, difference))
    assert session.current.differences[0].judgement.verdict is Verdict.WRONG
    assert session.current.judgement.verdict is Verdict.ASK
    done(session, deciding.note(session, ""))
    done(session, deciding.judge(session, Verdict.ASK))
    assert session.current.judgement.verdict is Verdict.OPEN
    assert len(session.book.decisions) == 1


def test_a_row_that_changed_is_stale_until_it_is_judged_again(session: Session) -> None:
    at(session, "31 years")
    done(session, deciding.judge(session, Verdict.CHECKED))
    mark(session, "Passengers", "A")
    at(session, "31 years")
    done(session, deciding.join(session))
    index = at(session, "31 years")
    assert session.comparison is not None
    assert session.comparison.facts[index].judgement.is_stale
    done(session, deciding.judge(session, Verdict.CHECKED))
    judgement = session.comparison.facts[index].judgement
    assert (judgement.verdict, judgement.is_stale) == (Verdict.CHECKED, False)
    assert len(session.book.decisions.judgements) == 1


def test_what_is_judged_stays_on_screen_though_the_filter_would_not_show_it(session: Session) -> None:
    from tui.view import Filter

    session.filter = Filter(text="ferry")
    shown = session.facts
    session.fact = shown[0]
    outcome = deciding.judge(session, Verdict.CHECKED)
    assert isinstance(outcome, Deed)
    session.decide(outcome.decisions, outcome.name)
    assert session.facts == shown


def test_the_offers_say_what_they_would_be_about(session: Session) -> None:
    mark(session, "Passengers", "A")
    mark(session, "Hotels", "C")
    at(session, "31 years", "B")
    told = {offer.key: offer.text for offer in deciding.offers(session)}
    assert told["j"] == "Join A04, C02 to this fact"
    assert told["m"] == "Merge it with fact 4, 5"
    assert told["o"] == "Take B03 out of it"
    possible = [offer for offer in deciding.offers(session) if deciding.is_possible(session, offer)]
    assert [offer.key for offer in possible] == ["j", "o", "m"]
    below = [CorrectScreen(session, possible).told(number) for number in range(2)]
    assert [content.plain[:12] if content is not None else "" for content in below] == ["A04 Passenge", "B03 Jonas We"]


def test_what_a_joined_sentence_left_behind_was_not_taken_out_of_its_new_fact(session: Session) -> None:
    mark(session, "on the radio", "B")
    at(session, "Hotels", "C")
    done(session, deciding.join(session))
    made = session.comparison
    assert made is not None
    old, new = (made.facts[desk.fact_of(session, words)] for words in ("has sailed", "Hotels"))
    assert taken_out(old, made.options) == {"B03": By.PERSON}
    assert taken_out(new, made.options) == {}


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("the co\u00adlour of\u200b it", "colour of it", "co\u00adlour of\u200b it"),
        ("he said \x1b]0;x\x07 twice", "said \u241b]0;x\u2407 twice", "said \x1b]0;x\x07 twice"),
        ("a hull of\n steel\u200b", "HULL of steel", "hull of\n steel"),
    ],
)
def test_words_are_found_as_the_screen_shows_them(text: str, typed: str, found: str) -> None:
    sentence = Sentence("A00", "A", 40, 40 + len(text), 0, Kind.BODY, text)
    mention = find([sentence], typed)
    assert mention is not None
    assert (mention.text, text[mention.start - 40 : mention.end - 40]) == (found, found)


HOSTILE = "a\x1b]0;gone\x1b\\ \x9b31m\u202eb\ud800"


def test_a_field_to_type_in_is_given_no_control_characters(session: Session) -> None:
    """Fields draw what they are given, unlike everything else on the screen."""
    made = session.comparison
    assert made is not None
    fact = next(fact for fact in made.facts if "A" in fact.cells)
    (id_, *_) = fact.cells["A"]
    hostile = replace(made.sentences[id_], values=(Value(DifferenceType.MONEY, 0, len(HOSTILE), HOSTILE),))
    add = AddScreen(replace(made, sentences={**made.sentences, id_: hostile}), fact)
    assert add._first("A") == "a␛]0;gone␛\\ �31mb�"
    note = NoteScreen("fact 1", f"{HOSTILE}\r\nnext \U0001f469\u200d\U0001f52c", print)
    assert note._text == "a␛]0;gone␛\\ �31mb�\nnext \U0001f469\u200d\U0001f52c"


def test_links_that_are_only_perhaps_ones_come_first(session: Session) -> None:
    """The list opens where there is something to decide."""
    made = session.comparison
    assert made is not None
    sure = next(link for fact in made.facts for link in fact.links if link.level is Level.SAME)
    links = [sure, replace(sure, level=Level.PERHAPS), sure]
    assert [link.level for link in LinksScreen(made, links)._links] == [Level.PERHAPS, Level.SAME, Level.SAME]


def test_a_join_does_not_confirm_what_is_only_perhaps_in_the_fact(session: Session) -> None:
    mark(session, "Hotels", "C")
    at(session, "31 years")
    made = session.comparison
    assert made is not None
    assert session.current is not None
    # As if B03 were there only perhaps: what comes goes with A02 alone.
    fact = replace(session.current, perhaps=("B03",))
    decisions = acts.join(session.ground, session.book.decisions, [("C02", made.facts[4])], fact)
    pairs = [decision.pair for decision in decisions if isinstance(decision, Ruling) and decision.same]
    assert pairs == [Pair.of(session.ground.key("A02"), session.ground.key("C02"))]


def test_a_sentence_joined_to_a_fact_it_stands_in_already_leaves_the_other_one(session: Session) -> None:
    index = desk.fact_of(session, "$3 million")
    made = session.comparison
    assert made is not None
    assert "A01" in made.facts[index].cells["A"]
    session.mark({(index, "A01")})
    at(session, "Ferry to Ellmouth stops")
    done(session, deciding.join(session))
    assert session.comparison is not None
    after = session.comparison.facts[desk.fact_of(session, "$3 million")]
    assert after.cells["A"] == ("A03",)

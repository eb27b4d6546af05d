"""The desk: what a person decides about what is on screen, by the same keys on every screen of a story."""

from __future__ import annotations

from collections.abc import Callable

from aligner.model import Difference, Verdict
from tui import deciding
from tui.deciding import Outcome, Refusal
from tui.grid_layout import show
from tui.screens.frame import SessionScreen
from tui.session import Mark
from tui.view import ahead


class DecidingScreen(SessionScreen, inherit_bindings=False):
    """A screen on which facts are put right, judged and noted. A subclass goes to a fact in ``go_to_fact``."""

    def say_briefly(self, text: str) -> None:
        """Say something that is soon gone."""
        self.notify(text, timeout=2, markup=False)

    def go_to_fact(self, index: int) -> None:
        """The fact at an index of the comparison, whatever the filter."""

    # What is decided ----------------------------------------------------------------------------------------------

    def carry_out(self, outcome: Outcome, *, quietly: bool = False) -> bool:
        """Do what was asked for, or say why not; ``quietly`` if it is seen where it happens."""
        if isinstance(outcome, Refusal):
            self.notify(show(outcome.reason).text, timeout=4, markup=False)
            return False
        if not self.session.decide(outcome.decisions, outcome.name):
            self.say_briefly("It is so already.")
            return False
        self.session.mark(self.session.marks - outcome.spent)
        if not quietly:
            self.notify(f"{show(outcome.name).text} · z takes it back", timeout=4, markup=False)
        self.follow_decisions()
        return True

    def follow_decisions(self) -> None:
        """Show and keep what is decided now, and have compared anew what is put right."""
        self.synoptic.ask()
        self.synoptic.keep()
        self.sync()

    def action_undo(self) -> None:
        """Take back the last decision."""
        self._turn(self.session.book.undo(), "Taken back", "Nothing to take back.")

    def action_redo(self) -> None:
        """Decide again what was taken back last."""
        self._turn(self.session.book.redo(), "Again", "Nothing was taken back.")

    def _turn(self, name: str | None, what: str, otherwise: str) -> None:
        if name is None:
            self.say_briefly(otherwise)
            return
        self.session.judge_anew()
        self.notify(f"{what}: {show(name).text}", timeout=3, markup=False)
        self.follow_decisions()

    def action_decisions(self) -> None:
        """Everything that is decided in this story."""
        from tui.screens.review import ReviewScreen

        if self.session.comparison is not None:
            self.app.push_screen(ReviewScreen(self.session))

    # Judge --------------------------------------------------------------------------------------------------------

    def action_judge(self, verdict: str) -> None:
        """A verdict on the current fact; the one it has already makes it open again."""
        self.carry_out(deciding.judge(self.session, Verdict(verdict)), quietly=True)

    def action_open_fact(self) -> None:
        """The next fact that nothing is decided about yet; after the last one, the first."""
        session = self.session
        if session.comparison is None or session.fact is None or not session.facts:
            return
        facts, comparison = session.facts, session.comparison
        here = facts.index(session.fact) if session.fact in facts else 0

        def is_open(index: int) -> bool:
            return comparison.facts[index].judgement.verdict is Verdict.OPEN

        found = ahead(facts, here, 1, is_open, around=True)
        if found is None or facts[found] == session.fact:
            self.say_briefly("No other open fact.")
        else:
            self.go_to_fact(facts[found])

    def action_note(self) -> None:
        """A note on the current fact."""
        if self.session.current is not None:
            self._note(None)

    def _note(self, difference: Difference | None) -> None:
        """Write a note: kept with every letter, one step for all of them."""
        from tui.screens.writing import NoteScreen

        session = self.session
        subject = difference if difference is not None else session.current
        if subject is None:
            return
        about = deciding.called(session)
        about = about if difference is None else f"the difference in {difference.type} of {about}"
        text, depth = subject.judgement.note, session.book.depth

        def typed(now: str) -> None:
            outcome = deciding.note(session, now, difference)
            if not isinstance(outcome, Refusal) and session.decide(outcome.decisions, outcome.name):
                session.book.join_steps(depth)
                self.synoptic.keep()

        def closed(stays: bool | None) -> None:
            if not stays and session.book.depth > depth:
                session.book.undo()
                session.judge_anew()
            self.follow_decisions()

        self.app.push_screen(NoteScreen(about, text, typed), closed)

    # Mark ---------------------------------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the current source's sentence, or no longer; of several, one after the other."""
        self._mark(deciding.turned(self.session, self.session.article.id))

    def _mark(self, marks: frozenset[Mark] | None) -> None:
        if marks is None:
            self.say_briefly(f"{self.session.article.id} is silent here.")
            return
        self.session.mark(marks)
        self.synoptic.prepare()
        self.sync()

    def action_unmark(self) -> None:
        """Nothing is marked any more."""
        self.session.mark(())
        self.sync()

    # Put right ----------------------------------------------------------------------------------------------------

    def action_correct(self) -> None:
        """Ask what is to be put right in the current fact."""
        from tui.screens.correct import CorrectScreen

        session = self.session
        if session.current is None:
            return
        offers = deciding.offers(session)
        by_key = {offer.key: offer for offer in offers}
        more: dict[str, Callable[[], None]] = {
            "l": self._links,
            "d": self.action_differences,
            "c": self._label,
            "u": self.action_unmark,
        }

        def chosen(key: str | None) -> None:
            if key in by_key:
                self.carry_out(by_key[key].do(session))
            elif key in more:
                more[key]()

        self.app.push_screen(CorrectScreen(session, offers), chosen)

    def action_move(self, direction: int) -> None:
        """The current fact one place down (1) or up (-1)."""
        self.carry_out(deciding.move(self.session, direction), quietly=True)

    def _links(self) -> None:
        from tui.screens.links import LinksScreen, Ruling

        fact, comparison = self.session.current, self.session.comparison
        if fact is None or comparison is None or not fact.links:
            self.say_briefly("One source alone tells this: there is no link.")
            return

        def ruled(ruling: Ruling | None) -> None:
            if ruling is not None:
                self.carry_out(deciding.rule(self.session, ruling.link, same=ruling.same))

        self.app.push_screen(LinksScreen(comparison, fact.links), ruled)

    def _label(self) -> None:
        from tui.screens.writing import LabelScreen

        fact = self.session.current
        if fact is None:
            return

        def called(label: str | None) -> None:
            if label is not None and label != show(fact.label).text:  # as it stood in the field
                self.carry_out(deciding.relabel(self.session, label))

        self.app.push_screen(LabelScreen(fact.label), called)

    # Differences --------------------------------------------------------------------------------------------------

    def action_differences(self) -> None:
        """The differences of the current fact one by one."""
        from tui.screens.differences import Chosen, DifferencesScreen

        session = self.session
        if session.current is None:
            return

        def judge(difference: Difference, verdict: Verdict) -> None:
            self.carry_out(deciding.judge(session, verdict, difference), quietly=True)

        def chosen(choice: Chosen | None) -> None:
            if choice is None:
                return
            if choice.difference is None:
                self._add_difference()
            elif choice.what == "note":
                self._note(choice.difference)
            else:
                do = deciding.restore if choice.what == "restore" else deciding.dismiss
                self.carry_out(do(session, choice.difference))

        self.app.push_screen(DifferencesScreen(lambda: session.current, judge), chosen)

    def _add_difference(self) -> None:
        from tui.screens.differences import AddScreen, Passages

        fact, comparison = self.session.current, self.session.comparison
        if fact is None or comparison is None or len(fact.cells) < 2:
            self.say_briefly("One source alone tells this: there is nothing that could differ.")
            return

        def given(passages: Passages | None) -> None:
            if passages is not None:
                self.carry_out(deciding.add_difference(self.session, *passages))

        self.app.push_screen(AddScreen(comparison, fact), given)

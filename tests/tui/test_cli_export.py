"""``synoptic export``: which facts, in which order, and what was decided about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner import reading
from aligner.comparison import compare
from aligner.decisions import acts, document, keeping
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Decisions
from aligner.export import FORMATS
from aligner.model import Comparison, Verdict
from tests.aligner.export import decided
from tui import cli
from tui.view import Filter, Order, arrange

FERRY = "Ferry stops\n\nThe ferry to Ellmouth stops on 3 April, the port said.\n\nForty people work on it.\n"
NO_FERRY = "No more ferry\n\nThe port said the Ellmouth ferry will stop on 4 April.\n\nA bridge is planned.\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """The invented collision in place of whatever is compared, judged as it is."""
    from types import SimpleNamespace

    comparison = decided.comparison()
    nowhere = SimpleNamespace(story=comparison.story, comparison=None, documents=(), exports=(), path="")
    monkeypatch.setattr("aligner.reading.collect", lambda paths, **_: nowhere)
    monkeypatch.setattr("aligner.stories.cache.compared", lambda collected, options, **_: comparison)
    monkeypatch.setattr("aligner.decisions.fitting.judged", lambda found, decisions: (found, ()))
    return comparison


def facts(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The ids of the facts that are exported with these arguments."""
    assert cli.main(["export", "x", "-f", "json", *arguments]) == 0
    return [fact["id"] for fact in json.loads(capsys.readouterr().out)["facts"]]


class TestWhich:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["--agreement", "conflict,all-but-one", "--type", "date,NUMBER"], ["f01", "f02", "f05"]),
            (["--says", "c,d", "--silent", "E"], ["f01", "f08", "f09"]),
            (["--text", "ADALINE", "--agreement", "conflict"], ["f11"]),
            (["--verdict", "ask,checked"], ["f01", "f02"]),
            (["--has", "note"], ["f02", "f05"]),
            (["--has", "stale"], ["f05"]),
            (["--facts", "3,1,5-6,5"], ["f03", "f01", "f05", "f06"]),
            (["--facts", "12,7,1-3", "--agreement", "conflict"], ["f07", "f01", "f02"]),
            (["--facts", "3,1", "--order", "conflicts first"], ["f01", "f03"]),
        ],
    )
    def test_what_the_filter_of_the_screen_can_ask_for(
        self, made: Comparison, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]
    ) -> None:
        assert facts(capsys, *arguments) == expected

    @pytest.mark.parametrize("order", [Order.CONFLICTS, Order.ONE])
    def test_in_an_order_of_the_screen(
        self, made: Comparison, capsys: pytest.CaptureFixture[str], order: Order
    ) -> None:
        found = arrange(made, Filter(), order)
        assert facts(capsys, "--order", order) == [made.facts[index].id for index in found]

    @pytest.mark.parametrize("name", list(FORMATS))
    def test_every_format_says_what_was_asked_for(
        self, made: Comparison, capfd: pytest.CaptureFixture[str], name: str
    ) -> None:
        assert cli.main(["export", "x", "-f", name, "--type", "date", "--facts", "1,5,18"]) == 0
        assert "facts 1, 5, 18 · filter: date" in capfd.readouterr().out

    def test_everything_as_it_comes_is_no_selection(self, made: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["export", "x", "--order", "reading"]) == 0
        assert "Selection" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--facts", "25"], "there is no fact 25: the facts are numbered 1 to 24"),
            (["--facts", "0"], "there is no fact 0"),
            (["--says", "F"], "there is no source F: the sources are A, B, C, D, E"),
            (["--facts", "5-3"], "'5-3' is no number of a fact"),
            (["--facts", "three"], "'three' is no number of a fact"),
            (["--facts", ","], "names no fact"),
            (["--says", ""], "names no source"),
            (["--type", "colour"], "'colour' is none of money, number"),
            (["--verdict", ""], "is none of open, checked, ask, wrong"),
            (["--order", "backwards"], "'conflicts first'"),
            (["--text", " "], "' ' holds no text"),
            (["--standing", "lacks"], "there is none: name it with --draft FILE"),
        ],
    )
    def test_what_cannot_be_meant_is_one_line(
        self, made: Comparison, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
    ) -> None:
        try:
            code = cli.main(["export", "x", *arguments])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        assert code == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert reason in said.err
        assert said.err.count("\n") == 1

    def test_nothing_found_is_said_and_is_a_document(
        self, made: Comparison, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(["export", "x", "--text", "zeppelin"]) == 0
        captured = capsys.readouterr()
        assert captured.err == "synoptic: no fact is in the selection (filter: “zeppelin”): the document has none\n"
        assert "Selection: 0 of 24 facts" in captured.out


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A story of two articles in which a fact was judged and called otherwise."""
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY)
    (folder / "b.txt").write_text(NO_FERRY)
    keep(folder)
    return folder


def keep(folder: Path) -> None:
    """Decide something about the story in a folder."""
    collected = reading.collect([str(folder)])
    comparison = compare(reading.load([str(folder)]))
    ground = Ground(comparison.story, comparison.sentences)
    fact = next(fact for fact in comparison.facts if len(fact.cells) == 2)
    decisions: Decisions = acts.relabel(ground, NONE, fact, "the last ferry")
    decisions = acts.judge(ground, decisions, fact, Verdict.ASK, "which day?")
    path = keeping.path_for(collected)
    assert path is not None
    path.write_text(document.render(decisions), encoding="utf-8")


def exported(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """What goes to standard output, and what is said."""
    assert cli.main(["export", *arguments]) == 0
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.mark.parametrize("more", [["--facts", "1"], ["--no-decisions"]])
def test_an_export_that_is_opened_is_not_written_over(
    ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    kept = tmp_path / "kept.json"
    exported(capsys, str(ferry), "-o", str(kept))
    before = kept.read_bytes()
    assert cli.main(["export", str(kept), *more, "-o", str(tmp_path / "." / "kept.json")]) == 2
    assert "is what was opened; choose another name" in capsys.readouterr().err
    assert kept.read_bytes() == before
    for name in ("kept.decisions.json", "Synoptic.Decisions.JSON"):  # file systems may not tell letters' case apart
        assert cli.main(["export", str(kept), "-o", str(tmp_path / name)]) == 2
        assert "is where decisions are kept" in capsys.readouterr().err


class TestDecisions:
    def test_they_are_in_the_document(self, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out, err = exported(capsys, str(ferry))
        assert "the last ferry — " in out
        assert "**Verdict:** to ask: which day?" in out
        assert "- labelled by hand" in out
        assert err == ""

    def test_or_not_if_they_are_not_wanted(self, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out, err = exported(capsys, str(ferry), "--no-decisions")
        assert "ferry" in out
        assert not any(word in out for word in ("the last ferry", "Verdict", "by hand"))
        assert err == ""

    def test_an_export_brings_them_along_and_what_was_decided_later_goes_over_it(
        self, ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        kept = tmp_path / "kept.json"
        exported(capsys, str(ferry), "-o", str(kept))
        out, _ = exported(capsys, str(kept))
        assert "the last ferry — " in out
        assert "to ask: which day?" in out
        assert "the last ferry" not in exported(capsys, str(kept), "--no-decisions")[0]
        later = (ferry / keeping.NAME).read_text(encoding="utf-8").replace("the last ferry", "the end of the ferry")
        kept.with_name("kept.decisions.json").write_text(later, encoding="utf-8")
        assert "the end of the ferry — " in exported(capsys, str(kept))[0]

    def test_what_does_not_fit_any_more_is_said(self, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("a.txt", "b.txt"):
            (ferry / name).write_text(f"Snow\n\nIt snowed in {name}.\n\nNothing else happened on the hill.\n")
        out, err = exported(capsys, str(ferry))
        assert "which day?" not in out
        left = "2 decisions do not fit the articles any more: open the story to review them"
        assert err == f"synoptic: {left}\n"

    def test_a_file_that_cannot_be_read_is_one_line(self, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (ferry / keeping.NAME).write_text("{")
        assert cli.main(["export", str(ferry)]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert keeping.NAME in captured.err
        assert captured.err.count("\n") == 1

    def test_pages_that_were_exported_are_no_articles(self, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
        exported(capsys, str(ferry), "-o", str(ferry / "story.html"))
        exported(capsys, str(ferry), "-f", "calls", "-o", str(ferry / "calls.md"))
        exported(capsys, str(ferry), "-f", "table", "-o", str(ferry / "table.md"))
        out, err = exported(capsys, str(ferry))
        assert "\n2 sources · " in out
        assert err.count("it is a comparison that synoptic wrote") == 3

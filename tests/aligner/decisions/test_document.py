"""The document of decisions: whole again when it is read, the same for the same decisions, patient with what is new."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.decisions import document
from aligner.decisions.document import SCHEMA, parse, read, render
from aligner.decisions.records import Decisions, Judged, Key, Label, Pair, Place, Ruling
from aligner.errors import SynopticError
from aligner.model import Verdict
from tests.aligner.decisions.strategies import ALL

A, B, C = Key("a.txt", "The dam broke at noon."), Key("b.txt", "At noon, the dam broke."), Key("c.txt", "Nobody died.")
SOME = Decisions.of(
    [Ruling(Pair.of(A, B), True), Label(frozenset((A, B)), "The dam"), Judged(frozenset([C]), Verdict.ASK)]
)


@given(ALL)
def test_what_is_written_is_read_again(decisions: Decisions) -> None:
    text = render(decisions)
    assert read(text) == decisions
    assert json.loads(text)["schema"] == SCHEMA
    assert read(json.dumps(json.loads(text))) == decisions, "laid out otherwise it says the same"


@given(ALL, st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_decided_is_not_seen(decisions: Decisions, random: Random) -> None:
    shuffled = list(decisions)
    random.shuffle(shuffled)
    assert render(Decisions.of(shuffled)) == render(decisions)


@given(ALL)
def test_every_decision_is_a_line_and_every_line_has_its_comma(decisions: Decisions) -> None:
    lines = render(decisions).splitlines()
    assert "\n".join(lines) + "\n" == render(decisions), "nothing in it is a line end to anybody"
    own = lines[lines.index('"decisions": [') + 1 : -3]
    assert len(own) == len(decisions)
    assert all(line.endswith("},") for line in own)


@given(ALL, ALL)
def test_lines_of_two_documents_together_are_a_document(one: Decisions, other: Decisions) -> None:
    """As a merge leaves it that takes the lines of both sides."""
    first, second = (render(decisions).splitlines() for decisions in (one, other))
    both: list[str] = []
    for line in (
        *first[: first.index('"": {}')],
        *second[3 : second.index('"": {}')],
        '"": {}',
        "},",
        '"decisions": [',
    ):
        both.append(line)
    for lines in (first, second):
        both += lines[lines.index('"decisions": [') + 1 : -3]
    found = parse("\n".join([*both, "{}", "]", "}"]))
    assert found.decisions.by_subject.keys() == {**one.by_subject, **other.by_subject}.keys()
    twice = [key for key in one.by_subject if other.by_subject.get(key, one.by_subject[key]) != one.by_subject[key]]
    assert len(found.remarks) == len(twice)


def test_who_changes_their_mind_changes_one_line() -> None:
    before = render(SOME).splitlines()
    after = render(
        SOME.with_([Ruling(Pair.of(A, B), False), Judged(frozenset([C]), Verdict.CHECKED, "rang")])
    ).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2


def test_two_decide_about_the_same_and_nothing_is_lost() -> None:
    row = frozenset([A])
    lines = [
        render(Decisions.of([Judged(row, verdict, note)]))
        for verdict, note in ((Verdict.WRONG, "12, not 20"), (Verdict.CHECKED, "rang the mayor"))
    ]
    extra = next(line for line in lines[1].splitlines() if line.startswith('{"judged"'))
    found = parse(lines[0].replace("{}\n]", f"{extra}\n{{}}\n]"), "x.json")
    assert list(found.decisions) == [Judged(row, Verdict.WRONG, "12, not 20\nrang the mayor")]
    assert found.remarks[0].startswith("x.json, lines 8 and 9: the same is decided twice")


def test_what_this_version_does_not_know_stays() -> None:
    told = json.loads(render(SOME))
    named = next(iter(told["sentences"]))
    told["by"] = {"team": ["ann", "ben"]}
    told["decisions"][0]["when"] = "2031-05-06"
    told["decisions"].insert(1, {"weigh": 3, "of": ["s9"]})
    told["decisions"].insert(1, {"judged": "printed", "fact": [named]})
    told["sentences"]["s9"] = {"file": "z.txt", "text": "Something else."}
    told["sentences"][named]["seen"] = 1
    before = parse(json.dumps(told))
    assert before.decisions == SOME
    text = render(SOME, before)
    again = json.loads(text)
    assert again["by"] == told["by"]
    assert {"weigh": 3, "of": ["s9"]} in again["decisions"]
    assert {"judged": "printed", "fact": [named]} in again["decisions"]
    assert again["decisions"][0]["when"] == "2031-05-06"
    assert again["sentences"]["s9"] == told["sentences"]["s9"]
    assert again["sentences"][named]["seen"] == 1
    assert render(SOME, parse(text)) == text
    assert "when" not in render(SOME.without([Ruling(Pair.of(A, B), True)]), before)


def test_sentences_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document.name_of
    monkeypatch.setattr(document, "name_of", lambda key, digits=1: whole(key, 64) if digits == 64 else "same")
    assert read(render(SOME)) == SOME


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f.json, line 1: this is no document of decisions"),
        ("[]", "f.json, line 1: this is no document of decisions"),
        ("{}", "f.json, line 1: this is JSON, but no document of decisions"),
        ('{"schema": "synoptic/1"}', "f.json, line 1: this is JSON, but no document of decisions"),
        ('{"schema": "synoptic-decisions/2"}', "f.json is of another version ('synoptic-decisions/2', not "),
        ('{\n"schema": "synoptic-decisions/1"', "f.json, line 2: here a comma or } belongs"),
        ('{\n"schema": tru}', "f.json, line 2: this is no JSON (expecting value)"),
        ('{"schema": "synoptic-decisions/1"} x', "f.json, line 1: something follows the end"),
        ("\n<<<<<<< HEAD\n{", "f.json, line 2: git left a conflict here; delete the lines that begin with <<<<<<<"),
        (
            '{"schema": "synoptic-decisions/1",\n"decisions": [\n{"judged": "ask", "fact": ["x"]}]}',
            "line 3: there is no sentence 'x'",
        ),
        (
            '{"schema": "synoptic-decisions/1",\n"decisions": [\n{"judged": "ask", "fact": 3}]}',
            "line 3: a fact is a list",
        ),
        ('{"schema": "synoptic-decisions/1",\n"decisions": [\n{"apart": ["x"]}]}', "line 3: two sentences belong here"),
        ('{"schema": "synoptic-decisions/1",\n"decisions": [\n7]}', "line 3: a decision belongs in braces"),
        ('{"schema": "synoptic-decisions/1",\n"decisions": 7}', "line 2: here a [ belongs"),
        (
            '{"schema": "synoptic-decisions/1",\n"sentences": {"x": {"file": 1, "text": ""}}}',
            "line 2: a sentence needs",
        ),
        ('{\n"schema" 1}', "line 2: here a name and a colon belong"),
        ('{"schema": "synoptic-decisions/1",\n"more": ' + "9" * 5_000 + "}", "f.json, line 2: a number is too long"),
        ('{"schema": "synoptic-decisions/1", "more": ' + "[" * 100_000, "f.json, line 1: this is nested too deeply"),
    ],
)
def test_what_is_no_such_document_is_refused_in_a_line(text: str, told: str) -> None:
    with pytest.raises(SynopticError) as caught:
        read(text, "f.json")
    message = str(caught.value)
    assert told in message
    assert "\n" not in message
    assert ";" in message or ":" in message


@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    text = render(data.draw(ALL))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    damaged = text[:start] + data.draw(st.text('{}[]",:\\ax1\n', max_size=4)) + text[end:]
    with suppress(SynopticError):
        found = parse(damaged, "f.json")
        assert parse(render(found.decisions, found)).decisions == found.decisions


def test_the_example_of_the_documentation_is_one() -> None:
    docs = Path(__file__).parents[3] / "docs" / "decisions.md"
    example = docs.read_text(encoding="utf-8").partition("```json\n")[2].partition("```\n")[0]
    assert render(read(example)) == example
    assert len(read(example)) == 2


# Git ----------------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = [
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ]
    return subprocess.run(["git", *own, *words], cwd=folder, capture_output=True, text=True, check=False)


def decided(*numbers: int) -> Decisions:
    return Decisions.of(Judged(frozenset([Key("a.txt", f"Sentence {n}.")]), Verdict.CHECKED) for n in numbers)


@pytest.mark.skipif(shutil.which("git") is None, reason="without git")
@pytest.mark.parametrize("union", [True, False])
def test_git_puts_the_decisions_of_two_together(tmp_path: Path, union: bool) -> None:
    """With merge=union, as docs/decisions.md recommends, at once; without, when the markers are deleted."""
    file = tmp_path / "synoptic.decisions.json"

    def commit(decisions: Decisions) -> None:
        file.write_text(render(decisions), encoding="utf-8")
        git(tmp_path, "add", "-A")
        assert git(tmp_path, "commit", "-qm", "x").returncode == 0

    git(tmp_path, "init", "-q")
    if union:
        (tmp_path / ".gitattributes").write_text("synoptic.decisions.json merge=union\n")
    commit(decided(1, 5))
    git(tmp_path, "checkout", "-qb", "ann")
    commit(decided(1, 5, 2, 3))
    git(tmp_path, "checkout", "-q", "-")
    commit(decided(5, 3, 4).with_([Place(frozenset([A]), None)]))
    merged = git(tmp_path, "merge", "-q", "ann")
    text = file.read_text(encoding="utf-8")
    assert (merged.returncode == 0) is union, merged
    if not union:
        with pytest.raises(SynopticError, match="git left a conflict here"):
            read(text)
        text = "".join(
            line for line in text.splitlines(keepends=True) if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>")
        )
    found = read(text)
    assert {*decided(2, 3, 4, 5), Place(frozenset([A]), None)} <= set(found)

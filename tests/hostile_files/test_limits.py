"""Limits: what goes beyond one is refused, or skipped in its folder, in one line with file, size, limit and setting."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from aligner import library
from aligner.errors import SynopticError
from aligner.limits import BOUNDS, BUILT_IN, Limits, size
from aligner.model import Options
from aligner.reading import collect, load, read
from aligner.reading.files import Outside
from aligner.reading.story import sentences_about
from aligner.sentences import split
from aligner.stories import cache, folder
from aligner.stories.outcomes import Given
from tui import config
from tui.cli import main
from tui.config import Layer, Settings

NEWS = "Harbour bridge closes for repairs\n\nThe harbour bridge closed on Friday. It will open again in May.\n"
OTHER = "City shuts bridge\n\nThe city shut its bridge on Friday, officials said. Ferries run instead.\n"
SET = "[limits] of the settings (synoptic config)"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    made = tmp_path / "bridge"
    made.mkdir()
    (made / "a.txt").write_text(NEWS)
    (made / "b.txt").write_text(OTHER)
    return made


def refused(*paths: Path, limits: Limits) -> str:
    with pytest.raises(SynopticError) as caught:
        load(paths, limits=limits)
    assert str(caught.value).isprintable()
    return str(caught.value)


# Files --------------------------------------------------------------------------------------------------------------


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("c.txt", "it is larger than 5 MB (it has 1 GB), too large for an article: keep the article's text only"),
        ("c.html", "it is larger than 20 MB (it has 1 GB), too large for an article: keep the article's text only"),
    ],
)
def test_a_file_of_a_gigabyte_in_a_folder_is_skipped_unread(story: Path, name: str, said: str) -> None:
    sparse(story / name, 10**9)
    collected = collect([story])
    assert [document.file for document in collected.documents] == ["a.txt", "b.txt"]
    setting = "text_bytes" if name == "c.txt" else "page_bytes"
    assert collected.notes == (f"skipped {name}: {said}, or raise {setting} in {SET}",)
    assert f"{name} is larger than" in refused(story / "a.txt", story / name, limits=BUILT_IN)
    (story / "story.toml").write_text(f"[[sources]]\nfile = '{name}'\n")
    assert f"{name} is larger than" in refused(story, limits=BUILT_IN), "what the manifest names would be missed"


def test_a_folder_of_nothing_else(tmp_path: Path) -> None:
    sparse(tmp_path / "c.txt", 10**9)
    assert f"no article to read in {tmp_path}: skipped c.txt: it is larger than 5 MB" in refused(
        tmp_path, limits=BUILT_IN
    )


def test_what_is_larger_is_read_where_the_limit_is_raised(story: Path) -> None:
    (story / "c.txt").write_text(NEWS * 100)
    low = replace(BUILT_IN, text_bytes=5_000)
    assert len(load([story], limits=low).articles) == 2
    assert len(load([story], limits=replace(low, text_bytes=15_000)).articles) == 3
    assert len(library.read_story(story, limits=low).articles) == 2


def test_more_files_than_anybody_looks_through(story: Path) -> None:
    for number in range(50):
        (story / f"{number}.txt").write_text("")
    assert len(collect([story]).documents) == 2
    said = refused(story, limits=replace(BUILT_IN, folder_files=30))
    remedy = f"name those to compare, or raise folder_files in {SET}"
    assert said == f"{story} holds 52 files that look like articles, more than 30: {remedy}"


def test_of_more_articles_than_can_be_compared_the_last_are_not_read(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        (story / f"{number}.txt").write_text(NEWS + str(number))
    taken: list[Path] = []
    content = "aligner.reading.files.content"
    from aligner.reading import files

    real = files.content
    monkeypatch.setattr(content, lambda path, limits: taken.append(path) or real(path, limits))
    said = refused(story, limits=replace(BUILT_IN, sources=5))
    assert said.startswith(
        f"52 sources in {story}: at most 5 are compared at once; name the files to compare, or raise"
    )
    assert len(taken) == 6


def test_standard_input(story: Path) -> None:
    outside = Outside(standard_input=lambda: b"one article here\n---\n" * 3)
    with pytest.raises(SynopticError, match=r"3 sources in -: at most 2 are compared at once"):
        collect(["-"], outside=outside, limits=replace(BUILT_IN, sources=2))
    endless = Outside(standard_input=lambda: b"a\n---\n" * 5000)
    with pytest.raises(SynopticError, match=r"standard input holds 5,001 articles: at most 12"):
        collect(["-"], outside=endless)


def test_a_new_story_has_the_same_limits(story: Path, tmp_path: Path) -> None:
    names = [str(story / "a.txt"), str(story / "b.txt")]
    with pytest.raises(SynopticError, match="2 sources: a story has at most 1; leave some out, or raise sources in"):
        folder.new(tmp_path / "new", Given(names, lambda _: [], lambda: b"", Limits(sources=1)))
    (outcome,) = folder.new(tmp_path / "new", Given(names[:1], lambda _: [], lambda: b"", Limits(text_bytes=50)))
    assert "a.txt is larger than 50 bytes (it has 99 bytes)" in outcome.words


# Sentences ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["word\n" * 30_000, "Wo. " * 30_000], ids=["lines", "sentences"])
def test_sentences_beyond_number_are_refused_before_they_are_read(story: Path, text: str) -> None:
    (story / "c.txt").write_text(text)
    said = refused(story / "c.txt", limits=BUILT_IN)
    assert said == (
        f"c.txt: about 30,000 sentences, more than the 10,000 of one article: "
        f"keep the article's text only, or raise article_sentences in {SET}"
    )
    read = load([story])
    assert [article.file for article in read.articles] == ["a.txt", "b.txt"]
    assert f"skipped {said}" in read.notes


def test_too_many_sentences_together_are_refused(story: Path) -> None:
    (story / "b.txt").write_text(OTHER * 5)
    assert refused(story, limits=replace(BUILT_IN, story_sentences=15)) == (
        "the articles have about 18 sentences together, 15 of them b.txt, more than the 15 of one story: "
        f"leave some out, or raise story_sentences in {SET}"
    )
    assert load([story], limits=replace(BUILT_IN, story_sentences=18)).articles


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        OTHER,
        "One.Two sentences, glued.\n",
        "“Why?” he asked. He went!",
        "北京今天下雨。明天晴。",
        "a b c\n\nd e f\n",
        "",
    ],
)
def test_the_number_is_about_that_of_the_sentences(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text or " \n")
    exact = len(split(load([tmp_path]).articles[0])) if text else 0
    assert exact <= sentences_about(text) <= exact + 2


def test_ordinary_articles_are_far_below() -> None:
    seeds = load([Path(__file__).parents[2] / "seeds"])
    assert sum(sentences_about(article.text) for article in seeds.articles) < BUILT_IN.story_sentences / 20


# In the settings ------------------------------------------------------------------------------------------------------


def test_every_limit_can_be_set_and_says_within_which_bounds() -> None:
    assert [*BOUNDS] == [one.name for one in fields(Limits)] == [*config.LIMIT_NOTES]
    for name, (least, most) in BOUNDS.items():
        assert least <= getattr(BUILT_IN, name) <= most


def test_they_come_from_the_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[limits]\nsources = 20\ntext_bytes = 1_000_000\n")
    chosen = config.choose(Layer(), {}, str(file))
    assert chosen.settings.limits == Limits(sources=20, text_bytes=1_000_000)
    assert chosen.place("limits.sources") == f"{file}, line 2"
    shown = config.in_force(chosen, file)
    assert "\n[limits]\n" in shown
    lines = [line.split("  # ") for line in shown.splitlines() if "  # " in line]
    told = {entry.strip(): place for entry, place in lines}
    assert told["sources = 20"] == f"{file}, line 2; default 12"
    assert told["folder_files = 1000"] == "default"
    other = tmp_path / "again.toml"
    other.write_text(shown)
    assert config.choose(Layer(), {}, str(other)).settings == chosen.settings, "what is shown says the same"
    other.write_text(config.defaults([]))
    assert config.choose(Layer(), {}, str(other)).settings == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limits = 3", "line 1: limits is a table: [limits], then text_bytes = 1000000 below"),
        ("[limits]\nsource = 3", "line 2: there is no limit 'source'; did you mean 'sources'?"),
        ("[limits]\nsources = 1", "line 2: sources = 1 cannot be; it is a whole number from 2 to 26"),
        ("[limits]\nsources = 27", "line 2: sources = 27 cannot be"),
        ("[limits]\nsources = 3.0", "line 2: sources = 3.0 cannot be"),
        ("[limits]\nsources = true", "line 2: sources = true cannot be"),
        ("[limits]\nsources = '3'", 'line 2: sources = "3" cannot be'),
        ("[limits.sources]\na = 3", "sources = a dict cannot be"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(SynopticError) as caught:
        config.read(file)
    assert said in str(caught.value)


@pytest.mark.parametrize("command", ["export", "check"])
def test_every_command_follows_them(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[limits]\ntext_bytes = 1_000\n")
    monkeypatch.setenv("SYNOPTIC_CONFIG", str(file))
    (story / "c.txt").write_text(NEWS * 20)
    assert main([command, str(story)]) == 0
    told = " ".join("".join(capsys.readouterr()).split())
    assert "skipped c.txt: it is larger than 1 kB (it has 2 kB), too large for an article" in told


def test_what_a_limit_leaves_out_is_another_comparison(story: Path) -> None:
    """A page is skipped when it is read: the cache must not give the comparison without it to who raised the limit."""
    (story / "c.txt").write_text("Word\n" * 40)
    names = {
        cache.key(collect([story], limits=limits), Options())
        for limits in (BUILT_IN, replace(BUILT_IN, article_sentences=20), replace(BUILT_IN, sources=13))
    }
    assert len(names) == 2, "how many sources there may be changes nothing in what there is"
    assert len(read(collect([story], limits=replace(BUILT_IN, article_sentences=20))).articles) == 2


def test_sizes() -> None:
    told = [size(number) for number in (0, 999, 1000, 1500, 5_000_000, 12_340_000, 10**9)]
    assert told == ["0 bytes", "999 bytes", "1 kB", "1.5 kB", "5 MB", "12.3 MB", "1 GB"]

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from aligner.errors import SynopticError
from aligner.model import Story
from aligner.reading import collect, load
from aligner.stories import cache

BODY = [
    "The fire brigade said {n} people died when fire swept through a bus depot on Marrow Street early on Tuesday.",
    "About 40 firefighters fought the flames for four hours before they were brought under control.",
    "A spokesman for the operator, Tellow Transit, said the depot held 22 buses.",
    "The fire chief, Ines Morrow, said the building had been inspected in January.",
]
ANALYSIS = [
    "Bus depots across the country were built in a decade when nobody thought of batteries catching fire.",
    "The blaze at Marrow Street has renewed calls for rules that unions have demanded since 2024.",
    "Tellow Transit, which runs the depot, spent less on safety last year than any rival of its size.",
]


def article(title: str, paragraphs: Sequence[str], *, outlet: str | None = "The Gazette", time: str = "") -> str:
    """The text of an article whose outlet and time stand above it."""
    head = [f"Source: {outlet}"] if outlet else []
    return "\n\n".join([*head, title, *([time] if time else []), *paragraphs]) + "\n"


def version(number: int, time: str = "", outlet: str | None = "The Gazette") -> str:
    return article("Blaze at Marrow Street depot", [p.format(n=number) for p in BODY], outlet=outlet, time=time)


def put(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def told(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    return [(article.file, article.versions) for article in story.articles]


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """A folder in which synoptic refresh kept two earlier versions of one of two sources."""
    folder = put(tmp_path / "depot", fire=version(3), courier=article("Depot fire", ANALYSIS, outlet="Courier"))
    put(folder, **{"fire.2": version(4), "fire.3": version(5)})
    (folder / "story.toml").write_text(
        'title = "Depot fire"\n[[sources]]\nfile = "fire.3.txt"\noutlet = "The Gazette"\n'
        "fetched = 2031-03-04T20:00:00Z\n"
        'earlier = [{file = "fire.txt", fetched = 2031-03-04T14:00:00Z}, '
        '{file = "fire.2.txt", fetched = 2031-03-04T18:00:00Z}]\n'
        '[[sources]]\nfile = "courier.txt"\n'
    )
    return folder


class TestOfAManifest:
    def test_they_are_opened_where_they_are_asked_for(self, depot: Path) -> None:
        assert told(load([depot])) == [("fire.3.txt", ()), ("courier.txt", ())]
        series = ("A", "B", "C")
        expected = [("fire.txt", series), ("fire.2.txt", series), ("fire.3.txt", series), ("courier.txt", ())]
        assert told(load([depot], versions=True)) == expected
        assert told(load([depot], versions_of=["the gazette"])) == expected
        assert told(load([depot], versions_of=["fire.2.txt"])) == expected

    def test_each_has_the_time_when_it_was_fetched(self, depot: Path) -> None:
        story = load([depot], versions=True)
        assert [a.attribution.at for a in story.articles] == [
            "2031-03-04T14:00+00:00",
            "2031-03-04T18:00+00:00",
            "2031-03-04T20:00+00:00",
            None,
        ]

    def test_what_the_outlet_says_of_its_versions_goes_over_when_they_were_fetched(self, depot: Path) -> None:
        for n, (name, time) in enumerate((("fire", "11:30"), ("fire.2", "12:30"), ("fire.3", "13:30")), 3):
            put(depot, **{name: version(n, f"Updated 4 March 2031, {time} GMT")})
        story = load([depot], versions=True)
        assert [a.attribution.at for a in story.articles[:3]] == [
            f"2031-03-04T{time}+00:00" for time in ("11:30", "12:30", "13:30")
        ]

    def test_a_time_that_all_versions_tell_is_not_theirs(self, depot: Path) -> None:
        for n, name in enumerate(("fire", "fire.2", "fire.3"), 3):
            put(depot, **{name: version(n, "Published 4 March 2031, 11:30 GMT")})
        story = load([depot], versions=True)
        assert [(a.attribution.at or "")[11:16] for a in story.articles[:3]] == ["14:00", "18:00", "20:00"]
        assert {a.attribution.published for a in story.articles[:3]} == {"2031-03-04"}

    def test_two_versions_that_are_named_are_versions(self, depot: Path) -> None:
        story = load([depot / "fire.3.txt", depot / "fire.txt"])
        assert told(story) == [("fire.txt", ("A", "B")), ("fire.3.txt", ("A", "B"))]

    def test_one_file_brings_its_other_versions_along(self, depot: Path) -> None:
        series = ("A", "B", "C")
        expected = [("fire.txt", series), ("fire.2.txt", series), ("fire.3.txt", series)]
        assert told(load([depot / "fire.2.txt"], versions=True)) == expected
        assert told(load([depot / "fire.2.txt", depot / "fire.txt"], versions=True)) == expected

    def test_a_version_that_is_not_there_any_more_is_noted(self, depot: Path) -> None:
        (depot / "fire.2.txt").unlink()
        story = load([depot], versions=True)
        assert told(story)[:2] == [("fire.txt", ("A", "B")), ("fire.3.txt", ("A", "B"))]
        assert any(note.startswith("left out an earlier version:") and "fire.2.txt" in note for note in story.notes)

    def test_a_source_without_them_is_a_mistake_that_is_told(self, depot: Path) -> None:
        with pytest.raises(SynopticError, match="no earlier versions of Courier; there are: The Gazette"):
            collect([depot], versions_of=["Courier"])

    def test_that_there_are_none_is_noted(self, tmp_path: Path) -> None:
        folder = put(tmp_path / "plain", fire=version(3), courier=article("Depot fire", ANALYSIS, outlet="Courier"))
        assert any("has no earlier versions" in note for note in load([folder], versions=True).notes)

    def test_too_many_columns_are_refused_with_what_helps(self, depot: Path) -> None:
        earlier = ", ".join(f'{{file = "old{n}.txt"}}' for n in range(12))
        put(depot, **{f"old{n}": version(n) for n in range(12)})
        (depot / "story.toml").write_text(
            f'[[sources]]\nfile = "fire.3.txt"\nearlier = [{earlier}]\n[[sources]]\nfile = "courier.txt"\n'
        )
        with pytest.raises(SynopticError, match=r"at most 12 .* --versions-of") as refused:
            collect([depot], versions=True)
        assert "\n" not in str(refused.value)

    def test_the_cache_knows_versions_from_loose_files(self, depot: Path, tmp_path: Path) -> None:
        from aligner.model import Options

        with_versions, without = collect([depot], versions=True), collect([depot])
        assert cache.key(with_versions, Options()) != cache.key(without, Options())
        assert cache.key(with_versions, Options()) == cache.key(collect([depot], versions=True), Options())


class TestOfLooseFiles:
    def test_one_outlet_at_two_times_with_one_text_is_one_article(self, tmp_path: Path) -> None:
        folder = put(
            tmp_path / "loose",
            a=version(5, "Updated 4 March 2031, 18:00 GMT"),
            b=article("Depot fire", ANALYSIS, outlet="Courier"),
            c=version(3, "Published 4 March 2031, 14:00 GMT"),
        )
        story = load([folder])
        assert told(story) == [("c.txt", ("A", "B")), ("a.txt", ("A", "B")), ("b.txt", ())]
        assert "c.txt and a.txt are versions of one article of The Gazette, by their times" in story.notes

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            # No times, or one and the same.
            (version(3), version(5)),
            (version(3, "4 March 2031, 14:00 GMT"), version(5, "4 March 2031, 14:00 GMT")),
            # An instant and a time of an unknown place on the same day.
            (version(3, "4 March 2031, 14:00 GMT"), version(5, "4 March 2031, 18:00")),
            # Another outlet, or none that is known.
            (version(3, "4 March 2031, 14:00 GMT"), version(5, "4 March 2031, 18:00 GMT", "The Courier")),
            (version(3, "4 March 2031, 14:00 GMT", None), version(5, "4 March 2031, 18:00 GMT", None)),
            # A report and a comment.
            (version(3, "4 March 2031, 14:00 GMT"), article("What now?", ANALYSIS, time="4 March 2031, 18:00 GMT")),
        ],
    )
    def test_what_is_not_sure_stays_two_sources(self, tmp_path: Path, first: str, second: str) -> None:
        story = load([put(tmp_path / "two", a=first, b=second)])
        assert told(story) == [("a.txt", ()), ("b.txt", ())]

    def test_days_put_in_order_what_has_no_times(self, tmp_path: Path) -> None:
        story = load([put(tmp_path / "days", a=version(5, "5 March 2031"), b=version(3, "4 March 2031"))])
        assert told(story) == [("b.txt", ("A", "B")), ("a.txt", ("A", "B"))]

    def test_a_text_that_was_rewritten_is_known_by_its_address(self, tmp_path: Path) -> None:
        address = "https://gazette.example/depot"
        first = f"URL: {address}\n{version(3, '4 March 2031, 14:00 GMT')}"
        second = f"URL: {address}\n{article('After the fire', ANALYSIS, time='4 March 2031, 18:00 GMT')}"
        story = load([put(tmp_path / "rewritten", a=second, b=first)])
        assert {a.attribution.url for a in story.articles} == {address}
        assert told(story) == [("b.txt", ("A", "B")), ("a.txt", ("A", "B"))]

    def test_a_draft_is_no_version(self, tmp_path: Path) -> None:
        folder = put(
            tmp_path / "draft", a=version(3, "4 March 2031, 14:00 GMT"), b=version(5, "4 March 2031, 18:00 GMT")
        )
        story = load([folder / "a.txt"], draft=folder / "b.txt")
        assert told(story) == [("b.txt", ()), ("a.txt", ())]

    def test_published_in_a_manifest_can_have_its_time(self, tmp_path: Path) -> None:
        folder = put(tmp_path / "told", a=version(5, outlet=None), b=version(3, outlet=None))
        (folder / "story.toml").write_text(
            '[[sources]]\nfile = "a.txt"\noutlet = "The Gazette"\npublished = 2031-03-04T18:00:00Z\n'
            '[[sources]]\nfile = "b.txt"\noutlet = "The Gazette"\npublished = "2031-03-04T14:00+00:00"\n'
        )
        story = load([folder])
        assert told(story) == [("b.txt", ("A", "B")), ("a.txt", ("A", "B"))]
        assert [a.attribution.published for a in story.articles] == ["2031-03-04", "2031-03-04"]

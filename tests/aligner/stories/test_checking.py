from __future__ import annotations

from pathlib import Path

from aligner.model import Kind
from aligner.reading import collect, read
from aligner.stories import folder
from aligner.stories.checking import Checked, Source, check
from tests.aligner.fetching.site import PARAGRAPHS, article
from tests.aligner.stories.test_folder import TEXT
from tests.aligner.stories.web import Web

A = "https://gazette.example/bridge"
OTHER = "Bridge of Ellmouth closed\n\nBy Ann Lee\n\n2 November 2026\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def checked(*paths: Path) -> Checked:
    collected = collect(list(paths))
    return check(collected, read(collected))


def told(source: Source) -> dict[str, tuple[str | None, str]]:
    return {found.name: (found.value, found.place) for found in source.attributes}


def test_a_story_from_the_web(tmp_path: Path) -> None:
    web = Web()
    web.put(A, article())
    story = tmp_path / "fire"
    (tmp_path / "other.txt").write_text(OTHER)
    folder.new(story, web.given(A, str(tmp_path / "other.txt")), "The bridge")
    found = checked(story)
    assert (found.title, found.place) == ("The bridge", "story.toml, line 4")
    first, second = found.sources
    assert told(first) == {
        "outlet": ("Ellmouth Gazette", "story.toml, line 8"),
        "title": ("Harbour bridge shut", "story.toml, line 9"),
        "author": (None, ""),
        "published": (None, ""),
        "url": (A, "story.toml, line 10"),
        "language": ("en (English)", "story.toml, line 11"),
    }
    assert (first.page, first.fetched, first.edited) == (
        "pages/ellmouth-gazette-harbour-bridge-shut.html",
        "2026-11-02T09:00:01Z",
        False,
    )
    assert first.counts == {Kind.HEADLINE: 1, Kind.BODY: 4}
    assert told(second)["published"] == ("2026-11-02", "the text, line 5: “2 November 2026”")
    assert told(second)["author"] == ("Ann Lee", "the text, line 3")
    assert told(second)["language"] == ("en (English)", "its words")
    assert found.remarks == (
        'B: no outlet found; write  outlet = "..."  into story.toml',
        "A: no date found; write  published = 2024-02-27  into story.toml",
    )


def test_a_saved_page_without_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(article(head='<meta name="author" content="Ann Lee">'))
    (tmp_path / "b.txt").write_text(OTHER)
    found = checked(tmp_path)
    assert told(found.sources[0])["author"] == ("Ann Lee", "the page")
    assert found.sources[0].form == "HTML, utf-8"
    assert found.sources[1].form == "text, utf-8"
    assert found.place == "the shortest headline, of B"  # of four words or more
    assert any(f"story.toml (begin one with  synoptic add {tmp_path})" in remark for remark in found.remarks)


def test_what_had_better_be_mended(tmp_path: Path) -> None:
    web = Web()
    locked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    web.put(A, article(PARAGRAPHS[0], head=locked))
    story = tmp_path / "fire"
    folder.new(story, web.given(A))
    stem = "ellmouth-gazette-harbour-bridge-shut"
    german = "Die Brücke im Hafen wurde am Montag gesperrt, nachdem Ingenieure einen Riss gefunden hatten."
    (story / "b.txt").write_text(f"Brücke im Hafen gesperrt\n\n{german}\n")
    (story / "c.txt").write_text(TEXT)
    (story / "d.txt").write_text(TEXT)
    (story / "README.txt").write_text("About\n")
    (story / "story.toml").open("a").write('\n[[sources]]\nfile = "b.txt"\nlanguage = "de"\npage = "pages/b.html"\n')
    (story / f"{stem}.txt").open("a").write("A line of my own that no page has.\n")
    remarks = checked(story).remarks
    assert any(remark.startswith("left out README.txt") for remark in remarks)
    assert any("c.txt and d.txt hold the same text" in remark for remark in remarks)
    assert "A: partial: the page is behind a paywall" in remarks
    assert "A: only 2 sentences of news; the rest may be missing, or be taken for furniture" in remarks
    assert "B: only 1 sentence of news; the rest may be missing, or be taken for furniture" in remarks
    assert f"A: {stem}.txt is not what is found in its page now; was it edited?" in remarks
    line = (story / "story.toml").read_text().count("\n")
    assert f"story.toml, line {line}: pages/b.html is not there; put it back, or take its name out" in remarks
    assert "A, C, D in English; B in German: across languages only figures and names are compared" in remarks


def test_nothing_is_remarked_twice(tmp_path: Path) -> None:
    """Of a page that is read as it is, reading says that it is not whole; and so it does of languages."""
    locked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    (tmp_path / "a.html").write_bytes(article(*PARAGRAPHS, head=locked))
    (tmp_path / "b.txt").write_text("Brücke gesperrt\n\n" + "Die Brücke im Hafen wurde am Montag gesperrt. " * 4)
    remarks = checked(tmp_path).remarks
    assert [remark for remark in remarks if "paywall" in remark] == ["a.html may not be whole: behind a paywall"]
    assert len([remark for remark in remarks if "German" in remark]) == 1


def test_what_lies_in_no_folder_is_told_how_to_get_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(OTHER)
    (remark,) = [line for line in checked(tmp_path / "a.txt", tmp_path / "b.txt").remarks if "no date" in line]
    assert remark.endswith("into story.toml (synoptic new STORY ... makes a folder that has one)")

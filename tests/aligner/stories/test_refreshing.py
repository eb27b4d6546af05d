from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import SynopticError
from aligner.reading import collect, manifest
from aligner.reading.manifest import Version
from aligner.stories import folder
from aligner.stories.outcomes import Done, Outcome
from aligner.stories.refreshing import refresh
from tests.aligner.fetching.site import PARAGRAPHS, article
from tests.aligner.stories.test_folder import TEXT, A, B, files_in, snapshot
from tests.aligner.stories.web import Web

STEM = "ellmouth-gazette-harbour-bridge-shut"
MORE = "The mayor has resigned over the crack in the bridge, her office said on Friday evening."
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


@pytest.fixture
def web() -> Web:
    web = Web()
    web.put(A, article())
    return web


@pytest.fixture
def story(tmp_path: Path, web: Web) -> Path:
    folder.new(tmp_path / "fire", web.given(A))
    return tmp_path / "fire"


def one(story: Path, web: Web, *, force: bool = False) -> Outcome:
    (outcome,) = refresh(story, web.fetch, force=force)
    return outcome


def entry(story: Path) -> manifest.Entry:
    return manifest.read(story / "story.toml").entries[0]


def test_what_did_not_change_is_left_alone(story: Path, web: Web) -> None:
    before = snapshot(story)
    web.put(A, article(head="<!-- another advert -->"))
    assert one(story, web).done is Done.UNCHANGED
    assert snapshot(story) == before


def test_a_change_becomes_a_version_and_the_next_another(story: Path, web: Web) -> None:
    first = snapshot(story)
    web.put(A, article(*PARAGRAPHS, MORE))
    assert (one(story, web).done, entry(story).file) == (Done.CHANGED, f"{STEM}.2.txt")
    second = snapshot(story)
    web.put(A, article(*PARAGRAPHS[1:], MORE))
    outcome = one(story, web)
    assert (outcome.done, outcome.file) == (Done.CHANGED, f"{STEM}.3.txt")
    told = entry(story)
    assert (told.file, told.page, told.fetched) == (f"{STEM}.3.txt", f"pages/{STEM}.3.html", "2026-11-02T09:00:03Z")
    assert told.earlier == (
        Version(f"{STEM}.txt", f"pages/{STEM}.html", "2026-11-02T09:00:01Z"),
        Version(f"{STEM}.2.txt", f"pages/{STEM}.2.html", "2026-11-02T09:00:02Z"),
    )
    third = snapshot(story)
    for before in (first, second):  # nothing was overwritten
        del before["story.toml"]
        assert before.items() <= third.items()
    assert MORE in third[f"{STEM}.2.txt"].decode()
    assert [document.file for document in collect([story]).documents] == [f"{STEM}.3.txt"]


def test_what_a_person_wrote_is_kept_and_what_the_page_told_follows_it(story: Path, web: Web) -> None:
    text = (story / "story.toml").read_text()
    (story / "story.toml").write_text(f'# mine\n{text.replace("Ellmouth Gazette", "The Gazette")}note = "mine too"\n')
    web.put(A, article(*PARAGRAPHS, MORE, title="Harbour bridge shut, mayor goes"))
    one(story, web)
    told = entry(story)
    assert (told.outlet, told.note, told.title) == ("The Gazette", "mine too", "Harbour bridge shut, mayor goes")
    assert (story / "story.toml").read_text().startswith("# mine\n")


def test_a_title_that_a_person_wrote_stays(story: Path, web: Web) -> None:
    text = (story / "story.toml").read_text()
    (story / "story.toml").write_text(text.replace('"Harbour bridge shut"', '"Mine"'))
    web.put(A, article(*PARAGRAPHS, MORE, title="Another title altogether"))
    assert one(story, web).done is Done.CHANGED
    assert entry(story).title == "Mine"


def test_a_text_that_a_person_mended_is_no_change_of_the_page(story: Path, web: Web) -> None:
    path = story / f"{STEM}.txt"
    path.write_text(path.read_text().replace("12,000", "12,500"))
    before = snapshot(story)
    assert one(story, web).done is Done.UNCHANGED
    assert snapshot(story) == before


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (article(PARAGRAPHS[0], head=LOCKED), "the page is shorter now and behind a paywall"),
        (article(PARAGRAPHS[0]), "of the article's words are still there"),
        (
            article(
                *["Our new season of comedies begins on Saturday with a play about a lost and found umbrella."] * 9
            ),
            "of the article's words are still there",
        ),
    ],
)
def test_the_fuller_text_is_not_given_up_for_less(story: Path, web: Web, page: bytes, words: str) -> None:
    before = snapshot(story)
    web.put(A, page)
    outcome = one(story, web)
    assert outcome.done is Done.KEPT
    assert words in outcome.words
    assert "--force" in outcome.words
    assert snapshot(story) == before
    assert one(story, web, force=True).done is Done.CHANGED
    assert [version.file for version in entry(story).earlier] == [f"{STEM}.txt"]


def test_a_page_that_is_gone(story: Path, web: Web) -> None:
    before = snapshot(story)
    web.pages.clear()
    outcome = one(story, web)
    assert (outcome.done, outcome.failed is not None) == (Done.FAILED, True)
    assert snapshot(story) == before


def test_a_page_without_an_article_any_more(story: Path, web: Web) -> None:
    before = snapshot(story)
    web.put(A, b"<html><body><a href='/'>Home</a></body></html>")
    outcome = one(story, web)
    assert outcome.done is Done.FAILED
    assert outcome.words.startswith(f"{A}: no article text")
    assert snapshot(story) == before


def test_one_that_fails_does_not_stop_the_others(story: Path, web: Web) -> None:
    web.put(B, article(*PARAGRAPHS[:3], title="Crack closes bridge"))
    (story / "mine.txt").write_text(TEXT)
    folder.add(story, web.given(B, str(story / "mine.txt")))
    del web.pages[A]
    web.put(B, article(*PARAGRAPHS, title="Crack closes bridge"))
    outcomes = refresh(story, web.fetch)
    assert [(outcome.asked, outcome.done) for outcome in outcomes] == [(A, Done.FAILED), (B, Done.CHANGED)]
    assert [one.file for one in manifest.read(story / "story.toml").entries] == [
        *(f"{STEM}.txt", "ellmouth-gazette-crack-closes-bridge.2.txt", "mine.txt")
    ]


def test_a_name_that_is_taken_is_passed_over(story: Path, web: Web) -> None:
    (story / f"{STEM}.2.txt").write_text("Something of mine.\n")
    (story / f"pages/{STEM}.3.html").write_text("And this.\n")
    web.put(A, article(*PARAGRAPHS, MORE))
    assert one(story, web).file == f"{STEM}.4.txt"
    assert (story / f"{STEM}.2.txt").read_text() == "Something of mine.\n"


def test_a_source_that_is_a_page_itself(tmp_path: Path, web: Web) -> None:
    (tmp_path / "saved.html").write_bytes(article())
    (tmp_path / "story.toml").write_text(f'[[sources]]\nfile = "saved.html"\nurl = "{A}"\n')
    assert one(tmp_path, web).done is Done.UNCHANGED
    web.put(A, article(*PARAGRAPHS, MORE))
    assert one(tmp_path, web).done is Done.CHANGED
    assert files_in(tmp_path) == {"saved.html", "story.toml", "saved.2.txt", "pages/saved.2.html"}
    assert entry(tmp_path).earlier == (Version("saved.html"),)


def test_what_was_edited_meanwhile_is_kept(story: Path, web: Web) -> None:
    def edit() -> None:
        text = (story / "story.toml").read_text()
        (story / "story.toml").write_text(text.replace('title = "Harbour bridge shut"', 'title = "Mine"'))

    web.hook = edit
    web.put(A, article(*PARAGRAPHS, MORE, title="Theirs"))
    assert one(story, web).done is Done.CHANGED
    assert (entry(story).title, entry(story).file) == ("Mine", f"{STEM}.2.txt")


def test_two_at_once_make_one_version(story: Path, web: Web) -> None:
    other = Web()
    other.pages = web.pages
    web.put(A, article(*PARAGRAPHS, MORE))
    web.hook = lambda: refresh(story, other.fetch) and None
    outcome = one(story, web)
    assert (outcome.done, "refresh once more" in outcome.words) == (Done.KEPT, True)
    assert [version.file for version in entry(story).earlier] == [f"{STEM}.txt"]
    assert f"{STEM}.3.txt" not in files_in(story)


def test_where_there_is_nothing_to_refresh(tmp_path: Path, web: Web) -> None:
    with pytest.raises(SynopticError, match=r"has no story\.toml"):
        refresh(tmp_path, web.fetch)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "story.toml").write_text('[[sources]]\nfile = "a.txt"\n')
    with pytest.raises(SynopticError, match="no source has an address"):
        refresh(tmp_path, web.fetch)
    with pytest.raises(SynopticError, match="there is no story"):
        refresh(tmp_path / "none", web.fetch)


def test_markdown_that_did_not_change_is_left_alone(tmp_path: Path, web: Web) -> None:
    text = f"# No more bridge\n\nIt was *closed* on [Monday](https://example.org). {MORE}\n"
    web.put(B, text.encode(), media="text/markdown")
    folder.new(tmp_path / "notes", web.given(B))
    assert one(tmp_path / "notes", web).done is Done.UNCHANGED


def test_whoever_refreshes_at_the_same_time_makes_one_version(story: Path, web: Web) -> None:
    """The one that comes second keeps what the first has made of the source, though its file has the same name."""
    web.put(A, article(*PARAGRAPHS, MORE))

    def meanwhile() -> None:
        text = (story / "story.toml").read_text()
        (story / "old.txt").write_text("An older version of it.\n")
        (story / "story.toml").write_text(f'{text}earlier = [{{file = "old.txt"}}]\n')

    web.hook = meanwhile
    outcome = one(story, web)
    assert (outcome.done, outcome.file) == (Done.KEPT, f"{STEM}.txt")
    assert "refresh once more" in outcome.words

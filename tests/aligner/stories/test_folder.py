from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from aligner.errors import SynopticError
from aligner.reading import collect, manifest
from aligner.stories import folder, placing
from aligner.stories.outcomes import Done, Outcome
from tests.aligner.fetching.site import PARAGRAPHS, article
from tests.aligner.stories.web import Web

A, B = "https://gazette.example/bridge", "https://other.example/news/8"
TEXT = "No more bridge\n\nThe bridge was closed on Monday. It has a crack, the port said in a statement.\n"


@pytest.fixture
def web() -> Web:
    web = Web()
    web.put(A, article(head='<meta name="author" content="Ann Lee">'))
    web.put(B, article(*PARAGRAPHS[:3], title="Crack closes Ellmouth bridge"))
    return web


def files_in(story: Path) -> set[str]:
    return {path.relative_to(story).as_posix() for path in story.rglob("*") if path.is_file()}


def done(outcomes: list[Outcome]) -> list[tuple[str, Done]]:
    return [(outcome.asked, outcome.done) for outcome in outcomes]


def snapshot(story: Path) -> dict[str, bytes]:
    return {name: (story / name).read_bytes() for name in files_in(story)}


class TestNew:
    def test_pages_and_texts(self, tmp_path: Path, web: Web) -> None:
        (tmp_path / "My notes, 2.txt").write_text(TEXT)
        story = tmp_path / "fire"
        outcomes = folder.new(story, web.given(A, str(tmp_path / "My notes, 2.txt"), B), "The bridge")
        assert [outcome.done for outcome in outcomes] == [Done.ADDED] * 3
        assert [outcome.file for outcome in outcomes] == [
            "ellmouth-gazette-harbour-bridge-shut.txt",
            "my-notes-2.txt",
            "ellmouth-gazette-crack-closes-ellmouth-bridge.txt",
        ]
        assert files_in(story) == {
            "story.toml",
            "my-notes-2.txt",
            *(f"ellmouth-gazette-{name}.txt" for name in ("harbour-bridge-shut", "crack-closes-ellmouth-bridge")),
            *(
                f"pages/ellmouth-gazette-{name}.html"
                for name in ("harbour-bridge-shut", "crack-closes-ellmouth-bridge")
            ),
        }
        told = manifest.read(story / "story.toml")
        assert told.title == "The bridge"
        first = told.entries[0]
        assert (first.outlet, first.title, first.author) == ("Ellmouth Gazette", "Harbour bridge shut", "Ann Lee")
        assert (first.url, first.language, first.fetched) == (A, "en", "2026-11-02T09:00:01Z")
        assert told.entries[1] == manifest.Entry("my-notes-2.txt", lines=told.entries[1].lines)

    def test_the_page_is_kept_as_it_was_sent_and_the_text_as_it_was_read(self, tmp_path: Path, web: Web) -> None:
        folder.new(tmp_path / "fire", web.given(A))
        entry = manifest.read(tmp_path / "fire/story.toml").entries[0]
        assert (tmp_path / "fire" / (entry.page or "")).read_bytes() == web.pages[A].data
        text = (tmp_path / "fire" / entry.file).read_bytes().decode()
        assert text == "\n\n".join(["Harbour bridge shut", *PARAGRAPHS]) + "\n"

    def test_what_is_made_opens(self, tmp_path: Path, web: Web) -> None:
        folder.new(tmp_path / "fire", web.given(A, B))
        collected = collect([tmp_path / "fire"])
        assert [document.file for document in collected.documents] == [
            "ellmouth-gazette-harbour-bridge-shut.txt",
            "ellmouth-gazette-crack-closes-ellmouth-bridge.txt",
        ]
        assert collected.notes == ()

    def test_the_servers_charset_counts(self, tmp_path: Path, web: Web) -> None:
        page = article("Die Brücke über die Förde ist gesperrt, sagte der Bürgermeister am Montag in Kiel.")
        web.put(A, page.decode().encode("cp1252"), charset="windows-1252")
        (outcome,) = folder.new(tmp_path / "fire", web.given(A))
        assert "Brücke über die Förde" in (tmp_path / "fire" / (outcome.file or "")).read_text("utf-8")

    def test_a_language_that_the_words_contradict_is_not_put_down(self, tmp_path: Path, web: Web) -> None:
        german = (
            "Die Brücke im Hafen wurde am Montag gesperrt, nachdem Ingenieure einen Riss gefunden hatten.",
            "Täglich nutzen etwa 12.000 Autos die Brücke, wie aus den Zahlen des Kreises hervorgeht.",
        )
        web.put(A, article(*german, language="en-US"))
        web.put(B, article(*german, language="de-DE"))
        folder.new(tmp_path / "fire", web.given(A, B))
        assert [one.language for one in manifest.read(tmp_path / "fire/story.toml").entries] == [None, "de"]

    def test_one_that_fails_does_not_stop_the_others(self, tmp_path: Path, web: Web) -> None:
        web.put("https://list.example/", b"<html><body><ul><li><a href='/a'>A</a></li></ul></body></html>")
        gone, missing = "https://gone.example/", str(tmp_path / "missing.txt")
        outcomes = folder.new(tmp_path / "fire", web.given(gone, A, "https://list.example/", missing))
        assert done(outcomes) == [
            (gone, Done.FAILED),
            (A, Done.ADDED),
            ("https://list.example/", Done.FAILED),
            (missing, Done.FAILED),
        ]
        assert outcomes[0].failed is not None
        assert outcomes[2].words.startswith("https://list.example/: no article text found in the page")
        assert outcomes[3].words.startswith(f"{missing} does not exist")

    def test_no_folder_when_nothing_could_be_taken(self, tmp_path: Path, web: Web) -> None:
        outcomes = folder.new(tmp_path / "fire", web.given("https://gone.example/"))
        assert [outcome.done for outcome in outcomes] == [Done.FAILED]
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_folder_is_filled(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        story.mkdir()
        number = story.stat().st_ino
        folder.new(story, web.given(A))
        assert story.stat().st_ino == number
        assert len(files_in(story)) == 3

    @pytest.mark.parametrize("name", ["full", "file", "no/such", "full/link"])
    def test_where_nothing_can_be_begun(self, tmp_path: Path, web: Web, name: str) -> None:
        (tmp_path / "full").mkdir()
        (tmp_path / "full/x.txt").touch()
        (tmp_path / "full/link").symlink_to("nowhere")
        (tmp_path / "file").touch()
        with pytest.raises(SynopticError, match=r"synoptic add|choose another name|make it first"):
            folder.new(tmp_path / name, web.given(A))
        assert web.asked == []

    def test_the_same_page_by_several_addresses(self, tmp_path: Path, web: Web) -> None:
        short, print_ = "https://s.example/x", "https://gazette.example/print/bridge"
        web.put(short, web.pages[A].data, url=f"{A}?utm_source=short")
        web.put(print_, article(head=f'<link rel="canonical" href="{A}">'))
        outcomes = folder.new(tmp_path / "fire", web.given(A, f"{A}/?fbclid=1#top", short, print_, B))
        assert done(outcomes) == [
            (A, Done.ADDED),
            (f"{A}/?fbclid=1#top", Done.SKIPPED),
            (short, Done.SKIPPED),
            (print_, Done.SKIPPED),
            (B, Done.ADDED),
        ]
        assert {outcome.words for outcome in outcomes if outcome.done is Done.SKIPPED} == {f"the same as {A}"}
        assert web.asked == [A, short, print_, B]

    @pytest.mark.parametrize(
        ("told", "written"),
        [
            ("https://gazette.example/2026/bridge", "https://gazette.example/2026/bridge"),
            ("https://www.gazette.example/b#x", "https://www.gazette.example/b"),
            ("/relative", "https://gazette.example/relative"),
            ("https://gazette.example/", A),
            ("https://agency.example/bridge", A),
            ("javascript:void(0)", A),
        ],
    )
    def test_the_pages_own_address(self, tmp_path: Path, web: Web, told: str, written: str) -> None:
        web.put(A, article(head=f'<link rel="canonical" href="{told}">'))
        folder.new(tmp_path / "fire", web.given(A))
        assert manifest.read(tmp_path / "fire/story.toml").entries[0].url == written

    def test_what_a_page_tells_of_itself_is_made_fit(self, tmp_path: Path, web: Web) -> None:
        head = '<meta name="author" content="Ann&#10;Lee &#x1b;[2J\u2028 &quot;x&quot;">'
        web.put(A, article(head=head, title="A &lt;b&gt;bold&lt;/b&gt; &quot;title&quot;"))
        folder.new(tmp_path / "fire", web.given(A))
        entry = manifest.read(tmp_path / "fire/story.toml").entries[0]
        assert "\x1b" not in (tmp_path / "fire/story.toml").read_text()
        assert entry.author is None or entry.author.isprintable()
        assert entry.title == 'A <b>bold</b> "title"'

    def test_saved_pages_and_what_was_pasted(self, tmp_path: Path, web: Web) -> None:
        saved = tmp_path / "Saved page.html"
        saved.write_bytes(article())
        piece = "A new ferry for the bay\n\nA ferry begins on Friday, the operator said in a short statement.\n"
        outcomes = folder.new(
            tmp_path / "fire", web.given(str(saved), "-", standard_input=f"{TEXT}\n---\n{piece}".encode())
        )
        assert [(outcome.done, outcome.file) for outcome in outcomes] == [
            (Done.ADDED, "ellmouth-gazette-harbour-bridge-shut.txt"),
            (Done.ADDED, "no-more-bridge.txt"),
            (Done.ADDED, "a-new-ferry-for-the-bay.txt"),
        ]
        assert (tmp_path / "fire/pages/ellmouth-gazette-harbour-bridge-shut.html").read_bytes() == article()

    def test_texts_and_markdown_are_copied_byte_by_byte(self, tmp_path: Path, web: Web) -> None:
        for name, data in (("a.txt", TEXT.encode("utf-16")), ("b.md", b"# Title\r\n\r\nThe bridge is *shut*.\r\n")):
            (tmp_path / name).write_bytes(data)
        folder.new(tmp_path / "fire", web.given(str(tmp_path / "a.txt"), str(tmp_path / "b.md")))
        for name in ("a.txt", "b.md"):
            assert (tmp_path / "fire" / name).read_bytes() == (tmp_path / name).read_bytes()

    def test_a_text_from_the_web(self, tmp_path: Path, web: Web) -> None:
        web.put(A, TEXT.replace("bridge", "Brücke").encode("cp1252"), media="text/plain", charset="cp1252")
        (outcome,) = folder.new(tmp_path / "fire", web.given(A))
        entry = manifest.read(tmp_path / "fire/story.toml").entries[0]
        assert (entry.page, entry.url, outcome.file) == (None, A, entry.file)
        assert (tmp_path / "fire" / entry.file).read_text("utf-8") == TEXT.replace("bridge", "Brücke")

    def test_names_that_two_would_share(self, tmp_path: Path, web: Web) -> None:
        web.put(B, web.pages[A].data)
        (tmp_path / "ELLMOUTH-gazette harbour bridge shut.txt").write_text(TEXT)
        inputs = [A, B, str(tmp_path / "ELLMOUTH-gazette harbour bridge shut.txt")]
        outcomes = folder.new(tmp_path / "fire", web.given(*inputs))
        base = "ellmouth-gazette-harbour-bridge-shut"
        assert [outcome.file for outcome in outcomes] == [f"{base}.txt", f"{base}-2.txt", f"{base}-3.txt"]

    @pytest.mark.parametrize("name", ["folder", "export.json"])
    def test_what_is_no_article(self, tmp_path: Path, web: Web, name: str) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "export.json").write_text("{}")
        (outcome,) = folder.new(tmp_path / "fire", web.given(str(tmp_path / name)))
        assert outcome.done is Done.FAILED
        assert "\n" not in outcome.words

    def test_more_than_can_be_compared(self, tmp_path: Path, web: Web) -> None:
        with pytest.raises(SynopticError, match="13 sources: a story has at most 12"):
            folder.new(tmp_path / "fire", web.given(*(f"https://a.example/{n}" for n in range(13))))
        assert web.asked == []

    def test_a_paywalled_page_is_kept_and_said_to_be_partial(self, tmp_path: Path, web: Web) -> None:
        locked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
        web.put(A, article(PARAGRAPHS[0], head=locked))
        (outcome,) = folder.new(tmp_path / "fire", web.given(A))
        assert (outcome.done, outcome.partial) == (Done.ADDED, "behind a paywall")


class TestWhatEndsTheWork:
    def test_while_fetching(self, tmp_path: Path, web: Web) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        folder.new(tmp_path / "fire", web.given(A))
        before = snapshot(tmp_path / "fire")
        web.hook = interrupt
        with pytest.raises(KeyboardInterrupt):
            folder.add(tmp_path / "fire", web.given(B))
        with pytest.raises(KeyboardInterrupt):
            folder.new(tmp_path / "other", web.given(B))
        assert snapshot(tmp_path / "fire") == before
        assert [path.name for path in tmp_path.iterdir()] == ["fire"]

    @pytest.mark.parametrize("at", range(3))
    @pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
    def test_while_writing(
        self, tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
    ) -> None:
        folder.new(tmp_path / "fire", web.given(A))
        (tmp_path / "empty").mkdir()
        before = snapshot(tmp_path / "fire")
        calls = 0
        real = os.fsync

        def fsync(descriptor: int) -> None:
            nonlocal calls
            calls += 1
            if calls > at:
                raise error
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        for name, work in (("fire", folder.add), ("other", folder.new), ("empty", folder.new)):
            calls = 0
            with pytest.raises((KeyboardInterrupt, SynopticError)) as caught:
                work(tmp_path / name, web.given(B))
            if isinstance(error, OSError):
                assert "no space left on device" in str(caught.value)
        assert snapshot(tmp_path / "fire") == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "fire"]
        assert list((tmp_path / "empty").iterdir()) == []


class TestAdd:
    def test_a_source_is_put_below_what_stands_there(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))
        with (story / "story.toml").open("a") as file:
            file.write('note = "mine"   # by hand\n# the end\n')
        before = snapshot(story)
        (outcome,) = folder.add(story, web.given(B))
        after = snapshot(story)
        assert after["story.toml"].startswith(before.pop("story.toml") + b"\n[[sources]]\n")
        assert before.items() <= after.items()
        told = manifest.read(story / "story.toml")
        assert [one.file for one in told.entries][1] == outcome.file
        assert told.entries[0].note == "mine"

    def test_what_is_there_already_is_not_fetched(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))
        before = snapshot(story)
        web.asked.clear()
        (outcome,) = folder.add(story, web.given(f"{A}?utm_medium=mail"))
        assert outcome.done is Done.SKIPPED
        assert "already" in outcome.words
        assert (web.asked, snapshot(story)) == ([], before)

    def test_a_folder_without_a_manifest_gets_one_that_names_what_is_there(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        story.mkdir()
        for name in ("b.txt", "a.txt"):
            (story / name).write_text(f"{TEXT}{name}\n")
        (story / "README.md").write_text("About it\n")
        (story / "page.html").write_bytes(article())
        folder.add(story, web.given(B))
        told = manifest.read(story / "story.toml")
        assert [one.file for one in told.entries] == [
            *("a.txt", "b.txt", "page.html"),
            "ellmouth-gazette-crack-closes-ellmouth-bridge.txt",
        ]

    def test_nothing_but_a_manifest(self, tmp_path: Path, web: Web) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        (outcome,) = folder.add(tmp_path, web.given())
        assert (outcome.done, outcome.file) == (Done.ADDED, "a.txt")
        assert [one.file for one in manifest.read(tmp_path / "story.toml").entries] == ["a.txt"]
        with pytest.raises(SynopticError, match="nothing to add"):
            folder.add(tmp_path, web.given())

    def test_a_file_that_lies_in_the_folder_is_named_and_not_copied(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))
        (story / "mine.txt").write_text(TEXT)
        before = files_in(story)
        (outcome,) = folder.add(story, web.given(str(story / "mine.txt")))
        assert (outcome.done, outcome.file) == (Done.ADDED, "mine.txt")
        (again,) = folder.add(story, web.given(str(story / "mine.txt")))
        assert again.done is Done.SKIPPED
        assert files_in(story) == before

    def test_what_was_written_meanwhile_is_kept(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))

        def edit() -> None:
            text = (story / "story.toml").read_text()
            (story / "story.toml").write_text(f'# edited\n{text}note = "while fetching"\n')

        web.hook = edit
        folder.add(story, web.given(B))
        told = manifest.read(story / "story.toml")
        assert [one.note for one in told.entries] == ["while fetching", None]
        assert (story / "story.toml").read_text().startswith("# edited\n")

    def test_what_was_added_meanwhile_is_not_added_again(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))
        other = Web()
        other.pages = web.pages
        web.hook = lambda: folder.add(story, other.given(B)) and None
        (outcome,) = folder.add(story, web.given(B))
        assert outcome.done is Done.SKIPPED
        assert len(manifest.read(story / "story.toml").entries) == 2

    def test_a_manifest_that_was_broken_meanwhile_is_left_alone(self, tmp_path: Path, web: Web) -> None:
        story = tmp_path / "fire"
        folder.new(story, web.given(A))
        web.hook = lambda: (story / "story.toml").write_text("title = ") and None
        with pytest.raises(SynopticError, match=r"story\.toml, at its end: not TOML"):
            folder.add(story, web.given(B))
        assert (story / "story.toml").read_text() == "title = "
        assert len(files_in(story)) == 3

    @pytest.mark.parametrize(("name", "said"), [("none", "synoptic new"), ("file", "is a file, not a story")])
    def test_what_is_no_story(self, tmp_path: Path, web: Web, name: str, said: str) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(SynopticError, match=said):
            folder.add(tmp_path / name, web.given(A))

    def test_a_manifest_that_is_not_in_order_is_said_before_anything_is_fetched(self, tmp_path: Path, web: Web) -> None:
        (tmp_path / "story.toml").write_text("titel = 'x'")
        with pytest.raises(SynopticError, match="line 1: a story has no 'titel'"):
            folder.add(tmp_path, web.given(A))
        assert web.asked == []

    def test_more_than_can_be_compared(self, tmp_path: Path, web: Web) -> None:
        for n in range(12):
            (tmp_path / f"{n}.txt").write_text(f"{TEXT}{n}\n")
        with pytest.raises(SynopticError, match="13 sources"):
            folder.add(tmp_path, web.given(A))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(SynopticError, match="file exists"):
        placing.put(tmp_path, {"b.txt": b"new", "a.txt": b"new"}, lambda: "")
    assert snapshot(tmp_path) == {"a.txt": b"mine"}


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    placing.put(tmp_path, {"a.txt": b"new"}, lambda: "")
    assert snapshot(tmp_path) == {"a.txt": b"new", "story.toml": b""}
    with pytest.raises(SynopticError, match="operation not permitted"):
        placing.put(tmp_path, {"a.txt": b"newer"}, lambda: "")
    assert snapshot(tmp_path) == {"a.txt": b"new", "story.toml": b""}


def test_two_begin_a_story_in_one_empty_folder(tmp_path: Path, web: Web) -> None:
    """The second finds the first one's story when it has its pages: it is not written over."""
    story = tmp_path / "fire"
    story.mkdir()
    web.hook = lambda: web.asked == [A] and folder.new(story, web.given(B)) and None
    with pytest.raises(SynopticError, match="is not empty"):
        folder.new(story, web.given(A))
    assert [entry.url for entry in manifest.read(story / "story.toml").entries] == [B]


def test_whoever_writes_waits_for_whoever_writes(tmp_path: Path) -> None:
    done: list[str] = []

    def other() -> None:
        with placing.locked(tmp_path):
            done.append("other")

    with placing.locked(tmp_path):
        waiting = threading.Thread(target=other)
        waiting.start()
        waiting.join(0.2)
        done.append("first")
    waiting.join()
    assert done == ["first", "other"]


def test_what_is_no_address_after_all_is_said(tmp_path: Path, web: Web) -> None:
    (outcome,) = folder.new(tmp_path / "fire", web.given("http://[::1"))
    assert outcome.done is Done.FAILED
    assert not (tmp_path / "fire").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xef\xbb\xbf ", "empty page"), (b"word " * 1_000_001, "larger than 5 MB")],
    ids=["none", "much"],
)
def test_a_fetched_text_that_could_not_be_opened(tmp_path: Path, web: Web, data: bytes, words: str) -> None:
    web.put(A, data, media="text/plain", charset="utf-8")
    (outcome,) = folder.new(tmp_path / "fire", web.given(A))
    assert outcome.done is Done.FAILED
    assert words in outcome.words


def test_a_pipe_is_read_once(tmp_path: Path, web: Web) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT,), daemon=True)
    writer.start()
    folder.new(tmp_path / "fire", web.given(str(pipe)))
    assert (tmp_path / "fire" / "pipe.txt").read_text() == TEXT


def test_a_full_disk_is_said_of_the_folder_that_was_named(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SynopticError) as caught:
        folder.new(tmp_path / "fire", web.given(A))
    assert str(caught.value).startswith(f"cannot write into {tmp_path / 'fire'}: no space left on device")
    assert list(tmp_path.iterdir()) == []

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aligner.errors import SynopticError
from aligner.reading import manifest
from aligner.reading.manifest import Entry, Manifest, Version


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story's folder with two texts, a page and an earlier text; no manifest yet."""
    folder = tmp_path / "story"
    (folder / "pages").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "old.txt", "pages/a.html"):
        (folder / name).write_text("Bridge shut\n")
    (tmp_path / "outside.txt").write_text("Not of this story\n")
    return folder


def read(folder: Path, text: str) -> Manifest:
    (folder / manifest.NAME).write_text(text, encoding="utf-8")
    return manifest.read(folder / manifest.NAME)


def refused(folder: Path, text: str) -> str:
    """What is said of a manifest, without the path in front."""
    with pytest.raises(SynopticError) as caught:
        read(folder, text)
    said = str(caught.value)
    assert said.isprintable()
    path = str(folder / manifest.NAME)
    assert said.startswith(path)
    return said.removeprefix(path)


def entry(lines: str) -> str:
    """A manifest with one source, whose file is in line 2 and whose other lines begin in line 3."""
    return f'[[sources]]\nfile = "a.txt"\n{lines}\n'


class TestWhatIsRead:
    def test_everything_it_can_say(self, folder: Path) -> None:
        text = """\
# A comment
title = "The bridge"

[[sources]]
file = "a.txt"
outlet = "Ellmouth Gazette"
title = 'Bridge shut — "at once"'
author = "Ann Lee"
published = 2026-11-02
url = "https://example.org/bridge?id=1"
language = "en"
note = \"\"\"
as printed,
page 3\"\"\"
page = "pages/a.html"
fetched = 2026-11-02T10:00:00+01:00
earlier = [{file = "old.txt", fetched = 2026-11-01T09:00:00Z}]

[[sources]]
file = "b.txt"
"""
        found = read(folder, text)
        assert (found.title, found.title_line, found.path) == ("The bridge", 2, folder / manifest.NAME)
        first, second = found.entries
        assert first == Entry(
            file="a.txt",
            outlet="Ellmouth Gazette",
            title='Bridge shut — "at once"',
            author="Ann Lee",
            published="2026-11-02",
            url="https://example.org/bridge?id=1",
            language="en",
            note="as printed, page 3",
            page="pages/a.html",
            fetched="2026-11-02T09:00:00Z",
            earlier=(Version("old.txt", None, "2026-11-01T09:00:00Z"),),
            lines=first.lines,
        )
        assert [first.line(key) for key in ("file", "note", "page", "earlier", "other")] == [5, 12, 15, 17, None]
        assert second == Entry("b.txt", lines=(("file", 20),))

    @pytest.mark.parametrize("text", ["", "# nothing yet\n", 'title = ""', "sources = []"])
    def test_one_that_says_nothing(self, folder: Path, text: str) -> None:
        found = read(folder, text)
        assert (found.title, found.entries) == (None, ())

    def test_sources_in_a_list(self, folder: Path) -> None:
        found = read(folder, 'sources = [{file = "b.txt"},\n{file = "a.txt", outlet = "X"}]')
        assert [(one.file, one.outlet, one.line("file")) for one in found.entries] == [
            ("b.txt", None, 1),
            ("a.txt", "X", 2),
        ]

    def test_a_byte_order_mark_and_windows_line_ends(self, folder: Path) -> None:
        (folder / manifest.NAME).write_bytes(b'\xef\xbb\xbftitle = "x"\r\n[[sources]]\r\nfile = "a.txt"\r\n')
        found = manifest.read(folder / manifest.NAME)
        assert (found.title, found.entries[0].line("file")) == ("x", 3)

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("2026-11-02", "2026-11-02"),
            ("2026-11-02T23:30:00-05:00", "2026-11-02"),
            ("2026-11-02 23:30:00", "2026-11-02"),
            ('"2026-11-02"', "2026-11-02"),
            ('"2026-11-02T10:04:00Z"', "2026-11-02"),
            ('""', None),
        ],
    )
    def test_dates(self, folder: Path, written: str, meant: str | None) -> None:
        assert read(folder, entry(f"published = {written}")).entries[0].published == meant

    def test_a_file_in_a_folder_inside(self, folder: Path) -> None:
        assert read(folder, '[[sources]]\nfile = "./pages/a.html"').entries[0].file == "./pages/a.html"

    def test_a_link_that_stays_inside(self, folder: Path) -> None:
        (folder / "link.txt").symlink_to("a.txt")
        assert read(folder, '[[sources]]\nfile = "link.txt"').entries[0].file == "link.txt"

    def test_a_page_that_was_thrown_away(self, folder: Path) -> None:
        assert read(folder, entry('page = "pages/gone.html"')).entries[0].page == "pages/gone.html"


class TestWhatCannotBeMeant:
    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ('outlett = "X"', ", line 3: a source has no 'outlett'; did you mean 'outlet'?"),
            ('zzz = "X"', ", line 3: a source has no 'zzz'; there are: file, outlet, title, author, published, url, "),
            ("\n\noutlet = 7", ', line 5: outlet is a number where a text is wanted: put it in quotes, outlet = "..."'),
            (
                "author = ['X', 'Y']",
                ', line 3: author is a list where a text is wanted: put it in quotes, author = "..',
            ),
            ("title = 2026-11-02", ", line 3: title is a date where a text is wanted: put it in quotes"),
            ('published = "last Monday"', ", line 3: published = 'last Monday' is no date: write it as 2024-02-27"),
            ('published = "2026-02-30"', ", line 3: published = '2026-02-30' is no date"),
            ("published = 2026", ", line 3: published is a number where"),
            ("published = 10:00:00", ", line 3: published is something else where"),
            ('fetched = "soon"', ", line 3: fetched = 'soon' is no time: write it as 2024-02-27T10:04:00Z"),
            ('url = "example.org"', ", line 3: url = 'example.org' is no address: it begins with https:// or http://"),
            ('url = "ftp://example.org"', ", line 3: url = 'ftp://example.org' is no address"),
            ('url = "https://a b"', ", line 3: url = 'https://a b' is no address"),
            ('url = "https://me:x@a.example"', ", line 3: url holds a user name or a password: take away"),
            ('language = "english"', ", line 3: language = 'english' is no code of ISO 639-1; en is English"),
            ('language = "en-GB"', ", line 3: language = 'en-GB' is no code of ISO 639-1; did you mean 'en'?"),
            ('title = "a\\u001bb"', ", line 3: title holds a control character (\\x1b): take it out"),
            ('outlet = """a\nb"""', ", line 3: outlet holds a line break: take it out"),
            ('note = "a\\u0000b"', ", line 3: note holds a control character"),
            ('page = "../x.html"', ", line 3: page = '../x.html' is outside of the story's folder: copy the file into"),
            ('page = "story.toml"', ", line 3: page = 'story.toml' is this file itself"),
            ("earlier = 'old.txt'", ', line 3: earlier versions are tables: earlier = [{file = "name.txt"}]'),
            ("earlier = ['old.txt']", ", line 3: earlier versions are tables"),
            ("earlier = [\n{}]", ", line 4: an earlier version without its file: add file"),
            ("earlier = [\n{file = 'old.txt',\n title = 'x'}]", ", line 4: "),
            (
                "earlier = [{file = 'o', pages = 'x'}]",
                ", line 3: an earlier version has no 'pages'; did you mean 'page'?",
            ),
            ("title = 'a'\n[[sources]]\noutlet = 'b'", ", line 4: a source without a file: add file"),
            ("title = 'a'\n[[sources]]\nfile = ''", ", line 5: a source without a file: add file"),
            ("[[sources]]\nfile = './a.txt'", ", line 4: file = './a.txt' is named twice (line 2 names it, too)"),
            ("[[sources]]\nfile = 'c.txt'", ", line 4: there is no 'c.txt' in the story's folder; did you mean "),
            (
                "[[sources]]\nfile = 'quite another'",
                ", line 4: there is no 'quite another' in the story's folder; put ",
            ),
            ("[[sources]]\nfile = 'pages'", ", line 4: file = 'pages' is no file"),
            ("[[sources]]\nfile = '/etc/passwd'", ", line 4: file = '/etc/passwd' is outside of the story's folder"),
            ("[[sources]]\nfile = '../outside.txt'", ", line 4: file = '../outside.txt' is outside of"),
            ("[[sources]]\nfile = 'pages/../../outside.txt'", ", line 4: file = 'pages/../../outside.txt' is outside"),
            ("[[sources]]\nfile = 7", ", line 4: file is a number where a text is wanted"),
        ],
    )
    def test_in_a_source(self, folder: Path, lines: str, said: str) -> None:
        if "title = 'x'}" in lines:  # line breaks in an inline table are no TOML yet
            lines = "earlier = [\n{file = 'old.txt', title = 'x'}]"
            said = ", line 4: an earlier version has no 'title'"
        assert refused(folder, entry(lines)).startswith(said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("titel = 'x'", ", line 1: a story has no 'titel'; did you mean 'title'?"),
            ("\noutlet = 'x'", ", line 2: 'outlet' belongs to a source: put it below a line [[sources]]"),
            ("title = 7", ", line 1: title is a number where a text is wanted"),
            ("[sources]\nfile = 'a.txt'", ", line 1: sources are tables: [[sources]], then file"),
            ("\nsources = ['a.txt']", ", line 2: sources are tables"),
            ("[[source]]\nfile = 'a.txt'", ", line 1: a story has no 'source'; did you mean 'sources'?"),
            ("\n\ntitle = The bridge\n", ", line 3: not TOML: "),
            ("title = 'a'\ntitle = 'b'\n", ", line 2: not TOML: "),
            ("title = ", ", at its end: not TOML: "),
            (
                "[[sources]]\nfile = 'A.TXT'\n",
                ", line 2: there is no 'A.TXT' in the story's folder; did you mean 'a.txt'?",
            ),
            ("title = '\x1b[2J'", ", line 1: not TOML: "),
        ],
    )
    def test_in_the_whole(self, folder: Path, text: str, said: str) -> None:
        assert refused(folder, text).startswith(said)

    @pytest.mark.parametrize(
        ("text", "remedy"),
        [
            ("title = The bridge\n", '; text stands in quotes, as in title = "Fire"'),
            ("title = 'a'\ntitle = 'b'\n# end", "; a source has each key once: take one out"),
            ('title = "The bridge\n', "; a quotation mark is missing at the end of the line"),
            ("title = “The bridge”\n", '; the quotation marks are straight, as in title = "Fire"'),
            ("published = 27.2.2024\n", "; a date is written 2024-02-27, a text in quotes"),
            ("published = 2024-13-40\n", "; a date is written 2024-02-27, a text in quotes"),
            ('file = "texts\\a.txt"\n', "; write / in names of files, and two backslashes for one elsewhere"),
        ],
    )
    def test_what_is_no_toml_is_told_what_helps(self, folder: Path, text: str, remedy: str) -> None:
        assert refused(folder, text).endswith(remedy)

    def test_lists_without_end(self, folder: Path) -> None:
        assert "lists inside of lists" in refused(folder, f"title = {'[' * 50_000}")

    def test_a_link_that_leads_out(self, folder: Path) -> None:
        (folder / "link.txt").symlink_to("../outside.txt")
        assert refused(folder, "[[sources]]\nfile = 'link.txt'").startswith(
            ", line 2: file = 'link.txt' is a link that"
        )

    def test_a_folder_that_is_a_link_itself(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("story")
        assert read(tmp_path / "link", entry("")).entries[0].file == "a.txt"

    def test_one_file_by_two_names(self, folder: Path) -> None:
        (folder / "link.txt").symlink_to("a.txt")
        assert "named twice (line 2 names" in refused(folder, entry('[[sources]]\nfile = "link.txt"'))

    def test_bytes_that_are_not_utf_8(self, folder: Path) -> None:
        (folder / manifest.NAME).write_bytes(b'\ntitle = "Gr\xf6\xdfe"')
        with pytest.raises(SynopticError, match=r"story.toml, line 2: not UTF-8; save the file as UTF-8"):
            manifest.read(folder / manifest.NAME)

    def test_one_that_is_too_large(self, folder: Path) -> None:
        assert "larger than 1 MB" in refused(folder, "#" * 1_000_001)

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
    def test_one_that_may_not_be_read(self, folder: Path) -> None:
        path = folder / manifest.NAME
        path.touch(mode=0)
        with pytest.raises(SynopticError, match="cannot be read: permission denied"):
            manifest.read(path)

    def test_a_time_outside_of_all_years(self, folder: Path) -> None:
        assert "is outside of all years" in refused(folder, entry("fetched = 0001-01-01T00:00:00+14:00"))

    def test_an_address_whose_host_has_no_end(self, folder: Path) -> None:
        assert "is no address" in refused(folder, entry('url = "https://[bad/a"'))

    @pytest.mark.parametrize("name", ["a" * 300, "a/" * 600])
    def test_a_name_that_no_file_can_have(self, folder: Path, name: str) -> None:
        assert "file is longer than" in refused(folder, f"[[sources]]\nfile = '{name}'")

    def test_a_folder_of_that_name(self, folder: Path) -> None:
        (folder / manifest.NAME).mkdir()
        with pytest.raises(SynopticError, match="cannot be read: is a directory"):
            manifest.read(folder / manifest.NAME)


def test_the_codes_of_languages() -> None:
    assert len(manifest.LANGUAGES) == 183
    assert {"en", "fr", "de", "es", "it", "pt", "nl", "zu"} <= manifest.LANGUAGES


def test_a_key_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text("title = 'Fire'\n" + ".".join("a" * 20_000) + " = 1\n")
    with pytest.raises(SynopticError, match=r"story\.toml, line 2: a key of more than 50 parts"):
        manifest.read(path)
    path.write_text('title = "www.a.b.c.d.example"\n')
    assert manifest.read(path).title == "www.a.b.c.d.example"

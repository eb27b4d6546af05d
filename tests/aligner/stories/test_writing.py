from __future__ import annotations

import tomllib
from pathlib import Path

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.reading import manifest
from aligner.reading.manifest import Entry, Version
from aligner.stories import writing

FULL = Entry(
    file="a.txt",
    outlet="Ellmouth “Gazette”",
    title='Bridge "shut"\\ at once',
    author="Ann Lee",
    published="2026-11-02",
    url="https://example.org/a?b=1&c=%C3%A4",
    language="en",
    note="n",
    page="pages/a.html",
    fetched="2026-11-02T09:00:00Z",
)
BY_HAND = """\
# Everything here was written by hand.
title   =   'The bridge'   # and so was this


[[sources]] # the first
  outlet = "X"   # aligned, if not nicely
  file = 'a.txt'
# about the second
[[sources]]
file = "b.txt"
note = '''
two
lines'''

# the end
"""


def test_a_new_manifest(tmp_path: Path) -> None:
    text = writing.begun("The “bridge”", [FULL, Entry("b.txt")])
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    found = manifest.parse(text, tmp_path / "story.toml")
    assert found.title == "The “bridge”"
    assert [one.file for one in found.entries] == ["a.txt", "b.txt"]
    first = found.entries[0]
    assert {key: getattr(first, key) for key in manifest.SOURCE_KEYS} == {
        key: getattr(FULL, key) for key in manifest.SOURCE_KEYS
    }
    assert "published = 2026-11-02\n" in text
    assert "fetched = 2026-11-02T09:00:00Z\n" in text


def test_without_a_title_there_is_a_place_for_one() -> None:
    assert '\n# title = "' in writing.begun(None, [])


def test_a_source_is_put_below_all_that_stands_there() -> None:
    text = writing.with_sources(BY_HAND, [Entry("c.txt", outlet="Y")])
    assert text == BY_HAND + '\n[[sources]]\nfile = "c.txt"\noutlet = "Y"\n'


def test_sources_in_a_list() -> None:
    text = 'sources = [\n  {file = "a.txt"}, # one\n]\n'
    added = writing.with_sources(text, [Entry("b.txt")])
    assert [one["file"] for one in tomllib.loads(added)["sources"]] == ["a.txt", "b.txt"]
    assert "# one" in added


def test_windows_line_ends_stay() -> None:
    text = BY_HAND.replace("\n", "\r\n")
    added = writing.with_sources(text, [Entry("c.txt")])
    assert added.startswith(text.rstrip())
    made = writing.with_version(added, "a.txt", {"file": "a.2.txt", "page": "pages/a.html"}, Version("a.txt"))
    assert tomllib.loads(made)["sources"][0]["earlier"] == [{"file": "a.txt"}]
    for one in (added, made):
        assert one.count("\n") == one.count("\r\n")


def test_a_new_version() -> None:
    changes = {"file": "a.2.txt", "page": "pages/a.2.html", "fetched": "2026-11-03T09:00:00Z"}
    text = writing.with_version(BY_HAND, "a.txt", changes, Version("a.txt", None, "2026-11-02T09:00:00Z"))
    assert text == BY_HAND.replace(
        "  file = 'a.txt'\n",
        '  file = "a.2.txt"\n'
        'page = "pages/a.2.html"\n'
        "fetched = 2026-11-03T09:00:00Z\n"
        'earlier = [\n    {file = "a.txt", fetched = 2026-11-02T09:00:00Z},\n]\n',
    )


def test_the_last_version_is_the_last_of_the_earlier() -> None:
    text = writing.begun(None, [FULL])
    for number in (2, 3, 4):
        before = tomllib.loads(text)["sources"][0]["file"]
        text = writing.with_version(text, before, {"file": f"a.{number}.txt", "page": None}, Version(before))
    (source,) = tomllib.loads(text)["sources"]
    assert source["file"] == "a.4.txt"
    assert "page" not in source
    assert [one["file"] for one in source["earlier"]] == ["a.txt", "a.2.txt", "a.3.txt"]


def test_earlier_versions_as_tables_of_their_own() -> None:
    text = '[[sources]]\nfile = "a.2.txt"\n[[sources.earlier]]\nfile = "a.txt"\n\n# next\n[[sources]]\nfile = "b.txt"\n'
    made = writing.with_version(text, "a.2.txt", {"file": "a.3.txt"}, Version("a.2.txt"))
    first, second = tomllib.loads(made)["sources"]
    assert [one["file"] for one in first["earlier"]] == ["a.txt", "a.2.txt"]
    assert second == {"file": "b.txt"}
    assert made.endswith('\n\n# next\n[[sources]]\nfile = "b.txt"\n')


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20).filter(str.strip)
_COMMENTS = st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20), max_size=2)


@st.composite
def _by_hand(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A manifest with comments anywhere, and the comments."""
    lines: list[str] = []
    comments: list[str] = []

    def said() -> None:
        for comment in draw(_COMMENTS):
            comments.append(f"# {len(comments)} {comment}")
            lines.append(comments[-1])
        lines.extend([""] * draw(st.integers(0, 2)))

    said()
    if draw(st.booleans()):
        lines.append(f"title = {tomlkit.item(draw(_WORDS)).as_string()}")
    for n in range(draw(st.integers(1, 3))):
        said()
        lines.append("[[sources]]" + draw(st.sampled_from(["", "  # here"])))
        keys = draw(st.lists(st.sampled_from(["outlet", "author", "note"]), unique=True))
        entries = [f"{key} = {tomlkit.item(draw(_WORDS)).as_string()}" for key in keys]
        entries.insert(draw(st.integers(0, len(entries))), f'file = "{n}.txt"')
        for entry in entries:
            lines.append(entry)
            said()
    return "\n".join(lines) + "\n", comments


@settings(max_examples=60, deadline=None)
@given(_by_hand(), _WORDS, st.integers(0, 2))
def test_what_was_written_by_hand_stays(by_hand: tuple[str, list[str]], title: str, at: int) -> None:
    text, comments = by_hand
    before = tomllib.loads(text)
    at = min(at, len(before["sources"]) - 1)
    added = writing.with_sources(text, [Entry("new.txt", title=title)])
    made = writing.with_version(added, f"{at}.txt", {"file": f"{at}.2.txt"}, Version(f"{at}.txt"))
    # Every line is still there, in its order, but for the one that names the file.
    rest = iter(made.split("\n"))
    kept = [line for line in text.rstrip("\n").split("\n") if line != f'file = "{at}.txt"']
    assert [line for line in kept if line not in rest] == []
    assert all(comment in made for comment in comments)
    after = tomllib.loads(made)
    assert after["sources"].pop() == {"file": "new.txt", "title": title}
    before["sources"][at] |= {"file": f"{at}.2.txt", "earlier": [{"file": f"{at}.txt"}]}
    assert after == before

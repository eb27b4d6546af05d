from __future__ import annotations

import tomllib
from typing import Any

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.reading.toml_lines import lines_of

DOCUMENT = '''\
# title = "not this"
title = """
[[sources]]
file = "not this either"
"""

[[sources]] # the first
file = "a.txt"
"note" = \'\'\'one
two = 2\'\'\'
earlier = [
    # [3]
    {file = "x]y", page = "p"},
    {
file = "}" },
]

[[sources]]
  file = 'b.txt'
  'out''let' = 1
'''.replace("'out''let'", "'out let'")


def test_every_key_of_a_story() -> None:
    tomllib.loads(DOCUMENT.replace('{\nfile = "}" }', '{file = "}" }'))
    assert lines_of(DOCUMENT) == {
        ("title",): 2,
        ("sources", 0): 7,
        ("sources", 0, "file"): 8,
        ("sources",): 7,
        ("sources", 0, "note"): 9,
        ("sources", 0, "earlier"): 11,
        ("sources", 0, "earlier", 0): 13,
        ("sources", 0, "earlier", 0, "file"): 13,
        ("sources", 0, "earlier", 0, "page"): 13,
        ("sources", 0, "earlier", 1): 14,
        ("sources", 0, "earlier", 1, "file"): 15,
        ("sources", 1): 18,
        ("sources", 1, "file"): 19,
        ("sources", 1, "out let"): 20,
    }


def test_tables_inside_of_lists_of_tables() -> None:
    text = "[[a]]\nb = 1\n[a.c]\nd.e = 2\n[[a.f]]\ng = 3\n[[a.f]]\ng = 4\n[[a]]\n[[a.f]]\ng = 5\n"
    found = lines_of(text)
    assert found[("a", 0, "c", "d", "e")] == 4
    assert found[("a", 0, "f", 1, "g")] == 8
    assert found[("a", 1, "f", 0, "g")] == 11


def test_strings_that_end_in_quotes() -> None:
    assert lines_of('a = """x""""\nb = """\\"""""\nc = \'\'\'x\'\'\'\'\nd = ""\ne = "\\\\"\nf = 1') == {
        (name,): line for line, name in enumerate("abcdef", 1)
    }


def test_windows_line_ends() -> None:
    assert lines_of("a = 1\r\n\r\n[b]\r\nc = 2\r\n") == {("a",): 1, ("b",): 3, ("b", "c"): 4}


def test_what_is_no_toml_has_the_lines_before_it() -> None:
    assert lines_of("a = 1\nb = = 2\n[") == {("a",): 1, ("b",): 2}
    assert lines_of("") == {}
    assert lines_of("[" * 100_000) == {}


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\"'\\[]{}#=,"), max_size=12)
_VALUES = st.recursive(
    _TEXTS | st.integers(-9, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_TEXTS.filter(bool), _VALUES, max_size=4))
def test_every_key_is_found_and_no_other(table: dict[str, Any]) -> None:
    text = tomlkit.dumps(table)
    assert tomllib.loads(text) == table
    found = lines_of(text)
    assert {path for path in _paths(table) if path not in found} == set()
    assert set(found) <= set(_paths(table))
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


def _paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, inner in items for path in ((*at, key), *_paths(inner, (*at, key)))]

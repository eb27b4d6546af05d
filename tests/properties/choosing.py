"""Settings and keys: what can be meant is in force and is written as it is read; all else is refused in a line."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from tests.properties import texts
from tests.properties.target import Target, one_line
from tui import config
from tui.keymap import NONE, keymap, listing, namespaces

_NAMES: Final = (*config.KINDS, "keys", "thema", "", "fact.next")
_VALUES: Final = (
    "true", "false", "0", "1", "0.25", "-0.0", "nan", "inf", "1e400", "2031-03-04", '"auto"', '"matrix"',
    '"synoptic-light"', "''", '"conflicts first"', "[]", '["j", "down"]', "{a = 1}", '"\\u0000"', '"""\nx"""',
    "0x10", "99999999999999999999", '"ctrl+n"', '"\\u202E"',
)  # fmt: skip
_KEYS: Final = (
    "j", "k", "J", "shift+j", "Shift+J", "ctrl+n", "Ctrl-N", "down", "pgdn", "PageDown", "space", " ", "enter",
    "esc", "tab", "f1", "f25", "ctrl+q", "ctrl+p", "ctrl+i", "ctrl+m", "ctrl+[", ",", ",,", "", "+", "-", "ctrl++",
    "alt+x", "super+é", "é", "中", "\x1b", "\u202e", "]", "right_square_bracket", "nonsense", "<ignore>", "j,j",
    "n, ctrl+n", "\n", "ß", "İ", "ﬁ", "upper", "ctrl+ctrl+x", "meta+a", "shift+1",
)  # fmt: skip


@cache
def _ids() -> tuple[str, ...]:
    return tuple(id_ for id_, _, _ in listing())


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def _file() -> Path:
    """A file to write settings into, gone with the process."""
    return Path(_folder().name) / "config.toml"


def check_config(data: bytes) -> None:
    """A file of settings: what is in force, written down, is read as the same settings."""
    path = _file()
    path.write_bytes(data)
    with one_line():
        chosen = config.merge([config.read(path)])
        _assert_settings(chosen)
    _, text = texts.text_of(data)
    with one_line():
        _assert_settings(
            config.merge([config.from_environment({f"SYNOPTIC_{name.upper()}": text for name in config.KINDS})])
        )


def _assert_settings(chosen: config.Chosen) -> None:
    settings, path = chosen.settings, _file()
    assert 0 <= settings.threshold <= 1
    assert 0 <= settings.sure <= 1
    assert settings.start in config.STARTS
    assert settings.order in config.ORDERS
    assert all(isinstance(getattr(settings, name), bool) for name in ("perhaps", "furniture", "mouse", "cache", "live"))
    path.write_text(config.in_force(chosen, path), encoding="utf-8")
    assert config.merge([config.read(path)]).settings == settings


def check_keymap(chosen: Mapping[str, str]) -> None:
    """Keys as people write them: each is one that there is, no two actions of a screen share one."""
    with one_line():
        found = keymap(chosen, lambda id_: f"config.toml, keys.{id_!r}")
        assert found.keys() == chosen.keys()
        assert all(keys and not keys.startswith(",") for keys in found.values())
        assert found == keymap(chosen, lambda id_: "")
        for bindings in namespaces().values():
            keys = {(one.id, key) for one in bindings if one.id in found for key in found[one.id].split(",")}
            named = [key for _, key in keys if key != NONE]
            assert len(set(named)) == len(named)


@st.composite
def _file_of_settings(draw: st.DrawFn) -> bytes:
    lines = []
    for _ in range(draw(st.integers(0, 5))):
        name = draw(st.sampled_from(_NAMES) | texts.scraps)
        lines.append(f"{name} = {draw(st.sampled_from(_VALUES) | texts.scraps)}")
    if draw(st.booleans()):
        lines.append("[keys]")
        for _ in range(draw(st.integers(0, 3))):
            lines.append(f'"{draw(st.sampled_from(_ids()) | texts.scraps)}" = "{draw(st.sampled_from(_KEYS))}"')
    return "\n".join(lines).encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "cp1252"))), "replace")


_CHOSEN: Final = st.deferred(
    lambda: st.dictionaries(
        st.sampled_from(_ids()) | st.sampled_from(_NAMES), st.sampled_from(_KEYS) | st.text(max_size=6), max_size=4
    )
)


def _chosen_of(data: bytes) -> Mapping[str, str]:
    """A fuzzer's bytes as keys: the first byte of each line chooses the action."""
    ids = _ids()
    return {ids[line[0] % len(ids)]: line[1:].decode("utf-8", "replace") for line in data.split(b"\x1f") if line}


_WORDS: Final = (*(f"{name} = " for name in _NAMES), *_VALUES, *_KEYS, "[keys]\n", "[[keys]]\n", "\n", "#", "\x1f")
TARGETS: Final = (
    Target(
        "config",
        _file_of_settings(),
        check_config,
        bytes,
        _WORDS,
        (b'theme = "auto"\nsure = 0.5\n[keys]\n"fact.next" = "n"\n',),
        50,
    ),
    Target("keymap", _CHOSEN, check_keymap, _chosen_of, _WORDS, (b"\x01j\x1f\x02ctrl+n",), 50),
)

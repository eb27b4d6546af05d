"""The keys that users give to actions: written as people write keys, checked against every screen, shown in the footer.

Textual does the remapping (``App.set_keymap``). What it leaves open is decided here: a key that two actions of one
screen would share is refused, and so is one that no terminal sends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final
from unicodedata import combining

from textual.binding import ActiveBinding, Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import Keys, format_key, key_to_character

from aligner.errors import SynopticError
from tui.config import near
from tui.keys import REGISTRY
from tui.view import choice_keys

NONE: Final = "no_key"
"""Stands for the key of an action that has none. Textual ignores an empty one; this one nobody can press."""

_PAIRS = (
    ("fact.next", "fact.previous"),
    ("conflict.next", "conflict.previous"),
    ("source.previous", "source.next"),
    ("threshold.lower", "threshold.higher"),
)
"""Two actions that share one place in the footer, where both of their keys are shown."""

_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pagedn": "pagedown",
    "page_down": "pagedown",
    "pgup": "pageup",
    "page_up": "pageup",
    "del": "delete",
    "ins": "insert",
    "bksp": "backspace",
    "spacebar": "space",
}
_MODIFIERS = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "c": "ctrl",
    "shift": "shift",
    "s": "shift",
    "alt": "alt",
    "option": "alt",
    "meta": "meta",
    "super": "super",
    "cmd": "super",
    "hyper": "hyper",
}
_NAMED = {key.value for key in Keys if not key.value.startswith("<")}
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
"""What a terminal sends for a key it has no code for."""

_TAKEN = {"ctrl+q": "always quits", "ctrl+p": "always opens the palette"}


def keymap(chosen: Mapping[str, str], place: Callable[[str], str]) -> dict[str, str]:
    """Keys by binding id as Textual takes them, from keys as people write them.

    ``place`` says where an id was given its keys. Raises SynopticError, in one line, for an id or a key that does not
    exist, one that is taken, and two actions of one screen on one key.
    """
    if not chosen:
        return {}
    places = namespaces()
    ids = {binding.id for bindings in places.values() for binding in bindings}
    found: dict[str, str] = {}
    for id_, written in chosen.items():
        if id_ not in ids:
            raise SynopticError(f"{place(id_)}: there is no action {id_!r}{near(id_, filter(None, ids))}")
        found[id_] = ",".join(_key(key, place(id_)) for key in _expanded(written)) or NONE
        if id_.startswith("filter."):
            _refuse_choices(id_, found[id_], place)
    for name, bindings in places.items():
        _refuse_clashes(name, bindings, found, place)
    return found


def _refuse_choices(id_: str, keys: str, place: Callable[[str], str]) -> None:
    """Raise for a key by which the dialog Filter picks a choice: no action of the dialog could have it."""
    choices = choice_keys()
    for key in keys.split(","):
        character = key_to_character(key)
        if character in choices:
            raise SynopticError(
                f"{place(id_)}: {shown(key)} picks {choices[character]!r} in the dialog Filter: "
                f"choose another key for {id_}"
            )


def _refuse_clashes(
    name: str, bindings: Iterable[Binding], keymap: Mapping[str, str], place: Callable[[str], str]
) -> None:
    """Raise for a key of the keymap that two actions of a screen have."""
    taken: dict[str, Binding] = {}
    for binding in bindings:
        for key in keymap.get(binding.id or "", binding.key).split(","):
            other = taken.setdefault(key, binding)
            if other.id == binding.id or key == NONE or not {other.id, binding.id} & keymap.keys():
                continue
            mine, kept = (binding, other) if binding.id in keymap else (other, binding)
            raise SynopticError(
                f"{place(mine.id or '')}: {shown(key)} is already {kept.id} ({kept.description}) in {name}: "
                f'choose another key for {mine.id}, or give {kept.id} another one ("{kept.id}" = "...")'
            )


# Keys as people write them ------------------------------------------------------------------------------------------


def _expanded(written: str) -> Iterator[str]:
    """The keys in a text like ``N, ctrl+n``; a capital letter as both of the ways in which terminals send it."""
    for part in written.split(","):
        key = part.strip() or ("space" if part else "")
        capital = re.fullmatch(r"(?:[Ss]hift[+-])?([A-Za-z])", key)
        if capital and (capital[1].isupper() or len(key) > 1):
            yield from (capital[1].upper(), f"shift+{capital[1].lower()}")
        elif key:
            yield key


def _key(written: str, place: str) -> str:
    """A key by Textual's name for it, from that name or from what people write: ``]``, ``Ctrl+N``, ``pgdn``."""
    *modifiers, name = re.split(r"(?<=.)[+-](?=.)", written)
    known = [_MODIFIERS.get(modifier.lower()) for modifier in modifiers]
    base = _base(name, bool(modifiers))
    if None in known or base is None:
        raise SynopticError(
            f'{place}: there is no key {written!r}; keys are letters and signs, "space", "enter", "down", "pagedown", '
            '"f1", "ctrl+n" ...'
        )
    key = "+".join([*sorted(filter(None, known)), base])
    if key in _TAKEN:
        raise SynopticError(f"{place}: {key} {_TAKEN[key]}: choose another key")
    if key in _SAME:
        raise SynopticError(f"{place}: terminals send {_SAME[key]} for {written}: choose another key")
    return key


def _base(name: str, modified: bool) -> str | None:
    """The key without modifiers, or None if there is no such key."""
    if not name.isprintable() or any(map(combining, name)):  # nothing that a footer could show
        return None
    if len(name) == 1:
        # Textual's own reading of a sign: ``]`` is right_square_bracket.
        return next(iter(BindingsMap([Binding(name.lower() if modified else name, "")]).key_to_bindings))
    name = name.lower()
    name = _ALIASES.get(name, name)
    return name if name in _NAMED or key_to_character(name) or len(format_key(name)) == 1 else None


def shown(key: str) -> str:
    """A key as people write it."""
    *modifiers, base = key.split("+")
    return "+".join([*modifiers, format_key(base)])


def label(binding: Binding, keymap: Mapping[str, str]) -> str | None:
    """What the footer shows for two actions in one place, with the keys they have now; None for all others."""
    pair = next((pair for pair in _PAIRS if binding.id in pair), None)
    if pair is None or keymap.keys().isdisjoint(pair):
        return None
    firsts = [keymap.get(id_, REGISTRY[id_].key).split(",")[0] for id_ in pair]
    return "/".join(shown(key).replace("ctrl+", "^") for key in firsts if key != NONE)


# What there is to remap ---------------------------------------------------------------------------------------------


@cache
def namespaces() -> Mapping[str, tuple[Binding, ...]]:
    """The bindings that have ids, one a key, by the name of the screen or widget they belong to.

    What another module only borrows belongs to the class it is written in; every module of the screens is imported.
    """
    import importlib
    import pkgutil

    import tui.screens
    import tui.widgets

    found: dict[str, tuple[Binding, ...]] = {}
    for package in (tui.screens, tui.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for thing in vars(importlib.import_module(module.name)).values():
                if isinstance(thing, type) and thing.__module__ == module.name:
                    bindings = vars(thing).get("BINDINGS", ())
                    named = tuple(one for one in Binding.make_bindings(bindings) if one.id is not None)
                    if named:
                        found[getattr(thing, "CRUMB", "") or _words(thing.__name__)] = named
    return found


def _words(name: str) -> str:
    """``the dialog Filter`` for FilterScreen, ``the detail pane`` for DetailPane."""
    if name.endswith("Screen"):
        return f"the dialog {name.removesuffix('Screen')}"
    return "the " + re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def listing() -> list[tuple[str, str, str]]:
    """Every binding id with its keys and what it does: those of the screens first, then dialogs and widgets."""
    found = {id_: (binding.key, binding.tooltip or binding.description) for id_, binding in REGISTRY.items()}
    for name, bindings in namespaces().items():
        for binding in bindings:
            if binding.id not in REGISTRY:
                keys, words = found.get(binding.id, ("", f"{binding.description} ({name})"))
                found[binding.id] = (f"{keys},{binding.key}".lstrip(","), words)
    return [(id_ or "", _readable(keys), words) for id_, (keys, words) in found.items()]


def _readable(keys: str) -> str:
    """Keys as people write them; ``N,shift+n`` is a capital N."""
    written = []
    for key in keys.split(","):
        sign = format_key(key)
        if not re.fullmatch(r"shift\+[a-z]", key):
            # An arrow is a sign, too, but not the name of a key.
            written.append(sign if len(sign) == 1 and sign not in ", " and _base(sign, False) == key else key)
    return ",".join(written)


def in_order(active: dict[str, ActiveBinding], screen: DOMNode) -> dict[str, ActiveBinding]:
    """Active bindings with those of the screen in its own order: Textual puts keys that users chose last.

    Actions that have no key are left out.
    """
    ranks: dict[str, int] = {}
    for binding in screen.BINDINGS:
        if isinstance(binding, Binding) and binding.id is not None:
            ranks.setdefault(binding.id, len(ranks))
    items = [(key, one) for key, one in active.items() if key != NONE]
    own = [item for item in items if item[1].node is screen]
    own.sort(key=lambda item: ranks.get(item[1].binding.id or "", len(ranks)))
    following = iter(own)
    return dict(next(following) if item[1].node is screen else item for item in items)

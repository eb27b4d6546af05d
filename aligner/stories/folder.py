"""A story's folder: begun, added to, refreshed. Sources come as addresses, files or from standard input.

How pages are fetched is the caller's; what is written is written here, at the end, when all is there: whatever ends the
work before leaves the folder as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aligner.errors import SynopticError, typed
from aligner.fetching.addresses import same_page
from aligner.fetching.results import Failed, Result
from aligner.limits import Limits, raised
from aligner.reading import files, manifest
from aligner.reading.files import is_address, shown
from aligner.reading.manifest import Entry, Manifest
from aligner.stories import placing, writing
from aligner.stories.material import Material, of_file, of_page, pasted
from aligner.stories.outcomes import Done, Given, Outcome
from aligner.stories.placing import Placed

HIDDEN = ".synoptic"
"""What our own files begin with that nobody is meant to see: what was half done is in them."""


def new(folder: Path, given: Given, title: str | None = None) -> list[Outcome]:
    """Make a story's folder of what is given; one that is there already must be empty.

    Returns what became of each source. There is no folder if none of them could be taken. Raises SynopticError if the
    folder cannot be made.
    """
    if folder.is_dir():
        with placing.locked(folder):
            placing.tidied(folder)
    empty = _can_begin(folder)
    _few_enough(len(given.inputs), given.limits)
    wanted, repeated = _known_already(given.inputs, {})
    taken, outcomes = _unlike(_gathered(replace(given, inputs=wanted)), {})
    outcomes += repeated
    if not taken:
        return _in_order(given.inputs, outcomes)
    _few_enough(len(taken), given.limits)
    placed = Placed(folder)
    entries = [placed.entry(material) for material in taken]
    story = writing.begun(title, entries)
    if empty:
        with placing.locked(folder):
            _can_begin(folder)  # again: somebody may have begun a story there while pages were fetched
            placing.put(folder, placed.files, lambda: placing.sound(story, folder))
    else:
        placing.build(folder, placed.files, story)
    return _in_order(given.inputs, [*outcomes, *_added(taken, entries)])


def add(folder: Path, given: Given) -> list[Outcome]:
    """Add what is given to a story's folder, whose manifest is begun if it has none.

    Returns what became of each source. Raises SynopticError if there is no such folder, or its manifest is not in
    order.
    """
    path = manifest_of(folder)
    with placing.locked(folder):
        placing.tidied(folder)
    present = _present(path, given.limits)
    if not given.inputs:
        return _begun(folder, present)
    _few_enough(len(present.entries) + len(given.inputs), given.limits)
    known = _known(present)
    wanted, repeated = _known_already(given.inputs, known)
    taken, outcomes = _unlike(_gathered(replace(given, inputs=wanted)), known)
    outcomes += repeated
    if not taken:
        return _in_order(given.inputs, outcomes)
    with placing.locked(folder):
        # Again: somebody may have written in it while pages were fetched.
        before = manifest.text_of(path) if path.exists() else writing.begun(None, _present(path, given.limits).entries)
        present = manifest.parse(before, path)
        _few_enough(len(present.entries) + len(taken), given.limits)
        taken, others = _unlike(taken, _known(present))
        placed = Placed(folder)
        entries = [placed.entry(material) for material in taken]
        placing.put(folder, placed.files, lambda: placing.sound(writing.with_sources(before, entries), folder))
    return _in_order(given.inputs, [*outcomes, *others, *_added(taken, entries)])


def _begun(folder: Path, present: Manifest) -> list[Outcome]:
    """A manifest for the articles in a folder that has none, to write in by hand."""
    if present.path.exists() or not present.entries:
        raise SynopticError(f"nothing to add to {shown(folder)}: name addresses or files")
    with placing.locked(folder):
        placing.put(folder, {}, lambda: placing.sound(writing.begun(None, present.entries), folder))
    return [Outcome(entry.file, Done.ADDED, entry.file, entry.file) for entry in present.entries]


# --- what was given -------------------------------------------------------------------------------


def _gathered(given: Given) -> list[Material | Outcome]:
    """A source, or what is wrong with it, of everything given, in its order; all pages are fetched at once."""
    asked = [one for one in dict.fromkeys(given.inputs) if is_address(one)]
    results = dict(zip(asked, given.fetch(asked) if asked else [], strict=True))
    found: list[Material | Outcome] = []
    for name in given.inputs:
        found += _materials(name, results.get(name), given)
    return found


def _materials(name: str, result: Result | None, given: Given) -> Iterator[Material | Outcome]:
    if isinstance(result, Failed):
        yield Outcome(name, Done.FAILED, result.reason, failed=result)
        return
    try:
        if result is not None:
            yield of_page(result, given.limits)
        elif name == files.STANDARD_INPUT:
            yield from pasted(given.standard_input(), given.limits)
        else:
            yield of_file(name, given.limits)
    except SynopticError as error:
        yield Outcome(name, Done.FAILED, str(error))


def _known(present: Manifest) -> dict[str, str]:
    """The articles and the addresses of a story, by what they have in common with others that are the same."""
    folder = present.path.parent
    names = [os.fspath(folder / name) for entry in present.entries for name in files.held_by(entry)]
    addresses = [entry.url for entry in present.entries if entry.url is not None]
    return {_same(name): "in the story already" for name in (*names, *addresses)}


def _same(name: str) -> str:
    """What two names of one page, or of one file, have in common."""
    if is_address(name):
        return same_page(name)
    return name if name == files.STANDARD_INPUT else os.path.realpath(name)


def _known_already(inputs: Sequence[str], known: Mapping[str, str]) -> tuple[list[str], list[Outcome]]:
    """What is to be got, and what is not because the story has it, or it was named before."""
    seen = dict(known)
    wanted: list[str] = []
    skipped: list[Outcome] = []
    for name in inputs:
        same = _same(name)
        if same in seen:
            hint = "; synoptic refresh looks for changes" if same in known and is_address(name) else ""
            skipped.append(Outcome(name, Done.SKIPPED, f"{seen[same]}{hint}"))
            continue
        seen[same] = f"the same as {name}"
        wanted.append(name)
    return wanted, skipped


def _unlike(gathered: Sequence[Material | Outcome], known: Mapping[str, str]) -> tuple[list[Material], list[Outcome]]:
    """The sources whose page or file is neither known nor given before, and what became of the others."""
    seen = dict(known)
    taken: list[Material] = []
    outcomes: list[Outcome] = []
    for one in gathered:
        if isinstance(one, Outcome):
            outcomes.append(one)
            continue
        own = {_same(name) for name in (one.told.url, one.where) if name is not None}
        before = next((seen[same] for same in sorted(own) if same in seen), None)
        if before is not None:
            outcomes.append(Outcome(one.asked, Done.SKIPPED, before))
            continue
        seen.update(dict.fromkeys(own, f"the same as {one.asked}"))
        taken.append(one)
    return taken, outcomes


def _added(taken: Sequence[Material], entries: Sequence[Entry]) -> list[Outcome]:
    return [
        Outcome(one.asked, Done.ADDED, entry.title or entry.file, entry.file, one.partial, notes=one.notes)
        for one, entry in zip(taken, entries, strict=True)
    ]


def _in_order(inputs: Sequence[str], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """In the order in which the sources were named; those of standard input stand where it was named."""
    places = {name: place for place, name in reversed(list(enumerate(inputs)))}
    standard = places.get(files.STANDARD_INPUT, len(inputs))
    return sorted(outcomes, key=lambda outcome: places.get(outcome.asked, standard))


# --- the folder -----------------------------------------------------------------------------------


def _can_begin(folder: Path) -> bool:
    """Whether the folder is there, empty. Raises SynopticError if nothing can be begun there."""
    try:
        if folder.is_dir():
            if any(not path.name.startswith(HIDDEN) for path in folder.iterdir()):
                raise SynopticError(
                    f"{shown(folder)} is not empty: put sources into it with  synoptic add {typed(shown(folder))}"
                )
            return True
    except OSError as error:
        raise files.cannot_read(folder, error) from None
    if folder.exists() or folder.is_symlink():
        raise SynopticError(f"{shown(folder)} is a file: choose another name for the story's folder")
    if not folder.parent.is_dir():
        raise SynopticError(f"there is no folder {shown(folder.parent)} to make {shown(folder.name)} in: make it first")
    return False


def manifest_of(folder: Path) -> Path:
    """The path of a story's manifest, which need not be there."""
    if not folder.is_dir():
        if folder.exists():
            raise SynopticError(f"{shown(folder)} is a file, not a story: name the story's folder")
        raise SynopticError(f"there is no story {shown(folder)}: begin it with  synoptic new {typed(shown(folder))}")
    return folder / manifest.NAME


def _present(path: Path, limits: Limits) -> Manifest:
    """The manifest as it is; without one, the articles in the folder as it would be."""
    if path.exists():
        return manifest.read(path)
    if not files.articles_in(path.parent, limits):
        return Manifest(path)
    found = files.collect([path.parent], limits=limits).documents
    return Manifest(path, None, tuple(Entry(document.file) for document in found))


def _few_enough(number: int, limits: Limits) -> None:
    if number > limits.sources:
        raise SynopticError(
            f"{number} sources: a story has at most {limits.sources}; leave some out, {raised('sources')}"
        )

"""A story fetched again: an article that changed becomes a new version, and the one before is kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aligner.errors import SynopticError
from aligner.fetching.results import Failed, Result
from aligner.limits import BUILT_IN, Limits
from aligner.reading import files, manifest, pages
from aligner.reading.documents import Form
from aligner.reading.files import shown
from aligner.reading.manifest import Entry, Version
from aligner.stories import placing, writing
from aligner.stories.folder import manifest_of
from aligner.stories.material import Material, of_file, of_page
from aligner.stories.outcomes import Done, Fetch, Outcome
from aligner.stories.placing import Placed

_TOLD: Final = ("outlet", "title", "author", "published", "language")
_SAME_ARTICLE: Final = 0.5
"""The share of an article's words that its next version has to keep; with less it is another article, or its rest."""


@dataclass(frozen=True, slots=True)
class _Revision:
    """A newer text of the source that ``entry`` names; ``changes`` are what its page tells otherwise than before."""

    entry: Entry
    material: Material
    changes: dict[str, str | None]


def refresh(folder: Path, fetch: Fetch, *, force: bool = False, limits: Limits = BUILT_IN) -> list[Outcome]:
    """Fetch every source again that has an address; what changed becomes a new version of it, in new files.

    A page that lost half of its words, or is behind a paywall now and shorter, is taken only with ``force``. What a
    person wrote in the manifest stays: only what the page told before, and tells otherwise now, is changed there.
    Returns what became of each source with an address. Raises SynopticError if there is none, or the manifest is not
    in order.
    """
    path = manifest_of(folder)
    if not path.exists():
        raise SynopticError(f"{shown(folder)} has no {manifest.NAME}: nothing tells where its articles are from")
    with placing.locked(folder):
        placing.tidied(folder)
    entries = [entry for entry in manifest.read(path).entries if entry.url is not None]
    if not entries:
        raise SynopticError(f'{shown(path)}: no source has an address; give it one with  url = "https://..."')
    addresses = list(dict.fromkeys(entry.url or "" for entry in entries))
    results = dict(zip(addresses, fetch(addresses), strict=True))
    judged = [_judged(folder, entry, results[entry.url or ""], force, limits) for entry in entries]
    revisions = [one for one in judged if isinstance(one, _Revision)]
    written = _written(folder, path, revisions) if revisions else {}
    return [one if isinstance(one, Outcome) else written[one.entry.file] for one in judged]


def _written(folder: Path, path: Path, revisions: Sequence[_Revision]) -> dict[str, Outcome]:
    """The new versions put into the folder; what became of each, by the file it was in."""
    outcomes: dict[str, Outcome] = {}
    with placing.locked(folder):
        # Again: somebody may have written in it while pages were fetched.
        text = manifest.text_of(path)
        present = {entry.file: entry for entry in manifest.parse(text, path).entries}
        placed = Placed(folder)
        for revision in revisions:
            entry = present.get(revision.entry.file)
            asked = revision.entry.url or ""
            if entry is None or entry.earlier != revision.entry.earlier:
                words = f"{revision.entry.file} was changed in {manifest.NAME} meanwhile: refresh once more"
                outcomes[revision.entry.file] = Outcome(asked, Done.KEPT, words, revision.entry.file)
                continue
            text, file = _with(text, placed, entry, revision)
            material = revision.material
            words = f"new version {file}; before: {entry.file}"
            outcomes[entry.file] = Outcome(asked, Done.CHANGED, words, file, material.partial, notes=material.notes)
        if placed.files:
            placing.put(folder, placed.files, lambda: placing.sound(text, folder))
    return outcomes


def _with(text: str, placed: Placed, entry: Entry, revision: _Revision) -> tuple[str, str]:
    """The manifest's text with one source's new version in it, and the version's file."""
    material = revision.material
    file, page = placed.version(entry, material)
    # What was edited meanwhile is a person's word as well.
    kept = {key: new for key, new in revision.changes.items() if getattr(entry, key) == getattr(revision.entry, key)}
    changes = {**kept, "file": file, "page": page, "fetched": material.told.fetched}
    return writing.with_version(text, entry.file, changes, Version(entry.file, entry.page, entry.fetched)), file


# --- whether a page changed -----------------------------------------------------------------------


def _judged(folder: Path, entry: Entry, result: Result, force: bool, limits: Limits) -> Outcome | _Revision:
    asked = entry.url or ""
    if isinstance(result, Failed):
        return Outcome(asked, Done.FAILED, result.reason, entry.file, failed=result)
    try:
        current = _text(folder / entry.file, limits)
        material = of_page(result, limits)
    except SynopticError as error:
        return Outcome(asked, Done.FAILED, str(error), entry.file)
    before = _page_before(folder, entry, limits)
    known = [current, *([before.text] if before is not None else [])]
    if any(material.text.split() == text.split() for text in known):
        return Outcome(asked, Done.UNCHANGED, entry.file, entry.file, material.partial)
    loss = _loss(current, material)
    if loss is not None and not force:
        words = f"{loss}: {entry.file} is kept as it is; --force takes the page as it is now"
        return Outcome(asked, Done.KEPT, words, entry.file, material.partial)
    return _Revision(entry, material, _changes(entry, before, material))


def _text(path: Path, limits: Limits) -> str:
    """A source's text as it would be fetched: a text as it is, a page's article."""
    document = files.named(path, limits=limits)
    return pages.read(document, limits).text if document.form in (Form.PAGE, Form.ARCHIVE) else document.text


def _page_before(folder: Path, entry: Entry, limits: Limits) -> Material | None:
    """What is read today in the page as it was: a text that somebody mended by hand is not what the page said."""
    if entry.page is None or not (folder / entry.page).is_file():
        return None
    try:
        return of_file(os.fspath(folder / entry.page), limits)
    except SynopticError:
        return None


def _loss(current: str, material: Material) -> str | None:
    """What would be lost with the page as it is now; None for an article that was only edited."""
    before, after = (Counter(text.casefold().split()) for text in (current, material.text))
    share = (before & after).total() / max(1, before.total())
    if material.partial is not None and after.total() < before.total():
        return f"the page is shorter now and {material.partial}"
    if share < _SAME_ARTICLE:
        return f"only {share:.0%} of the article's words are still there"
    return None


def _changes(entry: Entry, before: Material | None, material: Material) -> dict[str, str | None]:
    """What the manifest has from the page as it was, and the page now tells otherwise."""
    if before is None:
        return {}
    told = {key: (getattr(before.told, key), getattr(material.told, key)) for key in _TOLD}
    return {
        key: new for key, (old, new) in told.items() if new is not None and old != new and getattr(entry, key) == old
    }

"""How well pages are read, ours beside plain trafilatura; furniture and attribution on the benchmark's stories.

    python -m tests.benchmarks.pages [--show NAME]

The pages are the test set's (tests/aligner/reading/pages). Paragraph recall: the share of the expected lines that are
there, each as one line of its own. Foreign text: the share of the output's characters in lines that are neither body
nor headline, deck or sub-heading. For ours the lines count that are told to be body or headline, for trafilatura all.

With ``../shared/benchmark``: the kinds of the sentences that people judged, and the attribution of each article.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from aligner import sentences
from aligner.model import Kind, Sentence
from aligner.reading import load
from aligner.reading.html import clean
from tests.aligner.reading.page_set import FIELDS, NAMES, article_of, document, expected

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK = ROOT.parent / "shared" / "benchmark"
STORIES = {
    "seeds": ROOT / "seeds",
    "irandeal": BENCHMARK / "stories" / "irandeal",
    "taxreturns": BENCHMARK / "stories" / "taxreturns",
}


class Taken(NamedTuple):
    """What a reader made of a page: its lines, and the fields it filled."""

    lines: Sequence[str]
    fields: dict[str, str | None]


def ours(name: str) -> Taken:
    """The page as synoptic reads it, furniture left out."""
    article = article_of(document(name))
    kept = [article.text[b.start : b.end] for b in article.blocks if b.kind is not Kind.FURNITURE]
    return Taken(kept, {key: getattr(article.attribution, field) for key, field in FIELDS.items()})


def plain(name: str) -> Taken:
    """The page as trafilatura reads it by itself. An archive is decoded for it: it reads none."""
    from trafilatura import bare_extraction, extract

    from aligner.reading import mhtml
    from aligner.reading.documents import Form

    page = document(name)
    saved = mhtml.page_of(page.data) if page.form is Form.ARCHIVE else None
    data = saved.data if saved is not None else page.data
    text = extract(data) or ""
    told = bare_extraction(data, with_metadata=True)
    names = {"headline": "title", "author": "author", "date": "date", "outlet": "sitename", "url": "url"}
    fields = {key: getattr(told, name) if told is not None else None for key, name in names.items()}
    if fields["author"]:
        people = fields["author"].split("; ")
        fields["author"] = " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else people[0]
    return Taken([clean(line.lstrip("- ")) for line in text.splitlines() if line.strip()], fields)


def report(reader: Callable[[str], Taken], shown: str | None) -> None:
    """Print the figures of one reader."""
    right: Counter[str] = Counter()
    found = wanted = foreign = all_text = 0
    started = time.perf_counter()
    for name in NAMES:
        taken, gold = reader(name), expected(name)
        for key in FIELDS:
            right[key] += taken.fields[key] == getattr(gold, key)
        wanted += len(gold.body)
        found += sum(line in taken.lines for line in gold.body)
        own = {*gold.body, *gold.headings, gold.headline, gold.deck}
        foreign += sum(len(line) for line in taken.lines if line not in own)
        all_text += sum(map(len, taken.lines))
        if shown in (name, "all"):
            show(name, taken)
    seconds = time.perf_counter() - started
    fields = "  ".join(f"{key} {right[key]}/{len(NAMES)}" for key in FIELDS)
    print(f"{reader.__name__:6} {fields}")
    print(f"       paragraphs {found}/{wanted} = {found / wanted:.3f}  foreign text {foreign / all_text:.3f}", end="")
    print(f"  ({seconds:.1f} s)")


def show(name: str, taken: Taken) -> None:
    """Print what is wrong on a page."""
    gold = expected(name)
    print(f"--- {name}")
    for key in FIELDS:
        if taken.fields[key] != getattr(gold, key):
            print(f"  {key}: {taken.fields[key]!r}, not {getattr(gold, key)!r}")
    own = {*gold.body, *gold.headings, gold.headline, gold.deck}
    for line in gold.body:
        if line not in taken.lines:
            print(f"  missing: {line}")
    for line in taken.lines:
        if line not in own:
            print(f"  foreign: {line}")


# --- stories of plain text ------------------------------------------------------------------------


def story(name: str) -> None:
    """Print each article's attribution, how many judged sentences have their kind, and how much news is lost."""
    loaded = load([STORIES[name]])
    print(f"{name}: {len(loaded.articles)} articles")
    for article in loaded.articles:
        told = article.attribution
        print(f"  {article.id} {told.outlet!s:24} {told.author!s:40.40} {told.published!s:12} {told.title!s:.50}")
    path = BENCHMARK / "gold" / f"{name}.json"
    gold = json.loads(path.read_text("utf-8"))
    files = {article["id"]: article["file"] for article in gold["articles"]}
    split = {article.file: sentences.split(article) for article in loaded.articles}
    count = Counter((s["kind"], _kind(split[files[s["article"]]], s["start"], s["end"])) for s in gold["sentences"])
    right = sum(number for (kind, mine), number in count.items() if kind in (mine, "either"))
    lost = count["headline", "furniture"] + count["body", "furniture"]
    furniture = sum(number for (kind, _), number in count.items() if kind == "furniture")
    print(f"  kinds right {right}/{count.total()}  news lost {lost}", end="")
    print(f"  furniture found {count['furniture', 'furniture']}/{furniture}")


def _kind(found: Sequence[Sentence], start: int, end: int) -> str:
    """The kind that most characters of a passage have."""
    kinds: Counter[str] = Counter()
    for sentence in found:
        kinds[sentence.kind.value] += max(0, min(end, sentence.end) - max(start, sentence.start))
    return kinds.most_common(1)[0][0]


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="NAME", help="print what is wrong on a page (all: on every page)")
    shown = parser.parse_args().show
    report(ours, shown)
    report(plain, None)
    for name, folder in STORIES.items():
        if folder.is_dir() and BENCHMARK.is_dir():
            story(name)


if __name__ == "__main__":
    main()

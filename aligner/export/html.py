"""The HTML export: one file that needs nothing besides, to be read in a browser or printed.

Nothing is fetched: style and script stand in the page, and its content security policy allows these two alone, by their
hashes. Without the script everything is there, too; it adds the filter and the keys. Whatever comes from an article, a
file name or a note is data: it is escaped, and what would obey nobody's eye is shown as a screen shows it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from aligner import versions
from aligner.export import telling
from aligner.export.json import generator
from aligner.export.selection import Selection, chosen, sized
from aligner.export.words import BY, FURNITURE, LEDGER, line, weight
from aligner.model import (
    Agreement,
    Article,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Judgement,
    Kind,
    LedgerEntry,
    Mention,
    Sentence,
    Severity,
    Verdict,
)
from aligner.signs import (
    AGREEMENT_GLYPH,
    AGREEMENT_WORDS,
    BY_SIGN,
    COPIED,
    SILENT,
    STALE,
    STALE_WORDS,
    TYPE_LETTER,
    VERDICT_GLYPH,
    VERDICT_WORDS,
    plural,
)
from aligner.taming import tame

MOST_COLUMNS: Final = 6
"""With more sources each cell names its own, and what nobody says takes no room."""
_LANDSCAPE: Final = 4
"""From so many columns on a sheet lies on its side."""
_WIDE: Final = "56rem"
"""A window that has room for columns."""

_LONGEST_WORD: Final = 30
"""Characters of a last word that is kept together with the letters of its mark; no column has room for more."""

GENERATOR: Final = '<meta name="generator" content="synoptic'
"""Stands near the beginning of every page that this module writes."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BETWEEN = " · "

Cells = Mapping[str, Sequence[Sentence]]


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """The comparison as a page that ends with a line end; the same text for the same comparison."""
    facts = chosen(comparison, selection)
    parts = [
        *_head(comparison),
        '<body><a class="skip" href="#facts">To the facts</a>',
        *_title(comparison, selection),
        *_sources(comparison),
        *_filter(facts),
        '<main id="facts">',
        "<h2>Facts</h2>",
        *(_column_heads(comparison) if _has_columns(comparison) else ()),
        *(part for fact in facts for part in _fact(comparison, fact)),
        "</main>",
        *(() if selection else _ledger(comparison)),
        *(() if selection else _furniture(comparison)),
        f"<footer><p>Made by {text(generator())}. Every sentence stands here as its article has it.</p></footer>",
        f"<script>{_script()}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def text(original: str) -> str:
    """A text as HTML that shows these words and is nothing else, in an attribute, too."""
    return html.escape(tame(original), quote=True)


def is_export(data: bytes) -> bool:
    """Whether a page is one that ``render`` made."""
    return GENERATOR.encode() in data[:2000]


# The page -------------------------------------------------------------------------------------------------------------


def _head(comparison: Comparison) -> Iterator[str]:
    style = _style(len(comparison.story.articles))
    allowed = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_script())}"
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'{GENERATOR}{text(generator().removeprefix("synoptic"))}">'
    yield f"<meta http-equiv=\"Content-Security-Policy\" content=\"{allowed}; base-uri 'none'; form-action 'none'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{text(comparison.story.title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _hash(source: str) -> str:
    """What a content security policy calls a style or a script that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def _script() -> str:
    return Path(__file__).with_name("page.js").read_text("utf-8")


@cache
def _style(sources: int) -> str:
    """The style sheet, with as many columns as there are sources, or none where they are too many."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    if sources > MOST_COLUMNS:
        cards = ".cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }"
        return f"{style}@media (min-width: {_WIDE}), print {{ {cards} }}\n"
    grid = f".heads, .cells {{ display: grid; grid-template-columns: repeat({sources}, minmax(0, 1fr)); }}"
    wide = f"{grid} .cell.silent {{ display: block; }} .fact > .nobody {{ display: none; }}"
    # On paper the names at the head of the first sheet would be far away: there each cell keeps its own.
    screen = ".cell > .name { position: absolute; clip-path: inset(50%); }"
    rules = (
        f"@media (min-width: {_WIDE}), print {{ {wide} }}",
        f"@media screen and (min-width: {_WIDE}) {{ {screen} }}",
        "@page { size: landscape; }" if sources >= _LANDSCAPE else "",
    )
    return "\n".join((style, *rules, ""))


def _has_columns(comparison: Comparison) -> bool:
    return len(comparison.story.articles) <= MOST_COLUMNS


def _title(comparison: Comparison, selection: Selection | None) -> Iterator[str]:
    yield "<header>"
    yield f'<h1 dir="auto">{text(comparison.story.title)}</h1>'
    yield f'<p class="counts">{text(_BETWEEN.join(telling.counts(comparison)))}</p>'
    if selection is not None:
        yield f'<p class="selection"><b>Selection:</b> {text(sized(comparison, selection))}</p>'
    if judged := telling.progress(comparison.facts):
        yield f'<p class="progress"><b>Judged:</b> {text(_BETWEEN.join(judged))}</p>'
    for note in comparison.story.notes:
        yield f'<p class="remark">{text(note)}</p>'
    yield "</header>"


def _sources(comparison: Comparison) -> Iterator[str]:
    """Who wrote what, where and when, and how much of it all each one tells."""
    remarks = telling.remarks(comparison)
    yield '<section aria-labelledby="sources-title" class="sources">'
    yield '<h2 id="sources-title">Sources</h2>'
    yield "<ol>"
    for article in comparison.story.articles:
        shown = article.attribution
        file = article.file if telling.called(article) != article.file else ""
        tells = sum(bool(fact.cells.get(article.id)) for fact in comparison.facts)
        parts = (shown.author, telling.published(article), file, f"tells {tells} of {len(comparison.facts)}")
        about = _BETWEEN.join(part for part in parts if part)
        yield f'<li id="source-{text(article.id)}">{_letter(article)} <b>{text(telling.called(article))}</b>'
        if shown.title:
            yield f'<span class="title"{_language(shown.language)}>{_link(article, shown.title)}</span>'
        elif telling.has_address(shown):
            yield f'<span class="title">{_link(article, shown.url or "")}</span>'
        yield f'<span class="about">{text(about)}</span>'
        for remark in remarks.get(article.id, ()):
            yield f'<span class="about">{text(remark)}</span>'
        yield "</li>"
    yield "</ol>"
    yield "</section>"


def _letter(article: Article) -> str:
    return f'<span class="letter">{text(article.id)}</span>'


def _link(article: Article, words: str) -> str:
    """Words that lead to the article, if it has an address of the web; a link tells nobody where it was followed."""
    if not telling.has_address(article.attribution):
        return text(words)
    return f'<a href="{text(article.attribution.url or "")}" rel="noopener noreferrer">{text(words)}</a>'


def _language(language: str) -> str:
    """The attributes of words of an article: their language, and the direction that their letters have."""
    return f' lang="{language if _LANGUAGE.fullmatch(language) else "und"}" dir="auto"'


def _column_heads(comparison: Comparison) -> Iterator[str]:
    """The names over the columns. Each cell has its own for whoever does not see them stand in columns."""
    yield '<div class="heads" aria-hidden="true">'
    for article in comparison.story.articles:
        shown = article.attribution
        about = _BETWEEN.join(part for part in (shown.author, telling.published(article)) if part)
        name = f'<a href="#source-{text(article.id)}" tabindex="-1">{text(telling.called(article))}</a>'
        yield f'<div>{_letter(article)} <b>{name}</b><span class="about">{text(about)}</span></div>'
    yield "</div>"


def _filter(facts: Sequence[Fact]) -> Iterator[str]:
    """What the script needs to filter by; hidden until it runs."""
    agreements = [one for one in AGREEMENT_GLYPH if any(fact.agreement is one for fact in facts)]
    verdicts = [one for one in Verdict if any(fact.judgement.verdict is one for fact in facts)]
    types = [one for one in DifferenceType if any(one is d.type for fact in facts for d in fact.differences)]
    yield '<nav id="filter" aria-label="Filter" hidden>'
    yield _choices("agreement", ((one, f"{AGREEMENT_GLYPH[one]} {AGREEMENT_WORDS[one]}") for one in agreements))
    if verdicts != [Verdict.OPEN]:
        yield _choices("verdict", ((one, f"{VERDICT_GLYPH[one]} {VERDICT_WORDS[one]}".strip()) for one in verdicts))
    yield _choices("types", ((one, f"{TYPE_LETTER[one]} {one}") for one in types))
    yield '<p><label>Text <input type="search" id="search" autocomplete="off" spellcheck="false"></label>'
    yield '<button type="button" id="all">All</button> <output id="shown" aria-live="polite"></output></p>'
    keys = (("j k", "fact"), ("] [", "conflict"), ("/", "text"), ("esc", "all"))
    yield f'<p class="keys">{"".join(f"<span><kbd>{key}</kbd> {what}</span> " for key, what in keys)}</p>'
    yield "</nav>"


def _choices(kind: str, choices: Iterable[tuple[str, str]]) -> str:
    made = '<button type="button" aria-pressed="false"'
    buttons = (f'{made} data-kind="{kind}" data-value="{text(value)}">{text(name)}</button>' for value, name in choices)
    return f'<p role="group" aria-label="{kind}">{" ".join(buttons)}</p>'


# A fact ---------------------------------------------------------------------------------------------------------------


def _fact(comparison: Comparison, fact: Fact) -> Iterator[str]:
    number = telling.number(fact)
    types = " ".join(dict.fromkeys(difference.type.value for difference in fact.differences))
    verdict = fact.judgement.verdict
    yield (
        f'<article class="fact {fact.agreement}" id="{text(fact.id)}" tabindex="-1" aria-labelledby="{text(fact.id)}-t"'
        f' data-agreement="{fact.agreement}" data-verdict="{text(verdict)}" data-types="{types}">'
    )
    yield (
        f'<h3 id="{text(fact.id)}-t"><a class="number" href="#{text(fact.id)}">{text(number)}</a> '
        f'<span class="glyph" aria-hidden="true">{AGREEMENT_GLYPH[fact.agreement]}</span> '
        f'<span class="label"{_language(_language_of(comparison, fact))}>{text(fact.label)}</span> '
        f'<span class="standing">{_standing(fact)}</span></h3>'
    )
    yield from _judgement(fact.judgement)
    cells: Cells = {article.id: sentences for article, sentences in telling.cells(comparison, fact)}
    yield '<div class="cells" role="list">'
    for article in comparison.story.articles:
        yield from _cell(comparison, fact, article, cells)
    yield "</div>"
    if fact.silent:
        yield f'<p class="nobody">silent: {text(", ".join(fact.silent))}</p>'
    if fact.differences:
        yield '<ul class="differences" aria-label="Differences">'
        for difference in fact.differences:
            yield f"<li>{_difference(difference)}</li>"
        yield "</ul>"
    yield from _corrections(comparison, fact)
    yield from _more(comparison, fact)
    yield "</article>"


def _language_of(comparison: Comparison, fact: Fact) -> str:
    """The language of a label, which is made of the words of its sentences; unknown where they are of several."""
    languages = {sentence.language for sentence in telling.sentences(comparison, fact)}
    return languages.pop() if len(languages) == 1 else "und"


def _standing(fact: Fact) -> str:
    return f"{'perhaps: ' if fact.only_perhaps else ''}{AGREEMENT_WORDS[fact.agreement]}"


def _judgement(judgement: Judgement) -> Iterator[str]:
    if telling.is_judged(judgement):
        yield f'<p class="judgement {judgement.verdict.name.lower()}">{_judged(judgement)}</p>'


def _judged(judgement: Judgement) -> str:
    verdict = judgement.verdict
    said = f"{VERDICT_GLYPH[verdict]} {VERDICT_WORDS[verdict]}" if verdict is not Verdict.OPEN else "note"
    note = "\n".join(filter(None, (text(line(row)) for row in re.split(r"[\r\n]+", judgement.note))))
    stale = f' <span class="stale">{STALE} {STALE_WORDS}</span>' if judgement.is_stale else ""
    return f'<b class="verdict">{said}</b>{stale}{f" <span class=note dir=auto>{note}</span>" if note else ""}'


def _cell(comparison: Comparison, fact: Fact, article: Article, cells: Cells) -> Iterator[str]:
    if article.id not in cells:
        yield f'<div class="cell silent" role="listitem" aria-label="{text(article.id)} silent">{SILENT}</div>'
        return
    name = f"{_letter(article)} {text(telling.called(article))}"
    yield f'<div class="cell" role="listitem"><p class="name">{name}</p>'
    joined = {id_: one for one in telling.corrections(comparison, fact) if not one.is_gone for id_ in one.sentences}
    for sentence in cells[article.id]:
        signs = '<i class="perhaps">perhaps</i> ' if sentence.id in fact.perhaps and not fact.only_perhaps else ""
        if sentence.id in joined:
            one = joined[sentence.id]
            signs += f'<i class="by">{BY_SIGN[one.by]} {text(one.name)}</i> '
        if any(sentence.id in (copy.a, copy.b) for copy in fact.copies):
            signs += f'<i class="by" title="nearly word for word in several sources">{COPIED}</i> '
        yield f'<p class="said"{_language(sentence.language)}>{signs}<q>{_marked(fact, sentence)}</q></p>'
    yield "</div>"


def _marked(fact: Fact, sentence: Sentence) -> str:
    """A sentence with the words marked in which its source differs: the letter of the type behind them.

    Where marks overlap, each stretch has all that it belongs to, and a mark's letter stands at its end.
    """
    marks = [
        (mention, difference)
        for difference in fact.differences
        for mention in difference.values
        if mention.sentence == sentence.id and sentence.start <= mention.start < mention.end <= sentence.end
    ]
    cuts = {sentence.start, sentence.end, *(m.start for m, _ in marks), *(m.end for m, _ in marks)}
    bounds = sorted(cuts)
    pieces = []
    for start, end in pairwise(bounds):
        words = text(sentence.text[start - sentence.start : end - sentence.start])
        here = [(mention, difference) for mention, difference in marks if mention.start <= start and end <= mention.end]
        pieces.append(_mark(words, end, here) if here else words)
    return "".join(pieces)


_HEAVIEST = tuple(Severity)


def _mark(words: str, end: int, marks: Sequence[tuple[Mention, Difference]]) -> str:
    """Words that belong to these marks, in the hue of the heaviest; the letters of those that end here."""
    _, heaviest = min(marks, key=lambda mark: _HEAVIEST.index(mark[1].severity))
    letters = "".join(
        dict.fromkeys(TYPE_LETTER[difference.type] for mention, difference in marks if mention.end == end)
    )
    names = _BETWEEN.join(dict.fromkeys(_named(difference) for _, difference in marks))
    if letters:
        before, space, last = words.rpartition(" ")  # the last word holds the letters, so that no line parts the two
        long = " data-long" if len(last) > _LONGEST_WORD else ""
        words = f'{before}{space}<span data-letter="{text(letters)}"{long}>{last}</span>'
    return f'<mark class="d-{heaviest.type} {heaviest.severity}" title="{text(names)}">{words}</mark>'


def _named(difference: Difference) -> str:
    return f"{difference.type}, {weight(difference.type, difference.severity)}"


def _difference(difference: Difference) -> str:
    values = _BETWEEN.join(
        f'<span class="value" dir="auto">{text(value)}</span> ({text(source)})'
        for value, source in telling.values(difference)
    )
    by = (
        f', <i class="by">{BY_SIGN[difference.by]} added {BY[difference.by]}</i>'
        if difference.by is not By.PROGRAM
        else ""
    )
    judged = difference.judgement
    verdict = f' <span class="judgement {judged.verdict.name.lower()}">{_judged(judged)}</span>'
    told = f"{_type(difference.type)} {text(_named(difference))}{by}: {values}"
    return f"{told}{verdict}" if telling.is_judged(judged) else told


def _type(kind: DifferenceType) -> str:
    return f'<b class="type d-{kind}">{text(TYPE_LETTER[kind])}</b>'


def _corrections(comparison: Comparison, fact: Fact) -> Iterator[str]:
    """What was put right, apart from what the program found. Sentences that were joined say so in their cells."""
    corrections = [one for one in telling.corrections(comparison, fact) if one.is_gone or not one.sentences]
    if not corrections:
        return
    yield '<ul class="corrections" aria-label="Corrections">'
    for one in corrections:
        parts = [_taken(comparison.sentences[id_]) for id_ in one.sentences]
        parts += [_difference(one.difference)] if one.difference is not None else []
        done = f'<i class="by">{BY_SIGN[one.by]} {text(one.name)}</i>'
        yield f"<li>{done}{': ' if parts else ''}{_BETWEEN.join(parts)}</li>"
    yield "</ul>"


def _taken(sentence: Sentence) -> str:
    return f"<q{_language(sentence.language)}>{text(sentence.text)}</q> ({text(sentence.source)})"


def _more(comparison: Comparison, fact: Fact) -> Iterator[str]:
    """What stands behind a fact: changes, origins, who says so and how surely, whom the articles credit, and why."""
    said = telling.sentences(comparison, fact)
    speakers = [
        f"{', '.join(part for part in (speaker, role) if part)} ({source})"
        for speaker, role, source in telling.voices(said)
    ]
    credited = [f"{outlet} ({source})" for outlet, source in telling.credited(said)]
    sure = [f"{words} ({source})" for words, source in telling.certainties(said)]
    why = [fact.reason] if fact.reason and len(fact.cells) > 1 else []
    over_time = list(versions.lines(comparison, fact))
    behind = [telling.origins_line(comparison, fact)]
    behind += [
        f"{one.line}: {' … '.join(f'“{words}”' for words in one.passages)}" for one in telling.copied(comparison, fact)
    ]
    rows = (
        ("over time", over_time),
        ("origins", [one for one in behind if one]),
        ("who says so", speakers),
        ("credited", credited),
        ("certainty", sure),
        ("why", why),
    )
    told = [(name, _BETWEEN.join(parts)) for name, parts in rows if parts]
    if told:
        yield '<dl class="more">'
        for name, words in told:
            yield f'<div><dt>{name}</dt> <dd dir="auto">{text(words)}</dd></div>'
        yield "</dl>"


# Besides the facts ----------------------------------------------------------------------------------------------------


def _ledger(comparison: Comparison) -> Iterator[str]:
    if not comparison.ledger:
        return
    yield '<section class="ledger" aria-labelledby="ledger-title">'
    yield '<h2 id="ledger-title">Ledger</h2>'
    yield f"<p>{LEDGER}</p>"
    yield "<ul>"
    for entry in comparison.ledger:
        yield f"<li>{_entry(entry)}</li>"
    yield "</ul>"
    yield "</section>"


def _entry(entry: LedgerEntry) -> str:
    alike = len({repr(mention.normal or mention.text.casefold()) for mention in entry.mentions}) == 1
    standing = AGREEMENT_WORDS[Agreement.AGREE] if alike else weight(entry.type, entry.severity)
    values = _BETWEEN.join(
        f'<span class="value" dir="auto">{text(_quoted(entry.type, one))}</span> ({text(one.source)})'
        for one in entry.mentions
    )
    return f'{_type(entry.type)} {entry.type}, <span dir="auto">{text(entry.label)}</span> — {standing}: {values}'


def _quoted(kind: DifferenceType, mention: Mention) -> str:
    return f'"{mention.text}"' if telling.is_said(kind, mention) else mention.text


def _furniture(comparison: Comparison) -> Iterator[str]:
    pieces: dict[str, list[Sentence]] = {}
    for sentence in comparison.sentences.values():
        if sentence.kind is Kind.FURNITURE:
            pieces.setdefault(sentence.source, []).append(sentence)
    if not pieces:
        return
    total = sum(map(len, pieces.values()))
    yield f'<details class="furniture"><summary><h2>Furniture: {plural(total, "piece")}</h2></summary>'
    yield f"<p>{FURNITURE}</p>"
    for article in comparison.story.articles:
        if found := pieces.get(article.id):
            yield f"<h3>{_letter(article)} {text(telling.called(article))}</h3>"
            yield "".join(f"<p{_language(one.language)}>{text(one.text)}</p>" for one in found)
    yield "</details>"

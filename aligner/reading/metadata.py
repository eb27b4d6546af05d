"""What a page's metadata tell of its article: title, author, date, outlet, address, language, and whether it is whole.

Read from JSON-LD (https://schema.org/NewsArticle), OpenGraph, meta elements (Parse.ly, Sailthru, Dublin Core,
Highwire), links and microdata, in that order of trust. What the page does not tell stays None: no outlet is made of
a host's name, no date of an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from aligner.model import Attribution
from aligner.reading import clutter, dates, times
from aligner.reading.html import Block, clean
from aligner.reading.lines import key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_JSON = 3_000_000
_LONGEST = 4000
"""Characters of what a page tells of itself that are looked at: nothing is longer, but what is meant to hold us up."""
_TITLE = 1000
_MOST_HEADLINES = 50
_ARTICLES = re.compile(
    r"(?:\w*(?:NewsArticle|Article|BlogPosting|LiveBlogPosting|Report)|SocialMediaPosting|DiscussionForumPosting)\Z"
)
_INDEXES = frozenset(("CollectionPage", "SearchResultsPage", "AboutPage", "ContactPage"))
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
)
_AUTHORS = (
    *(
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
    ),
    *("citation_author", "byl", "og:article:author", "article:author_name", "news_author", "cxenseparse:author"),
)
_DATES = (
    *("article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished"),
    *("publish-date", "publishdate", "publish_date", "pubdate", "article.published", "cxenseparse:recs:publishtime"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date"),
    *("citation_date", "date", "ptime", "pdate", "published-date", "originalpublicationdate"),
)
_CHANGED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    *("last-modified", "dc.date.modified", "dcterms.modified", "article.updated", "revised"),
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "cre")
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|-{1,2})\s+|\s*\|\s*|:\s+(?=[A-Z][\w. ]{1,30}\Z)")
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w|\w\.(?:com|org|net|co\.uk|de|fr|news)\b", re.IGNORECASE)
_HOUSE = re.compile(
    r"(?:the )?(?:[\w&.' ]+ )?(?:staff(?: (?:writers?|reporters?|and agencies))?|newsroom|news desk|web desk|editors?"
    r"|editorial(?: (?:team|board|staff))?|redaktion|rédaction|redacción|redazione|agencies"
    r"|admin(?:istrator)?|web ?master|guest|news agency|associated press|reuters|afp|agence france-presse|dpa"
    r"|bloomberg news|user|unknown|null|none|n/a)\Z",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written |reported |story |words |posted )?by|von|par|por|di|door|author|autor|auteur)\s*:?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:;|,(?!\s*(?:Jr|Sr|I{2,3}|IV|M\.?D|Ph\.?D)\b)|\s(?:and|&|und|et|y|e|en)\s(?=[A-ZÀ-Þ]))\s*|\s+\|\s+"
)
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?![\d-])|\s*(\d{4})(\d\d)(\d\d)(?:\Z|T|\s)")
_MAIL_DATE = re.compile(r"\s*(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_DATED = frozenset("date published pubdate created posted submitted timestamp publication dateline".split())
_LOCKED = re.compile(r"(?:false|no|0)\Z", re.IGNORECASE)
_DEEPEST = 30


@dataclass(frozen=True)
class Metadata:
    """What is told, by field; ``kinds`` are the types the page says it is, ``locked`` that it says it is not free,
    or shows a prompt to subscribe. ``text`` is the article's text where the metadata have it, ``words`` how many words
    they say it has.
    """

    title: str | None
    author: str | None
    published: str | None
    at: str | None
    outlet: str | None
    url: str | None
    language: str
    kinds: frozenset[str]
    locked: bool
    text: str | None
    words: int | None

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself an article."""
        return any(_ARTICLES.match(kind) for kind in self.kinds) or "og:article" in self.kinds

    @property
    def is_index(self) -> bool:
        """Whether the page calls itself a list, and no article."""
        return not self.is_article and not _INDEXES.isdisjoint(self.kinds)

    @property
    def is_live(self) -> bool:
        """Whether the page calls itself a live blog."""
        return "LiveBlogPosting" in self.kinds

    @property
    def attribution(self) -> Attribution:
        """The same as an attribution, without evidence: that it is the page's is known of all of it."""
        return Attribution(self.outlet, self.title, self.author, self.published, self.url, self.language, at=self.at)


def read(tree: HtmlElement, blocks: Sequence[Block], address: str | None = None) -> Metadata:
    """The metadata of a page, and whether what it shows, ``blocks``, confirms them.

    ``address`` is where it was fetched from, by which relative addresses are made whole.

    Linear in the size of the page; never raises for broken metadata.
    """
    return _Head(tree, blocks, address).metadata()


class _Head:
    """A page's metadata as they stand, each question answered once."""

    def __init__(self, tree: HtmlElement, blocks: Sequence[Block], address: str | None) -> None:
        self._tree = tree
        self._blocks = blocks
        self._address = address
        self._metas: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
            value = clean((meta.get("content") or "")[:_LONGEST])
            if name and value:
                self._metas.setdefault(name.strip().casefold(), []).append(value)
        self._things = list(_things(tree))
        self._articles = sorted(
            (thing for thing in self._things if any(map(_ARTICLES.match, _types(thing)))), key=_plainness
        )

    def metadata(self) -> Metadata:
        outlet = self._outlet
        title = self._title(outlet)
        kinds = {kind for thing in self._things for kind in _types(thing)}
        kinds |= {f"og:{value.casefold()}" for value in self._metas.get("og:type", ())}
        return Metadata(
            title=title,
            author=self._author(outlet),
            published=self._published(),
            at=self._at(),
            outlet=outlet,
            url=self._url(),
            language=self._language(),
            kinds=frozenset(kinds),
            locked=self._locked(),
            text=self._body_text(),
            words=self._word_count(),
        )

    def _meta(self, *names: str) -> Iterator[str]:
        for name in names:
            yield from self._metas.get(name, ())

    # --- outlet -----------------------------------------------------------------------------------

    @cached_property
    def _outlet(self) -> str | None:
        """The first name told, a host's name and an agency's handle left out; else a title's end that more says."""
        told = [*self._meta("og:site_name"), *self._publishers(), *self._meta(*_OUTLETS)]
        names = [name for value in told if (name := _outlet_name(value)) is not None]
        if names:
            # "the Gazette" here and "The Gazette" there: one of the two is how it is written.
            return next((name for name in names if name[0].isupper() and key_of(name) == key_of(names[0])), names[0])
        return self._confirmed_suffix()

    def _publishers(self) -> Iterator[str]:
        for thing in self._articles:
            for publisher in self._resolved(thing.get("publisher")):
                yield from _strings(publisher.get("name") if isinstance(publisher, Mapping) else publisher)
        for thing in self._things:
            if not {"NewsMediaOrganization", "WebSite"}.isdisjoint(_types(thing)):
                yield from _strings(thing.get("name"))

    def _confirmed_suffix(self) -> str | None:
        """What stands beside the headline in <title>, where the page says it elsewhere too: as logo, as @handle."""
        parts = self._title_parts
        if len(parts) < 2:
            return None
        witnesses = [*self._meta("twitter:site", "apple-mobile-web-app-title", "copyright", "al:ios:app_name")]
        witnesses += [block.text for block in self._blocks[-40:] if _COPYRIGHT.search(block.text[:300])]
        said = " ".join(key_of(witness[:400]) for witness in witnesses)
        logos = {key_of(image.get("alt") or "") for image in self._tree.iter("img", "amp-img")}
        for name in (parts[-1], parts[0]):
            key = key_of(name)
            if len(key) > 2 and len(name) <= 60 and (key in said or key in logos or f"{key}logo" in logos):
                return name
        return None

    @cached_property
    def _title_parts(self) -> list[str]:
        return [part for part in _SEPARATOR.split(self._page_title) if part] if self._page_title else []

    @cached_property
    def _page_title(self) -> str | None:
        title = next(self._tree.iter("title"), None)
        return clean(title.text_content()[:_TITLE]) or None if title is not None else None

    # --- title ------------------------------------------------------------------------------------

    def _title(self, outlet: str | None) -> str | None:
        """The page's own headline if metadata confirm it or say nothing; else what they say."""
        told = [*(text for thing in self._articles for text in _strings(thing.get("headline"))), *self._meta(*_TITLES)]
        structured = bool(told)
        told += [self._page_title] if self._page_title else []
        told = [title for value in told if (title := without_suffix(clean(value[:_TITLE]), outlet))]
        shown = [text for text in map(clean, self._headlines()) if text and key_of(text) != key_of(outlet or "")]
        for text in shown:
            if any(_alike(text, title) for title in told):
                return without_suffix(text, outlet)
        alone = [text for text in shown if len(text.split()) >= 3]
        if len(alone) == 1 and (not structured or self._articles or "article:published_time" in self._metas):
            return without_suffix(alone[0], outlet)
        if not structured:
            # A page without headings may still show the part of its title that is the headline.
            blocks = {block.key for block in self._blocks}
            told = [part for part in self._title_parts if len(part.split()) >= 4 and key_of(part) in blocks] or told
            seconds = [
                b.text
                for b in self._blocks
                if b.tag == "h2" and len(b.text) <= _TITLE and len(b.text.split()) >= 4 and b.link_share < 0.5
            ]
            if not shown and len(seconds) == 1:
                return without_suffix(seconds[0], outlet)
        return told[0] if told else (alone[0] if alone else None)

    def _headlines(self) -> Iterator[str]:
        marked = (e for e in self._tree.iter("h2", "div", "span", "p") if e.get("itemprop") == "headline")
        for headline in islice(chain(self._tree.iter("h1"), marked), _MOST_HEADLINES):
            yield headline.text_content()[:_TITLE]

    # --- author -----------------------------------------------------------------------------------

    def _author(self, outlet: str | None) -> str | None:
        """All authors of the first place that names a person."""
        for names in self._author_lists():
            persons = list(dict.fromkeys(person for name in names for person in people(name, outlet)))
            if persons:
                return joined(persons)
        return None

    def _author_lists(self) -> Iterator[list[str]]:
        for thing in self._articles:
            for key in ("author", "creator"):
                yield [name for person in self._resolved(thing.get(key)) for name in _names_of(person)]
        for name in _AUTHORS:
            yield self._metas.get(name, [])
        yield [_own_text(e) for e in self._tree.iter("a", "span") if e.get("rel") == "author"]
        marked = [
            e
            for e in self._tree.iter("a", "span", "div", "p", "address")
            if "author" in (e.get("itemprop") or "").split()
        ]
        yield [
            _own_text(e.find(".//*[@itemprop='name']") if e.find(".//*[@itemprop='name']") is not None else e)
            for e in marked
        ]

    def _resolved(self, value: object) -> Iterator[object]:
        """The persons or organisations of a field: one, several, or pointers into the page's graph ("@id")."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping) and isinstance(item.get("@id"), str):
                # What a pointer points to says more than the name beside it, which may be a login.
                yield next((thing for thing in self._named.get(item["@id"], ()) if thing is not item), item)
            elif item is not None:
                yield item

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The things of the graph that have a name, by their "@id"."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for thing in self._things:
            if isinstance(thing.get("@id"), str) and "name" in thing:
                found.setdefault(thing["@id"], []).append(thing)
        return found

    # --- date, address, language ------------------------------------------------------------------

    def _published(self) -> str | None:
        told = [text for thing in self._articles for text in _strings(thing.get("datePublished"))]
        told += self._meta(*_DATES)
        told += [text for thing in self._articles for text in _strings(thing.get("dateCreated"))]
        told += list(self._times())
        return next((date for value in told if (date := day_of(value)) is not None), None)

    def _at(self) -> str | None:
        """When the page was last changed; without that, when it was published, if the time of day is told."""
        told = [text for thing in self._articles for text in _strings(thing.get("dateModified"))]
        told += self._meta(*_CHANGED)
        told += [e.get("datetime") or e.get("content") or "" for e in self._marked("datemodified")]
        told += [text for thing in self._articles for text in _strings(thing.get("datePublished"))]
        told += self._meta(*_DATES)
        told += self._times()
        return next((at for value in told if (at := times.moment_of(value)) is not None), None)

    def _marked(self, name: str) -> Iterator[HtmlElement]:
        for element in self._tree.iter("time", "span", "meta", "div", "abbr"):
            if name in (element.get("itemprop") or "").casefold():
                yield element

    def _times(self) -> Iterator[str]:
        marked = list(self._tree.iter("time"))
        for element in self._marked("datepublished"):
            yield element.get("datetime") or element.get("content") or clean(element.text_content()[:200])
        published = [time for time in marked if "updat" not in _marks(time) and "modif" not in _marks(time)]
        for time in [*(t for t in published if t.get("pubdate") is not None or "publish" in _marks(t)), *published[:1]]:
            if not _is_beside(time):
                yield time.get("datetime") or clean(time.text_content()[:200])
        for element in self._tree.iter("span", "div", "p", "li"):
            if not _DATED.isdisjoint(clutter.words_of(element)) and not _is_beside(element):
                text = clean(element.text_content()[:400])
                if len(text) <= 120:
                    yield text

    def _url(self) -> str | None:
        base = self._address or next(iter(self._meta("og:url")), "")
        links = [
            e.get("href") or ""
            for e in self._tree.iter("link")
            if "canonical" in (e.get("rel") or "").casefold().split()
        ]
        told = [*links, *self._meta("og:url", "parsely-link", "twitter:url", "al:web:url")]
        told += [text for thing in self._articles for text in _page_of(thing)]
        for value in told:
            address = _joined_address(base, value)
            if address is not None:
                return address
        return None

    def _language(self) -> str:
        html = next(self._tree.iter("html"), None)
        told = [html.get("lang") or html.get("xml:lang") or ""] if html is not None else []
        told += [text for thing in self._articles for text in _strings(thing.get("inLanguage"))]
        told += self._meta("og:locale", "content-language", "dc.language", "dcterms.language", "language")
        for value in told:
            match = re.match(r"\s*([A-Za-z]{2})(?:[-_,]|\s*\Z)", value)
            if match is not None:
                return match.group(1).lower()
        return "und"

    # --- the whole --------------------------------------------------------------------------------

    def _locked(self) -> bool:
        if any(_says_locked(thing) for thing in self._articles):
            return True
        tiers = self._meta("article:content_tier", "content_tier")
        if any(tier.casefold() in ("locked", "metered-locked", "premium") for tier in tiers):
            return True
        marked = (e for e in self._tree.iter("div", "section", "aside") if e.get("class") or e.get("id"))
        return any(clutter.is_gate(element) and _is_gate(element) for element in marked)

    def _body_text(self) -> str | None:
        bodies = [text for thing in self._articles for text in _strings(thing.get("articleBody"))]
        return max(bodies, key=len, default=None)

    def _word_count(self) -> int | None:
        counts = [str(thing.get("wordCount", "")) for thing in self._articles]
        return max((int(count) for count in counts if count.isdecimal() and len(count) < 7), default=None)


# --- JSON-LD --------------------------------------------------------------------------------------


def _things(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Everything with a type in the page's JSON-LD, nested or in a graph, in order."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold() and script.text and len(script.text) < _MOST_JSON:
            yield from _typed(_loaded(script.text), 0)


def _loaded(text: str) -> object:
    """JSON, also with what sites get wrong: comments and CDATA around it, line ends in strings, commas too many."""
    bare = re.sub(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z", "", text.strip())
    for candidate in (bare, bare.rstrip("; \n\t"), re.sub(r",(\s*[}\]])", r"\1", bare)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _typed(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _typed(item, depth + 1)
    elif isinstance(value, Mapping):
        if "@type" in value:
            yield value
        for key, item in value.items():
            # Others' articles: those a live blog or a list points to are none of this page's head.
            if key not in ("liveBlogUpdate", "itemListElement", "comment", "mentions", "relatedLink", "citation"):
                yield from _typed(item, depth + 1)


def _types(thing: Mapping[str, Any]) -> list[str]:
    return [text.rsplit("/", 1)[-1] for text in _strings(thing.get("@type"))]


def _plainness(thing: Mapping[str, Any]) -> int:
    """The article itself before what it only names: it has a headline and a date."""
    return -sum(key in thing for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage"))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    if isinstance(value, Mapping):
        return _strings(value.get("@value"))
    return []


def _names_of(person: object) -> list[str]:
    if not isinstance(person, Mapping):
        return _strings(person)
    if "Organization" in " ".join(_types(person)):
        return []
    full = " ".join(text for key in ("givenName", "familyName") for text in _strings(person.get(key)))
    return _strings(person.get("name")) or ([full] if full else [])


def _page_of(thing: Mapping[str, Any]) -> list[str]:
    page = thing.get("mainEntityOfPage")
    return [*_strings(page.get("@id") if isinstance(page, Mapping) else page), *_strings(thing.get("url"))]


def _says_locked(thing: Mapping[str, Any]) -> bool:
    parts = thing.get("hasPart")
    things = [thing, *(parts if isinstance(parts, list) else [parts])]
    free = [part.get("isAccessibleForFree") for part in things if isinstance(part, Mapping)]
    return any(value is False or (isinstance(value, str) and _LOCKED.match(value.strip())) for value in free)


# --- names, dates, addresses ----------------------------------------------------------------------


def without_suffix(title: str, outlet: str | None) -> str:
    """A headline without the outlet that page titles end in, or begin with: "Bridge shut | The Gazette"."""
    key = key_of(outlet or "")
    parts = list(_SEPARATOR.finditer(title))
    for separator in reversed(parts):
        end = key_of(title[separator.end() :])
        if len(key) > 1 and (end == key or (key in end and len(end) <= len(key) + 20 and separator is not parts[0])):
            return without_suffix(title[: separator.start()].rstrip(), outlet)
        if len(key) > 1 and end == key.removeprefix("the"):
            return title[: separator.start()].rstrip()
    if parts and len(key) > 1 and key_of(title[: parts[0].start()]) == key and len(title) > parts[0].end():
        return title[parts[0].end() :]
    return title


def _outlet_name(value: str) -> str | None:
    name = clean(value).lstrip("@")
    if not name or len(name) > 80 or value.startswith("@") or _is_host(name):
        return None
    return name


def _is_host(name: str) -> bool:
    """Whether a name is nothing but an address: "www.example.org", "example.co.uk"."""
    return re.fullmatch(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}/?", name) is not None or "://" in name


def people(name: str, outlet: str | None) -> Iterator[str]:
    """The persons an author field names; none for an address, a newsroom, or the outlet itself."""
    cleaned = clean(name[:_TITLE])
    by = _BY.match(cleaned)
    bare = cleaned[by.end() :] if by is not None else cleaned
    if "://" in bare:
        return
    for part in _BETWEEN.split(bare):
        person = re.sub(r"\s*[(<\[][^()<>\[\]]*[)>\]]?\s*\Z", "", part or "").strip(" ,;|.·-–—")
        person = person if not person.isupper() or len(person) < 4 else _titled(person)
        if _is_person(person, outlet):
            yield person


def _is_person(name: str, outlet: str | None) -> bool:
    if " " not in name and name.islower():
        # A login.
        return False
    if not 3 <= len(name) <= 60 or not any(map(str.isalpha, name)) or any(map(str.isdigit, name)):
        return False
    if _ADDRESS.search(name) or _HOUSE.match(name) or len(name.split()) > 6:
        return False
    key, house = key_of(name), key_of(outlet or "")
    return not house or (key != house and not (len(house) > 3 and house.removeprefix("the") in key))


def _titled(name: str) -> str:
    """A name in capitals as names are written: "JANE MCDOE" becomes "Jane Mcdoe"."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)


def joined(people: Sequence[str]) -> str:
    """Several names as a byline has them."""
    return " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else people[0]


def day_of(value: str) -> str | None:
    """The day a date or a time names, as the page states it: its own local day, no time zone reckoned with."""
    match = _ISO.match(value)
    if match is not None:
        year, month, day = (part for part in match.groups() if part is not None)
        found = dates.DATE.match(f"{year}-{month}-{day}")
        return dates.parse(found) if found is not None else None
    found = dates.published(clean(value)[:200])
    return dates.parse(found) if found is not None else None


def _joined_address(base: str, value: str) -> str | None:
    try:
        address = urljoin(base, value.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(address) > 2000 or not address.isprintable():
        return None
    return address


# --- elements -------------------------------------------------------------------------------------


def _marks(element: HtmlElement) -> str:
    return " ".join((element.get(name) or "") for name in ("class", "id", "src", "itemprop", "data-testid")).casefold()[
        :600
    ]


def _own_text(element: HtmlElement) -> str:
    return clean(element.text_content()[:300])


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in a list, a side column or a comment: its date is not the article's."""
    for box in element.iterancestors():
        if box.tag in ("aside", "li", "footer", "nav"):
            return True
        words = clutter.words_of(box)
        if not words.isdisjoint(("comment", "comments", "related", "recommended", "sidebar", "teaser", "trending")):
            return True
    return False


def _is_gate(element: HtmlElement) -> bool:
    """Whether a box that is called a paywall is the prompt itself: shown, and with the words of one."""
    text = clean(element.text_content()[:3000]).casefold()
    if len(text) > 600:
        # The text that is behind it, rather.
        return False
    style = (element.get("style") or "").replace(" ", "")
    return (
        "display:none" not in style
        and re.search(r"\b(?:subscri|sign in|log in|register|abonn|suscr|member)", text) is not None
    )


def _alike(shown: str, told: str) -> bool:
    """Whether two titles are the same headline, one perhaps longer."""
    a, b = key_of(shown), key_of(told)
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) > 12 and (a in b or b in a)) or _shared(shown, told) >= 0.6


def _shared(one: str, other: str) -> float:
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return len(a & b) / max(1, min(len(a), len(b))) if min(len(a), len(b)) > 2 else 0.0

"""Boxes of a page that stand in or beside an article and are none of it, by the names their makers gave them.

Class names, ids and the like are written for people who build pages, and say what a box is for: "related-stories",
"newsletterSignup", "RecircList__item". Their words are compared whole ("ad" is not in "shadow").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = (
    *("class", "id", "itemprop", "data-component", "data-component-name", "data-testid", "data-qa", "data-type"),
    *("data-name", "data-module", "data-area", "data-block", "data-widget", "data-section", "data-gu-name"),
)
_PART = re.compile(r"[A-Za-z0-9]+")
_HASH = re.compile(r"\d[A-Za-z](?!\d+\Z)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ABOUT_OTHERS = re.compile(
    r"(?:has|with|without|no|not|is|show|hide|js|wp|post|type|format|category|tag)[-_]", re.IGNORECASE
)
"""A class that says what else there is: "has-sidebar", "no-comments", WordPress's "tag-comment" and "category-ads"."""

_CLUTTER = frozenset(
    """
    ad ads advert adverts advertisement advertising adslot adunit dfp sponsor sponsored sponsorship outbrain taboola
    promo promos promobox promotion newsletter newsletters signup subscribe subscription mailinglist mailchimp
    related recommended recommendation recommendations recirc recirculation cta trending mostread mostpopular popular
    readmore seealso morefrom teaser teasers
    share shares sharing sharebar sharetools social socials addtoany sharedaddy addthis
    comment comments commenting disqus respond replies
    breadcrumb breadcrumbs navigation nav navbar menu sidebar footer masthead toolbar
    cookie cookies consent gdpr onetrust cmp modal popup overlay lightbox
    caption captions figcaption photocredit imagecredit copyright
    byline bylines author authors authorbox bio contributor contributors timestamp dateline pubdate
    tags taglist keywords
    donate donation
    playlist pullquote footnote footnotes
    """.split()
)
_PAIRS = frozenset(
    """
    most-read most-popular most-viewed read-more read-next read-also more-from more-on more-stories more-news see-also
    up-next next-article sign-up log-in call-to image-credit photo-credit media-caption image-caption wp-caption
    entry-meta post-meta article-meta article-tags post-tags entry-tags tag-list topic-list topics-list article-topics
    pull-quote reading-list also-like skip-link print-only also-read on-topic subscriber-only gift-article listen-to
    audio-player reporting-credits article-credits
    """.split()
)
_GATE = re.compile(
    r"(?:\b|_)(?:pay-?wall|reg-?wall|meter-?wall|subscri(?:be|ber|ption)-?(?:gate|wall|barrier|prompt|required|only)"
    r"|piano-(?:offer|template|container)|tp-modal|gateway-content|content-gate|article-gate"
    r"|premium-(?:lock|wall|barrier))(?:\b|_)",
    re.IGNORECASE,
)
_TEXT = frozenset(("articlebody", "storybody", "maincontent"))
_TEXT_PAIRS = frozenset(
    """
    article-body story-body body-text article-text article-content story-content story-text entry-content post-content
    main-content page-content article-main body-content content-body rich-text
    """.split()
)
_BODY_PAIRS = frozenset(("article-body", "story-body", "article-text", "story-text", "entry-content", "body-text"))
_DECK = frozenset("standfirst deck dek subtitle subheadline subhead subheading chapo strapline excerpt".split())
_DECK_PAIRS = frozenset(
    "sub-title sub-headline sub-heading sub-head article-summary article-desc article-excerpt lead-in".split()
)


def is_clutter(element: HtmlElement) -> bool:
    """Whether a box's names say that it holds something else than the article.

    The box around the article itself may have such names as well ("article with-comments"): whoever asks knows
    where the text is.
    """
    return any(_is_clutter_name(name) for name in _names(element))


def is_gate(element: HtmlElement) -> bool:
    """Whether an element's names say that it is where those stop who have not paid, or what is behind it."""
    return _GATE.search(" ".join(_names(element))) is not None


def is_deck(element: HtmlElement) -> bool:
    """Whether an element's names say that it is the deck below a headline."""
    words = [_words(name) for name in _names(element)]
    return any(not _DECK.isdisjoint(w) or not _DECK_PAIRS.isdisjoint(_pairs(w)) for w in words)


def is_text(element: HtmlElement) -> bool:
    """Whether an element's names say that it holds the text of an article: "article-body", "storyBody"."""
    words = [_words(name) for name in _names(element)]
    return any(not _TEXT.isdisjoint(w) or not _BODY_PAIRS.isdisjoint(_pairs(w)) for w in words)


def words_of(element: HtmlElement) -> set[str]:
    """The words of all names of an element, in lower case."""
    return {word for name in _names(element) for word in _words(name)}


def _names(element: HtmlElement) -> list[str]:
    # A heading's id is made of its words: "the-firm-replies" says nothing of what it is.
    names = [name for name in _NAMES if name != "id" or element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [value for name in names if (value := element.get(name))]
    if "-" in element.tag:
        found.append(element.tag)
    return [name for value in found for name in value[:400].split()]


@lru_cache(maxsize=4096)
def _is_clutter_name(name: str) -> bool:
    if _ABOUT_OTHERS.match(name):
        return False
    words = _words(name)
    pairs = _pairs(words)
    if (
        not _CLUTTER.isdisjoint(words)
        or not _PAIRS.isdisjoint(pairs)
        or any(len(word) < 20 and word.endswith("player") for word in words)
    ):
        # "article-body-comments" is one of comments, "comments-article-body" hardly: the last word says what it is.
        holds_text = not _TEXT.isdisjoint(words) or not _TEXT_PAIRS.isdisjoint(pairs)
        return not (holds_text and ((bool(pairs) and pairs[-1] in _TEXT_PAIRS) or words[-1] in _TEXT))
    return False


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case; parts that only a machine can have written are none ("f98b1ad2")."""
    found = []
    for part in _PART.findall(name):
        if not _HASH.search(part):
            words = [word.lower() for word in _WORD.findall(part)]
            # So short a word turns up inside the letters of hashes, too.
            found += [word for i, word in enumerate(words) if i == 0 or word not in ("ad", "ads")]
    return tuple(found)


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{a}-{b}" for a, b in pairwise(words)]

"""Pure: what the screens call a source, from what its article shows of itself."""

from __future__ import annotations

from datetime import date

from aligner import versions
from aligner.model import Article
from tui.grid_layout import show

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DRAFT = "Your draft"


def name(article: Article) -> str:
    """What heads the column: the outlet; without one the title; without that the file's name. A draft says it is."""
    shown = article.attribution
    if article.draft:
        return DRAFT
    return show(shown.outlet or shown.title or article.file).text


def lettered(article: Article) -> str:
    """``A ISMG``."""
    return f"{article.id} {name(article)}"


def day(published: str | None) -> str:
    """An ISO date as people write it, ``27 Feb 2024``; what is not a full date stays as it is."""
    if not published:
        return ""
    try:
        parsed = date.fromisoformat(published[:10])
    except ValueError:
        return show(published).text
    return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}"


def byline(article: Article) -> str:
    """Author and date, of a version its time, as far as the article shows them."""
    shown = article.attribution
    when = versions.moment_line(article) if article.versions else day(shown.published)
    return " · ".join(part for part in (show(shown.author or "").text, when) if part)


def subtitle(article: Article) -> str:
    """The title under an outlet, or the file's name where the title already heads the column."""
    shown = article.attribution
    if shown.outlet or article.draft:
        return show(shown.title or article.file).text
    return show(article.file).text if shown.title else ""


def credit(article: Article) -> str:
    """``A ISMG (Akshaya Asokan · 27 Feb 2024, ismg.txt)``, behind which a copied text stands."""
    shown = ", ".join(part for part in (byline(article), show(article.file).text) if part)
    return f"{lettered(article)} ({shown})"

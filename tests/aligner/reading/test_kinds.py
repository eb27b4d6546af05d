"""Headline, body and furniture by where a line stands."""

from aligner.model import Kind
from aligner.reading.article import read_article

TITLE = "Harbour bridge closes for repairs until May"
FIRST = "The harbour bridge closed on Friday after divers found cracks in two of its piers, the city said."
SECOND = "Ferries will run every ten minutes instead. They are free."
LAST = "The mayor promised that the bridge would open again in May."

H, B, F = Kind.HEADLINE, Kind.BODY, Kind.FURNITURE


def kinds(*lines: str) -> str:
    """The kinds of an article's lines as a word of h, b and f."""
    article = read_article("A", "a.txt", "\n\n".join(lines))
    assert len(article.blocks) == len(lines)
    return "".join(block.kind[0] for block in article.blocks)


def test_title_and_text() -> None:
    assert kinds(TITLE, FIRST, SECOND, LAST) == "hbbb"


def test_a_title_may_end_in_a_full_stop() -> None:
    assert kinds(TITLE + ".", FIRST, SECOND, LAST) == "hbbb"
    assert kinds("The bridge closed. It is old.", FIRST, SECOND, LAST) == "bbbb"


def test_an_article_without_a_title() -> None:
    assert kinds(FIRST, SECOND, LAST) == "bbb"
    assert kinds("OSLO (AP) - The bridge closed.", SECOND, LAST) == "bbb"


def test_text_alone_is_never_lost() -> None:
    assert kinds("Harbour bridge closes") == "h"
    assert kinds("The bridge", "the ferry", "the mayor").count("f") == 0


def test_sections_above_the_title() -> None:
    assert kinds("Politics", "Home > City", TITLE, FIRST, LAST) == "ffhbb"


def test_a_section_line_is_known_by_the_title_below_that_is_said_twice() -> None:
    assert kinds("Roads , Bridges and Many Other Ways to Get Around", TITLE, FIRST, TITLE, LAST) == "fhhhb"


def test_a_title_behind_a_breadcrumb() -> None:
    assert kinds("HomeCity" + TITLE, TITLE, FIRST, LAST) == "fhbb"
    assert kinds("Home > City > " + TITLE, TITLE, FIRST, LAST) == "fhbb"


def test_a_title_that_ends_another_sentence_is_not_glued() -> None:
    assert kinds(TITLE, "Exclusive: " + TITLE, FIRST, LAST) == "hhbb"


def test_a_repeated_title_is_a_headline_wherever_it_stands() -> None:
    assert kinds(TITLE, FIRST, SECOND, TITLE, LAST) == "hbbhb"


def test_decks() -> None:
    assert kinds(TITLE, "Divers find cracks in two piers", FIRST, LAST) == "hhbb"


def test_a_sentence_between_two_titles_is_a_deck() -> None:
    assert kinds(TITLE, "Ferries run instead.", TITLE, FIRST, LAST) == "hhhbb"


def test_sentences_above_a_bare_dateline_are_a_deck() -> None:
    assert kinds(TITLE + ".", '"It is old," said the mayor. "We know."', "OSLO (AP) -", FIRST, LAST) == "hhfbb"


def test_a_sentence_above_the_byline_is_a_deck() -> None:
    assert kinds(TITLE, "Ferries run instead.", "By Jane Doe", FIRST, LAST) == "hhfbb"


def test_a_deck_that_the_text_says_again() -> None:
    assert kinds(TITLE, FIRST, "(Tribune) -- " + FIRST, LAST) == "hhbb"
    assert kinds(TITLE, FIRST, SECOND, LAST) == "hbbb"


def test_names_and_dates_below_the_title() -> None:
    assert kinds(TITLE, "Jane Doe", "3 May 2031", FIRST, LAST) == "hffbb"
    assert kinds(TITLE, "Jane Doe, Staff Writer", FIRST, LAST) == "hfbb"


def test_captions_above_the_text() -> None:
    credited = "The bridge on Friday. It carries 40,000 cars a day. (Image: Jane Doe)"
    posed = "Mayor Ann Poe, left, and divers on Friday in the harbour. They met for an hour."
    assert kinds(TITLE, credited, FIRST, SECOND, LAST) == "hfbbb"
    assert kinds(TITLE, posed, FIRST, SECOND, LAST) == "hfbbb"
    assert kinds(TITLE, posed, "OSLO —", FIRST, SECOND, LAST) == "hffbbb"


def test_captions_inside_the_text() -> None:
    assert kinds(TITLE, FIRST, "The bridge at dawn. Photograph: Jane Doe/AFP", SECOND, LAST) == "hbfbb"


def test_news_with_a_credit_glued_to_it_stays_news() -> None:
    assert kinds(TITLE, FIRST, SECOND + " The bridge is old. " * 20 + "(Image: Jane Doe)", LAST) == "hbbb"
    assert kinds(TITLE, FIRST, SECOND + " Image: Harbour Police.", LAST) == "hbbb"
    assert kinds(TITLE, FIRST + " " + SECOND + " Image: Harbour Police.", SECOND, LAST) == "hbbb"


def test_sub_headings() -> None:
    assert kinds(TITLE, FIRST, "“We were warned”", SECOND, "A survey of all bridges", LAST) == "hbhbhb"
    assert kinds(TITLE, FIRST, "What happens next?", SECOND, LAST) == "hbhbb"


def test_prose_that_is_no_sub_heading() -> None:
    assert kinds(TITLE, FIRST, "“We knew.”", SECOND, LAST) == "hbbbb"
    assert kinds(TITLE, FIRST, "The mayor said on Friday:", SECOND, LAST) == "hbbbb"
    assert kinds(TITLE, FIRST, "- 40 cars were towed away", SECOND, LAST) == "hbbbb"
    assert kinds(TITLE, FIRST, "There are more than 40 bridges in the", "harbour, the city said.", LAST) == "hbbbb"


def test_below_the_text() -> None:
    assert kinds(TITLE, FIRST, LAST, "Bridges", "Harbour News", "Must Read") == "hbbfff"


def test_a_text_cut_off_at_its_end_stays_news() -> None:
    assert kinds(TITLE, FIRST, SECOND + " The two bridges are howe") == "hbb"
    assert kinds(TITLE, FIRST, SECOND, "The two bridges are howe") == "hbbb"


def test_headlines_of_other_stories() -> None:
    assert (
        kinds(TITLE, FIRST, "Related stories", "Ferry sinks", "Mayor to resign over ferry", SECOND, LAST) == "hbfffbb"
    )


def test_an_author_box_ends_where_news_goes_on() -> None:
    box = ("About the Author", "Jane Doe", "City Editor, Tribune", "Doe writes about roads.", "She lives in Oslo.")
    assert kinds(TITLE, FIRST, LAST, *box) == "hbbfffff"
    assert kinds(TITLE, FIRST, *box, SECOND, LAST) == "hbfffffbb"


def test_the_same_text_with_other_line_ends() -> None:
    text = "\n\n".join((TITLE, "By Jane Doe", FIRST, SECOND))
    for end in ("\r\n", "\r", "\f", "\u2029"):
        other = read_article("A", "a.txt", text.replace("\n", end))
        assert [block.kind for block in other.blocks] == [H, F, B, B]


def test_a_long_single_line_is_read_at_once() -> None:
    article = read_article("A", "a.txt", "The bridge (see below) closed/opened. " * 100_000)
    assert [block.kind for block in article.blocks] == [B]

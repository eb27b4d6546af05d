"""Lines that are furniture by their own words, and lines of news that look a little like them."""

import pytest

from aligner.reading import furniture
from aligner.reading.lines import Line


def line(text: str) -> Line:
    return Line(0, len(text), text)


FURNITURE = [
    "* * *",
    "Lire aussi | Vingt communes attaquent l’Etat",
    "Lesen Sie auch: Jede dritte Brücke gilt als marode",
    "Abonnieren Sie unseren Newsletter",
    "Get in touch by emailing news@gazette.example if you live near the bridge.",
    "The Gazette is paid for by its readers. If you can, become a member today.",
    "This story was found at: http://gazette.example/1",
    "Sponsored: Boilers from $999 at Ellmouth Plumbing.",
    "Doe reported from Oslo. Gazette writer Ann Roe in Ellmouth contributed.",
    "Jane Doe covers the harbour for The Gazette. Reach her at jdoe@gazette.example.",
    "As told to Jane Doe. This interview was edited for length.",
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Read more",
    "Read More »",
    "See also: Ten bridges you should cross",
    "See Also: Webinar | Building safer bridges",
    "Read the interview | For our subscribers The engineer: “We saw it coming”",
    "RELATED: Who built the bridge?",
    "Related stories:",
    "More: Ferry timetable for the weekend",
    "Second bridge to close next year Read more",
    "Read or Share this story: https://example.org/x1",
    "Must Read",
    "Around the Network",
    "Share on Facebook",
    "share tweet pin email",
    "Facebook",
    "127 comments",
    "5 hours ago",
    "4 min read",
    "Please enter your comment!",
    "Please enter your name here",
    "Your email address will not be published.",
    "You must be logged in to post a comment.",
    "Sign up for our morning newsletter",
    "Subscribe to our newsletter to get the news in your inbox.",
    "Get the day's stories in your inbox",
    "You have 12.5% of this article left to read. The rest is reserved for subscribers.",
    "You have 2 free articles left this month.",
    "This article is only available to subscribers.",
    "Already a subscriber? Log in",
    "To continue reading, create an account.",
    "Our website uses cookies. Cookies let us count visitors.",
    "We use cookies to improve the experience.",
    "By browsing this site, you agree to our use of cookies.",
    "©2031 Harbour Media L.P.",
    "© 2031 The Harbour Gazette. All rights reserved.",
    "Copyright 2031 The Harbour Gazette",
    "(Updates with comments from the mayor in the third paragraph.)",
    "(Adds reaction, background)",
    "(Reporting by Jane Doe in Oslo; Editing by John Roe)",
    "Reporting by Jane Doe; Editing by John Roe",
    "Editor's note: An earlier version of this story misspelt a name.",
    "Jane Doe contributed to this report.",
    "This story has been updated.",
    "This article was originally published on 3 May.",
    "More stories like this are available on example.com",
    "Follow Jane Doe on Twitter: @janedoe",
    "Jane Doe can be reached at jane@example.org",
    "Click here to read the full report.",
    "Enlarge this image toggle caption Jane Doe/NPR",
    "By Jane Doe",
    "By JANE DOE and John van der Roe, The Harbour Gazette",
    "TEL AVIV (Reuters) -",
    "WASHINGTON —",
    "MADISON, Wis. -",
    "(AP) -",
    "https://example.org/news/1",
    "(Photo: Jane Doe)",
    "[Image via AP]",
    "Photograph: Jane Doe/Getty Images",
    "Jane Doe / AP",
    "REUTERS/Jane Doe/File Photo",
    "FILE - In this May 3, 2030, file photo, the bridge stands in fog.",
    "This undated photo provided by the city shows the bridge.",
]

NEWS = [
    "Doe reported from Oslo that the bridge had been shut, and was arrested on Friday.",
    "Contact us, the mayor told reporters, if the water rises.",
    "Police said anyone who saw the truck should call. Reach them through the harbour office.",
    "He hopes to become a member of the council today.",
    "Sponsored cyclists crossed the bridge on Friday.",
    "Advertisement spending rose by a tenth, the agency said.",
    "Read more than one account of the day and you will doubt them all.",
    "More than 40 people were hurt.",
    "Related deaths rose to 12, the ministry said.",
    "See the bridge before it closes, the mayor told visitors.",
    "Facebook said on Monday that it would appeal.",
    "Share prices fell by 3 percent.",
    "Cookies enabled the company to follow its users, the court found.",
    "By using cookies, the company followed its users.",
    "The company uses cookies to follow its users, which the court forbade.",
    "Subscribers will pay more from May.",
    "Already a member of the union, the country asked for more time.",
    "Copyright law protects the drawings, the judge said.",
    "An agreement can be reached on Friday, the minister said.",
    "Writing by hand helps children learn, researchers say.",
    "Reporting by The Harbour Gazette showed that the bridge was unsafe.",
    "This report was published on Monday by the ministry.",
    "By Friday evening the bridge had gone",
    "According to the Wayback Machine, the page was changed in May.",
    "The photographer sued Getty Images",
    "The pictures were sold by Getty Images.",
    "Photos by residents showed flames above the roof.",
    "Images via satellite showed the damage.",
    "Bridge to close in May | Reuters",
    "ABC/Bloomberg poll shows the mayor ahead",
    "This image, posted on Friday, drew a million comments.",
    "She was pictured leaving the court.",
    "The minister told Reuters that talks had failed.",
    "OSLO (Reuters) - The bridge closed on Friday.",
    "Follow the money, the prosecutor said.",
    "WASHINGTON",
    "In this picture, the economy grows again.",
    "Get well soon, the queen wrote.",
    "It sat at No. 5 in May.",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    assert furniture.is_furniture(line(text))


@pytest.mark.parametrize("text", NEWS)
def test_news(text: str) -> None:
    assert not furniture.is_furniture(line(text))
    assert not furniture.is_furniture_sentence(text)


def test_a_long_paragraph_behind_a_notice_is_not_judged_by_its_beginning() -> None:
    assert not furniture.is_notice(line("Read more: " + "The bridge closed on Friday. " * 20))


@pytest.mark.parametrize(
    "text",
    [
        "(Image: Jane Doe)",
        "Image: Harbour Police.",
        "REUTERS/Jane Doe/Pool",
        "(AP Photo/Jane Doe)",
        "Photo by Jane Doe",
        "[Updated with the mayor's words.]",
    ],
)
def test_sentences_that_are_furniture_inside_a_paragraph(text: str) -> None:
    assert furniture.is_furniture_sentence(text)


@pytest.mark.parametrize("text", ["Read more", "Live.", "Video", "Close."])
def test_single_words_do_not_make_a_sentence_furniture(text: str) -> None:
    assert not furniture.is_furniture_sentence(text)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The bridge at dawn. (Image: Jane Doe)", "(Image: Jane Doe)"),
        ("The bridge, May 3, 2030. REUTERS/Jane Doe", "REUTERS/Jane Doe"),
        ("The bridge at dawn. Photograph: Jane Doe/AFP", "Photograph: Jane Doe/AFP"),
        ("The bridge at dawn.", None),
        ("The bridge, and an island (right)", None),
        ("He said that the pictures came from Reuters/AP", None),
    ],
)
def test_credit(text: str, credit: str | None) -> None:
    found = furniture.credit(line(text))
    assert (found.group("credit") if found else None) == credit


@pytest.mark.parametrize(
    "text", ["Politics", "U.S. News", "Home > World > Europe", "News / Harbour", "Law & Order , Money"]
)
def test_sections(text: str) -> None:
    assert furniture.is_section(line(text))


@pytest.mark.parametrize("text", ["Bridge closes for repairs today | Reuters", "Mayor, council agree", "Rain and wind"])
def test_not_sections(text: str) -> None:
    assert not furniture.is_section(line(text))

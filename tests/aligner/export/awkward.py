"""Text as no newspaper prints it, and a comparison that holds it wherever something of others can stand."""

from __future__ import annotations

from hypothesis import strategies as st

from aligner.model import (
    Agreement,
    Apart,
    Article,
    Attribution,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Judgement,
    Kind,
    Link,
    Mention,
    Sentence,
    Severity,
    Story,
    Value,
    Verdict,
)

SCRAPS = [
    *("<b>", "</div>", "<!--", "-->", "</style>", "</script>", "<http://a.b>", "&amp;", "&#35;", "&lt;", "]]>"),
    *("[^A00]", "[^1]:", "[a]:", "![x](y)", "word", "é", "http://a.b/_c_*d*", "www.a_b_.com", "a@b.co", "@ada"),
    *("#12", ":tada:", "$x$", "US$5", "\\", "\\|", "\\*", "|", "`", "``", "**", "***", "_a_", "__", "a_b", "~~", "~~~"),
    *("1.", "2)", "-", "+", "=", "=1+2", "@SUM(A1)", "-5", "'", "''=1", "#", ">", "---", "===", ":-:", '"', ",", ";"),
    *(" ", "    ", "\t", "\n", "\r\n\r\n", "\r", "\u00a0", "\u2028", "\x00", "\x1b[1m", "\x9b", "\x7f", "\u202e"),
    *(
        "\u2066",
        "\u2069",
        "\u200f",
        "\u200d",
        "\ufeff",
        "\ufffe",
        "\ud83d",
        "\u0645",
        "\U0001f469\u200d\U0001f52c",
        "＝1",
    ),
]
TEXTS = st.lists(st.sampled_from(SCRAPS) | st.characters(), max_size=12).map("".join)


def comparison(said: str, label: str, note: str, outlet: str, title: str) -> Comparison:
    """Two sources that tell one fact: one of them in the words ``said``, everything else about it odd as well."""
    articles = (
        Article("A", f"a{outlet}.txt", said, Attribution(outlet=outlet or None, title=title, author=note), ()),
        Article("B", "b.txt", "plain", Attribution(outlet="Plain"), (), note=note),
    )
    mark = Value(DifferenceType.CERTAINTY, 0, len(said), said, {"rung": "reported"})
    sentences = {
        "A00": Sentence(
            *("A00", "A", 0, len(said), 0, Kind.BODY, said),
            values=(mark,),
            speaker=title or None,
            role=note,
            via=outlet,
        ),
        "B00": Sentence("B00", "B", 0, 5, 0, Kind.BODY, "plain"),
        "B01": Sentence("B01", "B", 0, 5, 1, Kind.BODY, said),
        "A01": Sentence("A01", "A", 0, len(said), 1, Kind.FURNITURE, said),
    }
    values = (Mention("A", "A00", 0, len(said), said), Mention("B", "B00", 0, 5, "plain", {"text": said}))
    conflict = Difference(
        DifferenceType.QUOTE, Severity.CONFLICT, title, values, By.PERSON, Judgement(Verdict.ASK, note, is_stale=True)
    )
    fact = Fact(
        *("f07", label, Agreement.CONFLICT, {"A": ("A00",), "B": ("B00",)}, ()),
        links=(Link("A00", "B00", 0.5, (said,), by=By.PERSON),),
        differences=(conflict,),
        reason=title,
        judgement=Judgement(Verdict.ASK, note),
        label_by=By.PERSON,
        apart=(Apart("A00", "B01"),),
        dismissed=(Difference(DifferenceType.NAME, Severity.DETAIL, note, values),),
    )
    return Comparison(Story(title, ".", articles, (note,)), sentences, (fact,))

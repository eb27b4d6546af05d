"""What strangers can write: a catalogue of texts that try to be more than text, and a story that is full of them.

Every payload brings what it would do as its ``canary``: the characters that must not reach an output as they are. The
words in it are innocent, so that a test can see that they are shown all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Payload:
    """A text with a purpose. ``canary`` is the part of it that an output obeys, if it stands there as it is here."""

    name: str
    text: str
    canary: str


def _payload(name: str, text: str, canary: str | None = None) -> Payload:
    return Payload(name, text, text if canary is None else canary)


_TAGGED: Final = "".join(chr(0xE0000 + ord(sign)) for sign in "obey")
_MARKS: Final = "\u0301\u0334\u0489" * 40
_SELECTORS: Final = "\ufe00\ufe01" * 40

TERMINAL: Final = (
    _payload("title of the window", "\x1b]0;pwned\x07"),
    _payload("title, ended as the standard has it", "\x1b]2;pwned\x1b\\"),
    _payload("link of the terminal", "\x1b]8;;http://evil.test/\x1b\\here\x1b]8;;\x1b\\", "\x1b]8;"),
    _payload("clipboard of the terminal", "\x1b]52;c;cHduZWQ=\x07"),
    _payload("colours of the terminal", "\x1b]4;1;rgb:ff/00/00\x1b\\"),
    _payload("report of the place", "\x1b[6n"),
    _payload("report of the terminal", "\x1b[c\x1bZ", "\x1b[c"),
    _payload("screen cleared", "\x1b[2J\x1b[H", "\x1b[2J"),
    _payload("left the screen", "\x1b[?1049l"),
    _payload("colour that stays", "\x1b[38;5;196;5m"),
    _payload("reset", "\x1bc"),
    _payload("letters become lines", "\x1b(0\x0e", "\x1b(0"),
    _payload("picture", "\x1bPq#0;2;0;0;0~-\x1b\\", "\x1bPq"),
    _payload("key and value of a picture", "\x1b_Ga=T;AAAA\x1b\\", "\x1b_G"),
    _payload("string for nobody", "\x1bXpwned\x1b\\", "\x1bX"),
    _payload("answer of the terminal", "\x1bP$q\x22p\x1b\\", "\x1bP$"),
    _payload("CSI in one", "\x9b31m"),
    _payload("OSC in one", "\x9d0;pwned\x9c", "\x9d"),
    _payload("DCS in one", "\x90q~\x9c", "\x90"),
    _payload("APC in one", "\x9fGa=T\x9c", "\x9f"),
    _payload("next line in one", "up\x85down", "\x85"),
    _payload("back over what was written", "safe\x08\x08\x08\x08evil", "\x08"),
    _payload("bell", "ring\x07", "\x07"),
    _payload("half an escape", "end\x1b", "\x1b"),
)
"""What a terminal obeys."""

LINES: Final = (
    _payload("line separator", "one\u2028two", "\u2028"),
    _payload("paragraph separator", "one\u2029two", "\u2029"),
    _payload("vertical tab, form feed", "one\x0btwo\x0cthree", "\x0b"),
)
"""What ends a line where none should end."""

TURNING: Final = (
    _payload("override", "invoice\u202efdp.exe", "\u202e"),
    _payload("override, never ended", "\u202d\u202e\u202esrewsna", "\u202e"),
    _payload("embedding", "\u202b(1) \u202aa\u202c", "\u202b"),
    _payload("isolate, never ended", "\u2067} \u2066if admin\u2069", "\u2067"),
)
"""What turns the direction of the text around it: CVE-2021-42574, "Trojan Source"."""

HIDDEN: Final = (
    _payload("tags", f"nothing{_TAGGED} here", _TAGGED),
    _payload("byte order mark", "be\ufefffore", "\ufeff"),
    _payload("notes between lines", "ann\ufff9ota\ufffation\ufffb", "\ufff9"),
    _payload("swapped no more", "sw\u206aap\u206f", "\u206a"),
    _payload("flood of marks", f"fl{_MARKS}ood", _MARKS),
    _payload("flood of selectors", f"fl{_SELECTORS}ood", _SELECTORS),
)
"""What nobody sees, or everybody sees everywhere."""

MARKUP: Final = (
    _payload("markup of the screen", "[bold red]loud[/] [@click=app.quit]here[/]"),
    _payload("link of the screen", "[link=http://evil.test/]there[/link]"),
    _payload("markup that never ends", "[/][/bold][[red"),
    _payload("variable of the screen", "$error [$error]x[/$error] [on $primary]"),
    _payload("emoji by name", ":skull: :tada:"),
)
"""What Textual and rich take for markup."""

MARKDOWN: Final = (
    _payload("link", "[here](http://evil.test/)", "[here]("),
    _payload("link of a script", "[here](javascript:alert(1))", "[here]("),
    _payload("image", "![pixel](http://evil.test/p.png)", "![pixel]("),
    _payload("bare address", "see http://evil.test/x and www.evil.test", "http://evil.test/x"),
    _payload("address in angles", "<http://evil.test/>", "<http"),
    _payload("reference", "[a]: http://evil.test/ 'b' [a]", "[a]:"),
    _payload("footnote", "[^A00]: a note of theirs [^A00]", "[^A00]:"),
    _payload("heading and rule", "# theirs --- === ***", "# theirs"),
    _payload("cell of a table", "a | b || c \\| d", "a | b"),
    _payload("code", "```` ~~~ `x` ````", "`x`"),
    _payload("front matter", "--- title: theirs ---", "--- t"),
    _payload("formula", "$\\href{http://evil.test}{x}$ $$y$$", "$\\href"),
    _payload("person and issue", "@ada #12 GH-7", " #12"),
)
"""What Markdown takes for its own."""

HTML: Final = (
    _payload("script", "<script>window.pwned=1</script>"),
    _payload("end of a script", "</script><script>window.pwned=2</script>"),
    _payload("handler", "<img src=x onerror=window.pwned=3>"),
    _payload("vector with handler", "<svg/onload=window.pwned=4>"),
    _payload("out of an attribute", "\" onmouseover=window.pwned=5 x=\"' onfocus='pwned", '" onmouseover'),
    _payload("comment", "<!-- --><script>window.pwned=6</script><!--", "<!-- -->"),
    _payload("style", "</style><style>*{display:none}</style>"),
    _payload("base and frame", "<base href=//evil.test><iframe srcdoc=x>", "<base"),
    _payload("form", "<form action=//evil.test><button>", "<form"),
    _payload("entity", "&lt;b&gt; &#60;i&#62; &NewLine; &amp;amp;", "&lt;b&gt; &#60;"),
    _payload("data and template", "]]> {{7*7}} ${7*7} {% raw %}", "]]> {"),
)
"""What a browser, or what fills a page's template, takes for its own."""

CSV: Final = (
    _payload("formula", "=1+1"),
    _payload("command", "=cmd|' /C calc'!A0"),
    _payload("plus, minus, at", "+1 -1 @SUM(A1)"),
    _payload("at", "@SUM(1+1)*cmd|' /C calc'!A0"),
    _payload("formula behind a tab", "\t=1+1"),
    _payload("formula in a cell of its own", 'so;=HYPERLINK("http://evil.test");"x', ";=HYPERLINK"),
    _payload("formula in a quoted cell", 'so;"=1+1";"', ';"=1'),
    _payload("formula in full width", "＝1＋1"),
    _payload("formula behind nothing", "\u200b=1+1"),
)
"""What a spreadsheet takes for a formula."""

TOML: Final = (
    _payload("end of a string", '" \noutlet = "theirs', '"\n'),
    _payload("table", '"]]\n[[sources]]\nfile = "/etc/passwd"', "\n[[sources]]\n"),
    _payload("three quotes", "'''\"\"\"\\", '"""\\'),
    _payload("comment", 'x" # theirs', '" #'),
)
"""What ``story.toml`` could take for its own."""

SCREEN: Final = (*TERMINAL, *LINES, *TURNING, *HIDDEN, *MARKUP, *HTML[:3])
"""What concerns a screen."""

ALL: Final = (*TERMINAL, *LINES, *TURNING, *HIDDEN, *MARKUP, *MARKDOWN, *HTML, *CSV, *TOML)

REAL: Final = {
    "family of emoji": "👩\u200d👩\u200d👧 and a heart ❤\ufe0f",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Persian": "می\u200cخواهم",
    "Hindi": "क्\u200dष",
    "Hebrew": "שלום\u200f! \u200eabc",
    "Vietnamese": "tie\u0302\u0301ng Vie\u0323\u0302t",
    "Thai": "ที่นี่\u200bก็",
    "Tibetan": "ཧྐྵྨླྺྼྻྂ",
    "Hebrew with points": "בְּרֵאשִׁ֖ית",
}
"""What real texts are made of, and what has to go on being readable."""

# A story -------------------------------------------------------------------------------------------------------------

_PLACES: Final = (
    "bakery bridge brewery castle cathedral cinema college court customs dairy depot dock factory ferry fountain"
    " foundry gallery garage garden harbour hospital hostel hotel kennel kitchen laundry library lighthouse market mill"
    " monastery mosque museum nursery observatory office orchard orphanage palace pavilion pharmacy pier police port"
    " prison quarry railway refinery reservoir restaurant sawmill school shipyard station stadium studio synagogue"
    " tannery temple theatre tower town tunnel university vineyard warehouse windmill workshop zoo aquarium abbey"
    " airport archive armoury arsenal asylum bank barracks basilica bathhouse boathouse bookshop brickyard"
).split()


def articles(payloads: tuple[Payload, ...] = ALL, *, innocent: bool = False) -> dict[str, str]:
    """Three articles by file name: every payload stands in a sentence that all three tell, with another figure in one.

    ``innocent`` has plain words in the place of every payload, in the same sentences.
    """
    assert len(payloads) <= len(_PLACES)
    names = INNOCENT_FILES if innocent else FILES
    texts: dict[str, str] = {}
    for source, (name, author) in enumerate(zip(names, ("Ada Brunn", "Jo Wehr", "Ines Hallam"), strict=True)):
        lines = [f"Storm number {source} closes Ellmouth{'' if innocent else _HEADLINE}", "", f"By {author}", ""]
        lines += _body(payloads, source, innocent)
        texts[name] = "\n".join(lines)
    return texts


def _body(payloads: tuple[Payload, ...], source: int, innocent: bool) -> Iterator[str]:
    for n, (place, payload) in enumerate(zip(_PLACES, payloads, strict=False)):
        odd = "as we know" if innocent else said(payload)
        yield f"The {place} {odd} of Ellmouth lost ${(20 + n) * (3 if source == 1 else 1)} million in the storm."
        yield ""


def said(payload: Payload) -> str:
    """A payload as it stands inside a line of an article."""
    return payload.text.replace("\n", " ")


FILES: Final = ("a[bold]\x1b[31m\x9b'.txt", "b\u202e<b>.txt", "=c`|$x$.txt")
INNOCENT_FILES: Final = ("a.txt", "b.txt", "c.txt")
TITLE: Final = "The storm [red]\u202e=1+1 <script>window.pwned=8</script> [link=x]"
NOTE: Final = "a note [@click=app.quit]q[/]\u202e\u2066<b onclick=pwned> =1+1 ;=2+2 $x$ @ada"
CONTROLS: Final = "\x1b]0;pwned\x07\x9b31m"
"""What no manifest may hold, but decisions may."""
_HEADLINE: Final = " \x1b]0;pwned\x07\u202e[@click=app.quit]x[/]<script>window.pwned=7</script>"


def lay(folder: Path, payloads: tuple[Payload, ...] = ALL, *, innocent: bool = False) -> Path:
    """The story in a folder: its articles, a manifest, what a colleague decided."""
    folder.mkdir(parents=True)
    for name, text in articles(payloads, innocent=innocent).items():
        (folder / name).write_bytes(text.encode("utf-8"))
    names = INNOCENT_FILES if innocent else FILES
    note = "a note" if innocent else NOTE
    lines = [f"title = {json.dumps('The storm' if innocent else TITLE)}"]
    for name in names[1:]:  # a name with control characters cannot stand in a manifest
        lines += ["", "[[sources]]", f"file = {json.dumps(name)}"]
        lines += [f"{key} = {json.dumps(f'{key.title()} {note}')}" for key in ("outlet", "author", "note")]
    (folder / "story.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "synoptic.decisions.json").write_text(json.dumps(_decisions(payloads, innocent)), encoding="utf-8")
    return folder


def _decisions(payloads: tuple[Payload, ...], innocent: bool) -> dict[str, object]:
    """A fact called by another name, one judged with a note; one about a sentence that is not there any more."""
    names = INNOCENT_FILES if innocent else FILES
    note = "a note" if innocent else f"{NOTE}{CONTROLS}"
    texts = articles(payloads, innocent=innocent)
    told = {
        f"{name} {n}": {"file": name, "text": " ".join(texts[name].split("\n")[4 + 2 * n].split())}
        for name in names
        for n in range(4)
    }
    told["gone"] = {"file": names[0], "text": f"The mill {note} was sold for a dollar."}
    rows = [[f"{name} {n}" for name in names] for n in range(4)]
    return {
        "schema": "synoptic-decisions/1",
        "sentences": told,
        "decisions": [
            {"label": note, "fact": rows[0]},
            {"judged": "ask", "note": note, "fact": rows[1]},
            {"judged": "checked", "note": note, "fact": ["gone"]},
            {"label": note, "fact": ["gone"]},
        ],
    }

"""What a line of a news page says about itself that no news sentence says: navigation, notices, credits, captions.

Rules hold for any English news page. They are conservative: a sentence of news judged furniture is lost to the
reader, a piece of furniture judged news is merely a nuisance. Each rule therefore asks for the whole line, for a
fixed opening, or for a credit at its end; words that news uses too ("cookies", "subscribers", "Getty Images") never
suffice alone.
"""

from __future__ import annotations

import functools
import re

from aligner.reading import phrases
from aligner.reading.bylines import byline
from aligner.reading.lines import Line

# Headings over lists of other stories: the unpunctuated lines below them are those stories' headlines.
_LIST_HEADINGS = re.compile(
    r"(?:related(?: (?:stories|articles|topics|content|links|coverage|posts|news))?|also (?:see|read)|see also"
    r"|more(?: \w+)? stories(?: like this)?|more (?:on|from|in|like this|news)\b.{0,40}|further reading"
    r"|recommended\b.{0,20}"
    r"|you (?:may|might) also\b.{0,30}|most (?:read|popular|viewed|recent|commented)|trending\b.{0,12}|top stories"
    r"|latest (?:news|stories|headlines)|popular(?: now| stories)?|editor'?s'? picks?|must (?:reads?|watch)|don'?t miss"
    r"|around the (?:network|web)|from (?:around )?the web|from our (?:partners|network)|promoted stories"
    r"|what to read next"
    r"|up next|read (?:the )?full (?:story|article)|read next|tags|topics|filed under|in other news)\s*:?\Z",
    re.IGNORECASE,
)

# How notices begin. One pattern per line of thought; together they are one regular expression, which is fast.
_NOTICES = (
    # Pointers to other stories.
    r"(?:see also|also see|also read|read also|read more|read next|recommended|more|don'?t miss|must read|photos"
    r"|archive|read"
    r"|global coverage|more (?:on|from)\b[^.:|]{0,40}"
    r"|related(?: (?:stor(?:y|ies)|articles?|coverage|reading|videos?|links?|posts?|news|content|topics?))?)\s?[:|»]",
    r"read (?:the|our|more)\b[^.!?|]{0,40}\|",
    r"read or share this|read more (?:about|at|from|here|on)\b",
    r"(?:for )?more stories like this\b|for more (?:stories|articles|news|coverage)\b",
    r"(?:please )?click (?:here|to (?:share|tweet|print|email|play|expand|view|read|subscribe))\b",
    r"(?:- )?follow .{1,60}? on (?:twitter|facebook|instagram|x|threads|bluesky|youtube|tiktok|linkedin|telegram)\b",
    r"(?:- )?follow .{0,60}?(?:@\w|https?://)",
    r"scroll down (?:for|to)\b|loading\b.{0,20}\.\.\.|enlarge this image\b|embed \d",
    # A list of videos, each with its length in front.
    r"\d{1,2}:\d\d\s(?![ap]\.?m\b|[a-z]{2,4}t\b|[-–—]).{0,120}[^.!?\"”:]\Z",
    r"(?:sponsored|advertisement|paid content|promoted|partner content)\s?[:|]",
    r"advertisement\b[^.!?]{0,50}\Z|listen to (?:this )?article\b[^.!?]{0,80}\Z",
    r"watch (?:the|our) (?:\w+ )?(?:video|interview|clip|trailer)\b[^.!?]{0,60}\Z",
    r"(?:(?:à )?lire (?:aussi|également)|voir aussi|lesen sie (?:auch|mehr|hier)|mehr zum thema|auch interessant"
    r"|lea también|lee también|leggi anche|leia também|lees ook|läs också|les også|læs også)\b",
    r"this (?:story|article|page) was (?:found|printed) (?:at|from)\b",
    # What readers are asked for.
    r"(?:please )?(?:get in touch|contact us|write to us|e-?mail us|tell us)\b.{0,120}?"
    r"(?:@\w|https?://|\bonline form\b)",
    # Subscriptions, paywalls, comment forms.
    r"(?:abonnieren sie|jetzt abonnieren|abonnez-vous|s[’']abonner\b|inscrivez-vous|suscríb[ae]te|iscriviti|abonneer)\b"
    r".{0,120}\Z",
    r"(?:please )?(?:sign up|subscribe)\b.{0,160}?\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|account"
    r"|subscri\w+|channel"
    r"|podcast|briefing|free|today|now)\b",
    r"(?:get|receive) .{0,120}?\b(?:newsletters?|inbox|alerts|our (?:mobile )?app)\b",
    r"(?:please )?enter (?:your|an?|a valid) (?:comment|name|e-?mail|search|keyword|answer)",
    r"your e-?mail address will not be|required fields are|save my name\b|notify me of (?:follow-?up|new)\b",
    r"you must be (?:logged|signed) in\b|this site uses akismet",
    r"thanks? (?:you )?for (?:subscribing|signing up|reading)\b",
    r"you have (?:read )?\S{1,8} ?(?:%|per ?cent)?.{0,24}?\b(?:of this article|free articles?)\b.{0,24}?"
    r"\b(?:left|remaining|month)",
    r"(?:this |the )?(?:article|story|content|rest)(?: of (?:this|the) (?:article|story))? is (?:\w+ )?"
    r"(?:reserved|available|exclusive(?:ly)?|only)\b.{0,24}?\b(?:subscribers|members)\b",
    r"article reserved for\b|already an? (?:\w+ )?(?:subscriber|member) ?\?",
    r"become an? (?:\w+ )?(?:subscriber|member|supporter)\b[^.]{0,40}\Z",
    r"to (?:continue|keep) reading\b|(?:log|sign) in (?:or \w+ )?to (?:read|continue|view|comment)\b",
    r"create (?:an?|your) (?:free )?account\b|unlock this (?:article|story)\b|try .{0,40} for (?:free|[$£€]\d)",
    r"support (?:our|independent|quality) journalism\b|submit your .{0,30}\btips?\b|(?:got|have) a (?:news )?tip ?\?",
    r"[^\"“]{0,160}\b(?:become an? (?:\w+ ){0,2}(?:member|supporter|subscriber|patron) (?:today|now|here)\b"
    r"|(?:please )?consider (?:becoming an?|donating|subscribing|making a (?:donation|contribution))\b).{0,80}\Z",
    r"(?:recib[ea]|apúntate|recevez|ricevi|erhalten sie|ontvang)\b.{0,120}"
    r"\b(?:newsletter|boletín|correo|boîte mail|lettre|postfach|mail)\b",
    # Cookies, copyright, terms.
    r"(?:our|this) (?:web ?)?site(?:,? and .{0,40})? uses? cookies\b|we(?: and our partners)? use cookies\b"
    r"|cookies enable us\b",
    r"by (?:browsing|using|continuing|clicking|visiting)\b.{0,120}?\byou (?:agree|accept|consent|acknowledge)\b",
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|by\b|(?:19|20)\d\d)|[^.]{0,80}\.? ?\ball rights reserved\b",
    r"this material may not be (?:published|reproduced)|(?:reprinted|republished) (?:with permission|from)\b",
    # Notes of the newsroom.
    r"(?-i:[A-Z])[\w'’.-]+(?: and [\w'’.-]+)? reported from "
    r"(?-i:[A-Z][\w'’-]*(?:,? (?:and |in |the |of )?[A-Z][\w'’-]*){0,12})(?:,? and [^.]{2,60} from [^.]{2,40})?\."
    r"(?:\s[^.]{2,120}\bcontributed(?: [^.]{2,60})?\.)?\Z",
    r"[(\[](?:updates?d?|adds|corrects?|recasts|refiles|repeats|clarifies|writes through|removes|fixes)\b[^()]{0,240}"
    r"[)\]]\.?\Z",
    r"(?:editor'?s'?|editors’|editor’s|publisher'?s) note\b",
    r"[(\[](?:additional |with )?(?:reporting|writing|editing|compiled|edited|graphic"
    r"|production) (?:and \w+ )?by (?-i:[A-Z])",
    r"(?:additional )?(?:reporting|writing|editing|compiled|edited) by (?-i:[A-Z])(?:[^.!?]{2,160}\Z"
    r"|.{2,120}; ?\w+ by\b)",
    r".{3,160}? contributed (?:reporting\b|to this (?:report|story|article|post)\b)",
    r"this (?:story|article|post|page) (?:was|has been) (?:(?:also |first |originally |last )+(?:published|produced"
    r"|reported)"
    r"|updated|corrected|amended|syndicated|reprinted)\b|this (?:story|article|post) (?:first|originally) appeared\b",
    r"[^.]{3,160}\. (?:you can )?(?:reach|contact|e-?mail|follow|find) (?:him|her|them|me)\b.{0,20}?@\S+\Z"
    r"|[^.]{3,160}\. (?:you can )?(?:reach|contact|e-?mail) (?:him|her|them|me) (?:at|via|on)\b.{0,20}?\S+@\S+\Z",
    r"as told to (?-i:[A-Z]).{2,120}\Z"
    r"|this (?:interview|conversation) (?:has been|was) (?:lightly |slightly )?(?:edited|condensed)\b",
    r"(?:[-–—] ?)?with assistance (?:by|from)\b|to contact the (?:reporter|editor|author|writer)s?\b",
    r"(?:you can reach .{3,80}? at|.{3,60}? can be (?:reached|followed|contacted) (?:at|on|via)) "
    r".{0,40}?(?:@|https?://|\d{3}[-. ]\d)",
    r"(?:[\[(] ?)?h/t\b.{0,60}\Z|(?:image|media) (?:copyright|caption|source)\b[^.]{0,80}\Z",
    # Notices of web archives, found in scraped collections.
    r"(?:the seed for )?this (?:\"\w+\" )?crawl was\b|the seed for this crawl\b|the warc files associated\b"
    r"|.{0,80}crawl data to the",
)
_GATE = (
    r"\b(?:to (?:continue|keep) reading"
    r"|(?:subscribe|sign in|log in|register|join)\b.{0,40}\bto (?:continue|keep|read|unlock)"
    r"|(?:for|to|by) (?:our )?(?:subscribers|members) only|subscribers? only|unlock (?:this|the) (?:article|story)"
    r"|continue reading (?:with|by|this)|remaining free articles?|reserved for (?:our )?subscribers"
    r"|réservée? (?:à nos|aux) abonnés|nur für abonnenten|weiterlesen mit|para suscriptores|per gli abbonati)\b"
    r"|\balready an? (?:\w+ )?(?:subscriber|member) ?\?"
)
_CASED_NOTICES = (
    r"FILE\s?[-–—:]|(?:PHOTO|READ MORE|READ|RELATED|MORE|ALSO)\s?[-–—:|]|CLOSE (?=[A-Z][a-z])"
    r"|CORRECTS .{0,40}[-–—] ?In this",
    r"In this [^.]{0,60}\b(?:photo|photograph|image|picture|frame grab|combo)s?,? "
    r"(?:taken|made|provided|released|shot|posted|distributed|from|dated)\b",
    r"In this (?:file photo\b|(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2}, )?(?:19|20)\d\d,? (?:file )?(?:photo|image"
    r"|frame grab)\b)",
    r"This (?:[^.]{0,40}\b)?(?:photo|photograph|image|picture|frame grab)s? (?:provided|released|made available) by\b",
    r"This (?:undated|combination|handout|booking|combo) (?:\w+ )?(?:photo|photograph|image|picture)s?\b",
    r"A (?:still|handout) (?:image|photo|picture)\b[^.]{0,60}\b(?:taken|released|provided)\b",
)
_NOTICE = re.compile("|".join(f"(?:{notice})" for notice in _NOTICES), re.IGNORECASE)
_CASED_NOTICE = re.compile("|".join(f"(?:{notice})" for notice in _CASED_NOTICES))

_AGENCIES = (
    r"(?:REUTERS|Reuters|AP|AFP|EPA|EFE|PA|UPI|ANSA|Getty|Getty Images|Associated Press|The Associated Press"
    r"|Shutterstock"
    r"|iStock(?:photo)?|Alamy|Bloomberg|Xinhua|NurPhoto|Anadolu|Handout|Flickr|Facebook|Instagram"
    r"|Wikimedia(?: Commons)?|ZUMA"
    r"|Rex Features|Rex|Corbis|dpa|TASS|Sipa USA|Sipa|Adobe Stock|Unsplash|Pexels|WireImage|FilmMagic)"
)
_PICTURE = (
    r"(?i:(?:photo|image|picture) credits?|photos?|photographs?|photography|images?|pictures?|illustrations?|graphics?"
    r"|screenshots?|credits?)"
)
# Nothing but names: a credit gives a person, a firm, a licence; "Photos by residents showed flames" has a verb.
_PROPER = (
    r"(?:[A-Z@(][\w.,'’()/&@:-]*|of|the|for|and|via|by|de|van|[/|&–—-])"
    r"(?:\s(?:[A-Z@(\d][\w.,'’()/&@:-]*|of|the|for|and|via|by|de|van|[/|&–—-])){0,11}"
)

# A credit at the end of a line, behind one of the words or marks without which it is none ("" where no such is sure).
_CREDITS = (
    (("(", "["), rf"[(\[]\s?{_PICTURE}\s?(?i:by|:|courtesy|via|credit|/|-)[^()\[\]]{{1,90}}[)\]]\.?"),
    (
        ("(", "["),
        rf"[(\[]\s?(?:(?i:(?:file )?photo|image|picture) )?(?:AP Photo|{_AGENCIES})(?:[/ ,][^()\[\]]{{0,70}})?[)\]]\.?",
    ),
    (("(", "["), rf"[(\[][^()\[\]]{{1,60}}?(?:/|via |\| ?|for ){_AGENCIES}[^()\[\]]{{0,40}}[)\]]\.?"),
    (("",), rf"{_PICTURE}(?i: by| courtesy(?: of)?|\s?:| via)\s{_PROPER}\.?"),
    (("REUTERS",), r"REUTERS\s?/\s?\S[^.!?]{1,80}"),
    (("AP Photo",), r"AP Photo\b[^.!?]{0,80}"),
    (
        ("/",),
        rf"(?:[A-Z][^\s.!?/|]{{0,24}} (?:(?:of|the|and|de|van) )?){{0,4}}[A-Z][^\s.!?/"
        rf"|]{{0,24}}\s?/\s?(?:[^./]{{1,30}}/)?{_AGENCIES}"
        r"(?:/[\w ]{1,30}| Images| i .{1,40}| via .{1,30})?",
    ),
    (("",), r"(?:AP|AFP|EPA|Getty Images|Shutterstock|Associated Press|USA TODAY|Handout)"),
    (("",), rf"(?i:courtesy (?:of|photo|image))\s{_PROPER}"),
)
_CREDIT_HINT = re.compile(
    r"[)\]]\.?\s*\Z|/|(?i:photo|image|picture|courtesy|credit|illustration|graphic|screenshot)"
    r"|(?:AP|AFP|EPA|Shutterstock|Press|TODAY|Handout)\Z"
)

_CAPTION = re.compile(
    r"(?i:\btoggle caption\b|\bhide caption\b|\bfile (?:photo|picture|image)\b|\bpictured\b|\bseen here\b"
    r"|\bfrom (?:left|right)\b"
    r"|\((?:left|right|centre|center|l|r|c)\)|, (?:left|right|centre|center|second (?:from )?(?:left|right))(?:,"
    r"| and\b))"
)

_BYLINE = re.compile(
    r"(?i:by|written by|posted by|story by|words by|author:|reporter:)\s+(?=[A-Z])[^.!?:]{3,120}(?:\.\w{2,3})?\Z"
)
_BARE_DATELINE = re.compile(
    r"(?=[^a-z]{3})[A-Z][\w.'’/ -]{1,40}(?:,\s[\w.' ]{2,30}){0,3}(?:\s?\([\w. ]{2,24}\))?\s?(?:[-–—]{1,2})\Z"
    r"|\([A-Z][\w. ]{1,24}\)\s?[-–—]{1,2}\Z"
)
_AGE = re.compile(
    r"(?:(?:about )?\d{1,3}|an?) (?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?) (?:ago|read)\Z"
    r"|\d[\d,.]*[km]? (?:comments?|shares?|views?|likes?|retweets?)\Z",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_BREADCRUMB = re.compile(r"\s[>»›|/•·]\s|\s?[>»›]\s?|\s,\s")
_POINTER_AT_END = re.compile(
    r"(?:\bread more|\bcontinue reading|\bread (?:the )?full (?:story|article))[\s.…»>→]*\Z", re.IGNORECASE
)


FIELD = re.compile(
    r"(?i:(?P<field>outlet|source|publisher|publication|newspaper|author|date|url|link))\s?:\s+(?P<value>\S.{1,200})\Z"
)
"""What whoever saved an article may have written above it: "Source: The Gazette"."""


def plain(text: str) -> str:
    """A short line as the phrase lists have it: lower case, straight apostrophes, single spaces, no marks around it."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .:;!?…-–—|>»«*•·#[]()\"'_,")


def is_furniture(line: Line) -> bool:
    """Whether a line is furniture wherever it stands in an article, judged by its own words alone."""
    if not any(map(str.isalnum, line.text)):
        return True
    if len(line.text) <= 80 and (plain(line.text) in phrases.ALONE or _is_share_bar(line)):
        return True
    if len(line.text) <= 160 and (
        is_byline(line) or is_bare_dateline(line) or _AGE.match(line.text) or _URL.match(line.text)
    ):
        return True
    if len(line.text) <= 120 and _POINTER_AT_END.search(line.text) and not line.text.endswith("."):
        return True
    return is_notice(line) or is_credit(line)


def is_notice(line: Line) -> bool:
    """Whether a line, or a sentence, opens as only a notice does. Long lines are not judged: news may follow."""
    if len(line.text) > 400:
        return False
    return _NOTICE.match(line.text) is not None or _CASED_NOTICE.match(line.text) is not None


def is_gate(line: Line) -> bool:
    """Whether a line asks to subscribe or to sign in before one may read on."""
    return len(line.text) <= 400 and _gate().search(line.text) is not None


@functools.cache
def _gate() -> re.Pattern[str]:
    """Compiled when the lines of a page are first asked: plain text never is."""
    return re.compile(_GATE, re.IGNORECASE)


def is_furniture_sentence(text: str) -> bool:
    """Whether a sentence inside a paragraph of news is furniture by itself: a credit, or a notice.

    Used for what scraping glued to a paragraph: "(Image: Shutterstock)", "REUTERS/Jane Doe", "Read more: ...".
    """
    if len(text) > 240:
        return False
    line = Line(0, len(text), text)
    return is_credit(line) or is_notice(line)


def credit(line: Line) -> re.Match[str] | None:
    """The photo or source credit a line ends in; its group "credit" is counted from the start of ``line.tail``."""
    tail = line.tail
    if not _CREDIT_HINT.search(tail):
        return None
    asked = (_credit(pattern) for needed, pattern in _CREDITS if any(one in tail for one in needed))
    return next(filter(None, (pattern.search(tail) for pattern in asked)), None)


@functools.cache
def _credit(pattern: str) -> re.Pattern[str]:
    """What finds such a credit, compiled when a line first may end in it; group "credit" is the credit itself.

    What comes before must be closed: the start of the line, the end of a sentence, or a mark; so "a lawsuit against
    Getty Images" is none.
    """
    return re.compile(rf"(?:\A|(?<=[.!?…\"”’)]))\s*(?P<credit>{pattern})\s*\Z")


def is_credit(line: Line) -> bool:
    """Whether a line, or a sentence, is a credit and nothing else."""
    found = credit(line) if len(line.text) <= 160 else None
    return found is not None and found.start("credit") == 0


def looks_like_caption(line: Line) -> bool:
    """Whether a line has the words of a picture caption. News may have them too: ask only above the first paragraph."""
    return len(line.text) <= 500 and _CAPTION.search(line.head) is not None


def is_list_heading(line: Line) -> bool:
    """Whether a line is the heading of a list of other stories ("Related stories", "Must Read")."""
    return len(line.text) <= 60 and _LIST_HEADINGS.match(line.text) is not None


def is_section(line: Line) -> bool:
    """Whether a line names a section or is a path through a site: "Politics", "Home > News", "AI & Law , Money"."""
    if plain(line.text) in phrases.SECTIONS:
        return True
    parts = [part for part in _BREADCRUMB.split(line.text) if part.strip()] if len(line.text) <= 160 else []
    return len(parts) > 1 and not line.ends_sentence and all(map(_names_section, parts))


def is_byline(line: Line) -> bool:
    """Whether a line is a byline and nothing else: "By Jane Doe", "By JANE DOE and John Roe, The Times"."""
    if len(line.text) <= 140 and byline(line.text):
        return True
    if len(line.text) > 140 or not _BYLINE.match(line.text):
        return False
    # "By Friday evening the dam had burst" has no end mark in a title, but is mostly in lower case.
    names = line.text.split()[1:]
    capitals = sum(
        name[:1].isupper() or not name[:1].isalpha() or name in ("and", "of", "the", "for", "de", "van")
        for name in names
    )
    return capitals >= 0.75 * len(names)


def is_bare_dateline(line: Line) -> bool:
    """Whether a line is a dateline and nothing else: "TEL AVIV (Reuters) -", "WASHINGTON —"."""
    return len(line.text) <= 80 and _BARE_DATELINE.match(line.text) is not None


def _is_share_bar(line: Line) -> bool:
    words = [word.casefold() for word in line.words if not word.isdigit()]
    return len(words) > 1 and phrases.SHARE.issuperset(words) and not phrases.SHARE_CORE.isdisjoint(words)


def _names_section(part: str) -> bool:
    """Whether a breadcrumb's part has few words, the longer ones capitalised: "World", "Arts & Letters"."""
    words = part.split()
    short = len(words) <= 3 or (len(words) <= 6 and "&" in words)
    return short and all(not word[:1].islower() or len(word) <= 3 for word in words)

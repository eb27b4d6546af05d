"""German."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, tens, words

_ONES = counted("ein zwei drei vier fünf sechs sieben acht neun", 1)
_TENS = tens("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig")
_SMALL = (
    counted(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
        " siebzehn achtzehn neunzehn"
    )
    | dict.fromkeys("ein eine einer einem einen eines".split(), 1.0)
    | {"zweier": 2.0, "dreier": 3.0, "zwo": 2.0}
    | _TENS
    | {f"{one}und{ten}": n + m for one, n in _ONES.items() for ten, m in _TENS.items()}
    | {f"{one}einhalb": n + 0.5 for one, n in _ONES.items()}
    | dict.fromkeys("anderthalb anderthalbe anderthalben".split(), 1.5)
)
_GLUED = {
    f"{one}{scale}": n * m
    for scale, m in (("hundert", 100.0), ("tausend", 1000.0))
    for one, n in (_SMALL | _ONES).items()
    if n >= 1 and not one.startswith("eine")
}

LANGUAGE = Language(
    code="de",
    name="German",
    stemmer="german",
    stop_words=words(
        """
        aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus außer
        bei beim beide beiden beider bereits bin bis bisher bist bleiben bleibt da dabei dadurch dafür dagegen daher
        dahin damals damit danach daneben daran darauf daraus darf darin darüber darum darunter das dass daß davon
        davor dazu dein deine dem demnach den denen denn dennoch der deren derer derselbe des deshalb dessen desto
        deswegen dich die dies diese dieselbe diesem diesen dieser dieses dir doch dort du durch dürfen dürfte
        ebenfalls ebenso ein eine einem einen einer eines einige einigen einiger einmal entweder er erst erste
        ersten es etwa etwas euch euer für gab gar gegen gegenüber gehen geht gekommen gemacht genau gerade gibt
        ging habe haben hat hatte hatten hätte hätten her heraus herum hier hin hinter hinaus ich ihm ihn ihnen ihr
        ihre ihrem ihren ihrer ihres im immer in indem infolge innerhalb ins inzwischen irgend ist ja jede jedem
        jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt kam kann kaum kein keine keinem keinen keiner
        keines kommen kommt konnte konnten könne können könnte könnten lassen lässt laut ließ machen macht machte
        man manche manchem manchen mehr mehrere mehreren mein meine mich mindestens mir mit mithin muss muß musste
        müssen müsste nach nachdem nahe neben nein nicht nichts noch nun nur ob obwohl oder ohne samt schon sehr sei
        seien sein seine seinem seinen seiner seines seit seitdem selbst sich sie sind so sobald sodass sofern sogar
        solange solche solchem solchen solcher soll sollen sollte sollten somit sondern sonst soweit sowie sowohl
        statt trotz trotzdem über überhaupt um und uns unser unsere unter viel viele vielen vieler vom von vor
        vorher während war waren warum was weder weg wegen weil weiter weitere weiteren weiterer welche welchem
        welchen welcher welches wenig weniger wenn wer werde werden wem wen wessen wie wieder will wir wird wo wobei
        wodurch wollen wollte wollten worden wurde wurden würde würden zu zudem zuletzt zufolge zum zur zusammen
        zuvor zwar zwischen sagt sagte sagten erklärt erklärte erklärten teilte mitteilte mitgeteilt berichtet
        berichtete berichteten betonte angaben herr herrn frau
        """
    ),
    abbreviations=words(
        """
        dr prof dipl ing hr fr hrn st nr nrn art abs bzw ca evtl ggf inkl exkl max min mind rd sog u.a z.b d.h u.u
        v.a i.d.r o.ä u.ä s.o s.u usw etc vgl bspw bzgl zzgl gem geb gest verh jr sen mio mrd bill tsd mill str tel
        abt allg co vs jan febr feb mär apr jun jul aug sept sep okt nov dez mo di mi do sa so chr n.chr v.chr e.v
        i.r a.d a.m p.m m.b.h u.s u.s.a eur usd std min sek km kg kfz lkw pkw rep sen gov hauptm oberst gen lt hptm
        kap bd hrsg verf ausg aufl s zit ebd ff jh jhd jhs okt reg.-bez reg bez landkr a.a.o o.g z.t z.zt v.h z.hd
        """
    ),
    starters=words(
        """
        der die das ein eine einer er sie es wir ihr ihre sein seine dies diese dieser dieses auch aber und doch
        dann danach daher deshalb damit dabei dazu zudem außerdem allerdings jedoch dennoch trotzdem nach bei mit
        von für aus auf an am im in seit vor während wegen wenn weil obwohl als ob wie was wer wo nur noch nun jetzt
        heute gestern morgen zuvor später inzwischen mittlerweile laut so ebenso beide alle viele einige mehrere
        kein keine zwei drei man ich zum zur unter über gegen ohne durch neben zwischen
        """
    ),
    nouns_have_capitals=True,
    determiners=words(
        """
        der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner dieser diese dieses
        diesen diesem jeder jede jedes jeden jedem alle allen aller viele vielen einige einigen mehrere mehreren
        manche sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem
        im am vom zum zur beim ins ans aufs beide beiden solche solchen welche welcher weitere weiteren weiterer
        andere anderen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
        """
    ),
    ordinal=r"(?:der|die|das|den|dem|des|am|im|vom|zum|zur|beim|bis|seit|ab|ein|eine|einen|einem|einer|seine[nmrs]?"
    r"|ihre[nmrs]?|jede[nmrs]?|und|oder|sowie|–|-)\s?[0-9]{1,2}\.",
    negations=(
        "nicht | kein/keine/keinen/keinem/keiner/keines | nie | niemals | niemand/niemanden/niemandem | nichts | weder"
        " | ohne"
    ),
    no_negations="nicht nur/zuletzt/allein/einmal | ohne zweifel/weiteres",
    figures=Figures(
        words=_SMALL | _GLUED,
        scales={
            "hundert": 1e2,
            "tausend": 1e3,
            "million": 1e6,
            "millionen": 1e6,
            "milliarde": 1e9,
            "milliarden": 1e9,
            "billion": 1e12,
            "billionen": 1e12,
        },
        short={"Tsd": 1e3, "Mio": 1e6, "Mill": 1e6, "Mrd": 1e9, "Bio": 1e12},
        vague={
            r"dutzende?n?": (24.0, 99.0),
            r"hunderte[nr]?": (200.0, 1999.0),
            r"(?:zehn|hundert)tausende[nr]?": (2e4, 999e3),
            r"tausende[nr]?": (2e3, 99_999.0),
            r"mehrere\s+hundert": (200.0, 1999.0),
            r"mehrere\s+tausend": (2e3, 99_999.0),
            r"mehrere\s+millionen": (2e6, 999e6),
            r"mehrere\s+milliarden": (2e9, 999e9),
        },
        about=r"etwa|rund|ungefähr|circa|ca\.?|knapp\s+über|gut|um\s+die|schätzungsweise|zirka",
        almost=r"fast|nahezu|beinahe|knapp|annähernd",
        below=r"bis\s+zu|weniger\s+als|höchstens|maximal|unter|nicht\s+mehr\s+als",
        above=r"mehr\s+als|über|mindestens|wenigstens|nicht\s+weniger\s+als",
        percent=r"prozent|v\.\s?h\.",
        points=r"prozentpunkte?n?",
        currencies={
            r"kanadische[nr]?\s+dollars?": "CAD",
            r"australische[nr]?\s+dollars?": "AUD",
            r"(?:us-?|amerikanische[nr]?\s+)?dollars?": "USD",
            r"euros?": "EUR",
            r"(?:britische[ns]?\s+)?pfund(?:\s+sterling)?(?!\s+\w+(?:fleisch|mehl))": "GBP",
            r"(?:schweizer\s+)?franken": "CHF",
            r"yen": "JPY",
            r"yuan": "CNY",
            r"rubel": "RUB",
            r"rupien": "INR",
            r"złoty|zloty": "PLN",
        },
        units=pairs(
            """
            meter metern=metre kilometer kilometern=kilometre zentimeter zentimetern=centimetre millimeter=millimetre
            meile meilen=mile kilogramm kilo kilos=kilogram gramm=gram tonne tonnen=tonne liter litern=litre
            hektar=hectare stundenkilometer km/h=kph knoten=knot stunde stunden=hour minute minuten=minute sekunde
            sekunden=second tag tage tagen=day woche wochen=week monat monate monaten=month jahr jahre jahren=year
            jahrzehnt jahrzehnte jahrzehnten=decade
            """
        ),
        of=r"an",
        to=r"bis(?:\s+zu)?|oder",
        between="zwischen",
        both="und",
        age=r"[\s-]?jährigen?[rsm]?|[\s-]jahren?\s+alt",
        years="jahren",
        aged=r"im\s+alter\s+von",
        clock=r"uhr",
        numbered=r"(?:artikel|absatz|nummer|nr\.|seite|kapitel|paragraf|paragraph|§|flug|linie|gleis|zimmer|platz|gruppe"
        r"|klasse|stufe|phase|teil|band|version|windows)",
        undisclosed=r"(?:keine\s+angaben\s+(?:zur?|über)\s+(?:der\s+|die\s+)?(?:höhe|summe|preis|kosten|betrag|kaufpreis)"
        r"|(?:höhe|summe|preis|kosten|betrag|kaufpreis|konditionen)(?:[^.;:!?]{0,60}?)\s(?:wurden?|ist|sind)\s+(?:noch\s+)?"
        r"(?:nicht|nichts)\s+(?:bekannt(?:\s?gegeben)?|genannt|mitgeteilt|veröffentlicht)"
        r"|nicht\s+(?:sagen|verraten|mitteilen),?\s+wie\s?viel|unbekannte[rn]?\s+(?:summe|höhe|betrag|preis))",
    ),
    calendar=Calendar(
        months=(
            r"januar|jänner|jan\.?",
            r"februar|feber|febr?\.?",
            r"märz|mrz\.?",
            r"april|apr\.?",
            r"mai",
            r"juni|jun\.?",
            r"juli|jul\.?",
            r"august|aug\.?",
            r"september|sept?\.?",
            r"oktober|okt\.?",
            r"november|nov\.?",
            r"dezember|dez\.?",
        ),
        weekdays=(
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag|sonnabend",
            "sonntag",
        ),
        nth=r"\.?",
        on=r"am|an\s+diesem|vom|zum|bis|seit|ab|de[nmr]|von",
        in_month=r"im|seit|bis|ab|(?:anfang|mitte|ende)(?:\s+des)?",
        in_year=r"im\s+jahre?|jahr|jahre|seit|bis|ab|anfang|mitte|ende|in|von|vor|nach|sommer|herbst|winter|frühjahr"
        r"|frühling",
        to=r"bis(?:\s+zum)?|und",
        other_before=r"(?:nächste|kommende|letzte|vergangene|vorige|folgende|diese)[nmrs]?",
        shifts={-1: r"gestern", 0: r"heute", 1: r"morgen(?=\s+(?:soll|will|wird|werden|wollen|beginn|startet))"},
        years={
            -1: r"(?:letzte|vorige|vergangene)[nms]?\s+jahre?s?|vorjahre?s?",
            0: r"(?:diese[nms]|dieses|laufende[nms]?)\s+jahre?s?",
            1: r"(?:nächste|kommende)[nms]?\s+jahre?s?",
        },
        months_off={
            -1: r"(?:letzte|vorige|vergangene)[nms]?\s+monate?s?",
            0: r"diese[nms]\s+monate?s?",
            1: r"(?:nächste|kommende)[nms]?\s+monate?s?",
        },
        count=r"[0-9]{1,4}|eine[rmn]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|wenigen|einigen|mehreren",
        periods=r"(?:tag|woche|monat|jahr|stunde|minute)(?:e|en|n)?",
        ago=r"vor\s+(?:COUNT)\s+(?:PERIODS)",
        within=r"(?:in|innerhalb)\s+(?:den|der|dem)\s+(?:nächsten|kommenden|vergangenen|letzten)(?:\s+(?:COUNT))?\s+(?:PERIODS)",
        future=r"wird|werden|soll|sollen|will|wollen|geplant|voraussichtlich|bis|kommenden?|nächsten?",
    ),
)

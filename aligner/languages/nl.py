"""Dutch."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, tens, words

_ONES = counted("een twee drie vier vijf zes zeven acht negen", 1)
_TENS = tens("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_SMALL = (
    counted(
        "nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
        " zeventien achttien negentien"
    )
    | _TENS
    | {
        f"{one}{'ën' if one.endswith('e') else 'en'}{ten}": n + m
        for one, n in _ONES.items()
        for ten, m in _TENS.items()
    }
    | {f"{one}{'ën' if one.endswith('e') else 'en'}half": n + 0.5 for one, n in _ONES.items()}
    | {"anderhalf": 1.5, "anderhalve": 1.5}
)

LANGUAGE = Language(
    code="nl",
    name="Dutch",
    stemmer="dutch",
    stop_words=words(
        """
        aan aangezien achter af al aldus alle alleen allen alles als altijd ander andere anderen anders behalve
        beide ben bent bij bijna binnen boven bovendien buiten daar daarbij daarmee daarna daarnaast daarom daarop
        daarvan dan dat de den der des deze die dit doch doen door dus een eén één echter eens eerder eerst eerste
        elk elke en enkele er erg ermee eruit ervan even geen gedurende gaan gaat ging gekomen had hadden haar heb
        hebben heeft hem hen het hier hierbij hij hoe hoewel hun ik in inmiddels is ja je jij jou jouw jullie kan
        kon konden kun kunnen liet maar maakte maken maakt me meer mee meerdere men met mij mijn min minder moest
        moesten moet moeten mogelijk mogen mocht na naar naast nadat nee niet niets niks nog nogal nooit nu of om
        omdat ondanks onder ons onze ook op over per reeds rond s sinds slechts sommige steeds straks t te tegen ten
        tenzij ter terug terwijl tijdens toch toe toen tot totdat tussen twee u uit uw vaak van vanaf vanuit vanwege
        veel vele verder via volgens voor vooral voordat waar waarbij waardoor waarin waarmee waarom waarop waarvan
        want waren was wat we weer wel welke werd werden wie wij wil wilde willen worden wordt zal ze zei zeggen
        zegt zelf zelfs zich zij zijn zo zoals zodat zonder zou zouden zowel zullen zeiden vertelde meldde meldt
        melden liet weten verklaarde aldus laten dhr mevr
        """
    ),
    abbreviations=words(
        """
        dr drs mr ir ing prof dhr mevr mw mej st nr nrs art blz p pp bijv bv nl o.a m.a.w d.w.z e.d etc enz ca cf
        vgl resp max min incl excl i.p.v m.b.t t.a.v i.v.m a.s j.l jl jhr kol gen lt kapt maj b.v n.v u.s v.s a.u.b
        t.o.v jan feb febr mrt apr jun jul aug sept sep okt nov dec ma di wo do vr za zo mln mld tel vs z.o.z n.a.v
        t/m w.o
        """
    ),
    starters=words(
        """
        de het een hij zij ze wij we ik dit dat deze die er zijn haar hun en maar of want ook toch echter in op aan
        bij met van voor na naar uit over onder door tegen volgens sinds tijdens tussen toen als omdat hoewel
        terwijl daarna daarom daarnaast bovendien nu vandaag gisteren morgen eerder later inmiddels intussen niet
        geen twee drie veel alle sommige wie wat waar hoe
        """
    ),
    unelided=words("foto's auto's video's"),
    negations="niet | geen | nooit | niemand | niets | nergens | zonder",
    no_negations="niet alleen/slechts/zozeer | zonder twijfel",
    figures=Figures(
        words=_SMALL
        | {f"{one}honderd": 100 * n for one, n in _ONES.items() if n > 1}
        | {f"{small}duizend": 1000 * n for small, n in _SMALL.items() if n > 1},
        scales={"honderd": 1e2, "duizend": 1e3, "miljoen": 1e6, "miljard": 1e9, "biljoen": 1e12},
        short={"mln": 1e6, "mld": 1e9, "mio": 1e6},
        vague={
            r"tientallen": (20.0, 99.0),
            r"een\s+dozijn": (10.0, 14.0),
            r"een\s+tiental": (8.0, 12.0),
            r"een\s+twintigtal": (17.0, 23.0),
            r"een\s+honderdtal": (90.0, 110.0),
            r"honderden": (200.0, 1999.0),
            r"duizenden": (2e3, 99_999.0),
            r"tienduizenden": (2e4, 99_999.0),
            r"miljoenen": (2e6, 999e6),
            r"miljarden": (2e9, 999e9),
        },
        about=r"ongeveer|circa|ca\.?|zo['’]n|zowat|rond(?:\s+de)?|naar\s+schatting|een\s+kleine",
        almost=r"bijna|haast|krap",
        below=r"tot|minder\s+dan|maximaal|hoogstens|onder\s+de",
        above=r"meer\s+dan|ruim|minstens|minimaal|ten\s+minste|boven\s+de|niet\s+minder\s+dan",
        percent=r"procent",
        points=r"procentpunt(?:en)?",
        currencies={
            r"canadese\s+dollars?": "CAD",
            r"australische\s+dollars?": "AUD",
            r"(?:amerikaanse\s+|us-?)?dollars?": "USD",
            r"euro['’]?s?": "EUR",
            r"(?:britse\s+)?ponden?(?:\s+sterling)?|britse\s+pond": "GBP",
            r"zwitserse\s+franken?": "CHF",
            r"yen": "JPY",
            r"yuan": "CNY",
            r"roebels?": "RUB",
            r"roepies?": "INR",
        },
        units=pairs(
            """
            meter meters=metre kilometer kilometers=kilometre centimeter centimeters=centimetre millimeter
            millimeters=millimetre mijl mijlen=mile kilogram kilo kilo's=kilogram gram=gram ton tonnen=tonne liter
            liters=litre hectare hectares=hectare vat vaten=barrel knoop knopen=knot uur uren=hour minuut minuten=minute
            seconde seconden=second dag dagen=day week weken=week maand maanden=month jaar jaren=year decennium
            decennia=decade
            """
        ),
        of=r"aan",
        to=r"tot|of|à",
        between="tussen(?:\\s+de)?",
        both="en",
        age=r"[\s-]?jarigen?|\s+jaar\s+oud",
        years="jaar",
        aged=r"leeftijd\s+van|(?:man|vrouw|jongen|meisje|verdachte|slachtoffer|bestuurder)\s+van",
        clock=r"(?<=[0-9][.:][0-9]{2} )uur|uur(?=\s*(?:[,.;)]|$|in\s+de|'s|’s))",
        numbered=r"(?:artikel|nummer|nr\.|pagina|hoofdstuk|vlucht|lijn|spoor|zaal|groep|fase|niveau|deel|versie|windows"
        r"|categorie)",
        undisclosed=r"(?:(?:wilde|wil|wilden)\s+niet\s+(?:zeggen|vertellen|kwijt|bekendmaken)[^.;:!?]{0,30}?(?:hoeveel|bedrag|prijs)"
        r"|(?:bedrag|som|prijs|kosten|voorwaarden)[^.;:!?]{0,60}?\s(?:is|zijn|werd|werden)\s+(?:nog\s+)?niet\s+"
        r"(?:bekend(?:gemaakt)?|genoemd|vrijgegeven|onthuld)|onbekend\s+bedrag|niet\s+bekend\s+(?:gemaakt\s+)?hoeveel)",
    ),
    calendar=Calendar(
        months=(
            r"januari|jan\.?",
            r"februari|febr?\.?",
            r"maart|mrt\.?",
            r"april|apr\.?",
            r"mei",
            r"juni|jun\.?",
            r"juli|jul\.?",
            r"augustus|aug\.?",
            r"september|sept?\.?",
            r"oktober|okt\.?",
            r"november|nov\.?",
            r"december|dec\.?",
        ),
        weekdays=(
            "maandag(?:avond|ochtend|middag|nacht)?",
            "dinsdag(?:avond|ochtend|middag|nacht)?",
            "woensdag(?:avond|ochtend|middag|nacht)?",
            "donderdag(?:avond|ochtend|middag|nacht)?",
            "vrijdag(?:avond|ochtend|middag|nacht)?",
            "zaterdag(?:avond|ochtend|middag|nacht)?",
            "zondag(?:avond|ochtend|middag|nacht)?",
        ),
        nth=r"(?:e|ste|de)?",
        on=r"op|van|sinds|tot|vanaf|per",
        in_month=r"in|sinds|tot|vanaf|(?:begin|half|medio|eind)",
        in_year=r"in|sinds|van|tot|vanaf|jaar|(?:begin|half|medio|eind)|zomer|herfst|winter|lente|najaar|voorjaar",
        to=r"tot(?:\s+en\s+met)?|t/m|en",
        other_before=r"volgende|vorige|afgelopen|komende|aanstaande|deze",
        shifts={-1: r"gisteren", 0: r"vandaag", 1: r"morgen"},
        years={-1: r"vorig\s+jaar|afgelopen\s+jaar", 0: r"dit\s+jaar", 1: r"volgend\s+jaar|komend\s+jaar"},
        months_off={
            -1: r"vorige\s+maand|afgelopen\s+maand",
            0: r"deze\s+maand",
            1: r"volgende\s+maand|komende\s+maand",
        },
        count=r"[0-9]{1,4}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|enkele|meerdere|paar",
        periods=r"dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren|uur|uren|minuut|minuten",
        ago=r"(?:COUNT)\s+(?:PERIODS)\s+geleden",
        within=r"(?:in|binnen)\s+de\s+(?:komende|afgelopen|volgende)\s+(?:(?:COUNT)\s+)?(?:PERIODS)|(?:over|binnen)\s+(?:COUNT)\s+(?:PERIODS)",
        future=r"zal|zullen|gaat|gaan|moet|wordt|worden|gepland|verwacht|uiterlijk|komende|volgende",
    ),
)

"""Swedish: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="sv",
    name="Swedish",
    stemmer="swedish",
    stop_words=words(
        """
        aldrig alla allt alltid andra att av bara bland blev bli blir blivit bort bra båda de dem den denna deras
        dess dessa det detta dig din dock du där därför då efter eller en enligt ett flera fler fram från få får för
        före första genom ger gick göra gör går ha hade han hans har hela hennes här hon honom hur i icke inga ingen
        ingenting innan inom inte ja jag kan kom komma kommer kunde kunna man med medan mellan men mer mest mig min
        mot mycket måste ned nog nu när någon något några och också om på redan sade samma sedan sig sin sina själv
        ska skall skriver skulle som så sådan säga säger till tillsammans två under upp ut utan utanför var vara
        varför varit vars vad vem vi vid vilka vilken vill ville visade våra än ännu är även över åt uppger berättar
        """
    ),
    abbreviations=words(
        """
        bl.a ca dr dvs d.v.s etc e.d ev f.d f.n fr.o.m hr jfr kap kl kr m.fl m.m max min milj mrd nr o.s.v osv p.g.a
        prof resp s.k st t.ex t.o.m t.v tel jan feb mar apr jun jul aug sept okt nov dec
        """
    ),
    figures=Figures(
        words=counted("två tre fyra fem sex sju åtta nio tio elva tolv", 2),
        scales={"hundra": 1e2, "tusen": 1e3, "miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9},
        short={"milj": 1e6, "mn": 1e6, "mdr": 1e9},
        percent=r"procent",
        currencies={r"dollar": "USD", r"euro": "EUR", r"kronor": "SEK", r"pund": "GBP"},
    ),
)

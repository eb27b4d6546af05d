"""Danish: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="da",
    name="Danish",
    stemmer="danish",
    stop_words=words(
        """
        af aldrig alle allerede alt anden andet andre at bare begge blev blevet blive bliver burde da de dem den
        denne der deres derfor det dette dig din dog du efter ej eller en end endnu er et far fik flere for fordi
        fra før få får gennem gør gøre går ham han hans har havde have heller helt hende hendes her hos hun hvad
        hver hvem hvilken hvis hvor hvordan hvorfor hvornår i igen ikke ind ingen intet jeg jer kan kom komme kommer
        kun kunne lige man mange med meget mellem men mens mere mig min mod må måtte når ned nogen noget nogle nok
        nu ny og også om op os over på samme selv siden sig sin sine skal skulle som sådan så til ud under var ved
        vi vil ville vore være været sagde siger oplyser fortæller ifølge skriver
        """
    ),
    abbreviations=words(
        """
        bl.a ca dvs dr etc evt f.eks fx hr jf kap kl kr maks mht mia min mio mv nr osv pga pkt prof s.u sek sml stk
        str tlf vedr jan feb mar apr jun jul aug sep sept okt nov dec
        """
    ),
    figures=Figures(
        words=counted("to tre fire fem seks syv otte ni ti elleve tolv", 2),
        scales={
            "hundrede": 1e2,
            "tusind": 1e3,
            "tusinde": 1e3,
            "million": 1e6,
            "millioner": 1e6,
            "milliard": 1e9,
            "milliarder": 1e9,
        },
        short={"mio": 1e6, "mia": 1e9},
        percent=r"procent",
        currencies={r"dollars?": "USD", r"euro": "EUR", r"danske\s+kroner": "DKK", r"kroner": "DKK", r"pund": "GBP"},
    ),
)

"""Norwegian: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="no",
    name="Norwegian",
    stemmer="norwegian",
    stop_words=words(
        """
        alle allerede alt andre annen at av bare begge ble blei blir blitt bli bort da de dem den denne der deres
        derfor dere det dette di din disse du eg ein eit eller en enn er et etter fikk fleire flere for fordi fra
        fram frå først få får før gjennom gjorde gjør gå går ha hadde han hans har henne hennes her hun hva hvem
        hver hvilken hvis hvor hvordan hvorfor i ikke ikkje ingen inn inne jeg kan kom komme kommer kun kunne man
        mange med meg meget mellom men mens mer min mot mye må måtte ned nei noe noen nok nå når og også om opp oss
        over på samme samtidig sa seg selv si siden sier sin sine skal skulle slik som så til to tidligere under ut
        uten var vart ved vi vil ville vår være vært å opplyser forteller ifølge skriver
        """
    ),
    abbreviations=words(
        """
        bl.a ca dr dvs d.v.s etc ev evt f.eks hr jf kap kl kr maks m.a mht mill min mrd nr osv o.l pga p.g.a prof
        s.k st tlf jan feb mar apr jun jul aug sep sept okt nov des
        """
    ),
    figures=Figures(
        words=counted("to tre fire fem seks sju/syv åtte ni ti elleve tolv", 2),
        scales={"hundre": 1e2, "tusen": 1e3, "million": 1e6, "millioner": 1e6, "milliard": 1e9, "milliarder": 1e9},
        short={"mill": 1e6, "mrd": 1e9},
        percent=r"prosent",
        currencies={r"dollar": "USD", r"euro": "EUR", r"kroner": "NOK", r"pund": "GBP"},
    ),
)

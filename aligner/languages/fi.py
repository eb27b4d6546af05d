"""Finnish: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="fi",
    name="Finnish",
    stemmer="finnish",
    stop_words=words(
        """
        aina ainakin asti edes ehkä ei eikä eivät eli emme en ennen enää että hän hänen häntä he heidän heille heitä
        ihan ilman itse ja jo joiden joihin joita joka jokin jolla jonka joskus jossa josta jota jotka jotta jos
        jälkeen kaikki kaikkien kanssa kautta keskellä keskiviikkona kertoi kertoo kohti koko koska kuin kuinka
        kuitenkin kun kuten lisäksi lähes me meidän mikä mikäli minä minun missä miten mitä mm mukaan mukana mutta
        muun muut myös ne niiden niin niitä noin nyt näin ole oli olisi olivat olla ollut olleet on ovat paitsi
        pitää päällä saa saada sai se sekä sen siellä siinä siis siitä sillä sinä sitä tai takia tällä tämä tämän
        tässä tästä tätä tulee tuli tähän vaan vai vaikka vain varten vasta vastaan vielä voi voida voisi yli ylä
        sanoi sanoo totesi toteaa
        """
    ),
    abbreviations=words(
        """
        alk esim eml em ent eur fil huom ilt jne kk klo ko ks kt ma ts mm milj mrd n nk no ns nyk os p prof puh s sh
        synt tai tms toim tri vm v vs vrt ym yms
        """
    ),
    figures=Figures(
        words=counted("kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista", 2),
        scales={
            "sata": 1e2,
            "tuhat": 1e3,
            "tuhatta": 1e3,
            "miljoona": 1e6,
            "miljoonaa": 1e6,
            "miljardi": 1e9,
            "miljardia": 1e9,
        },
        short={"milj": 1e6, "mrd": 1e9},
        percent=r"prosenttia?",
        currencies={r"dollaria?": "USD", r"euroa?": "EUR", r"puntaa?": "GBP"},
    ),
)

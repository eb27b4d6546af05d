"""Catalan: stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="ca",
    name="Catalan",
    stop_words=words(
        """
        a això al als algun alguna alguns altra altre altres amb aquest aquesta aquestes aquests aquell aquella
        aquells així cada com contra d dal de del dels des després dins dos durant el ella ells els en encara entre
        era eren és esta està estan estat et fa fer fins fou ha haver han havia hem hi ho i ja jo l la les li
        llavors lo m mateix més meu molt molts n ni no nosaltres o on per però perquè pel pels poc pot que què quan
        qual quals qui s sense ser serà seva seves seu seus si sobre sol són sota també tan tant te tot tota totes
        tots tres un una unes uns va van vosaltres dit explicat afegit assegurat
        """
    ),
    abbreviations=words("sr sra dr dra av c ctra núm pàg etc ex p.ex st sta art vol tel"),
    elides=True,
    figures=Figures(
        words=counted("dos/dues tres quatre cinc sis set vuit nou deu onze dotze", 2),
        scales={"cent": 1e2, "mil": 1e3, "milió": 1e6, "milions": 1e6},
        short={"M": 1e6},
        percent=r"per\s?cent",
        currencies={r"dòlars?": "USD", r"euros?": "EUR", r"lliures": "GBP"},
        of=r"de|d['’]",
    ),
)

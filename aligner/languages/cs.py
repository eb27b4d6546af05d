"""Czech: stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="cs",
    name="Czech",
    stop_words=words(
        """
        a aby ale ani ano až bez bude budou by byl byla byli bylo být co což či další do ho i já jak jako je jeho
        jejich její jen ještě jsem jsme jsou již k kde kdo kdy když která které kterého kterou který kteří ku ma
        mají mezi mi může na nad nebo než není nich nichž o od ona oni ono oproti on po pod podle pokud pouze právě
        pro proč proto protože před při přes roce s se si také tak takže tam tato tedy ten této tento to toho tom
        tomto tuto tu ty u už v ve více však všech z za zde ze že řekl řekla uvedl uvedla dodal
        """
    ),
    abbreviations=words(
        """
        atd apod tzv tj např č čl str s r roku ing mgr mudr judr phdr prof doc dr st sv ul nám tel mil mld tis kč
        hod min resp vč cca odst
        """
    ),
    figures=Figures(
        words=counted("dva/dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct", 2),
        scales={
            "sto": 1e2,
            "tisíc": 1e3,
            "tisíce": 1e3,
            "milion": 1e6,
            "milionu": 1e6,
            "miliony": 1e6,
            "milionů": 1e6,
            "miliarda": 1e9,
            "miliardy": 1e9,
            "miliard": 1e9,
        },
        short={"tis": 1e3, "mil": 1e6, "mld": 1e9},
        percent=r"procent(?:a|o)?",
        currencies={r"dolar(?:u|ů|y)?": "USD", r"eur[oa]?": "EUR", r"korun(?:y)?": "CZK", r"lib(?:er|ry)": "GBP"},
    ),
)

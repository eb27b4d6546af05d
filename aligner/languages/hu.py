"""Hungarian: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="hu",
    name="Hungarian",
    stemmer="hungarian",
    stop_words=words(
        """
        a abban ad addig ahhoz ahogy ahol aki akik akkor alatt alá általában amely amelyek amelyet amelynek ami
        amikor amit amíg annak arra arról át az azok azon azonban azt aztán azután azzal be bele belül benne csak de
        e ebben egész egy egyes egyetlen egyéb egyik ehhez ekkor el elég ellen ellenére elmondta elő először előtt
        első én éppen erre ennek és ez ezek ezen ezért ezt ezzel fel felé folytán ha hanem hiszen hogy hogyan ide
        igen így ill illetve ilyen is ismét itt jól kell kellett keresztül ki kívül között közölte közül legalább
        legyen lehet lehetett lenne lenni lesz lett ma maga magát majd már más másik meg még mellett mert mely
        melyek mi mikor mint mintha mit mivel most nagyon ne neki nem nélkül néhány nincs olyan ő ők ott összes
        pedig persze s saját sem semmi sok sokat szemben szerint szinte számára talán tehát teljes tovább továbbá
        több ugyanis után utána vagy vagyis valaki valami van vannak vele vissza viszont volna volt voltak mondta
        """
    ),
    abbreviations=words(
        """
        dr ifj id özv kb ill pl stb u.n ún vö ld sz szt old fej köt jan febr márc ápr máj jún júl aug szept okt nov
        dec min max mrd m u b.sz rt kft bt zrt nyrt st utca t
        """
    ),
    figures=Figures(
        words=counted("két/kettő három négy öt hat hét nyolc kilenc tíz tizenegy tizenkét/tizenkettő", 2),
        scales={"száz": 1e2, "ezer": 1e3, "millió": 1e6, "milliárd": 1e9},
        short={"mrd": 1e9},
        percent=r"százalék(?:a|os)?",
        currencies={r"dollár": "USD", r"euró": "EUR", r"forint": "HUF", r"font": "GBP"},
    ),
)

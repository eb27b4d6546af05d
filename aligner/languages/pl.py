"""Polish: stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="pl",
    name="Polish",
    stop_words=words(
        """
        a aby albo ale ani aż bardzo bez bo by być był była było były będą będzie chce chociaż ci co coś czy czyli
        dla dlaczego dlatego do dopiero dość gdy gdyby gdyż gdzie go i ich ile im inne innych iż ja jak jakie jako
        je jeden jednak jego jej jest jestem jeszcze jeśli jeżeli już kiedy kilka kto która które którego której
        który których którym którzy lecz lub ma mają może można mu musi na nad nam nas natomiast nawet nic nich nie
        niego niej nim niż o od około on ona one oni oraz po pod podczas ponad ponieważ poza potem przed przede
        przez przy roku również są się skąd sobie swoich swoje swój ta tak taka takie także tam te tego tej ten
        teraz też to tu tych tylko tym u w we wśród więc wiele wielu wszystkich wszystko z za ze zgodnie że żeby
        powiedział powiedziała poinformował poinformowała dodał
        """
    ),
    abbreviations=words(
        """
        al art bm dr doc godz gr hab hr in im inż itd itp jw kg km lek m.in mgr min mjr mld mln n.e nr np ok os p
        pkt por poz prof pt r red ros rys s sek św str tab tel tj tys tzn tzw ul ur ust wg woj wyd zł zob
        """
    ),
    figures=Figures(
        words=counted("dwa/dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście", 2),
        scales={
            "sto": 1e2,
            "tysiąc": 1e3,
            "tysiące": 1e3,
            "tysięcy": 1e3,
            "milion": 1e6,
            "miliony": 1e6,
            "milionów": 1e6,
            "miliard": 1e9,
            "miliardy": 1e9,
            "miliardów": 1e9,
        },
        short={"tys": 1e3, "mln": 1e6, "mld": 1e9},
        percent=r"procent(?:a|ów)?|proc\.",
        currencies={
            r"dolar(?:a|ów|y)?": "USD",
            r"euro": "EUR",
            r"złot(?:y|e|ych)": "PLN",
            r"zł": "PLN",
            r"funt(?:a|ów|y)?": "GBP",
        },
    ),
)

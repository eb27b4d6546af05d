"""Romanian: stemmer, stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="ro",
    name="Romanian",
    stemmer="romanian",
    stop_words=words(
        """
        a abia acea aceasta această aceea acei aceia acel acela acele acelea acest acesta aceste acestea acestei
        acestia acestui acești aceștia acolo acum adică ai aia aici al ale alt alta altceva alte altfel alți altul
        am anume apoi ar are as așa asta astfel asupra atât atunci au avea avem avut azi ca că când care căreia
        cărora cărui cât câte câți ce cea ceea cei cel cele celor chiar ci cine cu cum cumva da dacă dar de deci
        deja deoarece departe deși despre din dintre doar după e ea ei el ele era erau este eu face fi fie fiecare
        fiind foarte fost i iar îi îl îmi în înainte încă încât însă între într întru îți la le li lor lui mai mea
        mei mele mereu meu mi mod mult multe mulți ne nici niciodată nimic niște noi nostru nu numai o ori oricare
        orice pe pentru peste până poate pot prea prin printr printre sa să săi sale sau său se și sub sunt suntem
        ta tău te tot toate toată toți totul totuși tu un una unde unei unele unor unui unul va vă vei voi vom vor
        vreo spus declarat anunțat afirmat precizat potrivit
        """
    ),
    abbreviations=words(
        """
        dl dna d-na d-l dr prof ing nr str bd bl et ap sf st art alin lit etc ex p.m a.m ș.a pag vol mil mld lei max
        min jud or ian feb febr mart apr iun iul aug sept oct nov dec u.e s.a s.r.l
        """
    ),
    figures=Figures(
        words=counted("doi/două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece", 2),
        scales={"sute": 1e2, "mii": 1e3, "milion": 1e6, "milioane": 1e6, "miliard": 1e9, "miliarde": 1e9},
        short={"mil": 1e6, "mld": 1e9},
        percent=r"la\s+sută",
        currencies={r"dolari": "USD", r"euro": "EUR", r"lire\s+sterline": "GBP"},
        of=r"de",
    ),
)

"""Turkish: stop words, abbreviations, and the words of amounts."""

from __future__ import annotations

from aligner.languages.language import Figures, Language, counted, words

LANGUAGE = Language(
    code="tr",
    name="Turkish",
    stop_words=words(
        """
        acaba ama ancak artık aslında ayrıca az bana bazı belki ben beri bile bir biri birkaç birçok biz bize bu
        buna bunda bundan bunlar bunu bunun çok çünkü da daha de defa değil diğer diye dolayı eden ederek edildi
        eğer en etti gibi göre hangi hem hep hepsi her hiç için ile ilgili ise iken kadar karşı kendi kendisi ki kim
        kimi mı mi mu mü nasıl ne neden nerede niye o olan olarak oldu olduğu olduğunu olmak olması olsun olup on
        ona ondan onlar onların onu onun oysa öyle pek rağmen sadece sanki sonra şey şimdi şöyle şu tarafından tüm
        üzere var ve veya ya yani yapılan yer yerine yine yoksa zaten dedi söyledi belirtti açıkladı
        """
    ),
    abbreviations=words(
        "dr prof doç av sn bkz vb vs vd örn yy m.ö m.s cad sok mah apt no tel alb gen yrd inş ltd şti a.ş t.c"
    ),
    figures=Figures(
        words=counted("iki üç dört beş altı yedi sekiz dokuz on", 2),
        scales={"yüz": 1e2, "bin": 1e3, "milyon": 1e6, "milyar": 1e9, "trilyon": 1e12},
        short={"mn": 1e6, "mlr": 1e9},
        currencies={r"dolar": "USD", r"avro|euro": "EUR", r"lira": "TRY", r"sterlin": "GBP"},
    ),
)

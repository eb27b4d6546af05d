"""Arabic: stemmer, stop words and abbreviations; figures as `aligner.languages` reads them of any language."""

from __future__ import annotations

from aligner.languages.language import Language, words

LANGUAGE = Language(
    code="ar",
    name="Arabic",
    stemmer="arabic",
    stop_words=words(
        """
        في من على إلى الى عن مع أن ان إن أنه انه أنها هذا هذه ذلك تلك هؤلاء التي الذي الذين اللذين ما ماذا متى كيف
        أين هل لا لم لن ليس ليست لكن ولكن بل أو او ثم حتى إذا اذا لو كل كان كانت كانوا يكون تكون قد وقد لقد بعد قبل
        بين عند عندما منذ حيث حول خلال دون ضد غير كما هو هي هم هن نحن أنا انت أنت أي اي بعض جميع كلا فقط أيضا ايضا
        هناك هنا وهو وهي وفي ومن وعلى به بها له لها لهم فيه فيها عليه عليها منه منها إنه إنها وقال قال قالت وقالت
        أعلن أعلنت وأضاف أضاف وأضافت ذكر ذكرت أكد أكدت يوم أمس
        """
    ),
    abbreviations=words("د أ م هـ ق.م ص"),
)

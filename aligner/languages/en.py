"""English. Its figures and dates have a fuller grammar, in `aligner.values` itself."""

from __future__ import annotations

from aligner.languages.language import Language, words

LANGUAGE = Language(
    code="en",
    name="English",
    stemmer="english",
    stop_words=words(
        """
        a about above after again against all also although am among an and another any are as at away back be
        became because been before being below between both but by came can cannot come could did do does doing done
        down during each either else even ever every few first for from further get gets go goes going gone got had
        has have having he her here hers herself him himself his how however i if in including indeed instead into
        is isn it its itself just last least less let like made make makes making many may me might mine more most
        much must my myself near need neither never new next no nor not now of off often on once one only onto or
        other others our ours ourselves out over own part per perhaps put quite rather s same see seem seemed seems
        seen several shall she should since so some still such t take taken takes than that the their theirs them
        themselves then there these they this those though through thus till to together too took toward towards two
        under until up upon us use used using very via was way we well went were what whatever when where whether
        which while who whoever whole whom whose why will with within without would yet you your yours yourself said
        say says saying told tell tells according added adding reported reports report mr mrs ms dr
        """
    ),
    # People; firms and institutions; places; time; learned and editorial. Words that are common without being
    # abbreviations ("no", "in", "mass", "sat") are missing: see ``_BEFORE_NUMBER`` and ``_STATE`` of the sentences.
    abbreviations=words(
        """
        mr mrs ms messrs mme mlle dr drs prof rev hon fr sr jr esq st ste sen sens rep reps gov govs lt cmdr cdr col
        gen maj capt sgt cpl pvt adm brig supt insp det pres atty amb treas ald msgr ph.d m.d b.a m.a j.d d.d.s r.n
        m.p m.e.p inc corp co cos ltd llc l.l.c l.p plc bros assn assoc dept univ inst natl intl mfg div bd u.s u.k
        u.n e.u u.s.a u.a.e u.s.s.r d.c n.y n.j n.c s.c n.d s.d n.h r.i n.m w.va l.a b.c p.r ala ariz ark calif colo
        conn fla ga kan kans ky md mich minn mo mont neb nebr nev okla ore penn tenn tex va vt wis wisc wyo ave blvd
        rd hwy mt ft sq apt bldg a.m p.m jan feb apr jun jul aug sept sep oct nov dec tue tues thu thur thurs fri
        a.d b.c.e c.e nos vs v al etc e.g i.e cf ca c approx est fig figs vol vols pp p eds op cit ibid viz ch para
        ext tel mph oz lb lbs km cm mm kg a.k.a f.b.i c.i.a n.s.a g.o.p p.s p.o i.q r.i.p d.j o.j j.k e.t
        """
    ),
    starters=words(
        """
        the a an this that these those it its he his she her they their them we our i my you your there here who
        what when where why how which in on at by for from with without after before during since until while as if
        although though because but and or nor so yet however meanwhile moreover furthermore nevertheless instead
        still also then now today yesterday tomorrow earlier later last next under over among between despite
        according asked some many most several few all both each every another other no not only one two three four
        five six even just once image photo file mr mrs ms dr perhaps critics officials police experts analysts
        """
    ),
)

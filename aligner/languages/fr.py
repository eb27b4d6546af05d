"""French."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, words

_ONES = counted("un deux trois quatre cinq six sept huit neuf", 1)
_TEENS = counted("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf", 10)
_TENS = {"vingt": 20.0, "trente": 30.0, "quarante": 40.0, "cinquante": 50.0, "soixante": 60.0}
_SMALL = (
    {"zéro": 0.0, "une": 1.0}
    | _ONES
    | _TEENS
    | _TENS
    | {"septante": 70.0, "octante": 80.0, "huitante": 80.0, "nonante": 90.0, "quatre-vingts": 80.0}
    | {f"{ten}-{one}": n + m for ten, m in _TENS.items() for one, n in _ONES.items() if n > 1}
    | {f"{ten} et un": m + 1 for ten, m in _TENS.items()}
    | {f"soixante-{teen}": 60 + n for teen, n in _TEENS.items()}
    | {f"quatre-vingt-{small}": 80 + n for small, n in (_ONES | _TEENS).items()}
)

LANGUAGE = Language(
    code="fr",
    name="French",
    stemmer="french",
    stop_words=words(
        """
        à afin ai aie ainsi ait alors après as assez au aucun aucune aujourd'hui auquel aura aurait auraient aussi
        autre autres aux auxquels avaient avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela
        celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de déjà depuis des dès
        desquels désormais deux devait devant devra devraient devront doit doivent donc dont du duquel durant elle
        elles en encore enfin entre envers es est et était étaient étant été être eu eux fait faire fais font fois
        furent fut grâce hors ici il ils j je jusqu jusque l la là laquelle le lequel les lesquels leur leurs lors
        lorsqu lorsque lui m ma mais malgré me même mêmes mes mieux moi moins mon n ne ni nos notamment notre nous on
        ont ou où outre par parce parmi pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi pourra
        pourraient pourrait pourront près pu puis puisque qu quand quant que quel quelle quelles quels quelque
        quelques qui quoi quoique s sa sans sauf se selon sera serait seront ses si sien soi soient soit sommes son
        sont sous sur t ta tandis te tel telle telles tels tes ton toujours tous tout toute toutes très trop tu un une
        va vers voici voilà vont vos votre vous vu y dit disait déclaré déclare ajouté ajoute affirmé affirme annoncé
        annonce indiqué indique expliqué explique précisé assure assuré estime rapporte rapporté mme mm
        """
    ),
    abbreviations=words(
        """
        m mm mme mmes mlle mlles dr drs pr prof me st ste av bd boul chap cf env etc ex fig hab ibid id inf max min
        n.b no nos p pp p.ex p.-d.g r.a.t.p s.n.c.f s.a s.a.r.l suiv tél tel vol vs art al apr av.j.-c j.-c janv
        févr fév avr juil sept oct nov déc lun mar mer jeu ven sam dim cie ets sté gal col cap lt adj réf éd trad op
        cit u.e o.n.u é.-u u.s u.s.a
        """
    ),
    starters=words(
        """
        le la les un une des il elle ils elles on nous vous je ce cet cette ces c son sa ses leur leurs mais et ou
        donc or ni car dans en au aux à de du pour par sur sous avec sans selon après avant depuis pendant lors
        lorsque quand si comme puis ensuite ainsi aussi alors enfin cependant toutefois pourtant hier aujourd demain
        déjà deux trois plusieurs tous toutes chaque aucun aucune d'après mardi lundi
        """
    ),
    elides=True,
    unelided=words("aujourd'hui quelqu'un quelqu'une presqu'île prud'homme prud'hommes entr'ouvert"),
    negations="pas | jamais | aucun/aucune | rien | ni | sans | nullement",
    no_negations="pas seulement/moins | pas à pas | sans doute",
    figures=Figures(
        words=_SMALL,
        scales={
            "cent": 1e2,
            "cents": 1e2,
            "mille": 1e3,
            "milliers": 1e3,
            "million": 1e6,
            "millions": 1e6,
            "milliard": 1e9,
            "milliards": 1e9,
            "billion": 1e12,
            "billions": 1e12,
        },
        short={"Mds": 1e9, "Md": 1e9, "Mrd": 1e9, "M": 1e6, "Mio": 1e6, "k": 1e3, "K": 1e3},
        vague={
            r"(?:des|plusieurs|quelques)\s+dizaines": (20.0, 99.0),
            r"une\s+douzaine": (10.0, 14.0),
            r"une\s+dizaine": (8.0, 12.0),
            r"une\s+vingtaine": (17.0, 23.0),
            r"une\s+trentaine": (27.0, 33.0),
            r"une\s+quarantaine": (37.0, 43.0),
            r"une\s+cinquantaine": (45.0, 55.0),
            r"une\s+soixantaine": (55.0, 65.0),
            r"une\s+centaine": (90.0, 110.0),
            r"un\s+millier": (900.0, 1100.0),
            r"(?:des|plusieurs|quelques)\s+centaines": (200.0, 1999.0),
            r"(?:des|plusieurs|quelques)\s+milliers": (2e3, 99_999.0),
            r"(?:des|plusieurs|quelques)\s+millions": (2e6, 999e6),
            r"(?:des|plusieurs|quelques)\s+milliards": (2e9, 999e9),
        },
        about=r"environ|quelque|près\s+d[e'’]|autour\s+d[e'’]|à\s+peu\s+près|approximativement",
        almost=r"presque|un\s+peu\s+moins\s+d[e'’]",
        below=r"jusqu['’]à|moins\s+d[e'’]|au\s+maximum|au\s+plus",
        above=r"plus\s+d[e'’]|au\s+moins|au\s+minimum|pas\s+moins\s+d[e'’]",
        percent=r"pour\s?cent|p\.\s?100",
        points=r"points?\s+de\s+pourcentage",
        currencies={
            r"dollars?\s+canadiens?": "CAD",
            r"dollars?\s+australiens?": "AUD",
            r"dollars?(?:\s+(?:américains?|us))?": "USD",
            r"euros?": "EUR",
            r"livres?\s+sterling|livres\s+britanniques": "GBP",
            r"francs?\s+suisses?": "CHF",
            r"yens?": "JPY",
            r"yuans?": "CNY",
            r"roubles?": "RUB",
            r"roupies?": "INR",
            r"zlotys?": "PLN",
        },
        units=pairs(
            """
            mètre mètres=metre kilomètre kilomètres=kilometre centimètre centimètres=centimetre millimètre
            millimètres=millimetre mille milles=mile kilogramme kilogrammes kilo kilos=kilogram gramme grammes=gram
            tonne tonnes=tonne litre litres=litre hectare hectares=hectare baril barils=barrel noeud noeuds nœud
            nœuds=knot heure heures=hour minute minutes=minute seconde secondes=second jour jours=day semaine
            semaines=week mois=month an ans année années=year décennie décennies=decade
            """
        ),
        of=r"de|d['’]|des",
        to=r"à|ou",
        between="entre",
        both="et",
        half=r"et\s+demie?",
        years="ans",
        aged=r"âgée?s?\s+d[e'’]|a|avait|l['’]âge\s+de|(?:homme|femme|garçon|fille|adolescente?|étudiante?|suspecte?|victime"
        r"|retraitée?|conducteur|conductrice|habitante?|père|mère|fils|enfant|personne)\s+de",
        clock=r"h(?:eures?)?(?:\s?[0-9]{2})?(?=\s*(?:[,.;)]|$))|h\s?[0-9]{2}",
        numbered=r"(?:article|alinéa|numéro|n°|page|chapitre|vol|ligne|voie|salle|groupe|phase|niveau|tome|version|windows"
        r"|section|catégorie)",
        undisclosed=r"(?:(?:refusé|sans)\s+(?:de\s+)?(?:préciser|dévoiler|révéler|divulguer|communiquer|dire)\s+(?:le\s+"
        r"montant|la\s+somme|le\s+prix|le\s+coût|combien)|(?:montant|somme|prix|coût|termes)[^.;:!?]{0,60}?\sn['’](?:a|ont"
        r"|est|sont)\s+pas\s+(?:encore\s+)?(?:été\s+)?(?:connue?s?|dévoilée?s?|révélée?s?|précisée?s?|divulguée?s?"
        r"|communiquée?s?|rendue?s?\s+publi(?:c|que)s?)|(?:montant|somme|prix)\s+(?:non\s+(?:dévoilée?|précisée?|divulguée?"
        r"|communiquée?)|inconnue?))",
    ),
    calendar=Calendar(
        months=(
            r"janvier|janv\.?",
            r"février|févr?\.?",
            r"mars",
            r"avril|avr\.?",
            r"mai",
            r"juin",
            r"juillet|juil\.?",
            r"août|aout",
            r"septembre|sept\.?",
            r"octobre|oct\.?",
            r"novembre|nov\.?",
            r"décembre|déc\.?",
        ),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        nth=r"(?:er)?",
        on=r"le|du|ce|au|dès\s+le|depuis\s+le",
        in_month=r"en|depuis|jusqu['’]en|d['’]ici|dès|fin|début|mi-?|au\s+mois\s+d[e'’]",
        in_year=r"en|depuis|de|dès|jusqu['’]en|d['’]ici(?:\s+à)?|fin|début|l['’]an|entre|été|hiver|automne|printemps",
        to=r"au|à|et",
        other_behind=r"derniers?|prochains?|suivants?",
        shifts={-1: r"hier", 0: r"aujourd['’]hui", 1: r"demain"},
        years={
            -1: r"l['’]an(?:née)?\s+derni(?:er|ère)|l['’]an\s+passé",
            0: r"cette\s+année",
            1: r"l['’]an(?:née)?\s+prochaine?",
        },
        months_off={-1: r"le\s+mois\s+dernier", 0: r"ce\s+mois-ci", 1: r"le\s+mois\s+prochain"},
        count=r"[0-9]{1,4}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quelques|plusieurs|quinze",
        periods=r"jours?|semaines?|mois|ans?|années?|heures?|minutes?",
        ago=r"il\s+y\s+a\s+(?:COUNT)\s+(?:PERIODS)",
        within=r"(?:dans\s+)?(?:les|ces)\s+(?:COUNT)?\s*(?:prochain|dernièr|dernier)e?s\s+(?:PERIODS)|dans\s+(?:COUNT)\s+(?:PERIODS)",
        future=r"sera|seront|devra|devrait|devraient|prévue?s?|va|vont|d['’]ici|avant|prochaine?s?",
    ),
)

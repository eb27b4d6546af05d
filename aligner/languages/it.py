"""Italian."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, tens, words

_ONES = counted("uno due tre quattro cinque sei sette otto nove", 1)
_TENS = tens("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_SMALL = (
    counted(
        "zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
        " sedici diciassette diciotto diciannove"
    )
    | _TENS
    | {(ten[:-1] if one[0] in "uo" else ten) + one: n + m for ten, m in _TENS.items() for one, n in _ONES.items()}
    | {f"{ten}tré": m + 3 for ten, m in _TENS.items()}
)

LANGUAGE = Language(
    code="it",
    name="Italian",
    stemmer="italian",
    stop_words=words(
        """
        a ad agl agli ai al all alla alle allo alcuna alcuni alcune allora altra altre altri altro anche ancora anch
        appena aveva avevano avere avrà avrebbe avuto ben bene c che chi ci ciascuno ciò coi col come con contro
        così cui d da dagl dagli dai dal dall dalla dalle dallo de degl degli dei del dell della delle dello dentro
        deve devono di dopo dove dovrà dovrebbe due dunque durante e è ecco ed egli era erano essa esse essere essi
        esso fa fanno fare fatto fin fino fra fu furono già gl gli grazie ha hai hanno ho i il in infatti inoltre
        insieme intanto invece io l la là le lei li lo loro lui ma mai me mediante meno mentre mi mia mie miei mio
        molta molte molti molto n ne né negl negli nei nel nell nella nelle nello nessun nessuna nessuno niente noi
        non nostra nostri nostro nulla o od ogni oggi oltre ora per perché però perciò poca poche pochi poco poi più
        piuttosto possa possono potrà potrebbe presso prima proprio può pur pure qual quale quali qualche quando
        quanto quasi quel quell quella quelle quelli quello quest questa queste questi questo qui quindi rispetto s
        sarà saranno sarebbe sé se secondo sei sempre senza si sia siamo siano sino solo sono sopra soprattutto
        sotto sta stata state stati stato stanno stesso stessa stessi su sua subito sue sugl sugli sui sul sull
        sulla sulle sullo suo suoi tale tali tanto tra tranne troppo tu tua tuo tutta tutte tutti tutto tuttavia un
        una uno v va verso vi via voi vostro ha detto dice dicono ha detto spiegato spiega aggiunto aggiunge
        affermato afferma dichiarato annunciato riferito sottolineato
        """
    ),
    abbreviations=words(
        """
        sig sigg sig.ra sig.na sigra dott dott.ssa dr prof prof.ssa avv ing arch geom rag on sen gen col cap ten mar
        s ss san sta v.le via p.za p.zza c.so n nr num pag pagg p pp art artt cfr ecc es p.es vol voll cap ed fig
        tel ca c.a max min s.p.a s.r.l s.n.c s.a.s a.c d.c gen feb mar apr mag giu lug ago set sett ott nov dic lun
        mer gio ven sab dom u.e u.s.a o.n.u vs mld mln mons card dir pres
        """
    ),
    starters=words(
        """
        il lo la i gli le l un uno una un' egli ella lui lei loro essi questo questa questi queste quello quella e
        ed o ma però tuttavia inoltre infatti così anche nel nella nei in di del della dei a al alla da dal dalla
        con per su sul sulla secondo dopo prima durante mentre quando se come poi già oggi ieri domani non due tre
        molti tutti alcuni ogni nessuno intanto
        """
    ),
    elides=True,
    negations="non | mai | nessun/nessuno/nessuna | niente | nulla | né | senza | neppure/neanche/nemmeno",
    no_negations="non solo/soltanto/appena | senza dubbio | più che mai",
    figures=Figures(
        words=_SMALL
        | {"cento": 100.0, "mille": 1000.0}
        | {f"{one}cento": 100 * n for one, n in _ONES.items() if n > 1}
        | {f"{small}mila": 1000 * n for small, n in _SMALL.items() if n > 1},
        scales={
            "mila": 1e3,
            "milione": 1e6,
            "milioni": 1e6,
            "miliardo": 1e9,
            "miliardi": 1e9,
            "bilione": 1e12,
            "bilioni": 1e12,
        },
        short={"mln": 1e6, "mld": 1e9, "mila": 1e3, "M": 1e6},
        vague={
            r"decine": (20.0, 99.0),
            r"una\s+dozzina": (10.0, 14.0),
            r"una\s+decina": (8.0, 12.0),
            r"una\s+ventina": (17.0, 23.0),
            r"una\s+trentina": (27.0, 33.0),
            r"una\s+cinquantina": (45.0, 55.0),
            r"un\s+centinaio": (90.0, 110.0),
            r"un\s+migliaio": (900.0, 1100.0),
            r"centinaia": (200.0, 1999.0),
            r"migliaia": (2e3, 99_999.0),
        },
        about=r"circa|all['’]incirca|intorno\s+a[il]?|attorno\s+a[il]?|più\s+o\s+meno",
        almost=r"quasi(?:\s+i?l)?|poco\s+meno\s+di",
        below=r"fino\s+a|meno\s+di|al\s+massimo",
        above=r"più\s+di|oltre|almeno|non\s+meno\s+di",
        percent=r"per\s?cento",
        points=r"punti?\s+percentuali|punto\s+percentuale",
        currencies={
            r"dollari\s+canadesi": "CAD",
            r"dollari\s+australiani": "AUD",
            r"dollar[oi](?:\s+(?:statunitensi|americani|usa))?": "USD",
            r"euro": "EUR",
            r"sterlin[ae](?:\s+britanniche)?": "GBP",
            r"franchi\s+svizzeri": "CHF",
            r"yen": "JPY",
            r"yuan": "CNY",
            r"rubli": "RUB",
            r"rupie": "INR",
        },
        units=pairs(
            """
            metro metri=metre chilometro chilometri=kilometre centimetro centimetri=centimetre millimetro
            millimetri=millimetre miglio miglia=mile chilogrammo chilogrammi chilo chili=kilogram grammo grammi=gram
            tonnellata tonnellate=tonne litro litri=litre ettaro ettari=hectare barile barili=barrel nodo nodi=knot ora
            ore=hour minuto minuti=minute secondo secondi=second giorno giorni=day settimana settimane=week mese
            mesi=month anno anni=year decennio decenni=decade
            """
        ),
        of=r"di|d['’]",
        to=r"a|o",
        between="tra|fra",
        both="e",
        half=r"e\s+mezz[oa]",
        age=r"enne\b",
        years="anni",
        aged=r"ha|aveva|età\s+di|(?:uomo|donna|ragazz[oa]|giovane|bambin[oa]|pensionat[oa]|studente|studentessa|vittima"
        r"|conducente|sospettat[oa]|padre|madre|figli[oa]|persona)\s+di",
        clock=r"(?=\Z)(?!\Z)",
        numbered=r"(?:articolo|art\.|numero|n\.|pagina|capitolo|volo|linea|binario|sala|gruppo|fase|livello|versione"
        r"|windows|sezione|categoria|ore|alle)",
        undisclosed=r"(?:(?:senza|rifiutato\s+di|non\s+ha\s+voluto)\s+(?:precisare|rivelare|specificare|dire|svelare)\s+"
        r"(?:l['’](?:importo|ammontare|entità)|la\s+(?:somma|cifra)|il\s+(?:prezzo|costo)|quanto)"
        r"|(?:importo|ammontare|somma|cifra|prezzo|costo|termini)[^.;:!?]{0,60}?\snon\s+(?:è|sono)\s+(?:stat[oaie]\s+)?"
        r"(?:not[oaie]|res[oaie]\s+not[oaie]|rivelat[oaie]|comunicat[oaie]|precisat[oaie]|divulgat[oaie]))",
    ),
    calendar=Calendar(
        months=(
            r"gennaio|gen\.",
            r"febbraio|feb(?:br)?\.?",
            r"marzo",
            r"aprile|apr\.?",
            r"maggio|mag\.",
            r"giugno|giu\.?",
            r"luglio|lug\.?",
            r"agosto|ago\.?",
            r"settembre|sett?\.?",
            r"ottobre|ott\.?",
            r"novembre|nov\.?",
            r"dicembre|dic\.?",
        ),
        weekdays=(
            r"lunedì|lunedi",
            r"martedì|martedi",
            r"mercoledì|mercoledi",
            r"giovedì|giovedi",
            r"venerdì|venerdi",
            "sabato",
            "domenica",
        ),
        nth=r"[°º]?",
        of=r"del",
        on=r"il|l['’]|del|dell['’]|dal|al|lo\s+scorso|nella\s+giornata\s+di",
        in_month=r"a|in|da|nel\s+mese\s+di|(?:inizio|metà|fine)|entro|lo\s+scorso|di",
        in_year=r"nel|dal|del|al|fino\s+al|entro\s+il|anno|il|tra\s+il|fine|inizio|metà|estate|inverno|autunno|primavera",
        to=r"al?|e(?:\s+il)?",
        other_before=r"prossim[oa]|scors[oa]",
        other_behind=r"scors[oa]|prossim[oa]|successiv[oa]",
        shifts={-1: r"ieri", 0: r"oggi", 1: r"domani"},
        years={
            -1: r"l['’]anno\s+scorso|lo\s+scorso\s+anno",
            0: r"quest['’]anno",
            1: r"l['’]anno\s+prossimo|il\s+prossimo\s+anno",
        },
        months_off={
            -1: r"il\s+mese\s+scorso|lo\s+scorso\s+mese",
            0: r"questo\s+mese",
            1: r"il\s+(?:mese\s+prossimo|prossimo\s+mese)",
        },
        count=r"[0-9]{1,4}|una?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|pochi|poche|alcuni|alcune|qualche",
        periods=r"giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|minut[oi]",
        ago=r"(?:COUNT)\s+(?:PERIODS)\s+fa",
        within=r"ne(?:i|lle|gli)\s+(?:prossim|ultim|scors)[ie]\s+(?:(?:COUNT)\s+)?(?:PERIODS)|(?:tra|fra)\s+(?:COUNT)\s+(?:PERIODS)",
        future=r"sarà|saranno|dovrà|dovrebbe|previst[oaie]|entro|prossim[oaie]",
    ),
)

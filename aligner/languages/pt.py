"""Portuguese, of Portugal and of Brazil."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, tens, words

_ONES = counted("um dois três quatro cinco seis sete oito nove", 1) | {"uma": 1.0, "duas": 2.0}
_TENS = tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_SMALL = (
    counted(
        "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze"
        " dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove"
    )
    | _TENS
    | {f"{ten} e {one}": n + m for ten, m in _TENS.items() for one, n in _ONES.items()}
)
_HUNDREDS = "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent".split()

LANGUAGE = Language(
    code="pt",
    name="Portuguese",
    stemmer="portuguese",
    stop_words=words(
        """
        a à acerca agora ainda além algo algum alguma algumas alguns ante antes ao aos apenas após aquela aquelas
        aquele aqueles aqui aquilo as às assim até através bem cada com como contra contudo cuja cujo da daquela
        daquele das de dela delas dele deles dentro depois desde dessa desse desta deste devem deverá deve disso
        disto do dois dos durante duas e é ela elas ele eles em embora enquanto entanto então entre era eram essa
        essas esse esses esta está estão estas estar estava estavam este esteve estes estou eu faz fazer feito fez
        foi fora foram há havia haver hoje isso isto já la lhe lhes logo lo mais mas me mediante meio menos mesma
        mesmas mesmo mesmos meu meus minha muita muitas muito muitos na nada não nas nem nenhum nenhuma nessa nesse
        nesta neste no nos nós nossa nosso nossos num numa o onde os ou outra outras outro outros para pela pelas
        pelo pelos per perante pode podem poderá poderia pois por porém porque portanto pouca poucas pouco poucos
        qual quais qualquer quando quanto quase que quê quem se segundo seja sejam sem sempre sendo ser será serão
        seria seu seus si sido sob sobre sua suas só também tanto tão te tem têm ter terá teria teve tinha tinham
        toda todas todavia todo todos tudo um uma umas uns vai vão vários várias você vocês disse diz disseram
        afirmou afirma acrescentou explicou anunciou informou declarou destacou referiu sr sra
        """
    ),
    abbreviations=words(
        """
        sr sra srs sras srta dr dra drs prof profa eng arq adv gen cel cap ten sgt sto sta av r pça trav n nº no núm
        num pág págs p pp art arts cf etc ex p.ex vol ed fig tel tb máx mín aprox s.a s.a.d ltda lda cia u.e e.u.a
        eua a.c d.c jan fev mar abr mai jun jul ago set out nov dez seg ter qua qui sex sáb dom exmo exma d vs mi bi
        tri min km
        """
    ),
    starters=words(
        """
        o a os as um uma ele ela eles elas este esta esse essa isto isso seu sua e ou mas porém contudo entretanto
        no na nos nas em de do da dos das ao à com sem para por pelo pela segundo após depois antes desde durante
        enquanto quando se como além também assim então já hoje ontem amanhã não dois três vários muitos todos
        alguns cada nenhum
        """
    ),
    elides=True,
    negations="não | nunca | jamais | nenhum/nenhuma | ninguém | nada | nem | sem",
    no_negations="não só/apenas/obstante | sem dúvida | nada mais",
    figures=Figures(
        words=_SMALL
        | {"cem": 100.0, "cento": 100.0}
        | {f"{stem}{end}": 100.0 * n for n, stem in enumerate(_HUNDREDS, 2) for end in ("os", "as")},
        scales={
            "mil": 1e3,
            "milhão": 1e6,
            "milhões": 1e6,
            "bilhão": 1e9,
            "bilhões": 1e9,
            "bilião": 1e12,
            "biliões": 1e12,
            "trilhão": 1e12,
            "trilhões": 1e12,
        },
        short={"mi": 1e6, "bi": 1e9, "tri": 1e12, "M": 1e6},
        vague={
            r"dezenas": (20.0, 99.0),
            r"uma\s+dúzia": (10.0, 14.0),
            r"uma\s+dezena": (8.0, 12.0),
            r"uma\s+vintena": (17.0, 23.0),
            r"uma\s+centena": (90.0, 110.0),
            r"centenas": (200.0, 1999.0),
            r"milhares": (2e3, 99_999.0),
        },
        about=r"cerca\s+de|aproximadamente|em\s+torno\s+de|por\s+volta\s+de|uns|umas",
        almost=r"quase(?:\s+um)?|pouco\s+menos\s+de",
        below=r"até|menos\s+de|no\s+máximo",
        above=r"mais\s+de|pelo\s+menos|ao\s+menos|no\s+mínimo|acima\s+de",
        percent=r"por\s?cento",
        points=r"pontos?\s+percentua(?:l|is)",
        currencies={
            r"dólares\s+canad(?:enses|ianos)": "CAD",
            r"dólares\s+australianos": "AUD",
            r"dólar(?:es)?(?:\s+(?:(?:norte-)?americanos?|estadunidenses?))?": "USD",
            r"euros?": "EUR",
            r"libras?(?:\s+(?:esterlinas?|britânicas?))": "GBP",
            r"francos?\s+suíços?": "CHF",
            r"ienes|iene": "JPY",
            r"yuans?|iuanes": "CNY",
            r"rublos?": "RUB",
            r"rupias?": "INR",
            r"reais|real(?=\s+brasileiro)": "BRL",
        },
        units=pairs(
            """
            metro metros=metre quilómetro quilómetros quilômetro quilômetros=kilometre centímetro centímetros=centimetre
            milímetro milímetros=millimetre milha milhas=mile quilograma quilogramas quilo quilos=kilogram grama
            gramas=gram tonelada toneladas=tonne litro litros=litre hectare hectares=hectare barril barris=barrel nó
            nós=knot hora horas=hour minuto minutos=minute segundo segundos=second dia dias=day semana semanas=week mês
            meses=month ano anos=year década décadas=decade
            """
        ),
        of=r"de",
        to=r"a|ou",
        between="entre",
        both="e",
        half=r"e\s+mei[oa](?!\s+(?:dúzia|centena))",
        age=r"\s+anos\s+de\s+idade",
        years="anos",
        aged=r"tem|tinha|aos|idade\s+de|(?:homem|mulher|jovem|rapaz|rapariga|menin[oa]|criança|suspeit[oa]|vítima|condutora?"
        r"|estudante|idos[oa]|pai|mãe|filh[oa]|pessoa)\s+de",
        clock=r"h(?:oras)?(?:\s?[0-9]{2})?(?=\s*(?:[,.;)]|$))|h[0-9]{2}",
        numbered=r"(?:artigo|número|nº|página|capítulo|voo|linha|via|sala|grupo|fase|nível|versão|windows|secção|seção"
        r"|categoria)",
        undisclosed=r"(?:(?:sem|recusou(?:-se\s+a)?|não\s+quis)\s+(?:revelar|divulgar|precisar|especificar|dizer|detalhar)\s+"
        r"(?:o\s+(?:montante|valor|preço|custo)|a\s+(?:soma|quantia)|quanto)"
        r"|(?:montante|valor|preço|custo|soma|quantia|termos)[^.;:!?]{0,60}?\snão\s+(?:foi|foram)\s+(?:revelad[oa]s?"
        r"|divulgad[oa]s?|precisad[oa]s?|informad[oa]s?|tornad[oa]s?\s+públic[oa]s?))",
    ),
    calendar=Calendar(
        months=(
            r"janeiro|jan\.?",
            r"fevereiro|fev\.?",
            r"março",
            r"abril|abr\.?",
            r"maio",
            r"junho|jun\.?",
            r"julho|jul\.?",
            r"agosto|ago\.?",
            r"setembro|set\.",
            r"outubro|out\.",
            r"novembro|nov\.?",
            r"dezembro|dez\.",
        ),
        weekdays=(
            r"segunda-feira|(?<=na )segunda",
            r"terça-feira|(?<=na )terça",
            r"quarta-feira|(?<=na )quarta",
            r"quinta-feira|(?<=na )quinta",
            r"sexta-feira|(?<=na )sexta",
            "sábado",
            "domingo",
        ),
        nth=r"[ºo°]?",
        of=r"de|do",
        on=r"em|no\s+dia|dia|na|no|nesta|neste|desta|deste|ao?|até",
        in_month=r"em|desde|até|(?:início|meados|final|fim|finais|princípio)\s+de|de",
        in_year=r"em|desde|de|até|ano|entre|(?:início|meados|final|fim)\s+de|verão|outono|inverno|primavera",
        to=r"a|e|até",
        other_before=r"próxim[oa]|passad[oa]",
        other_behind=r"passad[oa]|próxim[oa]|seguinte|que\s+vem",
        shifts={-1: r"ontem", 0: r"hoje", 1: r"amanhã"},
        years={
            -1: r"(?:o\s+|no\s+)?ano\s+passado",
            0: r"este\s+ano|neste\s+ano",
            1: r"(?:o\s+|no\s+)?(?:próximo\s+ano|ano\s+que\s+vem)",
        },
        months_off={
            -1: r"(?:o|no)\s+mês\s+passado",
            0: r"n?este\s+mês",
            1: r"(?:o|no)\s+(?:próximo\s+mês|mês\s+que\s+vem)",
        },
        count=r"[0-9]{1,4}|uma?|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|doze|poucos|poucas|alguns|algumas|vários|várias",
        periods=r"dias?|semanas?|mês|meses|anos?|horas?|minutos?",
        ago=r"há\s+(?:COUNT)\s+(?:PERIODS)|(?:COUNT)\s+(?:PERIODS)\s+atrás",
        within=r"n[oa]s\s+(?:próxim|últim)[oa]s\s+(?:(?:COUNT)\s+)?(?:PERIODS)|dentro\s+de\s+(?:COUNT)\s+(?:PERIODS)",
        future=r"será|serão|deverá|deve|prevista?s?|previsto|vai|vão|antes|próxim[oa]s?",
    ),
)

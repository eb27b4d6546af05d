"""Spanish."""

from __future__ import annotations

from aligner.languages.language import Calendar, Figures, Language, counted, pairs, tens, words

_ONES = counted("uno dos tres cuatro cinco seis siete ocho nueve", 1) | {"un": 1.0, "una": 1.0}
_TENS = tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_SMALL = (
    counted(
        "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós veintitrés veinticuatro"
        " veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    | _TENS
    | {f"{ten} y {one}": n + m for ten, m in _TENS.items() if m > 20 for one, n in _ONES.items()}
)
_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split()

LANGUAGE = Language(
    code="es",
    name="Spanish",
    stemmer="spanish",
    stop_words=words(
        """
        a acerca además ahora al algo algún alguna algunas alguno algunos ante antes aquel aquella aquellos aquí así
        aún aunque bajo bien cada casi como cómo con contra cual cuál cuales cualquier cuando cuándo cuanto cuya
        cuyo de del dentro desde después donde dónde dos durante e el él ella ellas ello ellos en entre era eran
        eres es esa esas ese eso esos esta está están estaba estaban estado estamos estar estará estas este esto
        estos estoy estuvo ex fin fue fueron ha había habían haber habrá habría hace hacer hacia han hasta hay haya
        hecho hizo hoy incluso la las le les lo los luego más me mediante menos mi mientras mis misma mismas mismo
        mismos mucha muchas mucho muchos muy nada ni ningún ninguna ninguno no nos nosotros nuestra nuestras nuestro
        nuestros o os otra otras otro otros para pero poca pocas poco pocos podrá podría por porque pueda puede
        pueden pues que qué quien quién quienes se sea sean según ser será serán sería si sí sido siempre sin sino
        sobre solo sólo somos son su sus tal también tampoco tan tanto te tener tengo ti tiene tienen toda todas
        todavía todo todos tras tu tus tuvo u un una unas uno unos usted va van varias varios ya y yo dijo dice
        dijeron señaló señala añadió añade afirmó afirma aseguró explicó indicó informó declaró anunció
        """
    ),
    abbreviations=words(
        """
        sr sra sres srta dr dra drs prof profa lic ing arq gral cap cnel tte sto sta avda av c ctra núm num nro no
        págs pág p pp art arts ed vol fig etc ej p.ej aprox máx mín tel tfno ud uds vd vds ee.uu ee uu ff.aa jj.oo
        s.a s.l s.a.u cía dpto depto ene feb mar abr may jun jul ago sept sep oct nov dic lun mié jue vie sáb dom
        a.c d.c a.m p.m mill vs cf ss.mm rr.hh ms mm kg km excmo excma d dña hnos izq dcha
        """
    ),
    starters=words(
        """
        el la los las un una unos unas él ella ellos ellas lo este esta estos estas ese esa eso esto su sus y e o
        pero sino aunque en de del al a con sin para por según tras desde hasta entre sobre ante cuando si como
        mientras donde además también así entonces luego después antes ayer hoy mañana ahora ya no sin dos tres
        varios muchos todos algunos otro otra cada ningún
        """
    ),
    negations="no | nunca | jamás | ningún/ninguno/ninguna | nadie | nada | ni | sin | tampoco",
    no_negations="no solo/sólo/solamente/obstante | sin embargo/duda | nada más",
    figures=Figures(
        words=_SMALL
        | {"cien": 100.0, "ciento": 100.0}
        | {f"{stem}{end}": 100.0 * n for n, stem in enumerate(_HUNDREDS, 2) for end in ("os", "as")},
        scales={
            "mil": 1e3,
            "millón": 1e6,
            "millones": 1e6,
            "millardo": 1e9,
            "millardos": 1e9,
            "billón": 1e12,
            "billones": 1e12,
        },
        short={"M": 1e6, "MM": 1e6, "mill": 1e6, "mlls": 1e6, "mdd": 1e6, "K": 1e3},
        vague={
            r"(?:varias\s+)?decenas": (20.0, 99.0),
            r"una\s+docena": (10.0, 14.0),
            r"una\s+decena": (8.0, 12.0),
            r"una\s+veintena": (17.0, 23.0),
            r"una\s+treintena": (27.0, 33.0),
            r"un\s+centenar": (90.0, 110.0),
            r"un\s+millar": (900.0, 1100.0),
            r"(?:cientos|centenares)": (200.0, 1999.0),
            r"(?:miles|millares)": (2e3, 99_999.0),
        },
        about=r"unos|unas|cerca\s+de|alrededor\s+de|aproximadamente|en\s+torno\s+a",
        almost=r"casi(?:\s+un)?|poco\s+menos\s+de",
        below=r"hasta|menos\s+de|como\s+máximo",
        above=r"más\s+de|al\s+menos|por\s+lo\s+menos|como\s+mínimo|no\s+menos\s+de",
        percent=r"por\s?ciento",
        points=r"puntos?\s+porcentuales",
        currencies={
            r"dólares\s+canadienses": "CAD",
            r"dólares\s+australianos": "AUD",
            r"pesos\s+mexicanos": "MXN",
            r"dólar(?:es)?(?:\s+(?:estadounidenses?|americanos?))?": "USD",
            r"euros?": "EUR",
            r"libras?(?:\s+(?:esterlinas?|británicas?))": "GBP",
            r"francos?\s+suizos?": "CHF",
            r"yenes|yen": "JPY",
            r"yuanes|yuan": "CNY",
            r"rublos?": "RUB",
            r"rupias?": "INR",
            r"reales|real(?=\s+brasileño)": "BRL",
        },
        units=pairs(
            """
            metro metros=metre kilómetro kilómetros=kilometre centímetro centímetros=centimetre milímetro
            milímetros=millimetre milla millas=mile kilogramo kilogramos kilo kilos=kilogram gramo gramos=gram tonelada
            toneladas=tonne litro litros=litre hectárea hectáreas=hectare barril barriles=barrel nudo nudos=knot hora
            horas=hour minuto minutos=minute segundo segundos=second día días=day semana semanas=week mes meses=month
            año años=year década décadas=decade
            """
        ),
        of=r"de",
        to=r"a|o",
        between="entre",
        both="y",
        half=r"y\s+medi[oa](?!\s+(?:docena|centenar))",
        age=r"\s+años\s+de\s+edad",
        years="años",
        aged=r"tiene|tenía|cumple|cumplió|a\s+los|edad\s+de|(?:hombre|mujer|joven|niñ[oa]|chic[oa]|adolescente|sospechos[oa]"
        r"|víctima|vecin[oa]|conductora?|estudiante|madre|padre|hij[oa]|persona)\s+de",
        clock=r"h(?:oras)?(?=\s*(?:[,.;)]|$))|(?<=[0-9][.:][0-9]{2} )horas",
        numbered=r"(?:artículo|número|núm\.|página|capítulo|vuelo|línea|vía|sala|grupo|fase|nivel|tomo|versión|windows"
        r"|sección|categoría)",
        undisclosed=r"(?:(?:sin|no\s+quiso|rehusó|declinó|evitó)\s+(?:precisar|revelar|detallar|desvelar|decir|especificar)"
        r"\s+(?:el\s+(?:importe|monto|precio|coste|costo|valor)|la\s+(?:suma|cantidad|cifra)|cuánto)"
        r"|(?:importe|monto|precio|coste|suma|cantidad|cifra|términos)[^.;:!?]{0,60}?\sno\s+(?:se\s+)?(?:ha|han|fue|fueron)"
        r"\s+(?:sido\s+)?(?:revelad[oa]s?|divulgad[oa]s?|desvelad[oa]s?|dad[oa]s?\s+a\s+conocer|precisad[oa]s?"
        r"|hech[oa]s?\s+públic[oa]s?))",
    ),
    calendar=Calendar(
        months=(
            r"enero|ene\.?",
            r"febrero|feb\.?",
            r"marzo",
            r"abril|abr\.?",
            r"mayo",
            r"junio|jun\.?",
            r"julio|jul\.?",
            r"agosto|ago\.?",
            r"septiembre|setiembre|sept?\.?",
            r"octubre|oct\.?",
            r"noviembre|nov\.?",
            r"diciembre|dic\.?",
        ),
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        nth=r"[ºo°]?",
        of=r"del?",
        on=r"el|del|al|este|desde\s+el|hasta\s+el|día",
        in_month=r"en|desde|hasta|a\s+(?:principios|finales|mediados)\s+de|(?:pasado|próximo)\s+mes\s+de|de",
        in_year=r"en|desde|de|hasta|del|año|entre|a\s+(?:principios|finales|mediados)\s+de|verano|otoño|invierno|primavera",
        to=r"al?|y",
        other_before=r"próximo|pasado|siguiente",
        other_behind=r"pasado|próximo|siguiente|que\s+viene",
        shifts={-1: r"ayer", 0: r"hoy", 1: r"mañana(?!\s+del?\b)(?<!la\smañana)(?<!esta\smañana)"},
        years={
            -1: r"el\s+año\s+pasado|el\s+pasado\s+año",
            0: r"este\s+(?:mismo\s+)?año",
            1: r"el\s+(?:próximo\s+año|año\s+(?:próximo|que\s+viene))",
        },
        months_off={
            -1: r"el\s+(?:mes\s+pasado|pasado\s+mes)",
            0: r"este\s+mes",
            1: r"el\s+(?:próximo\s+mes|mes\s+próximo)",
        },
        count=r"[0-9]{1,4}|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|unos|unas|varios|varias|pocos|pocas",
        periods=r"días?|semanas?|mes(?:es)?|años?|horas?|minutos?",
        ago=r"hace\s+(?:COUNT)\s+(?:PERIODS)",
        within=r"(?:en|durante)\s+l[oa]s\s+(?:(?:COUNT)\s+)?(?:próxim|últim)[oa]s\s+(?:(?:COUNT)\s+)?(?:PERIODS)|dentro\s+de\s+(?:COUNT)\s+(?:PERIODS)",
        future=r"será|serán|deberá|prevista?s?|previsto|va\s+a|van\s+a|antes|próxim[oa]s?|está\s+previsto",
    ),
)

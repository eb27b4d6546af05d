"""Invented sentences: what one outlet copied of another with the edits that desks make, and what two wrote apart.

Each pair is one fact. ``COPIED`` are wire copy and press releases, edited lightly; ``APART`` are reports of their own,
with what reporters share all the same: quotations, names and titles, figures, fixed phrases, terms of law.
"""

from __future__ import annotations

COPIED = {
    "word for word": (
        "Divers searching the flooded quarry recovered a second vehicle on Tuesday, about 40 metres from the first.",
        "Divers searching the flooded quarry recovered a second vehicle on Tuesday, about 40 metres from the first.",
    ),
    "attribution moved to the front": (
        "The reservoir has fallen to its lowest level since records began in 1961, the water board said on Monday.",
        "The water board said on Monday the reservoir has fallen to its lowest level since records began in 1961.",
    ),
    "the day changed": (
        "Customs officers found the ivory hidden beneath a shipment of cashew nuts, officials said Tuesday.",
        "Customs officers found the ivory hidden beneath a shipment of cashew nuts, officials said on 4 March.",
    ),
    "shortened at its end": (
        "A crane toppled onto a row of parked cars outside the stadium shortly before dawn, injuring two workers "
        "and cutting power to about 900 homes in the district.",
        "A crane toppled onto a row of parked cars outside the stadium shortly before dawn, injuring two workers.",
    ),
    "shortened inside": (
        "The ministry, which has faced months of criticism over delays, will begin paying compensation to farmers "
        "whose cattle were culled in the spring.",
        "The ministry will begin paying compensation to farmers whose cattle were culled in the spring.",
    ),
    "a synonym or two": (
        "The trawler began taking on water after striking a submerged container and sank within twenty minutes.",
        "The trawler started taking on water after hitting a submerged container and sank within twenty minutes.",
    ),
    "joined to another sentence": (
        "Engineers had warned for years that the culvert beneath the road was too narrow to carry storm water.",
        "Residents said they were not surprised: engineers had warned for years that the culvert beneath the road "
        "was too narrow to carry storm water, and a petition in 2019 drew 3,000 signatures.",
    ),
    "the house style of another outlet": (
        "The programme will honour 14 centres that organised vaccinations for travelling labourers during the "
        "outbreak.",
        "The program will honor 14 centers that organized vaccinations for travelling labourers during the outbreak"
        " and kept their doors open for visitors at night.",
    ),
    "a name in full": (
        "Brandt resigned as chairman after shareholders rejected his plan to sell the shipyard to a foreign fund.",
        "Mr Oskar Brandt resigned as chairman after shareholders rejected his plan to sell the shipyard to a "
        "foreign fund.",
    ),
    "the framing of a quotation": (
        "“We had no choice,” the harbour master told a crowded public hearing that lasted well past midnight, "
        "adding that the tugs had been ordered too late.",
        "“We had no choice at all that night,” the harbour master told a crowded public hearing that lasted well "
        "past midnight, adding the tugs had been ordered too late.",
    ),
    "put into the past": (
        "The company plans to close its last sugar refinery in the province and move production across the border.",
        "The company planned to close its last sugar refinery in the province and move production across the border.",
    ),
    "a press release made news": (
        "Ortho Lumen today announced the launch of a revolutionary lens that adapts to changing light in under a "
        "second.",
        "Ortho Lumen announced the launch of a lens that adapts to changing light in under a second.",
    ),
    "German": (
        "Die Feuerwehr rettete in der Nacht zwölf Bewohner über Drehleitern aus dem brennenden Haus, teilte die "
        "Polizei mit.",
        "Wie die Polizei mitteilte, rettete die Feuerwehr in der Nacht zwölf Bewohner über Drehleitern aus dem "
        "brennenden Haus.",
    ),
    "French": (
        "Le conseil municipal a voté lundi soir la fermeture progressive de la piscine, jugée trop coûteuse à rénover.",
        "Le conseil municipal a voté lundi la fermeture progressive de la piscine, jugée trop coûteuse à rénover, "
        "malgré une pétition des habitants.",
    ),
    "Spanish": (
        "Los vecinos evacuados podrán regresar a sus casas cuando los geólogos confirmen que la ladera dejó de "
        "moverse.",
        "Los vecinos evacuados podrán regresar a sus viviendas cuando los geólogos confirmen que la ladera dejó de "
        "moverse.",
    ),
    "Chinese": (
        "消防员在浓烟中连续工作六个小时，终于将被困在地下车库的十二名工人全部救出。",
        "据报道，消防员在浓烟中连续工作六个小时，终于将被困在地下车库的工人全部救出。",
    ),
    "rewritten by half": (
        "Hundreds of passengers spent the night on camp beds in the departure hall after snow closed both runways.",
        "After heavy snowfall closed both runways, hundreds of passengers spent the night on benches at the airport.",
    ),
}

APART = {
    "in words of their own": (
        "Divers searching the flooded quarry recovered a second vehicle on Tuesday, about 40 metres from the first.",
        "A second car was pulled out of the quarry lake on Tuesday, not far from where the first had been found.",
    ),
    "the same quotation": (
        "“The water came up through the floor before anyone had heard a single siren,” said Nadia Ferrol, who runs "
        "a bakery.",
        "“The water came up through the floor before anyone had heard a single siren,” Nadia Ferrol, a baker, told "
        "the radio.",
    ),
    "the same quotation, told at length": (
        "Minister Paul Adeyo said that “no household will be left without heating this winter, whatever it costs "
        "the treasury”, but gave no figures.",
        "In parliament Paul Adeyo promised that “no household will be left without heating this winter, whatever it"
        " costs the treasury”.",
    ),
    "nobody answered": (
        "A spokesperson for Ortho Lumen did not immediately respond to a request for comment.",
        "Ortho Lumen did not immediately respond to a request for comment.",
    ),
    "nobody wants to be named": (
        "The talks broke down late on Sunday, according to two officials who spoke on condition of anonymity "
        "because they were not authorized to discuss the matter publicly.",
        "Mediators left on Sunday night, said a diplomat who spoke on condition of anonymity because he was not "
        "authorized to discuss the matter publicly.",
    ),
    "names and titles": (
        "European Commission Executive Vice President for Competition Policy Ingrid Halloran met Finance Minister "
        "Tomas Verel in Brussels on Monday.",
        "In Brussels on Monday, European Commission Executive Vice President for Competition Policy Ingrid Halloran"
        " received Finance Minister Tomas Verel for an hour.",
    ),
    "figures": (
        "Sales rose 4.2 percent to 310 million euros in the first quarter of 2031, Tellow said.",
        "Tellow sold more: 310 million euros in the first quarter of 2031, up 4.2 percent.",
    ),
    "figures in the order of a table": (
        "Sales at Tellow rose 4.2 percent to 310 million euros in the first quarter of 2031, from 297.5 million "
        "euros in the first quarter of 2030.",
        "Revenue of the operator rose 4.2 percent to 310 million euros in the first quarter of 2031, from 297.5 "
        "million euros in the first quarter of 2030.",
    ),
    "a short sentence": (
        "No one was hurt in the fire.",
        "No one was hurt in the fire.",
    ),
    "a short sentence within a longer one": (
        "He was taken to hospital with serious injuries.",
        "The driver, a man of 34, was cut from the wreck and taken to hospital with serious injuries to his legs.",
    ),
    "what everybody did": (
        "Police said the man, 41, was arrested on Friday evening and is due to appear in court on Monday.",
        "A man was arrested on Friday and is due in court on Monday, when prosecutors will ask that he stay in "
        "custody.",
    ),
    "a title of a law": (
        "The Clean Rivers and Coastal Waters Protection Act passed by 212 votes to 180.",
        "By 212 votes to 180, deputies adopted the Clean Rivers and Coastal Waters Protection Act.",
    ),
    "told the other way round": (
        "The reservoir has fallen to its lowest level since records began in 1961, the water board said on Monday.",
        "Not since 1961, when measurements started, has there been so little water in the reservoir.",
    ),
    "a background all know": (
        "Microlane, based in Halden, has 1,200 employees and was founded in 2014 by two former Ferrol engineers.",
        "Two engineers who left Ferrol founded Microlane in 2014; it employs 1,200 people in Halden.",
    ),
    "one tells more": (
        "Customs officers found the ivory hidden beneath a shipment of cashew nuts, officials said Tuesday.",
        "The tusks, weighing 1.4 tonnes, had been packed under cashew nuts in a container from the port of Tesso.",
    ),
    "German": (
        "Die Feuerwehr rettete in der Nacht zwölf Bewohner über Drehleitern aus dem brennenden Haus, teilte die "
        "Polizei mit.",
        "Zwölf Menschen mussten in der Nacht mit Leitern aus dem Haus geholt werden, in dem es im Treppenhaus brannte.",
    ),
    "nobody answered, in German": (
        "Ein Sprecher des Unternehmens war am Abend zunächst nicht für eine Stellungnahme zu erreichen.",
        "Ein Sprecher der Reederei war am Abend zunächst nicht für eine Stellungnahme zu erreichen.",
    ),
    "a quotation, in French": (
        "« Nous n'avons rien entendu avant que l'eau n'arrive dans la cuisine », raconte Élise Maurin, boulangère.",
        "« Nous n'avons rien entendu avant que l'eau n'arrive dans la cuisine », a dit Élise Maurin à la radio.",
    ),
    "Chinese": (
        "消防员在浓烟中连续工作六个小时，终于将被困在地下车库的十二名工人全部救出。",
        "地下车库火灾中有十二名工人获救，救援行动从凌晨持续到上午。",
    ),
}

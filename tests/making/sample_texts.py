"""What the sample PDFs say: labels and figures as printed, in sentences of our own; `^` raises the sign after it."""

from __future__ import annotations

GROUP_HEAD = ("Nr.", "Omschrijving", "Realisatie", "Prognose/streefwaarden")
YEARS = ("", "", "2017", "2018", "2019", "2020", "2021", "2022", "2023")
INDICATORS: tuple[tuple[str, ...], ...] = (
    ("1", "Verwijzingen Halt (aantal per 10.000 jongeren)", "131,0", "131,0", "130,0", "130,0", "130,0", "130,0", "130,0"),
    ("2", "Winkeldiefstallen (aantal per 1.000 inwoners)", "1,7", "1,6", "1,6", "1,6", "1,6", "1,6", "1,6"),
    ("3", "Geweldmisdrijven^1 (aantal per 1.000 inwoners)", "2,6", "3,1", "3,0", "3,0", "3,0", "3,0", "3,0"),
    ("4", "Diefstal uit woningen (aantal per 1.000 inwoners)", "3,1", "2,4^2", "3,0", "3,0", "3,0", "3,0", "3,0"),
    (
        "5", "Vernielingen en beschadigingen (in de openbare ruimte, aantal per 1.000 inwoners)",
        "3,8", "2,8", "2,8", "2,8", "2,8", "2,8", "2,8",
    ),
)  # fmt: skip
SURROUNDINGS: tuple[tuple[str, ...], ...] = (
    ("1.1 Een veilige leefomgeving", "Streefwaarde *)", "Realisatie", "Bron"),
    ("Veiligheidsbeleving eigen buurt", "7,5 (1 tot 10)", "7,5 **)", "Veiligheidsmonitor (2016)"),
    ("Leefbaarheid woonbuurt", "7,7 (1 tot 10)", "7,7 **)", "Veiligheidsmonitor (2016)"),
    ("Voelt zicht wel eens onveilig", "25%", "28,8%", "Politiedata 2018 (via CBS)"),
)

AREAS_HEAD = ("Indicator", "Rekening 2018", "Begroting 2019", "Rekening 2019")
AREAS = (
    ("Verwijzingen Halt^1", "Aantal per 10.000 jongeren 12-17 jaar", "Bureau Halt",
     ("110", "110", "49"), ("94", "94", "91"), ("131", "131", "119")),
    ("Winkeldiefstallen", "Aantal per 1.000 inwoners", "CBS",
     ("0,4", "0,4", "0,4"), ("1,8", "1,7", "1,7"), ("2,3", "2,2", "2,2")),
    ("Geweldsmisdrijven", "Aantal per 1.000 inwoners", "CBS",
     ("4,4", "4,3", "4,0"), ("4,3", "4,2", "4,0"), ("5,1", "5,0", "4,8")),
    ("Diefstallen uit woning", "Aantal per 1.000 inwoners", "CBS",
     ("1,9", "1,9", "1,7"), ("2,5", "3,1", "2,0"), ("2,9", "2,9", "2,5")),
    ("Vernielingen en beschadigingen (in de openbare ruimte)", "Aantal per 1.000 inwoners", "CBS",
     ("5,0", "4,2", "4,3"), ("5,5", "4,3", "4,6"), ("6,3", "4,8", "5,4")),
    ("Niet sporters", "%", "RIVM",
     ("44,7", "44,7", "44,7"), ("46,8", "NB^2", "46,8"), ("48,7", "48,7", "48,7")),
)  # fmt: skip

SPREAD_HEAD = ("x € 1.000", "structurele budgetten", "niet structurele budgetten")
SPREAD_COLUMNS = ("Begroting 2022 na wijziging", "Rekening 2022", "Afwijking begroting rekening") * 2
SPREAD = (
    ("Lasten",),
    ("1 Bestuur", "9.770", "9.217", "553", "9.820", "9.845", "-25"),
    ("2 Infrastructuur", "89.800", "88.470", "1.330", "52.926", "115.535", "-62.609"),
    ("3 Omgeving", "84.028", "70.278", "13.750", "60.233", "48.683", "11.550"),
    ("4 Economie", "3.446", "3.340", "106", "33.811", "22.153", "11.658"),
    ("5 Mienskip", "35.169", "33.320", "1.849", "34.523", "27.059", "7.464"),
    ("6 Bedrijfsvoering", "51.754", "84.609", "-32.855", "35.668", "1.919", "33.749"),
    ("7 Algemene dekkingsmiddelen en onvoorzien", "2.644", "2.332", "312", "18.121", "7.940", "10.181"),
    ("Begrotingssaldo", "3.139", "0", "3.139", "", "", ""),
    ("Totaal lasten", "279.749", "291.566", "-11.817", "245.103", "233.135", "11.968"),
    ("Totaal structurele en niet structurele", "", "", "", "524.852", "524.700", "151"),
    ("Baten",),
    ("1 Bestuur", "1.285", "1.491", "-206", "21", "2.380", "-2.359"),
    ("2 Infrastructuur", "3.346", "2.865", "481", "11.399", "13.366", "-1.967"),
    ("3 Omgeving", "3.730", "4.242", "-512", "38.790", "32.316", "6.474"),
    ("4 Economie", "268", "340", "-72", "3.585", "1.989", "1.596"),
    ("5 Mienskip", "17", "158", "-142", "2.926", "2.549", "377"),
    ("6 Bedrijfsvoering", "1.269", "1.931", "-663", "0", "42", "-42"),
    ("7 Algemene dekkingsmiddelen en onvoorzien", "308.735", "308.622", "113", "36.195", "36.742", "-547"),
    ("Totaal baten", "318.649", "319.650", "-1.001", "92.916", "89.384", "3.532"),
    ("Totaal structurele en niet structurele", "", "", "", "411.565", "409.034", "2.531"),
)

LEAD_OF_BUDGET = (
    "De gemeente volgt met vijf prestatie-indicatoren of inwoners veiliger worden. De eerste twee jaren zijn gemeten, "
    "de jaren daarna zijn een verwachting of een streven."
)
BOX_OF_BUDGET = "In deze begroting staan streefwaarden tot en met 2023. Bij de jaarrekening volgt de verantwoording."
NOTES_OF_BUDGET = (
    ("1", "Mishandeling, bedreiging en openlijk geweld."),
    ("2", "Voorlopig cijfer; de politie levert het definitieve cijfer in het najaar."),
)
SECOND_OF_BUDGET = "Hoe inwoners hun buurt beleven, meet de monitor eens in de twee jaar."
STARS_OF_BUDGET = (
    "*) Het niveau van 2016 moet minstens behouden blijven; voor onveiligheid is 25% het maximum.",
    "**) Gemeten in 2016.",
)
PROSE_OF_REPORT = (
    "Gemeenten zijn verplicht een reeks indicatoren te tonen. Hier staat de uitkomst naast die van provincie en land.",
    "De cijfers komen van landelijke bronnen. Waar een bron in 2019 nog niets nieuws had, staat het laatste bekende cijfer.",
)
NOTES_OF_REPORT = (
    ("1", "De cijfers bij rekening 2018 gaan over 2017."),
    ("2", "Niet bekend."),
)
LAST_OF_REPORT = "De volgende bijlage gaat over de subsidies."
COLUMN_LEFT = (
    "Het saldo van de jaarstukken is opge-",
    "bouwd uit structurele en niet structure-",
    "le budgetten. Structureel zijn de lasten",
    "en baten die elk jaar terugkomen. De in-",
    "komens- en vermogenspositie bepaalt",
    "hoeveel ruimte er is voor nieuw beleid.",
)
COLUMN_RIGHT = (
    "De tabel op de volgende pagina zet de",
    "begroting na wijziging naast de reke-",
    "ning. Een positieve afwijking is een",
    "voordeel, een negatieve een nadeel:",
    "•  lager uitgevallen lasten;",
    "•  hoger uitgevallen baten.",
)

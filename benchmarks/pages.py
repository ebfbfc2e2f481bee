"""Pages to measure with: a municipal budget of a hundred tables, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

TABLES = 100
ROWS = 20  # two thousand rows on a page

THEMES = ("Veiligheid", "Jeugdzorg", "Wonen", "Mobiliteit", "Onderwijs", "Duurzaamheid", "Dienstverlening", "Werk")
COUNTED = (
    "woninginbraken", "meldingen van overlast", "verdachten van ondermijning", "jongeren met jeugdhulp",
    "opgeleverde huurwoningen", "laadpunten", "leerlingen zonder startkwalificatie", "uitkeringen",
    "behandelde bezwaren", "afgegeven vergunningen", "verkeersslachtoffers", "adviezen aan ondernemers",
)  # fmt: skip
SHARES = ("inwoners dat zich veilig voelt", "afval dat wordt gescheiden", "aanvragen binnen de termijn", "sloop")
SPENT = ("Personeel", "Inhuur van derden", "Subsidies", "Onderhoud", "Kapitaallasten", "Overige kosten")
PHRASES = (
    "de gemeente zet in op preventie en handhaving",
    "de inzet van partners in de wijk blijft van belang",
    "de cijfers over het afgelopen jaar laten een wisselend beeld zien",
    "het beeld verschilt per gebied",
    "de raad heeft hiervoor middelen beschikbaar gesteld",
    "de uitvoering loopt volgens planning",
)
NOTES = (
    "Voorlopig cijfer; het definitieve cijfer volgt in de jaarrekening.",
    "Door een andere telwijze niet te vergelijken met eerdere jaren.",
    "Exclusief de gemeenten die later zijn aangesloten.",
)
FIRST_YEAR, LAST_YEAR = 2012, 2022


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of row: its label and how its figures are printed."""

    label: str
    low: int
    high: int
    percent: bool = False


AREAS = ("noord", "zuid", "centrum")
KINDS = (
    *(_Kind(label=f"Aantal {counted} {area}", low=20, high=9999) for counted in COUNTED for area in AREAS),
    *(_Kind(label=f"Percentage {share}", low=100, high=800, percent=True) for share in SHARES),
    *(_Kind(label=f"{spent} (x € 1.000)", low=100, high=250_000) for spent in SPENT),
)


def page(seed: int, tables: int = TABLES) -> bytes:
    """An HTML page of tables with four or five columns of figures, headings, prose and notes."""
    random = Random(seed)  # noqa: S311 - a page, not a secret
    body = "\n".join(part for number in range(1, tables + 1) for part in _chapter(random, number))
    head = f'<meta charset="utf-8"><title>Programmabegroting {FIRST_YEAR + seed % 10}</title>'
    return f'<!DOCTYPE html>\n<html lang="nl"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'.encode()


def _chapter(random: Random, number: int) -> Iterator[str]:
    yield f"<h2>{number} {random.choice(THEMES)}</h2>"
    yield from (f"<p>{_sentences(random)}</p>" for _ in range(2))
    noted = random.random() < 0.3
    yield from _table(random, number, noted)
    if noted:
        yield f'<p class="noot"><sup>{number}</sup> {random.choice(NOTES)}</p>'


def _sentences(random: Random) -> str:
    return " ".join(f"{phrase.capitalize()}." for phrase in random.sample(PHRASES, 4))


def _table(random: Random, number: int, noted: bool) -> Iterator[str]:
    columns = _columns(random)
    yield f"<table>\n<caption>Tabel {number}: Kengetallen</caption>"
    yield _row(["Indicator", *columns], "th")
    for row, kind in enumerate(random.sample(KINDS, ROWS - 1)):
        marker = f"<sup>{number}</sup>" if noted and row == 3 else ""
        usual = random.randint(kind.low, kind.high)
        yield _row([kind.label + marker, *(_figure(random, kind, usual) for _ in columns)], "td")
    yield "</table>"


def _columns(random: Random) -> list[str]:
    first = random.randint(FIRST_YEAR, LAST_YEAR - 4)
    count = random.choice((4, 5))
    measures = ["Realisatie", "Realisatie", "Raming", "Begroting", "Begroting"]
    return [f"{measure} {first + place}" for place, measure in enumerate(measures[:count])]


def _row(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _figure(random: Random, kind: _Kind, usual: int) -> str:
    if random.random() < 0.04:
        return random.choice(("-", "n.b.", ""))
    number = round(usual * random.uniform(0.85, 1.15))  # a series, not a heap of figures
    if kind.percent:
        return f"{number // 10},{number % 10}%"
    return f"{number:,}".replace(",", ".")

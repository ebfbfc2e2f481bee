"""A publication to measure with: a municipal budget of a hundred tables, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

TABLES = 100
ROWS = 20  # two thousand rows on a page
NOTED_ROW = 3

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


def page(seed: int, tables: int = TABLES, *, prose: bool = True) -> bytes:
    """An HTML page of tables with four or five columns of figures, headings, notes and, if asked, prose."""
    shown = (each if prose else replace(each, paragraphs=()) for each in chapters(seed, tables))
    body = "\n".join(part for chapter in shown for part in _as_html(chapter))
    head = f'<meta charset="utf-8"><title>{title(seed)}</title>'
    return f'<!DOCTYPE html>\n<html lang="nl"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'.encode()


def title(seed: int) -> str:
    """The title of the publication."""
    return f"Programmabegroting {FIRST_YEAR + seed % 10}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What every format shows: a heading, two paragraphs, and a table, perhaps with a note to one of its labels."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Of each row the label and the figures."""
    note: str | None

    @property
    def caption(self) -> str:
        """The caption of the table."""
        return f"Tabel {self.number}: Kengetallen"

    def is_noted(self, row: int) -> bool:
        """Whether the label of a row bears the marker of the note; the marker is the number of the chapter."""
        return self.note is not None and row == NOTED_ROW


def chapters(seed: int, tables: int = TABLES) -> Iterator[Chapter]:
    """The chapters of a publication, a table each."""
    random = Random(seed)  # noqa: S311 - a page, not a secret
    return (_chapter(random, number) for number in range(1, tables + 1))


def _chapter(random: Random, number: int) -> Chapter:
    heading = f"{number} {random.choice(THEMES)}"
    paragraphs = tuple(_sentences(random) for _ in range(2))
    noted = random.random() < 0.3
    columns = _columns(random)
    rows = tuple(_row(random, kind, len(columns)) for kind in random.sample(KINDS, ROWS - 1))
    note = random.choice(NOTES) if noted else None
    return Chapter(number=number, heading=heading, paragraphs=paragraphs, columns=tuple(columns), rows=rows, note=note)


def _row(random: Random, kind: _Kind, columns: int) -> tuple[str, ...]:
    usual = random.randint(kind.low, kind.high)
    return (kind.label, *(_figure(random, kind, usual) for _ in range(columns)))


def _as_html(chapter: Chapter) -> Iterator[str]:
    yield f"<h2>{chapter.heading}</h2>"
    yield from (f"<p>{paragraph}</p>" for paragraph in chapter.paragraphs)
    yield f"<table>\n<caption>{chapter.caption}</caption>"
    yield _html_row(("Indicator", *chapter.columns), "th")
    for number, row in enumerate(chapter.rows):
        marker = f"<sup>{chapter.number}</sup>" if chapter.is_noted(number) else ""
        yield _html_row((row[0] + marker, *row[1:]), "td")
    yield "</table>"
    if chapter.note:
        yield f'<p class="noot"><sup>{chapter.number}</sup> {chapter.note}</p>'


def _html_row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _sentences(random: Random) -> str:
    return " ".join(f"{phrase.capitalize()}." for phrase in random.sample(PHRASES, 4))


def _columns(random: Random) -> list[str]:
    first = random.randint(FIRST_YEAR, LAST_YEAR - 4)
    count = random.choice((4, 5))
    measures = ["Realisatie", "Realisatie", "Raming", "Begroting", "Begroting"]
    return [f"{measure} {first + place}" for place, measure in enumerate(measures[:count])]


def _figure(random: Random, kind: _Kind, usual: int) -> str:
    if random.random() < 0.04:
        return random.choice(("-", "n.b.", ""))
    number = round(usual * random.uniform(0.85, 1.15))  # a series, not a heap of figures
    if kind.percent:
        return f"{number // 10},{number % 10}%"
    return f"{number:,}".replace(",", ".")

"""What a chart says around the figures, in Dutch and in English; labels of indicators and notes stay as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from normalise.checks.figures import format_figure
from normalise.dataset import Measure, ObsStatus

Language = Literal["nl", "en"]

MINUS = "\u2212"
TO_ENGLISH = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; `{names}` in them are filled in."""

    measures: Mapping[Measure, str]
    statuses: Mapping[ObsStatus, str]
    """Statuses that a reader must know of; the others say nothing beside the figure."""
    units: Mapping[str, str]
    powers: Mapping[int, str]
    halves: tuple[str, ...]
    quarters: tuple[str, ...]
    months: tuple[str, ...]
    until: str
    period: str
    printed: str
    status: str
    notes: str
    source: str
    doubted: str
    inferred: str
    earlier: str
    key_open: str
    key_doubted: str
    key_earlier: str
    key_break: str
    key_bound: str
    key_range: str
    of_many: str
    """Of a series, with its first and last figure."""
    of_one: str
    rose: str
    fell: str
    level: str
    points: str
    break_at: str
    provisional: str
    doubts: str
    vintages: str
    blanks: str
    notes_are: str
    no_figures: str
    unplaced: tuple[str, str]
    """For one and for several."""
    differences: tuple[str, str]
    panels_left: tuple[str, str]


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        measures={
            Measure.REALISATIE: "realisatie",
            Measure.NORM: "norm",
            Measure.RAMING: "raming",
            Measure.NULWAARDE: "nulwaarde",
            Measure.UNKNOWN: "cijfer",
        },
        statuses={
            ObsStatus.PROVISIONAL: "voorlopig",
            ObsStatus.BREAK: "breuk in de reeks",
            ObsStatus.DEFINITION: "andere definitie",
            ObsStatus.ESTIMATE: "schatting",
        },
        units={"number": "", "percent": "%", "percentage_point": "procentpunt", "EUR": "€"},
        powers={0: "", 3: "× 1.000", 6: "× 1 mln.", 9: "× 1 mld."},
        halves=("1e halfjaar {year}", "2e halfjaar {year}"),
        quarters=("1e kwartaal {year}", "2e kwartaal {year}", "3e kwartaal {year}", "4e kwartaal {year}"),
        months=("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec."),
        until="{first} t/m {last}",
        period="Periode",
        printed="Gedrukt",
        status="Soort",
        notes="Noten",
        source="Bron",
        doubted="twijfelachtig",
        inferred="plaats afgeleid",
        earlier="uit een eerdere publicatie",
        key_open="open punt of onderbroken streep: voorlopig, geschat of twijfelachtig",
        key_doubted="?: twijfelachtig",
        key_earlier="kruisje: ander cijfer van een eerdere publicatie",
        key_break="stippellijn: breuk in de reeks",
        key_bound="<, >: minder of meer dan het getekende cijfer",
        key_range="balk: van laagste tot hoogste waarde",
        of_many="{measure}: {count} cijfers, van {first} ({start}) naar {last} ({end}), {change}",
        of_one="{measure}: {first} ({start})",
        rose="{by} hoger",
        fell="{by} lager",
        level="gelijk",
        points="{by} procentpunt",
        break_at="Breuk in de reeks: {periods}",
        provisional="Voorlopig of geschat: {periods}",
        doubts="Twijfelachtig: {periods}",
        vintages="Eerdere publicaties drukken een ander cijfer af: {periods}",
        blanks="Zonder cijfer: {periods}",
        notes_are="Noten",
        no_figures="Geen cijfers om te tekenen.",
        unplaced=(
            "{count} cijfer zonder vaste periode of soort staat niet in de grafiek.",
            "{count} cijfers zonder vaste periode of soort staan niet in de grafiek.",
        ),
        differences=("{count} verschil staat niet in de grafiek.", "{count} verschillen staan niet in de grafiek."),
        panels_left=(
            "{count} van de {all} reeksen staat niet in de grafiek.",
            "{count} van de {all} reeksen staan niet in de grafiek.",
        ),
    ),
    "en": Words(
        measures={
            Measure.REALISATIE: "actual",
            Measure.NORM: "norm",
            Measure.RAMING: "forecast",
            Measure.NULWAARDE: "baseline",
            Measure.UNKNOWN: "figure",
        },
        statuses={
            ObsStatus.PROVISIONAL: "provisional",
            ObsStatus.BREAK: "break in series",
            ObsStatus.DEFINITION: "definition differs",
            ObsStatus.ESTIMATE: "estimate",
        },
        units={"number": "", "percent": "%", "percentage_point": "percentage points", "EUR": "€"},
        powers={0: "", 3: "× 1,000", 6: "× 1 million", 9: "× 1 billion"},
        halves=("1st half of {year}", "2nd half of {year}"),
        quarters=("Q1 {year}", "Q2 {year}", "Q3 {year}", "Q4 {year}"),
        months=("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"),
        until="{first} to {last}",
        period="Period",
        printed="As printed",
        status="Kind",
        notes="Notes",
        source="Source",
        doubted="in doubt",
        inferred="place inferred",
        earlier="of an earlier publication",
        key_open="open mark: provisional, estimated or in doubt",
        key_doubted="?: in doubt",
        key_earlier="cross: another figure of an earlier publication",
        key_break="dotted line: break in series",
        key_bound="<, >: less or more than the figure that is drawn",
        key_range="bar: from lowest to highest value",
        of_many="{measure}: {count} figures, from {first} ({start}) to {last} ({end}), {change}",
        of_one="{measure}: {first} ({start})",
        rose="{by} higher",
        fell="{by} lower",
        level="no change",
        points="{by} percentage points",
        break_at="Break in series: {periods}",
        provisional="Provisional or estimated: {periods}",
        doubts="In doubt: {periods}",
        vintages="Earlier publications print another figure: {periods}",
        blanks="Without a figure: {periods}",
        notes_are="Notes",
        no_figures="No figures to draw.",
        unplaced=(
            "{count} figure without a certain period or kind is not in the chart.",
            "{count} figures without a certain period or kind are not in the chart.",
        ),
        differences=("{count} difference is not in the chart.", "{count} differences are not in the chart."),
        panels_left=(
            "{count} of the {all} series is not in the chart.",
            "{count} of the {all} series are not in the chart.",
        ),
    ),
}


def words_of(language: Language) -> Words:
    """The words of a language."""
    return WORDS[language]


def figure_text(value: Decimal, decimals: int, language: Language) -> str:
    """A figure as readers of the language write it.

    >>> figure_text(Decimal("1522.5"), 0, "nl"), figure_text(Decimal("1522.5"), 0, "en")
    ('1.522,5', '1,522.5')
    """
    text = format_figure(value, decimals).replace("-", MINUS)
    return text if language == "nl" else text.translate(TO_ENGLISH)


def date_text(day: date, language: Language) -> str:
    """A day as readers of the language write it.

    >>> date_text(date(2021, 5, 19), "nl"), date_text(date(2021, 9, 21), "en")
    ('19 mei 2021', '21 Sep 2021')
    """
    return f"{day.day} {words_of(language).months[day.month - 1]} {day.year}"


def unit_text(unit: str, power: int, words: Words) -> str:
    """A unit with its power of ten: `€ × 1 mln.`, `%`; a printed unit as it is."""
    return " ".join(filter(None, (words.units.get(unit, unit), words.powers.get(power, f"× 10^{power}"))))

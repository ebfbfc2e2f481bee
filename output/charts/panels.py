"""Which figures of an indicator stand in one chart: those of one unit, area, breakdown and family of publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalise.checks.figures import printed_decimals
from normalise.dataset import Dataset, DocumentRow, Measure, Observation, Placement, TableRow
from normalise.indicators import is_known
from normalise.revisions import Order, amount, families, orders_of
from output.charts.axis import Span, span_of
from output.charts.words import Language, figure_text

DRAWN = (Measure.REALISATIE, Measure.UNKNOWN, Measure.RAMING, Measure.NULWAARDE, Measure.NORM)
"""Measures that share an axis; a verschil is no height but a distance between two of them."""

Names = tuple[str, ...]
"""What tells a panel from the others of its indicator, as printed: parent, area, breakdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What all panels of a dataset need to know."""

    documents: Mapping[str, DocumentRow]
    tables: Mapping[str, TableRow]
    orders: Mapping[str, Order]
    families: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Figures that belong in one chart; what has no figure is among them, since it is a gap in its line."""

    names: Names
    unit: str
    power: int
    """Power of ten that all figures are drawn in: that of most of them."""
    figures: tuple[Observation, ...]
    """By publication, the latest last."""

    def height(self, one: Observation) -> Decimal:
        """The figure in the panel's power of ten."""
        assert one.obs_value is not None
        return one.obs_value.scaleb(one.unit_mult - self.power)

    def upper(self, one: Observation) -> Decimal | None:
        """The upper end of a range, in the panel's power of ten."""
        return None if one.obs_value_upper is None else one.obs_value_upper.scaleb(one.unit_mult - self.power)


def home_of(dataset: Dataset) -> Home:
    """What is looked up for every panel, made once."""
    return Home(
        documents={row.document_id: row for row in dataset.documents},
        tables={row.table_id: row for row in dataset.tables},
        orders=orders_of(dataset),
        families=families(dataset),
    )


def is_drawn(one: Observation) -> bool:
    """Whether a figure has a place in a chart."""
    return one.measure in DRAWN and one.time_period is not None and span_of(one.time_period) is not None


def time_of(one: Observation) -> Span:
    """The stretch of time of a figure that is drawn."""
    span = span_of(one.time_period or "")
    assert span is not None
    return span


def panels_of(figures: Iterable[Observation], home: Home) -> list[Panel]:
    """The panels of one indicator, those with most figures first; figures that cannot be drawn are left out."""
    drawn = [one for one in figures if is_drawn(one)]
    groups: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    several = _has_families(drawn, home)
    for one in drawn:
        family = home.families[one.document_id] if several else ""
        groups[one.parent_indicator or "", one.ref_area, one.breakdown or "", one.unit_measure, family].append(one)
    owners = len({key[-1] for key in groups}) > 1
    panels = [
        _panel(_names(part, home, owner=owners), extra, part, home)
        for _, group in sorted(groups.items())
        for extra, part in _parts(group, home, REFINEMENTS)
        if any(one.obs_value is not None for one in part)
    ]
    return sorted(panels, key=lambda panel: -len(panel.figures))


def _has_families(figures: Sequence[Observation], home: Home) -> bool:
    """Whether publications may count something else by the same name: not where one publisher is, or a known label."""
    publishers = {home.documents[one.document_id].publisher for one in figures} - {None}
    return len(publishers) > 1 or not any(is_known(one.indicator_label) for one in figures)


def _panel(names: Names, extra: Names, figures: list[Observation], home: Home) -> Panel:
    powers = sorted(one.unit_mult for one in figures if one.obs_value is not None)
    ordered = sorted(figures, key=lambda one: (*_rank(one, home), one.row, one.column))
    power = max(powers, key=lambda power: (powers.count(power), power))
    return Panel(names=names + extra, unit=figures[0].unit_measure, power=power, figures=tuple(ordered))


def _rank(one: Observation, home: Home) -> tuple[object, ...]:
    """By day of publication; of one day the surer figure is later, so that it is the one that is drawn in full."""
    day, *names = home.orders[one.document_id]
    return day, is_sure(one), *names


def is_sure(one: Observation) -> bool:
    """Whether nothing is in doubt of a figure: not its place, not its reading."""
    return one.placement is Placement.EXACT and one.confidence >= 1


def _names(figures: Sequence[Observation], home: Home, *, owner: bool) -> Names:
    one = figures[0]
    document = home.documents[one.document_id]
    area = one.ref_area if one.ref_area != "NL" else None
    publisher = (document.publisher or document.title or document.source) if owner else None
    return tuple(filter(None, (one.parent_label, area, one.breakdown, publisher)))


def panel_figure(one: Observation, panel: Panel, language: Language) -> str:
    """A figure with its bound and range, in the panel's power of ten."""
    decimals = max(0, printed_decimals(one) - (one.unit_mult - panel.power))
    text = figure_text(panel.height(one), decimals, language)
    upper = panel.upper(one)
    text = f"{text}–{figure_text(upper, decimals, language)}" if upper is not None else text
    return f"{one.qualifier or ''}{text}{'%' if panel.unit == 'percent' else ''}"


Refinement = Callable[[Observation, Home], tuple[str, str]]
"""What tells figures of one name apart that one publication prints: for sorting, and as printed."""


def _by_theme(one: Observation, _: Home) -> tuple[str, str]:
    return one.theme or "", one.theme_label or ""


def _by_caption(one: Observation, home: Home) -> tuple[str, str]:
    caption = home.tables[one.table_id].caption or ""
    return caption, caption


def _by_label(one: Observation, _: Home) -> tuple[str, str]:
    return one.indicator_label, one.indicator_label


def _by_row(one: Observation, home: Home) -> tuple[str, str]:
    place = f"{home.tables[one.table_id].number or one.table_id.rpartition('-')[2]}, {one.row + 1}"
    return f"{one.table_id} {one.row:06}", place


REFINEMENTS: tuple[Refinement, ...] = (_by_theme, _by_label, _by_caption, _by_row)


def _parts(
    figures: list[Observation], home: Home, ways: Sequence[Refinement]
) -> Iterable[tuple[Names, list[Observation]]]:
    """The figures as they are, or in parts where one publication prints different ones for one measure and period."""
    if not ways or not _clash(figures):
        yield (), figures
        return
    parts: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in figures:
        parts[ways[0](one, home)].append(one)
    for (_, name), part in sorted(parts.items()):
        for extra, rest in _parts(part, home, ways[1:]):
            yield ((name,) if name and len(parts) > 1 else ()) + extra, rest


def _clash(figures: Iterable[Observation]) -> bool:
    """Whether a publication prints two figures for one measure and period."""
    places: dict[tuple[object, ...], Observation] = {}
    for one in figures:
        if one.obs_value is not None:
            first = places.setdefault((one.document_id, one.measure, one.time_period), one)
            if first is not one and amount(first) != amount(one):
                return True
    return False

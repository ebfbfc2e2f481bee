"""Observations: the cells of a table become rows of the dataset, one for each figure and each missing figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from normalise.areas import DEFAULT_AREA
from normalise.dataset import Measure, MissingReason, NoteTarget, Observation, ObsStatus, Placement
from normalise.footnotes import Binding, NoteBook, bind, with_notes
from normalise.frame import Frame
from normalise.ids import content_id
from normalise.indicators import indicator_slug
from normalise.meanings import Meaning
from normalise.numbers import Figure, parse_figure
from normalise.placement import PLACE_WAS_LOST, Place, candidates, place_of, ways_to_place
from normalise.row_kinds import RowKind
from normalise.rows import Row
from normalise.slots import Shape, Slot
from normalise.themes import theme_slug
from normalise.units import Unit, find_unit
from normalise.words import without_measures

DECIMAL_POINT = re.compile(r"(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.,])")  # 13.4, 0.1234; not 1.522
DECIMAL_COMMA = re.compile(r"\d,\d")  # 9,7
THOUSANDS_ALONE = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")  # 1.522; not 1.522.000
DECIMAL_POINT_NEAR = "duizendtal, maar de kolom heeft ook decimale punten"
DOUBTED, LOST_PLACE = 0.7, 0.5
"""Confidence of a figure that could be read in two ways, and of one whose place the source lost."""
IN_SCAN, BLANK_IN_SCAN = 0.8, 0.5
"""The most that is believed of a figure that was recognised in a picture, and of a cell that came out empty there."""
SPANNED_PLACE = "de cel beslaat meer dan één kolom"
MOST_PERCENT = 100
"""A bare figure above this beside percentages is rather a number."""
TWINS = "een ander cijfer van de tabel heet precies zo"
UNIT_OF_ROW = "eenheid uit andere cellen van de rij"
STATUS_OF_MISSING = {
    MissingReason.NOT_APPLICABLE: ObsStatus.CANNOT_EXIST,
    MissingReason.SUPPRESSED: ObsStatus.SUPPRESSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContext:
    """All that is known of a table before its cells become observations."""

    document_id: str
    number: int
    frame: Frame
    rows: tuple[Row, ...]
    meanings: dict[int, Meaning]
    """Meaning of each column of figures."""
    header_bindings: dict[int, tuple[Binding, ...]]
    caption_bindings: tuple[Binding, ...]
    title: str
    """What names the indicator where no row or column does."""
    columns_are_indicators: bool
    header_unit: Unit | None
    """The unit that all column headers say."""
    unit: Unit | None
    """Unit said by corner, caption or the words before the table."""
    book: NoteBook

    @property
    def table_id(self) -> str:
        return f"{self.document_id}-t{self.number}"


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation with the notes that bear on it."""

    observation: Observation
    bindings: tuple[Binding, ...]


def read_observations(context: TableContext) -> Iterator[Reading]:
    """Every figure and missing figure of the table, in reading order."""
    grid = context.frame.grid
    points = _points_of(context)
    labels = {row.index: row for row in context.rows}
    blanks = _blank_columns(context)
    for row in context.rows:
        if row.kind is not RowKind.ITEM:
            continue
        reader = _RowReader(context, row, labels, points)
        yield from reader.lost(blanks) if grid.lost(row.index) else reader.exact()


class Points(Enum):
    """How a column writes its decimals, seen from all of its figures and those of the table."""

    COMMA = "comma"
    POINT = "point"
    MIXED = "mixed"


def _points_of(context: TableContext) -> dict[int, Points]:
    """For each column of figures: decimal commas (also where there are no decimals), points, or points among commas."""
    texts = {c: [context.frame.grid.text(row.index, c) for row in context.rows] for c in context.meanings}
    commas = any(DECIMAL_COMMA.search(text) for column in texts.values() for text in column)
    with_points = {c: any(DECIMAL_POINT.search(text) for text in column) for c, column in texts.items()}
    found = Points.MIXED if commas else Points.POINT
    return {column: found if points else Points.COMMA for column, points in with_points.items()}


def _blank_columns(context: TableContext) -> frozenset[int]:
    """Columns in which a row with sure places prints a blank."""
    grid = context.frame.grid
    sure = [row.index for row in context.rows if row.kind is RowKind.ITEM and not grid.lost(row.index)]
    return frozenset(c for c in context.meanings for r in sure if grid.starts(r, c) and not grid.text(r, c))


class _RowReader:
    """Reads the cells of one row."""

    def __init__(self, context: TableContext, row: Row, rows: dict[int, Row], points: dict[int, Points]) -> None:
        self.context, self.row, self.rows, self.points = context, row, rows, points
        markers = [marker for slot in row.label_slots for marker in slot.markers]
        self.bindings = bind(markers, NoteTarget.LABEL, context.number, context.book)
        self.label_unit = find_unit(row.label) if row.label else None

    def _prints_euros(self) -> bool:
        """Whether a figure of the row is printed with the sign of the euro."""
        slots = (slot for slot in self.context.frame.grid.own(self.row.index) if "€" in slot.text)
        units = (parse_figure(slot.text).unit for slot in slots if slot.shape is Shape.FIGURE)
        return any(unit is not None and unit.measure == "EUR" for unit in units)

    def _goes_with_percent(self, figure: Figure, meaning: Meaning) -> bool:
        """Whether a bare figure stands in one series with figures of its row that are printed with a percent sign."""
        if figure.value is None or abs(figure.value) > MOST_PERCENT or not meaning.period:
            return False
        signed = (slot for slot in self.context.frame.grid.own(self.row.index) if "%" in slot.text)
        shares = (slot for slot in signed if _is_percent(parse_figure(slot.text).unit))
        beside = (self.context.meanings.get(slot.cell.column) for slot in shares)
        return any(other is not None and _in_one_series(meaning, other) for other in beside)

    def exact(self) -> Iterator[Reading]:
        """The cells of a row whose places are sure; a cell over several columns is read once if it holds a figure."""
        label = self.context.frame.label_column
        for column, meaning in self.context.meanings.items():
            slot = self.context.frame.grid.rows[self.row.index][column]
            if (
                slot is None
                or slot.cell.row != self.row.index
                or (label is not None and slot.cell.column <= label < column)
            ):
                continue
            if slot.cell.colspan > 1 and slot.shape in (Shape.FIGURE, Shape.PERIOD):
                if slot.cell.column == column:
                    covered = [c for c in self.context.meanings if column <= c < column + slot.cell.colspan]
                    yield self._ambiguous(slot, column, covered, SPANNED_PLACE)
                continue
            yield self._read(slot, column, meaning)

    def lost(self, blanks: frozenset[int]) -> Iterator[Reading]:
        """The figures of a row that lost its places, each in the only column that fits or with its candidates."""
        tokens = list(self.context.frame.grid.own(self.row.index))
        ways = ways_to_place(tokens, self.context.frame.roles, blanks)
        fitting = [candidates(ways, index) for index in range(len(tokens))]
        taken = {columns[0] for columns in fitting if len(columns) == 1}
        for slot, columns in zip(tokens, fitting, strict=True):
            values = [column for column in columns or self.context.meanings if column in self.context.meanings]
            if slot.shape is Shape.BLANK or not values:
                continue
            if len(columns) == 1:
                yield self._read(slot, values[0], self.context.meanings[values[0]])
                continue
            # Each figure of a row has a column of its own: its id is made of it.
            column = next((each for each in (slot.cell.column, *values) if each not in taken), slot.cell.column)
            taken.add(column)
            yield self._ambiguous(slot, column, values, PLACE_WAS_LOST)

    def _ambiguous(self, slot: Slot, column: int, columns: Sequence[int], reason: str) -> Reading:
        places = [place_of(self.context.meanings[c]) for c in columns]
        meaning = self.context.meanings[columns[0]] if columns else Meaning()
        return self._read(slot, column, meaning, tuple(dict.fromkeys(map(str, places))), reason)

    def _read(
        self, slot: Slot, column: int, meaning: Meaning, open_places: tuple[str, ...] = (), reason: str = ""
    ) -> Reading:
        figure = self._figure(slot.text, self.points.get(column, Points.COMMA))
        place = Place(self.row.measure or meaning.measure or Measure.UNKNOWN, meaning.period or self.row.period)
        label, measure = self._label(meaning), place.measure
        unit, unit_doubt = self._unit(figure, meaning, measure)
        doubts = (*figure.doubts, *meaning.doubts, *unit_doubt)
        confidence = LOST_PLACE if open_places else DOUBTED if doubts else 1.0
        if self.context.frame.grid.recognised:
            sure, reason_of_scan = self._recognised(slot, column)
            confidence, doubts = min(confidence, sure), (*doubts, reason_of_scan)
        parent = self._parent()
        observation = Observation(
            observation_id=content_id(self.context.document_id, self.context.table_id, self.row.index, column),
            document_id=self.context.document_id,
            table_id=self.context.table_id,
            row=self.row.index,
            column=column,
            ref_area=self.row.area or ("" if open_places else meaning.area) or DEFAULT_AREA,
            breakdown=_join(
                None if open_places or self.context.columns_are_indicators else meaning.breakdown, self.row.breakdown
            ),
            theme=theme_slug(self.row.theme_label),
            theme_label=self.row.theme_label,
            indicator=indicator_slug(label),
            indicator_label=label,
            parent_indicator=None if parent is None else indicator_slug(parent),
            parent_label=parent or None,
            role=self.row.role,
            measure=None if open_places else measure,
            time_period=None if open_places else place.period,
            obs_value=figure.value,
            obs_value_upper=figure.upper,
            qualifier=figure.qualifier,
            value_raw=slot.cell.content.raw,
            unit_measure=(unit.measure if unit else None) or "number",
            unit_mult=(unit.mult if unit else None) or 0,
            obs_status=_plain_status(figure, provisional=meaning.provisional and not open_places),
            missing_reason=figure.missing,
            placement=Placement.AMBIGUOUS if open_places else Placement.EXACT,
            candidates=open_places,
            confidence=confidence,
            confidence_reasons=(*((reason,) if open_places else ()), *doubts),
            page=slot.cell.locator.page,
            locator=slot.cell.locator.address,
        )
        own = bind(slot.markers, NoteTarget.CELL, self.context.number, self.context.book)
        header = () if open_places else self.context.header_bindings.get(column, ())
        bindings = (*own, *self.bindings, *header, *self.context.caption_bindings)
        return Reading(with_notes(observation, bindings), bindings)

    def _recognised(self, slot: Slot, column: int) -> tuple[float, str]:
        """How sure a figure from a picture can be: as its least certain part, among label and column header."""
        grid = self.context.frame.grid
        header = (grid.rows[row][column] for row in self.context.frame.header)
        named = (part for part in (*self.row.label_slots, *header) if part and part.cell.colspan < grid.width)
        sure = round(min(part.cell.content.confidence for part in (slot, *named)), 2)
        if slot.shape is Shape.BLANK:
            return min(sure, BLANK_IN_SCAN), "lege cel in een scan: er kan een cijfer gemist zijn"
        return min(sure, IN_SCAN), "herkend in een scan (OCR)"

    def _figure(self, text: str, points: Points) -> Figure:
        """The figure of a cell; `1.522` is doubted in a column that writes other figures with a decimal point."""
        figure = parse_figure(text, decimal_point=points is Points.POINT)
        if points is Points.MIXED and figure.value is not None and not figure.doubts and THOUSANDS_ALONE.search(text):
            return replace(figure, doubts=(DECIMAL_POINT_NEAR,))
        return figure

    def _label(self, meaning: Meaning) -> str:
        """The row's label; where rows are periods the column's, unless it names only an area or a measure."""
        own = meaning.label if self.context.columns_are_indicators and meaning.area is None else ""
        if own and (without_measures(own) or not self.context.title):
            return own
        return self.row.label or self.context.title

    def _parent(self) -> str | None:
        return None if self.row.parent is None else self.rows[self.row.parent].label

    def _unit(self, figure: Figure, meaning: Meaning, measure: Measure) -> tuple[Unit | None, tuple[str, ...]]:
        """The unit of a figure: of the cell, else the row, the label, the header, the table; the nearest rules."""
        own = meaning.unit if meaning.unit != self.context.header_unit else None
        said = [figure.unit, self.row.unit, own, self.label_unit, meaning.unit, self.context.unit]
        if self.context.columns_are_indicators:
            said[3:4] = [find_unit(meaning.label) if meaning.label else None]
        if "%" in figure.rest and figure.unit is None:  # 120 (40%): the share in brackets is not the figure's unit
            said = [None if _is_percent(unit) else unit for unit in said]
        unit = _merge(said)
        if (unit is None or unit.measure is None) and figure.value is not None and self._prints_euros():
            return Unit(measure="EUR", mult=unit.mult if unit else 0), (UNIT_OF_ROW,)
        if _is_percent(own) and figure.unit in (None, own):
            return own, ()
        if unit is None and self._goes_with_percent(figure, meaning):
            return _difference(Unit(measure="percent", mult=0), measure), (UNIT_OF_ROW,)
        return _difference(unit, measure), ()


def _merge(said: Sequence[Unit | None]) -> Unit | None:
    """The nearest unit, with the multiplier of one farther away only where the two go together.

    `€ 180` in a table in millions stays euro times a million; a percentage in such a table takes no multiplier.
    """
    measure: str | None = None
    for unit in said:
        if unit is None:
            continue
        if measure is None:
            if unit.mult is not None and unit.measure is not None:
                return unit
            if unit.measure is None:
                rest = next((u for u in said[said.index(unit) + 1 :] if u is not None and u.measure is not None), None)
                return Unit(measure=rest.measure if rest else None, mult=unit.mult)
            measure = unit.measure
        elif (
            unit.mult is not None
            and (unit.measure in (None, measure))
            and measure not in ("percent", "percentage_point")
        ):
            return Unit(measure=measure, mult=unit.mult)
    return None if measure is None else Unit(measure=measure, mult=None)


def _in_one_series(one: Meaning, other: Meaning) -> bool:
    """Whether two columns differ in no more than period and measure, and neither is a difference or has a unit."""
    same = (one.area, one.breakdown, one.unit) == (other.area, other.breakdown, other.unit)
    return same and bool(other.period) and Measure.VERSCHIL not in (one.measure, other.measure)


def _is_percent(unit: Unit | None) -> bool:
    return unit is not None and unit.measure == "percent"


def _difference(unit: Unit | None, measure: Measure) -> Unit | None:
    """A difference of two percentages is counted in percentage points."""
    if measure is Measure.VERSCHIL and _is_percent(unit):
        return Unit(measure="percentage_point", mult=0)
    return unit


def _plain_status(figure: Figure, *, provisional: bool) -> ObsStatus:
    if figure.missing is None:
        return ObsStatus.PROVISIONAL if provisional else ObsStatus.NORMAL
    return STATUS_OF_MISSING.get(figure.missing, ObsStatus.MISSING)


def _join(*parts: str | None) -> str | None:
    return " / ".join(part for part in parts if part) or None


def doubt_twins(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings, those doubted that nothing tells apart: the table must say more than was understood."""
    keys = [_key(reading.observation) for reading in readings]
    counts = Counter(key for key in keys if key is not None)
    return tuple(
        _doubted(reading)
        if key is not None and counts[key] > 1 and not reading.observation.confidence_reasons
        else reading
        for reading, key in zip(readings, keys, strict=True)
    )


def _key(o: Observation) -> tuple[object, ...] | None:
    """What tells one figure of a table from another; None for a cell without a figure or without a sure place."""
    if o.obs_value is None or o.placement is not Placement.EXACT:
        return None
    named = (o.indicator_label, o.parent_label, o.theme_label, o.ref_area, o.breakdown)
    return (*named, o.measure, o.time_period, o.unit_measure, o.unit_mult)


def _doubted(reading: Reading) -> Reading:
    observation = replace(reading.observation, confidence=DOUBTED, confidence_reasons=(TWINS,))
    return replace(reading, observation=observation)

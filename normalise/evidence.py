"""Evidence: what may leave one place for figures whose columns the source lost.

Siblings (the same figure of the same indicator in another table of the run), prose (a sentence that names the
figure), notes (a year that one speaks of) and sums each narrow the ways that are left. What they leave open stays
`ambiguous`; what they settle is `inferred` and names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from normalise.areas import DEFAULT_AREA
from normalise.dataset import Dataset, Measure, NoteTarget, Observation, Placement, Role
from normalise.ids import content_id
from normalise.placement import PLACE_WAS_LOST, Place
from normalise.prose import agrees, find_statements, supports

INFERRED = 0.8
"""Confidence of a figure whose place follows from evidence."""

Way = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LostRow:
    """The figures of one row, in printed order, and all ways to place them."""

    figures: tuple[Observation, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The ways that evidence leaves, and the evidence."""

    ways: tuple[Way, ...]
    evidence: str


def place_by_evidence(dataset: Dataset) -> Dataset:
    """The dataset with every lost place that evidence settles filled in."""
    for ask in (_by_all_of_its_own, _by_rows_alike):
        placed: dict[str, Observation] = {}
        for row in _lost_rows(dataset.observations):
            placed |= ask(row, dataset)
        if placed:
            kept = (placed.get(o.observation_id, o) for o in dataset.observations)
            dataset = replace(dataset, observations=tuple(kept))
    return dataset


def _lost_rows(observations: Iterable[Observation]) -> Iterator[LostRow]:
    groups: dict[tuple[str, int], list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.placement is Placement.AMBIGUOUS and PLACE_WAS_LOST in observation.confidence_reasons:
            groups[observation.table_id, observation.row].append(observation)
    for group in groups.values():
        figures = tuple(sorted(group, key=lambda o: o.column))
        yield LostRow(figures, tuple(_ways(figures)))


def _ways(figures: Sequence[Observation]) -> Iterator[Way]:
    """Every way to give each figure one of its places, in the order in which the columns stand."""
    order = list(dict.fromkeys(text for figure in figures for text in figure.candidates))
    rank = {text: index for index, text in enumerate(order)}

    def walk(index: int, after: int, chosen: tuple[str, ...]) -> Iterator[Way]:
        if index == len(figures):
            yield tuple(Place.parse(text) for text in chosen)
            return
        for text in figures[index].candidates:
            if rank[text] > after:
                yield from walk(index + 1, rank[text], (*chosen, text))

    return walk(0, -1, ())


def _by_all_of_its_own(row: LostRow, dataset: Dataset) -> dict[str, Observation]:
    """Narrow the ways with each kind of evidence in turn; a figure that they all put in one place is settled."""
    evidence: list[str] = []
    for ask in (_by_siblings, _by_prose, _by_notes, _by_sums):
        settled = ask(row, dataset)
        if settled is not None and len(settled.ways) < len(row.ways):
            row = replace(row, ways=settled.ways)
            evidence.append(settled.evidence)
    return dict(_settled(row, ";".join(evidence), dataset)) if evidence else {}


def _by_rows_alike(row: LostRow, dataset: Dataset) -> dict[str, Observation]:
    """Place a row as those rows of its table do that hold as many figures, all in known places, if they agree."""
    table = row.figures[0].table_id
    rows: dict[int, list[Observation]] = defaultdict(list)
    for o in dataset.observations:
        if o.table_id == table and o.value_raw:
            rows[o.row].append(o)
    own = sorted(rows[row.figures[0].row], key=lambda o: o.column)
    known = {number: _known_places(figures) for number, figures in rows.items() if len(figures) == len(own)}
    ways = {places for places in known.values() if places}
    way = ways.pop() if len(ways) == 1 else ()
    if not way or any(
        o.placement is not Placement.AMBIGUOUS and _place_of(o) != p for o, p in zip(own, way, strict=True)
    ):
        return {}
    left = tuple(place for o, place in zip(own, way, strict=True) if o.placement is Placement.AMBIGUOUS)
    number = min(number for number, places in known.items() if places == way)
    return dict(_settled(replace(row, ways=(left,)), f"row:{number}", dataset)) if left in row.ways else {}


def _known_places(figures: Sequence[Observation]) -> Way:
    """The places of a row's figures from the left; empty where one is not known."""
    if any(figure.placement is Placement.AMBIGUOUS for figure in figures):
        return ()
    return tuple(_place_of(figure) for figure in sorted(figures, key=lambda o: o.column))


def _settled(row: LostRow, evidence: str, dataset: Dataset) -> Iterator[tuple[str, Observation]]:
    for index, figure in enumerate(row.figures):
        places = {way[index] for way in row.ways}
        if len(places) == 1:
            yield figure.observation_id, _settle(figure, places.pop(), evidence, dataset)
        else:
            left = tuple(text for text in figure.candidates if Place.parse(text) in places)
            yield figure.observation_id, replace(figure, candidates=left)


def _settle(figure: Observation, place: Place, evidence: str, dataset: Dataset) -> Observation:
    column = _column_of(place, figure, dataset)
    return replace(
        figure,
        observation_id=content_id(figure.document_id, figure.table_id, figure.row, column),
        column=column,
        measure=place.measure,
        time_period=place.period,
        ref_area=place.area or figure.ref_area,
        breakdown=place.breakdown or figure.breakdown,
        placement=Placement.INFERRED,
        placement_evidence=evidence,
        candidates=(),
        confidence=INFERRED,
        confidence_reasons=("de plaats volgt uit ander bewijs",),
    )


def _column_of(place: Place, figure: Observation, dataset: Dataset) -> int:
    """The column of a place, seen in a row of the same table whose places are sure; else the column as printed."""
    for other in dataset.observations:
        if other.table_id == figure.table_id and other.placement is Placement.EXACT and _place_of(other) == place:
            return other.column
    return figure.column


def _place_of(observation: Observation) -> Place:
    area = None if observation.ref_area == DEFAULT_AREA else observation.ref_area
    return Place(observation.measure or Measure.UNKNOWN, observation.time_period, area, observation.breakdown)


def _by_siblings(row: LostRow, dataset: Dataset) -> Settled | None:
    """Ways in which most figures stand where another table prints the same figure of the same indicator."""
    first = row.figures[0]
    known: dict[tuple[Measure | None, str | None, Decimal], str] = {}
    for other in dataset.observations:
        same = (other.indicator, other.parent_indicator) == (first.indicator, first.parent_indicator)
        if (
            same
            and other.document_id != first.document_id
            and other.placement is Placement.EXACT
            and other.obs_value is not None
        ):
            known.setdefault((other.measure, other.time_period, other.obs_value), other.observation_id)

    def matches(way: Way) -> list[str]:
        keys = (
            (place.measure, place.period, f.obs_value)
            for place, f in zip(way, row.figures, strict=True)
            if f.obs_value is not None
        )
        return [known[key] for key in keys if key in known]

    return _best(row.ways, lambda way: len(matches(way)), lambda way: "sibling:" + matches(way)[0])


def _best(ways: Sequence[Way], score: Callable[[Way], int], name: Callable[[Way], str]) -> Settled | None:
    """The ways with the highest score above zero."""
    top = max(map(score, ways), default=0)
    if top == 0:
        return None
    best = tuple(way for way in ways if score(way) == top)
    return Settled(best, name(best[0]))


def _by_prose(row: LostRow, dataset: Dataset) -> Settled | None:
    """Ways in which a figure stands where a sentence of its own document puts it."""
    statements = find_statements(p for p in dataset.passages if p.document_id == row.figures[0].document_id)
    for index, figure in enumerate(row.figures):
        for statement in statements:
            if not supports(statement, figure):
                continue
            ways = tuple(way for way in row.ways if agrees(statement, way[index].measure, way[index].period))
            if ways and len(ways) < len(row.ways):
                return Settled(ways, f"prose:{statement.passage_id}")
    return None


def _by_notes(row: LostRow, dataset: Dataset) -> Settled | None:
    """Ways in which the row has a figure for the year that a note on its label speaks of."""
    bound = {footnote for figure in row.figures for footnote in figure.footnotes}
    for note in dataset.footnotes:
        if note.footnote_id not in bound or note.target is not NoteTarget.LABEL or note.period_from is None:
            continue
        if note.period_from == note.period_to:
            ways = tuple(way for way in row.ways if any(place.period == note.period_from for place in way))
            if ways and len(ways) < len(row.ways):
                return Settled(ways, f"note:{note.footnote_id}")
    return None


def _by_sums(row: LostRow, dataset: Dataset) -> Settled | None:
    """Ways in which the parts of the row's section add up to the section's total in every column."""
    first = row.figures[0]
    section = [o for o in dataset.observations if o.table_id == first.table_id and o.theme_label == first.theme_label]
    others = [o for o in section if o.row != first.row and o.role is not Role.OF_WHICH]
    if any(o.placement is Placement.AMBIGUOUS for o in others) or first.role is Role.OF_WHICH:
        return None
    totals = {_place_of(o): o.obs_value for o in others if o.role is Role.TOTAL and o.obs_value is not None}
    parts: dict[Place, Decimal] = defaultdict(Decimal)
    for o in others:
        if o.role is Role.ITEM and o.obs_value is not None:
            parts[_place_of(o)] += o.obs_value
    if not parts or (not totals and first.role is not Role.TOTAL):
        return None

    def fits(way: Way) -> bool:
        given = {place: f.obs_value for place, f in zip(way, row.figures, strict=True) if f.obs_value is not None}
        if first.role is Role.TOTAL:
            return all(parts.get(place) == value for place, value in given.items())
        return all(
            parts.get(place, Decimal(0)) + given.get(place, Decimal(0)) == total for place, total in totals.items()
        )

    ways = tuple(way for way in row.ways if fits(way))
    return Settled(ways, f"sum:{first.row}") if ways and len(ways) < len(row.ways) else None

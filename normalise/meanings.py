"""Meanings: what the header above a column of figures says of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalise.dataset import Measure
from normalise.headers import Said, is_unit_only, part_of_year
from normalise.units import Unit

SAME_HEADER = "twee kolommen met dezelfde kop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a column of figures measures."""

    measure: Measure | None = None
    period: str | None = None
    area: str | None = None
    breakdown: str | None = None
    unit: Unit | None = None
    label: str = ""
    """The lowest header text, for tables whose columns are the indicators."""
    provisional: bool = False
    doubts: tuple[str, ...] = ()


def compose(saids: Sequence[Said]) -> Meaning:
    """Join what the header texts above one column say, from the top; the lower text rules."""
    measure: Measure | None = None
    period: str | None = None
    area: str | None = None
    unit: Unit | None = None
    rests: list[str] = []
    for said in saids:
        measure = said.measure or measure
        finer = part_of_year(said.rest, period) if period and said.rest and not said.period else None
        period = said.period or finer or period
        area = said.area or area
        unit = said.unit or unit
        if said.rest and not said.measure and not said.period and not finer and not is_unit_only(said):
            rests.append(said.text)
    named = [said.text for said in saids if not is_unit_only(said)] or [said.text for said in saids]
    label = named[-1] if named else ""
    provisional = any(said.provisional for said in saids)
    return Meaning(
        measure=measure,
        period=period,
        area=area,
        breakdown=" / ".join(rests) or None,
        unit=unit,
        label=label,
        provisional=provisional,
    )


def read_meanings(paths: Sequence[Sequence[Said]]) -> tuple[Meaning, ...]:
    """The meaning of each column of figures from what the texts above it say; a text over all columns parts none."""
    counts = Counter(said.text for path in paths for said in path)
    shared = {text for text, count in counts.items() if count == len(paths) and len(paths) > 1}
    meanings = [compose([_shared(said, shared) for said in path]) for path in paths]
    return tuple(_part_twins(_share_areas(meanings), paths))


def _shared(said: Said, shared: set[str]) -> Said:
    return replace(said, rest="") if said.text in shared else said


def _share_areas(meanings: list[Meaning]) -> list[Meaning]:
    """Where one group of columns is an area, the groups beside it are areas too, known or not."""
    if not any(m.area for m in meanings):
        return meanings
    return [
        replace(m, area=m.breakdown, breakdown=None) if m.breakdown and not m.area and not m.measure else m
        for m in meanings
    ]


def _key(meaning: Meaning) -> tuple[object, ...]:
    return meaning.measure, meaning.period, meaning.area, meaning.breakdown, meaning.unit


def _part_twins(meanings: list[Meaning], paths: Sequence[Sequence[Said]]) -> Iterator[Meaning]:
    """Columns that would say the same are told apart by their header as printed; if that is the same, it is said."""
    counts = Counter(_key(m) for m in meanings)
    for meaning, path in zip(meanings, paths, strict=True):
        if counts[_key(meaning)] == 1:
            yield meaning
            continue
        twins = [tuple(s.text for s in p) for m, p in zip(meanings, paths, strict=True) if _key(m) == _key(meaning)]
        own = tuple(slot.text for slot in path)
        telling = next((text for text in reversed(own) if any(text not in twin for twin in twins)), None)
        if twins.count(own) > 1 or telling is None:
            yield replace(meaning, doubts=(*meaning.doubts, SAME_HEADER))
        else:
            yield replace(meaning, breakdown=telling)

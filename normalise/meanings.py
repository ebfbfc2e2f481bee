"""Meanings: what the header above a column of figures says of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from normalise.dataset import Measure
from normalise.headers import Said, is_unit_only, part_of_year, read_header
from normalise.slots import Slot
from normalise.units import Unit

UNSURE_GROUP = "de kolomgroep staat niet vast"
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
    label = saids[-1].text if saids else ""
    return Meaning(
        measure=measure, period=period, area=area, breakdown=" / ".join(rests) or None, unit=unit, label=label
    )


def read_meanings(paths: Sequence[tuple[Slot, ...]]) -> tuple[Meaning, ...]:
    """The meaning of each column of figures from its header path; a text over all columns is no breakdown."""
    counts = Counter(slot.text for path in paths for slot in path)
    shared = {text for text, count in counts.items() if count == len(paths) and len(paths) > 1}
    meanings = [compose([_shared(read_header(slot.text), shared) for slot in path]) for path in paths]
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


def _part_twins(meanings: list[Meaning], paths: Sequence[tuple[Slot, ...]]) -> Iterator[Meaning]:
    """Columns that would say the same are told apart by their header as printed; if that is the same, it is said."""
    counts = Counter(_key(m) for m in meanings)
    for meaning, path in zip(meanings, paths, strict=True):
        if counts[_key(meaning)] == 1:
            yield meaning
            continue
        twins = [tuple(s.text for s in p) for m, p in zip(meanings, paths, strict=True) if _key(m) == _key(meaning)]
        own = tuple(slot.text for slot in path)
        if twins.count(own) > 1:
            yield replace(meaning, doubts=(*meaning.doubts, SAME_HEADER))
        else:
            yield replace(
                meaning, breakdown=next(text for text in reversed(own) if any(text not in twin for twin in twins))
            )


def spread_groups(groups: Sequence[Said], subs: Sequence[Said]) -> tuple[tuple[int, ...], ...]:
    """All ways to lay group names over the columns below them, as the first column of each group.

    A group holds neighbouring columns and no header twice. Where years rule the columns, ways in which the years of
    every group rise are preferred over others.
    """
    count, ways = len(subs), []
    for cuts in combinations(range(1, count), len(groups) - 1):
        starts = (0, *cuts)
        blocks = [subs[a:b] for a, b in zip(starts, (*cuts, count), strict=True)]
        if all(len({s.text for s in block}) == len(block) for block in blocks):
            ways.append((starts, all(_rising(block) for block in blocks)))
    return tuple(starts for starts, rising in ways if rising) or tuple(starts for starts, _ in ways)


def _rising(block: Sequence[Said]) -> bool:
    periods = [said.period for said in block if said.period]
    return periods == sorted(periods)


def meanings_of_spread(groups: Sequence[Said], subs: Sequence[Said]) -> tuple[Meaning, ...]:
    """Column meanings where the text lost which columns a group's name stands over.

    A column that lies in the same group in every way keeps that group; for the others only what all ways share holds.
    """
    ways = spread_groups(groups, subs)
    found = []
    for column, sub in enumerate(subs):
        options = [compose([groups[sum(1 for start in starts if start <= column) - 1], sub]) for starts in ways]
        first = options[0] if options else compose([sub])
        same = all(_key(option) == _key(first) for option in options)
        found.append(first if same and options else replace(compose([sub]), doubts=(UNSURE_GROUP,)))
    return tuple(found)

"""Spread: which columns a group's name stands over, where a flattened text lost that.

A group holds neighbouring columns, at least one, and no header twice. Of the ways that are left those count most in
which the groups repeat the same headers, then those in which the years of every group rise. What these leave open is
doubted, column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from math import comb

from normalise.dataset import Measure
from normalise.headers import Said, read_header
from normalise.meanings import Meaning, read_meanings

UNSURE_GROUP = "de kolomgroep staat niet vast"
LIKELY_GROUP = "de kolomgroep volgt uit de volgorde van de jaren"
DATED_GROUP = "de kolomgroep volgt uit het jaar van de publicatie"
PARTED_GROUP = "de namen van de kolomgroepen stonden aaneen"
MOST_WAYS = 500
"""With more ways than this nothing is settled; headers of real tables give fewer than fifty."""


Way = tuple[int, ...]
Sub = tuple[Said, ...]
"""What the header rows below the groups say over one column, from the top."""


def sub_text(sub: Sub) -> str:
    """The header of a column below its group as one text."""
    return " ".join(said.text for said in sub)


@dataclass(frozen=True, slots=True)
class Spread:
    """Ways to lay groups over columns, as the first column of each group."""

    ways: tuple[Way, ...]
    wider: tuple[Way, ...] = ()
    """Ways that were passed over for the reason in `doubt`; columns where they say the same are sure."""
    doubt: str = ""


def spread_groups(groups: Sequence[Said], subs: Sequence[Sub], last_realised: int | None = None) -> Spread:
    """The ways that fit best; `last_realised` is the last year for which the publication can print results."""
    if len(groups) > len(subs) or comb(len(subs) - 1, len(groups) - 1) > MOST_WAYS:
        return Spread(())
    cuts = islice(combinations(range(1, len(subs)), len(groups) - 1), MOST_WAYS)
    ways = tuple((0, *cut) for cut in cuts)
    ways = tuple(way for way in ways if _no_header_twice(_blocks(way, subs)))
    alike = tuple(way for way in ways if _repeats(_blocks(way, subs)))
    if len(ways) <= 1 or len(alike) == 1:
        return Spread(alike or ways)
    rising = tuple(way for way in ways if all(map(_rises, _blocks(way, subs)))) or ways
    if len(rising) == 1:
        return Spread(rising, ways, LIKELY_GROUP)
    dated = tuple(way for way in rising if _fits_year(groups, _blocks(way, subs), last_realised))
    return Spread(dated, rising, DATED_GROUP) if len(dated) == 1 else Spread(rising)


def _blocks(way: Way, subs: Sequence[Sub]) -> list[Sequence[Sub]]:
    return [subs[start:end] for start, end in zip(way, (*way[1:], len(subs)), strict=True)]


def _no_header_twice(blocks: Sequence[Sequence[Sub]]) -> bool:
    return all(len({sub_text(sub) for sub in block}) == len(block) for block in blocks)


def _repeats(blocks: Sequence[Sequence[Sub]]) -> bool:
    """Whether all groups with more than one column have the same headers, and there are two such groups at least."""
    wide = [tuple(map(sub_text, block)) for block in blocks if len(block) > 1]
    return len(wide) > 1 and len(set(wide)) == 1


def _rises(block: Sequence[Sub]) -> bool:
    periods = _periods(block)
    return periods == sorted(periods)


def _periods(block: Sequence[Sub]) -> list[str]:
    return [period for sub in block if (period := next((said.period for said in reversed(sub) if said.period), None))]


def _fits_year(groups: Sequence[Said], blocks: Sequence[Sequence[Sub]], last_realised: int | None) -> bool:
    """Whether results stand at years that are over, and aims and estimates at later ones."""
    if last_realised is None:
        return False
    for group, block in zip(groups, blocks, strict=True):
        years = [int(period[:4]) for period in _periods(block)]
        if group.measure is Measure.REALISATIE and any(year > last_realised for year in years):
            return False
        if group.measure in (Measure.NORM, Measure.RAMING) and any(year <= last_realised for year in years):
            return False
    return True


def read_spread(groups: Sequence[Said], subs: Sequence[Sub], last_realised: int | None) -> tuple[Meaning, ...]:
    """The meaning of each column; one that lies in the same group in every way keeps that group, others are doubted."""
    spread = spread_groups(groups, subs, last_realised)
    alone = read_alone(subs)
    chosen, wider = _options(groups, subs, spread.ways), _options(groups, subs, spread.wider)
    return tuple(
        _agreed([option[column] for option in chosen], [option[column] for option in wider], meaning, spread.doubt)
        for column, meaning in enumerate(alone)
    )


def _options(groups: Sequence[Said], subs: Sequence[Sub], ways: Sequence[Way]) -> list[tuple[Meaning, ...]]:
    return [read_meanings([(_group(groups, way, column), *sub) for column, sub in enumerate(subs)]) for way in ways]


def read_alone(subs: Sequence[Sub]) -> tuple[Meaning, ...]:
    """The meaning of each column from its own header, where nothing is known of groups above."""
    return read_meanings(subs)


def _group(groups: Sequence[Said], way: Way, column: int) -> Said:
    return groups[sum(1 for start in way if start <= column) - 1]


def _agreed(options: Sequence[Meaning], wider: Sequence[Meaning], alone: Meaning, doubt: str) -> Meaning:
    """What all ways say of a column; with a doubt where it holds only for the ways that were preferred."""
    said = {replace(option, label="") for option in options}
    if len(said) != 1:
        return replace(alone, breakdown=None, doubts=(UNSURE_GROUP,))
    if said == {replace(option, label="") for option in wider} or not doubt:
        return options[0]
    return replace(options[0], doubts=(*options[0].doubts, doubt))


def part_groups(text: str, subs: Sequence[Sub]) -> tuple[tuple[Said, ...], bool]:
    """The group names in one text where they run together: they end in the same word, as often as the headers repeat.

    `structurele budgetten niet structurele budgetten` over two times three headers is two names. Empty where that does
    not hold. Also whether it is sure: the first name could begin with words of the corner, unless the others hold it.
    """
    times = _times_repeated([*map(sub_text, subs)])
    words = text.split()
    ends = [index + 1 for index, word in enumerate(words) if word == words[-1]]
    if times < 2 or len(ends) != times:
        return (), False
    names = [words[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    sure = all(set(names[0]) <= set(name) for name in names)
    return tuple(read_header(" ".join(name)) for name in names), sure


def _times_repeated(texts: Sequence[str]) -> int:
    """How often a list repeats its shortest period: 2 for a b c a b c."""
    return next(
        (
            len(texts) // n
            for n in range(1, len(texts) + 1)
            if len(texts) % n == 0 and list(texts[:n]) * (len(texts) // n) == list(texts)
        ),
        1,
    )

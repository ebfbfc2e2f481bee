"""Printed figures in the arithmetic checks: decimals, rounding, swapped digits, and how a message writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from normalise.dataset import Measure, Observation

DECIMALS = re.compile(r"\d,(\d+)(?!\d)")  # 45,3 and 12,50 but not 14.000 or 12,-
TO_DUTCH = str.maketrans(",.", ".,")
HALF = Decimal("0.5")
COUNTED_UNITS = frozenset({"number", "EUR", "fte"})
"""Units whose whole figures are counted one by one; any other unit is measured, so its last digit is rounded."""

MEASURE_WORDS = {
    Measure.NORM: "norm",
    Measure.RAMING: "raming",
    Measure.VERSCHIL: "verschil",
    Measure.NULWAARDE: "nulwaarde",
}
"""Measures that a message names; a realisatie needs no word."""


def value_of(observation: Observation) -> Decimal:
    """The figure of an observation that has one."""
    assert observation.obs_value is not None
    return observation.obs_value


def printed_decimals(observation: Observation) -> int:
    """Decimals of the printed figure: `7,0` has one, though the figure is 7."""
    return max(_needed_decimals(value_of(observation)), _decimals_in(observation.value_raw))


@lru_cache(maxsize=65_536)
def _needed_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


@lru_cache(maxsize=65_536)
def _decimals_in(printed: str) -> int:
    match = DECIMALS.search(printed)
    return len(match[1]) if match else 0


def most_decimals(observations: Iterable[Observation]) -> int:
    """Decimals of the finest figure among some."""
    return max((printed_decimals(one) for one in observations), default=0)


def last_place(decimals: int) -> Decimal:
    """One unit in the last printed place: 0,1 for one decimal."""
    return Decimal(1).scaleb(-decimals)


def is_rounded(observation: Observation) -> bool:
    """Whether a figure can be rounded: thousands, decimals, percentages; a plain count is exact."""
    return (
        observation.unit_mult > 0 or observation.unit_measure not in COUNTED_UNITS or printed_decimals(observation) > 0
    )


def format_figure(value: Decimal, decimals: int = 0) -> str:
    """A figure as Dutch publications print it.

    >>> format_figure(Decimal("1522"), 0), format_figure(Decimal("-4.7"), 1)
    ('1.522', '-4,7')
    """
    return f"{value:,.{max(decimals, _needed_decimals(value))}f}".translate(TO_DUTCH)


def print_figure(observation: Observation) -> str:
    """The figure of an observation, in the decimals of its cell."""
    return format_figure(value_of(observation), printed_decimals(observation))


def name_cell(observation: Observation) -> str:
    """A cell as a message names it: `Totale inzet 2020`, `Totaal lasten 2022 (raming, structureel)`."""
    area = observation.ref_area if observation.ref_area != "NL" else None
    details = [part for part in (_measure_word(observation), observation.breakdown, area) if part]
    name = " ".join(part for part in (observation.indicator_label, observation.time_period) if part)
    return f"{name} ({', '.join(details)})" if details else name


def _measure_word(observation: Observation) -> str | None:
    return None if observation.measure is None else MEASURE_WORDS.get(observation.measure)


def is_digit_swap(one: Decimal, other: Decimal, decimals: int) -> bool:
    """Whether two figures differ by two digits that changed places.

    >>> is_digit_swap(Decimal(315), Decimal(351), 0), is_digit_swap(Decimal(315), Decimal(352), 0)
    (True, False)
    """
    if (one < 0) != (other < 0):
        return False
    left, right = (str(int(abs(value).scaleb(decimals))) for value in (one, other))
    if len(left) != len(right):
        return False
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(pairs) == 2 and pairs[0] == pairs[1][::-1]

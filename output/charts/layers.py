"""What a row of chart data is: a mark of one layer of the template."""

from __future__ import annotations

from decimal import Decimal

Mark = dict[str, object]
"""One row of chart data; `k` names its layer, the other keys are short because there are many rows."""

LAYERS = ("break", "range", "line", "step", "dot", "sign", "label")
"""Kinds of marks, the lowest layer first."""

EARLIER = "earlier"
"""The shape of figures of earlier publications."""


def plain_number(value: Decimal) -> float | int:
    """A figure for JSON: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)

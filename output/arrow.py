"""Columns of Python values as Arrow arrays, made straight from their buffers.

`pyarrow.array` would do the same, but it imports pandas to ask whether it was given a Series: a third of a second in
every run of the command, twice what it takes to write ten thousand observations.
Layouts: https://arrow.apache.org/docs/format/Columnar.html
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation
from itertools import accumulate, chain

import pyarrow as pa

from output.schema import DECIMAL_PRECISION, DECIMAL_SCALE, Kind

ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.STRING: pa.string(),
    Kind.CODE: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.DECIMAL: pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.LIST: pa.list_(pa.string()),
}
UNIT = Decimal(10) ** DECIMAL_SCALE
EXACT = Context(prec=DECIMAL_PRECISION, traps=[Inexact, InvalidOperation])
TOO_LARGE = 10**DECIMAL_PRECISION
DECIMAL_BYTES = 16
EPOCH = date(1970, 1, 1).toordinal()


def arrow_array(values: Sequence[object], kind: Kind) -> pa.Array:
    """The values of one column; None is null. A figure beyond decimal(18,6) raises ValueError."""
    validity = None if None not in values else _bits([value is not None for value in values])
    return BUILD[kind](values, validity)


def _texts(values: Sequence[str | None], validity: pa.Buffer | None) -> pa.Array:
    texts = [text or "" for text in values] if validity else values
    joined = "".join(texts)  # type: ignore[arg-type]
    lengths = map(len, texts if joined.isascii() else map(str.encode, texts))  # type: ignore[arg-type]
    buffers = [validity, _offsets(lengths), pa.py_buffer(joined.encode())]
    return pa.Array.from_buffers(pa.string(), len(values), buffers)


def _lists(values: Sequence[tuple[str, ...] | None], validity: pa.Buffer | None) -> pa.Array:
    lists = [items or () for items in values]
    items = _texts(tuple(chain.from_iterable(lists)), None)
    buffers = [validity, _offsets(map(len, lists))]
    return pa.Array.from_buffers(ARROW_TYPES[Kind.LIST], len(values), buffers, children=[items])


def _integers(values: Sequence[int | None], validity: pa.Buffer | None) -> pa.Array:
    return _fixed(Kind.INTEGER, "q", [value or 0 for value in values], validity)


def _numbers(values: Sequence[float | None], validity: pa.Buffer | None) -> pa.Array:
    return _fixed(Kind.NUMBER, "d", [value or 0.0 for value in values], validity)


def _dates(values: Sequence[date | None], validity: pa.Buffer | None) -> pa.Array:
    return _fixed(Kind.DATE, "i", [value.toordinal() - EPOCH if value else 0 for value in values], validity)


def _booleans(values: Sequence[bool | None], validity: pa.Buffer | None) -> pa.Array:
    return pa.Array.from_buffers(pa.bool_(), len(values), [validity, _bits(values)])


def _decimals(values: Sequence[Decimal | None], validity: pa.Buffer | None) -> pa.Array:
    data = b"".join(map(_decimal_bytes, values))
    return pa.Array.from_buffers(ARROW_TYPES[Kind.DECIMAL], len(values), [validity, pa.py_buffer(data)])


def _decimal_bytes(value: Decimal | None) -> bytes:
    if not value:
        return bytes(DECIMAL_BYTES)
    try:
        scaled = int(EXACT.to_integral_exact(EXACT.multiply(value, UNIT)))
    except DecimalException:
        scaled = TOO_LARGE
    if abs(scaled) >= TOO_LARGE:
        raise ValueError(f"{value} does not fit decimal({DECIMAL_PRECISION},{DECIMAL_SCALE})")
    return scaled.to_bytes(DECIMAL_BYTES, "little", signed=True)


def _fixed(kind: Kind, code: str, numbers: Sequence[float], validity: pa.Buffer | None) -> pa.Array:
    data = pa.py_buffer(array(code, numbers))
    return pa.Array.from_buffers(ARROW_TYPES[kind], len(numbers), [validity, data])


def _offsets(lengths: map[int]) -> pa.Buffer:
    return pa.py_buffer(array("i", accumulate(lengths, initial=0)))


def _bits(flags: Sequence[object]) -> pa.Buffer:
    # The first flag is the lowest bit of the first byte; parsing base 2 is linear in the number of digits.
    digits = "".join("1" if flag else "0" for flag in reversed(flags))
    return pa.py_buffer(int(digits or "0", 2).to_bytes((len(flags) + 7) // 8, "little"))


BUILD: dict[Kind, Callable[..., pa.Array]] = {
    Kind.STRING: _texts,
    Kind.CODE: _texts,
    Kind.INTEGER: _integers,
    Kind.NUMBER: _numbers,
    Kind.DECIMAL: _decimals,
    Kind.BOOLEAN: _booleans,
    Kind.DATE: _dates,
    Kind.LIST: _lists,
}

"""What must hold of whatever was read from a document, sound or not."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from normalise.dataset import Dataset, Observation
from normalise.run import combine
from output.from_csv import csv_rows
from output.parts import part_bytes, part_dataset
from output.schema import table_schemas
from output.to_csv import csv_bytes
from output.to_parquet import write_parquet

FRACTION = re.compile(r"[\u00bc-\u00be\u2150-\u215f\u2189]|\d\s*[/\u2044]\s*\d")
"""A half, a quarter: printed as such, written as 0.5 and 0.25."""


def faults(dataset: Dataset) -> Iterator[str]:
    """What is wrong with the rows of one document: a sentence each. Exceptions are faults too, and are let through."""
    if part_dataset(io.BytesIO(part_bytes(dataset))) != dataset:
        yield "the stored document is another one when it is read back"
    joined = combine([dataset])
    for schema in table_schemas():
        rows = getattr(joined, schema.name)
        table = csv_bytes(rows, schema)
        if b"\0" in table:
            yield f"the table {schema.name} holds a NUL, at which many programs take a text to end"
        if tuple(csv_rows(table, schema)) != tuple(rows):
            yield f"the table {schema.name} is another one when its CSV is read back"
        write_parquet(rows, schema, io.BytesIO())
    yield from row_faults(joined)


def row_faults(dataset: Dataset) -> Iterator[str]:
    """What is wrong with figures: each stands where it is said to stand, has no digit that is not there, and an id of its own."""
    printed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in dataset.cells:
        printed[cell.table_id, cell.locator].add(cell.text_raw)
    for each in dataset.observations:
        yield from _observation_faults(each, printed[each.table_id, each.locator])
    keys = Counter(each.observation_id for each in dataset.observations)
    yield from (f"{key} is the id of {count} figures" for key, count in keys.items() if count > 1)


def _observation_faults(one: Observation, printed: set[str]) -> Iterator[str]:
    if one.value_raw not in printed:
        yield f"{one.value_raw!r} is said to be printed where {sorted(printed)!r} stands"
    for value in (one.obs_value, one.obs_value_upper):
        if value is not None and not is_printed(value, one.value_raw):
            yield f"{value} has digits that {one.value_raw!r} has not"


def is_printed(value: Decimal, raw: str) -> bool:
    """Whether all digits of a figure stand in what is printed, in their order; of a fraction its value will do.

    >>> is_printed(Decimal("1522"), "1.522 (2)"), is_printed(Decimal("1523"), "1.522"), is_printed(Decimal(10), "1½")
    (True, False, True)
    """
    if FRACTION.search(raw):
        return True
    left = iter(digits(raw))
    return all(digit in left for digit in digits(format(abs(value), "f")).strip("0"))


def digits(text: str) -> str:
    """The decimal digits of a text, of whatever script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())

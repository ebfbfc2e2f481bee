"""Columns and types of every table, derived once from the row classes of `normalise.dataset`.

CSV, Parquet and `datapackage.json` all read this; a new column in a row class needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from normalise.dataset import TABLE_ROWS


class Kind(StrEnum):
    """What a column holds; each writer says how it writes each of these."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    CODE = "code"
    LIST = "list"


DECIMAL_PRECISION = 18
DECIMAL_SCALE = 6

KINDS: dict[object, Kind] = {
    str: Kind.STRING,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    Decimal: Kind.DECIMAL,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
    tuple[str, ...]: Kind.LIST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A column whose values are those of the key of another table."""

    column: str
    table: str
    refers_to: str
    """The column there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    code: type[StrEnum] | None = None
    """The enum that lists the codes, for a column of kind `code`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A table: its columns in order, what makes a row unique, and what it refers to."""

    name: str
    row: type
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


BATCH = 50_000
"""Rows that are written at a time: some 50 MB of text, and enough for a row group of Parquet."""

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "tables": ("table_id",),
    "cells": ("table_id", "row", "column"),
    "observations": ("observation_id",),
    "footnotes": ("footnote_id",),
    "indicators": ("indicator",),
    "passages": ("passage_id",),
    "themes": ("passage_id", "sentence", "theme"),
    "ambitions": ("ambition_id",),
    "findings": ("finding_id",),
    "revisions": ("observation_id", "previous_observation_id"),
}

HOMES: dict[str, str] = {key[0]: table for table, key in PRIMARY_KEYS.items() if len(key) == 1}
"""The table that a key column comes from: `document_id` → `documents`."""

REFERS_TO: dict[str, str] = {
    "previous_document_id": "document_id",
    "previous_observation_id": "observation_id",
    "resolved_from": "passage_id",
}
"""Columns that hold a key under another name."""


@cache
def table_schema(name: str) -> TableSchema:
    """The schema of the table of this name."""
    return schema_of(TABLE_ROWS[name], name, PRIMARY_KEYS[name])


def schema_of(row: type, name: str, key: tuple[str, ...] = ()) -> TableSchema:
    """The schema of rows of some class, each field of which is annotated with its description."""
    columns = tuple(_column(row, field, hint) for field, hint in get_type_hints(row, include_extras=True).items())
    foreign = tuple(
        ForeignKey(column=column.name, table=HOMES[refers_to], refers_to=refers_to)
        for column in columns
        if (refers_to := REFERS_TO.get(column.name, column.name)) in HOMES
        and (column.name,) != key
        and column.kind is Kind.STRING
    )
    return TableSchema(name=name, row=row, columns=columns, primary_key=key, foreign_keys=foreign)


def table_schemas() -> tuple[TableSchema, ...]:
    """The schemas of all tables, in the order of the contract."""
    return tuple(table_schema(name) for name in TABLE_ROWS)


def batches(rows: Sequence[object]) -> Iterator[Sequence[object]]:
    """The rows in slices that a writer turns into columns one after the other."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def columns_of(rows: Sequence[object], schema: TableSchema) -> list[Sequence[object]]:
    """The values of each column, one sequence a column; an empty text where a column may be missing is missing."""
    if not rows:
        return [()] * len(schema.columns)
    values = zip(*map(attrgetter(*(column.name for column in schema.columns)), rows), strict=True)
    return [_without_empty_texts(column, each) for column, each in zip(schema.columns, values, strict=True)]


def rows_of(schema: TableSchema, columns: Sequence[Sequence[object]]) -> tuple[object, ...]:
    """The rows of a table, each of its row class, from the values of its columns: the inverse of `columns_of`."""
    names = [column.name for column in schema.columns]
    return tuple(schema.row(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _without_empty_texts(column: Column, values: Sequence[object]) -> Sequence[object]:
    # CSV cannot tell an empty text from a missing one, so Parquet must not either.
    if column.nullable and column.kind is Kind.STRING and "" in values:
        return tuple(None if value == "" else value for value in values)
    return values


def _column(row: type, name: str, annotated: object) -> Column:
    hint, description = get_args(annotated)
    nullable = NoneType in get_args(hint)
    plain = next(part for part in get_args(hint) if part is not NoneType) if nullable else hint
    code = plain if isinstance(plain, type) and get_origin(plain) is None and issubclass(plain, StrEnum) else None
    kind = Kind.CODE if code else KINDS.get(plain)
    if kind is None:
        raise TypeError(f"{row.__name__}.{name} has a type that no writer knows: {hint}")
    return Column(name=name, kind=kind, nullable=nullable, description=description, code=code)

"""The rows of a table from its Parquet: the inverse of `output.to_parquet`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from output.schema import Column, Kind, TableSchema, rows_of
from output.to_csv import decimal_text


def parquet_rows(data: bytes, schema: TableSchema) -> tuple[object, ...]:
    """The rows of one table; columns that it does not know are passed over. ValueError says what is wrong."""
    try:
        table = pq.ParquetFile(BytesIO(data)).read()
    except pa.ArrowException as error:
        raise ValueError(f"it is not Parquet: {error}") from error
    return arrow_rows(table, schema)


def arrow_rows(table: pa.Table, schema: TableSchema) -> tuple[object, ...]:
    """The rows of an Arrow table; columns that are not of the schema are passed over. ValueError when one is not there."""
    missing = [column.name for column in schema.columns if column.name not in table.column_names]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    return rows_of(schema, [_values(column, table.column(column.name).to_pylist()) for column in schema.columns])


def _values(column: Column, values: Sequence[object]) -> Sequence[object]:
    convert: Callable[..., object] | None = column.code or CONVERT.get(column.kind)
    if convert is None:
        return values
    return [None if value is None else convert(value) for value in values]


def _shortest(figure: Decimal) -> Decimal:
    # Parquet gives every figure six decimals; as printed, most have none.
    return Decimal(decimal_text(figure))


CONVERT: dict[Kind, Callable[..., object]] = {Kind.DECIMAL: _shortest, Kind.LIST: tuple}

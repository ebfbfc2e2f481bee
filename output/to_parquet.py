"""A table as Parquet: exact decimals, real lists and dates, null for missing; the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from output.arrow import ARROW_TYPES, arrow_array
from output.schema import Column, TableSchema, batches, columns_of


def parquet_bytes(rows: Sequence[object], schema: TableSchema) -> bytes:
    """The file of one table; a figure that does not fit decimal(18,6) raises ValueError."""
    stream = BytesIO()
    write_parquet(rows, schema, stream)
    return stream.getvalue()


def write_parquet(rows: Sequence[object], schema: TableSchema, stream: BinaryIO) -> None:
    """Write the file of one table, a row group at a time; ValueError as for `parquet_bytes`."""
    with pq.ParquetWriter(stream, arrow_schema(schema)) as writer:
        for some in batches(rows):
            writer.write_table(arrow_table(some, schema))


def arrow_table(rows: Sequence[object], schema: TableSchema) -> pa.Table:
    """The rows as an Arrow table; each field carries its description."""
    pairs = zip(schema.columns, columns_of(rows, schema), strict=True)
    arrays = [arrow_array(values, column.kind) for column, values in pairs]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(schema))


def arrow_schema(schema: TableSchema) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([_field(column) for column in schema.columns])


def _field(column: Column) -> pa.Field:
    about = {"description": column.description}
    return pa.field(column.name, ARROW_TYPES[column.kind], nullable=column.nullable, metadata=about)

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import Dataset
from output.arrow import ARROW_TYPES, arrow_array
from output.from_parquet import parquet_rows
from output.schema import Kind, table_schema, table_schemas
from output.to_parquet import arrow_table, parquet_bytes
from tests.output.datasets import VALUES, datasets, small_dataset

OBSERVATIONS = table_schema("observations")
EDGES: dict[Kind, list[object]] = {
    Kind.STRING: ["", "Één", "a\0b", "🚓", None],
    Kind.CODE: ["A", "P", None],
    Kind.INTEGER: [0, -1, 2**63 - 1, None],
    Kind.NUMBER: [0.0, 1.0, 0.1, None],
    Kind.DECIMAL: [Decimal("-0.000001"), Decimal("999999999999.999999"), Decimal("1E+3"), Decimal("-0"), None],
    Kind.BOOLEAN: [True, False, None],
    Kind.DATE: [date(1, 1, 1), date(1970, 1, 1), date(2026, 11, 30), None],
    Kind.LIST: [(), ("a", "é"), ("",), None],
}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("repeat", [0, 1, 9])  # nine: more than one byte of bits
def test_array_is_what_pyarrow_itself_would_make(kind: Kind, repeat: int) -> None:
    for values in (EDGES[kind] * repeat, EDGES[kind][:-1] * repeat):
        array = arrow_array(values, kind)
        array.validate(full=True)
        assert array.equals(pa.array(values, ARROW_TYPES[kind]))


@pytest.mark.parametrize("kind", list(VALUES))
def test_array_of_anything(kind: Kind) -> None:
    @given(st.lists(st.none() | VALUES[kind]))
    def holds(values: list[object]) -> None:
        array = arrow_array(values, kind)
        array.validate(full=True)
        assert array.equals(pa.array(values, ARROW_TYPES[kind]))

    holds()


@pytest.mark.parametrize(
    "figure", ["0.0000001", "1000000000000", "1.00000000000000000000000000000000001", "-999999999999.9999999"]
)
def test_figure_that_does_not_fit_is_refused_not_rounded(figure: str) -> None:
    with pytest.raises(ValueError, match=r"does not fit decimal\(18,6\)"):
        arrow_array([Decimal(figure)], Kind.DECIMAL)


def test_types_and_descriptions() -> None:
    table = pq.ParquetFile(BytesIO(parquet_bytes(small_dataset().observations, OBSERVATIONS))).schema_arrow
    assert table.field("obs_value").type == pa.decimal128(18, 6)
    assert table.field("footnotes").type == pa.list_(pa.string())
    assert table.field("measure").type == pa.string()
    assert (table.field("indicator").nullable, table.field("time_period").nullable) == (False, True)
    assert table.field("value_raw").metadata == {b"description": b"The cell as printed, its marker included"}


@given(datasets())
def test_table_is_valid_and_its_bytes_repeat(dataset: Dataset) -> None:
    for schema in table_schemas():
        rows = getattr(dataset, schema.name)
        arrow_table(rows, schema).validate(full=True)
        assert parquet_bytes(rows, schema) == parquet_bytes(rows, schema)


def test_broken_file_says_what() -> None:
    with pytest.raises(ValueError, match="it is not Parquet"):
        parquet_rows(b"PAR1 no more", OBSERVATIONS)
    cells = parquet_bytes(small_dataset().cells, table_schema("cells"))
    with pytest.raises(ValueError, match="it lacks observation_id, document_id"):
        parquet_rows(cells, OBSERVATIONS)

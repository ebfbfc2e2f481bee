"""The tables of a dataset for pandas: typed as the dataset is, and figures as wide as they were printed.

Writing does not go through pandas: the writers in `to_csv` and `to_parquet` take half the time, and importing pandas
costs every run of the command a third of a second (`benchmarks/writing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from normalise.dataset import Dataset
from output.read import read_dataset
from output.schema import Column, Kind, TableSchema, columns_of, table_schemas

DTYPES: dict[Kind, str] = {
    Kind.STRING: "string",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "float64",
    Kind.DECIMAL: "object",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[s]",
    Kind.LIST: "object",
}
"""Types with a missing value of their own; figures stay exact decimals, lists stay tuples."""

PRINTED_ROW = ["document_id", "table_id", "row"]
DIMENSIONS = ["theme_label", "parent_label", "indicator_label", "ref_area", "breakdown", "unit_measure", "unit_mult"]
ACROSS = ["measure", "time_period"]


def load(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a written dataset, by name; DatasetError when the folder holds none."""
    return frames(read_dataset(Path(folder)))


def frames(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """The tables of a dataset, by name."""
    return {schema.name: _frame(getattr(dataset, schema.name), schema) for schema in table_schemas()}


def figures_by_period(observations: pd.DataFrame) -> pd.DataFrame:
    """The figures as printed: one line a printed row, one column a measure and period such as (`norm`, `2021`).

    Takes the table `observations` of `load`. Cells without a measure or period are left out: no column is theirs.
    A row that prints a measure and period more than once gets a line for each (`repeat` counts them from 0).
    """
    placed = observations.dropna(subset=ACROSS)
    index = [*PRINTED_ROW, *DIMENSIONS]
    repeat = placed.groupby([*index, *ACROSS], dropna=False, observed=True).cumcount()
    wide = placed.assign(repeat=repeat).pivot(index=[*index, "repeat"], columns=ACROSS, values="obs_value")
    return wide.sort_index().sort_index(axis="columns")


def _frame(rows: Sequence[object], schema: TableSchema) -> pd.DataFrame:
    pairs = zip(schema.columns, columns_of(rows, schema), strict=True)
    return pd.DataFrame({column.name: _series(column, values) for column, values in pairs})


def _series(column: Column, values: Sequence[object]) -> pd.Series:
    if column.code:
        codes = [None if value is None else str(value) for value in values]
        return pd.Series(pd.Categorical(codes, categories=[code.value for code in column.code]))
    return pd.Series(list(values), dtype=DTYPES[column.kind])

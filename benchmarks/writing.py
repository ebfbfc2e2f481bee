"""Why the writers do not go through pandas: ten thousand observations and twelve thousand cells, both ways.

Run it with `.venv/bin/python -m benchmarks.writing`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from benchmarks.clock import medians
from normalise.dataset import CellRole, CellRow, Dataset, Measure, Observation
from output.schema import columns_of, table_schemas
from output.write import write_dataset

OBSERVATIONS, CELLS = 10_000, 12_000
DOCUMENT = "0123456789abcdef"


def main() -> None:
    """Print the time of both."""
    dataset = example()
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = medians([lambda: write_dataset(dataset, folder / "ours"), lambda: _pandas(dataset, folder)], 7)
    print(f"output.write           {ours:.3f} s")
    print(f"pandas to_csv and to_parquet {theirs:.3f} s")


def _pandas(dataset: Dataset, folder: Path) -> None:
    for schema in table_schemas():
        columns = columns_of(getattr(dataset, schema.name), schema)
        names = [column.name for column in schema.columns]
        frame = pd.DataFrame(dict(zip(names, columns, strict=True)))
        frame.to_csv(folder / f"{schema.name}.csv", index=False)
        frame.to_parquet(folder / f"{schema.name}.parquet", index=False)


def example() -> Dataset:
    """A dataset as large as a page of a hundred tables gives."""
    return Dataset(observations=tuple(map(_observation, range(OBSERVATIONS))), cells=tuple(map(_cell, range(CELLS))))


def _observation(number: int) -> Observation:
    return Observation(
        observation_id=f"{number:016x}",
        document_id=DOCUMENT,
        table_id=f"{DOCUMENT}-t{number // 100}",
        row=number % 20,
        column=number % 5,
        indicator=f"verdachten-{number // 5}",
        indicator_label=f"Aantal verdachten, eenheid {number // 5}",
        measure=Measure.NORM,
        time_period="2020",
        obs_value=Decimal(number) / 4,
        value_raw=str(number),
        footnotes=("fedcba9876543210",) if number % 7 == 0 else (),
        locator=f"/html/body/table[{number // 100}]/tr[{number % 20}]/td[{number % 5}]",
    )


def _cell(number: int) -> CellRow:
    return CellRow(
        table_id=f"{DOCUMENT}-t{number // 100}",
        row=number % 20,
        column=number % 6,
        rowspan=1,
        colspan=1,
        role=CellRole.ENTRY,
        text_raw=str(number),
        text=str(number),
        locator=f"/html/body/table[{number // 100}]/tr[{number % 20}]/td[{number % 6}]",
    )


if __name__ == "__main__":
    main()

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from normalise.dataset import TABLE_ROWS, Dataset, Measure
from output.frames import figures_by_period, frames, load
from output.read import DatasetError
from output.write import write_dataset
from tests.output.datasets import small_dataset


def test_types_have_a_missing_value_of_their_own() -> None:
    observations = frames(small_dataset())["observations"]
    assert observations["page"].isna().all()
    assert observations["row"].tolist() == [1, 1]
    assert observations["obs_value"].tolist() == [Decimal(1522), Decimal("12.5")]
    assert observations["measure"].cat.categories.tolist() == [each.value for each in Measure]
    assert observations["footnotes"].tolist() == [("f1",), ("f1",)]
    assert frames(small_dataset())["documents"]["published"].dt.year.tolist() == [2022]


def test_loading_gives_what_was_written(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    loaded = load(tmp_path)
    for name, frame in frames(small_dataset()).items():
        pd.testing.assert_frame_equal(loaded[name], frame)


def test_loading_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="holds no dataset"):
        load(tmp_path)


def test_empty_dataset_has_all_tables_and_columns() -> None:
    empty = frames(Dataset())
    assert [len(frame) for frame in empty.values()] == [0] * len(TABLE_ROWS)
    assert "obs_value" in empty["observations"].columns
    assert figures_by_period(empty["observations"]).empty


def test_figures_as_wide_as_printed() -> None:
    wide = figures_by_period(frames(small_dataset())["observations"])
    assert wide.columns.to_frame().to_numpy().tolist() == [["realisatie", "2020"], ["realisatie", "2021"]]
    assert wide.to_numpy().tolist() == [[Decimal(1522), Decimal("12.5")]]


def test_no_figure_is_lost_when_a_row_prints_a_period_twice() -> None:
    dataset = small_dataset()
    first, second = dataset.observations
    twice = replace(second, time_period="2020")
    unplaced = replace(first, observation_id="o3", time_period=None)
    wide = figures_by_period(frames(Dataset(observations=(first, twice, unplaced)))["observations"])
    assert wide[("realisatie", "2020")].tolist() == [Decimal(1522), Decimal("12.5")]

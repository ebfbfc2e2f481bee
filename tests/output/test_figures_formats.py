"""SDMX-CSV and the StatLine view: the figures with a place of their own, and how many have none."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from pysdmx.io import read_sdmx
from pysdmx.io.pd import PandasDataset

from normalise.dataset import Dataset, Observation
from output import to_cbs, to_sdmx_csv
from output.cbs_periods import cbs_periods
from output.formats import Format
from output.placed import read_span
from output.write import write_dataset
from tests.output.datasets import nasty_dataset, small_dataset
from tests.output.openers import added

DIMENSIONS = [field.name for field in to_sdmx_csv.DIMENSIONS]
LEFT_OUT = "2 of 65 observations are left out, since their measure or period is not certain"


def placed_rows(dataset: Dataset) -> list[Observation]:
    return [row for row in dataset.observations if row.measure is not None and row.time_period is not None]


def total(rows: list[Observation]) -> Decimal:
    return sum((row.obs_value for row in rows if row.obs_value is not None), Decimal(0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("figures")
    write_dataset(nasty_dataset(), made, [Format.SDMX_CSV, Format.CBS])
    return made


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / "cbs" / f"{name}.csv", dtype="string", keep_default_na=False)


def test_a_program_for_sdmx_finds_every_figure_that_has_a_place(folder: Path) -> None:
    message = read_sdmx(folder / "observations.sdmx.csv")
    assert message.data is not None
    (data,) = message.data
    assert isinstance(data, PandasDataset)
    rows = placed_rows(nasty_dataset())
    assert data.structure == "Dataflow=BELEIDSCIJFERS:OBSERVATIONS(1.0.0)"
    frame = data.data
    assert len(frame) == len(rows)
    assert added(frame["OBS_VALUE"].dropna()) == total(rows)
    assert not frame.duplicated(DIMENSIONS).any()
    assert not frame[DIMENSIONS].isna().any(axis=None)


def test_sdmx_row_says_what_the_figure_is(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.SDMX_CSV])
    frame = pd.read_csv(tmp_path / "observations.sdmx.csv", dtype="string")
    row = frame.iloc[1]
    assert list(frame.columns[:3]) == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert (row.FREQ, row.REF_AREA, row.TIME_PERIOD, row.OBS_VALUE, row.DECIMALS) == ("A", "NL", "2021", "12.5", "1")
    assert (row.OBS_STATUS, row.UNIT_MEASURE, row.UNIT_MULT) == ("P", "number", "0")
    assert row.COMMENT_OBS == "Voorlopig cijfer, zie ook “bijlage 3”."


def test_what_has_no_place_is_counted_in_the_descriptor(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_bytes())
    described = {each["path"]: each.get("description") for each in package["resources"]}
    assert described["observations.sdmx.csv"] == LEFT_OUT
    assert described["cbs/Observations.csv"] == LEFT_OUT
    assert to_sdmx_csv.WRITER.remark(small_dataset()) is None


@pytest.mark.parametrize(
    ("period", "sdmx", "cbs", "title"),
    [
        ("2020", "2020", "2020JJ00", "2020"),
        ("2020-S2", "2020-S2", "2020HJ02", "2020 2e halfjaar"),
        ("2020-Q1", "2020-Q1", "2020KW01", "2020 1e kwartaal"),
        ("2020-03", "2020-03", "2020MM03", "2020 maart"),
        ("2019/2022", "2019-01-01/P4Y", "2019G400", "2019/2022"),
        ("2010/2022", "2010-01-01/P13Y", "2010X001", "2010/2022"),
        ("2020-Q2/2021-Q1", "2020-04-01/P1Y", "2020X001", "2020 april/2021 maart"),
        ("2020-S1/2020-09", "2020-01-01/P9M", "2020X001", "2020 januari/2020 september"),
    ],
)
def test_periods_in_the_words_of_each(period: str, sdmx: str, cbs: str, title: str) -> None:
    span = read_span(period)
    assert span is not None
    (code,) = cbs_periods([span]).values()
    assert (to_sdmx_csv.sdmx_period(period, span), code.key, code.title) == (sdmx, cbs, title)


@pytest.mark.parametrize("period", [None, "", "2022/2019", "2020-13", "2020/2021/2022", "vorig jaar"])
def test_what_is_no_period_has_no_place(period: str | None) -> None:
    assert read_span(period) is None


def test_intervals_that_begin_in_one_year_have_codes_of_their_own() -> None:
    spans = [span for period in ("2010/2022", "2010/2020", "2010-Q2/2011-Q1") if (span := read_span(period))]
    assert len({each.key for each in cbs_periods(spans).values()}) == len(spans) == 3


def test_long_and_wide_hold_the_same_figures(folder: Path) -> None:
    rows = placed_rows(nasty_dataset())
    long, wide = read(folder, "Observations"), read(folder, "TypedDataSet")
    topics = list(wide.columns[6:])
    assert len(long) == len(rows)
    assert added(long["Value"]) == total(rows) == sum((added(wide[topic]) for topic in topics), Decimal(0))
    assert not long.duplicated(["Measure", *wide.columns[1:6]]).any()
    assert not wide.duplicated(list(wide.columns[1:6])).any()


def test_every_key_of_a_dimension_is_in_its_table(folder: Path) -> None:
    long, properties = read(folder, "Observations"), read(folder, "DataProperties")
    assert set(long["Measure"]) == set(properties[properties["Type"] == "Topic"]["Key"])
    for name in ("Perioden", "RegioS", "Uitsplitsingen", "Publicaties"):
        table = read(folder, name)
        assert set(long[name]) <= set(table["Key"])
        assert table["Key"].is_unique


def test_topics_say_unit_decimals_and_notes(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CBS])
    properties = read(tmp_path, "DataProperties")
    group, topic = properties.iloc[-2], properties.iloc[-1]
    assert (group.Type, group.Title, group.Description) == ("TopicGroup", "Woninginbraken", "Lager is beter.")
    assert (topic.Type, topic.Key, topic.Unit, topic.Decimals) == ("Topic", "WoninginbrakenRealisatie_1", "aantal", "1")
    assert (topic.ParentID, topic.Description) == (group.ID, "Voorlopig cijfer, zie ook “bijlage 3”.")
    (first, _) = read(tmp_path, "Perioden").itertuples()
    assert (first.Key, first.Status) == ("2020JJ00", "Voorlopig")


def test_too_many_topics_for_columns_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_cbs, "MOST_TOPICS", 1)
    one, other = small_dataset().observations
    dataset = replace(small_dataset(), observations=(one, replace(other, unit_measure="EUR")))
    files = write_dataset(dataset, tmp_path, [Format.CBS])
    assert "cbs/TypedDataSet.csv" not in files
    assert to_cbs.remark(dataset) == "there is no TypedDataSet, since 2 topics would be too many columns"

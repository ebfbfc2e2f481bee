"""The two texts that it all began with: what a careful reader finds in them, by hand once and held from then on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from normalise.dataset import Dataset, Finding, Observation, ObsStatus, Placement, Severity
from pipeline.find import find_publications
from pipeline.running import run
from tests.paths import ROOT, SHARED

TABLE = SHARED / "seeds" / "owb-2022-tabel-2.txt"
AGENDA = SHARED / "seeds" / "veiligheidsagenda-2023-2026.txt"
OWN_TABLE = ROOT / "samples" / "begroting-2022-tabel-2.txt"
"""The same table among prose of our own, for where the seeds are absent."""


def read(path: Path) -> Dataset:
    if not path.exists():
        pytest.skip("../shared is absent")
    found = run(find_publications([path]).publications)
    assert not found.faults
    return found.dataset


@pytest.fixture(params=[TABLE, OWN_TABLE], ids=["seed", "sample"], scope="module")
def dataset(request: pytest.FixtureRequest) -> Dataset:
    path = request.param
    assert isinstance(path, Path)
    return read(path)


def figures(dataset: Dataset) -> list[Observation]:
    return [o for o in dataset.observations if o.obs_value is not None]


def row(dataset: Dataset, label: str) -> list[Observation]:
    return [o for o in figures(dataset) if o.indicator_label == label]


def alarms(findings: Iterable[Finding], rule: str) -> list[Finding]:
    return [f for f in findings if f.rule == rule and f.severity is not Severity.INFO]


def test_forty_four_figures_and_none_invented(dataset: Dataset) -> None:
    assert len(figures(dataset)) == 44
    raw = [o.value_raw for o in figures(dataset)]
    assert sorted(raw) == sorted(cell.text_raw for cell in dataset.cells if cell.text_raw in set(raw))


def test_the_seizures_are_a_norm_by_the_prose(dataset: Dataset) -> None:
    (seizure,) = row(dataset, "Conservatoir beslag (in mln. euro’s)")
    assert (str(seizure.obs_value), seizure.unit_measure, seizure.unit_mult) == ("180", "EUR", 6)
    assert (seizure.measure, seizure.time_period, seizure.placement) == ("norm", "2021", Placement.INFERRED)
    assert (seizure.placement_evidence or "").startswith("prose:")


@pytest.mark.parametrize("label", ["Aantal gemelde slachtoffers bij Comensha", "Aantal complexe onderzoeken"])
def test_what_lost_its_place_is_never_silent(dataset: Dataset, label: str) -> None:
    assert len(row(dataset, label)) == 2
    assert all(o.placement is not Placement.EXACT for o in row(dataset, label))


def test_notes_are_bound_and_no_digit_of_them_is_read(dataset: Dataset) -> None:
    notes = {note.footnote_id: note for note in dataset.footnotes}
    (victims, dossiers) = (
        row(dataset, name) for name in ("Aantal gemelde slachtoffers bij Comensha", "Positief afgedane dossiers")
    )
    assert {notes[n].marker for o in victims for n in o.footnotes} == {"1"}
    assert {notes[n].marker for o in dossiers for n in o.footnotes} == {"2"}
    broken = [o for o in dossiers if o.obs_status is ObsStatus.BREAK]
    assert [(o.time_period, o.value_raw) for o in broken] == [("2020", "26%")]


def test_an_asterisk_without_a_note_is_said(dataset: Dataset) -> None:
    (finding,) = alarms(dataset.findings, "orphan-marker")
    assert "high tech crime" in finding.message
    assert len(row(dataset, "Aantal high tech crime onderzoeken")) == 3


def test_the_swapped_digits_are_said_and_kept(dataset: Dataset) -> None:
    (finding,) = alarms(dataset.findings, "sum-mismatch")
    assert "442" in finding.message
    assert "478" in finding.message
    assert "351" in (finding.hint or "")
    assert [o.value_raw for o in row(dataset, "Inzet gericht op bezitters / verspreiders")] == ["632", "315", "400"]


def test_the_prose_confirms_the_aim_for_suspects(dataset: Dataset) -> None:
    confirmed = {o for f in dataset.findings if f.rule == "prose-confirms" for o in f.observations}
    aim = [o for o in row(dataset, "Aantal OM-verdachten mensenhandel") if o.time_period == "2021"]
    assert {o.observation_id for o in aim} <= confirmed


@pytest.mark.parametrize("path", [AGENDA, ROOT / "samples" / "veiligheidsagenda-2023-2026.txt"], ids=["seed", "sample"])
def test_the_agenda_has_no_table_and_that_is_no_error(path: Path) -> None:
    dataset = read(path)
    assert not dataset.tables
    assert not dataset.observations
    assert {f.severity for f in dataset.findings if f.rule != "kind-contradiction"} <= {Severity.INFO}
    assert str(dataset.documents[0].published) == "2022-12-22"

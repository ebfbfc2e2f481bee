"""Decisions of people beside a dataset: applied on every run, visible in the data, never by halves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from normalise.dataset import Dataset, Finding, Observation, Placement, ReviewStatus
from normalise.run import recheck
from output.formats import Format
from output.read import read_dataset
from pipeline.find import find_publications
from pipeline.review import ReviewError
from pipeline.running import run_into

PAGE = """<html><body><h1>Jaarverslag 2020</h1><table>
<tr><th>Indicator</th><th>Realisatie 2019</th><th>Realisatie 2020</th></tr>
<tr><td>Winkels</td><td>500</td><td>113</td></tr>
<tr><td>Huizen</td><td>300</td><td>315</td></tr>
<tr><td>Kelders</td><td>40</td><td>14</td></tr>
<tr><td>Totaal</td><td>840</td><td>478</td></tr>
<tr><td>Schuren</td><td>40</td><td>n.n.b.</td></tr>
</table></body></html>"""
HEADER = "observation_id,column,value,who,why,date\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "verslag.html").write_text(PAGE, encoding="utf-8")
    add(tmp_path / "uit")
    return tmp_path / "uit"


def add(folder: Path) -> Dataset:
    found = find_publications([folder.parent / "verslag.html"]).publications
    return run_into(folder, found, [Format.CSV]).dataset


def figure(dataset: Dataset, label: str, period: str) -> Observation:
    (one,) = (each for each in dataset.observations if (each.indicator_label, each.time_period) == (label, period))
    return one


def findings(dataset: Dataset, rule: str) -> list[Finding]:
    return [each for each in dataset.findings if each.rule == rule]


def corrections(folder: Path, *lines: str) -> None:
    (folder / "corrections.csv").write_text(HEADER + "\n".join(lines), encoding="utf-8")


def test_corrected_figure_is_what_the_checks_see(folder: Path) -> None:
    wrong = figure(read_dataset(folder), "Huizen", "2020")
    assert findings(read_dataset(folder), "sum-mismatch")
    corrections(folder, f"{wrong.observation_id},obs_value,351,redactie,cijfers verwisseld,2026-02-01")
    dataset = add(folder)
    mended = figure(dataset, "Huizen", "2020")
    assert (mended.obs_value, mended.value_raw, mended.review_status) == (Decimal(351), "315", ReviewStatus.CORRECTED)
    assert not findings(dataset, "sum-mismatch")
    (said,) = findings(dataset, "correction")
    assert said.message == (
        "«Huizen»: obs_value is met de hand veranderd van 315 in 351 (redactie, 2026-02-01): cijfers verwisseld."
    )
    assert add(folder) == dataset
    assert recheck(read_dataset(folder)) == dataset
    (folder / "corrections.csv").unlink()
    assert figure(add(folder), "Huizen", "2020") == wrong


def test_missing_figure_can_be_given(folder: Path) -> None:
    missing = figure(read_dataset(folder), "Schuren", "2020")
    corrections(folder, f"{missing.observation_id},obs_value,12.5,redactie,nagevraagd,")
    given = figure(add(folder), "Schuren", "2020")
    assert (given.obs_value, given.missing_reason, given.obs_status.value) == (Decimal("12.5"), None, "A")


def test_spreadsheet_may_write_semicolons(folder: Path) -> None:
    one = figure(read_dataset(folder), "Winkels", "2020")
    text = f"observation_id;column;value;who;why;date\r\n{one.observation_id};time_period;2021;ik;verkeerd jaar;\r\n;;;;;\r\n"
    (folder / "corrections.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert figure(add(folder), "Winkels", "2021").observation_id == one.observation_id


def test_correction_of_a_figure_that_is_gone_is_said(folder: Path) -> None:
    corrections(folder, "0000000000000000,obs_value,12,redactie,nagevraagd,2026-02-01")
    (said,) = findings(add(folder), "stale-review")
    assert said.message == (
        "De correctie van obs_value in «0000000000000000» (redactie, 2026-02-01) is niet gedaan: dat cijfer is er niet meer."
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{id},value_raw,12,ik,zomaar,", "names the column 'value_raw'; what can be corrected is ref_area, "),
        (
            '{id},obs_value,"12,5",ik,zomaar,',
            "column obs_value holds '12,5', which is no decimal, such as 1522 or 12.5",
        ),
        (
            "{id},measure,doel,ik,zomaar,",
            "column measure holds 'doel', which is no code; it is one of realisatie, norm, ",
        ),
        ("{id},unit_mult,veel,ik,zomaar,", "column unit_mult holds 'veel', which is no integer"),
        ("{id},obs_value,,ik,zomaar,", "takes a figure away; say in a line of its own which missing_reason it has"),
        ("{id},obs_value,12,,zomaar,", "has no who"),
        ("{id},obs_value,12,ik", "has 4 fields, the first line has 6"),
        (",obs_value,12,ik,,", "has no observation_id and no why"),
    ],
)
def test_wrong_line_is_named_and_nothing_is_applied(line: str, said: str, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    one = figure(read_dataset(folder), "Huizen", "2020").observation_id
    corrections(folder, f"{one},time_period,2021,ik,goed,", line.format(id=one))
    with pytest.raises(ReviewError) as caught:
        add(folder)
    assert f"corrections.csv, line 3: {said}" in str(caught.value)
    (folder / "corrections.csv").unlink()
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_one_value_is_set_once(folder: Path) -> None:
    corrections(folder, "a,obs_value,1,ik,zomaar,", "a,obs_value,2,ik,zomaar,")
    with pytest.raises(ReviewError, match="line 3: sets obs_value of a a second time"):
        add(folder)


def test_file_without_its_columns(folder: Path) -> None:
    (folder / "corrections.csv").write_text("id,waarde\n")
    with pytest.raises(
        ReviewError, match="lacks the column observation_id and column and value and who and why and date"
    ):
        add(folder)


def test_file_in_another_encoding(folder: Path) -> None:
    (folder / "accepted.csv").write_bytes("finding_id,who,why,date\nx,René,niets,".encode("latin-1"))
    with pytest.raises(ReviewError, match=r"accepted.csv is no UTF-8; save it as CSV UTF-8"):
        add(folder)


def test_accepted_finding_is_closed(folder: Path) -> None:
    (open_finding,) = findings(read_dataset(folder), "sum-mismatch")
    (folder / "accepted.csv").write_text(
        f"finding_id,who,why,date\n{open_finding.finding_id},redactie,fout in het origineel,2026-02-01\nweg,ik,wat dan ook,\n"
    )
    dataset = add(folder)
    (closed,) = findings(dataset, "sum-mismatch")
    assert closed.accepted == "fout in het origineel, redactie, 2026-02-01"
    (said,) = findings(dataset, "stale-review")
    assert said.message == "De bevinding «weg», die was aanvaard (ik), is er niet meer."
    assert recheck(read_dataset(folder)) == dataset
    (folder / "accepted.csv").unlink()
    (opened,) = findings(add(folder), "sum-mismatch")
    assert opened == open_finding


def test_lost_place_can_be_given(tmp_path: Path) -> None:
    rows = ["Indicator Realisatie_2019 Realisatie_2020 Norm_2021", "Inzet 193 113 100", "Zaken 39 7", "Kosten 11 12 13"]
    text = "\n\n".join(["Tabel", *(cell.replace("_", " ") for row in rows for cell in row.split())])
    (tmp_path / "verslag.html").write_text(text, encoding="utf-8")
    lost = [one for one in add(tmp_path / "uit").observations if one.placement is Placement.AMBIGUOUS]
    assert lost
    key = lost[0].observation_id
    corrections(tmp_path / "uit", f"{key},measure,realisatie,ik,gezien,", f"{key},time_period,2019,ik,gezien,")
    (found,) = (one for one in add(tmp_path / "uit").observations if one.observation_id == key)
    assert (found.placement, found.placement_evidence, found.candidates) == (Placement.INFERRED, "review", ())


def two_labels(folder: Path) -> Dataset:
    (folder.parent / "ander.html").write_text(
        PAGE.replace("Huizen", "Het aantal huizen").replace("Jaarverslag 2020", "Begroting 2022"), encoding="utf-8"
    )
    found = find_publications([folder.parent / "verslag.html", folder.parent / "ander.html"]).publications
    return run_into(folder, found, [Format.CSV]).dataset


def test_proposal_that_is_moved_joins_the_labels(folder: Path) -> None:
    proposed = two_labels(folder)
    (said,) = findings(proposed, "alias-proposal")
    assert said.message.startswith(
        "«Het aantal huizen» en «Huizen» zijn misschien één indicator; de labels zijn voor 100"
    )
    lines = (folder / "aliases-proposed.toml").read_text(encoding="utf-8")
    (folder / "aliases.toml").write_text(lines, encoding="utf-8")
    joined = two_labels(folder)
    assert not findings(joined, "alias-proposal")
    assert not (folder / "aliases-proposed.toml").exists()
    assert (
        len({one.indicator for one in joined.observations}) == len({one.indicator for one in proposed.observations}) - 1
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[alias", "aliases.toml is no TOML"),
        ("[[alias]]\nindicator = 3\n", "aliases.toml, alias 1: needs indicator"),
        ('alias = "huizen"\n', "aliases.toml, alias 1: needs indicator"),
    ],
)
def test_aliases_that_cannot_be_read(text: str, said: str, folder: Path) -> None:
    (folder / "aliases.toml").write_text(text)
    with pytest.raises(ReviewError, match=said.replace("[", r"\[")):
        add(folder)

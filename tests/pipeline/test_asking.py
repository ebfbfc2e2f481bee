"""Asking a dataset: `extract show`, `extract list`, `extract remove`, `extract diff`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

PAGE = """<html><head><title>{title}</title></head><body><table>
<tr><th>Indicator</th><th>Realisatie 2019</th><th>Realisatie 2020</th><th>Norm 2021</th></tr>
<tr><td>Aantal woninginbraken<sup>1</sup></td><td>1.522</td><td>{figure}</td><td>1.400</td></tr>
<tr><td>Aantal [aangiften]</td><td>2.018</td><td>2.020</td><td>&lt; 2.000</td></tr>
{more}</table><p><sup>1</sup> Het cijfer over 2019 is voorlopig.</p></body></html>"""
ROW = "<tr><td>Aantal straatroven</td><td>31</td><td>36</td><td>30</td></tr>"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "een.html", "Jaarverslag 2020", "1.480")
    write(tmp_path / "twee.html", "Begroting 2022", "1.408", ROW)
    assert call(tmp_path / "een.html", tmp_path / "twee.html", "-o", tmp_path / "uit").exit_code == 0
    return tmp_path / "uit"


def write(path: Path, title: str, figure: str, more: str = "") -> Path:
    path.write_text(PAGE.format(title=title, figure=figure, more=more), encoding="utf-8")
    return path


def test_show_lists_indicators(folder: Path) -> None:
    lines = call("show", folder).stdout.splitlines()
    assert lines[0] == "2 documents, 3 indicators"
    assert [line.split() for line in lines if "[aangiften]" in line] == [
        ["aantal-aangiften", "Aantal", "[aangiften]", "2019", "-", "2021", "2", "6"]
    ]


def test_show_a_series(folder: Path) -> None:
    output = call("show", folder, "woninginbraken").stdout
    squeezed = [" ".join(line.split()) for line in output.splitlines()]
    assert squeezed[0] == "Aantal woninginbraken aantal-woninginbraken"
    assert "2019 1.522 (provisional, note 1) [1] 1.522 (provisional, note 2) [2]" in " ".join(squeezed)
    assert "2020 1.480 (note 1) [1] conflict 1.408 (note 2) [2] conflict" in " ".join(squeezed)
    assert "[1] Jaarverslag 2020" in squeezed
    assert "note 1 [1]: Het cijfer over 2019 is voorlopig." in squeezed


def test_show_names_a_bound(folder: Path) -> None:
    assert "<2.000" in call("show", folder, "Aantal [aangiften]").stdout


def test_show_says_what_it_does_not_know(folder: Path) -> None:
    result = call("show", folder, "woninginbraken", "walvissen")
    assert result.exit_code == 2
    assert "holds no indicator walvissen (see: extract show" in result.stderr


def test_list_and_remove(folder: Path) -> None:
    lines = call("list", folder).stdout.splitlines()
    assert [line.split()[1:] for line in lines] == [
        ["ok", "1", "table", "een.html"],
        ["ok", "1", "table", "twee.html"],
        ["documents"],
    ]
    assert call("remove", folder, "drie.html").exit_code == 2
    assert call("remove", folder, "een.html").stdout == f"1 document removed, 1 left in {folder}\n"
    assert [line.split()[-1] for line in call("list", folder).stdout.splitlines()] == ["twee.html", "document"]


def test_diff_of_two_publications(folder: Path) -> None:
    result = call("diff", folder.parent / "een.html", folder.parent / "twee.html")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "~ Aantal woninginbraken 2020: 1.480 → 1.408",
        "+ Aantal straatroven 2019: 31",
        "+ Aantal straatroven 2020: 36",
        "+ Aantal straatroven 2021 (norm): 30",
        "3 added, 1 changed",
    ]


def test_diff_of_two_datasets(folder: Path) -> None:
    call(folder.parent / "een.html", "-o", folder.parent / "ander")
    one = next(
        line.split(",")[0]
        for line in (folder.parent / "ander" / "observations.csv").read_text().splitlines()
        if ",1480," in line
    )
    (folder.parent / "ander" / "corrections.csv").write_text(
        f"observation_id,column,value,who,why,date\n{one},obs_value,1408,ik,nagezocht,\n"
    )
    call(folder.parent / "een.html", "-o", folder.parent / "ander")
    lines = call("diff", folder, folder.parent / "ander").stdout.splitlines()
    assert lines == [
        "- Begroting 2022: 9 cells",
        "~ Aantal woninginbraken 2020: obs_value 1.480 → 1.408, review_status none → corrected",
        "1 gone, 1 changed",
    ]
    same = call("diff", folder, folder)
    assert (same.exit_code, same.stdout) == (0, "No differences\n")


def test_diff_of_what_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.html").write_text("")
    result = call("diff", folder, tmp_path / "leeg.html")
    assert (result.exit_code, result.stderr) == (
        2,
        "extract: leeg.html: It is empty; download or save it again.\n",
    )


@pytest.mark.parametrize("formats", [("csv",), ("parquet",)])
def test_sql(formats: tuple[str, ...], folder: Path) -> None:
    call(folder.parent / "een.html", "-o", folder, *(word for each in formats for word in ("--format", each)))
    query = "SELECT count(*) AS cells, sum(obs_value) AS sum FROM observations WHERE obs_value IS NOT NULL"
    lines = call("show", folder, "--sql", query).stdout.splitlines()
    assert lines[0].split() == ["cells", "sum"]
    assert lines[1].split()[0] == "15"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT nothing FROM observations", 'column "nothing" not found'),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("COPY observations TO 'weg.csv'", "disabled by configuration"),
    ],
)
def test_sql_that_has_no_answer(query: str, said: str, folder: Path) -> None:
    result = call("show", folder, "--sql", query)
    assert result.exit_code == 2
    assert said.lower() in result.stderr.lower()


def test_sql_or_an_indicator(folder: Path) -> None:
    assert "not both" in call("show", folder, "comensha", "--sql", "SELECT 1").stderr

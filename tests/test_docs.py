"""What the documentation says of the program is what the program does."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from normalise.checks.every import RULES
from output.schema import Column, Kind, table_schemas
from output.write import write_dataset
from pipeline.cli import main
from tests.output.datasets import small_dataset
from tests.paths import ROOT

README = ROOT / "README.md"
DATASET = ROOT / "docs" / "dataset.md"
GOLDEN = ROOT / "tests" / "golden"

HELP = re.compile(r"(<!-- help of: extract -->\n```\n)(.*?)(```\n<!-- end of help -->)", re.DOTALL)
TABLES = re.compile(r"(<!-- tables -->\n)(.*?)(<!-- end of tables -->)", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")  # [dataset](docs/dataset.md), not https://
MADE_WITH_THE_SITE = "pictures"

KIND_NAMES: dict[Kind, str] = {
    Kind.STRING: "text",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.DECIMAL: "figure",
    Kind.BOOLEAN: "yes or no",
    Kind.DATE: "date",
    Kind.LIST: "list",
}


def hold(path: Path, section: re.Pattern[str], expected: str, update: bool) -> None:
    """Compare a section of a document with what it should say, or write it."""
    text = path.read_text(encoding="utf-8")
    found = section.search(text)
    assert found, f"{path.name} has lost the marks around a section that is made by a program"
    if update:
        path.write_text(text[: found.start(2)] + expected + text[found.end(2) :], encoding="utf-8")
    else:
        assert found[2] == expected, f"{path.name} is behind: run pytest --update-golden and look at the difference"


def test_readme_shows_the_help(update_golden: bool) -> None:
    result = CliRunner().invoke(main, ["--help"], prog_name="extract", terminal_width=100)
    hold(README, HELP, result.stdout, update_golden)


def test_dataset_explains_every_rule() -> None:
    text = DATASET.read_text(encoding="utf-8")
    tables = (path.read_text(encoding="utf-8").splitlines() for path in GOLDEN.glob("*/findings.csv"))
    found = {row["rule"] for lines in tables for row in csv.DictReader(lines)}
    for rule in RULES | found:
        assert f"`{rule}`" in text


def test_readme_names_every_command_and_exit_code() -> None:
    text = README.read_text(encoding="utf-8")
    for name in main.commands:
        assert f"`extract {name} " in text
    for code in ("0", "1", "2", "130"):
        assert f"| {code} |" in text


def test_dataset_shows_the_columns(update_golden: bool) -> None:
    sections = [
        f"### {schema.name}\n\n| column | type | meaning |\n|---|---|---|\n" + "".join(map(column_line, schema.columns))
        for schema in table_schemas()
    ]
    hold(DATASET, TABLES, "\n" + "\n".join(sections) + "\n", update_golden)


def column_line(column: Column) -> str:
    kind = ", ".join(f"`{code.value}`" for code in column.code) if column.code else KIND_NAMES[column.kind]
    return f"| `{column.name}` | {kind}{'; may be missing' if column.nullable else ''} | {column.description} |\n"


def test_python_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_dataset(small_dataset(), tmp_path / "results")
    monkeypatch.chdir(tmp_path)
    (program,) = PYTHON.findall(README.read_text(encoding="utf-8"))
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - our own README
    shown = capsys.readouterr().out
    assert "Woninginbraken" in shown
    assert "1522" in shown


@pytest.mark.parametrize(
    "path", [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda p: p.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert MADE_WITH_THE_SITE in Path(target).parts or (path.parent / target).exists(), target


def test_changelog_has_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_has_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert {re.split(r"[<>=]", each)[0].lower() for each in asked} <= pinned

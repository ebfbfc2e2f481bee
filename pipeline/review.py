"""The decisions of people, from files beside a dataset: `corrections.csv`, `accepted.csv`, `aliases.toml`."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from normalise.indicators import label_key
from normalise.review import CORRECTABLE, Acceptance, Correction, Review
from output.from_csv import parse_field
from output.schema import Column, Kind, table_schema
from output.write import OutputError

DECISIONS = CORRECTIONS, ACCEPTED, ALIASES = "corrections.csv", "accepted.csv", "aliases.toml"
CORRECTION_COLUMNS = ("observation_id", "column", "value", "who", "why", "date")
ACCEPTANCE_COLUMNS = ("finding_id", "who", "why", "date")
MOST_NAMED = 20

Row = tuple[int, dict[str, str]]
"""The number of a line, and its fields by column."""


class ReviewError(OutputError):
    """A file of decisions that cannot be taken. The message names each line that is wrong; nothing is applied."""


def read_review(folder: Path) -> Review:
    """The decisions beside the dataset in a folder; ReviewError when a line of them cannot be taken."""
    faults: list[str] = []
    corrections = tuple(_corrections(folder / CORRECTIONS, faults))
    acceptances = tuple(_acceptances(folder / ACCEPTED, faults))
    aliases = _aliases(folder / ALIASES, faults)
    if faults:
        more = [f"and {len(faults) - MOST_NAMED} more"] if len(faults) > MOST_NAMED else []
        raise ReviewError("\n  ".join(["nothing was applied:", *faults[:MOST_NAMED], *more]))
    return Review(corrections=corrections, acceptances=acceptances, aliases=aliases)


def _corrections(path: Path, faults: list[str]) -> Iterator[Correction]:
    seen: set[tuple[str, str]] = set()
    rows = _rows(path, CORRECTION_COLUMNS, faults)
    given = {(row["observation_id"], row["column"]) for _, row in rows}
    for number, row in rows:
        key = row["observation_id"], row["column"]
        try:
            _require(row, ("observation_id", "column", "who", "why"))
            value = _value(row["column"], row["value"])
            if (
                value is None
                and row["column"] == "obs_value"
                and (row["observation_id"], "missing_reason") not in given
            ):
                raise ValueError("takes a figure away; say in a line of its own which missing_reason it has")
            if key in seen:
                raise ValueError(f"sets {row['column']} of {row['observation_id']} a second time")
        except ValueError as error:
            faults.append(f"{path.name}, line {number}: {error}")
            continue
        seen.add(key)
        yield Correction(
            observation_id=row["observation_id"],
            column=row["column"],
            value=value,
            who=row["who"],
            why=row["why"],
            when=row["date"],
        )


def _acceptances(path: Path, faults: list[str]) -> Iterator[Acceptance]:
    for number, row in _rows(path, ACCEPTANCE_COLUMNS, faults):
        try:
            _require(row, ("finding_id", "who", "why"))
        except ValueError as error:
            faults.append(f"{path.name}, line {number}: {error}")
            continue
        yield Acceptance(finding_id=row["finding_id"], who=row["who"], why=row["why"], when=row["date"])


def _aliases(path: Path, faults: list[str]) -> dict[str, str]:
    """The slug of each label, by the key of the label."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("alias", [])
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{path.name} is no TOML: {error}")
        return {}
    found: dict[str, str] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        slug, labels = (entry.get("indicator"), entry.get("labels")) if isinstance(entry, dict) else (None, None)
        if (
            not isinstance(slug, str)
            or not isinstance(labels, list)
            or not all(isinstance(each, str) for each in labels)
        ):
            faults.append(f'{path.name}, alias {number}: needs indicator = "slug" and labels = ["...", "..."]')
            continue
        found.update({label_key(label): slug for label in labels})
    return found


def _require(row: dict[str, str], columns: Sequence[str]) -> None:
    empty = [column for column in columns if not row[column]]
    if empty:
        raise ValueError(f"has no {' and no '.join(empty)}")


def _value(column: str, text: str) -> object:
    if column not in CORRECTABLE:
        raise ValueError(f"names the column {column!r}; what can be corrected is {', '.join(CORRECTABLE)}")
    known = next(each for each in table_schema("observations").columns if each.name == column)
    try:
        return parse_field(known, text)
    except ValueError as error:
        raise ValueError(f"{error}{_allowed(known)}") from error


def _allowed(column: Column) -> str:
    """What a column may hold, as the end of a sentence."""
    if column.code:
        return f"; it is one of {', '.join(column.code)}"
    return ", such as 1522 or 12.5" if column.kind is Kind.DECIMAL else ""


def _rows(path: Path, columns: Sequence[str], faults: list[str]) -> list[Row]:
    """The lines of a file, empty ones left out; none where there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        faults.append(f"{path.name} is no UTF-8; save it as CSV UTF-8")
        return []
    # A spreadsheet under Dutch settings writes semicolons.
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ",")
    names, *lines = list(reader) or [[]]
    missing = [column for column in columns if column not in names]
    if missing:
        faults.append(f"{path.name} lacks the column {' and '.join(missing)}; its first line is {','.join(columns)}")
        return []
    rows: list[Row] = []
    for number, line in enumerate(lines, start=2):
        if not any(field.strip() for field in line):
            continue
        if len(line) != len(names):
            faults.append(f"{path.name}, line {number}: has {len(line)} fields, the first line has {len(names)}")
            continue
        rows.append((number, dict(zip(names, map(str.strip, line), strict=True))))
    return rows

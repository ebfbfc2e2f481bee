"""Rows that lie between the phases: what is to be brought together across documents, in a few columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar, cast

from normalise.checks.explanations import identity as kin_of
from normalise.dataset import Dataset, Observation, ObsStatus
from normalise.ids import content_id
from normalise.revisions import identity, is_vintage
from output.from_parquet import parquet_rows
from output.schema import TableSchema, schema_of, table_schema
from output.to_parquet import parquet_bytes
from pipeline.folder import Folder

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One observation, as other documents may want it."""

    observation_id: Annotated[str, "The observation"]
    document_id: Annotated[str, "Its document"]
    source: Annotated[str, "The name of that document, by which documents are in order"]
    number: Annotated[int, "Its place among the observations of its document"]
    table_id: Annotated[str, "Its table"]
    vintage: Annotated[str | None, "Hash of what it is a figure of, where publications can be compared on it"] = None
    kin: Annotated[str, "Hash of what must be the same before one figure can explain another"]
    subject: Annotated[str, "Hash of its indicator with parent, area and breakdown"]
    figure: Annotated[Decimal | None, "obs_value"] = None
    provisional: Annotated[bool, "Whether it is printed as provisional"]
    footnotes: Annotated[tuple[str, ...], "Notes that bear on it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether another document prints a figure that would fit."""

    document_id: Annotated[str, "Document that asks"]
    table_id: Annotated[str, "Its table with a sum that fails"]
    kin: Annotated[str, "As in Fact"]
    figure: Annotated[Decimal, "The figure that would fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """When a document came out, and from whom."""

    document_id: Annotated[str, "The document"]
    published: Annotated[date, "Date of publication, or the likeliest one"]
    publisher: Annotated[str | None, "Who published it"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents that print one figure."""

    one: Annotated[str, "document_id"]
    other: Annotated[str, "document_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """The family of a document."""

    document_id: Annotated[str, "The document"]
    family: Annotated[str, "document_id of the member that it is named by"]


FACTS, QUESTIONS, ISSUES, PAIRS, FAMILIES = (
    schema_of(row, name)
    for row, name in (
        (Fact, "facts"),
        (Question, "questions"),
        (Issue, "issues"),
        (Pair, "pairs"),
        (Kinship, "families"),
    )
)


def file_of(under: str, table: str, part: str) -> str:
    """The name of one part of a table.

    >>> file_of("data-0", "observations", "3f")
    'data-0/observations/3f.parquet'
    """
    return f"{under}/{table}/{part or 'all'}.parquet"


def write_part(folder: Folder, under: str, schema: TableSchema, part: str, rows: Sequence[object]) -> None:
    """Write one part of a table, whole or not at all."""
    folder.write(file_of(under, schema.name, part), parquet_bytes(rows, schema))


def read_part(folder: Folder, under: str, schema: TableSchema, part: str) -> tuple[object, ...]:
    """The rows of one part of a table; none where it is not there."""
    try:
        return parquet_rows(folder.read(file_of(under, schema.name, part)), schema)
    except FileNotFoundError:
        return ()


def read_rows(folder: Folder, under: str, row: type[Row], schema: TableSchema, part: str) -> tuple[Row, ...]:
    """The same, of a class that is known."""
    assert schema.row is row
    return cast("tuple[Row, ...]", read_part(folder, under, schema, part))


def read_dataset(folder: Folder, under: str, tables: Iterable[str], part: str) -> Dataset:
    """One part of some tables."""
    return Dataset(**{name: read_part(folder, under, table_schema(name), part) for name in tables})  # type: ignore[arg-type]


def write_dataset(folder: Folder, under: str, tables: Iterable[str], part: str, dataset: Dataset) -> None:
    """One part of some tables."""
    for name in tables:
        write_part(folder, under, table_schema(name), part, getattr(dataset, name))


def facts_of(dataset: Dataset) -> Iterator[Fact]:
    """The observations of some documents."""
    sources = {row.document_id: row.source for row in dataset.documents}
    for number, one in enumerate(dataset.observations):
        yield Fact(
            observation_id=one.observation_id,
            document_id=one.document_id,
            source=sources[one.document_id],
            number=number,
            table_id=one.table_id,
            vintage=content_id(*identity(one)) if is_vintage(one) else None,
            kin=kin_hash(one),
            subject=content_id(one.indicator, one.parent_indicator, one.ref_area, one.breakdown),
            figure=one.obs_value,
            provisional=one.obs_status is ObsStatus.PROVISIONAL,
            footnotes=one.footnotes,
        )


def kin_hash(one: Observation) -> str:
    """`Fact.kin` of an observation."""
    return content_id(*kin_of(one))

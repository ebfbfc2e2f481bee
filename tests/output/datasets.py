"""Datasets to write: any that the row classes allow, and a small one as it could come out of a municipal budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from normalise.dataset import (
    CellRole,
    CellRow,
    Dataset,
    Direction,
    DocumentRow,
    Finding,
    Footnote,
    Indicator,
    Measure,
    NoteEffect,
    NoteTarget,
    Observation,
    ObsStatus,
    Passage,
    PassageKind,
    Role,
    Severity,
    TableKind,
    TableRow,
)
from output.schema import Column, Kind, TableSchema, table_schemas

LARGEST = Decimal("999999999999.999999")  # decimal(18,6)

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.STRING: TEXT,
    Kind.INTEGER: st.integers(-(2**63), 2**63 - 1),
    Kind.NUMBER: st.floats(0, 1),
    Kind.DECIMAL: st.decimals(-LARGEST, LARGEST, places=6) | st.integers(-(10**9), 10**9).map(Decimal),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(),
    Kind.LIST: st.lists(TEXT, max_size=3).map(tuple),
}


def datasets() -> st.SearchStrategy[Dataset]:
    """Any dataset at all; only an empty text in a column that may be missing is left out, since that is missing."""
    tables = {schema.name: st.lists(_rows(schema), max_size=3).map(tuple) for schema in table_schemas()}
    return st.builds(Dataset, **tables)


def _rows(schema: TableSchema) -> st.SearchStrategy[object]:
    return st.builds(schema.row, **{column.name: _values(column) for column in schema.columns})


def _values(column: Column) -> st.SearchStrategy[object]:
    values = st.sampled_from(list(column.code)) if column.code else VALUES[column.kind]
    if column.nullable:
        return st.none() | (values.filter(bool) if column.kind is Kind.STRING else values)
    return values


def small_dataset() -> Dataset:
    """A table of one row and two years, a note, and a finding; all keys fit."""
    document, table = "0123456789abcdef", "0123456789abcdef-t1"
    row = DocumentRow(
        document_id=document, source="begroting.html", media_type="text/html", bytes=812, published=date(2022, 11, 8)
    )
    return Dataset(
        documents=(row,),
        tables=(
            TableRow(
                table_id=table,
                document_id=document,
                number="Tabel 2",
                caption="Kengetallen; veiligheid",
                locator="/html/body/table",
                rows=2,
                columns=3,
                header_rows=1,
                kind=TableKind.INDICATOR,
            ),
        ),
        cells=tuple(_cells(table)),
        observations=tuple(_observations(document, table)),
        footnotes=(
            Footnote(
                footnote_id="f1",
                document_id=document,
                table_id=table,
                marker="1",
                text="Voorlopig cijfer, zie ook “bijlage 3”.",
                target=NoteTarget.LABEL,
                effect=NoteEffect.PROVISIONAL,
                obs_status=ObsStatus.PROVISIONAL,
                observations=2,
                locator="/html/body/p[2]",
            ),
        ),
        indicators=(
            Indicator(
                indicator="woninginbraken",
                label="Woninginbraken",
                direction=Direction.LOWER,
                labels_seen=("Woninginbraken", "inbraken; woningen"),
                documents=1,
                first_period="2020",
                last_period="2021",
                known=True,
            ),
        ),
        passages=(
            Passage(
                passage_id=f"{document}-p1",
                document_id=document,
                kind=PassageKind.PARAGRAPH,
                heading_path=("Veiligheid",),
                text='Het aantal inbraken daalt, zegt men, "fors".\nDat is zo.',
                locator="/html/body/p[1]",
            ),
        ),
        findings=(
            Finding(
                finding_id="b1",
                rule="outlier",
                severity=Severity.ERROR,
                document_id=document,
                table_id=table,
                observations=("o1",),
                footnote_id="f1",
                passage_id=f"{document}-p1",
                message="Dit cijfer is tien keer zo groot als dat van het jaar erna.",
            ),
        ),
    )


def _cells(table: str) -> list[CellRow]:
    texts = [["", "2020", "2021"], ["Woninginbraken¹", "1.522", "12,50"]]
    return [
        CellRow(
            table_id=table,
            row=row,
            column=column,
            rowspan=1,
            colspan=1,
            role=CellRole.ENTRY if text else CellRole.BLANK,
            text_raw=text,
            text=text.removesuffix("¹"),
            markers=("1",) if text.endswith("¹") else (),
            locator=f"/html/body/table/tr[{row + 1}]/td[{column + 1}]",
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]


def _observations(document: str, table: str) -> list[Observation]:
    figures = [("o1", 1, "2020", Decimal(1522), "1.522"), ("o2", 2, "2021", Decimal("12.50"), "12,50")]
    return [
        Observation(
            observation_id=key,
            document_id=document,
            table_id=table,
            row=1,
            column=column,
            indicator="woninginbraken",
            indicator_label="Woninginbraken",
            role=Role.ITEM,
            measure=Measure.REALISATIE,
            time_period=period,
            obs_value=value,
            value_raw=raw,
            obs_status=ObsStatus.PROVISIONAL,
            footnotes=("f1",),
            locator=f"/html/body/table/tr[2]/td[{column + 1}]",
        )
        for key, column, period, value, raw in figures
    ]

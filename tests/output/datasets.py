"""Datasets to write: any that the row classes allow, and a small one as it could come out of a municipal budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from normalise.dataset import (
    CellRole,
    CellRow,
    Dataset,
    Direction,
    DocumentRow,
    DocumentStatus,
    Finding,
    Footnote,
    Indicator,
    Measure,
    MissingReason,
    NoteEffect,
    NoteTarget,
    Observation,
    ObsStatus,
    Passage,
    PassageKind,
    Placement,
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


HOSTILE_TEXTS = (
    '=HYPERLINK("http://example.org";"klik")',
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "regel een\nregel twee\r\nregel drie",
    'zegt "ja"; of, «nee»',
    "nul\x00byte en bel\x07",
    "_x0041_ blijft staan",
    "lang " * 9000,
    "😀 ÿ \u200b \ufffe",
    "12-17",
    "1.522",
)
"""Labels that a spreadsheet would run, take for a date or a number, or cannot hold; and some that break lines."""
PERIODS = ("2020", "2020-S1", "2020-Q3", "2020-06", "2019/2022", "2020-Q1/2020-Q3", "2021/2022", "2009/2020")
FIGURES = (
    *map(Decimal, ("1522", "-0.5", "12.25", "0", "100000000000", "0.000001", "123456.789012")),
    LARGEST,
    -LARGEST,
)


def nasty_dataset() -> Dataset:
    """The small dataset with every label, period and figure that a format may stumble over, all keys fitting."""
    small = small_dataset()
    (plain, _) = small.observations
    rows = [
        replace(
            plain,
            observation_id=f"n{number}",
            row=number + 2,
            indicator_label=HOSTILE_TEXTS[number % len(HOSTILE_TEXTS)],
            breakdown=HOSTILE_TEXTS[number % 7] if number % 3 else None,
            ref_area="NL" if number % 2 else "’s-Gravenhage",
            time_period=PERIODS[number % len(PERIODS)],
            obs_value=None if number % 11 == 5 else FIGURES[number % len(FIGURES)],
            missing_reason=MissingReason.DASH if number % 11 == 5 else None,
            measure=Measure.NORM if number % 4 == 1 else Measure.REALISATIE,
            unit_measure=("number", "EUR", "percent", "fte", "percentage_point")[number % 5],
            unit_mult=(0, 3, 6, 9)[number % 4],
            value_raw=HOSTILE_TEXTS[-1 - number % len(HOSTILE_TEXTS)],
        )
        for number in range(60)
    ]
    twice = replace(rows[0], observation_id="twice", row=90)
    nowhere = [
        replace(
            rows[1], observation_id="nowhere", row=91, measure=None, time_period=None, placement=Placement.AMBIGUOUS
        ),
        replace(rows[1], observation_id="never", row=92, time_period=None),
    ]
    failed = DocumentRow(
        document_id="f" * 16,
        source="=cmd|' /C calc'!A0.pdf",
        media_type="application/pdf",
        bytes=0,
        status=DocumentStatus.FAILED,
    )
    note = replace(small.footnotes[0], footnote_id="f2", marker="*", text="=1+1 " + "noot " * 8000)
    return replace(
        small,
        documents=(*small.documents, failed),
        observations=(*small.observations, *rows, twice, *nowhere),
        footnotes=(*small.footnotes, note),
        passages=(*small.passages, *(_passage(number, text) for number, text in enumerate(HOSTILE_TEXTS, start=2))),
    )


def _passage(number: int, text: str) -> Passage:
    (first,) = small_dataset().passages
    return replace(first, passage_id=f"{first.document_id}-p{number}", text=text, heading_path=(text, "a;b\\"))

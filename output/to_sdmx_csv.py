"""The figures as SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv), one file, one row a figure.

Dimensions are what tells two figures apart, the document that prints them among them, since each is a vintage of its
own; everything else is an attribute. A figure without a certain measure or period has no key, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from normalise.dataset import Dataset, DocumentRow, Observation
from normalise.text import slugify
from output.about import About
from output.formats import Field, File
from output.placed import YEAR, Placed, Span, numbered, placed, unplaced
from output.to_csv import csv_line, decimal_text, write_lines
from output.writer import Writer

STRUCTURE_ID = "BELEIDSCIJFERS:OBSERVATIONS(1.0.0)"
NOT_APPLICABLE = "_Z"
"""SDMX's code for a dimension that says nothing of a figure."""
FREQUENCIES = {12: "A", 6: "S", 3: "Q", 1: "M"}
"""CL_FREQ, by the months of a period."""
OTHER_FREQUENCY = "_O"

STRUCTURE = (
    Field(name="STRUCTURE", type="string", description="What STRUCTURE_ID names"),
    Field(name="STRUCTURE_ID", type="string", description="The structure that these columns follow"),
    Field(name="ACTION", type="string", description="I: the row informs"),
)
DIMENSIONS = (
    Field(name="FREQ", type="string", description="A year, S half-year, Q quarter, M month, _O an interval"),
    Field(name="REF_AREA", type="string", description="NL, or the printed area as a slug"),
    Field(name="INDICATOR", type="string", description="Slug of the indicator"),
    Field(name="PARENT_INDICATOR", type="string", description="Slug of the parent row; _Z without"),
    Field(name="BREAKDOWN", type="string", description="Column group as a slug; _Z without"),
    Field(name="MEASURE", type="string", description="realisatie, norm, raming, verschil, nulwaarde or unknown"),
    Field(name="DOCUMENT", type="string", description="The document that prints the figure: its vintage"),
    Field(name="REPEAT", type="integer", description="1; more where the document prints the same figure again"),
    Field(name="TIME_PERIOD", type="string", description="SDMX period, or first day and duration of an interval"),
)
MEASURES = (Field(name="OBS_VALUE", type="number", description="The figure, in UNIT_MEASURE × 10^UNIT_MULT"),)
ATTRIBUTES = (
    Field(name="OBS_STATUS", type="string", description="CL_OBS_STATUS"),
    Field(
        name="UNIT_MEASURE", type="string", description="number, EUR, percent, percentage_point, or the printed unit"
    ),
    Field(name="UNIT_MULT", type="integer", description="CL_UNIT_MULT: 0, 3, 6 or 9"),
    Field(name="DECIMALS", type="integer", description="CL_DECIMALS: decimals of OBS_VALUE"),
    Field(name="OBS_VALUE_UPPER", type="number", description="Upper end where a range is printed"),
    Field(name="QUALIFIER", type="string", description="Bound or approximation printed with the figure"),
    Field(name="MISSING_REASON", type="string", description="Why there is no figure"),
    Field(name="VALUE_RAW", type="string", description="The cell as printed"),
    Field(name="CONFIDENCE", type="number", description="0 to 1"),
    Field(name="PLACEMENT", type="string", description="Whether the source gives the place of the figure"),
    Field(name="INDICATOR_LABEL", type="string", description="Label as printed"),
    Field(name="PARENT_LABEL", type="string", description="Label of the parent row as printed"),
    Field(name="REF_AREA_LABEL", type="string", description="Area as printed"),
    Field(name="BREAKDOWN_LABEL", type="string", description="Column group as printed"),
    Field(name="THEME", type="string", description="Slug of the theme"),
    Field(name="COMMENT_OBS", type="string", description="The notes that bear on the figure"),
    Field(name="SOURCE", type="string", description="Title of the document"),
    Field(name="PUBLISHED", type="string", description="Date of the document"),
    Field(name="OBSERVATION_ID", type="string", description="The row of the table observations"),
)
FIELDS = (*STRUCTURE, *DIMENSIONS, *MEASURES, *ATTRIBUTES)

FILES = (
    File(
        path="observations.sdmx.csv",
        title="The figures as SDMX-CSV 2.0",
        format="csv",
        media_type="application/vnd.sdmx.data+csv;version=2.0.0",
        fields=FIELDS,
    ),
)


def write_sdmx_csv(dataset: Dataset, folder: Path, _: About) -> None:
    """Write the file into a folder."""
    (file,) = FILES
    header = [field.name for field in FIELDS]
    write_lines(folder / file.path, map(csv_line, chain([header], _lines(dataset))))


def sdmx_period(period: str, span: Span) -> str:
    """A `time_period` as SDMX 3.0 has it: of an interval its first day and duration.

    >>> sdmx_period("2019/2022", Span(2019, 1, 48, True)), sdmx_period("2020-Q3", Span(2020, 7, 3, False))
    ('2019-01-01/P4Y', '2020-Q3')
    """
    if not span.is_interval:
        return period
    years, months = divmod(span.months, YEAR)
    duration = f"P{span.months}M" if months else f"P{years}Y"
    return f"{span.year}-{span.month:02}-01/{duration}"


def _lines(dataset: Dataset) -> Iterator[list[str]]:
    documents = {row.document_id: row for row in dataset.documents}
    notes = {row.footnote_id: row.text for row in dataset.footnotes}
    figures = list(placed(dataset))
    for figure, (key, repeat) in zip(figures, numbered(map(_key, figures)), strict=True):
        row = figure.observation
        comment = " | ".join(notes[each] for each in row.footnotes if each in notes)
        attributes = _attributes(row, comment, documents.get(row.document_id))
        yield ["dataflow", STRUCTURE_ID, "I", *key[:-1], str(repeat), key[-1], *attributes]


def _key(figure: Placed) -> tuple[str, ...]:
    """The dimensions but REPEAT."""
    row = figure.observation
    return (
        OTHER_FREQUENCY if figure.span.is_interval else FREQUENCIES[figure.span.months],
        row.ref_area if row.ref_area == "NL" else _code(row.ref_area),
        row.indicator,
        row.parent_indicator or NOT_APPLICABLE,
        _code(row.breakdown),
        figure.measure.value,
        row.document_id,
        sdmx_period(row.time_period or "", figure.span),
    )


def _code(label: str | None) -> str:
    return (slugify(label) if label else "") or NOT_APPLICABLE


def _attributes(row: Observation, comment: str, document: DocumentRow | None) -> list[str]:
    """OBS_VALUE, and what is said of it."""
    value = "" if row.obs_value is None else decimal_text(row.obs_value)
    upper = "" if row.obs_value_upper is None else decimal_text(row.obs_value_upper)
    return [
        value,
        row.obs_status.value,
        row.unit_measure,
        str(row.unit_mult),
        str(len(value.partition(".")[2])) if value else "",
        upper,
        row.qualifier or "",
        row.missing_reason or "",
        row.value_raw,
        repr(row.confidence),
        row.placement.value,
        row.indicator_label,
        row.parent_label or "",
        row.ref_area,
        row.breakdown or "",
        row.theme or "",
        comment,
        (document.title or document.source) if document else "",
        document.published.isoformat() if document and document.published else "",
        row.observation_id,
    ]


WRITER = Writer(files=FILES, write=write_sdmx_csv, remark=unplaced)

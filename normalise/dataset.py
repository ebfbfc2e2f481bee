"""The dataset model: one class a table, one field a column, in the order of the contract.

Column types and descriptions live here once; `output/schema.py` derives CSV, Parquet and `datapackage.json` from them.
Codes follow SDMX (`CL_OBS_STATUS`) and the conventions named in `docs/dataset.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated


class Role(StrEnum):
    ITEM = "item"
    OF_WHICH = "of_which"
    TOTAL = "total"


class Measure(StrEnum):
    REALISATIE = "realisatie"
    NORM = "norm"
    RAMING = "raming"
    VERSCHIL = "verschil"
    NULWAARDE = "nulwaarde"
    UNKNOWN = "unknown"


class Qualifier(StrEnum):
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    ABOUT = "ca"


class ObsStatus(StrEnum):
    NORMAL = "A"
    PROVISIONAL = "P"
    BREAK = "B"
    DEFINITION = "D"
    ESTIMATE = "E"
    FORECAST = "F"
    CANNOT_EXIST = "M"
    NOT_COLLECTED = "L"
    MISSING = "O"
    SUPPRESSED = "Q"
    NEGLIGIBLE = "N"


class MissingReason(StrEnum):
    BLANK = "blank"
    DASH = "dash"
    DOT = "dot"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    PRO_MEMORIE = "pro_memorie"
    SUPPRESSED = "suppressed"
    TEXT = "text"
    LOST = "lost"


class Placement(StrEnum):
    EXACT = "exact"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"


class DocumentType(StrEnum):
    VEILIGHEIDSAGENDA = "veiligheidsagenda"
    KAMERBRIEF = "kamerbrief"
    BEGROTING = "begroting"
    JAARVERSLAG = "jaarverslag"
    OTHER = "other"


class DocumentStatus(StrEnum):
    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class Failure(StrEnum):
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    UNREADABLE = "unreadable"
    REFUSED = "refused"


class TableKind(StrEnum):
    INDICATOR = "indicator"
    OTHER = "other"


class CellRole(StrEnum):
    HEADER = "header"
    LABEL = "label"
    SECTION = "section"
    ENTRY = "entry"
    NOTE = "note"
    BLANK = "blank"


class NoteTarget(StrEnum):
    LABEL = "label"
    CELL = "cell"
    HEADER = "header"
    CAPTION = "caption"
    TEXT = "text"
    NONE = "none"


class NoteEffect(StrEnum):
    DEFINITIVE = "definitive"
    PROVISIONAL = "provisional"
    BREAK = "break"
    DEFINITION = "definition"
    SCOPE = "scope"
    ESTIMATE = "estimate"
    SOURCE = "source"
    OTHER = "other"


class PassageKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class ReviewStatus(StrEnum):
    CORRECTED = "corrected"


class RevisionKind(StrEnum):
    SAME = "same"
    REVISION = "revision"
    CONFLICT = "conflict"


class ThemeBasis(StrEnum):
    TERM = "term"
    SECTION = "section"
    ENUMERATION = "enumeration"


class AmbitionForm(StrEnum):
    GOAL = "doel"
    NORM = "norm"
    EFFORT = "inspanning"
    NEED = "noodzaak"


class AmbitionKind(StrEnum):
    QUANTITATIVE = "kwantitatief"
    QUALITATIVE = "kwalitatief"


class Movement(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    REACH = "reach"
    NONE = "none"


class ValueKind(StrEnum):
    LEVEL = "level"
    CHANGE = "change"


class Bound(StrEnum):
    EXACT = "exact"
    MIN = "min"
    MAX = "max"


class AmbitionStatus(StrEnum):
    NEW = "new"
    CONTINUED = "continued"
    IN_EVALUATION = "in_evaluation"
    DROPPED = "dropped"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    document_id: Annotated[str, "First 16 hex digits of the SHA-256 of the source"]
    source: Annotated[str, "Name of the document as given, without machine path"]
    media_type: Annotated[str, "Media type found from the content"]
    bytes: Annotated[int, "Size of the source in bytes"]
    title: Annotated[str | None, "Title as printed"] = None
    publisher: Annotated[str | None, "Who published it, where the source says so"] = None
    document_type: Annotated[DocumentType, "Kind of publication"] = DocumentType.OTHER
    published: Annotated[date | None, "Date of publication, where the source says so"] = None
    identifier: Annotated[str | None, "Identifier of an official publication, such as kst-35470-XIV-4"] = None
    dossiers: Annotated[tuple[str, ...], "Dossiers of parliament that it belongs to, such as 35470-XIV"] = ()
    ministry: Annotated[str | None, "Ministry that it comes from, where the source says so"] = None
    period_from: Annotated[str | None, "First period with a figure"] = None
    period_to: Annotated[str | None, "Last period with a figure"] = None
    language: Annotated[str | None, "Language code"] = None
    pages: Annotated[int | None, "Number of pages (PDF)"] = None
    tables: Annotated[int, "Number of tables"] = 0
    engine: Annotated[
        str | None, "What read the running text: rules, or rules and a language model; empty without text"
    ] = None
    status: Annotated[DocumentStatus, "Whether the document was read"] = DocumentStatus.OK
    failure: Annotated[
        Failure | None,
        "What kept it from being read: too much time or memory, a crash of the program, what is in it, or a limit",
    ] = None
    error: Annotated[str | None, "Why it was not read, in one sentence"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    table_id: Annotated[str, "document_id, -t and the number in reading order"]
    document_id: Annotated[str, "Document that holds the table"]
    number: Annotated[str | None, "Number as printed, such as Tabel 2"] = None
    caption: Annotated[str | None, "Caption as printed, without markers"] = None
    page: Annotated[int | None, "PDF page, from 1"] = None
    locator: Annotated[str, "Place in the source"]
    rows: Annotated[int, "Rows of the grid"]
    columns: Annotated[int, "Columns of the grid"]
    header_rows: Annotated[int, "Header rows of the grid"]
    kind: Annotated[TableKind, "Whether observations were read from it"]
    note: Annotated[str | None, "What a reader of the table should know"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    table_id: Annotated[str, "Table that holds the cell"]
    row: Annotated[int, "Row in the grid, from 0"]
    column: Annotated[int, "Column in the grid, from 0"]
    rowspan: Annotated[int, "Rows that the cell spans"]
    colspan: Annotated[int, "Columns that the cell spans"]
    role: Annotated[CellRole, "What the cell is in its table"]
    text_raw: Annotated[str, "Text as printed, markers included"]
    text: Annotated[str, "Text without markers"]
    markers: Annotated[tuple[str, ...], "Footnote markers of the cell"] = ()
    page: Annotated[int | None, "PDF page, from 1"] = None
    locator: Annotated[str, "Place in the source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    observation_id: Annotated[str, "Hash of document_id, table_id, row and column"]
    document_id: Annotated[str, "Document that prints the figure"]
    table_id: Annotated[str, "Table that prints the figure"]
    row: Annotated[int, "Row in the grid, from 0, header rows counted"]
    column: Annotated[int, "Column in the grid, from 0, label column counted"]
    ref_area: Annotated[str, "NL, or the area as printed"] = "NL"
    breakdown: Annotated[str | None, "Column group or further dimension as printed"] = None
    theme: Annotated[str | None, "Slug of the section heading's theme"] = None
    theme_label: Annotated[str | None, "Section heading as printed"] = None
    indicator: Annotated[str, "Slug of the indicator, stable across publications"]
    indicator_label: Annotated[str, "Label as printed, without marker"]
    parent_indicator: Annotated[str | None, "Slug of the parent row"] = None
    parent_label: Annotated[str | None, "Label of the parent row as printed"] = None
    role: Annotated[Role, "Item, of-which row or total"] = Role.ITEM
    measure: Annotated[Measure | None, "What kind of figure it is; empty where the place is ambiguous"] = (
        Measure.UNKNOWN
    )
    time_period: Annotated[str | None, "SDMX period such as 2020, 2020-S1, 2020-Q3, or an interval 2019/2022"] = None
    obs_value: Annotated[Decimal | None, "The figure, in unit_measure times ten to the power unit_mult"] = None
    obs_value_upper: Annotated[Decimal | None, "Upper end where a range is printed"] = None
    qualifier: Annotated[Qualifier | None, "Bound or approximation that is printed with the figure"] = None
    value_raw: Annotated[str, "The cell as printed, its marker included"]
    unit_measure: Annotated[str, "number, EUR, percent, percentage_point, or the printed unit as a slug"] = "number"
    unit_mult: Annotated[int, "Power of ten: 0, 3, 6 or 9"] = 0
    obs_status: Annotated[ObsStatus, "SDMX observation status"] = ObsStatus.NORMAL
    missing_reason: Annotated[MissingReason | None, "Why there is no figure"] = None
    footnotes: Annotated[tuple[str, ...], "footnote_ids that bear on the cell"] = ()
    placement: Annotated[Placement, "Whether the source gives the cell's place"] = Placement.EXACT
    placement_evidence: Annotated[str | None, "What leaves one place"] = None
    candidates: Annotated[tuple[str, ...], "Places that remain, as measure and period"] = ()
    confidence: Annotated[float, "0 to 1; below 1 only with a reason"] = 1.0
    confidence_reasons: Annotated[tuple[str, ...], "Why the confidence is below 1"] = ()
    review_status: Annotated[ReviewStatus | None, "Whether a person corrected it; a finding says what was there"] = None
    page: Annotated[int | None, "PDF page, from 1"] = None
    locator: Annotated[str, "Place in the source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    footnote_id: Annotated[str, "Hash of document_id, table_id, marker and text"]
    document_id: Annotated[str, "Document that prints the note"]
    table_id: Annotated[str | None, "Table that the note belongs to"] = None
    marker: Annotated[str, "Marker as printed"]
    text: Annotated[str, "Text as printed"]
    target: Annotated[NoteTarget, "What the marker stands at"] = NoteTarget.NONE
    effect: Annotated[NoteEffect, "What the note says of its figures"] = NoteEffect.OTHER
    obs_status: Annotated[ObsStatus | None, "Status that the note gives its figures"] = None
    period_from: Annotated[str | None, "First year that the note speaks of"] = None
    period_to: Annotated[str | None, "Last year that the note speaks of"] = None
    observations: Annotated[int, "Number of observations that it bears on"] = 0
    locator: Annotated[str, "Place in the source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    indicator: Annotated[str, "Slug"]
    label: Annotated[str, "Preferred label"]
    theme: Annotated[str | None, "Slug of its theme"] = None
    unit_measure: Annotated[str, "Unit of most of its figures"] = "number"
    direction: Annotated[Direction | None, "Whether higher or lower is better, where known"] = None
    labels_seen: Annotated[tuple[str, ...], "Labels as printed"] = ()
    documents: Annotated[int, "Number of documents that print it"] = 0
    first_period: Annotated[str | None, "First period with a figure"] = None
    last_period: Annotated[str | None, "Last period with a figure"] = None
    known: Annotated[bool, "Whether it is in the vocabulary"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    passage_id: Annotated[str, "document_id, -p and the number in reading order"]
    document_id: Annotated[str, "Document that prints it"]
    kind: Annotated[PassageKind, "What the passage is"]
    heading_path: Annotated[tuple[str, ...], "Headings above it, outermost first"] = ()
    text: Annotated[str, "Text without markers"]
    page: Annotated[int | None, "PDF page, from 1"] = None
    locator: Annotated[str, "Place in the source"]


APART = " … "
"""Between the words of one piece of evidence that stand apart in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTheme:
    passage_id: Annotated[str, "Passage that holds the sentence"]
    sentence: Annotated[int, "Number of the sentence in its passage, from 1"]
    start: Annotated[int, "First code point of the sentence in the passage's text"]
    end: Annotated[int, "Code point behind its last one"]
    theme: Annotated[str, "Slug of the theme"]
    basis: Annotated[ThemeBasis, "Whether a word says it, the section, or the sentence only lists themes"]
    score: Annotated[float, "0 to 1: how sure the ground is"]
    evidence: Annotated[tuple[str, ...], "The words that decided it, as printed"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    ambition_id: Annotated[str, "Hash of document_id, its place and its text"]
    document_id: Annotated[str, "Document that states it"]
    passage_id: Annotated[str | None, "Passage that states it; empty for the norm cell of a table"] = None
    observation_id: Annotated[str | None, "Norm cell that states it, or the figure that the text speaks of"] = None
    start: Annotated[int | None, "First code point in the passage's text"] = None
    end: Annotated[int | None, "Code point behind its last one"] = None
    text: Annotated[str, "The words that state it, as printed"]
    themes: Annotated[tuple[str, ...], "Slugs of its themes"] = ()
    form: Annotated[AmbitionForm, "Goal, norm, effort or need"]
    kind: Annotated[AmbitionKind, "Whether success is counted, decided by content"]
    kind_stated: Annotated[AmbitionKind | None, "What the text itself calls it"] = None
    direction: Annotated[Movement, "Where the indicator is to go"]
    actor: Annotated[str | None, "Who must act, as printed"] = None
    object: Annotated[str | None, "What it is about, as printed"] = None
    indicator: Annotated[str | None, "Slug, when it is an indicator of the dataset"] = None
    value: Annotated[Decimal | None, "The figure aimed at, in unit_measure times ten to the power unit_mult"] = None
    value_kind: Annotated[ValueKind | None, "Whether the value is a height or a change"] = None
    bound: Annotated[Bound | None, "Whether the value is a minimum, a maximum or exact"] = None
    unit_measure: Annotated[str | None, "number, EUR, percent, percentage_point, or a printed unit as a slug"] = None
    unit_mult: Annotated[int | None, "Power of ten: 0, 3, 6 or 9"] = None
    time_period: Annotated[str | None, "SDMX period for which it holds"] = None
    strength: Annotated[int, "4 agreed or set, 3 obliged, 2 striven for, 1 possible"]
    status: Annotated[AmbitionStatus, "Whether it is new, goes on, is weighed or is dropped"] = AmbitionStatus.NEW
    resolved_from: Annotated[str | None, "passage_id that a reference such as deze doelstelling points back to"] = None
    rule: Annotated[str, "Rule that found it"]
    confidence: Annotated[float, "0 to 1"] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    finding_id: Annotated[str, "Hash of its content"]
    rule: Annotated[str, "Rule that found it"]
    severity: Annotated[Severity, "error, warning or info"]
    document_id: Annotated[str | None, "Document it speaks of"] = None
    table_id: Annotated[str | None, "Table it speaks of"] = None
    observations: Annotated[tuple[str, ...], "Observations it speaks of"] = ()
    footnote_id: Annotated[str | None, "Footnote it speaks of"] = None
    passage_id: Annotated[str | None, "Passage it speaks of"] = None
    message: Annotated[str, "One Dutch sentence that a policy analyst understands"]
    found: Annotated[str | None, "What is printed"] = None
    expected: Annotated[str | None, "What would fit"] = None
    hint: Annotated[str | None, "What may explain it"] = None
    locator: Annotated[str | None, "Place in the source"] = None
    accepted: Annotated[str | None, "Why a person accepts it, and who; empty while it is open"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    indicator: Annotated[str, "Slug of the indicator"]
    parent_indicator: Annotated[str | None, "Slug of the parent row"] = None
    ref_area: Annotated[str, "NL, or the area as printed"] = "NL"
    breakdown: Annotated[str | None, "Column group or further dimension as printed"] = None
    measure: Annotated[Measure, "What kind of figure it is"]
    time_period: Annotated[str, "SDMX period"]
    document_id: Annotated[str, "Document that prints the figure"]
    observation_id: Annotated[str, "The figure"]
    published: Annotated[date | None, "Date of that document, where the source says so"] = None
    obs_value: Annotated[Decimal, "The figure, in unit_measure times ten to the power unit_mult"]
    previous_document_id: Annotated[str, "The last document before it that prints the same figure"]
    previous_observation_id: Annotated[str, "The figure there"]
    previous_value: Annotated[Decimal, "The figure there, in the same unit"]
    change: Annotated[Decimal, "obs_value minus previous_value"]
    unit_measure: Annotated[str, "Unit of the figures"] = "number"
    unit_mult: Annotated[int, "Power of ten: 0, 3, 6 or 9"] = 0
    kind: Annotated[RevisionKind, "The same figure, a change that something explains, or one that nothing does"]
    reason: Annotated[str | None, "What explains a change: footnote:id, status:code, prose:passage_id, forecast"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All tables of a run, or of one document; rows in a fixed order."""

    documents: tuple[DocumentRow, ...] = ()
    tables: tuple[TableRow, ...] = ()
    cells: tuple[CellRow, ...] = ()
    observations: tuple[Observation, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    passages: tuple[Passage, ...] = ()
    themes: tuple[SentenceTheme, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    findings: tuple[Finding, ...] = ()
    revisions: tuple[Revision, ...] = ()


TABLE_ROWS: dict[str, type] = {
    "documents": DocumentRow,
    "tables": TableRow,
    "cells": CellRow,
    "observations": Observation,
    "footnotes": Footnote,
    "indicators": Indicator,
    "passages": Passage,
    "themes": SentenceTheme,
    "ambitions": Ambition,
    "findings": Finding,
    "revisions": Revision,
}
"""The row class of each table, by the name of the table's file."""

assert [field.name for field in fields(Dataset)] == list(TABLE_ROWS)

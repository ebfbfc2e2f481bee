"""From a document to its rows, and from the rows of all documents to one dataset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.document import Document, Heading, Paragraph, Table
from normalise.checks.every import CHECKS, RULES, Check, run_checks
from normalise.dataset import Dataset, DocumentRow, DocumentStatus, Finding, Observation, Severity
from normalise.documents import document_title, document_type, last_realised_year
from normalise.evidence import place_by_evidence
from normalise.findings import make_finding
from normalise.footnotes import NoteBook, footnote_rows, open_notes
from normalise.indicators import indicator_rows
from normalise.language.ambitions.links import join_tables
from normalise.language.step import read_language
from normalise.passages import passage_rows
from normalise.review import Acceptance, Review, accept, correct, rename
from normalise.revisions import revision_rows
from normalise.tables import TableReading, WordsAround, read_table
from normalise.words import label_is


def normalise_document(
    document: Document, *, document_id: str, source: str, size: int, model: str | None = None
) -> Dataset:
    """The rows of one document; findings hold what its reader and the language step doubted, checks run in `combine`.

    `document_id` comes from the bytes of the source, `source` is its name as given, `size` its bytes; `model` names an
    installed spaCy package for Dutch that may help to read the running text.
    """
    book = open_notes(document, document_id)
    tables = tuple(_read_tables(document, document_id, book))
    readings = [reading for table in tables for reading in table.readings]
    observations = tuple(reading.observation for reading in readings)
    periods = sorted(o.time_period for o in observations if o.time_period and o.obs_value is not None)
    row = DocumentRow(
        document_id=document_id,
        source=source,
        media_type=document.media_type,
        bytes=size,
        title=document_title(document),
        publisher=document.publisher,
        document_type=document_type(document),
        published=document.published,
        identifier=document.identifier,
        dossiers=document.dossiers,
        ministry=document.ministry,
        period_from=periods[0] if periods else None,
        period_to=periods[-1] if periods else None,
        language=document.language,
        pages=document.pages,
        tables=len(tables),
        status=DocumentStatus.OK if all(doubt.remark for doubt in document.doubts) else DocumentStatus.PARTIAL,
    )
    passages = passage_rows(document, document_id)
    language = read_language(document, row, passages, model)
    bindings = {reading.observation.observation_id: reading.bindings for reading in readings}
    return Dataset(
        documents=(replace(row, engine=language.engine),),
        tables=tuple(table.table for table in tables),
        cells=tuple(cell for table in tables for cell in table.cells),
        observations=observations,
        footnotes=footnote_rows(document, document_id, book, bindings),
        passages=passages,
        themes=language.themes,
        ambitions=language.ambitions,
        findings=(*_doubts(document, document_id, observations), *language.findings),
    )


def combine(datasets: Iterable[Dataset], review: Review = Review()) -> Dataset:  # noqa: B008  # Review is frozen
    """One dataset of many: lost places filled by evidence, what people decided, indicators named, checks made.

    Rows are in a fixed order, whatever that of the datasets.
    """
    joined = join(datasets)
    return recheck(correct(rename(place_by_evidence(joined), review.aliases), review.corrections), review.acceptances)


def join(datasets: Iterable[Dataset]) -> Dataset:
    """The rows of many documents, each of them as it is, by the name of the document."""
    parts = sorted(datasets, key=lambda part: [(row.source, row.document_id) for row in part.documents])
    return Dataset(
        documents=tuple(row for part in parts for row in part.documents),
        tables=tuple(row for part in parts for row in part.tables),
        cells=tuple(row for part in parts for row in part.cells),
        observations=tuple(row for part in parts for row in part.observations),
        footnotes=tuple(row for part in parts for row in part.footnotes),
        passages=tuple(row for part in parts for row in part.passages),
        themes=tuple(row for part in parts for row in part.themes),
        ambitions=tuple(row for part in parts for row in part.ambitions),
        findings=tuple(row for part in parts for row in part.findings),
    )


def recheck(dataset: Dataset, acceptances: Sequence[Acceptance] = ()) -> Dataset:
    """The same dataset with its indicators, revisions, joined ambitions and the findings of all checks made again.

    What readers doubted and people decided stays.
    """
    named = replace(dataset, indicators=indicator_rows(dataset.observations), ambitions=join_tables(dataset))
    named = replace(named, revisions=revision_rows(named))
    return replace(named, findings=in_order(accept(final_findings(named), acceptances)))


def final_findings(dataset: Dataset, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """What readers doubted and people decided, and what checks find in a dataset with its indicators and revisions."""
    accepted = {finding.finding_id: finding.accepted for finding in dataset.findings if finding.accepted}
    kept = (finding for finding in dataset.findings if finding.rule not in RULES)
    found = {finding.finding_id: finding for finding in (*kept, *run_checks(replace(dataset, findings=()), checks))}
    return tuple(replace(finding, accepted=accepted.get(key)) for key, finding in found.items())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the dataset."""
    return tuple(sorted(findings, key=_finding_order))


SEVERITY_ORDER = tuple(Severity)


def _finding_order(finding: Finding) -> tuple[str, int, str, str, str]:
    return (
        finding.document_id or "",
        SEVERITY_ORDER.index(finding.severity),
        finding.table_id or "",
        finding.rule,
        finding.finding_id,
    )


def _read_tables(document: Document, document_id: str, book: NoteBook) -> Iterable[TableReading]:
    number = 0
    last_realised = last_realised_year(document)
    blocks = document.blocks
    for index, (path, block) in enumerate(document.headed_blocks()):
        if isinstance(block, Table):
            number += 1
            before = blocks[index - 1] if index else None
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            words = WordsAround(
                heading=path[-1] if path else "",
                title=before.content if isinstance(before, Heading) and len(path) > 1 else None,
                lead=before.content.text if isinstance(before, Paragraph) else "",
                tail=after.content.text
                if isinstance(after, Paragraph) and label_is("amounts", after.content.text)
                else "",
                last_realised=last_realised,
            )
            yield read_table(block, number, document_id, book, words)


def _doubts(document: Document, document_id: str, observations: Sequence[Observation]) -> Iterable[Finding]:
    """What the reader doubted, naming the figures of the row that it speaks of; a row without figures is a remark."""
    for doubt in document.doubts:
        table = None if doubt.table is None else f"{document_id}-t{doubt.table}"
        named = tuple(o.observation_id for o in observations if (o.table_id, o.row) == (table, doubt.row))
        remark = doubt.remark or (doubt.row is not None and not named)
        yield make_finding(
            rule=doubt.rule,
            severity=Severity.INFO if remark else Severity.WARNING,
            document_id=document_id,
            table_id=table,
            observations=named,
            message=doubt.message,
            found=doubt.found or None,
            locator=doubt.locator.address or None,
        )

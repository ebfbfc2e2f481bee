"""What a run or a check says on the terminal: counts, faults and findings, in lines that also read well in a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Protocol

import click

from normalise.dataset import TABLE_ROWS, Dataset, Finding, Severity
from output.formats import DESCRIPTOR, formats_of
from output.to_csvw import FILE as CSVW_FILE
from output.writers import remarks
from pipeline.find import Fault, Search
from pipeline.running import Run, Twin
from pipeline.terminal import visible

MOST_ERRORS = 10  # as many as still fit a screen under the counts

COLOURS: dict[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
NAMES: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("remark", "remarks"),
}


def fault_lines(faults: Sequence[Fault], *, debug: bool) -> Iterator[str]:
    """A line for each document or folder that could not be read; the traceback too with `debug`."""
    for fault in faults:
        yield f"extract: {visible(fault.source)}: {visible(fault.sentence)}{visible(fault.where)}"
        if debug and fault.trace:
            yield from map(visible, fault.trace.rstrip().split("\n"))


def run_lines(run: Run, search: Search) -> Iterator[str]:
    """What was read, what it says of itself, and what was left out."""
    yield _counts(run)
    yield from (f"  {visible(note)}" for note in run.notes)
    yield from left_out_lines(run, search)
    yield _severities(run.dataset.findings)
    errors = [each for each in _open(run.dataset.findings) if each.severity is Severity.ERROR]
    yield from _finding_lines(run.dataset, errors[:MOST_ERRORS])
    if len(errors) > MOST_ERRORS:
        yield f"  … and {len(errors) - MOST_ERRORS} more in the table findings"


def written_lines(dataset: Dataset, files: Sequence[str], folder: PurePath) -> Iterator[str]:
    """What the formats could not hold, and at last where the dataset is."""
    tables, others = _written(files)
    held = [f"{max(tables.values())} tables as {' and '.join(tables)}"] if tables else []
    yield from (f"  {each}" for each in remarks(dataset, formats_of(files)))
    yield f"Written to {folder}: {', '.join([*held, *others])}, and {DESCRIPTOR}"


def _written(files: Sequence[str]) -> tuple[Counter[str], list[str]]:
    """How many tables there are of each kind of file, and all other files; a folder of them as one."""
    paths = [PurePath(file) for file in files if file not in (DESCRIPTOR, CSVW_FILE.path)]
    is_table = [path.stem in TABLE_ROWS and len(path.parts) == 1 for path in paths]
    tables = Counter(path.suffix[1:] for path, table in zip(paths, is_table, strict=True) if table)
    others = Counter(path.parts[0] for path, table in zip(paths, is_table, strict=True) if not table)
    alone = {str(path) for path in paths}
    return tables, [name if name in alone else f"{name}/ ({count} files)" for name, count in others.items()]


def document_lines(dataset: Dataset) -> Iterator[str]:
    """A line for each document: its id, what became of it, its tables, its name."""
    for row in dataset.documents:
        tables = plural(row.tables, "table", "tables")
        yield f"{row.document_id}  {row.status.value:<7}  {tables:>9}  {visible(row.source)}"
    yield plural(len(dataset.documents), "document", "documents")


def check_lines(dataset: Dataset) -> Iterator[str]:
    """All findings, gravest first."""
    yield _severities(dataset.findings)
    for severity in Severity:
        yield from _finding_lines(dataset, [each for each in _open(dataset.findings) if each.severity is severity])


def has_open_errors(dataset: Dataset) -> bool:
    """Whether a finding that nobody accepted is an error."""
    return any(finding.severity is Severity.ERROR for finding in _open(dataset.findings))


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> plural(1, "table", "tables"), plural(1200, "table", "tables")
    ('1 table', '1,200 tables')
    """
    return f"{count:,} {one if count == 1 else many}"


def _counts(run: Run) -> str:
    dataset = run.dataset
    figures = sum(observation.obs_value is not None for observation in dataset.observations)
    counts = [
        plural(len(dataset.documents), "document", "documents"),
        plural(len(dataset.tables), "table", "tables"),
        plural(figures, "figure", "figures"),
        plural(len(dataset.footnotes), "footnote", "footnotes"),
    ]
    failed = [f"{len(run.faults)} could not be read"] if run.faults else []
    kept = [f"{run.kept:,} known already and not read again"] if run.kept else []
    return ", ".join([*counts, *failed, *kept])


class LeftOut(Protocol):
    """What a run says of documents that it did not read."""

    @property
    def twins(self) -> tuple[Twin, ...]: ...

    @property
    def namesakes(self) -> tuple[str, ...]: ...

    @property
    def passed_over(self) -> tuple[str, ...]: ...


def left_out_lines(run: LeftOut, search: Search) -> Iterator[str]:
    """Twins, namesakes, and files of other kinds."""
    for twin in run.twins:
        yield f"  {visible(twin.source)} has the same content as {visible(twin.same_as)}: read once"
    for name in run.namesakes:
        yield f"  {visible(name)} was given before with another content: both are in the dataset (--replace keeps the new one)"
    passed_over = (*search.passed_over, *run.passed_over)
    if passed_over:
        endings = Counter(PurePath(source).suffix.lower() for source in passed_over)
        listed = ", ".join(f"{number} {visible(ending)}" for ending, number in sorted(endings.items()))
        count = plural(len(passed_over), "file", "files")
        yield f"  {count} passed over, of kinds that are not read yet: {listed}"


def _open(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that nobody has accepted."""
    return [finding for finding in findings if not finding.accepted]


def _severities(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in _open(findings))
    return count_findings(counts, accepted=len(findings) - counts.total())


def count_findings(counts: Mapping[Severity, int], *, accepted: int) -> str:
    """How many findings of each severity are open, and how many somebody accepted."""
    if not any(counts.values()) and not accepted:
        return "No findings"
    parts = [click.style(plural(counts[each], *NAMES[each]), fg=COLOURS[each]) for each in Severity if counts.get(each)]
    parts += [f"{accepted:,} accepted"] if accepted else []
    return "Findings: " + ", ".join(parts)


def _finding_lines(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[str]:
    sources = {document.document_id: document.source for document in dataset.documents}
    numbers = {table.table_id: table.number or table.table_id.rpartition("-")[2] for table in dataset.tables}
    for finding in findings:
        place = [sources.get(finding.document_id or ""), numbers.get(finding.table_id or "")]
        where = ", ".join(part for part in place if part)
        severity = click.style(NAMES[finding.severity][0], fg=COLOURS[finding.severity])
        said = " ".join(part for part in (finding.message, finding.hint) if part)
        yield f"  {severity} {finding.rule}: " + visible(f"{where}: {said}" if where else said)

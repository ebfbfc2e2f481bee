"""new-indicator: rows that the newest publication of a series prints for the first time.

A table goes on from one of an earlier publication of its family when they share rows. Of the last table of such a series
each new row is named; tables without a predecessor give one remark a document, and only where the document goes on from
others, or the vocabulary knows some of its rows: of a first publication on a new subject everything is new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from normalise.checks.explanations import document_titles
from normalise.dataset import Dataset, Finding, Observation, Role, Severity
from normalise.findings import make_finding
from normalise.indicators import is_known
from normalise.kin import Kin
from normalise.likeness import likely_aliases
from normalise.revisions import orders_of

RULE = "new-indicator"
FEWEST_SHARED = 2
"""Rows that two tables must share to be of one series; or half of the rows of the later one."""
MOST_NAMED = 3
"""Labels that one remark names; who wants all of them has the table."""


@dataclass(slots=True)
class _Table:
    """A table and what is new in it."""

    table_id: str
    document_id: str
    rows: dict[str, Observation]
    """The first cell of each indicator, as printed; totals left out."""
    previous: str | None = None
    """The document of the table that it goes on from."""
    new: list[Observation] = field(default_factory=list)
    """First cells of the rows that neither the family's earlier publications nor the vocabulary have."""
    superseded: bool = False
    """A later table goes on from it."""


def check_new_indicators(dataset: Dataset) -> Iterator[Finding]:
    """What the newest publications of each series print for the first time."""
    tables = _tables(dataset.observations)
    if not tables:
        return
    orders = {key: order[0] for key, order in orders_of(dataset).items()}
    kin = Kin(dataset.documents, dataset.revisions, {table.document_id for table in tables})
    families: dict[str, list[_Table]] = defaultdict(list)
    for table in tables:
        families[kin.family(table.document_id)].append(table)
    for members in families.values():
        _link(members, orders)
    titles = document_titles(dataset)
    rows = [(table, first) for table in tables if table.previous and not table.superseded for first in table.new]
    cells = _cells_of(rows, dataset.observations)
    for table, first in rows:
        yield _new_row(first, cells[table.table_id, first.indicator], titles[table.previous or ""], dataset)
    for document_id, own in _by_document(tables):
        yield from _new_tables(document_id, own)


def _tables(observations: Iterable[Observation]) -> list[_Table]:
    """The tables with indicators, in a fixed order; their rows in printed order."""
    found: dict[str, dict[str, Observation]] = defaultdict(dict)
    for one in observations:
        rows = found[one.table_id]
        first = rows.get(one.indicator)
        if one.role is not Role.TOTAL and (first is None or (one.row, one.column) < (first.row, first.column)):
            rows[one.indicator] = one
    kept = ((table_id, rows) for table_id, rows in found.items() if rows)
    return sorted(
        (_Table(table_id, next(iter(rows.values())).document_id, _in_order(rows)) for table_id, rows in kept),
        # Table ids of one document differ in their number only, so the shorter one comes first: t2 before t10.
        key=lambda table: (table.document_id, len(table.table_id), table.table_id),
    )


def _in_order(rows: Mapping[str, Observation]) -> dict[str, Observation]:
    return dict(sorted(rows.items(), key=lambda item: (item[1].row, item[1].column)))


def _link(tables: Sequence[_Table], orders: Mapping[str, date]) -> None:
    """Find for the tables of one family, in order of publication, what each goes on from and what is new in it."""
    by_date = sorted(tables, key=lambda table: (orders[table.document_id], table.document_id))
    last: dict[str, list[_Table]] = {}
    for _, group in groupby(by_date, key=lambda table: orders[table.document_id]):
        of_day = list(group)
        for table in of_day:
            _link_table(table, last)
        printed: dict[str, list[_Table]] = defaultdict(list)
        for table in of_day:
            for indicator in table.rows:
                printed[indicator].append(table)
        last |= printed


def _link_table(table: _Table, last: Mapping[str, list[_Table]]) -> None:
    """`last` holds for each indicator the tables of the last publication before that print it."""
    shared = Counter(earlier.table_id for indicator in table.rows for earlier in last.get(indicator, ()))
    most = max(shared.values(), default=0)
    if most and most >= min(FEWEST_SHARED, len(table.rows) / 2):
        for earlier in {one.table_id: one for indicator in table.rows for one in last.get(indicator, ())}.values():
            if shared[earlier.table_id] == most:
                earlier.superseded = True
                table.previous = max(table.previous or "", earlier.document_id)
    table.new = [
        first
        for indicator, first in table.rows.items()
        if indicator not in last and not is_known(first.indicator_label)
    ]


def _cells_of(
    rows: Iterable[tuple[_Table, Observation]], observations: Iterable[Observation]
) -> dict[tuple[str, str], list[Observation]]:
    wanted: dict[tuple[str, str], list[Observation]] = {(table.table_id, first.indicator): [] for table, first in rows}
    for one in observations if wanted else ():
        if (one.table_id, one.indicator) in wanted:
            wanted[one.table_id, one.indicator].append(one)
    return wanted


def _by_document(tables: Iterable[_Table]) -> Iterator[tuple[str, list[_Table]]]:
    for document_id, own in groupby(tables, key=lambda table: table.document_id):
        yield document_id, list(own)


def _new_row(first: Observation, cells: Iterable[Observation], previous: str, dataset: Dataset) -> Finding:
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return make_finding(
        rule=RULE,
        severity=Severity.INFO,
        document_id=first.document_id,
        table_id=first.table_id,
        observations=tuple(cell.observation_id for cell in ordered),
        message=f"«{first.indicator_label}» is nieuw in deze reeks: {previous} heeft deze indicator niet, en de woordenlijst ook niet.",
        found=first.indicator_label,
        hint=_alias(first.indicator, dataset),
        locator=first.locator,
    )


def _new_tables(document_id: str, tables: Sequence[_Table]) -> Iterator[Finding]:
    """One remark for the tables of a document that go on from none."""
    alone = [table for table in tables if table.previous is None and not table.superseded and table.new]
    goes_on = any(table.previous for table in tables)
    some_known = any(is_known(first.indicator_label) for table in tables for first in table.rows.values())
    if alone and (goes_on or some_known):
        labels = list(dict.fromkeys(first.indicator_label for table in alone for first in table.new))
        named = ", ".join(f"«{label}»" for label in labels[:MOST_NAMED])
        more = f" en nog {len(labels) - MOST_NAMED}" if len(labels) > MOST_NAMED else ""
        yield make_finding(
            rule=RULE,
            severity=Severity.INFO,
            document_id=document_id,
            message=f"Nieuw voor deze dataset, en niet in de woordenlijst: {named}{more}.",
            found=str(len(labels)),
        )


def _alias(indicator: str, dataset: Dataset) -> str | None:
    """The indicator that a new one may be under another label."""
    for each in likely_aliases(dataset):
        if indicator in (each.first, each.second):
            return f"Misschien is het «{each.labels[0 if each.second == indicator else 1]}» onder een ander label."
    return None

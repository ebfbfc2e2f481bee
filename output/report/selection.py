"""Which rows the page carries: all of what it lists, unless that is more than a mail can take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from normalise.dataset import Dataset, DocumentRow, RevisionKind, Severity

MOST_TEXT = 20_000_000
"""Characters of running text in the page: some 5 MB when packed, a third of what a mail server takes."""
MOST_FIGURES = 250_000
"""Observations in the page: some 10 MB when packed, their charts included, and what a browser filters at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The rows that the page carries, and how many it does not."""

    dataset: Dataset
    documents_left_out: int
    """Documents whose figures are not in the page."""
    passages_left_out: int
    """Passages with a theme or an ambition whose text is not in the page."""


def select(dataset: Dataset, *, most_text: int = MOST_TEXT, most_figures: int = MOST_FIGURES) -> Selection:
    """The rows to carry. All documents and findings; figures and text by document, those first that a person should look at."""
    carried, left_out = _with_figures(dataset, most_figures)
    passages, without_text = _passages(dataset, most_text)
    figures = {one.observation_id for one in carried.observations} if left_out else frozenset[str]()
    selected = replace(
        carried,
        passages=tuple(row for row in dataset.passages if row.passage_id in passages),
        themes=tuple(row for row in dataset.themes if row.passage_id in passages),
        revisions=tuple(
            row
            for row in dataset.revisions
            if row.kind is not RevisionKind.SAME
            and (not left_out or {row.observation_id, row.previous_observation_id} <= figures)
        ),
    )
    return Selection(dataset=selected, documents_left_out=left_out, passages_left_out=without_text)


def _with_figures(dataset: Dataset, most: int) -> tuple[Dataset, int]:
    """The dataset with the figures of as many documents as fit, and how many documents are without."""
    counts = Counter(one.document_id for one in dataset.observations)
    if counts.total() <= most:
        return dataset, 0
    grave = Counter(
        each.document_id for each in dataset.findings if each.severity is not Severity.INFO and not each.accepted
    )
    room, taken = most, set[str]()
    for row in sorted(dataset.documents, key=lambda row: _first_to_look_at(row, grave)):
        room -= counts[row.document_id]
        if room < 0:
            break
        taken.add(row.document_id)
    return _of_documents(dataset, taken), len(counts.keys() - taken)


def _first_to_look_at(row: DocumentRow, grave: Counter[str | None]) -> tuple[bool, int, str]:
    """Documents with errors and warnings, the latest of them first, then the others."""
    published = row.published or date.min
    return (not grave[row.document_id], -published.toordinal(), row.document_id)


def _of_documents(dataset: Dataset, taken: Collection[str]) -> Dataset:
    return replace(
        dataset,
        tables=tuple(row for row in dataset.tables if row.document_id in taken),
        observations=tuple(row for row in dataset.observations if row.document_id in taken),
        footnotes=tuple(row for row in dataset.footnotes if row.document_id in taken),
        ambitions=tuple(row for row in dataset.ambitions if row.passage_id or row.document_id in taken),
    )


def _passages(dataset: Dataset, most: int) -> tuple[set[str], int]:
    """The passages whose text fits, those with ambitions and findings first, and how many do not."""
    spoken_of = {row.passage_id for row in dataset.ambitions if row.passage_id}
    spoken_of |= {row.passage_id for row in dataset.findings if row.passage_id}
    with_theme = {row.passage_id for row in dataset.themes} - spoken_of
    room, taken, left_out = most, set[str](), 0
    for wanted in (spoken_of, with_theme):
        for passage in dataset.passages:
            if passage.passage_id in wanted:
                room -= len(passage.text)
                if room >= 0:
                    taken.add(passage.passage_id)
                else:
                    left_out += 1
    return taken, left_out

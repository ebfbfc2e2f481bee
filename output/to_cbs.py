"""The figures as CBS StatLine's open data has them: topics, dimensions, and `Perioden` with codes such as `2020JJ00`.

`Observations.csv` is long, as in StatLine's OData version 4; `TypedDataSet.csv` is wide, one column a topic, as in
version 3, with `DataProperties.csv`. A topic is an indicator under its parent, a measure and a unit. StatLine prints
each figure once; publications do not, so `Publicaties` is a dimension, and `Herhaling` counts what one prints again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from normalise.dataset import Dataset, Direction, Measure, ObsStatus
from normalise.text import slugify
from output.about import About
from output.cbs_files import (
    BREAKDOWNS,
    DIMENSIONS,
    FILES,
    OBSERVATIONS,
    PERIODS,
    PROPERTIES,
    PUBLICATIONS,
    REGIONS,
    TIME,
    WIDE,
)
from output.cbs_periods import CbsPeriod, cbs_periods
from output.code_labels import code_labels
from output.formats import File
from output.placed import Placed, numbered, placed, unplaced
from output.to_csv import csv_line, decimal_text, write_lines
from output.writer import Writer

MOST_TOPICS = 1900
"""Columns of the wide file: SQLite takes 2,000, Excel 16,384; the long file has no such limit."""
NETHERLANDS, NO_BREAKDOWN = "NL01", "geen"
"""StatLine's code for the country; ours for a figure without a breakdown."""
KEY_LENGTH = 40  # characters of the label that a topic's key begins with
UNITS = {"number": "aantal", "EUR": "euro", "percent": "%", "percentage_point": "procentpunt"}
MULTIPLES = {0: "", 3: "1 000 ", 6: "mln ", 9: "mld "}
DIRECTIONS = {Direction.HIGHER: "Hoger is beter.", Direction.LOWER: "Lager is beter."}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a topic is about: a column of the wide file."""

    indicator: str
    parent: str | None
    measure: Measure
    unit: str
    mult: int


@dataclass(slots=True)
class Topic:
    """What is said of a subject."""

    key: str
    title: str
    subject: Subject
    decimals: int = 0
    notes: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands but for its topic: a row of the wide file."""

    document: str
    region: str
    breakdown: str
    period: str
    repeat: int = 1

    @property
    def keys(self) -> tuple[str, ...]:
        """The dimensions, in the order of the files."""
        return self.document, self.region, self.breakdown, str(self.repeat), self.period


def write_cbs(dataset: Dataset, folder: Path, _: About) -> None:
    """Write the files into the folder `cbs`; the wide one only where its columns are not too many."""
    view = _View(dataset)
    _write(folder, OBSERVATIONS, view.observations())
    _write(folder, PROPERTIES, view.properties())
    _write(folder, PERIODS, view.period_rows())
    _write(folder, REGIONS, view.labels(view.regions))
    _write(folder, BREAKDOWNS, view.labels(view.breakdowns))
    _write(folder, PUBLICATIONS, view.publications())
    if len(view.topics) <= MOST_TOPICS:
        header = ["ID", *(each.name for each in DIMENSIONS), *(topic.key for topic in view.topics.values())]
        write_lines(folder / WIDE.path, map(csv_line, [header, *view.wide()]))


def remark(dataset: Dataset) -> str | None:
    """How many figures have no place, and whether there is no wide file."""
    topics = len({_subject(each) for each in placed(dataset)})
    wide = (
        f"there is no TypedDataSet, since {topics} topics would be too many columns" if topics > MOST_TOPICS else None
    )
    return "; ".join(each for each in (unplaced(dataset), wide) if each) or None


class _View:
    """A dataset as StatLine would show it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.figures = list(placed(dataset))
        self.periods = cbs_periods(each.span for each in self.figures)
        self.regions = _keyed((each.observation.ref_area for each in self.figures), {"NL": NETHERLANDS})
        self.breakdowns = _keyed((each.observation.breakdown or "" for each in self.figures), {"": NO_BREAKDOWN})
        self.topics = self._topics()

    @cached_property
    def places(self) -> list[Place]:
        """The place of each figure."""
        plain = [(_subject(each), self._place(each)) for each in self.figures]
        return [
            Place(place.document, place.region, place.breakdown, place.period, repeat)
            for (_, place), repeat in numbered(plain)
        ]

    def observations(self) -> Iterator[Sequence[str]]:
        """The rows of the long file."""
        statuses = code_labels(ObsStatus)
        for number, (figure, place) in enumerate(zip(self.figures, self.places, strict=True)):
            row = figure.observation
            status = statuses[row.obs_status].dutch
            topic = self.topics[_subject(figure)].key
            yield [str(number), topic, status, _value(row.obs_value), row.value_raw, *place.keys, row.observation_id]

    def wide(self) -> Iterator[Sequence[str]]:
        """The rows of the wide file."""
        rows: dict[Place, dict[Subject, str]] = defaultdict(dict)
        for figure, place in zip(self.figures, self.places, strict=True):
            rows[place][_subject(figure)] = _value(figure.observation.obs_value)
        for number, (place, values) in enumerate(rows.items()):
            yield [str(number), *place.keys, *(values.get(subject, "") for subject in self.topics)]

    def properties(self) -> Iterator[Sequence[str]]:
        """The dimensions, then each indicator as a group with its topics."""
        types = {"RegioS": "GeoDimension", TIME: "TimeDimension"}
        for number, each in enumerate(DIMENSIONS):
            kind = types.get(each.name, "Dimension")
            yield [str(number), str(number), "", kind, each.name, each.name, "", "", "", ""]
        rows = {row.indicator: row for row in self.dataset.indicators}
        number, group = len(DIMENSIONS) - 1, ""
        named: tuple[str, str | None] | None = None
        for position, topic in enumerate(self.topics.values(), start=len(DIMENSIONS)):
            subject = topic.subject
            row = rows.get(subject.indicator)
            if named != (subject.indicator, subject.parent):
                named, number = (subject.indicator, subject.parent), number + 1
                group = str(number)
                direction = DIRECTIONS.get(row.direction, "") if row and row.direction else ""
                yield [group, "", "", "TopicGroup", "", topic.title, direction, "", "", ""]
            number += 1
            title, notes = code_labels(Measure)[subject.measure].dutch, " ".join(topic.notes)
            about = (str(number), str(position), group, "Topic", topic.key, f"{topic.title}: {title}", notes)
            yield [*about, "Double", _unit(subject), str(topic.decimals)]

    def period_rows(self) -> Iterator[Sequence[str]]:
        """The periods, with whether a figure of them is provisional."""
        provisional = {each.span for each in self.figures if each.observation.obs_status is ObsStatus.PROVISIONAL}
        for span, period in self.periods.items():
            yield [period.key, period.title, "", "Voorlopig" if span in provisional else "Definitief"]

    def labels(self, keys: dict[str, str]) -> Iterator[Sequence[str]]:
        """Rows of a dimension: keys with their labels as printed."""
        for label, key in keys.items():
            title = {NETHERLANDS: "Nederland", NO_BREAKDOWN: "Geen uitsplitsing"}.get(key, label)
            yield [key, title, ""]

    def publications(self) -> Iterator[Sequence[str]]:
        """The documents that print a figure."""
        used = {each.observation.document_id for each in self.figures}
        for row in self.dataset.documents:
            if row.document_id in used:
                dated = row.published.isoformat() if row.published else None
                about = ", ".join(filter(None, (row.publisher or row.ministry, dated, row.source)))
                yield [row.document_id, row.title or row.source, about]

    def _place(self, figure: Placed) -> Place:
        row = figure.observation
        period: CbsPeriod = self.periods[figure.span]
        return Place(row.document_id, self.regions[row.ref_area], self.breakdowns[row.breakdown or ""], period.key)

    def _topics(self) -> dict[Subject, Topic]:
        subjects = sorted({_subject(each) for each in self.figures}, key=_order)
        labels = {row.indicator: row.label for row in self.dataset.indicators}
        notes = {row.footnote_id: row.text for row in self.dataset.footnotes}
        topics = {each: _topic(each, number, labels) for number, each in enumerate(subjects, start=1)}
        for figure in self.figures:
            row, topic = figure.observation, topics[_subject(figure)]
            topic.decimals = max(topic.decimals, len(_value(row.obs_value).partition(".")[2]))
            topic.notes.update(dict.fromkeys(notes[each] for each in row.footnotes if each in notes))
        return topics


def _topic(subject: Subject, number: int, labels: dict[str, str]) -> Topic:
    label = labels.get(subject.indicator, subject.indicator)
    parent = labels.get(subject.parent, subject.parent) if subject.parent else None
    words = re.findall(r"[a-z0-9]+", f"{slugify(label)}-{subject.measure}")
    camel = "".join(word.capitalize() for word in words)[:KEY_LENGTH]
    if camel[:1].isdigit():
        camel = f"k_{camel}"  # a name of OData begins with a letter
    return Topic(key=f"{camel}_{number}", title=f"{parent}: {label}" if parent else label, subject=subject)


def _subject(figure: Placed) -> Subject:
    row = figure.observation
    return Subject(row.indicator, row.parent_indicator, figure.measure, row.unit_measure, row.unit_mult)


def _order(subject: Subject) -> tuple[object, ...]:
    parent, measures = subject.parent or subject.indicator, tuple(Measure)
    # A parent stands above what it is made of.
    return (
        *(parent, subject.parent is not None, subject.indicator),
        *(measures.index(subject.measure), subject.unit, subject.mult),
    )


def _keyed(labels: Iterable[str], given: dict[str, str]) -> dict[str, str]:
    """A key for each label: its slug, with a number where another label has it too."""
    keys = {label: key for label, key in given.items() if label}
    slugs = ((label, slugify(label) or "x") for label in sorted(set(labels) - set(given)))
    pairs = list(slugs)
    for (label, _), (slug, number) in zip(pairs, numbered(slug for _, slug in pairs), strict=True):
        keys[label] = slug if number == 1 else f"{slug}-{number}"
    return {**given, **keys}


def _unit(subject: Subject) -> str:
    multiple = MULTIPLES.get(subject.mult, f"10^{subject.mult} ")
    name = UNITS.get(subject.unit, subject.unit)
    return multiple.strip() if multiple and name == "aantal" else f"{multiple}{name}"


def _value(figure: Decimal | None) -> str:
    return "" if figure is None else decimal_text(figure)


def _write(folder: Path, file: File, rows: Iterable[Sequence[str]]) -> None:
    header = [each.name for each in file.fields]
    write_lines(folder / file.path, map(csv_line, [header, *rows]))


WRITER = Writer(files=FILES, write=write_cbs, remark=remark)

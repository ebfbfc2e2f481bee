"""What differs between two datasets, or between two publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from normalise.checks.figures import name_cell, print_figure
from normalise.dataset import Dataset, Observation
from normalise.revisions import amount, identity
from output.formats import readable_formats
from output.in_parts import parts_of
from output.read import read_dataset
from pipeline.find import find_publications
from pipeline.running import run
from pipeline.summary import plural
from pipeline.terminal import visible

COMPARED = tuple(
    field.name
    for field in fields(Observation)
    if field.name not in {"observation_id", "document_id", "table_id", "row", "column", "footnotes", "locator", "page"}
)
"""What is compared of one figure read twice: all that it says, not where it stands."""


Key = TypeVar("Key", bound=Hashable)


class Incomparable(Exception):
    """Something that cannot be compared. The message is one sentence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that one side has and the other has not, or has differently."""

    sign: str
    """`+` only in the second, `-` only in the first, `~` in both."""
    said: str


def open_side(path: Path) -> Dataset:
    """The dataset in a folder, or that of the documents at a path; Incomparable when one of them cannot be read."""
    if path.is_dir() and (readable_formats(path) or parts_of(path)):
        return read_dataset(path)
    done = run(find_publications([path]).publications)
    if done.faults:
        raise Incomparable(f"{done.faults[0].source}: {done.faults[0].sentence}")
    return done.dataset


def differences(first: Dataset, second: Dataset) -> list[Difference]:
    """What is added, gone and changed: figure by figure of shared documents, else by what they are figures of."""
    shared = {row.document_id for row in first.documents} & {row.document_id for row in second.documents}
    if not shared:
        return [*_by_identity(first, second)]
    return [*_documents(first, second, shared), *_by_place(first, second, shared)]


def difference_lines(found: Iterable[Difference]) -> Iterator[str]:
    """A line each, and how many there are."""
    counts: dict[str, int] = defaultdict(int)
    for each in found:
        counts[each.sign] += 1
        yield f"{each.sign} {visible(each.said)}"
    names = (("+", "added"), ("-", "gone"), ("~", "changed"))
    said = [f"{counts[sign]:,} {name}" for sign, name in names if counts[sign]]
    yield ", ".join(said) or "No differences"


def _documents(first: Dataset, second: Dataset, shared: set[str]) -> Iterator[Difference]:
    for sign, dataset in (("-", first), ("+", second)):
        for row in dataset.documents:
            if row.document_id not in shared:
                count = sum(one.document_id == row.document_id for one in dataset.observations)
                yield Difference(sign, f"{row.title or row.source}: {plural(count, 'cell', 'cells')}")


def _by_place(first: Dataset, second: Dataset, shared: set[str]) -> Iterator[Difference]:
    ours, theirs = (
        {one.observation_id: one for one in dataset.observations if one.document_id in shared}
        for dataset in (first, second)
    )
    yield from _only("-", ours, theirs)
    for key, one in theirs.items():
        before = ours.get(key)
        if before is not None:
            changed = [name for name in COMPARED if getattr(before, name) != getattr(one, name)]
            if changed:
                said = ", ".join(f"{name} {_text(before, name)} → {_text(one, name)}" for name in changed)
                yield Difference("~", f"{name_cell(one)}: {said}")
    yield from _only("+", theirs, ours)


def _by_identity(first: Dataset, second: Dataset) -> Iterator[Difference]:
    ours, theirs = (_single(dataset) for dataset in (first, second))
    yield from _only("-", ours, theirs)
    for key, one in theirs.items():
        before = ours.get(key)
        if before is not None and amount(before) != amount(one):
            yield Difference("~", f"{name_cell(one)}: {print_figure(before)} → {print_figure(one)}")
    yield from _only("+", theirs, ours)


def _only(sign: str, ours: Mapping[Key, Observation], theirs: Mapping[Key, Observation]) -> Iterator[Difference]:
    for key, one in ours.items():
        if key not in theirs:
            yield Difference(sign, f"{name_cell(one)}: {one.value_raw or 'blank'}")


def _single(dataset: Dataset) -> dict[Hashable, Observation]:
    """The figures by what they are figures of; of several the last one counts, in the order of the dataset."""
    return {(*identity(one), one.theme): one for one in dataset.observations if one.obs_value is not None}


def _text(one: Observation, name: str) -> str:
    value = getattr(one, name)
    if name == "obs_value" and value is not None:
        return print_figure(one)
    return "none" if value in (None, ()) else str(value)

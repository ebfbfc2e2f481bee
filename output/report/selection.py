"""Which rows the page carries: all of what it lists, of running text no more than a mail can take."""

from __future__ import annotations

from dataclasses import dataclass, replace

from normalise.dataset import Dataset, RevisionKind

MOST_TEXT = 20_000_000
"""Characters of running text in the page: some 5 MB when packed, a third of what a mail server takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The rows that the page carries, and how many of them it does not."""

    dataset: Dataset
    passages_left_out: int
    """Passages with a theme or an ambition whose text is not in the page."""


def select(dataset: Dataset, most_text: int = MOST_TEXT) -> Selection:
    """The rows to carry: of passages those that are shown, those with ambitions first; of revisions those that change something."""
    with_ambition = {row.passage_id for row in dataset.ambitions if row.passage_id}
    spoken_of = {row.passage_id for row in dataset.findings if row.passage_id}
    with_theme = {row.passage_id for row in dataset.themes}
    room, taken, left_out = most_text, set[str](), 0
    for wanted in (with_ambition | spoken_of, with_theme - with_ambition - spoken_of):
        for passage in dataset.passages:
            if passage.passage_id in wanted:
                room -= len(passage.text)
                if room >= 0:
                    taken.add(passage.passage_id)
                else:
                    left_out += 1
    carried = replace(
        dataset,
        passages=tuple(row for row in dataset.passages if row.passage_id in taken),
        themes=tuple(row for row in dataset.themes if row.passage_id in taken),
        revisions=tuple(row for row in dataset.revisions if row.kind is not RevisionKind.SAME),
    )
    return Selection(dataset=carried, passages_left_out=left_out)

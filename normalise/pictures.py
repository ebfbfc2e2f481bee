"""Which places of its source a reader of a dataset will want to see, and what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from normalise.dataset import Dataset

ENDINGS: Mapping[str, str] = MappingProxyType({"image/png": ".png", "image/webp": ".webp", "text/plain": ".txt"})
"""Of the name of a picture, by its media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A part of a source as it shows it: a table, on one page; of plain text its lines."""

    table_id: str
    page: int | None
    address: str
    """What part of the source it shows, as a locator says it: the box that fills the picture, or the characters."""
    media_type: str
    data: bytes

    @property
    def is_text(self) -> bool:
        """Whether it is the lines of a text rather than a picture proper."""
        return self.media_type.startswith("text/")

    @property
    def name(self) -> str:
        """`0f3a…-t2-p7.png`; no two pictures of a dataset share one."""
        page = "" if self.page is None else f"-p{self.page}"
        return f"{self.table_id}{page}{ENDINGS[self.media_type]}"


def picture_places(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Of each table with figures: where its cells are, and the notes that bear on them."""
    notes = {row.footnote_id: row.locator for row in dataset.footnotes}
    places: dict[str, dict[str, None]] = {row.table_id: {} for row in dataset.observations}
    for cell in dataset.cells:
        if cell.table_id in places:
            places[cell.table_id][cell.locator] = None
    for row in dataset.observations:
        places[row.table_id] |= dict.fromkeys(notes[note] for note in row.footnotes)
    return {table_id: tuple(found) for table_id, found in places.items()}

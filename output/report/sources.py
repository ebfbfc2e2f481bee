"""What the page shows of the places where figures were printed: the tables as they were read, and the pictures of their pages.

One packed piece a document, unpacked when a figure of it is pressed: a page over five hundred documents opens no slower for them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from normalise.dataset import CellRow, Dataset
from normalise.pictures import Picture
from output.report.payload import Json, packed

FOLDER = "report-sources"
"""Beside the page: the pictures, where they would make it too large to mail."""
MOST_INLINE = 3_000_000
"""Bytes of pictures that go into the page itself."""
MOST_CELLS = 20_000_000
"""Characters of cells in the page: some 5 MB when packed."""
ON_PAGE = re.compile(
    r"page=(\d+)&bbox=(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)"
)  # page=3&bbox=72.0,90.5,510.2,104.1
IN_TEXT = re.compile(r"char=(\d+),(\d+)")  # char=120,161


def packed_sources(dataset: Dataset, pictures: Iterable[Picture], *, inline: bool) -> Iterator[tuple[str, str]]:
    """Of each document with figures its id and what `assets/source.js` needs to show where they stand, packed.

    If not `inline`, the page looks for the pictures in `FOLDER`.
    """
    tables = _tables(dataset)
    shown: dict[str, list[Json]] = defaultdict(list)
    wanted = {table_id for own in tables.values() for table_id in own}
    for picture in pictures:
        if picture.table_id in wanted:
            shown[picture.table_id].append(_picture(picture, inline=inline))
    for document in dataset.documents:
        own = tables.get(document.document_id, {})
        content: dict[str, Json] = {
            table_id: {"cells": cells, "pictures": shown.get(table_id, [])} for table_id, cells in own.items()
        }
        if content:
            yield document.document_id, packed(content)


def _tables(dataset: Dataset) -> dict[str, dict[str, Json]]:
    """By document the cells of its tables with figures, as far as they fit in the page."""
    home = {row.table_id: row.document_id for row in dataset.observations}
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    room = MOST_CELLS
    for table_id, cells in groupby(dataset.cells, key=lambda cell: cell.table_id):
        if table_id in home:
            own = list(cells)
            room -= sum(len(cell.text_raw) for cell in own)
            found[home[table_id]][table_id] = [_cell(cell) for cell in own] if room >= 0 else []
    return found


def _cell(cell: CellRow) -> Json:
    """`[row, column, rowspan, colspan, role, text, place]`."""
    text = parted(cell.text_raw, cell.text, cell.markers)
    return [cell.row, cell.column, cell.rowspan, cell.colspan, cell.role.value, text, place(cell.locator)]


def place(locator: str) -> list[float]:
    """A box on a page as `[page, left, top, right, bottom]`, characters as `[start, end]`; empty for what is in cells already.

    >>> place("page=3&bbox=72.0,90.5,510.2,104.1"), place("char=120,161"), place("/html/body/table")
    ([3.0, 72.0, 90.5, 510.2, 104.1], [120.0, 161.0], [])
    """
    found = ON_PAGE.fullmatch(locator) or IN_TEXT.fullmatch(locator)
    return [float(number) for number in found.groups()] if found else []


def parted(raw: str, text: str, markers: Sequence[str]) -> str | list[str]:
    """A cell as printed: its text, or by turns text and marker where it has markers.

    >>> parted("Comensha1, 2", "Comensha", ("1", "2"))
    ['Comensha', '1', ', ', '2', '']
    """
    if not markers:
        return raw
    parts, start, at, read = [], 0, 0, 0
    for marker in markers:
        while at < len(raw) and read < len(text) and raw[at] == text[read]:
            at, read = at + 1, read + 1
        found = raw.find(marker, at)
        if found < 0:
            return raw
        parts += [raw[start:found], marker]
        start = at = found + len(marker)
    return [*parts, raw[start:]]


def _picture(picture: Picture, *, inline: bool) -> Json:
    """Its place, and itself: lines as text, a picture as a data URI or as the address of its file."""
    where = place(picture.address)
    if picture.is_text:
        return {"place": where, "lines": picture.data.decode()}
    if inline:
        return {"place": where, "image": f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"}
    return {"place": where, "image": f"{FOLDER}/{picture.name}"}

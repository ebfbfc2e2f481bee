from __future__ import annotations

from io import BytesIO

import pytest

from normalise.dataset import Dataset
from normalise.pictures import Picture, picture_places
from output.parts import part_bytes, part_comment, part_dataset, part_pictures, size_of_pictures
from tests.output.datasets import small_dataset

PICTURES = (
    Picture(table_id="0a-t1", page=7, address="page=7&bbox=1.0,2.0,3.0,4.0", media_type="image/png", data=b"png"),
    Picture(table_id="0a-t1", page=8, address="page=8&bbox=1.0,2.0,3.0,4.0", media_type="image/webp", data=b"webp!"),
    Picture(table_id="0a-t2", page=None, address="char=3,9", media_type="text/plain", data="één\r\n".encode()),
)


def test_rows_and_pictures_come_back_as_they_were() -> None:
    dataset = small_dataset()
    part = part_bytes(dataset, "read with", PICTURES)
    assert part == part_bytes(dataset, "read with", iter(PICTURES))
    assert part_dataset(BytesIO(part)) == dataset
    assert part_comment(BytesIO(part)) == "read with"
    assert tuple(part_pictures(BytesIO(part))) == PICTURES
    assert size_of_pictures(BytesIO(part)) == sum(len(picture.data) for picture in PICTURES)


def test_document_without_pictures() -> None:
    part = part_bytes(Dataset())
    assert list(part_pictures(BytesIO(part))) == []
    assert size_of_pictures(BytesIO(part)) == 0


def test_names_are_unique() -> None:
    assert [picture.name for picture in PICTURES] == ["0a-t1-p7.png", "0a-t1-p8.webp", "0a-t2.txt"]


@pytest.mark.parametrize("cut", [0, 40, -60])
def test_broken_file_is_refused(cut: int) -> None:
    part = part_bytes(small_dataset(), "", PICTURES)[:cut]
    with pytest.raises(ValueError, match="no stored document"):
        list(part_pictures(BytesIO(part)))


def test_places_are_those_of_the_cells_and_notes_of_tables_with_figures() -> None:
    dataset = small_dataset()
    table_id = dataset.observations[0].table_id
    noted = {note for one in dataset.observations for note in one.footnotes}
    cells = {cell.locator for cell in dataset.cells if cell.table_id == table_id}
    notes = {note.locator for note in dataset.footnotes if note.footnote_id in noted}
    assert notes
    assert {name: set(found) for name, found in picture_places(dataset).items()} == {table_id: cells | notes}
    assert picture_places(Dataset(tables=dataset.tables, cells=dataset.cells)) == {}

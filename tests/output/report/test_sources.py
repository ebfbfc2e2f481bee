"""What the page carries of the places where figures were printed."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest

from normalise.pictures import Picture
from output.report import sources
from output.report.bundle import policy
from output.report.page import report_page
from output.report.sources import FOLDER, packed_sources, parted
from tests.output.datasets import small_dataset

DATASET = small_dataset()
TABLE = DATASET.observations[0].table_id
HOME = DATASET.observations[0].document_id
PAGE = Picture(table_id=TABLE, page=3, address="page=3&bbox=1.0,2.0,3.5,4.0", media_type="image/png", data=b"png")
LINES = Picture(table_id=TABLE, page=None, address="char=5,9", media_type="text/plain", data="één\n".encode())


def unpacked(text: str) -> Any:
    return json.loads(zlib.decompress(b64decode(text)))


def content(*pictures: Picture, inline: bool = True) -> Any:
    (found,) = ((key, packed) for key, packed in packed_sources(DATASET, pictures, inline=inline))
    assert found[0] == HOME
    return unpacked(found[1])[TABLE]


def test_cells_are_those_of_the_table() -> None:
    cells = content()["cells"]
    own = [cell for cell in DATASET.cells if cell.table_id == TABLE]
    assert [(row, column, role) for row, column, _, _, role, _, _ in cells] == [
        (cell.row, cell.column, cell.role) for cell in own
    ]
    printed = ["".join(text) for _, _, _, _, _, text, _ in cells]
    assert printed == [cell.text_raw for cell in own]


def test_pictures_are_in_the_page_or_beside_it_and_lines_always_in_it() -> None:
    inline, lines = content(PAGE, LINES)["pictures"]
    assert inline == {"image": "data:image/png;base64,cG5n", "place": [3, 1, 2, 3.5, 4]}
    assert lines == {"lines": "één\n", "place": [5, 9]}
    beside, same = content(PAGE, LINES, inline=False)["pictures"]
    assert beside["image"] == f"{FOLDER}/{TABLE}-p3.png"
    assert same == lines


def test_page_may_show_pictures_beside_it_only_where_they_are() -> None:
    assert "img-src data:;" in policy([], [])
    assert "img-src data: 'self';" in policy([], [], beside=True)
    assert b"img-src data: &#39;self&#39;;" in report_page(DATASET, pictures=[PAGE], inline=False)


def test_cells_beyond_the_bound_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_CELLS", 1)
    assert content(PAGE) == {"cells": [], "pictures": content(PAGE)["pictures"]}


def test_dataset_without_figures_has_no_sources() -> None:
    bare = replace(DATASET, observations=(), findings=(), revisions=(), ambitions=())
    assert list(packed_sources(bare, [PAGE], inline=True)) == []


@pytest.mark.parametrize(
    ("raw", "text", "markers", "parts"),
    [
        ("1.522", "1.522", (), "1.522"),
        ("122", "12", ("2",), ["12", "2", ""]),
        ("Aantal *) zaken", "Aantal zaken", ("*)",), ["Aantal ", "*)", " zaken"]),
        ("4901,2", "490", ("1", "2"), ["490", "1", ",", "2", ""]),
        ("1Zaken", "Zaken", ("1",), ["", "1", "Zaken"]),
        ("Zaken", "Zaken", ("7",), "Zaken"),
    ],
)
def test_markers_stand_apart(raw: str, text: str, markers: tuple[str, ...], parts: str | list[str]) -> None:
    assert parted(raw, text, markers) == parts
    assert "".join(parts) == raw

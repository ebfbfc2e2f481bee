from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Cell, Locator, Table, Text, UnreadableDocument
from extract.grid import MOST_COLUMNS, MOST_ROWS, Grid, Layout, Span, form_grid, parse_span

LIMIT = 10_000
Groups = list[list[list[Span]]]

spans = st.builds(Span, rowspan=st.integers(0, 5), colspan=st.integers(1, 5), column=st.none())
tables = st.lists(st.lists(st.lists(spans, max_size=5), min_size=1, max_size=5), min_size=1, max_size=3)


def corners(layout: Layout) -> list[list[tuple[int, int, int, int]]]:
    return [[place[:4] for place in row] for row in layout.places]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, 1),
        ("", 1),
        ("3", 3),
        (" 3", 3),
        ("+3", 3),
        ("2;", 2),
        ("2.9", 2),
        ("100%", 100),
        ("0", 1),
        ("-2", 1),
        ("twee", 1),
        ("1000000000", MOST_COLUMNS),
        ("9" * 5000, MOST_COLUMNS),
        ("000000000002", 2),
    ],
)
def test_a_colspan_is_read_as_browsers_do(value: str | None, expected: int) -> None:
    assert parse_span(value, most=MOST_COLUMNS) == expected


def test_a_rowspan_may_be_nought() -> None:
    assert parse_span("0", most=MOST_ROWS, least=0) == 0
    assert parse_span("70000", most=MOST_ROWS, least=0) == MOST_ROWS


def test_cells_go_round_one_that_reaches_down() -> None:
    layout = form_grid([[[Span(2, 1), Span(1, 2)], [Span(), Span()]]], limit=LIMIT)
    assert corners(layout) == [[(0, 0, 2, 1), (0, 1, 1, 2)], [(1, 1, 1, 1), (1, 2, 1, 1)]]
    assert (layout.rows, layout.columns) == (2, 3)


def test_a_rowspan_of_nought_goes_to_the_end_of_its_row_group() -> None:
    layout = form_grid([[[Span(0, 1), Span()], [Span()]], [[Span(), Span()]]], limit=LIMIT)
    assert corners(layout) == [[(0, 0, 2, 1), (0, 1, 1, 1)], [(1, 1, 1, 1)], [(2, 0, 1, 1), (2, 1, 1, 1)]]


def test_no_cell_reaches_below_its_row_group() -> None:
    layout = form_grid([[[Span(), Span(9, 1)]], [[Span(), Span()]]], limit=LIMIT)
    assert corners(layout) == [[(0, 0, 1, 1), (0, 1, 1, 1)], [(1, 0, 1, 1), (1, 1, 1, 1)]]


def test_a_section_row_is_as_wide_as_the_table_whatever_it_asks() -> None:
    layout = form_grid([[[Span(), Span(), Span()], [Span(1, 99)], [Span(), Span(), Span()]]], limit=LIMIT)
    assert layout.columns == 3
    assert layout.places[1][0].colspan == 3


def test_a_table_of_single_cells_keeps_their_width() -> None:
    assert form_grid([[[Span(1, 2)], [Span(1, 3)]]], limit=LIMIT).columns == 3


def test_a_cell_stands_in_the_column_that_it_names() -> None:
    layout = form_grid([[[Span(2, 1, 0), Span(1, 1, 3)], [Span(1, 2, 2)]]], limit=LIMIT)
    assert corners(layout) == [[(0, 0, 2, 1), (0, 3, 1, 1)], [(1, 2, 1, 2)]]
    assert (layout.rows, layout.columns) == (2, 4)


def test_a_named_column_that_is_taken_is_said() -> None:
    layout = form_grid([[[Span(2, 1, 0), Span(1, 1, 1)], [Span(1, 1, 0), Span(1, 1, 1)]]], limit=LIMIT)
    assert [place.overlaps for row in layout.places for place in row] == [False, False, True, False]


def test_a_cell_without_a_name_follows_the_one_before_it() -> None:
    layout = form_grid([[[Span(1, 1, 2), Span(), Span(1, 1, 0)]]], limit=LIMIT)
    assert corners(layout) == [[(0, 2, 1, 1), (0, 3, 1, 1), (0, 0, 1, 1)]]


def test_a_lone_cell_beside_cells_that_reach_down_has_a_column() -> None:
    layout = form_grid([[[Span(2, 1), Span(2, 1)], [Span()]]], limit=LIMIT)
    assert corners(layout)[1] == [(1, 2, 1, 1)]
    assert layout.columns == 3


def test_cells_over_each_other_are_told() -> None:
    layout = form_grid([[[Span(), Span(2, 1)], [Span(1, 2)]], [[Span(), Span()]]], limit=LIMIT)
    assert [place.overlaps for place in layout.places[0]] == [False, False]
    layout = form_grid([[[Span(), Span(2, 1), Span()], [Span(1, 2), Span()]]], limit=LIMIT)
    assert [place.overlaps for place in layout.places[1]] == [True, False]


@pytest.mark.parametrize(
    "groups",
    [
        [[[Span(1, 1000)] * 300]],
        [[[Span(), Span(1, 1000)]] * 300],
        [[[Span(65534, 1000), Span(65534, 1000)]] * 200],
        [[[Span()]] * 200_001],
    ],
    ids=["one row", "many rows", "both ways", "long"],
)
def test_a_span_bomb_is_refused_at_once(groups: Groups) -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadableDocument, match="more than the 200000 cells"):
        form_grid(groups, limit=200_000)
    assert time.perf_counter() - start < 2


@given(tables)
def test_a_grid_keeps_every_cell_within_its_bounds(groups: Groups) -> None:
    layout = form_grid(groups, limit=LIMIT)
    rows = [row for group in groups for row in group]
    assert [len(row) for row in layout.places] == [len(row) for row in rows]
    assert layout.rows == len(rows)
    for number, row in enumerate(layout.places):
        for place in row:
            assert place.row == number
            assert place.rowspan >= 1
            assert place.colspan >= 1
            assert place.row + place.rowspan <= layout.rows
            assert place.column + place.colspan <= layout.columns


@given(tables)
def test_no_two_cells_begin_in_one_slot(groups: Groups) -> None:
    layout = form_grid(groups, limit=LIMIT)
    covered: set[tuple[int, int]] = set()
    for row in layout.places:
        for place in row:
            assert (place.row, place.column) not in covered
            slots = {
                (place.row + down, place.column + right)
                for down in range(place.rowspan)
                for right in range(place.colspan)
            }
            assert place.overlaps or not slots & covered
            covered |= slots


@given(tables)
def test_a_table_of_single_slots_is_left_as_it_is(groups: Groups) -> None:
    plain = [[[Span() for _ in row] for row in group] for group in groups]
    layout = form_grid(plain, limit=LIMIT)
    assert all(place.column == column for row in layout.places for column, place in enumerate(row))
    assert layout.columns == max(len(row) for group in groups for row in group)


def table_of(layout: Layout) -> Table:
    cells = tuple(
        Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=Text(f"{place.row},{place.column}"),
            locator=Locator(address="/table"),
        )
        for row in layout.places
        for place in row
    )
    return Table(cells=cells, rows=layout.rows, columns=layout.columns, locator=Locator(address="/table"))


@given(tables)
def test_look_up_finds_each_cell_at_its_place_and_under_its_span(groups: Groups) -> None:
    table = table_of(form_grid(groups, limit=LIMIT))
    grid = Grid(table)
    for cell in table.cells:
        assert grid.at(cell.row, cell.column) is cell
    for row in range(table.rows):
        assert len(grid.row(row)) == table.columns
        for column, cell_here in enumerate(grid.row(row)):
            assert cell_here is grid.at(row, column)
            if cell_here is not None:
                assert cell_here.row <= row < cell_here.row + cell_here.rowspan
                assert cell_here.column <= column < cell_here.column + cell_here.colspan


def test_a_slot_without_cell_is_none() -> None:
    grid = Grid(table_of(form_grid([[[Span(), Span()], [Span()]]], limit=LIMIT)))
    assert grid.at(1, 1) is None
    with pytest.raises(IndexError):
        grid.at(2, 0)

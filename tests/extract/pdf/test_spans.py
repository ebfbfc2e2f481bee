"""Rows with fewer cells than there are columns: which columns each cell covers."""

from __future__ import annotations

from extract.document import Text
from extract.pdf.drafts import DraftCell
from extract.pdf.flow import Line
from extract.pdf.page import Box, Style
from extract.pdf.spans import Columns, TaggedRow, find_columns, lay_by_place, lay_by_rules, lay_rows

STYLE = Style("Arial", 9)
RIGHTS = (200.0, 260.0, 320.0, 380.0)
"""Where the columns of figures end; labels begin at 50."""


def cell(text: str, left: float, right: float) -> DraftCell:
    box = Box(left, 100, right, 109)
    return DraftCell([Line(Text(text), box, 107, STYLE, False, False)] if text else [])


def figure(column: int, text: str = "310") -> DraftCell:
    return cell(text, RIGHTS[column] - 5 * len(text), RIGHTS[column])


FULL = [cell("Aangiften", 50, 95), figure(1), figure(2), figure(3, "1.275")]


def columns() -> Columns:
    rows = [
        [cell.box for cell in FULL],
        [cell("Verdachten van", 50, 150).box, *(figure(n, "98").box for n in (1, 2, 3))],
    ]
    found = find_columns(rows)
    assert found is not None
    return found


def test_columns_end_where_their_figures_do() -> None:
    assert columns().rights == (150.0, 260.0, 320.0, 380.0)


def test_a_centred_head_covers_the_columns_around_its_middle() -> None:
    middle = (columns().edges[1] + columns().edges[3]) / 2
    laid, certain = lay_by_place(
        columns(), [cell("Soort", 50, 80), cell("Realisatie", middle - 20, middle + 20), figure(3)]
    )
    assert (laid, certain) == (((0, 1), (1, 3), (3, 4)), True)


def test_a_figure_stands_under_the_head_that_it_is_aligned_with() -> None:
    laid, _ = lay_by_place(columns(), [cell("Aangiften", 50, 95), figure(2)])
    assert laid[1] == (2, 3)


def test_two_places_that_fit_are_no_certainty() -> None:
    _, certain = lay_by_place(columns(), [cell("Aangiften", 50, 95), cell("tekst", 264, 324)])
    assert not certain


def test_rules_decide() -> None:
    edges = (45.0, columns().edges[1], columns().edges[3], 385.0)
    boxes = [cell("Soort", 50, 80).box, cell("Realisatie", 210, 250).box, cell("Norm", 330, 350).box]
    assert lay_by_rules(columns(), boxes, edges) == ((0, 1), (1, 3), (3, 4))
    assert lay_by_rules(columns(), boxes, edges[:1]) is None


def test_the_cell_above_reaches_down_to_a_free_place() -> None:
    rows = [
        TaggedRow((cell("Geweld", 50, 80), *FULL[1:])),
        TaggedRow(tuple(FULL[1:])),
        TaggedRow((cell("Diefstal", 50, 80), *FULL[1:])),
    ]
    layout, unsure = lay_rows(rows, columns())
    assert [(place.column, place.rowspan) for place in layout.places[0]] == [(0, 2), (1, 1), (2, 1), (3, 1)]
    assert [place.column for place in layout.places[1]] == [1, 2, 3]
    assert not unsure


def test_a_row_of_one_cell_is_as_wide_as_the_table() -> None:
    layout, _ = lay_rows([TaggedRow((cell("Veiligheid", 50, 90),)), TaggedRow(tuple(FULL))], columns())
    assert layout.places[0][0].colspan == 4


def test_a_column_without_text_tells_nothing() -> None:
    assert find_columns([[cell("A", 50, 60).box, None], [cell("B", 50, 60).box, None]]) is None

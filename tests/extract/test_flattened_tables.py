"""Tables that lost cells at random: no figure may end under another head or in another row unless the row says so."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from extract.from_text import read
from tests.extract.flattened import (
    Flattened,
    count_sure_rows,
    misplaced,
    one_cell_a_paragraph,
    one_row_a_line,
    pipes_filled_at_the_end,
)

SEEDS = range(150)
Form = Callable[[int, float], Flattened]
FORMS: tuple[Form, ...] = (one_cell_a_paragraph, one_row_a_line, pipes_filled_at_the_end)


@pytest.mark.parametrize("loss", [0.0, 0.05, 0.15])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_figure_is_silently_misplaced(form: Form, loss: float) -> None:
    wrong = {seed: found for seed in SEEDS if (found := list(misplaced(form(seed, loss))))}
    assert wrong == {}


SURE_FLOOR: dict[Form, float] = {one_cell_a_paragraph: 0.99, one_row_a_line: 0.94, pipes_filled_at_the_end: 1.0}
"""Of the rows of tables that lost nothing, the part that the reader must be sure of.

On one line `‒ 101 353` is two numbers, whichever way it is cut.
"""


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_table_that_lost_nothing_is_not_doubted(form: Form) -> None:
    tables = [form(seed, 0.0) for seed in SEEDS]
    sure = sum(count_sure_rows(table) for table in tables)
    assert sure >= SURE_FLOOR[form] * sum(table.rows - 1 for table in tables)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_some_rows_stay_sure_where_others_lost_cells(form: Form) -> None:
    """A reader that doubts every row would pass the first test and be of no use."""
    tables = [form(seed, 0.05) for seed in SEEDS]
    assert sum(map(count_sure_rows, tables)) >= 0.65 * sum(table.rows - 1 for table in tables)


LONG = 2_000
SECONDS = 10.0
"""A cost that grows with the square of the text would take minutes."""


@pytest.mark.parametrize(
    "text",
    [
        "Indicator\n\n2019\n\n2020\n\n" + "Aantal zaken\n\n12\n\n7,5\n\n" * LONG,
        "Indicator 2019 2020\n" + "Aantal zaken 12 7,5\n" * LONG,
        "Indicator | 2019\n---|---\n" + "Aantal zaken | 12\n" * LONG,
        "Tabel 1 Inzet\n\nIndicator\n\nNorm\n\nUitkomst\n\nZaken\n\n1\n\n2\n\nBeslag\n\n3\n\n4\n\n" * (LONG // 8),
        "\u00a0\n\n" * LONG,
        "12\n\n" * LONG,
        "1 " * 20 * LONG,
        "- " * 20 * LONG + "\n" + "(" * 20 * LONG,
        "2019 " * 10 * LONG + "\n" + "5 " * 10 * LONG,
        "a1,2,3" * 5 * LONG,
        "Ã«" * 20 * LONG,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_cost_grows_with_the_text_only(text: str) -> None:
    start = process_time()
    read(text.encode())
    assert process_time() - start < SECONDS

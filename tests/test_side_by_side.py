"""The comparison with other tools counts what it says that it counts."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from benchmarks.side_by_side.reading import Grid, frame_grid
from benchmarks.side_by_side.scoring import Printed, Truth, printed_table, read_figure, score, total

HEADERS = ["Indicator", "Realisatie 2019", "Realisatie 2020", "Norm 2021"]
ROWS = [["Winkeldiefstallen", "1.522", "12,5", "-"], ["Inbraken", "490", "31%", "-25"]]


def truth(row: int, column: int, value: str | None, *markers: str) -> Truth:
    return Truth(row=row, column=column, value=None if value is None else Decimal(value), markers=markers)


PRINTED = Printed(
    labels={1: "Winkeldiefstallen", 2: "Inbraken"},
    headers={at: header for at, header in enumerate(HEADERS) if at},
    header_rows=1,
    truths=[
        truth(1, 1, "1522"),
        truth(1, 2, "12.5"),
        truth(1, 3, None),
        truth(2, 1, "490", "1"),
        truth(2, 2, "31"),
        truth(2, 3, "-25"),
    ],
)


def counts(*grids: Grid) -> dict[str, int]:
    return {name: count for name, count in score(PRINTED, grids).counts.items() if count}


def with_cell(row: int, column: int, text: str) -> Grid:
    grid = [HEADERS, *map(list, ROWS)]
    return [
        [text if (at, to) == (row, column) else cell for to, cell in enumerate(line)] for at, line in enumerate(grid)
    ]


def test_a_table_as_printed_is_right() -> None:
    assert counts([HEADERS, *ROWS]) == {"right": 5}


@pytest.mark.parametrize(
    ("row", "column", "text", "cause"),
    [
        (2, 1, "4901", "marker"),
        (1, 1, "1,522", "separator"),
        (1, 2, "125", "separator"),
        (2, 2, "490", "shifted"),
        (2, 2, "32", "other"),
    ],
)
def test_a_wrong_figure_has_a_cause(row: int, column: int, text: str, cause: str) -> None:
    assert counts(with_cell(row, column, text)) == {"right": 4, cause: 1}
    assert score(PRINTED, [with_cell(row, column, text)]).wrong == 1


def test_a_figure_where_none_is_printed_is_wrong() -> None:
    assert counts(with_cell(1, 3, "7")) == {"right": 5, "invented": 1}


def test_what_is_not_found_or_not_a_figure_is_missed_not_wrong() -> None:
    assert counts() == {"missed": 5}
    assert counts([["something", "else"], ["1", "2"]]) == {"missed": 5}
    assert counts(with_cell(2, 1, "veel")) == {"right": 4, "missed": 1}
    assert counts(ROWS) == {"missed": 5}  # without a header nobody knows which year it is


def test_a_marker_in_a_label_or_a_year_is_counted_apart() -> None:
    assert counts(with_cell(2, 0, "Inbraken1")) == {"right": 5, "spoiled": 3}
    assert counts(with_cell(0, 1, "Realisatie 20191")) == {"right": 5, "spoiled": 2}


def test_a_table_in_pieces_and_columns_in_another_order_are_found() -> None:
    turned = [[line[at] for at in (0, 2, 3, 1)] for line in (HEADERS, *ROWS)]
    assert counts(turned) == {"right": 5}
    assert counts([HEADERS, ROWS[0]], [HEADERS, ROWS[1]]) == {"right": 5}


def test_rows_of_one_name_are_told_apart_by_the_rows_between_which_they_stand() -> None:
    labels = {1: "Jeugd", 2: "Gemeente", 3: "Sport", 4: "Gemeente"}
    printed = Printed(labels=labels, headers={1: "2020"}, header_rows=1, truths=[truth(2, 1, "10"), truth(4, 1, "20")])
    grid = [["", "2020"], ["Jeugd", ""], ["Gemeente", "10"], ["Sport", ""], ["Gemeente", "20"]]
    assert score(printed, [grid]).counts["right"] == 2
    assert score(printed, [grid[:2] + grid[3:]]).counts == {"right": 1, "missed": 1, "spoiled": 0}
    assert score(printed, [grid[:1] + grid[2:3] + grid[4:] * 2]).counts["missed"] == 2  # which is which, nothing says


def test_a_header_is_not_looked_for_in_the_labels_nor_in_the_text_above() -> None:
    printed = Printed(labels={1: "2013"}, headers={1: "Bezetting"}, header_rows=1, truths=[truth(1, 1, "47073")])
    assert score(printed, [[["Jaar Bezetting", ""], ["2013", "47.073"]]]).counts["missed"] == 1
    prose = [["", "", "De bezetting stijgt."], *[["", "", ""]] * 4]
    assert score(printed, [[*prose, ["Jaar", "Bezetting", "x"], ["2013", "47.073", "1"]]]).counts["right"] == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.522", "1522"),
        ("2 572", "2572"),
        ("€ 12,50", "12.5"),
        ("51%", "51"),
        ("– 25", "-25"),
        ("7,9*", "7.9"),
        ("13.4 PJ", "13.4"),
        ("7,5 (1 tot 10)", "7.5"),
        ("", None),
        ("n.v.t.", None),
        ("12 15", None),
        ("279.749 291.566", None),
        ("2019", "2019"),
    ],
)
def test_figures_are_read_kindly(text: str, value: str | None) -> None:
    assert read_figure(text) == (None if value is None else Decimal(value))


def test_frames_become_text_as_a_reader_sees_it() -> None:
    frame = pd.DataFrame([["a", 12.5, None], ["b", 1522.0, "x"]], columns=["naam", "2019", "2020"])
    assert frame_grid(frame) == [["naam", "2019", "2020"], ["a", "12,5", ""], ["b", "1522", "x"]]


def test_a_gold_table_becomes_places() -> None:
    observation = {"obs_value_upper": None, "qualifier": None, "markers": ["1"]}
    gold = {
        "label_col": 0,
        "n_header": 2,
        "grid": [["", "Realisatie", "Norm"], ["", "2020", "^"], ["Zaken", "10", "<5"], ["^", "11", ""]],
        "observations": [
            {"row": 2, "col": 1, "obs_value": "10", **observation},
            {"row": 2, "col": 2, "obs_value": "5", **observation, "qualifier": "<"},
            {"row": 3, "col": 2, "obs_value": None, **observation},
        ],
    }
    printed = printed_table(gold)
    assert printed is not None
    assert printed.headers == {1: "2020", 2: "Norm"}
    assert printed.labels == {2: "Zaken", 3: "11"}
    assert printed.figures == 1
    assert printed_table({**gold, "label_col": None}) is None


def test_scores_add_up() -> None:
    both = total([score(PRINTED, [[HEADERS, *ROWS]]), score(PRINTED, [])])
    assert (both.counts["right"], both.counts["missed"]) == (5, 5)

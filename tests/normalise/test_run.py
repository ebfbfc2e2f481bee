"""What holds for every table, whatever it says: nothing lost, nothing doubled, the same result every time."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import CellRole, Dataset
from normalise.run import combine, normalise_document, recheck
from tests.normalise.tables import Case, dataset_of, document_of

WORDS = ["", "-", "n.v.t.", "Norm 2021", "Realisatie", "Aantal zaken", "waarvan jeugd", "Totaal", "Bron: CBS", "^", "<"]
FIGURES = ["12", "1.522", "9,7", "‒ 3", "51%", "2019", "2020", "20201", "12-17 jaar", "7,9*"]
NAMES = ["Nederland", "Velsen", "x € 1.000", "Cybercrime"]
TEXTS = st.sampled_from([*WORDS, *FIGURES, *NAMES])
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=9)
)


def case_of(rows: list[list[str]]) -> Case:
    top = [["" if text in "^<" else text for text in rows[0]], *rows[1:]]
    lines = ["| " + " | ".join(["" if row[0] == "<" else row[0], *row[1:]]) + " |" for row in top]
    return Case(title="", lines=(*lines, "caption: Tabel 1 Zaken", "note: 1 Voorlopig."), expected=())


@given(TABLES)
def test_no_cell_is_read_twice_and_none_is_changed(rows: list[list[str]]) -> None:
    dataset = dataset_of(case_of(rows))
    cells = {(cell.row, cell.column): cell for cell in dataset.cells}
    ids = Counter(o.observation_id for o in dataset.observations)
    assert not [i for i, count in ids.items() if count > 1]
    covered = {
        (row, column): cell
        for cell in cells.values()
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for observation in dataset.observations:
        assert observation.value_raw == covered[observation.row, observation.column].text_raw


@given(TABLES)
def test_every_figure_of_an_item_row_is_there(rows: list[list[str]]) -> None:
    dataset = dataset_of(case_of(rows))
    entries = [c for c in dataset.cells if c.role is CellRole.ENTRY and c.text in ("12", "1.522", "9,7", "‒ 3", "51%")]
    read = {(o.row, o.column) for o in dataset.observations}
    if dataset.observations:
        assert all((cell.row, cell.column) in read for cell in entries)


@given(TABLES)
def test_a_stored_dataset_gives_the_same_findings_again(rows: list[list[str]]) -> None:
    dataset = dataset_of(case_of(rows))
    assert recheck(dataset) == dataset


def part(name: str) -> Dataset:
    case = Case(title=name, lines=("| Indicator | Norm 2020 |", f"| Aantal {name} | 1 |"), expected=())
    return normalise_document(document_of(case), document_id=name, source=name, size=0)


def test_the_order_of_documents_does_not_matter() -> None:
    parts = [part(name) for name in ("c", "a", "b")]
    assert combine(parts) == combine(reversed(parts))


def test_the_same_table_gives_the_same_rows() -> None:
    assert combine([part("a")]) == combine([part("a")])

"""A row that says the unit of the rows about it, in one cell."""

from __future__ import annotations

import pytest

from extract import from_html
from normalise.run import normalise_document

HEAD = "<tr><th>Indicator</th><th>Realisatie 2020</th><th>Realisatie 2021</th></tr>"
ROWS = "<tr><td>{}</td><td>51</td><td>54</td></tr><tr><td>Afval gescheiden</td><td>61</td><td>64</td></tr>"
SPANNED = "<tr><td colspan='3'>Eenheid: %</td></tr>"
ALONE = "<tr><td>Eenheid: %</td><td></td><td></td></tr>"


def units(rows: str) -> set[tuple[str, str]]:
    page = f"<html><body><h1>Jaarstukken 2021</h1><table>{rows}</table></body></html>"
    dataset = normalise_document(from_html.read(page.encode()), document_id="d", source="d.html", size=1)
    assert len(dataset.observations) == 4
    return {(one.indicator_label, one.unit_measure) for one in dataset.observations}


@pytest.mark.parametrize("unit", [SPANNED, ALONE], ids=["spanned", "alone"])
@pytest.mark.parametrize("place", ["{unit}{head}{rows}", "{head}{unit}{rows}", "{head}{rows}{unit}"])
def test_a_unit_in_one_cell(unit: str, place: str) -> None:
    table = place.format(unit=unit, head=HEAD, rows=ROWS.format("Opkomst"))
    assert units(table) == {("Opkomst", "percent"), ("Afval gescheiden", "percent")}


def test_a_police_unit_is_no_unit() -> None:
    assert units(HEAD + ROWS.format("Eenheid Rotterdam")) == {
        ("Eenheid Rotterdam", "number"),
        ("Afval gescheiden", "number"),
    }

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sheets.number_formats import show_general, show_number

EURO = '_ "€" * #,##0.00_ ;_ "€" * \\-#,##0.00_ ;_ "€" * "-"??_ ;_ @_ '
CASES = [
    ("1522.4", "#,##0", "1.522"),
    ("1234567.891", "#,##0.00", "1.234.567,89"),
    ("0.125", "0.0%", "12,5%"),
    ("0.1", "0%", "10%"),
    ("0.30000000000000004", "General", "0,3"),
    ("0.30000000000000004", "0.00", "0,30"),
    ("1.005", "0.00", "1,01"),
    ("2.5", "0", "3"),
    ("-3", '#,##0;"–" #,##0', "– 3"),
    ("-1522", "#,##0", "-1.522"),
    ("-0.4", "0", "0"),
    ("0", '#,##0;-#,##0;"-"', "-"),
    ("0", "0.0;-0.0;;", ""),
    ("12", "0.0;-0.0;;", "12,0"),
    ("-5", "0;[Red]-0", "-5"),
    ("-5", "#,##0;(#,##0)", "(5)"),
    ("1522", EURO, "€ 1.522,00"),
    ("-1522", EURO, "€ -1.522,00"),
    ("0", EURO, "€ -"),
    ("1522", "[$€-413] #,##0", "€ 1.522"),
    ("1522", "[$€-2]\\ #,##0", "€ 1.522"),
    ("12500000", '0.0,,"mln"', "12,5mln"),
    ("1522000", "#,##0,", "1.522"),
    ("12", '0" zaken"', "12 zaken"),
    ("7", "0000", "0007"),
    ("12", "0,000", "0.012"),
    ("0.5", "#.##", ",5"),
    ("0.5", "?0.00", "0,50"),
    ("12.34", "[>=1000]#,##0;0.0", "12,3"),
    ("1234.56", "[>=1000]#,##0;0.0", "1.235"),
    ("1500000", "0.00E+00", "1,50E+06"),
    ("1.5", "# ?/?", "1,5"),
    ("2020", "General", "2020"),
    ("0.333333333333333", "General", "0,333333333"),
    ("1234.56789012345", "General", "1234,56789"),
    ("1E-3", "General", "0,001"),
    ("0.000012", "General", "0,000012"),
    ("5", "", "5"),
    ("44896", "d-m-yyyy", "1-12-2022"),
    ("44896", "dd/mm/yyyy", "01-12-2022"),
    ("44896", "mmmm yyyy", "december 2022"),
    ("44896", "[$-413]d mmm yy", "1 dec 22"),
    ("44896", "dddd", "donderdag"),
    ("44896.75", "h:mm", "18:00"),
    ("1.5", "[h]:mm", "36:00"),
    ("0.0007", "mm:ss", "01:00"),
    ("1", "d-m-yyyy", "1-1-1900"),
    ("-1", "d-m-yyyy", "-1"),
    ("geen getal", "0", "geen getal"),
    ("1E400", "0", "1E400"),
    ("NaN", "0", "NaN"),
    ("12", '"onbekend"', "onbekend"),
]


@pytest.mark.parametrize(("stored", "code", "printed"), CASES)
def test_a_number_is_printed_by_its_format(stored: str, code: str, printed: str) -> None:
    assert show_number(stored, code) == printed


def test_days_since_1904() -> None:
    assert show_number("43434", "d-m-yyyy", from_1904=True) == "1-12-2022"


@given(st.text(alphabet='0#?.,%;"\\_*[]€$-+/Eehmsdy@ AGeneral', max_size=30), st.decimals(-(10**15), 10**15, places=4))
def test_no_format_breaks(code: str, value: Decimal) -> None:
    assert isinstance(show_number(str(value), code), str)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_what_is_printed_is_the_value(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    printed = show_number(str(value), "#,##0" + ("." + "0" * places if places else ""))
    assert Decimal(printed.replace(".", "").replace(",", ".")) == value


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_float_is_printed_without_its_rounding_error(number: float) -> None:
    value = abs(Decimal(repr(round(number, 3))))
    places = max(10 - max(value.adjusted() + 1, 1), 0)
    assert Decimal(show_general(value).replace(",", ".")) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

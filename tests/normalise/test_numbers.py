from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import MissingReason
from normalise.numbers import Figure, parse_figure, split_trailing_symbol
from tests.normalise.line_cases import LineCase, read_line_cases

SPACES = (" ", "\u00a0", "\u2009", "\u202f")
MINUS_SIGNS = ("-", "- ", "‒ ", "–", "– ", "−", "−\u00a0", "-/- ")


def describe(figure: Figure) -> str:
    """A figure as the case files write it; nothing that it holds is left out."""
    if figure.missing is not None:
        assert figure == Figure(missing=figure.missing, doubts=figure.doubts)
        parts = [f"missing {figure.missing.value}"]
    else:
        assert figure.value is not None
        ends = [str(end) for end in (figure.value, figure.upper) if end is not None]
        assert figure.decimals == max(len(end.partition(".")[2]) for end in ends)
        parts = [figure.qualifier.value if figure.qualifier else "", "..".join(ends)]
        if figure.unit is not None:
            parts.append(f"[{figure.unit.measure or '-'} {'-' if figure.unit.mult is None else figure.unit.mult}]")
        parts.append(f'"{figure.rest}"' if figure.rest else "")
    return " ".join([*filter(None, parts), *(f"!{doubt}" for doubt in figure.doubts)])


@pytest.mark.parametrize("case", read_line_cases("numbers"), ids=lambda case: case.title)
def test_figure(case: LineCase) -> None:
    assert describe(parse_figure(case.text)) == case.expected


@pytest.mark.parametrize("case", read_line_cases("numbers_decimal_point"), ids=lambda case: case.title)
def test_figure_in_a_column_with_decimal_points(case: LineCase) -> None:
    assert describe(parse_figure(case.text, decimal_point=True)) == case.expected


@pytest.mark.parametrize("case", read_line_cases("symbols"), ids=lambda case: case.title)
def test_trailing_symbol(case: LineCase) -> None:
    text, _, symbol = case.expected.partition("|")
    assert split_trailing_symbol(case.text) == (text.strip(), symbol.strip())


numbers = st.decimals(min_value=0, max_value=999_999_999_999, places=0) | st.decimals(
    min_value=0, max_value=99_999_999, allow_nan=False, allow_infinity=False, places=2
)


def dutch(value: Decimal, separator: str) -> str:
    whole, _, decimals = f"{value:f}".partition(".")
    return f"{int(whole):,}".replace(",", separator) + (f",{decimals}" if decimals else "")


@given(value=numbers, separator=st.sampled_from(["", ".", *SPACES]), minus=st.sampled_from(["", *MINUS_SIGNS]))
def test_a_number_in_any_dutch_style_comes_back_exactly_with_its_sign(
    value: Decimal, separator: str, minus: str
) -> None:
    figure = parse_figure(minus + dutch(value, separator))
    assert figure.value == (value.copy_negate() if minus else value)
    assert figure.value is not None
    assert figure.value.is_signed() == bool(minus)
    assert not figure.doubts
    assert not figure.rest
    assert figure.unit is None
    assert figure.upper is None


@given(
    value=numbers, power=st.sampled_from(["", " mln.", " mld", " duizend"]), minus=st.sampled_from(["", *MINUS_SIGNS])
)
def test_an_amount_of_money_comes_back_exactly(value: Decimal, power: str, minus: str) -> None:
    figure = parse_figure(f"{minus}€ {dutch(value, '.')}{power}")
    assert figure.value == (value.copy_negate() if minus else value)
    assert figure.unit is not None
    assert figure.unit.measure == "EUR"
    assert figure.unit.mult == {"": None, " mln.": 6, " mld": 9, " duizend": 3}[power]


@given(
    low=st.integers(0, 10**6),
    step=st.integers(1, 10**6),
    between=st.sampled_from([" à ", "-", " – ", " tot ", " t/m "]),
)
def test_a_rising_range_keeps_both_ends(low: int, step: int, between: str) -> None:
    figure = parse_figure(f"{dutch(Decimal(low), '.')}{between}{dutch(Decimal(low + step), '.')}")
    assert (figure.value, figure.upper) == (Decimal(low), Decimal(low + step))


@given(high=st.integers(1, 10**6), step=st.integers(0, 10**6), between=st.sampled_from([" à ", "-", " – ", " tot "]))
def test_a_range_that_does_not_rise_is_no_figure(high: int, step: int, between: str) -> None:
    low = max(high - step, 0)
    figure = parse_figure(f"{dutch(Decimal(high), '.')}{between}{dutch(Decimal(low), '.')}")
    assert figure.value is None
    assert figure.doubts


@given(
    first=st.integers(0, 10**7),
    second=st.integers(0, 10**7),
    between=st.sampled_from(["\n", "  ", "\t", " / ", "/", "; ", " | ", " en ", " of ", ": ", "+", " \n"]),
)
def test_two_numbers_never_make_one_figure(first: int, second: int, between: str) -> None:
    figure = parse_figure(f"{dutch(Decimal(first), '.')}{between}{dutch(Decimal(second), '.')}")
    assert figure.value is None or figure.doubts or figure.rest


@given(
    first=st.integers(0, 999).map(str),
    second=st.integers(0, 10**6).map(str).filter(lambda text: len(text) != 3),
)
def test_two_numbers_with_a_space_are_one_only_as_thousands(first: str, second: str) -> None:
    assert parse_figure(f"{first} {second}").value is None


ALPHABET = "0123456789.,- –‒€%()*<>≥½x/aben\u00a0\n'mlnjaru°²¹"


@given(text=st.text() | st.text(alphabet=ALPHABET, max_size=14), point=st.booleans())
def test_any_text_gives_either_a_figure_or_the_reason_why_not(text: str, point: bool) -> None:
    figure = parse_figure(text, decimal_point=point)
    assert (figure.value is None) != (figure.missing is None)
    assert figure.upper is None or (figure.value is not None and figure.upper > figure.value)
    assert (figure.missing is MissingReason.BLANK) <= (not text.strip() or not text.isascii())


@given(text=st.text(alphabet=ALPHABET, max_size=14))
def test_no_digit_is_lost_without_a_word(text: str) -> None:
    """All digits of a cell are in its value, its upper end or its rest, or there is a doubt, or it is no figure."""
    figure = parse_figure(text)
    if figure.value is None or figure.doubts or any(char in "½²¹" for char in text):
        return
    shown = "".join(str(part) for part in (figure.value, figure.upper or "", figure.rest))
    said = sorted(filter(str.isdigit, shown))
    unit = figure.unit.measure if figure.unit else None
    assert said == sorted(filter(str.isdigit, text)) or unit in ("m2", "m3", "km2")


@given(text=st.text() | st.text(alphabet=ALPHABET, max_size=14))
def test_a_symbol_is_cut_from_the_end_and_nothing_else(text: str) -> None:
    bare, symbol = split_trailing_symbol(text)
    assert text.replace(" ", "").startswith(bare.replace(" ", ""))
    assert not any(char.isascii() and char.isalnum() for char in symbol)
    assert split_trailing_symbol(bare)[1] == "" or not symbol

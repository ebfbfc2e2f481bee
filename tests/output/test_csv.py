from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import DocumentRow, Finding, Passage, PassageKind, Severity
from output.from_csv import csv_rows, parse_list
from output.schema import table_schema
from output.to_csv import csv_bytes, decimal_text, list_text
from tests.output.datasets import LARGEST, TEXT, small_dataset

DOCUMENTS = table_schema("documents")
PASSAGES = table_schema("passages")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("1522", "1522"),
        ("12.5", "12.5"),
        ("12.50", "12.5"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("0.000001", "0.000001"),
        ("1E-6", "0.000001"),
        ("-3.10", "-3.1"),
        ("-0.0", "0"),
        ("0", "0"),
    ],
)
def test_decimal_is_printed_in_full(figure: str, text: str) -> None:
    assert decimal_text(Decimal(figure)) == text


@given(st.decimals(-LARGEST, LARGEST, places=6))
def test_decimal_is_the_same_figure(figure: Decimal) -> None:
    text = decimal_text(figure)
    assert Decimal(text) == figure
    assert "E" not in text
    assert "." not in text or not text.endswith(("0", "."))


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ((), ""),
        (("f1",), "f1"),
        (("f1", "f2"), "f1;f2"),
        (("a;b", "c"), r"a\,b;c"),
        (("a\\b",), r"a\\b"),
        (("",), "\\"),
        (("", ""), ";"),
    ],
)
def test_list(items: tuple[str, ...], text: str) -> None:
    assert list_text(items) == text
    assert parse_list(text) == items


@given(st.lists(TEXT | st.sampled_from([";", "\\", "\\,", ",", ""])).map(tuple))
def test_list_comes_back_and_splits_at_semicolons(items: tuple[str, ...]) -> None:
    assert parse_list(list_text(items)) == items
    if items and items != ("",):
        assert len(list_text(items).split(";")) == len(items)


def test_file_as_a_whole() -> None:
    row = DocumentRow(
        document_id="a1", source='brief "1", def.html', media_type="text/html", bytes=7, title="Één\r\ntwee"
    )
    text = csv_bytes((row,), DOCUMENTS).decode("utf-8")
    assert text == (
        "document_id,source,media_type,bytes,title,publisher,document_type,published,identifier,dossiers,ministry,period_from,"
        "period_to,language,pages,tables,engine,status,failure,error\n"
        'a1,"brief ""1"", def.html",text/html,7,"Één\r\ntwee",,other,,,,,,,,,0,,ok,,\n'
    )


def test_table_without_rows_has_its_header() -> None:
    assert csv_bytes((), DOCUMENTS).decode().startswith("document_id,source,")
    assert csv_rows(csv_bytes((), DOCUMENTS), DOCUMENTS) == ()


@given(st.text(alphabet=st.sampled_from('",\r\n;\\ a\0='), max_size=6))
def test_any_csv_reader_gives_the_text_back(text: str) -> None:
    row = Passage(passage_id="p", document_id="d", kind=PassageKind.PARAGRAPH, text=text, locator="x")
    data = csv_bytes((row, row), PASSAGES).decode()
    header, *lines = csv.reader(io.StringIO(data, newline=""))
    assert [dict(zip(header, line, strict=True))["text"] for line in lines] == [text, text]


def test_minus_at_the_start_is_left_as_printed() -> None:
    row = Passage(passage_id="p", document_id="d", kind=PassageKind.PARAGRAPH, text="-3 = fout", locator="x")
    assert ",-3 = fout," in csv_bytes((row,), PASSAGES).decode()


def test_longer_field_than_the_csv_module_takes_by_default() -> None:
    row = Passage(passage_id="p", document_id="d", kind=PassageKind.PARAGRAPH, text="woord " * 50_000, locator="x")
    assert csv_rows(csv_bytes((row,), PASSAGES), PASSAGES) == (row,)


def test_byte_order_mark_and_columns_of_a_later_version_are_passed_over() -> None:
    finding = Finding(finding_id="f", rule="outlier", severity=Severity.INFO, message="Zeker?")
    lines = csv_bytes((finding,), table_schema("findings")).decode().splitlines()
    wider = "\ufeff" + "\n".join([f"later,{lines[0]}", f"x,{lines[1]}", ""])
    assert csv_rows(wider.encode(), table_schema("findings")) == (finding,)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (",1,1,entry,", ",1,1,cel,", "column role holds 'cel', which is no code"),
        (",1,1,entry,", ",een,1,entry,", "column rowspan holds 'een', which is no integer"),
        ("rowspan", "rijen", "it lacks rowspan"),
        (",entry,1.522,", ",entry,", "row 6 has 10 fields, the header has 11"),
        ("\nf,", '\n"f,', "it is not CSV"),
    ],
)
def test_broken_file_says_what_and_where(before: str, after: str, message: str) -> None:
    schema = table_schema("cells")
    data = csv_bytes(small_dataset().cells, schema).decode().replace("0123456789abcdef", "f")
    broken = data.replace("f-t1,", "f,").replace(before, after, 1)
    with pytest.raises(ValueError, match=message):
        csv_rows(broken.encode(), schema)


def test_other_encoding_than_utf_8_is_refused() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        csv_rows("document_id\ncaf\xe9\n".encode("latin-1"), DOCUMENTS)

"""Damaged files: whatever is cut, turned over or put together, there is a document or one sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, UnreadableDocument
from extract.kinds import PDF
from extract.readers import read
from tests.extract.pdf.files import LINE, pages
from tests.making.sample_pdfs import SAMPLES

WHOLE = [pages([LINE] * 3), *(make() for make in SAMPLES.values())]
MOST_CHANGES = 40


def outcome(data: bytes) -> Document | str:
    """The document, or why there is none."""
    try:
        document = read(data, name="stuk.pdf")
    except UnreadableDocument as error:
        return str(error)
    assert document.media_type == PDF
    return document


def is_said(found: Document | str) -> bool:
    return isinstance(found, Document) or found.endswith(".")


@given(data=st.data(), whole=st.sampled_from(WHOLE))
def test_cut_short(data: st.DataObject, whole: bytes) -> None:
    assert is_said(outcome(b"%PDF-1.7\n" + whole[9 : data.draw(st.integers(9, len(whole)))]))


@given(data=st.data(), whole=st.sampled_from(WHOLE))
def test_bytes_turned_over(data: st.DataObject, whole: bytes) -> None:
    damaged = bytearray(whole)
    for place in data.draw(st.lists(st.integers(9, len(whole) - 1), min_size=1, max_size=MOST_CHANGES)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    assert is_said(outcome(bytes(damaged)))


@given(data=st.data(), first=st.sampled_from(WHOLE), second=st.sampled_from(WHOLE))
def test_parts_of_two_files(data: st.DataObject, first: bytes, second: bytes) -> None:
    end, start = (data.draw(st.integers(9, len(whole))) for whole in (first, second))
    assert is_said(outcome(first[:end] + second[start:]))


@given(data=st.data(), whole=st.sampled_from(WHOLE))
def test_a_piece_taken_out(data: st.DataObject, whole: bytes) -> None:
    start = data.draw(st.integers(9, len(whole)))
    length = data.draw(st.integers(1, 2_000))
    assert is_said(outcome(whole[:start] + whole[start + length :]))

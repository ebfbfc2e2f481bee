"""Bytes become text: each encoding that Dutch publications came in, and mojibake repaired only when it is certain."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import UnreadableDocument
from extract.encoding import decode

TEXT = "Beëindiging kost € 180 mln. – zie §2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_by_its_mark(mark: bytes) -> None:
    codec = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + TEXT.encode(codec)).text == TEXT


@pytest.mark.parametrize("text", ["Beëindiging van € 180", "Reële uitgaven: € 5", "één keer – twee keer"])
def test_mojibake_is_repaired(text: str) -> None:
    broken = text.encode("utf-8").decode("cp1252")
    decoded = decode(broken.encode("utf-8"))
    assert decoded.text == text
    assert decoded.repaired


@pytest.mark.parametrize("text", ["Café Ã la carte", "Â", "Ã", "De teller stond op Ã."])
def test_what_is_not_certain_stays(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.text == text
    assert not decoded.repaired


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0" * 1_000, b"%PDF\x00\x01\x02\x03" * 50])
def test_binary_data_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        decode(data)
    assert "\n" not in str(refused.value)


PRINTED = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=60)


@given(PRINTED)
def test_utf_8_comes_back(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.text == text or decoded.repaired

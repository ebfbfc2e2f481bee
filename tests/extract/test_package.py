from __future__ import annotations

import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Limits, UnreadableDocument
from extract.package import BROKEN, MOST_ENTRIES, Package
from extract.safe_xml import parse_part
from tests.extract.archives import archive, bomb, deflated_zeros, from_parts

USUAL = Limits()
SMALL = Limits(unpacked=2_000_000)


def refusal_of(data: bytes, limits: Limits = USUAL) -> str:
    start = time.perf_counter()
    with pytest.raises(UnreadableDocument) as refused:
        Package(data, limits)
    assert time.perf_counter() - start < 5
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_entries_by_name_without_folders() -> None:
    package = Package(archive({"map/": "", "map/een.xml": "<a/>", "twee.txt": "2"}))
    assert package.names == ("map/een.xml", "twee.txt")
    assert "map/een.xml" in package
    assert package.read("twee.txt") == b"2"
    assert package.size("twee.txt") == 1
    assert package.xml("map/een.xml").tag == "a"


def test_an_absent_part_is_said_by_name() -> None:
    with pytest.raises(UnreadableDocument, match=r"no part word/document\.xml"):
        Package(archive({"een": "1"})).read("word/document.xml")


def test_names_with_backslashes_are_folders() -> None:
    assert Package(archive({"word\\document.xml": "<a/>"})).names == ("word/document.xml",)


def test_strict_documents_are_read_as_usual_ones() -> None:
    data = archive({"a.xml": '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'})
    assert Package(data).xml("a.xml").tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def test_a_gigabyte_in_a_megabyte() -> None:
    assert "unpacks to 1,000,000,000 bytes" in refusal_of(bomb("xl/worksheets/sheet1.xml", 1000))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    package = Package(bomb("word/document.xml", 1000, declared=1000))
    with pytest.raises(UnreadableDocument, match="damaged"):
        package.read("word/document.xml")


def test_entries_that_share_their_bytes() -> None:
    packed = deflated_zeros(1)
    shared = from_parts([(f"{number}.xml", packed, 1000) for number in range(50)], quoted=True)
    assert "over each other" in refusal_of(shared)


def test_an_entry_past_the_end() -> None:
    data = from_parts([("een", b"\x03\x00", 0)])
    directory = data.index(b"PK\x01\x02")
    lied = data[: directory + 20] + b"\xff\xff\xff\x0f" + data[directory + 24 :]
    assert "over each other" in refusal_of(lied)


def test_more_entries_than_any_document_has() -> None:
    many = from_parts([(str(number), b"\x03\x00", 0) for number in range(MOST_ENTRIES + 1)])
    assert "10,001 entries" in refusal_of(many)


def test_a_directory_of_a_million_entries_is_not_read() -> None:
    assert "entries" in refusal_of(archive({"een": "1"}) + b"PK\x01\x02" * 1_000_000)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:/Windows/x", "a/../../b", "..", "een\ntwee", "a\\..\\..\\b"]
)
def test_names_that_lead_out(name: str) -> None:
    assert "leads out of it" in refusal_of(archive({name: "1"}))


@pytest.mark.parametrize("name", ["Bijlage 1..2.docx", "a/..b/c", "één.docx"])
def test_names_that_only_look_odd(name: str) -> None:
    assert Package(archive({name: "1"})).names == (name,)


def test_two_entries_of_one_name() -> None:
    assert "2 entries named 'a.xml'" in refusal_of(from_parts([("a.xml", b"\x03\x00", 0)] * 2))


def test_an_encrypted_archive() -> None:
    data = archive({"een": "1"}, zipfile.ZIP_STORED)
    directory = data.index(b"PK\x01\x02")
    locked = data[: directory + 8] + b"\x01\x00" + data[directory + 10 :]
    assert "encrypted" in refusal_of(locked)


def test_methods_that_no_office_program_writes() -> None:
    assert "unusual way" in refusal_of(archive({"een": "1"}, zipfile.ZIP_LZMA))


def test_limit_of_what_is_unpacked() -> None:
    assert "3,000,000" in refusal_of(archive({"een": bytes(3_000_000)}), SMALL)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06", bytes(100)])
def test_what_is_no_archive(data: bytes) -> None:
    assert "damaged" in refusal_of(data)


GOOD = archive({"word/document.xml": "<a>" + "tekst " * 50 + "</a>", "b.xml": "<b/>"})


@given(place=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255), cut=st.integers(0, len(GOOD)))
def test_damage_is_refused_or_read_never_more(place: int, value: int, cut: int) -> None:
    for data in (GOOD[:place] + bytes([value]) + GOOD[place + 1 :], GOOD[:cut]):
        try:
            package = Package(data)
            for name in package.names:
                package.read(name)
        except UnreadableDocument:
            continue


def test_streams_break_with_what_is_named() -> None:
    package = Package(bomb("een", 1, declared=10))
    with pytest.raises(BROKEN), package.open("een") as stream:
        stream.read()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>', "entities"),
        (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>', "entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><a/>', "entities"),
        ("<a>" * 10_000 + "</a>" * 10_000, "nests elements"),
        ("<a><b></a>", "no well-formed XML"),
        ("", "no well-formed XML"),
        ("geen xml", "no well-formed XML"),
        ("<a>" + "<b/>" * 3_000_000 + "</a>", "bytes of memory"),
    ],
)
def test_hostile_xml_is_refused_in_time(source: str, words: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadableDocument, match=words) as refused:
        parse_part(source.encode(), "word/document.xml")
    assert time.perf_counter() - start < 5
    assert "word/document.xml" in str(refused.value)

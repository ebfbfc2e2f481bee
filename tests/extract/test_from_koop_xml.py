from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extract.document import Document, Limits, Locator, Options, Table, UnreadableDocument
from extract.from_koop_xml import read
from extract.koop.roots import ROOTS
from extract.readers import read as read_any
from tests.extract.page_cases import PageCase, outline, read_page_cases

CASES = read_page_cases("koop")
PAPERS = ("kst-35470-XIV-4.xml", "kst-37020-X-1.xml")


def publication(inside: str) -> bytes:
    return f"<officiele-publicatie><kamerstuk><stuk>{inside}</stuk></kamerstuk></officiele-publicatie>".encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_publication(case: PageCase) -> None:
    assert outline(read(case.page.encode())) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_line_ends_of_windows_change_nothing(case: PageCase) -> None:
    assert outline(read(case.page.replace("\n", "\r\n").encode())) == case.expected


def locators(document: Document) -> list[Locator]:
    cells = [cell for table in document.tables for cell in table.cells]
    return [item.locator for item in (*document.blocks, *cells, *document.notes)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_every_locator_is_an_xpath_to_one_element(case: PageCase) -> None:
    root = etree.fromstring(case.page.encode(), etree.XMLParser(remove_comments=True, remove_pis=True))
    for locator in locators(read(case.page.encode())):
        found = root.xpath(locator.address)
        assert isinstance(found, list)
        assert len(found) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_no_note_is_lost_and_each_has_a_key_of_its_own(case: PageCase) -> None:
    keys = [note.key for note in read(case.page.encode()).notes]
    assert len(keys) == len(set(keys))
    assert len(keys) >= len(list(etree.fromstring(case.page.encode()).iter("noot", "voetnoot")))


# What a publication says of itself


def test_a_paper_says_what_it_is() -> None:
    document = read(CASES[0].page.encode())
    assert document.title == "Begroting van een ministerie; BRIEF VAN DE MINISTER"
    assert document.publisher == "Tweede Kamer der Staten-Generaal"
    assert (document.published, document.language) == (date(2006, 2, 3), "nl")
    assert document.document_type == "BRIEF VAN DE MINISTER"
    assert (document.identifier, document.dossiers) == ("kst-30000-VI-7", ("30000-VI",))
    assert document.ministry == "Justitie"


def test_a_paper_of_before_2010_says_what_it_is() -> None:
    document = read(next(case for case in CASES if case.title.startswith("before 2010: front")).page.encode())
    assert document.title == "Begroting van een ministerie; MEMORIE VAN TOELICHTING"
    assert (document.identifier, document.dossiers) == ("kst-26800-VI-3", ("26800-VI",))
    assert (document.publisher, document.ministry) == ("Tweede Kamer der Staten-Generaal", "Justitie")


def test_a_note_in_the_title_is_no_part_of_it() -> None:
    note = '<noot id="a"><noot.nr>1</noot.nr><noot.al>Noot.</noot.al></noot>'
    assert read(publication(f"<titel>Verslag{note}</titel>")).title == "Verslag"


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("<datumtekst>Ontvangen <datum isodatum='2020-05-20'>20 mei</datum></datumtekst>", date(2020, 5, 20)),
        ("<datumtekst>Ontvangen 20 mei 2020</datumtekst>", date(2020, 5, 20)),
        ("<tekst-sluiting><datum>Den Haag, 3 maart 2009</datum></tekst-sluiting>", date(2009, 3, 3)),
        ("<al>Aan de Voorzitter</al><al>Den Haag, 7 juli 2023</al><al>Utrecht, 8 juli 2023</al>", date(2023, 7, 7)),
        ("<al>'s-Gravenhage, 3 mei 1999</al>", date(1999, 5, 3)),
        ("<datumtekst><datum isodatum='2020-13-45'/></datumtekst>", None),
        ("<al>Den Haag, 45 juli 2023</al>", None),
        ("<al>Op 3 maart 2009 viel het besluit.</al>", None),
    ],
)
def test_the_date_is_that_of_the_publication(inside: str, published: date | None) -> None:
    assert read(publication(inside)).published == published


def test_a_sentence_names_the_root_that_is_no_publication() -> None:
    with pytest.raises(UnreadableDocument, match="outermost element is rss") as refusal:
        read(b"<rss/>")
    assert all(root in str(refusal.value) for root in ROOTS)


# The record beside it

RECORD = """<metadata_gegevens><metadata name="DC.title" scheme="" content="Begroting; Brief"/>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="{identifier}"/>
<metadata name="DC.creator" scheme="OVERHEID.Ministerie" content="Ministerie van Justitie"/>
<metadata name="OVERHEIDop.dossiernummer" content="30000-VI"/><metadata name="OVERHEIDop.dossiernummer" content="29628"/>
<metadata name="DCTERMS.issued" content="2006-02-01"/></metadata_gegevens>"""


def with_record(page: bytes, record: str) -> Document:
    return read_any(page, name="stuk", options=Options(metadata=record.encode()))


def test_a_record_says_more_than_the_publication() -> None:
    document = with_record(publication("<titel>BRIEF</titel>"), RECORD.format(identifier="kst-30000-VI-7"))
    assert (document.title, document.published) == ("Begroting; Brief", date(2006, 2, 1))
    assert (document.publisher, document.ministry) == ("Ministerie van Justitie", "Justitie")
    assert (document.identifier, document.dossiers) == ("kst-30000-VI-7", ("30000-VI", "29628"))
    assert document.document_type == "BRIEF"
    assert not document.doubts


def test_a_record_of_another_publication_is_said_and_not_used() -> None:
    document = with_record(CASES[0].page.encode(), RECORD.format(identifier="kst-30000-VI-8"))
    (doubt,) = document.doubts
    assert doubt.rule == "unusable-metadata"
    assert "kst-30000-VI-8" in doubt.message
    assert "kst-30000-VI-7" in doubt.message
    assert document.title == "Begroting van een ministerie; BRIEF VAN DE MINISTER"


@pytest.mark.parametrize("record", ["", "<a", "<metadata_gegevens/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_record_that_cannot_be_read_is_said(record: str) -> None:
    document = with_record(CASES[0].page.encode(), record)
    assert [doubt.rule for doubt in document.doubts] == ["unusable-metadata"]


def test_a_page_has_a_record_too() -> None:
    document = with_record(b"<html><body><h1>Brief</h1></body></html>", RECORD.format(identifier="kst-30000-VI-7"))
    assert (document.media_type, document.identifier) == ("text/html", "kst-30000-VI-7")


# Sizes


def table(columns: str, entry: str, rows: int = 1) -> bytes:
    return publication(f"<table><tgroup>{columns}<tbody>{f'<row>{entry}</row>' * rows}</tbody></tgroup></table>")


def test_a_table_above_the_limit_is_refused() -> None:
    wide = "".join(f'<colspec colname="c{number}"/>' for number in range(1000))
    entry = '<entry namest="c0" nameend="c999" morerows="999999999"><al>1</al></entry><entry/>'
    with pytest.raises(UnreadableDocument, match="more than the 2000 cells allowed"):
        read(table(wide, entry, rows=300), limits=Limits(cells=2000))


def test_a_span_reaches_no_further_than_its_table() -> None:
    found = read(table("", '<entry morerows="99999999999999999999"><al>a</al></entry><entry><al>1</al></entry>'))
    assert [cell.rowspan for cell in found.tables[0].cells] == [1, 1]


@pytest.mark.parametrize("columns", ['<colspec colnum="999999999" colname="c"/>', '<colspec colnum="-3" colname="c"/>'])
def test_an_absurd_column_number_is_no_reason_to_fail(columns: str) -> None:
    found = read(table(columns, '<entry colname="c" morerows="-1"><al>a</al></entry>'))
    assert found.tables[0].columns <= 1000


def test_nesting_beyond_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="nested deeper than 50"):
        read(publication("<divisie>" * 60 + "<al>x</al>" + "</divisie>" * 60), limits=Limits(depth=50))


# Nothing is lost

words = st.text(alphabet="abc 12,%€é", max_size=6)
rows = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1))


@given(rows, st.data())
def test_entries_with_names_may_come_in_any_order(texts: list[list[str]], data: st.DataObject) -> None:
    columns = "".join(f'<colspec colname="k{number}"/>' for number in range(len(texts[0])))
    written = []
    for row in texts:
        entries = [f'<entry colname="k{number}"><al>{text}</al></entry>' for number, text in enumerate(row)]
        written.append(f"<row>{''.join(data.draw(st.permutations(entries)))}</row>")
    found = read(publication(f"<table><tgroup>{columns}<tbody>{''.join(written)}</tbody></tgroup></table>"))
    if not any(text.strip() for row in texts for text in row):
        assert not found.tables
        return
    assert not found.doubts
    cells = {(cell.row, cell.column): cell.content.text for cell in found.tables[0].cells}
    kept = {(row, column): " ".join(text.split()) for row, line in enumerate(texts) for column, text in enumerate(line)}
    assert cells == kept


@pytest.mark.parametrize("name", PAPERS)
def test_no_word_of_a_real_paper_is_lost(name: str, shared: Path) -> None:
    data = (shared / "real" / "koop" / name).read_bytes()
    document = read(data)
    printed = "".join(_printed(document))
    body = etree.fromstring(data).find("kamerstuk")
    assert body is not None
    wanted = "".join("".join(map(str, part.itertext())) for part in body if part.tag != "kamerstukkop")
    assert sorted("".join(wanted.split())) == sorted("".join(printed.split()))
    assert len(document.notes) == len(list(body.iter("noot")))


def _printed(document: Document) -> list[str]:
    texts = [note.content.raw for note in document.notes]
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [cell.content.raw for cell in block.cells]
            texts += [block.caption.raw] if block.caption else []
        else:
            texts += [getattr(block, "label", ""), block.content.raw]
    return texts

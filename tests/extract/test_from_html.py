from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extract.document import Document, Heading, Limits, ListItem, Paragraph, Table, UnreadableDocument
from extract.from_html import read
from extract.grid import Grid
from tests.extract.page_cases import PageCase, outline, read_page_cases

CASES = read_page_cases("html")
KOOP_PAGES = ("koop-html-noten.html", "koop-html-vraag.html")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_page(case: PageCase) -> None:
    assert outline(read(case.page.encode())) == case.expected


def texts(document: Document) -> list[str]:
    """All that a document prints, piece by piece."""
    printed = [note.content.raw for note in document.notes]
    for block in document.blocks:
        match block:
            case Table():
                printed += [cell.content.raw for cell in block.cells]
                printed += [block.caption.raw] if block.caption else []
            case Heading() | Paragraph() | ListItem():
                printed.append(block.content.raw)
    return printed


# What a page says of itself


def test_the_head_names_title_publisher_date_language_and_kind() -> None:
    page = """<html xml:lang="nl-NL" lang="nl-NL"><head><title>Iets | Site</title>
    <meta name="DC.title" content="Begroting 2022"><meta name="DC.creator" content="Ministerie van Financiën">
    <meta name="DCTERMS.issued" content="2021-09-21"><meta name="OVERHEIDop.publicationName" content="Kamerstuk">
    </head><body><p>Tekst.</p></body></html>"""
    document = read(page.encode())
    assert document.media_type == "text/html"
    assert (document.title, document.publisher) == ("Begroting 2022", "Ministerie van Financiën")
    assert (document.published, document.language, document.document_type) == (date(2021, 9, 21), "nl", "Kamerstuk")


def test_a_paper_of_parliament_says_what_it_is() -> None:
    page = """<head><title>Kamerstuk 30000-VI, nr. 7 | Overheid.nl</title><meta name="DC.identifier" content="kst-30000-VI-7">
    <meta name="DC.title" content="Begroting 2006; Brief regering"><meta name="OVERHEIDop.dossiernummer" content="30000-VI">
    <meta name="OVERHEIDop.dossiernummer" content="29 628"><meta name="OVERHEIDop.publicationName" content="Kamerstuk"></head>
    <div class="stuk"><h1 class="stuktitel">BRIEF VAN DE MINISTER</h1><p class="kamerstukdatum">Ontvangen 3 februari 2006</p>
    <p class="ondertekening"><span class="functie">De Minister van Justitie,</span></p></div>"""
    document = read(page.encode())
    assert (document.title, document.document_type) == ("Begroting 2006; Brief regering", "BRIEF VAN DE MINISTER")
    assert (document.identifier, document.dossiers) == ("kst-30000-VI-7", ("30000-VI", "29628"))
    assert (document.published, document.ministry) == (date(2006, 2, 3), "Justitie")


def test_a_letter_to_parliament_is_of_the_date_below_its_address() -> None:
    page = b"<head><meta name='DC.identifier' content='kst-1-2'></head><h1>Brief</h1><p>Den Haag, 7 juli 2023</p>"
    assert read(page).published == date(2023, 7, 7)
    assert read(page.replace(b"kst-1-2", b"")).published is None


def test_a_paper_without_a_head_has_a_dossier_all_the_same() -> None:
    page = b"<h1><span class='dossiernummer'>30 000 VI</span> Begroting</h1><p>Tekst.</p>"
    assert read(page).dossiers == ("30000-VI",)


def test_the_address_of_a_part_says_what_the_whole_is() -> None:
    page = """<div itemscope itemid="https://voorbeeld.nl/memorie-van-toelichting/2022/OWB/VI/onderdeel/1"><h1>2.2 Agenda</h1>
    <span class="metadata" itemscope itemtype="http://schema.org/GovernmentOrganization"><span itemprop="name">Ministerie</span>
    </span></div>"""
    document = read(page.encode())
    assert (document.document_type, document.publisher) == ("memorie van toelichting 2022 OWB VI", "Ministerie")
    assert (document.title, document.ministry) == ("2.2 Agenda", None)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Pagina</title><meta name='DC.title' content='Stuk'><h1>Kop</h1>", "Kop"),
        ("<title>Pagina</title><meta property='og:title' content='Stuk'><p>x</p>", "Stuk"),
        ("<title>Pagina | Gemeente</title><p>x</p>", "Pagina"),
        ("<p>x</p>", None),
    ],
)
def test_the_title_is_the_first_heading_else_what_the_head_says(page: str, title: str | None) -> None:
    assert read(page.encode()).title == title


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<meta property='article:published_time' content='2022-05-01T10:00:00+02:00'><p>x</p>", date(2022, 5, 1)),
        ("<meta name='DC.date' content='21-09-2021'><p>x</p>", date(2021, 9, 21)),
        ("<p>x</p><time datetime='2020-03-04'>4 maart</time>", date(2020, 3, 4)),
        ("<p>x</p><time datetime='2020-03-04'>a</time><time datetime='2021-03-04'>b</time>", None),
        ("<meta name='DC.date' content='2021-13-41'><p>x</p>", None),
    ],
)
def test_the_date_of_publication(page: str, published: date | None) -> None:
    assert read(page.encode()).published == published


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><body><p>Financiën: € 5</p></body></html>"
    assert texts(read(page.encode(encoding))) == ["Financiën: € 5"]


def test_characters_of_windows_named_by_number_are_what_browsers_show() -> None:
    assert texts(read(b"<p>&#128; 5 &#150; 6</p>")) == ["€ 5 – 6"]


# Places


def nodes_at(root: etree._Element, address: str) -> list[etree._Element]:
    found = root.xpath(address)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


PLACES = """<html><body><div><p>Vooraf</p><p>Inleiding</p><o:p>x</o:p><ul><li>een</li><li>twee</li></ul></div>
<div><table><thead><tr><th>h1</th><td>d1</td><th>h2</th></tr></thead>
<tr><td>a1</td><td>a2</td><td>a3</td></tr><tbody><tr><td>b1</td><td>b2<table><tr><td>in1</td><td>in2</td></tr></table></td>
<td>b3</td></tr></tbody><tr><td>c1</td><td>c2</td><td>c3</td></tr></table><form><table><form><tr><td>f1</td><td>f2</td></tr>
</form></table></form></div></body></html>"""


def test_an_address_finds_its_cell_again() -> None:
    root = etree.fromstring(PLACES.encode(), etree.HTMLParser(encoding="utf-8"))
    cells = [cell for table in read(PLACES.encode()).tables for cell in table.cells]
    assert len(cells) == 16
    for cell in cells:
        (node,) = nodes_at(root, cell.locator.address)
        assert (node.text or "").strip() == cell.content.text


def test_an_address_finds_its_block_again() -> None:
    root = etree.fromstring(PLACES.encode(), etree.HTMLParser(encoding="utf-8"))
    for block in read(PLACES.encode()).blocks:
        (node,) = nodes_at(root, block.locator.address)
        if isinstance(block, Paragraph | ListItem):
            assert block.content.text in "".join(map(str, node.itertext()))
        else:
            assert node.tag == "table"


def test_keys_of_notes_are_unique_and_every_link_leads_to_one() -> None:
    rows = "".join(
        f"<tr><td>r{n}<sup><a href='#fn{n}'>{n}</a></sup></td><td>1<sup>1</sup></td></tr>" for n in range(1, 4)
    )
    notes = "<div id=noten><p id=fn1><sup>1</sup> A</p><p id=fn2><sup>2</sup> B</p><p>1 C</p><p>1 D</p></div>"
    document = read(f"<table>{rows}</table>{notes}<p>x<sup><a href='#weg'>9</a></sup></p>".encode())
    keys = [note.key for note in document.notes]
    assert len(set(keys)) == len(keys) == 4
    links = {marker.note for cell in document.tables[0].cells for marker in cell.content.markers}
    assert links == {None, "fn1", "fn2"}


# Nothing is lost


def wrap(tag_and_content: tuple[str, str]) -> str:
    tag, content = tag_and_content
    return f"<{tag}>{content}</{tag}>"


def table(cells: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        + "</table>"
    )


WORDS = st.lists(st.sampled_from(["alfa", "bravo", "charlie", "delta", "echo"]), min_size=1, max_size=4).map(" ".join)
INLINE = st.recursive(
    WORDS.map(escape),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "span", "u", "small", "font"]), inner).map(wrap),
    max_leaves=3,
)


TABLES = st.lists(st.lists(INLINE, min_size=2, max_size=3), min_size=2, max_size=3).map(table)
BLOCKS = st.recursive(
    st.one_of(st.tuples(st.sampled_from(["p", "h2", "div", "blockquote"]), INLINE).map(wrap), TABLES),
    lambda inner: st.tuples(
        st.sampled_from(["div", "section", "ul", "li", "td", "center", "b"]),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ).map(wrap),
    max_leaves=8,
)


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_every_word_of_the_content_is_in_the_document(content: str) -> None:
    expected = "".join(map(str, etree.fromstring(f"<body>{content}</body>", etree.HTMLParser()).itertext()))
    document = read(f"<body>{content}</body>".encode())
    assert sorted("".join(texts(document)).replace(" ", "")) == sorted(expected.replace(" ", ""))


@given(st.lists(st.lists(st.integers(0, 4000).map(str), min_size=1, max_size=5), min_size=2, max_size=5))
def test_every_cell_is_at_its_place(cells: list[list[str]]) -> None:
    if sum(map(len, cells)) == len(cells) == 1:
        return
    (found,) = read(table(cells).encode()).tables
    grid = Grid(found)
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            cell = grid.at(row, column)
            assert cell is not None
            assert cell.content.text == value


# Limits


def test_a_page_above_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableDocument, match="more than the 100 allowed"):
        read(b"<p>" + b"x" * 100, limits=Limits(bytes=100))


def test_nesting_above_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="nested deeper than 30"):
        read(b"<div>" * 40 + b"x", limits=Limits(depth=30))


@pytest.mark.parametrize("data", [b"", b"  \n", b"<!-- niets -->", b"\x00\x01\x02", b"<p>\x00\x00</p>"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"^[A-Z].*\.$"):
        read(data)


HOSTILE = {
    "deep elements": "<div>" * 20_000 + "x",
    "deep spans": "<p>" + "<span>" * 2_000 + "x",
    "deep raised": "<sup>" * 1_900 + "1",
    "deep lists": "<ul><li>x" * 900,
    "deep tables": "<table><tr><td>x</td><td>" * 1_000,
    "deep text": ("<table><tr><td>" + "woord " * 200 + "</td><td>") * 600,
    "wide spans": "<table><tr>" + "<td colspan=1000000000>x" * 300,
    "high spans": "<table>" + "<tr><td rowspan=999999999 colspan=900>x<td>y" * 300,
    "attributes": "<td " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
    "style": "<div style='" + "text-decoration:" * 50_000 + "'>x",
    "unclosed headings": "<h2><p>" * 50_000,
    "unclosed cells": "<table><tr><td>a<td>1" * 3_000,
    "tables": "<table><tr><td>a</td><td>1</td></tr></table>" * 5_000,
    "captions": "<p><b>Tabel 1</b></p>" * 20_000 + "<table><tr><td>a</td><td>1</td></tr></table>",
    "links": "".join(f"<a href=#x{number + 1} id=x{number}>1</a>" for number in range(30_000)),
    "entities": "&#99999999999;&foo;&#x0;&nbsp" * 20_000,
    "signs": "<" * 300_000,
    "quotes": "<a '" * 50_000,
    "comments": "<!--" * 50_000,
    "breaks": "<table><tr><td>a</td><td>1</td></tr></table><p>" + "<sup>1</sup> x<br>" * 10_000,
    "classes": "<div class='" + "menu- " * 100_000 + "'>x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon_in_a_document_or_a_refusal(name: str) -> None:
    start = time.perf_counter()
    with suppress(UnreadableDocument):
        assert read(HOSTILE[name].encode()).media_type == "text/html"
    assert time.perf_counter() - start < 10


def page_of(tables: int) -> bytes:
    row = "<tr><td><p>Label<sup>1</sup></p></td>" + "<td><div><span>1.522</span></div></td>" * 4 + "</tr>"
    return (f"<main><p><b>Tabel</b></p><table>{row * 20}</table><p><sup>1</sup> Noot.</p>" * tables).encode()


def seconds(data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start


def test_ten_times_the_page_is_about_ten_times_the_work() -> None:
    small, large = page_of(20), page_of(200)
    read(small)
    one = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 20 * one


def test_a_hundred_tables_are_read_well_within_a_second() -> None:
    data = page_of(100)
    read(page_of(1))
    assert len(read(data).tables) == 100
    assert min(seconds(data) for _ in range(3)) < 0.6


# Real tables


def gold_names() -> list[str]:
    folder = Path(__file__).parents[3] / "shared" / "gold"
    if not folder.is_dir():
        return []
    manifest = json.loads((folder / "documents" / "manifest.json").read_text(encoding="utf-8"))
    return sorted(name for name, entry in manifest.items() if entry["format"] == "html")


@pytest.mark.parametrize("name", gold_names())
def test_the_grid_of_a_real_table(name: str, shared: Path) -> None:
    manifest = json.loads((shared / "gold" / "documents" / "manifest.json").read_text(encoding="utf-8"))
    gold = json.loads((shared / "gold" / "tables" / f"{manifest[name]['gold']}.json").read_text(encoding="utf-8"))
    document = read((shared / "gold" / "documents" / name).read_bytes())
    expected = gold.get("grid") or []
    assert len(document.tables) == (1 if expected else 0)
    for found in document.tables:
        assert (found.rows, found.columns) == (len(expected), len(expected[0]))
        assert found.caption is not None
        assert found.caption.text == gold["caption"]
        assert_holds(found, expected)
    assert [(note.marker, note.content.text) for note in document.notes] == [
        (note["marker"], note["text"]) for note in gold["footnotes"]
    ]


def without_space(text: str) -> str:
    return "".join(text.split())


def assert_holds(found: Table, expected: list[list[str]]) -> None:
    """Each cell prints what stands in one of the slots that it covers, and each printed slot is covered by its cell."""
    grid = Grid(found)
    for row, texts_of_row in enumerate(expected):
        for column, text in enumerate(texts_of_row):
            cell = grid.at(row, column)
            assert cell is not None
            if text not in ("", "^"):
                assert without_space(cell.content.raw) == without_space(text)
    for cell in found.cells:
        covered = expected[cell.row][cell.column : cell.column + cell.colspan]
        assert without_space(cell.content.raw) in {without_space(text) for text in covered}


@pytest.mark.parametrize("name", KOOP_PAGES)
def test_a_piece_of_a_real_publication(name: str, shared: Path) -> None:
    document = read((shared / "real" / "koop" / name).read_bytes())
    if name == "koop-html-noten.html":
        assert [(note.marker, note.content.text) for note in document.notes] == [
            ("1", "http://nos.nl/l/2077649"),
            ("2", "VOG: verklaring omtrent gedrag"),
        ]
    else:
        headings = [block.content.text for block in document.blocks if isinstance(block, Heading)]
        assert headings == ["Vraag 1", "Vraag 2", "Vraag 3", "Vraag 4"]
        first = document.blocks[1]
        assert isinstance(first, Paragraph)
        assert [marker.text for marker in first.content.markers] == ["1", "2"]

from __future__ import annotations

import pytest

from benchmarks.offices import ODF, pack
from extract.document import Document, Heading, Limits, ListItem, Paragraph, Table, UnreadableDocument
from extract.from_odt import read

STYLES = """
<style:style style:name="Hoog" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Laag" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="Weg" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Door" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Vet_20_kop"/>
<style:style style:name="Vet_20_kop" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Tabel"/>
<style:style style:name="In" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.5cm"/></style:style>
<style:style style:name="Geheim" style:family="section"><style:section-properties text:display="none"/></style:style>
<style:style style:name="Kring" style:family="paragraph" style:parent-style-name="Kring"/>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="1"/>
  <text:list-level-style-bullet text:level="3" text:bullet-char="•"/>
</text:list-style>
"""
OUTLINE = """
<text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="1"/>
  <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
</text:outline-style>
"""


def odt(body: str, *, styles: str = STYLES, **parts: str) -> bytes:
    content = (
        f"<office:document-content {ODF} {DRAW}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = {name.replace("_", "."): part for name, part in parts.items()}
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **named})


DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xml="http://www.w3.org/XML/1998/namespace"'


def p(inner: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{inner}</text:p>"


def span(inner: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def lines(body: str, **options: str) -> list[str]:
    found = (block for block in read(odt(body, **options)).blocks if not isinstance(block, Table))
    return [" ".join(filter(None, (getattr(block, "label", ""), block.content.raw))) for block in found]


def cell(inner: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inner if inner.startswith('<') else p(inner)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(each if each.startswith('<') else cell(each) for each in cells)}</table:table-row>"


def table(*rows: str, columns: str = "") -> str:
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def table_of(*rows: str, columns: str = "") -> Table:
    return read(odt(table(*rows, columns=columns))).tables[0]


def grid_of(document: Document, number: int = 0) -> list[list[str]]:
    found = document.tables[number]
    return [[each.content.raw for each in found.cells if each.row == index] for index in range(found.rows)]


TEXTS = [
    ("spaces, tabs and line breaks", p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), ["a b c d"]),
    ("a span within a span", p(span("Aan" + span("tal", "P1"), "P1")), ["Aantal"]),
    ("hidden text", p("zichtbaar" + span(" weg", "Weg")), ["zichtbaar"]),
    ("text that was struck out", p(span("351", "Door") + "315"), ["315"]),
    ("what a tracked change took away", "<text:tracked-changes><text:changed-region><text:deletion>" + p("oud") +
        "</text:deletion></text:changed-region></text:tracked-changes>" + p('315<text:change text:change-id="x"/>'), ["315"]),
    ("what a tracked change added", p('<text:change-start text:change-id="x"/>nieuw<text:change-end text:change-id="x"/>'), ["nieuw"]),
    ("a remark beside the text", p("tekst<office:annotation>" + p("klopt dit?") + "</office:annotation>"), ["tekst"]),
    ("a link and a field", p('<text:a>hier</text:a> op blz. <text:page-number>3</text:page-number>'), ["hier op blz. 3"]),
    ("a number of a caption", p('Tabel <text:sequence text:name="Tabel">4</text:sequence>'), ["Tabel 4"]),
    ("a raised power", p("per m" + span("2", "Hoog")), ["per m²"]),
    ("a lowered figure", p("CO" + span("2", "Laag")), ["CO2"]),
    ("a section that is shown and one that is not", "<text:section>" + p("wel") + "</text:section>"
        + '<text:section text:style-name="Geheim">' + p("niet") + "</text:section>", ["wel"]),
    ("a table of contents", f"<text:table-of-content><text:index-body>{p('1 Inleiding 3')}</text:index-body></text:table-of-content>"
        + p("tekst"), ["tekst"]),
    ("a frame in the text and one beside it", p(f"voor<draw:frame><draw:text-box>{p('in')}</draw:text-box></draw:frame>")
        + f"<draw:frame><draw:text-box>{p('naast')}</draw:text-box></draw:frame>", ["voor", "in", "naast"]),
    ("styles of a circle", p("tekst", "Kring"), ["tekst"]),
    ("signs that no text may hold", p("a\ufdd0b\ufdd1c"), ["abc"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_text_is_what_is_printed(body: str, printed: list[str]) -> None:
    assert lines(body) == printed


def test_headings_with_the_numbers_of_the_outline() -> None:
    body = (
        '<text:h text:outline-level="1">Inleiding</text:h><text:h text:outline-level="1">Beleid</text:h>'
        '<text:h text:outline-level="2">Veiligheid</text:h><text:h text:outline-level="1" text:is-list-header="true">Bijlage</text:h>'
    )
    found = [block for block in read(odt(body, styles=STYLES + OUTLINE)).blocks if isinstance(block, Heading)]
    assert [(each.content.text, each.level) for each in found] == [
        ("1 Inleiding", 1), ("2 Beleid", 1), ("2.1 Veiligheid", 2), ("Bijlage", 1),
    ]  # fmt: skip


def items(*texts: str, attributes: str = "") -> str:
    inner = "".join(f"<text:list-item>{each if each.startswith('<') else p(each)}</text:list-item>" for each in texts)
    return f'<text:list text:style-name="L1" {attributes}>{inner}</text:list>'


def test_lists_with_the_labels_of_their_style() -> None:
    nested = (
        p("twee")
        + f"<text:list><text:list-item>{p('sub')}</text:list-item><text:list-item>{p('sub')}</text:list-item></text:list>"
    )
    found = [block for block in read(odt(items("een", nested, "drie"))).blocks if isinstance(block, ListItem)]
    assert [(each.label, each.level, each.content.text) for each in found] == [
        ("1.", 1, "een"), ("2.", 1, "twee"), ("a)", 2, "sub"), ("b)", 2, "sub"), ("3.", 1, "drie"),
    ]  # fmt: skip


def test_a_list_that_goes_on_and_one_that_does_not() -> None:
    going_on = items("drie", attributes='text:continue-numbering="true"')
    assert lines(items("een", "twee") + p("tussen") + going_on) == ["1. een", "2. twee", "tussen", "3. drie"]
    assert lines(items("een") + p("tussen") + items("een")) == ["1. een", "tussen", "1. een"]


def test_a_second_paragraph_of_an_item_has_no_label() -> None:
    assert lines(items(p("een") + p("meer"), "twee")) == ["1. een", "meer", "2. twee"]


def test_spans_with_the_cells_that_they_cover() -> None:
    found = table_of(
        row(
            cell("Indicator", 'table:number-rows-spanned="2"'),
            cell("Realisatie", 'table:number-columns-spanned="2"'),
            COVERED,
            "Norm",
        ),
        row(COVERED, "2019", "2020", "2021"),
        row("Zaken", "12", "13", "14"),
    )
    assert [(each.row, each.column, each.rowspan, each.colspan) for each in found.cells][:3] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (0, 3, 1, 1),
    ]
    assert [(each.column, each.content.text) for each in found.cells if each.row == 1] == [
        (1, "2019"),
        (2, "2020"),
        (3, "2021"),
    ]


def test_spans_without_the_cells_that_they_cover() -> None:
    found = table_of(
        row(cell("Indicator", 'table:number-rows-spanned="2"'), cell("Realisatie", 'table:number-columns-spanned="2"')),
        row("2019", "2020"),
        row("Zaken", "12", "13"),
    )
    assert [(each.column, each.content.text) for each in found.cells if each.row == 1] == [(1, "2019"), (2, "2020")]


def test_repeated_cells_and_rows() -> None:
    found = table_of(
        row("Indicator", "2019", "2020"),
        row("Zaken", cell("12", 'table:number-columns-repeated="2"')),
        row("Doden", "3", "4", attributes='table:number-rows-repeated="2"'),
    )
    printed = [[each.content.text for each in found.cells if each.row == index] for index in range(found.rows)]
    assert printed[1:] == [["Zaken", "12", "12"], ["Doden", "3", "4"], ["Doden", "3", "4"]]


def test_rows_repeated_a_million_times_are_refused() -> None:
    body = table(row("Indicator", "2020"), row("a", "1", attributes='table:number-rows-repeated="1000000"'))
    with pytest.raises(UnreadableDocument, match="cells allowed"):
        read(odt(body), limits=Limits(cells=10_000))


def test_header_rows_and_hidden_ones() -> None:
    head = f"<table:table-header-rows>{row('Indicator', '2020')}</table:table-header-rows>"
    found = table_of(head, row("weg", "1", attributes='table:visibility="collapse"'), row("Zaken", "12"))
    assert (found.header_rows, found.rows) == (1, 2)
    assert [each.header for each in found.cells] == [True, True, False, False]


def test_a_table_within_a_cell_and_a_table_that_frames_text() -> None:
    inner = table(row("Binnen", "1"), row("Ook", "2"))
    document = read(odt(table(row(cell(p("Buiten") + inner), "12"), row("Zaken", "3"))))
    assert grid_of(document) == [["Buiten", "12"], ["Zaken", "3"]]
    assert grid_of(document, 1) == [["Binnen", "1"], ["Ook", "2"]]
    framed = read(odt(table(row(cell(p("Tekst.") + inner)))))
    assert [type(block) for block in framed.blocks] == [Paragraph, Table]


def test_bold_and_indents_of_cells() -> None:
    found = table_of(row(cell(p("Indicator", "P1")), "2020"), row("Totaal", "2"), row(cell(p("waarvan", "In")), "1"))
    assert [each.bold for each in found.cells][:2] == [True, False]
    assert [each.indent for each in found.cells if each.column == 0] == [0, 0, 1]


NOTE = (
    '<text:note text:id="ftn{0}" text:note-class="footnote"><text:note-citation{1}>{2}</text:note-citation>'
    "<text:note-body><text:p>{3}</text:p></text:note-body></text:note>"
)


def test_notes_in_text_and_cells() -> None:
    body = p("Tekst" + NOTE.format(1, "", "1", "In de tekst.")) + table(
        row("Indicator", "2020"), row("Zaken", cell(p("12" + NOTE.format(2, ' text:label="*)"', "*)", "In de cel."))))
    )
    document = read(odt(body))
    assert [(note.marker, note.content.text, note.table) for note in document.notes] == [
        ("1", "In de tekst.", None),
        ("*)", "In de cel.", 1),
    ]
    last = document.tables[0].cells[-1].content
    assert (last.text, last.markers[0].note) == ("12", document.notes[1].key)


def test_a_second_reference_to_a_note() -> None:
    again = '<text:note-ref text:ref-name="ftn1" text:note-class="footnote">1</text:note-ref>'
    document = read(odt(p("a" + NOTE.format(1, "", "1", "Noot.")) + p("b" + again)))
    second = [block for block in document.blocks if isinstance(block, Paragraph)][1]
    assert second.content.markers[0].note == document.notes[0].key


def test_captions_by_the_style_that_a_style_builds_on() -> None:
    document = read(odt(p("Tabel 1 Zaken", "P2") + table(row("Indicator", "2020"), row("Zaken", "12"))))
    assert document.tables[0].caption is not None
    assert document.tables[0].caption.text == "Tabel 1 Zaken"


def test_an_encrypted_document_is_refused() -> None:
    manifest = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    with pytest.raises(UnreadableDocument, match="is encrypted"):
        read(pack({"content.xml": "geheim", **manifest}))


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="holds no text"):
        read(pack({"content.xml": f"<office:document-content {ODF}/>"}))

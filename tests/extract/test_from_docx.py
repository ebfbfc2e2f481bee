from __future__ import annotations

from datetime import date

import pytest

from benchmarks.offices import WORD, pack
from extract.document import Heading, Limits, ListItem, Paragraph, Table, UnreadableDocument
from extract.from_docx import read
from tests.extract.word import (
    FILLER,
    RAISED,
    blocks,
    cell,
    docx,
    grid_of,
    lines,
    paragraph,
    row,
    rows_of,
    run,
    span,
    table,
)

FOOTNOTE = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>' + run(" {1}") + "</w:p></w:footnote>"
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
)
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    + LEVEL.format(0, "decimal", "%1.")
    + LEVEL.format(1, "lowerLetter", "%2)")
    + LEVEL.format(2, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def notes(*texts: str) -> str:
    return SEPARATORS + "".join(FOOTNOTE.format(number, text) for number, text in enumerate(texts, start=1))


def refer(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def item(text: str, level: int = 0, number: int = 1) -> str:
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=own)


PROMPT = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
GONE = "<w:rPr><w:del/></w:rPr>"

TEXTS = [
    ("runs split anywhere are one text", paragraph("Aan", "tal za", "ken"), ["Aantal zaken"]),
    ("a tab and a line break are spaces", paragraph(run("a"), "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), ["a b c"]),
    ("a soft hyphen prints nothing", paragraph("<w:r><w:t>cri</w:t><w:softHyphen/><w:t>mineel</w:t></w:r>"), ["crimineel"]),
    ("a hyphen that does not break", paragraph("<w:r><w:t>2019</w:t><w:noBreakHyphen/><w:t>2022</w:t></w:r>"), ["2019-2022"]),
    ("a sign of a font of signs", paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 90%"), ["≥ 90%"]),
    ("hidden text", paragraph("zichtbaar", run(" verborgen", "<w:vanish/>")), ["zichtbaar"]),
    ("text that is hidden no more", paragraph(run("wel", '<w:vanish w:val="0"/>')), ["wel"]),
    ("text that was struck out", paragraph(run("351 ", "<w:strike/>"), "315"), ["315"]),
    ("deleted text is not there", paragraph("315", '<w:del w:id="1"><w:r><w:delText>351</w:delText></w:r></w:del>'), ["315"]),
    ("inserted text is", paragraph("Norm", f'<w:ins w:id="1">{run(" 2021")}</w:ins>'), ["Norm 2021"]),
    ("text moved away and text moved here", paragraph(f"<w:moveFrom>{run('a')}</w:moveFrom>", f"<w:moveTo>{run('b')}</w:moveTo>"), ["b"]),
    ("a link", paragraph("zie ", f'<w:hyperlink r:id="x" xmlns:r="r">{run("hier")}</w:hyperlink>'), ["zie hier"]),
    ("a content control", paragraph(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Breda')}</w:sdtContent></w:sdt>"), ["Breda"]),
    ("a control around paragraphs", f"<w:sdt><w:sdtContent>{paragraph('a')}{paragraph('b')}</w:sdtContent></w:sdt>", ["a", "b"]),
    ("a prompt that nobody filled in", paragraph("x", f"<w:sdt>{PROMPT}<w:sdtContent>{run('Klik hier')}</w:sdtContent></w:sdt>"), ["x"]),
    ("the result of a field, not its code", paragraph(*(f"<w:r>{part}</w:r>" for part in (
        '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>IF 1 = 1</w:instrText>", "<w:t>code</w:t>",
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>uitkomst</w:t>", '<w:fldChar w:fldCharType="end"/>')), " erna"), ["uitkomst erna"]),
    ("a field in a field", paragraph(*(f"<w:r>{part}</w:r>" for part in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>binnen</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:fldChar w:fldCharType="separate"/>', "<w:t>buiten</w:t>",
        '<w:fldChar w:fldCharType="end"/>'))), ["buiten"]),
    ("a field without an end loses no later text", paragraph(BEGIN, "kwijt") + paragraph("wel"), ["wel"]),
    ("a simple field", paragraph("Tabel ", f'<w:fldSimple w:instr=" SEQ Tabel ">{run("3")}</w:fldSimple>'), ["Tabel 3"]),
    ("ends of fields that never began", paragraph(f'<w:fldSimple w:instr="PAGE">{END}{END}</w:fldSimple>', "wel"), ["wel"]),
    ("a comment is not printed", paragraph("tekst", '<w:r><w:commentReference w:id="1"/></w:r>'), ["tekst"]),
    ("a formula", paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), ["x"]),
    ("a raised power stays with its unit", paragraph("per m", run("2", RAISED)), ["per m²"]),
    ("a lowered figure", paragraph("CO", run("2", '<w:vertAlign w:val="subscript"/>'), "-uitstoot"), ["CO2-uitstoot"]),
    ("signs that no text may hold", paragraph("a\ufdd0b\ufdd1c"), ["abc"]),
    ("a line of a table of contents", paragraph("1 Inleiding 3", style="Inhopg1") + paragraph("tekst"), ["tekst"]),
    ("a paragraph whose end was deleted", paragraph("Aantal ", properties=GONE) + paragraph("zaken"), ["Aantal zaken"]),
    ("text in a box, in two forms", paragraph("voor", "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
        + paragraph("in het vak") + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>"
        + paragraph("in het vak") + "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>") + paragraph("na"),
        ["voor", "in het vak", "na"]),
    ("a box of before 2010", paragraph("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("oud")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"), ["oud"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_text_is_what_word_prints(body: str, printed: list[str]) -> None:
    assert lines(body) == printed


def test_styles_of_a_circle_end() -> None:
    assert lines(paragraph("tekst", style="Kring")) == ["tekst"]


def test_headings_by_name_outline_level_and_what_styles_build_on() -> None:
    body = (
        paragraph("Eerste", style="Kop1")
        + paragraph("Tweede", style="EigenKop")
        + paragraph("Derde", properties='<w:outlineLvl w:val="2"/>')
        + paragraph("Geen kop", style="Kop2", properties='<w:outlineLvl w:val="9"/>')
        + paragraph("Nota", style="Titel")
    )
    found = [
        (block.content.text, getattr(block, "level", None)) for block in blocks(body) if not isinstance(block, Table)
    ]
    assert found == [("Eerste", 1), ("Tweede", 2), ("Derde", 3), ("Geen kop", None), ("Nota", 1)]


def test_lists_have_the_labels_that_word_counts() -> None:
    body = item("een") + item("sub", 1) + item("sub", 1) + item("twee") + item("sub", 1) + item("punt", 2)
    found = [
        (block.label, block.level, block.content.text)
        for block in blocks(body, numbering=LIST)
        if isinstance(block, ListItem)
    ]
    assert found == [
        ("1.", 1, "een"), ("a)", 2, "sub"), ("b)", 2, "sub"), ("2.", 1, "twee"), ("a)", 2, "sub"), ("•", 3, "punt"),
    ]  # fmt: skip


def test_a_list_that_begins_at_a_number_of_its_own_then_counts_on() -> None:
    body = item("een") + item("vijf", number=2) + item("zes", number=2)
    assert lines(body, numbering=LIST) == ["1. een", "5. vijf", "6. zes"]


def test_a_deleted_item_is_not_counted() -> None:
    gone = paragraph(
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    assert lines(item("een") + gone + item("twee"), numbering=LIST) == ["1. een", "2. twee"]


def test_numbers_of_headings_are_part_of_them() -> None:
    levels = LEVEL.format(0, "decimal", "%1").replace("<w:start", '<w:pStyle w:val="Kop1"/><w:start', 1)
    levels += LEVEL.format(1, "decimal", "%1.%2")
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    one, two = (f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' for level in (0, 1))
    body = paragraph("Inleiding", style="Kop1", properties=one) + paragraph("Beleid", style="Kop1", properties=one)
    body += paragraph("Veiligheid", style="Kop2", properties=two)
    found = [block.content.text for block in blocks(body, numbering=numbering) if isinstance(block, Heading)]
    assert found == ["1 Inleiding", "2 Beleid", "2.1 Veiligheid"]


MERGED = table(
    row(cell("Indicator", properties='<w:vMerge w:val="restart"/>'), cell("Realisatie", properties=span(2)), "Norm"),
    row(cell("oud", properties="<w:vMerge/>"), "2019", "2020", "2021"),
    row("Aantal zaken", "12", "13", "14"),
)


def test_cells_merged_both_ways() -> None:
    found = read(docx(MERGED)).tables[0]
    first, realised = found.cells[0], found.cells[1]
    assert (first.content.text, first.rowspan, first.colspan) == ("Indicator", 2, 1)
    assert (realised.content.text, realised.column, realised.colspan) == ("Realisatie", 1, 2)
    assert [(each.column, each.content.text) for each in found.cells if each.row == 1] == [
        (1, "2019"),
        (2, "2020"),
        (3, "2021"),
    ]
    assert (found.rows, found.columns) == (3, 4)


def test_columns_that_a_row_skips() -> None:
    body = table(
        row("Indicator", "2019", "2020"), row("12", properties='<w:gridBefore w:val="2"/>'), row("Zaken", "1", "2")
    )
    found = [(each.column, each.content.text) for each in read(docx(body)).tables[0].cells if each.row == 1]
    assert found == [(2, "12")]


def test_a_merge_of_another_column_is_not_continued() -> None:
    body = table(row("a", "b"), row(cell("c", properties="<w:vMerge/>"), "d"), FILLER)
    assert rows_of(body)[1] == ["c", "d"]


def test_header_rows_are_those_that_repeat_at_the_top() -> None:
    repeated = "<w:tblHeader/>"
    body = table(
        row("a", "b", properties=repeated),
        row("c", "d", properties=repeated),
        FILLER,
        row("x", "y", properties=repeated),
    )
    found = read(docx(body)).tables[0]
    assert found.header_rows == 2
    assert [each.header for each in found.cells] == [True] * 4 + [False] * 4


def test_rows_and_cells_that_a_tracked_change_took_away() -> None:
    body = table(
        row("Aantal", cell("11", properties="<w:cellDel/>"), "12"),
        row("Aantal", "11", properties="<w:del/>"),
        row("Aantal", "12", properties="<w:ins/>"),
        row("Aantal", "13", properties="<w:hidden/>"),
        FILLER,
    )
    assert rows_of(body) == [["Aantal", "12"], ["Aantal", "12"], ["Aantal zaken", "12"]]


def test_rows_and_cells_in_content_controls() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{cell('14')}</w:sdtContent></w:sdt>"
    body = table(f"<w:sdt><w:sdtContent>{row('Aantal', wrapped)}</w:sdtContent></w:sdt>", FILLER)
    assert rows_of(body)[0] == ["Aantal", "14"]


def test_lines_that_were_dragged_a_hair_apart_are_one() -> None:
    body = table(
        row(cell("Indicator", properties=span(2)), "2020"),
        row("Aantal zaken", cell("12", properties=span(2))),
        row("Aantal doden", cell("3", properties=span(2))),
        widths=(3000, 60, 2000),
    )
    assert {(each.column, each.colspan) for each in read(docx(body)).tables[0].cells} == {(0, 1), (1, 1)}


def test_a_narrow_column_with_text_is_a_column() -> None:
    body = table(row("Indicator", "*", "2020"), row("Aantal", "", "12"), FILLER, widths=(3000, 60, 2000))
    assert read(docx(body)).tables[0].columns == 3


def test_a_first_row_that_its_style_sets_in_bold() -> None:
    look = '<w:tblStyle w:val="Lijst"/><w:tblLook w:val="04A0"/>'
    found = read(docx(table(row("Indicator", "2020"), FILLER, properties=look))).tables[0]
    assert [each.bold for each in found.cells] == [True, True, False, False]


def test_bold_of_a_style_within_bold_is_plain() -> None:
    body = table(
        row(cell(paragraph(run("x", '<w:rStyle w:val="Sterk"/>'), style="Vet")), cell(paragraph("y", style="Vet"))),
        FILLER,
    )
    assert [each.bold for each in read(docx(body)).tables[0].cells][:2] == [False, True]


def test_a_table_within_a_cell_follows_its_table() -> None:
    inner = table(row("Binnen", "1"), row("Ook", "2"))
    body = table(row(cell(paragraph("Buiten"), inner, paragraph("")), "12"), FILLER)
    document = read(docx(body))
    assert grid_of(document)[0] == ["Buiten", "12"]
    assert grid_of(document, 1) == [["Binnen", "1"], ["Ook", "2"]]
    assert document.tables[1].cells[3].locator.address == "table=1&row=1&cell=1&table=1&row=2&cell=2"


def test_a_table_that_frames_text_is_read_block_by_block() -> None:
    body = table(row(cell(paragraph("Kop", style="Kop1"), paragraph("Tekst."), table(FILLER, FILLER))))
    found = blocks(body)
    assert [type(block) for block in found] == [Heading, Paragraph, Table]
    assert found[1].locator.address == "table=1&row=1&cell=1&paragraph=2"


def test_the_fields_of_a_letter_are_no_table() -> None:
    fields = table(row("Datum", "12 maart 2024"), row("Ons kenmerk", "4567890"), row("Bijlagen", "2"))
    beside = table(row("Datum", "Ons kenmerk"), row("12 maart 2024", "4567890"))
    document = read(docx(fields + paragraph("Geachte voorzitter,")))
    assert (document.tables, document.published) == ((), date(2024, 3, 12))
    assert lines(fields)[1] == "Ons kenmerk 4567890"
    assert read(docx(beside)).tables == ()


def test_indents_are_steps() -> None:
    def labelled(text: str, twips: int) -> str:
        return row(cell(paragraph(text, properties=f'<w:ind w:left="{twips}"/>')), "1")

    body = table(
        row("Indicator", "2020"), labelled("Totaal", 0), labelled("waarvan a", 284), labelled("waarvan b", 284)
    )
    assert [each.indent for each in read(docx(body)).tables[0].cells if each.column == 0] == [0, 0, 1, 1]


def test_footnotes_in_text_and_cells_as_word_numbers_them() -> None:
    body = paragraph("Tekst", refer(2)) + table(row("Indicator", "2020"), row("Zaken", cell(run("12"), refer(1))))
    document = read(docx(body, footnotes=notes("In de cel.", "In de tekst.")))
    assert [(note.marker, note.content.text, note.table) for note in document.notes] == [
        ("1", "In de tekst.", None),
        ("2", "In de cel.", 1),
    ]
    marker = document.tables[0].cells[-1].content.markers[0]
    assert (marker.text, marker.note) == ("2", document.notes[1].key)
    assert document.tables[0].cells[-1].content.text == "12"


def test_a_footnote_in_a_deleted_text_is_not_counted() -> None:
    body = paragraph("a", f"<w:del>{refer(1)}</w:del>", "b", refer(2))
    document = read(docx(body, footnotes=notes("Weg.", "Blijft.")))
    assert [(note.marker, note.content.text) for note in document.notes] == [("1", "Blijft.")]


def test_a_footnote_of_several_paragraphs_with_a_mark_of_its_own() -> None:
    own = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>**)</w:t></w:r>'
    text = f'<w:footnote w:id="1">{paragraph(run("**)", RAISED), " Eerste.")}{paragraph("Tweede.")}</w:footnote>'
    document = read(docx(paragraph("Zaken", own), footnotes=text))
    assert [(note.marker, note.content.raw) for note in document.notes] == [("**)", "Eerste. Tweede.")]


def test_endnotes_are_counted_apart_in_roman_numerals() -> None:
    endnotes = notes("Aan het eind.").replace("footnote", "endnote")
    body = paragraph("a", refer(1), refer(1, "endnote"))
    document = read(docx(body, footnotes=notes("Onderaan."), endnotes=endnotes))
    assert [(note.marker, note.content.text) for note in document.notes] == [("1", "Onderaan."), ("i", "Aan het eind.")]


def test_settings_say_how_notes_are_numbered() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    document = read(docx(paragraph("a", refer(1)), footnotes=notes("Noot."), settings=settings))
    assert document.notes[0].marker == "c"


def test_notes_that_begin_anew_in_every_section() -> None:
    settings = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = paragraph("a", refer(1), properties="<w:sectPr/>") + paragraph("b", refer(2))
    document = read(docx(body, footnotes=notes("Een.", "Twee."), settings=settings))
    assert [note.marker for note in document.notes] == ["1", "1"]


def test_a_field_that_shows_the_number_of_a_note_once_more() -> None:
    marked = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{refer(1)}<w:bookmarkEnd w:id="0"/>'
    again = f'<w:fldSimple w:instr=" NOTEREF _Ref1 \\f \\h ">{run("1", RAISED)}</w:fldSimple>'
    document = read(docx(paragraph("a", marked) + paragraph("b", again), footnotes=notes("Noot.")))
    second = [block for block in document.blocks if isinstance(block, Paragraph)][1]
    assert second.content.markers[0].note == document.notes[0].key


def test_a_reference_to_a_note_that_is_not_there_prints_nothing() -> None:
    document = read(docx(paragraph("a", refer(9)), footnotes=notes("Noot.")))
    assert (lines(paragraph("a", refer(9))), document.notes) == (["a"], ())


def test_raised_runs_that_were_split_are_one_marker() -> None:
    body = table(row("Indicator", "2020"), row(cell("Zaken", run("1", RAISED), run("2", RAISED)), "3")) + paragraph(
        run("12", RAISED), " Voorlopig."
    )
    document = read(docx(body))
    assert [marker.text for marker in document.tables[0].cells[2].content.markers] == ["12"]
    assert [(note.marker, note.content.text, note.table) for note in document.notes] == [("12", "Voorlopig.", 1)]


def test_a_caption_above_by_its_style_and_one_below() -> None:
    two = table(row("Indicator", "2020"), FILLER)
    above = read(docx(paragraph("Tabel 1 Zaken", style="Bijschrift") + two))
    below = read(docx(paragraph("Tekst.") + two + paragraph("Tabel 1 Zaken", style="Bijschrift") + paragraph("Meer.")))
    assert [document.tables[0].caption.text for document in (above, below) if document.tables[0].caption] == [
        "Tabel 1 Zaken"
    ] * 2
    assert [len(document.blocks) for document in (above, below)] == [1, 3]


def test_the_caption_of_a_figure_is_not_that_of_a_table() -> None:
    document = read(docx(paragraph("Figuur 2 Verloop", style="Bijschrift") + table(row("Indicator", "2020"), FILLER)))
    assert document.tables[0].caption is None


@pytest.mark.parametrize(
    ("core", "title"),
    [
        ("Begroting 2022", "Begroting 2022"),
        ("Microsoft Word - brief.docx", None),
        ("Document1", None),
        ("Sjabloon brief", None),
        ("", None),
    ],
)
def test_a_title_that_a_program_filled_in_is_none(core: str, title: str | None) -> None:
    assert read(docx(paragraph("Tekst."), core=core)).title == title


def test_title_and_date_as_printed() -> None:
    body = (
        paragraph("Nota veiligheid", style="Titel")
        + paragraph("Datum 12 maart 2024")
        + paragraph("Inleiding", style="Kop1")
    )
    document = read(docx(body, core="Iets anders"))
    assert (document.title, document.published) == ("Nota veiligheid", date(2024, 3, 12))


def test_a_document_without_a_body_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="has no text"):
        read(pack({"word/document.xml": f"<w:document {WORD}/>"}))


def test_a_span_bomb_costs_nothing() -> None:
    wide = table(*(row(cell("x", properties=span(100_000_000))) for _ in range(300)), row("a", "b"))
    assert read(docx(wide)).tables[0].columns == 3


def test_a_table_above_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="2 columns by 3 rows, more than the 5 cells allowed"):
        read(docx(table(FILLER, FILLER, FILLER)), limits=Limits(cells=5))

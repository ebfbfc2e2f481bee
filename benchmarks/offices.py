"""A document as office programs would write it: docx, odt, xlsx, ods and csv, to measure with and to test with.

What the document model holds is written the way a user makes it: merged cells, styles, footnotes of the program where a
marker is linked, raised markers with paragraphs below the table where it is not, and in sheets numbers with a format.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from extract.document import Block, Cell, Document, Heading, ListItem, Note, Table, Text
from extract.grid import Grid

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{name}="{OPEN}:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
FIGURE = re.compile(r"(-?)(€ ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?( ?%)?")


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts, the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, method)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes of a document, by their key, and those that stand below a table."""

    linked: dict[str, Note]
    below: dict[int, list[Note]]
    at_end: list[Note]


def _sort_notes(document: Document) -> _Notes:
    linked: dict[str, Note] = {}
    for block in document.blocks:
        for text in _texts(block):
            for marker in text.markers:
                found = next((note for note in document.notes if note.key == marker.note), None)
                if found is not None:
                    linked[found.key] = found
    below: dict[int, list[Note]] = {}
    at_end = []
    for note in document.notes:
        if note.key in linked:
            continue
        if note.table is not None:
            below.setdefault(note.table, []).append(note)
        else:
            at_end.append(note)
    return _Notes(linked, below, at_end)


def _texts(block: Block) -> list[Text]:
    if isinstance(block, Table):
        return [*([block.caption] if block.caption else []), *(cell.content for cell in block.cells)]
    return [block.content]


def _pieces(text: Text) -> Iterator[tuple[str, str | None, bool]]:
    """The pieces of a text in order: what is printed, the key of its note, and whether it is a marker."""
    end = 0
    for marker in text.markers:
        yield text.text[end : marker.offset] + marker.gap, None, False
        yield marker.text, marker.note, True
        end = marker.offset
    yield text.text[end:], None, False


# Word


def as_docx(document: Document) -> bytes:
    """The document in Word's format."""
    notes = _sort_notes(document)
    numbers = {key: number for number, key in enumerate(notes.linked, start=1)}
    body = "".join(part for part in _docx_blocks(document, notes, numbers))
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{_docx_note(notes.linked[key])}</w:footnote>' for key, number in numbers.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{index}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for index, kind in enumerate(("styles", "footnotes"), start=1)
    )
    return pack(
        {
            "[Content_Types].xml": _content_types("word/document.xml", "wordprocessingml.document.main"),
            "_rels/.rels": _relations(
                f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": _relations(relations),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {WORD}>{DOCX_STYLES}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {WORD}>{footnotes}</w:footnotes>",
        }
    )


DOCX_STYLES = (
    "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in range(1, 10)
    )
    + '<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>'
)


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _content_types(part: str, kind: str) -> str:
    types = "application/vnd.openxmlformats"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{types}-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" '
        f'ContentType="{types}-officedocument.{kind}+xml"/></Types>'
    )


def _docx_blocks(document: Document, notes: _Notes, numbers: Mapping[str, int]) -> Iterator[str]:
    table = 0
    for block in document.blocks:
        if isinstance(block, Table):
            table += 1
            if block.caption is not None:
                yield _paragraph(block.caption, numbers, style="Bijschrift")
            yield _docx_table(block, numbers)
            yield from (_docx_note(note) for note in notes.below.get(table, ()))
        elif isinstance(block, Heading):
            yield _paragraph(block.content, numbers, style=f"Kop{min(block.level, 9)}")
        else:
            label = f"{block.label} " if isinstance(block, ListItem) and block.label else ""
            yield _paragraph(block.content, numbers, lead=label)
    yield from (_docx_note(note) for note in notes.at_end)


def _docx_note(note: Note) -> str:
    raised = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{_word_text(note.marker)}</w:r>'
    return f"<w:p>{raised}{_run(' ' + note.content.raw)}</w:p>"


def _word_text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _run(text: str, *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Verdana"/>{weight}<w:sz w:val="18"/></w:rPr>{_word_text(text)}</w:r>'
        if text
        else ""
    )


def _paragraph(
    text: Text, numbers: Mapping[str, int], *, style: str = "", bold: bool = False, lead: str = "", indent: int = 0
) -> str:
    runs = _run(lead, bold=bold)
    for piece, note, is_marker in _pieces(text):
        if note is not None and note in numbers:  # with a mark of its own, since Word would number the notes from 1
            runs += (
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:customMarkFollows="1" '
                f'w:id="{numbers[note]}"/>{_word_text(piece)}</w:r>'
            )
        elif is_marker:
            runs += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{_word_text(piece)}</w:r>'
        else:
            runs += _run(piece, bold=bold)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    margin = f'<w:ind w:left="{indent * 200}"/>' if indent else ""
    return f'<w:p><w:pPr>{named}<w:spacing w:after="0"/>{margin}</w:pPr>{runs}</w:p>'


def _docx_table(table: Table, numbers: Mapping[str, int]) -> str:
    grid = Grid(table)
    rows = "".join(_docx_row(grid, table, row, numbers) for row in range(table.rows))
    columns = '<w:gridCol w:w="2000"/>' * table.columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'


def _docx_row(grid: Grid, table: Table, row: int, numbers: Mapping[str, int]) -> str:
    cells, column = "", 0
    while column < table.columns:
        cell = grid.at(row, column)
        wide = cell.colspan if cell is not None and cell.column == column else 1
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        merge = ""
        if cell is not None and cell.rowspan > 1:
            merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
        own = cell is not None and cell.row == row
        content = (
            _paragraph(cell.content, numbers, bold=cell.bold or cell.header, indent=cell.indent)
            if cell is not None and own
            else "<w:p/>"
        )
        cells += f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{span}{merge}</w:tcPr>{content}</w:tc>'
        column += wide
    head = "<w:trPr><w:tblHeader/></w:trPr>" if row < table.header_rows else ""
    return f"<w:tr>{head}{cells}</w:tr>"


# OpenDocument text


def as_odt(document: Document) -> bytes:
    """The document in the format of OpenDocument texts."""
    notes = _sort_notes(document)
    body = "".join(_odt_blocks(document, notes))
    indents = "".join(
        f'<style:style style:name="In{step}" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-left="{step * 0.5}cm"/></style:style>'
        for step in range(1, 10)
    )
    styles = (
        '<style:style style:name="Hoog" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        '</style:style><style:style style:name="Vet" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        f"</style:style>{indents}"
    )
    return _open_package(
        "text",
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    )


def _open_package(kind: str, content: str) -> bytes:
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{media_type}"/></manifest:manifest>'
    )
    return pack({"mimetype": media_type, "content.xml": content, "META-INF/manifest.xml": manifest})


def _odt_blocks(document: Document, notes: _Notes) -> Iterator[str]:
    table = 0
    for block in document.blocks:
        if isinstance(block, Table):
            table += 1
            if block.caption is not None:
                yield f'<text:p text:style-name="Caption">{_odt_text(block.caption, notes)}</text:p>'
            yield _odt_table(block, notes)
            yield from (_odt_note(note) for note in notes.below.get(table, ()))
        elif isinstance(block, Heading):
            yield f'<text:h text:outline-level="{block.level}">{_odt_text(block.content, notes)}</text:h>'
        else:
            label = f"{block.label} " if isinstance(block, ListItem) and block.label else ""
            yield f"<text:p>{escape(label)}{_odt_text(block.content, notes)}</text:p>"
    yield from (_odt_note(note) for note in notes.at_end)


def _odt_note(note: Note) -> str:
    return f"<text:p>{_raised(note.marker)} {_odf_escape(note.content.raw)}</text:p>"


def _raised(text: str) -> str:
    return f'<text:span text:style-name="Hoog">{escape(text)}</text:span>'


def _odf_escape(text: str) -> str:
    """Text with more than one space in a row as OpenDocument writes it."""
    return re.sub("  +", lambda match: f' <text:s text:c="{len(match.group()) - 1}"/>', escape(text))


def _odt_text(text: Text, notes: _Notes, *, bold: bool = False) -> str:
    parts = ""
    for piece, note, is_marker in _pieces(text):
        linked = notes.linked.get(note) if note else None
        if linked is not None:
            parts += (
                f'<text:note text:id={quoteattr(linked.key)} text:note-class="footnote"><text:note-citation>{escape(piece)}'
                f"</text:note-citation><text:note-body><text:p>{_odf_escape(linked.content.raw)}</text:p></text:note-body>"
                "</text:note>"
            )
        elif is_marker:
            parts += _raised(piece)
        elif piece:
            shown = _odf_escape(piece)
            parts += f'<text:span text:style-name="Vet">{shown}</text:span>' if bold else shown
    return parts


def _odt_table(table: Table, notes: _Notes) -> str:
    grid = Grid(table)
    rows = [_odt_row(grid, row, table.columns, notes) for row in range(table.rows)]
    head = "".join(rows[: table.header_rows])
    head = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    columns = f'<table:table-column table:number-columns-repeated="{table.columns}"/>'
    return f"<table:table>{columns}{head}{''.join(rows[table.header_rows :])}</table:table>"


def _odt_row(grid: Grid, row: int, columns: int, notes: _Notes) -> str:
    cells = ""
    for column in range(columns):
        cell = grid.at(row, column)
        if cell is not None and (cell.row, cell.column) != (row, column):
            cells += "<table:covered-table-cell/>"
            continue
        style = f' text:style-name="In{min(cell.indent, 9)}"' if cell is not None and cell.indent else ""
        content = "" if cell is None else _odt_text(cell.content, notes, bold=cell.bold or cell.header)
        cells += f"<table:table-cell{_odf_span(cell)}><text:p{style}>{content}</text:p></table:table-cell>"
    return f"<table:table-row>{cells}</table:table-row>"


def _odf_span(cell: Cell | None) -> str:
    if cell is None or (cell.rowspan == 1 and cell.colspan == 1):
        return ""
    return f' table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}"'


# Sheets


@dataclass(frozen=True, slots=True)
class _Figure:
    """A printed figure as a sheet stores it."""

    value: str
    format: str


def _figure(text: Text) -> _Figure | None:
    """The number and the format that print as a text; None for what is no plain figure."""
    match = FIGURE.fullmatch(text.raw)
    if match is None:
        return None
    sign, euro, whole, places, percent = match.groups()
    value = Decimal(f"{sign}{whole.replace('.', '')}.{places or '0'}")
    grouped = "#,##0" if "." in whole else "0"
    code = grouped + (f".{'0' * len(places)}" if places else "")
    if percent:
        value, code = value / 100, f"{code}{percent}"
    if euro:
        code = f'"{euro}"{code};-"{euro}"{code}'
    return _Figure(f"{value.normalize():f}", code)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a sheet: its cells by column, each with its place in its table where it stands in one."""

    cells: tuple[tuple[int, Text, Cell | None], ...]


def _sheet_lines(document: Document) -> list[_Line]:
    """The rows of a sheet that shows a document from top to bottom, an empty one around every table."""
    notes = _sort_notes(document)
    lines: list[_Line] = []
    table = 0
    for block in document.blocks:
        if isinstance(block, Table):
            table += 1
            lines += [_Line(())] + ([_text_line(block.caption)] if block.caption else [])
            for row in range(block.rows):
                lines.append(_Line(tuple((c.column, c.content, c) for c in block.cells if c.row == row)))
            used = {marker.note for text in _texts(block) for marker in text.markers}
            below = [*notes.below.get(table, ()), *(note for key, note in notes.linked.items() if key in used)]
            lines += [*(_text_line(_with_marker(note)) for note in below), _Line(())]
        else:
            lines.append(_text_line(block.content))
    return lines + [_text_line(_with_marker(note)) for note in notes.at_end]


def _text_line(text: Text) -> _Line:
    return _Line(((0, text, None),))


def _with_marker(note: Note) -> Text:
    return Text(f"{note.marker} {note.content.raw}")


def as_csv(document: Document, delimiter: str = ";") -> bytes:
    """The document as lines of fields, as a Dutch Excel writes them."""
    rows = _sheet_lines(document)
    width = 1 + max((column for row in rows for column, _, _ in row.cells), default=0)
    lines = []
    for line in rows:
        fields = [""] * width
        for column, text, _ in line.cells:
            fields[column] = text.raw
        lines.append(delimiter.join(_quoted(field, delimiter) for field in fields))
    return "\r\n".join(lines).encode("utf-8-sig")


def _quoted(field: str, delimiter: str) -> str:
    return '"' + field.replace('"', '""') + '"' if delimiter in field or '"' in field or "\n" in field else field


def as_xlsx(document: Document) -> bytes:
    """The document as a workbook of one sheet, its figures as numbers with a format."""
    formats: dict[tuple[str, bool], int] = {("General", False): 0}
    rows, merged = "", ""
    for number, line in enumerate(_sheet_lines(document), start=1):
        cells = ""
        for column, text, cell in line.cells:
            cells += _xlsx_cell(
                f"{_letter(column)}{number}", text, formats, bold=bool(cell and (cell.bold or cell.header))
            )
            if cell is not None and (cell.rowspan > 1 or cell.colspan > 1):
                last = f"{_letter(column + cell.colspan - 1)}{number + cell.rowspan - 1}"
                merged += f'<mergeCell ref="{_letter(column)}{number}:{last}"/>'
        rows += f'<row r="{number}">{cells}</row>'
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return pack(
        {
            "[Content_Types].xml": _content_types("xl/workbook.xml", "spreadsheetml.sheet.main"),
            "_rels/.rels": _relations(
                f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
            ),
            "xl/_rels/workbook.xml.rels": _relations(
                f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            ),
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATIONS}">{ONE_SHEET}</workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{merged}</worksheet>",
            "xl/styles.xml": _xlsx_styles(formats),
        }
    )


ONE_SHEET = '<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets>'


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _xlsx_cell(reference: str, text: Text, formats: dict[tuple[str, bool], int], *, bold: bool) -> str:
    figure = None if text.markers else _figure(text)
    style = formats.setdefault((figure.format if figure else "General", bold), len(formats))
    if figure is not None:
        return f'<c r="{reference}" s="{style}"><v>{figure.value}</v></c>'
    if not text.raw:
        return ""
    runs = "".join(_rich_run(piece, is_marker=is_marker) for piece, _, is_marker in _pieces(text) if piece)
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is>{runs}</is></c>'


def _rich_run(text: str, *, is_marker: bool) -> str:
    look = '<rPr><vertAlign val="superscript"/></rPr>' if is_marker else ""
    return f'<r>{look}<t xml:space="preserve">{escape(text)}</t></r>'


def _xlsx_styles(formats: Mapping[tuple[str, bool], int]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode={quoteattr(code)}/>' for (code, _), number in formats.items()
    )
    looks = "".join(f'<xf numFmtId="{164 + number}" fontId="{int(bold)}"/>' for (_, bold), number in formats.items())
    return (
        f"<styleSheet {SHEET}><numFmts>{codes}</numFmts><fonts><font/><font><b/></font></fonts>"
        f"<cellXfs>{looks}</cellXfs></styleSheet>"
    )


def as_ods(document: Document) -> bytes:
    """The document as an OpenDocument spreadsheet of one sheet, its figures as numbers beside what they show."""
    nothing = _Notes({}, {}, [])
    rows = ""
    for line in _sheet_lines(document):
        cells, column = "", 0
        for start, text, cell in line.cells:
            cells += f'<table:table-cell table:number-columns-repeated="{start - column}"/>' if start > column else ""
            figure = None if text.markers else _figure(text)
            kind = f' office:value-type="float" office:value="{figure.value}"' if figure else ""
            content = _odt_text(Text(text.text, text.markers), nothing, bold=bool(cell and (cell.bold or cell.header)))
            cells += f"<table:table-cell{kind}{_odf_span(cell)}>"
            cells += f"<text:p>{content}</text:p></table:table-cell>" if text.raw else "</table:table-cell>"
            wide = cell.colspan if cell else 1
            cells += "<table:covered-table-cell/>" * (wide - 1)
            column = start + wide
        rows += f"<table:table-row>{cells}</table:table-row>"
    styles = (
        '<style:style style:name="Hoog" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        '</style:style><style:style style:name="Vet" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        "</style:style>"
    )
    return _open_package(
        "spreadsheet",
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
    )


WRITERS = {"docx": as_docx, "odt": as_odt, "xlsx": as_xlsx, "ods": as_ods, "csv": as_csv}
"""How a document is written in each format."""

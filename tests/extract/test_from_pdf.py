"""Whole PDFs, made by the tests: what the reader makes of tags, and of pages without them."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.from_pdf import read
from tests.extract.pdf.files import CATALOG, pdf, stream
from tests.extract.pdf.printed import COLUMNS, LEFT, PITCH, Print, rows_of, texts_of
from tests.making.paper import BOLD

PROSE = (
    "De gemeente volgt elk jaar hoe veilig inwoners hun eigen buurt vinden en hoeveel",
    "aangiften de politie opneemt. Waar het aantal stijgt, zoekt zij naar de oorzaak.",
)
MORE = (
    "In het tweede deel van dit hoofdstuk staat wat de komende jaren beter moet gaan, en",
    "wie daarvoor aan de lat staat.",
)


def link_of(document: Document, table: int, row: int, column: int) -> str:
    """The text of the note that the first marker of a cell means."""
    cell = next(c for c in document.tables[table].cells if (c.row, c.column) == (row, column))
    return next(note.content.text for note in document.notes if note.key == cell.content.markers[0].note)


class TestTags:
    def test_elements_become_blocks(self) -> None:
        page = Print(tagged=True)
        page.block("Kop1", "Veilige buurten", size=16, font=BOLD)
        page.block("Standaard", *PROSE)
        with page.paper.element("L"), page.paper.element("LI"), page.paper.element("LBody"):
            page.line("• meer toezicht")
        page.figures()
        document = page.read()
        assert texts_of(document) == [
            "# Veilige buurten",
            " ".join(PROSE),
            "[•] meer toezicht",
            "TABLE 4x4",
        ]
        assert (document.title, document.language, document.pages) == ("Veilige buurten", "nl", 1)

    def test_artifacts_and_tables_of_contents_are_no_text(self) -> None:
        page = Print(tagged=True)
        with page.paper.artifact():
            page.paper.text(LEFT, 30, "Jaarverslag 2020", 8)
        with page.paper.element("TOC"), page.paper.element("TOCI"):
            page.line("1 Inleiding 3")
        page.block("Standaard", *PROSE)
        assert texts_of(page.read()) == [" ".join(PROSE)]

    def test_every_cell_has_its_page_and_box(self) -> None:
        page = Print(tagged=True)
        page.figures()
        (table,) = page.read().tables
        cell = next(cell for cell in table.cells if cell.content.text == "298")
        assert cell.locator.page == 1
        left, _, right, _ = map(float, cell.locator.address.removeprefix("page=1&bbox=").split(","))
        assert left == COLUMNS[2]
        assert 10 < right - left < 20

    def test_notes_are_bound_to_their_markers(self) -> None:
        page = Print(tagged=True)
        page.block("Standaard", "Het aantal^1 steeg.")
        with page.table():
            page.row("Indicator", "2019", "2020")
            page.row("Aangiften^2", "310", "298")
            page.row("Verdachten", "120", "131")
        page.foot_note("1", "Zonder fietsendiefstal.", 90)
        page.foot_note("2", "Alleen de eigen eenheid.", 80)
        document = page.read()
        assert [(note.marker, note.content.text) for note in document.notes] == [
            ("1", "Zonder fietsendiefstal."),
            ("2", "Alleen de eigen eenheid."),
        ]
        assert link_of(document, 0, 1, 0) == "Alleen de eigen eenheid."

    def test_numbers_of_notes_may_begin_anew_on_every_page(self) -> None:
        page = Print(tagged=True)
        for text in ("Van de eerste pagina.", "Van de tweede pagina."):
            if text != "Van de eerste pagina.":
                page.turn_page()
            page.block("Standaard", f"Een zin met een noot^1 op {text[8:-1]}")
            page.foot_note("1", text)
        document = page.read()
        keys = [block.content.markers[0].note for block in document.blocks if hasattr(block, "content")]
        assert keys == [note.key for note in document.notes]
        assert len(set(keys)) == 2

    def test_a_table_goes_on_overleaf(self) -> None:
        page = Print(tagged=True)
        with page.table():
            page.row("Indicator", "2019", "2020", font=BOLD)
            page.row("Aangiften", "310", "298")
            page.turn_page()
            page.row("Verdachten", "120", "131")
        (table,) = page.read().tables
        assert rows_of(table) == [
            ["Indicator", "2019", "2020"],
            ["Aangiften", "310", "298"],
            ["Verdachten", "120", "131"],
        ]
        assert {cell.locator.page for cell in table.cells if cell.row == 2} == {2}

    def test_a_paragraph_goes_on_overleaf(self) -> None:
        page = Print(tagged=True)
        with page.paper.element("Standaard"):
            page.line("Een zin die op deze bladzijde begint en door-")
            page.turn_page()
            page.line("loopt op de volgende.")
        assert texts_of(page.read()) == ["Een zin die op deze bladzijde begint en doorloopt op de volgende."]

    def test_merged_cells_are_laid_by_their_place(self) -> None:
        page = Print(tagged=True)
        with page.table():
            page.row("Veiligheid in de buurt")
            page.row("Indicator", "Realisatie", "Norm", columns=(LEFT, 250, 410), font=BOLD)
            page.row("", "2019", "2020", "2021", font=BOLD)
            page.row("Aangiften", "310", "298", "275")
            page.row("Verdachten", "120", "131", "128")
        (table,) = page.read().tables
        assert table.caption is not None
        assert table.caption.text == "Veiligheid in de buurt"
        spans = [(cell.content.text, cell.column, cell.colspan) for cell in table.cells if cell.row == 0]
        assert spans[-1] == ("Norm", 3, 1)
        assert spans[1][:2] == ("Realisatie", 1)

    def test_rules_tell_which_columns_a_merged_cell_covers(self) -> None:
        page = Print(tagged=True)
        edges = (64.0, 240.0, 320.0, 400.0, 480.0)
        with page.table():
            for edge in edges:
                if edge != 320.0:
                    page.paper.rule(edge, page.top, edge, page.top + PITCH + 4)
            page.row("Indicator", "Realisatie", "Norm", columns=(LEFT, 250, 410), font=BOLD)
            page.row("", "2019", "2020", "2021", font=BOLD)
            page.row("Aangiften", "310", "298", "275")
        (table,) = page.read().tables
        assert [(cell.column, cell.colspan) for cell in table.cells if cell.row == 0] == [(0, 1), (1, 2), (3, 1)]

    def test_a_row_that_holds_several_rows_of_print_is_unpacked(self) -> None:
        page = Print(tagged=True)
        with page.table():
            page.row("Post", "2019", "2020", font=BOLD)
            page.row("Lonen|Pensioenen", "310|298", "-|131")
            page.row("Totaal", "608", "131")
        (table,) = page.read().tables
        assert rows_of(table)[1:3] == [["Lonen", "310", "-"], ["Pensioenen", "298", "131"]]

    def test_a_box_of_text_is_no_table(self) -> None:
        page = Print(tagged=True)
        with page.paper.element("Table"), page.paper.element("TR"), page.paper.element("TD"):
            page.block("Standaard", *PROSE)
        assert texts_of(page.read()) == [" ".join(PROSE)]

    def test_a_table_whose_tags_miss_a_figure_is_read_as_it_looks(self) -> None:
        page = Print(tagged=True)
        with page.table():
            page.row("Indicator", "2019", "2020", "2021", font=BOLD)
            page.row("Aangiften", "310", "298", "275")
            page.row("Verdachten", "120", "", "128")
            with page.paper.artifact():
                page.paper.text(COLUMNS[2], page.top, "131", 9)
            page.row("Opgelost", "41", "44", "39")
        document = page.read()
        assert rows_of(document.tables[0])[2] == ["Verdachten", "120", "131", "128"]
        assert [doubt.rule for doubt in document.doubts] == ["unreliable-tags"]

    def test_a_page_whose_tags_leave_out_its_text_is_read_as_it_looks(self) -> None:
        page = Print(tagged=True)
        page.block("Kop1", "Veilige buurten", size=16, font=BOLD)
        with page.paper.artifact():
            page.figures()
            for line in PROSE:
                page.line(line)
        document = page.read()
        assert [table.rows for table in document.tables] == [4]
        assert [doubt.rule for doubt in document.doubts] == ["unreliable-tags"]

    def test_tags_can_be_left_alone(self) -> None:
        page = Print(tagged=True)
        with page.paper.element("TOC"):
            page.line("Dit lijkt een inhoudsopgave, maar het is een zin.")
        assert not texts_of(page.read())
        assert texts_of(page.read(by_tags=False)) == ["Dit lijkt een inhoudsopgave, maar het is een zin."]


class TestGeometry:
    def test_paragraphs_headings_and_items(self) -> None:
        page = Print()
        page.block("", "Veilige buurten", size=16, font=BOLD)
        page.block("", "2.1 Wat willen we?", size=11, font=BOLD)
        page.block("", *PROSE)
        page.block("", *MORE)
        page.block("", "• meer toezicht op straat", "• minder overlast")
        assert texts_of(page.read()) == [
            "# Veilige buurten",
            "## 2.1 Wat willen we?",
            " ".join(PROSE),
            " ".join(MORE),
            "[•] meer toezicht op straat",
            "[•] minder overlast",
        ]

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        page = Print()
        page.block("", "Een kop over de hele breedte van de bladzijde", size=16, font=BOLD)
        left = [
            "De linker kolom loopt eerst door tot",
            "het einde van de bladzijde en pas",
            "daarna komt de rechter aan bod, zoals",
            "ieder die leest het gewend is te doen.",
        ]
        right = [
            "Rechts staat het vervolg van het stuk",
            "dat links begon, met de inkomens-",
            "en vermogenspositie van de gemeente",
            "en wat daar verder nog bij hoort.",
        ]
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            page.paper.text(LEFT, 200 + number * 12, one, 10)
            page.paper.text(320, 200 + number * 12, other, 10)
        assert texts_of(page.read())[1:] == [
            " ".join(left),
            (
                "Rechts staat het vervolg van het stuk dat links begon, met de inkomens- en vermogenspositie "
                "van de gemeente en wat daar verder nog bij hoort."
            ),
        ]

    def test_headers_footers_and_page_numbers_are_no_text(self) -> None:
        page = Print()
        for number in range(1, 4):
            if number > 1:
                page.turn_page()
            page.paper.text(LEFT, 40, "Jaarverslag 2020", 8)
            page.paper.text(500, 815, str(number + 11), 8)
            page.block("", f"Dit is de tekst van bladzijde {number} en die blijft staan.")
        assert texts_of(page.read()) == [f"Dit is de tekst van bladzijde {n} en die blijft staan." for n in (1, 2, 3)]

    def test_foot_notes_are_no_page_numbers_and_belong_to_their_page(self) -> None:
        page = Print()
        for text in ("Zie de eerste bijlage.", "Zie de tweede bijlage."):
            if "tweede" in text:
                page.turn_page()
            page.block("", *PROSE)
            page.block("", f"Hier hoort een noot^1 bij, namelijk {text[4:]}")
            page.foot_note("1", text)
            page.paper.text(500, 815, str(len(page.paper.sheets)), 8)
        document = page.read()
        assert [(note.marker, note.content.text) for note in document.notes] == [
            ("1", "Zie de eerste bijlage."),
            ("1", "Zie de tweede bijlage."),
        ]
        marked = [
            block.content.markers[0] for block in document.blocks if hasattr(block, "content") and block.content.markers
        ]
        assert [marker.note for marker in marked] == [note.key for note in document.notes]

    def test_a_table_with_its_caption_unit_and_notes(self) -> None:
        page = Print()
        page.block("", *PROSE)
        page.block("", "Tabel 3 Aangiften en verdachten", font=BOLD)
        page.line("(aantallen x 1.000)", size=8)
        page.figures()
        page.line("^1 Voorlopig cijfer.", size=7.5)
        page.block("", *MORE)
        document = page.read()
        assert texts_of(document) == [" ".join(PROSE), "TABLE 4x4", " ".join(MORE)]
        assert document.tables[0].caption is not None
        assert document.tables[0].caption.text == "Tabel 3 Aangiften en verdachten (aantallen x 1.000)"
        assert [(note.marker, note.content.text, note.table) for note in document.notes] == [
            ("1", "Voorlopig cijfer.", 1)
        ]

    def test_a_caption_may_stand_below_its_table(self) -> None:
        page = Print()
        page.block("", *PROSE)
        page.figures()
        page.line("Tabel 3 Aangiften en verdachten", size=9)
        page.block("", *MORE)
        document = page.read()
        assert document.tables[0].caption is not None
        assert document.tables[0].caption.text == "Tabel 3 Aangiften en verdachten"
        assert texts_of(document) == [" ".join(PROSE), "TABLE 4x4", " ".join(MORE)]

    def test_a_paragraph_goes_on_overleaf(self) -> None:
        page = Print()
        page.block("", "Deze zin begint onder aan de ene bladzijde en loopt daarna zonder enige")
        page.turn_page()
        page.block("", "onderbreking door op de andere. Dan volgt nog een zin.")
        assert texts_of(page.read()) == [
            "Deze zin begint onder aan de ene bladzijde en loopt daarna zonder enige onderbreking door op de andere. Dan volgt nog een zin."
        ]

    def test_the_date_at_the_start_is_that_of_publication(self) -> None:
        page = Print()
        page.block("", "Jaarverslag 2020", size=20, font=BOLD)
        page.block("", "Den Haag, 19 mei 2021")
        page.block("", *PROSE)
        published = page.read().published
        assert published is not None
        assert published.isoformat() == "2021-05-19"


class TestPicturesOnly:
    def test_pages_without_text_are_named(self) -> None:
        image = stream(
            b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        )
        sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</X 4 0 R>>>>>>"
        kids = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
        content = stream(b"595 0 0 842 0 0 cm /X Do")
        document = read(pdf([CATALOG, kids, sheet, image, content, sheet]))
        assert not document.blocks
        assert [(doubt.rule, doubt.found) for doubt in document.doubts] == [("no-text-layer", "1-2")]

    @pytest.mark.parametrize("tagged", [False, True])
    def test_an_empty_page_is_no_picture(self, tagged: bool) -> None:
        page = Print(tagged=tagged)
        page.block("Standaard", *PROSE)
        page.turn_page()
        assert not page.read().doubts

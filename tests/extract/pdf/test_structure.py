"""The structure tree as PDFium shows it: roles, paths that are the same on every page, spans and scopes."""

from __future__ import annotations

import pypdfium2

from extract.pdf.structure import Element, read_structure
from tests.extract.pdf.files import FONT, pdf, stream
from tests.extract.pdf.printed import Print


def trees(data: bytes) -> list[tuple[Element, ...]]:
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[number] for number in range(len(document))]  # held, or PDFium would close them
        return [read_structure(page.raw) for page in pages]


def test_roles_of_a_program_are_mapped() -> None:
    page = Print(tagged=True)
    page.block("Kop1", "Een kop")
    page.block("Footnote", "Een noot")
    ((root,),) = trees(page.paper.build())
    assert [element.role for element in root.elements()] == ["H1", "Note"]


def test_an_element_on_two_pages_has_one_path() -> None:
    page = Print(tagged=True)
    page.block("Kop1", "Een kop")
    with page.paper.element("Standaard"):
        page.line("eerste helft")
        page.turn_page()
        page.line("tweede helft")
    (first,), (second,) = trees(page.paper.build())
    assert [element.path for element in first.elements()] == [(0, 0), (0, 1)]
    assert [element.path for element in second.elements()] == [(0, 1)]
    assert second.children[0] is None
    assert list(first.content()) == [0, 1]


def test_a_page_without_tags_has_no_elements() -> None:
    assert trees(Print().paper.build()) == [()]


def test_spans_and_scope_of_a_cell() -> None:
    content = stream(b"/TH <</MCID 0>> BDC BT /F1 9 Tf 70 700 Td (Norm) Tj ET EMC")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0/Resources<</Font<</F1 5 0 R>>>>>>",
        content,
        FONT,
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
        b"<</Type/StructElem/S/TR/P 6 0 R/K[8 0 R]>>",
        b"<</Type/StructElem/S/TH/P 7 0 R/Pg 3 0 R/K 0/A<</O/Table/ColSpan 3/RowSpan 2/Scope/Row>>>>",
    ]
    ((row,),) = trees(pdf(objects))
    (cell,) = row.elements()
    assert (cell.role, cell.colspan, cell.rowspan, cell.scope) == ("TH", 3, 2, "Row")

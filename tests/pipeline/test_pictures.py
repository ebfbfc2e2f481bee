"""What the sources of a dataset show is drawn while they are read, and kept with their rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from extract.document import Options
from output.formats import Format
from pipeline import unit
from pipeline.content import identify
from pipeline.find import find_publications
from pipeline.pool.bounds import Bounds
from pipeline.pool.engine import Pool
from pipeline.running import Run, run_into
from pipeline.store import Store, StoreError
from pipeline.unit import Outcome, is_enough, work
from tests.extract.pdf.files import CATALOG, FONT, pdf, stream
from tests.making.sample_pdfs import tagged_budget
from tests.paths import ROOT

TEXT = "begroting-2022-tabel-2.txt"
NONE = Options(pictures=False)


def outcome(options: Options = Options()) -> Outcome:  # noqa: B008 - frozen
    return work(identify("begroting.pdf", tagged_budget()), options)


def add(folder: Path, *paths: Path, options: Options = Options()) -> Run:  # noqa: B008 - frozen
    return run_into(folder, find_publications(paths).publications, [Format.CSV], options)


def names(folder: Path) -> list[str]:
    store = Store(folder)
    return [picture.name for document_id in store.ids() for picture in store.pictures(document_id)]


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "begroting.pdf"
    path.write_bytes(tagged_budget())
    return path


def test_each_table_with_figures_has_a_picture_of_its_page() -> None:
    drawn = outcome()
    tables = {figure.table_id for figure in drawn.dataset.observations}
    assert {picture.table_id for picture in drawn.pictures} == tables
    assert {picture.page for picture in drawn.pictures} == {figure.page for figure in drawn.dataset.observations}
    assert outcome(NONE).pictures == ()
    assert outcome(NONE).dataset == drawn.dataset


def test_pictures_lie_with_the_rows(budget: Path, tmp_path: Path) -> None:
    run = add(tmp_path / "uit", budget, ROOT / "samples" / TEXT)
    store = Store(tmp_path / "uit")
    kept = {row.source: tuple(store.pictures(row.document_id)) for row in run.dataset.documents}
    assert kept["begroting.pdf"] == outcome().pictures
    (lines,) = kept[TEXT]
    assert lines.media_type == "text/plain"
    assert b"1.522" in lines.data
    sizes = sum(store.size_of_pictures(document_id) for document_id in store.ids())
    assert sizes == sum(len(picture.data) for pictures in kept.values() for picture in pictures)


def test_document_that_gets_another_name_keeps_its_pictures(budget: Path, tmp_path: Path) -> None:
    add(tmp_path / "uit", budget)
    before = names(tmp_path / "uit")
    twin = tmp_path / "a-begroting.pdf"
    shutil.copy(budget, twin)
    run = add(tmp_path / "uit", twin)
    assert [row.source for row in run.dataset.documents] == ["a-begroting.pdf"]
    assert names(tmp_path / "uit") == before != []
    assert add(tmp_path / "uit", twin).kept == 1


def test_a_document_is_read_again_for_pictures_but_not_for_want_of_them(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path / "uit", budget, options=NONE)
    assert names(tmp_path / "uit") == []
    assert add(tmp_path / "uit", budget).kept == 0
    drawn = names(tmp_path / "uit")
    assert drawn != []
    monkeypatch.setattr(unit, "draw_pictures", None)
    assert add(tmp_path / "uit", budget, options=NONE).kept == 1
    assert names(tmp_path / "uit") == drawn


def test_a_picture_that_fails_does_not_cost_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = outcome()

    def fail(page: pypdfium2.PdfPage, **how: object) -> object:
        raise pypdfium2.PdfiumError("Failed to create bitmap")

    monkeypatch.setattr(pypdfium2.PdfPage, "render", fail)
    without = outcome()
    assert without.pictures == ()
    assert without.fault is None
    assert without.dataset == whole.dataset


def test_broken_store_says_so(budget: Path, tmp_path: Path) -> None:
    add(tmp_path / "uit", budget)
    (path,) = (tmp_path / "uit" / ".extract").rglob("*.zip")
    path.write_bytes(path.read_bytes()[:900])
    store = Store(tmp_path / "uit")
    with pytest.raises(StoreError, match="cannot be read"):
        list(store.pictures(*store.ids()))


def test_more_than_is_wanted_is_enough() -> None:
    with_pictures = unit.read_with(identify("a", b""), Options(), None)
    without = unit.read_with(identify("a", b""), NONE, None)
    assert is_enough(with_pictures, without)
    assert is_enough(without, without)
    assert not is_enough(without, with_pictures)
    assert not is_enough("", without)


def tiles(step: bytes) -> bytes:
    """A page with a table, filled with a pattern that is repeated each `step` points."""
    rows = (
        (b"Indicator", b"Realisatie 2019", b"Norm 2020"),
        (b"Aangiften", b"310", b"298"),
        (b"Verdachten", b"12", b"13"),
    )
    table = b"".join(
        b"BT /F1 10 Tf %d %d Td (%b) Tj ET\n" % (left, 700 - 16 * number, text)
        for number, row in enumerate(rows)
        for left, text in zip((60, 190, 300), row, strict=True)
    )
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/Resources<<>>/XStep %b/YStep %b" % (
        step,
        step,
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/Pattern<</P 6 0 R>>>>>>"
    filled = b"/Pattern cs /P scn 0 0 595 842 re f\n0 g\n" + table
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([CATALOG, kids, page, stream(filled), FONT, stream(b"0 0 1 1 re f", tile)])


def test_a_page_that_is_drawn_for_ever_costs_its_picture_only() -> None:
    content = identify("tegels.pdf", tiles(b"0.0005"))
    with Pool(Options(), workers=1, bounds=Bounds(seconds=60, page_seconds=3)) as pool:
        (found,) = pool.outcomes([content])
    assert found.fault is None
    whole = found.unpacked()
    assert whole.dataset.observations
    assert whole.dataset == work(content, NONE).dataset
    assert whole.pictures == ()
    assert work(identify("tegels.pdf", tiles(b"9")), Options()).pictures != ()
    assert found.read_with == unit.read_with(content, Options(), None)

"""Click a figure, see its source: what a browser shows of pages, lines and tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from normalise.dataset import Dataset, Observation
from output.formats import Format
from pipeline import reporting
from pipeline.find import find_publications
from pipeline.running import run_into
from tests.output.report.conftest import Watched, watched
from tests.output.report.test_accessible import barriers
from tests.paths import ROOT

PDF, TURNED = "beleidsindicatoren-lijnen.pdf", "lasten-en-baten-liggend.pdf"
TEXT = "begroting-2022-tabel-2.txt"
HTML = "begroting-2022-tabel-2.html"
SHEET = "bijlage-indicatoren-en-lasten.xlsx"
LONG = "lang.html"
HOSTILE = "<img src=x onerror=alert(1)>"
ROWS = 300


class Made(NamedTuple):
    """A run of which the report is looked at."""

    folder: Path
    dataset: Dataset

    @property
    def report(self) -> Path:
        return self.folder / "report.html"

    def figure(self, source: str, raw: str, at: int = 0) -> Observation:
        """A figure of a document, as printed."""
        (document,) = (row.document_id for row in self.dataset.documents if row.source == source)
        found = [one for one in self.dataset.observations if one.document_id == document and one.value_raw == raw]
        return found[at]


def long_page() -> str:
    rows = "".join(f"<tr><td>Aantal zaken soort {n}</td><td>{1000 + n}</td><td>{n}</td></tr>" for n in range(ROWS))
    head = f"<tr><th>Indicator {HOSTILE.replace('<', '&lt;')}</th><th>Realisatie 2020</th><th>Norm 2021</th></tr>"
    return f"<html><body><h1>Lang</h1><table>{head}{rows}</table></body></html>"


def make(folder: Path) -> Made:
    (folder / LONG).write_text(long_page(), encoding="utf-8")
    paths = [*(ROOT / "samples" / name for name in (PDF, TURNED, TEXT, HTML, SHEET)), folder / LONG]
    run = run_into(folder / "uit", find_publications(paths).publications, [Format.CSV])
    return Made(folder / "uit", run.dataset)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("bronnen"))


@pytest.fixture(scope="module")
def made_beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reporting, "MOST_INLINE", 0)
        yield make(tmp_path_factory.mktemp("ernaast"))


@pytest.fixture
def seen(browser: Browser, made: Made) -> Iterator[Watched]:
    with suppress(StopIteration):
        yield from watched(browser, made.report)


def press(seen: Watched, one: Observation) -> Locator:
    """Open the dialog of a figure, by the button that the page would have for it."""
    seen.page.evaluate(
        """id => {
          const button = document.createElement("button");
          button.dataset.observation = id;
          document.querySelector("main").append(button);
          button.click();
        }""",
        one.observation_id,
    )
    place = seen.page.locator("#source-place")
    place.locator(".read-as, .fragment").first.wait_for(state="attached")
    return place


@pytest.mark.parametrize(("source", "raw"), [(PDF, "131"), (TURNED, "84.028")])
def test_box_on_the_screen_is_around_the_ink_of_the_figure(seen: Watched, made: Made, source: str, raw: str) -> None:
    one = made.figure(source, raw)
    place = press(seen, one)
    expect(place.locator("img")).to_have_js_property("complete", value=True)
    assert seen.page.evaluate("document.querySelector('#source-place img').naturalWidth") > 400
    box = place.locator("rect.box-cell").bounding_box()
    frame = place.locator(".printed-page .scroll").first.bounding_box()
    assert box
    assert frame
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    seen.page.evaluate("document.querySelector('#source-place svg').style.visibility = 'hidden'")
    inside = ink(seen, box["x"] + 2, box["y"] + 2, box["width"] - 4, box["height"] - 4)
    edges = (
        ink(seen, box["x"] - 1, box["y"], 2, box["height"]),
        ink(seen, box["x"] + box["width"], box["y"], 2, box["height"]),
    )
    assert inside > 0.05
    assert max(edges) < 0.05


def ink(seen: Watched, x: float, y: float, width: float, height: float) -> float:
    """The part of a piece of the screen that is dark."""
    shot = seen.page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})
    return float(np.mean(np.asarray(Image.open(BytesIO(shot)).convert("L")) < 128))


def test_label_headers_and_notes_have_boxes_of_their_own(seen: Watched, made: Made) -> None:
    noted = next(one for one in made.dataset.observations if one.footnotes and one.page and one.placement == "exact")
    place = press(seen, noted)
    assert place.locator("rect.box-cell").count() == 1
    assert place.locator("rect.box-head").count() >= 2
    assert place.locator("rect.box-note").count() >= 1
    alternative = (
        f"Deel van pagina {noted.page} zoals gedrukt, met een kader om {noted.value_raw}, {noted.indicator_label}"
    )
    expect(place.locator("img").first).to_have_attribute("alt", alternative)
    place.locator("summary").click()
    expect(place.locator(".fragment .here")).to_contain_text(noted.value_raw)


def test_lines_of_a_text_with_the_figure_marked(seen: Watched, made: Made) -> None:
    one = made.figure(TEXT, "975")
    place = press(seen, one)
    expect(place.locator("pre mark.box-cell")).to_have_text("975")
    expect(place.locator("pre mark.box-head").last).to_contain_text("Aantal gemelde slachtoffers bij Comensha")
    marked, lines = place.locator("pre mark.box-cell").bounding_box(), place.locator("pre").bounding_box()
    assert marked
    assert lines
    assert lines["y"] < marked["y"] < lines["y"] + lines["height"]
    if one.placement != "exact":
        place.locator("summary").click()
        expect(place).to_contain_text("niet in welke kolom")


def test_table_is_rebuilt_with_headers_spans_markers_and_notes(seen: Watched, made: Made) -> None:
    noted = next(one for one in made.dataset.observations if one.footnotes and one.value_raw == "490")
    place = press(seen, made.figure(HTML, noted.value_raw))
    table = place.locator("table.fragment")
    here = table.locator(".here")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("Dit cijfer: 490")
    row = here.locator("xpath=..")
    expect(row.locator("th[scope=row]")).to_contain_text("Comensha")
    expect(row.locator("th[scope=row] sup")).to_have_text("16")
    assert table.locator("th[scope=col]").count() >= 4
    expect(place.locator(".notes li").first).to_contain_text("definitieve aantal slachtoffers")


def test_long_table_shows_the_rows_around_and_all_when_asked(seen: Watched, made: Made) -> None:
    one = made.figure(LONG, "1150")
    place = press(seen, one)
    rows = place.locator("table.fragment tr")
    assert rows.count() == 18
    expect(rows.first).to_contain_text(HOSTILE)
    expect(place.locator(".here")).to_contain_text("1150")
    place.get_by_role("button", name=f"Toon de hele tabel ({ROWS + 1} rijen)").click()
    assert rows.count() == ROWS + 1
    expect(place.locator(".here")).to_be_in_viewport()
    expect(place.locator(".scroll").first).to_be_focused()


def test_place_in_a_sheet_can_be_copied(browser: Browser, made: Made) -> None:
    for seen in watched(browser, made.report):
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        one = next(one for one in made.dataset.observations if "!" in one.locator)
        place = press(seen, one)
        expect(place.locator("code")).to_have_text(one.locator)
        place.get_by_role("button", name="Kopieer").click()
        expect(place.get_by_role("status")).to_have_text("Gekopieerd")
        assert seen.page.evaluate("navigator.clipboard.readText()") == one.locator


def test_another_figure_takes_the_place_of_the_first(seen: Watched, made: Made) -> None:
    first, second = made.figure(PDF, "131"), made.figure(HTML, "490")
    seen.page.evaluate(
        """ids => ids.forEach(id => {
          const button = document.createElement("button");
          button.dataset.observation = id;
          document.querySelector("main").append(button);
          button.click();
        })""",
        [first.observation_id, second.observation_id],
    )
    expect(seen.page.locator("#source-place .here")).to_contain_text("490")
    assert seen.page.locator("#source-place img").count() == 0


@pytest.mark.parametrize("source", [PDF, TEXT, SHEET, LONG])
def test_narrow_screens_scroll_the_source_not_the_page(browser: Browser, made: Made, source: str) -> None:
    (document,) = (row.document_id for row in made.dataset.documents if row.source == source)
    for seen in watched(browser, made.report, width=320):
        press(seen, next(one for one in made.dataset.observations if one.document_id == document))
        dialog = seen.page.locator("dialog#source")
        assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_pictures_beside_the_page_are_shown(browser: Browser, made_beside: Made) -> None:
    drawn = sorted(path.name for path in (made_beside.folder / "report-sources").iterdir())
    assert drawn
    assert all(name.endswith(".png") for name in drawn)
    for seen in watched(browser, made_beside.report):
        place = press(seen, made_beside.figure(PDF, "131"))
        expect(place.locator("img")).to_have_js_property("complete", value=True)
        assert seen.page.evaluate("document.querySelector('#source-place img').naturalWidth") > 400
        (request,) = seen.requests
        assert request.startswith((made_beside.folder / "report-sources").as_uri())
        seen.requests.clear()


def test_page_that_was_sent_without_its_pictures_shows_the_table(
    browser: Browser, made_beside: Made, tmp_path: Path
) -> None:
    alone = tmp_path / "report.html"
    shutil.copy(made_beside.report, alone)
    for seen in watched(browser, alone):
        place = press(seen, made_beside.figure(PDF, "131"))
        expect(place).to_contain_text("report-sources")
        expect(place.locator(".fragment .here")).to_be_visible()
        seen.requests.clear()
        seen.complaints.clear()  # the browser says that the file is not there


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_source(browser: Browser, made: Made, scheme: str) -> None:
    for seen in watched(browser, made.report, 900, scheme):
        for one in (
            made.figure(PDF, "131"),
            made.figure(TEXT, "975"),
            made.figure(HTML, "490"),
            made.figure(LONG, "1150"),
        ):
            place = press(seen, one)
            for summary in place.locator("summary").all():
                summary.click()
            assert barriers(seen) == [], one.locator

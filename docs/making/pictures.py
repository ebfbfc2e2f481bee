"""Pictures for the site, made from the samples each time it is built, so that they show the program as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
PLOTTED = "csv-aangepakt"
VIEWS = {"report.png": "indicators", "figures.png": "figures"}
"""Pictures of views of the report."""
SOURCE = "source.png"
OF_A_PAGE = "samples/prestatie-indicatoren-getagd.pdf"
WINDOW = ViewportSize(width=1280, height=900)


class PictureError(Exception):
    """A picture that could not be made."""


def pictures() -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every picture."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        _extract(str(ROOT / "samples"), "-o", "results", "--quiet")
        _extract("plot", "results", PLOTTED, "-o", "plot.svg")
        yield "plot.svg", Path("plot.svg").read_bytes()
        _extract(str(ROOT / OF_A_PAGE), "-o", "page", "--quiet")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
            for name, view in VIEWS.items():
                yield name, _opened(browser, "results", view).screenshot()
            page = _opened(browser, "page", "figures")
            page.locator("[data-observation]:visible").first.click()
            page.wait_for_function("document.querySelector('dialog[open] img')?.complete")
            yield SOURCE, page.screenshot()
            browser.close()


def _extract(*arguments: str) -> None:
    result = CliRunner().invoke(main, arguments, prog_name="extract")
    if result.exit_code:
        raise PictureError(f"extract {' '.join(arguments)}: {result.output}")


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise PictureError("the pictures of the site need a browser: apt-get install chromium")
    return path


def _opened(browser: Browser, folder: str, view: str) -> Page:
    page = browser.new_page(viewport=WINDOW)
    page.goto(f"{Path(folder, 'report.html').resolve().as_uri()}#/{view}")
    page.wait_for_selector("main svg.marks" if view == "indicators" else "[data-observation]:visible")
    return page

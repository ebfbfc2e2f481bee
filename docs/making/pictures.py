"""Pictures for the site, made from the samples each time it is built, so that they show the program as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
PLOTTED = "csv-aangepakt"
REPORT = {"report.png": (1280, 900), "report-narrow.png": (390, 844)}
"""Pictures of the report, and the size of the window in pixels."""


class PictureError(Exception):
    """A picture that could not be made."""


def pictures() -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every picture."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        _extract(str(ROOT / "samples"), "-o", "results", "--quiet")
        _extract("plot", "results", PLOTTED, "-o", "plot.svg")
        yield "plot.svg", Path("plot.svg").read_bytes()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
            for name, (width, height) in REPORT.items():
                yield name, _picture_of_report(browser, Path("results/report.html"), width, height)
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


def _picture_of_report(browser: Browser, report: Path, width: int, height: int) -> bytes:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(report.resolve().as_uri())
    page.wait_for_load_state("networkidle")
    return page.screenshot()

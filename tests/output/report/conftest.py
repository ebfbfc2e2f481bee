"""A browser, and reports to open in it: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from normalise.dataset import Dataset
from output.report.page import report_page
from output.report.texts import Language
from pipeline.find import find_publications
from pipeline.running import run
from tests.paths import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_SANDBOX = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
"""A container has no room for Chromium's own sandbox; the pages are ours, and open no connection."""
DOCUMENTS = (
    "begroting-2022-tabel-2.html",
    "begroting-2022-tabel-2.txt",
    "jaarverslag-2020-veiligheidsagenda.html",
    "normen-2023-2026.html",
    "samenwerking-regioplan.md",
)
"""Samples that are read fast and have it all: notes, doubts, a conflict, ambitions, an error."""


@dataclass(frozen=True)
class Watched:
    """An open report, and what happened that must not."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Messages on the console, errors, dialogs."""
    requests: list[str] = field(default_factory=list)
    """Addresses that were asked for, but for the file itself."""

    def see(self, view: str) -> None:
        """Go to a view, as by its link."""
        self.page.click(f"nav a[data-view={view}]")
        self.page.wait_for_selector(f"#view-{view}:not([hidden])")


@pytest.fixture(
    scope="module"
)  # no longer: while Playwright is there, no other test can start an event loop of its own
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed (Debian and Ubuntu: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(WITHOUT_SANDBOX))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sampled() -> Dataset:
    """The dataset of some samples."""
    publications = find_publications([ROOT / "samples" / name for name in DOCUMENTS]).publications
    return run(publications).dataset


@pytest.fixture(scope="session")
def sample_report(sampled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their report, as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report_page(sampled))
    return path


@pytest.fixture(scope="session")
def english_report(sampled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their report in English."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report_page(sampled, Language.ENGLISH))
    return path


@pytest.fixture
def opened(browser: Browser, sample_report: Path) -> Iterator[Watched]:
    """The report of the samples in a window of a desk; at the end nothing may have happened that must not."""
    with suppress(StopIteration):
        yield from watched(browser, sample_report)


def watched(browser: Browser, path: Path, width: int = 1440, scheme: str = "light") -> Iterator[Watched]:
    """A report in a window; at the end nothing may have been said, asked for or thrown."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = Watched(page)
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    page.on("request", lambda request: _note(request, path, seen))
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready", state="attached")
    yield seen
    context.close()
    assert (seen.complaints, seen.requests) == ([], [])


def _note(request: Request, path: Path, seen: Watched) -> None:
    if request.url.split("#")[0] != path.as_uri() and not request.url.startswith("data:"):
        seen.requests.append(request.url)

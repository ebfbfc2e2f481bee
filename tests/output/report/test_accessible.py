"""No barrier that axe-core finds, in light and dark, at three widths; and what it does not look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.output.report.conftest import Watched, watched

NARROWED = {
    "overview": "",
    "indicators": "?search=comensha",
    "figures": "?search=comensha",
    "ambitions": "?search=mensenhandel&what=text",
    "revisions": "",
    "findings": "?severity=warning",
}
"""Views with a few rows of each: axe-core looks at every one, and they are alike."""
LEAST_TARGET = 24
"""Pixels, WCAG 2.2 success criterion 2.5.8."""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 900, 1440])
def test_axe_finds_nothing(browser: Browser, sample_report: Path, width: int, scheme: str) -> None:
    for seen in watched(browser, sample_report, width, scheme):
        for view, filters in NARROWED.items():
            seen.page.evaluate("address => { location.hash = address }", f"#/{view}{filters}")
            seen.page.wait_for_selector(f"#view-{view}:not([hidden])")
            if view == "indicators":
                seen.page.locator(".plot svg").first.wait_for(timeout=20_000)
            assert barriers(seen) == [], view
        seen.page.locator("#view-findings button.figure").first.click()
        assert barriers(seen) == [], "dialog"


def barriers(seen: Watched) -> list[str]:
    found = Axe().run(seen.page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_targets_are_large_enough(browser: Browser, sample_report: Path) -> None:
    for seen in watched(browser, sample_report, 360):
        for view in NARROWED:
            seen.see(view)
            small = seen.page.evaluate(
                """least => [...document.querySelectorAll("button, select, summary, input:not([type=checkbox])")]
                .filter(each => each.getClientRects().length && each.getBoundingClientRect().height < least)
                .map(each => each.outerHTML.slice(0, 100))""",
                LEAST_TARGET,
            )
            assert small == [], view


def test_focus_is_visible(browser: Browser, sample_report: Path) -> None:
    for seen in watched(browser, sample_report):
        for _ in range(4):
            seen.page.keyboard.press("Tab")
            width = seen.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 2

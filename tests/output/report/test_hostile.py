"""Nothing from a document runs, loads or leaves its place, whatever it is made to look like."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from output.report.page import report_page
from tests.output.report.attacks import ATTACKS, attacking_dataset
from tests.output.report.conftest import watched

VIEWS = ("indicators", "figures", "ambitions", "revisions", "findings")
BROKEN = """() => [
    window.broken,
    document.querySelectorAll("img, iframe, object, embed, link, base, a[href^='javascript']").length,
    [...document.querySelectorAll("*")].filter(each => each.getAttributeNames().some(name => name.startsWith("on"))).length,
    document.body.innerText.includes("49{%"),
]"""


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_text(kind: str, browser: Browser, tmp_path: Path) -> None:
    attack = " ".join(ATTACKS[kind])
    path = tmp_path / "report.html"
    path.write_bytes(report_page(attacking_dataset(attack)))
    for seen in watched(browser, path):
        for view in VIEWS:
            seen.see(view)
            assert seen.page.evaluate(BROKEN) == [None, 0, 0, False], view
        seen.page.locator("#view-findings button.figure").first.click()
        assert seen.page.evaluate(BROKEN) == [None, 0, 0, False]
        title = seen.page.locator("#source-title").text_content()
        assert title == shown(attack)


def shown(attack: str) -> str:
    """What a page can hold of a text: no lone surrogate."""
    return attack.encode("utf-8", "replace").decode()


def test_scripts_of_the_page_are_its_own() -> None:
    """Only one script element is run by itself, whatever the data says; the others are letters."""
    for attack in itertools.chain.from_iterable(ATTACKS.values()):
        page = report_page(attacking_dataset(attack)).decode()
        assert re.sub(r"source-[0-9a-f]{16}", "source", "".join(re.findall(r"<script[^>]*>", page))) == (
            '<script type="text/plain" id="vega">'
            '<script type="text/plain" id="data">'
            '<script type="text/plain" id="source">'
            '<script type="module">'
        )

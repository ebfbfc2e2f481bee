"""The report as bytes: the same for the same dataset, its policy, its words."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from normalise.checks.every import RULES
from normalise.dataset import (
    AmbitionForm,
    AmbitionKind,
    AmbitionStatus,
    Bound,
    Dataset,
    DocumentStatus,
    DocumentType,
    Measure,
    MissingReason,
    Movement,
    ObsStatus,
    Passage,
    PassageKind,
    Placement,
    Qualifier,
    RevisionKind,
    SentenceTheme,
    Severity,
    ThemeBasis,
)
from output.report.bundle import MODULES, asset, script
from output.report.page import report_page
from output.report.payload import columnar
from output.report.selection import select
from output.report.texts import Language, texts
from tests.output.datasets import small_dataset
from tests.paths import ROOT


def carried(page: bytes) -> Any:
    """What the page carries for its scripts."""
    found = re.search(rb'id="data">([^<]*)<', page)
    assert found
    return json.loads(zlib.decompress(base64.b64decode(found[1])))


def test_same_dataset_same_bytes() -> None:
    assert report_page(small_dataset()) == report_page(small_dataset())


def test_an_empty_dataset_has_a_report() -> None:
    assert b"<h1>Cijfers uit 0 publicaties</h1>" in report_page(Dataset())


def test_policy_allows_only_what_the_page_brings() -> None:
    page = report_page(small_dataset()).decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    rules = dict(rule.split(" ", 1) for rule in found[1].replace("&#39;", "'").split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "connect-src" not in rules
    assert not re.search(r"unsafe|https?:|\*|'self'", found[1])
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    run = re.search(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    assert style
    assert run
    assert rules["style-src"] == hashed(style[1])
    assert hashed(run[1]) in rules["script-src"]


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def test_page_refers_to_nothing_outside() -> None:
    page = report_page(small_dataset()).decode()
    assert re.findall(r'\s(?:src|href|action|poster|data)="(?!#)([^"]*)"', page) == []
    assert "@import" not in page
    assert not re.search(r"url\(", page)


def test_figures_are_carried_exactly() -> None:
    one = replace(small_dataset().observations[0], obs_value=Decimal("123456789012.345678"))
    columns = carried(report_page(replace(small_dataset(), observations=(one,))))["tables"]["observations"]["columns"]
    assert columns["obs_value"] == ["123456789012.345678"]
    assert columns["value_raw"] == ["1.522"]


def test_repeated_values_are_carried_once() -> None:
    one = small_dataset().observations[0]
    rows = [replace(one, observation_id=f"o{number}") for number in range(9)]
    table: Any = columnar(rows, "observations")
    assert table["columns"]["indicator_label"] == {"values": ["Woninginbraken"], "at": [0] * 9}
    assert table["columns"]["footnotes"] == {"values": [["f1"]], "at": [0] * 9}


def test_scripts_parse_no_text_as_page() -> None:
    """Text gets in as text, everywhere."""
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function", script()
    )


@pytest.mark.parametrize("name", MODULES)
def test_modules_import_what_stands_before_them(name: str) -> None:
    before = MODULES[: MODULES.index(name)]
    for names, home in re.findall(r'^import \{ ([^}]*) \} from "\./([^"]*)";$', asset(name), re.MULTILINE):
        assert home in before
        for each in names.split(", "):
            assert re.search(rf"^export (async )?(function|class|const) {each}\b", asset(home), re.MULTILINE), each


def test_every_text_that_a_script_says_is_there() -> None:
    words = texts(Language.DUTCH)
    said = {match for name in MODULES for match in re.findall(r'say\("(\w+)\.(\w+)"', asset(name))}
    assert {(subject, key) for subject, key in said if key not in words.get(subject, {})} == set()
    subjects = {match for name in MODULES for match in re.findall(r'nameOf\("(\w+)"', asset(name))}
    assert subjects <= set(words)


def test_languages_have_the_same_texts() -> None:
    dutch, english = ({(subject, key) for subject, part in texts(each).items() for key in part} for each in Language)
    assert dutch == english


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        ("measure", Measure), ("status", ObsStatus), ("missing", MissingReason), ("placement", Placement), ("qualifier", Qualifier),
        ("severity", Severity), ("revision", RevisionKind), ("type", DocumentType), ("documentstatus", DocumentStatus),
        ("form", AmbitionForm), ("counted", AmbitionKind), ("ambitionstatus", AmbitionStatus), ("bound", Bound),
        ("movement", set(Movement) - {Movement.NONE}), ("rule", set(RULES)),
    ],
)  # fmt: skip
def test_every_code_has_words(language: Language, subject: str, codes: Any) -> None:
    assert {str(code) for code in codes} <= set(texts(language)[subject])


@pytest.mark.parametrize("language", Language)
def test_every_rule_has_a_name(language: Language) -> None:
    """Those of readers and people too: all that the documentation lists."""
    listed = (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8").partition("## The rules")[2]
    rules = {
        rule for line in re.findall(r"^\| (`.*?) \|", listed, re.MULTILINE) for rule in re.findall(r"`([a-z-]+)`", line)
    }
    assert rules - {"report.html"} <= set(texts(language)["rule"])


def test_text_beyond_the_limit_is_left_out_and_counted() -> None:
    passages = tuple(
        Passage(passage_id=f"p{at}", document_id="d", kind=PassageKind.PARAGRAPH, text="x" * 10, locator="")
        for at in range(5)
    )
    themes = tuple(
        SentenceTheme(passage_id=f"p{at}", sentence=1, start=0, end=10, theme="drugs", basis=ThemeBasis.TERM, score=1.0)
        for at in range(5)
    )
    chosen = select(Dataset(passages=passages, themes=themes), most_text=30)
    assert [row.passage_id for row in chosen.dataset.passages] == ["p0", "p1", "p2"]
    assert len(chosen.dataset.themes) == 3
    assert chosen.passages_left_out == 2


def test_figures_beyond_the_limit_are_left_out_by_document_and_counted() -> None:
    """A document with a warning comes before the others, then the latest."""
    small = small_dataset()
    (document,), (one, _) = small.documents, small.observations
    names = ["oud", "nieuw", "fout"]
    days = {"oud": date(2020, 1, 1), "nieuw": date(2023, 1, 1), "fout": date(2019, 1, 1)}
    dataset = replace(
        small,
        documents=tuple(replace(document, document_id=name, published=days[name]) for name in names),
        observations=tuple(replace(one, observation_id=name, document_id=name) for name in names),
        findings=(replace(small.findings[0], document_id="fout"),),
    )
    chosen = select(dataset, most_figures=2)
    assert {row.document_id for row in chosen.dataset.observations} == {"nieuw", "fout"}
    assert len(chosen.dataset.documents) == 3
    assert chosen.documents_left_out == 1

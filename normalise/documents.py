"""Documents: what a publication is, told by its own words."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from extract.document import Document, Heading, Table
from normalise.dataset import DocumentType
from normalise.text import fold
from normalise.vocabulary import load
from normalise.words import compile_words

OF_YEAR = re.compile(
    r"\b(?P<kind>\w*begroting|\w*jaarverslag|jaarstukken|\w*jaarrekening|jaarbericht)\s+(?P<year>20\d\d)\b"
)
"""`Begroting 2020`, `Programmabegroting 2024`, `Jaarstukken 2018`."""
BUDGET_DAY = (9, 15)
"""Budgets come out in September of the year before (Prinsjesdag), municipal ones a few weeks later."""
REPORT_DAY = (5, 15)
"""Annual reports come out in May of the year after (Verantwoordingsdag)."""
MIDYEAR = (7, 1)
YEARS_BEFORE_BUDGET = 2
"""A budget for a year is made in the year before, when the year before that is the last with results."""


@lru_cache(maxsize=1)
def _types() -> tuple[tuple[tuple[DocumentType, re.Pattern[str]], ...], ...]:
    """The words of each kind: first those that tell it, then those that publications of several kinds may have."""
    kinds = load("document_types")
    return tuple(
        tuple((DocumentType(name), compile_words(words)) for name, words in kinds[group].items())
        for group in ("types", "else")
    )


def document_title(document: Document) -> str | None:
    """The title that the source gives, else its first heading."""
    if document.title:
        return document.title
    return next((block.content.text for block in document.blocks if isinstance(block, Heading)), None)


def document_type(document: Document) -> DocumentType:
    """The kind of publication: by what the source calls itself, else by the words of its title.

    A title that names several kinds is of the one that comes first in it: a budget's page on the Veiligheidsagenda
    is a page of the budget.
    """
    text = fold(" ".join(filter(None, (document.document_type, document_title(document)))))
    for kinds in _types():
        found = [(match.start(), kind) for kind, pattern in kinds if (match := pattern.search(text))]
        if found:
            return min(found, key=lambda item: item[0])[1]
    return DocumentType.OTHER


def expected_publication(title: str, last_realised: int | None) -> date:
    """When a publication that bears no date will have come out: by the year in its title, else after its last results.

    Only for putting publications in order; one of which nothing is known comes first.
    """
    found = {(match["kind"], int(match["year"])) for match in OF_YEAR.finditer(fold(title))}
    if len(found) == 1:
        kind, year = found.pop()
        if kind.endswith("begroting"):
            return date(year - 1, *BUDGET_DAY)
        return date(year + 1, *REPORT_DAY)
    return date.min if last_realised is None else date(last_realised + 1, *MIDYEAR)


def last_realised_year(document: Document) -> int | None:
    """The last year for which a budget or annual report can print results, where all its words agree on one year."""
    texts = [document_title(document) or "", *(b.content.text for b in document.blocks if not isinstance(b, Table))]
    found = {(match["kind"], int(match["year"])) for text in texts for match in OF_YEAR.finditer(fold(text))}
    years = {year - (YEARS_BEFORE_BUDGET if kind.endswith("begroting") else 0) for kind, year in found}
    return years.pop() if len(years) == 1 else None

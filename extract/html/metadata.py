"""What the head of a page says of the publication, read with Beautiful Soup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from lxml import etree

from extract.runs import collapse

HEAD_ELEMENTS = SoupStrainer(["title", "meta"])
TITLE_NAMES = ("overheidop.documenttitel", "dc.title", "dcterms.title", "og:title")
PUBLISHER_NAMES = (
    "dc.creator",
    "dcterms.creator",
    "overheid.authority",
    "dc.publisher",
    "dcterms.publisher",
    "og:site_name",
    "publisher",
)
DATE_NAMES = (
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "article:published_time",
    "dcterms.available",
    "datepublished",
    "date",
)
LANGUAGE_NAMES = ("dc.language", "dcterms.language", "content-language", "og:locale")
TYPE_NAMES = ("overheidop.publicationname", "dc.type", "dcterms.type", "overheid.informationtype")
PUBLISHED_TIME = etree.XPath(
    "//time[@pubdate or @itemprop='datePublished' or contains(@class,'publi')]/@datetime"
    " | //time[contains(@class,'entry-date')]/@datetime"
)
ANY_TIME = etree.XPath("//time/@datetime")
ISO_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")  # 2021-09-21T10:00, 20210921
DUTCH_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")  # 21-09-2021
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")  # nl-NL
SITE_SEPARATOR = re.compile(r"\s+[|·»]\s+")  # Begroting 2022 | Gemeente Voorbeeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of itself; None where it does not."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    document_type: str | None = None


def read_metadata(root: etree._Element) -> Metadata:
    """Title, publisher, date, language and kind of publication, from the head and the `time` elements of a page."""
    soup = _head(root)
    named = _named_values(soup)
    title = _first(named, TITLE_NAMES) or _page_title(soup)
    return Metadata(
        title=title,
        publisher=_first(named, PUBLISHER_NAMES),
        published=_date(_first(named, DATE_NAMES)) or _time(root),
        language=_language(root.get("lang") or root.get("xml:lang") or _first(named, LANGUAGE_NAMES)),
        document_type=_first(named, TYPE_NAMES),
    )


def _head(root: etree._Element) -> BeautifulSoup:
    head = root.find("head")
    source = etree.tostring(head, encoding="unicode", method="html", with_tail=False) if head is not None else ""
    return BeautifulSoup(source or "<head></head>", "lxml", parse_only=HEAD_ELEMENTS)


def _named_values(soup: BeautifulSoup) -> dict[str, str]:
    """The content of each `meta` by its name in lower case; of several with one name the first."""
    values: dict[str, str] = {}
    for meta in soup.find_all("meta", content=True):
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name, content = str(meta.get(attribute) or "").lower(), collapse(str(meta["content"]))
            if name and content:
                values.setdefault(name, content)
    return values


def _first(values: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _page_title(soup: BeautifulSoup) -> str | None:
    """The title of the page without the name of its site."""
    if soup.title is None:
        return None
    return SITE_SEPARATOR.split(collapse(soup.title.get_text()))[0] or None


def _time(root: etree._Element) -> date | None:
    """The date of publication in the text, if one is marked as such or only one date is marked at all."""
    for times in (PUBLISHED_TIME(root), ANY_TIME(root)):
        dates = {found for found in map(_date, map(str, times)) if found} if isinstance(times, list) else set()
        if len(dates) == 1:
            return dates.pop()
    return None


def _date(text: str | None) -> date | None:
    iso, dutch = ISO_DATE.match(text or ""), DUTCH_DATE.match(text or "")
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else None
    except ValueError:
        return None


def _language(text: str | None) -> str | None:
    match = LANGUAGE.match(text or "")
    return match[1].lower() if match else None

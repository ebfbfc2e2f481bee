"""What a page says of the publication: its head, read with Beautiful Soup, and what KOOP prints above its text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from lxml import etree

from extract.metadata import Metadata, dossier_number, metadata_of, ministry_of, read_date, read_language
from extract.runs import collapse

HEAD_ELEMENTS = SoupStrainer(["title", "meta"])
PUBLISHED_TIME = etree.XPath(
    "//time[@pubdate or @itemprop='datePublished' or contains(@class,'publi')]/@datetime"
    " | //time[contains(@class,'entry-date')]/@datetime"
)
ANY_TIME = etree.XPath("//time/@datetime")
PAPER_DATE = etree.XPath(
    "string((//*[contains(concat(' ',@class,' '),' kamerstukdatum ')])[1])"
)  # Ontvangen 20 mei 2020
PAPER_DOSSIER = etree.XPath("string((//*[contains(concat(' ',@class,' '),' dossiernummer ')])[1])")  # 35 470 XIV
PAPER_TITLE = etree.XPath(
    "string((//*[contains(concat(' ',@class,' '),' stuk ')]/*[contains(concat(' ',@class,' '),' stuktitel ')])[1])"
)
PAPER_SIGNED = etree.XPath(
    "string((//*[contains(concat(' ',@class,' '),' functie ')])[1])"
)  # De Minister van Justitie,
ORGANIZATION = etree.XPath("string((//*[contains(@itemtype,'Organization')]/descendant::*[@itemprop='name'])[1])")
ADDRESSES = etree.XPath("//@itemid | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
SLICE = re.compile(r"(?:https?://[^/]+)?/([a-z-]+)/(\d{4})/(\w+)/(\w+)/onderdeel\b.*")
"""Of a part of a budget paper: /memorie-van-toelichting/2022/OWB/VI/onderdeel/1 says what the paper is."""
SITE_SEPARATOR = re.compile(r"\s+[|·»]\s+")  # Begroting 2022 | Gemeente Voorbeeld


def read_metadata(root: etree._Element) -> Metadata:
    """Title, publisher, date, language, kind and identifier of a publication, from its page."""
    soup = _head(root)
    values = _named_values(soup)
    if organization := _text(ORGANIZATION, root):
        values["organization"] = [organization]
    found = metadata_of(values)
    dossier = dossier_number(_text(PAPER_DOSSIER, root))
    return replace(
        found,
        title=found.title or _page_title(soup),
        published=found.published or _time(root) or read_date(_text(PAPER_DATE, root)),
        language=read_language(root.get("lang") or root.get("xml:lang")) or found.language,
        document_type=_text(PAPER_TITLE, root) or _kind_of_slice(root) or found.document_type,
        dossiers=found.dossiers or ((dossier,) if dossier else ()),
        ministry=found.ministry or ministry_of(_text(PAPER_SIGNED, root)),
    )


def _text(find: etree.XPath, root: etree._Element) -> str:
    return collapse(str(find(root)))


def _kind_of_slice(root: etree._Element) -> str | None:
    """What the address of a part says of the whole: `memorie van toelichting 2022 OWB VI`."""
    addresses = ADDRESSES(root)
    matches = (SLICE.fullmatch(str(address)) for address in addresses) if isinstance(addresses, list) else ()
    return next((" ".join(match.groups()).replace("-", " ") for match in matches if match), None)


def _head(root: etree._Element) -> BeautifulSoup:
    head = root.find("head")
    source = etree.tostring(head, encoding="unicode", method="html", with_tail=False) if head is not None else ""
    return BeautifulSoup(source or "<head></head>", "lxml", parse_only=HEAD_ELEMENTS)


def _named_values(soup: BeautifulSoup) -> dict[str, list[str]]:
    """The contents of the `meta` elements by their name in lower case."""
    values: dict[str, list[str]] = {}
    for meta in soup.find_all("meta", content=True):
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name, content = str(meta.get(attribute) or "").lower(), collapse(str(meta["content"]))
            if name and content:
                values.setdefault(name, []).append(content)
    return values


def _page_title(soup: BeautifulSoup) -> str | None:
    """The title of the page without the name of its site."""
    if soup.title is None:
        return None
    return SITE_SEPARATOR.split(collapse(soup.title.get_text()))[0] or None


def _time(root: etree._Element) -> date | None:
    """The date of publication in the text, if one is marked as such or only one date is marked at all."""
    for times in (PUBLISHED_TIME(root), ANY_TIME(root)):
        dates = {found for found in map(read_date, map(str, times)) if found} if isinstance(times, list) else set()
        if len(dates) == 1:
            return dates.pop()
    return None

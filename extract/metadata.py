"""Metadata that go with a publication: Dublin Core and the names of overheid.nl, in a page's head or in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.document import Block, Document, Paragraph
from extract.shapes import find_date

TITLE_NAMES = ("dc.title", "dcterms.title", "overheidop.documenttitel", "og:title")
CREATOR_NAMES = ("dc.creator", "dcterms.creator", "overheid.authority")
PUBLISHER_NAMES = (*CREATOR_NAMES, "dc.publisher", "dcterms.publisher", "organization", "og:site_name", "publisher")
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
TYPE_NAMES = (
    "overheidop.documenttitel",
    "overheidop.publicationname",
    "dc.type",
    "dcterms.type",
    "overheid.informationtype",
)
IDENTIFIER_NAMES = ("dc.identifier", "dcterms.identifier")
DOSSIER_NAMES = ("overheidop.dossiernummer",)
ISO_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")  # 2021-09-21T10:00, 20210921
DUTCH_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")  # 21-09-2021
WORDS_BEFORE = re.compile(r"^\D+(?=\d)")  # Ontvangen 20 mei 2020; dinsdag 3 maart 2009
DATELINE = re.compile(
    r"['’]?\w[\w'’-]*(?: [\w'’-]+){0,2}, (\d{1,2} \w+ \d{4})"
)  # Den Haag, 7 juli 2023; 's-Gravenhage, 3 mei 1999
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")  # nl-NL
IDENTIFIER = (
    re.compile(  # kst-35470-XIV-4, ah-tk-20242025-100, https://zoek.officielebekendmakingen.nl/stb-2025-263.html
        r"(?:https?://\S*/)?((?:kst|blg|ah|kv|h|nds|ag|stb|stcrt|trb|gmb|prb|wsb|bgr)-[\w-]*\d[\w-]*)(?:\.\w+)?",
        re.IGNORECASE,
    )
)
PAPER = re.compile(r"kst-(\d+(?:-\w+)*)-\w+")  # kst-35470-XIV-4 is a paper of dossier 35470-XIV
MINISTER = re.compile(r"(?:minister|staatssecretaris)\s+van\s+(.+)", re.IGNORECASE)
MINISTRY = re.compile(r"ministerie\s+van\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of a publication; None where nothing is."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    document_type: str | None = None
    identifier: str | None = None
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None


def metadata_of(values: Mapping[str, Sequence[str]]) -> Metadata:
    """What named values say; names in lower case, values without outer white space."""
    ministry = MINISTRY.fullmatch(_first(values, CREATOR_NAMES) or "")
    identifier = next(
        (match[1] for text in _all(values, IDENTIFIER_NAMES) if (match := IDENTIFIER.fullmatch(text))), None
    )
    return Metadata(
        title=_first(values, TITLE_NAMES),
        publisher=_first(values, PUBLISHER_NAMES),
        published=read_date(_first(values, DATE_NAMES)),
        language=read_language(_first(values, LANGUAGE_NAMES)),
        document_type=_first(values, TYPE_NAMES),
        identifier=identifier,
        dossiers=_dossiers(_all(values, DOSSIER_NAMES)) or dossiers_of(identifier),
        ministry=ministry[1] if ministry else None,
    )


def describe(document: Document, found: Metadata) -> Document:
    """A document with what is said of it, in place of what it said before."""
    return replace(
        document,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language,
        document_type=found.document_type,
        identifier=found.identifier,
        dossiers=found.dossiers,
        ministry=found.ministry,
    )


def _all(values: Mapping[str, Sequence[str]], names: Sequence[str]) -> list[str]:
    return [text for name in names for text in values.get(name, ())]


def _first(values: Mapping[str, Sequence[str]], names: Sequence[str]) -> str | None:
    return next(iter(_all(values, names)), None)


def _dossiers(texts: Sequence[str]) -> tuple[str, ...]:
    """Numbers of dossiers as in identifiers: `35 470, XIV` is 35470-XIV."""
    return tuple(dict.fromkeys(dossier_number(text) for text in texts))


def dossier_number(text: str) -> str:
    """The number of a dossier as in identifiers.

    >>> dossier_number("35 470 XIV"), dossier_number("35470-XIV"), dossier_number("21 501-02")
    ('35470-XIV', '35470-XIV', '21501-02')
    """
    return re.sub(r"[^\w]+", "-", re.sub(r"(?<=\d)\s+(?=\d)", "", text.strip()))


def dossiers_of(identifier: str | None) -> tuple[str, ...]:
    """The dossier that the identifier of a parliamentary paper names.

    >>> dossiers_of("kst-35470-XIV-4"), dossiers_of("stb-2025-263")
    (('35470-XIV',), ())
    """
    match = PAPER.fullmatch(identifier or "")
    return (match[1],) if match else ()


def ministry_of(function: str) -> str | None:
    """The ministry of a minister, by the name of the office.

    >>> ministry_of("De Minister van Landbouw, Natuur en Voedselkwaliteit,")
    'Landbouw, Natuur en Voedselkwaliteit'
    """
    match = MINISTER.search(function)
    return match[1].rstrip(" ,;.") if match else None


def dateline(blocks: Iterable[Block]) -> date | None:
    """The date of a letter: of the first paragraph that is a place and a date and nothing else.

    >>> from extract.document import Locator, Text
    >>> dateline([Paragraph(content=Text("Den Haag, 7 juli 2023"), locator=Locator(address="/p"))])
    datetime.date(2023, 7, 7)
    """
    texts = (block.content.text for block in blocks if isinstance(block, Paragraph))
    matches = (DATELINE.fullmatch(text) for text in texts)
    return next((found for match in matches if match and (found := read_date(match[1]))), None)


def read_date(text: str | None) -> date | None:
    """The date that a value begins with, or that it is but for words before it.

    >>> read_date("2021-09-21T10:00"), read_date("Ontvangen 20 mei 2020")
    (datetime.date(2021, 9, 21), datetime.date(2020, 5, 20))
    """
    text = text or ""
    iso, dutch = ISO_DATE.match(text), DUTCH_DATE.match(text)
    if iso or dutch:
        year, month, day = map(int, iso.groups() if iso else reversed(dutch.groups() if dutch else ()))
    else:
        year, month, day = find_date(WORDS_BEFORE.sub("", text)) or (0, 0, 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_language(text: str | None) -> str | None:
    """The code of a language in small letters: `nl` of `nl-NL`."""
    match = LANGUAGE.match(text or "")
    return match[1].lower() if match else None

"""What an official publication says of itself: title, date, identifier, dossiers, and whose ministry it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from extract.koop.inline import LineReader
from extract.koop.notes import text_of
from extract.shapes import find_date

RECORD_ADDRESS = re.compile(r"(?:.*/)?([\w.-]+)/metadata\.xml")  # https://…/kst-24507-3/metadata.xml
RECORDS = etree.XPath("metadata/meta[@name='OVERHEIDop.externMetadataRecord']")
CHAMBERS = etree.XPath("*/*/tekstregel[@inhoud='kameraanduiding'] | kop/titel")
DOSSIER_TITLES = etree.XPath("*/dossier/titel | frontm/onderw/naam")
OWN_TITLES = etree.XPath(
    "*/stuk/titel | body/stuk/titel | kamervragen/kamervraagomschrijving | handelingen//item-titel | .//itemnaam"
)
DATES = etree.XPath(
    "*/stuk/datumtekst | kamervragen/kamervraagomschrijving//datum | handelingen//vergaderdatum"
    " | .//tekst-sluiting//datum | .//onddatum"
)
DOSSIERS = etree.XPath("*/dossier/dossiernummer | frontm/onderw/nummer")
NUMBERS = etree.XPath("kamerstuk/stuk/stuknr/ondernummer | body/stuk/nummer")
SIGNED = etree.XPath(".//ondertekening//functie | .//ondtek//functie")
DATED = etree.XPath("descendant-or-self::*/@isodatum")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORDS_BEFORE = re.compile(r"^\D+(?=\d)")  # Ontvangen 20 mei 2020; dinsdag 3 maart 2009
MINISTER = re.compile(r".*(?:minister|staatssecretaris)\s+van\s+(.+?)[\s,;.]*", re.IGNORECASE | re.DOTALL)
PAPER = re.compile(r"kst-(\d+(?:-\w+)*)-\w+")  # kst-35470-XIV-4 is a paper of dossier 35470-XIV


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a publication says of itself; None where it does not."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    document_type: str | None = None
    identifier: str | None = None
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None


class HeadReader:
    """Reads the head of one publication."""

    def __init__(self, root: etree._Element, lines: LineReader) -> None:
        self._root = root
        self._lines = lines

    def read(self) -> Head:
        """The head; the title is that of the dossier and the publication's own, as KOOP writes them: `Dossier; Stuk`."""
        own = self._first(OWN_TITLES)
        parts = dict.fromkeys(filter(None, (self._first(DOSSIER_TITLES), own)))
        dossiers = tuple(dict.fromkeys(filter(None, map(_dossier_number, elements(DOSSIERS, self._root)))))
        return Head(
            title="; ".join(parts) or None,
            publisher=self._first(CHAMBERS),
            published=next(filter(None, map(_date, elements(DATES, self._root))), None),
            document_type=own,
            identifier=self._identifier(dossiers),
            dossiers=dossiers,
            ministry=next(filter(None, map(ministry_of, self._texts(SIGNED))), None),
        )

    def _texts(self, find: etree.XPath) -> Iterator[str]:
        return (self._lines.read_element(element).text.text for element in elements(find, self._root))

    def _first(self, find: etree.XPath) -> str | None:
        return next(filter(None, self._texts(find)), None)

    def _identifier(self, dossiers: tuple[str, ...]) -> str | None:
        """The identifier in the address of the publication's record, else made as KOOP makes those of parliamentary papers."""
        for meta in elements(RECORDS, self._root):
            match = RECORD_ADDRESS.fullmatch(meta.get("content") or "")
            if match is not None:
                return match[1]
        number = self._first(NUMBERS)
        return f"kst-{dossiers[0]}-{number}" if dossiers and number else None


def elements(find: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements that an XPath finds."""
    found = find(root)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


def _dossier_number(element: etree._Element) -> str:
    """The number of a dossier as in identifiers: `35 470` and `XIV` are 35470-XIV."""
    parts = ("".join(str(piece).split()) for piece in element.itertext())
    return "-".join(filter(None, parts))


def _date(element: etree._Element) -> date | None:
    stated = DATED(element)
    text = str(stated[0]) if isinstance(stated, list) and stated else text_of(element)
    match = ISO_DATE.match(text)
    parts = tuple(map(int, match.groups())) if match else find_date(WORDS_BEFORE.sub("", text))
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def ministry_of(function: str) -> str | None:
    """The ministry of a minister, by the name of the office.

    >>> ministry_of("De Minister van Landbouw, Natuur en Voedselkwaliteit,")
    'Landbouw, Natuur en Voedselkwaliteit'
    """
    match = MINISTER.fullmatch(function)
    return match[1] if match else None


def dossiers_of(identifier: str | None) -> tuple[str, ...]:
    """The dossier that the identifier of a parliamentary paper names.

    >>> dossiers_of("kst-35470-XIV-4")
    ('35470-XIV',)
    """
    match = PAPER.fullmatch(identifier or "")
    return (match[1],) if match else ()

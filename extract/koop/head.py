"""What an official publication says of itself: title, date, identifier, dossiers, and whose ministry it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from extract.html.path import elements
from extract.koop.inline import LineReader
from extract.koop.notes import text_of
from extract.metadata import Metadata, dossier_number, ministry_of, read_date

LANGUAGE = "nl"
RECORD_ADDRESS = re.compile(r"(?:.*/)?([\w.-]+)/metadata\.xml")  # https://…/kst-24507-3/metadata.xml
RECORDS = etree.XPath("metadata/meta[@name='OVERHEIDop.externMetadataRecord']")
CHAMBERS = etree.XPath("*/*/tekstregel[@inhoud='kameraanduiding'] | kop/titel")
DOSSIER_TITLES = etree.XPath("*/dossier/titel | frontm/onderw/naam")
OWN_TITLES = etree.XPath(
    "*/stuk/titel | body/stuk/titel | kamervragen/kamervraagomschrijving | handelingen//item-titel | .//itemnaam | .//intitule"
)
DATES = etree.XPath(
    "*/stuk/datumtekst | kamervragen/kamervraagomschrijving//datum | handelingen//vergaderdatum"
    " | .//tekst-sluiting//datum | .//onddatum"
)
DOSSIERS = etree.XPath("*/dossier/dossiernummer | frontm/onderw/nummer")
NUMBERS = etree.XPath("kamerstuk/stuk/stuknr/ondernummer | body/stuk/nummer")
SIGNED = etree.XPath(".//ondertekening//functie | .//ondtek//functie")
DATED = etree.XPath("descendant-or-self::*/@isodatum")


class HeadReader:
    """Reads the head of one publication."""

    def __init__(self, root: etree._Element, lines: LineReader) -> None:
        self._root = root
        self._lines = lines

    def read(self) -> Metadata:
        """The head; the title is that of the dossier and the publication's own, as KOOP writes them: `Dossier; Stuk`."""
        own = self._first(OWN_TITLES)
        parts = dict.fromkeys(filter(None, (self._first(DOSSIER_TITLES), own)))
        dossiers = tuple(dict.fromkeys(filter(None, map(dossier_number, self._texts(DOSSIERS)))))
        return Metadata(
            title="; ".join(parts) or None,
            publisher=self._first(CHAMBERS),
            published=next(filter(None, map(_date, elements(DATES, self._root))), None),
            language=LANGUAGE,
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


def _date(element: etree._Element) -> date | None:
    stated = DATED(element)
    return read_date(str(stated[0]) if isinstance(stated, list) and stated else text_of(element))

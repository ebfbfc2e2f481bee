"""What an argument names on the web: an address, or an identifier of officielebekendmakingen.nl.

Identifiers are those that the site itself uses, <https://zoek.officielebekendmakingen.nl/kst-28684-540>. It keeps a
publication in several forms at one address; the XML is the exact source, so it is asked for first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

SITE = "https://zoek.officielebekendmakingen.nl"
FORMS = ("xml", "html", "pdf")
ONLY_PDF = re.compile(r"(?:blg|ah)-\d+")
"""Annexes, and appendices of before 2010: the page that has their name is about them, it is not them."""
IDENTIFIER = re.compile(
    r"(?P<series>kst|blg|(?:ah|h|kv|nds|ag)(?:-(?:tk|ek|vv))?|stcrt|stb|trb|gmb|prb|wsb|bgr)(?P<number>(?:-[0-9a-z]+)+)",
    re.IGNORECASE,
)
"""Kamerstukken and their annexes, questions and answers, Handelingen, agendas; Staatscourant, Staatsblad, Tractatenblad;
the gazettes of municipalities, provinces, water boards and joint arrangements."""
SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a publication is on the web."""

    source: str
    """As given, without a password or a place within the page."""
    urls: tuple[str, ...]
    """Its forms, best first."""
    metadata: str | None = None
    """What the publisher says of it, apart from its text."""


def parse_address(text: str) -> Address | None:
    """The address that an argument names; None where it is no address.

    >>> parse_address("kst-28684-540").urls[0]
    'https://zoek.officielebekendmakingen.nl/kst-28684-540.xml'
    >>> parse_address("https://me:secret@example.org/brief.pdf#page=3").source
    'https://example.org/brief.pdf'
    >>> parse_address("begroting.html")
    """
    return _parse_identifier(text) or _parse_url(text)


def _parse_identifier(text: str) -> Address | None:
    found = IDENTIFIER.fullmatch(text)
    if found is None or not re.search(r"\d", found["number"]):
        return None
    name = found["series"].lower() + found["number"]
    forms = ("pdf",) if ONLY_PDF.fullmatch(name) else FORMS
    urls = tuple(f"{SITE}/{name}.{form}" for form in forms)
    return Address(source=name, urls=urls, metadata=f"{SITE}/{name}/metadata.xml")


def _parse_url(text: str) -> Address | None:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # such as http://[
        return None
    if parts.scheme not in SCHEMES or not host:
        return None
    shown = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    return Address(source=shown, urls=(urlunsplit(parts._replace(fragment="")),))

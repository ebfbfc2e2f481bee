"""Site furniture: menus, licences and share buttons that a page's text carries along.

A line goes only for a reason that no content shares: what it says and where it stands, or that it announces the line below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.text.lines import Chunk, Line

EDGE_WORDS = frozenset(
    {
        "menu",
        "zoeken",
        "zoek",
        "inloggen",
        "uitloggen",
        "home",
        "contact",
        "sitemap",
        "privacy",
        "privacyverklaring",
        "cookies",
        "toegankelijkheid",
        "proclaimer",
        "disclaimer",
        "copyright",
        "colofon",
        "archief",
        "sluiten",
        "delen",
        "deel",
        "print",
        "printen",
        "afdrukken",
        "opslaan",
        "downloaden",
        "download pdf",
        "licence",
        "license",
        "licentie",
        "facebook",
        "twitter",
        "x",
        "linkedin",
        "whatsapp",
        "e-mail",
        "e-mailen",
        "instagram",
        "youtube",
        "rss",
        "nederlands",
        "english",
        "naar boven",
        "terug",
        "volgende",
        "vorige",
        "service",
        "over deze site",
        "over ons",
        "help",
        "login",
        "navigatie",
        "hoofdmenu",
        "submenu",
        "toon menu",
        "verberg menu",
        "base description which applies to whole site",
    }
)
"""Lines that are furniture at the very top or bottom of a page; in the middle they could be a heading or a cell."""
ANYWHERE = re.compile(
    r"(?:deel|print|download|bewaar|mail) (?:deze|dit) (?:pagina|artikel|document)|(?:ga|spring|direct|"
    r"terug) naar (?:de )?(?:inhoud|navigatie|hoofdinhoud|boven|overzicht|begin)"
    r"|naar boven|skip to (?:main )?content|base description which applies to whole site|(?:deze|"
    r"onze) (?:web)?site (?:maakt gebruik van|gebruikt) cookies\b.*|(?:alle )?cookies (?:accepteren|"
    r"weigeren)"
    r"|u bent hier:?.*|(?:pagina|page|p\.)\s\d+(?:\s?(?:van|of|/)\s?\d+)?",
    re.IGNORECASE,
)
BEFORE_HEADING = re.compile(
    r"(?:terug|ga|naar|home|u bent hier|kruimelpad|navigatie|menu)\b.{0,60}?\s[-–>|/»:]\s", re.IGNORECASE
)  # Terug naar navigatie - X
TRAIL = re.compile(r"\s[>»/|]\s")  # Home > Begroting 2022
MENU = re.compile(r"\s*[|>•·»]\s*")
LONGEST_MENU = 200
OFTEN = 3


def drop_furniture(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The chunks without lines of furniture.

    >>> from extract.text.lines import split_chunks
    >>> [chunk[0].text for chunk in drop_furniture(split_chunks("menu\\n\\nTitel\\n\\nDe tekst.\\n\\nLicence"))]
    ['Titel', 'De tekst.']
    """
    repeated = Counter(line.text.casefold() for chunk in chunks for line in chunk)
    kept: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        following = chunks[index + 1][0].text if index + 1 < len(chunks) else ""
        lines = tuple(line for line in chunk if not _is_anywhere(line, repeated))
        if len(lines) == 1 and announces(lines[0].text, following):
            lines = ()
        if lines:
            kept.append(lines)
    return _trim(kept)


def _is_anywhere(line: Line, repeated: Counter[str]) -> bool:
    """Whether a line is furniture wherever it stands: by what it says, or a menu word that returns."""
    text = line.text.casefold()
    if len(text) > 120 or not text:
        return False
    return ANYWHERE.fullmatch(text) is not None or (len(text) > 1 and text in EDGE_WORDS and repeated[text] >= OFTEN)


def announces(text: str, following: str) -> bool:
    """Whether a line only leads to the heading below it: `Terug naar navigatie - X` above X, `Home > X` above X."""
    if not following or not text.endswith(following) or text == following:
        return False
    lead = text[: len(text) - len(following)]
    return BEFORE_HEADING.fullmatch(lead) is not None or TRAIL.search(lead) is not None


def _trim(chunks: list[Chunk]) -> tuple[Chunk, ...]:
    """The chunks without menu words at the top and bottom of the page."""
    first, last = 0, len(chunks)
    while first < last and _is_edge(chunks[first]):
        first += 1
    while last > first and _is_edge(chunks[last - 1]):
        last -= 1
    return tuple(chunks[first:last])


def _is_edge(chunk: Chunk) -> bool:
    return all(_is_menu(line.text) for line in chunk)


def _is_menu(text: str) -> bool:
    """Whether a line is a menu word, or a row of words that are so for the most part: `Home | Nieuws | Contact`."""
    parts = [part.strip(" :").casefold() for part in MENU.split(text[:LONGEST_MENU])]
    known = sum(1 for part in parts if part in EDGE_WORDS)
    return known == 1 if len(parts) == 1 else 2 * known >= len(parts)

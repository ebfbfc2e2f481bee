"""The few words by which a reader tells a header cell from a caption, and a column of labels from a column of attributes.

What a word means for the figures is for `normalise/`; here it only decides where a table begins and which cell is which.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache

LABEL_HEAD = re.compile(
    r"(?:naam )?(?:\w*indicator(?:en)?|omschrijving|kengetal(?:len)?|prestaties?|beleidsafspra(?:ak|ken)|"
    r"delict(?:soort)?|onderdeel|post|meetpunt)(?:\s(?:indicator(?:en)?|kengetal|nummer|prestatie))?",
    re.IGNORECASE,
)
THEME_HEAD = re.compile(
    r"(?:onderwerp|thema|taakveld|kerntaak|programma|beleidsveld|beleidsterrein|pijler|hoofdstuk|speerpunt|categorie|domein|beleidsdoel|doel|doelen|doelstelling|ambitie)\b.{0,20}",
    re.IGNORECASE,
)
NUMBER_HEAD = re.compile(r"(?:nr|no|nummer|volgnr|volgnummer|prg|code|id|#)\.?", re.IGNORECASE)
VALUE_HEAD = re.compile(
    r"(?:\w*realis(?:atie|aties|eerd|eerde)|real\.?|norm(?:en)?|doel(?:en)?|doelstelling(?:en)?|doelwaarde|streef\w*|target|raming|prognose\w*|begroting|rekening|verschil|afwijking|nulmeting|nulwaarde|"
    r"aantal(?:len)?|bedrag(?:en)?|waarde|percentage|score|cijfer|ambitie|meetwaarde|bezetting|formatie|stand|jaar|uitkomst|resultaat)\b"
    r"(?:[\s/]+(?:(?:19|20)\d\d|na|voor|in|per|cijfers?|waarden?|wijziging(?:en)?|begroting|rekening|realisatie|norm|jaar|primitief|primaire|bijgesteld\w*|t/m|\*{1,3}\)?|\d\)?|[a-z]{1,3}\.?)){0,4}",
    re.IGNORECASE,
)
ATTRIBUTE_HEAD = re.compile(
    r"(?:eenheid|meeteenheid|bron(?:nen)?|bronhouder|bron\(houder\)|herkomst|regio|gebied|periode|frequentie|status|toelichting|opmerking(?:en)?|wet|soort|type)\b.{0,20}",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:tabel|figuur|grafiek|overzicht|staat|bijlage)\s+[\w.]+\b.*", re.IGNORECASE | re.DOTALL
)  # Tabel 2 Veiligheidsagenda
NUMBERED = re.compile(
    r"(?:\d{1,2}\.)+\d{0,2}(?:\.?[a-z]\b)?\.?\s+\S.*", re.DOTALL
)  # 2.1.a % inwoners ...; 5.1 Structurele lasten
CORNER_HEAD = re.compile(
    r"(?:\(?(?:x|×|bedragen|in)\b.{0,30}(?:€|euro|eur|1\.000|mln|mld|miljoen|duizend|fte|%).{0,20})", re.IGNORECASE
)  # x € 1.000


class Head(Flag):
    """What a column with this head may hold; a head may be several."""

    NONE = 0
    LABEL = auto()
    THEME = auto()
    NUMBER = auto()
    VALUE = auto()
    ATTRIBUTE = auto()
    CORNER = auto()


PATTERNS = {
    Head.LABEL: LABEL_HEAD,
    Head.THEME: THEME_HEAD,
    Head.NUMBER: NUMBER_HEAD,
    Head.VALUE: VALUE_HEAD,
    Head.ATTRIBUTE: ATTRIBUTE_HEAD,
    Head.CORNER: CORNER_HEAD,
}
LONGEST_HEAD = 60


@lru_cache(16384)
def read_head(text: str) -> Head:
    """What kinds of head a text is usual for.

    >>> read_head("Indicator"), read_head("Realisatie 2020"), read_head("Veilige leefomgeving")
    (<Head.LABEL: 1>, <Head.VALUE: 8>, <Head.NONE: 0>)
    """
    found = Head.NONE
    if len(text) <= LONGEST_HEAD:
        for head, pattern in PATTERNS.items():
            if pattern.fullmatch(text):
                found |= head
    return found


@lru_cache(16384)
def is_caption(text: str) -> bool:
    """Whether a text says of itself that it is a caption, or is numbered like one.

    >>> is_caption("Tabel 2 Veiligheidsagenda"), is_caption("2.1.a Aantal branden"), is_caption("Norm 2020")
    (True, True, False)
    """
    return CAPTION.fullmatch(text) is not None or NUMBERED.fullmatch(text) is not None


def labels_second(first: str, second: str) -> bool | None:
    """Whether a row with one label fewer lacks the first of two label columns; None where the heads do not tell."""
    left, right = read_head(first), read_head(second)
    if Head.LABEL in left:
        return False
    if Head.LABEL in right or Head.NUMBER in left or not first:
        return True
    if Head.THEME in left and Head.ATTRIBUTE not in right:
        return True
    return None

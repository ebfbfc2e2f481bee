"""The elements of official publications: which stand within a line of text, which head a part, which print nothing.

The names are those of the schema of 2010 and later (`officiele-publicatie`) and of the ones before it (`kamerwrk`,
`handeling`). An element that is in none of these lists is read all the same: among text as a part of it, else as a part
of the publication that holds others.
"""

from __future__ import annotations

from lxml import etree

INLINE = frozenset(
    {"nadruk", "sup", "inf", "nl", "br", "noot", "nootref", "voetref"}
    | {"extref", "intref", "extref-groep", "intref-groep", "dossierref", "minfinref", "datum", "ondernummer"}
    | {"kamervraagonderwerp", "voornaam", "voorvoegsels", "achternaam", "aanspr", "partij", "politiek"}
)
"""Stand within a line of text."""
LINE_BREAKS = frozenset({"nl", "br"})
SET_APART = frozenset(
    {"al", "al-groep", "noot.al", "noot.lijst", "noot.li", "lijst", "li", "li.nr", "definitie", "bijschrift"}
    | {"label", "nr", "titel", "subtitel", "stuknr", "ltrlabel", "nummer", "letter", "dossiernummer", "dossiernr"}
    | {"begrotingshoofdstuk", "naam", "voornaam", "voorvoegsels", "achternaam", "aanspr", "partij", "politiek"}
)
"""Are printed apart from what stands beside them, whether or not the source has a space there."""

TABLES = frozenset({"table", "tabel"})
LISTS = frozenset({"lijst", "definitielijst"})
ITEM_LABELS = {"li": "li.nr", "lid": "lidnr", "definitie-item": "term"}
"""Items of lists, each with the element that holds its number or bullet."""
SUBHEADINGS = frozenset({"tussenkop", "tuskop"})
HEADINGS = frozenset({"kop", "artikelkop", "itemkop", "itemnaam", "item-titel", "kamervraagomschrijving", "intitule"})
TITLE_PARTS = frozenset({"stuknr", "ltrlabel", "nummer", "letter", "nr", "titel", "dossiernummer"})
"""Side by side they are one heading: `stuknr` and `titel` of a publication, `nr` of a question."""
NOTES = frozenset({"noot", "voetnoot"})
REFERENCES = frozenset({"nootref", "voetref"})
UNPRINTED = frozenset(
    {"metadata", "kamerstukkop", "kamervraagkop", "kamervraagnummer", "versie", "ordernr", "vergjaar", "witreg"}
    | {"officiele-inhoudsopgave", "illustratie", "colspec", "spanspec", *NOTES}
)
"""Print no text of the publication itself. Notes are read apart, wherever they stand."""
BLOCKS = (
    TABLES | LISTS | SUBHEADINGS | HEADINGS | UNPRINTED | frozenset({*ITEM_LABELS, "al", "al-groep", "plaatje", "box"})
)
"""Never part of a line, even where they stand among text."""


def is_unprinted(element: etree._Element) -> bool:
    """Whether an element prints nothing of the publication itself."""
    return element.tag in UNPRINTED or _is_masthead(element)


def is_heading(element: etree._Element) -> bool:
    """Whether an element is a heading as a whole; in debates the name of a speaker is one."""
    if element.tag == "spreker":
        return element.find("al") is None and element.find("wie") is None
    if element.tag == "wie":
        parent = element.getparent()
        return parent is not None and parent.tag == "spreker"
    return element.tag in HEADINGS and not _is_masthead(element)


def _is_masthead(element: etree._Element) -> bool:
    """Whether an element is the `kop` of the publication as a whole: before 2010 it named the chamber and the year."""
    parent = element.getparent()
    return element.tag == "kop" and parent is not None and parent.getparent() is None


def is_title_part(element: etree._Element) -> bool:
    """Whether an element is part of a heading that has no element of its own."""
    parent = element.getparent()
    return element.tag in TITLE_PARTS or (element.tag == "naam" and parent is not None and parent.tag == "onderw")


def has_text(text: str | None) -> bool:
    """Whether there is more than white space."""
    return text is not None and text != "" and not text.isspace()

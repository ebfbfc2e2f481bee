"""OpenDocument texts (odt): what is printed of them, headers and footers of pages left out.

Read with lxml from the parts of the package; docs/architecture.md says why not with a library.
"""

from __future__ import annotations

from lxml import etree

from extract.document import Document, Limits, UnreadableDocument
from extract.odt.inline import TextReader
from extract.odt.names import OFFICE
from extract.odt.styles import Styles
from extract.odt.walk import Walk
from extract.office.assemble import assemble
from extract.office.parts import title_of
from extract.package import Package

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = "META-INF/manifest.xml"
MANIFEST_NAME = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
DOCUMENTS_WITHIN = frozenset(
    {
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.sun.star.oleobject",
    }
)


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that the bytes of an odt file hold; locators are paths such as `table=2&row=3&cell=1`.

    Raises UnreadableDocument for what is no such file, and for one above the limits.
    """
    package = Package(data, limits)
    content = open_content(package)
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise UnreadableDocument("The OpenDocument file holds no text; it is damaged, open it and save it again.")
    styles = Styles([*([package.xml("styles.xml")] if "styles.xml" in package else []), content])
    walk = Walk(styles, TextReader(styles), limits)
    items = list(walk.items(text))
    title, attached = title_of(package, "meta.xml"), _attached(package)
    return assemble(items, walk.notes(), media_type=MEDIA_TYPE, title=title, attached=attached)


def open_content(package: Package) -> etree._Element:
    """The root of the content of an OpenDocument package; UnreadableDocument where it is encrypted."""
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise UnreadableDocument("The document is encrypted; open it with its password and save it without one.")
    return package.xml("content.xml")


def _attached(package: Package) -> list[str]:
    """The documents within the document: sheets, texts and objects of other programs, but no charts and formulas."""
    if MANIFEST not in package:
        return []
    entries = package.xml(MANIFEST).iter(f"{MANIFEST_NAME}file-entry")
    kinds = {
        entry.get(f"{MANIFEST_NAME}full-path") or "": entry.get(f"{MANIFEST_NAME}media-type") or "" for entry in entries
    }
    return [path.rstrip("/") for path, kind in kinds.items() if path != "/" and kind in DOCUMENTS_WITHIN]

"""The parts of an Office package: how one leads to another, and what the file says of itself."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from extract.package import Package
from extract.runs import collapse

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
NO_TITLE = re.compile(
    r"microsoft (?:office )?(?:word|excel)\b.*|(?:word )?document\s?\d*|(?:map|book|workbook|untitled|naamloos|titel|title)\s?\d*|"
    r".*\.(?:docx?|dotx?|xlsx?|odt|ods|pdf|rtf|txt)|.*\b(?:template|sjabloon)\b.*|[\W\d_]*",
    re.IGNORECASE,
)
"""Titles that programs fill in: the name of the program, of the file, or of the template."""


class Relations:
    """The parts that a part leads to, by what they are to it."""

    def __init__(self, package: Package, source: str) -> None:
        self._package = package
        self._parts: dict[str, list[tuple[str, str]]] = {}
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in package:
            return
        for relation in package.xml(relations).iter(RELATION):
            if relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            self._parts.setdefault(kind, []).append((relation.get("Id") or "", path))

    def names(self, kind: str) -> list[str]:
        """The names of the parts of a kind that are there."""
        return [name for _, name in self._parts.get(kind, ()) if name in self._package]

    def named(self, identity: str | None) -> str | None:
        """The name of the part with an id."""
        found = (name for parts in self._parts.values() for own, name in parts if own == identity)
        return next((name for name in found if name in self._package), None)

    def find(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind; None where there is none."""
        names = self.names(kind)
        return self._package.xml(names[0]) if names else None


def main_part(package: Package, usual: str) -> str:
    """The name of the part that holds the document itself."""
    names = Relations(package, "").names("officeDocument")
    return names[0] if names else usual


def title_of(package: Package, part: str = "docProps/core.xml") -> str | None:
    """The title in a document's properties, unless a program filled it in."""
    found = package.xml(part).find(f".//{TITLE}") if part in package else None
    title = collapse(found.text or "") if found is not None else ""
    return title if title and NO_TITLE.fullmatch(title) is None else None

"""Where an element stands: XPaths made on the way down, since lxml takes time that grows with an element's siblings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

PLAIN_NAME = re.compile(r"[a-z][a-z0-9.-]*")  # h1, li.nr; not o:p, whose prefix an XPath would not know


@dataclass(frozen=True, slots=True)
class Path:
    """An element's step from its parent; `address` is its XPath."""

    parent: Path | None
    step: str
    depth: int = 0

    def to(self, step: str) -> Path:
        """The path of a child."""
        return Path(self, step, self.depth + 1)

    @property
    def address(self) -> str:
        """The XPath from the root of the page."""
        steps: list[str] = []
        path: Path | None = self
        while path is not None:
            steps.append(path.step)
            path = path.parent
        return "/".join(reversed(steps))


def path_of(element: etree._Element) -> Path:
    """The path of an element that was not reached from above."""
    return Path(None, element.getroottree().getpath(element), sum(1 for _ in element.iterancestors()))


def numbered_children(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The children of an element, each with its step: its name and its number among the children of that name."""
    seen: dict[str, int] = {}
    for index, child in enumerate(element, start=1):
        tag = str(child.tag)
        seen[tag] = seen.get(tag, 0) + 1
        yield child, f"{tag}[{seen[tag]}]" if PLAIN_NAME.fullmatch(tag) else f"*[{index}]"


def elements(find: etree.XPath, element: etree._Element) -> list[etree._Element]:
    """The elements that an XPath finds."""
    found = find(element)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


class Paths:
    """The paths of elements that were not reached from above, where there may be many: each parent is counted once."""

    def __init__(self, root: etree._Element) -> None:
        self._paths = {root: path_of(root)}

    def of(self, element: etree._Element) -> Path:
        """The path of an element of the tree."""
        unknown = []
        while element not in self._paths:
            unknown.append(element)
            parent = element.getparent()
            assert parent is not None  # the root is known
            element = parent
        path = self._paths[element]
        for below in reversed(unknown):
            for child, step in numbered_children(element):
                self._paths.setdefault(child, path.to(step))
            element, path = below, self._paths[below]
        return path

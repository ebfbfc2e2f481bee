"""Parts of a plain text: the lines in which a table stands, with those around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Options
from extract.encoding import decode
from extract.excerpts import Excerpt, Places

PLACE = re.compile(r"char=(\d+),(\d+)")  # char=120,161
AROUND = 4
"""Lines that are shown before and after: half of them are blank where a cell stands in a paragraph of its own."""
REACH = 2_000
"""Characters in which these are looked for."""
MOST = 50_000
"""Characters of one part: five hundred full lines; a longer table is shown as far as that."""


def show(data: bytes, places: Places, options: Options) -> Iterator[Excerpt]:  # noqa: ARG001 - one form for all formats
    """The lines of a text where some places are."""
    text = decode(data).text
    for name, addresses in places.items():
        spans = [(int(found[1]), int(found[2])) for address in addresses if (found := PLACE.fullmatch(address))]
        if spans:
            start, end = around_lines(text, min(start for start, _ in spans), max(end for _, end in spans))
            end = min(end, start + MOST)
            address = f"char={start},{end}"
            yield Excerpt(name=name, address=address, media_type="text/plain", data=text[start:end].encode())


def around_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A span made to begin and end with whole lines, and grown by the lines before and after it.

    >>> around_lines("a\\nb\\nc\\nd\\ne\\nf and g\\nh\\ni\\nj\\nk\\nl", 16, 17)
    (2, 26)
    """
    before = text[max(0, start - REACH) : start].splitlines(keepends=True)
    after = text[end : end + REACH].splitlines(keepends=True)
    first, last = before[-AROUND - 1 :], after[: AROUND + 1]
    return start - sum(map(len, first)), end + sum(map(len, last))

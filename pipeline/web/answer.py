"""Whether an answer is the document that was asked for, or a page that says that it is not there.

Sites answer with a page, in good order and with status 200, where they have no document: `Errors/404.htm`, a search page,
a request to log in. Read as a document it would be one without figures.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from extract.document import UnreadableDocument
from extract.kinds import EMPTY, HTML, sniff

PAGE_ENDINGS = ("", ".html", ".htm", ".xhtml", ".php", ".aspx", ".asp", ".jsp")
REACH = 65536
"""Characters of a page in which its title stands."""

ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
TITLE = re.compile(r"<(?:title|h1)\b[^<>]{0,300}>(.{0,400}?)</(?:title|h1)\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
CELL = re.compile(r"<td\b", re.IGNORECASE)
ERROR_PLACE = re.compile(
    r"/(?:40[0-4]|410|50[0-4]|(?:page-?)?not-?found|(?:pagina-?)?niet-?gevonden|errors?)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)  # where a redirect ends: /Errors/404.htm
ERROR_TITLE = re.compile(
    r"""\b(?:
        (?:error|fout|foutmelding|http|status)\W*(?:40[0-4]|410|50[0-4])
      | (?:niet\W+(?:meer\W+)?(?:gevonden|beschikbaar|toegankelijk)) | bestaat\W+niet | geen\W+toegang | toegang\W+geweigerd
      | not\W+found | access\W+denied | forbidden | unauthorized | service\W+unavailable | (?:bad\W+)?gateway
      | internal\W+server\W+error | request\W+rejected | just\W+a\W+moment | attention\W+required
      | er\W+(?:is|ging)\W+iets\W+(?:fout|mis) | fout\W+opgetreden | inloggen | sign\W+in | log\W*in
    )\b | ^\W*(?:40[0-4]|410|50[0-4])\b""",
    re.IGNORECASE | re.VERBOSE,
)


class NotThere(UnreadableDocument):
    """The address has no such document; another form of it may be there."""


def check_answer(data: bytes, *, asked: str, came_from: str) -> None:
    """NotThere when bytes that came from one address are no answer to what was asked of another."""
    media_type = sniff(data, urlsplit(came_from).path)
    if media_type == EMPTY:
        raise NotThere("the site gives an empty answer")
    if media_type != HTML:
        return
    page = data[:REACH].decode("utf-8", "replace")
    titles = [" ".join(unescape(TAG.sub(" ", found)).split()) for found in TITLE.findall(page)]
    named = f" («{titles[0]}»)" if titles and titles[0] else ""
    ending = _ending(asked)
    if ending not in PAGE_ENDINGS:
        raise NotThere(f"the site gives a web page{named} where a {ending} was asked for")
    if _is_error(titles, came_from if came_from != asked else "") and CELL.search(data.decode("latin-1")) is None:
        raise NotThere(f"the site gives an error page{named}, although it says that all is well")


def _ending(url: str) -> str:
    found = ENDING.search(urlsplit(url).path)
    return found.group().lower() if found else ""


def _is_error(titles: list[str], redirected_to: str) -> bool:
    return ERROR_PLACE.search(urlsplit(redirected_to).path) is not None or any(map(ERROR_TITLE.search, titles))

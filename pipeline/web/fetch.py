"""From an address to the bytes of a publication: the cache, redirects, and the forms that a publication has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from extract.document import RefusedDocument, UnreadableDocument
from extract.kinds import XML, sniff
from pipeline.web.address import SCHEMES, Address
from pipeline.web.answer import NotThere, check_answer
from pipeline.web.cache import Cache, Copy
from pipeline.web.client import OK, Client, Reply, Unreachable
from pipeline.web.guard import is_inside

MOST_REDIRECTS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
GONE = frozenset({404, 410})
CLOSED = frozenset({401, 403, 407, 451})
MOST_METADATA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A publication as it came in."""

    url: str
    """The form that it came in, as it was asked for."""
    data: bytes
    metadata: bytes | None = None
    notes: tuple[str, ...] = ()
    """What the user should know of how it came in."""


@dataclass(slots=True)
class Web:
    """Fetches publications, one after another."""

    client: Client
    cache: Cache | None = None
    _notes: list[str] = field(default_factory=list)

    def fetch(self, address: Address, limit: int) -> Fetched:
        """The publication, in the best form that is there; UnreadableDocument when none of them can be had."""
        self._notes.clear()
        refusals = []
        for url in address.urls:
            try:
                data = self._get(url, limit)
            except NotThere as refusal:
                refusals.append(refusal)
                continue
            shown = address.source if address.metadata is None else url
            return Fetched(url=shown, data=data, metadata=self._metadata(address), notes=tuple(self._notes))
        if address.metadata is None:
            raise refusals[-1]
        forms = " or ".join(url.rpartition(".")[2].upper() for url in address.urls)
        host = httpx.URL(address.urls[0]).host
        raise NotThere(f"{host} does not have it as {forms}: {refusals[-1]}; check the number")

    def _metadata(self, address: Address) -> bytes | None:
        if address.metadata is None:
            return None
        try:
            data = self._get(address.metadata, MOST_METADATA)
        except NotThere:
            return None
        except UnreadableDocument as error:
            self._notes.append(f"read without its metadata.xml: {error}")
            return None
        return data if sniff(data, "metadata.xml") == XML else None

    def _get(self, url: str, limit: int) -> bytes:
        """What an address answers, or answered before when it cannot be reached now."""
        kept = self.cache.find(url, limit) if self.cache else None
        try:
            answer = self._follow(url, kept, limit)
        except Unreachable as error:
            if kept is None:
                raise
            self._notes.append(f"read from the copy that was fetched before: {error}")
            return kept.data
        check_answer(answer.data, asked=url, came_from=answer.url)
        if answer is not kept:
            self._keep(url, answer)
        return answer.data

    def _keep(self, url: str, answer: Copy) -> None:
        if self.cache is None:
            return
        try:
            self.cache.keep(url, answer)
        except OSError as error:
            self._notes.append(f"not kept for the next run: {error.strerror or error}")

    def _follow(self, url: str, kept: Copy | None, limit: int) -> Copy:
        place = named = _parse(url)
        for _ in range(MOST_REDIRECTS + 1):
            reply = self.client.ask(str(place), kept.conditions(_shown(place)) if kept else {}, limit)
            if reply.status == OK:
                return _copy(_shown(place), reply)
            if reply.status == NOT_MODIFIED and kept is not None:
                return kept
            if reply.status not in REDIRECTS or not reply.headers.get("Location"):
                raise _refusal(reply.status)
            place = _redirected(place, reply.headers, named)
        raise RefusedDocument(f"the site sends on more than {MOST_REDIRECTS} times; open the address in a browser")


def _parse(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise UnreadableDocument(f"this is no web address ({error})") from error


def _shown(place: httpx.URL) -> str:
    """An address without the password in it."""
    return str(place.copy_with(username=None, password=None, fragment=None))


def _redirected(place: httpx.URL, headers: Mapping[str, str], named: httpx.URL) -> httpx.URL:
    """Where a redirect leads, if it may lead there."""
    try:
        target = place.join(headers["Location"])
    except httpx.InvalidURL as error:
        raise UnreadableDocument(f"the site sends on to what is no web address ({error})") from error
    if target.scheme not in SCHEMES or not target.host:
        raise UnreadableDocument(
            f"the site sends on to {_shown(target)}, which is not fetched: only http and https are"
        )
    if target.host != place.host and is_inside(target.host) and not is_inside(named.host):
        raise UnreadableDocument(
            f"the site sends on to {target.host}, in a private network; name that address itself if you mean it"
        )
    return target


def _copy(url: str, reply: Reply) -> Copy:
    etag, modified = reply.headers.get("ETag", ""), reply.headers.get("Last-Modified", "")
    return Copy(url=url, data=reply.data, etag=etag, modified=modified)


def _refusal(status: int) -> UnreadableDocument:
    if status in GONE:
        return NotThere(f"the site has no such document (status {status})")
    if status in CLOSED:
        return UnreadableDocument(f"the site does not give it to everybody (status {status}); save it from a browser")
    return UnreadableDocument(f"the site answers with status {status}; open the address in a browser")

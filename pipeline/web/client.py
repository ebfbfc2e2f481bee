"""One request at a time, with the manners of a guest: time to answer, no more than was asked for, a pause before more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import metadata

import httpx

from extract.document import RefusedDocument, UnreadableDocument
from pipeline.inflate import Damaged, TooLarge, gunzip

DISTRIBUTION = "beleidscijfers"
OK = 200
TOO_MANY_REQUESTS = 429
PASSING = frozenset({408, TOO_MANY_REQUESTS, 500, 502, 503, 504})
"""Statuses that may be over in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long to wait for a server, and how long to let it be; all in seconds but `attempts`."""

    connect: float = 10
    silence: float = 30
    """Without a byte."""
    whole: float = 300
    """For one answer, however busily it comes in: 100 MB at a third of a megabyte a second."""
    pause: float = 0.5
    """Between two requests to one host."""
    attempts: int = 4
    back_off: float = 1
    """Before the second attempt; twice as long before each next one."""
    patience: float = 60
    """The longest that a server may ask to be left alone."""


class Unreachable(UnreadableDocument):
    """The server did not answer, or not in good order, after all attempts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""
    """The body, unpacked; only where the status is 200."""


class _Passing(Exception):
    """A trouble that may be over in a moment."""


@dataclass(slots=True)
class _Hosts:
    """What is known of each host in this run."""

    asked: dict[str, float] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)


class Client:
    """Asks servers, each at most once in every `pause`, again where that may help."""

    def __init__(
        self,
        manners: Manners = Manners(),
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners
        self._sleep = sleep
        self._hosts = _Hosts()
        self._http = httpx.Client(
            headers={"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(manners.silence, connect=manners.connect),
            follow_redirects=False,
        )

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def ask(self, url: str, headers: Mapping[str, str], limit: int) -> Reply:
        """What a server answers; Unreachable when it does not, UnreadableDocument over `limit` bytes."""
        host = httpx.URL(url).host
        attempts = 1 if host in self._hosts.down else self.manners.attempts
        trouble, wait = "", 0.0
        for attempt in range(attempts):
            if attempt:
                self._sleep(max(wait, self.manners.back_off * 2 ** (attempt - 1)))
            self._wait_for_turn(host)
            try:
                reply = self._ask_once(url, headers, limit)
            except _Passing as error:
                trouble, wait = str(error), 0.0
                continue
            if reply.status not in PASSING:
                self._hosts.down.discard(host)
                return reply
            trouble, wait = f"the server answers with status {reply.status}", _retry_after(reply.headers)
            if wait > self.manners.patience:
                raise Unreachable(f"the server asks to be left alone for {wait:.0f} seconds; try again after that")
        self._hosts.down.add(host)
        raise Unreachable(f"{trouble}; try again later")

    def _wait_for_turn(self, host: str) -> None:
        free = self._hosts.asked.get(host, float("-inf")) + self.manners.pause
        wait = free - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._hosts.asked[host] = time.monotonic()

    def _ask_once(self, url: str, headers: Mapping[str, str], limit: int) -> Reply:
        try:
            with self._http.stream("GET", url, headers=dict(headers)) as response:
                data = self._body(response, limit) if response.status_code == OK else b""
                return Reply(status=response.status_code, headers=response.headers, data=data)
        except httpx.TimeoutException as error:
            raise _Passing(f"the server of {httpx.URL(url).host} does not answer in time") from error
        except httpx.ConnectError as error:
            raise _Passing(f"{httpx.URL(url).host} cannot be reached ({error})") from error
        except httpx.TransportError as error:
            raise _Passing(f"the answer broke off ({error})") from error
        except httpx.InvalidURL as error:  # httpx looks at where a redirect leads before we do
            raise UnreadableDocument(f"the site sends on to what is no web address ({error})") from error

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        chunks = self._chunks(response, limit)
        packing = response.headers.get("Content-Encoding", "").strip().lower()
        try:
            match packing:
                case "" | "identity":
                    return b"".join(chunks)
                case "gzip" | "x-gzip":
                    return gunzip(chunks, limit)
        except TooLarge as error:
            raise too_large(limit) from error
        except Damaged as error:
            raise _Passing(f"the answer is damaged ({error})") from error
        raise UnreadableDocument(
            f"the answer is packed as {packing}, which was not asked for; save it and give the file"
        )

    def _chunks(self, response: httpx.Response, limit: int) -> Iterator[bytes]:
        """The body as it comes in, until it is too large or takes too long."""
        until = time.monotonic() + self.manners.whole
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > limit:
                raise too_large(limit)
            if time.monotonic() > until:
                raise Unreachable(f"the answer was not complete after {self.manners.whole:g} seconds; try again later")
            yield chunk


def too_large(limit: int) -> UnreadableDocument:
    """The refusal of what is larger than the limit."""
    return RefusedDocument(
        f"the document is larger than the limit of {limit:,} bytes; split it, or allow more (--limit size)"
    )


def user_agent() -> str:
    """Who asks: the package, its version and, where its metadata names one, the address of the project."""
    about = metadata(DISTRIBUTION)
    homes = [entry.partition(",")[2].strip() for entry in about.get_all("Project-URL") or ()]
    return f"{DISTRIBUTION}/{about['Version']}" + (f" (+{homes[0]})" if homes else "")


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that a server asks to wait, as a number or as a date; 0 where it does not say."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())

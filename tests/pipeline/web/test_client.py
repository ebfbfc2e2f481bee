from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from extract.document import UnreadableDocument
from pipeline.web.client import Client, Unreachable, user_agent
from tests.pipeline.web.conftest import HASTE
from tests.pipeline.web.server import (
    Answer,
    Play,
    body,
    bomb,
    dripping,
    endless,
    silent,
    status,
    truncated,
)

PAGE = b"<h1>Begroting</h1>"
LIMIT = 1_000_000


def test_answer(play: Play, client: Client) -> None:
    reply = client.ask(play.put("/a", body(PAGE)), {}, LIMIT)
    assert (reply.status, reply.data) == (200, PAGE)
    ((_, headers),) = play.asked
    assert headers["User-Agent"] == user_agent()
    assert headers["Accept-Encoding"] == "gzip"


def test_user_agent_names_the_program_and_no_invented_place() -> None:
    assert user_agent().startswith("beleidscijfers/")
    assert "@" not in user_agent()


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_packed_answer(packing: str, play: Play, client: Client) -> None:
    url = play.put("/a", body(gzip.compress(PAGE), Content_Encoding=packing))
    assert client.ask(url, {}, LIMIT).data == PAGE


@pytest.mark.parametrize(
    ("first", "trouble"),
    [
        (status(500), "status 500"),
        (status(503), "status 503"),
        (status(429), "status 429"),
        (truncated(PAGE, 100), "broke off"),
        (body(gzip.compress(PAGE * 1000)[:-20], Content_Encoding="gzip"), "damaged"),
        (body(PAGE, Content_Encoding="gzip"), "damaged"),
        (silent, "in time"),
    ],
)
def test_trouble_that_passes(first: Answer, trouble: str, play: Play, client: Client, naps: list[float]) -> None:
    url = play.put("/a", first, body(PAGE))
    assert client.ask(url, {}, LIMIT).data == PAGE
    assert naps == [0.01], trouble


@pytest.mark.parametrize(
    ("always", "trouble"),
    [(status(500), "status 500"), (truncated(PAGE, 100), "broke off"), (silent, "does not answer in time")],
)
def test_trouble_that_stays(always: Answer, trouble: str, play: Play, client: Client, naps: list[float]) -> None:
    with pytest.raises(Unreachable, match=trouble):
        client.ask(play.put("/a", always), {}, LIMIT)
    assert len(play.asked) == HASTE.attempts
    assert naps == [0.01, 0.02]


@pytest.mark.parametrize("code", [400, 403, 404, 410, 301, 304, 204])
def test_other_statuses_are_for_the_caller(code: int, play: Play, client: Client) -> None:
    assert client.ask(play.put("/a", status(code)), {}, LIMIT).status == code
    assert len(play.asked) == 1


def test_retry_after_is_kept_to(play: Play, client: Client, naps: list[float]) -> None:
    client.ask(play.put("/a", status(429, Retry_After="4"), body(PAGE)), {}, LIMIT)
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)
    client.ask(play.put("/b", status(503, Retry_After=moment), body(PAGE)), {}, LIMIT)
    client.ask(play.put("/c", status(503, Retry_After="weldra"), body(PAGE)), {}, LIMIT)
    assert naps[0] == 4
    assert 2 < naps[1] <= 4
    assert naps[2] == 0.01


def test_retry_after_has_an_end(play: Play, client: Client, naps: list[float]) -> None:
    with pytest.raises(Unreachable, match="left alone for 3600 seconds"):
        client.ask(play.put("/a", status(429, Retry_After="3600")), {}, LIMIT)
    assert naps == []


def test_host_without_a_server(client: Client, naps: list[float]) -> None:
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 cannot be reached"):
        client.ask("http://127.0.0.1:9/a", {}, LIMIT)
    assert naps == [0.01, 0.02]
    with pytest.raises(Unreachable):
        client.ask("http://127.0.0.1:9/b", {}, LIMIT)
    assert naps == [0.01, 0.02], "a host that is down is asked once, not long again for every document"


@pytest.mark.parametrize("answer", [endless, body(b"x" * (LIMIT + 1)), bomb(LIMIT + 1)])
def test_too_much_is_not_taken(answer: Answer, play: Play, client: Client) -> None:
    with pytest.raises(UnreadableDocument, match="larger than the limit of 1,000,000 bytes"):
        client.ask(play.put("/a", answer), {}, LIMIT)
    assert len(play.asked) == 1


def test_as_much_as_is_allowed_is_taken(play: Play, client: Client) -> None:
    assert len(client.ask(play.put("/a", body(b"x" * LIMIT)), {}, LIMIT).data) == LIMIT
    assert len(client.ask(play.put("/b", bomb(LIMIT)), {}, LIMIT).data) == LIMIT


def test_bomb_in_a_bomb_is_not_opened(play: Play, client: Client) -> None:
    with pytest.raises(UnreadableDocument, match="packed as gzip, gzip"):
        client.ask(play.put("/a", bomb(10_000_000, layers=2)), {}, LIMIT)


def test_an_answer_that_drips_comes_to_an_end(play: Play, client: Client) -> None:
    with pytest.raises(Unreachable, match=r"not complete after 0\.5 seconds"):
        client.ask(play.put("/a", dripping), {}, LIMIT)
    assert len(play.asked) == 1


def test_more_than_was_promised_is_cut(play: Play, client: Client) -> None:
    """What comes after the promised length belongs to no answer; it must not end up in the next one either."""
    url = play.put("/a", truncated(PAGE + b"<p>meer</p>", len(PAGE)))
    assert client.ask(url, {}, LIMIT).data == PAGE
    assert client.ask(play.put("/b", body(b"<p>ander</p>")), {}, LIMIT).data == b"<p>ander</p>"


def test_one_host_is_asked_with_pauses(play: Play) -> None:
    naps: list[float] = []
    manners = HASTE.__class__(pause=9)
    client = Client(manners, sleep=naps.append)
    for path in ("/a", "/b"):
        client.ask(play.put(path, body(PAGE)), {}, LIMIT)
    client.close()
    assert len(naps) == 1
    assert 8 < naps[0] <= 9

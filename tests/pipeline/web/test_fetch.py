from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.document import UnreadableDocument
from pipeline.web import address as addresses
from pipeline.web import fetch as fetching
from pipeline.web.address import Address, parse_address
from pipeline.web.answer import NotThere
from pipeline.web.cache import Cache
from pipeline.web.client import Client, Unreachable
from pipeline.web.fetch import Fetched, Web
from tests.pipeline.web.server import Play, body, endless, redirect, status, versioned

LIMIT = 1_000_000
XML = b'<?xml version="1.0"?><officiele-publicatie><kamerstuk/></officiele-publicatie>'
METADATA = b'<?xml version="1.0"?><metadata_gegevens><metadata name="DC.title" content="Brief"/></metadata_gegevens>'
PDF = b"%PDF-1.7 ..."
PAGE = b"<!doctype html><title>Kamerstuk 28684, nr. 540</title><h1>Brief</h1><p>Tekst</p>"
ERROR = b"<!doctype html><title>Officiele bekendmakingen</title><h1>Document niet gevonden</h1>"


@pytest.fixture
def web(client: Client, tmp_path: Path) -> Web:
    return Web(client, Cache(tmp_path / "cache"))


@pytest.fixture
def site(play: Play, monkeypatch: pytest.MonkeyPatch) -> Play:
    """The server, in the place of officielebekendmakingen.nl."""
    monkeypatch.setattr(addresses, "SITE", play.url)
    return play


def fetch(text: str, web: Web) -> Fetched:
    address = parse_address(text)
    assert address is not None
    return web.fetch(address, LIMIT)


def test_document_at_an_address(play: Play, web: Web) -> None:
    url = play.put("/brief.pdf?x=1", body(PDF, Content_Type="text/html; charset=utf-8"))
    assert fetch(url + "#page=2", web) == Fetched(url=url, data=PDF)


def test_password_is_given_and_not_shown(play: Play, web: Web) -> None:
    url = play.put("/brief.pdf", body(PDF))
    fetched = fetch(url.replace("http://", "http://ik:geheim@"), web)
    assert fetched.url == url
    assert play.asked[0][1]["Authorization"].startswith("Basic ")
    assert web.cache is not None
    assert not any(b"geheim" in path.read_bytes() for path in web.cache.folder.iterdir())


def test_redirects_are_followed_and_the_name_stays_as_given(play: Play, web: Web) -> None:
    play.put("/eind/brief.pdf", body(PDF))
    play.put("/tussen", redirect("eind/brief.pdf", 307))
    url = play.put("/begin", redirect(f"{play.url}/tussen", 301))
    assert fetch(url, web) == Fetched(url=url, data=PDF)


def test_redirects_in_a_circle_end(play: Play, web: Web) -> None:
    play.put("/b", redirect("/a"))
    with pytest.raises(UnreadableDocument, match="more than 10 times"):
        fetch(play.put("/a", redirect("/b")), web)
    assert len(play.asked) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/1"])
def test_redirects_stay_on_the_web(target: str, play: Play, web: Web) -> None:
    with pytest.raises(UnreadableDocument, match=r"which is not fetched: only http and https are"):
        fetch(play.put("/a", redirect(target)), web)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/plain,12", "http://example.org:haven/"])
def test_redirect_to_nonsense(target: str, play: Play, web: Web) -> None:
    with pytest.raises(UnreadableDocument, match=r"no web address|Invalid URL"):
        fetch(play.put("/a", redirect(target)), web)


@pytest.mark.parametrize("code", [301, 302, 303])
def test_redirect_without_a_place(code: int, play: Play, web: Web) -> None:
    with pytest.raises(UnreadableDocument, match=f"status {code}"):
        fetch(play.put("/a", status(code)), web)


def test_public_address_may_not_lead_inside(play: Play, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server plays a public one under one of its names, and itself under the other."""
    port = play.url.rpartition(":")[2]
    monkeypatch.setattr(fetching, "is_inside", lambda host: host == "127.0.0.1")
    play.put("/geheim", body(PAGE))
    play.put("/a", redirect(f"http://127.0.0.1:{port}/geheim"))
    with pytest.raises(UnreadableDocument, match=r"127\.0\.0\.1, in a private network"):
        fetch(f"http://localhost:{port}/a", web)
    assert play.paths == ["/a"]
    assert fetch(f"http://127.0.0.1:{port}/a", web).data == PAGE, "who names it means it"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (404, r"the site has no such document \(status 404\)"),
        (410, r"the site has no such document \(status 410\)"),
        (403, r"does not give it to everybody \(status 403\)"),
        (204, "the site answers with status 204"),
        (304, "the site answers with status 304"),
        (400, "the site answers with status 400"),
    ],
)
def test_refusals(code: int, sentence: str, play: Play, web: Web) -> None:
    with pytest.raises(UnreadableDocument, match=sentence):
        fetch(play.put("/a", status(code)), web)


def test_error_page_in_good_order_is_refused_and_not_kept(play: Play, web: Web) -> None:
    url = play.put("/a.html", body(ERROR), body(PAGE))
    with pytest.raises(NotThere, match="an error page"):
        fetch(url, web)
    assert fetch(url, web).data == PAGE


def test_second_time_only_the_version_is_asked(play: Play, web: Web) -> None:
    url = play.put("/a.html", versioned(PAGE))
    assert fetch(url, web).data == fetch(url, web).data == PAGE
    assert [asked.get("If-None-Match") for _, asked in play.asked] == [None, '"1"']
    play.put("/a.html", versioned(PAGE + b"<p>nieuw</p>", etag='"2"'))
    assert fetch(url, web).data == PAGE + b"<p>nieuw</p>"
    assert fetch(url, web).data == PAGE + b"<p>nieuw</p>"


def test_date_is_a_version_too(play: Play, web: Web) -> None:
    modified = "Sun, 22 Nov 2026 08:00:00 GMT"
    url = play.put("/a.html", versioned(PAGE, etag="", modified=modified))
    assert fetch(url, web).data == fetch(url, web).data == PAGE
    assert [asked.get("If-Modified-Since") for _, asked in play.asked] == [None, modified]


def test_version_behind_a_redirect(play: Play, web: Web) -> None:
    play.put("/nieuw.html", versioned(PAGE))
    url = play.put("/oud.html", redirect("/nieuw.html"))
    assert fetch(url, web).data == fetch(url, web).data == PAGE
    assert [asked.get("If-None-Match") for _, asked in play.asked] == [None, None, None, '"1"']


def test_copy_of_before_helps_when_the_site_is_away(play: Play, web: Web) -> None:
    url = play.put("/a.html", body(PAGE))
    fetch(url, web)
    play.put("/a.html", status(503))
    fetched = fetch(url, web)
    assert fetched.data == PAGE
    assert fetched.notes == (
        "read from the copy that was fetched before: the server answers with status 503; try again later",
    )
    play.put("/a.html", status(404))
    with pytest.raises(NotThere):
        fetch(url, web)


def test_without_a_cache_nothing_is_kept(play: Play, client: Client, tmp_path: Path) -> None:
    url = play.put("/a.html", versioned(PAGE))
    web = Web(client)
    fetch(url, web)
    fetch(url, web)
    assert [asked.get("If-None-Match") for _, asked in play.asked] == [None, None]
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing at all


def test_cache_that_cannot_be_written_costs_no_document(play: Play, client: Client, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    fetched = fetch(play.put("/a.html", body(PAGE)), Web(client, Cache(tmp_path / "bestand" / "cache")))
    assert fetched.data == PAGE
    assert fetched.notes == ("not kept for the next run: Not a directory",)


def test_identifier_comes_as_xml_with_its_metadata(site: Play, web: Web) -> None:
    site.put("/kst-28684-540.xml", body(XML))
    site.put("/kst-28684-540/metadata.xml", body(METADATA))
    expected = Fetched(url=f"{site.url}/kst-28684-540.xml", data=XML, metadata=METADATA)
    assert fetch("kst-28684-540", web) == expected
    assert site.paths == ["/kst-28684-540.xml", "/kst-28684-540/metadata.xml"]


@pytest.mark.parametrize("missing", [status(404), status(410), body(ERROR), body(b""), redirect("/Errors/404.htm")])
def test_next_form_where_the_first_is_not_there(missing: object, site: Play, web: Web) -> None:
    site.put("/Errors/404.htm", body(b"<!doctype html><title>Overheid.nl</title>"))
    site.put("/kst-28684-540.xml", missing)  # type: ignore[arg-type]  # an Answer
    site.put("/kst-28684-540.html", body(PAGE))
    assert fetch("kst-28684-540", web) == Fetched(url=f"{site.url}/kst-28684-540.html", data=PAGE)
    site.put("/kst-28684-540.html", missing)  # type: ignore[arg-type]  # an Answer
    site.put("/kst-28684-540.pdf", body(PDF))
    assert fetch("kst-28684-540", web) == Fetched(url=f"{site.url}/kst-28684-540.pdf", data=PDF)


def test_annex_is_only_asked_as_pdf(site: Play, web: Web) -> None:
    site.put("/blg-1014762.pdf", body(PDF))
    assert fetch("blg-1014762", web).url == f"{site.url}/blg-1014762.pdf"
    assert site.paths == ["/blg-1014762.pdf", "/blg-1014762/metadata.xml"]


def test_identifier_that_does_not_exist(site: Play, web: Web) -> None:
    site.put("/kst-28684-99999.xml", body(ERROR))
    with pytest.raises(NotThere, match=r"does not have it as XML or HTML or PDF: .*status 404.*; check the number"):
        fetch("kst-28684-99999", web)


@pytest.mark.parametrize("away", [status(500), endless])
def test_trouble_is_no_reason_for_a_lesser_form(away: object, site: Play, web: Web) -> None:
    site.put("/kst-28684-540.xml", away)  # type: ignore[arg-type]  # an Answer
    site.put("/kst-28684-540.html", body(PAGE))
    with pytest.raises(UnreadableDocument):
        fetch("kst-28684-540", web)
    assert set(site.paths) == {"/kst-28684-540.xml"}


def test_metadata_is_welcome_not_needed(site: Play, web: Web) -> None:
    site.put("/kst-28684-540.xml", body(XML))
    site.put("/kst-28684-540/metadata.xml", body(ERROR))
    assert fetch("kst-28684-540", web).notes == ()
    site.put("/kst-28684-540/metadata.xml", status(500))
    fetched = fetch("kst-28684-540", web)
    assert (fetched.data, fetched.metadata) == (XML, None)
    assert fetched.notes[0].startswith("read without its metadata.xml: the server answers with status 500")


def test_no_network(client: Client) -> None:
    nowhere = Address(source="kst-1-2", urls=("http://127.0.0.1:9/kst-1-2.xml", "http://127.0.0.1:9/kst-1-2.html"))
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 cannot be reached"):
        Web(client).fetch(nowhere, LIMIT)

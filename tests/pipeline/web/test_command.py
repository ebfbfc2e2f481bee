"""The command with addresses among its arguments."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from output.frames import load
from pipeline.find import Publication
from pipeline.running import run
from pipeline.web import address as addresses
from pipeline.web import client as clients
from pipeline.web.client import Client
from tests.pipeline.test_cli import call, files
from tests.pipeline.test_running import PAGE, page
from tests.pipeline.web.conftest import HASTE
from tests.pipeline.web.server import Play, body, status

BEGROTING = PAGE.format(number=1).encode()


@pytest.fixture(autouse=True)
def quick_guest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command's own client, in haste; its own cache, apart from the user's."""
    monkeypatch.setattr(clients, "Client", partial(Client, HASTE, sleep=lambda _: None))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.chdir(tmp_path)


def documents(folder: Path) -> dict[str, str]:
    rows = load(folder)["documents"]
    return dict(zip(rows["source"], rows["status"], strict=True))


def test_address_file_and_identifier_in_one_run(play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "SITE", play.url)
    page(tmp_path / "brief.html", 2)
    play.put("/kst-28684-540.html", body(PAGE.format(number=3).encode()))
    url = play.put("/begroting?jaar=2022", body(BEGROTING))
    result = call("brief.html", url, "kst-28684-540", "-o", "uit")
    assert result.exit_code == 0, result.output
    assert documents(tmp_path / "uit") == {"brief.html": "ok", url: "ok", f"{play.url}/kst-28684-540.html": "ok"}
    assert list((tmp_path / "xdg" / "beleidscijfers").glob("*.body"))


def test_path_that_exists_is_no_address(play: Play, tmp_path: Path) -> None:
    page(tmp_path / "kst-28684-540", 1)
    page(tmp_path / "http:" / "example.org" / "a", 2)
    assert call("kst-28684-540", "http://example.org/a", "-o", "uit").exit_code == 0
    assert documents(tmp_path / "uit") == {"kst-28684-540": "ok", "http:/example.org/a": "ok"}
    assert not (tmp_path / "xdg").exists()


def test_address_that_fails_leaves_the_others(play: Play, tmp_path: Path) -> None:
    good, gone = play.put("/goed.html", body(BEGROTING)), play.put("/weg.html", status(404))
    result = call(good, gone, "http://127.0.0.1:9/uit.pdf", "-o", "uit")
    assert result.exit_code == 1
    away, refused = sorted(result.stderr.splitlines(), key=lambda line: "status 404" in line)
    assert refused == f"extract: {gone}: the site has no such document (status 404)"
    assert away.startswith("extract: http://127.0.0.1:9/uit.pdf: 127.0.0.1 cannot be reached (")
    assert documents(tmp_path / "uit")[good] == "ok"


def test_cache_is_where_it_is_asked(play: Play, tmp_path: Path) -> None:
    url = play.put("/goed.html", body(BEGROTING))
    assert call(url, "-o", "uit", "--cache", "bewaard").exit_code == 0
    assert len(list((tmp_path / "bewaard").iterdir())) == 2
    play.put("/goed.html", status(503))
    result = call(url, "-o", "uit", "--cache", "bewaard")
    assert result.exit_code == 0, result.output
    assert f"  {url}: read from the copy that was fetched before" in result.stdout
    assert call(url, "-o", "uit", "--no-cache").exit_code == 1


def test_same_bytes_from_the_web_and_from_the_cache(play: Play, tmp_path: Path) -> None:
    url = play.put("/goed.html", body(BEGROTING))
    datasets = []
    for folder in ("een", "twee"):
        assert call(url, "-o", folder).exit_code == 0
        datasets.append(files(tmp_path / folder))
    assert datasets[0] == datasets[1]


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ("ftp://example.org/a.pdf", "it is no address that can be fetched: those begin with https:// or http://"),
        ("www.rijksoverheid.nl/brief", "it is no address that can be fetched: those begin with https:// or http://"),
        ("kst-", "there is no file or folder kst-"),
    ],
)
def test_neither_path_nor_address(argument: str, sentence: str) -> None:
    result = call(argument)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_nothing_is_fetched_that_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "Client", None)
    text = '<img src="http://127.0.0.1:9/a.png"><link href="http://127.0.0.1:9/a.css">' + PAGE.format(number=1)
    (tmp_path / "a.html").write_text(text)
    assert call("a.html", "-o", "uit").exit_code == 0


def test_run_that_may_not_fetch(tmp_path: Path) -> None:
    address = addresses.parse_address("kst-28684-540")
    assert address
    (fault,) = run([Publication(source="kst-28684-540", place=address)]).faults
    assert fault.sentence == "it is on the web, and this run does not fetch"

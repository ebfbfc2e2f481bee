from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.web.cache import Cache, Copy, default_folder

URL = "https://example.org/brief.pdf"
COPY = Copy(url=URL, data=b"%PDF-1.7", etag='"7"', modified="Sun, 22 Nov 2026 08:00:00 GMT")
LIMIT = 100


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "nieuw" / "cache")


def test_what_is_kept_is_found(cache: Cache) -> None:
    assert cache.find(URL, LIMIT) is None
    cache.keep(URL, COPY)
    assert cache.find(URL, LIMIT) == COPY
    assert cache.find(URL + "?", LIMIT) is None
    assert not [path for path in cache.folder.iterdir() if path.name.startswith(".")]


def test_a_newer_answer_takes_the_place_of_the_old(cache: Cache) -> None:
    cache.keep(URL, COPY)
    newer = Copy(url=URL, data=b"%PDF-2.0", etag="", modified="")
    cache.keep(URL, newer)
    assert cache.find(URL, LIMIT) == newer


def test_over_the_limit_is_not_read(cache: Cache) -> None:
    cache.keep(URL, COPY)
    assert cache.find(URL, len(COPY.data) - 1) is None


@pytest.mark.parametrize("ending", [".body", ".json"])
@pytest.mark.parametrize("damage", [b"", b"%PDF-1.", b"[]", b"{}", b'{"url": 1}', b"\xff\xfe", b'"' * 50])
def test_damage_is_as_if_nothing_was_kept(ending: str, damage: bytes, cache: Cache) -> None:
    cache.keep(URL, COPY)
    (path,) = cache.folder.glob(f"*{ending}")
    path.write_bytes(damage)
    assert cache.find(URL, LIMIT) is None
    cache.keep(URL, COPY)
    assert cache.find(URL, LIMIT) == COPY


def test_entry_of_a_later_version_is_left_alone(cache: Cache) -> None:
    cache.keep(URL, COPY)
    (path,) = cache.folder.glob("*.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), "soort": "x"}))
    assert cache.find(URL, LIMIT) is None


def test_stopped_half_way_leaves_the_old_and_no_litter(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(URL, COPY)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        cache.keep(URL, Copy(url=URL, data=b"half", etag="", modified=""))
    monkeypatch.undo()
    assert cache.find(URL, LIMIT) == COPY
    assert len(list(cache.folder.iterdir())) == 2


def test_many_at_once(cache: Cache) -> None:
    """Whoever writes last, a reader gets one whole answer with its own version."""
    copies = [Copy(url=URL, data=b"%d" % n * 10, etag=str(n), modified="") for n in range(8)]

    def keep_and_find(copy: Copy) -> Copy | None:
        cache.keep(URL, copy)
        return cache.find(URL, LIMIT)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(keep_and_find, copies * 10))
    assert set(found) <= set(copies)


def test_only_the_same_address_is_asked_whether_it_changed() -> None:
    assert COPY.conditions(URL) == {"If-None-Match": '"7"', "If-Modified-Since": COPY.modified}
    assert COPY.conditions(URL + "2") == {}
    assert Copy(url=URL, data=b"", etag="", modified="").conditions(URL) == {}


def test_default_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder().name == "beleidscijfers"

from __future__ import annotations

import socket

import pytest

from pipeline.web.guard import is_inside


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "::1",
             "fe80::1", "fd00::1", "::ffff:127.0.0.1", "2130706433", "localhost"]
)  # fmt: skip
def test_inside(host: str) -> None:
    assert is_inside(host)


@pytest.mark.parametrize("host", ["9.9.9.9", "2620:fe::9", "::ffff:9.9.9.9"])
def test_outside(host: str) -> None:
    assert not is_inside(host)


def test_name_with_one_place_inside_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (place, 0)) for place in ("9.9.9.9", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert is_inside("dubbel.example")


def test_name_that_cannot_be_resolved_is_left_to_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert not is_inside("weg.example")

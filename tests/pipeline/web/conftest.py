from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.web.client import Client, Manners
from tests.pipeline.web.server import Play, playing

HASTE = Manners(connect=2, silence=0.3, whole=0.5, pause=0, attempts=3, back_off=0.01, patience=5)


@pytest.fixture
def play() -> Iterator[Play]:
    with playing() as play:
        yield play


@pytest.fixture
def naps() -> list[float]:
    """What the client slept, instead of sleeping it."""
    return []


@pytest.fixture
def client(naps: list[float]) -> Iterator[Client]:
    client = Client(HASTE, sleep=naps.append)
    yield client
    client.close()

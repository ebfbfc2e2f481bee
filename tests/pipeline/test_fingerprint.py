from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.fingerprint import fingerprint


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    fingerprint.cache_clear()
    yield
    fingerprint.cache_clear()


def test_same_program_has_the_same_fingerprint() -> None:
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first


def test_tesseract_that_was_installed_since_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan that was stored unread has to be read when it is given again."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    without = fingerprint()
    (tmp_path / "tesseract").write_bytes(b"x" * 12)
    monkeypatch.setattr("shutil.which", lambda _: str(tmp_path / "tesseract"))
    fingerprint.cache_clear()
    assert fingerprint() != without

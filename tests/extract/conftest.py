from __future__ import annotations

import pytest

from extract.scan.engine import language


@pytest.fixture(scope="session")
def tesseract() -> None:
    """tesseract with Dutch, where it is installed."""
    if language() != "nld":
        pytest.skip("tesseract with Dutch is not installed (apt-get install tesseract-ocr tesseract-ocr-nld)")

"""What all tests share: golden files, and the folder with real publications where it exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.paths import SHARED

# A slow moment of the machine is no fault of ours; the same examples every time make a failure repeatable.
settings.register_profile("here", deadline=None, derandomize=True)
settings.load_profile("here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten; their diff is then reviewed as code is."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold tables and real publications, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED

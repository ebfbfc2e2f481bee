from __future__ import annotations

import pytest

from pipeline.pool.nursery import open_nursery


@pytest.fixture(scope="session", autouse=True)
def nursery() -> None:
    """One nursery for all runs of the session, which has read a page: so that not every worker has to."""
    open_nursery(small=False, at_once=True)

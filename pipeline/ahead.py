"""What writing a dataset needs, loaded while documents are read: the run has nothing to do then but wait for workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Thread

from output.formats import Format

OF_FORMATS = {Format.PARQUET: ("output.to_parquet",)}
OF_REPORT = ("pipeline.reporting", "output.report.page")


@contextmanager
def loaded_ahead(formats: Sequence[Format], *, report: bool) -> Iterator[None]:
    """A context in which a thread imports what the formats and the report take longest to load."""
    modules = [*(name for each in formats for name in OF_FORMATS.get(each, ())), *(OF_REPORT if report else ())]
    loader = Thread(target=lambda: [import_module(name) for name in modules], name="ahead")
    loader.start()
    try:
        yield
    finally:
        loader.join()

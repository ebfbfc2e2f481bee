"""The report of a run: the page, with what the sources of its documents show, from the store."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.dataset import Dataset
from normalise.pictures import Picture
from output.formats import REPORT
from output.report.sources import FOLDER, MOST_INLINE
from output.report.texts import Language
from output.write import Other
from pipeline.store import Store


def report_files(dataset: Dataset, store: Store, language: Language) -> dict[str, Other]:
    """The page, and where the pictures of all documents would make it too large to mail the folder of these beside it.

    Pictures are read from the store one by one. StoreError when a stored document cannot be read.
    """
    from output.report.page import report_page  # noqa: PLC0415 - it brings what draws charts

    ids = [row.document_id for row in dataset.documents]
    inline = sum(map(store.size_of_pictures, ids)) <= MOST_INLINE
    page = report_page(dataset, language, _pictures(store, ids), inline=inline)
    if inline:
        return {REPORT: page}
    drawn = (each for each in _pictures(store, ids) if not each.is_text)
    return {REPORT: page, FOLDER: ((each.name, each.data) for each in drawn)}


def _pictures(store: Store, ids: list[str]) -> Iterator[Picture]:
    for document_id in ids:
        yield from store.pictures(document_id)

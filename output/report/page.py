"""The page itself: a pure function from a dataset to bytes."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, StrictUndefined

from normalise.dataset import Dataset
from output.report.bundle import asset, policy, script, style
from output.report.payload import Json, columnar, packed
from output.report.sources import sources_data
from output.report.texts import Language, texts

TABLES = ("documents", "tables", "observations", "footnotes", "indicators", "ambitions", "findings")


def report_page(
    dataset: Dataset, language: Language = Language.DUTCH, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The report on a dataset, as HTML in UTF-8; `pictures` are those that were drawn while documents were read."""
    words = texts(language)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(asset("page.html"))
    return template.render(
        language=language.value,
        words=words,
        policy=policy([script()], [style()]),
        script=script(),
        style=style(),
        data=packed(_data(dataset, language, pictures or {})),
        documents=dataset.documents,
    ).encode()


def _data(dataset: Dataset, language: Language, pictures: Mapping[str, bytes]) -> Json:
    return {
        "language": language.value,
        "words": texts(language),
        "tables": {name: columnar(getattr(dataset, name), name) for name in TABLES},
        "sources": sources_data(dataset, pictures),
    }

"""The page itself: a pure function from a dataset to bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from normalise.dataset import Dataset
from normalise.pictures import Picture
from normalise.themes import theme_label
from output.report.bundle import asset, policy, script, style
from output.report.overview import overview
from output.report.payload import Json, columnar, packed
from output.report.plots import plot_script, plots_data
from output.report.selection import Selection, select
from output.report.sources import packed_sources
from output.report.texts import Language, texts

TABLES = (
    "documents",
    "tables",
    "observations",
    "footnotes",
    "indicators",
    "passages",
    "themes",
    "ambitions",
    "findings",
    "revisions",
)
"""The tables that the scripts read. Cells are shown as sources are, by `sources.py`."""


def report_page(
    dataset: Dataset,
    language: Language = Language.DUTCH,
    pictures: Iterable[Picture] = (),
    *,
    inline: bool = True,
) -> bytes:
    """The report on a dataset, as HTML in UTF-8; `pictures` are those that were drawn while documents were read.

    If not `inline`, the page looks for them in a folder beside it (`output.report.sources.FOLDER`).
    """
    selection = select(dataset)
    return (
        _template()
        .render(
            language=language.value,
            words=texts(language),
            policy=policy([script(), plot_script()], [style()], beside=not inline),
            script=script(),
            style=style(),
            overview=overview(dataset),
            documents={row.document_id: row for row in dataset.documents},
            plot_script=packed(plot_script()),
            data=packed(_data(dataset, selection, language)),
            sources=packed_sources(selection.dataset, pictures, inline=inline),
            revisions=len(selection.dataset.revisions),
            documents_left_out=selection.documents_left_out,
        )
        .encode("utf-8", "replace")
    )


def _data(dataset: Dataset, selection: Selection, language: Language) -> Json:
    return {
        "language": language.value,
        "words": texts(language),
        "themes": _theme_labels(dataset),
        "tables": {name: columnar(getattr(selection.dataset, name), name) for name in TABLES},
        "left_out": {"passages": selection.passages_left_out},
        "plots": plots_data(selection.dataset, language),
    }


def _theme_labels(dataset: Dataset) -> dict[str, str]:
    """The name of every theme: that of the vocabulary, else the heading as printed."""
    headings = {one.theme: one.theme_label for one in dataset.observations if one.theme and one.theme_label}
    slugs = {row.theme for row in dataset.themes} | {row.theme for row in dataset.indicators if row.theme}
    slugs |= {slug for row in dataset.ambitions for slug in row.themes} | set(headings)
    named = {slug: theme_label(slug) for slug in slugs}
    return {slug: headings.get(slug, slug) if label == slug else label for slug, label in sorted(named.items())}


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["whole"] = _whole
    return environment.from_string(asset("page.html"))


def _whole(number: int, words: Mapping[str, Mapping[str, str]]) -> str:
    """A whole number with its thousands parted, as `words.js` does it."""
    return f"{number:,}".replace(",", words["number"]["group"])

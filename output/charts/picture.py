"""Charts of one or more indicators as one picture: titles, a grid of charts, and below it the notes and the sources."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from output.charts.charts import Chart, ChartGroup
from output.charts.legend import ChartSource
from output.charts.looks import LOOKS, Look, Theme
from output.charts.template import Spec, config_of, spec_template
from output.charts.words import Language, date_text, words_of

LABEL_ROOM, AXIS_ROOM = 112, 46
"""Pixels beside a chart: for the labels of its series, and for the figures of its axis."""
MOST_COLUMNS = 3
SINGLE_SHAPE = 0.45
"""Height of a chart that stands alone, as a part of its width."""
NARROWEST = 130
"""Pixels of the narrowest plot in which a series can still be seen; a picture that is too narrow has fewer columns."""
TITLE_SIZE, TEXT_SIZE = 18, 11
CHARACTER = 0.53
"""Width of an average character as a part of the size of the type: Liberation Sans, Dutch text."""
LINE = 1.35
"""Height of a line as a part of the size of the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The size and look of a picture."""

    width: int = 760
    height: int | None = None
    """Pixels of one chart; by default as fits their number."""
    scale: float = 2
    """Pixels of a PNG for each pixel above: 2 is sharp on a slide and in print at half a page."""
    theme: Theme = "light"
    language: Language = "nl"

    @property
    def look(self) -> Look:
        return LOOKS[self.theme]


def picture_spec(groups: Sequence[ChartGroup], sheet: Sheet) -> Spec:
    """One Vega-Lite specification that draws the charts of all groups, each with its notes and sources."""
    blocks = [block for number, group in enumerate(groups) for block in _blocks(group, sheet, number)]
    return {
        "$schema": spec_template()["$schema"],
        "description": " ".join(chart.description for group in groups for chart in group.charts),
        "padding": 16,
        "vconcat": blocks,
        "spacing": 10,
        "config": config_of(sheet.look, sheet.language),
        "datasets": {
            name: rows
            for number, group in enumerate(groups)
            for at, chart in enumerate(group.charts)
            for name, rows in chart.own(_suffix(number, at))["datasets"].items()
        },
        "params": [
            parameter
            for number, group in enumerate(groups)
            for at, chart in enumerate(group.charts)
            for parameter in chart.own(_suffix(number, at))["params"]
        ],
    }


def _suffix(group: int, chart: int) -> str:
    return f"_{group}_{chart}"


def _blocks(group: ChartGroup, sheet: Sheet, number: int) -> Iterator[Spec]:
    """What stands below each other: the title, rows of charts, and the small print."""
    columns = _columns(len(group.charts), sheet.width)
    single = len(group.charts) == 1
    title = [group.title, *([_heading(group.charts[0])] if single else [])]
    yield _text(
        _wrapped(title[0], sheet.width, TITLE_SIZE), sheet, size=TITLE_SIZE, weight="bold", colour=sheet.look.ink
    )
    if single and title[1]:
        yield _text(_wrapped(title[1], sheet.width, TEXT_SIZE + 1), sheet, size=TEXT_SIZE + 1)
    width = (sheet.width - (columns - 1) * GAP) // columns - AXIS_ROOM - LABEL_ROOM
    height = sheet.height or (max(180, int(width * SINGLE_SHAPE)) if single else 150)
    charts = [
        _chart(chart, _suffix(number, at), sheet, width, height, titled=not single)
        for at, chart in enumerate(group.charts)
    ]
    for at in range(0, len(charts), columns):
        yield {"hconcat": charts[at : at + columns], "spacing": GAP + AXIS_ROOM + LABEL_ROOM, "bounds": "flush"}
    small = [line for text in small_print(group, sheet.language) for line in _wrapped(text, sheet.width, TEXT_SIZE)]
    yield _text(small, sheet)


GAP = 16


def _columns(charts: int, width: int) -> int:
    """Charts beside each other: two for two or four, else three, as far as the width allows."""
    wanted = {1: 1, 2: 2, 4: 2}.get(charts, MOST_COLUMNS)
    return max(1, min(wanted, width // (NARROWEST + AXIS_ROOM + LABEL_ROOM)))


def _chart(chart: Chart, suffix: str, sheet: Sheet, width: int, height: int, *, titled: bool) -> Spec:
    spec = spec_template(sheet.theme, sheet.language, suffix)
    left = {key: spec[key] for key in ("layer", "data")}
    title = {"text": _wrapped(_heading(chart) or " ", width + LABEL_ROOM, 12), "fontSize": 12, "offset": 14}
    return {**left, "width": width, "height": height, **({"title": title} if titled else {})}


def _heading(chart: Chart) -> str:
    return " · ".join(filter(None, (chart.title, chart.unit)))


def small_print(group: ChartGroup, language: Language) -> Iterator[str]:
    """What stands below the charts: what their marks mean, the notes, what is not drawn, and the sources."""
    words = words_of(language)
    if group.key:
        yield f"{'; '.join(group.key).capitalize()}."
    for note in group.notes:
        yield f"{note.number} {note.text}"
    yield from group.remarks
    yield f"{words.source}: {'; '.join(dict.fromkeys(source_text(source, language) for source in group.sources))}."


def source_text(source: ChartSource, language: Language) -> str:
    """A publication as a source line names it: `Ministerie van JenV, Jaarverslag 2020, 19 mei 2021`."""
    day = date_text(source.published, language) if source.published else None
    return ", ".join(filter(None, (source.publisher, source.title, day)))


def _wrapped(text: str, width: int, size: int) -> list[str]:
    return textwrap.wrap(text, max(20, int(width / (size * CHARACTER)))) or [" "]


def _text(
    lines: Sequence[str], sheet: Sheet, *, size: int = TEXT_SIZE, weight: str = "normal", colour: str = ""
) -> Spec:
    """Lines of text as a view of their own, as high as they are."""
    line = round(size * LINE)
    mark = {
        "type": "text",
        "text": list(lines),
        "align": "left",
        "baseline": "top",
        "x": -AXIS_ROOM + 8,
        "y": 0,
        "fontSize": size,
        "lineHeight": line,
        "fontWeight": weight,
        "color": colour or sheet.look.faint,
    }
    return {"data": {"values": [{}]}, "mark": mark, "width": sheet.width - AXIS_ROOM, "height": line * len(lines)}

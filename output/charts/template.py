"""The one Vega-Lite specification behind every chart, without its data.

Altair checks each specification against its schema, which takes tens of milliseconds, and its import takes more than reading a
page does. So the specification of each look (`light` or `dark`) and language is made once, when the package is built
(`hatch_build.py`), and a chart is that template with its own data and parameters laid over it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, get_args

from output.charts.looks import Look, Theme
from output.charts.words import Language

Spec = dict[str, Any]
"""A Vega-Lite specification, as JSON has it."""

FIGURES = "figures"
"""The dataset of a chart inside its specification."""
MADE = "templates.json"
"""The file beside this module that the build makes."""
MADE_OF = ("drawing.py", "layers.py", "looks.py", "template.py", "words.py")
"""The modules that decide what is in it."""

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Liberation Sans comes with vl-convert, so a file looks the same wherever it is made; browsers take the next that they have."""
LOCALES: Mapping[Language, Spec] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


def spec_template(theme: Theme = "light", language: Language = "nl", suffix: str = "") -> Spec:
    """The specification of a chart without its data; `Chart.own` is laid over it. It is the caller's own.

    `suffix` sets the names of data and parameters apart where several charts stand in one specification.
    """
    return copy.deepcopy(_template(theme, language, suffix))


def made_templates() -> bytes:
    """What the build writes: the templates without a suffix, and what they were made of."""
    specs = {
        _key(theme, language): _draw(theme, language, "")
        for theme in get_args(Theme)
        for language in get_args(Language)
    }
    return json.dumps({"made_of": _made_of(), "specs": specs}, ensure_ascii=False).encode()


@lru_cache(maxsize=64)
def _template(theme: Theme, language: Language, suffix: str) -> Spec:
    made: Spec | None = None if suffix else _made().get(_key(theme, language))
    return _draw(theme, language, suffix) if made is None else made


def _draw(theme: Theme, language: Language, suffix: str) -> Spec:
    from output.charts.drawing import draw_template  # noqa: PLC0415 - it brings Altair

    return draw_template(theme, language, suffix)


@lru_cache(maxsize=1)
def _made() -> dict[str, Spec]:
    """The templates of the build; none where it did not make them, or of other code than this."""
    path = files("output.charts").joinpath(MADE)
    made = json.loads(path.read_bytes()) if path.is_file() else {}
    specs: dict[str, Spec] = made["specs"] if made.get("made_of") == _made_of() else {}
    return specs


def _made_of() -> str:
    here = files("output.charts")
    return sha256(b"".join(here.joinpath(name).read_bytes() for name in MADE_OF)).hexdigest()


def _key(theme: Theme, language: Language) -> str:
    return f"{theme} {language}"


def config_of(look: Look, language: Language) -> Spec:
    """How all charts look; numbers on axes as readers of the language write them."""
    text = {"font": FONT, "fontSize": 11}
    return {
        "background": look.paper,
        "font": FONT,
        "locale": {"number": LOCALES[language]},
        "view": {"stroke": None},
        "axis": {
            "labelColor": look.faint,
            "labelFont": FONT,
            "labelFontSize": 11,
            "gridColor": look.grid,
            "domainColor": look.faint,
            "tickColor": look.faint,
        },
        "axisY": {"domain": False, "ticks": False, "tickCount": 4, "labelPadding": 6, "minExtent": 34},
        "axisX": {"labelOverlap": True, "tickSize": 4},
        "text": text,
        "title": {
            "color": look.ink,
            "subtitleColor": look.faint,
            "anchor": "start",
            "fontSize": 13,
            "fontWeight": "bold",
            **SUBTITLE,
        },
    }


SUBTITLE = {"subtitleFontSize": 11, "font": FONT, "subtitleFont": FONT, "frame": "group", "offset": 10}

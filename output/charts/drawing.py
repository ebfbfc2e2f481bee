"""The Vega-Lite specification behind every chart, drawn with Altair: `template.py` says when."""

from __future__ import annotations

from typing import Any

import altair as alt

from normalise.dataset import Measure
from output.charts.layers import EARLIER
from output.charts.looks import LOOKS, Look, Theme
from output.charts.template import FIGURES, Spec, config_of
from output.charts.words import Language, Words, words_of

WIDTH, HEIGHT = 340, 180
"""Pixels of a small chart, the labels beside it included."""
FADED = 0.65
"""Opacity of figures of earlier publications: fainter would lose the contrast of 3 that marks need."""

SHAPES = {
    Measure.REALISATIE: "circle",
    Measure.UNKNOWN: "square",
    Measure.RAMING: "triangle-up",
    Measure.NULWAARDE: "diamond",
    Measure.NORM: "stroke",
}
DASHES = {Measure.REALISATIE: (1, 0), Measure.UNKNOWN: (1, 0), Measure.RAMING: (6, 3)}
DOUBTED = (1.5, 3)
"""The dots of a line to or from a doubted figure."""


PARAMETERS = ("ticks", "names", "start", "end", "bottom", "top")
"""What a chart sets beside its data: where labels stand below it and what they say, and the ends of both axes."""


def draw_template(theme: Theme, language: Language, suffix: str = "") -> Spec:
    """The specification for a look and a language; `suffix` is that of its names."""
    look, words = LOOKS[theme], words_of(language)
    upright = alt.Chart().encode(x=_x(suffix))
    base = upright.encode(y=_y(suffix))
    layers = [
        _breaks(look, upright),
        _ranges(look, base),
        _lines(look, base),
        _steps(look, words, base),
        _dots(look, words, base),
        *_signs(look, base),
        _labels(look, base),
    ]
    chart = (
        alt.layer(*layers, data=alt.NamedData(name=FIGURES + suffix))
        .add_params(*(alt.param(name=name + suffix, value=0) for name in PARAMETERS))
        .properties(width=WIDTH, height=HEIGHT, padding=4)
    )
    spec: Spec = chart.to_dict()
    return {**spec, "autosize": {"type": "fit", "contains": "padding"}, "config": config_of(look, language)}


def _x(suffix: str) -> alt.X:
    ticks = alt.ExprRef("ticks" + suffix)
    axis = alt.Axis(
        values=ticks, labelExpr=f"names{suffix}[indexof(ticks{suffix}, datum.value)]", grid=False, title=None
    )
    return alt.X("x:Q", axis=axis, scale=_scale("start" + suffix, "end" + suffix))


def _y(suffix: str) -> alt.Y:
    return alt.Y("y:Q", axis=alt.Axis(title=None), scale=_scale("bottom" + suffix, "top" + suffix))


def _scale(low: str, high: str) -> alt.Scale:
    """An axis that ends where two parameters say, whatever the data: then Vega need not look for its ends."""
    return alt.Scale(domain=[alt.ExprRef(low), alt.ExprRef(high)], nice=False, zero=False)


def _colour(look: Look) -> alt.Color:
    return alt.Color("m:N", legend=None, scale=_colours(look))


def _colours(look: Look) -> alt.Scale:
    return alt.Scale(domain=[measure.value for measure in look.measures], range=list(look.measures.values()))


def _tooltip(words: Words) -> list[alt.Tooltip]:
    fields = {
        "p": words.period,
        "r": words.printed,
        "s": words.status,
        "n": words.notes,
        "d": words.source,
    }
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in fields.items()]


def _breaks(look: Look, base: alt.Chart) -> alt.Chart:
    """A dotted upright line where figures before and after cannot be compared."""
    return _layer(base, "break", alt.MarkDef(type="rule", color=look.faint, strokeDash=[2, 3]))


def _ranges(look: Look, base: alt.Chart) -> alt.Chart:
    mark = alt.MarkDef(type="rule", strokeWidth=6, opacity=FADED)
    return _layer(base, "range", mark).encode(y2="y2:Q", color=_colour(look))


def _lines(look: Look, base: alt.Chart) -> alt.Chart:
    styles = {**{measure.value: dash for measure, dash in DASHES.items()}, "doubted": DOUBTED}
    dashes = [list(each) for each in styles.values()]
    return _layer(base, "line", alt.MarkDef(type="line", strokeWidth=2)).encode(
        color=_colour(look),
        strokeDash=alt.StrokeDash("l:N", legend=None, scale=alt.Scale(domain=list(styles), range=dashes)),
        detail="g:N",
        order="x:Q",
    )


def _steps(look: Look, words: Words, base: alt.Chart) -> alt.Chart:
    """A norm: a bar as wide as the period that it holds for, broken where it is doubted."""
    return _layer(base, "step", alt.MarkDef(type="rule")).encode(
        x2="x2:Q",
        color=_colour(look),
        opacity=_earlier(FADED, 1),
        strokeWidth=_earlier(1.5, 3.5),
        strokeDash=alt.condition("datum.f == 'open'", alt.value([4, 2]), alt.value([1, 0])),
        tooltip=_tooltip(words),
    )


def _dots(look: Look, words: Words, base: alt.Chart) -> alt.Chart:
    """A figure: hollow while another may follow or where it is doubted, a small cross in an earlier publication."""
    shapes = {**{measure.value: shape for measure, shape in SHAPES.items()}, EARLIER: "cross"}
    scale = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    return _layer(base, "dot", alt.MarkDef(type="point", filled=False)).encode(
        stroke=alt.Stroke("m:N", legend=None, scale=_colours(look)),
        fill=alt.condition(
            "datum.f == 'open'", alt.value(look.paper), alt.Fill("m:N", legend=None, scale=_colours(look))
        ),
        shape=alt.Shape("h:N", legend=None, scale=scale),
        size=_earlier(40, 46),
        strokeWidth=_earlier(0.5, 2),
        opacity=_earlier(FADED, 1),
        tooltip=_tooltip(words),
    )


def _signs(look: Look, base: alt.Chart) -> list[alt.Chart]:
    """What is written at a point, on a seam of paper, so that a line behind it does not strike it out."""
    seam = alt.MarkDef(type="text", dy=-12, fontSize=14, color=look.paper, stroke=look.paper, strokeWidth=4)
    text = alt.MarkDef(type="text", dy=-12, fontSize=14, color=look.ink)
    return [_layer(base, "sign", mark).encode(text="t:N") for mark in (seam, text)]


def _labels(look: Look, base: alt.Chart) -> alt.Chart:
    mark = alt.MarkDef(type="text", align="left", dx=7, fontSize=11, fontWeight=600)
    return _layer(base, "label", mark).encode(text="t:N", color=_colour(look))


def _layer(base: alt.Chart, kind: str, mark: alt.MarkDef) -> alt.Chart:
    """The marks of one kind."""
    layer = base.transform_filter(f"datum.k == '{kind}'")
    layer.mark = mark
    return layer


def _earlier(earlier: float, now: float) -> Any:  # what `alt.condition` gives has no name of its own
    """A value for figures of earlier publications, and one for the others."""
    return alt.condition(f"datum.h == '{EARLIER}'", alt.value(earlier), alt.value(now))

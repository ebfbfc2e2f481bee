"""The one specification: it is complete and safe, its colours can be read, and it is the caller's own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise, product
from typing import get_args

import pytest
import vl_convert

from normalise.dataset import Measure
from output.charts import template
from output.charts.axis import figure_domain, period_text, period_ticks, span_of
from output.charts.drawing import DASHES, FADED, PARAMETERS, SHAPES, draw_template
from output.charts.looks import LOOKS, Theme
from output.charts.panels import DRAWN
from output.charts.scripts import scripts
from output.charts.template import spec_template
from output.charts.words import WORDS, Language, figure_text
from tests.output.charts.build import chart_of, groups_of, publication
from tests.paths import ROOT

THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES: tuple[Language, ...] = ("nl", "en")
FEW = (
    "| | realisatie 2019 | realisatie 2020 | norm 2020 | raming 2021\n| Aantal zaken | 1.250 | 1.522,5 | 1.400 | 1.600"
)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faded(colour: str, paper: str, opacity: float) -> str:
    mixed = [
        round(int(colour[at : at + 2], 16) * opacity + int(paper[at : at + 2], 16) * (1 - opacity)) for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_can_be_read(theme: Theme) -> None:
    look = LOOKS[theme]
    for colour in (*look.measures.values(), look.ink, look.faint):
        assert contrast(colour, look.paper) >= 4.5, colour
    for colour in look.measures.values():
        assert contrast(faded(colour, look.paper, FADED), look.paper) >= 3, colour


def test_no_measure_is_told_by_colour_alone() -> None:
    assert set(DRAWN) == set(SHAPES) == set(LOOKS["light"].measures) == set(LOOKS["dark"].measures)
    looks = [(SHAPES[measure], DASHES.get(measure)) for measure in DRAWN]
    assert len(set(looks)) == len(DRAWN)
    for words in WORDS.values():
        assert set(words.measures) == set(Measure) - {Measure.VERSCHIL}


@pytest.mark.parametrize(("theme", "language"), list(product(THEMES, LANGUAGES)))
def test_a_chart_is_the_template_with_its_own_on_top(theme: Theme, language: Language) -> None:
    [group] = groups_of(publication(FEW), language=language)
    spec = {**spec_template(theme, language), **group.charts[0].own()}
    assert {each["name"] for each in spec["params"]} == set(PARAMETERS)
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    assert {"nl": "1.500", "en": "1,500"}[language] in svg  # the axis
    assert {"nl": "realisatie 1.522,5", "en": "actual 1,522.5"}[language] in svg  # the label
    assert "2020" in svg
    assert "NaN" not in svg


def test_a_template_is_the_callers_own() -> None:
    spec_template()["layer"].clear()
    assert spec_template()["layer"]


def test_nothing_is_loaded_and_nothing_is_linked() -> None:
    text = json.dumps({**spec_template(), **chart_of(publication(FEW)).own()})
    assert '"url"' not in text
    assert '"href"' not in text


def test_names_can_be_set_apart() -> None:
    spec = spec_template("light", "nl", "_7")
    assert {each["name"] for each in spec["params"]} == {f"{name}_7" for name in PARAMETERS}
    assert spec["data"] == {"name": "figures_7"}
    words = set(re.findall(r"\b(?:names|start|end|bottom|top)(?:_7)?\b", json.dumps(spec["layer"])))
    assert words >= {"names_7", "start_7", "end_7", "bottom_7", "top_7"}
    assert "names" not in words


def test_a_hostile_label_stays_text() -> None:
    hostile = FEW.replace("Aantal zaken", "<script>alert(1)</script> signal.x")
    [group] = groups_of(publication(hostile))
    assert all("script" not in str(value) for mark in group.charts[0].marks for value in mark.values())
    svg = vl_convert.vegalite_to_svg({**spec_template(), **group.charts[0].own()}, allowed_base_urls=[])
    assert "<script" not in svg


def test_the_script_for_a_browser_is_whole_and_can_stand_in_a_page() -> None:
    [script] = scripts()
    assert "window.vegaEmbed" in script
    assert "</script" not in script
    assert "<!--" not in script
    assert 500_000 < len(script.encode()) < 1_200_000


@pytest.mark.parametrize(
    ("period", "start", "end", "dutch", "english"),
    [
        ("2020", 2020, 2021, "2020", "2020"),
        ("2020-S1", 2020, 2020.5, "1e halfjaar 2020", "1st half of 2020"),
        ("2020-Q4", 2020.75, 2021, "4e kwartaal 2020", "Q4 2020"),
        ("2020-06", 2020 + 5 / 12, 2020.5, "juni 2020", "June 2020"),
        ("2019/2022", 2019, 2023, "2019 t/m 2022", "2019 to 2022"),
        ("2020-Q1/2020-Q3", 2020, 2020.75, "1e kwartaal 2020 t/m 3e kwartaal 2020", "Q1 2020 to Q3 2020"),
    ],
)
def test_periods(period: str, start: float, end: float, dutch: str, english: str) -> None:
    span = span_of(period)
    assert span is not None
    assert (span.start, span.end) == pytest.approx((start, end))
    assert [period_text(period, WORDS[language]) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize("text", ["", "2020-Q5", "2020-13", "2020-S0", "2022/2019", "a/b", "2019/2020/2021", "20201"])
def test_what_is_no_period(text: str) -> None:
    assert span_of(text) is None


def test_years_are_labelled_up_to_the_last() -> None:
    span = span_of("2010/2023")
    assert span is not None
    labels = [name for _, name in period_ticks(span, WORDS["nl"])]
    assert labels[-1] == "2023"
    assert len(labels) <= 6
    assert len({int(later) - int(sooner) for sooner, later in pairwise(labels)}) == 1


def test_an_axis_starts_at_zero_unless_nothing_would_be_seen() -> None:
    assert figure_domain([14, 15])[0] == 0
    assert figure_domain([-5, -2])[1] == 0
    assert figure_domain([1480, 1490, 1500, 1522])[0] > 1000
    assert figure_domain([0]) == (0, 1)


def test_figures_in_words() -> None:
    assert figure_text(Decimal("-1234.50"), 1, "nl") == "−1.234,5"
    assert figure_text(Decimal("-1234.50"), 1, "en") == "−1,234.5"


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("language", get_args(Language))
def test_template_of_the_build_is_the_one_that_altair_draws(theme: Theme, language: Language) -> None:
    made = json.loads(template.made_templates())
    assert made["specs"][f"{theme} {language}"] == draw_template(theme, language) == spec_template(theme, language)


def test_template_of_other_code_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_made_of", lambda: "other code")
    template._made.cache_clear()
    template._template.cache_clear()
    try:
        assert template._made() == {}
        assert spec_template() == draw_template("light", "nl")
    finally:
        template._made.cache_clear()
        template._template.cache_clear()


def test_report_of_a_built_package_needs_no_altair() -> None:
    if not files("output.charts").joinpath(template.MADE).is_file():
        pytest.skip("the package was not built with its templates")
    program = (
        "import sys; from output.charts.template import spec_template; spec_template(); print('altair' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"

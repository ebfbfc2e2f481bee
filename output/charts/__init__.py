"""Charts of indicators: from a `Dataset` to data for one Vega-Lite specification, and the scripts that draw it.

template = spec_template("light", "nl")
for group in chart_groups(dataset):
    for chart in group.charts:
        spec = {**template, **chart.own()}
"""

from output.charts.charts import Chart, ChartGroup, chart_groups
from output.charts.legend import ChartNote, ChartSource
from output.charts.scripts import EMBED_OPTIONS, scripts
from output.charts.selection import Selection
from output.charts.template import spec_template

__all__ = [
    "EMBED_OPTIONS",
    "Chart",
    "ChartGroup",
    "ChartNote",
    "ChartSource",
    "Selection",
    "chart_groups",
    "scripts",
    "spec_template",
]

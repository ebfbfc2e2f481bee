"""The charts that the page draws: their data from `output.charts`, the specification behind them, and the script that draws."""

from __future__ import annotations

from normalise.dataset import Dataset
from output.charts.charts import ChartGroup, chart_groups
from output.charts.scripts import scripts
from output.charts.template import spec_template
from output.report.payload import Json
from output.report.texts import Language


def plots_data(dataset: Dataset, language: Language) -> Json:
    """`templates` by look, and a group of charts for each indicator that has figures to draw."""
    return {
        "templates": {look: spec_template(look, language.value) for look in ("light", "dark")},
        "groups": [_group(each) for each in chart_groups(dataset, language.value)],
    }


def plot_script() -> str:
    """What sets `vegaEmbed`, as one script. The page runs it when the first chart comes into view."""
    return "\n".join(scripts())


def _group(group: ChartGroup) -> Json:
    return {
        "indicator": group.indicator,
        "notes": [{"number": note.number, "text": note.text, "source": note.source} for note in group.notes],
        "sources": [{"number": source.number, "document_id": source.document_id} for source in group.sources],
        "remarks": list(group.remarks),
        "charts": [
            {
                "title": chart.title,
                "unit": chart.unit,
                "description": chart.description,
                "notes": list(chart.notes),
                "own": chart.own(),
            }
            for chart in group.charts
        ],
    }

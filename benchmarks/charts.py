"""What charts cost beside the run whose figures they draw, and what they weigh.

python -m benchmarks.charts
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.clock import medians, seconds
from benchmarks.pages import page
from pipeline.find import find_publications
from pipeline.running import run

ROUNDS = 3


def main() -> None:
    """Print the cost of the import, the template, the data and the scripts."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(page(0))
        publications = find_publications([path]).publications
        dataset = run(publications).dataset
        first = seconds(_import, process_time)
        made = seconds(_template, process_time)
        whole, charts = medians([lambda: run(publications), lambda: _charts(dataset)], ROUNDS, process_time)
    from output.charts.charts import chart_groups  # noqa: PLC0415 - its import is what is measured
    from output.charts.scripts import scripts  # noqa: PLC0415 - its import is what is measured

    groups = chart_groups(dataset, most_panels=None)
    shown = sum(len(group.charts) for group in groups)
    data = json.dumps([chart.own() for group in groups for chart in group.charts], ensure_ascii=False).encode()
    script = "".join(scripts()).encode()
    print(f"import Altair                     {first:7.3f} s   when the package is built, and for extract plot")
    print(f"make the template                 {made:7.3f} s   for a look and a language, then too")
    print(f"bytes to dataset                  {whole:7.3f} s   {len(dataset.observations):,} figures")
    print(f"dataset to charts                 {charts:7.3f} s   {shown:,} charts of {len(groups):,} indicators")
    print(f"charts / run                      {charts / whole:7.2f}")
    print(f"data of a chart                   {len(data) / max(1, shown) / 1000:7.1f} kB")
    print(
        f"scripts                           {len(script) / 1000:7.0f} kB  {len(gzip.compress(script)) / 1000:.0f} kB packed"
    )


def _import() -> None:
    import output.charts.drawing  # noqa: F401, PLC0415 - its import is what is measured


def _template() -> None:
    from output.charts.drawing import draw_template  # noqa: PLC0415 - its import is what is measured

    draw_template("light", "nl")


def _charts(dataset: object) -> None:
    from output.charts.charts import chart_groups  # noqa: PLC0415 - its import is what is measured

    chart_groups(dataset)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()

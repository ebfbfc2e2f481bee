"""The command that draws indicators of a dataset into one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.base import Refusal, folder_argument, named_indicators, read_stored

if TYPE_CHECKING:
    from normalise.dataset import Dataset
    from output.charts.charts import ChartGroup
    from output.charts.looks import Theme
    from output.charts.selection import Selection
    from output.charts.words import Language

FORMATS = ("svg", "png", "pdf", "html")
MEASURES = ("realisatie", "norm", "raming", "nulwaarde", "unknown")
LANGUAGES = ("nl", "en")
THEMES = ("light", "dark")
WIDTHS = click.IntRange(300, 4000)
HEIGHTS = click.IntRange(60, 4000)
SCALES = click.FloatRange(0.5, 10)
MOST_PANELS = 24
"""Charts of one indicator in one picture; more would be too small to read on a page."""
SHOWN_AREAS = 8
"""Areas that a message names."""

PLOT_HELP = """\
Draw indicators of a dataset.

Makes one picture of each INDICATOR in DIR, a slug or a part of a label: realisatie as points and a line, norm as a step,
raming dashed; hollow what is provisional or doubted, a gap where the series breaks, a cross for another figure of an earlier
publication. Below it stand the notes and the publications.

The picture is SVG, PNG, PDF or a page (HTML), by the ending of the name.

\b
Examples:
  extract plot results comensha -o comensha.svg
  extract plot results comensha mensenhandel -o mensenhandel.png --from 2015 --scale 3
  extract plot results jeugdwerkloosheid -o gebieden.pdf --area gemeente --area nederland --measure realisatie
"""


@click.command("plot", help=PLOT_HELP, short_help="Draw indicators of a dataset.")
@folder_argument
@click.argument("indicators", metavar="INDICATOR...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The picture; its name ends in {', '.join(f'.{each}' for each in FORMATS)}.",
)
@click.option(
    "--measure", "measures", multiple=True, type=click.Choice(MEASURES), help="Only this measure; repeatable."
)
@click.option(
    "--area",
    "areas",
    metavar="TEXT",
    multiple=True,
    help="Only this area or breakdown, or a part of its name; repeatable.",
)
@click.option("--from", "first", metavar="PERIOD", help="From this period on: 2015, 2020-Q3.")
@click.option("--to", "last", metavar="PERIOD", help="Up to and including this period.")
@click.option("--width", type=WIDTHS, default=760, show_default=True, help="Pixels of the whole picture.")
@click.option("--height", type=HEIGHTS, help="Pixels of one chart.  [default: as fits]")
@click.option("--scale", type=SCALES, default=2.0, show_default=True, help="Pixels of a PNG for each of these pixels.")
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Paper or dark slides.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Language of words and numbers."
)
def plot(  # noqa: PLR0913 - click hands over every option as an argument
    *,
    folder: Path,
    indicators: Sequence[str],
    output: Path,
    measures: Sequence[str],
    areas: Sequence[str],
    first: str | None,
    last: str | None,
    width: int,
    height: int | None,
    scale: float,
    theme: Theme,
    lang: Language,
) -> None:
    """Choose figures, draw them and write the picture."""
    ending = output.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise click.UsageError(f"{output.name} does not say what to make: its name must end in .{', .'.join(FORMATS)}")
    dataset = read_stored(folder)
    slugs = tuple(row.indicator for row in named_indicators(dataset, folder, indicators))
    groups = _groups(dataset, slugs, _selection(slugs, measures, areas, first, last), lang)
    from output.charts.picture import Sheet, picture_spec
    from output.to_plot import FORMATS as WRITERS
    from output.write import OutputError, write_beside

    sheet = Sheet(width=width, height=height, scale=scale, theme=theme, language=lang)
    picture = WRITERS[ending](picture_spec(groups, sheet), ", ".join(group.title for group in groups), sheet)
    try:
        write_beside(output.parent, output.name, picture)
    except OutputError as error:
        raise Refusal(str(error)) from error
    click.echo(f"Written to {click.format_filename(output)}")


def _selection(
    slugs: tuple[str, ...], measures: Sequence[str], areas: Sequence[str], first: str | None, last: str | None
) -> Selection:
    """What the options ask for; refuses what is no period."""
    from normalise.dataset import Measure
    from output.charts.axis import span_of
    from output.charts.selection import Selection

    for name, period in (("--from", first), ("--to", last)):
        if period is not None and span_of(period) is None:
            raise click.UsageError(f"{name} {period} is no period; write 2020, 2020-S1, 2020-Q3 or 2020-06")
    return Selection(
        indicators=slugs, measures=tuple(map(Measure, measures)), areas=tuple(areas), first=first, last=last
    )


def _groups(dataset: Dataset, slugs: Sequence[str], selection: Selection, lang: Language) -> Sequence[ChartGroup]:
    """The charts that were asked for; refuses when there is no figure to draw, and says what there is."""
    from output.charts.charts import chart_groups
    from output.charts.selection import areas_of

    groups = chart_groups(dataset, lang, selection=selection, most_panels=MOST_PANELS)
    if groups:
        return groups
    figures = [one for one in dataset.observations if one.indicator in slugs]
    areas = list(areas_of(figures))
    periods = sorted({one.time_period for one in figures if one.time_period and one.obs_value is not None})
    there = [f"periods {periods[0]} to {periods[-1]}"] if periods else ["no figure with a period"]
    there += [f"areas {', '.join(areas[:SHOWN_AREAS])}"] if areas else []
    raise Refusal(f"nothing of {', '.join(slugs)} is left to draw; there are {'; '.join(there)}")

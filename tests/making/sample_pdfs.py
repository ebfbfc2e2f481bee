"""The PDFs in `samples/`: `python -m tests.making.sample_pdfs` writes them, and a test holds that they are what it writes.

Labels and figures stand as the publications print them (docs/samples.md names each); the sentences are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.making import sample_texts as texts
from tests.making.paper import BOLD, ITALIC, PLAIN, Paper, width_of, wrap
from tests.paths import ROOT

LEFT, RIGHT = 62.0, 533.0
LEADING = 1.25
"""Distance of baselines, in sizes."""
PAD = 3.0


def tagged_budget() -> bytes:
    """As Word tags its pages: no header cells, no spans, notes at the foot, a box of text that is tagged as a table."""
    paper = Paper(tagged=True)
    paper.turn_page()
    _furniture(paper, "Programmabegroting 2020", "Pagina 1 van 2")
    top = _heading(paper, "Programma Veiligheid", 90)
    top = _paragraph(paper, texts.LEAD_OF_BUDGET, top)
    with paper.element("Table"), paper.element("TR"), paper.element("TD"):
        for edge in (LEFT, RIGHT):
            paper.rule(edge, top, edge, top + 34)
        for edge in (top, top + 34):
            paper.rule(LEFT, edge, RIGHT, edge)
        _paragraph(paper, texts.BOX_OF_BUDGET, top + 4, left=LEFT + 6, right=RIGHT - 6)
    top = _heading(paper, "Prestatie-indicatoren", top + 58, level=2)
    edges = [LEFT, LEFT + 24, 250, 290, 330, 370.6, 411.2, 451.8, 492.4, RIGHT]
    with paper.element("Table"):
        top = _grid_row(paper, texts.GROUP_HEAD, [*edges[:3], edges[4], edges[9]], top, font=BOLD, shade=0.85)
        top = _grid_row(paper, texts.YEARS, edges, top, font=BOLD, shade=0.85)
        for row in texts.INDICATORS:
            top = _grid_row(paper, row, edges, top)
    _foot_notes(paper, texts.NOTES_OF_BUDGET)
    paper.turn_page()
    _furniture(paper, "Programmabegroting 2020", "Pagina 2 van 2")
    top = _heading(paper, "Een veilige leefomgeving", 90, level=2)
    top = _paragraph(paper, texts.SECOND_OF_BUDGET, top)
    edges = [LEFT, 240, 330, 400, RIGHT]
    with paper.element("Table"):
        for number, row in enumerate(texts.SURROUNDINGS):
            top = _grid_row(paper, row, edges, top, font=PLAIN if number else BOLD, shade=None if number else 0.85)
    for note in texts.STARS_OF_BUDGET:
        top = _paragraph(paper, note, top + 2, size=8)
    return paper.build()


def ruled_lines() -> bytes:
    """Horizontal lines only, a table that goes on over the page with its header repeated, raised markers, foot notes."""
    paper = Paper()
    paper.turn_page()
    _furniture(paper, "Jaarverslag 2019", "12")
    top = _heading(paper, "Bijlage Beleidsindicatoren", 90)
    for text in texts.PROSE_OF_REPORT:
        top = _paragraph(paper, text, top)
    top = _paragraph(paper, "Tabel 3 Verplichte beleidsindicatoren", top + 8, font=BOLD)
    top = _lined_rows(paper, texts.AREAS[:4], top)
    _foot_notes(paper, texts.NOTES_OF_REPORT[:1])
    paper.turn_page()
    _furniture(paper, "Jaarverslag 2019", "13")
    top = _lined_rows(paper, texts.AREAS[4:], 90)
    _paragraph(paper, texts.LAST_OF_REPORT, top + 14)
    _foot_notes(paper, texts.NOTES_OF_REPORT[1:])
    return paper.build()


def spread() -> bytes:
    """Text in two columns with words broken at line ends, then a table with a full grid on a page that is turned."""
    paper = Paper()
    paper.turn_page()
    _furniture(paper, "Jaarstukken 2022", "5")
    top = _heading(paper, "Financiële positie", 90)
    for lines, left in ((texts.COLUMN_LEFT, LEFT), (texts.COLUMN_RIGHT, 306.0)):
        baseline = top + 10
        for line in lines:
            paper.text(left, baseline, line, 10)
            baseline += 12.5
    paper.turn_page(842, 595, rotate=90)
    _furniture(paper, "Jaarstukken 2022", "6")
    top = _paragraph(paper, "Tabel 5.1 Structurele en niet structurele lasten en baten", 70, right=780, font=BOLD)
    edges = [LEFT, 270, 350, 435, 520, 605, 690, 780]
    top = _grid_row(paper, texts.SPREAD_HEAD, [edges[0], edges[1], edges[4], edges[7]], top, font=BOLD, shade=0.9)
    top = _grid_row(paper, ("", *texts.SPREAD_COLUMNS), edges, top, font=BOLD, shade=0.9)
    for row in texts.SPREAD:
        strong = len(row) == 1 or row[0].startswith("Totaal")
        top = _grid_row(paper, row, edges if len(row) > 1 else [LEFT, 780], top, font=BOLD if strong else PLAIN)
    return paper.build()


def _furniture(paper: Paper, title: str, page: str) -> None:
    """What stands on every page."""
    sheet = paper.sheets[-1]
    with paper.artifact():
        paper.text(LEFT, 40, title, 8, ITALIC)
        paper.text(sheet.width - 120, sheet.height - 30, page, 8)


def _heading(paper: Paper, text: str, top: float, level: int = 1) -> float:
    size = 16 if level == 1 else 12
    with paper.element(f"Kop{level}"):
        paper.text(LEFT, top, text, size, BOLD)
    return top + size


def _paragraph(
    paper: Paper,
    text: str,
    top: float,
    *,
    left: float = LEFT,
    right: float = RIGHT,
    size: float = 10,
    font: str = PLAIN,
) -> float:
    """Lines from `top` down, and where the next paragraph begins."""
    with paper.element("Standaard"):
        for line in wrap(text, right - left, size, font):
            top += size * LEADING
            paper.text(left, top, line, size, font)
    return top + size * 0.6


def _grid_row(
    paper: Paper,
    cells: Sequence[str],
    edges: Sequence[float],
    top: float,
    *,
    font: str = PLAIN,
    shade: float | None = None,
) -> float:
    """A row with lines all around; the cells stand between the edges. Figures are set to the right."""
    size = 8.0
    lines = [wrap(cell, edges[n + 1] - edges[n] - 2 * PAD, size, font) for n, cell in enumerate(cells)]
    bottom = top + max(map(len, lines)) * size * LEADING + 2 * PAD
    if shade is not None:
        paper.fill(edges[0], top, edges[-1], bottom, shade)
    for edge in edges:
        paper.rule(edge, top, edge, bottom)
    for edge in (top, bottom):
        paper.rule(edges[0], edge, edges[-1], edge)
    with paper.element("TR"):
        for left, right, column in zip(edges, edges[1:], lines, strict=False):
            with paper.element("TD"), paper.element("Standaard"):
                _print_cell(paper, column, left + PAD, right - PAD, top + PAD, size, font)
    return bottom


def _lined_rows(paper: Paper, groups: Sequence[tuple[object, ...]], top: float) -> float:
    """The table of areas: thick lines around the header and at the end, a thin one under each group."""
    stops = (LEFT, 300.0, 378.0, 456.0, RIGHT)
    paper.rule(LEFT, top, RIGHT, top, 1.2)
    top = _open_row(paper, texts.AREAS_HEAD, stops, top, BOLD)
    paper.rule(LEFT, top, RIGHT, top, 1.2)
    for label, unit, source, *figures in groups:
        top = _open_row(paper, (str(label),), stops, top, BOLD)
        for area, row in zip(("Gemeente", "Provincie", "Nederland"), figures, strict=True):
            assert isinstance(row, tuple)
            top = _open_row(paper, (area, *row), stops, top, PLAIN)
        top = _open_row(paper, ("Eenheid:", str(unit)), (*stops[:2], RIGHT), top, ITALIC)
        top = _open_row(paper, ("Bron:", str(source)), (*stops[:2], RIGHT), top, ITALIC)
        paper.rule(LEFT, top, RIGHT, top, 0.4)
    paper.rule(LEFT, top, RIGHT, top, 1.2)
    return top


def _open_row(paper: Paper, cells: Sequence[str], stops: Sequence[float], top: float, font: str) -> float:
    size = 9.0
    for number, cell in enumerate(cells):
        right = stops[-1] if len(cells) == 1 else stops[number + 1]
        _print_cell(paper, [cell], stops[number] + PAD, right - PAD, top + PAD, size, font)
    return top + size * LEADING + 2 * PAD


def _print_cell(
    paper: Paper, lines: Sequence[str], left: float, right: float, top: float, size: float, font: str
) -> None:
    for line in lines:
        top += size * LEADING
        is_figure = (line.lstrip("-")[:1].isdigit() and " " not in line) or line.startswith("NB")
        start = right - width_of(line, size, font) if is_figure else left
        paper.text(start, top - size * 0.25, line, size, font)


def _foot_notes(paper: Paper, notes: Sequence[tuple[str, str]]) -> None:
    top = paper.sheets[-1].height - 90
    paper.rule(LEFT, top, LEFT + 140, top)
    for marker, text in notes:
        top += 11
        with paper.element("Footnote"):
            paper.text(LEFT, top, f"^{marker} {text}", 8)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "prestatie-indicatoren-getagd.pdf": tagged_budget,
    "beleidsindicatoren-lijnen.pdf": ruled_lines,
    "lasten-en-baten-liggend.pdf": spread,
}


def main() -> None:
    """Write them anew."""
    for name, make in SAMPLES.items():
        (ROOT / "samples" / name).write_bytes(make())


if __name__ == "__main__":
    main()

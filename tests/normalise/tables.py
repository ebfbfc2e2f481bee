"""Tables written as pipes, and observations written as lines: what the case file `cases/tables.txt` is made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.document import Block, Cell, Document, Heading, Locator, Marker, Note, Paragraph, Table, Text
from normalise.dataset import Dataset, Observation
from normalise.run import combine, normalise_document

NOWHERE = Locator(address="")
SEPARATOR = "=>"
BETWEEN = "\n\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: a title, a table with what stands round it, and the observations that must come out."""

    title: str
    lines: tuple[str, ...]
    expected: tuple[str, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file; two blank lines stand between them."""
    return tuple(map(_read_case, path.read_text(encoding="utf-8").strip().split(BETWEEN)))


def write_cases(path: Path, cases: tuple[Case, ...]) -> None:
    """Write cases back in the form that `read_cases` reads."""
    blocks = ("\n".join((f"# {case.title}", *case.lines, SEPARATOR, *case.expected)) for case in cases)
    path.write_text(BETWEEN.join(blocks) + "\n", encoding="utf-8")


def _read_case(block: str) -> Case:
    head, _, tail = block.strip("\n").partition(f"\n{SEPARATOR}")
    title, *lines = head.split("\n")
    return Case(
        title=title.removeprefix("# "),
        lines=tuple(lines),
        expected=tuple(tail.strip("\n").split("\n") if tail.strip() else ()),
    )


def document_of(case: Case) -> Document:
    """The document of a case.

    A line is a row of cells between pipes (`^` goes on with the cell above, `<` with the cell to the left, `^1^` is a
    raised marker, `**x**` is bold, a leading `?` means that the row lost its columns), or `caption:`, `note:` or
    `text:` with what follows.
    """
    rows = [line for line in case.lines if line.startswith(("|", "?"))]
    texts = [line.removeprefix("text: ") for line in case.lines if line.startswith("text: ")]
    captions = [line.removeprefix("caption: ") for line in case.lines if line.startswith("caption: ")]
    notes = [line.removeprefix("note: ") for line in case.lines if line.startswith("note: ")]
    blocks: list[Block] = [
        Heading(content=Text("Begroting 2022"), level=1, locator=NOWHERE),
        *(Paragraph(content=Text(text), locator=NOWHERE) for text in texts),
        _table(rows, captions[0] if captions else ""),
    ]
    return Document(
        media_type="text/plain",
        blocks=tuple(blocks),
        notes=tuple(_note(index, line) for index, line in enumerate(notes)),
    )


def _note(index: int, line: str) -> Note:
    marker, _, text = line.partition(" ")
    return Note(key=f"n{index}", marker=marker, content=Text(text), locator=NOWHERE, table=1)


def _table(lines: list[str], caption: str) -> Table:
    grid = [[text.strip() for text in line.lstrip("?").strip().strip("|").split("|")] for line in lines]
    width = max(map(len, grid))
    cells = [
        _cell(grid, row, column, lines[row].startswith("?"))
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
        if text not in ("^", "<")
    ]
    return Table(
        cells=tuple(cells),
        rows=len(grid),
        columns=width,
        locator=NOWHERE,
        caption=marked(caption) if caption else None,
    )


def _cell(grid: list[list[str]], row: int, column: int, lost: bool) -> Cell:
    text = grid[row][column]
    rowspan = colspan = 1
    while row + rowspan < len(grid) and column < len(grid[row + rowspan]) and grid[row + rowspan][column] == "^":
        rowspan += 1
    while column + colspan < len(grid[row]) and grid[row][column + colspan] == "<":
        colspan += 1
    bold = text.startswith("**") and text.endswith("**") and len(text) > 4
    content = marked(text.strip("*") if bold else text)
    return Cell(
        row=row,
        column=column,
        rowspan=rowspan,
        colspan=colspan,
        bold=bold,
        lost=lost,
        content=content,
        locator=Locator(address=f"{row},{column}"),
    )


def marked(text: str) -> Text:
    """A text in which `^1^` is a raised marker.

    >>> marked("Comensha^1^").text, marked("Comensha^1^").markers[0].offset
    ('Comensha', 8)
    """
    parts = text.split("^")
    if len(parts) < 3:
        return Text(text)
    markers, plain = [], parts[0]
    for index in range(1, len(parts) - 1, 2):
        markers.append(Marker(text=parts[index], offset=len(plain)))
        plain += parts[index + 1]
    return Text(plain, tuple(markers))


def dataset_of(case: Case) -> Dataset:
    """The dataset that the document of a case gives."""
    return combine([normalise_document(document_of(case), document_id="d", source="case", size=0)])


def describe(observation: Observation, notes: dict[str, str]) -> str:
    """An observation on one line: place, label, what it measures, the figure; defaults left out."""
    o = observation
    measure = "?" if o.measure is None else o.measure.value
    parts = [
        f"{o.row},{o.column} {o.indicator_label}",
        f"{measure} {o.time_period or '-'}",
        f"{o.qualifier.value + ' ' if o.qualifier else ''}{_figure(o)}",
        f"onder {o.parent_label}" if o.parent_label else "",
        f"thema {o.theme_label}" if o.theme_label else "",
        f"gebied {o.ref_area}" if o.ref_area != "NL" else "",
        f"deel {o.breakdown}" if o.breakdown else "",
        "" if o.role.value == "item" else o.role.value,
        f"noot {' '.join(notes[n] for n in o.footnotes)}" if o.footnotes else "",
        "" if o.obs_status.value in "AO" else f"status {o.obs_status.value}",
        f"{o.placement.value}: {o.placement_evidence or '; '.join(o.candidates)}"
        if o.placement.value != "exact"
        else "",
        f"twijfel: {'; '.join(o.confidence_reasons)}" if o.confidence < 1 and o.placement.value == "exact" else "",
    ]
    return " · ".join(part for part in parts if part)


def _figure(observation: Observation) -> str:
    if observation.missing_reason is not None:
        return f"({observation.missing_reason.value})"
    upper = f"–{observation.obs_value_upper}" if observation.obs_value_upper is not None else ""
    power = f"e{observation.unit_mult}" if observation.unit_mult else ""
    return f"{observation.obs_value}{upper} {observation.unit_measure}{power}"


def lines_of(case: Case) -> tuple[str, ...]:
    """The observations of a case as lines, and after them its warnings and errors."""
    dataset = dataset_of(case)
    notes = {note.footnote_id: note.marker for note in dataset.footnotes}
    findings = [f for f in dataset.findings if f.severity.value != "info"]
    return (
        *(describe(observation, notes) for observation in dataset.observations),
        *(f"! {finding.rule}: {finding.message}" for finding in findings),
    )

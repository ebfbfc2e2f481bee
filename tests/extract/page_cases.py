"""Case files of whole pages: `=== title`, the page, `---`, and an outline of the document that it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.document import Block, Cell, Document, Heading, ListItem, Note, Paragraph, Table, Text

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class PageCase:
    title: str
    page: str
    expected: str


def read_page_cases(name: str) -> tuple[PageCase, ...]:
    """The cases of `cases/<name>.txt`."""
    source = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(_read_case(case) for case in source.split("=== ")[1:])


def _read_case(case: str) -> PageCase:
    title, _, rest = case.partition("\n")
    page, _, expected = rest.partition("\n---\n")
    return PageCase(title, page.replace("\\u00a0", "\u00a0"), expected.strip())


def outline(document: Document) -> str:
    """A document in a few lines: what each block is, markers in braces, spans and looks of cells in short."""
    lines = [line for block in document.blocks for line in _block(block)]
    lines += [_note(note) for note in document.notes]
    lines += [f"DOUBT {doubt.rule} row {doubt.row} of table {doubt.table}" for doubt in document.doubts]
    return "\n".join(lines)


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"H{block.level} {_text(block.content)}"]
        case Paragraph():
            return [f"P {_text(block.content)}"]
        case ListItem():
            return [" ".join(part for part in (f"L{block.level}", block.label, _text(block.content)) if part)]
        case Table():
            return _table(block)


def _table(table: Table) -> list[str]:
    head = f"TABLE {table.rows}x{table.columns} head {table.header_rows}"
    rows = [[_cell(cell) for cell in table.cells if cell.row == row] for row in range(table.rows)]
    caption = f": {_text(table.caption)}" if table.caption else ""
    return [head + caption, *(" ".join(["  ", *" | ".join(row).split()]) for row in rows)]


def _cell(cell: Cell) -> str:
    looks = "h:" * cell.header + "b:" * cell.bold + ">" * cell.indent
    span = f" <{cell.rowspan}x{cell.colspan}>" if (cell.rowspan, cell.colspan) != (1, 1) else ""
    return looks + (_text(cell.content) or "~") + span


def _note(note: Note) -> str:
    table = f" of table {note.table}" if note.table else ""
    return f"NOTE {note.marker}{table}: {_text(note.content)}"


def _text(text: Text) -> str:
    parts, end = [], 0
    for marker in text.markers:
        link = f">{marker.note}" if marker.note else ""
        parts += [text.text[end : marker.offset], f"{{{marker.text}{link}}}"]
        end = marker.offset
    return "".join([*parts, text.text[end:]]).replace("\u00a0", "_")

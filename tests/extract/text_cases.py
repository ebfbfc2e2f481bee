"""Outlines of what the text reader delivers, and the shorthand in which case files give flattened tables."""

from __future__ import annotations

from extract.document import Block, Document, Heading, ListItem, Paragraph, Table


def expand(page: str) -> str:
    """The text of a case: ` ¶ ` ends a paragraph, `⏎` a line, `⍽` is a hard space."""
    return page.replace(" ¶ ", "\n\n").replace("⏎", "\n").replace("⍽", "\u00a0")


def outline(document: Document) -> str:
    """A document in a few lines; in a table `.` is a place without a cell, `~` a cell without text, `?` a lost row."""
    lines = [line for block in document.blocks for line in _block(block)]
    for note in document.notes:
        lines.append(f"NOTE {note.marker} of {note.table or 'the document'}: {note.content.text}")
    for doubt in document.doubts:
        lines.append(f"DOUBT {doubt.rule} table {doubt.table} row {doubt.row}")
    return "\n".join(lines + ([f"PUBLISHED {document.published}"] if document.published else []))


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"H{block.level} {block.content.text}"]
        case Paragraph():
            return [f"P {block.content.text}".replace("\n", "⏎")]
        case ListItem():
            return [f"L{block.level} {block.label} {block.content.text}"]
        case Table():
            return _table(block)


def _table(table: Table) -> list[str]:
    caption = f": {table.caption.text}" if table.caption else ""
    rows = [_row(table, row) for row in range(table.rows)]
    return [f"TABLE {table.rows}x{table.columns} head {table.header_rows}{caption}", *rows]


def _row(table: Table, row: int) -> str:
    cells = {cell.column: cell for cell in table.cells if cell.row == row}
    lost = any(cell.lost for cell in cells.values())
    width = max(cells, default=-1) + 1 if lost else table.columns
    texts = [(cells[column].content.text or "~") if column in cells else "." for column in range(width)]
    return ("  ? " if lost else "    ") + " | ".join(texts)

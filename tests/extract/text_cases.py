"""Texts and what their reader makes of them, one line a block: what the case file `cases/text.txt` is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.document import Document, Heading, ListItem, Paragraph, Table
from extract.from_text import read

SEPARATOR = "=>"
BETWEEN = "\n=====\n"
HARD_SPACE = "~"
"""Stands for a no-break space in the case file, where one could not be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the lines that describe its document."""

    title: str
    text: str
    expected: tuple[str, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file."""
    return tuple(map(_read_case, path.read_text(encoding="utf-8").strip("\n").split(BETWEEN)))


def write_cases(path: Path, cases: tuple[Case, ...]) -> None:
    """Write cases back in the form that `read_cases` reads."""
    blocks = (f"# {case.title}\n{case.text}\n{SEPARATOR}\n" + "\n".join(case.expected) for case in cases)
    path.write_text(BETWEEN.join(blocks) + "\n", encoding="utf-8")


def _read_case(block: str) -> Case:
    head, _, tail = block.partition(f"\n{SEPARATOR}")
    title, _, text = head.partition("\n")
    return Case(
        title=title.removeprefix("# "), text=text, expected=tuple(tail.strip("\n").split("\n")) if tail.strip() else ()
    )


def document_of(case: Case) -> Document:
    """What the reader makes of the text of a case."""
    return read(case.text.replace(HARD_SPACE, "\u00a0").encode("utf-8"))


def describe(document: Document) -> tuple[str, ...]:
    """A line for each block, row, note and doubt of a document; `?` marks a row that lost its columns."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading():
                yield f"{'#' * block.level} {block.content.text}"
            case Paragraph():
                yield f"p {block.content.text}".replace("\n", " / ")
            case ListItem():
                yield f"{'  ' * (block.level - 1)}- {block.content.text}"
            case Table():
                yield f"[{block.rows} x {block.columns}] {block.caption.text if block.caption else ''}".rstrip()
                yield from _rows(block)
    yield from (f"^{note.marker} {note.content.text}" for note in document.notes)
    yield from (f"! {doubt.rule}" for doubt in document.doubts)


def _rows(table: Table) -> Iterator[str]:
    for row in range(table.rows):
        cells = [cell for cell in table.cells if cell.row == row]
        lost = any(cell.lost for cell in cells)
        texts = {cell.column: cell.content.text for cell in cells}
        shown = [texts[c] for c in sorted(texts)] if lost else [texts.get(c, "·") for c in range(table.columns)]
        yield f"  {'?' if lost else '|'} " + " | ".join(shown)

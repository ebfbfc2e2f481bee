"""CSV in the dialects of Dutch administrations: semicolons, tabs or commas, lines in different encodings, titles above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Document, Limits, RefusedDocument, UnreadableDocument
from extract.encoding import decode
from extract.runs import RESERVED, TextRun
from extract.sheets.dialect import find_dialect, read_rows
from extract.sheets.document import sheets_document
from extract.sheets.model import Sheet, SheetCell

MEDIA_TYPE = "text/csv"
SEPARATOR_LINE = "sep="
"""How Excel has the first line say what separates fields."""
ADDRESS = "cell={row},{column}"
"""A fragment of a CSV as RFC 7111 has it; rows and columns count from 1."""


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that the bytes of a CSV file hold; locators are RFC 7111 fragments such as `cell=4,1`.

    Raises UnreadableDocument for bytes that are no text, and for a file above the limits.
    """
    text = decode(data).text.translate(RESERVED)
    skipped = 0
    if text[: len(SEPARATOR_LINE)].lower() == SEPARATOR_LINE:
        text, skipped = text.partition("\n")[2], 1
    dialect = find_dialect(text)
    delimiter = dialect.delimiter if dialect else ";"
    sheet = Sheet("", address_form=ADDRESS)
    sheet.cells = list(_cells(read_rows(text, delimiter), skipped, limits))
    if not sheet.cells:
        raise UnreadableDocument("The CSV file holds no fields; download or save it again.")
    return sheets_document([sheet], (), limits, media_type=MEDIA_TYPE)


def _cells(rows: Sequence[Sequence[str]], skipped: int, limits: Limits) -> Iterator[SheetCell]:
    count = 0
    for row, fields in enumerate(rows, start=skipped):
        for column, field in enumerate(fields):
            printed = field.strip()
            if not printed:
                continue
            count += 1
            if count > limits.cells:
                raise RefusedDocument(
                    f"The CSV file holds more than the {limits.cells:,} cells allowed; split it, or allow more (--limit cells)."
                )
            run = TextRun()
            for number, line in enumerate(printed.splitlines()):
                if number:
                    run.add_break()
                run.add(line)
            yield SheetCell(row, column, run, ADDRESS.format(row=row + 1, column=column + 1), (row,), (column,))

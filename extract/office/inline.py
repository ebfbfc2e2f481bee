"""Text as a word processor holds it, in runs that are split anywhere, becomes a `TextRun`."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.runs import RESERVED, TextRun

SUPERSCRIPT = 1


@dataclass(slots=True)
class Writer:
    """Writes the pieces of one text; raised pieces that follow each other are one, however the source split them."""

    run: TextRun = field(default_factory=TextRun)
    _raised: list[str] = field(default_factory=list)

    def write(self, text: str, *, bold: bool = False, lift: int = 0) -> None:
        """Add a piece of text; `lift` is 1 where it is raised, -1 where it is lowered."""
        if not text.isascii():
            text = text.translate(RESERVED)
        if lift == SUPERSCRIPT:
            self._raised.append(text)
            return
        self.close()
        if lift:
            self.run.add_lowered(text)
        else:
            self.run.add(text, bold=bold)

    def mark(self, text: str, note: str) -> None:
        """Add the marker of a note."""
        self.close()
        self.run.add_marker(text, note=note)

    def end_line(self) -> None:
        """Begin a new line."""
        self.close()
        self.run.add_break()

    def close(self) -> None:
        """Add the raised text that waits for more of it."""
        if self._raised:
            raised = "".join(self._raised)
            self._raised.clear()
            if raised.isspace():
                self.run.add(raised)
            else:
                self.run.add_raised(raised)

"""What does the unit of work for a run: this process, a pool of them, a cluster.

Every engine gives the same outcomes; they differ in how many documents are in hand at a time, and in what a document
that never ends, takes all memory or kills its process costs the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from extract.document import Options
from pipeline.archive import Unpacked, unpack
from pipeline.collector import clear_document
from pipeline.content import Content
from pipeline.unit import Outcome, work


class Engine(Protocol):
    """What a run hands its documents to."""

    def outcomes(self, contents: Iterable[Content]) -> Iterator[Outcome]:
        """What came of each document, in whatever order they are done.

        Contents are taken when there is room for them, so no more of them are in memory than are being worked on. A
        document never costs another one anything. Whoever closes the iterator drops the documents in hand.
        """
        ...

    def unpack(self, content: Content) -> Iterator[Unpacked]:
        """The documents in an archive, given and raised as by `pipeline.archive.unpack`; also while outcomes are awaited."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InProcess:
    """One document after the other, here. Nothing holds it to a time or to memory: that takes another process."""

    options: Options
    model: str | None = None

    def outcomes(self, contents: Iterable[Content]) -> Iterator[Outcome]:
        """In the order in which they are given."""
        for content in contents:
            yield work(content, self.options, self.model)
            clear_document()

    def unpack(self, content: Content) -> Iterator[Unpacked]:
        """Entry by entry."""
        return unpack(content, self.options.limits)

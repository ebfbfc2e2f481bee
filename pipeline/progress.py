"""How far a run is: a bar where somebody is looking, else a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import click

from pipeline.find import Publication
from pipeline.terminal import visible

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from pipeline.journal import Line, Listener

FEWEST = 2  # one document is over before a bar could say anything
QUIET = 30.0
"""Seconds between lines where nobody looks: a run that ends before says nothing."""


@dataclass(slots=True)
class Progress:
    """The publications of a run as they are taken, and what is known of how many are left."""

    publications: Sequence[Publication]
    listeners: tuple[Listener, ...] = ()
    taken: int = 0
    done: int = 0
    began: float = field(default_factory=monotonic)

    def __iter__(self) -> Iterator[Publication]:
        """Each publication, when there is room for it."""
        for publication in self.publications:
            self.taken += 1
            yield publication

    @property
    def total(self) -> int:
        """How many documents there are, as far as is known: one archive holds many."""
        return max(len(self.publications), self.done + len(self.publications) - self.taken)

    def count(self, _: Line) -> None:
        """One is done."""
        self.done += 1

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.done / max(monotonic() - self.began, 1e-6)

    def says(self) -> str:
        """How far it is, in words.

        >>> Progress(publications=(), done=3, began=monotonic() - 6).says()
        '3 of 3 documents, 0.5 a second'
        """
        left = (self.total - self.done) / self.rate if self.done else 0.0
        said = f"{self.done:,} of {self.total:,} documents, {self.rate:.1f} a second"
        return said + (f", {in_words(left)} left" if left >= 1 else "")


@contextmanager
def shown(publications: Sequence[Publication], *, quiet: bool) -> Iterator[Progress]:
    """The publications, with whoever shows on standard error how many are done."""
    progress = Progress(publications)
    if quiet or len(publications) < FEWEST:
        progress.listeners = (progress.count,)
        yield progress
    elif sys.stderr.isatty():
        with _bar(progress) as move:
            progress.listeners = (progress.count, move)
            yield progress
    else:
        progress.listeners = (progress.count, _sayer(progress))
        yield progress


@contextmanager
def _bar(progress: Progress) -> Iterator[Listener]:
    name = ""
    bar: ProgressBar[int] = click.progressbar(
        length=progress.total,
        label="Reading",
        file=sys.stderr,
        show_pos=True,
        show_percent=True,
        item_show_func=lambda _: f"{progress.rate:.1f} a second  {name}",
    )

    def move(line: Line) -> None:
        nonlocal name
        name = visible(line.source)
        bar.length = progress.total
        bar.update(1)

    with bar:
        yield move


def _sayer(progress: Progress) -> Listener:
    said = monotonic()

    def say(_: Line) -> None:
        nonlocal said
        if monotonic() - said > QUIET:
            said = monotonic()
            click.echo(progress.says(), err=True)

    return say


def in_words(seconds: float) -> str:
    """A stretch of time.

    >>> in_words(42.3), in_words(250), in_words(7300)
    ('42 s', '4 min 10 s', '2 h 1 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"

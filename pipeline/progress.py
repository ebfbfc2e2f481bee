"""A progress bar over the documents, where somebody is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from pipeline.find import Publication
from pipeline.terminal import visible

FEWEST = 2  # one document is over before a bar could say anything


@contextmanager
def shown(publications: Sequence[Publication], *, quiet: bool) -> Iterator[Iterable[Publication]]:
    """The publications, with a bar on standard error that moves as they are taken; none when that is no terminal."""
    if quiet or len(publications) < FEWEST or not sys.stderr.isatty():
        yield publications
        return
    with click.progressbar(publications, label="Reading", file=sys.stderr, item_show_func=_name) as bar:
        yield bar


def _name(publication: Publication | None) -> str:
    return visible(publication.source) if publication else ""

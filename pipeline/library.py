"""The program as a library: documents in, rows out. Nothing is printed, kept between calls, or fetched; docs/library.ipynb shows it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from extract.document import Options
from normalise.dataset import Dataset
from normalise.review import Review
from normalise.run import combine
from output.formats import TABLE_FORMATS, Format
from output.read import read_dataset
from output.report.texts import Language
from output.write import write_dataset
from pipeline.engines import Engine, InProcess
from pipeline.find import find_publications
from pipeline.pool.bounds import Bounds
from pipeline.pool.engine import Pool
from pipeline.pool.nursery import open_nursery
from pipeline.running import Progress, run_into, unread

Source = str | Path
HERE = 0


def run(
    *sources: Source,
    options: Options | None = None,
    model: str | None = None,
    workers: int = HERE,
    bounds: Bounds | None = None,
) -> Generator[Dataset]:
    """The rows of each document, as soon as it was read; one that cannot be read is a document with status `failed`.

    `sources` are files, folders and archives; MissingPath for one that does not exist. A document that is there twice is read
    once. `options` open locked documents and set limits; `model` names a spaCy package for Dutch. With `workers` each
    document is read in a process of its own within `bounds` (seconds, bytes), in whatever order they are done: a program must
    then keep its own start behind `if __name__ == "__main__"`. Whoever stops iterating ends these processes.
    """
    options, progress = options or Options(), Progress(model=model)
    publications = find_publications([str(each) for each in sources]).publications
    with (
        _engine(options, model, workers, bounds or Bounds()) as engine,
        closing(unread(publications, options, None, engine, progress)) as contents,
    ):
        for outcome in engine.outcomes(contents):
            yield from progress.drained()
            yield outcome.unpacked().dataset
        yield from progress.drained()


def join(datasets: Iterable[Dataset], review: Review = Review()) -> Dataset:  # noqa: B008  # Review is frozen
    """One dataset of many documents: places that the sources lost, revisions and all checks are made over the whole."""
    return combine(datasets, review)


def add(  # noqa: PLR0913 - what the command offers
    folder: Path,
    *sources: Source,
    formats: Sequence[Format] = TABLE_FORMATS,
    options: Options | None = None,
    model: str | None = None,
    workers: int = HERE,
    bounds: Bounds | None = None,
    report: Language | None = None,
    replaces: bool = False,
) -> Dataset:
    """Add documents to the dataset in a folder, as the command does, and write it; the dataset.

    OutputError when it cannot be written, and then the earlier one is as it was.
    """
    options = options or Options()
    publications = find_publications([str(each) for each in sources], leave_out=folder).publications
    with _engine(options, model, workers, bounds or Bounds()) as engine:
        done = run_into(
            folder,
            publications,
            formats,
            options,
            replaces=replaces,
            model=model,
            report=report,
            engine=engine,
        )
    return done.dataset


def read(folder: Path) -> Dataset:
    """The dataset in a folder; DatasetError where there is none."""
    return read_dataset(folder)


def write(dataset: Dataset, folder: Path, formats: Sequence[Format] = TABLE_FORMATS) -> tuple[str, ...]:
    """Write a dataset into a folder, whole or not at all; the names of its files. OutputError when that cannot be done."""
    return write_dataset(dataset, folder, formats)


@contextmanager
def _engine(options: Options, model: str | None, workers: int, bounds: Bounds) -> Iterator[Engine]:
    if workers == HERE:
        yield InProcess(options=options, model=model)
        return
    open_nursery(small=False, at_once=False)
    with Pool(options, model, workers=workers, bounds=bounds) as pool:
        yield pool

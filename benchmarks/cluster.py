"""What a run over partitions costs, phase by phase, and how its memory grows beside that of a run in one piece.

Run as `python -m benchmarks.cluster [DOCUMENTS...]`: so many synthetic pages, as of `benchmarks.across`, go through both. Times
are of the processor, of this process alone (shards are read in it, one after the other), so that others on the machine do not
count. Each run is a process of its own, for the peak of its memory.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.queues import Queue
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.pages import page
from extract.document import Options
from pipeline.cluster.mapping import Here
from pipeline.cluster.run import run_across
from pipeline.cluster.shards import Reading
from pipeline.find import Publication, find_publications
from pipeline.folder import LocalFolder
from pipeline.pool.bounds import Bounds
from pipeline.running import run_into

DOCUMENTS = (500, 2_000)
KIBIBYTES_IN_MB = 1_000_000 / 1024
PAGES = "pages"
MILLION = 1_000_000
HOUR = 3600

Costs = dict[str, float]


def main(sizes: Iterable[int]) -> None:
    """Print the costs of both for each number of documents, and what the last says of a million."""
    for documents in sizes:
        with TemporaryDirectory() as name:
            folder = Path(name)
            pages = folder / PAGES
            pages.mkdir()
            for number in range(documents):
                (pages / f"{number}.html").write_bytes(page(number, tables=1))
            piece, parts = (_measured(task, folder) for task in (_in_one_piece, _in_parts))
        print(f"{documents:,} documents")
        print(
            f"  in one piece: {piece['all'] * 1000 / documents:.1f} ms a document, peak memory {piece['memory']:,.0f} MB"
        )
        print(
            f"  in parts:     {parts['all'] * 1000 / documents:.1f} ms a document, peak memory {parts['memory']:,.0f} MB"
        )
        for phase in ("read_shard", "gather", "settle_partition", "pair_up", "revise", "check_partition", "rest"):
            print(f"    {phase:<17} {parts.get(phase, 0.0) * 1000 / documents:6.2f} ms a document")
        print(
            f"  bytes stored: {parts['stored'] / documents:,.0f} a document; dataset {parts['dataset'] / documents:,.0f}"
        )
        spread = parts["all"] - parts["rest"]
        print(
            f"  a million: {spread * MILLION / documents / HOUR:.1f} core hours on the cluster, "
            f"{parts['rest'] * MILLION / documents / HOUR:.1f} on the machine that leads it"
        )


def _measured(task: object, folder: Path) -> Costs:
    context = multiprocessing.get_context("spawn")
    answers: Queue[Costs] = context.Queue()
    process = context.Process(target=_report, args=(task, folder, answers))
    process.start()
    costs = answers.get()
    process.join()
    return costs


def _report(task: object, folder: Path, answers: Queue[Costs]) -> None:
    assert callable(task)
    publications = find_publications([folder / PAGES]).publications
    start = process_time()
    costs: Costs = task(folder, publications)
    costs["all"] = process_time() - start
    costs["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_IN_MB
    costs["rest"] = costs["all"] - sum(costs.get(phase, 0.0) for phase in costs if phase in _Timed.phases)
    answers.put(costs)


def _in_one_piece(folder: Path, publications: tuple[Publication, ...]) -> Costs:
    run_into(folder / "one", publications)
    return {}


def _in_parts(folder: Path, publications: tuple[Publication, ...]) -> Costs:
    mapper = _Timed()
    place = LocalFolder(folder / "many")
    done = run_across(publications, Reading(folder=place, options=Options(), bounds=Bounds()), mapper)
    sizes = {part: float(_bytes(place, part)) for part in (".extract/documents", done.data)}
    return {**mapper.costs, "stored": sizes[".extract/documents"], "dataset": sizes[done.data]}


def _bytes(place: LocalFolder, under: str) -> int:
    return sum((place.path / name).stat().st_size for name in place.names(under, ""))


class _Timed(Here):
    """Adds up what the tasks of each phase take."""

    phases = frozenset({"read_shard", "gather", "settle_partition", "pair_up", "revise", "check_partition"})

    def __init__(self) -> None:
        self.costs: Costs = {}

    def map(self, function, tasks, lost=None) -> Iterator:  # type: ignore[no-untyped-def, type-arg]  # noqa: ARG002
        name = getattr(function, "func", function).__name__
        for task in tasks:
            start = process_time()
            result = function(task)
            self.costs[name] = self.costs.get(name, 0.0) + process_time() - start
            yield result


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or DOCUMENTS)

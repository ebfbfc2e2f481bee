"""A run over partitions as the command conducts it: on Dask or here, shown and logged while it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from normalise.across import LEFT_OUT
from normalise.dataset import Severity
from output.formats import DESCRIPTOR
from output.write import OutputError
from pipeline.cluster.across import duckdb_module
from pipeline.cluster.mapping import Here, Mapper, dask_mapper
from pipeline.cluster.run import MOST_FIGURES, ClusterRun, run_across
from pipeline.cluster.shards import Reading
from pipeline.conduct import Ended, Manner, Stopped
from pipeline.find import Search
from pipeline.folder import Folder, LocalFolder
from pipeline.journal import Line, json_log
from pipeline.progress import shown
from pipeline.summary import count_findings, fault_lines, left_out_lines, plural
from pipeline.terminal import visible
from pipeline.web.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Who does the work."""

    dask: bool
    scheduler: str | None = None
    """Address of a Dask scheduler; without one the cluster is made on this machine."""


def conduct_across(search: Search, place: Path | Folder, manner: Manner, cluster: Cluster) -> Ended:
    """Add what was found to the dataset at a place. OutputError when that cannot be done, Stopped on Ctrl-C."""
    if any(isinstance(publication.place, Address) for publication in search.publications):
        raise OutputError(
            "documents on the web are fetched by one machine into a folder; fetch them first, or leave --engine out"
        )
    duckdb_module()  # before the work rather than after it
    folder = LocalFolder(place.resolve()) if isinstance(place, Path) else place
    reading = Reading(
        folder=folder,
        options=replace(manner.options, pictures=False),  # there is no report that would show them
        bounds=manner.bounds,
        model=manner.model,
        workers=min(manner.workers, 1) if cluster.dask and not cluster.scheduler else manner.workers,
    )
    try:
        with (
            json_log(manner.log) as log,
            shown(search.publications, quiet=manner.quiet) as progress,
            _mapper(cluster, manner.workers) as mapper,
        ):

            def tell(line: Line) -> None:
                for listener in (*progress.listeners, *log):
                    listener(line)

            run = run_across(progress, reading, mapper, fresh=manner.fresh, replaces=manner.replaces, tell=tell)
    except KeyboardInterrupt as error:
        said = f"stopped; documents that were read are kept, the dataset in {folder} is as it was"
        raise Stopped(f"{said}. The same command goes on from there") from error
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error}") from error
    return Ended(
        faults=tuple(fault_lines(run.faults, debug=manner.debug)),
        lines=tuple(_lines(run, search, folder)),
        has_errors=run.severities.get(Severity.ERROR, 0) > 0,
    )


@contextmanager
def _mapper(cluster: Cluster, workers: int) -> Iterator[Mapper]:
    if not cluster.dask:
        yield Here()
        return
    with dask_mapper(cluster.scheduler, max(workers, 1)) as mapper:
        yield mapper


def _lines(run: ClusterRun, search: Search, folder: Folder) -> Iterator[str]:
    counts = [
        plural(run.counts["documents"], "document", "documents"),
        plural(run.counts["tables"], "table", "tables"),
        plural(run.counts["figures"], "figure", "figures"),
        plural(run.counts["footnotes"], "footnote", "footnotes"),
    ]
    failed = [f"{len(run.faults)} could not be read"] if run.faults else []
    kept = [f"{run.kept:,} known already and not read again"] if run.kept else []
    yield ", ".join([*counts, *failed, *kept])
    yield from (f"  {visible(note)}" for note in run.notes)
    yield from left_out_lines(run, search)
    yield count_findings(run.severities, accepted=run.accepted)
    if LEFT_OUT:
        yield f"  Not made of a dataset in parts, since they need all documents at once: {', '.join(LEFT_OUT)}"
    if run.without_aliases:
        yield f"  Indicators that may be one were not looked for: there are more than {MOST_FIGURES:,} figures"
    if run.is_new:
        yield f"Written to {folder}: {len(run.counts) - 1} tables as parquet in {run.data}, and {DESCRIPTOR}"
    else:
        yield f"Nothing new: the dataset in {folder} is up to date"

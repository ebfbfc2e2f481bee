"""Who does the tasks of a phase: this process, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from output.write import OutputError

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Result = TypeVar("Result")

DEATHS = 3
"""Workers that a task may take with it before it counts as what kills them."""
IN_HAND = 4
"""Tasks that are handed out for each thread of the cluster: enough that none waits, few enough for the scheduler's memory."""


class ClusterError(OutputError):
    """A cluster that cannot be used, or lost its workers. The message is one sentence."""


class Mapper(Protocol):
    """Does tasks, in any order."""

    def close(self, function: Callable[[], None]) -> None:
        """Call this wherever tasks were done, at the end."""
        ...

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        lost: Callable[[Task], Sequence[Task] | Result] | None = None,
    ) -> Iterator[Result]:
        """The result of each task, which is no list.

        Of a task whose worker died again and again `lost` gives the tasks to split it into, or the result itself; without it
        ClusterError.
        """
        ...


class Here:
    """One task after the other, in this process."""

    def close(self, function: Callable[[], None]) -> None:
        """Here."""
        function()

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        lost: Callable[[Task], Sequence[Task] | Result] | None = None,  # noqa: ARG002 - a worker here is this process
    ) -> Iterator[Result]:
        """In the order of the tasks."""
        return map(function, tasks)


@dataclass(frozen=True, slots=True)
class Killed:
    """What is to be said of a task whose workers died."""

    why: str

    def __str__(self) -> str:
        return self.why


class OnDask:
    """The workers of a Dask cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def close(self, function: Callable[[], None]) -> None:
        """Have every worker end what it keeps between tasks."""
        self._client.run(function)

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        lost: Callable[[Task], Sequence[Task] | Result] | None = None,
    ) -> Iterator[Result]:
        """In the order in which they are done; a task whose worker dies is done again by another.

        A worker that dies makes all tasks suspect that it had in hand. So those that were there too often are done once more at
        the end, each with no other beside it: what then takes its workers along does so itself.
        """
        suspects: list[Task] = []
        for task, answer in self._together(function, tasks):
            if isinstance(answer, Killed):
                suspects.append(task)
            else:
                yield answer
        while suspects:
            task = suspects.pop(0)
            ((_, answer),) = self._together(function, [task])
            if not isinstance(answer, Killed):
                yield answer
                continue
            if lost is None:
                raise ClusterError(f"the cluster lost {DEATHS} workers over one task ({answer}); give them more memory")
            instead = lost(task)
            if isinstance(instead, list):
                suspects = [*instead, *suspects]
            else:
                yield instead  # type: ignore[misc]  # a list is of tasks

    def _together(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | Killed]]:
        """Each task with its result, or that it lost its workers."""
        from distributed import KilledWorker, wait  # noqa: PLC0415  # an extra

        left = iter(tasks)
        given = {self._submit(function, task): task for task in islice(left, self._room())}
        idle = 0
        while given:
            try:
                done = wait([*given], timeout=WAIT, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                idle = 0 if self._client.nthreads() else idle + 1
                if idle == DEATHS:
                    raise ClusterError(
                        "the cluster has no workers left; start some, and give the same command"
                    ) from None
                continue
            for future in done:
                task = given.pop(future)
                try:
                    answer: Result | Killed = future.result()
                except KilledWorker as error:
                    answer = Killed(str(error))
                future.release()
                for each in islice(left, 1):
                    given[self._submit(function, each)] = each
                yield task, answer

    def _submit(self, function: Callable[[Task], Result], task: Task):  # type: ignore[no-untyped-def]
        return self._client.submit(function, task, pure=False)

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values())) * IN_HAND


@contextmanager
def dask_mapper(scheduler: str | None, workers: int) -> Iterator[OnDask]:
    """The workers of a scheduler; without one a cluster of processes on this machine, for as long as it is needed."""
    try:
        import dask  # noqa: PLC0415  # an extra
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError("--engine dask needs Dask: pip install 'beleidscijfers[cluster]'") from error
    with ExitStack() as open_:
        if scheduler is None:
            # A worker starts processes of its own, which one that is a daemon may not.
            settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": DEATHS - 1}
            open_.enter_context(dask.config.set(settings))
            cluster = open_.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=LOOPBACK,
                    worker_dashboard_address=LOOPBACK,
                    silence_logs=CRITICAL,
                )
            )
            client = open_.enter_context(Client(cluster))
        else:
            try:
                client = open_.enter_context(Client(scheduler, timeout=WAIT))
            except (OSError, ValueError) as error:
                raise ClusterError(f"there is no Dask scheduler at {scheduler}: {error}") from error
        yield OnDask(client)


LOOPBACK = "127.0.0.1:0"
"""Where metrics may be asked for: on this machine only."""
CRITICAL = 50
"""The level of logging's `CRITICAL`: what becomes of a worker is ours to say."""
WAIT = 30
"""Seconds in which a scheduler answers."""

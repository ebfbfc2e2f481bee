"""A run as the command conducts it: in workers under limits, shown and logged while it goes on, accounted for and sealed."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from extract.document import Options, UnreadableDocument
from normalise.dataset import Failure
from output.formats import Format
from output.report.texts import Language
from output.write import write_beside
from pipeline.account import FILE as ACCOUNT
from pipeline.account import account, may_write
from pipeline.ahead import loaded_ahead
from pipeline.content import open_publication
from pipeline.engines import Engine, InProcess
from pipeline.find import Search
from pipeline.finished import Seal, marks_of, put_seal, sealed, what_is_given
from pipeline.journal import Journal, Known, json_log
from pipeline.pool.bounds import Bounds
from pipeline.pool.engine import Pool
from pipeline.progress import shown
from pipeline.running import Run, run_into
from pipeline.summary import fault_lines, has_open_errors, plural, run_lines, written_lines
from pipeline.unit import Outcome

if TYPE_CHECKING:
    from pipeline.web.fetch import Web

PASSING = frozenset({Failure.TIMEOUT, Failure.MEMORY, Failure.CRASH})
"""What may go well the next time."""
AS_IT_WAS = "stopped; the dataset is as it was"
HERE = 0
"""The number of workers that means none: documents are read in this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a run goes about it: the options of the command."""

    formats: Sequence[Format]
    report: Language | None
    options: Options
    bounds: Bounds
    workers: int
    model: str | None = None
    replaces: bool = False
    fresh: bool = False
    quiet: bool = False
    debug: bool = False
    log: str | None = None
    as_given: Mapping[str, object] = field(default_factory=dict)
    """The options of the command as they stand in its account."""


class Stopped(Exception):
    """Somebody stopped the run. The message says what is kept, and how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a run that came to its end has to say."""

    faults: Sequence[str]
    lines: Sequence[str]
    has_errors: bool
    """Whether a finding that nobody accepted is an error."""


def conduct(search: Search, folder: Path, manner: Manner, web: AbstractContextManager[Web | None]) -> Ended:
    """Add what was found to the dataset in a folder. OutputError when that cannot be done, Stopped on Ctrl-C."""
    began = datetime.now(UTC)
    given = what_is_given(search.publications, manner.options, _decisions(search, manner))
    seal = None if manner.fresh else sealed(folder, given)
    if seal is not None and (not seal.passing or _fails_again(seal, search, manner)):
        known = plural(seal.documents, "document", "documents")
        lines = (f"Nothing new: {known} known already, and the dataset in {folder} is up to date", *seal.lines)
        return Ended(faults=seal.faults, lines=lines, has_errors=seal.has_errors)
    journal, ended = Journal(), None

    def finish(run: Run) -> None:
        nonlocal ended
        ended = _ended(run, search, folder, debug=manner.debug)
        if may_write(folder / ACCOUNT):
            write_beside(folder, ACCOUNT, account(run, journal, manner.as_given, began, datetime.now(UTC)))
        if given is not None:
            put_seal(folder, _seal(given, run, ended, folder))

    try:
        with (
            web as client,
            terminated_as_interrupted(),
            json_log(manner.log) as log,
            shown(search.publications, quiet=manner.quiet) as progress,
            _engine(manner) as engine,
        ):
            journal.listeners = (*progress.listeners, *log)
            run_into(
                folder,
                progress,
                manner.formats,
                manner.options,
                client,
                fresh=manner.fresh,
                replaces=manner.replaces,
                model=manner.model,
                report=manner.report,
                engine=engine,
                journal=journal,
                finish=finish,
            )
    except KeyboardInterrupt as error:
        raise Stopped(_what_is_kept(journal)) from error
    assert ended is not None
    return ended


def _decisions(search: Search, manner: Manner) -> tuple[str, ...]:
    """What else decides what a run gives and says."""
    chosen = (
        manner.formats,
        manner.report,
        manner.model,
        manner.replaces,
        manner.bounds,
        search.passed_over,
        search.faults,
    )
    return tuple(map(repr, chosen))


@contextmanager
def _engine(manner: Manner) -> Iterator[Engine]:
    if manner.workers == HERE:
        yield InProcess(options=manner.options, model=manner.model)
        return
    with (
        Pool(manner.options, manner.model, workers=manner.workers, bounds=manner.bounds) as pool,
        loaded_ahead(manner.formats, report=manner.report is not None),
    ):
        yield pool


@contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM stops a run as Ctrl-C does; only the main thread may say so."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _ended(run: Run, search: Search, folder: Path, *, debug: bool) -> Ended:
    return Ended(
        faults=tuple(fault_lines(run.faults, debug=debug)),
        lines=(*run_lines(run, search), *written_lines(run.dataset, run.files, folder)),
        has_errors=has_open_errors(run.dataset),
    )


def _seal(given: str, run: Run, ended: Ended, folder: Path) -> Seal:
    return Seal(
        given=given,
        files=marks_of(folder, run.files),
        documents=len(run.dataset.documents),
        lines=[*ended.lines[1:-1]],
        faults=[*ended.faults],
        has_errors=ended.has_errors,
        passing={fault.source: fault.sentence for fault in run.faults if fault.failure in PASSING},
    )


def _fails_again(seal: Seal, search: Search, manner: Manner) -> bool:
    """Whether all documents that might do better this time fail as before; False too where they have to be looked for."""
    again = [each for each in search.publications if each.source in seal.passing]
    if len(again) < len(seal.passing):  # some are in an archive
        return False
    try:
        with terminated_as_interrupted(), shown(again, quiet=manner.quiet) as progress, _engine(manner) as engine:
            journal = Journal(progress.listeners)
            contents = (open_publication(each, manner.options.limits) for each in progress)
            return all(_fails_as_before(outcome, seal, journal) for outcome in engine.outcomes(contents))
    except UnreadableDocument:
        return False
    except KeyboardInterrupt as error:
        raise Stopped(AS_IT_WAS) from error


def _fails_as_before(outcome: Outcome, seal: Seal, journal: Journal) -> bool:
    journal.read(outcome)
    return outcome.fault is not None and outcome.fault.sentence == seal.passing.get(outcome.fault.source)


def _what_is_kept(journal: Journal) -> str:
    kept = journal.statuses.total() - journal.statuses[Known.TWIN]
    if not kept:
        return AS_IT_WAS
    read = plural(kept, "document that was read is", "documents that were read are")
    return f"{AS_IT_WAS}, and {read} kept: the same command goes on from there"

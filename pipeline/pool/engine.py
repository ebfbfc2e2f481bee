"""The engine that reads documents in processes of their own: as many at a time as there are workers.

A document that takes too long, or too much memory, is ended from outside with its process, and so is nobody else's. One
that brings down a process which had done others before gets a second chance in a new one: what those left behind may
have been the cause. A page that takes too long is left out, and the document is read anew without it.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from typing import NamedTuple

from extract.document import Options, UnreadableDocument
from normalise.dataset import Failure
from pipeline.archive import Unpacked
from pipeline.content import Content
from pipeline.find import Fault
from pipeline.pool.bounds import Bounds, Verdict, died, out_of_memory
from pipeline.pool.staff import Member
from pipeline.pool.watch import Watch
from pipeline.pool.worker import Entry, Job, Sign, Unit, open_archives, read_documents, send_job
from pipeline.unit import LostDocument, Outcome, Spent, failed, work

RENEWED_AFTER = 500
"""Documents that a worker reads: libraries in C keep some of what they were given."""
GROWN = 2
"""A worker that keeps half of the memory allowed is renewed, so that the next document has all of it."""


class _Task(NamedTuple):
    """A document in hand."""

    job: Job
    used: float = 0.0
    """Seconds that it had before, when it is tried again."""
    again: bool = False
    """Whether it brought down a process before; it gets a new one."""


class _Answer(NamedTuple):
    spent: Spent
    outcome: bytes


class Pool:
    """The engine. To be closed, which ends all of its processes."""

    def __init__(
        self, options: Options, model: str | None = None, *, workers: int, bounds: Bounds, unit: Unit = work
    ) -> None:
        """Nothing is started yet; `unit` is what is done with each document."""
        self._options = options
        self._model = model
        self._workers = workers
        self._bounds = bounds
        self._unit = unit
        self._idle: list[Member] = []
        self._busy: dict[Member, _Task] = {}
        self._again: deque[_Task] = deque()
        self._opener: Member | None = None
        self._watch = Watch(bounds)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; documents in hand are dropped."""
        self._watch.close()
        for member in self._members():
            member.end()
        self._idle, self._opener = [], None
        self._busy.clear()

    def outcomes(self, contents: Iterable[Content]) -> Iterator[Outcome]:
        """What came of each document, in the order in which they are done."""
        tasks = (_Task(Job(content=content, options=self._options, model=self._model)) for content in contents)
        ready = next(tasks, None)
        while ready or self._again or self._busy:
            if self._again and self._has_room():
                self._give(self._again.popleft())
            elif ready and self._has_room():
                self._give(ready)
                ready = next(tasks, None)
            else:
                for member in self._answering():
                    task = self._busy.pop(member)
                    answer = _hear(member)
                    self._release(member, answer)
                    if ready and self._has_room():  # first of all the next one: to read an answer takes time
                        self._give(ready)
                        ready = None
                    outcome = self._outcome(member, task, answer)
                    if outcome is not None:
                        yield outcome
                    ready = ready or next(tasks, None)

    def unpack(self, content: Content) -> Iterator[Unpacked]:
        """The entries of an archive, opened by a process of its own, which has the time of a document for each."""
        opener = self._begin_archive(content)
        entry: Entry = Sign.NEXT
        try:
            while not isinstance(entry := self._next_entry(opener), Sign | UnreadableDocument):
                yield entry
        finally:
            if not isinstance(entry, Sign | UnreadableDocument):  # nobody wants the rest of it
                self._dismiss(opener)
        if isinstance(entry, UnreadableDocument):
            raise entry
        if entry is Sign.ITSELF:
            yield content

    def _members(self) -> Iterator[Member]:
        yield from (*self._idle, *self._busy)
        if self._opener:
            yield self._opener

    def _has_room(self) -> bool:
        return len(self._busy) < self._workers

    def _hire(self, task: Callable[..., None] = read_documents, *arguments: object) -> Member:
        member = Member(task, self._bounds.memory, *arguments)
        self._watch.over((*self._members(), member))
        return member

    def _give(self, task: _Task) -> None:
        member = self._idle.pop() if self._idle and not task.again else self._hire(read_documents, self._unit)
        self._busy[member] = task
        member.begin(task.used)
        with suppress(OSError):  # it was ended from outside while it had nothing to do: it will not answer
            send_job(member.link, task.job)

    def _answering(self) -> list[Member]:
        """Workers that have said something or are gone; this waits until there is one."""
        heard = set(wait([end for member in self._busy for end in (member.link, member.process.sentinel)]))
        return [member for member in self._busy if not heard.isdisjoint((member.link, member.process.sentinel))]

    def _release(self, member: Member, answer: _Answer | None) -> None:
        """Let a worker go on with others, if it can; end it otherwise."""
        member.rest()
        if answer is not None and member.verdict is None:  # the watch may have ended it while it gave its answer
            member.done += 1
            if member.done < RENEWED_AFTER and answer.spent.memory * GROWN < self._bounds.memory:
                self._idle.append(member)
                return
        member.end()
        self._watch.over(self._members())

    def _outcome(self, member: Member, task: _Task, answer: _Answer | None) -> Outcome | None:
        """What came of a document; None when it is to be tried again."""
        if answer is None:
            return self._lost(member, task)
        outcome: Outcome = pickle.loads(answer.outcome)  # noqa: S301 - our own process wrote it
        if outcome.failure is Failure.MEMORY:  # it came to the second net
            return self._given_up(member, task, out_of_memory(self._bounds), alone=member.done == 1)
        return replace(outcome, spent=replace(answer.spent, memory=max(answer.spent.memory, member.peak)))

    def _lost(self, member: Member, task: _Task) -> Outcome | None:
        """What came of a document whose process is gone; None when it is to be tried again."""
        verdict = member.verdict or died(member.process.exitcode)
        drawn = -member.board.page  # whatever ended it while it drew a page, that picture is all that it may cost
        if member.slow_page or drawn > 0:
            options = task.job.options
            without = (
                replace(options, undrawn=options.undrawn | {drawn})
                if drawn > 0
                else replace(options, left_out=options.left_out | {member.slow_page})
            )
            self._again.append(task._replace(job=replace(task.job, options=without), used=member.seconds))
            return None
        return self._given_up(member, task, verdict, alone=verdict.failure is not Failure.CRASH and not member.done)

    def _given_up(self, member: Member, task: _Task, verdict: Verdict, *, alone: bool) -> Outcome | None:
        """A failed document; None when it is to be tried again: it may not have been its own fault, unless it was `alone`."""
        if not (alone or task.again or verdict.failure is Failure.TIMEOUT):
            self._again.append(task._replace(used=member.seconds, again=True))
            return None
        content = task.job.content
        where = f" (it was at page {member.board.page})" if member.board.page else ""
        fault = Fault(source=content.source, sentence=verdict.sentence, failure=verdict.failure, where=where)
        spent = Spent(seconds=member.seconds, memory=member.peak)
        return replace(failed(content.document_id, len(content.data), fault), spent=spent)

    def _begin_archive(self, content: Content) -> Member:
        if self._opener is None:
            self._opener = self._hire(open_archives)
        self._opener.begin()
        with suppress(OSError):
            send_job(self._opener.link, Job(content=content, options=self._options))
        return self._opener

    def _next_entry(self, opener: Member) -> Entry:
        opener.begin()
        entry = _ask(opener)
        opener.rest()
        if entry is not None:
            return entry
        self._dismiss(opener)
        verdict = opener.verdict or died(opener.process.exitcode)
        return LostDocument(verdict.sentence, verdict.failure)

    def _dismiss(self, opener: Member) -> None:
        opener.end()
        self._opener = None
        self._watch.over(self._members())


def _hear(member: Member) -> _Answer | None:
    """What a worker says of its document; None when it is gone."""
    try:
        if not member.link.poll():
            return None
        return _Answer(member.link.recv(), member.link.recv_bytes())
    except (EOFError, OSError):
        return None


def _ask(opener: Member) -> Entry | None:
    """The next entry of an archive; None when the process is gone."""
    try:
        opener.link.send(Sign.NEXT)
        wait([opener.link, opener.process.sentinel])
        if not opener.link.poll():
            return None
        entry: Entry = opener.link.recv()
    except (EOFError, OSError):
        return None
    return entry

"""The cues and vetoes of the vocabulary, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.patterns import Pattern, compile_pattern
from normalise.vocabulary import entries, whole, word, words

CUES, VETOES = "ambitions", "ambitions_vetoes"
NEED = "noodzaak"


class SpanOf(Enum):
    """Which words of its clause a cue makes the ambition."""

    CLAUSE = "clause"
    AFTER = "after"
    EACH = "each"
    """From the mark on where several aims stand there (`afspraken over het … en het …`), else the whole clause."""
    SUBJECT = "subject"
    """Up to the reason that is given; of a subject behind the verb the subject alone."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make a clause an ambition, if what it needs is there too."""

    name: str
    pattern: Pattern
    span: SpanOf
    strength: int
    tense: str
    """`present`; `perfect` or `any` where it may also speak of what was done."""
    needs: tuple[str, ...]
    form: str | None
    """The form that it gives its ambition; a `norm` only where something is counted."""
    status: str | None
    actor: str
    """Where the actor stands: `subject`, `phrase` (behind door, met, voor), `none` (who agrees need not be who acts)."""


@dataclass(frozen=True, slots=True)
class Veto:
    """Words that keep a clause from being an ambition."""

    name: str
    pattern: Pattern
    unless: Pattern | None
    weak: bool
    """It holds only against clauses that have no cue of their own."""

    def holds(self, line: Line) -> bool:
        """Whether a line says so."""
        return self.pattern.search(line) is not None and (self.unless is None or self.unless.search(line) is None)


@cache
def cues() -> tuple[Cue, ...]:
    """All cues in the order of the vocabulary."""
    return tuple(
        Cue(
            name=word(entry, "name") or "",
            pattern=compile_pattern(word(entry, "pattern") or "", CUES),
            span=SpanOf(word(entry, "span") or "clause"),
            strength=whole(entry, "strength") or 2,
            tense=word(entry, "tense") or "present",
            needs=words(entry, "needs"),
            form=word(entry, "form"),
            status=word(entry, "status"),
            actor=word(entry, "actor") or "subject",
        )
        for entry in entries(CUES, "cue")
    )


@cache
def vetoes() -> tuple[Veto, ...]:
    """All vetoes."""
    return tuple(
        Veto(
            name=word(entry, "name") or "",
            pattern=compile_pattern(word(entry, "pattern") or "", VETOES),
            unless=compile_pattern(unless, VETOES) if (unless := word(entry, "unless")) else None,
            weak=word(entry, "scope") == "weak",
        )
        for entry in entries(VETOES, "veto")
    )


@cache
def _cues_by_word() -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    return _by_word([cue.pattern for cue in cues()])


@cache
def _vetoes_by_word() -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    return _by_word([veto.pattern for veto in vetoes()])


def _by_word(patterns: Sequence[Pattern]) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """The places of patterns by the words of which a line must have one, and those that any line may match."""
    found: dict[str, list[int]] = {}
    for at, pattern in enumerate(patterns):
        for anchor in pattern.anchors:
            found.setdefault(anchor, []).append(at)
    always = tuple(at for at, pattern in enumerate(patterns) if not pattern.anchors)
    return {anchor: tuple(places) for anchor, places in found.items()}, always


def _likely(line: Line, index: tuple[dict[str, tuple[int, ...]], tuple[int, ...]]) -> list[int]:
    by_word, always = index
    return sorted({*always, *(at for key in by_word.keys() & line.keys for at in by_word[key])})


def likely_cues(line: Line) -> list[Cue]:
    """The cues that a line may hold, in the order of the vocabulary."""
    return [cues()[at] for at in _likely(line, _cues_by_word())]


def likely_vetoes(line: Line) -> list[Veto]:
    """The vetoes that a line may hold."""
    return [vetoes()[at] for at in _likely(line, _vetoes_by_word())]

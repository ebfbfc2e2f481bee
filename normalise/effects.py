"""Effects: what a footnote says of the figures that it bears on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalise.dataset import NoteEffect, ObsStatus
from normalise.note_years import Years, claimed_years
from normalise.text import fold, straighten
from normalise.vocabulary import Entry, entries, flag, parts, word
from normalise.wordlists import named_pattern

VOCABULARY = "note_effects"

# A note's clauses; a point ends one only before a capital, since `e.v.` and `incl.` have points too.
CLAUSE_END = re.compile(r"[;()\[\]]|(?<=[\w%])\.\s+(?=[A-Z])|\.$")
# `geen trendbreuk`, `niet langer voorlopig`; a word or two may stand between.
NEGATION = re.compile(
    r"\b(?:niet|geen|zonder|evenmin|noch)\s+(?:(?:meer|langer|echt|een|sprake|van|de|duidelijke|grote)\s+){0,4}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReading:
    """What one note says."""

    effect: NoteEffect
    obs_status: ObsStatus | None
    """The status that the note gives its figures; None where it gives none."""
    period_from: str | None
    """The first year that the claim speaks of; None where it is open."""
    period_to: str | None


@dataclass(frozen=True, slots=True)
class EffectRule:
    """One rule of `note_effects.toml`."""

    name: str
    effect: NoteEffect
    status: ObsStatus | None
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    negatable: bool

    def finds(self, clause: str) -> bool:
        """Whether one of the rule's patterns stands in a folded clause, and nothing takes it back."""
        if self.unless is not None and self.unless.search(clause):
            return False
        hits = (hit for pattern in self.patterns for hit in pattern.finditer(clause))
        return any(not (self.negatable and NEGATION.search(clause[: hit.start()])) for hit in hits)


@lru_cache(maxsize=1)
def effect_rules() -> tuple[EffectRule, ...]:
    """The rules in the order in which they decide."""
    return tuple(map(_read_rule, entries(VOCABULARY, "rule")))


def _read_rule(entry: Entry) -> EffectRule:
    status, unless = word(entry, "status"), word(entry, "unless")
    return EffectRule(
        name=word(entry, "name") or "",
        effect=NoteEffect(word(entry, "effect") or ""),
        status=ObsStatus(status) if status else None,
        patterns=tuple(named_pattern(VOCABULARY, word(part, "says") or "") for part in parts(entry, "pattern")),
        unless=named_pattern(VOCABULARY, unless) if unless else None,
        negatable=flag(entry, "negatable", default=True),
    )


def _clauses(text: str) -> tuple[str, ...]:
    parts = (fold(part) for part in CLAUSE_END.split(straighten(text)))
    return tuple(part for part in parts if part)


def match_rule(text: str) -> tuple[EffectRule, str] | None:
    """The rule that decides for a note, and the clause in which it does; None where no rule fits."""
    clauses = _clauses(text)
    for rule in effect_rules():
        for clause in clauses:
            if rule.finds(clause):
                return rule, clause
    return None


@lru_cache(maxsize=4096)
def read_effect(text: str) -> NoteReading:
    """What a footnote says: its effect, the status it gives, and the years that it speaks of.

    >>> reading = read_effect("Voor 2020 e.v. gelden nieuwe prestatieafspraken.")
    >>> reading.effect.value, reading.obs_status, reading.period_from, reading.period_to
    ('break', <ObsStatus.BREAK: 'B'>, '2020', None)
    """
    found = match_rule(text)
    if found is None:
        return _reading(NoteEffect.OTHER, None, claimed_years(_clauses(text), None, changes=False))
    rule, clause = found
    if rule.effect is NoteEffect.SOURCE:
        return _reading(rule.effect, rule.status, Years(None, None))
    changes = rule.effect in (NoteEffect.BREAK, NoteEffect.DEFINITION)
    return _reading(rule.effect, rule.status, claimed_years(_clauses(text), clause, changes=changes))


def _reading(effect: NoteEffect, status: ObsStatus | None, years: Years) -> NoteReading:
    return NoteReading(effect=effect, obs_status=status, period_from=years.first, period_to=years.last)

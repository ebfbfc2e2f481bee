"""Clauses without a parser: the finite verb, the tense, and where a sentence falls into clauses of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from normalise.language.ambitions.lines import NUMERAL, YEAR, Line
from normalise.language.ambitions.verbs import INFINITIVE, PARTICIPLE, PAST, PRESENT, STEM
from normalise.language.ambitions.wordsets import grammar, word_set

FIRST_PERSON = ("we", "wij", "ik")
AUXILIARIES = frozenset({"zijn", "hebben", "worden", "blijven"})
SHORTEST_PLURAL = 5
"""Letters of the plural of a verb: doen and gaan are known, `geen` and `ten` are none."""
HAVE_BE = frozenset({"zijn", "hebben"})
PLAIN = AUXILIARIES | {"krijgen"}
"""Verbs whose plural is hardly ever a noun or a bare infinitive at the place of a finite verb."""


class Tense(Enum):
    """What the finite verb says of the time."""

    PRESENT = "present"
    PAST = "past"
    PERFECT = "perfect"
    NONE = "none"
    """No finite verb: a noun phrase or an infinitive."""


@dataclass(frozen=True, eq=False)
class Clause:
    """A run of a sentence with (at most) one main verb; `first` is the place of its line in that of the sentence."""

    line: Line
    first: int

    @cached_property
    def finite(self) -> int | None:
        """The place of the finite verb of the main clause; None where there is none."""
        start = self._behind_front()
        return next((at for at in range(start, len(self.line)) if self._is_finite(at, start)), None)

    @cached_property
    def auxiliary(self) -> str:
        """The infinitive of the finite verb; empty where there is none."""
        if self.finite is None:
            return ""
        # a plural that the lemmatizer took for a noun: hangen (hang)
        return self.line.lemma(self.finite) if self.line.letters(self.finite) else self.line.form(self.finite)

    @cached_property
    def front(self) -> Line:
        """What stands before the finite verb; the first word where there is none."""
        return self.line.part(0, self.finite or 1)

    def _behind_front(self) -> int:
        """Behind a subordinate clause that the sentence opens with: `Om … te laten dalen gaan`, `Wie … is, wordt`."""
        if self.line.form(0) not in grammar("clauses", "subordinators"):
            return 0
        comma = next((at for at in range(1, len(self.line)) if self.line.form(at) == ","), None)
        if comma is not None:
            return comma + 1
        if self.line.form(0) != "om":
            return 0
        to = next((at for at in range(1, len(self.line)) if self.line.form(at) == "te"), None)
        return 0 if to is None else self._behind_infinitives(to + 1)

    def _behind_infinitives(self, at: int) -> int:
        while self.line.lemma(at) in grammar("verbs", "governors") and INFINITIVE in self.line.letters(at + 1):
            at += 1
        return at + 1

    def _is_finite(self, at: int, start: int) -> bool:
        letters, before, behind = self.line.letters(at), self.line.form(at - 1), self.line.form(at + 1)
        if self._is_plural_by_place(at, start):
            return True
        if STEM in letters:
            return "ik" in (before, behind)
        if PRESENT not in letters and PAST not in letters:
            return False
        if behind in FIRST_PERSON:
            return True
        if at > start and (
            self._is_noun(before, letters) or (before in grammar("clauses", "relatives") and at > start + 1)
        ):
            return False
        if self._in_relative(at, start):
            return False
        if INFINITIVE in letters and self.line.lemma(at) not in grammar("verbs", "modals") | PLAIN:
            return start < at < len(self.line) - 1 and behind not in ("van", ",", "en")
        return True

    def _is_plural_by_place(self, at: int, start: int) -> bool:
        """A plural that the lemmatizer takes for a noun, where a verb must stand: `hangen we`, `in 2030 stromen`."""
        form, behind = self.line.form(at), self.line.form(at + 1)
        if not form.endswith("en") or len(form) < SHORTEST_PLURAL or form in grammar("nouns", "prepositions"):
            return False
        return behind in ("we", "wij") or (at == start + 2 and YEAR in self.line.letters(start + 1))

    def _is_noun(self, before: str, letters: str) -> bool:
        if before in grammar("nouns", "subjects") and INFINITIVE not in letters:
            return False
        return before in grammar("nouns", "markers")

    def _in_relative(self, at: int, start: int) -> bool:
        """Whether a word stands in a clause such as `die …`, `waarin …` that has no comma behind it yet."""
        opened = False
        for place in range(start + 1, at):
            form = self.line.form(place)
            if form in grammar("clauses", "relatives") and (
                form not in ("die", "dat", "wie", "of") or place > start + 1
            ):
                opened = True
            elif opened and (form == "," or self._ends_relative(place)):
                opened = False
        return opened

    def _ends_relative(self, place: int) -> bool:
        """Whether a relative clause ends here without a comma: its verb, and behind it another one."""
        letters = self.line.letters(place)
        return (PRESENT in letters or PARTICIPLE in letters) and PRESENT in self.line.letters(place + 1)

    @cached_property
    def tense(self) -> Tense:
        """The tense of the main verb."""
        if self.finite is None:
            return Tense.NONE
        letters = self.line.letters(self.finite)
        if PAST in letters and not {PRESENT, STEM} & set(letters):
            return Tense.PAST
        if self.auxiliary in HAVE_BE and self._has_participle(apart=grammar("verbs", "states")):
            return Tense.PERFECT
        return Tense.PRESENT

    def _has_participle(self, apart: frozenset[str] = frozenset()) -> bool:
        """Whether a participle belongs to the finite verb, other than some."""
        assert self.finite is not None
        at = self.finite + 1
        while at < len(self.line):
            form = self.line.form(at)
            if form in (";", ":", "te", "dat") or (
                form in grammar("clauses", "subordinators") and form not in ("nu", "wie")
            ):
                return False
            if PARTICIPLE in self.line.letters(at) and form not in apart:
                return True
            at = self._behind_relative(at) if form in grammar("clauses", "relatives") else at + 1
        return False

    def _behind_relative(self, at: int) -> int:
        """Behind the verb of a relative clause: `meldingen die binnenkomen`."""
        at += 1
        while at < len(self.line) and not {PRESENT, PAST} & set(self.line.letters(at)):
            at += 1
        return at + 1

    @cached_property
    def passive(self) -> bool:
        """Whether the clause is a passive in the present: `wordt … gevoerd`, `verkend wordt`."""
        if self.auxiliary != "worden":
            return False
        return self._has_participle() or (self.finite == 1 and PARTICIPLE in self.line.letters(0))

    @cached_property
    def verb(self) -> str:
        """The lemma of the verb that carries the meaning: behind a modal or auxiliary the infinitive or participle."""
        if self.finite is None:
            places = (at for at in range(len(self.line)) if INFINITIVE in self.line.letters(at))
            return next((self.line.lemma(at) for at in places), "")
        if self.auxiliary in grammar("verbs", "modals") | AUXILIARIES:
            for at in (*range(len(self.line) - 1, self.finite, -1), 0):
                if {INFINITIVE, PARTICIPLE} & set(self.line.letters(at)) and self.line.lemma(at) not in AUXILIARIES:
                    return self.line.lemma(at)
        return self.auxiliary

    @cached_property
    def compounds(self) -> frozenset[str]:
        """Separable verbs whose two halves stand apart: `loopt … op`, `brengen … terug`, `terug te dringen`."""
        particles, line = grammar("verbs", "particles"), self.line
        parted = {
            line.form(at) + line.lemma(at + 2)
            for at in range(len(line) - 2)
            if line.form(at + 1) == "te" and line.form(at) in particles and INFINITIVE in line.letters(at + 2)
        }
        if self.finite is None:
            return frozenset(parted)
        return frozenset(parted) | {
            line.form(at) + self.auxiliary
            for at in range(self.finite + 1, len(line))
            if line.form(at) in particles and (at == self.finite + 1 or self._closes(at))
        }

    def _closes(self, at: int) -> bool:
        """Whether a particle stands where its verb's clause ends."""
        behind = self.line.form(at + 1)
        return not behind[:1].isalnum() or behind in grammar("verbs", "behind_particle")

    def says(self, verbs: frozenset[str]) -> bool:
        """Whether the verb that carries the meaning, whole or in two halves, is one of these."""
        return self.verb in verbs or not self.compounds.isdisjoint(verbs)

    def has(self, *words: str) -> bool:
        """Whether a form or a lemma of the clause is one of these."""
        return not self.line.keys.isdisjoint(words)


def split_clauses(line: Line) -> Iterator[Clause]:
    """The clauses of a sentence that stand on their own: at a semicolon, and at `, maar` or `, en` before a finite verb."""
    first = 0
    for at in range(1, len(line) - 1):
        if _is_border(line, at, first):
            yield Clause(line.part(first, at), first)
            first = at + 1
    yield Clause(line.part(first, len(line)), first)


def _is_border(line: Line, at: int, first: int) -> bool:
    mark, opening = line.form(at), line.form(at + 1)
    if mark == ":":
        return (
            Clause(line.part(first, at), first).finite is not None
            and Clause(line.part(at + 1, len(line)), 0).finite is not None
        )
    if mark != ",":
        return mark == ";"
    if opening not in grammar("clauses", "openings"):
        return False
    rest, before = Clause(line.part(at + 2, len(line)), at + 2), Clause(line.part(first, at), first)
    if opening == "waarvan":
        return has_number(rest.line)
    if before.finite is None or rest.finite is None:
        return False
    return opening != "en" or (has_number(before.line) and has_number(rest.line))


def has_number(line: Line) -> bool:
    """Whether a number that is no year, or a part such as `een kwart`, stands in a line."""
    return any(NUMERAL in letters for _, _, letters in line.words) or word_set("values", "parts").within(line)

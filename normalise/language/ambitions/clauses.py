"""Clauses without a parser: the finite verb, the tense, and where a sentence falls into clauses of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from normalise.language.ambitions.lines import NUMERAL, Line
from normalise.language.ambitions.verbs import INFINITIVE, PARTICIPLE, PAST, PRESENT, STEM
from normalise.language.ambitions.wordsets import word_set

SUBORDINATORS = frozenset(
    {"om", "als", "wanneer", "indien", "omdat", "doordat", "hoewel", "nu", "zodra", "wie", "zolang", "aangezien", "terwijl", "met"}
)  # fmt: skip
RELATIVE = frozenset(
    {"die", "waar", "waarin", "waarbij", "waarmee", "waarvan", "waardoor", "waarop", "waaraan", "waarvoor", "wie", "dat",
     "zodat", "omdat", "of", "hoe", "wat", "welke", "hetgeen", "waarover", "waaronder", "waarna", "zoals", "waarom"}
)  # fmt: skip
NOUN_MARKERS = frozenset(
    {"de", "het", "een", "geen", "te", "van", "voor", "met", "door", "bij", "onze", "ons", "hun", "zijn", "deze", "dit", "elk",
     "elke", "iedere", "ieder", "per", "aan", "tegen", "naar", "over", "tot", "tussen", "uw", "mijn", "alle", "meer", "minder"}
)  # fmt: skip
"""Behind these a form that could be a verb is a noun (`de inzet`, `het werk`) or an infinitive (`te werken`)."""

BEHIND_PARTICLE = frozenset({"van", "naar", "tot", "met", "door", "om", "en", "voor", "in", "bij", "aan", "op", "dat"})
GOVERNORS = frozenset(
    {"laten", "kunnen", "willen", "blijven", "gaan", "helpen", "leren", "doen", "komen", "worden", "hebben", "zijn"}
)
"""Verbs that another infinitive belongs to: `te laten dalen`."""
MODALS = frozenset({"moeten", "zullen", "willen", "kunnen", "mogen", "gaan", "dienen", "behoren", "horen", "hoeven"})
HAVE_BE = frozenset({"zijn", "hebben"})
STATES = frozenset(
    {"gericht", "vereist", "gewenst", "geboden", "bekend", "bereid", "bedoeld", "gebaat", "betrokken", "verplicht", "gerechtigd", "beperkt", "verbonden"}
)  # fmt: skip
"""Participles that say what is, not what was done: `is gericht op`."""


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

    def _behind_front(self) -> int:
        """Behind a subordinate clause that the sentence opens with: `Om … te laten dalen gaan`, `Wie … is, wordt`."""
        if self.line.form(0) not in SUBORDINATORS or self.line.form(0) == "met":
            return 0
        comma = next((at for at in range(1, len(self.line)) if self.line.form(at) == ","), None)
        if comma is not None:
            return comma + 1
        if self.line.form(0) != "om":
            return 0
        to = next((at for at in range(1, len(self.line)) if self.line.form(at) == "te"), None)
        return 0 if to is None else self._behind_infinitives(to + 1)

    def _behind_infinitives(self, at: int) -> int:
        while self.line.lemma(at) in GOVERNORS and INFINITIVE in self.line.letters(at + 1):
            at += 1
        return at + 1

    def _is_finite(self, at: int, start: int) -> bool:
        letters = self.line.letters(at)
        if STEM in letters:
            return "ik" in (self.line.form(at - 1), self.line.form(at + 1))
        if PRESENT not in letters and PAST not in letters:
            return False
        before = self.line.form(at - 1) if at > start else ""
        if self.line.form(at + 1) in ("we", "wij", "ik"):
            return True
        if before in NOUN_MARKERS and not (before in ("dit", "deze", "het", "zijn") and INFINITIVE not in letters):
            return False
        if before in RELATIVE and at - 1 > start:
            return False
        if self._in_relative(at, start):
            return False
        if INFINITIVE in letters and self.line.lemma(at) not in MODALS | HAVE_BE | {"worden", "blijven", "krijgen"}:
            return at > start and at < len(self.line) - 1 and self.line.form(at + 1) not in ("van", ",", "en")
        return True

    def _in_relative(self, at: int, start: int) -> bool:
        """Whether a word stands in a clause such as `die …`, `waarin …` that has no comma behind it yet."""
        opened = None
        for place in range(start + 1, at):
            form = self.line.form(place)
            if form in RELATIVE and (form not in ("die", "dat", "wie", "of") or place > start + 1):
                opened = place
            elif opened is not None and (form == "," or self._ends_relative(place)):
                opened = None
        return opened is not None

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
        if self.line.lemma(self.finite) in HAVE_BE and self._participle() is not None:
            return Tense.PERFECT
        return Tense.PRESENT

    def _participle(self) -> int | None:
        """The participle that belongs to the finite verb."""
        assert self.finite is not None
        at = self.finite + 1
        while at < len(self.line):
            form = self.line.form(at)
            if form in ("om", ";", ":", "te") or form in SUBORDINATORS - {"met", "nu", "wie"}:
                return None
            if PARTICIPLE in self.line.letters(at) and form not in STATES:
                return at
            at = self._behind_relative(at) if form in RELATIVE else at + 1
        return None

    def _behind_relative(self, at: int) -> int:
        """Behind the verb of a relative clause: `meldingen die binnenkomen`."""
        at += 1
        while at < len(self.line) and not {PRESENT, PAST} & set(self.line.letters(at)):
            at += 1
        return at + 1

    @cached_property
    def passive(self) -> bool:
        """Whether the clause is a passive in the present: `wordt … gevoerd`."""
        return (
            self.finite is not None
            and self.line.lemma(self.finite) == "worden"
            and (self._participle() is not None or (self.finite == 1 and PARTICIPLE in self.line.letters(0)))
        )

    @cached_property
    def verb(self) -> str:
        """The lemma of the verb that carries the meaning: behind a modal or auxiliary the infinitive or participle."""
        if self.finite is None:
            return next(
                (self.line.lemma(at) for at in range(len(self.line)) if INFINITIVE in self.line.letters(at)), ""
            )
        own = self.line.lemma(self.finite)
        if own in MODALS | HAVE_BE | {"worden", "blijven"}:
            for at in (*range(len(self.line) - 1, self.finite, -1), 0):
                letters, lemma = self.line.letters(at), self.line.lemma(at)
                if (INFINITIVE in letters or PARTICIPLE in letters) and lemma not in HAVE_BE | {"worden", "blijven"}:
                    return lemma
        return own

    @cached_property
    def compounds(self) -> frozenset[str]:
        """Separable verbs whose two halves stand apart: `loopt … op`, `brengen … terug`, `terug te dringen`."""
        particles, line = word_set("particles", "words"), self.line
        parted = {
            line.form(at) + line.lemma(at + 2)
            for at in range(len(line) - 2)
            if line.form(at + 1) == "te" and particles.at(line, at) and INFINITIVE in line.letters(at + 2)
        }
        if self.finite is None:
            return frozenset(parted)
        own = line.lemma(self.finite)
        return frozenset(parted) | frozenset(
            line.form(at) + own
            for at in range(self.finite + 1, len(line))
            if particles.at(line, at) and (at == self.finite + 1 or self._closes(at))
        )

    def _closes(self, at: int) -> bool:
        """Whether a particle stands where its verb's clause ends."""
        behind = self.line.form(at + 1)
        return not behind or not behind[0].isalnum() or behind in BEHIND_PARTICLE

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
    if line.form(at) == ";":
        return True
    if line.form(at) != "," or line.form(at + 1) not in ("maar", "terwijl", "waarvan", "en"):
        return False
    rest, before = Clause(line.part(at + 2, len(line)), at + 2), Clause(line.part(first, at), first)
    if line.form(at + 1) == "waarvan":
        return has_number(rest.line)
    if before.finite is None or rest.finite is None:
        return False
    return line.form(at + 1) != "en" or (has_number(before.line) and has_number(rest.line))


def has_number(line: Line) -> bool:
    """Whether a number that is no year, or a part such as `een kwart`, stands in a line."""
    return any(NUMERAL in letters for _, _, letters in line.words) or word_set("values", "parts").find(line) is not None

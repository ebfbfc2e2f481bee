"""Patterns over the words of a sentence, as the vocabulary writes them.

    mensenhandel*           a word, or a part of one behind a hyphen, that begins so
    *netwerk                a word whose lemma ends so
    crimineel|illegaal      one of these, as printed or as lemma
    a b                     b right after a
    a ~ b                   between them other adjectives of the same noun: "ondermijnende en georganiseerde criminaliteit"
    a .. b                  between them up to four words of the same clause
    a & b                   both in the sentence, in whatever order

Words are compared without capitals and accents. A compound of which the source prints half (`mensen- en drugshandel`)
is completed from the word it shares its end with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from normalise.language.model import Token

ADJECTIVES, WORDS = "~", ".."
FARTHEST = {ADJECTIVES: 5, WORDS: 4}
"""Tokens that each kind of gap may hold."""
# What may stand between an adjective and its noun: more adjectives, "vormen van", a comma, brackets.
BETWEEN = re.compile(r"[,/()&]|en|of|\w+e|\w+e-|vormen?|van|als|ook|w\.o\.|(?:niet-|semi-)?\w+(?:isch|lijk|aal|eel)")
CLAUSE_END = re.compile(r"[.,;:!?]|en|of|maar")
INFLECTION = ("'s", "en", "e", "n", "s")
OPEN_SYLLABLE = re.compile(r"[^aeiou][aeou][bdfgklmnprst]$")  # inbrak(en), benaderbar(e)
SHORTEST_STEM = 3
SHORTEST_HALF = 4
"""Letters that two words must share for one to lend the other its end: `handel` in `mensen- en drugshandel`."""


class PatternError(Exception):
    """A pattern of the vocabulary that says nothing; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to be sought; `groups` are joined by `&`, each a row of words and gaps."""

    source: str
    groups: tuple[tuple[str, ...], ...]

    @property
    def letters(self) -> int:
        """How much of a text it pins down; of two patterns on the same words the one with more is the more specific."""
        return sum(min(map(len, word.replace("*", "").split("|"))) for group in self.groups for word in group)


def compile_pattern(source: str) -> Pattern:
    """The pattern that a line of the vocabulary writes; PatternError where it has no word at an end."""
    groups = tuple(tuple(without_accents(group.lower()).split()) for group in source.split("&"))
    if not all(group and group[0] not in FARTHEST and group[-1] not in FARTHEST for group in groups):
        raise PatternError(f"a pattern needs a word at both ends: {source!r}")
    return Pattern(source, groups)


def alternatives(pattern: Pattern) -> frozenset[str]:
    """The single words and stems that a pattern is made of."""
    return frozenset(
        part for group in pattern.groups for word in group if word not in FARTHEST for part in word.split("|")
    )


class Lexicon:
    """All words and stems of a set of patterns, to be found in a token at once."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        known = frozenset().union(*map(alternatives, patterns))
        self._whole = frozenset(part for part in known if "*" not in part)
        self._begin = frozenset(part for part in known if part.endswith("*") and not part.startswith("*"))
        self._end = frozenset(part for part in known if part.startswith("*") and not part.endswith("*"))
        self._inside = frozenset(part for part in known if part.startswith("*") and part.endswith("*"))
        self._of = lru_cache(maxsize=65_536)(self._held)
        self._starting: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for part in pattern.groups[0][0].split("|"):
                self._starting[part].append(number)
        self._patterns = tuple(patterns)
        self._begins = {len(part) - 1 for part in self._begin}
        self._ends = {len(part) - 1 for part in self._end}

    def read(self, tokens: Sequence[Token]) -> list[frozenset[str]]:
        """For each token the words and stems of the patterns that it holds."""
        found = [self._of(token.norm, token.lemma) for token in tokens]
        for at, token in enumerate(tokens):
            if len(token.norm) > SHORTEST_STEM and token.norm.endswith("-"):
                found[at] |= frozenset().union(*(self._of(word, word) for word in _completed(tokens, at)))
        return found

    def starting(self, held: Sequence[frozenset[str]]) -> list[Pattern]:
        """The patterns whose first word stands among the words and stems that were read, in their order."""
        numbers = {number for parts in held for part in parts for number in self._starting.get(part, ())}
        return [self._patterns[number] for number in sorted(numbers)]

    def _held(self, norm: str, lemma: str) -> frozenset[str]:
        return frozenset(self._parts(without_accents(norm), without_accents(lemma)))

    def _parts(self, norm: str, lemma: str) -> Iterator[str]:
        forms = word_forms(norm, lemma)
        yield from forms & self._whole
        pieces = {norm, *norm.split("-")[1:]}
        yield from ({f"{piece[:length]}*" for piece in pieces for length in self._begins} & self._begin)
        yield from (
            {f"*{form[-length:]}" for form in forms for length in self._ends if length <= len(form)} & self._end
        )
        yield from (part for part in self._inside if part.strip("*") in norm)


def find(pattern: Pattern, held: Sequence[frozenset[str]], tokens: Sequence[Token]) -> tuple[int, ...] | None:
    """The tokens of the first place where a pattern holds, gaps left out; None where it does not."""
    return next(find_all(pattern, held, tokens), None)


def find_all(pattern: Pattern, held: Sequence[frozenset[str]], tokens: Sequence[Token]) -> Iterator[tuple[int, ...]]:
    """The tokens of every place where a pattern holds; of a pattern with `&`, its first group's places each once."""
    others: list[tuple[int, ...]] = []
    for group in pattern.groups[1:]:
        place = next(_places(group, held, tokens), None)
        if place is None:
            return
        others.append(place)
    for place in _places(pattern.groups[0], held, tokens):
        yield tuple(sorted({*place, *(at for other in others for at in other)}))


def _places(
    group: tuple[str, ...], held: Sequence[frozenset[str]], tokens: Sequence[Token]
) -> Iterator[tuple[int, ...]]:
    first = _options(group[0])
    for at, parts in enumerate(held):
        if not parts.isdisjoint(first):
            rest = _follow(group, 1, at + 1, held, tokens)
            if rest is not None:
                yield (at, *rest)


def _follow(
    group: tuple[str, ...], part: int, at: int, held: Sequence[frozenset[str]], tokens: Sequence[Token]
) -> tuple[int, ...] | None:
    """The places of the rest of a group from a token on; None where it does not go on."""
    if part == len(group):
        return ()
    gap = group[part] if group[part] in FARTHEST else None
    word = _options(group[part + 1 if gap else part])
    for place in range(at, min(at + 1 + (FARTHEST[gap] if gap else 0), len(tokens))):
        if not held[place].isdisjoint(word):
            rest = _follow(group, part + (2 if gap else 1), place + 1, held, tokens)
            if rest is not None:
                return (place, *rest)
        if gap == ADJECTIVES and not BETWEEN.fullmatch(tokens[place].norm):
            return None
        if gap == WORDS and CLAUSE_END.fullmatch(tokens[place].norm):
            return None
    return None


@lru_cache(maxsize=4096)
def _options(word: str) -> frozenset[str]:
    return frozenset(word.split("|"))


def word_forms(norm: str, lemma: str) -> frozenset[str]:
    """A word as printed, as lemma, and without the endings of plurals and inflected adjectives.

    >>> sorted(word_forms("benaderbare", "benaderbare") | word_forms("rellen", "rellen"))
    ['benaderbaar', 'benaderbar', 'benaderbare', 'rel', 'rell', 'relle', 'rellen']
    """
    bare = {norm.removesuffix(ending) for ending in INFLECTION if len(norm) - len(ending) >= SHORTEST_STEM}
    spelled = {_spelled(stem) for stem in bare if norm.endswith((f"{stem}e", f"{stem}en"))}
    return frozenset({norm, lemma, *bare, *spelled})


def _spelled(stem: str) -> str:
    """A stem as it is written without its ending: `inbrak` of inbraken is inbraak, `rell` of rellen is rel."""
    if OPEN_SYLLABLE.search(stem):
        return f"{stem[:-2]}{stem[-2] * 2}{stem[-1]}"
    return stem[:-1] if len(stem) > SHORTEST_STEM and stem[-1] == stem[-2] else stem


def _completed(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """The words that a half word can stand for: `mensen-` before `en drugshandel` for `mensenhandel`, among others."""
    start = tokens[at].norm.rstrip("-")
    shared = next(
        (t.norm for t in tokens[at + 1 : at + 6] if t.is_word and t.norm not in ("en", "of") and t.norm[-1] != "-"), ""
    )
    for cut in range(1, len(shared) - SHORTEST_HALF + 1):
        yield start + shared[cut:]


@lru_cache(maxsize=65_536)
def without_accents(text: str) -> str:
    """The text without accents.

    >>> without_accents("financiële cybercafés")
    'financiele cybercafes'
    """
    if text.isascii():
        return text
    return "".join(char for char in normalize("NFD", text) if not combining(char))

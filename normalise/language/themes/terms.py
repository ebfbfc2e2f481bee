"""The words of themes: which terms of the vocabulary stand in a sentence, and for which themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from normalise.language.model import Token
from normalise.language.themes.patterns import Lexicon, Pattern, compile_pattern, find_all
from normalise.vocabulary import entries, flag, word, words


@dataclass(frozen=True, slots=True)
class Term:
    """Words of one theme that behave alike: what they are, and what looks like them but is not."""

    theme: str
    patterns: tuple[Pattern, ...]
    apart_from: tuple[Pattern, ...] = ()
    weak: bool = False
    """The words mean other things too: they count where the section or a sentence nearby is about the theme."""
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a sentence: the theme, and the tokens that say it."""

    theme: str
    tokens: tuple[int, ...]
    letters: int
    weak: bool


@cache
def terms() -> tuple[Term, ...]:
    """All terms of the vocabulary, in the order of its file."""
    return tuple(
        Term(
            theme=word(entry, "theme") or "",
            patterns=tuple(map(compile_pattern, words(entry, "words"))),
            apart_from=tuple(map(compile_pattern, words(entry, "not"))),
            weak=flag(entry, "weak", default=False),
            examples=words(entry, "examples"),
            counters=words(entry, "counters"),
        )
        for entry in entries("theme_terms", "term")
    )


def find_hits(tokens: Sequence[Token]) -> tuple[Hit, ...]:
    """The terms in a sentence. Where one lies within another, the larger says what it means: no `fraude` in `online fraude`."""
    held = _lexicon().read(tokens)
    owners = _owners()
    found = [(term, pattern) for pattern in _lexicon().starting(held) for term in owners.get(pattern, ())]
    hits = [hit for term, pattern in found for hit in _hits(term, pattern, held, tokens)]
    return tuple(hit for hit in hits if not any(_overrules(other, hit) for other in hits))


def _hits(term: Term, pattern: Pattern, held: Sequence[frozenset[str]], tokens: Sequence[Token]) -> list[Hit]:
    places = list(find_all(pattern, held, tokens))
    if places and term.apart_from:
        others = [place for other in term.apart_from for place in find_all(other, held, tokens)]
        places = [place for place in places if not any(set(place) & set(other) for other in others)]
    return [Hit(term.theme, place, pattern.letters, term.weak) for place in places]


def _overrules(one: Hit, other: Hit) -> bool:
    if one.theme == other.theme or one.weak > other.weak:
        return False
    mine, its = set(one.tokens), set(other.tokens)
    return mine > its or (mine == its and one.letters > other.letters)


@cache
def _lexicon() -> Lexicon:
    known = dict.fromkeys(pattern for term in terms() for pattern in (*term.patterns, *term.apart_from))
    return Lexicon(list(known))


@cache
def _owners() -> dict[Pattern, list[Term]]:
    """The terms that each pattern is one of; two themes may share one."""
    found: dict[Pattern, list[Term]] = defaultdict(list)
    for term in terms():
        for pattern in term.patterns:
            found[pattern].append(term)
    return dict(found)

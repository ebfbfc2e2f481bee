"""How a sentence points back to what was said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from normalise.language.model import Sentence, Token
from normalise.language.themes.context import word_set

CLAUSE_START = frozenset({";", ":", "maar", "want"})
NEUTER = "dat"
INFINITIVE = "n"
"""How every Dutch infinitive ends: a word whose lemma is another word with this ending is a verb."""
ADJECTIVE = re.compile(r"\w{3,}e")
NOUN_REACH = 2
"""Tokens behind a determiner among which its noun is: "deze oplopende norm"."""


class Hold(IntEnum):
    """How much a pointer says."""

    LOOSE = 0
    """A determiner with a noun that may be anything: "deze vorm"."""
    STANDS_FOR = 1
    """A pronoun or adverb: "dit vraagt om", "daarbij"."""
    NAMES = 2
    """A noun says what is meant: "dat aantal"."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words by which a sentence points back, and how much they say."""

    words: str
    hold: Hold


def find_pointer(sentence: Sentence) -> Pointer | None:
    """The words of a sentence that point back, those that say most; None where it stands on its own."""
    return max(_pointers(sentence.tokens), key=lambda pointer: pointer.hold, default=None)


def section_noun(sentence: Sentence, *, under_theme: bool) -> str | None:
    """A noun that lives on what is being spoken of: "de daders", "slachtoffers", under a theme's heading also "het doel".

    Without such a heading only an article says that the daders are those of the sentence before.
    """
    known = _nouns() if under_theme else word_set("pointing", "nouns")
    tokens = sentence.tokens
    places = (at for at, token in enumerate(tokens) if token.lemma in known)
    return next((tokens[at].norm for at in places if _is_certain(tokens, at, under_theme=under_theme)), None)


def _pointers(tokens: tuple[Token, ...]) -> Iterator[Pointer]:
    for at, token in enumerate(tokens):
        hold = _hold(tokens, at)
        if hold is Hold.NAMES:
            noun = next(after for after in tokens[at + 1 :] if after.lemma in _nouns())
            yield Pointer(f"{token.norm} {noun.norm}", hold)
        elif hold is not None:
            yield Pointer(token.norm, hold)


def _hold(tokens: tuple[Token, ...], at: int) -> Hold | None:
    norm, after = tokens[at].norm, tokens[at + 1 : at + 1 + NOUN_REACH]
    first = at == 0 or tokens[at - 1].norm in CLAUSE_START
    if norm in word_set("pointing", "adverbs") or _is_split(tokens, at):
        return Hold.STANDS_FOR
    if norm in word_set("pointing", "persons"):
        return Hold.STANDS_FOR if first else None
    if norm not in word_set("pointing", "determiners") or _is_about_document(after):
        return None
    if after and (_goes_with(norm, after[0]) or (ADJECTIVE.fullmatch(after[0].norm) and _goes_with(norm, after[-1]))):
        return Hold.NAMES
    if first and after and _is_verb(after[0]):
        return Hold.STANDS_FOR
    return Hold.LOOSE if first or norm not in word_set("pointing", "only_first") else None


def _is_split(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether `daar` stands for something: "zijn daar gemiddeld twee uur mee bezig"."""
    with_ = word_set("pointing", "split_with")
    return tokens[at].norm in word_set("pointing", "split") and any(token.norm in with_ for token in tokens[at + 1 :])


def _is_about_document(after: tuple[Token, ...]) -> bool:
    return any(token.lemma in word_set("pointing", "document") for token in after)


def _goes_with(article: str, noun: Token) -> bool:
    """Whether `dat` or `die` is the article of a noun; before a plural `dat` is a conjunction."""
    return noun.lemma in _nouns() and (article != NEUTER or noun.norm == noun.lemma)


def _is_verb(token: Token) -> bool:
    by_lemma = token.lemma.endswith(INFINITIVE) and token.lemma != token.norm
    return by_lemma or token.norm in word_set("pointing", "verbs")


def _is_certain(tokens: tuple[Token, ...], at: int, *, under_theme: bool) -> bool:
    """Whether a noun stands for the one that is spoken of: with an article, in the plural, or as the first word."""
    before = [token.norm for token in tokens[max(0, at - 3) : at]]
    if any(word in word_set("pointing", "vague") for word in before):
        return False
    if not under_theme:
        return any(word in word_set("pointing", "definite") for word in before)
    plural = tokens[at].norm != tokens[at].lemma
    return at == 0 or plural or any(word in word_set("pointing", "articles") for word in before)


def _nouns() -> frozenset[str]:
    return word_set("pointing", "nouns") | word_set("pointing", "policy_nouns")

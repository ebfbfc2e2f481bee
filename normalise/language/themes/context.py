"""What kind of sentence or heading it is: talk about the policy, an act under a heading, a list, a heading of themes."""

from __future__ import annotations

import re
from functools import cache

from normalise.language.model import Sentence, Token
from normalise.language.themes.patterns import Lexicon, compile_pattern, find
from normalise.text import fold
from normalise.vocabulary import load

# the number of a heading, with or without a word for what it counts (Thema 2:, Speerpunt -)
NUMBERING = re.compile(
    r"(?:(?:thema|prioriteit|speerpunt|hoofdstuk|paragraaf|onderwerp|ambitie|doel)\s*(?:\d+|[a-z]\b|[ivx]+\b)?\s*[.:)–-]\s*"
    r"|(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s+|\d+(?:\.\d+)*\s+)+"
)
THEME_NUMBER = re.compile(
    r"(?:thema|prioriteit|speerpunt)\s*(?:\d+|[a-z]\b|[ivx]+\b)?\s*[.:)–-]\s*\w|(?:thema|prioriteit|speerpunt)\s+\d+\s+\w"
)


def is_act(sentence: Sentence) -> bool:
    """Whether a sentence says what those who act under a heading do or count, rather than how the world is."""
    words, lemmas = word_set("acting", "words"), word_set("acting", "lemmas")
    return any(token.norm in words or token.lemma in lemmas or token.norm[:1].isdigit() for token in sentence.tokens)


def is_talk(sentence: Sentence) -> bool:
    """Whether a sentence speaks of informing, asking, publishing or deciding rather than of a theme."""
    lemmas = word_set("talk", "lemmas")
    return any(token.lemma in lemmas for token in sentence.tokens) or _any_pattern("talk", sentence.tokens)


def may_list(sentence: Sentence) -> bool:
    """Whether a sentence has the words of one that lists themes ("thema's", "ga ik in op")."""
    cues = word_set("enumeration", "cues")
    return any(token.lemma in cues for token in sentence.tokens) or _any_pattern("enumeration", sentence.tokens)


def joins(token: Token) -> bool:
    """Whether a word may stand between the themes of a list."""
    return token.norm in word_set("enumeration", "between")


def bare_heading(heading: str) -> str:
    """A heading for comparison, without its number.

    >>> bare_heading("Thema 3: Verkeersveiligheid"), bare_heading("2.1 Ondermijning"), bare_heading("Inleiding")
    ('verkeersveiligheid', 'ondermijning', 'inleiding')
    """
    folded = fold(heading)
    match = NUMBERING.match(folded)
    return (folded[match.end() :] if match else folded).strip(" :.")


def heads_themes(heading: str) -> bool:
    """Whether the headings below this one are themes."""
    return bare_heading(heading) in word_set("headings", "of_themes")


def is_numbered_theme(heading: str) -> bool:
    """Whether a heading calls itself a theme: "Thema 3: Verkeersveiligheid", "Prioriteit 2 Zorgfraude"."""
    return THEME_NUMBER.match(fold(heading)) is not None


def is_general(heading: str) -> bool:
    """Whether a heading names no theme wherever it stands."""
    return bare_heading(heading) in word_set("headings", "general") or heads_themes(heading)


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The words under `key` in a section of the vocabulary, in small letters."""
    return frozenset(map(fold, load("theme_context")[section][key]))


@cache
def _lexicon(section: str) -> Lexicon:
    return Lexicon(list(map(compile_pattern, load("theme_context")[section]["patterns"])))


def _any_pattern(section: str, tokens: tuple[Token, ...]) -> bool:
    lexicon = _lexicon(section)
    held = lexicon.read(tokens)
    return any(find(pattern, held, tokens) for pattern in lexicon.starting(held))

"""Words by which a sentence points back to its section, and words that keep it from doing so."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
NEUTER = "dat"
CLAUSE_START = frozenset({";", ":", "maar", "want"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words by which a sentence points back to what was said before it: "dit", "daarbij", "dat aantal"."""

    words: str
    names: bool
    """A noun says what is meant, so that it is in the sentence before rather than the section as a whole."""


def pointer(sentence: Sentence) -> Pointer | None:
    """The first words by which a sentence points back."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if _points(tokens, at):
            noun = next((after.norm for after in tokens[at + 1 : at + 2] if after.lemma in _nouns()), None)
            return Pointer(f"{token.norm} {noun}" if noun else token.norm, noun is not None)
    return None


def section_noun(sentence: Sentence, *, under_theme: bool) -> str | None:
    """A noun that lives on what is being spoken of: "de daders", "slachtoffers", under a theme's heading also "het doel".

    Without such a heading only an article says that the daders are those of the sentence before.
    """
    for at, token in enumerate(sentence.tokens):
        policy = under_theme and token.lemma in _set("pointing", "policy_nouns")
        if (policy or token.lemma in _set("pointing", "nouns")) and _is_certain(
            sentence.tokens, at, under_theme=under_theme
        ):
            return token.norm
    return None


def is_act(sentence: Sentence) -> bool:
    """Whether a sentence says what those who act under a heading do or count, rather than how the world is."""
    words, lemmas = _set("acting", "words"), _set("acting", "lemmas")
    return any(token.norm in words or token.lemma in lemmas or token.norm[:1].isdigit() for token in sentence.tokens)


def is_talk(sentence: Sentence) -> bool:
    """Whether a sentence speaks of informing, asking, publishing or deciding rather than of a theme."""
    lemmas = _set("talk", "lemmas")
    return any(token.lemma in lemmas for token in sentence.tokens) or _any_pattern("talk", sentence.tokens)


def may_list(sentence: Sentence) -> bool:
    """Whether a sentence has the words of one that lists themes ("thema's", "ga ik in op")."""
    cues = _set("enumeration", "cues")
    return any(token.lemma in cues for token in sentence.tokens) or _any_pattern("enumeration", sentence.tokens)


def joins(token: Token) -> bool:
    """Whether a word may stand between the themes of a list."""
    return token.norm in _set("enumeration", "between")


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
    return bare_heading(heading) in _set("headings", "of_themes")


def is_numbered_theme(heading: str) -> bool:
    """Whether a heading calls itself a theme: "Thema 3: Verkeersveiligheid", "Prioriteit 2 Zorgfraude"."""
    return THEME_NUMBER.match(fold(heading)) is not None


def is_general(heading: str) -> bool:
    """Whether a heading names no theme wherever it stands."""
    return bare_heading(heading) in _set("headings", "general") or heads_themes(heading)


def _points(tokens: tuple[Token, ...], at: int) -> bool:
    norm = tokens[at].norm
    after = tokens[at + 1 : at + 3]
    if norm in _set("pointing", "alone"):
        return not any(token.lemma in _set("pointing", "document") for token in after)
    if norm in _set("pointing", "split") and any(
        token.norm in _set("pointing", "split_with") for token in tokens[at + 1 :]
    ):
        return True
    if norm in _set("pointing", "first") and (at == 0 or tokens[at - 1].norm in CLAUSE_START):
        return not any(token.lemma in _set("pointing", "document") for token in after)
    return norm in _set("pointing", "before_noun") and any(_goes_with(norm, token) for token in after[:1])


def _goes_with(article: str, noun: Token) -> bool:
    """Whether `dat` or `die` is the article of a noun; before a plural `dat` is a conjunction."""
    return noun.lemma in _nouns() and (article != NEUTER or noun.norm == noun.lemma)


def _is_certain(tokens: tuple[Token, ...], at: int, *, under_theme: bool) -> bool:
    """Whether a noun stands for the one that is spoken of: with an article, in the plural, or as the first word."""
    before = [token.norm for token in tokens[max(0, at - 3) : at]]
    if any(word in _set("pointing", "vague") for word in before):
        return False
    if not under_theme:
        return any(word in _set("pointing", "definite") for word in before)
    return (
        at == 0 or tokens[at].norm != tokens[at].lemma or any(word in _set("pointing", "articles") for word in before)
    )


def _nouns() -> frozenset[str]:
    return _set("pointing", "nouns") | _set("pointing", "policy_nouns")


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(map(fold, load("theme_context")[section][key]))


@cache
def _lexicon(section: str) -> Lexicon:
    return Lexicon(list(map(compile_pattern, load("theme_context")[section]["patterns"])))


def _any_pattern(section: str, tokens: tuple[Token, ...]) -> bool:
    lexicon = _lexicon(section)
    held = lexicon.read(tokens)
    return any(find(pattern, held, tokens) for pattern in lexicon.starting(held))

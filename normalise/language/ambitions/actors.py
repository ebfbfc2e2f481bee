"""Who must act: the noun phrase that is the subject, or that stands in a door-phrase."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.language.ambitions.clauses import Clause
from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.wordsets import grammar, word_set

SUBORDINATE = ("acl", "acl:relcl", "advcl", "csubj", "ccomp")
"""Relations of Universal Dependencies by which a verb hangs below another word."""
PARTS_OF_NAMES = ("conj", "flat", "fixed", "appos")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A stretch of tokens, `after` excluded."""

    first: int
    after: int


def subject(clause: Clause) -> NounPhrase | None:
    """The actor that is the subject of a clause: `we`, or a body just before or behind the finite verb.

    Where a language model parsed the sentence its subject is taken, if it is one that can act.
    """
    line, finite = clause.line, clause.finite
    if any(token.relation for token in line.tokens):
        return _parsed_subject(clause)
    pronoun = _pronoun(line, finite)
    if pronoun is not None:
        return NounPhrase(pronoun, pronoun + 1)
    before = _phrase_from(line, 0, finite if finite is not None else len(line))
    if before is not None:
        return before
    return None if finite is None else _behind(line, finite)


def _parsed_subject(clause: Clause) -> NounPhrase | None:
    """The subject of the main verb as a language model sees it."""
    line = clause.line
    for at, token in enumerate(line.tokens):
        if token.relation.startswith("nsubj") and not _is_governed(clause, token.head):
            inside = [place for place in range(len(line)) if _belongs(clause, place, at)]
            names = [at, *(place for place in inside if line.tokens[place].relation in PARTS_OF_NAMES)]
            can_act = any(head_at(line, place) or word_set("actors", "pronouns").at(line, place) for place in names)
            return NounPhrase(min(inside), max(inside) + 1) if can_act else None
    return None


def _is_governed(clause: Clause, verb: int | None) -> bool:
    """Whether a verb stands in a subordinate clause: its head is another word of the clause."""
    own = None if verb is None else verb - clause.first
    if own is None or not 0 <= own < len(clause.line):
        return True
    token = clause.line.tokens[own]
    return token.relation in SUBORDINATE and token.head is not None


def _belongs(clause: Clause, place: int, to: int) -> bool:
    """Whether a word is another or hangs below it."""
    for _ in range(len(clause.line)):
        if place == to:
            return True
        head = clause.line.tokens[place].head
        if head is None or not clause.first <= head < clause.first + len(clause.line):
            return False
        place = head - clause.first
    return False


def _pronoun(line: Line, finite: int | None) -> int | None:
    pronouns = word_set("actors", "pronouns")
    if finite is None:
        return next((at for at in range(min(2, len(line))) if pronouns.at(line, at)), None)
    places = (finite - 1, finite + 1, finite + 2, *range(max(0, finite - 4), finite - 1))
    return next((at for at in places if 0 <= at < len(line) and pronouns.at(line, at)), None)


def _behind(line: Line, finite: int) -> NounPhrase | None:
    at = finite + 1
    while line.form(at) in grammar("nouns", "before_subject"):
        at += 1
    return _phrase_from(line, at, len(line))


def _phrase_from(line: Line, first: int, limit: int) -> NounPhrase | None:
    """The noun phrase that begins at a place, if its head can act."""
    at = first
    while at < limit and not head_at(line, at):
        if line.form(at) in grammar("nouns", "prepositions") or not _in_phrase(line, at, first):
            return None
        at += 1
    if at >= limit or at - first > 4:
        return None
    return NounPhrase(first, _end(line, at, limit))


def head_at(line: Line, at: int) -> bool:
    """Whether the word at a place is one that can act; a short name such as `OM` only in capitals within the sentence."""
    if word_set("actors", "names").at(line, at):
        return at > 0 and line.tokens[at].capital
    return bool(word_set("actors", "heads").at(line, at))


def _in_phrase(line: Line, at: int, first: int) -> bool:
    """Whether a word can stand before the head of a noun phrase: an article, a number, an adjective."""
    form = line.form(at)
    if word_set("actors", "determiners").at(line, at) or "n" in line.letters(at):
        return True
    if form in (",", "en") and at > first:
        return True
    return (form.endswith("e") and form.isalpha()) or (
        at == first and form.isalpha() and line.form(at + 1) in ("en", ",")
    )


def _end(line: Line, head: int, limit: int) -> int:
    """The place behind a noun phrase with its name (`van Justitie en Veiligheid`) and the bodies joined to it."""
    after = head + 1
    while after < limit:
        form = line.form(after)
        if head_at(line, after):
            after += 1
        elif form == "van" and after + 1 < limit and line.tokens[after + 1].capital:
            after += 2
            while after < limit and (
                line.tokens[after].capital
                or (line.form(after) == "en" and after + 1 < limit and line.tokens[after + 1].capital)
            ):
                after += 1
        elif form == "van" and line.form(after + 1) == "de" and head_at(line, after + 2):
            after += 3
        elif form in ("en", ",", "&") and (joined := _joined(line, after + 1, limit)) is not None:
            after = joined
        elif line.tokens[after].capital and after == head + 1:
            after += 1
        else:
            break
    return after


def _joined(line: Line, at: int, limit: int) -> int | None:
    start = at
    while (
        at < limit
        and at - start < 3
        and not head_at(line, at)
        and _in_phrase(line, at, start)
        and line.form(at) not in ("en", ",")
    ):
        at += 1
    return at + 1 if at < limit and head_at(line, at) else None


def phrase_behind(line: Line, preposition: str) -> NounPhrase | None:
    """The actor behind a preposition: `door de politie`, `met de politie`."""
    for at in range(len(line) - 1):
        if line.form(at) == preposition:
            found = _phrase_from(line, at + 1, len(line))
            if found is not None:
                return found
    return None

"""What an ambition is about, as printed: its indicator, what a nominalised verb acts on, its subject or its object."""

from __future__ import annotations

from normalise.language.ambitions.actors import NounPhrase
from normalise.language.ambitions.lines import NUMERAL, YEAR, Line
from normalise.language.ambitions.verbs import INFINITIVE, PARTICIPLE, PAST, PRESENT
from normalise.language.ambitions.wordsets import grammar, word_set

LINKS = frozenset({"van", "en", "of", "&"})
"""Words that a noun phrase goes on behind; any other preposition ends it."""


def find_object(own: Line, actor: NounPhrase | None) -> tuple[int, int] | None:
    """The tokens of a span that say what it is about; None where the rules see none.

    `actor` has its places in the same line.
    """
    start = _quantity(own)
    if start is None:
        start = _acted_on(own)
    if start is None:
        start = _plain(own, actor)
    return None if start is None else _phrase(own, start)


def _quantity(own: Line) -> int | None:
    at = word_set("quantity", "words").find(own)
    if at is None or own.form(at) in ("fte", "oplopend", "oplopende"):
        return None
    return at - 1 if own.form(at - 1) in grammar("nouns", "articles") else at


def _acted_on(own: Line) -> int | None:
    """Behind `het verbeteren van`, `terugdringen van`, `verlaging van`."""
    for at in range(len(own) - 2):
        nominal = (INFINITIVE in own.letters(at) and (at < 2 or own.form(at - 1) == "het")) or own.form(at).endswith(
            "ing"
        )
        if nominal and own.form(at + 1) == "van":
            return at + 2
    return None


def _plain(own: Line, actor: NounPhrase | None) -> int | None:
    """The noun phrase behind the finite verb where an actor is the subject, else the one that opens the span."""
    if actor is not None:
        verbs = (at for at in range(len(own)) if PRESENT in own.letters(at))
        behind = max(next(verbs, -1), actor.after - 1) + 1
        return next((at for at in range(behind, min(behind + 4, len(own))) if _opens(own, at)), None)
    return 0 if _opens(own, 0) else None


def _opens(own: Line, at: int) -> bool:
    form = own.form(at)
    if form in grammar("nouns", "prepositions") or form in grammar("clauses", "relatives") or not form[:1].isalpha():
        return False
    if form in grammar("nouns", "articles"):
        return True
    return (
        not own.letters(at)
        and not word_set("clause", "connectives").at(own, at)
        and not word_set("actors", "pronouns").at(own, at)
    )


def _phrase(own: Line, start: int) -> tuple[int, int] | None:
    after = start
    while after < len(own) and not _ends(own, after, start):
        after += 1
    while after > start and own.form(after - 1) in (*LINKS, *grammar("nouns", "articles"), ","):
        after -= 1
    bare = {*grammar("nouns", "articles"), "aantal", "aantallen"}
    has_noun = any(own.form(at) not in bare and own.form(at)[:1].isalpha() for at in range(start, after))
    return (start, after) if has_noun else None


def _ends(own: Line, at: int, start: int) -> bool:
    form, letters = own.form(at), own.letters(at)
    if form in LINKS or form in grammar("nouns", "articles"):
        return False
    if form in grammar("nouns", "prepositions") and not (
        form in ("met", "bij", "op", "in") and own.form(at - 1) not in grammar("nouns", "articles") and at - start < 3
    ):
        return True
    if not form[:1].isalpha() or NUMERAL in letters or YEAR in letters:
        return True
    return bool({PRESENT, PAST} & set(letters)) or (PARTICIPLE in letters and not form.endswith("e"))

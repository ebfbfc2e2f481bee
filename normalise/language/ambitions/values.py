"""The figure that an ambition aims at: number, unit, bound, and whether it is a height or a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from normalise.dataset import Bound, ValueKind
from normalise.digits import fits
from normalise.language.ambitions.lines import YEAR, Line
from normalise.language.ambitions.wordsets import word_set
from normalise.language.model import Sentence
from normalise.numerals import find_figures
from normalise.vocabulary import entries, section, word, words

PERCENT, NUMBER, MARK = "percent", "number", "rapportcijfer"
TIME_UNITS = frozenset({"uur", "dagen", "weken", "maanden", "minuten", "jaar"})
MULTS = {"duizend": 3, "miljoen": 6, "mln.": 6, "mln": 6, "miljard": 9, "mld.": 9, "mld": 9}
SHARE_OF = frozenset({"op", "van"})
COMPANIONS = ("met", "aan", "door", "van", "voor", "bij")
"""Before a number of bodies that take part: `met twee corporaties`."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with what stands around it; `at` and `after` are its tokens in the sentence."""

    number: Decimal
    unit: str
    mult: int
    at: int
    after: int
    bound: Bound = Bound.EXACT
    kind: ValueKind = ValueKind.LEVEL
    rank: int = 0
    """How much the words before it say that it is the aim."""


def find_value(sentence: Sentence, line: Line, first: int, after: int) -> Value | None:
    """The figure that a span of a sentence aims at; None where it has none. `line` is that of the sentence."""
    found = [value for value in _values(sentence, line) if first <= value.at < after]
    if not found:
        return None
    # 60% … within a week: it is the share that is aimed at
    found = [value for value in found if not (value.unit in TIME_UNITS and value.bound is Bound.MAX)] or found
    best = max(value.rank for value in found)
    top = [value for value in found if value.rank == best]
    path = len(top) > 1 and all(_has_own_year(line, value) for value in top)
    return top[-1] if path else top[0]


def _has_own_year(line: Line, value: Value) -> bool:
    """Of a path such as `320 in 2027 en 360 in 2028`."""
    return any(YEAR in line.letters(at) for at in range(value.after, value.after + 4))


def _values(sentence: Sentence, line: Line) -> Iterator[Value]:
    taken: set[int] = set()
    for value in (
        *_shares(line, sentence),
        *_fractions(line),
        *_digits(sentence, line),
        *_in_words(sentence, line),
        *_articles(line),
    ):
        if taken.isdisjoint(range(value.at, value.after)):
            taken |= set(range(value.at, value.after))
            kept = _placed(line, value)
            if kept is not None and fits(kept.number):
                yield kept


def _shares(line: Line, sentence: Sentence) -> Iterator[Value]:
    """`drie op de vier`, `negen van de tien`."""
    numbers = {each.first: each for each in sentence.numbers}
    for at, one in numbers.items():
        behind = one.after + (2 if line.form(one.after + 1) in ("de", "elke") else 1)
        other = numbers.get(behind)
        if line.form(one.after) in SHARE_OF and other is not None and 0 < one.value < other.value <= 10:
            share = (Decimal(100) * one.value / other.value).quantize(Decimal("0.1")).normalize()
            yield Value(Decimal(f"{share:f}"), PERCENT, 0, at, other.after)


def _fractions(line: Line) -> Iterator[Value]:
    for at in range(len(line)):
        for key in (line.form(at), line.lemma(at)):
            share = _fraction_words().get(key)
            if share is not None and (
                line.form(at) not in _asked_article() or line.form(at - 1) in ("een", "de", "één", "ten", "minste")
            ):
                change = key in _change_words()
                start = at - 1 if line.form(at - 1) in ("een", "één") else at
                yield Value(share, PERCENT, 0, start, at + 1, kind=ValueKind.CHANGE if change else ValueKind.LEVEL)
                break


@cache
def _fraction_words() -> Mapping[str, Decimal]:
    return {
        text: Decimal(word(entry, "percent") or "")
        for entry in entries("ambitions_fractions", "fraction")
        for text in words(entry, "words")
    }


@cache
def _asked_article() -> frozenset[str]:
    """Fractions that are one only behind an article: `een kwart`, but `kwartaal`, `derde kwartaal`."""
    return frozenset(section("ambitions_fractions", "article")["words"])


@cache
def _change_words() -> frozenset[str]:
    return frozenset(section("ambitions_fractions", "change")["words"])


def _digits(sentence: Sentence, line: Line) -> Iterator[Value]:
    for figure in find_figures(sentence.text):
        start, end = figure.start + sentence.start, figure.end + sentence.start
        inside = [at for at, token in enumerate(line.tokens) if token.start < end and token.end > start]
        if not inside:
            continue
        unit = figure.unit_measure
        at, after = inside[0], inside[-1] + 1
        if unit == "number":
            unit, after = _unit_behind(line, after)
        yield Value(figure.value, _unit_name(unit), figure.unit_mult, at, after)


def _in_words(sentence: Sentence, line: Line) -> Iterator[Value]:
    for each in sentence.numbers:
        mult, after, number = 0, each.after, Decimal(each.value)
        behind = line.form(after)
        if behind in MULTS:
            mult, after = MULTS[behind], after + 1
        last = line.form(each.after - 1)
        if last in MULTS and not mult:
            mult = MULTS[last]
            number = number.scaleb(-mult)
        unit, after = _unit_behind(line, after)
        yield Value(number, unit, mult, each.first, after)


def _articles(line: Line) -> Iterator[Value]:
    """`binnen een dag`: the article counts."""
    for at in range(1, len(line) - 1):
        unit = _units().get(line.form(at + 1))
        if line.form(at) == "een" and line.form(at - 1) in ("binnen", "na") and unit in TIME_UNITS:
            yield Value(Decimal(1), unit, 0, at, at + 2)


def _unit_name(printed: str) -> str:
    return _units().get(printed, printed)


@cache
def _units() -> Mapping[str, str]:
    """Every printed form of a unit and its slug."""
    return {form: slug for slug, forms in section("ambitions_fields", "units").items() for form in forms}


def _unit_behind(line: Line, at: int) -> tuple[str, int]:
    """The unit printed behind a figure, and the place behind it."""
    slug = _units().get(line.form(at))
    return (slug, at + 1) if slug else (NUMBER, at)


def _placed(line: Line, value: Value) -> Value | None:
    """The value with its unit, bound and rank from the words around it; None where it is no aim."""
    if not _can_be_aim(line, value):
        return None
    before = value.at
    if line.form(before - 1) in ("€", "een", "ca.", "circa", "nog", "elk", "jaarlijks", "in_totaal", "totaal"):
        before -= 1
    bound, opened = _bound(line, before, value)
    rank = 3 if bound is not Bound.EXACT else 0
    target, change = word_set("values", "target"), word_set("values", "change")
    changes = value.kind is ValueKind.CHANGE or change.ends_at(line, before) or change.ends_at(line, opened)
    if target.ends_at(line, opened) or target.ends_at(line, before):
        rank += 4 if line.form(opened - 1) in ("naar", "tot") or line.form(before - 1) in ("naar", "tot") else 2
    rank += 2 if changes else 0
    if line.form(before - 1) in ("van", "dan"):
        rank -= 1 if any(line.form(at) in ("naar", "tot") for at in range(value.after, len(line))) else 0
    rank += 1 if value.unit != NUMBER else 0
    unit = value.unit if value.unit != NUMBER else _unit_of_clause(line, value)
    kind = (
        ValueKind.CHANGE
        if changes or line.form(value.after) in ("meer", "minder", "extra", "erbij", "bij")
        else value.kind
    )
    return replace(value, unit=unit, bound=bound, kind=kind, rank=rank)


def unit_counted(line: Line) -> str:
    """The unit of an indicator without a figure: `het percentage`, `het beslag (in €'s)`, else a number."""
    return next((unit for unit in (PERCENT, "EUR") if word_set("clues", unit).within(line)), NUMBER)


def _bound(line: Line, before: int, value: Value) -> tuple[Bound, int]:
    """The bound, and the place where the words that give it begin."""
    for way, bound in (("max", Bound.MAX), ("min", Bound.MIN)):
        if word_set("values", f"behind_{way}").at(line, value.after) or (
            value.after < len(line) and word_set("values", f"behind_{way}").at(line, value.after + 1)
        ):
            return bound, before
    longest: tuple[int, Bound] = (0, Bound.EXACT)
    for way, bound in (("max", Bound.MAX), ("min", Bound.MIN)):
        listed = word_set("values", way)
        for start in range(max(0, before - 4), before):
            length = listed.at(line, start)
            if (
                length
                and start + length == before
                and length > longest[0] - (bound is Bound.MIN and longest[1] is Bound.MAX and 0)
            ):
                longest = (length, bound) if length > longest[0] else longest
    return longest[1], before - longest[0]


def _can_be_aim(line: Line, value: Value) -> bool:
    before, form = value.at, line.form(value.at - 1)
    bounded = _bound(line, before, value)[0] is not Bound.EXACT
    if value.unit == NUMBER and form in COMPANIONS and word_set("values", "bodies").at(line, value.after):
        return False
    if value.unit == "jaar" and line.form(before - 1) in ("binnen", "na"):
        return False
    if value.unit in TIME_UNITS and not bounded:
        spans = word_set("values", "span_of_time")
        if spans.ends_at(line, before) and not word_set("values", "target").ends_at(line, before):
            return False
        if line.form(value.after) in ("oud", "en") or line.form(before - 1) in ("tussen", "leeftijd"):
            return False
    if value.unit == NUMBER and not bounded and line.form(value.at) in ("één", "eén"):
        return False
    counted = line.form(value.after) == "te"  # de 220 te onderzoeken zaken
    if value.unit == NUMBER and not (bounded or counted) and word_set("values", "definite").ends_at(line, before):
        return False
    return not (form in ("artikel", "fase", "hoofdstuk", "tabel", "programma") or line.form(value.after) == "jarige")


def _unit_of_clause(line: Line, value: Value) -> str:
    """What a bare number counts, where another word of the clause says so."""
    near = line.part(max(0, value.at - 14), min(len(line), value.after + 4))
    if value.number <= 100 and word_set("clues", "percent").find(near) is not None:
        return PERCENT
    closed = not line.form(value.after)[:1].isalnum() or line.is_verb(value.after)
    graded = line.form(value.at - 1) in ("een", "'n") and closed
    if value.number <= 10 and (graded or word_set("clues", "rapportcijfer").find(near) is not None):
        return MARK
    return NUMBER

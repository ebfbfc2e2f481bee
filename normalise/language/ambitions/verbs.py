"""What a verb form can be: finite in the present or the past, an infinitive, a participle.

There is no tagger here. A form is compared with the forms that its infinitive has by the rules of Dutch spelling; what is
none of those in the present is past. A form that can be two things gets both letters, and who asks looks at its place.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from normalise.language.lemmas import lemma as lemma_of
from normalise.vocabulary import load

PRESENT, PAST, INFINITIVE, PARTICIPLE, STEM = "f", "p", "i", "v", "s"
"""A stem (`zorg`, `werk`) is finite beside `ik`, and a noun anywhere else."""
VERB_FORMS = frozenset({PRESENT, PAST, INFINITIVE, PARTICIPLE})

VOWELS = "aeiou"
OPEN_SYLLABLE = re.compile(r"(?P<before>.*[^aeiou]|)(?P<vowel>[aeou])(?P<last>[^aeiouwxy])")  # mak-en: maak
DOUBLED = re.compile(r".*([^aeiou])\1")  # zett-en: zet
GE_PARTICIPLE = re.compile(r"\w*ge\w+(?:d|t|en|aan|daan|zien)")  # gedaald, afgesproken, opgenomen
PREFIXED_PARTICIPLE = re.compile(
    r"(?:be|ver|ont|her|er|onder|over|weer|mis|vol)\w+(?:d|t|en|aan)"
)  # behaald, besproken
INFLECTED_PARTICIPLE = re.compile(
    r"(?:\w*ge|be|ver|ont|her)\w+(?:de|te|ene)"
)  # aangepakte, verhoogde: mostly adjectives
# A participle that the lemmatizer does not know: geïntensiveerd, getraind
SHAPE_OF_PARTICIPLE = re.compile(r"(?:\w{2,8})?ge\w{3,}[dt]|ge[ïëüö]\w{3,}[dt]")
PLAIN_VOWELS = str.maketrans("ïëüö", "ieuo")
SHORTEST_VERB = 4
SHORT_VERBS = ("doen", "gaan", "staan", "zien", "slaan")
"""Infinitives without a stem of the common kind, and the compounds of them."""
SEPARABLE = re.compile(
    "(?:aan|achter|af|bij|binnen|door|in|langs|mee|na|neer|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|voort|vrij|"
    "waar|weer|weg|door|terecht|tegemoet|overeen|omlaag|tewerk|teweeg|buiten|rond|deel|plaats|klaar|open)"
)


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = {}
    for kind, letters in (("present", PRESENT), ("past", PAST), ("both", PRESENT + INFINITIVE)):
        for form in load("ambitions_verbs")["irregular"][kind]:
            forms[form] = forms.get(form, "") + letters
    return forms


@cache
def _listed() -> dict[str, str]:
    """The forms in the present of the verbs that the vocabulary lists: those that a lemmatizer takes for nouns."""
    found: dict[str, str] = {}
    for infinitive in load("ambitions_verbs")["infinitives"]["words"]:
        found[infinitive] = infinitive
        for stem in stems(infinitive):
            found.setdefault(stem if stem.endswith("t") else stem + "t", infinitive)
    return found


@cache
def _listed_stems() -> frozenset[str]:
    return frozenset(
        stem for infinitive in load("ambitions_verbs")["infinitives"]["words"] for stem in stems(infinitive)
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load("ambitions_verbs")["nouns"]["words"])


@lru_cache(maxsize=4096)
def stems(infinitive: str) -> tuple[str, ...]:
    """The stems that the first person of a regular verb may have.

    >>> stems("maken"), stems("zetten"), stems("streven"), stems("leveren")
    (('mak', 'maak'), ('zett', 'zet'), ('strev', 'streev', 'streef'), ('lever', 'leveer'))
    """
    if not infinitive.endswith("n"):
        return (infinitive,)
    bare = infinitive.removesuffix("n").removesuffix("e")
    found = [bare]
    if DOUBLED.fullmatch(bare):
        found.append(bare[:-1])
    opened = OPEN_SYLLABLE.fullmatch(bare)
    if opened:
        found.append(opened["before"] + opened["vowel"] * 2 + opened["last"])
    hard = found[-1]
    if hard[-1:] in ("v", "z"):
        found.append(hard[:-1] + ("f" if hard[-1] == "v" else "s"))
    return tuple(found)


@lru_cache(maxsize=65_536)
def base_of(form: str, lemma: str) -> str:
    """The infinitive of a form that the lemmatizer may have taken for a noun, the head of a compound; else the lemma."""
    known = _listed().get(form)
    if known is not None:
        return known
    if form == lemma and SHAPE_OF_PARTICIPLE.fullmatch(form):
        return _infinitive_of(form) or lemma
    head = next((head for ending, head in _heads() if form.endswith(ending)), None)
    return lemma if head is None or form in load("ambitions_verbs")["compounds"]["apart"] else head


def _infinitive_of(participle: str) -> str | None:
    """The infinitive of a participle that the lemmatizer does not know; None where it knows no part of it either.

    >>> _infinitive_of("afgeremd"), _infinitive_of("geïntensiveerd"), _infinitive_of("gebied")
    ('afremmen', 'intensiveren', None)
    """
    apart = SEPARABLE.match(participle)
    prefix = apart[0] if apart and participle.startswith("ge", apart.end()) else ""
    bare = participle.removeprefix(prefix)
    known = lemma_of(bare)
    if known == bare:
        third = bare.removeprefix("ge").translate(PLAIN_VOWELS)[:-1] + "t"
        known = lemma_of(third)
        if known == third:
            return None
    return prefix + known if known.endswith("n") else None


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    compounds = load("ambitions_verbs")["compounds"]
    return tuple((ending, head) for head, endings in compounds.items() if head != "apart" for ending in endings)


@lru_cache(maxsize=65_536)
def verbal(form: str, lemma: str) -> str:
    """The letters of what a form can be; none for what is no verb.

    >>> verbal("daalt", "dalen"), verbal("daalde", "dalen"), verbal("gedaald", "dalen"), verbal("bereikt", "bereiken")
    ('f', 'p', 'v', 'fv')
    """
    if form in _nouns():
        return ""
    known = _irregular().get(form)
    if known is not None:
        return known + (PARTICIPLE if known == PAST and PREFIXED_PARTICIPLE.fullmatch(form) else "")
    if form in _listed():
        other = INFINITIVE if form.endswith("en") else PARTICIPLE if PREFIXED_PARTICIPLE.fullmatch(form) else ""
        return PRESENT + other
    if form in _listed_stems():
        return STEM
    if form == lemma and SHAPE_OF_PARTICIPLE.fullmatch(form) and not form.endswith(_ge_nouns()):
        return PARTICIPLE
    if not lemma.endswith("n") or len(lemma) < SHORTEST_VERB or not form.isalpha() or not _is_verb(lemma):
        return ""
    return _regular(form, lemma)


@cache
def _ge_nouns() -> tuple[str, ...]:
    return load("ambitions_verbs")["nouns"]["ge"]


@lru_cache(maxsize=65_536)
def _is_verb(infinitive: str) -> bool:
    """Whether the lemmatizer knows the third person of what may be an infinitive: `herkent`, but no `vermoogt`."""
    if infinitive in _listed() or infinitive.endswith(SHORT_VERBS):
        return True
    bare = SEPARABLE.sub("", infinitive, count=1) if SEPARABLE.match(infinitive) else infinitive
    thirds = {stem if stem.endswith("t") else stem + "t" for base in (infinitive, bare) for stem in stems(base)}
    return any(lemma_of(third) in (infinitive, bare) for third in thirds)


def _regular(form: str, lemma: str) -> str:
    bare = SEPARABLE.sub("", lemma, count=1) if SEPARABLE.match(lemma) else lemma
    if form in (lemma, bare):
        return (
            PRESENT + INFINITIVE if (form.endswith("n") and lemma[-3:-1] not in ("ie", "oe")) or form == lemma else ""
        )
    if form == lemma.removesuffix("n") + "nd" or form.endswith(("end", "ende")):
        return ""
    letters = _present(form, (*stems(lemma), *stems(bare)))
    if INFLECTED_PARTICIPLE.fullmatch(form) and not letters:
        return ""
    if GE_PARTICIPLE.fullmatch(form) and not lemma.startswith("ge"):
        return letters + PARTICIPLE
    if PREFIXED_PARTICIPLE.fullmatch(form):
        return letters + PARTICIPLE
    if letters:
        return letters
    return PAST if form.endswith(("de", "te", "den", "ten")) else ""


def _present(form: str, found: tuple[str, ...]) -> str:
    if any(form == (stem if stem.endswith("t") else stem + "t") for stem in found):
        return PRESENT
    return STEM if form in found else ""

"""The themes of each sentence of a document, with the ground for each.

A word of the theme is the first ground. A sentence without one gets the theme of its section if it points back to it, or
is an item that would say nothing without its heading. What is said about the policy itself gets no theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.dataset import APART, PassageKind, SentenceTheme, ThemeBasis
from normalise.language.model import Sentence, Token
from normalise.language.themes.context import bare_heading, is_act, is_talk
from normalise.language.themes.lists import listed_hits
from normalise.language.themes.pointers import Hold, find_pointer, section_noun
from normalise.language.themes.terms import Hit, find_hits
from normalise.themes import common_parent, prose_theme

FARTHEST_BACK = 3
"""Sentences back that a reference is followed, as the annotation has it."""

MOST_LINKS = 2
"""References from one to the next until the theme is lost, where no heading holds it: running text soon goes on to other things."""

SURE, LISTED, SUPPORTED = 1.0, 0.9, 0.7
REFERRED, UNDER_HEADING, NEAR = 0.8, 0.7, 0.6

ASIDE = frozenset({PassageKind.FOOTNOTE, PassageKind.CAPTION})
"""Passages that get a theme by their own words only."""

Themes = frozenset[str]
NO_THEMES: Themes = frozenset()


@dataclass(frozen=True, slots=True)
class _Ground:
    """A theme of a sentence and why."""

    theme: str
    basis: ThemeBasis
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that was read, as what later ones may point back to."""

    sentence: Sentence
    themes: Themes
    certain: Themes
    """Those of its themes that a word says which means nothing else."""
    links: int
    """References from here to the word that says the theme: 0 where it stands in the sentence."""


class ThemeTagger:
    """Goes through the sentences of one document in reading order, its headings among them."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._headings: defaultdict[str, list[Token]] = defaultdict(list)
        for sentence in sentences:
            if sentence.passage.kind is PassageKind.HEADING:
                self._headings[sentence.passage.text] += sentence.tokens
        self._of_heading: dict[str, Themes] = {}
        self._said: list[_Said] = []

    def tag(self) -> tuple[SentenceTheme, ...]:
        """The themes of all sentences, by sentence and slug."""
        return tuple(row for sentence in self._sentences for row in self._rows(sentence))

    def named(self, heading: str) -> Themes:
        """The themes that a heading names, by its words or as a label of the vocabulary."""
        if heading not in self._of_heading:
            label = prose_theme(bare_heading(heading))
            hits = find_hits(self._headings[heading])
            by_words = frozenset(hit.theme for hit in hits if not hit.weak)
            self._of_heading[heading] = by_words or frozenset({label} if label else ())
        return self._of_heading[heading]

    def _rows(self, sentence: Sentence) -> Iterator[SentenceTheme]:
        before = self._before(sentence)
        grounds = self._grounds(sentence, before)
        self._said.append(_said(sentence, grounds, before))
        for ground in sorted(grounds, key=lambda ground: ground.theme):
            yield SentenceTheme(
                passage_id=sentence.passage.passage_id,
                sentence=sentence.number,
                start=sentence.start,
                end=sentence.end,
                theme=ground.theme,
                basis=ground.basis,
                score=ground.score,
                evidence=ground.evidence,
            )

    def _grounds(self, sentence: Sentence, before: Sequence[_Said]) -> list[_Ground]:
        hits = find_hits(sentence.tokens)
        if sentence.passage.kind is PassageKind.HEADING:
            return _by_terms(sentence, [hit for hit in hits if not hit.weak])
        listed = listed_hits(sentence, hits)
        if listed:
            return _by_terms(sentence, listed, ThemeBasis.ENUMERATION)
        scope = self._of_lead_in(sentence) or self._scope(sentence)
        about = scope.union(*(said.certain for said in before))
        hits = tuple(hit for hit in hits if not hit.weak or hit.theme in about)
        if hits:
            return _by_terms(sentence, hits)
        if sentence.passage.kind in ASIDE or not (scope or any(said.themes for said in before)) or is_talk(sentence):
            return []
        return self._by_section(sentence, scope, before)

    def _by_section(self, sentence: Sentence, scope: Themes, before: Sequence[_Said]) -> list[_Ground]:
        back = find_pointer(sentence)
        nearest = _nearest(before[: FARTHEST_BACK if back else 1], scope)
        if back and len(nearest) == 1 and (back.hold is Hold.NAMES or len(scope) != 1):
            return _sections(nearest, NEAR if back.hold is Hold.LOOSE else REFERRED, back.words)
        words = back.words if back else section_noun(sentence, under_theme=bool(scope))
        if words:
            score = NEAR if not scope else REFERRED if back else UNDER_HEADING
            return self._under(sentence, _narrowed(scope, nearest), score, words)
        if len(scope) != 1:
            return []
        if sentence.passage.kind is PassageKind.LIST_ITEM:
            return self._under(sentence, scope, UNDER_HEADING)
        return self._under(sentence, scope, NEAR) if is_act(sentence) and not self._only_by_title(sentence) else []

    def _under(self, sentence: Sentence, themes: Themes, score: float, *words: str) -> list[_Ground]:
        """Themes by section; the innermost heading that names them is part of the evidence."""
        path = reversed(sentence.passage.heading_path)
        heading = next((heading for heading in path if themes & self.named(heading)), None)
        return _sections(themes, score, *words, *([heading] if heading else []))

    def _before(self, sentence: Sentence) -> list[_Said]:
        """The sentences that this one can point back to, the nearest first.

        They stand under the same heading; an item of a list speaks for itself.
        """
        found: list[_Said] = []
        for said in reversed(self._said[-FARTHEST_BACK:]):
            other = said.sentence.passage
            if other.heading_path != sentence.passage.heading_path or other.kind is PassageKind.HEADING:
                break
            if sentence.passage.kind is PassageKind.LIST_ITEM and other is not sentence.passage:
                break
            found.append(said)
        return found

    def _scope(self, sentence: Sentence) -> Themes:
        """The themes of the innermost heading above a sentence that names any."""
        return next((themes for h in reversed(sentence.passage.heading_path) if (themes := self.named(h))), NO_THEMES)

    def _only_by_title(self, sentence: Sentence) -> bool:
        """Whether only the title of the whole document names a theme, and a heading below it does not."""
        path = sentence.passage.heading_path
        return len(path) > 1 and not any(map(self.named, path[1:]))

    def _of_lead_in(self, sentence: Sentence) -> Themes:
        """The themes of the line that introduces the list of an item, where it does so with a colon."""
        lead = sentence.lead_in
        if lead is None or not lead.text.endswith(":"):
            return NO_THEMES
        return next((said.themes for said in reversed(self._said) if said.sentence is lead), NO_THEMES)


def _said(sentence: Sentence, grounds: Sequence[_Ground], before: Sequence[_Said]) -> _Said:
    """What later sentences can point back to; a list of themes is no antecedent."""
    if any(ground.basis is ThemeBasis.ENUMERATION for ground in grounds):
        return _Said(sentence, NO_THEMES, NO_THEMES, 0)
    by_section = any(ground.basis is ThemeBasis.SECTION for ground in grounds)
    links = 1 + next((said.links for said in before if said.themes), 0) if by_section else 0
    certain = frozenset(ground.theme for ground in grounds if ground.score == SURE)
    return _Said(sentence, frozenset(ground.theme for ground in grounds), certain, links)


def _nearest(before: Sequence[_Said], scope: Themes) -> Themes:
    """The themes of the nearest sentence that has any; where no heading holds the theme, a chain of references soon breaks."""
    return next((said.themes for said in before if said.themes and (scope or said.links < MOST_LINKS)), NO_THEMES)


def _by_terms(sentence: Sentence, hits: Sequence[Hit], basis: ThemeBasis = ThemeBasis.TERM) -> list[_Ground]:
    grounds = []
    for theme in dict.fromkeys(hit.theme for hit in hits):
        own = [hit for hit in hits if hit.theme == theme]
        score = LISTED if basis is ThemeBasis.ENUMERATION else SUPPORTED if all(hit.weak for hit in own) else SURE
        grounds.append(_Ground(theme, basis, score, tuple(dict.fromkeys(_printed(sentence, hit) for hit in own))))
    return grounds


def _narrowed(scope: Themes, nearest: Themes) -> Themes:
    """What a reference means under a heading: of several themes the one that the sentence before supports, else their parent."""
    if not scope or (len(nearest) == 1 and len(scope) > 1):
        return nearest
    if len(scope) == 1:
        return scope
    parent = common_parent(scope)
    return (scope & nearest) or frozenset({parent} if parent else ())


def _sections(themes: Themes, score: float, *evidence: str) -> list[_Ground]:
    return [_Ground(theme, ThemeBasis.SECTION, score, evidence) for theme in themes]


def _printed(sentence: Sentence, hit: Hit) -> str:
    """The words of a term as printed, those that stand apart joined by dots."""
    text = sentence.passage.text
    pieces: list[list[int]] = []
    for at in hit.tokens:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    tokens = sentence.tokens
    return APART.join(text[tokens[piece[0]].start : tokens[piece[-1]].end] for piece in pieces)

"""The themes of each sentence of a document, with the ground for each.

A word of the theme is the first ground. A sentence without one gets the theme of its section if it points back to it, or
is an item that would say nothing without its heading. What is said about the policy itself gets no theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from normalise.dataset import APART, PassageKind, SentenceTheme, ThemeBasis
from normalise.language.model import Sentence, Token
from normalise.language.themes.context import bare_heading, is_act, is_talk, pointer, section_noun
from normalise.language.themes.lists import listed_hits
from normalise.language.themes.terms import Hit, find_hits
from normalise.themes import common_parent, prose_theme

FARTHEST_BACK = 3
"""Sentences back that a reference is followed, as the annotation has it."""

SURE, LISTED, SUPPORTED = 1.0, 0.9, 0.7
REFERRED, UNDER_HEADING, NEAR = 0.8, 0.7, 0.6

ASIDE = frozenset({PassageKind.FOOTNOTE, PassageKind.CAPTION})
"""Passages that get a theme by their own words only."""

Themes = frozenset[str]
NO_THEMES: Themes = frozenset()
Analyse = Callable[[str], tuple[Token, ...]]
"""The tokens of a text, such as a heading."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """A theme of a sentence and why."""

    theme: str
    basis: ThemeBasis
    score: float
    evidence: tuple[str, ...]


class ThemeTagger:
    """Goes through the sentences of one document in reading order."""

    def __init__(self, analyse: Analyse) -> None:
        self._analyse = analyse
        self._of_heading: dict[str, Themes] = {}
        self._recent: list[tuple[Sentence, Themes, bool]] = []
        """Sentences so far, their themes, and whether they do no more than list them."""

    def tag(self, sentences: Sequence[Sentence]) -> tuple[SentenceTheme, ...]:
        """The themes of all sentences, by sentence and slug."""
        return tuple(row for sentence in sentences for row in self._rows(sentence))

    def _rows(self, sentence: Sentence) -> Iterator[SentenceTheme]:
        grounds = self._grounds(sentence)
        listed = any(ground.basis is ThemeBasis.ENUMERATION for ground in grounds)
        self._recent.append((sentence, frozenset(ground.theme for ground in grounds), listed))
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

    def _grounds(self, sentence: Sentence) -> list[_Ground]:
        hits = find_hits(sentence.tokens)
        if sentence.passage.kind is PassageKind.HEADING:
            return _by_terms(sentence, [hit for hit in hits if not hit.weak])
        listed = listed_hits(sentence, hits)
        if listed:
            return _by_terms(sentence, listed, ThemeBasis.ENUMERATION)
        before = self._before(sentence)
        about = self._scope(sentence) | frozenset().union(*before) | self._of_lead_in(sentence)
        hits = tuple(hit for hit in hits if not hit.weak or hit.theme in about)
        if hits:
            return _by_terms(sentence, hits)
        if not about or sentence.passage.kind in ASIDE or is_talk(sentence):
            return []
        return self._by_section(sentence, before)

    def _by_section(self, sentence: Sentence, before: Sequence[Themes]) -> list[_Ground]:
        scope = self._of_lead_in(sentence) or self._scope(sentence)
        in_list = sentence.passage.kind is PassageKind.LIST_ITEM
        back = pointer(sentence)
        nearest = next((themes for themes in before[: FARTHEST_BACK if back else 1] if themes), NO_THEMES)
        if back and len(nearest) == 1 and (back.names or len(scope) != 1):
            return _sections(nearest, REFERRED, back.words)
        words = back.words if back else section_noun(sentence, under_theme=bool(scope))
        if words:
            themes = _narrowed(scope, nearest)
            score = NEAR if not scope else REFERRED if back else UNDER_HEADING
            return _sections(themes, score, words, *self._heading(sentence, themes))
        if in_list and len(scope) == 1:
            return _sections(scope, UNDER_HEADING, *self._heading(sentence, scope))
        if len(scope) == 1 and not self._only_by_title(sentence) and is_act(sentence):
            return _sections(scope, NEAR, *self._heading(sentence, scope))
        return []

    def _before(self, sentence: Sentence) -> list[Themes]:
        """The themes of the sentences that this one can point back to, the nearest first.

        They stand under the same heading; an item of a list speaks for itself, and a list of themes is no antecedent.
        """
        found: list[Themes] = []
        for other, themes, listed in reversed(self._recent[-FARTHEST_BACK:]):
            if other.passage.heading_path != sentence.passage.heading_path or other.passage.kind is PassageKind.HEADING:
                break
            if sentence.passage.kind is PassageKind.LIST_ITEM and other.passage is not sentence.passage:
                break
            found.append(NO_THEMES if listed else themes)
        return found

    def _scope(self, sentence: Sentence) -> Themes:
        """The themes of the innermost heading above a sentence that names any."""
        return next((themes for h in reversed(sentence.passage.heading_path) if (themes := self.named(h))), NO_THEMES)

    def _only_by_title(self, sentence: Sentence) -> bool:
        """Whether only the title of the whole document names a theme, and a heading below it does not."""
        path = sentence.passage.heading_path
        return len(path) > 1 and not any(map(self.named, path[1:]))

    def _heading(self, sentence: Sentence, themes: Themes) -> tuple[str, ...]:
        """The innermost heading above a sentence that names these themes, as evidence."""
        path = reversed(sentence.passage.heading_path)
        return tuple(heading for heading in path if themes and themes & self.named(heading))[:1]

    def named(self, heading: str) -> Themes:
        """The themes that a heading names, by its words or as a label of the vocabulary."""
        if heading not in self._of_heading:
            label = prose_theme(bare_heading(heading))
            hits = find_hits(self._analyse(heading))
            self._of_heading[heading] = frozenset(hit.theme for hit in hits if not hit.weak) or frozenset(
                {label} if label else ()
            )
        return self._of_heading[heading]

    def _of_lead_in(self, sentence: Sentence) -> Themes:
        if sentence.lead_in is None or not sentence.lead_in.text.endswith(":"):
            return NO_THEMES
        return next((themes for other, themes, _ in reversed(self._recent) if other is sentence.lead_in), NO_THEMES)


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

"""The ambitions of a document's sentences, as rows of the dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from normalise.dataset import Ambition, AmbitionKind, PassageKind, SentenceTheme
from normalise.ids import content_id
from normalise.language.ambitions.actors import NounPhrase
from normalise.language.ambitions.antecedents import FARTHEST_BACK, Told, find_antecedent
from normalise.language.ambitions.cues import SpanOf
from normalise.language.ambitions.directions import direction_of
from normalise.language.ambitions.fields import (
    Content,
    actor_of,
    form_of,
    kind_of,
    kind_stated,
    status_of,
    strength_of,
)
from normalise.language.ambitions.lines import Line, line_of
from normalise.language.ambitions.objects import find_object
from normalise.language.ambitions.rules import Hit, find_hits
from normalise.language.ambitions.sections import outline
from normalise.language.ambitions.times import find_time
from normalise.language.ambitions.values import find_value, unit_counted
from normalise.language.model import Sentence

SILENT = frozenset({PassageKind.HEADING, PassageKind.CAPTION})
"""Passages that name, and state nothing."""

LONGEST_SENTENCE = 400
"""Tokens of what may be a sentence: four times the longest in the publications seen; a text without points is none."""

SentenceKey = tuple[str, int]
"""passage_id and number of the sentence."""


def themes_by_sentence(rows: Iterable[SentenceTheme]) -> dict[SentenceKey, tuple[str, ...]]:
    """The slugs of the themes of each sentence, in their order."""
    found: dict[SentenceKey, tuple[str, ...]] = {}
    for row in rows:
        key = (row.passage_id, row.sentence)
        found[key] = (*found.get(key, ()), row.theme)
    return found


def find_ambitions(
    sentences: Sequence[Sentence], themes: Mapping[SentenceKey, tuple[str, ...]]
) -> tuple[Ambition, ...]:
    """The ambitions of one document in reading order; `themes` are those of each of its sentences."""
    headings = outline(sentences)
    found: list[Ambition] = []
    before: list[Told] = []
    for sentence in sentences:
        if sentence.passage.kind in SILENT or len(sentence.tokens) > LONGEST_SENTENCE:
            continue
        line = line_of(sentence.tokens, [(each.first, each.after) for each in sentence.numbers])
        near = any(told.ambitions for told in before[-FARTHEST_BACK:])
        hits = find_hits(line, headings.section(sentence), follows_goal=near)
        own = tuple(_resolved(hit, _ambition(hit, line, sentence, themes), before, themes) for hit in hits)
        before.append(Told(sentence, line, own))
        found += own
    return tuple(found)


def _resolved(
    hit: Hit, ambition: Ambition, before: Sequence[Told], themes: Mapping[SentenceKey, tuple[str, ...]]
) -> Ambition:
    """The ambition with the themes and the period of what it points back to, where it has none itself."""
    told = find_antecedent(hit.clause.line, before)
    if told is None:
        return ambition
    period = next((one.time_period for one in told.ambitions if one.time_period), None)
    inherited = themes.get((told.sentence.passage.passage_id, told.sentence.number), ())
    return replace(
        ambition,
        resolved_from=told.sentence.passage.passage_id,
        time_period=ambition.time_period or (period if ambition.value is not None else None),
        themes=ambition.themes or inherited,
    )


def _ambition(hit: Hit, line: Line, sentence: Sentence, themes: Mapping[SentenceKey, tuple[str, ...]]) -> Ambition:
    passage = sentence.passage
    start, end = line.tokens[hit.first].start, line.tokens[hit.after - 1].end
    own = line.part(hit.first, hit.after)
    value = find_value(sentence, line, hit.first, hit.after)
    content = Content(hit, line, own, value)
    kind = kind_of(content)
    actor = actor_of(content)
    form = form_of(content, actor)
    counted = unit_counted(own) if kind is AmbitionKind.QUANTITATIVE else None
    return Ambition(
        ambition_id=content_id(passage.passage_id, start, end, passage.text[start:end]),
        document_id=passage.document_id,
        passage_id=passage.passage_id,
        start=start,
        end=end,
        text=passage.text[start:end],
        themes=themes.get((passage.passage_id, sentence.number), ()),
        form=form,
        kind=kind,
        kind_stated=kind_stated(hit.clause.line),
        direction=direction_of(content, form),
        actor=None if actor is None else _printed(hit, actor.first, actor.after, sentence),
        object=_object(content, actor, sentence),
        value=value.number if value else None,
        value_kind=value.kind if value else None,
        bound=value.bound if value else None,
        unit_measure=value.unit if value else counted,
        unit_mult=value.mult if value else None,
        time_period=find_time(sentence, line, hit.first, hit.after) or _time_before(sentence, line, hit),
        strength=strength_of(content),
        status=status_of(content),
        rule=hit.rule,
    )


def _time_before(sentence: Sentence, line: Line, hit: Hit) -> str | None:
    """Of a clause within a clause (`voor 2026 is overeengekomen dat`) the period that stands before it."""
    within = hit.cue is not None and hit.cue.span is SpanOf.AFTER and hit.first > hit.clause.first
    return find_time(sentence, line, hit.clause.first, hit.first) if within else None


def _object(content: Content, actor: NounPhrase | None, sentence: Sentence) -> str | None:
    """What the ambition is about, as printed."""
    hit, own = content.hit, content.own
    back = hit.first - hit.clause.first
    inside = actor is not None and back <= actor.first and actor.after - back <= len(own)
    place = NounPhrase(actor.first - back, actor.after - back) if actor is not None and inside else None
    found = find_object(own, place)
    if found is None:
        return None
    return sentence.passage.text[own.tokens[found[0]].start : own.tokens[found[1] - 1].end]


def _printed(hit: Hit, first: int, after: int, sentence: Sentence) -> str:
    tokens = hit.clause.line.tokens
    return sentence.passage.text[tokens[first].start : tokens[after - 1].end]

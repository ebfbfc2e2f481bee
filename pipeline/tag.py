"""`extract tag`: one text with its themes and ambitions, for a person, a page or a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from extract.document import Limits, Options, UnreadableDocument
from extract.readers import read
from normalise.dataset import Ambition, Bound, Movement, PassageKind, SentenceTheme, ThemeBasis
from normalise.language.read import sentence_spans
from normalise.run import combine, normalise_document
from output.tagged import TaggedSentence, TaggedText, tagged_text
from pipeline.content import Content, identify, open_publication
from pipeline.find import DOCUMENT_ENDINGS, Publication, printable
from pipeline.terminal import visible

STANDARD_INPUT = "-"
TYPED = "text"
"""Name of a text that was typed on the command line."""

ARROWS = {
    Movement.INCREASE: "↑",
    Movement.DECREASE: "↓",
    Movement.MAINTAIN: "=",
    Movement.REACH: "→",
    Movement.NONE: "",
}
GROUNDS = {ThemeBasis.TERM: "", ThemeBasis.SECTION: "by its section: ", ThemeBasis.ENUMERATION: "in a list: "}
THEME, AMBITION = "cyan", "green"
INDENT = "    "


def open_text(source: str, limits: Limits) -> Content:
    """What is to be tagged: standard input for `-`, a file, or the text itself.

    UnreadableDocument where a file cannot be opened, or a name of one was typed that does not exist.
    """
    if source == STANDARD_INPUT:
        return identify("standard input", sys.stdin.buffer.read(limits.bytes + 1))
    if os.path.lexists(source):
        return open_publication(Publication(source=Path(source).name, place=Path(source)), limits)
    ending = Path(source).suffix.lower()
    if ending and ending in DOCUMENT_ENDINGS and not any(map(str.isspace, source)):
        raise UnreadableDocument(
            f"there is no file {printable(source)}; a text of one word can come through standard input"
        )
    return identify(TYPED, source.encode("utf-8", "replace"))


def tag(content: Content, options: Options, model: str | None) -> TaggedText:
    """One document with its themes and ambitions; UnreadableDocument where it cannot be read."""
    document = read(content.data, name=content.source, options=options)
    rows = normalise_document(
        document, document_id=content.document_id, source=content.source, size=len(content.data), model=model
    )
    return tagged_text(combine([rows]), sentence_spans)


def tagged_lines(text: TaggedText) -> Iterator[str]:
    """The text, a sentence a line, with what was found in it on the lines below."""
    if text.engine is None:
        yield "There is no running text here: no paragraph or list item of a few words."
        return
    for tagged in text.passages:
        heading = tagged.passage.kind is PassageKind.HEADING
        for at, sentence in enumerate(tagged.sentences):
            bullet = "- " if tagged.passage.kind is PassageKind.LIST_ITEM and at == 0 else ""
            yield bullet + _sentence(sentence, bold=heading)
            yield from (f"{INDENT}{_theme(theme)}" for theme in sentence.themes)
            yield from (f"{INDENT}{_ambition(ambition)}" for ambition in sentence.ambitions)
        yield ""


def _sentence(sentence: TaggedSentence, *, bold: bool) -> str:
    """The text of a sentence, the words of its ambitions in their colour."""
    pieces, at = [], sentence.start
    for ambition in sorted(sentence.ambitions, key=lambda each: each.start or 0):
        start, end = max(at, ambition.start or 0), min(sentence.end, ambition.end or 0)
        if start < end:
            pieces.append(_plain(sentence, at, start, bold=bold))
            pieces.append(click.style(_cut(sentence, start, end), fg=AMBITION))
            at = end
    return "".join([*pieces, _plain(sentence, at, sentence.end, bold=bold)])


def _plain(sentence: TaggedSentence, start: int, end: int, *, bold: bool) -> str:
    return click.style(_cut(sentence, start, end), bold=True) if bold else _cut(sentence, start, end)


def _cut(sentence: TaggedSentence, start: int, end: int) -> str:
    return visible(" ".join(sentence.text[start - sentence.start : end - sentence.start].split("\n")))


def _theme(theme: SentenceTheme) -> str:
    words = visible(GROUNDS[theme.basis] + "; ".join(theme.evidence))
    return f"{click.style('theme', fg=THEME)} {theme.theme} ({words})"


def _ambition(ambition: Ambition) -> str:
    """What is aimed at, in the order in which one would say it; what is not said is left out."""
    figure = [
        None if ambition.bound is Bound.EXACT else ambition.bound,
        ambition.value,
        _unit(ambition),
        ambition.time_period,
    ]
    said = [
        f"{ambition.form}, {ambition.kind}",
        " ".join(filter(None, [ARROWS[ambition.direction], *(str(part) for part in figure if part is not None)])),
        f"by {visible(ambition.actor)}" if ambition.actor else "",
        f"strength {ambition.strength}",
        f"called {ambition.kind_stated}" if ambition.kind_stated and ambition.kind_stated != ambition.kind else "",
    ]
    return f"{click.style('ambition', fg=AMBITION)} {'; '.join(filter(None, said))}"


def _unit(ambition: Ambition) -> str | None:
    power = f" × 10^{ambition.unit_mult}" if ambition.unit_mult else ""
    return f"{ambition.unit_measure}{power}" if ambition.value is not None and ambition.unit_measure else None

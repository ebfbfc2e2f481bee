"""A tagged text as a page: displaCy's view of spans, one figure a passage."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from spacy import displacy

from normalise.dataset import APART, Ambition, SentenceTheme
from output.tagged import TaggedPassage, TaggedSentence, TaggedText

AMBITION_COLOUR = "#9bd59b"
THEME_COLOURS = ("#9cc5e8", "#f3c18a", "#d5b3e6", "#f0a5a5", "#e3d98a", "#8fd3c8", "#c9c9c9")
"""In turn, by the theme's name; colours only tell neighbours apart."""

PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
.heading {{ font-size: 1.3em; font-weight: bold; margin-top: 1.5rem; }}
.list_item {{ display: list-item; margin-left: 1.5rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""


def spans_page(tagged: TaggedText) -> str:
    """A page that shows themes and ambitions as labelled bars under the words that say them."""
    sentences = [sentence for passage in tagged.passages for sentence in passage.sentences]
    slugs = sorted({theme.theme for sentence in sentences for theme in sentence.themes})
    colours = {slug: THEME_COLOURS[at % len(THEME_COLOURS)] for at, slug in enumerate(slugs)}
    colours |= {_label(ambition): AMBITION_COLOUR for sentence in sentences for ambition in sentence.ambitions}
    content = "\n".join(_passage(each, colours) for each in tagged.passages)
    return PAGE.format(title=escape(tagged.source), content=content)


def _passage(tagged: TaggedPassage, colours: dict[str, str]) -> str:
    text = tagged.passage.text
    spans = [span for sentence in tagged.sentences for span in _spans(text, sentence)]
    drawn = {"text": text, "tokens": text.split(), "spans": spans}
    marked = (
        displacy.render(drawn, style="span", manual=True, jupyter=False, options={"colors": colours}) if spans else ""
    )
    return f'<div class="{tagged.passage.kind}">{marked or escape(text)}</div>'


def _spans(text: str, sentence: TaggedSentence) -> Iterator[dict[str, object]]:
    for theme in sentence.themes:
        for start, end in _evidence(text, theme) or [(theme.start, theme.end)]:
            yield {**_words(text, start, end), "label": theme.theme}
    for ambition in sentence.ambitions:
        if ambition.start is not None and ambition.end is not None:
            yield {**_words(text, ambition.start, ambition.end), "label": _label(ambition)}


def _evidence(text: str, theme: SentenceTheme) -> list[tuple[int, int]]:
    """Where the words that decided a theme stand in its sentence; a heading that decided it stands elsewhere."""
    pieces = [piece.lower() for words in theme.evidence for piece in words.split(APART)]
    places = [(text.lower().find(piece, theme.start, theme.end), len(piece)) for piece in pieces]
    return [(start, start + length) for start, length in places if start >= 0]


def _label(ambition: Ambition) -> str:
    figure = "" if ambition.value is None else f" {ambition.value:f}"
    return f"{ambition.form}{figure}"


def _words(text: str, start: int, end: int) -> dict[str, int]:
    """A stretch of characters in words of the text: the first, and the one behind the last."""
    first = len(text[:start].split()) - (start > 0 and not text[start - 1].isspace())
    return {"start_token": first, "end_token": max(first + 1, len(text[:end].split()))}

"""The language step over one document: the rows that its running text gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document
from normalise.dataset import Ambition, DocumentRow, Finding, Passage, SentenceTheme
from normalise.language.read import has_prose, read_sentences
from normalise.language.themes.proposals import propose_themes
from normalise.language.themes.tagger import ThemeTagger


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRows:
    """What the running text of one document gives."""

    engine: str | None = None
    """What read it; None where there was nothing to read."""
    themes: tuple[SentenceTheme, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_language(
    document: Document, row: DocumentRow, passages: Sequence[Passage], model: str | None = None
) -> LanguageRows:
    """Themes and ambitions of a document; nothing, and spaCy not even imported, where it has no running text.

    `model` names an installed spaCy package for Dutch, whose parse is used; EngineError where it cannot be.
    """
    if not has_prose(passages):
        return LanguageRows()
    from normalise.language.ambitions.find import find_ambitions, themes_by_sentence

    reading = read_sentences(document, row, passages, model)
    tagger = ThemeTagger(reading.sentences)
    themes = tagger.tag()
    return LanguageRows(
        engine=reading.engine,
        themes=themes,
        ambitions=find_ambitions(reading.sentences, themes_by_sentence(themes)),
        findings=tuple(propose_themes(reading.sentences, tagger.named)),
    )

"""Themes that a document introduces and the vocabulary lacks: proposed, so that a person decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from normalise.dataset import DocumentType, Finding, PassageKind, Severity
from normalise.findings import make_finding
from normalise.language.model import Sentence
from normalise.language.themes.context import heads_themes, is_general, is_numbered_theme
from normalise.themes import national_years, national_years_of_all, theme_label

RULE = "new-theme"
YEARS = re.compile(r"\b(20\d\d)\s*[-–/]\s*(20\d\d)\b")  # Veiligheidsagenda 2023-2026
MOST_WORDS = 10
"""Words of a heading that names a theme; longer ones are sentences."""

Named = Callable[[str], frozenset[str]]
"""The themes that a heading names."""


def propose_themes(sentences: Sequence[Sentence], named: Named) -> Iterator[Finding]:
    """A finding for each heading that a document presents as a theme while the vocabulary, or its years, lack it."""
    seen: set[str] = set()
    for sentence in sentences:
        heading = sentence.passage.text
        if sentence.passage.kind is not PassageKind.HEADING or heading in seen or not _is_presented(sentence):
            continue
        seen.add(heading)
        themes = named(heading)
        if not themes:
            yield _finding(
                sentence, f"Het document voert ‘{heading}’ op als thema, maar de woordenlijst kent dat thema niet."
            )
        elif sentence.publication.document_type is DocumentType.VEILIGHEIDSAGENDA:
            for theme in sorted(themes):
                if _is_new_to_agendas(theme, sentence.publication.title or ""):
                    known = f"het thema ‘{theme_label(theme)}’ stond tot nu toe in geen landelijke agenda van die jaren"
                    yield _finding(sentence, f"De landelijke agenda heeft ‘{heading}’ als thema, maar {known}.")


def _is_presented(sentence: Sentence) -> bool:
    """Whether a heading is presented as a theme: it stands directly under a heading for themes, or is numbered as one."""
    heading, path = sentence.passage.text, sentence.passage.heading_path
    if len(heading.split()) > MOST_WORDS or is_general(heading):
        return False
    return is_numbered_theme(heading) or (bool(path) and heads_themes(path[-1]))


def _is_new_to_agendas(theme: str, title: str) -> bool:
    match = YEARS.search(title)
    if match is None:
        return False
    years = set(range(int(match[1]), int(match[2]) + 1))
    known = national_years_of_all()
    return bool(years & known) and not years & national_years(theme)


def _finding(sentence: Sentence, message: str) -> Finding:
    passage = sentence.passage
    return make_finding(
        rule=RULE,
        severity=Severity.INFO,
        document_id=passage.document_id,
        passage_id=passage.passage_id,
        message=message,
        found=passage.text,
        hint="Neem het op in de woordenlijst als het een thema is.",
        locator=passage.locator,
    )

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, Heading, ListItem, Locator, Paragraph, Text
from extract.readers import read
from normalise.dataset import Dataset, Severity
from normalise.language.read import has_prose
from normalise.passages import passage_rows
from normalise.run import combine, normalise_document

CASES = Path(__file__).with_name("theme_cases.txt").read_text(encoding="utf-8")
ARROW = " => "
BASIS = {"t": "term", "s": "section", "e": "enumeration"}
HERE = Locator(address="char=0,1")


def dataset_of(text: str) -> Dataset:
    document = read(text.encode(), name="stuk.md")
    return combine([normalise_document(document, document_id="d", source="stuk.md", size=len(text))])


def found_in(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Sentences that have themes: text, basis, slugs."""
    dataset = dataset_of(text)
    texts = {passage.passage_id: passage for passage in dataset.passages}
    rows = [row for row in dataset.themes if texts[row.passage_id].kind != "heading"]
    return [
        (texts[key[0]].text[key[1] : key[2]], rows_[0].basis, tuple(row.theme for row in rows_))
        for key, each in groupby(rows, key=lambda row: (row.passage_id, row.start, row.end))
        if (rows_ := list(each))
    ]


@pytest.mark.parametrize("case", CASES.split("\n# ")[2:], ids=lambda case: case.splitlines()[0])
def test_publications(case: str) -> None:
    lines = ["# " + case.splitlines()[0], *case.splitlines()[1:]]
    expected = [
        (
            line.split(ARROW)[0].lstrip("-123456789. "),
            BASIS[line.split(ARROW)[1][0]],
            tuple(line.split(ARROW)[1].split()[1:]),
        )
        for line in lines
        if ARROW in line
    ]
    assert found_in("\n".join(line.split(ARROW)[0] for line in lines)) == expected


def test_a_title_of_one_theme_is_the_section_of_all() -> None:
    found = found_in("# Convenant mensenhandel\n\n## Afspraken\n\nSlachtoffers krijgen opvang en juridische bijstand.")
    assert found == [("Slachtoffers krijgen opvang en juridische bijstand.", "section", ("mensenhandel",))]


def test_a_list_takes_the_theme_of_the_line_before_it() -> None:
    found = found_in(
        "# Plan\n\nVoor de aanpak van fraude geldt:\n\n- meldingen worden in twee dagen opgevolgd;\n- een team."
    )
    assert [(basis, themes) for _, basis, themes in found] == [("term", ("fraude",)), *[("section", ("fraude",))] * 2]


def test_a_document_introduces_a_theme() -> None:
    parts = [
        "# Plan 2027",
        "## Thema's",
        "### Inleiding\n\nEen zin van vijf woorden.",
        "### Fraude in de landbouw\n\nTekst.",
        "### Verkeersveiligheid\n\nTekst.",
    ]
    proposed = [finding for finding in dataset_of("\n\n".join(parts)).findings if finding.rule == "new-theme"]
    assert [(finding.found, finding.severity) for finding in proposed] == [("Verkeersveiligheid", Severity.INFO)]


def test_a_national_agenda_takes_up_a_theme_of_other_years() -> None:
    text = "# Veiligheidsagenda 2019-2022\n\n## Thema's\n\n### Mensenhandel\n\nDe politie doet meer zaken.\n\n### Fraude\n\nTekst."
    proposed = [finding for finding in dataset_of(text).findings if finding.rule == "new-theme"]
    assert [finding.found for finding in proposed] == ["Fraude"]


SENTENCES = st.sampled_from(
    [
        "De politie pakt ondermijning aan.",
        "Dat aantal stijgt naar 40.",
        "Slachtoffers krijgen hulp.",
        "Er waren 12 overvallen en 3 ddos‑aanvallen.",
        "Het college rapporteert aan de raad.",
        "De aanpak van mensen\u00adhandel en fraude blijft nodig.",
    ]
)
BLOCKS = st.lists(
    st.builds(lambda text: Paragraph(content=Text(text), locator=HERE), st.lists(SENTENCES, min_size=1).map(" ".join))
    | st.builds(lambda text: ListItem(content=Text(text), locator=HERE), SENTENCES)
    | st.builds(lambda text: Heading(content=Text(text), level=2, locator=HERE), st.sampled_from(["Fraude", "Aanpak"])),
    max_size=6,
)


def themes_of(blocks: list[Heading | Paragraph | ListItem]) -> Dataset:
    document = Document(media_type="text/plain", blocks=tuple(blocks))
    return normalise_document(document, document_id="d", source="s", size=1)


@settings(max_examples=60)
@given(BLOCKS)
def test_offsets_cut_the_sentence_and_its_evidence_and_a_second_time_changes_nothing(
    blocks: list[Heading | Paragraph | ListItem],
) -> None:
    dataset = themes_of(blocks)
    assert themes_of(blocks) == dataset
    texts = {passage.passage_id: passage.text for passage in dataset.passages}
    for row in dataset.themes:
        sentence = texts[row.passage_id][row.start : row.end]
        assert sentence == sentence.strip() != ""
        if row.basis != "section":
            assert all(piece in sentence for words in row.evidence for piece in words.split(" … "))


@settings(max_examples=40)
@given(BLOCKS)
def test_an_unrelated_sentence_under_its_own_heading_changes_nothing_here(
    blocks: list[Heading | Paragraph | ListItem],
) -> None:
    more = [
        *blocks,
        Heading(content=Text("Bijlage"), level=1, locator=HERE),
        Paragraph(content=Text("De kantine is op maandag om negen uur open."), locator=HERE),
    ]
    if has_prose(passage_rows(Document(media_type="text/plain", blocks=tuple(blocks)), "d")):
        assert themes_of(more).themes == themes_of(blocks).themes

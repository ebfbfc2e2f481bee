"""Where a paragraph, an item or a heading begins and ends."""

from __future__ import annotations

from extract.document import Marker, Text
from extract.pdf.flow import Line
from extract.pdf.page import Box, Style
from extract.pdf.paragraphs import split_paragraphs

LETTER = 5.0
"""Points that a letter of ten points takes."""


def lines(*texts: str, left: float = 70, top: float = 100, size: float = 10, bold: bool = False) -> list[Line]:
    """Lines below each other; `>` at the start sets one in, `^` puts a raised marker before it."""
    made = []
    for number, text in enumerate(texts):
        bare = text.lstrip(">^")
        start = left + 18 * text.count(">")
        markers = (Marker(text="1", offset=0),) if text.startswith("^") else ()
        baseline = top + 12 * number
        box = Box(start, baseline - 8, start + LETTER * len(bare), baseline + 2)
        made.append(Line(Text(bare, markers), box, baseline, Style("Arial", size, bold), bold, bold))
    return made


def split(found: list[Line]) -> list[str]:
    return [" ".join(line.content.text for line in stretch.lines) for stretch in split_paragraphs(found)]


FULL = "Een regel die tot aan de rechterkant van de kolom is gevuld met tekst"


def test_full_lines_are_one_paragraph() -> None:
    assert split(lines(FULL, FULL, "en dan het slot.")) == [f"{FULL} {FULL} en dan het slot."]


def test_white_space_parts_paragraphs() -> None:
    assert split([*lines(FULL, FULL), *lines(FULL, FULL, top=136)]) == [f"{FULL} {FULL}"] * 2


def test_a_sentence_that_ends_early_ends_a_paragraph() -> None:
    assert split(lines(FULL, "Dat is alles.", FULL, FULL)) == [f"{FULL} Dat is alles.", f"{FULL} {FULL}"]


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    last = "Deze regel is tot aan de rechterkant gevuld, en daar eindigt de zin."
    assert split(lines(FULL, last, f">{FULL[:64]}", FULL)) == [f"{FULL} {last}", f"{FULL[:64]} {FULL}"]


def test_another_size_or_weight_is_another_piece() -> None:
    heading = lines("Veilige buurten", size=14, top=80)
    bold = lines("Toelichting", bold=True, top=92)
    assert split([*heading, *bold, *lines(FULL, FULL, top=104)]) == ["Veilige buurten", "Toelichting", f"{FULL} {FULL}"]


def test_items_with_their_labels() -> None:
    found = lines("• eerste punt dat door-", ">loopt op de tweede regel", "• tweede punt", "1. een nummer")
    assert [(stretch.label, len(stretch.lines)) for stretch in split_paragraphs(found)] == [
        ("•", 2),
        ("•", 1),
        ("1.", 1),
    ]


def test_what_is_set_out_after_an_item_is_no_part_of_it() -> None:
    found = lines("• een punt van twee regels dat hier nog even door blijft lopen tot het eind", ">en dan stopt", FULL)
    assert [stretch.label for stretch in split_paragraphs(found)] == ["•", ""]


def test_a_dash_in_the_middle_of_a_sentence_is_no_bullet() -> None:
    found = lines(FULL, "– in welke vorm dan ook – aan de orde komt in het volgende hoofdstuk.")
    assert len(split(found)) == 1


def test_a_raised_marker_begins_a_note() -> None:
    assert split(lines("^Eerste noot.", "^Tweede noot.")) == ["Eerste noot.", "Tweede noot."]


def test_bold_words_go_over_the_end_of_a_line() -> None:
    first = lines(FULL, bold=True)
    second = lines("en dat gaat verder in gewone letters.", top=112)
    assert len(split([*first, *second])) == 1

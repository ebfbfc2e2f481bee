from __future__ import annotations

import pytest

from extract.document import Marker, Text
from extract.html.captions import CaptionKind, caption_kind, is_caption_name, join_texts


@pytest.mark.parametrize(
    ("text", "bold", "expected"),
    [
        ("Tabel 2 Veiligheidsagenda 2019-2022", False, CaptionKind.NUMBERED),
        ("Tabel 3.1a: Aantal misdrijven", False, CaptionKind.NUMBERED),
        ("Overzicht IV", False, CaptionKind.NUMBERED),
        ("Tabel 3. Aantal misdrijven.", False, CaptionKind.NUMBERED),
        ("Tabel 3 toont de indicatoren", False, None),
        ("Tabel 3 laat zien dat het aantal misdrijven in alle gemeenten is gedaald.", False, None),
        ("Tabel 3 met de indicatoren:", False, None),
        ("Tabel in de bijlage", False, None),
        ("Staat van baten en lasten", False, None),
        ("Staat van baten en lasten", True, CaptionKind.BOLD),
        ("2.1.a % inwoners dat zich onveilig voelt", True, CaptionKind.BOLD),
        ("Let op: deze cijfers zijn nog niet door de accountant gezien.", True, None),
        ("x" * 301, True, None),
        ("(bedragen x € 1.000)", False, CaptionKind.UNIT),
        ("Bedragen x € 1 mln.", False, CaptionKind.UNIT),
        ("x € 1.000", True, CaptionKind.UNIT),
        ("in procenten", False, CaptionKind.UNIT),
        ("De bedragen zijn afgerond", False, None),
        ("Gewone alinea", False, None),
    ],
)
def test_what_can_be_a_caption(text: str, bold: bool, expected: CaptionKind | None) -> None:
    assert caption_kind(text, bold=bold, named=False) is expected


@pytest.mark.parametrize("classes", ["table-title", "alinea tabeltitel", "Table-Caption", "tabel-kop", "MsoCaption"])
def test_names_of_captions(classes: str) -> None:
    assert is_caption_name(classes)


@pytest.mark.parametrize(
    "classes", [None, "", "table", "table-wrapper", "table-container", "page-title", "captions-off"]
)
def test_names_of_other_things(classes: str | None) -> None:
    assert not is_caption_name(classes)


def test_markers_stay_at_their_places_when_texts_are_joined() -> None:
    joined = join_texts([Text("Tabel 2", (Marker(text="1", offset=7),)), Text("Naam", (Marker(text="2", offset=4),))])
    assert joined.raw == "Tabel 21 Naam2"
    assert joined.text == "Tabel 2 Naam"

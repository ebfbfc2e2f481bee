"""One indicator under one slug, look-alikes under two; held by the crosswalk where it is at hand."""

from __future__ import annotations

import pytest

from normalise.indicators import indicator_slug
from normalise.themes import theme_slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aantal aangepakte CSV's", "Aantal aangepakte criminele samenwerkingsverbanden (csv’s)"),
        ("Aantal OM-verdachten mensenhandel", "Aantal verdachten van mensenhandel"),
        ("wrv alternatieve of aanvullende interventies", "- Waarvan alternatieve of aanvullende interventies"),
        ("Inzet gericht op keyplayers (/ netwerken)", "Inzet gericht op keyplayers (/netwerken) (in aantal zaken)"),
        ("Ziekteverzuim (in %)", "Ziekteverzuim"),
        ("2.1.a Aantal branden", "Aantal branden"),
    ],
)
def test_one_indicator(one: str, other: str) -> None:
    assert indicator_slug(one) == indicator_slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aantal cybercrime regulier", "Aantal verdachten cybercrime regulier"),
        ("Conservatoir beslag (in mln. euro’s)", "Waarde beslag (* € 1 mln.)"),
        ("Totaal aantal onderzoeken", "Aantal complexe onderzoeken"),
        ("Aantal inbraken", "Aantal pogingen tot inbraak"),
    ],
)
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert indicator_slug(one) != indicator_slug(other)


def test_a_label_of_signs_still_has_a_slug() -> None:
    assert indicator_slug("***") == "indicator"


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Ondermijning", "ondermijning"),
        ("Ondermijnende criminaliteit", "ondermijning"),
        ("Lasten", "lasten"),
        ("", None),
    ],
)
def test_theme_of_a_section(label: str, slug: str | None) -> None:
    assert theme_slug(label) == slug

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.scan.drawn import Drawn, take_drawn
from extract.scan.straighten import bleach, skew, straighten

PAPER, INK, DPI = 230, 40, 300
FONT = ImageFont.load_default(36)


def sheet(width: int = 1200, height: int = 800) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (width, height), PAPER)
    return picture, ImageDraw.Draw(picture)


def drawn_on(picture: Image.Image, noise: float = 0) -> Drawn:
    grey = np.asarray(picture, np.float32) + np.random.default_rng(1).normal(0, noise, (picture.height, picture.width))
    return take_drawn(grey.clip(0, 255).astype(np.uint8), PAPER, DPI)


def ink(grey: npt.NDArray[np.uint8]) -> int:
    return int((grey < PAPER - 60).sum())


@pytest.mark.parametrize("noise", [0, 10])
@pytest.mark.parametrize("width", [2, 3, 6])
def test_rules_are_found_and_taken_out(width: int, noise: float) -> None:
    picture, draw = sheet()
    for y in (100, 300, 500):
        draw.line((100, y, 1100, y), INK, width)
    for x in (100, 600, 1100):
        draw.line((x, 100, x, 500), INK, width)
    found = drawn_on(picture, noise)
    assert [round(strip.top / 100) for strip in found.horizontals] == [1, 3, 5]
    assert [round(strip.top / 100) for strip in found.verticals] == [1, 6, 11]
    assert all(strip.left < 110 and strip.right > 1090 for strip in found.horizontals)
    assert ink(found.picture) < 0.02 * ink(np.asarray(picture))


def test_text_is_no_rule() -> None:
    picture, draw = sheet()
    draw.text((100, 100), "Winkeldiefstallen mmmmmm WWWWW", INK, FONT, stroke_width=2)
    found = drawn_on(picture)
    assert (found.horizontals, found.verticals, found.bands) == ((), (), ())
    assert ink(found.picture) == ink(np.asarray(picture))


def test_text_on_a_rule_stays() -> None:
    picture, draw = sheet()
    draw.text((100, 100), "Realisatie 2019", INK, FONT)
    text = ink(np.asarray(picture))
    draw.line((100, 150, 1100, 150), INK, 3)
    assert ink(drawn_on(picture).picture) == pytest.approx(text, rel=0.02)


def test_light_text_on_a_dark_band_is_turned() -> None:
    picture, draw = sheet()
    draw.rectangle((96, 96, 1104, 204), INK)
    draw.text((300, 130), "Norm 2022", 250, FONT)
    found = drawn_on(picture)
    (band,) = found.bands
    assert abs(band.left - 96) <= 12
    assert abs(band.right - 1104) <= 12
    inside = found.picture[110:190, 110:1090]
    assert np.median(inside) > PAPER - 20
    assert inside.min() < 60


@pytest.mark.parametrize("angle", [-2.2, -0.6, 0.0, 0.3, 1.7])
def test_askew_is_measured_and_put_straight(angle: float) -> None:
    picture, draw = sheet(1600, 1200)
    for row in range(20):
        draw.text((150, 100 + 50 * row), "Aantal zaken in het verslagjaar 1.522 en 1.529", INK, FONT)
    turned = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    assert skew(turned, PAPER) == pytest.approx(-angle, abs=0.15)
    assert abs(skew(straighten(turned, PAPER)[0], PAPER)) < 0.15


def test_bleached_paper_is_white_and_ink_black() -> None:
    picture, draw = sheet()
    draw.rectangle((100, 100, 400, 400), INK)
    grey = np.asarray(picture, np.float32) + np.random.default_rng(1).normal(0, 8, (800, 1200))
    bleached = bleach(grey.clip(0, 255).astype(np.uint8), PAPER)
    assert np.mean(bleached[500:] == 255) > 0.9
    assert np.median(bleached[150:350, 150:350]) < 10


def test_blank_sheet_stays_as_it_is() -> None:
    blank = np.full((100, 100), 255, np.uint8)
    assert (bleach(blank, 255) == 255).all()
    assert take_drawn(blank, 255, DPI).horizontals == ()

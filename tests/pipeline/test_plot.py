"""`extract plot`: pictures of indicators, and what is said where there is nothing to draw."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from pipeline.cli import main

PAGE = """<html lang="nl"><head><title>{title}</title></head><body><table>
<tr><th>Indicator</th><th>Realisatie 2019</th><th>Realisatie 2020</th><th>Norm 2021</th></tr>
<tr><td>Aantal woninginbraken<sup>1</sup></td><td>1.522</td><td>1.480</td><td>1.400</td></tr>
<tr><td>Aantal jeugdigen (één &lt;/script&gt; ’s-Hertogenbosch)</td><td>2.018</td><td>2.020</td><td>2.000</td></tr>
</table><p><sup>1</sup> Het cijfer over 2019 is voorlopig.</p></body></html>"""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plot")
    (place / "een.html").write_text(PAGE.format(title="Jaarverslag 2020"), encoding="utf-8")
    assert call(place / "een.html", "-o", place / "uit").exit_code == 0
    return place / "uit"


def draw(folder: Path, target: Path, *options: str) -> bytes:
    result = call("plot", folder, "woninginbraken", "jeugdigen", "-o", target, *options)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"Written to {target}\n"
    return target.read_bytes()


def test_svg_holds_figures_notes_and_source_as_text(folder: Path, tmp_path: Path) -> None:
    svg = draw(folder, tmp_path / "a.svg").decode()
    text = " ".join(re.findall(r">([^<>]+)<", svg))
    for expected in (
        "Aantal woninginbraken",
        "realisatie 1.480",
        "norm 1.400",
        "1 Het cijfer over 2019 is voorlopig.",
        "Bron: Jaarverslag 2020.",
        "één",
        "’s-Hertogenbosch",
    ):
        assert expected in text
    assert "<script" not in svg
    assert not re.search(r"(?:href|src)=", svg)


def test_png_has_the_size_that_was_asked_for(folder: Path, tmp_path: Path) -> None:
    picture = Image.open(BytesIO(draw(folder, tmp_path / "a.png", "--width", "500", "--scale", "1")))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(500, abs=40)
    colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert {(0, 84, 143), (168, 67, 0)} <= {colour for _, colour in colours}  # realisatie and norm


def test_pdf_has_text_that_can_be_searched(folder: Path, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(draw(folder, tmp_path / "a.pdf", "--lang", "en"))
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "actual 1,480" in text
    assert "één" in text


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html"])
def test_the_same_dataset_gives_the_same_bytes(folder: Path, tmp_path: Path, ending: str) -> None:
    first = draw(folder, tmp_path / f"a.{ending}")
    second = tmp_path / f"b.{ending}"
    command = [sys.executable, "-m", "pipeline", "plot", str(folder), "woninginbraken", "jeugdigen", "-o", str(second)]
    subprocess.run(command, check=True, capture_output=True)  # another process: other hashes, another order of sets
    assert second.read_bytes() == first


def test_a_page_allows_its_own_scripts_only(folder: Path, tmp_path: Path) -> None:
    page = draw(folder, tmp_path / "a.html", "--theme", "dark").decode()
    assert '<html lang="nl">' in page
    assert "default-src &#x27;none&#x27;" in page
    assert "unsafe-eval" not in page
    assert page.count("</script>") == page.count("<script")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_draws_the_page_under_its_policy(folder: Path, tmp_path: Path) -> None:
    draw(folder, tmp_path / "a.html")
    assert CHROMIUM is not None
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--enable-logging=stderr",
    ]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [CHROMIUM, *options, profile, "--virtual-time-budget=5000", "--dump-dom", f"file://{tmp_path / 'a.html'}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert "realisatie 1.480" in done.stdout
    assert "CONSOLE" not in done.stderr


def test_an_unknown_indicator_is_named_with_what_is_near(folder: Path, tmp_path: Path) -> None:
    result = call("plot", folder, "woninginbraak", "-o", tmp_path / "a.svg")
    assert result.exit_code == 2
    assert "holds no indicator woninginbraak; did you mean aantal-woninginbraken?" in result.stderr
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-o", "a.gif"], "a.gif does not say what to make: its name must end in .svg, .png, .pdf, .html"),
        (["-o", "a.svg", "--from", "toen"], "--from toen is no period; write 2020, 2020-S1, 2020-Q3 or 2020-06"),
        (
            ["-o", "a.svg", "--from", "2030"],
            "nothing of aantal-woninginbraken is left to draw; there are periods 2019 to 2021",
        ),
        (["-o", "a.svg", "--area", "Sneek"], "there are periods 2019 to 2021; areas NL"),
        (["-o", "/no/such/folder/a.svg"], "cannot write to /no/such/folder"),
        (["-o", "a.svg", "--width", "3"], "--width"),
    ],
)
def test_what_cannot_be_drawn_is_said(folder: Path, options: list[str], expected: str) -> None:
    result = call("plot", folder, "woninginbraken", *options)
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())


def test_a_selection_is_drawn(folder: Path, tmp_path: Path) -> None:
    svg = draw(folder, tmp_path / "a.svg", "--measure", "norm", "--from", "2020", "--to", "2021").decode()
    assert "norm 1.400" in svg
    assert "realisatie" not in svg

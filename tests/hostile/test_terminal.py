"""Whatever stands in a document, or in the name of a file, a terminal that shows it stays as it was."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.terminal import HARMFUL
from tests.pipeline.test_cli import start

EVIL = "\x1b[2J\x1b]0;titel\x07\x9b31m\r\u202e\u2066\u200b"
REFERENCES = "".join(f"&#{ord(char)};" for char in EVIL)
PAGE = """<html><head><title>Jaar{evil}verslag 2020</title></head><body><h1>Jaar{evil}verslag 2020</h1>
<p>In 2023 {evil} moet het aantal overvallen zijn gedaald tot 1.000, zegt{evil} de korpschef{evil}.</p>
<table><caption>Tabel{evil} 1</caption><tr><th>Indicator{evil}</th><th>Norm{evil} 2020</th><th>Realisatie 2020</th></tr>
<tr><td>Aantal{evil} zaken<sup>9{evil}</sup></td><td>12{evil}</td><td>{figure}</td></tr>
<tr><td>- Waarvan{evil} oud</td><td>10</td><td>99</td></tr><tr><td>Totaal{evil}</td><td>70</td><td>80 ({evil})</td></tr></table>
<p>{evil}1) Voorlopig{evil} cijfer over 2019.</p></body></html>"""
NAME = f"versl{EVIL}\nag.html".replace("/", "")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / NAME).write_text(PAGE.format(evil=REFERENCES, figure="13"), encoding="utf-8")
    (folder / f"b{NAME}").write_text(PAGE.format(evil=REFERENCES, figure="31"), encoding="utf-8")
    (folder / f"k{EVIL}apot.docx").write_bytes(b"PK\x03\x04")
    (folder / f"plaatje.g{EVIL}if").write_bytes(b"GIF89a")
    return folder


def printed(*arguments: str | Path) -> str:
    """All that a command prints on both streams, without the ends of its lines."""
    output = CliRunner().invoke(main, [*map(str, arguments)]).output
    assert output.strip(), arguments
    assert "Traceback" not in output
    return output.replace("\n", "")


def test_no_command_prints_what_a_terminal_obeys(pages: Path, tmp_path: Path) -> None:
    dataset, other = tmp_path / "uit", tmp_path / "ander"
    said = [printed(pages, "-o", dataset), printed(pages / NAME, "-o", other)]
    (tmp_path / "mis").mkdir()
    commands: list[tuple[str | Path, ...]] = [
        ("list", dataset),
        ("check", dataset),
        ("show", dataset),
        ("show", dataset, "zaken"),
        ("show", dataset, "--sql", "SELECT indicator_label, value_raw FROM observations"),
        ("show", dataset, f"{EVIL}onbekend"),
        ("diff", dataset, other),
        ("tag", pages / NAME),
        ("tag", pages / NAME, "--html"),
        ("tag", f"Het aantal {EVIL} zaken moet in 2028 zijn gedaald tot 1.000."),
        ("remove", dataset, f"{EVIL}.html"),
        ("remove", other, NAME),
        (tmp_path / f"weg{EVIL}.html",),
        (tmp_path / "mis", "-o", tmp_path / f"uit{EVIL}"),
        ("list", tmp_path / f"geen{EVIL}"),
        ("debug", pages / NAME),
        (f"https://{EVIL}/",),
        (f"--{EVIL}",),
        (pages, "-o", pages / NAME),
    ]
    said += [printed(*command) for command in commands]
    for command, output in zip([("extract",), ("extract",), *commands], said, strict=True):
        assert not HARMFUL.search(output), (command, output)


def test_json_keeps_what_it_escapes(pages: Path) -> None:
    output = CliRunner().invoke(main, ["tag", str(pages / NAME), "--json"]).output
    assert not HARMFUL.search(output.replace("\n", ""))
    assert "\u202e" in json.dumps(json.loads(output), ensure_ascii=False)


def test_colours_are_ours_alone(pages: Path, tmp_path: Path) -> None:
    output = CliRunner().invoke(main, [str(pages), "-o", str(tmp_path / "uit")], color=True).output
    assert "\x1b[" in output
    assert not HARMFUL.search(re.sub(r"\x1b\[[0-9;]*m|\n", "", output))


def test_the_data_keep_what_is_printed(pages: Path, tmp_path: Path) -> None:
    """Except a NUL, which no reader lets through: to many programs it ends a text."""
    CliRunner().invoke(main, [str(pages), "-o", str(tmp_path / "uit")])
    table = (tmp_path / "uit" / "observations.csv").read_text(encoding="utf-8")
    assert "\x1b[2J" in table
    assert "\u202e" in table
    assert "\0" not in table


def test_what_libraries_print_of_a_document_goes_nowhere(tmp_path: Path) -> None:
    """libtiff says on standard error what it thinks of a picture, past Python and past what makes text harmless."""
    whole = BytesIO()
    sheet = Image.radial_gradient("L")
    sheet.save(whole, "TIFF", compression="tiff_lzw", dpi=(110, 110))
    data = whole.getvalue()
    (tmp_path / "kapot.tif").write_bytes(data[:400] + bytes(300) + data[700:])
    done = start(tmp_path / "kapot.tif", "-o", tmp_path / "uit", "--quiet", folder=tmp_path)
    assert done.returncode == 1
    assert [line.partition("(")[0] for line in done.stderr.splitlines()] == [
        "extract: kapot.tif: The picture is damaged "
    ]

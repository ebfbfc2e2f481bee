"""Bad input, each beside a good document: one clear sentence, the right exit code, no hang, the good one unharmed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 120
"""By the clock: what takes that long hangs. The slowest takes eight on a quiet machine; a busy one takes several times that."""

GOOD_TABLE = "<table><tr><th>Indicator</th><th>Norm 2020</th></tr><tr><td>Aantal zaken</td><td>12</td></tr></table>"
GOOD = "<h1>Jaarverslag</h1>" + GOOD_TABLE
ROW = "<tr><td>Aantal zaken</td><td>12</td></tr>"
SPAN = f'<table><tr><th>Indicator</th><th colspan="1000000000">Norm 2020</th></tr>{ROW}</table>'
TALL = f'<table><tr><th rowspan="99999999">Indicator</th><th>Norm 2020</th></tr>{ROW}</table>'
SPANS = "<table>" + "<tr>" + '<td colspan="1000" rowspan="65534">1</td>' * 300 + "</tr></table>"
UNCLOSED = "<table><tr><td>Aantal<td>12" * 2_000
PAPER = "<officiele-publicatie><kamerstuk><stuk>{}</stuk></kamerstuk></officiele-publicatie>"
LAUGHS = (
    "<!DOCTYPE officiele-publicatie [<!ENTITY l0 'ha'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 11))
    + "]>"
    + PAPER.format("<al>&l10;</al>")
)
OUTSIDE = "<!DOCTYPE officiele-publicatie [<!ENTITY geheim SYSTEM 'file:///etc/hostname'>]>" + PAPER.format(
    "<al>&geheim;</al>"
)
FETCHED = "<!DOCTYPE officiele-publicatie SYSTEM 'http://192.0.2.1/x.dtd'>" + PAPER.format("<al>&geheim;</al>")
ENTRY = '<entry namest="a" nameend="b" morerows="999999999"><al>1</al></entry>'
COLUMNS = '<colspec colname="a"/><colspec colnum="1000" colname="b"/>'
WIDE = PAPER.format(f"<table><tgroup>{COLUMNS}<tbody>{f'<row>{ENTRY}</row>' * 300}</tbody></tgroup></table>")
DEEP = PAPER.format("<divisie>" * 10_000 + "<al>x</al>" + "</divisie>" * 10_000)
NOTES = PAPER.format("<al>a<noot id='x'><noot.nr>1</noot.nr><noot.al>b</noot.al></noot></al>" * 10_000)
RECORD = "<metadata_gegevens><metadata name='DC.title' content='x'/></metadata_gegevens>"
BINARY = bytes(range(256)) * 40


def extract(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", str(folder), "-o", str(folder / "out"), "--format", "csv"]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def run_beside_good(folder: Path, name: str, data: bytes) -> subprocess.CompletedProcess[str]:
    (folder / "goed.html").write_text(GOOD, encoding="utf-8")
    (folder / name).write_bytes(data)
    done = extract(folder)
    assert "Traceback" not in done.stderr
    observations = (folder / "out" / "observations.csv").read_text(encoding="utf-8")
    assert "Aantal zaken" in observations
    return done


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leeg.html", b""),
        ("leeg.txt", b""),
        ("binair.html", BINARY),
        ("binair.txt", BINARY),
        ("nullen.txt", b"\0" * 100_000),
        ("lach.xml", LAUGHS.encode()),
        ("buiten.xml", OUTSIDE.encode()),
        ("opgehaald.xml", FETCHED.encode()),
        ("diep.xml", DEEP.encode()),
        ("breed.xml", WIDE.encode()),
        ("afgebroken.xml", PAPER.encode()[:-40]),
        ("tags.xml", PAPER.format("<x/>" * 3_000_000).encode()),
        ("anders.xml", b"<rss><channel/></rss>"),
        ("los.xml", RECORD.encode()),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name: str, data: bytes, tmp_path: Path) -> None:
    done = run_beside_good(tmp_path, name, data)
    lines = [line for line in done.stderr.splitlines() if line]
    assert done.returncode == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"extract: {name}: ")
    assert "internal fault" not in lines[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("breed.html", SPAN.encode()),
        ("hoog.html", TALL.encode()),
        ("spans.html", SPANS.encode()),
        ("diep.html", b"<div>" * 20_000 + b"tekst"),
        ("diepe-tabellen.html", b"<table><tr><td>" * 1_000 + b"tekst"),
        ("diepe-lijsten.html", b"<ul><li>" * 10_000 + b"tekst"),
        ("open.html", UNCLOSED.encode()),
        ("stukken.html", GOOD.encode()[:-40] * 50),
        ("noten.xml", NOTES.encode()),
        ("lange-regel.txt", b"Aantal zaken 12 " * 200_000),
        ("pijpen.txt", b"|" * 500_000),
        ("regels.txt", b"Aantal 1 2 3\n" * 10_000),
        ("alineas.txt", b"12\n\n" * 50_000),
        ("cijfers.txt", b"1" * 2_000_000),
        ("spaties.txt", b" \xc2\xa0" * 500_000),
    ],
)
def test_what_is_absurd_is_read_or_refused_in_time(name: str, data: bytes, tmp_path: Path) -> None:
    done = run_beside_good(tmp_path, name, data)
    assert done.returncode in (0, 1)
    assert "internal fault" not in done.stderr


def test_two_hundred_megabytes_of_text(tmp_path: Path) -> None:
    line = b"Aantal zaken in het verslagjaar 1.522 en 1.529.\n"
    done = run_beside_good(tmp_path, "groot.txt", line * (200_000_000 // len(line)))
    assert done.returncode == 1
    assert done.stderr.startswith("extract: groot.txt: ")

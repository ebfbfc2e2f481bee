"""Hostile packages, each in a process of its own: refused in under 5 seconds and 500 MB, with one clear sentence."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO

import pytest

from benchmarks.offices import ODF, WORD, pack
from extract.kinds import DOCX, ODS, ODT, XLSX, sniff
from tests.extract.archives import archive, bomb, deflated_zeros, from_parts
from tests.extract.sheets.workbooks import put, workbook
from tests.extract.test_package import LAUGHS
from tests.paths import ROOT

SECONDS, MEGABYTES = 5, 500
SCRIPT = """
import sys, time
from pathlib import Path
from extract.document import UnreadableDocument
from extract.readers import read
data, start = sys.stdin.buffer.read(), time.process_time()
try:
    print(f"read {len(read(data, name=sys.argv[1]).blocks)} blocks")
except UnreadableDocument as error:
    print(error)
# ru_maxrss would be the size of the test run: what a process was before it became this program counts there.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(time.process_time() - start, int(status["VmHWM"].split()[0]) / 1024)
"""


@dataclass(frozen=True)
class Outcome:
    sentence: str
    seconds: float
    megabytes: float


def read_apart(data: bytes, name: str) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, name], input=data, capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    *sentence, costs = done.stdout.decode().splitlines()
    seconds, megabytes = map(float, costs.split())
    return Outcome("\n".join(sentence), seconds, megabytes)


def word(body: str, before: str = "") -> bytes:
    return pack({"word/document.xml": f"{before}<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def sheet(inner: str) -> bytes:
    data, buffer = workbook(lambda each: put(each, [["Indicator", 2020], ["Zaken", 12]])), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, text.replace("</sheetData>", f"{inner}</sheetData>"))
    return buffer.getvalue()


ENTITIES = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PACKED = deflated_zeros(4)
NAMES = ("word/document.xml", *(f"word/media/{number}" for number in range(200)))
QUOTED = from_parts([(name, PACKED, 1_000_000) for name in NAMES], quoted=True)

LONG_ROWS = (
    f"<office:document-content {ODF}><office:body><office:spreadsheet><table:table table:name='Blad'>"
    f"<table:table-row table:number-rows-repeated='4000'><table:table-cell><text:p>{'A' * 1_000_000}</text:p></table:table-cell>"
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)

HOSTILE = [
    ("een.xlsx", bomb("xl/workbook.xml", 1000), "unpacks to 1,000,000,000 bytes"),
    ("twee.docx", bomb("word/document.xml", 300), "unpacks to 300,000,000 bytes"),
    ("drie.docx", QUOTED, "over each other"),
    ("vier.docx", word("&l9;", ENTITIES), "entities"),
    ("vijf.docx", word("&x;", EXTERNAL), "entities"),
    ("zes.docx", word("<w:p>" * 10_000 + "</w:p>" * 10_000), "nests elements"),
    ("zeven.docx", word("<w:p/>" * 3_000_000), "bytes of memory"),
    ("acht.odt", pack({"mimetype": ODT, "content.xml": f"{ENTITIES}<office:x {ODF}>&l9;</office:x>"}), "entities"),
    ("negen.docx", archive({"word/document.xml": "<a/>", "../../etc/passwd": "x"}), "leads out of it"),
    ("tien.xlsx", sheet("<row>" + "<c/>" * 3_000_000 + "</row>"), "cells allowed"),
    ("elf.xlsx", sheet("<x>" * 10_000 + "</x>" * 10_000), "e"),
    ("dertien.xlsx", sheet('<row r="9">' + "<c><v>1</v></c>" * 2_001 + "</row>"), "2,001 columns"),
    ("veertien.ods", pack({"mimetype": ODS, "content.xml": LONG_ROWS}), "50,000,000 characters"),
    ("twaalf.xlsx", sheet('<row r="9">' + "<c><v>1</v></c>" * 300_000 + "</row>"), "cells allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_what_is_hostile_costs_little_and_is_said(name: str, data: bytes, words: str) -> None:
    assert sniff(data, name) in (DOCX, XLSX, ODT, ODS, "application/zip")
    outcome = read_apart(data, name)
    assert words in outcome.sentence
    assert "\n" not in outcome.sentence
    assert outcome.seconds < SECONDS
    assert outcome.megabytes < MEGABYTES


def test_a_workbook_of_this_test_is_read() -> None:
    assert read_apart(sheet(""), "goed.xlsx").sentence == "read 1 blocks"

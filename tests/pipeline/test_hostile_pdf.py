"""PDFs that no reader likes: each gets the status that it should in time, and none takes the others with it."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from pipeline.find import Publication
from pipeline.running import run
from tests.extract.pdf.trouble import FAILED, TROUBLE

SECONDS = 10
"""What one of them may take of the processor; a hang takes more, whatever else the machine does."""


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_read_or_refused_in_time(name: str, tmp_path: Path) -> None:
    status, data = TROUBLE[name]
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(data)
    start = process_time()
    found = run([Publication(source=file.name, place=file)])
    assert process_time() - start < SECONDS
    (row,) = found.dataset.documents
    assert row.status == status, found
    assert [fault.sentence for fault in found.faults if "internal" in fault.sentence] == []
    assert len(found.faults) == (status == FAILED)
    assert status != "partial" or found.dataset.findings, "what is missing has to be said"


def test_all_of_them_are_rows_of_one_dataset(tmp_path: Path) -> None:
    for name, (_, data) in TROUBLE.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    files = [str(tmp_path / f"{name}.pdf") for name in TROUBLE]
    command = [sys.executable, "-W", "error", "-m", "pipeline", *files, "-o", str(tmp_path / "uit"), "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * len(files), check=False)
    assert done.returncode == 1
    said = [
        line for line in done.stderr.splitlines() if line.startswith("extract: ")
    ]  # a slow machine says how far it is too
    assert len(said) == sum(status == FAILED for status, _ in TROUBLE.values()), done.stderr
    with (tmp_path / "uit" / "documents.csv").open(encoding="utf-8", newline="") as stream:
        statuses = {row["source"]: row["status"] for row in csv.DictReader(stream)}
    assert statuses == {f"{name}.pdf": status for name, (status, _) in TROUBLE.items()}

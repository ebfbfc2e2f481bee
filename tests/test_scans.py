"""The scanned sample against the PDF that it is a scan of: the same figures, none of them quite believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.scan.engine import language
from normalise.dataset import Dataset, Observation
from pipeline.find import find_publications
from pipeline.running import run
from tests.making.sample_pdfs import ruled_lines
from tests.making.scans import SAMPLE

LARGEST = 300_000
RIGHT = 0.95
"""Of the figures; other versions of tesseract may read another one wrongly."""


def dataset_of(path: Path) -> Dataset:
    return run(find_publications([path]).publications).dataset


def keyed(dataset: Dataset) -> dict[tuple[object, ...], Observation]:
    return {(o.indicator_label, o.ref_area, o.measure, o.time_period): o for o in dataset.observations}


def test_sample_is_small() -> None:
    assert SAMPLE.stat().st_size < LARGEST


@pytest.mark.skipif(language() != "nld", reason="tesseract with Dutch is not installed")
def test_scan_gives_the_figures_of_what_was_scanned(tmp_path: Path) -> None:
    (tmp_path / "origineel.pdf").write_bytes(ruled_lines())
    original, scanned = keyed(dataset_of(tmp_path / "origineel.pdf")), keyed(dataset_of(SAMPLE))
    same = [key for key, one in original.items() if key in scanned and scanned[key].obs_value == one.obs_value]
    assert len(original) > 50
    assert len(same) >= RIGHT * len(original)
    for one in scanned.values():
        assert one.confidence <= 0.8
        assert any("scan" in reason for reason in one.confidence_reasons)
        assert one.footnotes == ()

"""What puts damaged documents through the command: that it makes the same ones every time, and sees what is wrong with a run."""

from __future__ import annotations

import json
from pathlib import Path

from fuzz.damage import damaged
from fuzz.scans import GENTLE
from fuzz.seeds import scan_seeds
from fuzz.whole import Asked, over_limits, rows_missing, write_collection, wrong

FEW = range(50_000, 50_012)
ASKED = Asked(count=len(FEW), first=FEW.start, kills=0, timeout=60, papers=None, keep=None)


def test_a_run_over_damaged_documents_loses_none(tmp_path: Path) -> None:
    papers, folder = tmp_path / "stukken", tmp_path / "uit"
    write_collection(papers, FEW)
    assert list(wrong(papers, folder, ASKED)) == []
    (papers / "erbij.html").write_text("<p>Niet gelezen</p>")
    assert list(rows_missing(papers, folder)) == ["erbij.html has no row"]
    text = (folder / "documents.csv").read_text(encoding="utf-8-sig")
    (folder / "documents.csv").write_text(text.replace(",failed,unreadable,", ",failed,,"), encoding="utf-8-sig")
    assert any("failed without a reason" in sentence for sentence in rows_missing(papers, folder))


def test_what_takes_too_long_or_too_much_is_seen(tmp_path: Path) -> None:
    lines = [{"source": f"{at}.pdf", "seconds": at, "peak_memory": 10**at} for at in (1, 70, 9.2)]
    (tmp_path / "uit.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert [sentence.split()[0] for sentence in over_limits(tmp_path / "uit.jsonl", 60)] == ["70.pdf", "9.2.pdf"]


def test_damaged_scans_are_the_same_every_time() -> None:
    sound = scan_seeds()
    assert {seed.format for seed in sound} == {*GENTLE, "pdf"}
    assert [damaged(number, sound) for number in range(40)] == [damaged(number, sound) for number in range(40)]

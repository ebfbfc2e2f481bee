"""Run every tool over the same files, and print what they cost and what of their tables is right."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.side_by_side.reading import Outcome
from benchmarks.side_by_side.scoring import CAUSES, Printed, Score, printed_table, score, total

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
SAMPLES = ROOT / "samples"

OURS = "ours"
TOOLS: Mapping[str, Mapping[str, str]] = {
    "html": {
        OURS: "extract, its tables",
        "with_pandas": "pandas.read_html, Dutch figures",
        "with_pandas_as_it_comes": "pandas.read_html as it comes",
    },
    "pdf": {
        OURS: "extract, its tables",
        "with_pdfplumber": "pdfplumber",
        "with_camelot": "camelot",
        "with_tabula": "tabula",
    },
}
"""For each format the modules that read it, and what they are called in the table; ours is what the others are measured by."""
NEEDS = {"with_camelot": "camelot", "with_tabula": "tabula"}
"""What the extra `bench` installs."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and what its table holds where that is known."""

    file: Path
    table: Printed | None


def main() -> int:
    """Print a table a format."""
    for ending, tools in TOOLS.items():
        cases = gold_cases(ending) or [Case(file, None) for file in sorted(SAMPLES.glob(f"*.{ending}"))]
        figures = sum(case.table.figures for case in cases if case.table)
        print(f"\n{ending}: {len(cases)} files, {figures or 'no known'} figures\n")
        print(
            f"| tool | time | right | missed | silently wrong | {' | '.join(CAUSES)} | under a spoiled name | failed |"
        )
        print("|---" * (7 + len(CAUSES)) + "|")
        reference = 0.0
        for module, name in tools.items():
            if module in NEEDS and find_spec(NEEDS[module]) is None:
                print(f"| {name} | not installed: pip install -e '.[bench]' |")
                continue
            outcome = _run(module, [case.file for case in cases])
            reference = reference or outcome["processor"]
            print(_line(name, outcome, outcome["processor"] / reference, cases, figures))
    return 0


def gold_cases(ending: str) -> list[Case]:
    """The gold documents of a format whose one table is printed whole; none where the gold is not there."""
    manifest = GOLD / "documents" / "manifest.json"
    if not manifest.is_file():
        return []
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    cases = [
        Case(
            GOLD / "documents" / name,
            printed_table(json.loads((GOLD / "tables" / f"{entry['gold']}.json").read_bytes())),
        )
        for name, entry in sorted(entries.items())
        if entry["format"] == ending and entry["expect"] == "dataset" and not entry["lossy"]
    ]
    return [case for case in cases if case.table]


def _run(module: str, files: Sequence[Path]) -> Outcome:
    command = [sys.executable, "-m", f"benchmarks.side_by_side.{module}"]
    done = subprocess.run(  # noqa: S603 - our own modules
        command, input=json.dumps(list(map(str, files))), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
    )
    outcome: Outcome = json.loads(done.stdout)
    return outcome


def _line(name: str, outcome: Outcome, ratio: float, cases: Sequence[Case], figures: int) -> str:
    sums = total(_scores(outcome, cases))
    right = f"{sums.counts['right'] / figures:.1%}" if figures else ""
    missed = f"{sums.counts['missed'] / figures:.1%}" if figures else ""
    causes = " | ".join(str(sums.counts[cause]) for cause in CAUSES)
    return f"| {name} | {ratio:.2f} | {right} | {missed} | {sums.wrong} | {causes} | {sums.counts['spoiled']} | {len(outcome['failed'])} |"


def _scores(outcome: Outcome, cases: Sequence[Case]) -> list[Score]:
    return [score(case.table, outcome["tables"].get(str(case.file), [])) for case in cases if case.table]


if __name__ == "__main__":
    sys.exit(main())

"""What joining many documents costs beside reading them: time and memory of the step across documents.

Run as `python -m benchmarks.across [DOCUMENTS]`: that many synthetic pages of one table each, read, stored, joined,
checked and written by the command itself, whose `run.json` says how long each part took and how much memory the run had in
use. Pages of one year and place print some of the same figures, so that there is something to compare.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages import page

DOCUMENTS = 5_000
MOST_SHARE = 0.15
MOST_MEMORY = 1_000  # MB
MEGABYTE = 1_000_000


def main(documents: int) -> int:
    """Print the share of the run that the step across documents takes, and the peak of memory; 1 if a bound breaks."""
    with TemporaryDirectory() as name:
        papers, results = Path(name, "stukken"), Path(name, "uit")
        papers.mkdir()
        for number in range(documents):
            (papers / f"{number}.html").write_bytes(page(number, tables=1))
        command = [sys.executable, "-m", "pipeline", str(papers), "-o", str(results), "--quiet", "--workers", "1"]
        subprocess.run(command, check=True)  # noqa: S603 - our own command
        account = json.loads((results / "run.json").read_bytes())
    seconds, memory = account["seconds"], account["peak_memory"]
    share = seconds["joining"] / seconds["total"]
    peak = max(memory[phase] for phase in ("reading", "gathering", "joining", "writing")) / MEGABYTE
    print(f"{documents:,} documents, {account['dataset']['observations']:,} observations")
    print(
        f"whole run {seconds['total']:.1f} s, reading {seconds['reading']:.1f} s, "
        f"reading back {seconds['gathering']:.1f} s; across documents {seconds['joining']:.1f} s, "
        f"{share:.1%} (at most {MOST_SHARE:.0%})"
    )
    print(f"peak memory of the run {peak:,.0f} MB (at most {MOST_MEMORY:,})")
    return 0 if share <= MOST_SHARE and peak <= MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS))

"""What joining many documents costs beside reading them: time and memory of the step across documents.

Run as `python -m benchmarks.across [DOCUMENTS]`: that many synthetic pages of one table each, read, stored, joined,
checked and written. Pages of one year and place print some of the same figures, so that there is something to compare.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from benchmarks.pages import page
from normalise.dataset import Dataset
from normalise.run import combine
from pipeline import running as runs
from pipeline.find import find_publications

DOCUMENTS = 5_000
MOST_SHARE = 0.15
MOST_MEMORY = 1_000  # MB
KIBIBYTES_IN_MB = 1_000_000 / 1024


def main(documents: int) -> int:
    """Print the share of the run that the step across documents takes, and the peak of memory; 1 if a bound breaks."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(documents):
            (folder / f"{number}.html").write_bytes(page(number, tables=1))
        joining = _Timed(combine)
        start = perf_counter()
        with patch.object(runs, "combine", joining):
            done = runs.run_into(folder / "results", find_publications([folder]).publications)
        whole = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_IN_MB
    share = joining.seconds / whole
    print(
        f"{documents:,} documents, {len(done.dataset.observations):,} observations, {len(done.dataset.revisions):,} revisions"
    )
    print(f"whole run {whole:.1f} s; across documents {joining.seconds:.1f} s, {share:.1%} (at most {MOST_SHARE:.0%})")
    print(f"peak memory {peak:,.0f} MB (at most {MOST_MEMORY:,})")
    return 0 if share <= MOST_SHARE and peak <= MOST_MEMORY else 1


class _Timed:
    """A function that adds up how long it takes."""

    def __init__(self, function: Callable[..., Dataset]) -> None:
        self._function = function
        self.seconds = 0.0

    def __call__(self, *arguments: object) -> Dataset:
        start = perf_counter()
        try:
            return self._function(*arguments)
        finally:
            self.seconds += perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS))

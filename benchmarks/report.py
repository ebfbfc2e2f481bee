"""What report.html costs: beside the run that it describes, in bytes, and until a browser shows it.

Run as `python -m benchmarks.report [DOCUMENTS]`: first the samples, each time in a new process, with the report and without; then as many
synthetic pages of one table each (`benchmarks/pages.py`), read, joined, written and reported. Times are the processor's.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from unittest.mock import patch

from benchmarks.pages import page
from output.formats import REPORT
from pipeline import reporting
from pipeline.find import find_publications
from pipeline.running import run_into

DOCUMENTS = 500
ROUNDS = 3
MOST_SHARE = 0.25
MOST_SECONDS = 2.0
MOST_BYTES = 15_000_000
MOST_OPENING = 3.0
READY = "html.ready"
SAMPLES = Path(__file__).parents[1] / "samples"


def main(documents: int) -> int:
    """Print all of it; 1 when a bound breaks."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        kept = [_samples(folder / "samples"), _many(folder / "many", documents)]
        kept += [_open(folder / each / REPORT) for each in ("samples", "many")]
    return 0 if all(kept) else 1


def _samples(target: Path) -> bool:
    # By turns, so that a slow moment of the machine hits both; with the report last, since it is looked at.
    pairs = [(_run_seconds(target, "--no-report"), _run_seconds(target)) for _ in range(ROUNDS)]
    without, cost = median(one for one, _ in pairs), median(other - one for one, other in pairs)
    print(f"samples: {without:.2f} s without the report, {cost:.2f} s more with it (at most {MOST_SECONDS})", end="")
    print(f", {cost / without:.0%} of the run; {_size(target / REPORT)}")
    return cost <= MOST_SECONDS


def _run_seconds(target: Path, *options: str) -> float:
    """The processor's time of a run in a process of its own, with all that it imports; in one, whose time is all of it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "pipeline",
        str(SAMPLES),
        "-o",
        str(target),
        "--fresh",
        "-q",
        "--workers",
        "0",
        *options,
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _many(target: Path, documents: int) -> bool:
    target.mkdir()
    for number in range(documents):
        (target / f"{number}.html").write_bytes(page(number, tables=1))
    making = _Timed(reporting.report_files)
    start = process_time()
    with patch.object(reporting, "report_files", making):
        done = run_into(target, find_publications([target]).publications)
    without = process_time() - start - making.seconds
    share = making.seconds / without
    print(
        f"{documents} documents, {len(done.dataset.observations):,} observations: {without:.1f} s without the report, ",
        end="",
    )
    print(f"{making.seconds:.1f} s for it, {share:.0%} (at most {MOST_SHARE:.0%}); {_size(target / REPORT)}")
    return share <= MOST_SHARE and (target / REPORT).stat().st_size <= MOST_BYTES


def _open(path: Path) -> bool:
    program = shutil.which("chromium")
    if program is None:
        print("Chromium is not installed: the opening was not measured")
        return True
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        view = browser.new_page()
        start = perf_counter()
        view.goto(path.as_uri())
        view.wait_for_selector(READY, state="attached")
        seconds = perf_counter() - start
        browser.close()
    print(f"{path.parent.name}: opened in {seconds:.2f} s (at most {MOST_OPENING})")
    return seconds <= MOST_OPENING


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.2f} MB"


class _Timed:
    """A function that adds up how long it keeps the processor."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function
        self.seconds = 0.0

    def __call__(self, *arguments: object) -> object:
        start = process_time()
        try:
            return self._function(*arguments)
        finally:
            self.seconds += process_time() - start


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS))

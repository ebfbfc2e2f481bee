"""Themes and ambitions against the labelled sentences: `python -m benchmarks.labelled_prose GOLD_FOLDER SEEDS_FOLDER`.

A third of the labelled documents was held out: chosen by the hash of their names, their labels not read while the words and
rules were made. The two parts are scored apart. The words of themes and the rules of ambitions were made apart from each other, and
each has held out a third of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.scorers import load_scorer
from output.formats import Format
from pipeline.find import find_publications
from pipeline.running import run_into

PARTS = ("worked on", "held out")


def held_out(names: set[str]) -> set[str]:
    """A third of the documents: the first by the hash of their names."""
    ordered = sorted(names, key=lambda name: sha256(name.encode()).hexdigest())
    return set(ordered[: len(ordered) // 3])


def held_out_of_ambitions(names: set[str]) -> set[str]:
    """The documents whose hash of the name is a multiple of three."""
    return {name for name in names if int(sha256(name.encode()).hexdigest(), 16) % 3 == 0}


HELD_OUT = {"themes": held_out, "ambitions": held_out_of_ambitions}


def scores(gold: Path, seeds: Path, table: str = "themes") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each part with what the scorer says of it, parted as it was for a table."""
    lines = (gold / "nlp" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    named = [(json.loads(line)["document"], line) for line in lines if line.strip()]
    apart = HELD_OUT[table]({name for name, _ in named})
    documents = gold / "nlp" / "documents"
    scorer = load_scorer(gold / "score_nlp.py")
    with TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        run_into(run, find_publications([documents, seeds]).publications, [Format.CSV])
        for part in PARTS:
            labels = Path(folder) / "labels.jsonl"
            of_part = [line for name, line in named if (name in apart) == (part == "held out")]
            labels.write_text("\n".join(of_part), encoding="utf-8")
            yield (
                part,
                scorer.run(str(run), [str(labels)], [str(documents), str(seeds)], str(gold / "nlp" / "themes.md")),
            )


def main(gold: str, seeds: str) -> None:
    """Print the scorer's summary of each part."""
    for table in HELD_OUT:
        for part, result in scores(Path(gold), Path(seeds), table):
            print(f"{table}, {part}: {result['summary']}")


if __name__ == "__main__":
    main(*sys.argv[1:])

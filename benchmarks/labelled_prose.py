"""Themes and ambitions against the labelled sentences: `python -m benchmarks.labelled_prose GOLD_FOLDER SEEDS_FOLDER`.

A third of the labelled documents was held out: chosen by the hash of their names, their labels not read while the words and
rules were made. The two parts are scored apart.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from output.formats import Format
from pipeline.find import find_publications
from pipeline.run import run_into

PARTS = ("worked on", "held out")


def held_out(names: set[str]) -> set[str]:
    """A third of the documents: the first by the hash of their names."""
    ordered = sorted(names, key=lambda name: sha256(name.encode()).hexdigest())
    return set(ordered[: len(ordered) // 3])


def scores(gold: Path, seeds: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Each part with what the scorer says of it."""
    lines = (gold / "nlp" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    named = [(json.loads(line)["document"], line) for line in lines if line.strip()]
    apart = held_out({name for name, _ in named})
    documents = gold / "nlp" / "documents"
    with TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        run_into(run, find_publications([documents, seeds]).publications, [Format.CSV])
        for part in PARTS:
            labels = Path(folder) / "labels.jsonl"
            of_part = [line for name, line in named if (name in apart) == (part == "held out")]
            labels.write_text("\n".join(of_part), encoding="utf-8")
            yield (
                part,
                _scorer(gold).run(
                    str(run), [str(labels)], [str(documents), str(seeds)], str(gold / "nlp" / "themes.md")
                ),
            )


def _scorer(gold: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score_nlp", gold / "score_nlp.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(gold: str, seeds: str) -> None:
    """Print the scorer's summary of each part."""
    for part, result in scores(Path(gold), Path(seeds)):
        print(f"{part}: {result['summary']}")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A parser under atheris, which looks for input that takes new paths through it (extra `[fuzz]`).

    python -m fuzz.guided numbers --seconds 60 [--corpus FOLDER] [--finds FOLDER]

Unlike atheris by itself it does not stop at the first find: each place in the program that goes wrong is kept once.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extract", "normalise"]):
    from fuzz.targets import TARGETS, Violated

from fuzz import markup, raw
from fuzz.beginnings import seed_bytes

MARKED_UP = "koop_xml"
BY_HAND = 0.6
"""Of the changes: those that know what markup is. The rest are atheris' own."""
LONGEST = 20_000


class Finds:
    """What went wrong, once for each place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()

    def keep(self, data: bytes, error: Exception) -> None:
        """Keep the input, unless something went wrong at this place before."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = str(error)[:12] if isinstance(error, Violated) else f"{frame.filename}:{frame.lineno}"
        key = hashlib.sha256(f"{type(error).__name__} {place}".encode()).hexdigest()[:12]
        if key in self.seen:
            return
        self.seen.add(key)
        (self.folder / key).write_bytes(data)
        (self.folder / f"{key}.why").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        print(f"{type(error).__name__} at {place}: {error}", flush=True)


def watched(target: Callable[[bytes], None], finds: Finds) -> Callable[[bytes], None]:
    """The target, with what it raises kept rather than raised."""

    def one(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - any exception is a find
            finds.keep(data, error)

    return one


def change_markup(data: bytes, most: int, seed: int) -> bytes:
    """A change to markup, or one of atheris' own."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    if chance.random() > BY_HAND:
        return bytes(atheris.Mutate(data, most))
    kinds = chance.choice((markup.GENTLE, markup.GENTLE, markup.DAMAGES, raw.DAMAGES))
    changed = chance.choice(kinds)(data, chance)
    return changed if len(changed) <= most else data


def main(arguments: Sequence[str]) -> None:
    """Run one target for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"))
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = told.corpus or Path(scratch)
        corpus.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(seed_bytes(told.target)):
            (corpus / f"seed-{number:03}").write_bytes(data)
        options = [f"-max_total_time={told.seconds}", "-rss_limit_mb=3000", "-timeout=300", f"-max_len={LONGEST}"]
        finds = Finds(told.finds / told.target)
        finds.folder.mkdir(parents=True, exist_ok=True)
        mutator = {"custom_mutator": change_markup} if told.target == MARKED_UP else {}
        atheris.Setup(
            [sys.argv[0], *options, f"-artifact_prefix={finds.folder}/", str(corpus)],
            watched(TARGETS[told.target], finds),
            **mutator,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])

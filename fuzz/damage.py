"""The collection: a damaged document for every number, the same one whenever it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from fuzz.raw import spliced
from fuzz.seeds import DAMAGES, GENTLE, Seed

MOST_DAMAGES = 6
"""Of one document."""
SPLICES = 0.03
MISNAMED = 0.03


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document that something befell."""

    number: int
    name: str
    data: bytes


def damaged(number: int, seeds: Sequence[Seed]) -> Damaged:
    """The document of a number; numbers go round the formats, so that each gets its share."""
    random = Random(number)  # noqa: S311 - no secret: the same number, the same document
    formats = sorted({seed.format for seed in seeds})
    kind = formats[number % len(formats)]
    seed = random.choice([seed for seed in seeds if seed.format == kind])
    data = seed.data
    kinds = random.choice((GENTLE, DAMAGES))[kind]
    for _ in range(random.randrange(1, MOST_DAMAGES + 1)):
        data = random.choice(kinds)(data, random)
    if random.random() < SPLICES:
        data = spliced(data, random.choice(seeds).data, random)
    ending = random.choice(formats) if random.random() < MISNAMED else kind
    return Damaged(number, f"{number:06}-{seed.name.rpartition('.')[0]}.{ending}", data)

"""What damage is done to: the samples, and what `benchmarks.offices` makes of them in the formats that they leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.offices import WRITERS
from extract.readers import read
from fuzz import markup, packages, papers, raw, scans
from fuzz.raw import Damage

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
RECORD = ".metadata.xml"

MARKUP = (*markup.DAMAGES, *raw.DAMAGES)
DAMAGES: Mapping[str, tuple[Damage, ...]] = {
    "html": MARKUP,
    "xml": MARKUP,
    **dict.fromkeys(("docx", "odt", "xlsx", "ods"), tuple(packages.DAMAGES)),
    "pdf": tuple(papers.DAMAGES),
    **dict.fromkeys(("txt", "md", "csv"), (*raw.DAMAGES, markup.number_changed, markup.encoded_otherwise)),
    **{kind: tuple(damages) for kind, damages in scans.DAMAGES.items()},
}
"""What can befall a document of each format."""
GENTLE: Mapping[str, tuple[Damage, ...]] = {
    **dict.fromkeys(("html", "xml"), tuple(markup.GENTLE)),
    **dict.fromkeys(("docx", "odt", "xlsx", "ods"), (packages.part_damaged,)),
    "pdf": (papers.stream_damaged,),
    **dict.fromkeys(("txt", "md", "csv"), (raw.moved, raw.repeated, markup.number_changed)),
    **{kind: tuple(damages) for kind, damages in scans.GENTLE.items()},
}
"""What leaves most of a document to be read, which is where faults hide; of much else the door takes care."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound document."""

    name: str
    data: bytes

    @property
    def format(self) -> str:
        """Its ending, without the dot."""
        return self.name.rpartition(".")[2]


def seeds() -> list[Seed]:
    """All samples but the scans, and those in HTML and XML once more in every format of an office."""
    found = [Seed(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if _is_document(path)]
    return [*found, *(made for seed in found for made in _in_other_formats(seed))]


def scan_seeds() -> list[Seed]:
    """The first page of each PDF among the samples as a scanner saves it, in four formats. Reading one takes a second."""
    papers_there = [path for path in sorted(SAMPLES.iterdir()) if path.suffix == ".pdf"]
    return [Seed(*scan) for path in papers_there for scan in scans.scans_of(path.stem, path.read_bytes())]


def _is_document(path: Path) -> bool:
    return path.is_file() and not path.name.endswith(RECORD)


def _in_other_formats(seed: Seed) -> Iterator[Seed]:
    if seed.format not in ("html", "xml"):
        return
    document = read(seed.data, name=seed.name)
    for ending, write in WRITERS.items():
        yield Seed(f"{seed.name.rpartition('.')[0]}.{ending}", write(document))

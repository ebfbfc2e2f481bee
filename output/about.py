"""What is said of a dataset as a whole: by whoever publishes it, and of the documents that it was made of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from normalise.dataset import Dataset, DocumentRow, DocumentStatus

FILE = "package.toml"
"""Beside a dataset, where its publisher made one: what `About` holds, by name."""
TITLE = "Indicators from Dutch policy publications"
DESCRIPTION = "Every figure as printed, with its period, unit and footnotes, and where it stands."
RIGHTS = (
    "The figures are facts that the publications under `sources` print; what may be done with those is up to their "
    "publishers. A licence is named only where the publisher of this dataset states one."
)
ADDRESS = re.compile(r"https?://\S+")  # of a source that was fetched
OFFICIAL = "https://zoek.officielebekendmakingen.nl/{}"
"""Where an official publication is, by its identifier: https://zoek.officielebekendmakingen.nl/kst-28684-540."""
HASH = "sha-256-64:{}"
"""The first 64 bits of a SHA-256, named as in RFC 6920, section 9.4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the publisher of a dataset says of it. The tool knows none of it and claims none of it."""

    title: str = TITLE
    description: str = DESCRIPTION
    publisher: str | None = None
    licence: str | None = None
    """A name such as CC-BY-4.0 (https://spdx.org/licenses)."""
    licence_url: str | None = None


NOTHING_SAID = About()


def read_about(folder: Path) -> About:
    """What `package.toml` in a folder says; ValueError when it cannot be taken."""
    try:
        said = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NOTHING_SAID
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no TOML: {error}") from error
    known = [field.name for field in fields(About)]
    for name, value in said.items():
        if name not in known:
            raise ValueError(f"it says {name!r}; what it can say is {', '.join(known)}")
        if not isinstance(value, str):
            raise ValueError(f"{name} is no text; put it in quotes")
    if said.get("licence_url") and not said.get("licence"):
        raise ValueError("licence_url needs a licence, such as CC-BY-4.0")
    return About(**said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, as what uses the dataset should name it."""

    title: str
    producer: str | None
    published: str | None
    """ISO 8601."""
    address: str | None
    hash: str


def sources(dataset: Dataset) -> Iterator[Source]:
    """The documents that were read, in the order of the dataset."""
    for row in dataset.documents:
        if row.status is not DocumentStatus.FAILED:
            yield Source(
                title=row.title or row.source,
                producer=row.publisher or row.ministry,
                published=row.published.isoformat() if row.published else None,
                address=_address(row),
                hash=HASH.format(row.document_id),
            )


def _address(row: DocumentRow) -> str | None:
    if ADDRESS.fullmatch(row.source):
        return row.source
    return OFFICIAL.format(row.identifier) if row.identifier else None

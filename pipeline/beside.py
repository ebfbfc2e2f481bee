"""The `metadata.xml` that lies beside a publication: what its publisher says of it (KOOP)."""

from __future__ import annotations

from pathlib import PurePosixPath

METADATA = "metadata.xml"


def metadata_places(name: str) -> tuple[str, ...]:
    """Where the metadata of a publication may lie, likeliest first: as the site has it, or in its folder.

    >>> metadata_places("2024/kst-36410-7.xml")
    ('2024/kst-36410-7/metadata.xml', '2024/metadata.xml')
    """
    path = PurePosixPath(name)
    return str(path.with_suffix("") / METADATA), str(path.with_name(METADATA))

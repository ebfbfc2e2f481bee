"""A dataset in parts: several Parquet files a table, which its descriptor names. A cluster writes such a one."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from output.formats import DESCRIPTOR
from output.schema import table_schemas
from output.to_datapackage import PACKAGE_NAME

Parts = dict[str, tuple[Path, ...]]
"""By table the files that hold its rows."""


def parts_of(folder: Path) -> Parts:
    """The files of a dataset in parts; empty where the folder holds one in one piece, or none, or what others wrote."""
    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes())
        if package["name"] != PACKAGE_NAME:
            return {}
        named = {resource["name"]: resource["path"] for resource in package["resources"]}
        parts = {
            schema.name: tuple(_within(folder, path) for path in _several(named[schema.name]))
            for schema in table_schemas()
        }
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return parts


def _several(paths: object) -> list[str]:
    """The paths of a table in parts; one in one piece has a path that is no list."""
    if not isinstance(paths, list):
        raise TypeError
    return paths


def _within(folder: Path, path: str) -> Path:
    """A file of the dataset, which is never outside its folder."""
    parts = PurePosixPath(path).parts
    if ".." in parts or PurePosixPath(path).is_absolute():
        raise ValueError(path)
    return folder.joinpath(*parts)

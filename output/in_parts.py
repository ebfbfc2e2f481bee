"""A dataset in parts: several Parquet files a table, which its descriptor names. A cluster writes such a one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from output.descriptor import read_descriptor
from output.schema import table_schemas

Parts = dict[str, tuple[Path, ...]]
"""By table the files that hold its rows."""


def parts_of(folder: Path) -> Parts:
    """The files of a dataset in parts; empty where the folder holds one in one piece, or none, or what others wrote."""
    try:
        named = {resource["name"]: resource["path"] for resource in read_descriptor(folder)["resources"]}
        paths = {schema.name: named[schema.name] for schema in table_schemas()}
        if not all(isinstance(each, list) for each in paths.values()):
            return {}
        return {name: tuple(_within(folder, path) for path in each) for name, each in paths.items()}
    except (ValueError, LookupError, TypeError):
        return {}


def _within(folder: Path, path: str) -> Path:
    """A file of the dataset, which is never outside its folder."""
    parts = PurePosixPath(path).parts
    if ".." in parts or PurePosixPath(path).is_absolute():
        raise ValueError(path)
    return folder.joinpath(*parts)

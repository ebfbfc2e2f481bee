"""Which dataset is the current one at a place, and what it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from normalise.review import Review
from output.formats import DESCRIPTOR
from output.to_datapackage import PACKAGE_NAME
from output.write import OutputError
from pipeline.fingerprint import fingerprint, hash_sources
from pipeline.finished import WRITERS
from pipeline.folder import Folder

SIDES = ("tables-a", "tables-b")
STATE = ".extract/across.state"
"""A hash of what the current dataset was made of."""


def made_of(ids: Iterable[str], review: Review) -> bytes:
    """A hash of what a dataset is made of, and with which code."""
    made_with = (sorted(ids), review, fingerprint(), hash_sources(WRITERS))
    return sha256(repr(made_with).encode()).hexdigest().encode()


def break_seal(folder: Folder) -> bytes:
    """What the current dataset was made of; it is taken away, so that a run which is killed leaves none that holds no more."""
    try:
        return folder.read(STATE)
    except FileNotFoundError:
        return b""
    finally:
        folder.remove(STATE)


def current_files(folder: Folder) -> tuple[str, ...]:
    """The files of the dataset that is there; OutputError when something else is."""
    try:
        package = json.loads(folder.read(DESCRIPTOR))
        ours = package["name"] == PACKAGE_NAME
        files = [file for resource in package["resources"] for file in (resource, *resource.get("alternates", ()))]
        paths = [path for file in files for path in ([file["path"]] if isinstance(file["path"], str) else file["path"])]
    except FileNotFoundError:
        return ()
    except (ValueError, LookupError, TypeError, AttributeError):
        ours, paths = False, []
    if not ours:
        raise OutputError(f"{folder} holds a {DESCRIPTOR} that extract did not write; choose another folder")
    return tuple(map(str, paths))


def side_of(files: Sequence[str]) -> str:
    """Which of the two folders these files are in; empty for neither."""
    first = files[0].split("/")[0] if files else ""
    return first if first in SIDES else ""

"""The descriptor of a dataset that is there, `datapackage.json`, read back; `output.to_datapackage` says what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from output.formats import DESCRIPTOR
from output.to_datapackage import PACKAGE_NAME


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of the dataset in a folder; empty where there is none of ours."""
    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) and package.get("name") == PACKAGE_NAME else {}

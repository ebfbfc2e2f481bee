"""The scorers that stand beside the gold, as modules."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def load_scorer(path: Path) -> ModuleType:
    """The scorer in this file."""
    spec = importlib.util.spec_from_file_location(f"gold_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

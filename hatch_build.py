"""Makes the script that draws charts in a browser (`output/charts/scripts.py`) when the package is built or installed."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCRIPTS = Path("output/charts/scripts.py")


class ScriptsHook(BuildHookInterface[Any]):
    """Writes the script beside its module and takes it into the wheel; an editable install finds it there too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - what hatchling gives
        """Make the script anew: seconds, and always the one of the vl-convert that builds."""
        module = runpy.run_path(str(Path(self.root) / SCRIPTS))
        target = SCRIPTS.with_name(module["BUNDLE"])
        (Path(self.root) / target).write_text(module["make_bundle"](), encoding="utf-8")
        build_data["artifacts"].append(f"/{target.as_posix()}")

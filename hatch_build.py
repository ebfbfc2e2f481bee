"""Makes what charts in a browser need when the package is built or installed: their script, and their template."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "output/charts"


class ChartsHook(BuildHookInterface[Any]):
    """Writes the files beside their modules and takes them into the wheel; an editable install finds them there too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - what hatchling gives
        """Make them anew: seconds, and always of the vl-convert and the Altair that build."""
        sys.path.insert(0, self.root)
        try:
            from output.charts import scripts, template  # noqa: PLC0415 - from the tree that is built
        finally:
            sys.path.remove(self.root)
        made = {scripts.BUNDLE: scripts.make_bundle().encode(), template.MADE: template.made_templates()}
        for name, data in made.items():
            Path(self.root, FOLDER, name).write_bytes(data)
            build_data["artifacts"].append(f"/{FOLDER}/{name}")

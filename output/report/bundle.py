"""The scripts and the style of the report, from the files in `assets/`, and the policy that lets only these run."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

MODULES = (
    "dom.js",
    "data.js",
    "words.js",
    "source.js",
    "dialog.js",
    "figures.js",
    "start.js",
)
"""In the order in which they need each other: what a module imports stands before it."""
STYLES = ("style.css",)

IMPORT = re.compile(r"^import \{[^}]*\} from \"\./[a-z-]+\.js\";\n", re.MULTILINE)
"""As in `import { element } from "./dom.js";`."""
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
"""As in `export function element(`."""
ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


@cache
def script() -> str:
    """All modules as one: in one scope, where two things of one name are an error of the browser's, not a surprise."""
    joined = "\n".join(EXPORT.sub("", IMPORT.sub("", asset(name))) for name in MODULES)
    if ENDS_SCRIPT.search(joined):
        raise ValueError("an asset of the report holds what ends a script")
    return joined


@cache
def style() -> str:
    """All style sheets as one."""
    return "\n".join(map(asset, STYLES))


@cache
def asset(name: str) -> str:
    """The text of a file in `assets/`."""
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A content security policy: only these scripts and styles, by their hashes, pictures that are in the page, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", *map(_hash, scripts))),
            " ".join(("style-src", *map(_hash, styles))),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

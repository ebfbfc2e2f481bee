"""The scripts and the style of the report, from the files in `assets/`, and the policy that lets only these run."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

MODULES = (
    "words.js",
    "dom.js",
    "data.js",
    "views.js",
    "chunks.js",
    "filters.js",
    "table.js",
    "highlight.js",
    "links.js",
    "describe.js",
    "fragment.js",
    "source.js",
    "dialog.js",
    "documents.js",
    "plots.js",
    "series.js",
    "indicators.js",
    "figures.js",
    "ambitions.js",
    "revisions.js",
    "findings.js",
    "start.js",
)
"""In the order in which they need each other: what a module imports stands before it."""
STYLES = ("style.css", "source.css")

IMPORT = re.compile(r"^import (\{[^}]*\}) from \"\./([a-z]+\.js)\";$", re.MULTILINE)
"""As in `import { element } from "./dom.js";`."""
EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
"""As in `export function element(`."""
ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


@cache
def script() -> str:
    """All modules in one script, each in a scope of its own: a page that is one file cannot load them one by one."""
    joined = "\n".join(("const modules = {};", *map(_scoped, MODULES)))
    if ENDS_SCRIPT.search(joined):
        raise ValueError("an asset of the report holds what ends a script")
    return joined


def _scoped(name: str) -> str:
    """A module as a function that takes what it imports from `modules` and gives what it exports."""
    source = asset(name)
    body = EXPORT.sub(r"\1", IMPORT.sub(r'const \1 = modules["\2"];', source))
    exported = ", ".join(match[2] for match in EXPORT.finditer(source))
    return f'modules["{name}"] = await (async () => {{\n{body}\nreturn {{ {exported} }};\n}})();'


@cache
def style() -> str:
    """All style sheets as one."""
    return "\n".join(map(asset, STYLES))


@cache
def asset(name: str) -> str:
    """The text of a file in `assets/`."""
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str], *, beside: bool = False) -> str:
    """A content security policy: only these scripts and styles, by their hashes, pictures that are in the page, nothing else.

    With pictures `beside` the page those may be shown too; of a page that is a file browsers take `self` to mean its own folder's files.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", *map(_hash, scripts))),
            " ".join(("style-src", *map(_hash, styles))),
            "img-src data: 'self'" if beside else "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

"""Pictures of charts as files: SVG, PNG and PDF through vl-convert, which needs no browser, and a page that is on its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape

import vl_convert

from output.charts.picture import Sheet
from output.charts.scripts import EMBED_OPTIONS, scripts
from output.charts.template import Spec

NOWHERE: list[str] = []
"""The addresses that a picture may load from."""

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<div id="plot" role="img" aria-label="{description}"></div>
</main>
<script id="spec" type="application/json">{spec}</script>
{scripts}
</body>
</html>
"""
START = """
vegaEmbed("#plot", JSON.parse(document.getElementById("spec").textContent), OPTIONS);
"""


def plot_page(spec: Spec, title: str, sheet: Sheet) -> bytes:
    """A page that shows the picture, and tells of a figure when one points at it; it loads nothing, wherever it lies."""
    parts = [*scripts(), START.replace("OPTIONS", json.dumps(EMBED_OPTIONS))]
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {' '.join(map(_source, parts))}"
    page = PAGE.format(
        language=sheet.language,
        policy=escape(policy),
        title=escape(title),
        style=f"body{{margin:0;background:{sheet.look.paper}}}main{{overflow-x:auto}}",
        description=escape(str(spec["description"])),
        spec=json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"),
        scripts="\n".join(f"<script>{part}</script>" for part in parts),
    )
    return page.encode()


def _source(script: str) -> str:
    """A script as a policy names it: by its hash."""
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


def plot_pdf(spec: Spec) -> bytes:
    """A page for a paper. It has one weight of type: several fonts would be put into the file in another order each time."""
    return vl_convert.vegalite_to_pdf(_in_one_weight(spec), allowed_base_urls=NOWHERE)


def _in_one_weight(part: Spec) -> Spec:
    return {key: "normal" if key == "fontWeight" else _of_any(value) for key, value in part.items()}


def _of_any(value: object) -> object:
    if isinstance(value, dict):
        return _in_one_weight(value)
    return [_of_any(each) for each in value] if isinstance(value, list) else value


FORMATS: Mapping[str, Callable[[Spec, str, Sheet], bytes]] = {
    "svg": lambda spec, _title, _sheet: vl_convert.vegalite_to_svg(spec, allowed_base_urls=NOWHERE).encode(),
    "png": lambda spec, _title, sheet: vl_convert.vegalite_to_png(spec, scale=sheet.scale, allowed_base_urls=NOWHERE),
    "pdf": lambda spec, _title, _sheet: plot_pdf(spec),
    "html": plot_page,
}
"""By the ending of a file's name, what makes it."""

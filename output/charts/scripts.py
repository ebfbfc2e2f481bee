"""The JavaScript that draws charts in a browser: Vega, Vega-Lite and Vega-Embed in one script, for a page that is on its own.

vl-convert carries their sources. Making one script of them takes seconds, so it is done when the package is built
(`hatch_build.py`), and here only where that did not happen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

BUNDLE = "vega.js"
"""The file beside this module that the build makes."""

NOTICE = """\
/* Vega, Vega-Lite, Vega-Embed, Vega-Tooltip, Vega-Interpreter: (c) University of Washington Interactive Data Lab and others,
   BSD-3-Clause. D3: (c) Mike Bostock, ISC. lodash: (c) OpenJS Foundation and others, MIT. https://vega.github.io */
"""

NAMES = "window.vega = vega; window.vegaLite = vegaLite; window.vegaEmbed = vegaEmbed;"
"""How the script ends: what a page may use of it."""

EMBED_OPTIONS = {"ast": True, "actions": False, "renderer": "svg", "tooltip": True}
"""Options for `vegaEmbed`. `ast` makes it interpret expressions: a strict policy forbids the page to evaluate them."""


@lru_cache(maxsize=1)
def scripts() -> tuple[str, ...]:
    """The scripts that a page must hold, in order; they set `vega`, `vegaLite` and `vegaEmbed`. Nothing is loaded by them."""
    made = files("output.charts").joinpath(BUNDLE)
    return (made.read_text(encoding="utf-8") if made.is_file() else make_bundle(),)


def make_bundle() -> str:
    """One script of the sources that vl-convert carries; the same for each version of it."""
    import vl_convert  # noqa: PLC0415 - 30 MB; only where the build did not make the script

    return NOTICE + vl_convert.javascript_bundle(NAMES).replace("</script", "<\\/script")

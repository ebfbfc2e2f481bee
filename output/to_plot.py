"""A picture of charts as a file: SVG, PNG and PDF by vl-convert, which needs no browser and no network, and a page."""

from __future__ import annotations

import vl_convert

from output.charts.template import Spec

NOWHERE: list[str] = []
"""Addresses that a picture may load from."""


def plot_svg(spec: Spec, title: str, scale: float) -> bytes:
    """A picture of lines and text, for a page or a drawing program."""
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=NOWHERE).encode()


def plot_png(spec: Spec, title: str, scale: float) -> bytes:
    """A picture of pixels."""
    return vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=NOWHERE)


def plot_pdf(spec: Spec, title: str, scale: float) -> bytes:
    """A page for a paper."""
    return vl_convert.vegalite_to_pdf(spec, scale=scale, allowed_base_urls=NOWHERE)

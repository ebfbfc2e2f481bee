"""Sizes, limits and places as people write them on a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extract.document import Limits
    from pipeline.objects import ObjectFolder


SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[kmg]?)i?b?", re.IGNORECASE)
"""`2GB`, `500 MB`, `1.5g`, `800000`."""
UNITS = MappingProxyType({"": 1, "k": 1000, "m": 1000**2, "g": 1000**3})

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "size": "bytes",
        "unpacked": "unpacked",
        "cells": "cells",
        "columns": "columns",
        "depth": "depth",
        "tags": "tags",
        "pages": "pages",
        "page-characters": "characters",
        "page-drawings": "drawings",
    }
)
"""What `--limit` calls the fields of `Limits`."""
PAGE_SECONDS = "page-seconds"
"""The one limit that is no count: it is held by the pool, not by a reader."""


class Size(click.ParamType[int]):
    """A number of bytes, with or without a unit."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes; a usage error for what is no size."""
        match = SIZE.fullmatch(str(value).strip())
        if match is None or not (size := round(float(match["number"]) * UNITS[match["unit"].lower()])):
            self.fail(f"{str(value)!r} is no size; write it as 500MB or 2GB", param, ctx)
        return size


class Place(click.ParamType["Path | ObjectFolder"]):
    """A folder, or a place on an object store."""

    name = "directory"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | ObjectFolder:
        """The place; a usage error for a file."""
        if isinstance(value, str) and "://" in value:
            from pipeline.objects import ObjectFolder, is_object_address

            if not is_object_address(value):
                self.fail(f"{value!r} is no place where a dataset can be written", param, ctx)
            return ObjectFolder(value)
        path: Path = click.Path(file_okay=False, path_type=Path).convert(str(value), param, ctx)
        return path


def read_limits(given: Iterable[str]) -> tuple[Limits, float | None]:
    """The limits that `NAME=VALUE` sets, and the seconds for a page where those are given; BadParameter for another."""
    from extract.document import Limits

    limits, page_seconds = Limits(), None
    for each in given:
        name, _, value = each.partition("=")
        if name == PAGE_SECONDS:
            page_seconds = _seconds(value)
        elif name in NAMES:
            limits = replace(limits, **{NAMES[name]: Size().convert(value, None, None)})
        else:
            raise click.BadParameter(f"there is no limit {name!r}; there are {', '.join((*NAMES, PAGE_SECONDS))}")
    return limits, page_seconds


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not seconds > 0:
        raise click.BadParameter(f"{value!r} is no number of seconds")
    return seconds

"""The words of the report in the languages that it is made in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

from output.formats import REPORT

HTML_LANGUAGE = re.compile(rb'<html lang="([a-z]+)"')
MOST_BEFORE_LANGUAGE = 100
"""Bytes of a report in which its language stands."""


class Language(StrEnum):
    """A language of the report; what documents say stays in theirs."""

    DUTCH = "nl"
    ENGLISH = "en"


@cache
def texts(language: Language) -> Mapping[str, Mapping[str, str]]:
    """The texts of a language, by their subject and name."""
    return tomllib.loads((files(__package__) / "texts" / f"{language}.toml").read_text(encoding="utf-8"))


def written_report(folder: Path) -> Language | None:
    """The language of the report in a folder; None where there is none, Dutch where it does not say."""
    try:
        with (folder / REPORT).open("rb") as stream:
            found = HTML_LANGUAGE.search(stream.read(MOST_BEFORE_LANGUAGE))
    except OSError:
        return None
    spoken = found.group(1).decode() if found else ""
    return Language(spoken) if spoken in set(Language) else Language.DUTCH

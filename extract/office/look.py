"""What text looks like, as far as that tells what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """What a piece of text looks like."""

    bold: bool = False
    lift: int = 0
    """1 raised, -1 lowered."""
    unseen: bool = False
    """Hidden or struck out."""


PLAIN = Look()

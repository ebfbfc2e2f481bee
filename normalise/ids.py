"""Identifiers from content: same input, same ids."""

from __future__ import annotations

import hashlib

ID_LENGTH = 16
"""64 bits: in a run of ten million rows the chance that two share an id is below one in a hundred thousand."""


def content_id(*parts: object) -> str:
    """The first hex digits of the SHA-256 over the parts, separated so that no two lists of parts run together."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]

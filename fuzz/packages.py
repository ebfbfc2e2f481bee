"""Damage to packages: the zip of a docx, odt or workbook, and the parts in it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from random import Random

from fuzz import markup, raw
from fuzz.raw import Damage

PART_DAMAGES: Sequence[Damage] = (*markup.DAMAGES, *raw.DAMAGES)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
Parts = list[tuple[str, bytes]]


def part_damaged(data: bytes, random: Random) -> bytes:
    """With some damage to one of its parts, mostly the one that holds the text."""
    parts = _parts(data)
    if not parts:
        return data
    weights = [len(content) for _, content in parts]
    at = random.choices(range(len(parts)), weights=[weight + 200 for weight in weights])[0]
    name, content = parts[at]
    kinds = random.choice((markup.GENTLE, PART_DAMAGES))
    for _ in range(random.randrange(1, 5)):
        content = random.choice(kinds)(content, random)
    parts[at] = (name, content)
    return _packed(parts)


def part_lost(data: bytes, random: Random) -> bytes:
    """Without one of its parts."""
    parts = _parts(data)
    if parts:
        parts.pop(random.randrange(len(parts)))
    return _packed(parts)


def parts_swapped(data: bytes, random: Random) -> bytes:
    """With one part in the place of another."""
    parts = _parts(data)
    if len(parts) < 2:
        return data
    first, second = random.sample(range(len(parts)), 2)
    parts[first], parts[second] = (parts[first][0], parts[second][1]), (parts[second][0], parts[first][1])
    return _packed(parts)


def part_doubled(data: bytes, random: Random) -> bytes:
    """With one part twice, the second time damaged."""
    parts = _parts(data)
    if not parts:
        return data
    name, content = random.choice(parts)
    return _packed([*parts, (name, raw.flipped(content, random))])


def part_renamed(data: bytes, random: Random) -> bytes:
    """With one part under another name."""
    parts = _parts(data)
    if not parts:
        return data
    at = random.randrange(len(parts))
    name, content = parts[at]
    others = (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        name.upper(),
        name + "/",
        "",
        "\x1b[2J" + name,
        name.replace("/", "\\"),
    )
    parts[at] = (random.choice(others), content)
    return _packed(parts)


def _parts(data: bytes) -> Parts:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # noqa: BLE001 - damaged before in any of many ways; then nothing can be done to its parts
        return []


def _packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice is what is wanted
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED, 1)
    return buffer.getvalue()


DAMAGES: Sequence[Damage] = (
    *[part_damaged] * 16, part_lost, parts_swapped, part_doubled, part_renamed, raw.cut_off, raw.flipped,
)  # fmt: skip

"""Archives for tests, good and hostile, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

MEGABYTE = 1_000_000


def archive(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as written:
        for name, content in entries.items():
            written.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def deflated_zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, deflated; a thousand of them take one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + b"\x03\x00"


def bomb(name: str, megabytes: int, declared: int | None = None) -> bytes:
    """An archive of one entry that unpacks to so many megabytes, and says so unless `declared` says otherwise."""
    packed = deflated_zeros(megabytes)
    size = megabytes * MEGABYTE if declared is None else declared
    return from_parts([(name, packed, size)])


def from_parts(parts: list[tuple[str, bytes, int]], *, quoted: bool = False) -> bytes:
    """An archive of entries as (name, deflated bytes, declared size); quoted: all share the bytes of the first."""
    body, directory = b"", b""
    for index, (name, packed, size) in enumerate(parts):
        offset = 0 if quoted else len(body)
        sizes = struct.pack("<LLLHH", 0, len(packed), size, len(name), 0)
        if not quoted or not index:
            body += b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + name.encode() + packed
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21) + sizes
        directory += struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name.encode()
    end = struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end

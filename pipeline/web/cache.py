"""What was fetched before, so that the site need not send it again when it has not changed.

Two kinds of files: what an address answered (`<hash of the address>.json`) and the bytes (`<their hash>.body`). Each is
written aside and then renamed, and bytes are only used when their hash is right: a process that was stopped half-way, or
another one that writes the same, does no harm.

Own code rather than a caching library: those follow the server's word on how long an answer is fresh; here the server is
always asked, and the copy is also there for when it cannot be reached.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

APPLICATION = "beleidscijfers"
ENTRY_FIELDS = frozenset({"url", "etag", "modified", "sha256"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An answer of before."""

    url: str
    """Where it came from in the end, after redirects."""
    data: bytes
    etag: str
    modified: str
    """The server's own words for which version this is; empty where it gave none."""

    def conditions(self, url: str) -> dict[str, str]:
        """Headers that ask an address for the answer only if it is another one by now."""
        if url != self.url:
            return {}
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Cache:
    """A folder with answers; what cannot be kept in it or found in it is fetched anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, address: str, limit: int) -> Copy | None:
        """The copy of what an address answered; None where there is none, or it is damaged or over `limit` bytes."""
        try:
            entry = json.loads(self._entry(address).read_text(encoding="utf-8"))
            if not _is_entry(entry):
                return None
            body = self._body(entry["sha256"])
            if body.stat().st_size > limit:
                return None
            data = body.read_bytes()
        except (OSError, ValueError):
            return None
        if _hash(data) != entry["sha256"]:
            return None
        return Copy(url=entry["url"], data=data, etag=entry["etag"], modified=entry["modified"])

    def keep(self, address: str, copy: Copy) -> None:
        """Keep an answer; OSError where the folder cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = _hash(copy.data)
        entry = {"url": copy.url, "etag": copy.etag, "modified": copy.modified, "sha256": digest}
        self._write(self._body(digest), copy.data)
        self._write(self._entry(address), json.dumps(entry, sort_keys=True).encode())

    def _entry(self, address: str) -> Path:
        return self.folder / f"{_hash(address.encode())}.json"

    def _body(self, digest: str) -> Path:
        return self.folder / f"{digest}.body"

    def _write(self, path: Path, data: bytes) -> None:
        descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def default_folder() -> Path:
    """Where this system keeps what programs can fetch again, for this user."""
    return user_cache_path(APPLICATION, appauthor=False)


def _is_entry(entry: object) -> bool:
    """Whether this is an entry as `keep` writes it: a later version may write others into the same folder."""
    return isinstance(entry, dict) and entry.keys() == ENTRY_FIELDS and all(isinstance(v, str) for v in entry.values())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()

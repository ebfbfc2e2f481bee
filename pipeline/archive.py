"""Archives of documents: each document in a zip, in a zip within that, or packed with gzip, as if it lay in a folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from extract.document import Limits, RefusedDocument, UnreadableDocument
from extract.kinds import GZIP, ZIP, sniff
from extract.package import Package
from pipeline.content import Content, identify
from pipeline.find import Fault, could_be_document, is_hidden
from pipeline.inflate import Damaged, TooLarge, gunzip
from pipeline.records import find_record, is_record
from pipeline.unit import fault_of

MAGIC = (b"PK", b"\x1f\x8b")
"""What an archive begins with; the many documents that do not are not looked at further here."""
DEEPEST = 3
"""Archives within archives: one of a year with one of each month in it, with publications that are one themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file that is no document by its ending."""

    source: str


Unpacked = Content | Fault | PassedOver


def may_be_archive(content: Content) -> bool:
    """Whether there may be documents in it, by its first bytes: Word's documents begin as archives do."""
    return content.data.startswith(MAGIC)


def unpack(content: Content, limits: Limits) -> Iterator[Unpacked]:
    """The documents in an archive, by name; of what is no archive, the thing itself.

    All that one archive unpacks to, archives in it included, is held to `limits.unpacked`. UnreadableDocument for an archive
    that cannot be opened or holds nothing to read; what is wrong with something inside it is a Fault.
    """
    yield from _Unpacking(limits).open(content, depth=0)


class _Unpacking:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        """With what may still be unpacked."""

    def open(self, content: Content, depth: int) -> Iterator[Unpacked]:
        kind = sniff(content.data, content.source) if may_be_archive(content) else ""
        if kind not in (ZIP, GZIP):
            yield content
        elif depth == DEEPEST:
            raise RefusedDocument(f"archives in archives are opened {DEEPEST} deep; unpack this one yourself")
        elif kind == ZIP:
            yield from self._open_zip(content, depth + 1)
        else:
            yield from self.open(self._gunzip(content), depth + 1)

    def _open_zip(self, content: Content, depth: int) -> Iterator[Unpacked]:
        package = Package(content.data, self.limits)
        self._spend(sum(map(package.size, package.names)))
        names = [name for name in sorted(package.names) if _is_visible(name)]
        documents = [name for name in names if could_be_document(name)]
        stems: dict[PurePosixPath, set[str]] = defaultdict(set)
        for path in map(PurePosixPath, documents):
            stems[path.parent].add(path.stem)
        if not documents:
            raise UnreadableDocument(f"the archive holds no document that can be read, among {len(names)} files")
        for name in names:
            source = f"{content.source}/{name}"
            if name not in documents:
                yield PassedOver(source=source)
                continue
            try:
                record = find_record(PurePosixPath(name), lambda path: str(path) in package, lambda path: stems[path])
                yield from self.open(self._entry(package, name, record, content), depth)
            except UnreadableDocument as error:
                yield fault_of(source, error)

    def _entry(self, package: Package, name: str, record: PurePosixPath | None, archive: Content) -> Content:
        if package.size(name) > self.limits.bytes:
            raise RefusedDocument(
                f"it unpacks to more than the limit of {self.limits.bytes:,} bytes; allow more (--limit size), or leave it out"
            )
        metadata = package.read(str(record)) if record else archive.metadata
        return identify(f"{archive.source}/{name}", package.read(name), metadata=metadata, notes=archive.notes)

    def _gunzip(self, content: Content) -> Content:
        try:
            data = gunzip([content.data], min(self.limits.bytes, self.limits.unpacked))
        except TooLarge as error:
            raise RefusedDocument(
                f"it unpacks to more than the limit of {self.limits.bytes:,} bytes; allow more (--limit size)"
            ) from error
        except Damaged as error:
            raise UnreadableDocument(f"the packing is damaged ({error}); download or save it again") from error
        self._spend(len(data))
        return identify(content.source, data, metadata=content.metadata, notes=content.notes)

    def _spend(self, size: int) -> None:
        self.limits = replace(self.limits, unpacked=max(0, self.limits.unpacked - size))


def _is_visible(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(map(is_hidden, parts)) and parts[0] != "__MACOSX" and not is_record(parts[-1])

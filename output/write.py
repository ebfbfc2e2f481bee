"""Writing a dataset into a folder: all of its files or none, and never over what somebody else put there."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from normalise.dataset import Dataset
from output.formats import ALL_FORMATS, DESCRIPTOR, Format, file_name
from output.schema import TableSchema, table_schemas
from output.to_csv import write_csv
from output.to_datapackage import OTHERS, PACKAGE_NAME, datapackage_bytes
from output.to_parquet import write_parquet

WORKPLACE = ".extract-"
"""How the name of the folder begins in which a dataset is made, inside its own folder."""
OLD = "old"
Other = bytes | Iterable[tuple[str, bytes]]
"""What is written beside the tables: a file, or a folder as the names and contents of its files, one by one."""
NO_OTHERS: Mapping[str, Other] = {}
MOVING = "moving.json"
"""In the workplace while files are moved: the names of the new ones. What it means is in `restore_dataset`."""


class OutputError(Exception):
    """A dataset that cannot be written. The message is one sentence: what, where, why."""


WRITERS = {Format.CSV: write_csv, Format.PARQUET: write_parquet}


def write_dataset(
    dataset: Dataset,
    folder: Path,
    formats: Sequence[Format] = ALL_FORMATS,
    others: Mapping[str, Other] = NO_OTHERS,
) -> tuple[str, ...]:
    """Write every table in each of the formats, `datapackage.json`, and others such as the report; return the names of the files.

    An earlier dataset in the folder is replaced as a whole, or kept as it was when anything fails. Files that are not
    part of it are left alone; OutputError when one of them stands in the way, or the folder cannot be written.
    """
    formats = sorted(set(formats), key=ALL_FORMATS.index)
    names: list[str] = []
    with _as_output_error(folder), _workplace(folder) as workplace:
        for each in formats:
            for schema in table_schemas():
                names.append(file_name(schema.name, each))
                _write_table(dataset, schema, each, workplace / names[-1])
        for name, content in {**others, DESCRIPTOR: datapackage_bytes(formats, others)}.items():
            names.append(name)
            _write_other(workplace / name, content)
        _swap(workplace, folder, names)
    return tuple(names)


def check_folder(folder: Path, formats: Sequence[Format] = ALL_FORMATS, others: Iterable[str] = ()) -> None:
    """Raise OutputError now if a dataset could not be written into this folder later; nothing is left behind."""
    is_new = not folder.exists()
    names = [DESCRIPTOR, *others, *(file_name(schema.name, each) for schema in table_schemas() for each in formats)]
    with _as_output_error(folder), _workplace(folder):
        _refuse_foreign_files(folder, names)
    if is_new:
        with suppress(OSError):
            folder.rmdir()


def write_beside(folder: Path, name: str, data: bytes | None) -> None:
    """Write a file that is ours beside a dataset, whole or not at all; without data it is taken away."""
    with _as_output_error(folder):
        if data is None:
            (folder / name).unlink(missing_ok=True)
        else:
            _write_whole(folder / name, data)


def restore_dataset(folder: Path) -> None:
    """Bring back the earlier dataset where a run was killed while it moved its files into place; clear what it left."""
    with _as_output_error(folder):
        for workplace in sorted(folder.glob(f"{WORKPLACE}*")):
            moving = workplace / MOVING
            if moving.is_file():
                for name in json.loads(moving.read_bytes()):
                    if not (workplace / name).exists():
                        _remove(folder / name)
                for path in (workplace / OLD).iterdir():
                    path.replace(folder / path.name)
            shutil.rmtree(workplace, ignore_errors=True)


def refuse_dataset(folder: Path) -> None:
    """Raise OutputError when the folder holds a dataset whose documents are not stored: adding to it would lose them."""
    if any((folder / name).is_file() for name in _files_of_dataset(folder)):
        raise OutputError(
            f"{folder} holds a dataset without the documents that it was made of; choose another folder, or start anew with --fresh"
        )


def _write_table(dataset: Dataset, schema: TableSchema, table_format: Format, path: Path) -> None:
    try:
        with path.open("wb") as stream:
            WRITERS[table_format](getattr(dataset, schema.name), schema, stream)
    except ValueError as error:
        raise OutputError(f"cannot write {path.name}: {error}") from error


def _write_other(path: Path, content: Other) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    path.mkdir()
    for name, data in content:
        (path / name).write_bytes(data)


@contextmanager
def _as_output_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror or error}") from error


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    # Inside the folder, not beside it: renaming then stays on one disk, even where the folder is a mount of its own.
    folder.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(prefix=WORKPLACE, dir=folder))
    try:
        yield workplace
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _swap(workplace: Path, folder: Path, files: Sequence[str]) -> None:
    _refuse_foreign_files(folder, files)
    old = workplace / OLD
    old.mkdir()
    earlier = [name for name in _files_of_dataset(folder) if (folder / name).exists()]
    away = [(folder / name, old / name) for name in earlier]
    moving = workplace / MOVING
    _write_whole(moving, json.dumps(sorted(files)).encode())
    _move_all([*away, *((workplace / name, folder / name) for name in files)])
    moving.unlink()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_whole(path: Path, data: bytes) -> None:
    half = path.with_suffix(".half")
    half.write_bytes(data)
    half.replace(path)


def _move_all(moves: Sequence[tuple[Path, Path]]) -> None:
    begun: list[tuple[Path, Path]] = []
    try:
        for move in moves:
            begun.append(move)
            move[0].replace(move[1])
    except BaseException:  # also when somebody presses Ctrl-C halfway
        for source, target in reversed(begun):
            if not source.exists():
                target.replace(source)
        raise


def _refuse_foreign_files(folder: Path, names: Sequence[str]) -> None:
    ours = _files_of_dataset(folder)
    for name in names:
        if name not in ours and (folder / name).exists():
            raise OutputError(f"{folder} holds a {name} that extract did not write; choose another folder")


def _files_of_dataset(folder: Path) -> tuple[str, ...]:
    """The files of the dataset that an earlier run wrote here, as its descriptor names them."""
    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes())
        if package["name"] != PACKAGE_NAME:
            return ()
        files = [file for resource in package["resources"] for file in (resource, *resource.get("alternates", ()))]
        names = [*(str(file["path"]) for file in files), *map(str, package.get(OTHERS, ()))]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ()
    return (*(name for name in names if Path(name).name == name), DESCRIPTOR)

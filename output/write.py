"""Writing a dataset into a folder: all of its files or none, and never over what somebody else put there."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from normalise.dataset import Dataset
from output.about import FILE, About, read_about
from output.descriptor import read_descriptor
from output.formats import DESCRIPTOR, FOLDERS, TABLE_FORMATS, Format, formats_of, in_order
from output.to_datapackage import OTHERS, datapackage_bytes
from output.writers import file_names, missing_library, writer_of

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


def write_dataset(
    dataset: Dataset,
    folder: Path,
    formats: Sequence[Format] = TABLE_FORMATS,
    others: Mapping[str, Other] = NO_OTHERS,
    about: About | None = None,
) -> tuple[str, ...]:
    """Write a dataset in each of the formats, `datapackage.json`, and others such as the report; return the names of the files.

    An earlier dataset in the folder is replaced as a whole, or kept as it was when anything fails. Files that are not
    part of it are left alone; OutputError when one of them stands in the way, or the folder cannot be written. What
    `package.toml` in the folder says of the dataset is taken over, unless `about` says it.
    """
    formats = in_order(formats)
    _refuse_without_library(formats)
    with _as_output_error(folder), _workplace(folder) as workplace:
        about = about or about_dataset(folder)
        for path in {(workplace / name).parent for name in file_names(formats)}:
            path.mkdir(exist_ok=True)
        for each in formats:
            _write(each, dataset, workplace, about)
        # A format may leave a file out, and say so in its remark.
        names = [name for name in file_names(formats) if (workplace / name).is_file()]
        remarks = {each: writer_of(each).remark(dataset) for each in formats}
        files = {file: remarks[each] for each in formats for file in writer_of(each).files if file.path in names}
        descriptor = datapackage_bytes(dataset, formats, files, others, about)
        for name, content in {**others, DESCRIPTOR: descriptor}.items():
            names.append(name)
            _write_other(workplace / name, content)
        _swap(workplace, folder, names)
    return tuple(names)


def check_folder(folder: Path, formats: Sequence[Format] = TABLE_FORMATS, others: Iterable[str] = ()) -> None:
    """Raise OutputError now if a dataset could not be written into this folder later; nothing is left behind."""
    _refuse_without_library(formats)
    is_new = not folder.exists()
    with _as_output_error(folder), _workplace(folder):
        about_dataset(folder)
        _refuse_foreign_files(folder, [DESCRIPTOR, *others, *file_names(formats)])
    if is_new:
        with suppress(OSError):
            folder.rmdir()


def written_formats(folder: Path) -> tuple[Format, ...]:
    """The formats that the dataset in a folder is written in, as its descriptor says; those of a run where there is none."""
    return formats_of(_files_of_dataset(folder)) or TABLE_FORMATS


def written_others(folder: Path) -> dict[str, Other]:
    """The files and folders of the dataset in a folder that hold no data, such as the report."""
    return {name: _read_other(folder / name) for name in _others_of_dataset(folder) if (folder / name).exists()}


def about_dataset(folder: Path) -> About:
    """What the publisher says of the dataset in a folder; OutputError when that cannot be taken."""
    try:
        return read_about(folder)
    except ValueError as error:
        raise OutputError(f"cannot take {folder / FILE}: {error}") from error


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
                for path in _files_below(workplace / OLD):
                    (folder / path).parent.mkdir(exist_ok=True)
                    (workplace / OLD / path).replace(folder / path)
            shutil.rmtree(workplace, ignore_errors=True)


def refuse_dataset(folder: Path) -> None:
    """Raise OutputError when the folder holds a dataset whose documents are not stored: adding to it would lose them."""
    if any((folder / name).is_file() for name in _files_of_dataset(folder)):
        raise OutputError(
            f"{folder} holds a dataset without the documents that it was made of; choose another folder, or start anew with --fresh"
        )


def _write(each: Format, dataset: Dataset, workplace: Path, about: About) -> None:
    try:
        writer_of(each).write(dataset, workplace, about)
    except ValueError as error:
        raise OutputError(f"cannot write {error}") from error


def _refuse_without_library(formats: Sequence[Format]) -> None:
    missing = missing_library(formats)
    if missing:
        raise OutputError(missing)


def _write_other(path: Path, content: Other) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    path.mkdir()
    for name, data in content:
        (path / name).write_bytes(data)


def _read_other(path: Path) -> Other:
    if path.is_file():
        return path.read_bytes()
    return [(each.name, each.read_bytes()) for each in sorted(path.iterdir())]


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
    for path in (*(old / name for name in earlier), *(folder / name for name in files)):
        path.parent.mkdir(exist_ok=True)
    away = [(folder / name, old / name) for name in earlier]
    moving = workplace / MOVING
    _write_whole(moving, json.dumps(sorted(files)).encode())
    try:
        _move_all([*away, *((workplace / name, folder / name) for name in files)])
        moving.unlink()
    finally:
        _clear_folders(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _files_below(folder: Path) -> list[Path]:
    return [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]


def _clear_folders(folder: Path) -> None:
    """Take away folders of formats that hold nothing any more."""
    for name in FOLDERS:
        with suppress(OSError):  # it is not there, or something of somebody else is in it
            (folder / name).rmdir()


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
    others = [name for name in names if name not in ours and (folder / name).exists()]
    # A link could lead out of the folder; nothing of ours is one.
    parents = sorted({str(Path(name).parent) for name in (*names, *ours)} - {"."})
    others += [name for name in parents if (folder / name).is_symlink() or (folder / name).is_file()]
    if others:
        raise OutputError(f"{folder} holds a {others[0]} that extract did not write; choose another folder")


def _files_of_dataset(folder: Path) -> tuple[str, ...]:
    """The files of the dataset that an earlier run wrote here, as its descriptor names them."""
    package = read_descriptor(folder)
    try:
        files = [file for resource in package["resources"] for file in (resource, *resource.get("alternates", ()))]
        names = [str(file["path"]) for file in files]
    except (LookupError, TypeError, AttributeError):
        return ()
    return (*filter(_is_ours, names), *_others_of_dataset(folder), DESCRIPTOR)


def _others_of_dataset(folder: Path) -> tuple[str, ...]:
    others = read_descriptor(folder).get(OTHERS)
    return tuple(filter(_is_ours, map(str, others))) if isinstance(others, list) else ()


def _is_ours(name: str) -> bool:
    return name == Path(name).name or name in {f"{folder}/{Path(name).name}" for folder in FOLDERS}

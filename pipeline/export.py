"""A dataset that is there, in other formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from normalise.dataset import Dataset
from output.formats import Format
from output.in_parts import parts_of
from output.read import read_dataset
from output.write import OutputError, about_dataset, restore_dataset, write_dataset, written_formats, written_others
from pipeline.finished import break_seal
from pipeline.store import Store


def export_dataset(folder: Path, formats: Sequence[Format], output: Path) -> tuple[Dataset, tuple[str, ...]]:
    """Write the dataset of a folder into another one, or into its own beside what it has; what was written, and its files.

    DatasetError when the folder holds none that can be read; OutputError when it cannot be written.
    """
    if output.resolve() != folder.resolve():
        dataset = read_dataset(folder)
        if not Store(output).is_new:  # its files would make way for these
            raise OutputError(f"{output} holds a dataset of its own; choose another folder")
        return dataset, write_dataset(dataset, output, formats, about=about_dataset(folder))
    if parts_of(folder):
        raise OutputError(f"{folder} holds a dataset in parts, which has no other formats; name another folder with -o")
    with Store(folder).locked():  # so that no run writes there meanwhile
        restore_dataset(folder)
        break_seal(folder)
        dataset = read_dataset(folder)
        return dataset, write_dataset(dataset, folder, [*written_formats(folder), *formats], written_others(folder))

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.find import MissingPath, Search, find_publications, printable

FILES = ("begroting.html", "brief.txt", "2021/jaarverslag.HTM", "2021/bijlage/LEESMIJ", "2021/notitie.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "stukken"
    for name in (*FILES, "plaat.gif", "foto.png", ".verborgen.html", "~$brief.txt", ".git/index.html"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def sources(search: Search) -> list[str]:
    return [publication.source for publication in search.publications]


def test_folder_is_searched_through(folder: Path) -> None:
    search = find_publications([folder])
    assert sources(search) == sorted(FILES)
    assert search.passed_over == ("foto.png", "plaat.gif")
    assert search.faults == ()


def test_named_file_is_always_tried(folder: Path) -> None:
    assert sources(find_publications([folder / "plaat.gif", folder / ".verborgen.html"])) == [
        ".verborgen.html",
        "plaat.gif",
    ]


def test_order_of_arguments_makes_no_difference(folder: Path) -> None:
    paths = [folder, folder / "begroting.html", folder / "2021"]
    assert len({find_publications(order) for order in permutations(paths)}) == 1


def test_one_path_is_one_document_under_its_smallest_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    paths = ["stukken/begroting.html", "stukken/../stukken/begroting.html", "stukken"]
    assert sources(find_publications(paths)).count("begroting.html") == 1
    assert "stukken/begroting.html" not in sources(find_publications(paths))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("begroting.html", "begroting.html"),
        ("./begroting.html", "begroting.html"),
        ("2021/notitie.md", "2021/notitie.md"),
        ("../stukken/2021/notitie.md", "notitie.md"),
        ("{root}/2021/notitie.md", "notitie.md"),
    ],
)
def test_name_is_as_given_without_machine_path(
    path: str, source: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert sources(find_publications([path.format(root=folder)])) == [source]


def test_the_same_name_in_two_folders_is_two_documents(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander" / "begroting.html"
    other.parent.mkdir()
    other.write_text("ander")
    assert sources(find_publications([other, folder / "begroting.html"])) == ["begroting.html", "begroting.html"]


RECORDS = [
    (("a.xml", "metadata.xml"), {"a.xml": "metadata.xml"}),
    (("a.xml", "a.html", "a.gif", "metadata.xml"), {"a.xml": "metadata.xml", "a.html": "metadata.xml"}),
    (("a.xml", "b.xml", "metadata.xml"), {"a.xml": None, "b.xml": None}),
    (("a.xml", "b.xml", "a.metadata.xml"), {"a.xml": "a.metadata.xml", "b.xml": None}),
    (("a.xml", "b.xml", "b/metadata.xml"), {"a.xml": None, "b.xml": "b/metadata.xml"}),
    (("a/a.xml", "a/metadata.xml", "b/b.xml"), {"a/a.xml": "a/metadata.xml", "b/b.xml": None}),
]


@pytest.mark.parametrize(("files", "expected"), RECORDS, ids=" ".join)
def test_a_record_goes_with_the_publication_that_it_lies_beside(
    files: tuple[str, ...], expected: dict[str, str | None], tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for search in (find_publications([tmp_path]), find_publications([tmp_path / name for name in expected])):
        found = {p.place: p.record for p in search.publications}
        assert found == {tmp_path / name: tmp_path / record if record else None for name, record in expected.items()}


def test_a_record_that_is_named_is_tried_as_any_file(tmp_path: Path) -> None:
    (tmp_path / "metadata.xml").touch()
    (publication,) = find_publications([tmp_path / "metadata.xml"]).publications
    assert publication.record is None


def test_many_publications_in_a_folder_are_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[Path] = []
    iterdir = Path.iterdir

    def listing(path: Path) -> Iterator[Path]:
        listed.append(path)
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", listing)
    for name in ("a.xml", "b.xml", "c.xml", "metadata.xml"):
        (tmp_path / name).touch()
    find_publications([tmp_path / name for name in ("a.xml", "b.xml", "c.xml")])
    assert listed == [tmp_path]


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "2021" / "terug").symlink_to(folder, target_is_directory=True)
    (folder / "kringloop").symlink_to(folder / "2021", target_is_directory=True)
    search = find_publications([folder])
    assert sorted(Path(str(publication.place)).name for publication in search.publications) == sorted(
        Path(name).name for name in FILES
    )


def test_link_to_nothing_is_found_so_that_opening_it_can_say_so(folder: Path) -> None:
    (folder / "weg.html").symlink_to(folder / "bestaat-niet.html")
    assert "weg.html" in sources(find_publications([folder]))


def test_pipe_in_a_folder_is_no_document(folder: Path) -> None:
    os.mkfifo(folder / "pijp.html")
    assert "pijp.html" not in sources(find_publications([folder]))


def test_own_output_inside_a_folder_is_left_out(folder: Path) -> None:
    (folder / "results").mkdir()
    (folder / "results" / "report.html").write_text("ours")
    assert "results/report.html" not in sources(find_publications([folder], leave_out=folder / "results"))
    assert sources(find_publications([folder / "results"], leave_out=folder / "results")) == ["report.html"]


def test_missing_path() -> None:
    with pytest.raises(MissingPath, match=r"there is no file or folder nergens\.html"):
        find_publications(["nergens.html"])


def test_folder_that_cannot_be_searched_does_not_stop_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def denied(path: str) -> Iterator[os.DirEntry[str]]:  # root may look anywhere, so the system's answer is played
        if Path(path).name == "2021":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    search = find_publications([folder])
    assert sources(search) == ["begroting.html", "brief.txt"]
    assert [(fault.source, fault.sentence) for fault in search.faults] == [
        ("2021", "the folder cannot be searched: Permission denied")
    ]
    assert find_publications([folder / "2021"]).faults[0].source == "2021"


def test_name_that_is_no_utf_8_can_still_be_written(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    (folder / name).write_text("x")
    assert "caf\ufffd.html" in sources(find_publications([folder]))
    assert printable("één.html") == "één.html"

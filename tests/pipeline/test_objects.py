"""Sources on object stores, on one that lives in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner

from extract.document import Limits, UnreadableDocument
from pipeline.cli import main
from pipeline.content import open_publication
from pipeline.find import MissingPath, find_publications
from pipeline.objects import ObjectFolder, StoredFile, filesystem_of
from pipeline.running import run

pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")

URL = "memory://archief/2020"
NOTICE = b"""<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst><al>Tekst.</al></tekst></vrije-tekst>
</algemeen></stuk></kamerstuk></officiele-publicatie>"""
RECORD = b"""<metadata_gegevens><metadata name="DCTERMS.issued" content="2020-05-04"/></metadata_gegevens>"""


@pytest.fixture
def archive() -> Iterator[ObjectFolder]:
    folder = ObjectFolder(URL)
    folder.write("mei/kst-1-2.xml", NOTICE)
    folder.write("mei/kst-1-2.metadata.xml", RECORD)
    folder.write("brief.html", b"<p>Een brief.</p>")
    folder.write(".verborgen/brief.html", b"<p>Verborgen.</p>")
    folder.write("logo.gif", b"GIF89a")
    yield folder
    filesystem_of(URL).store.clear()


def test_place_is_searched_as_a_folder_is(archive: ObjectFolder) -> None:
    found = find_publications([URL])
    assert [each.source for each in found.publications] == ["brief.html", "mei/kst-1-2.xml"]
    assert found.passed_over == ("logo.gif",)
    documents = {row.source: row for row in run(found.publications).dataset.documents}
    assert documents["mei/kst-1-2.xml"].published == date(2020, 5, 4)
    assert len(documents) == 2


def test_file_that_is_named_is_read_whatever_its_ending(archive: ObjectFolder) -> None:
    (publication,) = find_publications([f"{URL}/logo.gif"]).publications
    assert publication.source == "logo.gif"
    assert open_publication(publication, Limits()).data == b"GIF89a"


def test_file_above_the_limit_is_refused(archive: ObjectFolder) -> None:
    with pytest.raises(UnreadableDocument, match="larger than the limit of 5 bytes"):
        StoredFile(f"{URL}/brief.html").read(5)


def test_file_that_went_is_a_failed_document(archive: ObjectFolder) -> None:
    found = find_publications([URL]).publications
    archive.remove("brief.html")
    (fault,) = run(found).faults
    assert (fault.source, fault.sentence.split(":")[0]) == ("brief.html", "the file cannot be opened")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://nergens/iets", r"there is nothing at memory://nergens/iets"),
        ("oci://archief/2020", r"needs the extra `cluster`: pip install 'beleidscijfers\[cluster\]'"),
    ],
)
def test_place_that_cannot_be_read_is_one_sentence(url: str, said: str) -> None:
    with pytest.raises(MissingPath, match=said):
        find_publications([url])


def test_folder_of_a_store_keeps_files_whole(archive: ObjectFolder) -> None:
    assert archive.names("mei", ".xml") == ["mei/kst-1-2.metadata.xml", "mei/kst-1-2.xml"]
    assert archive.holds("mei")
    archive.clear("mei")
    archive.clear("mei")
    assert not archive.holds("mei")
    archive.remove("brief.html")
    archive.remove("brief.html")
    with pytest.raises(FileNotFoundError):
        archive.read("brief.html")


def test_command_writes_to_a_store_without_a_cluster(archive: ObjectFolder) -> None:
    done = CliRunner().invoke(main, [URL, "-o", "memory://cijfers", "--workers", "0"])
    assert done.exit_code == 0, done.output
    assert "2 documents, 0 tables, 0 figures" in done.stdout
    assert ObjectFolder("memory://cijfers").holds("datapackage.json")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --engine dask"),
        (["--engine", "dask", "--format", "csv"], "written as Parquet; leave --format out"),
        (["-o", "ftp://cijfers"], "is no place where a dataset can be written"),
    ],
)
def test_what_does_not_go_together_is_refused(archive: ObjectFolder, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(main, [URL, *arguments])
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())

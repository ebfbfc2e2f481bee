from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from extract.document import Limits, UnreadableDocument
from normalise.dataset import DocumentStatus, Severity
from pipeline.archive import DEEPEST, PassedOver, Unpacked, unpack
from pipeline.content import Content, identify
from pipeline.find import Fault
from tests.extract.archives import archive, bomb
from tests.pipeline.test_cli import call
from tests.pipeline.test_running import PAGE, page, run_on

ONE, TWO = PAGE.format(number=1), PAGE.format(number=2)
METADATA = "<metadata_gegevens/>"


def opened(data: bytes, name: str = "stukken.zip", limits: Limits = Limits()) -> list[Unpacked]:  # noqa: B008  # frozen
    return list(unpack(identify(name, data), limits))


def sources(found: list[Unpacked]) -> list[str]:
    return [each.source for each in found]


def test_what_is_no_archive_is_itself() -> None:
    content = identify("brief.html", ONE.encode())
    assert list(unpack(content, Limits())) == [content]


def test_documents_by_name_and_the_rest_passed_over() -> None:
    found = opened(archive({"b.html": ONE, "a/c.html": TWO, "a/logo.gif": "x", "LEESMIJ": "Lees mij."}))
    assert sources(found) == [
        "stukken.zip/LEESMIJ",
        "stukken.zip/a/c.html",
        "stukken.zip/a/logo.gif",
        "stukken.zip/b.html",
    ]
    assert [each.source for each in found if isinstance(each, PassedOver)] == ["stukken.zip/a/logo.gif"]
    assert found[3] == identify("stukken.zip/b.html", ONE.encode())


@pytest.mark.parametrize(
    "hidden", [".git/a.html", "~$brief.html", "__MACOSX/._brief.html", ".brief.html", "metadata.xml"]
)
def test_what_its_owner_does_not_see_is_left_alone(hidden: str) -> None:
    assert sources(opened(archive({hidden: ONE, "brief.html": TWO}))) == ["stukken.zip/brief.html"]


def test_archives_in_an_archive() -> None:
    inner = archive({"brief.html": ONE})
    found = opened(archive({"2021/januari.zip": inner, "brief.html.gz": gzip.compress(TWO.encode())}))
    assert found == [
        identify("stukken.zip/2021/januari.zip/brief.html", ONE.encode()),
        identify("stukken.zip/brief.html.gz", TWO.encode()),
    ]


def test_archives_are_opened_so_deep_and_no_deeper() -> None:
    data = archive({"brief.html": ONE})
    for _ in range(DEEPEST - 1):
        data = archive({"a.zip": data})
    assert sources(opened(data)) == ["stukken.zip" + "/a.zip" * (DEEPEST - 1) + "/brief.html"]
    (fault,) = opened(archive({"a.zip": data}))
    assert isinstance(fault, Fault)
    assert fault.sentence == "archives in archives are opened 3 deep; unpack this one yourself"


def test_archive_by_its_content_whatever_its_name() -> None:
    assert sources(opened(archive({"brief.html": ONE}), name="brief.pdf")) == ["brief.pdf/brief.html"]
    assert opened(gzip.compress(ONE.encode()), name="brief.html") == [identify("brief.html", ONE.encode())]


@pytest.mark.parametrize("place", ["kst-1-2/metadata.xml", "metadata.xml"])
def test_metadata_beside_a_document(place: str) -> None:
    (content,) = opened(archive({"kst-1-2.html": ONE, place: METADATA}))
    assert isinstance(content, Content)
    assert content.metadata == METADATA.encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 afgebroken", "damaged"),
        (archive({}), "holds no document that can be read, among 0 files"),
        (archive({"a.gif": "x", "b.gif": "y"}), "holds no document that can be read, among 2 files"),
        (archive({"../../etc/passwd.html": ONE}), "leads out of it"),
        (archive({"/etc/passwd.html": ONE}), "leads out of it"),
        (bomb("a.html", 500), "unpacks to 500,000,000 bytes"),
        (gzip.compress(ONE.encode())[:-9], "the packing is damaged"),
        (gzip.compress(bytes(101_000_000), 1), "unpacks to more than the limit of 100,000,000 bytes"),
    ],
)
def test_archives_that_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=sentence):
        opened(data)


def test_encrypted_archive_is_refused() -> None:
    data = bytearray(archive({"brief.html": ONE}))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + offset] |= 1
    with pytest.raises(UnreadableDocument, match="encrypted"):
        opened(bytes(data))


def test_what_is_wrong_inside_leaves_the_rest() -> None:
    large = "x" * 1_000
    found = opened(archive({"a.zip": b"PK\x03\x04", "b.html": ONE, "c.html": large}), limits=Limits(bytes=900))
    assert sources(found) == ["stukken.zip/a.zip", "stukken.zip/b.html", "stukken.zip/c.html"]
    assert [type(each) for each in found] == [Fault, Content, Fault]


def test_archives_within_share_one_allowance() -> None:
    """Many small archives that each unpack to much are a bomb as well."""
    inner = {f"{n}.zip": archive({"a.html": f"{n}" * 10_000}) for n in range(10)}
    found = opened(archive(inner), limits=Limits(unpacked=50_000))
    assert sum(isinstance(each, Content) for each in found) == 4
    faults = [each.sentence for each in found if isinstance(each, Fault)]
    assert len(faults) == 6
    assert all("unpacks to 10,000 bytes, more than" in sentence for sentence in faults)


def test_archive_that_holds_itself_comes_to_an_end() -> None:
    data = archive({"r.zip": b""})
    for _ in range(20):
        data = archive({"r.zip": data})
    (fault,) = opened(data)
    assert isinstance(fault, Fault)


def test_run_over_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "stukken.zip"
    path.write_bytes(archive({"a.html": ONE, "map/b.html": TWO, "c.html": ONE, "leeg.html": "", "logo.gif": ""}))
    done = run_on(path)
    assert [(row.source, row.status) for row in done.dataset.documents if row.status is not DocumentStatus.FAILED] == [
        ("stukken.zip/a.html", DocumentStatus.OK),
        ("stukken.zip/map/b.html", DocumentStatus.OK),
    ]
    assert [twin.source for twin in done.twins] == ["stukken.zip/c.html"]
    assert [fault.source for fault in done.faults] == ["stukken.zip/leeg.html"]
    assert done.passed_over == ("stukken.zip/logo.gif",)


def test_same_dataset_from_an_archive_and_from_its_folder(tmp_path: Path) -> None:
    texts = {"a.html": ONE, "map/b.html": TWO}
    for number, name in enumerate(texts, 1):
        page(tmp_path / "map" / name, number)
    (tmp_path / "stukken.zip").write_bytes(archive(texts))
    packed, loose = run_on(tmp_path / "stukken.zip").dataset, run_on(tmp_path / "map").dataset
    assert packed.observations == loose.observations
    assert packed.findings == loose.findings
    assert [row.source for row in packed.documents] == [f"stukken.zip/{row.source}" for row in loose.documents]


def test_command_finds_archives_in_folders_and_counts_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "stukken.zip").write_bytes(archive({"a.html": ONE, "logo.gif": "", "foto.gif": ""}))
    (tmp_path / "map" / "plaat.gif").write_text("")
    result = call(tmp_path / "map", "-o", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert "1 document, 1 table" in result.stdout
    assert "3 files passed over, of kinds that are not read yet: 3 .gif" in result.stdout


def test_wrong_ending_is_a_remark_in_the_dataset(tmp_path: Path) -> None:
    (finding,) = [
        each for each in run_on(page(tmp_path / "begroting.pdf", 1)).dataset.findings if each.rule == "wrong-ending"
    ]
    assert finding.severity is Severity.INFO
    assert finding.message == "De naam eindigt op .pdf, maar de inhoud is een webpagina; zo is het ook gelezen."

"""What the fuzzers found, each as small as it could be made; and that they would find it again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.offices import pack
from extract.document import Options
from extract.readers import read
from fuzz.beginnings import seed_bytes
from fuzz.damage import damaged
from fuzz.judge import faults, row_faults
from fuzz.reading import judged
from fuzz.seeds import Seed, seeds
from fuzz.targets import TARGETS, Violated
from normalise.dataset import Dataset
from pipeline.content import identify
from pipeline.unit import Outcome, work
from tests.extract.pdf.files import one_page

PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": "<a>" + "x" * 2_000 + "</a>",
    "styles.xml": "<a/>",
}
SEVERAL = 60
"""Damaged documents that are read in this test; `make fuzz` reads more."""


def page(*rows: tuple[str, str]) -> bytes:
    cells = "".join(f"<tr><td>{label}</td><td>{figure}</td></tr>" for label, figure in rows)
    return f"<h1>Jaarverslag</h1><table><tr><th>Indicator</th><th>Norm 2020</th></tr>{cells}</table>".encode()


def prose(text: str) -> bytes:
    return f"Jaarverslag 2020\n\n{text}\n".encode()


def zip_of(*entries: tuple[str, str], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in entries:
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return buffer.getvalue()


def spoilt() -> bytes:
    """A zip in which the first thing that is unpacked, to see what it is, is damaged."""
    data = bytearray(
        zip_of(("mimetype", "application/vnd.oasis " * 20), ("content.xml", "<a/>"), method=zipfile.ZIP_DEFLATED)
    )
    start = data.index(b"mimetype") + len("mimetype")
    data[start : start + 12] = b"\xff" * 12
    return bytes(data)


FINDS: dict[str, Callable[[], bytes]] = {
    "zonder-begin.odt": lambda: b"PK\x03\x04" + pack(PARTS)[600:],
    "bedorven.odt": spoilt,
    "naamloos.docx": lambda: zip_of(("", "x"), ("word/document.xml", "<a/>")),
    "rekeningnummer.txt": lambda: prose("De doelen van 2019 zijn daarop voor 99999999999999999999 onveranderd gebleven."),
    "in-woorden.txt": lambda: prose("Het aantal moet dalen tot negenhonderd miljard miljard miljard zaken in 2028."),
    "hekjes.html": lambda: page(("#" * 60 + " zaken", "12"), ("*" * 60 + "x", "#" * 200 + "a")),
    "sterretjes.txt": lambda: prose("*" * 500 + " zaken"),
    "naamloze-ouder.html": lambda: page(("<sup>1</sup>", "12"), ("- waarvan oud", "3"), ("*", "5"), ("- waarvan", "2")),
    "mijlenbreed.pdf": lambda: one_page(b"BT /F1 12 Tf 72 700 Td (Aantal zaken 12) Tj /F1 2147483648 Tf 9 9 Td (Aantal 12) Tj ET\n"),
    "verweg.pdf": lambda: one_page(b"BT /F1 12 Tf 72 700 Td (Aantal 12) Tj 999999999 0 Td (zaken 12) Tj 0 -999999999 Td (x 1) Tj ET\n"),
}  # fmt: skip


def outcome(name: str, data: bytes) -> Outcome:
    return work(identify(name, data), Options())


@pytest.mark.parametrize("name", FINDS)
def test_a_find_stays_found(name: str) -> None:
    came = outcome(name, FINDS[name]())
    assert came.fault is None or not came.fault.trace, came.fault
    assert list(faults(came.dataset)) == []


def test_text_a_mile_away_is_left_out_and_the_rest_is_read() -> None:
    (line,) = read(FINDS["mijlenbreed.pdf"](), name="a.pdf").blocks
    assert "Aantal zaken 12" in str(line)


SOUND = page(("Aantal zaken", "1.522"), ("Aantal inbraken", "40½"))


def with_first(dataset: Dataset, **changes: object) -> Dataset:
    first, *others = dataset.observations
    return replace(dataset, observations=(replace(first, **changes), *others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"obs_value": Decimal(1523)}, "has digits that"),
        ({"obs_value_upper": Decimal(9)}, "has digits that"),
        ({"value_raw": "1.523"}, "is said to be printed where"),
    ],
)
def test_the_judge_sees_what_is_wrong(changes: dict[str, object], says: str) -> None:
    dataset = outcome("a.html", SOUND).dataset
    assert list(row_faults(dataset)) == []
    assert says in " ".join(row_faults(with_first(dataset, **changes)))


def test_the_judge_sees_what_two_figures_share_and_what_a_file_loses() -> None:
    dataset = outcome("a.html", SOUND).dataset
    first, second = dataset.observations[:2]
    assert "is the id of 2 figures" in " ".join(row_faults(with_first(dataset, observation_id=second.observation_id)))
    assert "when it is read back" in " ".join(faults(with_first(dataset, parent_label="")))
    assert first != second


@pytest.fixture(scope="module")
def sound() -> list[Seed]:
    return seeds()


def test_a_number_is_one_document(sound: list[Seed]) -> None:
    some = [damaged(number, sound) for number in range(200)]
    assert some == [damaged(number, sound) for number in range(200)]
    assert {document.name.rpartition(".")[2] for document in some} == {seed.format for seed in sound}
    assert len({document.data for document in some}) > 180


@pytest.mark.parametrize("number", range(1_000_000, 1_000_000 + SEVERAL))
def test_a_damaged_document_is_read_or_refused(number: int, sound: list[Seed]) -> None:
    assert judged(damaged(number, sound)).fault == ""


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_what_fuzzers_begin_with_holds(target: str) -> None:
    for data in list(seed_bytes(target))[:40]:
        TARGETS[target](data)


def test_a_target_sees_an_invented_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.targets.is_printed", lambda value, raw: False)
    with pytest.raises(Violated, match="is not printed in"):
        TARGETS["numbers"](b"12")

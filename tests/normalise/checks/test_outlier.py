from __future__ import annotations

from normalise.checks.outlier import check_outliers
from normalise.dataset import Dataset, NoteTarget
from tests.normalise.checks.build import note, table, with_notes

ROW = "| | realisatie 2018 | realisatie 2019 | realisatie 2020\n | Slachtoffers bij Comensha | {}"


def dataset(figures: str, *, target: NoteTarget = NoteTarget.LABEL, marker: str = "1") -> Dataset:
    return with_notes(table(ROW.format(figures)), note(marker, "Voorlopig cijfer.", target=target))


def test_a_marker_glued_to_a_figure() -> None:
    (finding,) = check_outliers(dataset("950 | 975 | 4901"))
    assert (
        finding.message
        == "Slachtoffers bij Comensha 2020: 4.901 is ongeveer tien keer zo groot als de andere cijfers in de rij."
    )
    assert finding.hint == "Misschien staat er 490 met noot 1."
    assert (finding.expected, finding.observations) == ("490", ("d1-t1-1-3",))


def test_the_digit_must_be_a_marker() -> None:
    assert not list(check_outliers(dataset("950 | 975 | 4902")))
    assert not list(check_outliers(table(ROW.format("950 | 975 | 4901"))))


def test_a_figure_in_line_with_its_neighbours() -> None:
    assert not list(check_outliers(dataset("950 | 975 | 1401")))


def test_far_off_even_without_the_digit() -> None:
    assert not list(check_outliers(dataset("95 | 97 | 49001")))


def test_one_neighbour_is_enough_only_for_a_note_that_nothing_refers_to() -> None:
    assert not list(check_outliers(dataset("| 975 | 4901")))
    assert list(check_outliers(dataset("| 975 | 4901", target=NoteTarget.NONE)))


def test_two_digits_of_a_marker() -> None:
    (finding,) = check_outliers(dataset("950 | 975 | 49012", marker="12"))
    assert finding.expected == "490"

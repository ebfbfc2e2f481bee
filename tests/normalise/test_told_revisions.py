from __future__ import annotations

import pytest

from normalise.dataset import Dataset
from normalise.told_revisions import Explanations, Telling, find_told, says_change
from normalise.vocabulary import Entry, entries, word
from normalise.wordlists import named_pattern
from tests.normalise.checks.build import table, with_prose

PATTERNS = entries("told_revisions", "revision")
SERIES = """
| | realisatie 2019 | realisatie 2020 | norm 2020
# Verkeer
| Aantal verkeersslachtoffers | 812 | 790 | 700
| Fietsendiefstallen | 1.205 | 1.150 | 1.100
# Ondermijning
| Aantal drugslabs | 31 | 28 | 20
"""


@pytest.mark.parametrize("entry", PATTERNS, ids=[str(word(entry, "example")) for entry in PATTERNS])
def test_a_pattern_finds_its_example_and_no_counter_example(entry: Entry) -> None:
    kind, example = word(entry, "kind"), word(entry, "example") or ""
    dataset = with_prose(table(SERIES), example, word(entry, "counter") or "")
    assert {(one.passage.passage_id, one.kind.value) for one in find_told(dataset.passages) if one.kind == kind} == {
        ("d1-p1", kind)
    }
    assert named_pattern("told_revisions", word(entry, "says") or "").search(example.lower())


def explained(dataset: Dataset, kind: Telling = Telling.CHANGED) -> set[str]:
    """`row-column` of the figures that the text explains."""
    told = Explanations(dataset, ["d1"])
    return {one.observation_id.removeprefix("d1-t1-") for one in dataset.observations if told.passage_for(one, kind)}


ALL_2020 = {"2-2", "3-2", "5-2"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("De cijfers over 2020 zijn definitief en wijken daardoor af van het vorige jaarverslag.", ALL_2020),
        ("Het aantal verkeersslachtoffers over 2020 is herzien.", {"2-2"}),
        ("Het aantal verkeersslachtoffers is herzien.", {"2-1", "2-2"}),
        ("De aantallen verkeersslachtoffers en drugslabs over 2019 zijn gecorrigeerd.", {"2-1", "5-1"}),
        ("De cijfers over fietsendiefstallen zijn vanaf 2020 herrekend.", {"3-2"}),
        ("In het jaarverslag 2019 is abusievelijk een te laag aantal drugslabs gemeld.", {"5-1", "5-2"}),
        ("De cijfers over ondermijning zijn voor 2019 aangepast.", {"5-1"}),
        ("De norm voor fietsendiefstallen is voor 2020 bijgesteld.", {"3-3"}),
        ("Het aantal drugslabs lag in 2020 hoger. Dit aantal is later gecorrigeerd.", {"5-2"}),
        ("De cijfers in deze tabel zijn voor 2020 herrekend.", ALL_2020),
        ("De subsidieregeling voor fietsendiefstallen is in 2020 aangepast.", set()),
        ("De cijfers over huisuitzettingen in 2020 zijn herrekend.", set()),
        ("De cijfers over 2018 zijn herrekend.", set()),
        ("De cijfers over 2020 zijn niet herrekend.", set()),
        ("De cijfers in tabel 7 zijn herrekend.", set()),
    ],
)
def test_what_a_sentence_explains(text: str, figures: set[str]) -> None:
    assert explained(with_prose(table(SERIES), text)) == figures


def test_what_may_yet_change() -> None:
    dataset = with_prose(table(SERIES), "De cijfers over 2020 zijn nog voorlopig.")
    assert explained(dataset, Telling.UNSETTLED) == ALL_2020
    assert explained(dataset) == set()


def test_sentences_about_nothing_changed() -> None:
    assert not says_change("In 2020 is het aantal overvallen gedaald van 120 naar 90.")
    assert not says_change("De aanpak is herzien en de samenwerking aangepast.")

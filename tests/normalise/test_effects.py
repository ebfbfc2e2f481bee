from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import NoteEffect
from normalise.effects import NoteReading, match_rule, read_effect
from normalise.vocabulary import Entry, entries, parts, word
from tests.normalise.line_cases import LineCase, read_line_cases

RULES = entries("note_effects", "rule")
PATTERNS = [(rule, part) for rule in RULES for part in parts(rule, "pattern")]


def describe(reading: NoteReading) -> str:
    fields = (reading.effect.value, reading.obs_status, reading.period_from, reading.period_to)
    return " ".join(str(field or "-") for field in fields)


@pytest.mark.parametrize("case", read_line_cases("effects"), ids=lambda case: case.title)
def test_effect(case: LineCase) -> None:
    assert describe(read_effect(case.text)) == case.expected


@pytest.mark.parametrize(("rule", "part"), PATTERNS, ids=[str(word(part, "example")) for _, part in PATTERNS])
def test_a_pattern_gives_its_rule_to_its_example_and_not_to_its_counter_example(rule: Entry, part: Entry) -> None:
    example, counter = word(part, "example"), word(part, "counter")
    assert example
    assert counter
    decided = match_rule(example)
    assert decided is not None
    assert decided[0].name == word(rule, "name")
    other = match_rule(counter)
    assert other is None or other[0].name != word(rule, "name")


@pytest.mark.parametrize(("rule", "part"), PATTERNS, ids=[str(word(part, "example")) for _, part in PATTERNS])
def test_a_pattern_is_found_in_its_own_example(rule: Entry, part: Entry) -> None:
    """Without the other patterns of its rule, so that none lives on another's example."""
    decided = match_rule(word(part, "example") or "")
    assert decided is not None
    index = parts(rule, "pattern").index(part)
    assert decided[0].patterns[index].search(decided[1])


def test_rules_have_names_of_their_own() -> None:
    names = [word(rule, "name") for rule in RULES]
    assert len(set(names)) == len(names)
    assert None not in names


@given(text=st.text())
def test_any_text_may_be_read(text: str) -> None:
    reading = read_effect(text)
    assert reading.effect in NoteEffect
    assert not (reading.period_from and reading.period_to) or reading.period_from <= reading.period_to

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.text import drop_invisible, fold, slugify, straighten
from normalise.vocabulary import VocabularyError, entries, flag, load, section, whole, word, words
from tests.normalise.line_cases import LineCase, read_line_cases


@pytest.mark.parametrize("case", read_line_cases("text"), ids=lambda case: case.title)
def test_folded_text_and_slug(case: LineCase) -> None:
    assert f"{fold(case.text)} | {slugify(case.text)}".strip() == case.expected.strip()


@given(text=st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=st.text())
def test_straight_text_keeps_every_place(text: str) -> None:
    assert len(straighten(text)) == len(text)
    assert straighten(straighten(text)) == straighten(text)


@given(text=st.text())
def test_a_slug_is_ascii_and_stays_itself(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


def test_invisible_characters_print_nothing() -> None:
    assert drop_invisible("mensen\u00adhandel\u200b\ufeff") == "mensenhandel"


def test_a_vocabulary_says_what_is_wrong_with_it() -> None:
    with pytest.raises(VocabularyError, match="nowhere"):
        load("nowhere")
    with pytest.raises(VocabularyError, match="rule"):
        load("note_effects")
    with pytest.raises(VocabularyError, match="dash"):
        entries("missing", "dash")
    with pytest.raises(VocabularyError, match="nothing"):
        section("missing", "nothing")


def test_values_of_an_entry_have_their_type() -> None:
    unit = entries("units", "unit")[0]
    assert (word(unit, "measure"), flag(unit, "scalable", default=False)) == ("EUR", True)
    assert (word(unit, "none"), whole(unit, "none"), words(unit, "none")) == (None, None, ())
    with pytest.raises(VocabularyError):
        word(unit, "spellings")
    with pytest.raises(VocabularyError):
        words(unit, "measure")
    with pytest.raises(VocabularyError):
        whole(unit, "measure")
    with pytest.raises(VocabularyError):
        flag(unit, "measure", default=True)

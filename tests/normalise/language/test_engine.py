from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.language.engine import EngineError, load_engine

CASES = Path(__file__).with_name("sentence_cases.txt").read_text(encoding="utf-8").splitlines()
WORDS = st.sampled_from(
    [
        "De",
        "politie",
        "thema\u2019s",
        "mln.",
        "art.",
        "3",
        ".",
        "\u2026",
        "\u201cJa.\u201d",
        "(zie",
        "2.)",
        "ondermij\u00adning",
        "\u0133s",
        "\n",
        "\u00a0",
    ]
)
TEXTS = st.lists(WORDS).map(" ".join) | st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("case", [line for line in CASES if not line.startswith("#")])
def test_sentences(case: str) -> None:
    sentences = case.split(" | ")
    text = " ".join(sentences)
    assert [text[each.start : each.end] for each in load_engine().sentences(text)] == sentences


@given(TEXTS)
def test_offsets_cut_what_was_read(text: str) -> None:
    end = 0
    for sentence in load_engine().sentences(text):
        assert end <= sentence.start == sentence.tokens[0].start
        for token in sentence.tokens:
            assert end <= token.start < token.end
            assert text[token.start : token.end].strip() == text[token.start : token.end]
            end = token.end
        assert end == sentence.end


def test_a_model_that_is_not_installed_is_refused_in_one_sentence() -> None:
    with pytest.raises(EngineError, match="nl_core_news_none is not installed"):
        load_engine("nl_core_news_none")


def test_numbers_in_words_are_found_by_their_tokens() -> None:
    (sentence,) = load_engine().sentences("Wij leiden vijfentwintig rechercheurs op voor twee miljoen euro.")
    assert [(number.first, number.after, number.value) for number in sentence.numbers] == [
        (2, 3, 25),
        (6, 8, 2_000_000),
    ]

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from normalise.language.engine import Engine, EngineError, load_engine

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


@pytest.fixture
def tagging_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed package that tags one word, made here since none can be downloaded."""
    name = "nl_test_model"
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "pakt"}]], {"POS": "VERB", "LEMMA": "verkeerd"})  # type: ignore[attr-defined]
    nlp.meta.update(name="test_model", version="1.2")
    (tmp_path / name).mkdir()
    nlp.to_disk(tmp_path / name / f"{name}-1.2")
    (tmp_path / name / "meta.json").write_text(json.dumps(nlp.meta), encoding="utf-8")
    load = "from spacy.util import load_model_from_init_py\ndef load(**more):\n    return load_model_from_init_py(__file__, **more)\n"
    (tmp_path / name / "__init__.py").write_text(load, encoding="utf-8")
    (tmp_path / f"{name}-1.2.dist-info").mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"
    (tmp_path / f"{name}-1.2.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_a_model_adds_its_parse_and_changes_nothing_else(tagging_model: str) -> None:
    text = "De politie pakt mensenhandel aan.  Zie art. 3."
    engine = Engine(tagging_model)
    assert engine.name == "rules+nl_test_model 1.2"
    with_model, without = engine.sentences(text), load_engine().sentences(text)
    assert [token.tag for token in with_model[0].tokens][:3] == ["", "", "VERB"]
    assert [(s.start, s.end, [t.lemma for t in s.tokens]) for s in with_model] == [
        (s.start, s.end, [t.lemma for t in s.tokens]) for s in without
    ]

"""What must hold of any text: spans are cut from their passage, the same text gives the same, and so does its surroundings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.normalise.language.ambitions.labelled import ambitions_of, case_names, publication, sentence_of

SENTENCES = [sentence.text for name in case_names() for sentence in publication(name).sentences]
UNRELATED = (
    "De bibliotheek is op maandag gesloten.",
    "In maart viel er weinig regen.",
    "Het gebouw telt drie verdiepingen.",
    "De vergadering begon om acht uur.",
)
HEADINGS = ("# Plan van aanpak 2031", "# Verslag over 2030", "## Doelen", "## Jeugd", "## Terugblik", "- ")
ODD_SPACES = str.maketrans({" ": "\u00a0", "-": "–", "'": "’"})


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Headings, items and paragraphs of labelled sentences in any order, with any spaces and dashes."""
    pieces = draw(st.lists(st.sampled_from([*SENTENCES, *HEADINGS[:-1], *UNRELATED]), min_size=1, max_size=8))
    listed = draw(st.booleans())
    text = "\n\n".join(f"- {piece}" if listed and not piece.startswith("#") else piece for piece in pieces)
    return text.translate(ODD_SPACES) if draw(st.booleans()) else text


@settings(max_examples=60, deadline=None)
@given(texts())
def test_offsets_cut_the_span_and_the_same_text_gives_the_same(text: str) -> None:
    passages = {sentence.passage.passage_id: sentence.passage.text for sentence in sentence_of(text)}
    found = ambitions_of(text)
    for one in found:
        assert one.passage_id is not None
        assert passages[one.passage_id][one.start : one.end] == one.text
        assert one.text.strip() == one.text != ""
        assert one.actor is None or one.actor in passages[one.passage_id]
        assert one.object is None or one.object in one.text
    assert ambitions_of(text) == found
    assert len({one.ambition_id for one in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(UNRELATED), st.sampled_from(["## Jeugd", "## Doelen", "## Fraude"]))
def test_an_unrelated_sentence_elsewhere_changes_nothing(sentence: str, unrelated: str, heading: str) -> None:
    alone = f"# Plan 2031\n\n{heading}\n\n{sentence}\n"
    beside = f"{alone}\n## Gebouw\n\n{unrelated}\n"
    before = f"# Plan 2031\n\n## Gebouw\n\n{unrelated}\n\n{heading}\n\n{sentence}\n"
    bare = [(one.text, one.rule, one.direction, one.value, one.strength) for one in ambitions_of(alone)]
    for other in (beside, before):
        found = [one for one in ambitions_of(other) if one.text in sentence]
        assert [(one.text, one.rule, one.direction, one.value, one.strength) for one in found] == bare


def test_a_text_without_an_end_is_no_sentence_and_costs_little() -> None:
    endless = "De norm is dat wij willen dat 12 zaken in 2027 moeten worden verhoogd en " * 400
    assert ambitions_of(f"# Plan 2027\n\n## Doelen\n\n{endless}") == ()

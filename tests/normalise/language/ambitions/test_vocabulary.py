import pytest

from normalise.language.ambitions.cues import CUES, VETOES, Cue, Veto, cues, vetoes
from normalise.language.ambitions.needs import NEEDS
from normalise.language.ambitions.rules import applies, find_hits
from normalise.language.ambitions.sections import VOCABULARY, Role, heading_role, lead_in_role
from normalise.vocabulary import Entry, entries, word
from tests.normalise.language.ambitions.build import LETTER, clauses, lines
from tests.normalise.language.ambitions.labelled import sentence_of

EACH_CUE = list(zip(cues(), entries(CUES, "cue"), strict=True))
EACH_VETO = list(zip(vetoes(), entries(VETOES, "veto"), strict=True))
HEADINGS, LEAD_INS = entries(VOCABULARY, "heading"), entries(VOCABULARY, "lead_in")


def text(entry: Entry, key: str) -> str:
    found = word(entry, key)
    assert found, f"{dict(entry)} has no {key}"
    return found


@pytest.mark.parametrize(("cue", "entry"), EACH_CUE, ids=[cue.name for cue, _ in EACH_CUE])
def test_every_cue_finds_its_example_and_not_its_counter_example(cue: Cue, entry: Entry) -> None:
    assert any(applies(cue, clause, LETTER, follows_goal=True) for clause in clauses(text(entry, "example")))
    hits = (hit for line in lines(text(entry, "counter")) for hit in find_hits(line, LETTER, follows_goal=False))
    assert cue.name not in {hit.rule for hit in hits}


@pytest.mark.parametrize(("veto", "entry"), EACH_VETO, ids=[veto.name for veto, _ in EACH_VETO])
def test_every_veto_holds_against_its_example_and_not_its_counter_example(veto: Veto, entry: Entry) -> None:
    assert any(veto.holds(line) for line in lines(text(entry, "example")))
    assert not any(veto.holds(line) for line in lines(text(entry, "counter")))


@pytest.mark.parametrize("entry", HEADINGS, ids=[str(entry["example"]) for entry in HEADINGS])
def test_every_heading_has_its_role_and_its_counter_example_has_not(entry: Entry) -> None:
    role = Role(text(entry, "role"))
    assert heading_role(sentence_of(text(entry, "example"))) is role
    assert heading_role(sentence_of(text(entry, "counter"))) is not role


@pytest.mark.parametrize("entry", LEAD_INS, ids=[str(entry["example"]) for entry in LEAD_INS])
def test_every_lead_in_has_its_role_and_its_counter_example_has_not(entry: Entry) -> None:
    role = Role(text(entry, "role"))
    assert lead_in_role(sentence_of(text(entry, "example"))[-1]) is role
    assert lead_in_role(sentence_of(text(entry, "counter"))[-1]) is not role


def test_every_need_that_a_cue_names_is_known() -> None:
    assert {need for cue in cues() for need in cue.needs} == set(NEEDS)


def test_names_are_unique() -> None:
    names = [*(cue.name for cue in cues()), *(veto.name for veto in vetoes())]
    assert len(names) == len(set(names))

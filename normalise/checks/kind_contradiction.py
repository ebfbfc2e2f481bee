"""kind-contradiction: an ambition that the text calls qualitative while it is counted, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.dataset import Ambition, AmbitionKind, Dataset, Finding, Severity
from normalise.findings import make_finding

RULE = "kind-contradiction"
WHY = {
    AmbitionKind.QUANTITATIVE: "het succes ervan wordt geteld",
    AmbitionKind.QUALITATIVE: "er valt niets aan te tellen",
}


def check_kinds(dataset: Dataset) -> Iterator[Finding]:
    """What the text calls its ambitions against what they are; one finding for each time that it says so.

    Two ambitions of one sentence, side by side, are called what they are called once.
    """
    passages = {passage.passage_id: passage for passage in dataset.passages}
    last: Ambition | None = None
    for ambition in dataset.ambitions:
        if ambition.kind_stated in (None, ambition.kind) or ambition.passage_id is None:
            continue
        text = passages[ambition.passage_id].text
        if last is None or not _same_saying(last, ambition, text):
            yield _finding(ambition, passages[ambition.passage_id].locator)
        last = ambition


def _same_saying(one: Ambition, other: Ambition, text: str) -> bool:
    if (one.passage_id, one.kind_stated) != (other.passage_id, other.kind_stated) or one.end is None:
        return False
    between = text[one.end : other.start]
    return not any(mark in between for mark in ".!?;\n")


def _finding(ambition: Ambition, locator: str) -> Finding:
    return make_finding(
        rule=RULE,
        severity=Severity.WARNING,
        document_id=ambition.document_id,
        passage_id=ambition.passage_id,
        message=f"De tekst noemt dit {ambition.kind_stated}, maar {WHY[ambition.kind]}: «{ambition.text}».",
        found=ambition.kind_stated,
        expected=ambition.kind,
        locator=locator,
    )

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.checks.missing_note import check_missing_notes
from normalise.dataset import Dataset, Finding, NoteEffect
from normalise.revisions import revision_rows
from tests.normalise.checks.build import join, make_document, note, table, with_notes

NOTED = with_notes(
    table("| | realisatie 2019 | realisatie 2020\n| Meldingen^1 | 900 | 410\n| Aangiften | 120 | 125"),
    note("1", "Vanaf 2020 geldt een andere telwijze.", effect=NoteEffect.BREAK, years=("2020", None)),
)


def other(text: str, document: str = "d2") -> Dataset:
    made = table(text, document=document)
    return replace(made, documents=(make_document(document, title="Begroting 2022"),))


def check(*datasets: Dataset) -> list[Finding]:
    joined = join(*datasets)
    return list(check_missing_notes(replace(joined, revisions=revision_rows(joined))))


def test_jump_without_the_note_that_another_publication_has() -> None:
    (finding,) = check(
        NOTED, other("| | realisatie 2019 | realisatie 2020\n| Meldingen | 900 | 410\n| Aangiften | 120 | 125")
    )
    assert finding.document_id == "d2"
    assert finding.message == (
        "Meldingen 2020: 410 na 900 in 2019, zonder noot; d1.html meldt daar «Vanaf 2020 geldt een andere telwijze»."
    )


@pytest.mark.parametrize(
    "rows",
    [
        "| Meldingen | 900 | 880\n| Aangiften | 120 | 125",  # no jump
        "| Klachten | 900 | 410\n| Aangiften | 120 | 125",  # another indicator
        "| Meldingen | 77 | 33\n| Aangiften | 12 | 15",  # another body
    ],
)
def test_figures_that_need_no_note(rows: str) -> None:
    assert not check(NOTED, other(f"| | realisatie 2019 | realisatie 2020\n{rows}"))


def test_a_note_of_its_own_is_enough() -> None:
    own = with_notes(
        other("| | realisatie 2019 | realisatie 2020\n| Meldingen^2 | 900 | 410\n| Aangiften | 120 | 125"),
        note("2", "Sinds 2020 wordt anders geteld.", effect=NoteEffect.BREAK, years=("2020", None), document="d2"),
    )
    assert not check(NOTED, own)

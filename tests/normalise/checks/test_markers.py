from __future__ import annotations

from dataclasses import replace

from normalise.checks.markers import check_duplicate_markers, check_orphan_markers, check_unused_footnotes
from normalise.dataset import NoteTarget, Severity
from tests.normalise.checks.build import note, table, with_notes

STARRED = table(
    "| | realisatie 2020\n | Aantal high tech onderzoeken^* | 12\n | Aantal fenomeenonderzoeken^* | 39\n | Inzet | 7^1)"
)


def test_a_marker_without_a_note_is_reported_once_a_table() -> None:
    findings = {finding.found: finding for finding in check_orphan_markers(STARRED)}
    assert set(findings) == {"*", "1)"}
    assert findings["*"].message == (
        "Bij «Aantal high tech onderzoeken» (en bij een andere cel) staat het teken *,"
        " maar een noot met dat teken ontbreekt."
    )
    assert findings["*"].locator == "r1c0"
    assert findings["*"].observations == ()
    assert findings["*"].severity is Severity.WARNING


def test_brackets_of_a_marker_do_not_matter() -> None:
    noted = with_notes(STARRED, note("*)", "Alleen zaken van de politie."), note("1", "Voorlopig."))
    assert not list(check_orphan_markers(noted))


def test_a_note_of_the_document_serves_all_tables() -> None:
    noted = with_notes(
        STARRED, note("*", "Alleen zaken van de politie.", table_id=None), note("1", "Voorlopig.", table_id="d1-t2")
    )
    assert [finding.found for finding in check_orphan_markers(noted)] == ["1)"]


def test_a_note_that_nothing_refers_to() -> None:
    (finding,) = check_unused_footnotes(with_notes(STARRED, note("#", "Niet gemeten.", target=NoteTarget.NONE)))
    assert finding.message == "Noot # wordt nergens aangehaald: «Niet gemeten.»."
    assert (finding.footnote_id, finding.severity) == ("n#", Severity.WARNING)


def test_a_note_that_something_refers_to() -> None:
    for target in (NoteTarget.LABEL, NoteTarget.CELL, NoteTarget.HEADER, NoteTarget.CAPTION, NoteTarget.TEXT):
        assert not list(check_unused_footnotes(with_notes(STARRED, note("*", "Niet gemeten.", target=target))))


def test_numbered_notes_of_the_document_may_stand_in_prose() -> None:
    (finding,) = check_unused_footnotes(
        with_notes(STARRED, note("4", "Kamerstuk.", target=NoteTarget.NONE, table_id=None))
    )
    assert finding.severity is Severity.INFO


def test_documents_without_tables_have_notes_in_prose() -> None:
    noted = replace(with_notes(STARRED, note("*", "Niet gemeten.", target=NoteTarget.NONE)), tables=())
    assert not list(check_unused_footnotes(noted))


def test_two_notes_with_one_marker() -> None:
    noted = with_notes(STARRED, note("1", "Voorlopig cijfer."), note("1)", "Zonder de BES-eilanden."))
    (finding,) = check_duplicate_markers(noted)
    assert finding.message == (
        "Twee noten bij de tabel hebben hetzelfde teken 1): «Voorlopig cijfer.» en «Zonder de BES-eilanden.»."
    )


def test_one_note_printed_twice_and_notes_of_two_tables() -> None:
    assert not list(
        check_duplicate_markers(with_notes(STARRED, note("1", "Voorlopig cijfer."), note("1", "Voorlopig  cijfer.")))
    )
    assert not list(check_duplicate_markers(with_notes(STARRED, note("1", "A."), note("1", "B.", table_id="d1-t2"))))

"""Made-up families of publications, as files: what changed between them is found, each change with the right kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest

from normalise.dataset import Dataset, Revision, RevisionKind
from normalise.run import recheck
from output.formats import Format
from pipeline.find import find_publications
from pipeline.running import run, run_into

YEARS = ("2019", "2020", "2021")
ROWS = {
    "Bereikbaarheid": {
        "Reizigers in het regionale busvervoer (x 1.000)": (41_200, 23_870, 26_450),
        "Verkeersslachtoffers op provinciale wegen": (212, 187, 195),
        "Aangelegde kilometers snelfietspad": (34, 41, 52),
        "Storingen aan bruggen en sluizen": (318, 344, 301),
    },
    "Natuur en landelijk gebied": {
        "Verworven hectares natuurnetwerk": (1_320, 1_477, 1_610),
        "Ingerichte hectares natuurnetwerk": (980, 1_105, 1_240),
        "Aangeplante bomen in het buitengebied": (18_400, 21_350, 24_900),
        "Schademeldingen door dassen": (96, 118, 134),
        "Percentage waterlichamen op orde": (38, 41, 45),
    },
    "Economie": {
        "Nieuwe vestigingen van bedrijven": (2_415, 2_208, 2_630),
        "Bezette werkplekken op campussen": (11_900, 12_240, 12_815),
        "Verleende subsidies voor innovatie": (143, 171, 166),
        "Deelnemers aan omscholing": (1_042, 987, 1_260),
    },
    "Cultuur": {
        "Bezoekers van gesubsidieerde musea": (612_300, 248_100, 301_750),
        "Gerestaureerde rijksmonumenten": (64, 58, 71),
        "Uitleningen van bibliotheken": (3_204_000, 2_411_500, 2_680_900),
    },
}

BY_NOTE = {
    ("Verkeersslachtoffers op provinciale wegen", "2020"): 199,
    ("Verkeersslachtoffers op provinciale wegen", "2021"): 203,
    ("Ingerichte hectares natuurnetwerk", "2021"): 1_198,
    ("Verleende subsidies voor innovatie", "2020"): 175,
    ("Bezoekers van gesubsidieerde musea", "2021"): 322_480,
}
NOTES = {
    "Verkeersslachtoffers op provinciale wegen": "Sinds 2020 worden ongevallen beter geregistreerd.",
    "Ingerichte hectares natuurnetwerk": "Het eerder gepubliceerde cijfer over 2021 is gecorrigeerd.",
    "Verleende subsidies voor innovatie": "Het cijfer over 2020 is definitief.",
}
NOTES_BEFORE = {"Bezoekers van gesubsidieerde musea": "Cijfers t/m september 2021."}
BY_TEXT = {
    ("Schademeldingen door dassen", "2019"): 104,
    ("Schademeldingen door dassen", "2020"): 127,
    ("Nieuwe vestigingen van bedrijven", "2021"): 2_588,
    ("Deelnemers aan omscholing", "2021"): 1_301,
    ("Aangelegde kilometers snelfietspad", "2021"): 49,
}
TEXT = (
    "De aantallen schademeldingen door dassen over 2019 en 2020 zijn herrekend, omdat dubbele meldingen later zijn ontdekt.",
    "De subsidieregeling voor bibliotheken is in 2021 aangepast.",
    "Het aantal nieuwe vestigingen van bedrijven over 2021 wijkt af van dat in de vorige rapportage.",
    "In het vorige verslag is over 2021 abusievelijk een te laag aantal deelnemers aan omscholing gemeld.",
    "De norm voor storingen aan bruggen en sluizen is voor 2020 bijgesteld.",
)
TEXT_BEFORE = ("De cijfers over snelfietspaden in 2021 zijn nog voorlopig.",)
UNEXPLAINED = {
    ("Storingen aan bruggen en sluizen", "2020"): 334,
    ("Verkeersslachtoffers op provinciale wegen", "2019"): 221,
    ("Gerestaureerde rijksmonumenten", "2021"): 17,
    ("Uitleningen van bibliotheken", "2021"): 2_690_800,
}


def page(title: str, changed: Mapping[tuple[str, str], int], notes: Mapping[str, str], text: tuple[str, ...]) -> str:
    tables = []
    marks = {label: at for at, label in enumerate(notes, start=1)}
    for at, (chapter, rows) in enumerate(ROWS.items(), start=1):
        lines = []
        for label, figures in rows.items():
            mark = f"<sup>{marks[label]}</sup>" if label in marks else ""
            cells = [changed.get((label, year), figure) for year, figure in zip(YEARS, figures, strict=True)]
            printed = "".join(f"<td>{cell:,}</td>".replace(",", ".") for cell in cells)
            lines.append(f"<tr><td>{label}{mark}</td>{printed}</tr>")
        head = "".join(f"<th>Realisatie {year}</th>" for year in YEARS)
        feet = "".join(f"<p><sup>{marks[label]}</sup> {notes[label]}</p>" for label in rows if label in notes)
        tables.append(
            f"<h2>{chapter}</h2><table><caption>Tabel {at}: {chapter}</caption><tr><th>Indicator</th>{head}</tr>"
            f"{''.join(lines)}</table>{feet}"
        )
    prose = "".join(f"<p>{sentence}</p>" for sentence in text)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{prose}{''.join(tables)}</body></html>"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("province")
    (folder / "a.html").write_text(page("Jaarstukken 2021", {}, NOTES_BEFORE, TEXT_BEFORE), encoding="utf-8")
    changed = {**BY_NOTE, **BY_TEXT, **UNEXPLAINED}
    (folder / "b.html").write_text(page("Jaarstukken 2022", changed, NOTES, TEXT), encoding="utf-8")
    return run(find_publications([folder]).publications).dataset


def changes(dataset: Dataset) -> dict[tuple[str, str], Revision]:
    labels = {one.observation_id: one.indicator_label for one in dataset.observations}
    changed = (row for row in dataset.revisions if row.kind is not RevisionKind.SAME)
    return {(labels[row.observation_id].replace(" (x 1.000)", ""), row.time_period): row for row in changed}


def test_fourteen_changes_and_no_other(province: Dataset) -> None:
    found = changes(province)
    assert found.keys() == {**BY_NOTE, **BY_TEXT, **UNEXPLAINED}.keys()
    assert len(found) == 14
    kinds = {key: (row.kind.value, (row.reason or "").partition(":")[0]) for key, row in found.items()}
    assert kinds == {
        **dict.fromkeys(BY_NOTE, ("revision", "footnote")),
        **dict.fromkeys(BY_TEXT, ("revision", "prose")),
        **dict.fromkeys(UNEXPLAINED, ("conflict", "")),
    }


def test_findings_quote_what_explains(province: Dataset) -> None:
    messages = [finding.message for finding in province.findings if finding.rule == "revision" and finding.passage_id]
    assert len(messages) == len(BY_TEXT)
    assert any(
        "de tekst verklaart dat: «De aantallen schademeldingen door dassen over 2019 en 2020" in m for m in messages
    )


def test_checked_again_it_is_the_same(province: Dataset) -> None:
    again = recheck(province)
    assert (again.revisions, again.findings) == (province.revisions, province.findings)


LETTER = """<html><head><title>Brief aan Provinciale Staten</title></head><body><h1>Brief aan Provinciale Staten</h1>
<p>In 2020 zijn 21.350 aangeplante bomen in het buitengebied geregistreerd. In 2018 bedroeg het aantal schademeldingen door dassen 87.</p>
<p>Het aantal gerestaureerde rijksmonumenten steeg in 2021 met 10%.</p></body></html>"""


def test_any_order_of_adding_gives_the_same(tmp_path: Path) -> None:
    changed = {**BY_NOTE, **BY_TEXT, **UNEXPLAINED}
    pages = {
        "a.html": page("Jaarstukken 2021", {}, NOTES_BEFORE, TEXT_BEFORE),
        "b.html": page("Jaarstukken 2022", changed, NOTES, TEXT),
        "c.html": LETTER,
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    written, rules = set(), set()
    for at, order in enumerate(permutations(pages)):
        folder = tmp_path / f"run{at}"
        for name in order:
            findings = run_into(
                folder, find_publications([tmp_path / name]).publications, [Format.CSV]
            ).dataset.findings
            rules |= {finding.rule for finding in findings if finding.passage_id}
        written.add((folder / "findings.csv").read_bytes() + (folder / "revisions.csv").read_bytes())
    assert len(written) == 1
    assert rules >= {"prose-confirms", "prose-unmatched", "prose-mismatch"}

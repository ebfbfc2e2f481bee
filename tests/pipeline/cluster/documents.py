"""Publications that print the same figures, agree and disagree: enough of them for every step across documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from normalise.dataset import Dataset, Finding
from output.from_parquet import parquet_rows
from output.schema import table_schemas
from pipeline.cluster.run import ClusterRun
from pipeline.folder import Folder
from tests.paths import ROOT

SAMPLES = ROOT / "samples"
LABELS = ("Aantal aangiften", "Aantal woninginbraken", "Aantal verdachten van mensenhandel", "Opgelegde taakstraffen")
ELSEWHERE = ("prose-confirms", "prose-mismatch", "revision")
LIKE = {"Opgelegde taakstraffen": "Taakstraffen, opgelegd"}
FIRST, LAST = 2015, 2022
NOTES = (
    "Voorlopig cijfer.",
    "Definitief cijfer.",
    "Vanaf {year} wordt anders geteld: trendbreuk.",
    "Het cijfer over {year} is herzien.",
)
PAGE = """<html lang="nl"><head><title>Jaarverslag {year}{of}</title></head><body><h1>Jaarverslag {year}{of}</h1>
<p>In {year} waren er {told} woninginbraken.</p>
<table><caption>Tabel 1: Kengetallen</caption>
<tr><th>Indicator</th>{head}</tr>
{rows}</table>
{notes}</body></html>"""


def write_publications(folder: Path, count: int = 24, seed: int = 8) -> list[Path]:
    """Annual reports whose figures are mostly, but not always, those of the year before; and the samples that lost cells."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    true = {(label, year): random.randrange(300, 9000) for label in LABELS for year in range(FIRST, LAST + 1)}
    paths = []
    for number in range(count):
        path = folder / f"verslag-{number:02}.html"
        path.write_text(_page(number, true, random), encoding="utf-8")
        paths.append(path)
    for name in (
        "begroting-2022-tabel-2.html",
        "begroting-2022-tabel-2.txt",
        "jaarverslag-2020-veiligheidsagenda.html",
    ):
        paths.append(folder / name)
        paths[-1].write_bytes((SAMPLES / name).read_bytes())
    return paths


def _page(number: int, true: dict[tuple[str, int], int], random: Random) -> str:
    year = FIRST + 2 + number % (LAST - FIRST - 1)
    years = (year - 2, year - 1, year)
    notes, rows = [], []
    totals = dict.fromkeys(years, 0)
    for label in LABELS:
        cells = []
        for each in years:
            figure = true[label, each]
            if random.random() < 0.15:
                figure = int(str(figure)[1:] + str(figure)[0]) or figure
            totals[each] += true[label, each]
            cells.append(f"{figure:,}".replace(",", "."))
        marker = ""
        if random.random() < 0.4:
            notes.append(random.choice(NOTES).format(year=year))
            marker = f"<sup>{len(notes)}</sup>"
        name = LIKE[label] if label in LIKE and number % 5 == 0 else label
        rows.append(f"<tr><td>{name}{marker}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    summed = "".join(f"<td>{total:,}</td>".replace(",", ".") for total in totals.values())
    rows.append(f"<tr><td>Totaal</td>{summed}</tr>")
    return PAGE.format(
        year=year,
        of=f" van gemeente {'ABCDE'[number % 5]}" if number % 3 else "",
        told=true["Aantal woninginbraken", year],
        head="".join(f"<th>Realisatie {each}</th>" for each in years),
        rows="\n".join(rows),
        notes="\n".join(f"<p><sup>{place}</sup> {text}</p>" for place, text in enumerate(notes, 1)),
    )


def rows_of(dataset: Dataset) -> dict[str, Counter[object]]:
    """The rows of each table, in whatever order, but for findings that are not made in parts."""
    rows = {schema.name: Counter(getattr(dataset, schema.name)) for schema in table_schemas()}
    return {**rows, "findings": Counter(one for one in dataset.findings if not _left_out(one))}


def _left_out(finding: Finding) -> bool:
    """Whether it takes all documents at once: what is new in them, and what a text says of the tables of others."""
    of_text = finding.passage_id is not None and finding.table_id is None
    return finding.rule in ("new-indicator", "prose-unmatched") or (of_text and finding.rule in ELSEWHERE)


def rows_in(folder: Folder, run: ClusterRun) -> dict[str, Counter[object]]:
    """The rows of each table of a dataset in parts."""
    return {
        schema.name: Counter(
            row
            for name in folder.names(f"{run.data}/{schema.name}", ".parquet")
            for row in parquet_rows(folder.read(name), schema)
        )
        for schema in table_schemas()
    }

"""How fast running text is read: `python -m benchmarks.language`, beside a bare spaCy tokenizer as a measure of the machine.

Loading is measured in processes of their own, since it happens once; the words are those of made-up publications.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from random import Random
from statistics import median

import spacy

from benchmarks.clock import medians
from extract.document import Document, Heading, ListItem, Locator, Paragraph, Text
from normalise.dataset import DocumentRow
from normalise.language.step import read_language
from normalise.passages import passage_rows

ROUNDS = 5
PROCESSES = 5
PARAGRAPHS = 400

LOAD = {
    "spaCy alone": "import spacy",
    "spaCy's own blank('nl') and simplemma": (
        "import spacy, simplemma; spacy.blank('nl')('Een zin.'); simplemma.lemmatize('zinnen', lang='nl')"
    ),
    "our pipeline, themes and ambitions": "from benchmarks.language import document, read; read(document(1))()",
}
TIMED = "from time import perf_counter as now; start = now(); {work}; print(now() - start)"

HEADINGS = ("Ondermijning", "Mensenhandel", "Jeugd", "Wat willen we bereiken?", "Aanpak", "Cybercrime", "Tot slot")
SENTENCES = (
    "In 2028 levert de eenheid minimaal 60 verdachten van mensenhandel aan bij het Openbaar Ministerie.",
    "Dat aantal stijgt in de jaren daarna met 5 procent per jaar, mits de capaciteit dat toelaat.",
    "Criminele samenwerkingsverbanden maken gebruik van havens, bedrijventerreinen en leegstaande loodsen.",
    "Het college informeert de raad twee keer per jaar over de voortgang van dit plan.",
    "De partners streven ernaar dat het aantal woninginbraken daalt tot hooguit 3 per 1.000 inwoners.",
    "Volgens de burgemeester is de samenwerking met o.a. het OM, de Belastingdienst e.d. verbeterd.",
    "Wij willen dat inwoners hun wijkagent kennen en dat de politie zichtbaar is in de wijk.",
    "Slachtoffers van bankhelpdeskfraude en phishing krijgen sneller hulp, zowel online als aan de balie.",
    "De begroting bevat hiervoor € 2,5 mln. in 2027; de bijdrage van het Rijk is nog niet zeker.",
    "Vorig jaar zijn twaalf onderzoeken afgerond, ruim boven de norm die in art. 3 is vastgesteld.",
)
HERE = Locator(address="char=0,1")


def document(paragraphs: int) -> Document:
    """A publication of headings, paragraphs and lists, always the same."""
    random = Random(paragraphs)  # noqa: S311 - a text, not a secret
    blocks: list[Heading | Paragraph | ListItem] = []
    for number in range(paragraphs):
        if number % 8 == 0:
            blocks.append(Heading(content=Text(random.choice(HEADINGS)), level=2, locator=HERE))
        text = " ".join(random.choices(SENTENCES, k=random.randint(2, 6)))
        blocks.append(Paragraph(content=Text(text), locator=HERE))
        blocks += [ListItem(content=Text(item), locator=HERE) for item in random.sample(SENTENCES, number % 3)]
    return Document(media_type="text/plain", blocks=tuple(blocks))


def read(source: Document) -> Callable[[], object]:
    """Reading a document as a run does, its passages made before."""
    row = DocumentRow(document_id="d", source="tekst.txt", media_type="text/plain", bytes=1)
    passages = passage_rows(source, "d")
    return lambda: read_language(source, row, passages)


def main() -> None:
    """Print the seconds that loading takes, and words a second."""
    for name, work in LOAD.items():
        print(f"load {name:45} {_in_processes(work):5.2f} s")
    source = document(PARAGRAPHS)
    texts = [block.content.text for block in source.blocks if isinstance(block, Paragraph | ListItem)]
    words = sum(len(text.split()) for text in texts)
    bare = spacy.blank("nl")
    tokens, ours = medians([lambda: [bare(text) for text in texts], read(source)], ROUNDS)
    print(f"read {words:,} words: tokens of bare spaCy {words / tokens:,.0f} a second, all of ours {words / ours:,.0f}")
    print(f"     {ours / tokens:.1f} times the work of a bare tokenizer")


def _in_processes(work: str) -> float:
    done = [
        subprocess.run([sys.executable, "-c", TIMED.format(work=work)], capture_output=True, text=True, check=True)  # noqa: S603
        for _ in range(PROCESSES)
    ]
    return median(float(each.stdout) for each in done)


if __name__ == "__main__":
    main()

"""What a statement of running text must say before it can be held to be about a cell, and how messages write its figure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from normalise.checks.figures import format_figure
from normalise.dataset import Observation, Role
from normalise.prose import Statement, same_word, uses_word
from normalise.sentences import content_words

MISMATCH_RULE, CONFIRMS_RULE, UNMATCHED_RULE = "prose-mismatch", "prose-confirms", "prose-unmatched"

FEWEST_WORDS = 2
"""Words that a label needs before a sentence can be held to contradict it: one word may be about anything."""

MOST_OTHER_WORDS = 2
"""Words beside the label's that a contradicting sentence may have: more of them speak of a part or a circumstance."""

UNITS = {"EUR": "euro", "percent": "%", "percentage_point": "procentpunt"}
MULTS = {3: "duizend", 6: "mln.", 9: "mld."}


def is_about(statement: Statement, cell: Observation) -> bool:
    """Whether a statement can be about a cell: the unit fits, and all words of the label are used."""
    return (
        cell.role is not Role.OF_WHICH
        and statement.figure.same_unit(cell.unit_measure)
        and names_whole(statement, cell.indicator_label)
    )


def names_whole(statement: Statement, label: str) -> bool:
    """Whether a statement uses all words of a label that has several."""
    words = content_words(label)
    return len(words) >= FEWEST_WORDS and all(uses_word(statement, word) for word in words)


def is_only_about(statement: Statement, cell: Observation, labels: Iterable[str]) -> bool:
    """Whether a statement says little beside the label of a cell, and nothing that sets another of the labels apart."""
    named = tuple(filter(None, (cell.indicator_label, cell.theme_label, cell.parent_label)))
    own = content_words(cell.indicator_label)
    others = (word for label in labels for word in content_words(label) - own)
    return says_little_else(statement, named) and not any(uses_word(statement, word) for word in others)


def says_little_else(statement: Statement, named: Iterable[str]) -> bool:
    """Whether the sentence itself has few words that none of some labels and headings use."""
    known = frozenset[str]().union(*map(content_words, named))
    other = [word for word in content_words(statement.sentence) if not any(same_word(word, each) for each in known)]
    return len(other) <= MOST_OTHER_WORDS


def write_figure(statement: Statement) -> str:
    """The figure of a statement with its unit: `180 mln. euro`."""
    figure = statement.figure
    unit = " ".join(filter(None, (MULTS.get(figure.unit_mult), UNITS.get(figure.unit_measure))))
    return f"{format_figure(Decimal(figure.value))} {unit}".strip()

"""alias-proposal: indicators of different publications that may be one, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.dataset import Dataset, Finding, Severity
from normalise.findings import make_finding
from normalise.likeness import Likeness, likely_aliases

RULE = "alias-proposal"


def check_aliases(dataset: Dataset) -> Iterator[Finding]:
    """Each pair of indicators whose labels or figures are alike."""
    return proposals(likely_aliases(dataset))


def proposals(found: Iterable[Likeness]) -> Iterator[Finding]:
    """What is said of each."""
    for each in found:
        yield make_finding(
            rule=RULE,
            severity=Severity.INFO,
            message=f"«{each.labels[0]}» en «{each.labels[1]}» zijn misschien één indicator; {_evidence(each)}.",
            found=each.first,
            expected=each.second,
            hint="Is het er één, zet dat dan in aliases.toml naast de dataset; aliases-proposed.toml heeft de regels.",
        )


def _evidence(each: Likeness) -> str:
    labels = f"de labels zijn voor {each.likeness} van de 100 gelijk"
    if not each.shared:
        return labels
    figures = "1 cijfer" if each.shared == 1 else f"{each.shared} cijfers"
    return f"{labels} en {figures} ook"

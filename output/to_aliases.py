"""`aliases-proposed.toml`: what `aliases.toml` would say if a person agreed with every proposal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from normalise.checks.alias_proposal import RULE
from normalise.dataset import Dataset, Finding

FILE = "aliases-proposed.toml"
HEAD = """# Indicators that may be one. Look at each; what is right, move to aliases.toml in this folder, and run again.
# Made anew by every run: what is written here by hand is lost.
"""


def proposed_aliases(dataset: Dataset) -> bytes | None:
    """The file, or None where nothing is proposed. Of two slugs the one of the vocabulary stays, else the first."""
    known = {row.indicator for row in dataset.indicators if row.known}
    labels = {row.indicator: row.labels_seen for row in dataset.indicators}
    parts = [_entry(finding, known, labels) for finding in _proposals(dataset.findings)]
    return (HEAD + "".join(parts)).encode() if parts else None


def _proposals(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.rule == RULE and one.found and one.expected and not one.accepted]


def _entry(finding: Finding, known: set[str], labels: dict[str, tuple[str, ...]]) -> str:
    kept, other = str(finding.found), str(finding.expected)
    if other in known and kept not in known:
        kept, other = other, kept
    # A JSON string is a TOML string too.
    listed = ", ".join(json.dumps(label, ensure_ascii=False) for label in labels.get(other, ()))
    return f'\n# {finding.message}\n[[alias]]\nindicator = "{kept}"\nlabels = [{listed}]\n'

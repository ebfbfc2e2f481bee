"""A dataset whose every text is an attempt to get out of where it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from normalise.dataset import (
    Ambition,
    AmbitionForm,
    AmbitionKind,
    Dataset,
    DocumentRow,
    DocumentStatus,
    Measure,
    Movement,
    Revision,
    RevisionKind,
    SentenceTheme,
    ThemeBasis,
)
from output.schema import Kind, table_schema, table_schemas
from tests.output.datasets import small_dataset

ATTACKS = {
    "elements": (
        "<script>window.broken = 1</script>",
        "</script><script>window.broken = 1</script>",
        "</style></textarea></title><img src=x onerror='window.broken = 1'>",
        "]]><svg onload=window.broken=1>",
        "<!-- <script>",
    ),
    "attributes": (
        '" onclick="window.broken = 1" autofocus onfocus="window.broken = 1',
        "' onmouseover='window.broken = 1",
        "&lt;script&gt;&#x27;",
    ),
    "address": ("javascript:window.broken = 1",),
    "templates": ("{{ 7 * 7 }}{% for a in b %}${window.broken = 1}",),
    "signs": (
        "\u202egnihtemos\u202c \u2066en verder",
        "regel\u2028window.broken = 1\u2029",
        "\x00\x1b[2Jwis\ufeff",
        "lone \ud800 surrogate",
    ),
}
SHOWN = frozenset(
    {
        "source", "title", "publisher", "error", "number", "caption", "note", "indicator_label", "theme_label", "breakdown",
        "parent_label", "ref_area", "value_raw", "marker", "text", "label", "message", "hint", "found", "expected",
        "actor", "object", "placement_evidence", "locator",
    }
)  # fmt: skip
"""Columns of text that comes from a document, or from a person."""


def attacking_dataset(attack: str) -> Dataset:
    """A small dataset that has all tables, with the attack in every text that may come from outside."""
    whole = _whole()
    names = [schema.name for schema in table_schemas()]
    attacked = {name: tuple(_attacked(row, name, attack) for row in getattr(whole, name)) for name in names}
    return replace(whole, **attacked)  # type: ignore[arg-type]


def _attacked(row: object, table: str, attack: str) -> object:
    changes: dict[str, object] = {}
    for column in table_schema(table).columns:
        if column.kind is Kind.STRING and column.name in SHOWN:
            changes[column.name] = attack
        if column.kind is Kind.LIST and column.name in {
            "heading_path",
            "labels_seen",
            "confidence_reasons",
            "evidence",
        }:
            changes[column.name] = (attack,)
    if table == "observations":
        changes |= {"confidence": 0.5, "theme": attack, "unit_measure": attack}
    return replace(row, **changes)  # type: ignore[type-var]


def _whole() -> Dataset:
    small = small_dataset()
    (document,) = small.documents
    passage = replace(small.passages[0], text="x" * 50)
    later = replace(small.observations[0], observation_id="o3", column=3, obs_value=Decimal(9), time_period="2022")
    failed = DocumentRow(
        document_id="f" * 16, source="kapot", media_type="text/html", bytes=1, status=DocumentStatus.FAILED, error="x"
    )
    return replace(
        small,
        documents=(document, failed),
        observations=(*small.observations, later),
        passages=(passage,),
        indicators=(replace(small.indicators[0], theme="drugs"),),
        themes=(
            SentenceTheme(
                passage_id=passage.passage_id, sentence=1, start=0, end=20, theme="drugs", basis=ThemeBasis.TERM, score=1.0
            ),
        ),
        ambitions=(
            Ambition(
                ambition_id="a1", document_id=document.document_id, passage_id=passage.passage_id, start=0, end=9,
                text="x", form=AmbitionForm.GOAL, kind=AmbitionKind.QUALITATIVE, direction=Movement.REACH, strength=2, rule="r",
            ),
        ),
        revisions=(
            Revision(
                indicator="woninginbraken", measure=Measure.REALISATIE, time_period="2020", published=date(2022, 1, 1),
                document_id=document.document_id, observation_id="o3", obs_value=Decimal(9),
                previous_document_id=document.document_id, previous_observation_id="o1", previous_value=Decimal(8),
                change=Decimal(1), kind=RevisionKind.CONFLICT,
            ),
        ),
    )  # fmt: skip

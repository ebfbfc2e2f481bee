"""Where things are that tests look at."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
"""Gold tables and real publications, beside the repository where they exist."""

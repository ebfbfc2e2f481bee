"""Every command that the guides show is run, and answers what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.paths import ROOT
from tests.shell_pages import blocks, played

DOCS = ROOT / "docs"
GUIDES = [DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
PAGES = [path for path in GUIDES if any(block.kind == "console" for block in blocks(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_commands_of_a_guide_answer_what_it_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    page = path.read_text(encoding="utf-8")
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    now = played(page, CliRunner())
    if update_golden:
        path.write_text(now, encoding="utf-8")
    else:
        assert page == now, f"{path.name} is behind: run pytest --update-golden and look at the difference"

"""The notebook of the documentation runs, and prints what it shows."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from tests.paths import ROOT

NOTEBOOK = ROOT / "docs" / "library.ipynb"


def test_notebook_prints_what_it_shows(monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    monkeypatch.chdir(ROOT)
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert cells
    for cell in cells:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), names)  # noqa: S102 - our own notebook
        if update_golden:
            cell["outputs"] = _outputs(printed.getvalue())
        else:
            assert cell["outputs"] == _outputs(printed.getvalue()), (
                "run pytest --update-golden and look at the difference"
            )
    if update_golden:
        NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _outputs(text: str) -> list[dict[str, Any]]:
    return [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}] if text else []

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

SENTENCE = "In 2028 levert de eenheid minimaal 60 verdachten van mensenhandel aan bij het OM."
ESCAPE = "\x1b["


def tag(*arguments: str, **more: str | bool) -> Result:
    return CliRunner().invoke(main, ["tag", *arguments], prog_name="extract", **more)  # type: ignore[arg-type]


def test_a_typed_text_is_shown_with_what_is_found_in_it() -> None:
    result = tag(SENTENCE)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == SENTENCE
    assert lines[1] == "    theme mensenhandel (mensenhandel)"
    assert lines[2].startswith("    ambition norm, kwantitatief; ")
    assert "min 60" in lines[2]
    assert "by de eenheid" in lines[2]


def test_colours_are_for_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ESCAPE not in tag(SENTENCE).stdout
    assert ESCAPE in tag(SENTENCE, color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in tag(SENTENCE, color=True).stdout


def test_a_file_standard_input_and_the_text_itself_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert tag(str(path)).stdout == tag("-", input=SENTENCE).stdout == tag(SENTENCE).stdout


def test_json_has_offsets_that_cut_the_text() -> None:
    found = json.loads(tag(f"De thema\u2019s zijn bekend. {SENTENCE}", "--json").stdout)
    assert found["engine"] == "rules"
    (passage,) = found["passages"]
    _, sentence = passage["sentences"]
    assert passage["text"][sentence["start"] : sentence["end"]] == sentence["text"] == SENTENCE
    assert [theme["theme"] for theme in sentence["themes"]] == ["mensenhandel"]
    (ambition,) = sentence["ambitions"]
    assert passage["text"][ambition["start"] : ambition["end"]] == ambition["text"]
    assert (ambition["value"], ambition["bound"]) == (60, "min")


class Shown(HTMLParser):
    """The text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_html_is_a_page_of_its_own_with_every_word_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a<b>.md"
    path.write_text(
        f"# Mensenhandel & meer\n\n{SENTENCE}\n\nGeen thema voor <script>deze</script> zin.", encoding="utf-8"
    )
    page = tag(str(path), "--html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    assert 'charset="utf-8"' in page
    shown = Shown()
    shown.feed(page)
    assert {"&", "minimaal", "mensenhandel", "<script>deze</script>"} <= set(shown.words)


@pytest.mark.parametrize("wrong", ["bestaat-niet.txt", "bestaat-niet.html"])
def test_a_file_that_is_not_there_is_no_text(wrong: str) -> None:
    result = tag(wrong)
    assert result.exit_code == 2
    assert result.stderr == f"extract: there is no file {wrong}; a text of one word can come through standard input\n"


def test_a_model_that_is_not_installed_is_refused() -> None:
    result = tag(SENTENCE, "--model", "nl_core_news_none")
    assert result.exit_code == 2
    assert result.stderr == "extract: the language model nl_core_news_none is not installed\n"


def test_a_text_without_sentences_says_so() -> None:
    assert "no running text" in tag("kort").stdout


def test_what_moves_a_cursor_is_not_printed() -> None:
    assert "\x1b" not in tag(f"\x1b[2J{SENTENCE}").stdout

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.extract.pdf.files import LINE, pages


def debug(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["debug", *map(str, arguments)], prog_name="extract")


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    file = tmp_path / "jaarverslag.pdf"
    file.write_bytes(pages([LINE, LINE]))
    return file


def test_a_page_is_drawn(two_pages: Path, tmp_path: Path) -> None:
    picture = tmp_path / "pagina.png"
    result = debug(two_pages, "--page", "2", "-o", picture)
    assert (result.exit_code, result.output) == (0, f"Written to {picture}\n")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_named_after_its_page(two_pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert debug(two_pages).output == "Written to jaarverslag-page-1.png\n"
    assert (tmp_path / "jaarverslag-page-1.png").is_file()


def test_a_page_that_is_not_there_is_one_sentence(two_pages: Path, tmp_path: Path) -> None:
    result = debug(two_pages, "--page", "3", "-o", tmp_path / "pagina.png")
    assert result.exit_code == 2
    assert result.output == f"extract: {two_pages}: There is no page 3; its pages are 1 to 2.\n"
    assert not (tmp_path / "pagina.png").exists()


def test_only_pages_of_a_pdf_are_drawn(tmp_path: Path) -> None:
    page = tmp_path / "begroting.html"
    page.write_text("<h1>Begroting</h1>", encoding="utf-8")
    result = debug(page)
    assert result.exit_code == 2
    assert result.output == f"extract: {page}: it is no PDF but text/html, and only pages of PDFs are drawn\n"


def test_a_folder_that_is_not_there_is_one_sentence(two_pages: Path, tmp_path: Path) -> None:
    result = debug(two_pages, "-o", tmp_path / "weg" / "pagina.png")
    assert result.exit_code == 2
    assert result.output.startswith(f"extract: {tmp_path / 'weg' / 'pagina.png'} cannot be written: ")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert debug(tmp_path / "weg.pdf").exit_code == 2

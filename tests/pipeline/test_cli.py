from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from normalise.dataset import TABLE_ROWS, Dataset, Finding, Severity
from output import write as writing
from output.write import write_dataset
from pipeline import running as runs
from pipeline import unit
from pipeline.cli import main
from tests.output.datasets import small_dataset
from tests.paths import ROOT
from tests.pipeline.test_running import page

HEAVY = {"pandas", "pyarrow", "numpy", "bs4", "lxml", "spacy", "rich"}
PATHS = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="extract")


def start(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": PATHS, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    """The dataset's files; not the stored documents beside them, nor the account of the run, which has times in it."""
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != "run.json"
    }


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number, name in enumerate(["begroting.html", "2021/jaarverslag.html", "2022/jaarverslag.html"]):
        page(tmp_path / "stukken" / name, number)
    return tmp_path / "stukken"


def test_paths_need_no_command(pages: Path, tmp_path: Path) -> None:
    result = call(pages, "-o", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert set(files(tmp_path / "uit")) >= {"observations.csv", "observations.parquet", "datapackage.json"}
    assert result.stdout.startswith("3 documents, 3 tables, ")
    assert result.stderr == ""


def test_default_folder_is_results(pages: Path) -> None:
    done = start("stukken", folder=pages.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert (pages.parent / "results" / "observations.csv").is_file()
    assert (
        f"Written to results: {len(TABLE_ROWS)} tables as csv and parquet, report.html, and datapackage.json"
        in done.stdout
    )


def test_options_may_come_first_or_last(pages: Path, tmp_path: Path) -> None:
    assert call("-o", tmp_path / "een", "--quiet", pages).exit_code == 0
    assert call(pages, "--quiet", "-o", tmp_path / "twee").exit_code == 0
    assert files(tmp_path / "een") == files(tmp_path / "twee")


@pytest.mark.parametrize("formats", [["csv"], ["parquet"], ["parquet", "csv"]])
def test_formats(formats: list[str], pages: Path, tmp_path: Path) -> None:
    options = [option for each in formats for option in ("--format", each)]
    assert call(pages, "-o", tmp_path / "uit", *options).exit_code == 0
    endings = {Path(name).suffix[1:] for name in files(tmp_path / "uit")}
    assert endings == {*formats, "json", "html"}


def test_report_in_a_language_or_none(pages: Path, tmp_path: Path) -> None:
    """A dataset from which a document is removed keeps the language of its report; the next run decides anew."""
    target, one = tmp_path / "uit", next(pages.iterdir()).name
    assert call(pages, "-o", target, "--lang", "en").exit_code == 0
    assert (target / "report.html").read_bytes().startswith(b'<!DOCTYPE html>\n<html lang="en">')
    before = (target / "report.html").read_bytes()
    assert call("remove", target, one).exit_code == 0
    after = (target / "report.html").read_bytes()
    assert b'<html lang="en">' in after != before
    assert call(pages, "-o", target, "--no-report").exit_code == 0
    assert not (target / "report.html").exists()
    assert call("remove", target, one).exit_code == 0
    assert not (target / "report.html").exists()


def test_same_input_same_bytes(pages: Path, tmp_path: Path) -> None:
    """Whatever the order of the arguments, the folder, the seed of hashes, and where the command is run from."""
    first = start("stukken", "-o", "een", folder=pages.parent, PYTHONHASHSEED="1")
    second = start(*[pages / name for name in ("2022", "begroting.html", "2021")], pages, folder=pages.parent.parent,
                   PYTHONHASHSEED="2", TZ="Asia/Tokyo")  # fmt: skip
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    again = start(pages, "-o", "twee", folder=pages.parent, PYTHONHASHSEED="3", LC_ALL="C", COLUMNS="40")
    assert again.returncode == 0, again.stderr
    assert files(pages.parent / "een") == files(pages.parent / "twee")
    for data in files(pages.parent / "een").values():
        assert str(pages.parent).encode() not in data


def test_order_of_arguments_makes_no_difference(pages: Path, tmp_path: Path) -> None:
    paths = [pages / "begroting.html", pages / "2021", pages / "2022"]
    assert call(*paths, "-o", tmp_path / "een").exit_code == 0
    assert call(*reversed(paths), "-o", tmp_path / "twee").exit_code == 0
    assert files(tmp_path / "een") == files(tmp_path / "twee")


def test_document_that_fails_is_named_and_exits_with_1(pages: Path, tmp_path: Path) -> None:
    (pages / "weg.html").symlink_to(pages / "bestaat-niet.html")
    result = call(pages, "-o", tmp_path / "uit")
    assert result.exit_code == 1
    assert result.stderr == "extract: weg.html: the file cannot be opened: No such file or directory\n"
    assert "4 documents" in result.stdout
    assert "1 could not be read" in result.stdout
    assert b"failed,unreadable,the file cannot be opened" in files(tmp_path / "uit")["documents.csv"]


@pytest.mark.parametrize("debug", [True, False])
def test_traceback_only_on_request(debug: bool, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(unit, "read", stumble)
    given = ["--workers", "0", *(["--debug"] if debug else [])]
    result = call(pages / "begroting.html", "-o", tmp_path / "uit", *given)
    assert result.exit_code == 1
    assert "begroting.html: internal fault while reading it (ZeroDivisionError); please report this" in result.stderr
    assert ("Traceback" in result.stderr) is debug


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nergens.html"], "there is no file or folder nergens.html"),
        (["stukken", "--kleur"], "No such option"),
        (["stukken", "--format", "pdf"], "'pdf' is not one of 'csv', 'parquet'"),
        (["stukken", "-o", "stukken/begroting.html"], "is a file"),
        (["-q"], "Missing argument 'SOURCE...'"),
        (["leeg"], "there is no document to read in leeg"),
        (["check", "leeg"], "holds no dataset"),
        (["check", "nergens"], "does not exist"),
        (["check"], "Missing argument 'DIR'"),
        ([], "Usage: extract [OPTIONS] SOURCE..."),
    ],
)
def test_wrong_usage_exits_with_2_and_writes_nothing(
    arguments: list[str], message: str, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages.parent)
    Path("leeg").mkdir()
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert not Path("results").exists()


def test_files_of_other_kinds_are_counted(pages: Path, tmp_path: Path) -> None:
    for name in ("a.gif", "b.GIF", "c.exe"):
        (pages / name).write_text("")
    result = call(pages, "-o", tmp_path / "uit")
    assert "3 files passed over, of kinds that are not read yet: 1 .exe, 2 .gif" in result.stdout


def test_same_content_twice_is_said(pages: Path, tmp_path: Path) -> None:
    page(pages / "kopie.html", 0)
    result = call(pages, "-o", tmp_path / "uit")
    assert "kopie.html has the same content as begroting.html: read once" in result.stdout


def test_folder_that_cannot_be_written_is_found_before_the_work(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(**_: object) -> str:
        raise PermissionError(13, os.strerror(13))

    def never(*_: object, **__: object) -> None:
        raise AssertionError("no document should have been read")

    monkeypatch.setattr("tempfile.mkdtemp", denied)
    monkeypatch.setattr(runs, "open_publication", never)
    result = call(pages, "-o", tmp_path / "uit")
    assert result.exit_code == 2
    assert result.stderr == f"extract: cannot write to {tmp_path / 'uit'}: Permission denied\n"


def test_quiet_says_nothing_but_faults(pages: Path, tmp_path: Path) -> None:
    assert call(pages, "-o", tmp_path / "uit", "-q").output == ""


def with_finding(severity: Severity) -> Dataset:
    finding = Finding(finding_id="x", rule="sum-mismatch", severity=severity, message="De delen tellen niet op.")
    return Dataset(documents=small_dataset().documents, findings=(finding,))


@pytest.mark.parametrize(
    ("severity", "strict", "code"),
    [(Severity.ERROR, True, 1), (Severity.ERROR, False, 0), (Severity.WARNING, True, 0)],
)
def test_strict_is_about_errors(
    severity: Severity, strict: bool, code: int, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "combine", lambda *_: with_finding(severity))
    result = call(pages, "-o", tmp_path / "uit", "--no-report", *(["--strict"] if strict else []))
    assert result.exit_code == code
    assert ("sum-mismatch: De delen tellen niet op." in result.stdout) is (severity is Severity.ERROR)


@pytest.mark.parametrize(
    ("severity", "strict", "code"),
    [(Severity.ERROR, True, 1), (Severity.ERROR, False, 0), (Severity.WARNING, True, 0)],
)
def test_check_lists_findings(
    severity: Severity, strict: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(small_dataset(), tmp_path)
    monkeypatch.setattr("normalise.run.recheck", lambda _: with_finding(severity))
    result = call("check", tmp_path, *(["--strict"] if strict else []))
    assert result.exit_code == code
    assert f"{'error' if severity is Severity.ERROR else 'warning'} sum-mismatch: De delen tellen" in result.stdout


def test_check_of_a_run(pages: Path, tmp_path: Path) -> None:
    call(pages, "-o", tmp_path / "uit")
    before = files(tmp_path / "uit")
    result = call("check", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert "indings" in result.stdout
    assert files(tmp_path / "uit") == before


def test_check_of_a_broken_dataset(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    (tmp_path / "cells.csv").write_text("row\n1\n")
    result = call("check", tmp_path)
    assert result.exit_code == 2
    assert "cells.csv: it lacks table_id" in result.stderr


def test_path_with_the_name_of_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page(tmp_path / "check", 1)
    assert call("./check").exit_code == 0
    assert call("--", "check").exit_code == 0


@pytest.mark.parametrize("place", ["read", "write"])
def test_ctrl_c_is_one_sentence_and_leaves_the_earlier_dataset(
    place: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(pages, "-o", tmp_path / "uit")
    before = files(tmp_path / "uit")
    page(pages / "nieuw.html", 7)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    if place == "read":
        monkeypatch.setattr(unit, "read", stop)
    else:
        monkeypatch.setattr(writing, "_swap", stop)
    result = call(pages, "-o", tmp_path / "uit", "--workers", "0")
    assert result.exit_code == 130
    kept = 3 if place == "read" else 4
    assert result.stderr == (
        f"\nextract: stopped; the dataset is as it was, and {kept} documents that were read are kept: "
        "the same command goes on from there\n"
    )
    assert files(tmp_path / "uit") == before


def test_signal_stops_a_process(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "pijp"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": PATHS},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a shell's background job ignores it
    ) as process:
        try:
            writer = open_when_read(tmp_path / "pijp")
            errors = interrupt(process)
        finally:
            process.kill()
    os.close(writer)
    assert process.returncode == 130
    assert errors.strip() == "extract: stopped; the dataset is as it was"
    assert files(tmp_path / "results") == {}


def interrupt(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C; again when the first fell between Python's last look at signals and its waiting for the pipe."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=3)[1]
    raise AssertionError("it does not stop")


def open_when_read(pipe: Path) -> int:
    """The writing end of a pipe, as soon as somebody waits at the other end."""
    for _ in range(1500):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
    raise AssertionError("nobody read the pipe")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["check", "--help"], ["tag", "--help"], ["nergens.html"]]
)
def test_answers_without_heavy_imports(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main({arguments!r}, prog_name='extract')\nexcept SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("prose", "loaded"), [("Bron: politie", "False"), ("De politie pakt 40 zaken aan.", "True")])
def test_spacy_is_loaded_for_running_text_only(prose: str, loaded: str, tmp_path: Path) -> None:
    table = (
        "<table><caption>Zaken</caption><tr><th>Zaken</th><th>2020</th></tr><tr><td>Fraude</td><td>4</td></tr></table>"
    )
    (tmp_path / "stuk.html").write_text(f"<h1>Cijfers</h1>{table}<p>{prose}</p>", encoding="utf-8")
    program = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main([{str(tmp_path / 'stuk.html')!r}, '-o', {str(tmp_path / 'uit')!r}, '--workers', '0'])\nexcept SystemExit: pass\n"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == loaded


def test_run_does_without_pandas(pages: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main([{str(pages)!r}, '-o', {str(tmp_path / 'uit')!r}])\nexcept SystemExit: pass\n"
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    result = call("completion", shell)
    assert result.exit_code == 0
    assert "_EXTRACT_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("extract ", {*main.commands}),
        ("extract --fo", {"--format"}),
        ("extract stukken --st", {"--strict"}),
        ("extract stukken --format p", {"parquet"}),
        ("extract check --st", {"--strict"}),
    ],
)
def test_completion_offers(words: str, offered: set[str], tmp_path: Path) -> None:
    count = len(words.split(" ")) - 1
    done = start(folder=tmp_path, _EXTRACT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(count))
    plain = {line.partition(",")[2] for line in done.stdout.splitlines() if line.startswith("plain,")}
    assert plain == offered


def test_pipe_gets_no_colours_and_terminal_may_refuse_them(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(runs, "combine", lambda *_: with_finding(Severity.ERROR))
    options = [str(pages), "-o", str(tmp_path / "uit"), "--no-report"]  # which would show the stored documents
    assert "\x1b" in CliRunner().invoke(main, options, color=True).output
    assert "\x1b" not in CliRunner().invoke(main, options).output
    assert "\x1b" not in CliRunner().invoke(main, options, env={"NO_COLOR": "1"}, color=True).output


@pytest.mark.parametrize("quiet", [True, False])
def test_terminal_gets_a_bar(quiet: bool, pages: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", str(pages), *(["--quiet"] if quiet else [])]
    environment = {**os.environ, "PYTHONPATH": PATHS, "TERM": "xterm"}
    done = subprocess.run(command, cwd=pages.parent, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.write(theirs, b"end")
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert ("Reading" in shown and "100%" in shown) is not quiet
    assert b"Reading" not in done.stdout


def test_long_list_of_errors_is_cut(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = with_finding(Severity.ERROR).findings
    many = Dataset(findings=tuple(replace(finding, finding_id=str(number)) for number in range(12)))
    monkeypatch.setattr(runs, "combine", lambda *_: many)
    output = call(pages, "-o", tmp_path / "uit").stdout
    assert output.count("error sum-mismatch") == 10
    assert "… and 2 more in the table findings" in output


def test_document_cannot_command_the_terminal(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(finding_id="x", rule="outlier", severity=Severity.ERROR, message="\x1b[2J weg\r ermee")
    monkeypatch.setattr(runs, "combine", lambda *_: Dataset(findings=(finding,)))
    (pages / "\x1b]0;weg.html").symlink_to(pages / "bestaat-niet.html")
    result = CliRunner().invoke(main, [str(pages), "-o", str(tmp_path / "uit")])
    assert "\x1b" not in result.output
    assert "\ufffd[2J weg\ufffd ermee" in result.stdout


def test_terminal_that_lacks_a_character_gets_another(pages: Path) -> None:
    (pages / "5 €.html").symlink_to(pages / "bestaat-niet.html")
    done = start("stukken", folder=pages.parent, PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert done.stderr == "extract: 5 ?.html: the file cannot be opened: No such file or directory\n"

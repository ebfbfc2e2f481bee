"""The container file, tried as far as a machine without an engine goes: what it copies is there, its steps work, nobody can run it."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.paths import ROOT

FILE = ROOT / "Containerfile"
IGNORED = ROOT / ".containerignore"
PREFIX = "/opt/extract"
NOBODY = 65534
CONTINUED = re.compile(r"\\\n")


class Step(NamedTuple):
    """An instruction and what follows it."""

    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        return self.rest.split()


def stages() -> list[list[Step]]:
    """The steps of each stage, in order; what stands before the first is left out."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found: list[list[Step]] = []
    for line in filter(str.strip, CONTINUED.sub(" ", "\n".join(lines)).splitlines()):
        name, _, rest = line.strip().partition(" ")
        if name == "FROM":
            found.append([])
        if found:
            found[-1].append(Step(name, " ".join(rest.split())))
    return found


BUILD, FINAL = stages()
COPIED = [path for step in BUILD if step.name == "COPY" for path in step.words[:-1]]


def is_ignored(path: str) -> bool:
    """Whether an engine leaves a path out, by the rules of .containerignore: the last that fits decides."""
    ignored = False
    for line in IGNORED.read_text(encoding="utf-8").splitlines():
        rule = line.strip().removeprefix("!")
        if rule and not rule.startswith("#") and (fnmatch(path, rule) or fnmatch(path.partition("/")[0], rule)):
            ignored = not line.startswith("!")
    return ignored


@pytest.mark.parametrize("path", COPIED)
def test_what_is_copied_is_there_and_not_left_out(path: str) -> None:
    assert (ROOT / path).exists()
    assert not is_ignored(path)


@pytest.mark.parametrize("path", [".git", ".venv", "tests", "results", "samples", ".ci", "dist"])
def test_the_rest_stays_out(path: str) -> None:
    assert is_ignored(path)


def test_every_package_of_the_wheel_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(COPIED)


def test_the_image_runs_the_command_as_nobody() -> None:
    assert [step.rest for step in FINAL if step.name == "USER"] == ["10001:10001"]
    assert [step.rest for step in FINAL if step.name == "ENTRYPOINT"] == ['["extract"]']
    assert FINAL.index(Step("USER", "10001:10001")) > max(at for at, step in enumerate(FINAL) if step.name == "RUN")


def test_both_stages_are_of_one_small_image_of_a_python_that_fits() -> None:
    bases = {stage[0].words[0] for stage in (BUILD, FINAL)}
    (base,) = bases
    version = re.search(r"^ARG PYTHON=3\.(\d+)$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert base == "docker.io/library/python:${PYTHON}-slim-bookworm"
    assert version is not None
    assert int(version[1]) >= 11


def test_nothing_is_fetched_but_by_pip_and_apt() -> None:
    steps = [step for stage in (BUILD, FINAL) for step in stage]
    assert not [step for step in steps if step.name == "ADD" or "curl" in step.rest or "wget" in step.rest]
    assert all("://" not in step.rest for step in steps)


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """What the steps of the build make, with a folder for the root of the image.

    Not in pytest's own folder, into which nobody else may look.
    """
    with tempfile.TemporaryDirectory(prefix="extract-image-") as name:
        root = Path(name)
        root.chmod(0o755)
        _build(root)
        yield root


def _build(root: Path) -> None:
    (root / "src").mkdir()
    for path in COPIED:
        (shutil.copytree if (ROOT / path).is_dir() else shutil.copy)(ROOT / path, root / "src" / path)
    for step in BUILD:
        if step.name == "RUN":
            _run(step, root)


def _python() -> str:
    """A Python that everybody may run, in place of the image's; skips where there is none that fits."""
    candidates = (Path(sys.base_prefix) / "bin" / "python3", Path("/usr/bin/python3"))
    for each in (path.resolve() for path in candidates if path.exists()):
        is_open = all(folder.stat().st_mode & stat.S_IXOTH for folder in (each, *each.parents))
        fits = [str(each), "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"]
        if is_open and subprocess.run(fits, capture_output=True, check=False).returncode == 0:
            return str(each)
    pytest.skip("no Python with venv lies where nobody can run it")


def _run(step: Step, root: Path) -> None:
    """A step of the build, with a Python of this machine for the image's; skips where pip cannot reach a registry."""
    script = step.rest.replace(PREFIX, str(root / "opt")).replace("--no-cache-dir ", "")
    script = script.replace("python -m venv", f"{_python()} -m venv", 1)
    done = subprocess.run(["/bin/sh", "-ec", script], cwd=root / "src", capture_output=True, text=True, check=False)
    if done.returncode and "No matching distribution" in done.stderr and not _registry_answers():
        pytest.skip("pip reaches no registry here")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def _registry_answers() -> bool:
    ask = [sys.executable, "-m", "pip", "index", "versions", "hatchling", "--disable-pip-version-check"]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def test_nobody_can_run_it_without_a_home_to_write_to(image: Path) -> None:
    given, output = image / "in", image / "out"
    shutil.copytree(ROOT / "samples", given, ignore=shutil.ignore_patterns("scans"))
    output.mkdir()
    command = [str(image / "opt" / "bin" / "extract"), str(given), "-o", str(output / "data")]
    if os.getuid() == 0:
        os.chown(output, NOBODY, NOBODY)
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("there is no setpriv here to become nobody with")
        command = [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs", *command]
    bare = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=output, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (output / "data" / "observations.parquet").is_file()
    assert (output / "data").stat().st_uid == (NOBODY if os.getuid() == 0 else os.getuid())

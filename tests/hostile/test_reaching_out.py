"""No document can reach out: a run over documents that try to is watched from outside, by what it asks of the system."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from output.read import read_dataset
from tests.hostile.reaching import DOCUMENTS, Bait
from tests.paths import ROOT

STRACE = shutil.which("strace")
FILES = "openat,open,openat2,creat,execve,execveat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,symlink,link"
NETWORK = "socket,connect,sendto,sendmsg,bind"
FAMILY = re.compile(r"AF_\w+")
WITHIN = "AF_UNIX"
"""How processes of one machine talk: those of the pool do, through a socket in the folder for scratch."""
CALL = re.compile(r"^(?:\[pid\s+\d+\] |\d+\s+)?(\w+)\((.*)")
PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")
SYSTEM = ("/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/", "/opt/")
"""What belongs to the machine and its programs: libraries, fonts, the clock's zone."""
SHARED = ("/dev/null", "/dev/shm/pym-")  # noqa: S108 - memory that processes of the pool share
REFUSED = {"stuk-entiteit.xml"}


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    """A file that nobody may open, and a server that nobody may call."""
    (tmp_path / "buiten").mkdir()
    secret = tmp_path / "buiten" / "geheim.txt"
    secret.write_text("geheim 98765", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Bait(str(secret), f"http://127.0.0.1:{server.getsockname()[1]}/geheim")
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture
def folder(bait: Bait, tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, make in DOCUMENTS.items():
        (tmp_path / "in" / name).write_bytes(make(bait))
    return tmp_path / "in"


def command(folder: Path, *more: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline", str(folder), *map(str, more), "-o", str(folder.parent / "uit")]


def run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, **environment}
    return subprocess.run(arguments, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=told)


def sources_of_figures(folder: Path) -> set[str]:
    """The names of the documents that figures were read from."""
    dataset = read_dataset(folder)
    names = {row.document_id: row.source for row in dataset.documents}
    return {names[row.document_id] for row in dataset.observations}


def test_what_wants_out_is_read_all_the_same(folder: Path) -> None:
    done = run(command(folder))
    assert "Traceback" not in done.stderr
    refused = {line.split(": ")[1] for line in done.stderr.splitlines() if line.startswith("extract: ")}
    assert refused == REFUSED
    read = {source.split("/")[0] for source in sources_of_figures(folder.parent / "uit")}
    assert read >= set(DOCUMENTS) - REFUSED - {"druk.pdf"}  # a line of text, no table
    for path in (folder.parent / "uit").glob("*.csv"):
        assert "98765" not in path.read_text(encoding="utf-8")


@dataclass
class Asked:
    """What a run asked of the system, and got."""

    calls: set[tuple[str, str]] = field(default_factory=set)
    """Those of the network, each with its family of addresses."""
    programs: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def watched(command: list[str], log: Path) -> Asked:
    """Run a command under strace; skip the test where that may not be."""
    scratch = log.with_name("tmp")
    scratch.mkdir(exist_ok=True)
    strace = [str(STRACE), "-f", "-qq", "-s", "4096", "-e", f"trace={FILES},{NETWORK}", "-o", str(log)]
    done = run([*strace, *command], TMPDIR=str(scratch))
    if not log.exists() or not log.stat().st_size or "PTRACE" in done.stderr:
        pytest.skip(f"strace may not watch here: {done.stderr[-200:]}")
    asked = Asked()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = CALL.match(line)
        if match is None or " = -1 ENOENT" in line:  # what is not there gave nothing
            continue
        name, rest = match.groups()
        path = next(iter(PATH.findall(rest)), "")
        family = FAMILY.search(rest)
        if name in NETWORK.split(","):
            if family is not None and not (family[0] == WITHIN and (not path or path.startswith(str(scratch)))):
                asked.calls.add((name, family[0]))
        elif name.startswith("exec"):
            asked.programs.add(Path(path).name)
        else:
            (asked.opened if name.startswith("open") and not WRITES.search(rest) else asked.changed).add(path)
    return asked


@pytest.mark.skipif(STRACE is None, reason="strace is not installed: apt-get install strace")
def test_nothing_is_asked_of_the_system_but_the_documents_and_the_dataset(folder: Path, bait: Bait) -> None:
    plain = folder.parent / "gewoon"
    plain.mkdir()
    (plain / "a.html").write_text("<p>In 2020 zijn 12 zaken afgerond.</p>", encoding="utf-8")
    usual = watched(command(plain), folder.parent / "log-gewoon")
    asked = watched(command(folder, ROOT / "samples"), folder.parent / "log")
    assert (folder.parent / "uit" / "observations.csv").is_file()
    assert bait.path not in asked.opened | asked.changed
    assert asked.calls <= usual.calls  # a library of spaCy asks, when it is imported, whether there is an IPv6
    assert not any(name in {"connect", "sendto", "sendmsg"} for name, _ in asked.calls)
    assert asked.programs <= {Path(sys.executable).name, "tesseract"}
    home = tuple(str(folder.parent / name) for name in ("in", "uit", "tmp"))  # pictures of pages go to the last
    assert {path for path in asked.changed if path.startswith("/") and not path.startswith((*home, *SHARED))} == set()
    program = (*SYSTEM, *home, str(ROOT), sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix))
    strange = {path for path in asked.opened - usual.opened if path.startswith("/") and not path.startswith(program)}
    assert strange == set()


AUDITED = """
import sys
from pathlib import Path
from extract.document import Options
from pipeline.content import identify
from pipeline.unit import work

events = []
listening = False
NAMES = (
    "open", "os.", "socket.", "subprocess.", "urllib.", "shutil.", "ftplib.", "http.", "ctypes.dlopen", "webbrowser.", "pty.", "tempfile."
)

def hook(name, arguments):
    if listening and name.startswith(NAMES):
        events.append((name, arguments))

sys.addaudithook(hook)
contents = [identify(path.name, path.read_bytes()) for path in sorted(Path(sys.argv[1]).iterdir())]
for content in contents:
    work(content, Options())  # what is imported and read once, by the program itself
listening = True
for content in contents:
    work(content, Options())
listening = False
print("\\n".join(f"{name} {arguments}" for name, arguments in events))
"""


def test_the_interpreter_sees_nothing_either(folder: Path) -> None:
    """Once the program is loaded, reading documents opens no file at all, and nothing else either."""
    done = run([sys.executable, "-c", AUDITED, str(folder)])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""

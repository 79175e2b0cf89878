"""What a process meets in the wild: closed pipes, full disks, odd locales, narrow screens, signals."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Run
from pmladder.files.catalogue_file import builtin_path, load_catalogue
from rows import each

NEXT = [sys.executable, "-m", "pmladder", "next", "--years", "6"]
SHELL = f'"{sys.executable}" -m pmladder'


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_it_in_silence() -> None:
    for command in ("roles -f json", "role cpo", "--help", "skills -f md", "plan cpo --years 6 -f ics"):
        done = shell(f"{SHELL} {command} | true")
        assert done.returncode in (0, 141), command
        assert done.stderr == b""


@pytest.mark.slow
@each("command", ["next --years 6", "roles --json", "--version", "--help", "brief cpo --years 6"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_takes_nothing_is_told(command: str) -> None:
    # What is closed is the same for all that is written by the program itself.
    for target in (">/dev/full", ">&-") if command in ("next --years 6", "--version", "--help") else (">/dev/full",):
        done = shell(f"{SHELL} {command} {target}")
        assert done.returncode == 4, target
        assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_a_closed_standard_error_costs_nothing() -> None:
    done = shell(f"{SHELL} next --years 6 --json 2>&-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "next"


# What Python itself reads as it starts.
FOR_PYTHON = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252", "TZ": "Nowhere/Land"},
    {"PYTHONWARNINGS": "error"},
]
FOR_US = [
    {"TERM": "dumb"},
    {"TERM": ""},
    {"PYTHONIOENCODING": "cp850"},
    {"PYTHONIOENCODING": "cp437"},
    {"COLUMNS": "0"},
    {"COLUMNS": "abc"},
    {"COLUMNS": "-5"},
    {"COLUMNS": "99999999999"},
    {"GITHUB_ACTIONS": "true"},
]


def answers_as_ever(run: Run, **environment: str) -> None:
    ran = run("gap", "director", "--years", "6", **environment)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert "Coaching and mentoring" in " ".join(ran.out.split())
    ran = run("roles", "--json", **environment)
    assert (ran.code, ran.err) == (0, "")
    assert len(json.loads(ran.out)["roles"]) == len(load_catalogue(str(builtin_path())).roles)


@pytest.mark.slow
@pytest.mark.parametrize("environment", FOR_PYTHON, ids=str)
def test_odd_environments_of_python(process: Run, environment: dict[str, str]) -> None:
    answers_as_ever(process, **environment)


@each("environment", FOR_US, ids=str)
def test_odd_environments(pmladder: Run, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    answers_as_ever(pmladder)


def test_an_ascii_terminal_gets_plain_letters_and_escapes(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text("roles: [{id: one, title: Produit é 産}]", encoding="utf-8")
    ran = pmladder("roles", "--catalogue", catalogue)
    assert ran.out.isascii()
    assert "Produit \\xe9 \\u7523" in ran.out
    assert "Produit é 産" in pmladder("roles", "--catalogue", catalogue, "-f", "csv").out


@pytest.mark.parametrize(
    "widths", [(1, 40, 59, 60, 200), pytest.param((5, 10, 20, 80, 99, 100, 120), marks=pytest.mark.slow)]
)
@each(
    "command",
    [["next", "--years", "6", "--all"], ["roles"], ["compare", "senior-pm", "group-pm"], ["skills"]],
    ids=" ".join,
)
def test_no_width_loses_anything(
    pmladder: Run, command: list[str], widths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads(pmladder(*command, "--json").out)
    entries = [*data.get("suggestions", ()), *data.get("roles", ()), *data.get("skills", ())]
    for columns in widths:
        monkeypatch.setenv("COLUMNS", str(columns))
        ran = pmladder(*command)
        shown = "".join(ran.out.split())
        for entry in entries:
            # Columns that stand beside each other part the words of a name.
            assert all(word in shown for word in (entry.get("title") or entry["name"]).split())
        if columns >= 40:
            assert max(map(len, ran.out.splitlines())) <= max(columns, 60)


@pytest.mark.parametrize("columns", [1, 40, 80, *(pytest.param(n, marks=pytest.mark.slow) for n in (7, 20))])
def test_no_width_loses_anything_of_what_to_do(pmladder: Run, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    who = ["--role", "senior-pm", "--years", "6", "--goal", "cpo", "--as-of", "2026-01-31"]
    for command, told in (
        (["opens", "--all"], ["Coaching and", "Group product manager: 3 must-haves to show", "6-12"]),
        (["route", "cpo", "--all"], ["Chief product officer", "Head of product"]),
        (["plan", "group-pm", "--all"], ["Coaching and mentoring", "2026-01-31", "3333"]),
        (
            ["gap", "group-pm", "--chart"],
            ["======---|...", "2/3/3", "People and influence", "27 presumed"],
        ),
        (["next", "--map"], ["@ Senior product manager", "* Chief product officer", "SVP of product"]),
        (["catalogue", "show", "--role", "pm"], ["Product manager (pm), you are here"]),
    ):
        ran = pmladder(*command, *(who if command[0] != "catalogue" else []))
        assert ran.code == 0, ran
        shown = re.sub(r"[\s│├└─]", "", ran.out)
        # Columns of a table stand beside each other, so a title that goes on in the next line is cut up there.
        whole = columns < 60 or command[-1] != "--map"
        assert all(re.sub(r"\s", "", text) in shown for text in told if whole), command
        assert max(map(len, ran.out.splitlines())) <= max(columns, 36)


@pytest.mark.slow
def test_the_same_bytes_for_every_hash_seed(process: Run) -> None:
    for command in (["route", "cpo", "--years", "6", "--json"], ["gap", "cpo", "--years", "6", "--why"]):
        assert len({process(*command, PYTHONHASHSEED=str(seed)) for seed in (0, 42)}) == 1


def test_no_home_is_no_obstacle(pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    for home in ("", "relative", "/dev/null", "/nonexistent"):
        monkeypatch.setenv("HOME", home)
        assert pmladder("next", "--years", "6").code == 0, home
        assert not Path(home or "none", ".cache").exists()
    assert not (tmp_path / "relative").exists()


def signalled(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signals it until it ends: Python drops a signal that falls into a callback, or just before it begins to wait."""
    for _ in range(20):
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
            return
    process.kill()


@pytest.mark.slow
def test_signals_end_it_with_their_codes() -> None:
    for number, code in ((signal.SIGINT, (130, -2)), (signal.SIGTERM, (143, -15))):
        with subprocess.Popen([*NEXT, "--profile", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin is not None
            # More than a pipe holds: once this is written, the program reads its profile, and waits for the rest of it.
            process.stdin.write(b"#" * 100_000)
            process.stdin.flush()
            signalled(process, number)
            assert process.stderr is not None
            errors = process.stderr.read()
        assert process.returncode in code
        assert b"Traceback" not in errors


FORGOTTEN = """
import os, sys, time, weakref
from pmladder.cli.main import listen

class Thing: pass

listen()
number, thing = int(sys.argv[1]), Thing()
watch = weakref.ref(thing, lambda _: [os.kill(os.getpid(), number), list(range(9))])
try:
    del thing
    time.sleep(20)
except BaseException as end:
    print(type(end).__name__, getattr(end, "code", ""))
"""


@each(("number", "heard"), [(signal.SIGINT, "KeyboardInterrupt"), (signal.SIGTERM, "SystemExit 143")])
def test_a_signal_that_falls_into_a_callback_is_heard(number: signal.Signals, heard: str) -> None:
    """Python reports what such a callback raises, and goes on."""
    command = [sys.executable, "-c", FORGOTTEN, str(int(number))]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (heard, "")


@pytest.mark.slow
def test_an_interrupt_during_the_imports_is_silent() -> None:
    for delay in (0.02, 0.05, 0.08, 0.12):
        process = subprocess.Popen([*NEXT, "--profile", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        signalled(process, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        # Before the program itself runs, Python may say so in its own way.
        assert process.returncode in (130, -2, 1)
        assert not re.search(rb"typer|pydantic|yaml", errors)


def test_a_full_or_read_only_cache_folder_is_fine(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    ran = pmladder("next", "--years", "6")
    assert ran.code == 0
    assert blocked.read_text() == "a file where a folder should be"


def test_a_bug_is_one_line_and_names_no_value(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted bug: the program's own part is replaced by one that fails with a private text."""

    def broken(*_: object) -> None:
        raise RuntimeError("salary 95k")

    monkeypatch.setattr("pmladder.engine.suggest.next_moves", broken)
    ran = pmladder("next", "--years", "6")
    assert (ran.code, ran.out) == (70, "")
    assert len(ran.err.splitlines()) == 1
    assert "RuntimeError" in ran.err
    assert "95k" not in ran.err
    monkeypatch.setenv("PMLADDER_DEBUG", "1")
    with pytest.raises(RuntimeError, match="95k"):
        pmladder("next", "--years", "6")

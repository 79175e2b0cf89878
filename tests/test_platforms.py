"""The program on a platform that lacks what Linux has: every command runs, and only one module asks for any of it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import windows
from pmladder.cli.app import COMMANDS, GROUPS
from rows import each
from test_architecture import modules, parsed

ASKS = "files/system.py"
"""The one module that may ask for what a platform lacks."""

PROFILE = "role: senior-pm\nyears: 6\npeople: 0\nskills: {coaching: working}\ngoal: cpo\n"
LADDER = "roles: [{id: pm, title: PM, skills: {a: 1}}, {id: lead, title: Lead, skills: {a: 2}}]\n"
TEAM = "name,title,team,years,Coaching\nPerson 1,Senior PM,North,6,2\nPerson 2,Group PM,South,9,\n"
ME = ["--profile", "me.yaml"]
RUNS: list[tuple[str, list[str]]] = [
    ("", ["next", *ME, "-o", "next.md"]),
    ("", ["next", *ME, "-o", "next.md"]),
    ("", ["gap", "cpo", *ME, "-o", "gap.json"]),
    ("", ["opens", *ME, "-o", "opens.csv"]),
    ("", ["route", "cpo", *ME]),
    ("", ["plan", "head-of-product", *ME, "-o", "plan.ics"]),
    ("", ["brief", "head-of-product", *ME, "-o", "brief.md"]),
    ("3\n2\nq\n", ["assess", "--plain", *ME]),
    ("", ["progress", *ME]),
    ("", ["report", *ME, "-o", "report.html"]),
    ("", ["report", *ME, "-o", "report.html"]),
    ("", ["compare", "pm", "senior-pm"]),
    ("", ["roles", "-o", "roles.json"]),
    ("", ["role", "cpo"]),
    ("", ["skills"]),
    ("", ["skill", "coaching"]),
    ("", ["title", "Sr. PM"]),
    ("", ["agent-guide", "-o", "SKILL.md"]),
    ("", ["mcp", *ME, "--roster", "team.csv"]),
    ("", ["profile", "new", "--profile", "new.yaml", "--years", "6"]),
    ("", ["profile", "show", *ME]),
    ("", ["profile", "set", "people=3", *ME]),
    ("", ["profile", "check", "me.yaml"]),
    ("", ["profile", "diff", "me.yaml", "new.yaml"]),
    ("", ["profile", "import", "resume.json", "--profile", "me.yaml", "--merge"]),
    ("y\n", ["profile", "forget", "--profile", "new.yaml"]),
    ("", ["catalogue", "new", "-o", "starter.yaml"]),
    ("", ["catalogue", "check", "starter.yaml"]),
    ("", ["catalogue", "schema", "-o", "schema.json"]),
    ("", ["catalogue", "show", "--catalogue", "ladder.yaml"]),
    ("", ["catalogue", "diff", "ladder.yaml", "over.yaml"]),
    ("", ["catalogue", "page", "--catalogue", "ladder.yaml", "-o", "ladder.html"]),
    ("", ["catalogue", "export", "--catalogue", "ladder.yaml", "-o", "ladder.csv"]),
    ("", ["catalogue", "import", "ladder.csv", "-o", "again.yaml"]),
    ("", ["team", "new", "-o", "blank.csv"]),
    ("", ["team", "show", "team.csv", "-o", "team.html"]),
    ("", ["team", "coverage", "team.csv"]),
    ("", ["team", "risks", "team.csv"]),
    ("", ["team", "successors", "group-pm", "team.csv"]),
    ("", ["team", "grow", "coaching", "team.csv"]),
    ("", ["team", "what-if", "team.csv", "--without", "Person 1"]),
    ("", ["team", "compare", "North", "South", "--in", "team.csv"]),
    ("", ["team", "assess", "team.csv", "-o", "pairs.csv"]),
    ("", ["team", "form", "team.csv", "--into", "forms"]),
]


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[Ran]:
    """Every command, one after the other, in a process without what Windows lacks."""
    if sys.platform != "linux":
        pytest.skip("it is taken away from Linux")
    home = tmp_path_factory.mktemp("home")
    (home / "me.yaml").write_text(PROFILE, "utf-8")
    (home / "ladder.yaml").write_text(LADDER, "utf-8")
    (home / "team.csv").write_text(TEAM, "utf-8")
    (home / "over.yaml").write_text("extends: ladder.yaml\nroles: [{id: pm, skills: {a: 2}}]\n", "utf-8")
    (home / "pmladder.yaml").write_text("format: table\n", "utf-8")
    resume = {"basics": {"name": "A"}, "work": [{"position": "PM", "startDate": "2020"}], "skills": [{"name": "OKRs"}]}
    (home / "resume.json").write_text(json.dumps(resume), "utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", windows.__file__],
        input="".join(json.dumps({"typed": typed, "arguments": arguments}) + "\n" for typed, arguments in RUNS),
        capture_output=True,
        text=True,
        cwd=home,
        timeout=150,
        check=False,
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache"},
    )
    assert done.returncode == 0, done.stderr
    return [Ran(*json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_every_command_runs_where_windows_lacks_what_linux_has(ran: list[Ran]) -> None:
    assert len(ran) == len(RUNS)
    for (_, arguments), done in zip(RUNS, ran, strict=True):
        assert done.code == 0, (arguments, done)
        assert "Traceback" not in done.err


def test_it_runs_every_command_that_there_is() -> None:
    run = {" ".join(arguments[:2]) if arguments[0] in GROUPS else arguments[0] for _, arguments in RUNS}
    assert run == {*COMMANDS, *(f"{group} {name}" for group, (_, names) in GROUPS.items() for name in names)}


def asked_for(text: str) -> Iterator[str]:
    """What a module asks for that a platform may lack: modules imported as it is imported, names of `os`, `signal`."""
    [tree, *_] = parsed(text)
    assert isinstance(tree, ast.Module)
    for node in at_module_level(tree.body):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in windows.MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in windows.MODULES:
            yield str(node.module)
    lacking = {"os": windows.OF_OS, "signal": windows.OF_SIGNAL}
    for inner in ast.walk(tree) if re.search(r"\b(os|signal)\b", text) else ():
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            if inner.attr in lacking.get(inner.value.id, ()):
                yield f"{inner.value.id}.{inner.attr}"
        elif isinstance(inner, ast.ImportFrom):
            yield from (
                f"{inner.module}.{alias.name}"
                for alias in inner.names
                if alias.name in lacking.get(inner.module or "", ())
            )


def at_module_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run as a module is imported, whatever they stand in."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody"):
                yield from at_module_level(getattr(node, part, []))
            for handler in getattr(node, "handlers", []):
                yield from at_module_level(handler.body)


@each(("module", "text"), [pytest.param(*module, id=module[0]) for module in modules()])
def test_only_one_module_asks_for_what_a_platform_may_lack(module: str, text: str) -> None:
    found = set(asked_for(text))
    assert not found or module == ASKS
    assert not any(name in windows.MODULES for name in found)


@each(
    ("text", "expected"),
    [
        ("import fcntl", {"fcntl"}),
        ("try:\n    import pwd\nexcept ImportError:\n    import termios", {"pwd", "termios"}),
        ("if True:\n    from resource import getrusage", {"resource"}),
        ("def f():\n    import pwd", set()),
        ("import os\nos.fchmod(1, 2)", {"os.fchmod"}),
        ("def f():\n    from signal import SIGHUP", {"signal.SIGHUP"}),
    ],
)
def test_what_is_asked_for_is_found(text: str, expected: set[str]) -> None:
    assert set(asked_for(text)) == expected


def test_windows_never_had_what_is_taken_away() -> None:
    """A slip here would hide what the program needs."""
    kept = {"replace", "open", "fsync", "fstat", "lseek", "ftruncate", "write", "unlink", "access", "umask", "O_BINARY"}
    assert kept.isdisjoint(windows.OF_OS)
    assert {"SIGINT", "SIGTERM", "signal", "raise_signal", "default_int_handler"}.isdisjoint(windows.OF_SIGNAL)


def test_a_settings_file_outside_the_home_is_left_out_where_files_have_no_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmladder.files import system

    monkeypatch.delattr("os.geteuid")
    home = tmp_path / "home"
    (home / "work").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for folder, trusted in ((home / "work", True), (tmp_path, False)):
        file = folder / "pmladder.yaml"
        file.write_text("format: json\n", "utf-8")
        assert system.is_trusted(file) is trusted


def test_an_open_file_is_replaced_as_soon_as_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pmladder.files import system

    source, target, real = tmp_path / "new", tmp_path / "old", os.replace
    source.write_text("new", "utf-8")
    tries: list[int] = []

    def held(first: Path, second: Path) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise PermissionError(13, "held")
        real(first, second)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.delattr("os.geteuid")
    system.replace(source, target)
    assert (target.read_text("utf-8"), len(tries)) == ("new", 4)


def test_a_signal_is_heard_after_what_may_not_be_stopped_where_there_are_no_masks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import signal

    from pmladder.files import system

    monkeypatch.delattr("signal.pthread_sigmask")
    before, done = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with system.unstopped():
            signal.raise_signal(signal.SIGINT)
            done.append("the whole")

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            work()
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["the whole"]

"""A save that is killed, or that the disk fails, at any system call leaves the old profile or the new one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest


class Call(NamedTuple):
    """A system call of a save that is about its folder: its name, the how-manieth of these it is, and of that name."""

    name: str
    place: int
    number: int
    line: str


STRACE = shutil.which("strace")
FAULTS = {"kill": "signal=SIGKILL", "full": "error=ENOSPC", "broken": "error=EIO"}
TURNS = (("kill", 1, 0), ("full", 2, 0), ("broken", 2, 1))
"""The faults with the calls they are tried at: one that ends it at each, two errors by turns."""
SET = ["-m", "pmladder", "profile", "set", "goal=cpo", "--profile"]
MINE = "# mine\nrole: senior-pm   # since spring\npeople: 1\nskills:\n  metrics-analytics: 3   # shipped it\n"
AFTER = MINE + "goal: cpo\n"


def traced(folder: Path, *options: str, word: str = "goal=cpo") -> subprocess.CompletedProcess[str]:
    """One save of `folder/mine.yaml` under strace, into `folder/trace`."""
    (folder / "mine.yaml").write_text(MINE)
    (folder / ".mine.yaml.lock").touch()
    command = [str(STRACE), "-f", "-y", "-e", "trace=file,desc", *options, "-o", str(folder / "trace")]
    command += [sys.executable, "-B", "-m", "pmladder", "profile", "set", word, "--profile", str(folder / "mine.yaml")]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)


def calls_in(folder: Path) -> list[Call]:
    """Every call of the traced save that is about the profile or its folder."""
    found: list[Call] = []
    counts: dict[str, int] = {}
    for line in (folder / "trace").read_text().splitlines():
        if match := re.match(r"\d+ +(\w+)\(", line):
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            if str(folder) in line and name != "execve":
                place = sum(call.name == name for call in found)
                found.append(Call(name, place, counts[name], line))
    return found


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """The calls of a save that nothing disturbs."""
    if STRACE is None:
        pytest.skip("strace is not installed here")
    folder = tmp_path_factory.mktemp("trace")
    if traced(folder).returncode:
        pytest.skip("strace may not trace here")
    return calls_in(folder)


def survives(folder: Path, call: Call, fault: str) -> bool:
    """A save with one call that fails, and the next save after it; whether the call was met at all."""
    folder.mkdir()
    number = call.number
    for _ in range(6):
        ran = traced(folder, "-e", f"inject={call.name}:{FAULTS[fault]}:when={number}")
        met = number_of(call, folder)
        if met == number:
            check(folder, ran, f"{fault} at {call.line}: {ran.stdout}{ran.stderr}")
            return True
        # What is imported on the way is looked up a few times more or less from run to run.
        if met is None:
            traced(folder)
            met = number_of(call, folder)
        number = met or number
    return False


def number_of(call: Call, folder: Path) -> int | None:
    """The number that the call had in the run that was traced last; None if it did not come to it."""
    return next((one.number for one in calls_in(folder) if (one.name, one.place) == (call.name, call.place)), None)


def check(folder: Path, ran: subprocess.CompletedProcess[str], what: str) -> None:
    text = (folder / "mine.yaml").read_text()
    assert text in (MINE, AFTER), what
    assert "Saved to" not in ran.stdout or text == AFTER, what
    assert "nothing was changed" not in ran.stderr or text == MINE, what
    assert "Traceback" not in ran.stderr, what
    assert "bug" not in ran.stderr, what
    assert ran.returncode in (0, 3, 4, -9, 137), what
    assert (ran.returncode == 0) == ("Saved to" in ran.stdout), what
    subprocess.run([sys.executable, *SET, str(folder / "mine.yaml")], capture_output=True, check=True)
    assert (folder / "mine.yaml").read_text() == AFTER, what
    if text == MINE:
        assert not list(folder.glob(".*.tmp")), what


@pytest.mark.slow
def test_the_new_file_is_on_the_disk_before_it_takes_the_name(calls: list[Call]) -> None:
    names = [call.name for call in calls]
    [renamed] = [place for place, name in enumerate(names) if name.startswith("rename")]
    assert names[:renamed].count("fsync") == 1
    assert names[renamed:].count("fsync") == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["write", "fsync", "rename"])
def test_a_journal_that_is_killed_while_it_begins_has_both_lines_or_is_not_there(
    calls: list[Call], tmp_path: Path, name: str
) -> None:
    assert calls
    traced(tmp_path, word="coaching=2")
    journal = tmp_path / "mine.journal.jsonl"
    assert [json.loads(line).get("baseline", False) for line in journal.read_text().splitlines()] == [True, False]
    call = next(call for call in calls_in(tmp_path) if call.name.startswith(name) and journal.name in call.line)
    journal.unlink()
    ran = traced(tmp_path, "-e", f"inject={call.name}:{FAULTS['kill']}:when={call.number}", word="coaching=2")
    assert ran.returncode in (-9, 137)
    assert "coaching" in (tmp_path / "mine.yaml").read_text()
    assert not journal.exists() or len(journal.read_text().splitlines()) == 2


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "step", "first"), TURNS)
def test_a_save_survives_a_fault_at_every_system_call(
    calls: list[Call], tmp_path: Path, fault: str, step: int, first: int
) -> None:
    tried = calls[first::step]
    with ThreadPoolExecutor(2) as pool:
        met = list(pool.map(lambda pair: survives(tmp_path / str(pair[0]), pair[1], fault), enumerate(tried)))
    assert len(calls) > 20
    assert all(met), [call.line for call, was in zip(tried, met, strict=True) if not was]

"""Commands that only read leave the disk as it is: the profile, its journal, the folder that they run in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

PROFILE = """
role: senior-pm
years: 6
people: 0
skills: {coaching: working, product-strategy: 3}
goal: cpo
"""
COMMANDS = [
    ["next"],
    ["next", "--if", "coaching=+1"],
    ["gap", "cpo"],
    ["opens"],
    ["route", "cpo"],
    ["plan", "head-of-product"],
    ["brief", "head-of-product"],
    ["progress"],
    ["compare", "pm", "senior-pm"],
    ["title", "PM"],
    ["profile", "show"],
    ["profile", "check"],
    ["profile", "import", "resume.json", "--dry-run"],
    ["catalogue", "show"],
    ["catalogue", "check", "ladder.yaml"],
]


def contents(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below a folder: its bytes, when it was changed, who may read it."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pmladder: Run) -> Path:
    """A folder with a profile and its journal, a résumé and a ladder, worked in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PMLADDER_PROFILE", str(tmp_path / "me.yaml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("me.yaml").write_text(PROFILE)
    Path("resume.json").write_text('{"basics": {"name": "A"}, "work": [{"position": "PM", "startDate": "2020"}]}')
    Path("ladder.yaml").write_text("roles: [{id: pm, title: PM, skills: {a: 1}}]\n")
    assert pmladder("profile", "set", "communication=3", "--as-of", "2026-01-01").code == 0
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_that_reads_writes_nothing(command: list[str], home: Path, pmladder: Run) -> None:
    before = contents(home)
    for form in ([], ["--json"]):
        assert pmladder(*command, *form).code in (0, 1)
    assert contents(home) == before
    assert not (home / "data").exists()

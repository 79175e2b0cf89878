"""The scripts of examples/scripts, and the action for repositories that keep a ladder."""

from __future__ import annotations

import ast
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from in_process import run_here
from pmladder.cli.app import program
from pmladder.cli.tools import answer_type
from pmladder.render.schema import schema_of
from rows import each

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "examples" / "scripts"
LADDER = """catalogue: {id: acme, title: Acme & co, version: "1"}
roles:
- {id: pm, title: PM, skills: {craft: 1}}
- {id: lead, title: Lead, skills: {craft: 2}}
"""


def script(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPTS / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.slow
@each(
    ("old", "new", "code", "said"),
    [
        ("craft: 1", "craft: 1", 0, "may be merged"),
        ("craft: 1", "craft: 2", 1, "raise the version"),
        ("title: PM,", "title: PM, senioriti: 3,", 1, "new.yaml:3:"),
        ("craft: 2", "craft: 1", 0, "may be merged"),
    ],
)
def test_the_gate_asks_for_a_new_version_where_more_is_asked(
    tmp_path: Path, old: str, new: str, code: int, said: str
) -> None:
    (tmp_path / "old.yaml").write_text(LADDER)
    (tmp_path / "new.yaml").write_text(LADDER.replace(old, new, 1))
    ran = script("ladder_gate.py", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert ran.returncode == code, ran
    assert said in ran.stdout


@pytest.mark.slow
def test_a_raised_level_passes_the_gate_with_a_new_version(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(LADDER)
    (tmp_path / "new.yaml").write_text(LADDER.replace("craft: 1", "craft: 2").replace('"1"', '"2"'))
    assert script("ladder_gate.py", tmp_path / "old.yaml", tmp_path / "new.yaml").returncode == 0
    assert script("ladder_gate.py", tmp_path / "none.yaml", tmp_path / "new.yaml").returncode == 3


def test_the_weekly_message_says_what_changed(tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    assert run_here(["profile", "new", "--profile", str(profile), "--role", "senior-pm", "--years", "6"]) == 0
    for level in (2, 3):
        assert run_here(["profile", "set", f"coaching={level}", "--profile", str(profile)]) == 0
    ran = script("weekly_message.py", profile, "2020-01-01")
    assert ran.returncode == 0, ran.stderr
    assert "- Coaching and mentoring:" in ran.stdout
    assert "Lead product manager: " in ran.stdout
    assert script("weekly_message.py", tmp_path / "none.yaml", "2020-01-01").returncode in (2, 3)


def test_the_sheet_has_the_levels_that_too_few_people_hold(tmp_path: Path) -> None:
    team = tmp_path / "team.csv"
    team.write_text("name,title,years,Coaching\n=Person 1,Senior PM,6,2\nPerson 2,Group PM,9,1\n")
    ran = script("team_gaps.py", team, tmp_path / "gaps.csv")
    assert ran.returncode == 0, ran.stderr
    with open(tmp_path / "gaps.csv", encoding="utf-8", newline="") as sheet:
        head, *rows = csv.reader(sheet)
    assert head[:4] == ["skill", "level", "must-have", "needed"]
    assert ["coaching", "3", "yes", "1", "0"] in [row[:5] for row in rows]
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert all(int(row[4]) < int(row[3]) for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row)


@pytest.mark.slow
def test_the_pages_lead_to_a_handbook_of_each_ladder(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(LADDER)
    for _ in range(2):
        ran = script(
            "handbook_pages.py", tmp_path / "site", tmp_path / "acme.yaml", ROOT / "examples/small-company.yaml"
        )
        assert ran.returncode == 0, ran.stderr
    first = (tmp_path / "site/index.html").read_text("utf-8")
    assert '<a href="acme.html">Acme &amp; co</a>' in first
    assert (tmp_path / "site/small-company.html").read_text("utf-8").startswith("<!doctype html>")


def keys_in(schema: Any) -> Iterator[str]:
    """Every key of the objects of a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys_in(value)


def test_no_script_reads_a_key_that_is_not_in_the_schemas() -> None:
    read = 0
    for path in sorted(SCRIPTS.glob("*.py")):
        known: set[str] = set()
        asked: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "answer":
                words = [one.value for one in node.args if isinstance(one, ast.Constant)]
                places = [one.value if isinstance(one, ast.Constant) else "x" for one in node.args]
                assert words, f"{path.name} runs a command that is not written in it"
                known |= {*keys_in(json.loads(schema_of(answer_type(program(), places))))}
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                asked |= {node.slice.value} if isinstance(node.slice.value, str) else set()
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr != "get", f"{path.name} takes a key that may be missing"
        assert asked <= known, (path.name, asked - known)
        read += len(asked)
    assert read > 20


ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def acted(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run one step of the action as GitHub runs it, on these inputs and the usual ones."""
    [step] = [one for one in ACTION["runs"]["steps"] if one.get("name") == name]
    values = {f"inputs.{key}": one["default"] for key, one in ACTION["inputs"].items()}
    values |= {f"inputs.{key}": value for key, value in inputs.items()} | {"github.action_path": str(ROOT)}
    variables = {key: values[value.removeprefix("${{ ").removesuffix(" }}")] for key, value in step["env"].items()}
    found = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **variables, "PATH": found},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="its steps are for bash")
def test_the_action_checks_annotates_and_makes_pages(tmp_path: Path) -> None:
    (tmp_path / "ladders").mkdir()
    (tmp_path / "ladders/acme.yaml").write_text(LADDER)
    assert acted("Check", tmp_path).returncode == 0
    done = acted("Pages", tmp_path, pages="_site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "_site/acme.html").exists()
    assert (tmp_path / "_site/index.html").exists()
    (tmp_path / "ladders/wrong.yaml").write_text(LADDER.replace("craft: 1", "craft: 9"))
    wrong = acted("Check", tmp_path)
    assert wrong.returncode == 1
    assert "::error file=ladders/wrong.yaml,line=3" in wrong.stdout
    # Nothing in an input is run.
    acted("Check", tmp_path, ladders="$(touch run) ; touch run", strict="true; touch run")
    assert not (tmp_path / "run").exists()


def test_no_step_of_the_action_takes_an_input_for_a_command() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")

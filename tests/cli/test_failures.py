"""Every failure as text and as data: one line or more for people, and where JSON is wanted one object for programs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Ran, Run
from rows import each

SECRET = "salary-95k"


def failed(ran: Ran, schema: Any) -> Any:
    """The object that a failure printed, held to its schema."""
    data = json.loads(ran.out)
    Draft202012Validator(schema).validate(data)
    assert (data["kind"], data["code"]) == ("error", ran.code)
    assert data["problems"]
    return data


@pytest.fixture
def schema(pmladder: Run) -> Any:
    ran = pmladder("--error-schema")
    assert ran.code == 0
    return json.loads(ran.out)


def usage(_: Path, __: pytest.MonkeyPatch) -> list[str]:
    return ["gap", "no-such-role", "--years", "6"]


def unknown_option(_: Path, __: pytest.MonkeyPatch) -> list[str]:
    return ["next", "--yaers", "6"]


def unknown_command(_: Path, __: pytest.MonkeyPatch) -> list[str]:
    return ["nxt"]


def missing_file(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    return ["next", "--profile", str(folder / "missing.yaml")]


def wrong_profile(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    file = folder / "me.yaml"
    file.write_text(
        f"name: {{{SECRET}: 1}}\nrole: [{SECRET}]\nyears: {SECRET}\npeople: {SECRET}\nhistory:\n"
        f"  - {{title: 5, company: {{name: {SECRET}, size: {SECRET}}}, start: {SECRET}}}\n"
        f"evidence: [{{id: {SECRET}, title: 7}}, {{id: {SECRET}, date: 2023-02-30}}]\n"
        f"skills: {{coaching: {{level: [{SECRET}]}}, strategy: {{note: [{SECRET}], level: 1}}}}\n",
        "utf-8",
    )
    return ["next", "--profile", str(file)]


def unfit_profile(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    file = folder / "me.yaml"
    file.write_text(f"skills: {{coaching: {SECRET}}}\nrole: {SECRET}\ngoal: {SECRET}\n", "utf-8")
    return ["next", "--profile", str(file)]


def no_yaml(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    file = folder / "me.yaml"
    file.write_text(f"name: {SECRET}\nrole: [\n", "utf-8")
    return ["next", "--profile", str(file)]


def unreadable_check(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    return ["catalogue", "check", str(folder / "missing.yaml")]


def no_folder(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    return ["roles", "-o", str(folder / "missing" / "roles")]


def damaged_journal(folder: Path, _: pytest.MonkeyPatch) -> list[str]:
    (folder / "me.yaml").write_text("role: pm\n", "utf-8")
    (folder / "me.journal.jsonl").write_text(f"{{half {SECRET}", "utf-8")
    return ["profile", "set", "people=3", "--profile", str(folder / "me.yaml")]


def unwritable_journal(folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    from pmladder.errors import SurroundingsError

    (folder / "me.yaml").write_text("role: pm\n", "utf-8")

    def full(*_: object) -> None:
        raise SurroundingsError("me.journal.jsonl: cannot be written, No space left on device; nothing was changed")

    patch.setattr("pmladder.cli.profile_journal.append_entry", full)
    return ["profile", "set", "people=3", "--profile", str(folder / "me.yaml")]


def bug(_: Path, patch: pytest.MonkeyPatch) -> list[str]:
    def broken(*_: object) -> None:
        raise RuntimeError(SECRET)

    patch.setattr("pmladder.engine.suggest.next_moves", broken)
    return ["next", "--years", "6"]


def stopped_by(number: int) -> Callable[[Path, pytest.MonkeyPatch], list[str]]:
    def stopped(_: Path, patch: pytest.MonkeyPatch) -> list[str]:
        patch.setattr("pmladder.engine.suggest.next_moves", lambda *_: signal.raise_signal(number))
        return ["next", "--years", "6"]

    return stopped


CASES: list[tuple[int, Callable[[Path, pytest.MonkeyPatch], list[str]]]] = [
    (2, usage),
    (2, unknown_option),
    (2, unknown_command),
    (3, missing_file),
    (3, wrong_profile),
    (3, unfit_profile),
    (3, no_yaml),
    (3, unreadable_check),
    (3, damaged_journal),
    (4, no_folder),
    (4, unwritable_journal),
    (70, bug),
    (130, stopped_by(signal.SIGINT)),
    (143, stopped_by(signal.SIGTERM)),
]
if hasattr(signal, "SIGHUP"):
    CASES.append((129, stopped_by(signal.SIGHUP)))


@each(("code", "case"), CASES)
def test_a_failure_is_told_to_people_and_to_programs(
    pmladder: Run,
    schema: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    case: Callable[[Path, pytest.MonkeyPatch], list[str]],
) -> None:
    arguments = case(tmp_path, monkeypatch)
    text = pmladder(*arguments)
    assert text.code == code
    assert "Traceback" not in text.err
    assert bool(text.err) is (code < 128)
    case(tmp_path, monkeypatch)
    ran = pmladder(*arguments, "--json")
    assert ran.code == code
    data = failed(ran, schema)
    assert ran.err == text.err or code in (2, 3)
    told = json.dumps(data) + ran.err + text.err
    for problem in data["problems"]:
        assert problem["message"].split(":")[0].split(" (")[0] in text.err or code > 128
        assert problem["fix"] is None or problem["fix"] in text.err
    # Keys may be named, what stands behind them not.
    assert SECRET not in told.replace(f"name.{SECRET}", "").replace(f"name, {SECRET}", "")


def test_places_are_told_as_data(pmladder: Run, schema: Any, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("role: pm\nyears: many\n", "utf-8")
    data = failed(pmladder("next", "--profile", file, "--json"), schema)
    [problem] = data["problems"]
    assert problem["where"] == {"file": str(file), "line": 2, "column": 8, "key": "years"}
    assert problem["message"] == "years: should be a number"


@each("chosen", ["option", "suffix", "environment", "settings"])
def test_whoever_chose_json_gets_the_object(
    pmladder: Run, schema: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ["gap", "no-such-role"]
    if chosen == "option":
        arguments += ["-f", "json"]
    elif chosen == "suffix":
        (tmp_path / "gap.json").write_text("kept", "utf-8")
        arguments += ["-o", "gap.json"]
    elif chosen == "environment":
        monkeypatch.setenv("PMLADDER_FORMAT", "json")
    else:
        (tmp_path / "pmladder.yaml").write_text("format: json\n", "utf-8")
    ran = pmladder(*arguments)
    assert failed(ran, schema)["code"] == 2
    assert ran.err.startswith("pmladder: unknown role")
    assert chosen != "suffix" or (tmp_path / "gap.json").read_text("utf-8") == "kept"


def test_a_check_that_says_no_keeps_its_report(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "ladder.yaml"
    file.write_text("roles: [{id: a, title: A, skills: {x: 99}}]\n", "utf-8")
    ran = pmladder("catalogue", "check", file, "--json")
    assert (ran.code, json.loads(ran.out)["kind"]) == (1, "catalogue-check")


def test_a_file_that_is_named_stays_as_it_was_where_its_answer_is_a_failure(
    pmladder: Run, schema: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "set.json"
    arguments = unwritable_journal(tmp_path, monkeypatch)
    ran = pmladder(*arguments, "-o", output)
    assert failed(ran, schema)["problems"][0]["message"].startswith("the profile is saved, the journal is not")
    assert not output.exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise here")
@each(("number", "code"), [(1, 129), (2, 130), (15, 143)])
def test_a_signal_from_outside_leaves_an_object_behind(schema: Any, number: int, code: int) -> None:
    command = [sys.executable, "-m", "pmladder", "next", "--json", "--profile", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        # More than a pipe holds: once this is written, the program reads its profile, and waits for the rest of it.
        process.stdin.write(b"#" * 100_000)
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert failed(Ran(process.returncode, out.decode(), err.decode()), schema)["code"] == code


@pytest.mark.slow
def test_a_closed_output_takes_no_object_and_changes_no_code() -> None:
    for redirected in (">&-", ">/dev/full") if Path("/dev/full").exists() else (">&-",):
        command = f'"{sys.executable}" -m pmladder gap no-such-role --json {redirected}'
        done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (2, False)

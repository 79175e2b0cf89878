"""One helper that runs the real entry point: a command line in, (exit code, standard output, standard error) out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.planned import PROFILE
from in_process import run_here, standard_input, started


class Ran(NamedTuple):
    """What came of a run."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def pmladder(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, through the same function as the installed program."""

    def run(*arguments: object, stdin: bytes | None = None) -> Ran:
        capfd.readouterr()
        with nullcontext() if stdin is None else standard_input(stdin):
            code = run_here([str(argument) for argument in arguments])
        sys.stdout.flush()
        return Ran(code, *capfd.readouterr())

    return run


def json_of(run: Run, *arguments: object) -> Any:
    """What a command that succeeds answers as JSON."""
    done = run(*arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.fixture
def process() -> Run:
    """Runs a command as a process of its own, for what only a process shows."""

    def run(*arguments: object, stdin: bytes | None = None, **environment: str) -> Ran:
        surroundings = {**os.environ, **environment}
        command, instead = started([*map(str, arguments)], surroundings)
        done = subprocess.run(
            command,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=60,
            env=surroundings,
            preexec_fn=instead,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return run


@pytest.fixture
def profile(tmp_path: Path) -> list[str]:
    """The options that name the profile of somebody with a goal."""
    file = tmp_path / "me.yaml"
    file.write_text(PROFILE)
    return ["--profile", str(file)]

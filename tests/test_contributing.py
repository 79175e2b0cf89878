"""Each example of CONTRIBUTING is applied to a copy of the program as it is written, and then run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import documents
from rows import each

ROOT = documents.ROOT
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
EXAMPLE = re.compile(
    r"^### (.+)\n(?:(?!^#)[\s\S])*?^```diff\n([\s\S]*?)^```\n\nThen `([^`]+)` prints `([^`]+)`", re.MULTILINE
)
MOST_FILES = 3


class Example(NamedTuple):
    """One example: its heading, its files with their hunks, a command to run, and what the command must print."""

    heading: str
    files: dict[str, list[str]]
    command: str
    printed: str


def examples() -> Iterator[Example]:
    for heading, diff, command, printed in EXAMPLE.findall(TEXT):
        parts = re.split(r"^--- (.+)\n", diff, flags=re.MULTILINE)[1:]
        files = dict(zip(parts[::2], (part.split("@@\n") for part in parts[1::2]), strict=True))
        yield Example(heading, files, command, printed)


EXAMPLES = tuple(examples())


def changed(text: str, hunk: str) -> str:
    """`text` with one hunk applied. The context and the removed lines must be found exactly once."""
    lines = hunk.splitlines(keepends=True)
    before = "".join(line[1:] or line for line in lines if not line.startswith("+"))
    after = "".join(line[1:] or line for line in lines if not line.startswith("-"))
    assert text.count(before) == 1, f"found {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def applied(example: Example, folder: Path) -> None:
    for name, hunks in example.files.items():
        file = folder / name
        if not file.exists():
            assert all(line.startswith("+") for line in hunks[0].splitlines()), f"{name} does not exist"
            file.write_text("".join(line[1:] for line in hunks[0].splitlines(keepends=True)), "utf-8")
            continue
        text = file.read_text("utf-8")
        for hunk in hunks:
            text = changed(text, hunk)
        file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and of its data. Compiled files stay valid, as times are kept."""
    folder = tmp_path_factory.mktemp("copy")
    for part in ("src", "data"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and ".py`" in line and "`errors.py`" not in line]


@each("row", ROWS)
def test_the_table_of_lines_names_modules_and_functions_that_exist(row: str) -> None:
    for names, module in re.findall(r"((?:`\w+`(?: and )?)+) in `([\w/]+\.py)`", row):
        text = (ROOT / "src/pmladder" / module).read_text("utf-8")
        for name in re.findall(r"`(\w+)`", names):
            assert re.search(rf"^(?:def |class )?{name}\b", text, re.MULTILINE), f"{module} has no {name}"
    for module in re.findall(r"`([\w/]+\.py)`", row):
        assert (ROOT / "src/pmladder" / module).exists(), module


@each(("words", "module"), [("Only time closes this", "report/rules.py"), ("within reach", "report/wording.py")])
def test_the_words_of_the_table_are_in_its_module(words: str, module: str) -> None:
    [row] = [row for row in ROWS if f'"{words}"' in row]
    assert f"`{module}`" in row.split("|")[3]
    assert f'"{words}"' in (ROOT / "src/pmladder" / module).read_text("utf-8")


@pytest.mark.slow
@each("example", EXAMPLES, ids=lambda example: example.heading)
def test_an_example_works(example: Example, copy: Path) -> None:
    kept = {name: (copy / name).read_bytes() if (copy / name).exists() else None for name in example.files}
    try:
        applied(example, copy)
        ran = subprocess.run(
            [sys.executable, "-m", "pmladder", *shlex.split(example.command)],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src"), "XDG_CACHE_HOME": str(copy), "COLUMNS": "120"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    finally:
        for name, data in kept.items():
            (copy / name).unlink() if data is None else (copy / name).write_bytes(data)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert example.printed in ran.stdout


@each("example", EXAMPLES, ids=lambda example: example.heading)
def test_an_example_changes_few_files(example: Example) -> None:
    assert len(example.files) <= MOST_FILES


def test_every_kind_of_addition_has_an_example() -> None:
    kinds = {"A rule", "A check", "A field of a catalogue", "A field of the JSON", "A format", "A language of titles"}
    assert {example.heading for example in EXAMPLES} == kinds | {"A command"}
    assert TEXT.count("```diff") == len(EXAMPLES)


def test_a_hunk_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(AssertionError):
        changed("a\nb\n", " c\n+d\n")
    assert changed("a\nb\n", " a\n+c\n") == "a\nc\nb\n"

"""Fill README.md with what the program really prints, or check that it is so already.

    python docs/readme.py            rewrite the marked blocks
    python docs/readme.py --check    end with 1 when a block is not what it would be
    python docs/readme.py tests      print the setup line of this name

Five kinds of block, each from its marker to `<!-- end -->`:

    <!-- setup: tests -->                    a line that sets up and runs something; .ci/run runs it
    <!-- file: ada.yaml -->                  an example file; the commands below find it
    <!-- run: pmladder title SPM -->         a command, and what it prints on 80 columns without colour
    <!-- run, 12 lines: pmladder roles -->   its first lines
    <!-- typed: assess_run -->               what a terminal shows while somebody types, by the script of this name
    <!-- table: commands -->                 a table made from the program
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from difflib import unified_diff
from importlib import import_module
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"^<!-- (?P<marker>[^\n]*?) -->\n(?P<body>(?:(?!<!-- end -->)[\s\S])*?)^<!-- end -->$", re.MULTILINE)
FENCED = re.compile(r"```[a-z]*\n([\s\S]*?)```\n")
RUN = re.compile(r"run(?:, (?P<lines>\d+) lines)?: (?P<command>.+)")
CUT = "..."
KEPT = ("PATH", "HOME", "PYTHONPATH", "LANG", "XDG_CACHE_HOME")
PROGRAMS = {"pmladder": ["-m", "pmladder"], "python": []}


class ReadmeError(Exception):
    """A block that cannot be filled."""


def filled(text: str) -> str:
    """The README `text` with every block filled anew. Raises ReadmeError."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(text, folder)
        return BLOCK.sub(lambda block: _block(block["marker"], block["body"], folder), text)


def written(text: str, kind: str) -> dict[str, str]:
    """What stands in the blocks of a kind that is written by hand, by name: the example files, the setup lines."""
    found = {}
    for block in BLOCK.finditer(text):
        if block["marker"].startswith(f"{kind}: "):
            fenced = FENCED.fullmatch(block["body"])
            if fenced is None:
                raise ReadmeError(f"{block['marker']}: there should be one fenced block up to the end marker")
            found[block["marker"].removeprefix(f"{kind}: ")] = fenced[1]
    return found


def write_files(text: str, folder: str) -> None:
    """Write the example files of a README below `folder`."""
    for name, content in written(text, "file").items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def commands_of(text: str) -> list[str]:
    """The commands that a README runs."""
    return [run["command"] for block in BLOCK.finditer(text) if (run := RUN.fullmatch(block["marker"]))]


def output_of(command: str, folder: str) -> str:
    """What a command of the README prints when it runs in `folder`. Raises ReadmeError when it fails."""
    program, *arguments = shlex.split(command)
    if program not in PROGRAMS:
        raise ReadmeError(f"{command}: a README runs {' or '.join(PROGRAMS)}")
    # Nothing of the machine that writes the README may show in it; the cache is left where it is.
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    surroundings = {
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        **dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME"), folder),
    }
    done = subprocess.run(
        [sys.executable, *PROGRAMS[program], *arguments],
        cwd=folder,
        env=kept | surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise ReadmeError(f"{command}: ends with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _block(marker: str, body: str, folder: str) -> str:
    kind, _, name = marker.partition(": ")
    if run := RUN.fullmatch(marker):
        body = _session(run["command"], int(run["lines"] or 0), folder)
    elif kind == "typed":
        body = f"```console\n{import_module(name).transcript()}```\n"
    elif kind == "table":
        if name not in TABLES:
            raise ReadmeError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
        body = f"\n{TABLES[name]()}\n\n"
    elif kind not in ("setup", "file"):
        raise ReadmeError(f"there is no block {kind!r}; there are setup, file, run, typed and table")
    return f"<!-- {marker} -->\n{body}<!-- end -->"


def _session(command: str, most: int, folder: str) -> str:
    lines = output_of(command, folder).rstrip("\n").split("\n")
    if 0 < most < len(lines):
        lines = [*lines[:most], CUT]
    shown = "\n".join(line.rstrip() for line in lines)
    return f"```console\n$ {command}\n{shown}\n```\n"


def _commands() -> str:
    from pmladder.cli.app import COMMANDS, function

    rows = [f"| `{name}` | {(function(place).__doc__ or '').splitlines()[0]} |" for name, place in COMMANDS.items()]
    return "\n".join(["| command | answers |", "|---|---|", *rows])


TABLES: dict[str, Callable[[], str]] = {"commands": _commands}


def main(arguments: list[str]) -> int:
    """Rewrite the README, check it, or print a line of it; the exit code."""
    present = README.read_text(encoding="utf-8")
    setup = written(present, "setup")
    if len(arguments) == 1 and arguments[0] in setup:
        print(setup[arguments[0]], end="")
        return 0
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        wanted = filled(present)
    except ReadmeError as error:
        print(f"README.md: {error}", file=sys.stderr)
        return 1
    if arguments and wanted != present:
        changes = unified_diff(present.splitlines(), wanted.splitlines(), "README.md", "what it should be", lineterm="")
        print(*changes, "README.md is behind the program; run: python docs/readme.py", sep="\n", file=sys.stderr)
        return 1
    if wanted != present:
        README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

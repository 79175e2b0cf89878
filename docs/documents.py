"""Fill the README and the pages of docs/ with what the program really prints, or check that it is so already.

    python docs/documents.py            rewrite the marked blocks
    python docs/documents.py --check    end with 1 when a block is not what it would be
    python docs/documents.py tests      print the setup line of this name

Five kinds of block, each from its marker to `<!-- end -->`:

    <!-- setup: tests -->                    a line that sets up and runs something; .ci/run runs it
    <!-- file: ada.yaml -->                  an example file; the commands of every page find it
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
from collections.abc import Callable, Iterable, Mapping
from difflib import unified_diff
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = "README.md"
BLOCK = re.compile(r"^<!-- (?P<marker>[^\n]*?) -->\n(?P<body>(?:(?!<!-- end -->)[\s\S])*?)^<!-- end -->$", re.MULTILINE)
FENCED = re.compile(r"```[a-z]*\n([\s\S]*?)```\n")
RUN = re.compile(r"run(?:, (?P<lines>\d+) lines)?: (?P<command>.+)")
CUT = "..."
KEPT = ("PATH", "HOME", "PYTHONPATH", "LANG", "XDG_CACHE_HOME")
PROGRAMS = {"pmladder": ["-m", "pmladder"], "python": []}


class DocumentError(Exception):
    """A block that cannot be filled."""


def pages(root: Path = ROOT) -> dict[str, str]:
    """The texts of the README and of the pages of docs/, by their paths below `root`."""
    paths = [root / README, *sorted((root / "docs").glob("*.md"))]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """The pages with every block filled anew. Raises DocumentError, with the name of the page."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(texts.values(), folder)
        return {name: _filled(name, text, folder) for name, text in texts.items()}


def _filled(name: str, text: str, folder: str) -> str:
    try:
        return BLOCK.sub(lambda block: _block(block["marker"], block["body"], folder), text)
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from None


def written(text: str, kind: str) -> dict[str, str]:
    """What stands in the blocks of a kind that is written by hand, by name: the example files, the setup lines."""
    found = {}
    for block in BLOCK.finditer(text):
        if block["marker"].startswith(f"{kind}: "):
            fenced = FENCED.fullmatch(block["body"])
            if fenced is None:
                raise DocumentError(f"{block['marker']}: there should be one fenced block up to the end marker")
            found[block["marker"].removeprefix(f"{kind}: ")] = fenced[1]
    return found


def write_files(texts: Iterable[str], folder: str) -> None:
    """Write the example files of all pages below `folder`."""
    for name, content in (file for text in texts for file in written(text, "file").items()):
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def commands_of(text: str) -> list[str]:
    """The commands that a page runs."""
    return [run["command"] for block in BLOCK.finditer(text) if (run := RUN.fullmatch(block["marker"]))]


def output_of(command: str, folder: str) -> str:
    """What a command prints when it runs in `folder`. Raises DocumentError when it fails."""
    program, *arguments = shlex.split(command)
    if program not in PROGRAMS:
        raise DocumentError(f"{command}: a page runs {' or '.join(PROGRAMS)}")
    # Nothing of the machine that writes the pages may show in them; the cache is left where it is.
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
        raise DocumentError(f"{command}: ends with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _block(marker: str, body: str, folder: str) -> str:
    kind, _, name = marker.partition(": ")
    if run := RUN.fullmatch(marker):
        body = _session(run["command"], int(run["lines"] or 0), folder)
    elif kind == "typed":
        body = f"```console\n{import_module(name).transcript()}```\n"
    elif kind == "table":
        if name not in TABLES:
            raise DocumentError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
        body = f"\n{TABLES[name]()}\n\n"
    elif kind not in ("setup", "file"):
        raise DocumentError(f"there is no block {kind!r}; there are setup, file, run, typed and table")
    return f"<!-- {marker} -->\n{body}<!-- end -->"


def _session(command: str, most: int, folder: str) -> str:
    lines = output_of(command, folder).rstrip("\n").split("\n")
    if 0 < most < len(lines):
        lines = [*lines[:most], CUT]
    shown = "\n".join(line.rstrip() for line in lines)
    return f"```console\n$ {command}\n{shown}\n```\n"


def _commands() -> str:
    from pmladder.cli.app import COMMANDS, GROUPS, function_at

    said = {name: function_at(place).__doc__ or "" for name, place in COMMANDS.items()}
    said |= {f"{name} ...": about for name, (about, _) in GROUPS.items()}
    rows = [f"| `{name}` | {text.splitlines()[0]} |" for name, text in said.items()]
    return "\n".join(["| command | answers |", "|---|---|", *rows])


TABLES: dict[str, Callable[[], str]] = {"commands": _commands}


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Rewrite the pages, check them, or print a setup line of the README; the exit code."""
    present = pages(root)
    setup = written(present[README], "setup")
    if len(arguments) == 1 and arguments[0] in setup:
        print(setup[arguments[0]], end="")
        return 0
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        wanted = filled(present)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 1
    behind = [name for name in present if present[name] != wanted[name]]
    for name in behind:
        if not arguments:
            (root / name).write_text(wanted[name], encoding="utf-8")
            continue
        old, new = present[name].splitlines(), wanted[name].splitlines()
        print(*unified_diff(old, new, name, "what it should be", lineterm=""), sep="\n", file=sys.stderr)
    if arguments and behind:
        print(f"{', '.join(behind)}: behind the program; run: python docs/documents.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

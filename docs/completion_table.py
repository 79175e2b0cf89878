"""Make the table that completion in a shell reads, of the commands and their options as they are.

python docs/completion_table.py            rewrite src/pmladder/cli/completion_table.py
python docs/completion_table.py --check    end with 1 if it is out of date
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from pprint import pformat
from typing import Any

TABLE = Path(__file__).resolve().parent.parent / "src/pmladder/cli/completion_table.py"
_HEAD = '''"""Every command with what it takes, for completion. Made by docs/completion_table.py; do not edit.

A group has its commands with their first lines; "" is the program. A command has the names of its arguments, with `...`
after one that may be repeated, and the numbers of its options. An option has its spellings, the name of its value
("" for none), its meaning, and whether it may be given more than once.
"""

from __future__ import annotations
'''


def table() -> str:
    """The text of the table."""
    from pmladder.cli.app import COMMANDS, GROUPS, HELP, click_command, names_of_commands

    paths = ["", HELP, *names_of_commands()]
    options: list[tuple[tuple[str, ...], str, str, bool]] = []
    commands: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {}
    for path in paths:
        parameters = click_command(path.split()).params
        numbers = []
        for one in filter(lambda parameter: parameter.param_type_name == "option", parameters):
            option = _option(one)
            if option not in options:
                options.append(option)
            numbers.append(options.index(option))
        arguments = tuple(_argument(one) for one in parameters if one.param_type_name == "argument")
        commands[path] = (arguments or (("COMMAND",) if path == "" else ()), tuple(numbers))
    groups = {"": {name: _first(click_command([name]).help) for name in (*COMMANDS, *GROUPS, HELP)}}
    for group, (_, names) in GROUPS.items():
        groups[group] = {name: _first(click_command([group, name]).help) for name in names}
    made = [
        f"GROUPS: dict[str, dict[str, str]] = {pformat(groups, sort_dicts=False, width=110)}",
        f"OPTIONS: tuple[tuple[tuple[str, ...], str, str, bool], ...] = {pformat(tuple(options), width=110)}",
        f"COMMANDS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {pformat(commands, sort_dicts=False)}",
    ]
    text = "\n".join([_HEAD, *made, ""])
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TABLE), "-"],
        input=text,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return formatted.stdout


def _option(option: Any) -> tuple[tuple[str, ...], str, str, bool]:
    long_first = tuple(sorted(option.opts, key=lambda name: not name.startswith("--")))
    value = "" if option.is_flag else str(option.metavar or option.name.upper())
    return long_first, value, _first(option.help), bool(option.multiple)


def _argument(argument: Any) -> str:
    called = str(argument.metavar or argument.name.upper())
    return f"{called.removesuffix('...').split(' ')[0]}..." if argument.nargs == -1 else called


def _first(text: str | None) -> str:
    return (text or "").partition("\n")[0].rstrip(".")


def main(arguments: list[str]) -> int:
    """Rewrite the table, or check it; the exit code."""
    wanted = table()
    if arguments == ["--check"]:
        same = TABLE.read_text(encoding="utf-8") == wanted
        if not same:
            print("the table of completion is behind; run: python docs/completion_table.py", file=sys.stderr)
        return int(not same)
    TABLE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The pages of help: of the program, of a group of commands, of one command; and its line of usage.

They are made from the commands as typer knows them, so they are never out of date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pmladder.cli.completion_table import GROUPS
from pmladder.cli.options import FILE_AND_FORM, MORE_OF_YOU, YOU
from pmladder.cli.output import Style, screen
from pmladder.cli.surroundings import EVERY_COMMAND

if TYPE_CHECKING:
    from pmladder.render.screen import Screen

_EXAMPLE = "Example: "
"""The start of a docstring's paragraph that is a command line; it is shown last."""
_LEAST, _MOST = 40, 100
_INDENT, _GAP = 2, 2
_SHOWN = ("--profile", "--no-profile", "--catalogue", "--output", "--format", "--json")
"""The shared options that each page names. The others have a page of their own."""
_NOTES = {YOU: "instead of a saved profile"}


class _Row(NamedTuple):
    """A name, its value, and what it means."""

    name: str
    value: str
    meaning: str

    @property
    def width(self) -> int:
        return len(self.name) + (len(self.value) + 1 if self.value else 0)


def usage_of(command: Any, path: str) -> str:
    """The line of usage of a command or a group, such as `pmladder gap [ROLE] [OPTIONS]`."""
    parts = [path]
    if hasattr(command, "commands"):
        parts.append("COMMAND")
    parts += [_argument(one) for one in command.params if one.param_type_name == "argument"]
    return " ".join([*parts, "[OPTIONS]"])


def page_of(command: Any, path: str, headings: Mapping[str, Sequence[str]]) -> str:
    """The page of a command, or of a group of them, for the screen at hand.

    `path` is how it is typed; `headings` are those of the program, each with its commands.
    """
    here, name = screen(), path.partition(" ")[2]
    style, width = Style(here.colours != "none"), _width(here)
    head, _, tail = usage_of(command, path).partition(path)
    lines = [f"{style.bold(f'Usage: {head}{path}')}{tail}"]
    paragraphs = _paragraphs(command.help or "")
    for paragraph in paragraphs:
        if not paragraph.startswith(_EXAMPLE):
            lines += ["", *textwrap.wrap(paragraph, width)]
    for heading, body in _sections(command, name, headings, style, width):
        lines += ["", heading, *body]
    if examples := [text.removeprefix(_EXAMPLE) for text in paragraphs if text.startswith(_EXAMPLE)]:
        lines += ["", style.bold("Example"), *(f"  {style.to_type(example)}" for example in examples)]
    return "\n".join(lines)


def options_page(command: Any) -> str:
    """The meanings of options that many commands share; `command` is one that has them all."""
    here = screen()
    style, width = Style(here.colours != "none"), _width(here)
    lines = ["Options that many commands share; `pmladder help COMMAND` lists those of one."]
    for panel in (YOU, MORE_OF_YOU, FILE_AND_FORM, EVERY_COMMAND):
        rows = [_option(one) for one in command.params if _panel(one) == panel]
        lines += ["", _heading(panel, style), *_list(rows, style, width)]
    return "\n".join(lines)


def _sections(
    command: Any, name: str, headings: Mapping[str, Sequence[str]], style: Style, width: int
) -> Iterator[tuple[str, list[str]]]:
    """The headings of a page, each with its lines."""
    # The table has the first line of each command, so no command is imported for this page.
    subcommands = GROUPS[name] if hasattr(command, "commands") else {}
    if subcommands:
        sections = headings if not name else {"Commands": tuple(subcommands)}
        broad = max(map(len, subcommands))
        for heading, names in sections.items():
            rows = [_Row(one, "", subcommands[one]) for one in names if one in subcommands]
            yield style.bold(heading), _list(rows, style, width, broad)
    arguments = [_Row(_argument(p), "", p.help or "") for p in command.params if p.param_type_name == "argument"]
    if arguments:
        yield style.bold("Takes"), _list(arguments, style, width)
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    has_you = any(_panel(one) == YOU for one in options)
    first = ("",) if has_you else ("", MORE_OF_YOU)
    options_of_command = [_option(one) for one in options if subcommands or _panel(one) in first]
    if options_of_command:
        # On the pages of the program and of groups, these matter least.
        listed = (
            _names_alone(options_of_command, style, width) if subcommands else _list(options_of_command, style, width)
        )
        yield style.bold("This answer" if not subcommands else "Options"), listed
    if about_you := [_option(one) for one in options if _panel(one) == YOU]:
        yield _heading(YOU, style), _pairs(about_you, style, width)
    shared = [
        one
        for one in options
        if _panel(one) in (FILE_AND_FORM, EVERY_COMMAND) or (has_you and _panel(one) == MORE_OF_YOU)
    ]
    if shown := [_option(one, brief=True) for one in shared if one.opts[0] in _SHOWN]:
        more = f"  {len(shared) - len(shown)} more: {style.to_type('pmladder help options')}"
        yield _heading(FILE_AND_FORM, style), [*_names_alone(shown, style, width), more]
    if subcommands:
        help_command = f"pmladder help {name} COMMAND".replace("  ", " ")
        yield style.bold("Help"), [f"  {style.to_type(help_command)}, {style.to_type('pmladder help options')}"]


def _heading(panel: str, style: Style) -> str:
    note = f" {style.dim(f'({_NOTES[panel]})')}" if panel in _NOTES else ""
    return f"{style.bold(panel)}{note}"


def _list(rows: Sequence[_Row], style: Style, width: int, least: int = 0) -> list[str]:
    """Names with their meanings beside them, or below if a name is too long."""
    column = min(max((row.width for row in rows), default=0), max(16, width // 3))
    column = _INDENT + max(column, least) + _GAP
    lines = []
    for row in rows:
        name = f"  {_padded_name(row, style, row.width)}"
        meaning = textwrap.wrap(row.meaning, max(20, width - column)) or [""]
        if _INDENT + row.width + _GAP <= column:
            lines.append(f"{name}{' ' * (column - _INDENT - row.width)}{meaning[0]}".rstrip())
            meaning = meaning[1:]
        else:
            lines.append(name)
        lines += [" " * column + line for line in meaning if line]
    return lines


def _pairs(rows: Sequence[_Row], style: Style, width: int) -> list[str]:
    """Two names on a line, each with the first part of its meaning; one on a line if two do not fit."""
    brief = [row._replace(meaning=row.meaning.partition(":")[0].partition(";")[0]) for row in rows]
    halves = [brief[0::2], brief[1::2]]
    columns = [max((row.width for row in half), default=0) + _GAP for half in halves]
    first = _INDENT + columns[0] + max(len(row.meaning) for row in halves[0]) + _GAP
    if first + columns[1] + max((len(row.meaning) for row in halves[1]), default=0) > width:
        return _list(rows, style, width)
    lines = []
    for number, left in enumerate(halves[0]):
        line = f"  {_padded_name(left, style, columns[0])}{left.meaning}"
        if number < len(halves[1]):
            right = halves[1][number]
            gap = " " * (first - _INDENT - columns[0] - len(left.meaning))
            line += f"{gap}{_padded_name(right, style, columns[1])}{right.meaning}"
        lines.append(line)
    return lines


def _padded_name(row: _Row, style: Style, column: int) -> str:
    """A name in bold and its value, padded to a column."""
    return f"{style.bold(row.name)}{f' {row.value}' if row.value else ''}{' ' * (column - row.width)}"


def _names_alone(rows: Iterable[_Row], style: Style, width: int) -> list[str]:
    """Names without meanings, as many on a line as fit."""
    lines: list[str] = []
    used = width
    for row in rows:
        shown = _padded_name(row, style, row.width)
        if used + _GAP + row.width > width:
            lines.append(f"  {shown}")
            used = _INDENT + row.width
        else:
            lines[-1] += f"  {shown}"
            used += _GAP + row.width
    return lines


def _argument(argument: Any) -> str:
    metavar = str(argument.metavar or argument.name.upper())
    return metavar if argument.required else f"[{metavar}]"


def _option(option: Any, *, brief: bool = False) -> _Row:
    """An option with its long and short name; `brief` shows the short name alone. `--catalog` is not shown."""
    long, short = option.opts[0], [one for one in option.opts if not one.startswith("--")]
    name = ", ".join(short if short and brief else [*short, long])
    value = "" if option.is_flag else str(option.metavar or option.name.upper())
    return _Row(name, value, (option.help or "").rstrip("."))


def _panel(option: Any) -> str:
    return option.rich_help_panel or ""


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def _width(here: Screen) -> int:
    return max(_LEAST, min(here.width, _MOST)) - 1

"""Writes the output of all commands: chooses the format, the width and the target.

No other module writes to standard output or standard error.
"""

from __future__ import annotations

import codecs
import contextlib
import locale
import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from pmladder.cli.options import Choice
from pmladder.cli.surroundings import settings_here, surroundings
from pmladder.errors import (
    ANSWERED,
    INPUT,
    SURROUNDINGS,
    PipeClosedError,
    PmladderError,
    SurroundingsError,
    UsageError,
)
from pmladder.files.settings import Settings
from pmladder.files.writing import open_descriptor, write_output, write_through
from pmladder.render.formats import FORMATS, HTML, TABLE, rendered
from pmladder.render.screen import Colours, Screen
from pmladder.report.report import Report
from pmladder.text import did_you_mean, repr_quoted, safe

JSON, YAML, MARKDOWN = "json", "yaml", "md"

USUAL_FORMATS: Mapping[str, str] = {
    "agent-guide": MARKDOWN,
    "report": HTML,
    "catalogue page": HTML,
    "catalogue import": YAML,
    "catalogue export": YAML,
    "catalogue new": YAML,
    "catalogue schema": JSON,
}
"""The formats of these commands by default. Environment and settings do not change them."""

_SUFFIXES = {"markdown": MARKDOWN, "htm": HTML, "yml": YAML, "txt": TABLE}
_TAKING_A_VALUE = {"f": "--format", "o": "--output"}
_SHORT = re.compile(r"-[vq]*([fo])(.*)", re.DOTALL)
DEFAULT_WIDTH = 80
MOST_WIDTH = 160
STANDARD_OUTPUT = 1
STANDARD_ERROR = 2
_NAMES = {STANDARD_OUTPUT: "standard output", STANDARD_ERROR: "standard error"}


class Style(NamedTuple):
    """How words are highlighted: by terminal attributes, or not at all."""

    on: bool

    def bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.on else text

    def dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self.on else text

    def to_type(self, text: str) -> str:
        return f"\x1b[36m{text}\x1b[0m" if self.on else text


class Result(NamedTuple):
    """The result of a command: the report, how to write it, and the exit code.

    `errors` are the errors behind a failure's exit code. `then` runs after the report is written, and returns more
    remarks.
    """

    report: Report
    format: str
    output: str | None = None
    exit_code: int = ANSWERED
    remarks: tuple[str, ...] = ()
    errors: tuple[PmladderError, ...] = ()
    force: bool = False
    then: Callable[[], Iterable[str]] | None = None


class Text(NamedTuple):
    """The result of a command that makes no report: a text or bytes, and how and where to write it."""

    text: str | bytes
    format: str
    output: str | None = None
    exit_code: int = ANSWERED
    remarks: tuple[str, ...] = ()
    force: bool = False


class Schema(NamedTuple):
    """The result of `--output-schema`: the type whose JSON Schema is wanted."""

    of: type


class Program(NamedTuple):
    """All commands, for code that runs or describes them.

    `run` runs the words of a command line and returns the result, with nothing written. `command` returns typer's
    object for the command of these words.
    """

    run: Callable[[Sequence[str]], Any]
    command: Callable[[Sequence[str]], Any]


class NeedsProgram(NamedTuple):
    """The result of a command that needs all commands to make it."""

    make: Callable[[Program], Text | None]


def write(answer: Result | Text, command: str, *, private: bool) -> int:
    """Write the result of a command as its options say, and return the exit code.

    A file with `private` data is readable only by its owner.
    """
    to_screen = answer.output in (None, "-") or open_descriptor(str(answer.output)) == STANDARD_OUTPUT
    terminal = screen()
    text: str | bytes
    if isinstance(answer, Text):
        if answer.format == JSON and surroundings().options.compact:
            raise UsageError("this command has no compact form; leave out --compact")
        text = answer.text
    elif answer.format == JSON and answer.exit_code in (INPUT, SURROUNDINGS):
        # Output for programs is either an answer or an error, never both.
        text, to_screen = failure_text(answer.exit_code, answer.errors), True
    elif answer.format == JSON and surroundings().options.compact:
        from pmladder.render.as_json import as_compact_json

        text = as_compact_json(answer.report)
    else:
        text = rendered(answer.report, answer.format, terminal)
    if to_screen:
        show(text, terminal.encoding if answer.format == TABLE else "utf-8")
    else:
        write_output(str(answer.output), text, answer.format, command, private=private, force=answer.force)
    later_remarks = answer.then() if isinstance(answer, Result) and answer.then else ()
    # With an error, the remarks say what failed.
    if not surroundings().options.quiet or answer.exit_code in (INPUT, SURROUNDINGS):
        write_remarks([*answer.remarks, *later_remarks])
    return int(answer.exit_code)


def failure_text(code: int, failures: Sequence[PmladderError]) -> str:
    """The JSON object that replaces an answer after a failure."""
    from pmladder.render.as_json import as_json
    from pmladder.report.error import error_report

    return as_json(error_report(code, failures))


def show(text: str | bytes, encoding: str = "utf-8") -> None:
    """Write `text` to standard output, through the user's pager if it is longer than the terminal."""
    if isinstance(text, str) and not surroundings().options.no_pager and text.count("\n") >= _height():
        from pmladder.cli.pager import paged

        if paged(text.encode(encoding, "backslashreplace")):
            return
    write_answer(text, encoding)


def _height() -> float:
    """The lines of the terminal of standard output; infinite without a terminal that can page."""
    if not is_terminal(STANDARD_OUTPUT) or os.environ.get("TERM", "dumb") == "dumb":
        return math.inf
    try:
        return os.get_terminal_size(STANDARD_OUTPUT).lines or math.inf
    except OSError:
        return math.inf


def write_answer(text: str | bytes, encoding: str = "utf-8", to: int = STANDARD_OUTPUT) -> None:
    """Write the whole of `text`, or of bytes, at once to standard output, or to standard error.

    Raises PipeClosedError when the reader is gone, SurroundingsError when the output cannot take it.
    """
    try:
        write_through(to, text if isinstance(text, bytes) else text.encode(encoding, "backslashreplace"))
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise SurroundingsError(f"the answer cannot be written to {_NAMES[to]}, {reason}") from error


def write_remarks(lines: Iterable[str]) -> None:
    """Write remarks to standard error. If it is closed, they are dropped."""
    text = "".join(f"{safe(line, 1000)}\n" for line in lines)
    try:
        os.write(2, text.encode(encoding(), "backslashreplace"))
    except OSError:
        return


def write_failure(lines: Sequence[str], usage: str | None) -> None:
    """Write the failure to standard error, with the usage of the command if the command line was wrong.

    At a terminal, a suggestion has a line of its own.
    """
    if usage is None or not is_terminal(STANDARD_ERROR):
        write_remarks([*lines, *([usage] if usage else [])])
        return
    from pmladder.report.error import parts_of

    style = Style(_colours(terminal=True) != "none")
    parts = []
    for line in lines:
        name, colon, message = line.partition(": ")
        what, *hints = parts_of(safe(message))
        parts.append(f"{style.bold(f'{name}{colon}')}{what}")
        parts += [f"  {hint[:1].upper()}{hint[1:]}" for hint in hints]
    text = "\n".join([*parts, style.dim(usage), ""])
    with contextlib.suppress(OSError):
        os.write(STANDARD_ERROR, text.encode(encoding(), "backslashreplace"))


def format_chosen(asked: str | None, as_json: bool, output: str | None, known: Sequence[str], usual: str) -> str:
    """The format that the options name, else the suffix of the output, else the usual one of the command.

    Raises UsageError for one that the command does not write, and where two of them disagree.
    """
    compact = surroundings().options.compact
    if (as_json or compact) and asked not in (None, JSON):
        option = "--json" if as_json else "--compact"
        raise UsageError(f"{option} and --format {repr_quoted(asked or '')} ask for two formats")
    asked = JSON if as_json or compact else asked
    suffix = _suffix(output)
    if asked is not None:
        chosen = _SUFFIXES.get(asked.casefold(), asked.casefold())
        _check_known(asked, chosen, known)
        if suffix and suffix != chosen:
            raise UsageError(
                f"--format {repr_quoted(asked)} and the file {repr_quoted(output or '')} ask for two formats; "
                "leave one out, or name a file without a suffix"
            )
        return chosen
    if suffix:
        if suffix not in known:
            written = PurePath(output or "").suffix
            raise UsageError(
                f"{repr_quoted(output or '')}: {repr_quoted(written)} is no format that this command writes; "
                f"name {_file_names(known)}"
            )
        return suffix
    _check_known(usual, usual.casefold(), known)
    return usual.casefold()


def wants_json(arguments: Sequence[str], command: str) -> bool:
    """Whether the answer would have been JSON, as far as a wrong command line can tell."""
    options = _format_options(arguments)
    suffix = _suffix(options.get("--output")) if command != "profile import" else ""
    if "--json" in options or "--compact" in options or JSON in (options.get("--format", "").casefold(), suffix):
        return True
    if "--format" in options or suffix:
        return False
    if command in USUAL_FORMATS:
        return USUAL_FORMATS[command] == JSON
    try:
        return (os.environ.get("PMLADDER_FORMAT") or settings_here(options.get("--settings")).format) == JSON
    except PmladderError:
        return False


def _check_known(written: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        hint = did_you_mean(written, tuple(known)) or f"; there are {', '.join(known)}"
        raise UsageError(f"unknown format {repr_quoted(written)}{hint}")


def _suffix(output: str | None) -> str:
    suffix = PurePath(output).suffix.removeprefix(".").casefold() if output else ""
    return _SUFFIXES.get(suffix, suffix)


def _file_names(known: Sequence[str]) -> str:
    return " or ".join(f"FILE.{'txt' if name == TABLE else name}" for name in known)


def _format_options(arguments: Sequence[str]) -> dict[str, str]:
    """The options of a command line that choose a format or the settings, each with its value."""
    options: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        short = _SHORT.fullmatch(word)
        if word == "--":
            break
        if word in ("--json", "--compact"):
            options[word] = ""
        elif name in ("--format", "--output", "--settings"):
            options[name] = value if equals else next(words, "")
        elif short:
            options[_TAKING_A_VALUE[short[1]]] = short[2] or next(words, "")
    return options


def format_of(choice: Choice, settings: Settings, usual: str | None = None) -> str:
    """The format that the options name, else the usual one of the command. Raises UsageError for an unknown one."""
    usual = usual or os.environ.get("PMLADDER_FORMAT") or settings.format or TABLE
    return format_chosen(choice.format, choice.json, choice.output, (*FORMATS, HTML), usual)


def screen() -> Screen:
    """The screen that standard output goes to."""
    terminal = is_terminal(1)
    return Screen(_width(terminal), _colours(terminal), encoding())


def encoding() -> str:
    """The encoding for text that people read, by Python's name: that of the console, else of the locale."""
    name = os.environ.get("PYTHONIOENCODING", "").partition(":")[0] or _of_console()
    name = name or ("utf-8" if sys.flags.utf8_mode else locale.getencoding())
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


def _of_console() -> str | None:
    try:
        return os.device_encoding(1)
    except OSError:
        return None


def _width(terminal: bool) -> int:
    written = os.environ.get("COLUMNS", "")
    if written.isascii() and written.isdecimal() and int(written[:6]) > 0:
        return min(int(written[:6]), MOST_WIDTH)
    if terminal:
        try:
            return min(os.get_terminal_size(1).columns or DEFAULT_WIDTH, MOST_WIDTH)
        except OSError:
            return DEFAULT_WIDTH
    return DEFAULT_WIDTH


def _colours(terminal: bool) -> Colours:
    if os.environ.get("NO_COLOR"):
        return "none"
    if os.environ.get("FORCE_COLOR"):
        return "basic"
    return "basic" if terminal and os.environ.get("TERM", "dumb") != "dumb" else "none"


def is_terminal(descriptor: int) -> bool:
    """Whether an open file is a terminal."""
    try:
        return os.isatty(descriptor)
    except OSError:
        return False

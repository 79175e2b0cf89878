"""The entry point: one run from arguments to exit code. All errors become messages and exit codes here."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pmladder.errors import PmladderError

# Heavy modules are imported later, so that Ctrl-C during imports ends the program silently.

SIGNALLED = 128
"""Exit codes above it are for signals."""
_MOST_LINES = 20
_SHOWN_OF_MANY = 4


def main() -> NoReturn:
    """Run the command line and end the process with the documented exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A command makes hardly any cyclic garbage, and searching for it takes a fifth of the time for a large file.
    gc.disable()
    _open_missing_streams()
    arguments = sys.argv[1:]
    if "--debug" in arguments:
        arguments.remove("--debug")
        os.environ["PMLADDER_DEBUG"] = "1"
    code = run(arguments)
    # Everything is written and closed. The normal shutdown of Python would only take time.
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. If the format is JSON, an error is written as JSON too."""
    if os.environ.get("_PMLADDER_COMPLETE", "").startswith("complete_"):
        from pmladder.cli.completion import complete

        return complete(os.environ["_PMLADDER_COMPLETE"])
    from pmladder.cli import output
    from pmladder.cli.surroundings import begin
    from pmladder.errors import BUG, INTERRUPTED, PIPE_CLOSED, InterruptedRunError, PmladderError

    # Without a command, the most common question is asked.
    arguments = arguments or ["next"]
    listen()
    surroundings = begin()
    try:
        code = _run_command(arguments)
        if not surroundings.options.quiet:
            output.write_remarks(surroundings.remarks)
        return code
    except PmladderError as error:
        failure: PmladderError = error
    except KeyboardInterrupt:
        failure = InterruptedRunError(INTERRUPTED)
    except SystemExit as end:
        if not isinstance(end.code, int) or end.code < SIGNALLED:
            return end.code if isinstance(end.code, int) else BUG
        failure = InterruptedRunError(end.code)
    except Exception as error:
        if os.environ.get("PMLADDER_DEBUG"):
            raise
        failure = _bug(error)
    output.write_remarks(surroundings.remarks)
    output.write_failure(_error_lines(failure), _usage_after(failure, arguments))
    if failure.exit_code != PIPE_CLOSED:
        _write_failure(arguments, failure)
    return failure.exit_code


def _write_failure(arguments: list[str], failure: PmladderError) -> None:
    """Write the error as JSON to standard output if JSON is wanted and standard output is open."""
    import contextlib

    from pmladder.cli import output
    from pmladder.cli.app import command_of
    from pmladder.errors import PmladderError

    # The messages are already written. If this fails too, the exit code still shows the first error.
    with contextlib.suppress(PmladderError):
        if output.wants_json(arguments, command_of(arguments)):
            output.write_answer(output.failure_text(failure.exit_code, [failure]))


def _bug(error: Exception) -> PmladderError:
    """The message about an unexpected exception: its type and place, without its content."""
    from pmladder.errors import PmladderError

    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_globals.get('__name__')}:{where.tb_lineno}" if where is not None else "nowhere"
    return PmladderError(
        f"this is a bug in pmladder, {type(error).__name__} in {place}; nothing was changed; please "
        "report it with this line and the command; --debug shows where it happened"
    )


def listen() -> None:
    """From now on, Ctrl-C, SIGTERM and SIGHUP raise an exception, so that unfinished work is cleaned up."""
    from pmladder.files.system import TERMINATING

    for number in TERMINATING:
        signal.signal(number, _terminated)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = _unraisable


def _run_command(arguments: list[str]) -> int:
    import contextlib
    import io

    import typer

    from pmladder.cli import output
    from pmladder.cli.app import app_for, click_command, command_of, is_private, program
    from pmladder.errors import ANSWERED, SurroundingsError

    printed = io.StringIO()
    result: object = None
    try:
        # Help and completion print directly. Their output is buffered, so that it ends like any answer.
        with contextlib.redirect_stdout(printed):
            result = app_for(arguments)(args=arguments, prog_name="pmladder", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except (typer.Exit, SystemExit) as end:
        result = getattr(end, "exit_code", None) or getattr(end, "code", None) or ANSWERED
    except typer.TyperException as error:
        from pmladder.cli.slips import path_of, slip

        raise slip(error, arguments, click_command(path_of(arguments))) from error
    except OSError as error:
        raise SurroundingsError(f"{error.strerror or 'the surroundings failed'}; nothing was changed") from error
    if printed.getvalue():
        output.show(printed.getvalue())
    if isinstance(result, output.NeedsProgram):
        result = result.make(program())
    if isinstance(result, output.Result | output.Text):
        command = command_of(arguments)
        return output.write(result, command, private=is_private(command))
    if isinstance(result, output.Schema):
        from pmladder.cli.surroundings import surroundings
        from pmladder.render.schema import schema_of

        output.show(schema_of(result.of, compact=surroundings().options.compact))
        return ANSWERED
    if isinstance(result, int) and result > SIGNALLED:
        raise SystemExit(result)
    return result if isinstance(result, int) else ANSWERED


def _error_lines(error: PmladderError) -> list[str]:
    """The lines of an error. Of many problems only the first are shown, with the number of the others."""
    from pmladder.errors import InputError

    # A problem in a file begins with its place, for editors and scripts. Other messages begin with our name.
    name = "" if isinstance(error, InputError) else "pmladder: "
    lines = [f"{name}{line}" for line in error.lines()]
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_SHOWN_OF_MANY], f"{name}and {len(lines) - _SHOWN_OF_MANY:,} more problems"]


def _usage_after(error: PmladderError, arguments: list[str]) -> str | None:
    """The usage line of the command, if the command line is wrong."""
    from pmladder.errors import UsageError

    if not isinstance(error, UsageError):
        return None
    from pmladder.cli.app import click_command
    from pmladder.cli.slips import path_of, usage_line

    path = path_of(arguments)
    return usage_line(click_command(path), path)


def _open_missing_streams() -> None:
    """Open closed standard streams, so that no later file gets their number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # Standard output is opened for reading only, so that writing to it fails with an error.
            os.open(os.devnull, os.O_RDWR if number == 2 else os.O_RDONLY)


def _terminated(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _unraisable(dropped: sys.UnraisableHookArgs) -> None:
    """Raise the interrupt again a moment later if it was raised inside a callback, where Python would ignore it."""
    end = dropped.exc_value
    if not isinstance(end, KeyboardInterrupt | SystemExit):
        sys.__unraisablehook__(dropped)
        return

    def again(_: int, __: FrameType | None) -> NoReturn:
        raise end

    from pmladder.files.system import soon

    soon(again)

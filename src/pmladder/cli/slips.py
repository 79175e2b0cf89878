"""Messages about a wrong command line: the wrong word, and suggestions.

The messages of typer and pydantic are for programmers, so users never see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import takewhile
from pathlib import PurePath
from typing import Any

from pmladder.cli.completion_table import COMMANDS, GROUPS, OPTIONS
from pmladder.cli.help import usage_of
from pmladder.errors import UsageError
from pmladder.text import nearest, repr_quoted

_FILES = (".yaml", ".yml", ".json", ".csv", ".xlsx")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_MOST_NAMED = 3
_NAMES = [name for name in COMMANDS if name]
_GROUPED = [group for group in GROUPS if group]


def slip(error: Any, words: Sequence[str], command: Any) -> UsageError:
    """The message for an error of typer about the command line `words`, which begin with `command`."""
    match type(error).__name__:
        case "NoSuchOption":
            return _unknown_option(error.option_name, command, path_of(words))
        case "BadOptionUsage":
            return _wrong_use(error.option_name, command)
        case "MissingParameter":
            return _missing(error.param, command, words)
        case "BadParameter":
            return _wrong_value(error)
    path = path_of(words)
    if hasattr(command, "commands"):
        return unknown_command(words[: len(path) + 1])
    return _left_over(words, command, path)


def unknown_command(words: Sequence[str]) -> UsageError:
    """The message about an unknown command, with the nearest ones, also those in groups."""
    typed = " ".join(words)
    suggested = list(_same_word(words)) or list(dict.fromkeys(_alike(words)))[:_MOST_NAMED]
    hint = (
        f"did you mean {_or(f'`pmladder {name}`' for name in suggested)}?"
        if suggested
        else "`pmladder help` lists them"
    )
    return UsageError(f"there is no command {repr_quoted(typed)}; {hint}")


def usage_line(command: Any, path: Sequence[str]) -> str:
    """The usage of a command, and how to get its help. `path` are the words of the command."""
    full_name = " ".join(["pmladder", *path])
    helped = f"{full_name} --help" if path else "pmladder help"
    return f"  Usage: {usage_of(command, full_name)}    Help: {helped}"


def path_of(words: Sequence[str]) -> list[str]:
    """The words at the beginning that name a command, or a group of them."""
    first, second = [*words[:2], "", ""][:2]
    if first in _GROUPED:
        return [first, second] if second in GROUPS[first] else [first]
    return [first] if first in COMMANDS and first else []


def _same_word(words: Sequence[str]) -> Iterator[str]:
    """Commands whose last word is the last of `words`: `diff`, `catalogue profile`."""
    last = words[-1].casefold()
    yield from (name for name in _NAMES if name.rpartition(" ")[2] == last)
    yield from (group for group in _GROUPED if group == last)


def _alike(words: Sequence[str]) -> Iterator[str]:
    names = [*_NAMES, *_GROUPED]
    typed = " ".join(words).casefold()
    group = words[0] if words[0] in _GROUPED else ""
    by_last_word = {
        name.rpartition(" ")[2]: name for name in reversed(names) if not group or name.startswith(f"{group} ")
    }
    begun = [
        name for word, name in by_last_word.items() if len(words[-1]) > 1 and word.startswith(words[-1].casefold())
    ]
    yield from sorted(begun, key=lambda name: name.count(" "))
    yield from get_close_matches(typed, names, _MOST_NAMED - 1, 0.65)
    yield from (
        by_last_word[word] for word in get_close_matches(words[-1].casefold(), by_last_word, _MOST_NAMED - 1, 0.65)
    )


def _unknown_option(name: str, command: Any, path: Sequence[str]) -> UsageError:
    spelled = sorted(_spelled(command))
    begun = [one for one in spelled if one.startswith(name)] if len(name) > len("--x") else []
    of_next = {spelling for number in COMMANDS["next"][1] for spelling in OPTIONS[number][0]}
    if not path and not begun and name in of_next:
        return UsageError(f"{name} is an option of a command; did you mean `pmladder next {name}`?")
    word = name.removeprefix("--")
    with_word = [one for one in spelled if word in one.removeprefix("--").split("-")]
    similar = nearest(word, [one.removeprefix("--") for one in spelled], 1) if name.startswith("--") else []
    suggested = [*begun, *with_word, *(f"--{one}" for one in similar)]
    hint = f"; did you mean {suggested[0]}?" if suggested else ""
    return UsageError(f"there is no option {repr_quoted(name)} here{hint}")


def _wrong_use(name: str, command: Any) -> UsageError:
    option = _spelled(command).get(name)
    if option is None or option.is_flag:
        return UsageError(f"{name} takes no value; say {name} alone")
    return UsageError(f"{name} needs a value; say {name} {_value(option)}")


def _missing(parameter: Any, command: Any, words: Sequence[str]) -> UsageError:
    if parameter.param_type_name == "option":
        return UsageError(f"{parameter.opts[0]} is missing; say {parameter.opts[0]} {_value(parameter)}")
    about = str(parameter.help or "").rstrip(".")
    usage = usage_of(command, " ".join(["pmladder", *path_of(words)])).removesuffix(" [OPTIONS]")
    return UsageError(f"{_value(parameter)} is missing ({about[:1].lower()}{about[1:]}); say {usage}")


def _wrong_value(error: Any) -> UsageError:
    """A value of another type than its option takes. Every option of ours that is no text is a number."""
    parameter = error.param
    found: list[dict[str, object]] = getattr(error.__cause__, "errors", list)()
    value = str(found[0].get("input", "")) if found else ""
    info = parameter.type_descriptor.parameter_info
    whole = "int" in str(parameter.type_descriptor.annotation)
    takes = "a whole number" if whole else "a number"
    if info.min is not None and info.max is not None:
        takes += f" from {info.min:g} to {info.max:g}"
    else:
        takes += f" such as {'2' if whole else '6 or 2.5'}"
    return UsageError(f"{parameter.opts[0]} takes {takes}, not {repr_quoted(value)}")


def _left_over(words: Sequence[str], command: Any, path: Sequence[str]) -> UsageError:
    """A word that the command does not take and that belongs to no option."""
    extra = _first_extra(words, command, path)
    full_name, name = " ".join(["pmladder", *path]), _unquoted(words[len(path) :])
    # Options that were given are not suggested again.
    given = {word.partition("=")[0] for word in words}
    spelled = {name for name in _spelled(command) if name not in given}
    if PurePath(extra).suffix.casefold() in _FILES:
        takes = [f"{option} FILE" for option in ("--catalogue", "--profile") if option in spelled]
        hint = f"; a file is named by {' or '.join(takes)}" if takes else ""
    elif _NUMBER.fullmatch(extra) and "--years" in spelled:
        hint = f"; did you mean `{full_name} --years {extra}`?"
    elif " " in name and any(one.param_type_name == "argument" for one in command.params):
        hint = f"; a name of several words stands in quotes: {full_name} {repr_quoted(name)}"
    elif len(names := _before_options(words[len(path) :])) > 1 and "--via" in spelled:
        hint = f"; did you mean `{' '.join([full_name, names[-1], *(f'--via {role}' for role in names[:-1])])}`?"
    elif "--role" in spelled and extra.replace("-", "").replace(" ", "").isalpha():
        quoted = repr_quoted(name or extra) if " " in (name or extra) else extra
        goal = f" {names[0]}" if names and names[0] != extra and not name else ""
        hint = f"; did you mean `{full_name}{goal} --role {quoted}`?"
    else:
        hint = ""
    return UsageError(f"{full_name} does not take {repr_quoted(extra)}{hint}")


def _before_options(words: Sequence[str]) -> list[str]:
    return list(takewhile(lambda word: not word.startswith("-"), words))


def _unquoted(words: Sequence[str]) -> str:
    """The words before the first option as one name, if they are words of a title and no ids."""
    before = _before_options(words)
    return " ".join(before) if all(word.replace(".", "").isalpha() for word in before) else ""


def _first_extra(words: Sequence[str], command: Any, path: Sequence[str]) -> str:
    """The first word that belongs to no option and no argument."""
    with command.make_context("", list(words[len(path) :]), resilient_parsing=True) as context:
        return str(next(iter(context.args), words[-1]))


def _spelled(command: Any) -> dict[str, Any]:
    """The options of a command by every way to write them."""
    parameters = getattr(command, "params", ())
    return {name: one for one in parameters if one.param_type_name == "option" for name in one.opts}


def _value(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _or(names: Iterator[str]) -> str:
    return " or ".join(names)

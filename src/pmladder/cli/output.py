"""In which format an answer is written, and where to: one behaviour for all commands."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from pmladder.errors import PmladderError, UsageError
from pmladder.render.formats import TABLE
from pmladder.text import did_you_mean, repr_quoted

JSON, HTML, YAML, MARKDOWN = "json", "html", "yaml", "md"

USUAL: Mapping[str, str] = {
    "brief": MARKDOWN,
    "report": HTML,
    "catalogue import": YAML,
    "catalogue export": YAML,
    "catalogue new": YAML,
    "catalogue schema": JSON,
}
"""What these commands write where the command line does not say; environment and settings do not choose for them."""

_SUFFIXES = {"markdown": MARKDOWN, "htm": HTML, "yml": YAML, "txt": TABLE}
_TAKING_A_VALUE = {"f": "--format", "o": "--output"}
_SHORT = re.compile(r"-v*([fo])(.*)", re.DOTALL)


def format_chosen(asked: str | None, as_json: bool, output: str | None, known: Sequence[str], usual: str) -> str:
    """The format that the options name, else the suffix of the output, else the usual one of the command.

    Raises UsageError for one that the command does not write, and where two of them disagree.
    """
    if as_json and asked not in (None, JSON):
        raise UsageError(f"--json and --format {repr_quoted(asked or '')} ask for two formats")
    asked = JSON if as_json else asked
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
                f"name {_listed(known)}"
            )
        return suffix
    _check_known(usual, usual.casefold(), known)
    return usual.casefold()


def wants_json(arguments: Sequence[str], command: str) -> bool:
    """Whether the answer of a command line is JSON, whoever chose that, as far as a wrong command line tells."""
    said = _said(arguments)
    suffix = _suffix(said.get("--output")) if command != "profile import" else ""
    if "--json" in said or JSON in (said.get("--format", "").casefold(), suffix):
        return True
    if "--format" in said or suffix:
        return False
    if command in USUAL:
        return USUAL[command] == JSON
    from pmladder.cli.session import settings_here

    try:
        return (os.environ.get("PMLADDER_FORMAT") or settings_here(said.get("--settings")).format) == JSON
    except PmladderError:
        return False


def _check_known(written: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        hint = did_you_mean(written, tuple(known)) or f"; there are {', '.join(known)}"
        raise UsageError(f"unknown format {repr_quoted(written)}{hint}")


def _suffix(output: str | None) -> str:
    suffix = PurePath(output).suffix.removeprefix(".").casefold() if output else ""
    return _SUFFIXES.get(suffix, suffix)


def _listed(known: Sequence[str]) -> str:
    return " or ".join(f"FILE.{'txt' if name == TABLE else name}" for name in known)


def _said(arguments: Sequence[str]) -> dict[str, str]:
    """The options of a command line that choose a format or the settings, each with its value."""
    said: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        short = _SHORT.fullmatch(word)
        if word == "--":
            break
        if word == "--json":
            said[word] = ""
        elif name in ("--format", "--output", "--settings"):
            said[name] = value if equals else next(words, "")
        elif short:
            said[_TAKING_A_VALUE[short[1]]] = short[2] or next(words, "")
    return said

"""The event stream of a YAML text, by libyaml, and what its errors say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from pmladder.errors import Problem, SurroundingsError
from pmladder.formats.limits import position
from pmladder.text import safe

BROKEN = (yaml.YAMLError, ValueError, OverflowError, RecursionError)
"""What a text that is not YAML may raise: libyaml `YAMLError` only, PyYAML's own scanner the others as well."""

_EXPLAINED = (
    ("mapping values are not allowed", 'a ":" stands where none can be; put the text that holds it in quotes'),
    ("could not find expected ':'", 'a ":" is missing after a key, or this line belongs to a text above'),
    ("did not find expected key", "this line does not fit the indentation of those above; line it up with them"),
    ("expected <block end>", "this line does not fit the indentation of those above; line it up with them"),
    ("did not find expected '-' indicator", "this line does not fit the list above; line it up with it"),
    ("',' or", "a comma or the closing bracket is missing here"),
    ("unexpected end of stream", "a quote is opened and not closed"),
    ("tab character", "a tab stands in the indentation; use spaces"),
)


def _loader() -> type[Any]:
    """libyaml's loader. Raises `SurroundingsError` where PyYAML was built without libyaml."""
    try:
        return yaml.CSafeLoader
    except AttributeError:
        raise SurroundingsError(
            "PyYAML is here without libyaml, which reads the files; nothing was changed; "
            "install PyYAML again from one of its wheels"
        ) from None


def events(text: str) -> Iterator[Any]:
    """The events of `text`, one after the other. Raises any of `BROKEN` where it stops being YAML."""
    # Unlike `yaml.parse`, without a generator in between: a tenth faster.
    return iter(_loader()(text).get_event, None)


def broken(text: str, error: Exception, last: Any) -> Problem:
    """What one of `BROKEN` means and where: at its own mark, else at the end of the `last` event."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        mark = getattr(last, "end_mark", None)
        what = "is not YAML from here on; check the escapes and numbers of this line"
    else:
        what = _explanation(text, mark.index, getattr(error, "problem", None) or "is not YAML here")
    return Problem((), "", what, *((1, 1) if mark is None else place(text, mark)))


def place(text: str, mark: Any) -> tuple[int, int]:
    """Line and column of a mark in `text`, from 1."""
    if mark.index >= len(text):
        # Where the last line has no end, libyaml's last mark is on a line that is not there.
        return position(text, len(text))
    return mark.line + 1, mark.column + 1


def _explanation(text: str, index: int, problem: str) -> str:
    if "cannot start any token" in problem and index < len(text):
        if text[index] == "\t":
            return "a tab stands where only spaces can; use spaces"
        return f'a value cannot start with "{safe(text[index])}"; put the text in quotes'
    for words, explained in _EXPLAINED:
        if words in problem:
            return explained
    return f"this is not YAML: {safe(problem, 200)}"

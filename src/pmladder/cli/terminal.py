"""What this terminal, or pipe, can show. Asked once, here, and passed on as a `Screen`."""

from __future__ import annotations

import codecs
import locale
import os
import sys

from pmladder.render.screen import Colours, Screen

DEFAULT_WIDTH = 80
MOST_WIDTH = 160


def screen() -> Screen:
    """The screen that standard output goes to."""
    terminal = is_terminal(1)
    return Screen(_width(terminal), _colours(terminal), encoding())


def encoding() -> str:
    """The encoding for people's text, in Python's name for it: what the console shows, else what the locale says."""
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
    """Whether somebody sits at the other end of an open file."""
    try:
        return os.isatty(descriptor)
    except OSError:
        return False

"""Writing the page: over an older page, or where nothing is; over anything else only if that is wished."""

from __future__ import annotations

import os
import re

from pmladder.errors import SurroundingsError
from pmladder.files.writing import unwritten, write_whole

_BEGINNING = 4096
_OURS = re.compile(
    rb'\A<!doctype html>\n<html[^>]*>\n<head>.{,2000}<meta name="generator" content="pmladder ', re.DOTALL
)


def write_page(path: str, text: str, force: bool) -> None:
    """Put the page `text` at `path`, whole or not at all, readable by its owner only.

    Raises SurroundingsError, with nothing changed, when a file is there that is no page of ours and `force` is not
    given, or when the surroundings do not allow it.
    """
    if not force and not _may_be_replaced(path):
        what = "is there already and was not made by pmladder report"
        raise SurroundingsError(f"{path}: {what}; name another file, or say --force; nothing was changed")
    write_whole(path, text)


def _may_be_replaced(path: str) -> bool:
    """Whether nothing is at `path`, or a page that was made here; what can't be read is no such page."""
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return _OURS.match(file.read(_BEGINNING)) is not None
        # A folder or a device: writing says what is wrong with it.
        return True
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from error

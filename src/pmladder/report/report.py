"""What a command answers: one value that every format is written from, so that formats can't disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pmladder.report.blocks import Block

SCHEMA_VERSION = "1.0"
"""MAJOR.MINOR of the JSON outputs: MINOR grows when keys are added, MAJOR when one goes or changes."""


class Event(NamedTuple):
    """An all-day entry of a calendar: its first day, and the day after its last, as texts.

    `id` stays the same for the same thing, so that importing again updates; `stamp` is the day of this version.
    """

    id: str
    title: str
    start: str
    end: str
    text: str
    stamp: str


class Report(NamedTuple):
    """The answer of one command.

    `data` is a named tuple that JSON is made of, `blocks` what a reader sees, `rows` what a spreadsheet gets,
    its header first, `events` what a calendar gets, where there is anything for one. All are made only when the format
    asks for them. `hints` go beside the answer.
    """

    data: Any
    blocks: Callable[[], tuple[Block, ...]]
    rows: Callable[[], list[list[str]]]
    hints: tuple[str, ...] = ()
    events: Callable[[], tuple[Event, ...]] | None = None


def plain(value: Any) -> Any:
    """A named tuple as the mappings, lists and scalars of JSON, keys in the order of the fields."""
    if hasattr(value, "_fields"):
        return {name.removesuffix("_"): plain(entry) for name, entry in zip(value._fields, value, strict=True)}
    if isinstance(value, (tuple, list)):
        return [plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    # A whole number of years is written as one.
    return int(value) if isinstance(value, float) and value.is_integer() else value

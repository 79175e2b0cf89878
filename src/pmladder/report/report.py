"""The answer of a command: one value from which every format is written, so that all formats agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from pmladder.report.blocks import Block
from pmladder.report.ground import Ground

SCHEMA_VERSION = "2.0"
"""The version of the JSON outputs, MAJOR.MINOR. MINOR grows when keys are added, MAJOR when a key is removed or
changed.
"""


T = TypeVar("T")


class Event(NamedTuple):
    """An all-day entry of a calendar: its first day, and the day after its last, as texts.

    `id` stays the same for the same thing, so a second import updates it. `stamp` is the day of this version.
    """

    id: str
    title: str
    start: str
    end: str
    text: str
    stamp: str


class Report(NamedTuple):
    """The answer of one command.

    `data` is a named tuple, the source of the JSON. `ground` has the catalogue and the person of the answer. `blocks`
    are for a reader. `first` are the blocks of one screen, which end with the next command; None if the whole answer is
    wanted. `rows` are for a spreadsheet, with the header first, `events` for a calendar; None without dates. Each is
    made only if the format needs it. `hints` are shown beside the answer.
    """

    data: Any
    blocks: Callable[[], tuple[Block, ...]]
    rows: Callable[[], list[list[str]]]
    hints: tuple[str, ...] = ()
    events: Callable[[], tuple[Event, ...]] | None = None
    ground: Ground | None = None
    first: Callable[[], tuple[Block, ...]] | None = None

    @property
    def is_about_a_person(self) -> bool:
        """Whether it answers about the one person whose standing is its ground."""
        return self.ground is not None and bool({"profile", "placement"} & {*getattr(self.data, "_fields", ())})

    @property
    def person(self) -> str | None:
        """The name of the person that it is about; None if there is no such person, or no name."""
        return self.ground.name if self.ground is not None and self.is_about_a_person else None

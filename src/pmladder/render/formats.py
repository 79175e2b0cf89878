"""The formats that an answer can be written in, and the screen that a table is laid out for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Literal, NamedTuple

from pmladder.report.report import Report

Colours = Literal["none", "basic"]


class Screen(NamedTuple):
    """Where a table is shown. `encoding` decides which characters can be drawn."""

    width: int = 80
    colours: Colours = "none"
    encoding: str = "utf-8"

    @property
    def ascii(self) -> bool:
        """Whether lines and arrows have to be drawn with plain letters."""
        try:
            "→─│".encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return True
        return False


TABLE = "table"
CALENDAR = "ics"
"""The format of reports that have dates, and of no others."""

Render = Callable[[Report, Screen], str]


def _machine(module: str) -> Render:
    """A format that is the same on every screen; its module is imported when it is asked for."""

    def render(report: Report, _: Screen) -> str:
        text: str = getattr(import_module(f"pmladder.render.{module}"), module)(report)
        return text

    return render


def _people(report: Report, screen: Screen) -> str:
    from pmladder.render.as_table import as_table

    return as_table(report, screen)


FORMATS: Mapping[str, Render] = {
    TABLE: _people,
    "json": _machine("as_json"),
    "csv": _machine("as_csv"),
    "md": _machine("as_markdown"),
    CALENDAR: _machine("as_ics"),
}

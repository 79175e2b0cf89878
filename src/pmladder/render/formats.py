"""The formats that a report can be written in. This table is the list of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from pmladder.render.screen import Screen
from pmladder.report.report import Report

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

"""The formats of an answer. Each imports what it needs only when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from pmladder.render.screen import Screen, Signs
from pmladder.report.blocks import Bars, Block, Calendar, Cell, LadderMap, Paragraph, Plain
from pmladder.report.report import Report

TABLE = "table"
CALENDAR = "ics"
"""The format of reports that have dates, and of no others."""

Render = Callable[[Report, Screen], str]


def _as_table(report: Report, screen: Screen) -> str:
    from pmladder.render.as_table import as_table

    return as_table(in_signs((report.first or report.blocks)()), screen)


def _as_markdown(report: Report, _: Screen) -> str:
    from pmladder.render.as_markdown import as_markdown

    blocks = list(report.blocks())
    if report.ground is not None and report.person:
        # Other people read this format, so it has to name the person; the first line names a profile that was found.
        blocks.insert(int(report.ground.is_found), Paragraph((Cell(report.person),)))
    return as_markdown(in_signs(blocks))


def in_signs(blocks: Iterable[Block]) -> Iterator[Plain | Signs]:
    """The blocks for text output: every drawing becomes characters with a legend."""
    for block in blocks:
        match block:
            case LadderMap():
                from pmladder.render.signs.ladder import ladder_signs

                yield from ladder_signs(block.ladder)
            case Bars():
                from pmladder.render.signs.bars import bar_signs

                yield from bar_signs(block)
            case Calendar():
                from pmladder.render.signs.calendar import calendar_signs

                yield from calendar_signs(block)
            case _:
                yield block


def _machine(module: str) -> Render:
    """A format for programs, which is the same on every screen."""

    def render(report: Report, _: Screen) -> str:
        text: str = getattr(import_module(f"pmladder.render.{module}"), module)(report)
        return text

    return render


HTML = "html"
"""The format of reports that have a page, and of no others."""

_PAGES: Mapping[str, str] = {
    "compare": "handbook_page.compare_page",
    "form": "form_page.form_page",
    "handbook": "handbook_page.handbook_page",
    "report": "report_page.report_page",
}
"""The function that makes the page of a report, by the kind of the report."""


def has_page(report: Report) -> bool:
    """Whether a report can be written as a page for the browser."""
    return report.data.kind in _PAGES


def rendered(report: Report, form: str, screen: Screen) -> str:
    """The text of a report in a format."""
    if form != HTML:
        return FORMATS[form](report, screen)
    module, name = _PAGES[report.data.kind].split(".")
    text: str = getattr(import_module(f"pmladder.render.{module}"), name)(report.data)
    return text


FORMATS: Mapping[str, Render] = {
    TABLE: _as_table,
    "json": _machine("as_json"),
    "csv": _machine("as_csv"),
    "md": _as_markdown,
    CALENDAR: _machine("as_ics"),
}

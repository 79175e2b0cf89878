"""A report as CSV, for spreadsheets: a header, one row an entry, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from pmladder.report.report import Report
from pmladder.text import safe

# A cell that begins with one of these is a formula to some spreadsheet; full-width forms are to some, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def as_csv(report: Report) -> str:
    """The report's rows; a cell that would be taken for a formula gets an apostrophe in front."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in report.rows())
    return out.getvalue()


def _cell(text: str) -> str:
    return safe(f"'{text}" if text.startswith(_FORMULA) else " ".join(text.splitlines()))

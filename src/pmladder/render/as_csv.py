"""Writes a report as CSV for spreadsheets: a header, one row for each entry, and no formulas."""

from __future__ import annotations

import csv
import io

from pmladder.report.report import Report
from pmladder.text import safe

# Some spreadsheets run a cell that begins with one of these as a formula, also with full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def as_csv(report: Report) -> str:
    """The report's rows; a cell that would be taken for a formula gets an apostrophe in front."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in report.rows())
    return out.getvalue()


def _cell(text: str) -> str:
    return safe(f"'{text}" if text.startswith(_FORMULA) else " ".join(text.splitlines()))

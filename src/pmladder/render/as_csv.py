"""Writes a report as CSV for spreadsheets: a header, one row for each entry, and no formulas."""

from __future__ import annotations

import csv
import io

from pmladder.report.report import Report
from pmladder.report.shapes import subjects
from pmladder.text import safe

# Some spreadsheets run a cell that begins with one of these as a formula, also with full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def as_csv(report: Report) -> str:
    """The report's rows; a cell that would be taken for a formula gets an apostrophe in front.

    Of an answer about a person each row says who it is and, where there is one, the verdict with its must-haves.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in _whose(report))
    return out.getvalue()


def _whose(report: Report) -> list[list[str]]:
    """The rows, with columns at the end for what they do not say themselves of the person."""
    head, *rows = report.rows()
    if not report.is_about_a_person:
        return [head, *rows]
    said = {"person": report.person or ""}
    if "assessment" in report.data._fields:
        assessment = report.data.assessment
        said |= {"verdict": assessment.verdict, "must_haves": "; ".join(subjects(assessment.must_haves_to_show))}
    elif "verdict" in report.data._fields:
        said |= {"verdict": report.data.verdict, "must_haves": "; ".join(report.data.must_haves)}
    more = {key: text for key, text in said.items() if key not in head}
    return [[*head, *more], *([*row, *more.values()] for row in rows)]


def _cell(text: str) -> str:
    return safe(f"'{text}" if text.startswith(_FORMULA) else " ".join(text.splitlines()))

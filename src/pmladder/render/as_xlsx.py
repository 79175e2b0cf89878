"""A report as an Excel workbook: one sheet of its rows, in which every text is a text and nothing is computed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from pmladder.report.report import Report
from pmladder.text import safe

MARK = b"made by: pmladder"
"""The comment of the archive, by which the program knows a workbook of its own."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_WIDEST = 40


def as_xlsx(report: Report) -> bytes:
    """The report's rows. The same report gives the same bytes. Raises ImportError without XlsxWriter."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # A day in the file would make two files of the same answer differ.
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet, bold = book.add_worksheet("pmladder"), book.add_format({"bold": True, "text_wrap": False})
    rows = report.rows()
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            _write(sheet, number, place, text, bold if number == 0 else None)
    if rows:
        for place in range(len(rows[0])):
            widest = max((len(row[place]) for row in rows[:200] if place < len(row)), default=0)
            sheet.set_column(place, place, min(_WIDEST, widest + 2))
        sheet.freeze_panes(1, 0)
    book.close()
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = MARK
    return out.getvalue()


def _write(sheet: Any, row: int, place: int, text: str, form: Any) -> None:
    if _NUMBER.fullmatch(text) and not re.match(r"-?0[0-9]", text):
        sheet.write_number(row, place, float(text), form)
    elif text:
        sheet.write_string(row, place, safe(" ".join(text.splitlines()), 32_000), form)

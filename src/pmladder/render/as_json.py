"""A report as JSON: a contract that scripts rely on."""

from __future__ import annotations

import json
import re

from pmladder.report.compact import MOST_BYTES, compacted
from pmladder.report.report import Report
from pmladder.report.shapes import encoded
from pmladder.text import UNSAFE_IN_TEXT


def as_json(report: Report) -> str:
    """The report's data, with keys in a fixed order and unsafe characters as JSON escapes."""
    text = json.dumps(encoded(report.data, report.ground), ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE_IN_TEXT.sub(_escape, text) + "\n"


def as_compact_json(report: Report) -> str:
    """The compact form of the report's data on one line: the fullest that has at most 4,096 bytes."""
    text, options = "", report.ground.options if report.ground else ()
    for data in compacted(encoded(report.data, report.ground), options):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        text = UNSAFE_IN_TEXT.sub(_escape, text) + "\n"
        if len(text.encode("utf-8", "surrogatepass")) <= MOST_BYTES:
            break
    return text


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]

"""The report of `profile forget`: which files are gone."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.report.blocks import Block, Bullets, Cell, paragraph
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.text import safe


class ForgottenData(NamedTuple):
    """The JSON of `profile forget`: the files that were deleted; none where the question was answered with no."""

    schema_version: str
    kind: Literal["profile-forgotten"]
    deleted: tuple[str, ...]


def forgotten_report(deleted: tuple[str, ...]) -> Report:
    """What was deleted, as full a list as there is."""
    data = ForgottenData(SCHEMA_VERSION, "profile-forgotten", tuple(map(safe, deleted)))
    return Report(data, lambda: _blocks(data), lambda: [["deleted"], *([file] for file in data.deleted)])


def _blocks(data: ForgottenData) -> tuple[Block, ...]:
    if not data.deleted:
        return (paragraph("Nothing was deleted."),)
    return paragraph("Deleted for good:"), Bullets(tuple(map(Cell, data.deleted)))

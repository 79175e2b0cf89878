"""The reports of `catalogue check`: what is wrong or odd in catalogues, and which checks there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.checked import Caught, Checked, CheckKind, Explained
from pmladder.report.blocks import Block, Cell, paragraph, shown, table
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.text import plural

UNREADABLE = "unreadable-file"
"""What keeps a file from being read at all."""


class CaughtData(NamedTuple):
    """One problem: where it is, the check that found it, and what to do.

    Line and column count from 1; a file that could not be read at all has none. `entry` is what a `silence` calls
    the place.
    """

    file: str
    line: int | None
    column: int | None
    id: str
    kind: CheckKind
    where: str
    what: str
    entry: str | None


class FileData(NamedTuple):
    """One file. Warnings are looked for where there are no errors; `silenced` counts those that it asks not to see."""

    file: str
    readable: bool
    errors: int
    warnings: int
    silenced: int


class CheckData(NamedTuple):
    """The JSON of `catalogue check`: `ok` is the answer. With `strict`, a warning is a no as well."""

    schema_version: str
    kind: Literal["catalogue-check"]
    ok: bool
    strict: bool
    files: tuple[FileData, ...]
    findings: tuple[CaughtData, ...]


class ListedCheck(NamedTuple):
    """One check: what it looks for and why it matters."""

    id: str
    kind: CheckKind
    sentence: str


class ChecksData(NamedTuple):
    """The JSON of `catalogue check --list`."""

    schema_version: str
    kind: Literal["catalogue-checks"]
    checks: tuple[ListedCheck, ...]


def check_report(files: Sequence[Checked], strict: bool) -> Report:
    """What was found in each file, in the order that they were named in."""
    data = CheckData(
        schema_version=SCHEMA_VERSION,
        kind="catalogue-check",
        ok=not any(file.errors or (strict and file.warnings) for file in files),
        strict=strict,
        files=tuple(file_data(file) for file in files),
        findings=tuple(finding for file in files for finding in found_data(file)),
    )
    hidden = any(file.errors and file.readable for file in files)
    hints = ("warnings are looked for in a file once its errors are gone",) if hidden else ()
    return Report(
        data, lambda: tuple(found_blocks(data.files, data.findings)), partial(found_rows, data.findings), hints
    )


def list_report(checks: Sequence[Explained]) -> Report:
    """Every check with its sentence."""
    listed = tuple(ListedCheck(*check) for check in checks)
    data = ChecksData(SCHEMA_VERSION, "catalogue-checks", listed)
    return Report(data, lambda: tuple(_list_blocks(listed)), lambda: [["id", "kind", "sentence"], *map(list, listed)])


def summary(file: FileData) -> str:
    """`no errors, 2 warnings, 1 silenced`."""
    if not file.readable:
        return "could not be read"
    errors = plural(file.errors, "error") if file.errors else "no errors"
    if file.errors:
        return errors
    warnings = plural(file.warnings, "warning") if file.warnings else "no warnings"
    return ", ".join([errors, warnings, *([f"{file.silenced} silenced"] if file.silenced else [])])


def file_data(file: Checked) -> FileData:
    """How much was found in a file."""
    return FileData(file.file, file.readable, len(file.errors), len(file.warnings), file.silenced)


def found_data(file: Checked) -> Iterator[CaughtData]:
    """What was found in a file, errors first."""
    kinds: tuple[tuple[CheckKind, tuple[Caught, ...]], ...] = (("error", file.errors), ("warning", file.warnings))
    for kind, found in kinds:
        for problem, name, entry in found:
            place = (name, problem.line, problem.column)
            yield CaughtData(*place, problem.check, kind, problem.where, problem.what, entry)


def found_blocks(files: Sequence[FileData], findings: Sequence[CaughtData]) -> Iterator[Block]:
    """Each finding with its place, then what was found in each file."""
    for finding in findings:
        # What keeps a file from being read is told on standard error, where every command tells it.
        if finding.id != UNREADABLE:
            place = ":".join([finding.file, *(str(number) for number in (finding.line, finding.column) if number)])
            kind = Cell(finding.kind, "bad" if finding.kind == "error" else "open")
            where = f": {finding.where}" if finding.where else ""
            check = Cell(f" [{finding.id}{f' at {finding.entry}' if finding.entry else ''}]", "muted")
            yield paragraph(Cell(f"{place}: ", "strong"), kind, f"{where}: {finding.what}", check)
    yield table(["File", "Found"], [[file.file, summary(file)] for file in files])


def found_rows(findings: Sequence[CaughtData]) -> list[list[str]]:
    """A row for each finding."""
    return [list(CaughtData._fields), *([shown(cell) for cell in finding] for finding in findings)]


def _list_blocks(checks: Sequence[ListedCheck]) -> Iterator[Block]:
    yield table(["Check", "Kind", "What it looks for, and why"], checks)
    yield paragraph(
        Cell("A warning is silenced in the catalogue: ", "muted"),
        'silence: [{check: skill-used-once, where: skills.legacy, reason: "..."}]',
    )

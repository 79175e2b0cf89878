"""The reports of `catalogue check` and `profile check`: errors and warnings in files, and the list of checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.checked import Caught, Checked, Explained
from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape
from pmladder.text import plural

UNREADABLE = "unreadable-file"
"""The check id of a file that cannot be read."""


CAUGHT = Shape(
    Caught,
    "CaughtData",
    """One problem: where it is, the check that found it, and what to do.

    Line and column count from 1; a file that could not be read has none. `entry` is the place in the notation of
    `silence`.
    """,
    "file",
    Key("line", int | None, lambda caught, _: caught.problem.line),
    Key("column", int | None, lambda caught, _: caught.problem.column),
    Key("id", str, lambda caught, _: caught.problem.check),
    "kind",
    Key("where", str, lambda caught, _: caught.problem.where),
    Key("what", str, lambda caught, _: caught.problem.what),
    "entry",
)

FILE = Shape(
    Checked,
    "FileData",
    "One file. A file with errors is not searched for warnings. `silenced` counts suppressed warnings.",
    "file",
    "readable",
    Key("errors", int, lambda file, _: len(file.errors)),
    Key("warnings", int, lambda file, _: len(file.warnings)),
    "silenced",
)

LISTED_CHECK = Shape(
    Explained, "ListedCheck", "One check: what it looks for and why it matters.", "id", "kind", "sentence"
)

FOUND = tuple(Column(key=key.name, value=key.get) for key in CAUGHT.keys)
_CHECKS = (
    Column("Check", key="id"),
    Column("Kind", key="kind"),
    Column("What it looks for, and why", key="sentence"),
)


class CheckData(NamedTuple):
    """The JSON of `catalogue check`. `ok` is the answer. With `strict`, warnings make it false too."""

    schema_version: str
    kind: Literal["catalogue-check"]
    ok: bool
    strict: bool
    files: tuple[Annotated[Checked, FILE], ...]
    findings: tuple[Annotated[Caught, CAUGHT], ...]


class ChecksData(NamedTuple):
    """The JSON of `catalogue check --list`."""

    schema_version: str
    kind: Literal["catalogue-checks"]
    checks: tuple[Annotated[Explained, LISTED_CHECK], ...]


def check_report(files: Sequence[Checked], strict: bool) -> Report:
    """What was found in each file, in the order that they were named in."""
    data = CheckData(
        schema_version=SCHEMA_VERSION,
        kind="catalogue-check",
        ok=_is_ok(files, strict),
        strict=strict,
        files=tuple(files),
        findings=found_in(files),
    )
    return _report(data, _hints(files, "file"), None)


def list_report(checks: Sequence[Explained]) -> Report:
    """Every check with its sentence."""
    data = ChecksData(SCHEMA_VERSION, "catalogue-checks", tuple(checks))
    return Report(data, lambda: tuple(_list_blocks(checks)), partial(rows_of, _CHECKS, checks))


def found_in(files: Sequence[Checked]) -> tuple[Caught, ...]:
    """The findings in all files, with the errors of a file first."""
    return tuple(caught for file in files for caught in (*file.errors, *file.warnings))


def summary(file: Checked) -> str:
    """`no errors, 2 warnings, 1 silenced`."""
    if not file.readable:
        return "could not be read"
    if file.errors:
        return plural(len(file.errors), "error")
    warnings = plural(len(file.warnings), "warning") if file.warnings else "no warnings"
    return ", ".join(["no errors", warnings, *([f"{file.silenced} silenced"] if file.silenced else [])])


def found_blocks(files: Sequence[Checked]) -> Iterator[Block]:
    """Each finding with its place, then a summary of each file."""
    for caught in found_in(files):
        problem = caught.problem
        # Every command reports an unreadable file on standard error.
        if problem.check != UNREADABLE:
            place = ":".join([caught.file, *(str(number) for number in (problem.line, problem.column) if number)])
            kind = Cell(caught.kind, "bad" if caught.kind == "error" else "open")
            where = f": {problem.where}" if problem.where else ""
            check = Cell(f" [{problem.check}{f' at {caught.entry}' if caught.entry else ''}]", "muted")
            yield paragraph(Cell(f"{place}: ", "strong"), kind, f"{where}: {problem.what}", check)
    yield table(["File", "Found"], [[file.file, summary(file)] for file in files])


def _list_blocks(checks: Sequence[Explained]) -> Iterator[Block]:
    yield table_of(_CHECKS, checks)
    yield paragraph(
        Cell("A warning is silenced in the catalogue: ", "muted"),
        'silence: [{check: skill-used-once, where: skills.legacy, reason: "..."}]',
    )


class ProfileCheckData(NamedTuple):
    """The JSON of `profile check`. `ok` is the answer. With `strict`, warnings make it false too."""

    schema_version: str
    kind: Literal["profile-check"]
    ok: bool
    strict: bool
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    files: tuple[Annotated[Checked, FILE], ...]
    findings: tuple[Annotated[Caught, CAUGHT], ...]


def profile_check_report(ground: Ground, files: Sequence[Checked], strict: bool, as_of: str) -> Report:
    """What was found in each file, in the order that they were named in."""
    data = ProfileCheckData(
        schema_version=SCHEMA_VERSION,
        kind="profile-check",
        ok=_is_ok(files, strict),
        strict=strict,
        as_of=as_of,
        catalogue=ground,
        files=tuple(files),
        findings=found_in(files),
    )
    return _report(data, _hints(files, "profile"), ground)


def _is_ok(files: Sequence[Checked], strict: bool) -> bool:
    return not any(file.errors or (strict and file.warnings) for file in files)


def _hints(files: Sequence[Checked], thing: str) -> tuple[str, ...]:
    hidden = any(file.errors and file.readable for file in files)
    return (f"a {thing} is checked for warnings once it has no errors",) if hidden else ()


def _report(data: CheckData | ProfileCheckData, hints: tuple[str, ...], ground: Ground | None) -> Report:
    rows = partial(rows_of, FOUND, data.findings, ground)
    return Report(data, lambda: tuple(found_blocks(data.files)), rows, hints, ground=ground)

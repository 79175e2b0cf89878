"""The report of `profile check`: what is wrong or odd in profiles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.checked import Caught, Checked
from pmladder.report.blocks import rows_of
from pmladder.report.catalogue_check import CAUGHT, FILE, FOUND, found_blocks, found_in
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF


class ProfileCheckData(NamedTuple):
    """The JSON of `profile check`: `ok` is the answer. With `strict`, a warning is a no as well."""

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
        ok=not any(file.errors or (strict and file.warnings) for file in files),
        strict=strict,
        as_of=as_of,
        catalogue=ground,
        files=tuple(files),
        findings=found_in(files),
    )
    hidden = any(file.errors and file.readable for file in files)
    hints = ("warnings are looked for in a profile once its errors are gone",) if hidden else ()
    rows = partial(rows_of, FOUND, data.findings, ground)
    return Report(data, lambda: tuple(found_blocks(data.files)), rows, hints, ground=ground)

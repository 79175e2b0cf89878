"""The report of `profile check`: what is wrong or odd in profiles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.checked import Checked
from pmladder.catalogue.models import Catalogue
from pmladder.report.catalogue_check import CaughtData, FileData, file_data, found_blocks, found_data, found_rows
from pmladder.report.pieces import CatalogueRef
from pmladder.report.report import SCHEMA_VERSION, Report


class ProfileCheckData(NamedTuple):
    """The JSON of `profile check`: `ok` is the answer. With `strict`, a warning is a no as well."""

    schema_version: str
    kind: Literal["profile-check"]
    ok: bool
    strict: bool
    as_of: str
    catalogue: CatalogueRef
    files: tuple[FileData, ...]
    findings: tuple[CaughtData, ...]


def report(catalogue: Catalogue, digest: str, files: Sequence[Checked], strict: bool, as_of: str) -> Report:
    """What was found in each file, in the order that they were named in."""
    data = ProfileCheckData(
        schema_version=SCHEMA_VERSION,
        kind="profile-check",
        ok=not any(file.errors or (strict and file.warnings) for file in files),
        strict=strict,
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        files=tuple(file_data(file) for file in files),
        findings=tuple(finding for file in files for finding in found_data(file)),
    )
    hidden = any(file.errors and file.readable for file in files)
    hints = ("warnings are looked for in a profile once its errors are gone",) if hidden else ()
    return Report(
        data, lambda: tuple(found_blocks(data.files, data.findings)), partial(found_rows, data.findings), hints
    )

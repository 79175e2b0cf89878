"""What a check found as workflow commands of GitHub, which it shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from pmladder.catalogue.checked import Caught
from pmladder.text import safe


def as_github(findings: Sequence[Caught]) -> str:
    """A line for each finding. A text from a file can end neither its property, nor its line, nor the command."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Caught) -> str:
    problem = finding.problem
    properties = {"file": finding.file, "line": problem.line, "col": problem.column, "title": problem.check}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    message = f"{problem.where}: {problem.what}" if problem.where else problem.what
    return f"::{finding.kind} {written}::{_message(message)}"


def _message(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

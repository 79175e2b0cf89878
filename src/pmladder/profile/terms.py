"""The fixed words of findings and verdicts, shared by profiles, journals and the engine."""

from __future__ import annotations

from typing import Literal

Axis = Literal[
    "skill", "years-in-product", "years-of-work", "people", "reach", "education", "evidence", "time-on-track"
]
"""The axes: everything that a role can ask for and a person can have."""
TIME_AXES: tuple[Axis, ...] = ("years-in-product", "years-of-work", "time-on-track")
"""The axes of time."""

Status = Literal["met", "exceeded", "short", "unknown", "not-applicable"]
Verdict = Literal["not-yet", "cannot-say", "within-reach", "case-to-make"]
Basis = Literal["rated", "given", "counted", "presumed", "named", "none"]
"""The basis of a holding: rated, given, counted from a history, presumed from a role, named without a level, or
unknown.
"""

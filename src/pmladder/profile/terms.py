"""The words of a verdict that profiles, journals and the engine share."""

from __future__ import annotations

from typing import Literal

Axis = Literal[
    "skill", "years-in-product", "years-of-work", "people", "reach", "education", "evidence", "time-on-track"
]
"""What can be asked and held."""
TIME_AXES: tuple[Axis, ...] = ("years-in-product", "years-of-work", "time-on-track")
"""What passes by itself."""

Status = Literal["met", "exceeded", "short", "unknown", "not-applicable"]
Verdict = Literal["not-yet", "cannot-say", "within-reach", "case-to-make"]
Basis = Literal["rated", "given", "counted", "presumed", "named", "none"]
"""Why a holding is believed: rated, given, counted from a history, presumed from a role, named at a level that
nobody gave, or not known at all."""

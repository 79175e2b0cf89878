"""How long a step takes, as far as the catalogue says: practice beside the job, always a range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue

DAYS_A_MONTH = 365.2425 / 12
_MONTHS = {"day": 1 / DAYS_A_MONTH, "week": 7 / DAYS_A_MONTH, "month": 1.0, "quarter": 3.0, "year": 12.0}


class Effort(NamedTuple):
    """From so many units of time to so many, of practice beside the job. The catalogue names the unit."""

    min: float
    max: float


def effort_of(catalogue: Catalogue, skill: str, level: int) -> Effort | None:
    """The effort to climb to `level` of a skill from the one below; None where the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.default.get(level)
    return Effort(months.min, months.max) if months else None


def months_a_unit(catalogue: Catalogue) -> float | None:
    """How many months the unit is that efforts are given in; None for a unit that is no time of the calendar."""
    unit = catalogue.effort.unit if catalogue.effort else "months"
    return _MONTHS.get(unit.strip().casefold().removesuffix("s"))


def total(efforts: Iterable[Effort | None]) -> Effort:
    """The sum of what is known."""
    known = [effort for effort in efforts if effort is not None]
    return Effort(sum(effort.min for effort in known), sum(effort.max for effort in known))

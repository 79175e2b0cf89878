"""How long a step takes, as far as the catalogue says: practice beside the job, always a range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue

DAYS_A_MONTH = 365.2425 / 12


class Effort(NamedTuple):
    """From so many months to so many, of practice beside the job."""

    min: float
    max: float


def effort_of(catalogue: Catalogue, skill: str, level: int) -> Effort | None:
    """The effort to climb to `level` of a skill from the one below; None where the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.focus.get(level)
    return Effort(months.min, months.max) if months else None


def months_a_unit(_: Catalogue) -> float | None:
    """How many months the unit is that efforts are given in: they are in months."""
    return 1.0


def total(efforts: Iterable[Effort | None]) -> Effort:
    """The sum of what is known."""
    known = [effort for effort in efforts if effort is not None]
    return Effort(sum(effort.min for effort in known), sum(effort.max for effort in known))

"""How long it takes to gain a level: in focus, with hours set aside for it, and by doing the present job."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.catalogue.models import Catalogue

DAYS_A_MONTH = 365.2425 / 12
WEEKS_A_MONTH = DAYS_A_MONTH / 7


class Months(NamedTuple):
    """From so many months to so many."""

    min: float
    max: float

    def __add__(self, other: object) -> Months:
        """The sum, end by end."""
        if not isinstance(other, Months):
            return NotImplemented
        return Months(self.min + other.min, self.max + other.max)


NO_TIME = Months(0, 0)


def focus_months(catalogue: Catalogue, skill: str, level: int) -> Months | None:
    """How long it takes to climb to `level` from the one below, in focus; None where the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.focus.get(level)
    return Months(months.min, months.max) if months else None


def job_months(catalogue: Catalogue, level: int) -> Months | None:
    """The same by doing a job that asks for the skill."""
    months = catalogue.effort.on_the_job.get(level) if catalogue.effort else None
    return Months(months.min, months.max) if months else None


def focus_months_between(catalogue: Catalogue, skill: str, held: int, to: int) -> Months | None:
    """How long it takes in focus from one level to another; None where the catalogue leaves a level out."""
    total = NO_TIME
    for level in range(held + 1, to + 1):
        months = focus_months(catalogue, skill, level)
        if months is None:
            return None
        total += months
    return total

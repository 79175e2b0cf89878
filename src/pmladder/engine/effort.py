"""How long a step takes, as far as the catalogue says: practice beside the job, always a range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue

DAYS_A_MONTH = 365.2425 / 12
_MONTHS = {"day": 1 / DAYS_A_MONTH, "week": 7 / DAYS_A_MONTH, "month": 1.0, "quarter": 3.0, "year": 12.0}


class Effort(NamedTuple):
    """From so many units of time to so many, of practice beside the job.

    It is `editorial` where the catalogue's editors set it and nobody published it.
    """

    min: float
    max: float
    unit: str = "months"
    editorial: bool = False


def effort_of(catalogue: Catalogue, skill: str, level: int) -> Effort | None:
    """The effort to climb to `level` of a skill from the one below; None where the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.default.get(level)
    if months is None:
        return None
    return Effort(months.min, months.max, catalogue.effort.unit, EDITORIAL in catalogue.effort.sources)


def months_a_unit(catalogue: Catalogue) -> float | None:
    """How many months the unit is that efforts are given in; None for a unit that is no time of the calendar."""
    unit = catalogue.effort.unit if catalogue.effort else "months"
    return _MONTHS.get(unit.strip().casefold().removesuffix("s"))


def total(efforts: Iterable[Effort | None]) -> Effort | None:
    """The sum of what is known, all in one unit; None where nothing is."""
    known = [effort for effort in efforts if effort is not None]
    if not known:
        return None
    return known[0]._replace(min=sum(effort.min for effort in known), max=sum(effort.max for effort in known))

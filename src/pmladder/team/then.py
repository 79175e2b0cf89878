"""A team as it was: each profile with what its journal says of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pmladder.catalogue.models import Catalogue
from pmladder.profile.journal import Entry
from pmladder.profile.models import Profile, Rating
from pmladder.profile.terms import Axis

_FIELDS: Mapping[Axis, str] = {"years-in-product": "years", "years-of-work": "years_of_work", "people": "people"}


def entry_on_day(journal: Sequence[Entry], day: date) -> Entry | None:
    """What held on a day: the last entry until then, else a baseline, which tells of the time before; else None."""
    before = [entry for entry in journal if entry.date <= day.isoformat()]
    if before:
        return before[-1]
    return next((entry for entry in journal[:1] if entry.baseline), None)


def profile_then(catalogue: Catalogue, profile: Profile, entry: Entry) -> Profile:
    """The profile of the day of an entry. What a journal does not keep, such as evidence, is as the profile has it.

    Raises ValueError where the entry has another scale than the catalogue, so that its levels mean something else.
    """
    if entry.catalogue.scale != catalogue.scale_names:
        raise ValueError("the scale of levels was another then")
    held = {h.axis: h.low for h in entry.held if h.basis in ("given", "counted")}
    reach = int(held.get("reach", 0))
    skills = {skill: Rating(level=level) for skill, level in entry.levels.items()}
    skills |= {skill: Rating() for skill in entry.present}
    skills |= {skill: Rating(not_applicable="did not apply") for skill in entry.not_applicable}
    return profile.model_copy(
        update={
            "role": entry.role,
            "goal": entry.goal,
            "skills": skills,
            **{field: held.get(axis) for axis, field in _FIELDS.items()},
            "people_led_before": None,
            "years_in_role": None,
            "reach": catalogue.reach[reach - 1] if 0 < reach <= len(catalogue.reach) else None,
            "history": tuple(job for job in profile.history if (job.start or "") <= entry.date),
        }
    )

"""Imports a profile of our own format: values that the catalogue does not have are reported and left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pmladder.catalogue.models import Catalogue, level_numbers
from pmladder.imports.career.found import Imported, ReadSkill, ReadTitle, Unread
from pmladder.names.resolve import resolve_title
from pmladder.profile.history import is_held
from pmladder.profile.models import Profile
from pmladder.profile.standing import level_number, reach_number, standing_of


def as_mapping(profile: Profile) -> dict[str, Any]:
    """`profile` as plain data, in the shortest form with the same meaning."""
    raw: dict[str, Any] = profile.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for key, value in raw.items():
        # Whole years are written as 6, not 6.0.
        raw[key] = int(value) if isinstance(value, float) and value.is_integer() else value
    if "skills" in raw:
        raw["skills"] = {skill: shortest(rating) for skill, rating in raw["skills"].items()}
    return raw


def shortest(rating: Mapping[str, Any]) -> Any:
    """A rating with only a level is written as the level."""
    return rating["level"] if set(rating) == {"level"} else dict(rating)


def import_own(profile: Profile, catalogue: Catalogue, as_of: date) -> Imported:
    """`profile` without values that `catalogue` does not have: a reach, skills, levels."""
    raw = as_mapping(profile)
    unread = list(_drop_misfits(profile, catalogue, raw))
    skills = tuple(_read(skill, rating) for skill, rating in raw.get("skills", {}).items())
    standing = standing_of(profile.model_copy(update={"role": None}), catalogue, as_of)
    role = standing.role.id if standing.role and standing.role_basis == "history" else None
    return Imported(raw, tuple(_titles(profile, catalogue, as_of)), role, skills, unread=tuple(unread))


def _read(skill: str, rating: Any) -> ReadSkill:
    rating_as_mapping = rating if isinstance(rating, dict) else {"level": rating}
    return ReadSkill(
        f"skills.{skill}", skill, skill, rating_as_mapping.get("level"), "not_applicable" not in rating_as_mapping
    )


def _drop_misfits(profile: Profile, catalogue: Catalogue, raw: dict[str, Any]) -> Iterator[Unread]:
    if profile.reach and catalogue.reach and reach_number(profile.reach, catalogue) is None:
        del raw["reach"]
        yield Unread("reach", "is no reach of this catalogue")
    names = level_numbers(tuple(level.name for level in catalogue.scale))
    for skill, rating in profile.skills.items():
        if skill not in catalogue.skills_by_id:
            del raw["skills"][skill]
            yield Unread(f"skills.{skill}", "is no skill of this catalogue")
        elif rating.level is not None and level_number(rating.level, names, len(catalogue.scale)) is None:
            kept = raw["skills"][skill]
            raw["skills"][skill] = {k: v for k, v in kept.items() if k != "level"} if isinstance(kept, dict) else {}
            yield Unread(f"skills.{skill}", "has a level that this catalogue does not have; it is taken without")
    if not raw.get("skills", True):
        del raw["skills"]


def _titles(profile: Profile, catalogue: Catalogue, as_of: date) -> Iterator[ReadTitle]:
    size = profile.company.size if profile.company else None
    for number, job in enumerate(profile.history):
        own_size = job.company.size if job.company and job.company.size else size
        match = resolve_title(job.role or job.title, catalogue, own_size)
        company = job.company.name if job.company else None
        held = is_held(job, as_of)
        yield ReadTitle(f"history[{number}]", job.title, company, job.start, job.end, job.unclear, held, match)

"""The rules: what a role asks, held against what a person holds.

Each rule is a small pure function over one role and one standing that yields findings. The first line of
its docstring is the sentence that a reader sees when asking what is checked. `RULES`, at the bottom, is all
there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmladder.catalogue.fields import Education, strength_of
from pmladder.catalogue.models import Role
from pmladder.catalogue.role_parts import EvidenceAsked, YearsAsked
from pmladder.engine.findings import Finding, Status
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing

Rule = Callable[[Role, Standing], Iterator[Finding]]

EDUCATION_ORDER: tuple[Education, ...] = ("none", "school", "bachelor", "master", "doctorate")


def years(role: Role, standing: Standing) -> Iterator[Finding]:
    """Enough years: in product, and of all relevant work, where the role names a floor for them."""
    product, work = standing.years, standing.years_of_work
    if role.years_in_product is not None:
        # Years in product are part of the years of work, so these bound them from above.
        at_most = work if product is None else None
        yield from _years("years-in-product", "Years in product", role.years_in_product, product, at_most=at_most)
    if role.years is not None:
        at_least = max(product or 0, standing.years_of_known_work) if work is None else None
        have = work if work is None or product is None else max(work, product)
        yield from _years("years-of-work", "Years of work", role.years, have, at_least=at_least)


def skill_level(role: Role, standing: Standing) -> Iterator[Finding]:
    """Each skill that the role asks for is held at the level asked, or higher."""
    for skill, asked in role.skills.items():
        if asked.level == 0:
            continue
        have = standing.held(skill)
        presumed = have is not None and skill not in standing.levels
        if skill in standing.not_applicable and skill not in standing.levels:
            status: Status = "not-applicable"
            reason = standing.not_applicable[skill]
        elif have is None:
            status = "unknown"
            reason = "held, at a level nobody gave" if skill in standing.present else "not rated"
        else:
            status = "exceeded" if have > asked.level else "met" if have == asked.level else "short"
            reason = "presumed from the role you are placed on" if presumed else "rated"
        unknown = status == "unknown"
        climb = max(0, asked.level - have) if have is not None else 0
        # What is there at an unknown level is at least at the lowest.
        worst = asked.level - (skill in standing.present) if unknown else climb
        yield Finding(
            rule="skill-level",
            subject=skill,
            name=skill,
            need=asked.level,
            have=have,
            status=status,
            strength=strength_of(asked.must_have),
            reason=reason,
            sources=asked.sources,
            presumed=presumed,
            climb_best=climb,
            climb_worst=worst,
        )


def people_led(role: Role, standing: Standing) -> Iterator[Finding]:
    """Leads, or has led, at least as many people as those who hold the role."""
    asked = role.people
    if asked is None or not asked.min:
        return
    have = standing.people
    if have is None:
        status: Status = "unknown"
    elif asked.max is not None and have > asked.max:
        status = "exceeded"
    else:
        status = "met" if have >= asked.min else "short"
    reason = "nobody said how many people you lead" if have is None else "given"
    yield Finding(
        "people-led",
        "people",
        "People led",
        asked.min,
        have,
        status,
        strength_of(asked.must_have),
        reason,
        asked.sources,
    )


def evidence(role: Role, standing: Standing) -> Iterator[Finding]:
    """Something can be shown for each thing that the role wants to see shown.

    What is not listed is not known to be lacking: evidence is met or unknown, never short.
    """
    for asked in role.evidence:
        shown = sum(_shows(entry, asked) for entry in standing.evidence)
        status: Status = "unknown" if shown < asked.count else "met"
        reason = f"{shown} of {asked.count} listed" if shown else "none listed"
        yield Finding(
            "evidence",
            asked.id,
            asked.text,
            asked.count,
            shown or None,
            status,
            strength_of(asked.must_have),
            reason,
            asked.sources,
        )


def education(role: Role, standing: Standing) -> Iterator[Finding]:
    """Has the education that the role asks for, where it names one."""
    asked = role.education
    if asked is None or asked.level is None or asked.level == "none":
        return
    have = standing.education
    status: Status = "unknown"
    if have is not None:
        above = EDUCATION_ORDER.index(have) - EDUCATION_ORDER.index(asked.level)
        status = "exceeded" if above > 0 else "met" if above == 0 else "short"
    reason = "not given" if have is None else "given"
    yield Finding(
        "education",
        "education",
        "Education",
        asked.level,
        have,
        status,
        strength_of(asked.must_have),
        reason,
        asked.sources,
    )


def prior_role(role: Role, standing: Standing) -> Iterator[Finding]:
    """Has spent the years that the role asks for in roles of the tracks it names."""
    asked = role.prior
    if asked is None:
        return
    tracks = " or ".join(asked.tracks)
    counted = standing.years_on_tracks(asked.tracks)
    known = standing.history_is_known or counted >= asked.years
    have = counted if known else None
    status: Status = "unknown" if not known else "met" if counted >= asked.years else "short"
    reason = "counted from the history" if known else "the history does not say"
    name = f"Years in {tracks} roles"
    yield Finding(
        "prior-role", tracks, name, asked.years, have, status, strength_of(asked.must_have), reason, asked.sources
    )


RULES: tuple[Rule, ...] = (years, skill_level, people_led, evidence, education, prior_role)


def _years(
    subject: str,
    name: str,
    asked: YearsAsked,
    have: float | None,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Iterator[Finding]:
    """One finding on years; bounds decide where the figure itself is unknown."""
    floor = asked.min if asked.min is not None else asked.typical
    if not floor:
        return
    status: Status = "unknown"
    reason = "not given"
    if have is not None:
        beyond = asked.typical is not None and have > asked.typical
        status = "exceeded" if beyond and have >= floor else "met" if have >= floor else "short"
        reason = "given or counted"
    elif at_least is not None and at_least >= floor:
        status, reason = "met", f"at least {at_least:g} years of work are known"
    elif at_most is not None and at_most < floor:
        status, reason = "short", f"at most the {at_most:g} years of all work"
    yield Finding("years", subject, name, floor, have, status, strength_of(asked.must_have), reason, asked.sources)


def _shows(entry: Evidence, asked: EvidenceAsked) -> bool:
    return asked.id in (entry.id, *entry.shows) or (asked.kind is not None and entry.kind == asked.kind)

"""The steps that `--if` names: a skill, years, people or evidence, by an amount or up to one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmladder.catalogue.models import level_numbers
from pmladder.cli.session import Session
from pmladder.engine.assess import holdings_of
from pmladder.engine.what_if import Step, after_steps
from pmladder.errors import UsageError
from pmladder.profile.standing import Standing, level_number, unknown_level
from pmladder.text import did_you_mean, repr_quoted

_COUNT = re.compile(r"(?P<more>\+?)(?P<count>\d{1,6}(\.\d{1,2})?)")


def steps_of(written: Sequence[str] | None, session: Session, standing: Standing) -> tuple[Step, ...]:
    """The steps that `--if` names, in order, from where `standing` is. Raises UsageError."""
    steps: list[Step] = []
    for text in written or ():
        step = _step(text, session, standing)
        steps.append(step)
        # A second step on the same thing goes on from the first.
        standing = after_steps(standing, [step])
    return tuple(steps)


def _step(text: str, session: Session, standing: Standing) -> Step:
    name, equals, value = (part.strip() for part in text.rpartition("="))
    if not equals or not value:
        raise UsageError(
            f"--if {repr_quoted(text)} should be WHAT=CHANGE, such as coaching=+1, years=+2, people=4 or evidence=ID"
        )
    match name:
        case "years":
            return _counted("years", text, value, standing.years, whole=False)
        case "people":
            return _counted("people", text, value, standing.people_led, whole=True)
        case "evidence":
            return _evidence(value, session, standing)
    return _skill(name, text, value, session, standing)


def _counted(kind: str, text: str, value: str, held: float | None, whole: bool) -> Step:
    found = _COUNT.fullmatch(value)
    if found is None or (whole and "." in value):
        raise UsageError(f"--if {repr_quoted(text)} should be a number, or + and a number")
    count = float(found["count"])
    if found["more"]:
        if held is None:
            raise UsageError(f"--if {repr_quoted(text)}: the present number is not known; add --{kind} N")
        count += held
    if count > (1_000_000 if whole else 80):
        raise UsageError(f"--if {repr_quoted(text)} is more than anyone has")
    return Step("people" if whole else "years", kind, held, int(count) if whole else count)


def _skill(name: str, text: str, value: str, session: Session, standing: Standing) -> Step:
    skill = session.skill(name)
    holding, scale = holdings_of(standing).skill(skill.id), session.catalogue.scale
    held = int(holding.low) if holding.is_known else None
    if value.startswith("+") and value[1:].isdecimal():
        if held is None:
            raise UsageError(
                f"--if {repr_quoted(text)}: your level in {skill.id} is not known; add --skill {skill.id}=LEVEL"
            )
        level: int | None = held + int(value[1:4])
        if level is not None and level > len(scale):
            raise UsageError(f"--if {repr_quoted(text)}: the highest level is {len(scale)}, {scale[-1].name}")
    else:
        numbers = level_numbers(tuple(entry.name for entry in scale))
        level = level_number(value, numbers, len(scale))
    if level is None:
        raise UsageError(f"--if {skill.id}: {unknown_level(value, session.catalogue)}")
    return Step("skill", skill.id, held, level)


def _evidence(value: str, session: Session, standing: Standing) -> Step:
    known = tuple(dict.fromkeys(asked.id for role in session.catalogue.roles for asked in role.evidence))
    if value not in known:
        hint = did_you_mean(value, known) or "; `pmladder role ROLE` lists what a role wants to see"
        raise UsageError(f"--if evidence: no role asks for {repr_quoted(value)}{hint}")
    shown = sum(value in (entry.id, *entry.shows) for entry in standing.evidence)
    return Step("evidence", value, shown, shown + 1)

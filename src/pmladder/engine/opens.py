"""Which single step opens most: every skill one level up, a year more, people led, one thing more to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.effort import Effort, effort_of, months_a_unit
from pmladder.engine.findings import VERDICTS, Assessment, Finding
from pmladder.engine.route import RouteWish, routes
from pmladder.engine.suggest import Answer, moves_from
from pmladder.engine.what_if import Change, Step, StepKind, change, take
from pmladder.profile.standing import Standing

MONTHS_A_YEAR = 12
_KINDS: dict[str, StepKind] = {"skill-level": "skill", "years": "years", "people-led": "people", "evidence": "evidence"}
"""What kind of step touches the findings of a rule."""


class Opening(NamedTuple):
    """One step and what it opens.

    `changes` has each next role that it helps with, `further` the roles beyond those that ask for it too. `months`
    is the effort in months, whatever unit the catalogue counts it in; None where that is no time of the calendar.
    """

    step: Step
    changes: tuple[Change, ...]
    further: tuple[Role, ...]
    effort: Effort | None
    months: Effort | None

    @property
    def blockers_removed(self) -> int:
        """How many blockers go, over all next roles."""
        return sum(len(change.blockers_removed) for change in self.changes)

    @property
    def leaves_blocked(self) -> tuple[Role, ...]:
        """The next roles that are blocked now and no longer then."""
        return tuple(change.role for change in self.changes if change.leaves_blocked)

    @property
    def gaps_closed(self) -> int:
        """How many gaps close, blockers among them, over all next roles."""
        return sum(len(change.closed) for change in self.changes)

    @property
    def better_verdicts(self) -> int:
        """How many next roles get a better verdict."""
        return sum(VERDICTS.index(c.before.verdict) < VERDICTS.index(c.after.verdict) for c in self.changes)


def openings(catalogue: Catalogue, answer: Answer) -> tuple[Opening, ...]:
    """What each single step opens, for whoever `answer` is about; what opens most comes first.

    A skill that nobody rated takes no step: one level more than what nobody knows is not known either.
    """
    standing, present = answer.standing, answer.placement.role
    if present is None:
        return ()
    targets = [suggestion.assessment for suggestion in answer.suggestions]
    open_in = [(target, _open(target)) for target in targets]
    further = _further(catalogue, present, answer)
    found = []
    for step in _steps(catalogue, standing, targets):
        then = take(standing, [step])
        touched = [target for target, keys in open_in if (step.kind, step.subject) in keys]
        changes = [change(catalogue, before, then, present) for before in touched]
        asking = tuple(role for role in further if _asks(role, step))
        helped = tuple(change for change in changes if _helps(change))
        found.append(Opening(step, helped, asking, *_effort(catalogue, step)))
    return tuple(sorted(found, key=_by_opens))


def sort_by(name: str) -> Callable[[Opening], tuple[object, ...]]:
    """The sort key of this name: `opens`, `effort` (least first, unsaid last), `level` (lowest held first)."""
    return {"opens": _by_opens, "effort": _by_effort, "level": _by_level}[name]


SORTS = ("opens", "effort", "level")


def unrated(answer: Answer) -> tuple[str, ...]:
    """The skills that next roles ask for and whose level nobody knows, each once."""
    unknown = (f for s in answer.suggestions for f in s.assessment.with_status("unknown"))
    return tuple(dict.fromkeys(finding.subject for finding in unknown if finding.rule == "skill-level"))


def _by_opens(opening: Opening) -> tuple[object, ...]:
    months = opening.months.max if opening.months else float("inf")
    return (
        -len(opening.leaves_blocked),
        -opening.blockers_removed,
        -opening.better_verdicts,
        -opening.gaps_closed,
        -len(opening.changes),
        -len(opening.further),
        months,
        opening.step.kind,
        opening.step.subject,
    )


def _by_effort(opening: Opening) -> tuple[object, ...]:
    return (opening.months is None, opening.months or (), *_by_opens(opening))


def _by_level(opening: Opening) -> tuple[object, ...]:
    is_skill = opening.step.kind == "skill"
    return (not is_skill, opening.step.start or 0, *_by_opens(opening))


def _open(target: Assessment) -> set[tuple[str, str]]:
    """Kind and subject of the steps that touch what is short or unknown for a role; no other step helps with it."""
    return {
        (kind, finding.subject if kind in ("skill", "evidence") else kind)
        for finding in target.with_status("short", "unknown")
        if (kind := _KINDS.get(finding.rule))
    }


def _helps(change: Change) -> bool:
    """Whether something short or unknown changes; more of what is met already helps nobody."""
    return any(pair.was.status in ("short", "unknown") for pair in change.pairs)


def _steps(catalogue: Catalogue, standing: Standing, targets: list[Assessment]) -> Iterator[Step]:
    for skill in catalogue.skills:
        held = standing.held(skill.id)
        if held is not None and held < len(catalogue.scale):
            yield Step("skill", skill.id, held, held + 1)
    if standing.years is not None:
        yield Step("years", "years", standing.years, standing.years + 1)
    findings = [finding for target in targets for finding in target.findings]
    yield from _people(standing, findings)
    for subject, (have, need) in _evidence(findings).items():
        yield Step("evidence", subject, have, need)


def _people(standing: Standing, findings: list[Finding]) -> Iterator[Step]:
    """To lead as many people as the least of the next roles asks that is not met."""
    asked = [int(f.need) for f in findings if f.rule == "people-led" and f.status in ("short", "unknown")]
    if asked:
        yield Step("people", "people", standing.people, min(asked))


def _evidence(findings: list[Finding]) -> dict[str, tuple[int, int]]:
    """What is asked to be shown and is not, each with how often it is listed now and with one more."""
    missing = [finding for finding in findings if finding.rule == "evidence" and finding.status == "unknown"]
    return {f.subject: (int(f.have or 0), int(f.have or 0) + 1) for f in missing}


def _asks(role: Role, step: Step) -> bool:
    """Whether `role` asks for what the step leads to, or for more of it."""
    match step.kind:
        case "skill":
            return step.subject in role.skills and role.skills[step.subject].level >= step.to
        case "years":
            asked = role.years_in_product
            floor = asked and (asked.min if asked.min is not None else asked.typical)
            return (floor or 0) > (step.start or 0)
        case "people":
            return role.people is not None and (role.people.min or 0) >= step.to
        case "evidence":
            return any(asked.id == step.subject for asked in role.evidence)


def _effort(catalogue: Catalogue, step: Step) -> tuple[Effort | None, Effort | None]:
    """How long the step takes, as the catalogue says it and in months; a year is a year."""
    if step.kind == "years":
        year = Effort(MONTHS_A_YEAR, MONTHS_A_YEAR)
        return year, year
    effort = effort_of(catalogue, step.subject, int(step.to)) if step.kind == "skill" else None
    unit = months_a_unit(catalogue)
    return effort, Effort(effort.min * unit, effort.max * unit) if effort and unit else None


def _further(catalogue: Catalogue, present: Role, answer: Answer) -> tuple[Role, ...]:
    """The roles beyond the next ones: on the most usual way to the goal; without one, two moves away."""
    near = {suggestion.assessment.role.id for suggestion in answer.suggestions}
    goal = answer.standing.goal
    if goal is None:
        ids = [move.to for s in answer.suggestions for move, _ in moves_from(catalogue, s.assessment.role)]
    else:
        best = routes(catalogue, answer.standing, present, goal, RouteWish(most=1)).found
        ids = [step.role.id for route in best for step in route.steps]
    beyond = dict.fromkeys(role for role in ids if role not in near and role != present.id)
    return tuple(catalogue.roles_by_id[role] for role in beyond)

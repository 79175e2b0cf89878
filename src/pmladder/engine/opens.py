"""Which single step helps most: a skill raised to an entry, one more year, people led, one more piece of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Assessment, holdings_of, requirements_of
from pmladder.engine.formula import VERDICTS, Finding
from pmladder.engine.moves import onward
from pmladder.engine.route import RouteWish, routes
from pmladder.engine.schedule import Months, focus_months_between
from pmladder.engine.suggest import Answer
from pmladder.engine.what_if import Change, Step, StepKind, change, standing_after
from pmladder.profile.standing import Standing
from pmladder.profile.terms import TIME_AXES, Axis

_A_YEAR = Months(12, 12)
_AXES: dict[StepKind, Axis] = {
    "skill": "skill",
    "years": "years-in-product",
    "people": "people",
    "evidence": "evidence",
}
"""The axis of each kind of step. A year counts on every axis of time, but not for a track that one is not on."""
_TIME = frozenset(TIME_AXES) - {"time-on-track"}


class Opening(NamedTuple):
    """One step and its effects.

    `changes` has each next role that it helps with. `further` are later roles that ask for it too. `months` is its
    duration in focus; None if the catalogue does not say.
    """

    step: Step
    changes: tuple[Change, ...]
    further: tuple[Role, ...]
    months: Months | None

    @property
    def must_haves_closed(self) -> int:
        """The number of must-haves that it closes, over all next roles."""
        return sum(len(change.must_haves_closed) for change in self.changes)

    @property
    def leaves_not_yet(self) -> tuple[Role, ...]:
        """The next roles that lack a must-have now but not after the step."""
        return tuple(change.role for change in self.changes if change.leaves_not_yet)

    @property
    def gaps_closed(self) -> int:
        """The number of gaps that it closes (must-haves included), over all next roles."""
        return sum(len(change.closed) for change in self.changes)

    @property
    def better_verdicts(self) -> int:
        """The number of next roles that get a better verdict."""
        return sum(VERDICTS.index(c.before.verdict) < VERDICTS.index(c.after.verdict) for c in self.changes)


def openings(catalogue: Catalogue, answer: Answer) -> tuple[Opening, ...]:
    """The effects of each single step for the person of `answer`, the most helpful first.

    A step raises a skill to the nearest entry above it. Unrated skills have no steps, as their start is unknown.
    """
    standing, present = answer.standing, answer.placement.role
    if present is None:
        return ()
    targets = targets_of(answer)
    further = _further(catalogue, present, answer)
    found = []
    for step in _steps(standing, targets):
        then = standing_after(catalogue, answer.placement, standing, [step])
        holdings = holdings_of(then)
        touched = [target for target in targets if any(_touches(step, finding) for finding in target.findings)]
        changes = [change(catalogue, before, then, present, holdings) for before in touched]
        helped = tuple(change for change in changes if change.helps)
        asking = tuple(role for role in further if _asks(catalogue, role, standing, step))
        if helped or asking:
            found.append(Opening(step, helped, asking, _months(catalogue, step)))
    return tuple(sorted(found, key=_by_opens))


def targets_of(answer: Answer) -> list[Assessment]:
    """The next roles that count: moves that lead neither out nor down."""
    return [suggestion.assessment for suggestion in answer.suggestions if not suggestion.key.out_or_down]


def sort_by(name: str) -> Callable[[Opening], tuple[object, ...]]:
    """The sort key of this name: `opens`, `effort` (least first, unknown last) or `level` (lowest first)."""
    return {"opens": _by_opens, "effort": _by_effort, "level": _by_level}[name]


SORTS = ("opens", "effort", "level")


def unrated(answer: Answer) -> tuple[str, ...]:
    """The skills with an unknown level that next roles ask for, each once."""
    unknown = (f for s in answer.suggestions for f in s.assessment.with_status("unknown"))
    return tuple(dict.fromkeys(finding.subject for finding in unknown if finding.is_skill))


def _by_opens(opening: Opening) -> tuple[object, ...]:
    return (
        -len(opening.leaves_not_yet),
        -opening.must_haves_closed,
        -opening.better_verdicts,
        -opening.gaps_closed,
        -len(opening.changes),
        -len(opening.further),
        opening.months.max if opening.months else float("inf"),
        opening.step.kind,
        opening.step.subject,
    )


def _by_effort(opening: Opening) -> tuple[object, ...]:
    return (opening.months is None, opening.months, *_by_opens(opening))


def _by_level(opening: Opening) -> tuple[object, ...]:
    is_skill = opening.step.kind == "skill"
    return (not is_skill, opening.step.start or 0, *_by_opens(opening))


def _touches(step: Step, finding: Finding) -> bool:
    """Whether the step is about something short or unknown for this role; other steps cannot help."""
    if finding.status not in ("short", "unknown"):
        return False
    if step.kind == "years":
        return finding.axis in _TIME or finding.axis in ("skill", "reach")
    return (finding.axis, finding.subject) == (_AXES[step.kind], step.subject)


def _steps(standing: Standing, targets: Sequence[Assessment]) -> Iterator[Step]:
    open_ = [f for target in targets for f in target.with_status("short", "unknown")]
    held: dict[str, int] = {}
    entries: dict[str, int] = {}
    for finding in open_:
        if finding.is_skill and finding.holding.is_known:
            held[finding.subject] = int(finding.holding.low)
            entry = int(finding.entry)
            entries[finding.subject] = min(entry, entries.get(finding.subject, entry))
    for skill, entry in entries.items():
        yield Step("skill", skill, held[skill], entry)
    if standing.years is not None:
        yield Step("years", "years", standing.years, standing.years + 1)
    people = [int(finding.entry) for finding in open_ if finding.axis == "people"]
    if people:
        yield Step("people", "people", standing.people_led, min(people))
    for finding in {f.subject: f for f in open_ if f.axis == "evidence"}.values():
        yield Step("evidence", finding.subject, finding.holding.low, finding.holding.low + 1)


def _asks(catalogue: Catalogue, role: Role, standing: Standing, step: Step) -> bool:
    """Whether `role` has an entry of at least what the step leads to."""
    for requirement in requirements_of(catalogue, role, standing.company_size):
        if requirement.axis != _AXES[step.kind] or requirement.entry is None:
            continue
        match step.kind:
            case "years":
                return requirement.entry > (step.start or 0)
            case "evidence":
                if requirement.subject == step.subject:
                    return True
            case "skill" if requirement.subject != step.subject:
                continue
            case _:
                return requirement.entry >= step.to
    return False


def _months(catalogue: Catalogue, step: Step) -> Months | None:
    """The duration of the step in months."""
    if step.kind == "years":
        return _A_YEAR
    if step.kind != "skill":
        return None
    return focus_months_between(catalogue, step.subject, int(step.start or 0), int(step.to))


def _further(catalogue: Catalogue, present: Role, answer: Answer) -> tuple[Role, ...]:
    """The roles after the next ones: on the most usual way to the goal, or without a goal, two moves away."""
    next_roles = {suggestion.assessment.role.id for suggestion in answer.suggestions}
    goal = answer.standing.goal
    if goal is None:
        ids = [role for s in answer.suggestions for role in onward(catalogue, s.assessment.role)]
    else:
        best = routes(catalogue, answer.standing, present, goal, RouteWish(most=1)).found
        ids = [step.role.id for route in best for step in route.steps]
    beyond = dict.fromkeys(role for role in ids if role not in next_roles and role != present.id)
    return tuple(catalogue.roles_by_id[role] for role in beyond)

"""What to ask a person next: the skill whose level could change the most verdicts comes first.

Nothing is presumed here: somebody who rates skills one by one is judged by what is rated, so that the count of
what is unknown only falls.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmladder.catalogue.fields import Strength
from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.engine.assess import assess, verdict
from pmladder.engine.findings import Assessment, Finding, Verdict
from pmladder.engine.placement import Placement, core_roles, place
from pmladder.engine.suggest import moves
from pmladder.profile.standing import Standing

_RULE = "skill-level"
_NO_LEVELS: Mapping[str, int] = {}


class Outlook(NamedTuple):
    """Where a person stands, and the roles that questions are asked for, held against what is rated so far."""

    placement: Placement
    standing: Standing
    targets: tuple[Assessment, ...]

    @property
    def unknown(self) -> frozenset[str]:
        """The skills that some target asks for and whose level nobody gave."""
        return frozenset(
            finding.subject
            for target in self.targets
            for finding in target.with_status("unknown")
            if finding.rule == _RULE
        )


class Asked(NamedTuple):
    """What one target asks of a skill."""

    role: Role
    level: int
    strength: Strength


class QuestionKey(NamedTuple):
    """Why a question stands where it does; compared from the first field to the last, lowest first.

    `verdicts`, `blocking`, `targets` and `levels` count down from 0: how many verdicts the answer could change,
    how many targets it could block, how many ask for the skill, and how many levels are at stake in all of them.
    """

    review: int
    rated: str
    verdicts: int
    blocking: int
    targets: int
    levels: int
    place: int


class Question(NamedTuple):
    """One skill to be rated: who asks for it, and the level held as far as one is known.

    `level` is None for a skill that nobody rated, that is there at an unknown level (`present`), or that does not
    apply (`not_applicable` then says why).
    """

    skill: Skill
    asked: tuple[Asked, ...]
    level: int | None
    present: bool
    not_applicable: str | None
    key: QuestionKey

    @property
    def review(self) -> bool:
        """Whether the skill is rated already, and only looked at again."""
        return bool(self.key.review)


def look(catalogue: Catalogue, standing: Standing, to: Role | None = None) -> Outlook:
    """Hold a person against the next roles, or against `to` alone.

    Without a move from where they are, that is their present role; without a place at all, each role of the
    ladder itself.
    """
    placement = place(catalogue, standing)
    standing = standing._replace(presumed=_NO_LEVELS)
    if to is not None:
        return Outlook(placement, standing, (assess(catalogue, standing, to, placement.role),))
    moves_on = [suggestion.assessment for suggestion in moves(catalogue, placement, standing).suggestions]
    targets = {assessment.role.id: assessment for assessment in moves_on}
    if not targets:
        roles = core_roles(catalogue) if placement.role is None else (placement.role,)
        targets = {role.id: assess(catalogue, standing, role, placement.role) for role in roles}
    return Outlook(placement, standing, tuple(targets.values()))


def questions(
    catalogue: Catalogue, outlook: Outlook, rated: Mapping[str, str], only_unknown: bool = False
) -> tuple[Question, ...]:
    """Every skill that a target asks for, in the order in which to ask: what is unknown first, what matters most first.

    Those rated already follow, to be looked at again: the longest ago first. `rated` says when, for those that do.
    """
    order = {skill: number for number, skill in enumerate(catalogue.skills_by_id)}
    unknown = outlook.unknown
    asked: dict[str, list[tuple[Assessment, Finding]]] = {}
    for target in outlook.targets:
        for finding in target.findings:
            if finding.rule == _RULE and (finding.subject in unknown or not only_unknown):
                asked.setdefault(finding.subject, []).append((target, finding))
    found = [
        _question(catalogue, outlook.standing, skill, asked[skill], rated.get(skill, ""), order[skill])
        for skill in asked
    ]
    return tuple(sorted(found, key=lambda question: question.key))


def _question(
    catalogue: Catalogue,
    standing: Standing,
    skill: str,
    held: list[tuple[Assessment, Finding]],
    rated: str,
    number: int,
) -> Question:
    present = skill in standing.present
    # What is there at an unknown level is at least at the lowest.
    levels = range(int(present), len(catalogue.scale) + 1)
    review = int(held[0][1].status != "unknown")
    key = QuestionKey(
        review=review,
        rated=rated if review else "",
        verdicts=-sum(could_change(target, finding, levels) for target, finding in held),
        blocking=-sum(finding.strength == "blocking" for _, finding in held),
        targets=-len(held),
        levels=-sum(_at_stake(finding) for _, finding in held),
        place=number,
    )
    asked = tuple(Asked(target.role, int(finding.need), finding.strength) for target, finding in held)
    return Question(
        catalogue.skills_by_id[skill],
        asked,
        standing.levels.get(skill),
        present,
        standing.not_applicable.get(skill) if skill not in standing.levels else None,
        key,
    )


def could_change(target: Assessment, finding: Finding, levels: range) -> bool:
    """Whether one of these levels, held instead of what is known now, would change the verdict on `target`."""
    short = {level < int(finding.need) for level in levels}
    return any(_verdict_if(target, finding, is_short) != target.verdict for is_short in short)


def _verdict_if(target: Assessment, finding: Finding, is_short: bool) -> Verdict:
    answered = finding._replace(status="short" if is_short else "met")
    return verdict([answered if other is finding else other for other in target.findings])


def _at_stake(finding: Finding) -> int:
    """Levels between the best and the worst case of what is unknown; for what is rated, all that are asked."""
    return finding.climb_worst - finding.climb_best if finding.status == "unknown" else int(finding.need)


def asked_again(question: Question, standing: Standing) -> Question:
    """The same question, once more, to somebody whose level may be another by now."""
    skill = question.skill.id
    return question._replace(
        level=standing.levels.get(skill),
        present=skill in standing.present,
        not_applicable=standing.not_applicable.get(skill) if skill not in standing.levels else None,
    )

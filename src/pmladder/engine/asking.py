"""The order of questions to a person: first the skill whose level could change the most verdicts.

Unrated skills stay presumed while others are answered, so an answer changes only one finding. Presumed skills are asked
about too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.engine.assess import Assessment, assess
from pmladder.engine.formula import Finding, Holding, Requirement, find, verdict
from pmladder.engine.placement import Placement, core_roles, place, presume
from pmladder.engine.suggest import moves
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Verdict


class Outlook(NamedTuple):
    """The placement of a person, and the assessments of the target roles from what is known so far."""

    placement: Placement
    standing: Standing
    targets: tuple[Assessment, ...]

    @property
    def unrated(self) -> frozenset[str]:
        """The unrated skills that some target asks for."""
        return frozenset(
            finding.subject for target in self.targets for finding in target.findings if is_unrated(finding)
        )


class Asked(NamedTuple):
    """One target's requirement of a skill."""

    role: Role
    requirement: Requirement


class QuestionKey(NamedTuple):
    """The sort key of a question; compared field by field, lowest first.

    `verdicts`, `must_haves`, `targets` and `levels` are negative counts: verdicts that the answer could change, targets
    for which the skill is a must-have, targets that ask for it, and the sum of the levels they ask.
    """

    review: int
    rated: str
    verdicts: int
    must_haves: int
    targets: int
    levels: int
    place: int


class Question(NamedTuple):
    """One skill to rate: the targets that ask for it, and its present level if known.

    `level` is None for a skill that is unrated, that has an unknown level (`present`), or that does not apply
    (`not_applicable` says why).
    """

    skill: Skill
    asked: tuple[Asked, ...]
    level: int | None
    present: bool
    not_applicable: str | None
    key: QuestionKey

    @property
    def review(self) -> bool:
        """Whether the skill is rated already and only reviewed."""
        return bool(self.key.review)


def is_unrated(finding: Finding) -> bool:
    """Whether a finding is about an unrated skill: its level is presumed, unknown, or the skill is only named."""
    return finding.is_skill and finding.status != "not-applicable" and finding.holding.basis != "rated"


def outlook_of(catalogue: Catalogue, standing: Standing, to: Role | None = None) -> Outlook:
    """Assess a person for the next roles, or only for `to`.

    Without moves from the present role, the target is the present role. Without a present role, all core roles are
    targets.
    """
    placement = place(catalogue, standing)
    standing = presume(catalogue, standing, placement)
    if to is not None:
        return Outlook(placement, standing, (assess(catalogue, standing, to, placement.role),))
    moves_on = [suggestion.assessment for suggestion in moves(catalogue, placement, standing).suggestions]
    targets = {assessment.role.id: assessment for assessment in moves_on}
    if not targets:
        roles = core_roles(catalogue) if placement.role is None else (placement.role,)
        targets = {role.id: assess(catalogue, standing, role, placement.role) for role in roles}
    return Outlook(placement, standing, tuple(targets.values()))


def questions(
    catalogue: Catalogue, outlook: Outlook, rated: Mapping[str, str], only_unrated: bool = False
) -> tuple[Question, ...]:
    """Every skill that a target asks for, in the order to ask: unrated skills first, the most important first.

    Rated skills follow for review, the oldest rating first. `rated` holds the known dates of ratings.
    """
    order = {skill: number for number, skill in enumerate(catalogue.skills_by_id)}
    unrated = outlook.unrated
    asked: dict[str, list[tuple[Assessment, Finding]]] = {}
    for target in outlook.targets:
        for finding in target.findings:
            if finding.is_skill and (finding.subject in unrated or not only_unrated):
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
    # A skill with an unknown level has at least the lowest level.
    levels = range(int(present), len(catalogue.scale) + 1)
    review = int(not is_unrated(held[0][1]))
    key = QuestionKey(
        review=review,
        rated=rated if review else "",
        verdicts=-sum(could_change(target, finding, levels) for target, finding in held),
        must_haves=-sum(finding.must_have for _, finding in held),
        targets=-len(held),
        levels=-sum(int(finding.requirement.level) for _, finding in held),
        place=number,
    )
    return Question(
        catalogue.skills_by_id[skill],
        tuple(Asked(target.role, finding.requirement) for target, finding in held),
        standing.levels.get(skill),
        present,
        standing.not_applicable.get(skill) if skill not in standing.levels else None,
        key,
    )


def could_change(target: Assessment, finding: Finding, levels: range) -> bool:
    """Whether having one of these levels instead of the known one would change the verdict on `target`."""
    entry = int(finding.entry)
    answers = {level for level in (levels.start, entry - 1, entry) if level in levels}
    return any(_verdict_if(target, finding, level) != target.verdict for level in answers)


def _verdict_if(target: Assessment, finding: Finding, level: int) -> Verdict:
    answered = find(finding.requirement, Holding(level, level, "rated"))
    return verdict(answered if other is finding else other for other in target.findings)


def asked_again(question: Question, standing: Standing) -> Question:
    """The same question for a review, as the level may have changed."""
    skill = question.skill.id
    return question._replace(
        level=standing.levels.get(skill),
        present=skill in standing.present,
        not_applicable=standing.not_applicable.get(skill) if skill not in standing.levels else None,
    )

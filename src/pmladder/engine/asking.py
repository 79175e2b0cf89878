"""What to ask a person next: the skill whose level could change the most verdicts comes first.

What nobody rated stays presumed, so that an answer changes one finding and no other; a presumed skill counts as one
to ask about all the same.
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
    """Where a person stands, and the roles that questions are asked for, held against what is known so far."""

    placement: Placement
    standing: Standing
    targets: tuple[Assessment, ...]

    @property
    def unrated(self) -> frozenset[str]:
        """The skills that some target asks for and that nobody rated."""
        return frozenset(
            finding.subject for target in self.targets for finding in target.findings if is_unrated(finding)
        )


class Asked(NamedTuple):
    """What one target asks of a skill."""

    role: Role
    requirement: Requirement


class QuestionKey(NamedTuple):
    """Why a question stands where it does; compared from the first field to the last, lowest first.

    `verdicts`, `must_haves`, `targets` and `levels` count down from 0: how many verdicts the answer could change,
    for how many targets the skill is a must-have, how many ask for it, and how many levels they ask in all.
    """

    review: int
    rated: str
    verdicts: int
    must_haves: int
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


def is_unrated(finding: Finding) -> bool:
    """Whether a finding is about a skill that nobody rated, be its level presumed, named alone or unknown."""
    return finding.is_skill and finding.status != "not-applicable" and finding.holding.basis != "rated"


def outlook_of(catalogue: Catalogue, standing: Standing, to: Role | None = None) -> Outlook:
    """Hold a person against the next roles, or against `to` alone.

    Without a move from where they are, that is their present role; without a place at all, each role of the
    ladder itself.
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
    """Every skill that a target asks for, in the order in which to ask: what is unrated first, what matters most first.

    Those rated already follow, to be looked at again: the longest ago first. `rated` says when, for those that do.
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
    # What is there at an unknown level is at least at the lowest.
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
    """Whether one of these levels, held instead of what is known now, would change the verdict on `target`."""
    entry = int(finding.entry)
    answers = {level for level in (levels.start, entry - 1, entry) if level in levels}
    return any(_verdict_if(target, finding, level) != target.verdict for level in answers)


def _verdict_if(target: Assessment, finding: Finding, level: int) -> Verdict:
    answered = find(finding.requirement, Holding(level, level, "rated"))
    return verdict(answered if other is finding else other for other in target.findings)


def asked_again(question: Question, standing: Standing) -> Question:
    """The same question, once more, to somebody whose level may be another by now."""
    skill = question.skill.id
    return question._replace(
        level=standing.levels.get(skill),
        present=skill in standing.present,
        not_applicable=standing.not_applicable.get(skill) if skill not in standing.levels else None,
    )

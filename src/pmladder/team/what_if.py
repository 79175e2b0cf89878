"""The answers before and after a change of the people: somebody leaves, comes, is promoted or moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.team.coverage import Covered, Target, coverage, targets_of
from pmladder.team.people import Roster, Team, team_of
from pmladder.team.risks import Risk, key_roles, risks
from pmladder.team.successors import SOON, succession


class TeamChange(NamedTuple):
    """What is tried: people who leave, by id; people who come; new roles and new teams, by id of the person."""

    without: tuple[str, ...] = ()
    joining: Roster = Roster(())
    promoted: Mapping[str, Role] = {}
    moved: Mapping[str, str] = {}


class RoleSuccession(NamedTuple):
    """A role that the team needs, who holds it, and who could come to it within a year; by name."""

    role: str
    incumbents: tuple[str, ...]
    successors: tuple[str, ...]


class TeamAnswers(NamedTuple):
    """What a team looks like: who is in it, what is covered, what is at risk, who could follow in which role."""

    people: tuple[str, ...]
    coverage: tuple[Covered, ...]
    risks: tuple[Risk, ...]
    successions: tuple[RoleSuccession, ...]


class CoveredChange(NamedTuple):
    """A skill and level of which more or fewer people are needed or there; None where nobody asks for it."""

    skill: str
    level: int
    before: Covered | None
    after: Covered | None


class SuccessionChange(NamedTuple):
    """A role for which other people could follow, or that other people hold; None where nobody holds it."""

    role: str
    before: RoleSuccession | None
    after: RoleSuccession | None


class TeamDifference(NamedTuple):
    """What differs between two answers: people who came and went, coverage, risks and successions."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    coverage: tuple[CoveredChange, ...]
    new_risks: tuple[Risk, ...]
    gone_risks: tuple[Risk, ...]
    successions: tuple[SuccessionChange, ...]


def changed(roster: Roster, keys: Sequence[str], change: TeamChange) -> Roster:
    """The roster as it would be; `keys` are the ids of its rows, in their order."""
    rows = []
    for row, key in zip(roster.rows, keys, strict=True):
        if key in change.without:
            continue
        profile, team = row.profile, change.moved.get(key, row.team)
        if (role := change.promoted.get(key)) is not None:
            # The new role has just begun; what was held before is still held, as far as it was rated.
            profile = profile.model_copy(update={"role": role.id, "years_in_role": 0})
        rows.append(row._replace(profile=profile, team=team))
    remarks = (*roster.remarks, *change.joining.remarks)
    return Roster((*rows, *change.joining.rows), (*roster.unread, *change.joining.unread), remarks)


def only(roster: Roster, team: str | None) -> Roster:
    """The people of one team of a roster; all of them where none is named."""
    if team is None:
        return roster
    return roster._replace(rows=tuple(row for row in roster.rows if row.team == team))


def answers(catalogue: Catalogue, team: Team, as_of: date, targets: Sequence[Target] | None = None) -> TeamAnswers:
    """Everything that is compared of a team; without targets, they are what its roles ask."""
    covered = coverage(team, targets_of(catalogue, team) if targets is None else targets)
    successions = []
    for role in key_roles(catalogue, team):
        found = succession(catalogue, team, role, as_of)
        soon = sorted((p.name for p in found.within(*SOON)), key=str.casefold)
        successions.append(RoleSuccession(role.id, found.incumbents, tuple(soon)))
    return TeamAnswers(
        tuple(p.name for p in team.people), covered, risks(catalogue, team, covered, as_of), tuple(successions)
    )


def answers_of(
    catalogue: Catalogue, roster: Roster, as_of: date, targets: Sequence[Target] | None = None
) -> TeamAnswers:
    """The same for a roster."""
    return answers(catalogue, team_of(catalogue, roster, as_of), as_of, targets)


def difference(before: TeamAnswers, after: TeamAnswers) -> TeamDifference:
    """What changed from one answer to another."""
    then = {(c.skill, c.level): c for c in before.coverage}
    now = {(c.skill, c.level): c for c in after.coverage}
    roles_then = {s.role: s for s in before.successions}
    roles_now = {s.role: s for s in after.successions}
    return TeamDifference(
        came=tuple(name for name in after.people if name not in before.people),
        went=tuple(name for name in before.people if name not in after.people),
        coverage=tuple(
            CoveredChange(*key, then.get(key), now.get(key))
            for key in dict.fromkeys((*then, *now))
            if then.get(key) != now.get(key)
        ),
        new_risks=tuple(risk for risk in after.risks if not _is_among(risk, before.risks)),
        gone_risks=tuple(risk for risk in before.risks if not _is_among(risk, after.risks)),
        successions=tuple(
            SuccessionChange(role, roles_then.get(role), roles_now.get(role))
            for role in dict.fromkeys((*roles_then, *roles_now))
            if roles_then.get(role) != roles_now.get(role)
        ),
    )


def _is_among(risk: Risk, others: Sequence[Risk]) -> bool:
    """Whether a risk of the same kind about the same is among others; how many cells are not rated is no other risk."""
    return any((risk.kind, risk.subject, risk.level) == (one.kind, one.subject, one.level) for one in others)

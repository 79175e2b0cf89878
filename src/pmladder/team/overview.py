"""A team at a glance: where everybody stands, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.schedule import add_months
from pmladder.engine.suggest import LAST_KINDS
from pmladder.profile.terms import Verdict
from pmladder.team.coverage import Covered, share_not_rated
from pmladder.team.people import Member, Team, role_by_ratings
from pmladder.team.risks import held_by_one, met_by_nobody

NEAR: tuple[Verdict, ...] = ("case-to-make", "within-reach")


class PersonLine(NamedTuple):
    """Where one person stands, and the role that is next for them.

    `must_haves` are those that the next role still wants shown. `not_rated` are skills that their own role and the
    next one ask for and nobody rated. `rated_like` is the role that their ratings look like, where it is of another
    rung than their title.
    """

    id: str
    name: str
    team: str | None
    role: str | None
    years_in_role: float | None
    next: str | None
    verdict: Verdict | None
    must_haves: tuple[str, ...]
    not_rated: int
    rated: str | None
    rated_like: str | None

    @property
    def is_near(self) -> bool:
        """Whether no must-have of the next role is short or unknown."""
        return self.verdict in NEAR


class Overview(NamedTuple):
    """A team at a glance. `not_rated` of `cells` are skills of people that nobody rated.

    `old` are the people whose ratings are more than a year old, or of no known day though there are some.
    """

    people: tuple[PersonLine, ...]
    held_by_one: tuple[Covered, ...]
    met_by_nobody: tuple[Covered, ...]
    not_rated: int
    cells: int
    old: tuple[str, ...]
    undated: int

    @property
    def near(self) -> tuple[PersonLine, ...]:
        """Who is near a next role."""
        return tuple(line for line in self.people if line.is_near)

    @property
    def apart(self) -> tuple[PersonLine, ...]:
        """Whose ratings look like a role of another rung than their title."""
        return tuple(line for line in self.people if line.rated_like is not None)


def overview(catalogue: Catalogue, team: Team, covered: Sequence[Covered], as_of: date) -> Overview:
    """The team at a glance, for what is `covered` of its targets."""
    skills = list(dict.fromkeys(c.skill for c in covered))
    unrated, cells = share_not_rated(team.people, skills)
    year_ago = add_months(as_of, -12).isoformat()
    rated = [p for p in team.people if p.standing.levels]
    return Overview(
        people=tuple(person_line(catalogue, person) for person in team.people),
        held_by_one=tuple(held_by_one(team, covered)),
        met_by_nobody=tuple(met_by_nobody(covered)),
        not_rated=unrated,
        cells=cells,
        old=tuple(p.name for p in rated if p.rated is not None and p.rated < year_ago[: len(p.rated)]),
        undated=sum(p.rated is None for p in rated),
    )


def person_line(catalogue: Catalogue, person: Member) -> PersonLine:
    """Where one person stands. What is next is the first move that leads neither out nor down."""
    moves = (s for s in person.answer.suggestions if s.transition.kind not in LAST_KINDS)
    first = next(moves, None)
    assessment = first.assessment if first else None
    like = role_by_ratings(catalogue, person)
    differs = like is not None and person.role is not None and like.seniority != person.role.seniority
    findings = assessment.findings if assessment else ()
    return PersonLine(
        id=person.id,
        name=person.name,
        team=person.team,
        role=person.role.id if person.role else None,
        years_in_role=person.standing.years_in_role,
        next=first.role.id if first else None,
        verdict=assessment.verdict if assessment else None,
        must_haves=tuple(f.subject for f in assessment.must_haves_to_show) if assessment else (),
        not_rated=sum(f.is_skill and f.holding.basis in ("none", "presumed") for f in findings),
        rated=person.rated,
        rated_like=like.id if like is not None and differs else None,
    )

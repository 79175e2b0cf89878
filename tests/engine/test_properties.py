"""What must hold for every role of the built-in catalogue, every number of years and every level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from amount import every
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import EDUCATION_ORDER, Assessment, assess, requirements_of
from pmladder.engine.formula import VERDICTS
from pmladder.engine.moves import moves_from
from pmladder.engine.placement import place
from pmladder.engine.plan import PlanWish, plan
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.history import Position, Span
from pmladder.profile.models import Evidence, Profile
from pmladder.profile.standing import Standing, standing_of
from rows import each

CATALOGUE = load_catalogue()
ROLES = [pytest.param(role, id=role.id) for role in CATALOGUE.roles]
YEARS = range(31)
LEVELS = range(5)


def standing(**fields: object) -> Standing:
    return standing_of(Profile.model_validate(fields), CATALOGUE, None)


def statuses(assessment: Assessment) -> dict[tuple[str, str], str]:
    return {(finding.axis, finding.subject): finding.status for finding in assessment.findings}


def assert_never_worse(before: Assessment, after: Assessment) -> None:
    """Nothing that was met becomes a gap, and the verdict does not fall."""
    was, now = statuses(before), statuses(after)
    lost = [key for key in was if was[key] in ("met", "exceeded") and now[key] not in ("met", "exceeded")]
    assert lost == []
    assert VERDICTS.index(after.verdict) >= VERDICTS.index(before.verdict)


@cache
def experienced(years: int, level: int) -> Standing:
    return standing(years=years, skills=ratings(level))


@cache
def rated(skill: str, level: int, others: int) -> Standing:
    return standing(years=6, skills=ratings(others) | {skill: level})


def ratings(level: int) -> dict[str, int]:
    return {skill.id: level for skill in CATALOGUE.skills}


@each("role", ROLES)
@each("level", LEVELS)
def test_more_years_never_cost_anything(role: Role, level: int) -> None:
    answers = [assess(CATALOGUE, experienced(years, level), role) for years in YEARS]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)


@each("role", ROLES)
def test_a_higher_level_never_costs_anything(role: Role) -> None:
    not_asked = [skill.id for skill in CATALOGUE.skills if skill.id not in role.skills]
    for skill in (*role.skills, *not_asked[:1]):
        for others in (0, 2, 4):
            answers = [assess(CATALOGUE, rated(skill, level, others), role) for level in LEVELS]
            for before, after in pairwise(answers):
                assert_never_worse(before, after)


@each("role", ROLES)
def test_more_people_never_cost_anything(role: Role) -> None:
    answers = [assess(CATALOGUE, standing(years=6, people=people), role) for people in range(0, 200, 3)]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)


@each("role", ROLES)
def test_more_evidence_never_costs_anything(role: Role) -> None:
    shown = [
        Evidence(id=f"{asked.id}-{number}", kind=asked.kind, shows=(asked.id,))
        for asked in role.evidence
        for number in range(asked.count)
    ]
    answers = [
        assess(CATALOGUE, Standing(evidence=tuple(shown[:count]), top_level=4), role) for count in range(len(shown) + 1)
    ]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)
    assert "unknown" not in {finding.status for finding in answers[-1].findings if finding.axis == "evidence"}


@each("size", [None, "small", "medium", "large"])
@each("role", ROLES)
def test_holding_exactly_what_a_role_asks_before_it_leaves_nothing_short(role: Role, size: Any) -> None:
    assessment = assess(CATALOGUE, exact(role, size), role)
    assert [finding.subject for finding in assessment.with_status("short", "unknown")] == []
    assert assessment.verdict == "case-to-make"
    assert assessment.counts.levels_worst == 0


@each("role", ROLES)
def test_one_level_less_in_a_must_have_is_not_yet(role: Role) -> None:
    person = exact(role)
    for asked in requirements_of(CATALOGUE, role):
        if asked.axis == "skill" and asked.must_have and asked.entry:
            short = person._replace(levels={**person.levels, asked.subject: int(asked.entry) - 1})
            assessment = assess(CATALOGUE, short, role)
            assert assessment.verdict == "not-yet"
            assert [finding.subject for finding in assessment.must_haves_short] == [asked.subject]
            assert assessment.counts.levels_best == assessment.counts.levels_worst == 1


@each("role", ROLES)
def test_unknown_is_neither_short_nor_met(role: Role) -> None:
    assessment = assess(CATALOGUE, Standing(top_level=4), role)
    skills = [finding for finding in assessment.findings if finding.is_skill]
    must_haves = [finding for finding in assessment.findings if finding.must_have]
    assert {finding.status for finding in skills} == {"unknown"}
    assert assessment.verdict == ("cannot-say" if must_haves else "case-to-make")
    assert assessment.counts.short == assessment.counts.met == 0
    assert (assessment.counts.must_haves_short, assessment.counts.must_haves_unknown) == (0, len(must_haves))
    assert assessment.counts.levels_worst == sum(finding.entry for finding in skills)


MOVES = [
    pytest.param(role, move.to, id=f"{role.id}-{move.to}")
    for role in CATALOGUE.roles
    for move, _ in moves_from(CATALOGUE, role)
]


@each(("role", "to"), every(8, 0, MOVES))
@each("years_in_role", [None, 0.0])
def test_a_rating_that_says_what_is_presumed_changes_nothing_but_that(
    role: Role, to: str, years_in_role: float | None
) -> None:
    changes_nothing_but_that(role, to, years_in_role)


@pytest.mark.slow
@each(("role", "to"), MOVES)
@each("years_in_role", [None, 0.0])
def test_a_rating_that_says_what_is_presumed_changes_nothing_but_that_for_any_move(
    role: Role, to: str, years_in_role: float | None
) -> None:
    changes_nothing_but_that(role, to, years_in_role)


def changes_nothing_but_that(role: Role, to: str, years_in_role: float | None) -> None:
    person = Standing(role=role, role_basis="given", years_in_role=years_in_role, top_level=4)
    before, goal = next_moves(CATALOGUE, person), CATALOGUE.roles_by_id[to]
    wish = PlanWish(date(2026, 1, 31), date(2026, 1, 31))
    case, assessment = plan(CATALOGUE, before, goal, wish).case, assess(CATALOGUE, before.standing, goal)
    assert before.standing.presumed is not None
    for skill in CATALOGUE.skills_by_id:
        level = before.standing.presumed.levels.get(skill, 0)
        after = next_moves(CATALOGUE, person._replace(levels={skill: level}))
        rated_ = assess(CATALOGUE, after.standing, goal)
        assert rated_.verdict == assessment.verdict
        assert rated_.counts._replace(presumed=assessment.counts.presumed) == assessment.counts
        assert [growth.levels for growth in rated_.growth] == [growth.levels for growth in assessment.growth]
        then = plan(CATALOGUE, after, goal, wish).case
        assert (then.earliest, then.latest, then.months, then.hours) == (
            case.earliest,
            case.latest,
            case.months,
            case.hours,
        )
        assert [(s.transition.to, s.assessment.verdict) for s in after.suggestions] == [
            (s.transition.to, s.assessment.verdict) for s in before.suggestions
        ]


@each("role", every(6, 0, ROLES))
def test_a_rating_changes_its_own_finding_alone(role: Role) -> None:
    changes_its_own_finding_alone(role)


@pytest.mark.slow
@each("role", ROLES)
def test_a_rating_changes_its_own_finding_alone_in_any_role(role: Role) -> None:
    changes_its_own_finding_alone(role)


def changes_its_own_finding_alone(role: Role) -> None:
    person = Standing(role=role, role_basis="given", top_level=4)
    for move, _ in moves_from(CATALOGUE, role):
        goal = CATALOGUE.roles_by_id[move.to]
        before = statuses(assess(CATALOGUE, next_moves(CATALOGUE, person).standing, goal))
        for skill in CATALOGUE.skills_by_id:
            for level in (0, 4):
                standing_ = next_moves(CATALOGUE, person._replace(levels={skill: level})).standing
                after = statuses(assess(CATALOGUE, standing_, goal))
                assert {key for key in before if before[key] != after[key]} <= {("skill", skill)}


def some_people() -> Iterator[Standing]:
    for years in YEARS:
        yield standing(years=years)
        yield standing(years=years, skills={skill.id: years % 5 for skill in CATALOGUE.skills[:: 1 + years % 7]})
        yield standing(years=years, people=years % 9, skills={skill.id: {} for skill in CATALOGUE.skills[::3]})


def test_the_worst_case_never_beats_the_best() -> None:
    for person in some_people():
        for role in CATALOGUE.roles:
            counts = assess(CATALOGUE, person, role).counts
            assert counts.presumed <= counts.met + counts.exceeded + counts.short
            assert counts.levels_best <= counts.levels_worst
            assert counts.met + counts.exceeded + counts.short + counts.unknown + counts.not_applicable == len(
                assess(CATALOGUE, person, role).findings
            )


def test_the_order_of_suggestions_does_not_depend_on_the_order_of_the_file() -> None:
    turned = Catalogue.model_validate(
        CATALOGUE.model_dump(by_alias=True)
        | {
            part: tuple(reversed(CATALOGUE.model_dump(by_alias=True)[part]))
            for part in ("roles", "transitions", "skills", "sources")
        }
    )
    for role in CATALOGUE.roles:
        for years in (0, 3, 6, 12):
            profile = Profile(role=role.id, years=years)
            orders = [
                [
                    suggestion.assessment.role.id
                    for suggestion in next_moves(c, standing_of(profile, c, None)).suggestions
                ]
                for c in (CATALOGUE, turned)
            ]
            assert orders[0] == orders[1]
    for years in YEARS:
        places = [place(c, standing_of(Profile(years=years), c, None)).role for c in (CATALOGUE, turned)]
        # Who has no year in product is on no rung yet.
        assert [one is None for one in places] == [years == 0] * 2
        assert len({one.id for one in places if one is not None}) <= 1


def exact(role: Role, size: Any = None) -> Standing:
    """Somebody who holds just what `role` asks before it."""
    asked = {(r.axis, r.subject): r for r in requirements_of(CATALOGUE, role, size) if r.entry is not None}

    def entry(axis: Any) -> float:
        return asked[axis, axis].entry or 0 if (axis, axis) in asked else 0

    prior = role.prior
    return Standing(
        years=entry("years-in-product"),
        years_of_work=max(entry("years-of-work"), entry("years-in-product")),
        history=(position(prior.tracks[0], prior.years),) if prior else (),
        people=int(entry("people")),
        reach=int(entry("reach")),
        education=EDUCATION_ORDER[int(entry("education"))],
        company_size=size,
        top_level=4,
        levels={subject: int(r.entry or 0) for (axis, subject), r in asked.items() if axis == "skill"},
        evidence=tuple(
            Evidence(id=f"{subject}-{number}", shows=(subject,))
            for (axis, subject), r in asked.items()
            if axis == "evidence"
            for number in range(int(r.level))
        ),
    )


def position(track: str, years: float) -> Position:
    role = next(role for role in CATALOGUE.roles if role.track == track)
    return Position(role.title, role, None, Span(date(2000, 1, 1), date(2001 + int(years), 1, 1)), held=False)

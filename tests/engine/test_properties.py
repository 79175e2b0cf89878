"""What must hold for every role of the built-in catalogue, every number of years and every level."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import assess
from pmladder.engine.findings import VERDICTS, Assessment
from pmladder.engine.placement import place
from pmladder.engine.suggest import next_moves, presume
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Evidence, Profile
from pmladder.profile.standing import Standing, stand

CATALOGUE = load_catalogue()
ROLES = [pytest.param(role, id=role.id) for role in CATALOGUE.roles]
YEARS = range(31)
LEVELS = range(5)


def standing(**fields: object) -> Standing:
    return stand(Profile.model_validate(fields), CATALOGUE, None)


def statuses(assessment: Assessment) -> dict[tuple[str, str], str]:
    return {(finding.rule, finding.subject): finding.status for finding in assessment.findings}


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
def known_by_years(years: int, people: int | None) -> Standing:
    person = standing(years=years) if people is None else standing(years=years, people=people)
    return presume(person, place(CATALOGUE, person))


@cache
def rated(skill: str, level: int, others: int) -> Standing:
    return standing(years=6, skills=ratings(others) | {skill: level})


def ratings(level: int) -> dict[str, int]:
    return {skill.id: level for skill in CATALOGUE.skills}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("level", LEVELS)
def test_more_years_never_cost_anything(role: Role, level: int) -> None:
    answers = [assess(CATALOGUE, experienced(years, level), role) for years in YEARS]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("people", [None, 0, 3, 6])
def test_more_years_alone_never_cost_anything(role: Role, people: int | None) -> None:
    answers = [assess(CATALOGUE, known_by_years(years, people), role) for years in YEARS]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)


@pytest.mark.parametrize("role", ROLES)
def test_a_higher_level_never_costs_anything(role: Role) -> None:
    not_asked = [skill.id for skill in CATALOGUE.skills if skill.id not in role.skills]
    for skill in (*role.skills, *not_asked[:1]):
        for others in (0, 2, 4):
            answers = [assess(CATALOGUE, rated(skill, level, others), role) for level in LEVELS]
            for before, after in pairwise(answers):
                assert_never_worse(before, after)


@pytest.mark.parametrize("role", ROLES)
def test_more_people_never_cost_anything(role: Role) -> None:
    answers = [assess(CATALOGUE, standing(years=6, people=people), role) for people in range(0, 200, 3)]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)


@pytest.mark.parametrize("role", ROLES)
def test_more_evidence_never_costs_anything(role: Role) -> None:
    shown = [
        Evidence(id=f"{asked.id}-{number}", kind=asked.kind, shows=(asked.id,))
        for asked in role.evidence
        for number in range(asked.count)
    ]
    answers = [assess(CATALOGUE, Standing(evidence=tuple(shown[:count])), role) for count in range(len(shown) + 1)]
    for before, after in pairwise(answers):
        assert_never_worse(before, after)
    assert "unknown" not in {finding.status for finding in answers[-1].findings if finding.rule == "evidence"}


@pytest.mark.parametrize("role", ROLES)
def test_holding_exactly_what_a_role_asks_leaves_nothing_short(role: Role) -> None:
    assessment = assess(CATALOGUE, exact(role), role)
    assert [finding.subject for finding in assessment.with_status("short", "unknown")] == []
    assert assessment.verdict == "case to make"
    assert assessment.counts.levels_worst == 0


@pytest.mark.parametrize("role", ROLES)
def test_one_level_less_in_a_decisive_skill_blocks(role: Role) -> None:
    held = {skill: asked.level for skill, asked in role.skills.items()}
    for skill in role.must_have:
        assessment = assess(CATALOGUE, exact(role)._replace(levels=held | {skill: held[skill] - 1}), role)
        assert assessment.verdict == "blocked"
        assert [finding.subject for finding in assessment.blockers] == [skill]
        assert assessment.counts.levels_best == assessment.counts.levels_worst == 1


@pytest.mark.parametrize("role", ROLES)
def test_unknown_is_neither_short_nor_met(role: Role) -> None:
    assessment = assess(CATALOGUE, Standing(), role)
    skills = [finding for finding in assessment.findings if finding.rule == "skill-level"]
    assert {finding.status for finding in skills} == {"unknown"}
    assert assessment.verdict == "can't say yet"
    assert assessment.counts.short == assessment.counts.met == 0
    assert assessment.counts.blocking_short_best == 0
    assert assessment.counts.blocking_short_worst == len(role.must_have)
    assert assessment.counts.levels_worst == sum(asked.level for asked in role.skills.values())


def some_people() -> Iterator[Standing]:
    for years in YEARS:
        yield standing(years=years)
        yield standing(years=years, skills={skill.id: years % 5 for skill in CATALOGUE.skills[:: 1 + years % 7]})
        yield standing(years=years, people=years % 9, skills={skill.id: {} for skill in CATALOGUE.skills[::3]})


def test_the_worst_case_never_beats_the_best() -> None:
    for person in some_people():
        for role in CATALOGUE.roles:
            counts = assess(CATALOGUE, person, role).counts
            assert counts.blocking_short_best <= counts.blocking_short_worst
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
                [suggestion.assessment.role.id for suggestion in next_moves(c, stand(profile, c, None)).suggestions]
                for c in (CATALOGUE, turned)
            ]
            assert orders[0] == orders[1]
    for years in YEARS:
        places = [place(c, stand(Profile(years=years), c, None)).role for c in (CATALOGUE, turned)]
        assert places[0] is not None
        assert places[1] is not None
        assert places[0].id == places[1].id


def exact(role: Role) -> Standing:
    """Somebody who holds just what `role` asks."""
    years = [y.min or y.typical or 0 for y in (role.years, role.years_in_product) if y]
    prior = role.prior
    return Standing(
        years=role.years_in_product.min if role.years_in_product else 0,
        years_of_work=max(years, default=0),
        history=(position(prior.tracks[0], prior.years),) if prior else (),
        people=role.people.min if role.people else None,
        education=role.education.level if role.education else None,
        levels={skill: asked.level for skill, asked in role.skills.items()},
        evidence=tuple(
            Evidence(id=f"{asked.id}-{number}", kind=asked.kind)
            for asked in role.evidence
            for number in range(asked.count)
        ),
    )


def position(track: str, years: float) -> object:
    from datetime import date

    from pmladder.profile.history import Span
    from pmladder.profile.standing import Position

    role = next(role for role in CATALOGUE.roles if role.track == track)
    return Position(role.title, role, Span(date(2000, 1, 1), date(2001 + int(years), 1, 1)), held=False)

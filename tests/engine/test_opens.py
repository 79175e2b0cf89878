"""What a step opens is what asking again finds, once the step is taken."""

from __future__ import annotations

from typing import Any

import pytest

from engine.tables import catalogue_of, person
from pmladder.engine.opens import SORTS, openings, sort_by
from pmladder.engine.suggest import Answer, next_moves
from pmladder.engine.what_if import Step, answer_after, changes, take
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.standing import Standing

CATALOGUE = load_catalogue()
ROLES = [pytest.param(role.id, id=role.id) for role in CATALOGUE.roles]


def rated(role: str, level_off: int = 0) -> dict[str, Any]:
    """Somebody in a role with every skill of the catalogue rated, near what the role asks."""
    asked = CATALOGUE.roles_by_id[role].skills
    levels = {s.id: max(0, (asked[s.id].level if s.id in asked else 1) + level_off) for s in CATALOGUE.skills}
    return {"role": role, "years": 6.0, "people": 1, "skills": levels}


def answer(**profile: Any) -> Answer:
    return next_moves(CATALOGUE, person(CATALOGUE, **profile))


@pytest.mark.parametrize("fields", [{"years": 6}, {"years": 6, "years_in_role": 0.5}, "rated", "below"])
@pytest.mark.parametrize("role", ROLES)
def test_doing_it_gives_what_was_promised(role: str, fields: Any) -> None:
    if isinstance(fields, str):
        fields = rated(role, -1 if fields == "below" else 0)
    fields = {"role": role, **fields}
    before = answer(**fields)
    was = {s.assessment.role.id: s.assessment for s in before.suggestions if not s.key.out_or_down}
    for opening in openings(CATALOGUE, before):
        kind, subject, done = opening.step.kind, opening.step.subject, dict(fields)
        match kind:
            case "skill":
                done["skills"] = {**fields.get("skills", {}), subject: int(opening.step.to)}
            case "evidence":
                done["evidence"] = [{"id": f"{subject}-{n}", "shows": [subject]} for n in range(int(opening.step.to))]
            case "years":
                done["years"] = opening.step.to
                if "years_in_role" in fields:
                    done["years_in_role"] = fields["years_in_role"] + 1
            case "people":
                done["people"] = int(opening.step.to)
        after = {s.assessment.role.id: s.assessment for s in answer(**done).suggestions}
        assert [change.role.id for change in opening.changes] == [
            role
            for role, assessment in was.items()
            if any(
                b.status in ("short", "unknown") and a.status not in ("short", "unknown")
                for b, a in zip(assessment.findings, after[role].findings, strict=True)
            )
        ]
        for change in opening.changes:
            assert change.after.verdict == after[change.role.id].verdict
            assert change.after.counts == after[change.role.id].counts


def test_if_agrees_with_applying_the_steps() -> None:
    steps = [Step("skill", "coaching", 2, 3), Step("years", "years", 6, 8), Step("people", "people", None, 4)]
    before = answer(role="senior-pm", years=6, years_in_role=1)
    then = answer_after(CATALOGUE, before, steps)
    done = answer(role="senior-pm", years=8, years_in_role=3, people=4, skills={"coaching": 3})
    assert [(s.assessment.role.id, s.assessment.counts) for s in then.suggestions] == [
        (s.assessment.role.id, s.assessment.counts) for s in done.suggestions
    ]
    assert {change.role.id for change in changes(before, then)} == {s.transition.to for s in before.suggestions}


SMALL = catalogue_of("""
effort: {focus: {one: 1, two: 2, three: 4, four: 8}}
skills: [{id: a, name: A}, {id: b, name: B}, {id: people, name: People}]
roles:
  - {id: here, title: Here, seniority: 1, skills: {a: one}}
  - {id: x, title: X, seniority: 2, must_have: [a], skills: {a: three, people: one}, people: 3, years_in_product: 8}
  - {id: y, title: Y, seniority: 2, skills: {a: {level: four, entry: two}, b: one}, people: 2}
  - {id: far, title: Far, seniority: 3, skills: {b: two, a: four}}
transitions: [{from: here, to: x}, {from: here, to: y}, {from: x, to: far}, {from: y, to: far}]
""")


def small(**profile: Any) -> dict[tuple[str, str], Any]:
    fields = {"role": "here", **profile}
    found = openings(SMALL, next_moves(SMALL, person(SMALL, **fields)))
    return {(opening.step.kind, opening.step.subject): opening for opening in found}


def test_a_step_goes_to_the_nearest_entry_and_says_how_long_that_takes() -> None:
    found = small()
    a, b = found["skill", "a"], found["skill", "b"]
    assert (a.step, a.months) == (Step("skill", "a", 1, 2), (2, 2))
    assert [change.role.id for change in a.changes] == ["y"]
    # From what is rated it may be several levels up.
    from_none = small(skills={"a": 0})["skill", "a"]
    assert (from_none.step, from_none.months) == (Step("skill", "a", 0, 2), (3, 3))
    # The one after it is for who has got that far.
    assert small(skills={"a": 2})["skill", "a"].step.to == 3
    assert [role.id for role in b.further] == ["far"]


def test_a_skill_called_as_a_kind_of_step_keeps_to_itself() -> None:
    found = small(people=0)
    assert found["people", "people"].step == Step("people", "people", 0, 2)
    assert [change.role.id for change in found["people", "people"].changes] == ["y"]
    assert found["skill", "people"].step == Step("skill", "people", 0, 1)
    assert found["skill", "people"].gaps_closed == 1


def test_what_helps_with_nothing_is_no_step() -> None:
    assert ("years", "years") not in small(years=2)
    assert ("years", "years") not in small()
    assert [change.role.id for change in small(years=7)["years", "years"].changes] == ["x"]
    assert ("skill", "b") not in small(skills={"b": 2})


def test_what_nobody_rated_takes_no_step() -> None:
    kinds = {kind for kind, _ in small(presumes=False)}
    assert "skill" not in kinds
    assert ("skill", "a") in small(presumes=False, skills={"a": 1})


@pytest.mark.parametrize("name", SORTS)
def test_sorting_keeps_every_step(name: str) -> None:
    found = openings(CATALOGUE, answer(**rated("pm", -1)))
    assert sorted(sorted(found, key=sort_by(name)), key=sort_by("opens")) == list(found)


def test_sorting_by_effort_puts_the_least_first_and_the_unsaid_last() -> None:
    months = [
        opening.months for opening in sorted(openings(CATALOGUE, answer(**rated("pm", -1))), key=sort_by("effort"))
    ]
    known = [effort for effort in months if effort is not None]
    assert known == sorted(known)
    assert months[: len(known)] == known


def test_years_pass_for_every_count_alike() -> None:
    standing = Standing(years=6.0, years_of_work=9.0, years_in_role=1.5)
    then = take(standing, [Step("years", "years", 6, 8)])
    assert (then.years, then.years_of_work, then.years_in_role) == (8, 11, 3.5)
    unknown = take(Standing(years_of_work=9, years_in_role=1.25), [Step("years", "years", None, 6)])
    assert (unknown.years, unknown.years_of_work, unknown.years_in_role) == (6, 9, 1.25)
    back = take(Standing(years=6, years_of_work=9, years_in_role=1.25), [Step("years", "years", 6, 3)])
    assert (back.years, back.years_of_work, back.years_in_role) == (3, 6, 0)

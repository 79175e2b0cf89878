"""What a step opens is what asking again finds, once the step is taken."""

from __future__ import annotations

import pytest

from pmladder.engine.opens import SORTS, openings, sort_by
from pmladder.engine.suggest import next_moves
from pmladder.engine.what_if import Step, answer_after, changes, take
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import stand

CATALOGUE = load_catalogue()
ROLES = [pytest.param(role.id, id=role.id) for role in CATALOGUE.roles]


def rated(role: str, level_off: int = 0) -> dict[str, object]:
    """Somebody in a role with every skill of the catalogue rated, near what the role asks."""
    asked = CATALOGUE.roles_by_id[role].skills
    levels = {s.id: max(0, (asked[s.id].level if s.id in asked else 1) + level_off) for s in CATALOGUE.skills}
    return {"role": role, "years": 6.0, "people": 1, "skills": levels}


@pytest.mark.parametrize("off", [0, -1])
@pytest.mark.parametrize("role", ROLES)
def test_doing_it_gives_what_was_promised(role: str, off: int) -> None:
    fields = rated(role, off)
    before = next_moves(CATALOGUE, stand(Profile.model_validate(fields), CATALOGUE, None))
    promised = {(o.step.kind, o.step.subject): o for o in openings(CATALOGUE, before)}
    for (kind, subject), opening in promised.items():
        done = dict(fields)
        match kind:
            case "skill":
                done["skills"] = {**fields["skills"], subject: int(opening.step.to)}  # type: ignore[dict-item]
            case "evidence":
                done["evidence"] = [{"id": f"{subject}-{n}", "shows": [subject]} for n in range(int(opening.step.to))]
            case _:
                done[kind] = opening.step.to
        after = next_moves(CATALOGUE, stand(Profile.model_validate(done), CATALOGUE, None))
        was = {s.assessment.role.id: s.assessment for s in before.suggestions}
        blockers = verdicts = 0
        for suggestion in after.suggestions:
            assessment, role_before = suggestion.assessment, was[suggestion.assessment.role.id]
            still = {(f.rule, f.subject) for f in assessment.blockers}
            blockers += sum((f.rule, f.subject) not in still for f in role_before.blockers)
            verdicts += role_before.verdict == "blocked" != assessment.verdict
        assert opening.blockers_removed == blockers, (kind, subject)
        assert len(opening.leaves_blocked) == verdicts, (kind, subject)


def test_every_known_skill_below_the_top_is_one_step() -> None:
    answer = next_moves(CATALOGUE, stand(Profile.model_validate(rated("senior-pm")), CATALOGUE, None))
    steps = [opening.step for opening in openings(CATALOGUE, answer) if opening.step.kind == "skill"]
    below = {skill for skill, level in answer.standing.levels.items() if level < len(CATALOGUE.scale)}
    assert {step.subject for step in steps} == below
    assert all(step.start is not None and step.to == step.start + 1 for step in steps)


def test_what_nobody_rated_takes_no_step() -> None:
    fields = {"role": "senior-pm", "skills": {"coaching": 2, "discovery": {}}}
    fields["skills"].pop("discovery")  # type: ignore[attr-defined]
    answer = next_moves(CATALOGUE, stand(Profile.model_validate(fields), CATALOGUE, None))
    assert [o.step.subject for o in openings(CATALOGUE, answer) if o.step.kind == "skill"] == ["coaching"]


@pytest.mark.parametrize("name", SORTS)
def test_sorting_keeps_every_step(name: str) -> None:
    answer = next_moves(CATALOGUE, stand(Profile.model_validate(rated("pm")), CATALOGUE, None))
    found = openings(CATALOGUE, answer)
    assert sorted(sorted(found, key=sort_by(name)), key=sort_by("opens")) == list(found)


def test_sorting_by_effort_puts_the_least_first_and_the_unsaid_last() -> None:
    answer = next_moves(CATALOGUE, stand(Profile.model_validate(rated("pm")), CATALOGUE, None))
    efforts = [opening.effort for opening in sorted(openings(CATALOGUE, answer), key=sort_by("effort"))]
    known = [effort for effort in efforts if effort is not None]
    assert known == sorted(known)
    assert efforts[: len(known)] == known


def test_a_step_leaves_the_present_role_and_what_is_presumed_alone() -> None:
    answer = next_moves(CATALOGUE, stand(Profile(years=6.0), CATALOGUE, None))
    steps = [Step("skill", "coaching", 2, 3), Step("years", "years", 6, 9)]
    then = answer_after(CATALOGUE, answer, steps)
    assert then.placement == answer.placement
    assert then.standing.presumed == answer.standing.presumed
    assert then.standing.levels == {"coaching": 3}
    assert [change.role.id for change in changes(answer, then)] == [s.assessment.role.id for s in then.suggestions]


def test_years_pass_for_every_count_alike() -> None:
    standing = stand(Profile(years=6.0, years_of_work=9.0, years_in_role=1.5), CATALOGUE, None)
    then = take(standing, [Step("years", "years", 6, 8)])
    assert (then.years, then.years_of_work, then.years_in_role) == (8, 11, 3.5)

"""Where people are placed, and what is suggested to them in which order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.small import TEXT, small
from pmladder import Profile, load_catalogue, next_roles
from pmladder.engine.compare import compare
from pmladder.engine.placement import place
from pmladder.engine.suggest import Answer
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.standing import stand

SMALL = small()
BUILTIN = load_catalogue()

PLACES = {
    0: "associate-pm",
    1: "junior-pm",
    2: "pm",
    3: "pm",
    **dict.fromkeys(range(4, 7), "senior-pm"),
    7: "lead-pm",
    **dict.fromkeys((8, 9), "staff-pm"),
    **dict.fromkeys(range(10, 31), "principal-pm"),
}


def small_next(**profile: Any) -> Answer:
    return next_roles(SMALL, Profile.model_validate(profile), date(2026, 1, 1))


def order(answer: Answer) -> list[str]:
    return [suggestion.assessment.role.id for suggestion in answer.suggestions]


@pytest.mark.parametrize(("years", "role"), PLACES.items())
def test_years_alone_place_on_the_individual_track(years: int, role: str) -> None:
    answer = next_roles(BUILTIN, Profile(years=years))
    assert answer.placement.role is not None
    assert (answer.placement.role.id, answer.placement.basis) == (role, "years")
    assert answer.suggestions


def test_six_years_offer_both_branches_and_the_small_company_move() -> None:
    answer = next_roles(BUILTIN, Profile(years=6))
    kinds = {s.assessment.role.id: (s.transition.kind, s.transition.company) for s in answer.suggestions}
    assert {"staff-pm", "principal-pm"} <= kinds.keys()
    assert kinds["group-pm"] == ("fork", ())
    assert "small" in kinds["head-of-product"][1]
    head = next(s.assessment for s in answer.suggestions if s.assessment.role.id == "head-of-product")
    assert {f.status for f in head.findings if f.subject == "years-in-product"} == {"met"}


def test_people_led_open_the_management_track() -> None:
    assert place(BUILTIN, stand(Profile(years=9, people=5), BUILTIN, None)).by_years.id == "head-of-product"  # type: ignore[union-attr]
    assert place(BUILTIN, stand(Profile(years=9, people=0), BUILTIN, None)).by_years.id == "staff-pm"  # type: ignore[union-attr]
    assert place(BUILTIN, stand(Profile(years=1, people=5), BUILTIN, None)).by_years.id == "junior-pm"  # type: ignore[union-attr]


def test_years_name_the_management_role_that_they_are_usual_for_too() -> None:
    others = next_roles(BUILTIN, Profile(years=9)).placement.alternatives
    assert "management" in {role.track for role in others}
    assert next_roles(BUILTIN, Profile(years=9, people=0)).placement.alternatives == ()


@pytest.mark.parametrize(
    ("profile", "role", "basis"),
    [
        ({"role": "senior"}, "senior", "given"),
        ({"role": "Senior"}, "senior", "title"),
        ({"history": [{"title": "Senior", "start": "2020"}]}, "senior", "history"),
        (
            {"history": [{"title": "Senior", "start": "2015"}, {"title": "Junior", "start": "2020"}]},
            "junior",
            "history",
        ),
        ({"skills": {"craft": 2, "talk": 2}}, "senior", "skills"),
        ({"skills": {"craft": 2, "talk": 2}, "years": 0}, "senior", "skills"),
        ({"years": 3}, "junior", "years"),
        ({"years": 4}, "senior", "years"),
        # Between two positions it is the last one that counts, not what its years would suggest.
        ({"history": [{"title": "Senior", "start": "2015", "end": "2019-12"}]}, "senior", "last-held"),
        ({"history": [{"title": "Junior", "start": "2005", "end": "2019-12"}]}, "junior", "last-held"),
        ({"history": [{"title": "Juggler", "start": "2005", "end": "2019-12"}]}, None, None),
        ({}, None, None),
    ],
)
def test_basis_of_the_placement(profile: dict[str, Any], role: str | None, basis: str | None) -> None:
    placement = small_next(**profile).placement
    assert (placement.role.id if placement.role else None, placement.basis) == (role, basis)


def test_years_and_skills_in_conflict_are_both_told() -> None:
    placement = small_next(skills={"craft": 1, "talk": 1}, years=5).placement
    assert placement.conflict
    assert (placement.by_years.id, placement.by_skills.id) == ("senior", "junior")  # type: ignore[union-attr]
    assert not small_next(skills={"craft": 1, "talk": 1}, years=1).placement.conflict


def test_levels_are_presumed_only_where_no_skill_is_rated() -> None:
    assert small_next(years=4).standing.presumed == {"craft": 2, "talk": 2}
    assert small_next(role="senior").standing.presumed == {"craft": 2, "talk": 2}
    assert small_next(role="senior", skills={"talk": 1}).standing.presumed == {}
    presumed = [f for s in small_next(years=4).suggestions for f in s.assessment.findings if f.presumed]
    assert {finding.reason for finding in presumed} == {"presumed from the role you are placed on"}


def test_a_catalogue_without_years_places_nobody_by_years() -> None:
    bare = parse_catalogue("roles: [{id: a, title: A}, {id: b, title: B}]", "bare.yaml")
    answer = next_roles(bare, Profile(years=6))
    assert (answer.placement.role, answer.placement.has_years, answer.suggestions) == (None, False, ())


def test_without_transitions_the_next_rung_of_the_track_is_derived() -> None:
    bare = parse_catalogue(TEXT.split("transitions:")[0] + "sources: [{id: book, title: A book}]", "bare.yaml")
    answer = next_roles(bare, Profile(role="junior"))
    assert [(s.assessment.role.id, s.derived) for s in answer.suggestions] == [("senior", True)]
    assert order(next_roles(bare, Profile(role="lead"))) == []


@pytest.mark.parametrize(
    ("role", "moves"),
    [
        ("one", {"two": "promotion"}),
        ("two", {"maker": "promotion", "boss": "fork"}),
        ("boss", {"maker-2": "fork", "director": "promotion"}),
        # The other track goes on higher; one rung is offered at a time.
        ("maker", {"maker-2": "promotion"}),
        ("maker-2", {"director": "fork"}),
        ("director", {}),
        ("guest", {}),
    ],
)
def test_without_transitions_a_fork_is_derived_too(role: str, moves: dict[str, str]) -> None:
    text = """
roles:
  - {id: one, title: One, seniority: 1}
  - {id: two, title: Two, seniority: 2}
  - {id: maker, title: Maker, seniority: 3}
  - {id: boss, title: Boss, seniority: 3, track: management}
  - {id: maker-2, title: Maker 2, seniority: 4}
  - {id: director, title: Director, seniority: 5, track: management}
  - {id: chief, title: Chief, seniority: 5, track: executive, family: board}
  - {id: guest, title: Guest, seniority: 3, family: other}
"""
    answer = next_roles(parse_catalogue(text, "bare.yaml"), Profile(role=role))
    assert {s.assessment.role.id: s.transition.kind for s in answer.suggestions} == moves
    assert all(suggestion.derived for suggestion in answer.suggestions)


def test_what_the_present_role_calls_optional_is_not_presumed() -> None:
    text = """
scale: [low, high]
roles:
  - {id: a, title: A, skills: {craft: low, talk: low, sums: {level: high, optional: true}}}
  - {id: b, title: B, skills: {craft: high, talk: low, sums: high}}
  - {id: c, title: C, skills: {sums: {level: high, optional: true}}}
"""
    ladder = parse_catalogue(text, "ladder.yaml")
    [suggestion] = next_roles(ladder, Profile(role="a")).suggestions
    have = {finding.subject: (finding.have, finding.status) for finding in suggestion.assessment.findings}
    assert have == {"craft": (1, "short"), "talk": (1, "met"), "sums": (0, "short")}
    assert suggestion.assessment.counts.levels_best == 3
    rated = next_roles(ladder, Profile.model_validate({"role": "a", "skills": {"sums": {"level": 2}}})).suggestions[0]
    assert {finding.subject: finding.have for finding in rated.assessment.findings}["sums"] == 2


def test_order_by_custom_company_time_and_goal() -> None:
    assert order(small_next(role="senior")) == ["lead", "seller"]
    assert order(small_next(role="senior", company={"size": "large"})) == ["seller", "lead"]
    assert order(small_next(role="senior", company={"size": "large"}, goal="lead")) == ["lead", "seller"]
    assert small_next(role="junior", years_in_role=0.5).suggestions[0].key.time_misfit == 1
    assert small_next(role="junior", years_in_role=2).suggestions[0].key.time_misfit == 0


def test_the_goal_brings_its_way_to_the_front() -> None:
    for goal in ("cpo", "principal-pm", "director"):
        answer = next_roles(BUILTIN, Profile(role="senior-pm", goal=goal))
        on_route = [suggestion.on_route for suggestion in answer.suggestions]
        assert on_route == sorted(on_route, reverse=True)
        assert on_route[0]
    nowhere = next_roles(BUILTIN, Profile(role="senior-pm", goal="managing-partner"))
    assert not any(suggestion.on_route for suggestion in nowhere.suggestions)


def test_a_goal_lies_ahead_on_a_ladder_without_moves_too() -> None:
    roles = "".join(f"  - {{id: r{n}, title: R{n}, seniority: {n}, skills: {{a: 1}}}}\n" for n in (1, 2, 3))
    ladder = parse_catalogue(f"scale: [low]\nskills: [{{id: a, name: A}}]\nroles:\n{roles}", "x.yaml")
    [suggestion] = next_roles(ladder, Profile(role="r1", goal="r3")).suggestions
    assert (suggestion.transition.to, suggestion.on_route) == ("r2", True)


def test_comparing_roles() -> None:
    rows = compare(SMALL, [SMALL.roles_by_id[role] for role in ("junior", "senior", "lead")])
    assert [(row.skill.id, row.levels, row.changes) for row in rows] == [
        ("craft", (1, 2, 1), ("higher", "lower")),
        ("people", (None, None, 3), ("same", "new")),
        ("talk", (1, 2, None), ("higher", "dropped")),
    ]

"""What a step opens is what asking again finds, once the step is taken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from engine.small import catalogue_of, person
from pmladder.engine.moves import onward, steps_to
from pmladder.engine.opens import SORTS, openings, sort_by, unrated
from pmladder.engine.schedule import Months
from pmladder.engine.suggest import Answer, next_moves
from pmladder.engine.what_if import Step, after_steps, answer_after, changes
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.standing import Standing
from rows import each

CATALOGUE = load_catalogue()
ROLES = list(CATALOGUE.roles_by_id)


def rated(role: str, level_off: int = 0) -> dict[str, Any]:
    """Somebody in a role with every skill of the catalogue rated, near what the role asks."""
    asked = CATALOGUE.roles_by_id[role].skills
    levels = {s.id: max(0, (asked[s.id].level if s.id in asked else 1) + level_off) for s in CATALOGUE.skills}
    return {"role": role, "years": 6.0, "people": 1, "skills": levels}


def answer(**profile: Any) -> Answer:
    return next_moves(CATALOGUE, person(CATALOGUE, **profile))


FIELDS = [{"years": 6}, {"years": 6, "years_in_role": 0.5}, "rated", "below"]


@each("role", ROLES)
def test_doing_it_gives_what_was_promised(role: str) -> None:
    # Each role with one of these, each of these with a fourth of all roles.
    gives_what_was_promised(role, FIELDS[ROLES.index(role) % len(FIELDS)])


@pytest.mark.slow
@each("fields", FIELDS)
@each("role", ROLES)
def test_doing_it_gives_anybody_what_was_promised(role: str, fields: Any) -> None:
    gives_what_was_promised(role, fields)


def gives_what_was_promised(role: str, fields: Any) -> None:
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


@each("name", SORTS)
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


def opening(**known: Any) -> Any:
    """As much of an opening as sorting reads; of a skill at level 1, that opens nothing."""
    step = Step(known.pop("kind", "skill"), known.pop("subject", "m"), known.pop("start", 1), 2)
    nothing = dict.fromkeys(("must_haves_closed", "better_verdicts", "gaps_closed"), 0)
    lists = {name: "-" * known.pop(name, 0) for name in ("leaves_not_yet", "changes", "further")}
    return SimpleNamespace(**{"step": step, "months": Months(2, 2), **nothing, **lists, **known})


BETTER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"leaves_not_yet": 2}, {"leaves_not_yet": 1}),
    ({"must_haves_closed": 2}, {"must_haves_closed": 1}),
    ({"better_verdicts": 2}, {"better_verdicts": 1}),
    ({"gaps_closed": 2}, {"gaps_closed": 1}),
    ({"changes": 2}, {"changes": 1}),
    ({"further": 2}, {"further": 1}),
    ({"months": Months(3, 3)}, {"months": Months(1, 4)}),
    ({"kind": "people"}, {"kind": "skill"}),
    ({"subject": "a"}, {"subject": "b"}),
]
"""What is better and what is worse, the most weighty first."""


@each("place", range(len(BETTER)))
def test_what_opens_most_comes_first_whatever_weighs_less(place: int) -> None:
    better, worse = dict(BETTER[place][0]), dict(BETTER[place][1])
    for less_good, good in ((pair[1], pair[0]) for pair in BETTER[place + 1 :]):
        better |= less_good
        worse |= good
    key = sort_by("opens")
    assert key(opening(**better)) < key(opening(**worse))


@each(
    ("name", "first", "then"),
    [
        # No time said is the longest, and equal to no time said.
        ("opens", {"months": Months(99, 99), "subject": "b"}, {"months": None, "subject": "a"}),
        ("effort", {"months": Months(99, 99)}, {"months": None, "leaves_not_yet": 1}),
        ("effort", {"months": Months(1, 9)}, {"months": Months(2, 2), "leaves_not_yet": 1}),
        ("effort", {"months": Months(2, 2)}, {"months": Months(2, 3), "leaves_not_yet": 1}),
        ("effort", {"months": None, "leaves_not_yet": 1}, {"months": None}),
        ("effort", {"months": Months(2, 2), "leaves_not_yet": 1}, {"months": Months(2, 2)}),
        # Skills before all else, the lowest first; from nothing known is from nothing.
        ("level", {"start": 3}, {"kind": "years", "start": 1, "leaves_not_yet": 1}),
        ("level", {"start": 3}, {"kind": "people", "start": None, "leaves_not_yet": 1}),
        ("level", {"start": 0}, {"start": 1, "leaves_not_yet": 1}),
        ("level", {"start": 1}, {"start": 2, "leaves_not_yet": 1}),
        ("level", {"start": 2, "leaves_not_yet": 1}, {"start": 2}),
        ("level", {"kind": "people", "start": None}, {"kind": "years", "start": 0.5, "leaves_not_yet": 1}),
        ("level", {"kind": "people", "start": 0, "leaves_not_yet": 1}, {"kind": "people", "start": None}),
    ],
)
def test_ties_and_bounds_of_sorting(name: str, first: dict[str, Any], then: dict[str, Any]) -> None:
    key = sort_by(name)
    assert key(opening(**first)) < key(opening(**then))


NEAR = """
effort: {focus: {one: 1, two: 2, three: 4, four: 8}}
reach: [team, company]
skills: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
roles:
  - id: here
    title: Here
    seniority: 1
    years_in_role: {min: 2, typical: 3}
    reach: {level: company, entry: team}
    skills: {a: {level: two, entry: one}}
  - {id: next, title: Next, seniority: 2, NEXT}
  - {id: beside, title: Beside, seniority: 2, BESIDE}
  - {id: far, title: Far, seniority: 3, FAR}
transitions: [{from: here, to: next}, {from: here, to: beside}, {from: next, to: far}]
"""
"""Two roles that are next and one beyond, which a test says the requirements of."""


def near(next_role: str, far: str = "", beside: str = "", **profile: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    """For each step the next roles that it helps with, those that then lack no must-have, and those beyond."""
    text = NEAR.replace("NEXT", next_role).replace("BESIDE", beside).replace("FAR", far)
    catalogue = catalogue_of(text)
    found = openings(catalogue, next_moves(catalogue, person(catalogue, role="here", **profile)))
    return {
        (one.step.kind, one.step.subject): (
            [change.role.id for change in one.changes],
            [role.id for role in one.leaves_not_yet],
            [role.id for role in one.further],
        )
        for one in found
    }


YEARS, PEOPLE, B, SHOWN = ("years", "years"), ("people", "people"), ("skill", "b"), ("evidence", "e")


@each(
    ("next_role", "profile", "step", "helps"),
    [
        # A year helps with years of either kind, and with what the present role brings in time.
        ("years_in_product: 4", {"years": 3}, YEARS, True),
        ("years_in_product: 4.5", {"years": 3}, YEARS, False),
        ("years: 4", {"years": 1, "years_of_work": 3}, YEARS, True),
        ("skills: {a: {level: two, entry: two}}", {"years": 3, "years_in_role": 1}, YEARS, True),
        ("skills: {a: {level: two, entry: two}}", {"years": 3, "years_in_role": 0.5}, YEARS, False),
        ("reach: company", {"years": 3, "years_in_role": 1}, YEARS, True),
        ("people: 1", {"years": 3, "people": 0}, YEARS, False),
        ("people: 1", {"people": 0}, PEOPLE, True),
        ("people: 1", {"people": 1}, PEOPLE, False),
        ("skills: {b: one}", {}, B, True),
        ("skills: {b: one}", {"skills": {"b": 1}}, B, False),
        ("evidence: [{id: e, text: E}]", {}, SHOWN, True),
        ("evidence: [{id: e, text: E, count: 2}]", {}, SHOWN, False),
    ],
)
def test_what_a_step_helps_with(next_role: str, profile: dict[str, Any], step: tuple[str, str], helps: bool) -> None:
    assert (step in near(next_role, **profile)) is helps


def test_a_year_takes_a_year_and_a_changed_finding_is_no_better_verdict() -> None:
    catalogue = catalogue_of(NEAR.replace("NEXT", "years_in_product: 4").replace("BESIDE", "").replace("FAR", ""))
    [year] = openings(catalogue, next_moves(catalogue, person(catalogue, role="here", years=3)))
    assert year.months == Months(12, 12)
    assert year.better_verdicts == 1
    catalogue = catalogue_of(
        NEAR.replace("NEXT", "years_in_product: 4, must_have: [b, c], skills: {b: four, c: four}")
        .replace("BESIDE", "")
        .replace("FAR", "")
    )
    found = openings(catalogue, next_moves(catalogue, person(catalogue, role="here", years=3)))
    [year] = [one for one in found if one.step.kind == "years"]
    assert (year.step.kind, len(year.changes), year.better_verdicts) == ("years", 1, 0)


def test_roles_beyond_are_neither_next_nor_the_own_one_and_a_step_may_be_for_them_alone() -> None:
    ladder = NEAR.replace(
        "{from: next, to: far}",
        "{from: next, to: far}, {from: next, to: beside}, {from: next, to: here, kind: lateral}",
    )
    asks = "years_in_product: 9"
    catalogue = catalogue_of(ladder.replace("NEXT", asks).replace("BESIDE", asks).replace("FAR", asks))
    [year] = openings(catalogue, next_moves(catalogue, person(catalogue, role="here", years=5)))
    assert (year.changes, [role.id for role in year.further]) == ((), ["far"])


@each(
    ("next_role", "far", "profile", "step", "asks"),
    [
        # More years than there are now.
        ("years_in_product: 6", "years_in_product: 7", {"years": 5}, YEARS, True),
        ("years_in_product: 6", "years_in_product: 5", {"years": 5}, YEARS, False),
        ("years_in_product: 6", "years_in_product: 3", {"years": 5}, YEARS, False),
        ("years_in_product: 1", "years_in_product: 1", {"years": 0}, YEARS, True),
        ("years_in_product: 1", "years_in_product: {min: 0, typical: 3}", {"years": 0}, YEARS, False),
        # The people that it leads to, or more.
        ("people: 2", "people: 2", {}, PEOPLE, True),
        ("people: 2", "people: 3", {}, PEOPLE, True),
        ("people: 2", "people: 1", {}, PEOPLE, False),
        # The same skill, at that level or a higher one, wherever it stands in the list.
        ("skills: {b: {level: two, entry: two}}", "skills: {b: {level: two, entry: two}}", {}, B, True),
        ("skills: {b: {level: two, entry: two}}", "skills: {b: {level: four, entry: three}}", {}, B, True),
        ("skills: {b: {level: two, entry: two}}", "skills: {b: {level: four, entry: one}}", {}, B, False),
        ("skills: {b: {level: two, entry: two}}", "skills: {c: four}", {}, B, False),
        ("skills: {b: {level: two, entry: two}}", "skills: {c: one, b: four}", {}, B, True),
        # The same thing to show.
        ("evidence: [{id: e, text: E}]", "evidence: [{id: e, text: E}]", {}, SHOWN, True),
        ("evidence: [{id: e, text: E}]", "evidence: [{id: f, text: F}]", {}, SHOWN, False),
        ("evidence: [{id: e, text: E}]", "evidence: [{id: f, text: F}, {id: e, text: E}]", {}, SHOWN, True),
        ("evidence: [{id: e, text: E}]", "evidence: [{id: e, text: E, entry: none}]", {}, SHOWN, False),
    ],
)
def test_what_roles_beyond_ask(
    next_role: str, far: str, profile: dict[str, Any], step: tuple[str, str], asks: bool
) -> None:
    helped, _, further = near(next_role, far, **profile)[step]
    assert (helped, further) == (["next"], ["far"] if asks else [])


@each(
    ("next_role", "beside", "leaves"),
    [
        ("must_have: [b], skills: {b: one}", "skills: {b: one}", ["next"]),
        ("skills: {b: one}", "must_have: [b], skills: {b: one}", ["beside"]),
        ("must_have: [b], skills: {b: one}", "must_have: [b, c], skills: {b: one, c: one}", ["next"]),
        ("skills: {b: one}", "skills: {b: one}", []),
    ],
)
def test_which_roles_a_step_makes_possible(next_role: str, beside: str, leaves: list[str]) -> None:
    helped, left, _ = near(next_role, beside=beside)[B]
    assert (set(helped), left) == ({"next", "beside"}, leaves)


@each(
    ("profile", "skills"),
    [
        ({}, ["a", "b", "people"]),
        ({"skills": {"a": 1}}, ["b", "people"]),
        ({"skills": {"a": 0, "b": 0, "people": 0}}, []),
        ({"presumes": True}, []),
    ],
)
def test_what_nobody_rated_is_told_once_and_is_of_skills_alone(profile: dict[str, Any], skills: list[str]) -> None:
    fields = {"role": "here", "presumes": False, **profile}
    assert sorted(unrated(next_moves(SMALL, person(SMALL, **fields)))) == skills


CHAIN = """
roles:
  - {id: a, title: A, seniority: 1}
  - {id: b, title: B, seniority: 2}
  - {id: c, title: C, seniority: 3, track: own}
  - {id: d, title: D, seniority: 4, track: other}
"""
MOVES = "transitions: [{from: a, to: b}, {from: b, to: c}, {from: a, to: d}]"


@each(
    ("text", "steps", "from_b"),
    [
        (CHAIN + MOVES, {"c": 0, "b": 1, "a": 2}, ["c"]),
        # Where no moves are listed and the own track ends, on to the nearest rung of the others and no farther.
        (CHAIN, {"c": 0, "b": 1, "a": 2}, ["c"]),
    ],
)
def test_how_far_roles_are_from_a_goal(text: str, steps: dict[str, int], from_b: list[str]) -> None:
    catalogue = catalogue_of(text)
    assert steps_to(catalogue, catalogue.roles_by_id["c"]) == steps
    assert onward(catalogue, catalogue.roles_by_id["b"]) == from_b


def test_years_pass_for_every_count_alike() -> None:
    standing = Standing(years=6.0, years_of_work=9.0, years_in_role=1.5)
    then = after_steps(standing, [Step("years", "years", 6, 8)])
    assert (then.years, then.years_of_work, then.years_in_role) == (8, 11, 3.5)
    unknown = after_steps(Standing(years_of_work=9, years_in_role=1.25), [Step("years", "years", None, 6)])
    assert (unknown.years, unknown.years_of_work, unknown.years_in_role) == (6, 9, 1.25)
    back = after_steps(Standing(years=6, years_of_work=9, years_in_role=1.25), [Step("years", "years", 6, 3)])
    assert (back.years, back.years_of_work, back.years_in_role) == (3, 6, 0)
    third = after_steps(Standing(years=1.0, years_of_work=1.23456), [Step("years", "years", 1, 2)])
    assert third.years_of_work == 2.235


def test_what_a_step_does_to_a_person() -> None:
    standing = Standing(levels={"c": 1}, present=frozenset("ab"), not_applicable={"a": "no", "b": "no"})
    then = after_steps(standing, [Step("skill", "a", None, 2)])
    assert (then.levels, then.present, then.not_applicable) == ({"a": 2, "c": 1}, {"b"}, {"b": "no"})
    shown = after_steps(standing, [Step("evidence", "launch", 1, 3), Step("evidence", "team", None, 1)])
    assert [evidence.id for evidence in shown.evidence] == ["launch", "launch", "team"]


def test_what_is_answered_otherwise_and_which_gaps_close() -> None:
    before = next_moves(SMALL, person(SMALL, role="here", years=5, people=1))
    after = answer_after(SMALL, before, [Step("skill", "a", 1, 2), Step("years", "years", 5, 8)])
    found = {change.role.id: change for change in changes(before, after)}
    by_role = {role: [pair.now.subject for pair in change.pairs] for role, change in found.items()}
    assert by_role == {"x": ["years-in-product", "a"], "y": ["a"]}
    closed = {role: [finding.subject for finding in change.closed] for role, change in found.items()}
    assert closed == {"x": ["years-in-product"], "y": ["a"]}
    assert found["x"].must_haves_closed == ()
    then = answer_after(SMALL, before, [Step("skill", "a", 1, 3), Step("years", "years", 5, 8)])
    [x] = [change for change in changes(before, then) if change.role.id == "x"]
    assert [finding.subject for finding in x.must_haves_closed] == ["a"]

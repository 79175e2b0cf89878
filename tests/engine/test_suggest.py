"""What is suggested, and in which order: each key of the order, and moves that a ladder leaves unsaid."""

from __future__ import annotations

from typing import Any

from engine.small import TEXT, catalogue_of, person, small
from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import assess
from pmladder.engine.compare import compare
from pmladder.engine.moves import moves_from, onward, steps_to
from pmladder.engine.suggest import Answer, at_other_sizes, gap, next_moves
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from rows import each

SMALL = small()
BUILTIN = load_catalogue()


def answer(catalogue: Catalogue, **profile: Any) -> Answer:
    return next_moves(catalogue, person(catalogue, **profile))


def order(catalogue: Catalogue, **profile: Any) -> list[str]:
    return [suggestion.assessment.role.id for suggestion in answer(catalogue, **profile).suggestions]


def ladder(moves: str, ladders: str = "", **roles: str) -> Catalogue:
    """A role `here`, and others, each with its fields, that moves lead to."""
    listed = "".join(f"\n  - {{id: {name}, title: {name.title()}, {fields}}}" for name, fields in roles.items())
    return catalogue_of(
        f"skills: [{{id: a, name: A}}, {{id: b, name: B}}]\n"
        f"roles:\n  - {{id: here, title: Here, seniority: 3, skills: {{a: one}}}}{listed}\n"
        f"transitions: [{moves}]\n{ladders}"
    )


TWO = {"x": "seniority: 4", "y": "seniority: 4"}


@each(
    ("moves", "roles", "profile", "expected"),
    [
        # How usual a move is; one that does not say comes between often and sometimes.
        ("{from: here, to: x, common: often}, {from: here, to: y, common: usual}", TWO, {}, ["y", "x"]),
        ("{from: here, to: x}, {from: here, to: y, common: often}", TWO, {}, ["y", "x"]),
        ("{from: here, to: x, common: sometimes}, {from: here, to: y}", TWO, {}, ["y", "x"]),
        ("{from: here, to: x, common: rare}, {from: here, to: y, common: sometimes}", TWO, {}, ["y", "x"]),
        # Then must-haves that are short or unknown, then levels in the worst case, then the id.
        (
            "{from: here, to: x}, {from: here, to: y}",
            {"x": "seniority: 4, must_have: [a], skills: {a: two}", "y": "seniority: 4, skills: {a: four, b: four}"},
            {},
            ["y", "x"],
        ),
        (
            "{from: here, to: x}, {from: here, to: y}",
            {
                "x": "seniority: 4, must_have: [a], skills: {a: four}",
                "y": "seniority: 4, must_have: [b], skills: {b: one}",
            },
            {"skills": {"b": 0}},
            ["y", "x"],
        ),
        (
            "{from: here, to: x}, {from: here, to: y}",
            {"x": "seniority: 4, must_have: [a], skills: {a: two}", "y": "seniority: 4, skills: {a: four, b: four}"},
            {"skills": {"a": {"evidence": []}}, "presumes": False},
            ["y", "x"],
        ),
        (
            "{from: here, to: x}, {from: here, to: y}",
            {"x": "seniority: 4, skills: {a: four}", "y": "seniority: 4, skills: {a: three}"},
            {},
            ["y", "x"],
        ),
        ("{from: here, to: y}, {from: here, to: x}", TWO, {}, ["x", "y"]),
        # A usual move comes before an easy one.
        (
            "{from: here, to: x, common: usual}, {from: here, to: y, common: often}",
            {"x": "seniority: 4, must_have: [a], skills: {a: four}", "y": "seniority: 4"},
            {},
            ["x", "y"],
        ),
        # Ways out and down come last, however usual and easy they are.
        ("{from: here, to: x, kind: exit, common: usual}, {from: here, to: y, common: rare}", TWO, {}, ["y", "x"]),
        ("{from: here, to: x, kind: step-down, common: usual}, {from: here, to: y, common: rare}", TWO, {}, ["y", "x"]),
        ("{from: here, to: x, kind: lateral, common: usual}, {from: here, to: y, common: rare}", TWO, {}, ["x", "y"]),
        # A move of companies of other sizes counts as outside; without a size none does.
        (
            "{from: here, to: x, common: usual, company: large}, {from: here, to: y, common: rare}",
            TWO,
            {"company": {"size": "small"}},
            ["y", "x"],
        ),
        ("{from: here, to: x, common: usual, company: large}, {from: here, to: y, common: rare}", TWO, {}, ["x", "y"]),
        (
            "{from: here, to: x, common: usual, company: large}, {from: here, to: y, common: rare}",
            TWO,
            {"company": {"size": "large"}},
            ["x", "y"],
        ),
        # The way to the goal goes before everything but ways out and down.
        (
            "{from: here, to: x, common: usual}, {from: here, to: y, common: rare}, {from: y, to: z}",
            {**TWO, "z": "seniority: 5"},
            {"goal": "z"},
            ["y", "x"],
        ),
        (
            "{from: here, to: x, common: usual}, {from: here, to: y, common: rare, company: large}, {from: y, to: z}",
            {**TWO, "z": "seniority: 5"},
            {"goal": "z", "company": {"size": "small"}},
            ["y", "x"],
        ),
        # A goal below changes nothing.
        (
            "{from: here, to: x, common: usual}, {from: here, to: y, common: rare}, {from: y, to: z}",
            {**TWO, "z": "seniority: 2"},
            {"goal": "z"},
            ["x", "y"],
        ),
    ],
)
def test_the_order(moves: str, roles: dict[str, str], profile: dict[str, Any], expected: list[str]) -> None:
    assert order(ladder(moves, **roles), role="here", **profile) == expected


LADDERS = (
    "company_ladders: [{size: small, name: S, ladder: [here, y]}, {size: large, name: L, ladder: [here, x]}, "
    "{size: large, name: M, ladder: [here, y]}]"
)


@each(
    ("size", "expected"),
    [
        (None, ["x", "y"]),
        ("small", ["y", "x"]),
        # All ladders of a size together are that size's roles.
        ("large", ["x", "y"]),
        # A size without a ladder leaves no role out.
        ("medium", ["x", "y"]),
    ],
)
def test_the_ladders_of_the_size_come_first(size: str | None, expected: list[str]) -> None:
    moves = "{from: here, to: x, common: usual}, {from: here, to: y, common: rare}"
    company = {"company": {"size": size}} if size else {}
    assert order(ladder(moves, LADDERS, **TWO), role="here", **company) == expected


@each("size", ["small", "medium", "large"])
def test_no_core_role_that_a_size_does_not_have_comes_before_one_that_it_has(size: str) -> None:
    named = {role for ladder in BUILTIN.company_ladders if ladder.size == size for role in ladder.ladder}
    for role in BUILTIN.roles:
        moves = [
            s.assessment.role
            for s in answer(BUILTIN, role=role.id, company={"size": size}).suggestions
            if s.transition.kind not in ("exit", "step-down") and s.assessment.role.family == "core"
        ]
        other_size = {
            s.transition.to
            for s in answer(BUILTIN, role=role.id, company={"size": size}).suggestions
            if s.transition.company and size not in s.transition.company
        }
        outside = [one.id not in named or one.id in other_size for one in moves]
        assert outside == sorted(outside), (role.id, [one.id for one in moves])


def test_the_goal_brings_its_way_to_the_front() -> None:
    for goal in ("cpo", "principal-pm", "director"):
        on_route = [
            s.on_route for s in answer(BUILTIN, role="senior-pm", goal=goal).suggestions if not s.key.out_or_down
        ]
        assert on_route == sorted(on_route, reverse=True)
        assert on_route[0]


def test_without_a_goal_nothing_is_on_the_way_to_it() -> None:
    assert not any(suggestion.on_route for suggestion in answer(BUILTIN, role="senior-pm").suggestions)


def test_a_goal_lies_ahead_on_a_ladder_without_moves_too() -> None:
    rungs = "".join(f"  - {{id: r{n}, title: R{n}, seniority: {n}}}\n" for n in (1, 2, 3))
    [suggestion] = answer(catalogue_of(f"roles:\n{rungs}"), role="r1", goal="r3").suggestions
    assert (suggestion.transition.to, suggestion.on_route) == ("r2", True)


def test_without_transitions_the_next_rung_of_the_track_is_derived() -> None:
    bare = parse_catalogue(TEXT.split("transitions:")[0] + "sources: [{id: book, title: A book}]", "bare.yaml")
    found = answer(bare, role="junior").suggestions
    assert [(s.assessment.role.id, s.derived) for s in found] == [("senior", True)]
    assert order(bare, role="lead") == []


FORKED = """
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


@each(
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
    catalogue = catalogue_of(FORKED)
    found = answer(catalogue, role=role).suggestions
    assert {s.assessment.role.id: s.transition.kind for s in found} == moves
    assert all(suggestion.derived for suggestion in found)


def test_derived_moves_are_the_same_by_every_way_of_asking() -> None:
    catalogue = catalogue_of(FORKED)
    for role in catalogue.roles:
        assert [move.to for move, _ in moves_from(catalogue, role)] == list(onward(catalogue, role))
    for goal in catalogue.roles:
        steps = steps_to(catalogue, goal)
        for role in catalogue.roles:
            ahead = [steps[to] for to in onward(catalogue, role) if to in steps]
            expected = 0 if role.id == goal.id else min(ahead) + 1 if ahead else None
            assert steps.get(role.id) == expected, (role.id, goal.id)


def test_what_the_present_role_calls_optional_is_not_presumed() -> None:
    catalogue = catalogue_of("""
roles:
  - {id: a, title: A, skills: {craft: one, talk: one, sums: {level: two, optional: true}}}
  - {id: b, title: B, skills: {craft: two, talk: one, sums: two}}
""")
    [suggestion] = answer(catalogue, role="a").suggestions
    found = {f.subject: (f.holding.low, f.status) for f in suggestion.assessment.findings}
    assert found == {"craft": (1, "short"), "talk": (1, "met"), "sums": (0, "short")}


def test_comparing_roles() -> None:
    rows = compare(SMALL, [SMALL.roles_by_id[role] for role in ("junior", "senior", "lead")])
    assert [(row.skill.id, row.levels, row.changes) for row in rows] == [
        ("craft", (1, 2, 1), ("higher", "lower")),
        ("people", (None, None, 3), ("same", "new")),
        ("talk", (1, 2, None), ("higher", "dropped")),
    ]


def test_who_does_not_say_a_size_is_told_of_those_that_ask_for_other_must_haves() -> None:
    catalogue = catalogue_of("""
skills: [{id: a, name: A}, {id: b, name: B}]
roles:
  - {id: low, title: Low, seniority: 1, skills: {a: one, b: two}, by_company: {large: {skills: {b: one}}}}
  - id: high
    title: High
    seniority: 2
    must_have: [a, b]
    skills: {a: two, b: two}
    by_company: {small: {skills: {a: one}}, medium: {years: 3}}
""")

    def elsewhere(**profile: Any) -> dict[str, str]:
        found = answer(catalogue, role="low", **profile)
        others = at_other_sizes(catalogue, found.placement, found.standing, found.suggestions[0].assessment)
        return {size: other.verdict for size, other in others.items()}

    # At a small company `high` asks less; at a medium one it asks the same must-haves.
    assert elsewhere() == {"small": "case-to-make"}
    assert elsewhere(company={"size": "large"}) == {}
    assert elsewhere(skills={"a": 2}) == {}


def test_the_gap_to_a_role_is_that_of_its_suggestion() -> None:
    found = answer(SMALL, role="junior", skills={"craft": 1})
    for suggestion in found.suggestions:
        role = suggestion.assessment.role
        standing = person(SMALL, role="junior", skills={"craft": 1})
        assert gap(SMALL, standing, role) == (found.placement, found.standing, suggestion.assessment)


def test_what_the_present_role_asks_and_the_next_does_not_is_dropped() -> None:
    catalogue = ladder("{from: here, to: x}", x="seniority: 4, skills: {b: one}", y="seniority: 4, skills: {a: one}")
    roles = catalogue.roles_by_id
    here = person(catalogue, role="here")
    assert assess(catalogue, here, roles["x"], roles["here"]).dropped == ("a",)
    assert assess(catalogue, here, roles["y"], roles["here"]).dropped == ()
    assert assess(catalogue, here, roles["x"]).dropped == ()


@each(
    ("goal", "expected"),
    [
        # Without a goal, with one that no way leads to, and with one below, no role is off the way.
        (None, {"x": (0, False), "y": (0, False)}),
        ("apart", {"x": (0, False), "y": (0, False)}),
        ("below", {"x": (0, False), "y": (0, True)}),
        ("z", {"x": (1, False), "y": (0, True)}),
    ],
)
def test_which_next_roles_are_on_the_way_to_a_goal(goal: str | None, expected: dict[str, tuple[int, bool]]) -> None:
    catalogue = ladder(
        "{from: here, to: x}, {from: here, to: y}, {from: y, to: z}, {from: y, to: below, kind: step-down}",
        **TWO,
        z="seniority: 5",
        below="seniority: 1",
        apart="seniority: 6",
    )
    found = answer(catalogue, role="here", **({"goal": goal} if goal else {})).suggestions
    assert {one.role.id: (one.key.off_route, one.on_route) for one in found} == expected

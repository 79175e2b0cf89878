"""Routes: what they are made of, what each step says, and what is said where there is none."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from amount import every
from engine.small import catalogue_of
from pmladder.catalogue.models import Catalogue
from pmladder.engine.route import Order, RouteWish, routes
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.profile.standing import Standing
from rows import each

CATALOGUE = load_catalogue()


def someone(role: str, catalogue: Catalogue = CATALOGUE, **held: object) -> Standing:
    top = len(catalogue.scale)
    standing = Standing(role=catalogue.roles_by_id[role], role_basis="given", top_level=top, **held)  # type: ignore[arg-type]
    return next_moves(catalogue, standing).standing


def ids(role: str, goal: str, wish: RouteWish = RouteWish(), catalogue: Catalogue = CATALOGUE) -> list[list[str]]:  # noqa: B008
    standing = someone(role, catalogue)
    found = routes(catalogue, standing, catalogue.roles_by_id[role], catalogue.roles_by_id[goal], wish)
    return [[step.role.id for step in route.steps] for route in found.found]


@each("order", get_args(Order))
@each("start", [role.id for role in CATALOGUE.roles])
def test_every_route_of_the_built_in_catalogue_holds_together(start: str, order: Order) -> None:
    # Each start to every twelfth goal, another twelfth for each start and order.
    roles = list(CATALOGUE.roles_by_id)
    hold_together(start, order, every(12, roles.index(start) + get_args(Order).index(order), roles))


@pytest.mark.slow
@each("order", get_args(Order))
@each("start", [role.id for role in CATALOGUE.roles])
def test_each_route_of_the_built_in_catalogue_holds_together(start: str, order: Order) -> None:
    hold_together(start, order, list(CATALOGUE.roles_by_id))


def hold_together(start: str, order: Order, goals: list[str]) -> None:
    standing = someone(start, years_in_role=1.0)
    present = CATALOGUE.roles_by_id[start]
    known = {(move.from_role, move.to) for move in CATALOGUE.transitions}
    for goal in map(CATALOGUE.roles_by_id.__getitem__, goals):
        found = routes(CATALOGUE, standing, present, goal, RouteWish(order=order))
        assert found.proven
        assert len(found.found) <= 3
        for route in (*found.found, *found.others):
            way = [start, *(step.role.id for step in route.steps)]
            assert way[-1] == goal.id
            assert len(set(way)) == len(way)
            assert set(pairwise(way)) <= known
            # Who is established in a role holds its levels, so no step asks to show what one before it has brought.
            to_show = sum(finding.levels_worst for step in route.steps for finding in step.adds)
            assert to_show <= route.levels
            for before, step in pairwise((None, *route.steps)):
                grown = before.role.skills if before else {}
                assert all(f.entry > grown[f.subject].level for f in step.adds if f.subject in grown)
            assert route.years.min <= route.years.max
        if not found.found and present is not goal:
            assert goal.id not in {role.id for role in found.nearest}


def test_each_order_puts_its_own_cost_first() -> None:
    standing, present, goal = someone("senior-pm"), CATALOGUE.roles_by_id["senior-pm"], CATALOGUE.roles_by_id["cpo"]
    fastest = routes(CATALOGUE, standing, present, goal, RouteWish(most=10, order="fastest")).found
    assert [route.years.min for route in fastest] == sorted(route.years.min for route in fastest)
    fewest = routes(CATALOGUE, standing, present, goal, RouteWish(most=10, order="fewest-gaps")).found
    assert [route.levels for route in fewest] == sorted(route.levels for route in fewest)


def test_individual_and_management_ways_are_both_shown() -> None:
    standing, present, goal = someone("senior-pm"), CATALOGUE.roles_by_id["senior-pm"], CATALOGUE.roles_by_id["cpo"]
    found = routes(CATALOGUE, standing, present, goal)
    assert {"individual", "management"} <= {route.way for route in (*found.found, *found.others)}


def test_via_and_avoid_are_kept() -> None:
    for way in ids("senior-pm", "cpo", RouteWish(via=("lead-pm", "director"))):
        assert way.index("lead-pm") < way.index("director")
    assert all(
        "head-of-product" not in way for way in ids("senior-pm", "cpo", RouteWish(avoid=frozenset({"head-of-product"})))
    )


def test_nobody_leaves_the_ladder_to_come_back_unless_asked_to() -> None:
    for order in get_args(Order):
        for way in ids("senior-pm", "head-of-product", RouteWish(most=10, order=order)):
            assert "product-marketing-manager" not in way
    assert ids("senior-pm", "head-of-product", RouteWish(via=("product-marketing-manager",)))


def test_nobody_climbs_past_the_goal_to_come_down_again_where_another_way_leads_there() -> None:
    ways = ids("pm", "senior-pm", RouteWish(most=10))
    assert ways[0] == ["senior-pm"]
    top = CATALOGUE.roles_by_id["senior-pm"].seniority
    assert all(CATALOGUE.roles_by_id[role].seniority <= top for way in ways for role in way)
    assert ids("pm", "senior-pm", RouteWish(most=1, via=("head-of-product",))) == [["head-of-product", "senior-pm"]]
    # Who asks for the fastest gets all that is known.
    assert len(ids("pm", "senior-pm", RouteWish(most=10, order="fastest"))) > 1
    # The only known moves to this one come from higher up, and whoever stands higher comes down.
    assert ids("pm", "product-marketing-manager")[0] == ["senior-pm", "product-marketing-manager"]
    assert ids("head-of-product", "senior-pm")[0] == ["senior-pm"]


def test_time_in_the_present_role_counts_for_the_first_step_alone() -> None:
    present, goal = CATALOGUE.roles_by_id["senior-pm"], CATALOGUE.roles_by_id["cpo"]
    fresh = routes(CATALOGUE, someone("senior-pm"), present, goal, RouteWish(most=1)).found[0]
    ready = routes(CATALOGUE, someone("senior-pm", years_in_role=10.0), present, goal, RouteWish(most=1)).found[0]
    assert fresh.steps[0].years is not None
    assert ready.steps[0].years == (0, 0)
    assert fresh.years.min - ready.years.min == fresh.steps[0].years.min
    assert fresh.steps[1:] == ready.steps[1:] or fresh.steps[1].years == ready.steps[1].years


def test_a_goal_out_of_reach_says_what_is_nearest() -> None:
    text = """
scale: [low, high]
skills: [{id: a, name: A}]
roles:
  - {id: one, title: One, seniority: 1, skills: {a: low}}
  - {id: two, title: Two, seniority: 2, skills: {a: low}}
  - {id: three, title: Three, seniority: 3, skills: {a: high}}
transitions: [{from: one, to: two}]
"""
    catalogue = parse_catalogue(text, "x.yaml")
    one, three = catalogue.roles_by_id["one"], catalogue.roles_by_id["three"]
    found = routes(catalogue, someone("one", catalogue), one, three)
    assert (found.found, [role.id for role in found.nearest], found.entries) == ((), ["two"], ())


def test_a_ladder_without_transitions_is_climbed_rung_by_rung() -> None:
    roles = "".join(f"  - {{id: r{n}, title: R{n}, seniority: {n}, skills: {{a: 1}}}}\n" for n in (1, 2, 3))
    catalogue = parse_catalogue(f"scale: [low]\nskills: [{{id: a, name: A}}]\nroles:\n{roles}", "x.yaml")
    standing, first, last = someone("r1", catalogue), catalogue.roles_by_id["r1"], catalogue.roles_by_id["r3"]
    route = routes(catalogue, standing, first, last).found[0]
    assert [(step.role.id, step.derived) for step in route.steps] == [("r2", True), ("r3", True)]
    assert not route.years_known


LADDER = """
entry: {supporting: -1}
skills: [{id: a, name: A}, {id: people, name: People}]
roles:
  - {id: low, title: Low, seniority: 1, skills: {a: one}}
  - {id: mid, title: Mid, seniority: 2, skills: {a: three, people: two}, people: {entry: 0, min: 3}}
  - id: high
    title: High
    seniority: 3
    skills: {a: four, people: two}
    people: {entry: 3, min: 5}
    evidence: [{id: budget, text: Budget}]
transitions: [{from: low, to: mid, years_in_from: [2, 3]}, {from: mid, to: high, years_in_from: [1, 4]}]
"""


def test_each_step_says_what_to_show_once_the_one_before_it_is_grown_into() -> None:
    catalogue = catalogue_of(LADDER)
    low, high = catalogue.roles_by_id["low"], catalogue.roles_by_id["high"]
    [route] = routes(catalogue, someone("low", catalogue, years=1.0, people=0), low, high).found
    first, second = route.steps
    assert [(f.subject, f.holding.low, f.entry) for f in first.adds] == [("a", 1, 2), ("people", 0, 1)]
    # In the middle role `a` has grown to three and three people are led, so nothing of that is left to show.
    assert [(f.axis, f.subject, f.status) for f in second.assessment.findings] == [
        ("skill", "a", "met"),
        ("skill", "people", "met"),
        ("people", "people", "met"),
        ("evidence", "budget", "unknown"),
    ]
    assert second.adds == ()
    # Shown on the way in all: `a` to three, `people` to one.
    assert (route.levels, route.years) == (2 + 1, (3, 7))


def test_what_nobody_rated_is_not_taken_for_none() -> None:
    catalogue = catalogue_of(LADDER)
    standing = someone("low", catalogue, presumes=False, present=frozenset({"a"}))
    [route] = routes(catalogue, standing, catalogue.roles_by_id["low"], catalogue.roles_by_id["mid"]).found
    assert [(f.subject, f.status, f.levels_best, f.levels_worst) for f in route.steps[0].adds] == [
        ("a", "unknown", 0, 1),
        ("people", "unknown", 0, 1),
    ]
    assert route.levels == 2


def test_who_is_at_the_goal_needs_no_way_there() -> None:
    catalogue = catalogue_of(LADDER)
    low = catalogue.roles_by_id["low"]
    found = routes(catalogue, someone("low", catalogue), low, low)
    assert (found.found, found.others, found.nearest, found.entries) == ((), (), (), ())


GROWN = """
entry: {supporting: -1}
reach: [team, area, company]
skills: [{id: a, name: A}, {id: b, name: B}]
roles:
  - {id: low, title: Low, seniority: 1}
  - id: mid
    title: Mid
    seniority: 2
    skills: {a: two, b: two}
    reach: {entry: team, level: area}
    evidence: [{id: launch, text: Launched, count: 2}]
  - id: high
    title: High
    seniority: 3
    years_in_product: {min: 4, typical: 9}
    skills: {a: three, b: three}
    reach: {entry: area, level: company}
    evidence: [{id: launch, text: Launched, count: 2}]
transitions: [{from: low, to: mid, years_in_from: [2, 3]}, {from: mid, to: high, years_in_from: [1, 4]}]
"""


def second_step(**held: object) -> dict[str, tuple[str, float]]:
    """What the second step from low over mid to high finds, and what is held then, by subject."""
    catalogue = catalogue_of(GROWN)
    low, high = catalogue.roles_by_id["low"], catalogue.roles_by_id["high"]
    [route] = routes(catalogue, someone("low", catalogue, **held), low, high).found
    return {f.subject: (f.status, f.holding.low) for f in route.steps[1].assessment.findings}


@each(
    ("held", "found"),
    [
        # Two years and one pass before the second role is begun.
        ({"years": 1.0, "reach": 0}, {"years-in-product": ("met", 4), "reach": ("met", 2)}),
        ({"years": 0.0, "reach": 0}, {"years-in-product": ("short", 3), "reach": ("met", 2)}),
        ({"reach": 3}, {"reach": ("met", 3)}),
        ({}, {"years-in-product": ("unknown", 0), "launch": ("met", 2), "a": ("met", 2), "b": ("met", 2)}),
        # What is held above what the first role brings stays, and what was set aside stays so.
        ({"levels": {"a": 4}}, {"a": ("exceeded", 4), "b": ("met", 2)}),
        ({"levels": {"a": 1}}, {"a": ("met", 2), "b": ("met", 2)}),
        ({"not_applicable": {"a": "no"}}, {"a": ("not-applicable", 0), "b": ("met", 2)}),
    ],
)
def test_who_is_established_on_the_way_holds_what_the_role_asks(
    held: dict[str, object], found: dict[str, tuple[str, float]]
) -> None:
    assert second_step(**held).items() >= found.items()


def test_no_time_has_passed_before_the_first_step() -> None:
    catalogue = catalogue_of(GROWN)
    mid, high = catalogue.roles_by_id["mid"], catalogue.roles_by_id["high"]
    [route] = routes(catalogue, someone("mid", catalogue, years=1.0), mid, high).found
    [years, *_] = route.steps[0].assessment.findings
    assert (years.subject, years.holding.low, years.status) == ("years-in-product", 1, "short")


WAYS = """
entry: {supporting: 0}
skills: [{id: a, name: A}, {id: b, name: B}]
roles:
  - {id: start, title: Start, seniority: 1, skills: {a: one}}
  - {id: long, title: Long, seniority: 2, skills: {a: three}}
  - {id: broad, title: Broad, seniority: 2, skills: {a: two, b: two}}
  - {id: end, title: End, seniority: 3, skills: {a: three, b: one}}
transitions:
  - {from: start, to: long, common: rare, years_in_from: [0.1, 0.2]}
  - {from: long, to: end, common: rare, years_in_from: [0.2, 0.7]}
  - {from: start, to: broad, common: usual}
  - {from: broad, to: end, common: usual, years_in_from: [0, 0]}
"""


@each(
    ("order", "first"),
    # Time that nobody knows is no time saved; three levels are fewer than four.
    [("usual", "broad"), ("fastest", "long"), ("fewest-gaps", "long")],
)
def test_what_each_order_counts_first(order: Order, first: str) -> None:
    found = ids("start", "end", RouteWish(order=order), catalogue_of(WAYS))
    assert [way[0] for way in found] == [first, *({"broad", "long"} - {first})]


def test_levels_and_years_of_a_route_are_summed_up() -> None:
    catalogue = catalogue_of(WAYS)
    start, end = catalogue.roles_by_id["start"], catalogue.roles_by_id["end"]
    by_way = {r.steps[0].role.id: r for r in routes(catalogue, someone("start", catalogue), start, end).found}
    # Through `long`: a from one to three, b to one. Through `broad`: the same and b to two.
    assert {way: route.levels for way, route in by_way.items()} == {"long": 3, "broad": 4}
    assert (by_way["long"].years, by_way["long"].years_known) == ((0.3, 0.9), True)
    assert (by_way["broad"].years, by_way["broad"].years_known) == ((0, 0), False)


def test_the_nearest_are_by_seniority_then_on_the_track_of_the_goal() -> None:
    roles = [("s", 1, "individual"), ("c", 5, "individual"), ("b", 3, "management"), ("a", 3, "individual")]
    roles += [("d", 2, "management"), ("goal", 4, "management")]
    text = "".join(f"  - {{id: {i}, title: {i}, seniority: {n}, track: {track}}}\n" for i, n, track in roles)
    moves = "".join(f"  - {{from: s, to: {i}}}\n" for i in "abcd")
    catalogue = catalogue_of(f"roles:\n{text}transitions:\n{moves}")
    by_id = catalogue.roles_by_id
    found = routes(catalogue, someone("s", catalogue), by_id["s"], by_id["goal"])
    assert [role.id for role in found.nearest] == ["b", "a", "c", "d"][: len(found.nearest)]
    assert len(found.nearest) >= 3


def test_the_goal_is_nearest_where_only_the_stop_to_pass_is_out_of_reach() -> None:
    catalogue = catalogue_of(WAYS + "  - {from: end, to: long, kind: step-down}\n")
    by_id = catalogue.roles_by_id
    wish = RouteWish(via=("start",))
    assert routes(catalogue, someone("start", catalogue), by_id["start"], by_id["end"], wish).found
    wish = RouteWish(via=("long", "broad"))
    found = routes(catalogue, someone("start", catalogue), by_id["start"], by_id["end"], wish)
    assert (found.found, found.nearest[0].id) == ((), "end")
    assert [role.id for role in found.entries] == ["long", "broad"]


def test_other_ways_are_told_only_of_tracks_that_no_route_takes() -> None:
    catalogue = catalogue_of(WAYS.replace("title: Broad,", "title: Broad, track: management,"))
    by_id, standing = catalogue.roles_by_id, someone("start", catalogue)
    both = routes(catalogue, standing, by_id["start"], by_id["end"])
    assert (len(both.found), both.others) == (2, ())
    one = routes(catalogue, standing, by_id["start"], by_id["end"], RouteWish(most=1))
    assert ([route.way for route in one.found], [route.way for route in one.others]) == (["management"], ["individual"])
    assert (one.nearest, one.entries) == ((), ())
    # Of the track that no route takes, one way alone is told.
    catalogue = between("; ".join(f"from: start, to: {x}; from: {x}, to: end" for x in "abc"), track="c")
    by_id = catalogue.roles_by_id
    [other] = routes(catalogue, someone("start", catalogue), by_id["start"], by_id["end"], RouteWish(most=1)).others
    assert other.way == "management"
    [other] = routes(
        catalogue, someone("start", catalogue), by_id["start"], by_id["end"], RouteWish(avoid=frozenset("c"))
    ).found[:1]
    assert other.way == "individual"


def alike(order: Order, most: int = 3) -> list[str]:
    """Through which of twelve roles of one rung, listed from z to a, the routes of a ladder without moves lead."""
    middle = "".join(
        f"- {{id: {name}, title: {name}, seniority: 2, skills: {{craft: {'one' if name in 'yz' else 'three'}}}}}\n"
        for name in "zyxwvutsrqpa"
    )
    ends = "".join(f"- {{id: {name}, title: {name}, seniority: {rung}}}\n" for name, rung in (("start", 1), ("end", 3)))
    catalogue = catalogue_of(f"skills: [{{id: craft, name: Craft}}]\nroles:\n{ends}{middle}")
    return [way[0] for way in ids("start", "end", RouteWish(most, order), catalogue)]


def test_of_many_roles_of_one_rung_those_that_count_are_tried() -> None:
    assert alike("usual") == ["a", "p", "q"]
    assert alike("fewest-gaps") == ["y", "z", "a"]
    assert len(alike("usual", most=12)) == 12
    # Of a ladder that lists its moves, any of many roles may be the one to pass.
    middle = "".join(f"- {{id: m{n:02}, title: M, seniority: 2}}\n" for n in range(12))
    ends = "- {id: start, title: S, seniority: 1}\n- {id: end, title: E, seniority: 3}\n"
    moves = "transitions: [{from: start, to: m11}, {from: m11, to: end}]"
    assert ids("start", "end", catalogue=catalogue_of(f"roles:\n{ends}{middle}{moves}")) == [["m11", "end"]]


def between(moves: str, skills: str = "", track: str = "") -> Catalogue:
    """A ladder from `start` over `a`, `b` or `c` to `end`, with these moves and what the roles ask."""
    named = "skills: [{id: x, name: X}, {id: y, name: Y}, {id: z, name: Z}]\n"
    asked = dict(line.split(": ", 1) for line in skills.splitlines())
    places = (("start", 1), ("a", 2), ("b", 2), ("c", 2), ("end", 3))
    roles = "".join(
        f"- {{id: {role}, title: {role}, seniority: {rung}, skills: {{{asked.get(role, '')}}}"
        f"{', track: management' if role == track else ''}}}\n"
        for role, rung in places
    )
    listed = "".join(f"- {{{move}}}\n" for move in moves.split("; "))
    return catalogue_of(f"{named}roles:\n{roles}transitions:\n{listed}")


@each(
    ("moves", "held", "first"),
    [
        # One move that is often made is a shorter way than four that are usual.
        (
            "from: start, to: end, common: often; from: start, to: a, common: usual; from: a, to: b, common: usual; "
            "from: b, to: c, common: usual; from: c, to: end, common: usual",
            None,
            "end",
        ),
        # Time in the present role is over for the first move alone.
        (
            "from: start, to: a, years_in_from: [3, 3]; from: a, to: end, years_in_from: [1, 1]; "
            "from: start, to: b, years_in_from: [1, 1]; from: b, to: end, years_in_from: [2, 2]",
            3.0,
            "a",
        ),
        # Who does not say how long they hold the role has not begun with it.
        (
            "from: start, to: a; from: a, to: end, years_in_from: [1.5, 1.5]; "
            "from: start, to: b, years_in_from: [1, 1]; from: b, to: end",
            None,
            "b",
        ),
        (
            "from: start, to: a; from: a, to: end, years_in_from: [0.5, 0.5]; "
            "from: start, to: b, years_in_from: [1, 1]; from: b, to: end",
            None,
            "a",
        ),
        # Of two that may be as fast, the one that is usually faster.
        (
            "from: start, to: a, years_in_from: [1, 3]; from: a, to: end, years_in_from: [1, 1]; "
            "from: start, to: b, years_in_from: [1, 2]; from: b, to: end, years_in_from: [1, 1]",
            None,
            "b",
        ),
        # Two usual moves are a shorter way than one that is only often made.
        (
            "from: start, to: end, common: often; from: start, to: a, common: usual; from: a, to: end, common: usual",
            None,
            "a",
        ),
    ],
)
def test_what_the_fastest_and_the_usual_way_count(moves: str, held: float | None, first: str) -> None:
    catalogue = between(moves)
    start, end = catalogue.roles_by_id["start"], catalogue.roles_by_id["end"]
    order: Order = "usual" if "common" in moves else "fastest"
    standing = someone("start", catalogue, years_in_role=held)
    best = routes(catalogue, standing, start, end, RouteWish(order=order)).found[0]
    assert best.steps[0].role.id == first


@each(
    ("skills", "first"),
    [
        # As many levels on both ways: how usual the moves are decides.
        ("a: x: one, y: one\nb: y: one, z: one", "b"),
        ("a: x: one, y: one\nb: z: two", "b"),
        ("a: x: two\nb: y: one, z: one", "b"),
        # Three levels of one skill are more than one level each of two.
        ("a: y: one, z: one\nb: x: three", "a"),
        ("a: y: three\nb: x: one, z: one", "b"),
    ],
)
def test_the_fewest_gaps_are_counted_level_by_level(skills: str, first: str) -> None:
    moves = "from: start, to: a, common: often; from: a, to: end, common: often; "
    moves += "from: start, to: b, common: usual; from: b, to: end, common: usual"
    assert ids("start", "end", RouteWish(order="fewest-gaps"), between(moves, skills))[0][0] == first


def test_the_years_of_a_route_are_told_to_the_thousandth() -> None:
    catalogue = between("from: start, to: end, years_in_from: [1, 2]")
    start, end = catalogue.roles_by_id["start"], catalogue.roles_by_id["end"]
    [route] = routes(catalogue, someone("start", catalogue, years_in_role=0.1234), start, end).found
    assert route.years == (0.877, 1.877)


THREE = """
reach: [team, area, company]
skills: [{id: a, name: A}, {id: b, name: B}]
roles:
  - {id: one, title: One, seniority: 1}
  - {id: two, title: Two, seniority: 2, skills: {a: one}, reach: area}
  - {id: three, title: Three, seniority: 3, skills: {a: one, b: one}, people: {min: 2}}
  - {id: four, title: Four, seniority: 4, years_in_product: {min: 9}, reach: company, skills: {b: one}}
transitions:
  - {from: one, to: two, years_in_from: [2, 3]}
  - {from: two, to: three, years_in_from: [1, 4]}
  - {from: three, to: four, years_in_from: [4, 4]}
"""


@each(
    ("held", "step", "subject", "low", "status"),
    [
        # Each role on the way is held once: one year, and two, one and four more.
        ({"years": 1.0}, 2, "years-in-product", 8, "short"),
        # What nobody knows of is not known further on, and never less than nothing.
        ({"presumes": False}, 1, "b", 0, "unknown"),
        ({"presumes": False}, 1, "people", 0, "unknown"),
        ({"people": 1}, 1, "people", 1, "short"),
        # Decisions carry as far as they did, or as the roles on the way let them.
        ({}, 2, "reach", 2, "short"),
        ({"reach": 1}, 2, "reach", 2, "short"),
        ({"reach": 3}, 2, "reach", 3, "met"),
    ],
)
def test_what_is_held_after_two_moves(
    held: dict[str, object], step: int, subject: str, low: float, status: str
) -> None:
    catalogue = catalogue_of(THREE)
    one, four = catalogue.roles_by_id["one"], catalogue.roles_by_id["four"]
    [route] = routes(catalogue, someone("one", catalogue, **held), one, four).found
    found = {f.subject: (f.holding.low, f.status) for f in route.steps[step].assessment.findings}
    assert found[subject] == (low, status)


def test_a_reach_presumed_from_the_present_role_is_not_lost_on_the_way() -> None:
    catalogue = catalogue_of(THREE.replace("seniority: 1}", "seniority: 1, reach: company}"))
    one, four = catalogue.roles_by_id["one"], catalogue.roles_by_id["four"]
    [route] = routes(catalogue, someone("one", catalogue), one, four).found
    [reach] = [f for f in route.steps[2].assessment.findings if f.axis == "reach"]
    assert (reach.holding.low, reach.status) == (3, "met")
    # A role whose decisions carry nowhere lets nobody show that they carry farther.
    low = catalogue_of(THREE.replace("reach: area", "reach: none").replace("reach: company", "reach: team"))
    [route] = routes(low, someone("one", low), low.roles_by_id["one"], low.roles_by_id["four"]).found
    assert [f.status for f in route.steps[2].assessment.findings if f.axis == "reach"] == ["short"]
    # A ladder that asks for no reach has nothing to say of it.
    plain = catalogue_of(THREE.replace(", reach: area", "").replace(", reach: company", ""))
    by_id = plain.roles_by_id
    assert routes(plain, someone("one", plain, reach=2), by_id["one"], by_id["four"]).found


DOWN = """
roles:
  - {id: top, title: Top, seniority: 3}
  - {id: side, title: Side, seniority: 3}
  - {id: mid, title: Mid, seniority: 2}
  - {id: low, title: Low, seniority: 1}
transitions:
  - {from: top, to: mid, kind: step-down}
  - {from: mid, to: low, kind: step-down}
  - {from: mid, to: side}
"""


def test_one_steps_down_for_a_goal_below_alone() -> None:
    catalogue = catalogue_of(DOWN)
    assert ids("top", "low", catalogue=catalogue) == [["mid", "low"]]
    assert ids("top", "side", catalogue=catalogue) == []
    assert ids("top", "side", RouteWish(via=("mid",)), catalogue) == [["mid", "side"]]


def test_to_pass_through_the_goal_or_the_present_role_is_nothing_more() -> None:
    catalogue = catalogue_of(WAYS)
    plain = ids("start", "end", catalogue=catalogue)
    assert ids("start", "end", RouteWish(via=("start", "end")), catalogue) == plain
    assert routes(catalogue, someone("start", catalogue), *[catalogue.roles_by_id["start"]] * 2).proven


def test_what_only_the_role_gives_and_what_is_set_aside_are_no_levels_to_show() -> None:
    catalogue = between("from: start, to: end", "end: x: {level: two, entry: none}, y: three, z: one")
    by_id = catalogue.roles_by_id
    standing = someone("start", catalogue, not_applicable={"y": "no"})
    for order in get_args(Order):
        [route] = routes(catalogue, standing, by_id["start"], by_id["end"], RouteWish(order=order)).found
        assert route.levels == 1


def test_more_people_than_a_role_leads_are_not_forgotten_there() -> None:
    catalogue = catalogue_of(LADDER)
    low, high = catalogue.roles_by_id["low"], catalogue.roles_by_id["high"]
    [route] = routes(catalogue, someone("low", catalogue, people=9), low, high).found
    assert [f.holding.low for f in route.steps[1].assessment.findings if f.axis == "people"] == [9]


def test_of_roles_as_near_the_goal_comes_first_and_then_the_first_id() -> None:
    roles = "".join(
        f"  - {{id: {i}, title: {i}, seniority: {n}}}\n"
        for i, n in (("s", 1), ("b", 3), ("a", 3), ("goal", 3), ("x", 3))
    )
    moves = "".join(f"  - {{from: s, to: {i}}}\n" for i in ("b", "a", "goal"))
    catalogue = catalogue_of(f"roles:\n{roles}transitions:\n{moves}")
    by_id = catalogue.roles_by_id
    found = routes(catalogue, someone("s", catalogue), by_id["s"], by_id["goal"], RouteWish(via=("x",)))
    assert [role.id for role in found.nearest] == ["goal", "a", "b"]


def test_a_reach_that_is_given_grows_by_the_roles_alone() -> None:
    catalogue = catalogue_of(THREE.replace("reach: area", "note: none"))
    by_id = catalogue.roles_by_id
    [route] = routes(catalogue, someone("one", catalogue, reach=0), by_id["one"], by_id["four"]).found
    assert [f.holding.low for f in route.steps[2].assessment.findings if f.axis == "reach"] == [0]

"""Routes: what they are made of, what each step says, and what is said where there is none."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from amount import every
from pmladder.catalogue.models import Catalogue
from pmladder.engine.climbs import levels_to_climb
from pmladder.engine.route import Order, RouteWish, routes
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.profile.standing import Standing

CATALOGUE = load_catalogue()


def someone(role: str, catalogue: Catalogue = CATALOGUE, **held: object) -> Standing:
    standing = Standing(role=catalogue.roles_by_id[role], role_basis="given", **held)  # type: ignore[arg-type]
    return next_moves(catalogue, standing).standing


def ids(role: str, goal: str, wish: RouteWish = RouteWish(), catalogue: Catalogue = CATALOGUE) -> list[list[str]]:  # noqa: B008
    standing = someone(role, catalogue)
    found = routes(catalogue, standing, catalogue.roles_by_id[role], catalogue.roles_by_id[goal], wish)
    return [[step.role.id for step in route.steps] for route in found.found]


@pytest.mark.parametrize("order", get_args(Order))
@pytest.mark.parametrize("start", [role.id for role in CATALOGUE.roles])
def test_every_route_of_the_built_in_catalogue_holds_together(start: str, order: Order) -> None:
    # Each start to every fourth goal, another fourth for each start and order.
    roles = list(CATALOGUE.roles_by_id)
    hold_together(start, order, every(4, roles.index(start) + get_args(Order).index(order), roles))


@pytest.mark.slow
@pytest.mark.parametrize("order", get_args(Order))
@pytest.mark.parametrize("start", [role.id for role in CATALOGUE.roles])
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
            # Each step adds what the steps before it have not, so together they climb what the route climbs.
            climbed = sum(climb.to - climb.start for step in route.steps for climb in step.adds)
            assert climbed == route.levels == levels_to_climb(standing, (step.role for step in route.steps))
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
    assert ids("pm", "senior-pm", RouteWish(most=10)) == [["senior-pm"]]
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

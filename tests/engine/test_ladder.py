"""The map of a ladder: lanes, stops, lines and the marks of a person."""

from __future__ import annotations

from datetime import date

from engine.small import small
from pmladder.catalogue.models import Catalogue
from pmladder.engine.ladder import Ladder, ladder
from pmladder.engine.route import routes
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import stand

DAY = date(2026, 9, 1)


def built(catalogue: Catalogue, with_route: bool = True, **profile: object) -> Ladder:
    standing = stand(Profile.model_validate(profile), catalogue, DAY)
    answer = next_moves(catalogue, standing)
    present, goal = answer.placement.role, answer.standing.goal
    found = routes(catalogue, answer.standing, present, goal).found if present and goal and with_route else ()
    return ladder(catalogue, answer, found[0] if found else None)


def test_a_lane_for_each_track_and_one_for_what_is_not_core() -> None:
    made = ladder(small())
    assert [(lane.track, lane.family, [stop.role for stop in lane.stops]) for lane in made.lanes] == [
        ("individual", "core", ["junior", "senior"]),
        ("management", "core", ["lead"]),
        (None, "adjacent", ["seller"]),
    ]
    assert made.rungs == (1, 2, 3)
    assert not any(stop.marked for stop in made.stops)


def test_every_move_is_a_line_with_its_kind() -> None:
    lines = {(line.start, line.end): (line.kind, line.common, line.derived) for line in ladder(small()).lines}
    assert lines == {
        ("junior", "senior"): ("promotion", "usual", False),
        ("senior", "lead"): ("fork", "often", False),
        ("senior", "seller"): ("exit", "rare", False),
        ("seller", "junior"): ("entry", None, False),
    }


def test_years_are_those_in_product_before_all_work() -> None:
    years = {stop.role: (stop.years, stop.counted) for stop in ladder(small()).stops}
    assert years["senior"] == (4, "product")
    assert years["seller"] == (None, None)


def test_here_next_route_and_goal_are_marked() -> None:
    made = built(small(), role="junior", goal="lead")
    marks = {stop.role: stop[6:] for stop in made.stops}
    assert marks == {
        "junior": (True, None, None, False),
        "senior": (False, 1, 1, False),
        "lead": (False, None, 2, True),
        "seller": (False, None, None, False),
    }
    assert [(line.start, line.end) for line in made.lines if line.on_route] == [
        ("junior", "senior"),
        ("senior", "lead"),
    ]


def test_a_goal_is_marked_without_a_route_too() -> None:
    made = built(small(), with_route=False, role="junior", goal="lead")
    assert [stop.role for stop in made.stops if stop.goal] == ["lead"]
    assert not any(line.on_route for line in made.lines)


PLAIN = "scale: [one]\nroles:\n" + "".join(
    f"  - {{id: r{number}, title: Same title, seniority: {number // 4}, track: {'ab'[number % 2]}}}\n"
    for number in range(40)
)


def test_forty_roles_of_one_title_without_years_or_moves() -> None:
    made = built(parse_catalogue(PLAIN, "plain.yaml"), role="r0")
    assert [len(lane.stops) for lane in made.lanes] == [20, 20]
    assert len({stop.role for stop in made.stops}) == 40
    assert all(line.derived for line in made.lines)
    assert {stop.years for stop in made.stops} == {None}
    assert [stop.role for stop in made.stops if stop.here] == ["r0"]
    for lane in made.lanes:
        assert [stop.seniority for stop in lane.stops] == sorted(stop.seniority for stop in lane.stops)


def test_where_no_family_is_core_that_of_the_person_is() -> None:
    text = "roles:\n" + "".join(
        f"- {{id: {family}-{rung}, title: {family} {rung}, family: {family}, seniority: {rung}}}\n"
        for family in ("baker", "miller")
        for rung in (1, 2)
    )
    catalogue = parse_catalogue(text, "a.yaml")
    lanes = built(catalogue, role="miller-1").lanes
    assert [(lane.track, lane.family, [stop.role for stop in lane.stops]) for lane in lanes] == [
        ("individual", "miller", ["miller-1", "miller-2"]),
        (None, "baker", ["baker-1", "baker-2"]),
    ]
    assert len(ladder(catalogue).lanes) == 1

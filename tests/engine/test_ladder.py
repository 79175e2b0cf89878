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
from pmladder.profile.standing import standing_of

DAY = date(2026, 9, 1)


def built(catalogue: Catalogue, with_route: bool = True, **profile: object) -> Ladder:
    standing = standing_of(Profile.model_validate(profile), catalogue, DAY)
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


def test_who_comes_from_outside_sees_the_same_lanes() -> None:
    assert built(small(), role="seller").rungs == ladder(small()).rungs
    lanes = [
        [(lane.track, lane.family) for lane in made.lanes] for made in (built(small(), role="seller"), ladder(small()))
    ]
    assert lanes[0] == lanes[1]


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


def many(count: int) -> Catalogue:
    """So many roles of one track, each on a rung of its own, and no moves."""
    text = "".join(f"- {{id: r{n}, title: Role {n}, seniority: {n}}}\n" for n in range(count))
    return parse_catalogue(f"scale: [one]\nroles:\n{text}", "many.yaml")


def test_of_more_than_two_hundred_roles_without_moves_those_of_the_person_are_joined() -> None:
    assert len(built(many(200), role="r5").lines) == 199
    lines = built(many(201), role="r5", goal="r9").lines
    assert {(line.start, line.end) for line in lines} == {("r5", "r6"), ("r6", "r7"), ("r7", "r8"), ("r8", "r9")}
    assert all(line.derived and line.on_route for line in lines)
    assert ladder(many(201)).lines == ()


def test_a_long_list_of_moves_is_drawn_whole() -> None:
    text = "".join(f"- {{id: r{n}, title: Role {n}, seniority: {n}}}\n" for n in range(201))
    moves = "".join(f"- {{from: r{n}, to: r{n + 1}}}\n" for n in range(200))
    catalogue = parse_catalogue(f"scale: [one]\nroles:\n{text}transitions:\n{moves}", "moves.yaml")
    lines = built(catalogue, role="r5").lines
    assert [(line.start, line.end, line.derived) for line in lines[:2]] == [("r0", "r1", False), ("r1", "r2", False)]
    assert len(lines) == 200


def test_each_mark_alone_marks_a_stop() -> None:
    blank = ladder(small()).stops[0]
    assert not blank.marked
    for mark in ({"here": True}, {"goal": True}, {"next": 1}, {"on_route": 1}):
        assert blank._replace(**mark).marked


def test_a_lane_is_called_by_its_track_or_its_family() -> None:
    assert [lane.name for lane in ladder(small()).lanes] == ["individual", "management", "adjacent"]


def test_years_of_all_work_stand_where_none_are_in_product_and_the_floor_where_none_are_usual() -> None:
    text = """
    scale: [one]
    sources: [{id: book, title: A book}]
    roles:
      - {id: a, title: A, years: {typical: 9, sources: [book]}}
      - {id: b, title: B, years_in_product: {min: 3}}
      - {id: c, title: C, years: {min: 1}}
    """
    stops = {stop.role: (stop.years, stop.counted, stop.sources) for stop in ladder(parse_catalogue(text, "y")).stops}
    assert stops == {"a": (9, "work", ("book",)), "b": (3, "product", ()), "c": (1, "work", ())}


def test_a_route_alone_has_a_beginning_and_a_goal() -> None:
    catalogue = small()
    standing = standing_of(Profile(role="junior", goal="lead"), catalogue, DAY)
    [route, *_] = routes(catalogue, standing, catalogue.roles_by_id["junior"], catalogue.roles_by_id["lead"]).found
    stops = {stop.role: stop for stop in ladder(catalogue, route=route).stops}
    assert [role for role, stop in stops.items() if stop.here] == ["junior"]
    assert [role for role, stop in stops.items() if stop.goal] == ["lead"]


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
    assert [lane.family for lane in built(catalogue, goal="baker-1").lanes] == ["baker", "miller"]


def test_roles_outside_have_a_lane_for_each_family_and_without_a_person_the_first_names_the_ladder() -> None:
    text = "roles:\n" + "".join(
        f"- {{id: {name}, title: {name}, family: {family}, seniority: 1}}\n"
        for name, family in (("a", "baker"), ("b", "miller"), ("c", "smith"), ("d", "miller"))
    )
    catalogue = parse_catalogue(text, "a.yaml")
    assert [(lane.track, lane.family) for lane in ladder(catalogue).lanes] == [("individual", "baker")]
    lanes = built(catalogue, role="c").lanes
    assert [(lane.family, [stop.role for stop in lane.stops]) for lane in lanes] == [
        ("smith", ["c"]),
        ("baker", ["a"]),
        ("miller", ["b", "d"]),
    ]


def test_years_that_only_have_a_source_are_no_years() -> None:
    role = "{id: a, title: A, years_in_product: {sources: [book]}, years: 7}"
    text = f"sources: [{{id: book, title: A book}}]\nroles: [{role}]"
    [stop] = ladder(parse_catalogue(text, "y")).stops
    assert (stop.years, stop.counted, stop.sources) == (7, "work", ())


def test_the_end_of_a_long_route_is_its_goal() -> None:
    catalogue = many(5)
    by_id = catalogue.roles_by_id
    standing = standing_of(Profile(role="r0"), catalogue, DAY)
    [route, *_] = routes(catalogue, standing, by_id["r0"], by_id["r4"]).found
    assert [stop.role for stop in ladder(catalogue, route=route).stops if stop.goal] == ["r4"]


def test_two_roles_of_one_place_keep_their_own_moves() -> None:
    roles = "".join(
        f"- {{id: {name}, title: {name}, seniority: {rung}}}\n" for name, rung in (("a", 1), ("b", 1), ("c", 2))
    )
    catalogue = parse_catalogue(f"roles:\n{roles}transitions: [{{from: b, to: c}}, {{from: a, to: b}}]", "a.yaml")
    lines = ladder(catalogue).lines
    assert {(line.start, line.end) for line in lines} == {("a", "b"), ("b", "c")}


def test_of_many_roles_a_fork_that_nobody_looks_at_hides_no_line_behind_it() -> None:
    roles = "".join(
        f"- {{id: {track}{rung}, title: {track} {rung}, seniority: {rung}, track: {track}}}\n"
        for rung in range(120)
        for track in ("fork", "main")
    )
    catalogue = parse_catalogue(f"scale: [one]\nroles:\n{roles}", "many.yaml")
    lines = built(catalogue, role="main5", goal="main8").lines
    assert ("fork7", "main8") in {(line.start, line.end) for line in lines}
    assert not any(line.end == "fork8" for line in lines)

"""The pictures of the report: where things lie, and that no line crosses a box or another line."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

from pages import DAY
from pmladder.catalogue.models import Catalogue
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.profile.standing import Standing
from pmladder.render.charts.fitting import cut, fit, width
from pmladder.render.charts.move_map import WIDTH, DrawnBox, MovePicture, move_map
from pmladder.render.charts.time_chart import time_chart
from pmladder.report.page_one import MapArrow, MapBox, MoveMap, TimesData
from rows import each

CATALOGUE = load_catalogue()
Point = tuple[float, float]


def moves(catalogue: Catalogue, here: str, goal: str) -> MoveMap:
    """The map that the report of a person has, who holds one role and wants another."""
    from page_texts import report_of

    made: MoveMap = report_of(here, goal, catalogue).page_one.map
    return made


def drawn(map_: MoveMap) -> MovePicture:
    made = move_map(map_)
    assert made is not None
    return made


def stretches(path: str) -> list[tuple[Point, Point]]:
    """The straight stretches of a line, corners taken as the points that they round."""
    points = [tuple(map(float, pair)) for pair in re.findall(r"[MLQ]([\d.-]+) ([\d.-]+)", path)]
    return [(one, other) for one, other in pairwise(points) if one != other]  # type: ignore[misc]


def inside(one: Point, other: Point, box: DrawnBox) -> bool:
    """Whether a stretch runs through the inside of a box."""
    (ax, ay), (bx, by) = sorted((one, other))
    low, high = min(ay, by), max(ay, by)
    return ax < box.x + box.width - 1 and bx > box.x + 1 and low < box.y + box.height - 1 and high > box.y + 1


def crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether a level stretch and an upright one cross within both."""
    for (ax, ay), (bx, by) in (one, other), (other, one):
        (cx, cy), (dx, dy) = other if ((ax, ay), (bx, by)) == one else one
        if ay == by and cx == dx and min(ax, bx) < cx < max(ax, bx) and min(cy, dy) < ay < max(cy, dy):
            return True
    return False


def assert_well_drawn(picture: MovePicture) -> None:
    for one, other in combinations(picture.boxes, 2):
        assert one.x != other.x or one.y + one.height < other.y or other.y + other.height < one.y
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y >= 0
        assert box.y + box.height <= picture.height
    lines = [stretches(arrow.path) for arrow in picture.arrows]
    for line in lines:
        assert not [1 for stretch in line for box in picture.boxes if inside(*stretch, box)]
    for one_line, other_line in combinations(lines, 2):
        assert not [1 for one in one_line for other in other_line if crossing(one, other)]


PAIRS = [("senior-pm", goal) for goal in ("group-pm", "lead-pm", "cpo", "head-of-product", "principal-pm")]
PAIRS += [("associate-pm", "vp-product"), ("pm", "director"), ("group-pm", "principal-pm"), ("director", "cpo")]


@each(("here", "goal"), PAIRS)
def test_no_line_crosses_a_box_or_another_line(here: str, goal: str) -> None:
    map_ = moves(CATALOGUE, here, goal)
    picture = drawn(map_)
    assert_well_drawn(picture)
    assert len(map_.boxes) <= 6
    assert [box.part for box in map_.boxes].count("here") == 1
    assert any(arrow.on_path for arrow in picture.arrows)
    heights = {box.title: box.y for box in picture.boxes}
    for one, other in combinations(map_.boxes, 2):
        if one.track == other.track and "here" not in (one.part, other.part) and one.seniority > other.seniority:
            assert heights[one.title] < heights[other.title]


def test_every_role_of_the_ladder_has_a_map() -> None:
    for role in CATALOGUE.roles:
        answer = next_moves(CATALOGUE, Standing(role=role, role_basis="given"))
        others = [s.role for s in answer.suggestions[:5]]
        boxes = [MapBox(role.id, role.title, role.track, role.seniority, "here", "here now")]
        boxes += [MapBox(r.id, r.title, r.track, r.seniority, "other", "promotion") for r in others]
        assert_well_drawn(drawn(MoveMap(tuple(boxes), tuple(MapArrow(role.id, r.id, False) for r in others))))


def plain(title: str) -> Catalogue:
    roles = "".join(f"  - {{id: r{n}, title: {title!r}, seniority: {n}, track: {'ab'[n % 2]}}}\n" for n in range(4))
    return parse_catalogue(f"scale: [one]\nroles:\n{roles}", "plain.yaml")


@each("title", ["x" * 5000, "word " * 900, "産品経理" * 50, "🚀" * 300, "a"])
def test_titles_are_broken_into_lines_that_fit(title: str) -> None:
    picture = drawn(moves(plain(title.strip()), "r0", "r3"))
    assert_well_drawn(picture)
    for box in picture.boxes:
        assert 1 <= len(box.lines) <= 2
        assert all(width(text) * 13 * 0.88 <= box.width for _, text in box.lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fit("one two three four five six", 5, 2) == ("one two", "three fo…")
    assert fit("", 5, 2) == ()
    assert cut("short", 9) == "short"
    assert cut("something long", 5).endswith("…")


def times(**known: Any) -> TimesData:
    return TimesData(DAY, None, None, None, None, None, None, (), ())._replace(**known)


def test_days_lie_on_one_axis_in_their_order() -> None:
    picture = time_chart(times(since="2023-07-01", ready_from="2027-05-27", ready_to="2027-11-27"))
    assert picture is not None
    held, ready = picture.bars
    assert held.x + held.width == picture.today < ready.x < ready.x + ready.width <= picture.width
    assert [tick.label for tick in picture.ticks] == ["2024", "2025", "2026", "2027"]
    assert ready.words == "Case ready: May to November 2027"


@each("years", [0, 1, 5, 40, 900])
def test_the_axis_has_room_for_its_years(years: int) -> None:
    picture = time_chart(times(since=f"{2026 - years:04}-01-01"))
    assert picture is not None
    assert len(picture.ticks) <= 7
    assert all(other.x - one.x > 30 for one, other in pairwise(picture.ticks))
    assert 0 <= picture.today_label[0] <= picture.width - 30


def test_where_nothing_has_a_date_there_is_no_picture() -> None:
    assert time_chart(times()) is None
    assert move_map(MoveMap()) is None

"""The ladder as a picture: a column for each lane, higher rungs further up, moves as curves behind the stops.

Lengths are the picture's own units; at its full width one is a pixel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pmladder.engine.ladder import Ladder, LadderLine, Stop
from pmladder.render.charts.fitting import fit, split
from pmladder.render.charts.ladder_grid import Grid, GridLane, MarkKind, grid, marks_of

WIDTH, HEIGHT = 126, 54
"""Of a stop."""
MOST_STOPS = 80
MOST_CURVES = 150
_TEXT = 11.5
_LINE = 13
_PAD, _GAP, _LANE_GAP = 16, 16, 10
_RUNG_GAP = 30
_HEAD = 34
_SHIFT = 10
_ACROSS_OUTSIDE = 2
_MOST_STACKED = 2
_MOST_LINES = 3


class TextLine(NamedTuple):
    """A line of text around `x`."""

    x: float
    y: float
    text: str


class Box(NamedTuple):
    """A stop where it is drawn: its title in lines, its usual years, and the words on its badge, if any."""

    x: float
    y: float
    stop: Stop
    lines: tuple[TextLine, ...]
    years: TextLine | None
    badge: str | None
    badge_width: float
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def middle(self) -> float:
        """Its middle, from the left."""
        return self.x + self.width / 2

    @property
    def kind(self) -> str:
        """What the stop is to the person, in one word; the badge says it as well."""
        stop = self.stop
        return "here" if stop.here else "goal" if stop.goal else "next" if stop.next else "way" if stop.on_route else ""


class Curve(NamedTuple):
    """A move as the path that is drawn; `role` says what it is to the person: route, next or other."""

    path: str
    kind: str
    role: str


class LaneStrip(NamedTuple):
    """A lane: its left edge, its width, and its name."""

    x: float
    width: float
    name: str


class LadderPicture(NamedTuple):
    """The picture; `left_out` is how many roles a large catalogue has beside those drawn.

    Where there are too many moves to tell one from another, only the person's own are drawn.
    """

    width: float
    height: float
    columns: tuple[LaneStrip, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    left_out: int
    moves_left_out: bool


def ladder_map(ladder: Ladder) -> LadderPicture:
    """The picture of a map. A large catalogue is cut to what is marked, and what is one move away from that."""
    drawn = grid(ladder, _wanted(ladder))
    rows, height = _rows(drawn)
    columns: list[LaneStrip] = []
    boxes: dict[str, Box] = {}
    x = 0.0
    for lane in sorted(drawn.lanes, key=lambda lane: lane.core):
        across, shift = _across(lane), _SHIFT if _stacked(lane) else 0
        width = across * WIDTH + (across - 1) * _GAP + 2 * _PAD + 2 * shift
        columns.append(LaneStrip(x, width, lane.name))
        for cell in lane.cells.values():
            boxes.update(_placed(cell, x + _PAD + shift, rows, across, shift))
        x += width + _LANE_GAP
    lines = [line for line in ladder.lines if line.start in boxes and line.end in boxes and line.start != line.end]
    own = [line for line in lines if _role(line, boxes) != "other"] if len(lines) > MOST_CURVES else lines
    return LadderPicture(
        width=max(0.0, x - _LANE_GAP),
        height=height,
        columns=tuple(columns),
        boxes=tuple(boxes.values()),
        curves=tuple(_curves(own, boxes)),
        left_out=drawn.left_out,
        moves_left_out=len(own) < len(lines),
    )


def _wanted(ladder: Ladder) -> set[str]:
    stops = ladder.stops
    if len(stops) <= MOST_STOPS:
        return {stop.role for stop in stops}
    marked = [stop.role for stop in stops if stop.marked] or [stop.role for stop in stops]
    near = [
        line.end if line.start in marked else line.start for line in ladder.lines if {line.start, line.end} & {*marked}
    ]
    return set(list(dict.fromkeys([*marked, *near]))[:MOST_STOPS])


def _across(lane: GridLane) -> int:
    """How many stops of one rung stand beside each other: core roles above each other where there are few."""
    most = max(map(len, lane.cells.values()))
    return 1 if most <= (_MOST_STACKED if lane.core else 1) else _ACROSS_OUTSIDE


def _stacked(lane: GridLane) -> bool:
    """Whether stops of one rung stand above each other, moved aside so that lines can pass."""
    return _across(lane) == 1 and any(len(cell) > 1 for cell in lane.cells.values())


def _rows(drawn: Grid) -> tuple[dict[int, tuple[float, int]], float]:
    """For each rung its upper edge and how many stops fit above each other; and the height of it all."""
    deep: dict[int, int] = defaultdict(int)
    for lane in drawn.lanes:
        across = _across(lane)
        for rung, cell in lane.cells.items():
            deep[rung] = max(deep[rung], -(-len(cell) // across))
    rows, y = {}, float(_HEAD)
    for rung in drawn.rungs:
        if deep[rung]:
            rows[rung] = (y, deep[rung])
            y += deep[rung] * (HEIGHT + _GAP) - _GAP + _RUNG_GAP
    return rows, y - _RUNG_GAP + _PAD


def _placed(
    cell: Sequence[Stop], x: float, rows: dict[int, tuple[float, int]], across: int, shift: float
) -> dict[str, Box]:
    top, deep = rows[cell[0].seniority]
    used = -(-len(cell) // across)
    top += (deep - used) * (HEIGHT + _GAP) / 2
    boxes = {}
    for place, stop in enumerate(cell):
        # The first of a rung stands lowest.
        row, column = used - 1 - place // across, place % across
        aside = (shift if place % 2 else -shift) if used > 1 else 0
        alone = across > 1 and len(cell) == 1
        left = x + aside + ((WIDTH + _GAP) / 2 if alone else column * (WIDTH + _GAP))
        boxes[stop.role] = _box(stop, left, top + row * (HEIGHT + _GAP))
    return boxes


def _box(stop: Stop, x: float, y: float) -> Box:
    lines = _title_lines(stop)
    years = _years(stop) if len(lines) < _MOST_LINES else None
    count = len(lines) + (years is not None)
    badge = _badge(stop)
    # The badge sits on the upper edge and reaches into the box.
    first = y + (HEIGHT - count * _LINE) / 2 + (13 if badge else 10)
    middle = x + WIDTH / 2
    return Box(
        x=x,
        y=y,
        stop=stop,
        lines=tuple(TextLine(middle, first + n * _LINE, text) for n, text in enumerate(lines)),
        years=TextLine(middle, first + len(lines) * _LINE, years) if years else None,
        badge=badge,
        badge_width=len(badge) * 5.6 + 12 if badge else 0,
    )


def _title_lines(stop: Stop) -> tuple[str, ...]:
    """The title in two lines; of one with the id behind it, to tell it from others, a line and the id in up to two."""
    ems = (WIDTH - 10) / _TEXT
    title, named = stop.title.removesuffix(f" ({stop.role})"), f"({stop.role})"
    if title == stop.title:
        return fit(title, ems, _MOST_LINES - 1)
    return (*fit(title, ems, 1), *split(named, ems, _MOST_LINES - 1))


def _years(stop: Stop) -> str | None:
    if stop.years is None:
        return None
    kind = "in product" if stop.counted == "product" else "of work"
    return f"{stop.years:g} {'year' if stop.years == 1 else 'years'} {kind}"


_BADGES: dict[MarkKind, str] = {"here": "You are here", "next": "Next", "route": "Step", "goal": "Goal"}


def _badge(stop: Stop) -> str | None:
    words = (_BADGES[kind] + ("" if number is None else f" {number}") for kind, number in marks_of(stop))
    return " · ".join(words) or None


def _curves(lines: Iterable[LadderLine], boxes: dict[str, Box]) -> Iterable[Curve]:
    # What matters most is drawn last, above the rest.
    drawn = sorted(lines, key=lambda line: _ROLES.index(_role(line, boxes)))
    outward, inward = defaultdict(list), defaultdict(list)
    for line in drawn:
        outward[line.start].append(line)
        inward[line.end].append(line)
    for line in drawn:
        start, end = boxes[line.start], boxes[line.end]
        away = sorted(outward[line.start], key=lambda other: (boxes[other.end].x, boxes[other.end].y))
        coming = sorted(inward[line.end], key=lambda other: (boxes[other.start].x, boxes[other.start].y))
        x1, x2 = _slot(start, away.index(line), len(away)), _slot(end, coming.index(line), len(coming))
        yield Curve(_path(start, end, x1, x2), line.kind, _role(line, boxes))


_ROLES = ("other", "next", "route")


def _role(line: LadderLine, boxes: dict[str, Box]) -> str:
    if line.on_route:
        return "route"
    return "next" if boxes[line.start].stop.here and boxes[line.end].stop.next else "other"


def _slot(box: Box, place: int, count: int) -> float:
    """Where on an edge a line begins or ends: the lines of a box share it evenly."""
    return box.x + WIDTH * (place + 1) / (count + 1)


def _path(start: Box, end: Box, x1: float, x2: float) -> str:
    if end.stop.seniority == start.stop.seniority and start.x != end.x and start.y == end.y:
        right = end.x > start.x
        ends = (start.x + (WIDTH if right else 0), end.x + (0 if right else WIDTH))
        return f"M{_n(ends[0])} {_n(start.y + HEIGHT / 2)}L{_n(ends[1])} {_n(end.y + HEIGHT / 2)}"
    up = end.y < start.y
    y1, y2 = (start.y, end.y + HEIGHT) if up else (start.y + HEIGHT, end.y)
    reach = min(90.0, max(14.0, abs(y2 - y1) * 0.45))
    bend = reach if up else -reach
    aside = _aside(start, end)
    return f"M{_n(x1)} {_n(y1)}C{_n(x1 + aside)} {_n(y1 - bend)} {_n(x2 + aside)} {_n(y2 + bend)} {_n(x2)} {_n(y2)}"


def _aside(start: Box, end: Box) -> float:
    """How far a line within a column bends out when other stops are in its way."""
    if abs(start.x - end.x) > WIDTH / 2 or abs(start.y - end.y) < 2 * HEIGHT + _GAP:
        return 0.0
    return -WIDTH * 0.62 if end.x <= start.x else WIDTH * 0.62


def _n(value: float) -> str:
    return f"{round(value, 1):g}"

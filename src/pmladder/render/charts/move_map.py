"""The map of a person's own moves: two lanes of boxes, higher roles further up, and lines that cross nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pmladder.render.charts.fitting import cut, fit
from pmladder.report.page_one import MapArrow, MapBox, MoveMap

WIDTH = 372.0
_LEFT, _RIGHT, _BOX = 10.0, 194.0, 168.0
_HEAD, _ONE_LINE, _TWO_LINES, _APART = 24.0, 42.0, 58.0, 12.0
_GAP, _OUTSIDE, _CORNER = 186.0, 8.0, 6.0
_TITLE, _SECOND = 13.0, 12.0
_INSIDE = (_BOX - 18) / 0.88
"""Letters run narrower in most fonts than they are reckoned."""
_MOST_LANE = 26


class DrawnBox(NamedTuple):
    """A box with its lines of text; `title` is all of its title, of which the lines may show a part."""

    part: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    words: tuple[float, str]
    title: str

    @property
    def middle(self) -> float:
        """The vertical centre."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """The horizontal centre."""
        return self.x + self.width / 2


class DrawnArrow(NamedTuple):
    """A line, and the tip at its end: the point, and which way it looks."""

    path: str
    tip: str
    on_path: bool


class MovePicture(NamedTuple):
    """The picture. `heads` are the names of the lanes."""

    width: float
    height: float
    heads: tuple[tuple[float, str], ...]
    boxes: tuple[DrawnBox, ...]
    arrows: tuple[DrawnArrow, ...]


def move_map(moves: MoveMap) -> MovePicture | None:
    """The picture of a map; None of one without boxes."""
    if not moves.boxes:
        return None
    here = next((box for box in moves.boxes if box.part == "here"), None)
    own = here.track if here else moves.boxes[0].track
    lanes = [[box for box in moves.boxes if (box.track == own) is is_own] for is_own in (True, False)]
    columns = [_stacked(lane) for lane in lanes]
    base = max(sum(height + _APART for _, height in column if _ is not here) for column in columns)
    foot = _HEAD + base + (_height(here) + _APART if here else 0)
    drawn: dict[str, DrawnBox] = {}
    for x, column in zip((_LEFT, _RIGHT), columns, strict=True):
        bottom = foot - (_height(here) + 2 * _APART if here else 0)
        for box, height in column:
            if box is here:
                drawn[box.role] = _drawn(box, x, foot - height)
                continue
            drawn[box.role] = _drawn(box, x, bottom - height)
            bottom -= height + _APART
    heads = tuple(
        (x, cut(", ".join(dict.fromkeys(_capitalised(box.track) for box, _ in column)), _MOST_LANE))
        for x, column in zip((_LEFT, _RIGHT), columns, strict=True)
        if column
    )
    return MovePicture(WIDTH, foot + 4, heads, tuple(drawn.values()), tuple(_arrows(moves.arrows, drawn)))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stacked(lane: Sequence[MapBox]) -> list[tuple[MapBox, float]]:
    """The boxes of a lane from the lowest, the person's own first, each with its height."""
    ordered = sorted(lane, key=lambda box: (box.part != "here", box.seniority))
    return [(box, _height(box)) for box in ordered]


def _height(box: MapBox) -> float:
    return _TWO_LINES if len(_titles(box)) > 1 else _ONE_LINE


def _titles(box: MapBox) -> tuple[str, ...]:
    ems, own = _INSIDE / _TITLE, f" ({box.role})"
    lines = fit(box.title, ems, 2)
    if lines[-1].endswith("…") and box.title.endswith(own):
        # Another role has the same title.
        return cut(box.title.removesuffix(own), ems), cut(own.strip(), ems)
    return lines


def _drawn(box: MapBox, x: float, y: float) -> DrawnBox:
    lines = tuple((y + 17 + 15 * place, text) for place, text in enumerate(_titles(box)))
    words = (y + _height(box) - 10, cut(box.words, _INSIDE / _SECOND))
    return DrawnBox(box.part, x, y, _BOX, _height(box), lines, words, box.title)


class _Channels:
    """The tracks where lines run beside boxes. Each stretch is reserved for the lines from one box."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, str]] = []

    def reserve(self, x: float, one: float, other: float, start: str) -> bool:
        """Whether the stretch was free, or is shared with lines from the same box; then it is taken."""
        low, high = min(one, other), max(one, other)
        if any(x == at and low < end and begin < high and start != by for at, begin, end, by in self._taken):
            return False
        self._taken.append((x, low, high, start))
        return True


def _arrows(arrows: Sequence[MapArrow], drawn: dict[str, DrawnBox]) -> Iterator[DrawnArrow]:
    """The lines that cross nothing, those of the path first; what cannot be drawn so is left to the words."""
    channels = _Channels()
    for on_path, of_kind in groupby(sorted(arrows, key=lambda arrow: not arrow.on_path), lambda a: a.on_path):
        for arrow in of_kind:
            start, end = drawn[arrow.start], drawn[arrow.end]
            line = _line(start, end, drawn, channels, arrow.start)
            if line:
                yield DrawnArrow(*line, on_path)


def _line(
    start: DrawnBox, end: DrawnBox, drawn: dict[str, DrawnBox], channels: _Channels, by: str
) -> tuple[str, str] | None:
    """The line and its tip; None where there is no room for one."""
    if end.y > start.y:
        return None
    if start.x == end.x:
        between = [box for box in drawn.values() if box.x == start.x and end.y < box.y < start.y]
        if not between:
            return _path([(start.centre, start.y), (start.centre, end.y + end.height)])
        outside = start.x - _OUTSIDE if start.x == _LEFT else start.x + _BOX + _OUTSIDE
        edge = start.x if start.x == _LEFT else start.x + _BOX
        if not channels.reserve(outside, start.middle, end.middle, by):
            return None
        return _path([(edge, start.middle), (outside, start.middle), (outside, end.middle), (edge, end.middle)])
    below = [box for box in drawn.values() if box.x == end.x and box.y > end.y]
    inner, across = (start.x + _BOX, end.x) if start.x < end.x else (start.x, end.x + _BOX)
    if not below and start.middle > end.y + end.height:
        # Nothing stands under the end: one bend, up to it from below.
        return _path([(inner, start.middle), (end.centre, start.middle), (end.centre, end.y + end.height)])
    if not channels.reserve(_GAP, start.middle, end.middle, by):
        return None
    return _path([(inner, start.middle), (_GAP, start.middle), (_GAP, end.middle), (across, end.middle)])


def _path(points: Sequence[tuple[float, float]]) -> tuple[str, str]:
    """A line with rounded corners that ends short of its tip, and the tip."""
    (bx, by), (x, y) = points[-2:]
    dx, dy = _sign(x - bx), _sign(y - by)
    made = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (ax, ay), (cx, cy), (ex, ey) in zip(points, points[1:], points[2:], strict=False):
        in_x, in_y = _sign(cx - ax), _sign(cy - ay)
        out_x, out_y = _sign(ex - cx), _sign(ey - cy)
        round_in = min(_CORNER, (abs(cx - ax) + abs(cy - ay)) / 2)
        round_out = min(_CORNER, (abs(ex - cx) + abs(ey - cy)) / 2)
        made.append(f"L{cx - in_x * round_in:g} {cy - in_y * round_in:g}")
        made.append(f"Q{cx:g} {cy:g} {cx + out_x * round_out:g} {cy + out_y * round_out:g}")
    made.append(f"L{x - dx * 5:g} {y - dy * 5:g}")
    side_x, side_y = dy * 4, dx * 4
    base_x, base_y = x - dx * 7, y - dy * 7
    tip = f"M{x:g} {y:g}L{base_x + side_x:g} {base_y + side_y:g}L{base_x - side_x:g} {base_y - side_y:g}z"
    return "".join(made), tip


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)

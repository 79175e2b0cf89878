"""Levels over time, a small picture for each skill: a step for each assessment, a break where nothing was rated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pmladder.report.progress import ProgressData
from pmladder.report.progress_gaps import label

WIDTH, HEIGHT = 180.0, 56.0
_PAD = 6.0
_STATES = {
    "unknown": "not rated",
    "named": "there, level not known",
    "not-applicable": "not applicable",
    "incomparable": "a level that today's scale lacks",
}


class DrawnPoint(NamedTuple):
    """What was held on a day."""

    x: float
    y: float


class LevelLine(NamedTuple):
    """One skill: its points, and the steps between those that follow one another."""

    name: str
    points: tuple[DrawnPoint, ...]
    path: str
    grid: tuple[float, ...]
    words: tuple[tuple[str, str], ...]


def level_lines(progress: ProgressData, top: int) -> tuple[LevelLine, ...]:
    """A picture for each skill that was held at a known level on any day."""
    days = [date.fromisoformat(entry.date) for entry in progress.entries]
    xs = _places(days)
    lines = []
    for line in progress.over_time:
        levels = [held.level for held in line.held]
        if any(level is not None for level in levels):
            points = [
                None if level is None else DrawnPoint(x, _y(level, top)) for x, level in zip(xs, levels, strict=True)
            ]
            words = tuple(
                (entry.date, held.name or (str(held.level) if held.level is not None else _STATES[held.state]))
                for entry, held in zip(progress.entries, line.held, strict=True)
            )
            grid = tuple(_y(level, top) for level in range(top + 1))
            lines.append(
                LevelLine(
                    label("skill", line.skill, progress.catalogue),
                    tuple(p for p in points if p),
                    "".join(_steps(points)),
                    grid,
                    words,
                )
            )
    return tuple(lines)


def _places(days: Sequence[date]) -> list[float]:
    """Where the days lie; those of one day, or of a clock that went back, are set apart evenly."""
    apart = (WIDTH - 2 * _PAD) / max(1, len(days) - 1)
    if list(days) != sorted(set(days)):
        return [round(_PAD + apart * place, 1) for place in range(len(days))]
    whole = max(1, (days[-1] - days[0]).days) if days else 1
    return [round(_PAD + (WIDTH - 2 * _PAD) * (day - days[0]).days / whole, 1) for day in days]


def _y(level: int, top: int) -> float:
    return round(HEIGHT - _PAD - (HEIGHT - 2 * _PAD) * min(level, top) / top, 1)


def _steps(points: Sequence[DrawnPoint | None]) -> Iterator[str]:
    before: DrawnPoint | None = None
    for point in points:
        if point is not None:
            yield f"M{point.x:g} {point.y:g}" if before is None else f"H{point.x:g}V{point.y:g}"
        before = point

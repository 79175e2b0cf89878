"""The report of `route`: chains of moves to a goal, what each step adds and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pmladder.engine.route import Routes
from pmladder.engine.suggest import Answer
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, shown, table
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, where_blocks
from pmladder.report.report import Report, labelled
from pmladder.report.route_data import (
    Asked,
    ClimbData,
    IfData,
    RouteData,
    RouteEntry,
    RouteStepData,
    route_data,
)
from pmladder.text import plural


def report(ground: Ground, answer: Answer, asked: Asked, found: Routes, as_of: str | None) -> Report:
    """The routes from where the person stands to the goal."""
    data = route_data(ground, answer, asked, found, as_of)
    return Report(
        data, lambda: tuple(_blocks(labelled(data, ground.catalogue), ground)), partial(_rows, data), ground=ground
    )


def _blocks(data: RouteData, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    for number, route in enumerate(data.routes, 1):
        yield Heading(f"{number}. {_summary(route)}")
        yield _table(route, ground)
    for route in data.others:
        yield Heading(f"Another way: {_summary(route)}")
        yield _table(route, ground)
    if data.what_if is not None:
        yield from _what_if(data.what_if, data)
    if any(map(_has_unrated, (*data.routes, *data.others))):
        yield paragraph(Cell("? is a level that nobody rated; its levels count from the bottom.", "muted"))
    if data.routes:
        yield paragraph(
            Cell(
                "Verdicts are those of a person who has done the steps before. Years and people led take their own "
                f"time. {NOT_A_PROMISE}",
                "muted",
            )
        )


def _summary(route: RouteEntry) -> str:
    names = f" {words.ARROW} ".join(step.title for step in route.steps)
    most = "up to " if _has_unrated(route) else ""
    levels = f"{most}{plural(route.levels, 'level')} to climb"
    return f"{names} ({plural(len(route.steps), 'move')}, {_years(route)}, {levels})"


def _has_unrated(route: RouteEntry) -> bool:
    return any(climb.from_ is None for step in route.steps for climb in step.adds)


def _years(route: RouteEntry) -> str:
    return words.route_years(route.years, [step.years for step in route.steps])


def _table(route: RouteEntry, ground: Ground) -> Block:
    columns = [
        Column("", right=True),
        Column("Step"),
        Column("Move"),
        Column("After"),
        Column("Levels", right=True),
        Column("Skills", below=True),
        Column("Falls away", below=True),
        Column("Verdict", below=True),
    ]
    return table(columns, [_row(number, step, ground) for number, step in enumerate(route.steps, 1)])


def _row(number: int, step: RouteStepData, ground: Ground) -> list[Cell | str]:
    blocked = f"Blocked by {'; '.join(step.blockers)}" if step.blockers else step.verdict.capitalize()
    return [
        str(number),
        Cell(step.title, "strong"),
        words.move(step.transition, step.track, ground),
        words.years_range(step.years) or "not known",
        str(sum(climb.levels for climb in step.adds)),
        f"Adds {', '.join(_climb(climb) for climb in step.adds)}" if step.adds else "Adds no skill",
        f"No longer asked: {', '.join(drop.name for drop in step.drops)}" if step.drops else "",
        Cell(blocked, words.VERDICT_TONES[step.verdict]),
    ]


def _climb(climb: ClimbData) -> str:
    return f"{climb.name} {'?' if climb.from_ is None else climb.from_}{words.ARROW}{climb.to}"


def _what_if(what_if: IfData, data: RouteData) -> Iterator[Block]:
    before = {tuple(step.role for step in route.steps): route for route in (*data.routes, *data.others)}
    rows: list[list[Cell | str]] = []
    for route in what_if.routes:
        now = before.get(tuple(step.role for step in route.steps))
        changed = now is None or (now.levels, now.years) != (route.levels, route.years)
        rows.append(
            [
                Cell(f" {words.ARROW} ".join(step.title for step in route.steps), "strong" if changed else None),
                str(now.levels) if now else "-",
                str(route.levels),
                "new here" if now is None else _changes(now, route),
            ]
        )
    yield Heading(f"If {'; '.join(step.line for step in what_if.steps)}")
    columns = [Column("Route"), Column("Levels now", right=True), Column("Then", right=True), Column("What changes")]
    yield table(columns, rows)


def _changes(now: RouteEntry, then: RouteEntry) -> str:
    changes = [
        f"{was.title}: {was.verdict} {words.ARROW} {will.verdict}"
        for was, will in zip(now.steps, then.steps, strict=True)
        if was.verdict != will.verdict
    ]
    if now.levels != then.levels and not changes:
        changes.append("fewer levels" if then.levels < now.levels else "more levels")
    if now.years != then.years:
        changes.append(f"{_years(now)} {words.ARROW} {_years(then)}")
    return "; ".join(changes) or "no verdict, no level"


def _rows(data: RouteData) -> list[list[str]]:
    header = ["route", "way", "step", "role", "title", "kind", "years_min", "years_max", "levels", "adds", "drops"]
    rows = [[*header, "verdict", "route_years_min", "route_years_max", "route_levels"]]
    for number, route in enumerate((*data.routes, *data.others), 1):
        for place, step in enumerate(route.steps, 1):
            rows.append(
                [
                    str(number),
                    route.way,
                    str(place),
                    step.role,
                    step.title,
                    step.transition.kind,
                    shown(step.years.min if step.years else None),
                    shown(step.years.max if step.years else None),
                    str(sum(climb.levels for climb in step.adds)),
                    "; ".join(climb.skill for climb in step.adds),
                    "; ".join(drop.skill for drop in step.drops),
                    step.verdict,
                    shown(route.years.min),
                    shown(route.years.max),
                    str(route.levels),
                ]
            )
    return rows

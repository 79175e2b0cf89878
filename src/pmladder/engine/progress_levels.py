"""Compares the levels of skills then and now, in the levels of one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.engine.formula import Holding
from pmladder.profile.journal import Entry

State = Literal["rated", "presumed", "named", "not-applicable", "unknown", "incomparable"]
LevelKind = Literal[
    "up", "down", "rated", "no longer rated", "set aside", "taken up again", "found present", "cannot be compared"
]


class Held(NamedTuple):
    """The holding of a skill. `level` is a number of the common scale, `name` its name on the day.

    `incomparable`: the common scale does not have the level's name.
    """

    state: State = "unknown"
    level: int | None = None
    name: str | None = None

    def holding(self, top: int) -> Holding:
        """The same as a `Holding` in a scale of `top` levels. An incomparable level is unknown."""
        match self.state:
            case "rated" | "presumed":
                level = self.level or 0
                return Holding(level, level, "rated" if self.state == "rated" else "presumed")
            case "named":
                return Holding(1, top, "named")
            case "not-applicable":
                return Holding(0, top, "none", "set aside")
            case _:
                return Holding(0, top, "none")


class LevelChange(NamedTuple):
    """One skill whose level has changed."""

    skill: str
    kind: LevelKind
    then: Held
    now: Held


class Scale:
    """Translates levels of one day's scale into another scale: by name, as numbers can shift."""

    def __init__(self, names: Sequence[str], into: Sequence[str]) -> None:
        self.names = (NONE, *names)
        self.top = len(into)
        numbers = {name.casefold(): number for number, name in enumerate((NONE, *into))}
        self._numbers = {level: numbers.get(name.casefold()) for level, name in enumerate(self.names)}

    def number(self, level: int) -> int | None:
        """The number of `level` in the other scale; None if no level has this name there."""
        return self._numbers.get(level)

    def name(self, level: int) -> str:
        """The name of `level` on its day."""
        return self.names[level] if level < len(self.names) else str(level)


NOT_HELD = Held()


def ratings_in(entry: Entry, scale: Scale) -> dict[str, Held]:
    """The rating of each skill in `entry`. A missing skill was not rated."""
    return {
        **dict.fromkeys(entry.present, Held("named")),
        **dict.fromkeys(entry.not_applicable, Held("not-applicable")),
        **{skill: _at(level, "rated", scale) for skill, level in entry.levels.items()},
    }


def holding_in(entry: Entry, scale: Scale) -> Callable[[str], Held]:
    """The holding of a skill in `entry`: as rated, or else as presumed from roles."""
    rated = ratings_in(entry, scale)

    def of(skill: str) -> Held:
        presumed, known = entry.presumed.get(skill, 0), rated.get(skill)
        # A presumed level says more than a skill that is only named.
        if known is not None and not (known.state == "named" and presumed):
            return known
        if presumed:
            return _at(presumed, "presumed", scale)
        none = entry.others_presumed_none or skill in entry.presumed
        return Held("presumed", 0, scale.name(0)) if none else NOT_HELD

    return of


def _at(level: int, state: State, scale: Scale) -> Held:
    number = scale.number(level)
    return Held("incomparable" if number is None else state, number, scale.name(level))


def skills_of(entries: Sequence[Entry]) -> list[str]:
    """Every skill that occurs in `entries`, in the order of ids."""
    return sorted({skill for e in entries for skill in (*e.levels, *e.present, *e.not_applicable)})


def level_changes(then: Entry, now: Entry) -> Iterator[LevelChange]:
    """The skills whose ratings have changed, in levels of the scale of `now`. Presumed levels do not count."""
    before, after = Scale(then.catalogue.scale, now.catalogue.scale), Scale(now.catalogue.scale, now.catalogue.scale)
    rated_then, rated_now = ratings_in(then, before), ratings_in(now, after)
    for skill in skills_of((then, now)):
        was, is_ = rated_then.get(skill, NOT_HELD), rated_now.get(skill, NOT_HELD)
        if (was.state, was.level) != (is_.state, is_.level):
            yield LevelChange(skill, _kind(was, is_), was, is_)


def _kind(then: Held, now: Held) -> LevelKind:
    if "incomparable" in (then.state, now.state):
        return "cannot be compared"
    if now.level is not None:
        if then.level is None:
            return "rated"
        return "up" if now.level > then.level else "down"
    if now.state == "not-applicable":
        return "set aside"
    if then.state == "not-applicable":
        return "taken up again"
    return "found present" if then.level is None and now.state == "named" else "no longer rated"

"""What is held then and now, skill by skill, in the levels of one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.profile.journal import Entry

State = Literal["rated", "present", "not-applicable", "unknown", "incomparable"]
LevelKind = Literal[
    "up", "down", "rated", "no longer rated", "set aside", "taken up again", "found present", "cannot be compared"
]


class Held(NamedTuple):
    """How a skill is held. `level` is a number of the scale compared in, `name` what it was called on the day.

    `incomparable` is a level whose name the scale compared in does not have.
    """

    state: State = "unknown"
    level: int | None = None
    name: str | None = None


class LevelChange(NamedTuple):
    """One skill that is held differently now."""

    skill: str
    kind: LevelKind
    then: Held
    now: Held


class Scale:
    """Levels of the scale of one day, as numbers of another scale: by name, for numbers shift."""

    def __init__(self, names: Sequence[str], into: Sequence[str]) -> None:
        self.names = (NONE, *names)
        numbers = {name.casefold(): number for number, name in enumerate((NONE, *into))}
        self._numbers = {level: numbers.get(name.casefold()) for level, name in enumerate(self.names)}

    def number(self, level: int) -> int | None:
        """The number of `level` in the other scale; None where no level there is called so."""
        return self._numbers.get(level)

    def name(self, level: int) -> str:
        """What `level` was called on its day."""
        return self.names[level] if level < len(self.names) else str(level)


NOT_HELD = Held()


def holdings(entry: Entry, scale: Scale) -> dict[str, Held]:
    """How each skill was held on the day of `entry`; one that is missing is unknown."""
    return {
        **dict.fromkeys(entry.present, Held("present")),
        **dict.fromkeys(entry.not_applicable, Held("not-applicable")),
        **{skill: _rated(scale.number(level), scale.name(level)) for skill, level in entry.levels.items()},
    }


def held(entry: Entry, skill: str, scale: Scale) -> Held:
    """How one skill was held on the day of `entry`; `holdings` is for many."""
    if skill in entry.levels:
        level = entry.levels[skill]
        return _rated(scale.number(level), scale.name(level))
    if skill in entry.not_applicable:
        return Held("not-applicable")
    return Held("present") if skill in entry.present else NOT_HELD


def _rated(number: int | None, name: str) -> Held:
    return Held("incomparable" if number is None else "rated", number, name)


def skills_of(entries: Sequence[Entry]) -> list[str]:
    """Every skill that any of `entries` says something of, in the order of ids."""
    return sorted({skill for e in entries for skill in (*e.levels, *e.present, *e.not_applicable)})


def level_changes(then: Entry, now: Entry) -> Iterator[LevelChange]:
    """A change for each skill that is held differently now; levels in the scale of `now`."""
    before, after = Scale(then.catalogue.scale, now.catalogue.scale), Scale(now.catalogue.scale, now.catalogue.scale)
    held_then, held_now = holdings(then, before), holdings(now, after)
    for skill in skills_of((then, now)):
        was, is_ = held_then.get(skill, NOT_HELD), held_now.get(skill, NOT_HELD)
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
    return "found present" if then.level is None and now.state == "present" else "no longer rated"

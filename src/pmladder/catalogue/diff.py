"""What differs between two catalogues, entry by entry: each difference is a value, in words that people use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from pmladder.catalogue.fields import NONE, Model
from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.role_parts import SkillAsked

Kind = Literal["added", "removed", "raised", "lowered", "reworded", "changed"]
Value = str | int | float | None

_PROSE = frozenset({"title", "name", "summary", "description", "text", "note", "meaning", "levels", "close"})
_FIGURES = frozenset({"min", "max", "typical", "low", "high", "count", "seniority", "level", "years"})


class Change(NamedTuple):
    """One difference.

    `part` is what kind of entry it is in (`role`, `transition`, `level`, ...), `where` its id (`pm`,
    `pm -> senior-pm`), `what` the key in it (`skills.coaching`, `years.min`), empty for the entry as a whole. `old`
    and `new` are as a reader knows them: a level's name, a figure, a text; None where there is nothing.
    """

    kind: Kind
    part: str
    where: str
    what: str
    old: Value
    new: Value


class _Pair(NamedTuple):
    """The entry that is compared, with the names of the levels in the old and in the new catalogue, from level 0."""

    part: str
    where: str
    before: Sequence[str]
    after: Sequence[str]

    def moved(self, level: int) -> int:
        """The number that a level of the old scale has in the new one: that of its name, where it is still there."""
        name = self.before[level] if level < len(self.before) else ""
        return self.after.index(name) if name in self.after else level

    def change(self, kind: Kind, what: str, old: Any, new: Any) -> Change:
        return Change(kind, self.part, self.where, what, _shown(old), _shown(new))


def diff(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Every difference between two catalogues: none exactly when they are equal.

    In the order of the new one, part by part: catalogue, scale, categories, skills, roles, transitions, company
    ladders, sources, effort. What was removed comes last in its part.
    """
    return tuple(_diff(old, new))


def _diff(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    pair = partial(_Pair, before=_scale(old), after=_scale(new))
    yield from _inside(old.catalogue, new.catalogue, pair("catalogue", new.catalogue.id), "")
    for part, field in _LISTED:
        named = partial(_key, part)
        yield from _entries(getattr(old, field), getattr(new, field), named, partial(pair, part))
    for field in type(new).model_fields:
        if field not in (*(name for _, name in _LISTED), "catalogue"):
            yield from _value("", getattr(old, field), getattr(new, field), pair(field, ""))


_LISTED = (
    ("level", "scale"),
    ("category", "categories"),
    ("skill", "skills"),
    ("role", "roles"),
    ("transition", "transitions"),
    ("company ladder", "company_ladders"),
    ("source", "sources"),
)


def _entries(
    old: Sequence[Model], new: Sequence[Model], name: Callable[[Model], str], pair: Callable[[str], _Pair]
) -> Iterator[Change]:
    before, after = _by_name(old, name), _by_name(new, name)
    for key, entry in after.items():
        if key not in before:
            yield pair(key).change("added", "", None, _called(entry))
        elif before[key] != entry:
            yield from _inside(before[key], entry, pair(key), "")
    for key, entry in before.items():
        if key not in after:
            yield pair(key).change("removed", "", _called(entry), None)
    stayed, now = [key for key in before if key in after], [key for key in after if key in before]
    if stayed != now:
        yield pair("").change("changed", "order", *_apart(stayed, now))


def _inside(old: Model, new: Model, pair: _Pair, what: str) -> Iterator[Change]:
    """The differences between two entries of one kind, key by key."""
    names = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    changes: list[Change] = []
    for name in names:
        changes += _value(
            _under(what, name), getattr(old, name), getattr(new, name), pair, name in _PROSE, name in _FIGURES
        )
    if isinstance(new, Role) and isinstance(old, Role) and _said_by_strength(old, new, changes):
        changes = [change for change in changes if change.what != "decisive"]
    yield from changes


def _value(what: str, old: Any, new: Any, pair: _Pair, prose: bool = False, figure: bool = False) -> Iterator[Change]:
    if isinstance(old, SkillAsked) and isinstance(new, SkillAsked):
        yield from _asked(what, old, new, pair)
    elif isinstance(old, Model) and isinstance(new, Model):
        yield from _inside(old, new, pair, what)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mapping(what, old, new, pair, prose)
    elif _holds_models(old) or _holds_models(new):
        yield from _models(what, old, new, pair)
    elif old != new:
        yield _plain(what, old, new, pair, prose, figure)


def _plain(what: str, old: Any, new: Any, pair: _Pair, prose: bool, figure: bool) -> Change:
    kind: Kind = "changed"
    if old in (None, (), {}):
        kind, old = "added", None
    elif new in (None, (), {}):
        kind, new = "removed", None
    elif figure and not isinstance(new, str):
        kind = "raised" if new > old else "lowered"
    elif prose:
        kind = "reworded"
    old = _level(pair.before, old.level) if isinstance(old, SkillAsked) else old
    new = _level(pair.after, new.level) if isinstance(new, SkillAsked) else new
    return pair.change(kind, what, old, new)


def _asked(what: str, old: SkillAsked, new: SkillAsked, pair: _Pair) -> Iterator[Change]:
    """A skill that a role asks for. A new rung of the scale raises no level: what has kept its name is the same."""
    level = pair.moved(old.level)
    if level != new.level:
        names = _level(pair.before, old.level), _level(pair.after, new.level)
        yield pair.change("raised" if new.level > level else "lowered", what, *names)
    for name in ("strength", "optional", "note", "sources"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield _plain(f"{what}.{name}", one, other, pair, name in _PROSE, False)


def _mapping(what: str, old: Mapping[Any, Any], new: Mapping[Any, Any], pair: _Pair, prose: bool) -> Iterator[Change]:
    by_level = {pair.moved(key): value for key, value in old.items() if isinstance(key, int)}
    old = by_level if by_level and len(by_level) == len(old) else old
    for key in [*new, *(key for key in old if key not in new)]:
        name = _level(pair.after, key) if isinstance(key, int) else key
        if old.get(key) != new.get(key):
            yield from _value(_under(what, str(name)), old.get(key), new.get(key), pair, prose)


def _models(what: str, old: Sequence[Model], new: Sequence[Model], pair: _Pair) -> Iterator[Change]:
    """Entries inside an entry: each known by its id or by what tells it from the others."""
    before, after = _by_name(old, _inner_name), _by_name(new, _inner_name)
    for key in [*after, *(key for key in before if key not in after)]:
        if before.get(key) != after.get(key):
            yield from _value(_under(what, key), before.get(key), after.get(key), pair)
    stayed, now = [key for key in before if key in after], [key for key in after if key in before]
    if stayed != now:
        yield pair.change("changed", _under(what, "order"), *_apart(stayed, now))


def _said_by_strength(old: Role, new: Role, changes: Sequence[Change]) -> bool:
    """Whether every skill that `decisive` gained or lost is told of already, as a strength or as a skill."""
    told = {change.what for change in changes}
    apart = set(old.decisive) ^ set(new.decisive)
    stayed = [skill for skill in old.decisive if skill not in apart]
    return (
        bool(apart)
        and stayed == [skill for skill in new.decisive if skill not in apart]
        and all({f"skills.{skill}", f"skills.{skill}.strength"} & told for skill in apart)
    )


def _scale(catalogue: Catalogue) -> tuple[str, ...]:
    return (NONE, *(level.name for level in catalogue.scale))


def _level(names: Sequence[str], level: int) -> str | int:
    return names[level] if level < len(names) else level


def _under(what: str, key: str) -> str:
    return f"{what}.{key}" if what else key


def _key(part: str, entry: Any) -> str:
    if part == "transition":
        return f"{entry.from_role} -> {entry.to}"
    if part == "company ladder":
        return f"{entry.size}: {entry.name}"
    return str(entry.name if part == "level" else entry.id)


def _inner_name(entry: Any) -> str:
    if hasattr(entry, "currency"):
        return f"{entry.currency} {entry.basis}"
    return str(getattr(entry, "id", None) or getattr(entry, "title", None) or getattr(entry, "check", ""))


def _by_name(entries: Sequence[Model], name: Callable[[Any], str]) -> dict[str, Model]:
    """The entries by name; of equal names, the second is `name (2)`."""
    named: dict[str, Model] = {}
    seen: Counter[str] = Counter()
    for entry in entries or ():
        key = label = name(entry)
        while label in named:
            seen[key] += 1
            label = f"{key} ({seen[key] + 1})"
        named[label] = entry
    return named


def _apart(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """The stretch of two orders that differs."""
    start = next(number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    back = zip(reversed(old), reversed(new), strict=True)
    end = len(old) - next(number for number, (one, other) in enumerate(back) if one != other)
    return ", ".join(old[start:end]), ", ".join(new[start:end])


def _holds_models(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)


def _called(entry: Any) -> str:
    return str(getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "kind", ""))


def _shown(value: Any) -> Value:
    """A value of a catalogue in one line: figures as they are, everything else in words."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, BaseModel):
        return _pairs(
            (name, getattr(value, name))
            for name, field in type(value).model_fields.items()
            if name != "sources" and getattr(value, name) != field.default
        )
    if isinstance(value, Mapping):
        return _pairs(value.items())
    return ", ".join(str(_shown(entry)) for entry in value)


def _pairs(pairs: Iterable[tuple[Any, Any]]) -> str:
    return ", ".join(f"{key} {_shown(value)}" for key, value in pairs)

"""The differences between two catalogues, entry by entry. Each difference is one value, in readable words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from pmladder.catalogue.fields import NONE, Model
from pmladder.catalogue.grammar import SOURCES, WHOLE, FieldShape, grammar
from pmladder.catalogue.models import About, Catalogue, Role, Skill
from pmladder.catalogue.notation import Notation
from pmladder.catalogue.role_parts import SkillAsked
from pmladder.catalogue.spelling import words_of

ChangeKind = Literal["added", "removed", "renamed", "raised", "lowered", "reworded", "changed"]
Value = str | int | float | None
Scales = Mapping[str, Sequence[str]]
"""The names of the levels and the names of the reaches, each list starting with `none`."""


class CatalogueChange(NamedTuple):
    """One difference.

    `part` is the kind of the entry (`role`, `transition`, `level`, ...), `where` its id (`pm`, `pm -> senior-pm`),
    `what` the key in it (`skills.coaching`, `years.min`), empty for the whole entry. `old` and `new` are in the words
    of a reader: a level's name, a figure, a text. None means that there is no value.
    """

    kind: ChangeKind
    part: str
    where: str
    what: str
    old: Value
    new: Value


class _Pair(NamedTuple):
    """The entry that is compared, with the scales of the old and of the new catalogue.

    `renamed` has the new id of each skill that has another name now; `in_order` are the roles whose seniority changed
    only because other roles were added or removed.
    """

    part: str
    where: str
    before: Scales
    after: Scales
    renamed: Mapping[str, str] = {}
    in_order: frozenset[str] = frozenset()

    def is_same(self, old: Any, new: Any) -> bool:
        """Whether two values say the same; on other scales, equal numbers may be other levels."""
        return bool(old == new and self.before == self.after)

    def moved(self, form: str, level: int) -> int:
        """The number in the new scale of a level of the old scale. The level is found by its name."""
        before, after = self.before[form], self.after[form]
        name = before[level] if level < len(before) else ""
        return after.index(name) if name in after else level

    def change(self, kind: ChangeKind, what: str, old: Any, new: Any) -> CatalogueChange:
        return CatalogueChange(kind, self.part, self.where, what, _shown(old), _shown(new))


def diff(old: Catalogue, new: Catalogue) -> tuple[CatalogueChange, ...]:
    """Every difference in content between two catalogues. Their own names do not count.

    A skill counts as renamed if it has another id and every role asks for it as for the old one. A level of 0 is no
    level. A role that is added or removed raises and lowers nothing. The differences follow the order of the new
    catalogue, part by part: catalogue, scale, categories, skills, roles, transitions, company ladders, sources, effort.
    Removed entries come last in their part.
    """
    return tuple(_diff(old, new))


def _diff(old: Catalogue, new: Catalogue) -> Iterator[CatalogueChange]:
    pair = partial(
        _Pair, before=_scales(old), after=_scales(new), renamed=_renamed(old, new), in_order=_in_order(old, new)
    )
    shape = grammar(type(new))
    about, *parts = sorted(shape.parts.values(), key=lambda part: (part.key != "catalogue", part.entries is None))
    yield from _inside(about.shape, old.catalogue, new.catalogue, pair(about.key, new.catalogue.id), "")
    for part in parts:
        before, after = getattr(old, part.name), getattr(new, part.name)
        if part.entries and part.shape.each:
            named = partial(_named, part.shape.each, part.entries.between)
            renamed = pair("", "").renamed if part.name == "skills" else {}
            yield from _entries(part.shape.each, before, after, named, partial(pair, part.entries.noun), renamed)
        else:
            yield from _value(part.shape, "", before, after, pair(part.key, ""))


def _entries(
    shape: FieldShape,
    old: Sequence[Model],
    new: Sequence[Model],
    name: Callable[[Model], str],
    pair: Callable[[str], _Pair],
    renamed: Mapping[str, str],
) -> Iterator[CatalogueChange]:
    before = {renamed.get(key, key): entry for key, entry in _by_name(old, name).items()}
    after = _by_name(new, name)
    old_names = {new_name: old_name for old_name, new_name in renamed.items()}
    for key, entry in after.items():
        if key in old_names:
            yield pair(key).change("renamed", "", _entry_name(before[key]), _entry_name(entry))
        if key not in before:
            yield pair(key).change("added", "", None, _entry_name(entry))
        elif not pair(key).is_same(before[key], entry):
            yield from _inside(shape, before[key], entry, pair(key), "")
    for key, entry in before.items():
        if key not in after:
            yield pair(key).change("removed", "", _entry_name(entry), None)
    stayed, now = [key for key in before if key in after], [key for key in after if key in before]
    if stayed != now:
        yield pair("").change("changed", "order", *_apart(stayed, now))


def _inside(shape: FieldShape, old: Model, new: Model, pair: _Pair, what: str) -> Iterator[CatalogueChange]:
    """The differences between two entries of one kind, key by key."""
    for part in shape.parts.values():
        before, after = getattr(old, part.name), getattr(new, part.name)
        if pair.is_same(before, after) or _is_a_name(part.name, old, new, pair):
            continue
        # When the level is all that an entry says, the difference is reported for the entry.
        at = what if part.shape.form in pair.after and Notation.SHORT in part.notation else _under(what, part.key)
        yield from _value(part.shape, at, before, after, pair)


def _value(shape: FieldShape, what: str, old: Any, new: Any, pair: _Pair) -> Iterator[CatalogueChange]:
    if isinstance(old, Model) and isinstance(new, Model):
        yield from _inside(shape, old, new, pair, what)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mapping(shape, what, old, new, pair)
    elif shape.form == "list" and shape.each and shape.each.parts and None not in (old, new):
        yield from _models(shape.each, what, old, new, pair)
    elif shape.form in pair.after and None not in (old, new):
        yield from _levels(shape.form, what, old, new, pair)
    elif old != new:
        yield _plain(shape, what, old, new, pair)


def _plain(shape: FieldShape, what: str, old: Any, new: Any, pair: _Pair) -> CatalogueChange:
    kind: ChangeKind = "changed"
    # By company size, an empty list and a missing one mean different things.
    if old is None or (new is not None and old in ((), {})):
        kind, old = "added", None
    elif new in (None, (), {}):
        kind, new = "removed", None
    elif shape.form == "number":
        kind = "raised" if new > old else "lowered"
    elif _is_prose(shape):
        kind = "reworded"
    return pair.change(kind, what, _level_alone(shape, old, pair.before), _level_alone(shape, new, pair.after))


def _is_prose(shape: FieldShape) -> bool:
    return Notation.PROSE in shape.notation or (shape.each is not None and _is_prose(shape.each))


def _level_alone(shape: FieldShape, value: Any, scales: Scales) -> Any:
    """The name of a level, also when the level is all that an entry says. Any other value stays as it is."""
    for key in shape.short[:1] if isinstance(value, Model) else ():
        part = shape.parts[key]
        return _level_alone(part.shape, getattr(value, part.name), scales) if part.shape.form in scales else value
    return _level(scales[shape.form], value) if shape.form in scales and value is not None else value


def _levels(form: str, what: str, old: int, new: int, pair: _Pair) -> Iterator[CatalogueChange]:
    """A required level. A new level in the scale raises no requirement: a level with the same name is the same."""
    level = pair.moved(form, old)
    if level != new:
        kind: ChangeKind = "raised" if new > level else "lowered"
        yield pair.change(kind, what, _level(pair.before[form], old), _level(pair.after[form], new))


def _mapping(
    shape: FieldShape, what: str, old: Mapping[Any, Any], new: Mapping[Any, Any], pair: _Pair
) -> Iterator[CatalogueChange]:
    by_level = shape.form == "by level"
    old = {pair.moved("level", key): value for key, value in old.items()} if by_level else old
    if what == "skills":
        # Not asked, whichever way it is written.
        old = {pair.renamed.get(key, key): value for key, value in old.items() if not _is_not_asked(value)}
        new = {key: value for key, value in new.items() if not _is_not_asked(value)}
    for key in [*new, *(key for key in old if key not in new)]:
        if not pair.is_same(old.get(key), new.get(key)):
            name = _level(pair.after["level"], key) if by_level else key
            yield from _value(shape.each or WHOLE, _under(what, str(name)), old.get(key), new.get(key), pair)


_NOT_ASKED = SkillAsked.model_construct(level=0)


def _is_not_asked(asked: Any) -> bool:
    return isinstance(asked, SkillAsked) and not asked.level and asked == _NOT_ASKED


def _is_a_name(field: str, old: Model, new: Model, pair: _Pair) -> bool:
    """Whether a field is a name, or a place that changed only because of other entries."""
    if isinstance(old, About) and isinstance(new, About):
        return field == "id" or (field == "title" and all(map(_is_named_by_id, (old, new))))
    if isinstance(old, Skill) and isinstance(new, Skill) and old.id != new.id:
        return field in ("id", "name")
    if field == "must_have" and isinstance(old, Role) and isinstance(new, Role):
        return {pair.renamed.get(skill, skill) for skill in old.must_have} == {*new.must_have}
    return field == "seniority" and pair.where in pair.in_order


def _is_named_by_id(about: About) -> bool:
    """Whether id and title are the same name, as in an import that takes both from the name of its file."""
    return re.sub(r"[\W_]+", "-", about.title.casefold()).strip("-") == about.id


def _renamed(old: Catalogue, new: Catalogue) -> dict[str, str]:
    """The new id of each skill that was renamed: a new skill that the roles ask for in the same way, with a name that
    shares a word or with the same texts for its levels.
    """
    there = {skill.id for skill in old.skills}, {skill.id for skill in new.skills}
    gone = [skill for skill in old.skills if skill.id not in there[1]]
    come = [skill for skill in new.skills if skill.id not in there[0]]
    if not gone or not come:
        return {}
    asked_old, asked_new = _asked_by_name(old), _asked_by_name(new)
    found: dict[str, str] = {}
    for skill in gone:
        like = [
            other
            for other in come
            if other.id not in found.values()
            and asked_old.get(skill.id) == asked_new.get(other.id)
            and (_share_a_word(skill, other) or (skill.levels and skill.levels == other.levels))
        ]
        if len(like) == 1:
            found[skill.id] = like[0].id
    return found


def _asked_by_name(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """For each skill, the name of the level that each role asks."""
    found: dict[str, dict[str, str]] = {}
    for role in catalogue.roles:
        for skill, asked in role.skills.items():
            if asked.level:
                found.setdefault(skill, {})[role.id] = str(_level((NONE, *catalogue.scale_names), asked.level))
    return found


def _share_a_word(one: Skill, other: Skill) -> bool:
    return bool({*words_of(one.name)} & {*words_of(other.name)} - {"and", "of", "the", "to", "in", "for"})


def _in_order(old: Catalogue, new: Catalogue) -> frozenset[str]:
    """The roles whose order among the roles of both catalogues is unchanged, if any role was added or removed."""
    before, after = ({role.id: role.seniority for role in catalogue.roles} for catalogue in (old, new))
    if before.keys() == after.keys():
        return frozenset()
    both = before.keys() & after.keys()
    places = []
    for seniorities in (before, after):
        rungs = sorted({seniorities[role] for role in both})
        numbers = {rung: number for number, rung in enumerate(rungs)}
        places.append({role: numbers[seniorities[role]] for role in both})
    return frozenset(role for role in both if places[0][role] == places[1][role])


def _models(
    shape: FieldShape, what: str, old: Sequence[Model], new: Sequence[Model], pair: _Pair
) -> Iterator[CatalogueChange]:
    """Entries inside an entry, each identified by its id or by its other identifying keys."""
    named = partial(_named, shape, " ")
    before, after = _by_name(old, named), _by_name(new, named)
    for key in [*after, *(key for key in before if key not in after)]:
        if not pair.is_same(before.get(key), after.get(key)):
            yield from _value(shape, _under(what, key), before.get(key), after.get(key), pair)
    stayed, now = [key for key in before if key in after], [key for key in after if key in before]
    if stayed != now:
        yield pair.change("changed", _under(what, "order"), *_apart(stayed, now))


def _scales(catalogue: Catalogue) -> Scales:
    return {"level": (NONE, *catalogue.scale_names), "reach": (NONE, *catalogue.reach)}


def _level(names: Sequence[str], level: int) -> str | int:
    return names[level] if level < len(names) else level


def _under(what: str, key: str) -> str:
    return f"{what}.{key}" if what else key


def _named(shape: FieldShape, between: str, entry: Model) -> str:
    """The identity of an entry as one text."""
    keys = shape.names or shape.required[:1]
    return between.join(str(getattr(entry, shape.parts[key].name)) for key in keys)


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
    """The part in which two orders differ."""
    start = next(number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    back = zip(reversed(old), reversed(new), strict=True)
    end = len(old) - next(number for number, (one, other) in enumerate(back) if one != other)
    return ", ".join(old[start:end]), ", ".join(new[start:end])


def _entry_name(entry: Any) -> str:
    return str(getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "kind", ""))


def _shown(value: Any) -> Value:
    """A value of a catalogue on one line: numbers stay numbers, everything else becomes text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Model):
        return _pairs(
            (name, getattr(value, name))
            for name, field in type(value).model_fields.items()
            if name != SOURCES and getattr(value, name) != field.default
        )
    if isinstance(value, Mapping):
        return _pairs(value.items())
    return ", ".join(str(_shown(entry)) for entry in value)


def _pairs(pairs: Iterable[tuple[Any, Any]]) -> str:
    return ", ".join(f"{key} {_shown(value)}" for key, value in pairs)

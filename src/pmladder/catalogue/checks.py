"""The checks that a catalogue must pass to be used at all.

Each check is one small function that takes the whole catalogue and yields its problems. The tuple at the bottom lists
them. They run after the models have accepted the file, so types are right here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from pmladder.catalogue.citations import citations
from pmladder.catalogue.fields import EDITORIAL, NONE, Model
from pmladder.catalogue.grammar import Path, grammar
from pmladder.catalogue.models import Catalogue, MonthsRange, Role
from pmladder.catalogue.naming import Check, check_id, move_named, role_named, with_check
from pmladder.catalogue.role_parts import RoleBySize
from pmladder.catalogue.silence import unknown_silences
from pmladder.errors import Problem
from pmladder.text import did_you_mean, folded, repr_quoted

_Place = tuple[str, int, *tuple[str, ...]]
"""The path to a role, or to its differences for one company size."""


def errors_in(catalogue: Catalogue, most: int | None = None) -> list[Problem]:
    """The problems that make `catalogue` unusable, check by check: at most `most` of them."""
    found = (with_check(check_id(check), problem) for check in CHECKS for problem in check(catalogue))
    return list(islice(found, most))


def duplicate_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """Two entries of one kind have the same id, or ids that differ only in case or in Unicode form."""
    for key, part in grammar(type(catalogue)).merged.items():
        names = part.shape.each.names if part.shape.each else ()
        if len(names) == 1:
            yield from _duplicates([getattr(entry, names[0]) for entry in getattr(catalogue, part.name)], key, names[0])
    for path, asking in _asking(catalogue):
        if asking.evidence and len(asking.evidence) > 1:
            for problem in _duplicates([entry.id for entry in asking.evidence], "evidence", "id"):
                yield Problem((*path, *problem.path), f"{_who(catalogue, path)}, {problem.where}", problem.what)
    yield from _duplicates(catalogue.reach, "reach")


def unknown_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """An entry names a category, skill or role that the catalogue does not have."""
    categories = _ids(catalogue.categories)
    for index, skill in enumerate(catalogue.skills):
        if skill.category is not None and skill.category not in categories:
            path: Path = ("skills", index, "category")
            yield _unknown(path, f"skill {repr_quoted(skill.id)}", "category", skill.category, categories)
    skills = _ids(catalogue.skills)
    for place, asking in _asking(catalogue):
        for name in asking.skills:
            if name not in skills:
                yield _unknown(
                    (*place, "skills", name), f"{_who(catalogue, place)}, skills", "skill", name, skills, True
                )
        asked = {**catalogue.roles[place[1]].skills, **asking.skills} if asking.must_have else {}
        for number, name in enumerate(asking.must_have or ()):
            if name not in asked:
                path = (*place, "must_have", number)
                yield _unknown(path, f"{_who(catalogue, place)}, must_have", "skill of this role", name, asked)
    for name in catalogue.effort.skills if catalogue.effort else ():
        if name not in skills:
            yield _unknown(("effort", "skills", name), "effort", "skill", name, skills, True)


def unknown_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """A transition or a company's ladder names a role that the catalogue does not have."""
    roles = _ids(catalogue.roles)
    for index, move in enumerate(catalogue.transitions):
        for key, name in (("from", move.from_role), ("to", move.to)):
            if name not in roles:
                yield _unknown(("transitions", index, key), move_named(move), "role", name, roles)
    for index, ladder in enumerate(catalogue.company_ladders):
        for number, name in enumerate(ladder.ladder):
            if name not in roles:
                path = ("company_ladders", index, "ladder", number)
                yield _unknown(path, f"company ladder {repr_quoted(ladder.name)}", "role", name, roles)


def unknown_tracks(catalogue: Catalogue) -> Iterator[Problem]:
    """A role asks for years in a track that no role of the catalogue is on."""
    tracks = dict.fromkeys(role.track for role in catalogue.roles)
    for place, asking in _asking(catalogue):
        for number, track in enumerate(asking.prior.tracks if asking.prior else ()):
            if track not in tracks:
                yield _unknown(
                    (*place, "prior", "tracks", number), f"{_who(catalogue, place)}, prior", "track", track, tracks
                )


def levels_off_the_scale(catalogue: Catalogue) -> Iterator[Problem]:
    """A level is higher than the scale goes."""
    top = len(catalogue.scale)
    what = f"is off the scale, which ends at {top} ({repr_quoted(catalogue.scale[-1].name)})" if top else ""
    for place, asking in _asking(catalogue):
        for name, asked in asking.skills.items():
            if asked.level > top:
                path = (*place, "skills", name)
                yield Problem(
                    path, f"{_who(catalogue, place)}, skills, {repr_quoted(name)}", f"level {asked.level} {what}"
                )
    for index, skill in enumerate(catalogue.skills):
        for key, levels in (("levels", skill.levels), ("close", skill.close)):
            for level in levels:
                if not 0 < level <= top:
                    where = f"skill {repr_quoted(skill.id)}, {key}"
                    yield Problem(("skills", index, key, level), where, f"level {level} {what}")


def reach_off_the_scale(catalogue: Catalogue) -> Iterator[Problem]:
    """A reach lies beyond the list of reaches at the head of the file."""
    top = len(catalogue.reach)
    for place, asking in _asking(catalogue):
        if asking.reach and asking.reach.level > top:
            what = f"reach {asking.reach.level} is beyond `reach` at the head of the file, which has {top}"
            yield Problem((*place, "reach"), f"{_who(catalogue, place)}, reach", what)


def entries_above_levels(catalogue: Catalogue) -> Iterator[Problem]:
    """A role asks for more before people get it than once they are established in it."""
    for place, asking in _asking(catalogue):
        for name, asked in asking.skills.items():
            if asked.entry is not None and asked.entry > asked.level:
                names = (_named(catalogue.scale_names, asked.entry), _named(catalogue.scale_names, asked.level))
                yield _above(
                    (*place, "skills", name, "entry"), f"{_who(catalogue, place)}, skills, {repr_quoted(name)}", *names
                )
        if (reach := asking.reach) and reach.entry is not None and reach.entry > reach.level:
            names = (_named(catalogue.reach, reach.entry), _named(catalogue.reach, reach.level))
            yield _above((*place, "reach", "entry"), f"{_who(catalogue, place)}, reach", *names)
        people = asking.people
        if people and people.entry is not None and people.min is not None and people.entry > people.min:
            yield _above(
                (*place, "people", "entry"), f"{_who(catalogue, place)}, people", str(people.entry), f"min {people.min}"
            )


def empty_scale(catalogue: Catalogue) -> Iterator[Problem]:
    """The scale has no level."""
    if not catalogue.scale:
        yield Problem(("scale",), "scale", "needs at least one level")


def misleading_level_names(catalogue: Catalogue) -> Iterator[Problem]:
    """A level of the scale is called `none`, which is level 0, or by the number of another level."""
    for number, level in enumerate(catalogue.scale, 1):
        name = folded(level.name)
        where = f"scale, number {number}"
        if name == NONE:
            yield Problem(("scale", number - 1), where, "every scale has `none` as its level 0; remove it here")
        elif name.isdecimal() and name != str(number):
            what = f"level {number} is called {repr_quoted(level.name)}, which means another level; rename it"
            yield Problem(("scale", number - 1), where, what)


def transitions_to_themselves(catalogue: Catalogue) -> Iterator[Problem]:
    """A transition leads to the role that it starts from."""
    for index, move in enumerate(catalogue.transitions):
        if move.from_role == move.to:
            yield Problem(("transitions", index), move_named(move), "leads to the role it starts from; remove it")


def duplicate_transitions(catalogue: Catalogue) -> Iterator[Problem]:
    """The same transition is listed twice, so it is unclear which one counts."""
    seen: set[tuple[str, str]] = set()
    for index, move in enumerate(catalogue.transitions):
        if (pair := (move.from_role, move.to)) in seen:
            yield Problem(("transitions", index), move_named(move), "is listed twice; keep one")
        seen.add(pair)


def cycles_of_promotions(catalogue: Catalogue) -> Iterator[Problem]:
    """Promotions form a circle: they lead back to the role where they began."""
    moves = {(move.from_role, move.to): n for n, move in enumerate(catalogue.transitions) if move.kind == "promotion"}
    upward: dict[str, list[str]] = {}
    for start, end in moves:
        if start != end:
            upward.setdefault(start, []).append(end)
    if circle := _circle(upward):
        index = moves[circle[0], circle[1]]
        names = " to ".join([*map(repr_quoted, circle[:8]), *(["..."] if len(circle) > 8 else [])])
        what = f"promotions lead in a circle, {names}; make one of them a step-down or a lateral move, or remove it"
        yield Problem(("transitions", index), move_named(catalogue.transitions[index]), what)


def figures_that_run_backwards(catalogue: Catalogue) -> Iterator[Problem]:
    """The lower figure of a range is above the upper one."""
    for place, asking in _asking(catalogue):
        for key, low, high, names in _ranges(asking):
            if low is not None and high is not None and low > high:
                yield Problem((*place, *key), f"{_who(catalogue, place)}, {key[0]}", _backwards(low, high, names))
    for index, move in enumerate(catalogue.transitions):
        if (years := move.years_in_from) and years.min > years.max:
            what = _backwards(years.min, years.max, ("min", "max"))
            yield Problem(("transitions", index, "years_in_from"), f"{move_named(move)}, years_in_from", what)
    if effort := catalogue.effort:
        for speed in ("focus", "on_the_job"):
            yield from _months_backwards(getattr(effort, speed), ("effort", speed), catalogue)
        for skill, months in effort.skills.items():
            yield from _months_backwards(months, ("effort", "skills", skill), catalogue)


def unknown_sources(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure cites a source that the catalogue does not list."""
    known = {**_ids(catalogue.sources), EDITORIAL: None}
    for path, where, source in citations(catalogue):
        if source not in known:
            yield _unknown(path, where, "source", source, known)


CHECKS: tuple[Check, ...] = (
    empty_scale,
    duplicate_ids,
    unknown_ids,
    unknown_roles,
    unknown_tracks,
    misleading_level_names,
    levels_off_the_scale,
    reach_off_the_scale,
    entries_above_levels,
    transitions_to_themselves,
    duplicate_transitions,
    cycles_of_promotions,
    figures_that_run_backwards,
    unknown_sources,
    unknown_silences,
)


def _asking(catalogue: Catalogue) -> Iterator[tuple[_Place, Role | RoleBySize]]:
    """Everything that can ask for something: each role, and its differences by company size, with the path to it."""
    for index, role in enumerate(catalogue.roles):
        yield ("roles", index), role
        for size, differing in role.by_company.items():
            yield ("roles", index, "by_company", size), differing


def _who(catalogue: Catalogue, place: _Place) -> str:
    """The words for a role, or for its differences by company size: `role "pm", by_company, small`."""
    return ", ".join([role_named(catalogue.roles[place[1]]), *place[2:]])


def _above(path: Path, where: str, entry: str, level: str) -> Problem:
    return Problem(path, where, f"entry {entry} is above {level}; lower it, or raise the other")


def _named(names: Sequence[str], level: int) -> str:
    return repr_quoted(names[level - 1]) if 0 < level <= len(names) else str(level)


def _duplicates(ids: Sequence[str], part: str, key: str = "") -> Iterator[Problem]:
    keys = [folded(name) for name in ids]
    if len(set(keys)) == len(keys):
        return
    first: dict[str, str] = {}
    for index, (name, fold) in enumerate(zip(ids, keys, strict=True)):
        if fold not in first:
            first[fold] = name
            continue
        other = repr_quoted(first[fold])
        problem = "is used twice" if first[fold] == name else f"differs from {other} only in its spelling"
        path: Path = (part, index, key) if key else (part, index)
        yield Problem(path, f"{part}, number {index + 1}", f"{key or part} {repr_quoted(name)} {problem}; rename one")


def _unknown(path: Path, where: str, noun: str, name: str, known: Iterable[str], on_key: bool = False) -> Problem:
    names = list(known)
    hint = did_you_mean(name, names)
    if not hint:
        hint = f"; there are {', '.join(map(repr_quoted, names))}" if 0 < len(names) <= 8 else "; add it or remove it"
    return Problem(path, where, f"unknown {noun} {repr_quoted(name)}{hint}", on_key=on_key)


def _ids(entries: Iterable[Model]) -> dict[str, None]:
    return {entry.id: None for entry in entries}  # type: ignore[attr-defined]


def _ranges(role: Role | RoleBySize) -> Iterator[tuple[Path, float | None, float | None, tuple[str, str]]]:
    for key, years in (
        ("years", role.years),
        ("years_in_product", role.years_in_product),
        ("years_in_role", role.years_in_role),
    ):
        if years is not None:
            yield (key,), years.min, years.typical, ("min", "typical")
    if role.people is not None:
        yield ("people",), role.people.min, role.people.max, ("min", "max")
    for number, pay in enumerate(role.pay if isinstance(role, Role) else ()):
        yield ("pay", number), pay.low, pay.high, ("low", "high")


def _backwards(low: float, high: float, names: tuple[str, str]) -> str:
    return f"{names[0]} {low:g} is above {names[1]} {high:g}; swap them"


def _months_backwards(months: Mapping[int, MonthsRange], path: Path, catalogue: Catalogue) -> Iterator[Problem]:
    for level, span in months.items():
        if span.min > span.max:
            name = catalogue.level_name(level)
            where = ", ".join([*map(str, path), repr_quoted(name)])
            yield Problem((*path, level), where, _backwards(span.min, span.max, ("min", "max")))


def _circle(graph: dict[str, list[str]]) -> list[str]:
    """One circle in `graph` as the nodes along it, the first repeated at the end; empty if there is none."""
    done: set[str] = set()
    for start in graph:
        trail: dict[str, Iterator[str]] = {} if start in done else {start: iter(graph[start])}
        while trail:
            node = next(reversed(trail))
            step = next(trail[node], None)
            if step is None:
                done.add(node)
                del trail[node]
            elif step in trail:
                nodes = list(trail)
                return [*nodes[nodes.index(step) :], step]
            elif step not in done and step in graph:
                trail[step] = iter(graph[step])
    return []

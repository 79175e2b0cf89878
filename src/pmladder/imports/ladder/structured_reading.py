"""The roles and skills of a structured ladder, and what each role asks, collected from its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.catalogue.labels import folded
from pmladder.imports.ladder.structured_parts import LevelEntry, Parts, one_line
from pmladder.imports.ladder.structured_steps import FrameworkStep, steps_of
from pmladder.imports.ladder.table_ids import Ids, is_id, is_uuid, slug
from pmladder.imports.ladder.table_levels import Levels
from pmladder.imports.ladder.told import Told
from pmladder.text import did_you_mean, repr_quoted

Raw = dict[str, Any]
_LINE, _TEXT, _HIGHEST = 5_000, 20_000, 100
_MOST_PAIRS = 200_000
_MOST_HINTS = 50


class Criterion(NamedTuple):
    """One criterion: the numbers of the step and the area that it is for, its text, the proficiency it names."""

    where: str
    step: int
    area: int
    text: str
    asked: str


class FrameworkReading:
    """The roles and skills of a ladder, and what each role asks, collected from its parts."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.unread = parts, parts.unread
        self.remarks = Told()
        self.categories: list[Raw] = []
        self._fill_in("level", "levels")
        self._fill_in("area", "area")
        parts.entries["level"] = [level for level in parts.entries["level"] if self._is_named(level)]
        parts.entries["area"] = [area for area in parts.entries["area"] if self._is_named(area)]
        self.steps = steps_of(parts.entries["level"], self.remarks, self.unread)
        self.roles = [*self._roles()]
        self.skills = [*self._skills()]

    def too_large(self) -> str | None:
        """Why this is more than a catalogue can hold, if it is."""
        if len(self.roles) * len(self.skills) > _MOST_PAIRS:
            return f"has {len(self.roles):,} levels and {len(self.skills):,} areas, more than a ladder has; split it"
        ranks = len({step.rank for step in self.steps})
        return f"has {ranks:,} ranks; {_HIGHEST} are the most" if ranks > _HIGHEST else None

    def remark_idle(self) -> None:
        """Say which roles ask for nothing, and which skills nobody asks for."""
        asked = {skill for role in self.roles for skill in role.get("skills", ())}
        for role in self.roles:
            if "skills" not in role:
                self.remarks.append(f"role {repr_quoted(role['id'])} has no criteria; it is kept and asks for nothing")
        for skill in self.skills:
            if skill["id"] not in asked:
                self.remarks.append(
                    f"skill {repr_quoted(skill['id'])} has no criteria; it is kept, and no role asks it"
                )

    def said(self) -> Iterator[Criterion]:
        """Every criterion with a level and an area, once for each level that it is for."""
        levels, areas = _known(self.parts.entries["level"]), _known(self.parts.entries["area"])
        for entry in self.parts.entries["criterion"]:
            area = self._meant(entry, "area", entry.text("area"), areas)
            named = entry.texts("levels")
            steps = [self._meant(entry, "level", name, levels) for name in named]
            if not named:
                self.unread.append(f"{entry.where}: names no level")
            text = _worded(entry)
            if not text:
                self.remarks.append(f"{entry.where}: says nothing but that it is asked")
            for step in dict.fromkeys(steps):
                if step is not None and area is not None:
                    yield Criterion(entry.where, step, area, text, entry.text("asked"))

    def ask_proficiencies(self, said: Sequence[Criterion], levels: Levels) -> None:
        """Let each role ask each area at the highest proficiency that its criteria name."""
        texts: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for one in said:
            level = levels.read(one.asked) if one.asked else "names no proficiency, so it asks for no level"
            if isinstance(level, str):
                self.unread.append(f"{one.where}: {level}")
                continue
            asked, skill = self.roles[one.step].setdefault("skills", {}), self.skills[one.area]["id"]
            if asked.get(skill, level) != level:
                role = repr_quoted(self.roles[one.step]["id"])
                self.remarks.append(f"{one.where}: role {role} asks {skill} at two levels; the higher counts")
            asked[skill] = max(level, asked.get(skill, 0))
            if level:
                texts.setdefault((one.area, level), []).append((one.step, one.text))
        self._describe(texts)

    def ask_steps(self, said: Sequence[Criterion]) -> list[str]:
        """Let each role ask each area at the highest step up to its own with criteria; the names of the steps."""
        ranks = sorted({step.rank for step in self.steps})
        numbers = {rank: number for number, rank in enumerate(ranks, 1)}
        own = {(one.step, one.area) for one in said}
        at: dict[int, set[tuple[int, str]]] = {}
        for one in said:
            step = self.steps[one.step]
            at.setdefault(one.area, set()).add((step.rank, step.track if step.forked else ""))
        for number, (role, step) in enumerate(zip(self.roles, self.steps, strict=True)):
            for area, skill in enumerate(self.skills):
                # What only the other branch of a fork asks is not asked by this one, nor above it.
                below = [rank for rank, track in at.get(area, ()) if rank < step.rank and track in ("", step.track)]
                if found := [step.rank] if (number, area) in own else below:
                    role.setdefault("skills", {})[skill["id"]] = numbers[max(found)]
        texts: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for one in said:
            texts.setdefault((one.area, numbers[self.steps[one.step].rank]), []).append((one.step, one.text))
        self._describe(texts)
        self.remarks.append("the levels of a skill are the steps of the ladder, since criteria name no proficiency")
        self.unread += [
            f"{one.where}: its proficiency is not read; most criteria name none" for one in said if one.asked
        ]
        return _step_names(self.steps, ranks)

    def _fill_in(self, part: Any, field: str) -> None:
        """A file without a list of its levels or areas has those that its criteria name."""
        if self.parts.entries[part]:
            return
        names = dict.fromkeys(name for entry in self.parts.entries["criterion"] for name in entry.texts(field))
        self.parts.entries[part] = [LevelEntry(f"{part} {repr_quoted(name)}", {"name": name}) for name in names]
        noun = f"{part}s"
        self.remarks.append(f"warning: there is no list of {noun}; those that the criteria name are taken, in order")

    def _is_named(self, entry: LevelEntry) -> bool:
        name = entry.text("name") or entry.text("id")
        if not name or len(name) > _LINE:
            self.unread.append(f"{entry.where}: {'is too long a name' if name else 'has neither a name nor an id'}")
        return bool(name) and len(name) <= _LINE

    def _roles(self) -> Iterator[Raw]:
        ids = Ids("role")
        for entry, step in zip(self.parts.entries["level"], self.steps, strict=True):
            role: Raw = {"id": _id(ids, entry), "title": one_line(step.title), "track": step.track}
            role["seniority"] = step.rank
            if family := entry.text("family"):
                role["family"] = family if is_id(family) else slug(family) or "core"
            if text := self._fitting(entry.where, entry.text("text")):
                role["summary"] = text
            yield role
        self.remarks += ids.remarks

    def _skills(self) -> Iterator[Raw]:
        ids, categories = Ids("skill"), Ids("category")
        made: dict[str, str] = {}
        for entry in self.parts.entries["area"]:
            skill: Raw = {"id": _id(ids, entry), "name": one_line(entry.text("name") or entry.text("id"))}
            if category := one_line(entry.text("category"))[:_LINE]:
                if category not in made:
                    made[category] = categories.take(category)
                    self.categories.append({"id": made[category], "name": category})
                skill["category"] = made[category]
            if text := self._fitting(entry.where, entry.text("text")):
                skill["description"] = text
            yield skill
        self.remarks += ids.remarks

    def _meant(self, entry: LevelEntry, noun: str, name: str, known: Mapping[str, int]) -> int | None:
        """The number of the level or area that a criterion names; None, and told, when there is no such."""
        found = known.get(folded(name), known.get(slug(name) or name))
        if found is None and name:
            # To look for what was meant takes its time, and where much is unknown it is no slip.
            hint = did_you_mean(name, tuple(known)) if len(self.unread) < _MOST_HINTS else ""
            self.unread.append(f"{entry.where}: unknown {noun} {repr_quoted(name)}{hint}")
        elif found is None:
            self.unread.append(f"{entry.where}: names no {noun}")
        return found

    def _describe(self, texts: Mapping[tuple[int, int], Sequence[tuple[int, str]]]) -> None:
        """Say what each level of each skill looks like: its criteria, under the titles of the roles they are for."""
        for area, level in sorted(texts):
            by_step: dict[int, list[str]] = {}
            for step, text in texts[area, level]:
                if text:
                    by_step.setdefault(step, []).append(text)
            titles: dict[str, list[str]] = {}
            for step, lines in by_step.items():
                titles.setdefault("\n".join(lines), []).append(one_line(self.steps[step].title))
            said = [f"{', '.join(names)}: {text}" if len(by_step) > 1 else text for text, names in titles.items()]
            skill = self.skills[area]
            if text := self._fitting(f"skill {repr_quoted(skill['id'])}, level {level}", "\n\n".join(said)):
                skill.setdefault("levels", {})[str(level)] = text

    def _fitting(self, where: str, text: str) -> str:
        if len(text) > _TEXT:
            self.unread.append(f"{where}: is too long, {len(text):,} characters; {_TEXT:,} are the most")
        return text if len(text) <= _TEXT else ""


def _known(entries: Sequence[LevelEntry]) -> dict[str, int]:
    """The number of each entry by what others may call it: its id, else its name, else its rank."""
    known: dict[str, int] = {}
    for field in ("id", "name", "rank"):
        for number, entry in enumerate(entries):
            if name := entry.text(field):
                known.setdefault(folded(name), number)
                known.setdefault(slug(name) or name, number)
    return known


def _step_names(steps: Sequence[FrameworkStep], ranks: Sequence[int]) -> list[str]:
    names: list[str] = []
    for number, rank in enumerate(ranks, 1):
        here = dict.fromkeys(one_line(step.base if step.forked else step.title) for step in steps if step.rank == rank)
        name = " / ".join(here)[: _LINE // 2]
        if folded(name) in (NONE, *map(folded, names)) or name.isdecimal():
            name = f"step {number}: {name}"
        names.append(name)
    return names


def _worded(entry: LevelEntry) -> str:
    """What a criterion says: its name, its text, and its examples as a list."""
    name, text = one_line(entry.text("name")), entry.text("text")
    head = f"{name}: {text}" if name and text else name or text
    return "\n".join(filter(None, (head, *(f"- {one_line(example)}" for example in entry.texts("examples")))))


def _id(ids: Ids, entry: LevelEntry) -> str:
    """The id of the file, unless that is a UUID, which nobody types, and there is a name."""
    own, name = entry.text("id"), entry.text("name")
    return ids.take(name or own) if not own or (name and is_uuid(own)) else ids.take(own, True)

"""Nested data read as a ladder: what each list and mapping holds is told by its key, and by what is inside of it.

Criteria may stand in a list of their own, each naming a level and an area; inside of their levels or areas; or as the
leaves of two names, one within the other. A list of flat entries is a table.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import ROLE_FIELDS, NoLadderError, find_layout, folded_header, meaning
from pmladder.imports.ladder.ids import is_uuid, slug
from pmladder.imports.ladder.making import LadderReading
from pmladder.imports.ladder.titles import read_title, step_title
from pmladder.imports.ladder.understood import LINE, TEXT, AskedPair, Place, Understood, family_id, one_line
from pmladder.text import did_you_mean, first_quoted, folded, plural, repr_quoted

Holds = Literal["roles", "skills", "groups", "ladders", "names of roles", "names of skills", "nothing"]
"""What the entries of a list or a mapping are: `groups` of skills, or `ladders` that lie one key deeper."""

_TEXT = ("summary", "description", "text", "definition", "detail", "details", "statement", "criterion")
_ID, _NAME = ("id", "key", "slug", "code"), ("name", "title", "label", "displayname", "display name")
_LEVELS = (
    *("levels", "roles", "grades", "ranks", "steps", "rungs", "positions", "career levels", "job levels"),
    *("milestones", "stages", "titles", "bands"),
)
_AREAS = (
    *("themes", "domains", "areas", "skills", "dimensions", "pillars", "categories", "capabilities", "topics"),
    *("competencies", "attributes", "values", "traits", "sections", "groups", "tracks"),
)
_CRITERIA = (
    *("criteria", "expectations", "behaviours", "behaviors", "statements", "requirements", "responsibilities"),
    *("signals", "indicators", "examples", "evidence", "content", "points", "items", "bullets"),
)
_ASKED = ("proficiency", "proficiency level", "skill level", "rating", "mastery", "score", "target", "required level")
_ROLE_NAME = ("role", "job", "position", "job title", "role title", "role name")
_SKILL_NAME = ("skill", "competency", "competence", "capability", "topic", "attribute", "dimension")
_CATEGORY = ("category", "group", "area", "theme", "domain", "pillar")
_RANK = ("rank", "seniority", "order", "rung", "number", "grade", "level", "value", "index")
_FAMILY = ("family", "discipline", "job family")
_META = ("version", "licence", "license", "attribution")
_SAMPLE = 50
_MOST_HINTS = 50
_MANY_DIGITS = 3
"""A number of so many digits is that of no level."""

_CATALOGUE = "is a catalogue already and needs no import; give it with --catalogue, or try `pmladder catalogue check`"
_NO_LADDER = (
    "holds no ladder that could be read: roles that each hold their skills, skills that each hold their levels, or "
    "criteria that each name a level and an area (theme, domain)"
)


def _ones(names: Sequence[str]) -> tuple[str, ...]:
    """What one entry of these is called, and its id, where another entry speaks of it."""
    singular = [_one(name) for name in names]
    return (*singular, *(f"{name} id" for name in singular))


def _one(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


_NO_AREAS = frozenset(("value", "title", "values", "titles"))
"""Words for lists of areas or levels that are fields of an entry of anything."""
_LEVEL_NAMES = tuple(name for name in _ones(_LEVELS) if name not in _NO_AREAS)
_AREA_NAMES = tuple(name for name in _ones(_AREAS) if name not in _NO_AREAS)


class _Relation(NamedTuple):
    """The list of criteria of which each names a level and an area, the fields that do, and the lists of those."""

    key: str
    level: str
    area: str
    levels: str | None
    areas: str | None


def read_tree(raw: Any, found: Understood) -> LadderReading | CellGrid:
    """Read nested data into `found`; a list of flat entries comes back as a grid. Raises NoLadderError."""
    if isinstance(raw, dict) and _is_catalogue(raw):
        raise NoLadderError(_CATALOGUE)
    tree = _Tree(found)
    if isinstance(raw, list):
        raw = {"entries": raw}
    if not isinstance(raw, dict):
        raise NoLadderError(_NO_LADDER)
    if (grid := _flat(raw)) is not None:
        return grid
    raw = _with_steps_named(raw)
    if not tree.relation(raw):
        if _holds("", raw) in ("roles", "skills", "groups") and not _has_parts(raw):
            # The names of the file itself are those of roles or skills.
            raw = {"entries": raw}
        tree.read(raw)
    tree.about(raw)
    tree.tell_unused()
    tree.check_ranks()
    if not found.asked:
        raise NoLadderError(_NO_LADDER)
    return LadderReading(tree.how(), expects_texts=True, several=True, one_step=True)


def plain_text(value: Any) -> str:
    """A text without spaces around, or a number as one; empty for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if isinstance(value, int) else value.strip() if isinstance(value, str) else ""


def folded_key(key: str) -> str:
    """A key as keys are compared: `skillLevel`, `skill_level` and `Skill level` are one."""
    return folded_header(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key))


class _Tree:
    """What is read so far, with the roles and skills by all that other entries may call them."""

    def __init__(self, found: Understood) -> None:
        self.found = found
        self.unused: Counter[str] = Counter()
        self.used: dict[str, str] = {}
        self.role_by: dict[str, Hashable] = {}
        self.skill_by: dict[str, Hashable] = {}
        self.in_order: list[Hashable] = []
        self.declared: dict[tuple[str, str], Hashable] = {}
        """Roles that were only named so far; another list may say what they ask."""

    def how(self) -> str:
        """The shape in words."""
        read_as = ", ".join(f"{part} from {repr_quoted(key)}" for key, part in self.used.items())
        return f"a structured ladder, {read_as}" if read_as else "a structured ladder"

    def tell_unused(self) -> None:
        """Say which keys are not used, each with the number of its entries."""
        for key, count in self.unused.items():
            self.found.unused.append(f"{key} is not used, {plural(count, 'entry', 'entries')}", count)

    def check_ranks(self) -> None:
        """Leave out the ranks where not every role has one: the order of the file says more."""
        roles = list(self.found.roles.values())
        without = [role["id"] for role in roles if "seniority" not in role]
        if without and len(without) < len(roles):
            said = f"{plural(len(without), 'role has', 'roles have')} no rank, so that none counts"
            self.found.unused.append(f"{said}: {first_quoted(without)}", len(roles) - len(without))
            for role in roles:
                role.pop("seniority", None)

    def about(self, raw: Mapping[str, Any]) -> None:
        """What the file says of itself."""
        about = self.found.about
        for key, value in raw.items():
            name, text = folded_key(key), plain_text(value)
            field = {"license": "licence"}.get(name, name) if name in _META else ""
            field = "title" if name in ("name", "title") else "description" if name in _TEXT else field
            if field and field not in about and text and len(text) <= (LINE if field in ("title", "version") else TEXT):
                about[field] = text if field == "description" else one_line(text)
            elif text or value in (None, "") or isinstance(value, bool):
                self.unused[f"key {repr_quoted(key)}"] += 1
        if title := slug(about.get("title", "")):
            about["id"] = title

    # Criteria in a list of their own.

    def relation(self, raw: Mapping[str, Any]) -> bool:
        """Whether a list of criteria names levels and areas; read if so."""
        relation = _find_relation(raw)
        if relation is None:
            return False
        inside: list[tuple[Hashable, str, Any]] = []
        for part, key in (("level", relation.levels), ("area", relation.areas)):
            if key is None:
                said = f"warning: there is no list of {part}s; those that the criteria name are taken, in order"
                self.found.remarks.append(said)
                continue
            self.used[key] = part
            for where, name, value in _each(raw[key], key):
                made = self.role(where, name, value, "") if part == "level" else self.skill(where, name, value, "")
                for own in made[2]:
                    self.unused[f"{key}: key {repr_quoted(own)}"] += 1
                inside += [(made[0], f"{part} {where}, {own}", held) for own, held in made[1].items() if made[0]]
        self.used[relation.key] = "criterion"
        ids = 0
        for where, name, value in _each(raw[relation.key], relation.key):
            if not isinstance(value, dict):
                self.found.unread.append(f"{where}: is neither a text nor a mapping of keys to values")
                continue
            ids += bool(name) or any(folded_key(key) in _ID for key in value)
            self._criterion(where, value, relation)
        if ids:
            self.found.unused.append(f"the ids of {plural(ids, 'criterion', 'criteria')} are not kept", ids)
        for entry, where, held in inside:
            if entry in self.found.roles:
                self.in_role(entry, where.removeprefix("level "), held, "")
            else:
                self.in_skill(entry, where.removeprefix("area "), held, "")
        for key, value in raw.items():
            if key not in self.used and isinstance(value, (dict, list)) and value:
                self.unused[f"key {repr_quoted(key)}"] += len(value)
        return True

    def _criterion(self, where: str, value: Mapping[str, Any], relation: _Relation) -> None:
        names = {folded_key(key): key for key in value}
        levels, area = _texts(value.get(names.get(relation.level, ""))), value.get(names.get(relation.area, ""))
        asked = next((plain_text(value[names[word]]) for word in _ASKED if word in names), "")
        text = _worded(value, names)
        for name in (*_TEXT, *_NAME):
            if name in names and not plain_text(value[names[name]]) and value[names[name]] not in (None, "", [], {}):
                self.found.unread.append(f"{where}, {names[name]}: is neither a text nor a whole number")
        used = {relation.level, relation.area, *_ASKED, *_TEXT, *_NAME, *_ID, "examples", "example", "evidence"}
        used |= {"indicators", "expectation"}
        for name, key in names.items():
            if name not in used:
                self.unused[f"{relation.key}: key {repr_quoted(key)}"] += 1
        if not levels:
            self.found.unread.append(f"{where}: names no level")
        skill = self._named(where, "area", plain_text(area), self.skill_by, relation.areas is None)
        if not text:
            self.found.remarks.append(f"{where}: says nothing but that it is asked")
        for level in dict.fromkeys(levels):
            role = self._named(where, "level", level, self.role_by, relation.levels is None)
            if role is not None and skill is not None:
                self._ask(role, skill, asked, text, Place(where))

    def _named(self, where: str, noun: str, name: str, known: dict[str, Hashable], may_be_new: bool) -> Hashable | None:
        """The level or area that a criterion names; None, and told, when there is no such."""
        key = known.get(folded(name), known.get(slug(name) or name))
        if key is None and name and may_be_new:
            return self.role_called(name, "") if noun == "level" else self.skill_called(name, "")
        if key is None and name:
            # To look for what was meant takes its time, and where much is unknown it is no slip.
            hint = did_you_mean(name, tuple(known)) if len(self.found.unread) < _MOST_HINTS else ""
            self.found.unread.append(f"{where}: unknown {noun} {repr_quoted(name)}{hint}")
        elif key is None:
            self.found.unread.append(f"{where}: names no {noun}")
        return key

    # Criteria inside of their levels or areas.

    def read(self, raw: Mapping[str, Any], family: str = "", above: str = "") -> None:
        """Read a mapping that holds ladders or the parts of one, under the names of its keys."""
        held = {key: value for key, value in raw.items() if isinstance(value, (dict, list)) and value}
        kinds = {key: _holds(folded_key(key), value) for key, value in held.items()}
        order: tuple[Holds, ...] = ("names of roles", "names of skills", "roles", "groups", "skills", "ladders")
        for kind in order:
            for key in (key for key, holds in kinds.items() if holds == kind):
                where = f"{above}, {key}" if above else key
                self.used[key] = kind
                self._collection(kind, held[key], where, family)
        for key in (key for key, holds in kinds.items() if holds == "nothing"):
            self.unused[f"key {repr_quoted(key)}"] += len(held[key])

    def _collection(self, kind: Holds, value: Any, where: str, family: str) -> None:
        if kind == "ladders":
            several = isinstance(value, list) or sum(isinstance(one, (dict, list)) for one in value.values()) > 1
            if isinstance(value, dict) and _is_ladder(value):
                self.read(value, family, where)
                return
            for place, name, one in _each(value, where):
                own = name or _first(one, _NAME) or _first(one, _ID)
                self.read(one if isinstance(one, dict) else {own or "entries": one}, own if several else family, place)
        elif kind in ("roles", "names of roles"):
            entries = list(_each(value, where))
            bare = not any(_holds_anything(one) for _, _, one in entries)
            for place, name, one in entries:
                key, inside, rest = self.role(place, name, one, family)
                if key is None:
                    continue
                if kind == "names of roles":
                    for called in (name, self.found.roles[key]["title"], _first(one, _ID)):
                        self.declared[folded(called), folded(family)] = key
                if kind == "roles" and (bare or (not inside and name)):
                    inside, rest = {"": {**rest, **inside}}, {}
                for own, held in inside.items():
                    is_group = own and folded_key(own) not in (*_CRITERIA, *_AREAS) and isinstance(held, dict)
                    category = self.found.category(one_line(own)[:LINE]) if is_group else ""
                    self.in_role(key, f"{place}, {own}" if own else place, held, category)
                for own in rest:
                    self.unused[f"{where}: key {repr_quoted(own)}"] += 1
        else:
            for place, name, one in _each(value, where):
                self._skill_or_group(kind, place, name, one, where, family)

    def _skill_or_group(self, kind: Holds, place: str, name: str, one: Any, where: str, family: str) -> None:
        if kind == "groups":
            own = name or _first(one, _NAME) or _first(one, _ID)
            category = self.found.category(one_line(own)[:LINE]) if own else ""
            for key, held in one.items() if isinstance(one, dict) else ():
                if isinstance(held, (dict, list)) and held:
                    for at, inner, each in _each(held, f"{place}, {key}"):
                        self._skill_inside(at, inner, each, category, where, family)
            if isinstance(one, list):
                for at, inner, each in _each(one, place):
                    self._skill_inside(at, inner, each, category, where, family)
            return
        self._skill_inside(place, name, one, "", where, family)

    def _skill_inside(self, place: str, name: str, one: Any, category: str, where: str, family: str) -> None:
        key, inside, rest = self.skill(place, name, one, category)
        if key is None:
            return
        steps = {**inside, **rest}
        if isinstance(one, dict) and steps and (not inside or _are_names_of_steps(list(steps))):
            inside, rest = {"": steps}, {}
        if isinstance(one, list):
            inside = {"": one}
        for own, held in inside.items():
            if own and _are_texts_beside(folded_key(own), held):
                rest[own] = held
            else:
                self.in_skill(key, f"{place}, {own}" if own else place, held, family)
        for own in rest:
            self.unused[f"{where}: key {repr_quoted(own)}"] += 1

    def role(
        self, where: str, name: str, value: Any, family: str
    ) -> tuple[Hashable | None, dict[str, Any], dict[str, Any]]:
        """A role from its entry: its key, what lies inside of it, and the keys that say nothing known."""
        if text := plain_text(value):
            value = {"summary": text} if name else {"name": text}
        if not isinstance(value, dict):
            if name and isinstance(value, list):
                return self.role_called(name, family), {"": value}, {}
            self.found.unread.append(f"{where}: is neither a text nor a mapping of keys to values")
            return None, {}, {}
        known = (*_NAME, *_ROLE_NAME, *_ID, *_TEXT, *_RANK, *_FAMILY, *ROLE_FIELDS)
        fields, inside, rest = _split(value, known, True)
        title = one_line(
            _first(fields, (*_NAME, *_ROLE_NAME)) or name or _first(fields, _ID) or step_title(_first(fields, _RANK))
        )
        own = _first(fields, _ID) or (name if _first(fields, _NAME) else "")
        if not title or len(title) > LINE:
            what = "is too long a name" if title else "has neither a name nor an id"
            self.found.unread.append(f"{where}: {what}")
            return None, {}, {}
        said_family = _first(fields, _FAMILY) or family
        declared = self.declared.pop((folded(own or title), folded(said_family)), None)
        key: Hashable = declared or (folded(own or title), folded(said_family), len(self.in_order))
        as_is = bool(own) and not is_uuid(own)
        made = self.found.role(key, title, own if as_is else title, as_is)
        self.in_order.append(key)
        for called in (own, name, title, _first(fields, _RANK)):
            if called:
                self.role_by.setdefault(folded(called), key)
                self.role_by.setdefault(slug(called) or called, key)
        if said_family and (family_key := family_id(said_family)):
            made["family"] = family_key
            self.found.families.setdefault(family_key, one_line(said_family)[:100])
        for field, value_of in fields.items():
            if field in _ROLE_NAME and one_line(plain_text(value_of)) != title:
                rest[field] = value_of
            self._role_field(key, field, value_of, where)
        return key, inside, rest

    def _role_field(self, key: Hashable, field: str, value: Any, where: str) -> None:
        place = Place(where, field)
        if field in (*_NAME, *_ROLE_NAME, *_ID, *_FAMILY):
            return
        text = "; ".join(_texts(value)) if isinstance(value, list) else plain_text(value)
        meant = "seniority" if field in _RANK else "summary" if field in _TEXT else meaning(field) or field
        if not text:
            if value not in (None, "", [], {}):
                self.found.unread.append(f"{place}: is neither a text nor a whole number")
        elif meant == "seniority" and field == "level" and not text.isdecimal():
            self.role_by.setdefault(folded(text), key)
        elif meant in ("pay", "people") and not text.isdecimal():
            self.found.field(key, "note", f"{field}: {text}", place)
        elif self.found.fits(text, place, line=meant not in ("summary", "scope")):
            self.found.field(key, meant, text, place)

    def skill(
        self, where: str, name: str, value: Any, category: str
    ) -> tuple[Hashable | None, dict[str, Any], dict[str, Any]]:
        """A skill from its entry: its key, what lies inside of it, and the keys that say nothing known."""
        if text := plain_text(value):
            value = {"text": text} if name else {"name": text}
        known = (*_NAME, *_SKILL_NAME, *_ID, *_TEXT, *_CATEGORY)
        fields, inside, rest = _split(value if isinstance(value, dict) else {}, known)
        title = one_line(_first(fields, _NAME) or name or _first(fields, (*_SKILL_NAME, *_CATEGORY, *_ID)))
        own = _first(fields, _ID) or (name if _first(fields, _NAME) else "")
        slugged = _first(fields, ("name",))
        if not title or len(title) > LINE:
            what = "is too long a name" if title else "has neither a name nor an id"
            self.found.unread.append(f"{where}: {what}")
            return None, {}, {}
        if slugged and (shown := one_line(_first(fields, ("title", "label", "displayname", "display name")))):
            # `name: framing, title: Framing` has its id as the name.
            own, title = own or slugged, shown
        key = folded(own or title)
        as_is = bool(own) and not is_uuid(own)
        made = self.found.skill(key, title, own if as_is else title, as_is)
        for called in (own, name, title, slugged):
            if called:
                self.skill_by.setdefault(folded(called), key)
                self.skill_by.setdefault(slug(called) or called, key)
        rest |= {own: one for own, one in fields.items() if own in _SKILL_NAME and plain_text(one) != title}
        if (said := one_line(_first(fields, _CATEGORY))[:LINE]) and said != title:
            made.setdefault("category", self.found.category(said))
        elif category:
            made.setdefault("category", category)
        if (text := _first(fields, _TEXT)) and self.found.fits(text, Place(where), line=False):
            made.setdefault("description", text)
        for field, said_value in fields.items():
            if not plain_text(said_value) and said_value not in (None, "", [], {}):
                self.found.unread.append(f"{where}, {field}: is neither a text nor a whole number")
        return key, inside, rest

    def in_role(self, role: Hashable, where: str, value: Any, category: str) -> None:
        """What a role asks: a mapping or a list of skills, or groups of them."""
        for place, name, one in _each(value, where):
            if not name and not isinstance(one, dict):
                self.found.unread.append(f"{place}: names no area")
            elif isinstance(one, dict) and name and not _is_record(one):
                self.in_role(role, place, one, self.found.category(one_line(name)[:LINE]))
            elif isinstance(one, dict):
                self._record_in_role(role, place, name, one, category)
            elif one is not None:
                self._leaf(role, self.skill_called(name, category), place, one)

    def _record_in_role(self, role: Hashable, where: str, name: str, one: dict[str, Any], category: str) -> None:
        names = {folded_key(key): key for key in one}
        area = next((plain_text(one[names[word]]) for word in _AREA_NAMES if word in names), "")
        called = area or name or _first({key: one[own] for key, own in names.items()}, (*_NAME, *_ID))
        if not called:
            self.found.unread.append(f"{where}: names no area")
            return
        asked = next((plain_text(one[names[word]]) for word in (*_ASKED, *_RANK) if word in names), "")
        if not area and not name:
            names = {key: own for key, own in names.items() if key not in (*_NAME, *_ID)}
        texts = [
            _worded(one, names),
            *(text for key, own in names.items() if key in _CRITERIA for text in _texts(one[own])),
        ]
        skill = self.skill_called(called, category)
        for text in list(dict.fromkeys(filter(None, texts))) or [""]:
            self._ask(role, skill, asked, text, Place(where))

    def in_skill(self, skill: Hashable, where: str, value: Any, family: str) -> None:
        """What a skill looks like at each step: a mapping of steps, or a list of them, lowest first."""
        for number, (place, name, one) in enumerate(_each(value, where), 1):
            if not isinstance(one, dict):
                self._leaf(self.role_called(name or str(number), family), skill, place, one)
                continue
            names = {folded_key(key): key for key in one}
            step = next((plain_text(one[names[word]]) for word in (*_LEVEL_NAMES, *_RANK) if word in names), "")
            used = {*_LEVEL_NAMES, *_RANK, *_TEXT, *_CRITERIA, *_NAME, *_ID, *_ASKED}
            title = _first({key: one[own] for key, own in names.items()}, _NAME)
            step, named = (step or name, title) if step or name else (title or str(number), "")
            role = self.role_called(step, family, named)
            asked = next((plain_text(one[names[word]]) for word in _ASKED if word in names), "")
            own_names = {key: own for key, own in names.items() if key not in (*_NAME, *_ID)}
            texts = [_worded(one, own_names, examples=False)]
            texts += [text for key, own in names.items() if key in _CRITERIA for text in _texts(one[own])]
            for text in list(filter(None, texts)) or [""]:
                self._ask(role, skill, asked, text, Place(place))
            for key, own in names.items():
                if key not in used:
                    self.unused[f"{where.rpartition(', ')[2]}: key {repr_quoted(own)}"] += 1

    def _leaf(self, role: Hashable, skill: Hashable, where: str, value: Any) -> None:
        if isinstance(value, list):
            texts = [text for one in value for text in _texts(one)]
            for text in texts:
                self._ask(role, skill, "", text, Place(where))
            if len(texts) < len(value):
                self.found.unread.append(f"{where}: holds what is no text", len(value) - len(texts))
        elif text := plain_text(value):
            self._ask(role, skill, text, "", Place(where))

    def _ask(self, role: Hashable, skill: Hashable, level: str, text: str, place: Place) -> None:
        fitting = text if self.found.fits(text, place, line=False) else ""
        self.found.asked.append(AskedPair(role, skill, level, place, fitting))

    def role_called(self, name: str, family: str, title: str = "") -> Hashable:
        """The role of this name, id, rank or place; a new one where there is none."""
        known = self.role_by.get(folded(name), self.role_by.get(slug(name) or name)) if not family else None
        if known is None and not family and name.isdecimal() and 0 < int(name[:9]) <= len(self.in_order):
            known = self.in_order[int(name[:9]) - 1]
        if known is not None:
            return known
        key = (folded(name), folded(family))
        if key not in self.found.roles:
            shown = one_line(title or step_title(name))[:LINE] or "?"
            made = self.found.role(key, shown)
            if family and (family_key := family_id(family)):
                made["family"] = family_key
                self.found.families.setdefault(family_key, one_line(family)[:100])
        if not family:
            self.role_by.setdefault(folded(name), key)
        return key

    def skill_called(self, name: str, category: str) -> Hashable:
        """The skill of this name or id; a new one where there is none."""
        known = self.skill_by.get(folded(name), self.skill_by.get(slug(name) or name))
        if known is None:
            known = folded(name)
            made = self.found.skill(known, one_line(name)[:LINE] or "?")
            self.skill_by[known] = known
            if category:
                made.setdefault("category", category)
        return known


def _is_catalogue(raw: Mapping[str, Any]) -> bool:
    """Whether this is a file of our own: it has a scale, moves, or roles with ids that ask for levels of skills."""
    roles = raw.get("roles")
    asks = (
        isinstance(roles, list)
        and all(isinstance(role, dict) and {"id", "title"} <= role.keys() for role in roles)
        and any(isinstance(role.get("skills"), dict) and _are_levels(role["skills"]) for role in roles)
    )
    return asks or not raw.keys().isdisjoint(("scale", "transitions", "extends"))


def _are_levels(skills: Mapping[str, Any]) -> bool:
    """Whether these are levels by skill, not criteria: short words and numbers, or mappings with a level."""
    return all(
        "level" in asked if isinstance(asked, dict) else 0 < len(plain_text(asked)) < 30 for asked in skills.values()
    )


def _find_relation(raw: Mapping[str, Any]) -> _Relation | None:
    lists = {folded_key(key): key for key, value in raw.items() if isinstance(value, (list, dict)) and value}
    singles = {name: key for folded_name, key in lists.items() for name in _ones((folded_name,))}
    first = [name for name in (*_CRITERIA, "competencies", "skills", "capabilities", "entries") if name in lists]
    for name in (*first, *(name for name in lists if name not in first)):
        fields = Counter(
            folded_key(field)
            for _, _, entry in _each(raw[lists[name]], "")
            if isinstance(entry, dict)
            for field, value in entry.items()
            if not _is_nested(value)
        )
        levels = [field for field in (*_LEVEL_NAMES, *_LEVELS) if field in fields]
        areas = [field for field in _AREA_NAMES if field in fields]
        others = [
            field
            for field in fields
            if singles.get(field, lists[name]) != lists[name] and field not in (*levels, *areas)
        ]
        level = next(iter((*levels, *others)), None)
        area = next((field for field in (*areas, *others) if field != level), None)
        if (
            level
            and area
            and {level, area} <= {*singles, *_LEVEL_NAMES, *_LEVELS, *_AREA_NAMES}
            and _are_apart(level, area, singles, name)
        ):
            of_level = singles.get(level) or next((lists[word] for word in _LEVELS if word in lists), None)
            of_area = singles.get(area) or next((lists[word] for word in _AREAS if word in lists), None)
            own = lists[name]
            return _Relation(
                own,
                level,
                area,
                of_level if of_level != own else None,
                of_area if of_area not in (own, of_level) else None,
            )
    return None


def _with_steps_named(raw: dict[str, Any]) -> dict[str, Any]:
    """The same, where texts stand in lists of as many as a list of levels names: then those are the levels."""
    steps = next((value for key, value in raw.items() if folded_key(key) in _LEVELS and isinstance(value, list)), [])
    if len(steps) < 2 or not all(map(plain_text, steps)) or set(_lengths(raw)) != {len(steps)}:
        return raw
    names = [plain_text(step) for step in steps]

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                "levels" if _is_list_of_steps(key, one) else key: dict(zip(names, one, strict=True))
                if _is_list_of_steps(key, one)
                else named(one)
                for key, one in value.items()
            }
        return [named(one) for one in value] if isinstance(value, list) else value

    return {key: value if value is steps else named(value) for key, value in raw.items()}


def _lengths(value: Any) -> Iterator[int]:
    """How many texts each list of steps has."""
    for key, one in value.items() if isinstance(value, dict) else (("", one) for one in value):
        if _is_list_of_steps(key, one):
            yield len(one)
        elif isinstance(one, (dict, list)):
            yield from _lengths(one)


def _is_list_of_steps(key: str, value: Any) -> bool:
    return isinstance(value, list) and folded_key(key) in _CRITERIA and all(map(plain_text, value))


def _are_apart(level: str, area: str, singles: Mapping[str, str], name: str) -> bool:
    """Whether the two fields name entries of lists of their own, or the entries are criteria by their name."""
    return area in singles or level in singles or name in (*_CRITERIA, "competencies", "skills", "entries")


def _flat(raw: Mapping[str, Any]) -> CellGrid | None:
    """A list of entries without any lists or mappings in them, as the grid of a table; None if it is no such list."""
    lists = [value for value in raw.values() if isinstance(value, list) and value]
    if len(lists) != 1 or not all(isinstance(entry, dict) and entry for entry in lists[0]):
        return None
    entries: list[dict[str, Any]] = lists[0]
    if any(isinstance(value, (dict, list)) for entry in entries for value in entry.values()):
        return None
    header = list(dict.fromkeys(key for entry in entries for key in entry))
    if len(header) > _SAMPLE * 4:
        return None
    rows = [(0, [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key) for key in header])]
    rows += [(n, [plain_text(entry.get(key)) for key in header]) for n, entry in enumerate(entries, 1)]
    layout = None
    with contextlib.suppress(NoLadderError):
        layout = find_layout([cells for _, cells in rows[:_SAMPLE]], {})
    names_roles = any(meaning(folded_header(key)) in ("role", "title", "finer") for key in rows[0][1])
    if not layout or layout.header or layout.guessed or (layout.kind == "long" and not names_roles):
        return None
    return CellGrid(rows, noun="entry", across="key")


def _holds(key: str, value: Any) -> Holds:
    """What the entries of a list or a mapping are, by its folded key and by what is inside of them."""
    entries = [one for _, (_, _, one) in zip(range(_SAMPLE), _each(value, ""), strict=False)]
    nested = [one for one in entries if isinstance(one, (dict, list)) and one]
    if isinstance(value, dict) and _is_ladder(value):
        return "ladders"
    if not nested:
        flat_texts = isinstance(value, dict) and key not in _LEVELS
        names = (
            "names of roles" if key in _LEVELS else "names of skills" if key in _AREAS and not flat_texts else "nothing"
        )
        return names if isinstance(value, list) or key in (*_LEVELS, *_AREAS) else "nothing"  # type: ignore[return-value]
    if any(map(_holds_steps, nested)):
        return "skills"
    if any(_holds_skills_with_steps(one) for one in nested):
        return "groups"
    if any(map(_holds_skills, nested)):
        return "roles"
    if any(isinstance(one, dict) and _is_ladder(one) for one in nested):
        return "ladders"
    return _by_names(key, value, nested)


def _by_names(key: str, value: Any, nested: Sequence[Any]) -> Holds:
    """What the entries are where no word says it: by which of two names, one within the other, are those of steps."""
    inner = [str(name) for one in nested if isinstance(one, dict) for name in one if folded_key(str(name)) not in _NAME]
    outer = [str(name) for name in value] if isinstance(value, dict) else []
    leaves = [leaf for one in nested if isinstance(one, dict) for leaf in one.values()]
    if inner and any(isinstance(leaf, dict) for leaf in leaves):
        innermost = [str(name) for leaf in leaves if isinstance(leaf, dict) for name in leaf]
        if _ranked(outer) >= 0.5 or key in _LEVELS:
            return "roles"
        return "groups" if _ranked(innermost) > 0.5 else "ladders" if _ranked(inner) >= 0.5 else "nothing"
    if not inner:
        return "names of roles" if key in _LEVELS else "names of skills" if key in _AREAS else "nothing"
    if key in _LEVELS:
        declared = all(_is_declared(one) for one in nested)
        return "names of roles" if declared else "roles"
    if _ranked(inner) > _ranked(outer) and _ranked(inner) >= 0.5:
        return "skills"
    if _ranked(outer) >= 0.5:
        return "roles"
    return "names of skills" if key in _AREAS and all(map(_is_declared, nested)) else "nothing"


def _has_parts(raw: Mapping[str, Any]) -> bool:
    """Whether a mapping has lists or mappings under the usual names of the parts of a ladder."""
    return any(
        folded_key(key) in (*_LEVELS, *_AREAS, *_CRITERIA) and isinstance(value, (dict, list)) and value
        for key, value in raw.items()
    )


def _is_declared(one: Any) -> bool:
    """Whether an entry has a name or an id, and nothing beside what is known of a role or a skill."""
    if not isinstance(one, dict):
        return False
    known = {*_NAME, *_ID, *_TEXT, *_RANK, *_FAMILY, *_CATEGORY}
    keys = [folded_key(str(key)) for key in one]
    return any(key in (*_NAME, *_ID) for key in keys) or all(
        key in known or (meaning(key) or "") in ROLE_FIELDS for key in keys
    )


def _is_ladder(value: Mapping[str, Any]) -> bool:
    """Whether a mapping has the parts of a ladder under their usual names, and is no entry of its own."""
    held = [folded_key(key) for key, one in value.items() if isinstance(one, (dict, list)) and one]
    return any(
        key in (*_LEVELS, *_AREAS) and _holds(key, one) in ("roles", "skills", "groups")
        for key, one in ((folded_key(own), one) for own, one in value.items())
        if key in held and isinstance(one, (dict, list)) and one and not (key in _LEVELS and _are_steps(one))
    ) and not (set(held) <= set(_CRITERIA))


def _holds_steps(entry: Any) -> bool:
    """Whether an entry is a skill that holds its steps."""
    if not isinstance(entry, dict):
        return False
    return any(
        isinstance(value, (dict, list)) and value and (key in _LEVELS or _step_named(key, value)) and _are_steps(value)
        for key, value in ((folded_key(str(own)), value) for own, value in entry.items())
        if key not in _FAMILY
    )


def _step_named(key: str, value: Any) -> bool:
    """Whether the entries of a list name a level each, or the keys of a mapping are those of steps."""
    if isinstance(value, dict):
        return key not in (*_AREAS, *_CRITERIA) and _ranked(list(value)) > 0.5
    return any(
        isinstance(one, dict) and any(folded_key(key) in (*_LEVEL_NAMES, "value") for key in one)
        for one in value[:_SAMPLE]
    ) and not any(
        isinstance(one, dict) and any(folded_key(key) in _AREA_NAMES for key in one) for one in value[:_SAMPLE]
    )


def _are_steps(value: Any) -> bool:
    """Whether these are the steps of one skill: texts, numbers or lists of texts, and no skills in them."""
    return all(
        not isinstance(one, dict)
        or (
            not any(isinstance(held, dict) or _holds_records(held) for held in one.values())
            and any(folded_key(key) in (*_TEXT, *_CRITERIA, *_ASKED) for key in one)
        )
        for _, (_, _, one) in zip(range(_SAMPLE), _each(value, ""), strict=False)
    )


def _holds_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _are_texts_beside(key: str, value: Any) -> bool:
    """Whether a list in a skill holds texts that no key calls steps, such as its keywords."""
    return isinstance(value, list) and key not in (*_LEVELS, *_CRITERIA) and not _is_nested(value)


def _are_names_of_steps(names: Sequence[str]) -> bool:
    return _ranked(names) > 0.5 and not any(folded_key(name) in (*_LEVELS, *_CRITERIA, *_AREAS) for name in names)


def _holds_skills(entry: Any) -> bool:
    """Whether an entry is a role that holds what it asks."""
    return isinstance(entry, dict) and any(
        isinstance(value, (dict, list)) and value and folded_key(str(key)) in (*_CRITERIA, *_AREAS)
        for key, value in entry.items()
    )


def _holds_skills_with_steps(entry: Any) -> bool:
    if isinstance(entry, list):
        return any(map(_holds_steps, entry[:_SAMPLE]))
    return isinstance(entry, dict) and any(
        _holds_steps(one)
        for value in entry.values()
        if isinstance(value, (dict, list))
        for _, (_, _, one) in zip(range(_SAMPLE), _each(value, ""), strict=False)
    )


def _holds_anything(entry: Any) -> bool:
    return isinstance(entry, dict) and any(
        isinstance(value, dict)
        or _holds_records(value)
        or (isinstance(value, list) and folded_key(str(key)) in _CRITERIA)
        for key, value in entry.items()
    )


def _ranked(names: Sequence[str]) -> float:
    """Which part of these names has a word or a number for a rank."""
    few = names[:_SAMPLE]
    return (
        sum((name.isdecimal() and len(name) < _MANY_DIGITS) or read_title(name).ranked for name in few) / len(few)
        if few
        else 0.0
    )


def _is_record(value: Mapping[str, Any]) -> bool:
    """Whether a mapping says something of one skill, and is no mapping of skills."""
    return any(folded_key(str(key)) in (*_TEXT, *_CRITERIA, *_ASKED, *_NAME, *_ID, "level") for key in value)


def _split(
    value: Mapping[str, Any], known: Sequence[str], roles: bool = False
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """An entry as its fields, folded; what lies inside of it; and the keys that say nothing known."""
    fields: dict[str, Any] = {}
    inside: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, one in value.items():
        name = folded_key(str(key))
        is_field = name in known or (roles and (meaning(name) or "") in known)
        if is_field and (not isinstance(one, (dict, list)) or meaning(name) in ("aliases", "reports_to")):
            fields.setdefault(name, one)
        elif isinstance(one, (dict, list)):
            if one:
                inside[str(key)] = one
        else:
            rest[str(key)] = one
    return fields, inside, rest


def _worded(value: Mapping[str, Any], names: Mapping[str, str], examples: bool = True) -> str:
    """What a criterion says: its name, its text, and its examples as a list."""
    fields = {name: value[key] for name, key in names.items()}
    name, text = one_line(_first(fields, _NAME)), _first(fields, (*_TEXT, "expectation"))
    head = f"{name}: {text}" if name and text else name or text
    shown = [text for word in ("examples", "example", "indicators", "evidence") for text in _texts(fields.get(word))]
    return "\n".join(filter(None, (head, *(f"- {one_line(example)}" for example in shown if examples))))


def _texts(value: Any) -> list[str]:
    """A text, or the texts of a list; of an entry of a list, what it says."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        text = plain_text(one)
        if not text and isinstance(one, dict):
            text = _worded(one, {folded_key(str(key)): key for key in one})
        found += [text] if text else []
    return found


def _first(fields: Any, words: Sequence[str]) -> str:
    """The first of these fields that says something."""
    if not isinstance(fields, Mapping):
        return ""
    folded_fields = {folded_key(str(key)): value for key, value in fields.items()}
    return next((text for word in words if (text := plain_text(folded_fields.get(word)))), "")


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value))


def _each(value: Any, key: str) -> Iterator[tuple[str, str, Any]]:
    """Where each entry of a list or a mapping stands, the key that it has in a mapping, and the entry."""
    if isinstance(value, dict):
        yield from ((f"{key}, {repr_quoted(str(name))}", str(name), entry) for name, entry in value.items())
    elif isinstance(value, list):
        yield from ((f"{key}, number {number}", "", entry) for number, entry in enumerate(value, 1))

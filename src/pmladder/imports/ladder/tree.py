"""Nested data read as a ladder, list by list and mapping by mapping.

Criteria may stand in a list of their own, each naming a level and an area; inside of their levels or areas; or as the
leaves of two names, one within the other. A list of flat entries is a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from pmladder.imports.ladder.figures import role_field
from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import ROLE_FIELDS, TOLD_OF_ROLES, NoLadderError, meaning
from pmladder.imports.ladder.ids import is_uuid, slug
from pmladder.imports.ladder.making import LadderReading
from pmladder.imports.ladder.titles import step_title
from pmladder.imports.ladder.tree_entries import (
    AREA_NAMES,
    AREAS,
    ASKED,
    BESIDE,
    CATEGORIES,
    CRITERIA,
    EXPECTED,
    FAMILIES,
    IDS,
    LEVEL_NAMES,
    LEVELS,
    NAMES,
    RANKS,
    ROLE_NAMES,
    SKILL_NAMES,
    TEXTS,
    each_entry,
    first_said,
    folded_key,
    plain_text,
    split_fields,
    texts_of,
    with_figures_in_words,
    worded,
)
from pmladder.imports.ladder.tree_kinds import (
    Holds,
    are_names_of_steps,
    are_texts_beside,
    are_texts_of_skill,
    has_parts,
    holds_anything,
    is_flat_record,
    is_ladder,
    is_record,
    what_holds,
)
from pmladder.imports.ladder.tree_whole import (
    Relation,
    as_grid,
    find_relation,
    is_catalogue,
    with_names_as_keys,
    with_steps_named,
    without_wrapping,
)
from pmladder.imports.ladder.understood import LINE, TEXT, AskedPair, Place, Understood, family_id, one_line
from pmladder.text import did_you_mean, first_quoted, folded, plural, repr_quoted

_META = ("version", "licence", "license", "attribution")
_MOST_HINTS = 50
_NO_STEPS = frozenset((*LEVEL_NAMES, *AREA_NAMES, *ASKED, *RANKS, *BESIDE))
"""Keys of a skill that are no names of steps."""
_CATALOGUE = "is a catalogue already and needs no import; give it with --catalogue, or try `pmladder catalogue check`"
_NO_LADDER = (
    "holds no ladder that could be read: roles that each hold their skills, skills that each hold their levels, or "
    "criteria that each name a level and an area (theme, domain)"
)


def read_tree(raw: Any, found: Understood) -> LadderReading | CellGrid:
    """Read nested data into `found`; a list of flat entries comes back as a grid. Raises NoLadderError."""
    if isinstance(raw, dict) and is_catalogue(raw):
        raise NoLadderError(_CATALOGUE)
    tree = _Tree(found)
    raw = with_figures_in_words(raw)
    if isinstance(raw, list):
        raw = {"entries": raw}
    if not isinstance(raw, dict):
        raise NoLadderError(_NO_LADDER)
    if (grid := as_grid(raw)) is not None:
        return grid
    raw = with_steps_named(with_names_as_keys(without_wrapping(raw)))
    if not tree.relation(raw):
        if what_holds("", raw) in ("roles", "skills", "groups") and not has_parts(raw):
            # The names of the file itself are those of roles or skills.
            raw = {"entries": raw}
        tree.read(raw)
    tree.about(raw)
    tree.tell_unused()
    tree.leave_idle_lists()
    tree.check_ranks()
    if not found.asked and not tree.has_told_roles():
        raise NoLadderError(_NO_LADDER)
    return LadderReading(tree.how(), expects_texts=True, several=True, roles_alone=True, one_step=True)


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
        self.named_in: dict[str, list[Hashable]] = {}
        """The roles that each list of names alone holds."""
        self.levels_of_roles: set[str] = set()
        """The levels that roles ask for where they say so themselves, folded."""
        self.told_roles: set[Hashable] = set()
        """Roles that say their years, their pay, their people or to whom they report."""

    def how(self) -> str:
        """The shape in words."""
        read_as = ", ".join(f"{part} from {repr_quoted(key)}" for key, part in self.used.items())
        return f"a structured ladder, {read_as}" if read_as else "a structured ladder"

    def tell_unused(self) -> None:
        """Say which keys are not used, each with the number of its entries."""
        for key, count in self.unused.items():
            self.found.unused.append(f"{key} is not used, {plural(count, 'entry', 'entries')}", count)

    def has_told_roles(self) -> bool:
        """Whether there are several roles, most with what only a ladder says of one, such as the years that it asks."""
        told = sum(role in self.told_roles for role in self.found.roles)
        return len(self.found.roles) > 1 and 2 * told > len(self.found.roles)

    def leave_idle_lists(self) -> None:
        """Leave out the roles of a list that only names them, where none of them and others are asked for something."""
        asked = {one.role for one in self.found.asked}
        lists = [where for where, roles in self.named_in.items() if asked.isdisjoint(roles)]
        if len(lists) < len(self.named_in) and len(self.named_in) > 1:
            for where in lists:
                roles = [self.found.roles.pop(role) for role in self.named_in[where]]
                named = first_quoted([role["title"] for role in roles])
                line = f"{where}: {plural(len(roles), 'role')} of which nothing says what it asks: {named}"
                self.found.unused.append(f"{line}; not used", len(roles))

    def check_ranks(self) -> None:
        """Leave out the ranks where not every role has one: the order of the file says more."""
        roles = list(self.found.roles.values())
        without = [role["id"] for role in roles if "seniority" not in role]
        if without and len(without) < len(roles):
            line = f"{plural(len(without), 'role has', 'roles have')} no rank, so that none counts"
            self.found.unused.append(f"{line}: {first_quoted(without)}", len(roles) - len(without))
            for role in roles:
                role.pop("seniority", None)

    def about(self, raw: Mapping[str, Any]) -> None:
        """What the file says of itself."""
        about = self.found.about
        for key, value in raw.items():
            name, text = folded_key(key), plain_text(value)
            field = {"license": "licence"}.get(name, name) if name in _META else ""
            field = "title" if name in ("name", "title") else "description" if name in TEXTS else field
            if field and field not in about and text and len(text) <= (LINE if field in ("title", "version") else TEXT):
                about[field] = text if field == "description" else one_line(text)
            elif text or value in (None, "") or isinstance(value, bool):
                self.unused[f"key {repr_quoted(key)}"] += 1
        if title := slug(about.get("title", "")):
            about["id"] = title

    # Criteria in a list of their own.

    def relation(self, raw: Mapping[str, Any]) -> bool:
        """Whether a list of criteria names levels and areas; read if so."""
        relation = find_relation(raw)
        if relation is None:
            return False
        inside: list[tuple[Hashable, str, Any]] = []
        for part, key in (("level", relation.levels), ("area", relation.areas)):
            if key is None:
                line = f"warning: there is no list of {part}s; those that the criteria name are taken, in order"
                self.found.remarks.append(line)
                continue
            self.used[key] = part
            for where, name, value in each_entry(raw[key], key):
                made = self.role(where, name, value, "") if part == "level" else self.skill(where, name, value, "")
                for field in made[2]:
                    self.unused[f"{key}: key {repr_quoted(field)}"] += 1
                inside += [(made[0], f"{part} {where}, {field}", held) for field, held in made[1].items() if made[0]]
        self.used[relation.key] = "criterion"
        ids = 0
        for where, name, value in each_entry(raw[relation.key], relation.key):
            if not isinstance(value, dict):
                self.found.unread.append(f"{where}: is neither a text nor a mapping of keys to values")
                continue
            ids += bool(name) or any(folded_key(key) in IDS for key in value)
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

    def _criterion(self, where: str, value: Mapping[str, Any], relation: Relation) -> None:
        names = {folded_key(key): key for key in value}
        levels, area = texts_of(value.get(names.get(relation.level, ""))), value.get(names.get(relation.area, ""))
        asked = next((plain_text(value[names[word]]) for word in ASKED if word in names), "")
        text = worded(value, names)
        for name in (*TEXTS, *NAMES):
            if name in names and not plain_text(value[names[name]]) and value[names[name]] not in (None, "", [], {}):
                self.found.unread.append(f"{where}, {names[name]}: is neither a text nor a whole number")
        used = {relation.level, relation.area, *ASKED, *TEXTS, *NAMES, *IDS, "examples", "example", "evidence"}
        used |= {"indicators", *EXPECTED}
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
        kinds = {key: what_holds(folded_key(key), value) for key, value in held.items()}
        order: tuple[Holds, ...] = ("names of roles", "names of skills", "roles", "groups", "skills", "ladders")
        several = len([key for key, value in held.items() if isinstance(value, dict) and is_ladder(value)]) > 1
        for kind in order:
            for key in [key for key, holds in kinds.items() if holds == kind]:
                where = f"{above}, {key}" if above else key
                self.used[key] = kind
                # Several ladders beside each other are of different jobs, which their keys name.
                is_family = kind == "ladders" and several and not family
                self._collection(kind, held[key], where, key if is_family else family)
            if kind == "names of roles" and self.role_by:
                unsure = [key for key, holds in kinds.items() if holds in ("nothing", "roles")]
                found = ((key, self._by_known_roles(held[key])) for key in unsure)
                kinds |= {key: holds for key, holds in found if holds != "nothing"}
        for key in (key for key, holds in kinds.items() if holds == "nothing"):
            self.unused[f"key {repr_quoted(key)}"] += len(held[key])

    def _by_known_roles(self, value: Any) -> Holds:
        """What the entries of a mapping are by which of the names in it are those of roles that are known."""
        if isinstance(value, dict) and self._are_roles([value]):
            return "roles"
        entries = [one for _, _, one in each_entry(value, "") if isinstance(one, dict)]
        held = [(folded_key(str(key)), one) for entry in entries for key, one in entry.items()]
        fields = (*LEVEL_NAMES, *AREA_NAMES, *RANKS, *IDS, *NAMES)
        mappings = [one for key, one in held if isinstance(one, dict) and key not in fields]
        records = [one for _, some in held if isinstance(some, list) for one in some if isinstance(one, dict)]
        if self._are_roles(entries):
            return "skills"
        if self._are_roles(mappings):
            are_wrapped = all(key in (*CRITERIA, *LEVELS) for key, one in held if isinstance(one, dict))
            return "skills" if isinstance(value, list) or are_wrapped else "groups"
        inside = [one for record in records for one in record.values() if isinstance(one, dict)]
        return "groups" if self._are_roles(records) or self._are_roles(inside) else "nothing"

    def _are_roles(self, mappings: Sequence[Mapping[str, Any]]) -> bool:
        """Whether the keys of these are names of known roles, but for those of fields."""
        fields = (*NAMES, *TEXTS, *IDS, *CATEGORIES)
        names = [folded(str(name)) for one in mappings for name in one if folded_key(str(name)) not in fields]
        return bool(names) and all(name in self.role_by for name in names)

    def _collection(self, kind: Holds, value: Any, where: str, family: str) -> None:
        if kind == "ladders":
            several = isinstance(value, list) or sum(isinstance(one, (dict, list)) for one in value.values()) > 1
            if isinstance(value, dict) and is_ladder(value):
                self.read(value, family, where)
                return
            for place, name, one in each_entry(value, where):
                label = name or first_said(one, NAMES) or first_said(one, IDS)
                self.read(
                    one if isinstance(one, dict) else {label or "entries": one}, label if several else family, place
                )
        elif kind in ("roles", "names of roles"):
            before = len(self.in_order)
            entries = list(each_entry(value, where))
            bare = not any(holds_anything(one) for _, _, one in entries)
            for place, name, one in entries:
                key, inside, rest = self.role(place, name, one, family)
                if key is None:
                    continue
                if kind == "names of roles":
                    for alias in (name, self.found.roles[key]["title"], first_said(one, IDS)):
                        self.declared[folded(alias), folded(family)] = key
                if kind == "roles" and (bare or (not inside and name)):
                    inside, rest = {"": {**rest, **inside}}, {}
                records = {label: held for label, held in inside.items() if label and is_flat_record(held)}
                if records:
                    self.in_role(key, place, records, "")
                for label, held in ((label, held) for label, held in inside.items() if label not in records):
                    if are_texts_of_skill(label, held):
                        self._leaf(key, self.skill_called(label, ""), f"{place}, {label}", held)
                        continue
                    is_group = label and folded_key(label) not in (*CRITERIA, *AREAS) and isinstance(held, dict)
                    category = self.found.category(one_line(label)[:LINE]) if is_group else ""
                    self.in_role(key, f"{place}, {label}" if label else place, held, category)
                for label in rest:
                    self.unused[f"{where}: key {repr_quoted(label)}"] += 1
            if kind == "names of roles":
                self.named_in[where] = self.in_order[before:]
        else:
            for place, name, one in each_entry(value, where):
                self._skill_or_group(kind, place, name, one, where, family)

    def _skill_or_group(self, kind: Holds, place: str, name: str, one: Any, where: str, family: str) -> None:
        if kind == "groups":
            label = name or first_said(one, NAMES) or first_said(one, IDS)
            category = self.found.category(one_line(label)[:LINE]) if label else ""
            for key, held in one.items() if isinstance(one, dict) else ():
                if (
                    isinstance(held, dict)
                    and are_names_of_steps(list(held))
                    and folded_key(key) not in (*AREAS, *LEVELS)
                ):
                    self._skill_inside(f"{place}, {key}", key, held, category, where, family)
                elif isinstance(held, (dict, list)) and held:
                    for at, inner, each in each_entry(held, f"{place}, {key}"):
                        self._skill_inside(at, inner, each, category, where, family)
            if isinstance(one, list):
                for at, inner, each in each_entry(one, place):
                    self._skill_inside(at, inner, each, category, where, family)
            return
        self._skill_inside(place, name, one, "", where, family)

    def _skill_inside(self, place: str, name: str, one: Any, category: str, where: str, family: str) -> None:
        key, inside, rest = self.skill(place, name, one, category)
        if key is None:
            return
        steps = {**inside, **rest}
        if isinstance(one, dict) and steps and self._are_steps(inside, rest):
            inside, rest = {"": steps}, {}
        if isinstance(one, list):
            inside = {"": one}
        for label, held in inside.items():
            if label and are_texts_beside(folded_key(label), held):
                rest[label] = held
            else:
                self.in_skill(key, f"{place}, {label}" if label else place, held, family)
        for label in rest:
            self.unused[f"{where}: key {repr_quoted(label)}"] += 1

    def _are_steps(self, inside: Mapping[str, Any], rest: Mapping[str, Any]) -> bool:
        """Whether the keys of a skill are its steps: by their ranks, or since they are of no other meaning.

        Where the file names its roles elsewhere, a step is one of those.
        """
        if are_names_of_steps([*inside, *rest]):
            return True
        if inside or any(folded_key(key) in _NO_STEPS for key in rest):
            return False
        return not self.role_by or any(folded(key) in self.role_by for key in rest)

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
        known = (*NAMES, *ROLE_NAMES, *IDS, *TEXTS, *RANKS, *FAMILIES, *ROLE_FIELDS)
        fields, inside, rest = split_fields(value, known, True)
        title = (
            first_said(fields, (*NAMES, *ROLE_NAMES)) or name or first_said(fields, IDS) or first_said(fields, RANKS)
        )
        names = (name, title)
        title = step_title(one_line(title))
        id_text = first_said(fields, IDS) or (name if first_said(fields, NAMES) else "")
        if not title or len(title) > LINE:
            what = "is too long a name" if title else "has neither a name nor an id"
            self.found.unread.append(f"{where}: {what}")
            return None, {}, {}
        said_family = first_said(fields, FAMILIES) or family
        declared = self.declared.pop((folded(id_text or title), folded(said_family)), None)
        key: Hashable = declared or (folded(id_text or title), folded(said_family), len(self.in_order))
        as_is = bool(id_text) and not is_uuid(id_text) and not id_text.isdecimal()
        made = self.found.role(key, title, id_text if as_is else title, as_is)
        self.in_order.append(key)
        for text_of in (id_text, *names, title, first_said(fields, RANKS)):
            if text_of:
                self.role_by.setdefault(folded(text_of), key)
                self.role_by.setdefault(slug(text_of) or text_of, key)
        if said_family and (family_key := family_id(said_family)):
            made["family"] = family_key
            self.found.families.setdefault(family_key, one_line(said_family)[:100])
        for field, value_of in fields.items():
            if field in ROLE_NAMES and one_line(plain_text(value_of)) != title:
                rest[field] = value_of
            self._role_field(key, field, value_of, where)
        return key, inside, rest

    def _role_field(self, key: Hashable, field: str, value: Any, where: str) -> None:
        place = Place(where, field)
        if field in (*NAMES, *ROLE_NAMES, *IDS, *FAMILIES):
            return
        text = "; ".join(texts_of(value)) if isinstance(value, list) else plain_text(value)
        meant = "seniority" if field in RANKS else "summary" if field in TEXTS else meaning(field) or field
        if text and meant in TOLD_OF_ROLES:
            self.told_roles.add(key)
        if not text:
            if value not in (None, "", [], {}):
                self.found.unread.append(f"{place}: is neither a text nor a whole number")
        elif meant == "seniority" and not text.isdecimal():
            self.role_by.setdefault(folded(text), key)
            if folded(text) != folded(self.found.roles[key]["title"]):
                self.found.field(key, "note", f"{field}: {text}", place)
        elif meant in ("pay", "people") and role_field(meant, text) is None:
            self.found.field(key, "note", f"{field}: {text}", place)
        elif self.found.fits(text, place, line=meant not in ("summary", "scope")):
            self.found.field(key, meant, text, place)

    def skill(
        self, where: str, name: str, value: Any, category: str
    ) -> tuple[Hashable | None, dict[str, Any], dict[str, Any]]:
        """A skill from its entry: its key, what lies inside of it, and the keys that say nothing known."""
        if text := plain_text(value):
            value = {"text": text} if name else {"name": text}
        known = (*NAMES, *SKILL_NAMES, *IDS, *TEXTS, *CATEGORIES)
        fields, inside, rest = split_fields(value if isinstance(value, dict) else {}, known)
        title = one_line(first_said(fields, NAMES) or name or first_said(fields, (*SKILL_NAMES, *CATEGORIES, *IDS)))
        id_text = first_said(fields, IDS) or (name if first_said(fields, NAMES) else "")
        slugged = first_said(fields, ("name",))
        if not title or len(title) > LINE:
            what = "is too long a name" if title else "has neither a name nor an id"
            self.found.unread.append(f"{where}: {what}")
            return None, {}, {}
        if slugged and (shown := one_line(first_said(fields, ("title", "label", "displayname", "display name")))):
            # `name: framing, title: Framing` has its id as the name.
            id_text, title = id_text or slugged, shown
        key = folded(id_text or title)
        as_is = bool(id_text) and not is_uuid(id_text)
        made = self.found.skill(key, title, id_text if as_is else title, as_is)
        for alias in (id_text, name, title, slugged):
            if alias:
                self.skill_by.setdefault(folded(alias), key)
                self.skill_by.setdefault(slug(alias) or alias, key)
        rest |= {id_text: one for id_text, one in fields.items() if id_text in SKILL_NAMES and plain_text(one) != title}
        if (category_name := one_line(first_said(fields, CATEGORIES))[:LINE]) and category_name != title:
            made.setdefault("category", self.found.category(category_name))
        elif category:
            made.setdefault("category", category)
        if (text := first_said(fields, TEXTS)) and self.found.fits(text, Place(where), line=False):
            made.setdefault("description", text)
        for field, said_value in fields.items():
            if not plain_text(said_value) and said_value not in (None, "", [], {}):
                self.found.unread.append(f"{where}, {field}: is neither a text nor a whole number")
        return key, inside, rest

    def in_role(self, role: Hashable, where: str, value: Any, category: str) -> None:
        """What a role asks: a mapping or a list of skills, or groups of them."""
        before = len(self.found.asked)
        self._in_role(role, where, value, category)
        self.levels_of_roles |= {folded(one.level) for one in self.found.asked[before:] if one.level}

    def _in_role(self, role: Hashable, where: str, value: Any, category: str) -> None:
        for place, name, one in each_entry(value, where):
            if not name and not isinstance(one, dict):
                self.found.unread.append(f"{place}: names no area")
            elif isinstance(one, dict) and name and not is_record(one):
                self._in_role(role, place, one, self.found.category(one_line(name)[:LINE]))
            elif isinstance(one, dict):
                self._record_in_role(role, place, name, one, category)
            elif one is not None:
                self._leaf(role, self.skill_called(name, category), place, one)

    def _record_in_role(self, role: Hashable, where: str, name: str, one: dict[str, Any], category: str) -> None:
        names = {folded_key(key): key for key in one}
        area = next((plain_text(one[names[word]]) for word in AREA_NAMES if word in names), "")
        area_name = area or name or first_said({key: one[original] for key, original in names.items()}, (*NAMES, *IDS))
        if not area_name:
            self.found.unread.append(f"{where}: names no area")
            return
        asked = next((plain_text(one[names[word]]) for word in (*ASKED, *RANKS) if word in names), "")
        if not area and not name:
            names = {key: original for key, original in names.items() if key not in (*NAMES, *IDS)}
        texts = [
            worded(one, names),
            *(text for key, original in names.items() if key in CRITERIA for text in texts_of(one[original])),
        ]
        skill = self.skill_called(area_name, category)
        for text in list(dict.fromkeys(filter(None, texts))) or [""]:
            self._ask(role, skill, asked, text, Place(where))

    def in_skill(self, skill: Hashable, where: str, value: Any, family: str) -> None:
        """What a skill looks like at each step: a mapping of steps, or a list of them, lowest first.

        Where the steps are the levels that roles ask for, the texts say what these mean.
        """
        if self._are_levels_asked(value):
            self._meanings(skill, where, value)
            return
        for number, (place, name, one) in enumerate(each_entry(value, where), 1):
            if not isinstance(one, dict):
                self._leaf(self.role_called(name or str(number), family), skill, place, one)
                continue
            names = {folded_key(key): key for key in one}
            step = next(
                (plain_text(one[names[word]]) for word in (*ROLE_NAMES, *LEVEL_NAMES, *RANKS) if word in names), ""
            )
            used = {*ROLE_NAMES, *EXPECTED, *LEVEL_NAMES, *RANKS, *TEXTS, *CRITERIA, *NAMES, *IDS, *ASKED}
            title = first_said({key: one[original] for key, original in names.items()}, NAMES)
            step, named = (step or name, title) if step or name else (title or str(number), "")
            role = self.role_called(step, family, named)
            # Beside the name of a role, a level is what it asks.
            levels = (*ASKED, "level") if not names.keys().isdisjoint(ROLE_NAMES) else ASKED
            asked = next((plain_text(one[names[word]]) for word in levels if word in names), "")
            kept_names = {key: original for key, original in names.items() if key not in (*NAMES, *IDS)}
            texts = [worded(one, kept_names, examples=False)]
            texts += [text for key, original in names.items() if key in CRITERIA for text in texts_of(one[original])]
            for text in list(filter(None, texts)) or [""]:
                self._ask(role, skill, asked, text, Place(place))
            for key, original in names.items():
                if key not in used:
                    self.unused[f"{where.rpartition(', ')[2]}: key {repr_quoted(original)}"] += 1

    def _are_levels_asked(self, value: Any) -> bool:
        """Whether the names of these steps are of no roles, and roles ask for these as levels."""
        names = [self._step_of(name, one, n) for n, (_, name, one) in enumerate(each_entry(value, ""), 1)]
        entries = [one for _, _, one in each_entry(value, "") if isinstance(one, dict)]
        levels = self.levels_of_roles
        if not levels or not names or not all(names):
            return False
        if any(folded_key(str(key)) in ROLE_NAMES for one in entries for key in one):
            return False
        if all(map(str.isdecimal, levels)):
            return all(map(str.isdecimal, names)) and self.role_by.keys().isdisjoint(names)
        return all(folded(name) not in self.role_by for name in names) and not levels.isdisjoint(map(folded, names))

    @staticmethod
    def _step_of(name: str, one: Any, number: int) -> str:
        fields = {folded_key(str(key)): held for key, held in one.items()} if isinstance(one, dict) else {}
        if not name and not fields:
            return str(number)
        return name or next(
            (text for word in (*LEVEL_NAMES, *RANKS, *NAMES) if (text := plain_text(fields.get(word)))), ""
        )

    def _meanings(self, skill: Hashable, where: str, value: Any) -> None:
        for number, (place, name, one) in enumerate(each_entry(value, where), 1):
            texts = texts_of(one)
            if isinstance(one, dict):
                originals = {folded_key(str(key)): key for key in one if folded_key(str(key)) not in (*NAMES, *IDS)}
                texts = list(filter(None, [worded(one, originals)]))
                texts += [text for key, held in originals.items() if key in CRITERIA for text in texts_of(one[held])]
            for text in dict.fromkeys(texts):
                if self.found.fits(text, Place(place), line=False):
                    self.found.meanings.append((skill, self._step_of(name, one, number), text, Place(place)))

    def _leaf(self, role: Hashable, skill: Hashable, where: str, value: Any) -> None:
        if isinstance(value, list):
            texts = [text for one in value for text in texts_of(one)]
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

"""From what was understood of a ladder to a catalogue in the form of its file.

What cells hold is decided once, for every format: levels, or the texts of their roles' own steps. In a ladder of
texts the steps are the scale, and a role asks each skill at the highest step, up to its own, that has a text for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.catalogue.grammar import Raw
from pmladder.errors import InputError, Problem
from pmladder.imports.ladder.families import find_families
from pmladder.imports.ladder.rungs import INDIVIDUAL, branch, by_family, set_rungs
from pmladder.imports.ladder.scale import Levels, are_texts, find_levels
from pmladder.imports.ladder.told import Told
from pmladder.imports.ladder.understood import LINE, AskedPair, Place, Understood, one_line
from pmladder.text import first_quoted, folded, plural, repr_quoted

_HIGHEST = 100
_MOST_PAIRS = 200_000
_MOST_SHOWN = 20
_OF_EVERY_ROLE = {"id", "title", "seniority", "family"}
"""The fields of a role that say nothing of what was read beside its title."""
_TOO_MANY_WORDS = (
    'the cells hold too many different words to be levels; say which are with --scale "LOWEST,...,HIGHEST"'
)
_NO_SCALE = "the cells hold texts and no levels, so the steps of the ladder are the scale; leave --scale out"
_ONE_STEP = "the cells hold texts of one role alone, so nothing says what a step is"
_NOTHING = "nothing could be read: no role asks for a skill at a level"
PARTLY = "more could not be read than was read; --partly keeps what was read"

Texts = dict[tuple[Hashable, int], dict[str, list[str]]]
"""For each level of each skill, the texts that say what it looks like, by the title of the role that they are for."""


class ImportedLadder(NamedTuple):
    """A catalogue in the form of its file, and lines on how it was read, what was not, and what was left aside."""

    raw: Raw
    remarks: Told
    unread: Told
    unused: Told


class LadderReading(NamedTuple):
    """How the file was read, for making a catalogue of it.

    `how` says the shape. `expects_texts` is whether keys say that there are texts; `several` whether one role may ask
    one skill several times, so that the highest counts; `sorted_by_title` whether the order is of the alphabet.
    """

    how: str
    expects_texts: bool = False
    several: bool = False
    sorted_by_title: bool = False
    roles_alone: bool = False
    one_step: bool = False


def make(
    found: Understood, reading: LadderReading, scale: Sequence[str] | None, file: str, partly: bool = False
) -> ImportedLadder:
    """The catalogue of a ladder. Raises InputError when there is none, or less than was not understood.

    `scale` has the names of the levels, lowest first.
    """
    if found.is_too_large():
        raise _refused(file, found, found.too_large())
    if not found.roles:
        raise _refused(file, found, _NOTHING)
    found.take_grades_apart()
    asked = _told_apart(found, reading, scale is not None)
    levels = _levels(asked, scale, file)
    if levels is not None:
        names: Sequence[str] = levels.names
        count = _ask_levels(found, asked, levels, reading)
        _rank(found, reading)
    else:
        if scale is not None:
            raise _refused(file, found, _NO_SCALE)
        if problem := _too_large(found, reading):
            raise _refused(file, found, problem)
        _rank(found, reading)
        families = by_family(list(found.roles.values())).values()
        if (most := max(len({role["seniority"] for role in members}) for members in families)) > _HIGHEST:
            raise _refused(file, found, f"has {most:,} steps; {_HIGHEST} are the most")
        found.unread.extend(f"{place}: is of a level, and the steps are the scale" for _, _, _, place in found.meanings)
        names, count = _ask_steps(found, asked)
        if len(found.skills) == 1 and len(found.roles) > 1:
            [only] = found.skills.values()
            warning = f"warning: all that the roles ask is taken for one skill, {repr_quoted(only['name'])}"
            found.remarks.append(f"{warning}; nothing tells others from it")
    if not count and not (reading.roles_alone and found.roles and not found.asked):
        raise _refused(file, found, _NOTHING)
    _remark_idle(found)
    found.id_remarks()
    _tell_titles_apart(found)
    parts = {
        "catalogue": found.about,
        "scale": list(names) if found.asked else [],
        "categories": list(found.categories.values()),
        "skills": list(found.skills.values()),
        "roles": list(found.roles.values()),
    }
    raw = {name: part for name, part in parts.items() if part or name == "skills"}
    counted = (plural(len(found.roles), "role"), plural(len(found.skills), "skill"), plural(count, "level"))
    head = f"{reading.how}: {', '.join(counted)}"
    told = count or sum(len(role.keys() - _OF_EVERY_ROLE) for role in found.roles.values())
    if found.unread.places > told and not partly:
        raise _refused(file, found, f"understood: {head}", PARTLY)
    remarks = Told((head, *(levels.remarks if levels and found.asked else ())))
    if not found.asked:
        remarks.append("warning: no skill was found; the roles are read, and what they say of themselves")
    remarks.extend(found.remarks)
    return ImportedLadder(raw, remarks, found.unread, found.unused)


def _refused(file: str, found: Understood, *why: str) -> InputError:
    more = found.unread.total - _MOST_SHOWN
    lines = [*found.unread[:_MOST_SHOWN], *([f"and {plural(more, 'more line')} of this kind"] * (more > 0)), *why]
    return InputError(file, [Problem((), "", line) for line in lines])


def _told_apart(found: Understood, reading: LadderReading, scale_is_said: bool) -> list[AskedPair]:
    """What is asked, with the cells that hold no levels taken for texts."""
    written = [one.level for one in found.asked if one.level]
    # A column that numbers them says that they are levels.
    is_numbered = 2 * sum(bool(one.level and one.number) for one in found.asked) > len(written)
    if scale_is_said or is_numbered or not are_texts(written, len(found.roles), reading.expects_texts):
        return found.asked
    texts = []
    for one in found.asked:
        text = "\n\n".join(filter(None, (one.level, one.text)))
        texts.append(one._replace(level="", text=text if found.fits(text, one.place, line=False) else ""))
    return texts


def _levels(asked: Sequence[AskedPair], scale: Sequence[str] | None, file: str) -> Levels | None:
    """The scale of what is asked; None where most of it names no level, so that the steps are the scale."""
    named = [(one.level, one.number) for one in asked if one.level]
    if asked and 2 * len(named) <= len(asked):
        return None
    levels = find_levels(named, scale)
    if levels is None:
        raise InputError(file, [Problem((), "", _TOO_MANY_WORDS)])
    return levels


def _too_large(found: Understood, reading: LadderReading) -> str | None:
    if len(found.roles) * len(found.skills) > _MOST_PAIRS:
        sizes = f"{len(found.roles):,} roles and {len(found.skills):,} skills"
        return f"has {sizes}, more than a ladder has; split it"
    return _ONE_STEP if len(found.roles) == 1 and not reading.one_step else None


def _rank(found: Understood, reading: LadderReading) -> None:
    roles = list(found.roles.values())
    if not reading.sorted_by_title and not any("seniority" in role for role in roles):
        find_families(roles, found.remarks)
    set_rungs(roles, reading.sorted_by_title or found.sorted_by_file, found.remarks)


def _ask_levels(found: Understood, asked: Sequence[AskedPair], levels: Levels, reading: LadderReading) -> int:
    """Let each role ask each skill at the level that is written; how many were read."""
    first: dict[tuple[Hashable, Hashable], tuple[int, Place]] = {}
    texts: Texts = {}
    for one in asked:
        level = levels.read(one.level) if one.level else "names no level, so none is asked"
        if isinstance(level, str):
            found.unread.append(f"{one.place}: {level}")
            continue
        role, skill = found.roles[one.role], found.skills[one.skill]
        before, place = first.setdefault((one.role, one.skill), (level, one.place))
        if place is not one.place:
            again = f"asks {repr_quoted(skill['id'])} of role {repr_quoted(role['id'])} again"
            if before == level:
                if not reading.several:
                    found.remarks.append(f"{one.place}: {again}, the same; see {place.where}")
            elif reading.several:
                found.remarks.append(f"{one.place}: {again}, at another level; the higher counts")
                level = max(level, before)
                first[one.role, one.skill] = (level, place)
            else:
                found.unread.append(f"{one.place}: {again}, another level, which is not taken; see {place.where}")
                continue
        role.setdefault("skills", {})[skill["id"]] = {"level": level, "optional": True} if one.optional else level
        if one.strength == "must-have" and skill["id"] not in role.get("must_have", ()):
            role.setdefault("must_have", []).append(skill["id"])
        level_of_text = levels.read(one.level)
        if one.text and isinstance(level_of_text, int) and level_of_text:
            lines = texts.setdefault((one.skill, level_of_text), {}).setdefault(one_line(role["title"]), [])
            lines += [one.text] if one.text not in lines else []
    for key, written, text, place in found.meanings:
        meant = levels.read(written)
        if isinstance(meant, str) or not meant:
            found.unread.append(f"{place}: {meant or 'is of no level'}")
        else:
            texts.setdefault((key, meant), {}).setdefault("", []).append(text)
    _describe(found, texts)
    return len(first)


def _ask_steps(found: Understood, asked: Sequence[AskedPair]) -> tuple[list[str], int]:
    """Let each role ask each skill at the highest step up to its own that has a text; the names of the steps."""
    number_of: dict[str, int] = {}
    names_of: dict[int, dict[str, None]] = {}
    texts_of: dict[Hashable, dict[Hashable, list[str]]] = {}
    for one in asked:
        if one.level:
            found.unread.append(f"{one.place}: its level is not read; most of the ladder names none")
        texts_of.setdefault(one.role, {}).setdefault(one.skill, []).append(one.text)
    keys = {role["id"]: key for key, role in found.roles.items()}
    texts: Texts = {}
    count = 0
    for members in by_family(list(found.roles.values())).values():
        ranks = sorted({role["seniority"] for role in members})
        numbers = {rank: number for number, rank in enumerate(ranks, 1)}
        tracks_at: dict[int, set[str]] = {}
        for role in members:
            tracks_at.setdefault(role["seniority"], set()).add(role.get("track", INDIVIDUAL))
        at: dict[Hashable, set[tuple[int, str]]] = {}
        for role in members:
            number = number_of[role["id"]] = numbers[role["seniority"]]
            forked = len(tracks_at[role["seniority"]]) > 1
            names_of.setdefault(number, {})[one_line(branch(role)[0] if forked else role["title"])] = None
            for skill in texts_of.get(keys[role["id"]], ()):
                at.setdefault(skill, set()).add((number, role.get("track", INDIVIDUAL) if forked else ""))
        for role in members:
            number, mine = number_of[role["id"]], texts_of.get(keys[role["id"]], {})
            for skill, entry in found.skills.items():
                # What only the other branch of a fork asks is not asked by this one, nor above it.
                tracks = ("", role.get("track", INDIVIDUAL))
                below = [step for step, track in at.get(skill, ()) if step < number and track in tracks]
                if steps := [number] if skill in mine else below:
                    role.setdefault("skills", {})[entry["id"]] = max(steps)
                    count += 1
                if lines := list(filter(None, mine.get(skill, ()))):
                    texts.setdefault((skill, number), {}).setdefault(one_line(role["title"]), []).extend(lines)
    _describe(found, texts)
    found.remarks.append("the levels of a skill are the steps of the ladder, since its texts name no level")
    return _step_names(names_of), count


def _step_names(names_of: Mapping[int, Mapping[str, None]]) -> list[str]:
    names: list[str] = []
    for number in sorted(names_of):
        titles = list(names_of[number])
        name = " / ".join(titles)[: LINE // 2] if len(titles) <= 3 else f"step {number}"
        if folded(name) in (NONE, *map(folded, names)) or name.isdecimal():
            name = f"step {number}: {name}"
        names.append(name)
    return names


def _describe(found: Understood, texts: Texts) -> None:
    """Say what each level of each skill looks like: its texts, under the titles of the roles where they differ."""
    order = {key: number for number, key in enumerate(found.skills)}
    for key, level in sorted(texts, key=lambda one: (order[one[0]], one[1])):
        titles_of: dict[str, list[str]] = {}
        for title, lines in texts[key, level].items():
            titles_of.setdefault("\n".join(lines), []).append(title)
        titled = (f"{', '.join(titles)}: {text}" if any(titles) else text for text, titles in titles_of.items())
        text = next(iter(titles_of)) if len(titles_of) == 1 else "\n\n".join(titled)
        if found.fits(text, Place(f"skill {repr_quoted(found.skills[key]['id'])}", f"level {level}"), line=False):
            found.skills[key].setdefault("levels", {})[str(level)] = text


def _remark_idle(found: Understood) -> None:
    """Say which roles ask for nothing, and which skills nobody asks for."""
    asked = {skill for role in found.roles.values() for skill in role.get("skills", ())}
    if not found.asked:
        return
    if idle := [role["title"] for role in found.roles.values() if "skills" not in role]:
        asks = plural(len(idle), "role asks", "roles ask")
        found.remarks.append(f"{asks} for no skill: {first_quoted(idle)}")
    if idle := [skill["name"] for skill in found.skills.values() if skill["id"] not in asked]:
        are = plural(len(idle), "skill is", "skills are")
        found.remarks.append(f"{are} kept that no role asks for: {first_quoted(idle)}")


def _tell_titles_apart(found: Understood) -> None:
    """Put the family behind a title that another family has too."""
    families: dict[str, set[str]] = {}
    for role in found.roles.values():
        families.setdefault(folded(role["title"]), set()).add(role.get("family", ""))
    for key, role in found.roles.items():
        if len(families[folded(role["title"])]) > 1 and role.get("family") and key not in found.named_by_id:
            named = f"{role['title']} ({found.families.get(role['family'], role['family'])})"
            role["title"] = named if len(named) <= LINE else role["title"]

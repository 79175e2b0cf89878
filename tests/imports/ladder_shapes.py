"""Ladders written in every shape that people keep them in, from one plain table of what each role asks."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

import yaml

JOBS = ("Baker", "Miller", "Shop manager", "Pastry cook", "Oven engineer")
GRADES = (
    ("Junior {}", "{}", "Senior {}", "Lead {}", "Principal {}"),
    ("{} 1", "{} 2", "{} 3", "{} 4", "{} 5"),
    ("{} I", "{} II", "{} III", "{} IV", "{} V"),
    ("Associate {}", "{}", "Senior {}", "Head of {}s"),
    ("L1 {}", "L2 {}", "L3 {}", "L4 {}"),
)
SKILLS = (
    *(
        "Dough",
        "Oven care",
        "Talking to people",
        "Hygiene & safety",
        "Prices",
        "Planning",
        "Taste",
        "R&D",
        "Team spirit",
    ),
    *("Decision-making", "Night shifts", "Writing", "Craft: bread", "Craft/cake", "Älteste Rezepte", "Flour #2"),
)
CATEGORIES = ("Craft", "People", "Money")
VERBS = ("Weighs", "Mixes", "Plans", "Explains", "Leads", "Invents", "Sells", "Cleans", "Repairs", "Checks")
THINGS = (
    "the dough",
    "one oven",
    "all ovens",
    "a night shift",
    "the prices",
    "new people",
    "a whole shop",
    "old recipes",
)


class Ladder(NamedTuple):
    """What every shape of one ladder says: the level asked by role and skill, or the texts of the steps."""

    roles: tuple[str, ...]
    skills: Mapping[str, str]
    """Each skill with its category."""
    asked: Mapping[str, Mapping[str, int]]
    texts: Mapping[str, Mapping[str, str]]


class Written(NamedTuple):
    """The files of a ladder by name, and what has to come back of it."""

    files: Mapping[str, str]
    asked: Mapping[str, Mapping[str, int]]
    options: tuple[str, ...] = ()


def make(random: Random) -> Ladder:
    """A ladder of one job, that climbs."""
    job = random.choice(JOBS)
    grades = random.choice(GRADES)
    roles = tuple(grade.format(job) for grade in grades[: random.randint(2, len(grades))])
    skills = {name: random.choice(CATEGORIES) for name in random.sample(SKILLS, random.randint(2, 9))}
    asked: dict[str, dict[str, int]] = {role: {} for role in roles}
    texts: dict[str, dict[str, str]] = {role: {} for role in roles}
    for skill in skills:
        level = random.choice((0, 1, 1, 2))
        for role in roles:
            if level:
                asked[role][skill] = level
            level = min(level + random.choice((0, 1, 1)), 5)
            if random.random() < 0.85:
                texts[role][skill] = sentence(random)
    first = next(iter(skills))
    for number, role in enumerate(roles, 1):
        asked[role][first] = number
        texts[role][first] = sentence(random)
    return Ladder(roles, skills, asked, texts)


def sentence(random: Random) -> str:
    """A sentence of a few words, hardly ever the same."""
    return f"{random.choice(VERBS)} {random.choice(THINGS)} and {random.choice(VERBS).lower()} {random.choice(THINGS)}."


def steps(ladder: Ladder) -> dict[str, dict[str, int]]:
    """What a ladder of texts asks: each skill at the highest step up to the role's own that has a text."""
    found: dict[str, dict[str, int]] = {}
    for role in ladder.roles:
        found[role] = {}
        for skill in ladder.skills:
            have = [n for n, one in enumerate(ladder.roles, 1) if skill in ladder.texts[one]]
            below = [n for n in have if n <= ladder.roles.index(role) + 1]
            if below:
                found[role][skill] = max(below)
    return found


def table(rows: list[list[str]], random: Random) -> str:
    """CSV, with the delimiter of some place."""
    out = io.StringIO()
    csv.writer(out, delimiter=random.choice(",;\t"), lineterminator="\n").writerows(rows)
    return out.getvalue()


def cell(level: int | None, random: Random, blank: str) -> str:
    return blank if level is None else f"{level}.0" if random.random() < 0.1 else str(level)


def wide_rows(ladder: Ladder, values: Callable[[str, str], str], random: Random, extras: bool) -> list[list[str]]:
    """Skills down and roles across, perhaps with a title above, categories, and rows about the roles."""
    with_category = random.random() < 0.5
    head = (["Category"] if with_category else []) + [random.choice(("Skill", "Competency", "Capability"))]
    rows = [[*head, *ladder.roles]]
    pad = [""] * (len(head) - 1)
    if extras and random.random() < 0.4:
        rows.append([*pad, "Years of experience", *(f"{n}-{n + 2}" for n in range(len(ladder.roles)))])
    if extras and random.random() < 0.4:
        rows.append(
            [
                *pad,
                random.choice(("Pay band", "Salary range")),
                *(f"{40 + n}-{50 + n}k" for n in range(len(ladder.roles))),
            ]
        )
    if extras and random.random() < 0.3:
        rows.append([*pad, "Reports to", *(["Head of all"] * len(ladder.roles))])
    for skill, category in ladder.skills.items():
        rows.append([*([category] if with_category else []), skill, *(values(role, skill) for role in ladder.roles)])
    if extras and random.random() < 0.3:
        rows.insert(0, ["The ladder of the house"])
    return rows


def numbers(ladder: Ladder, random: Random) -> Callable[[str, str], str]:
    blank = random.choice(("", "", "-", "n/a", "0", "NC"))
    return lambda role, skill: cell(ladder.asked[role].get(skill), random, blank)


def named(ladder: Ladder, random: Random) -> Callable[[str, str], str]:
    """Levels with names that carry their order."""
    names = ("learns", "does", "teaches", "leads", "invents", "rules", "knows", "ends")
    shape = random.choice(("{n} - {name}", "{name} ({n})", "{n}: {name}", "L{n}", "Level {n}"))
    blank = random.choice(("", "0 - not asked" if shape.startswith("{n} -") else ""))

    def value(role: str, skill: str) -> str:
        level = ladder.asked[role].get(skill)
        return blank if level is None else shape.format(n=level, name=names[level])

    return value


def sentences(ladder: Ladder) -> Callable[[str, str], str]:
    return lambda role, skill: ladder.texts[role].get(skill, "")


def markdown_table(rows: list[list[str]], random: Random) -> str:
    def shown(text: str) -> str:
        return text.replace("|", "\\|")

    bold = random.random() < 0.4
    lines = [" | ".join(map(shown, row)) for row in rows]
    lines = [f"| {line} |" for line in lines]
    if bold:
        lines[1:] = [f"| **{shown(row[0])}** | {' | '.join(map(shown, row[1:]))} |" for row in rows[1:]]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines) + "\n"


def html_table(rows: list[list[str]]) -> str:
    def line(row: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}><p>{html.escape(one)}</p></{tag}>" for one in row) + "</tr>"

    return "<table><tbody>" + line(rows[0], "th") + "".join(line(row, "td") for row in rows[1:]) + "</tbody></table>"


def compact(asked: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Levels as places among those that occur, as a scale of names has them."""
    there = sorted({level for levels in asked.values() for level in levels.values()})
    return {role: {skill: there.index(level) + 1 for skill, level in levels.items()} for role, levels in asked.items()}


def wide_numbers(ladder: Ladder, random: Random) -> Written:
    return Written({"x.csv": table(wide_rows(ladder, numbers(ladder, random), random, True), random)}, ladder.asked)


def wide_names(ladder: Ladder, random: Random) -> Written:
    rows = wide_rows(ladder, named(ladder, random), random, False)
    return Written({"x.csv": table(rows, random)}, compact(ladder.asked))


def wide_texts(ladder: Ladder, random: Random) -> Written:
    return Written({"x.csv": table(wide_rows(ladder, sentences(ladder), random, True), random)}, steps(ladder))


def turned(ladder: Ladder, random: Random) -> Written:
    texts = random.random() < 0.5
    value = sentences(ladder) if texts else numbers(ladder, random)
    rows = [[random.choice(("Role", "Level", "Grade", "Job title")), *ladder.skills]]
    rows += [[role, *(value(role, skill) for skill in ladder.skills)] for role in ladder.roles]
    return Written({"x.csv": table(rows, random)}, steps(ladder) if texts else ladder.asked)


def long(ladder: Ladder, random: Random) -> Written:
    rows = [[random.choice(("Role", "Job title")), "Skill", random.choice(("Level", "Required level"))]]
    rows += [[role, skill, str(level)] for role in ladder.roles for skill, level in ladder.asked[role].items()]
    return Written({"x.csv": table(rows, random)}, ladder.asked)


def long_texts(ladder: Ladder, random: Random) -> Written:
    rows = [["Role", "Skill", random.choice(("Expectation", "Criteria", "Behaviour"))]]
    rows += [[role, skill, text] for role in ladder.roles for skill, text in ladder.texts[role].items()]
    return Written({"x.csv": table(rows, random)}, steps(ladder))


def records(ladder: Ladder, random: Random) -> Written:
    entries = [
        {"role": role, "skill": skill, random.choice(("level",)): level}
        for role in ladder.roles
        for skill, level in ladder.asked[role].items()
    ]
    return Written({"x.json": json.dumps(entries)}, ladder.asked)


def dumped(raw: Any, random: Random) -> dict[str, str]:
    if random.random() < 0.5:
        return {"x.json": json.dumps(raw, ensure_ascii=False)}
    return {"x.yaml": yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=1_000)}


def around(raw: Any, random: Random) -> Any:
    """The same with one key more around it, and a title."""
    if random.random() < 0.3:
        return (
            {"title": "Our ladder", "framework": raw}
            if isinstance(raw, dict)
            else {"title": "Our ladder", "levels": raw}
        )
    return raw


def roles_nested(ladder: Ladder, random: Random) -> Written:
    texts = random.random() < 0.5
    key = random.choice(
        ("expectations", "criteria", "behaviours") if texts else ("skills", "competencies", "expectations")
    )
    values: Mapping[str, Mapping[str, Any]] = ladder.texts if texts else ladder.asked
    name = random.choice(("name", "title"))
    if texts and random.random() < 0.5:
        values = {role: {skill: [text] for skill, text in one.items()} for role, one in values.items()}
    entries = [{name: role, key: dict(values[role])} for role in ladder.roles]
    if random.random() < 0.3:
        by_name = {role: {key: dict(values[role])} for role in ladder.roles}
        return Written(
            dumped(around({random.choice(("levels", "roles")): by_name}, random), random),
            steps(ladder) if texts else ladder.asked,
        )
    raw: Any = entries if random.random() < 0.2 else {random.choice(("levels", "roles", "grades")): entries}
    return Written(dumped(around(raw, random), random), steps(ladder) if texts else ladder.asked)


def skills_nested(ladder: Ladder, random: Random) -> Written:
    texts = random.random() < 0.5
    values: Mapping[str, Mapping[str, Any]] = ladder.texts if texts else ladder.asked
    wrap: Callable[[Any], Any] = (lambda one: [one]) if texts and random.random() < 0.5 else (lambda one: one)
    inner = random.choice(("levels", "roles", "grades"))
    entries = [
        {"name": skill, inner: {role: wrap(values[role][skill]) for role in ladder.roles if skill in values[role]}}
        for skill in ladder.skills
    ]
    entries = [entry for entry in entries if entry[inner]]
    if random.random() < 0.3:
        raw: Any = {"skills": {entry["name"]: {inner: entry[inner]} for entry in entries}}
    else:
        raw = {random.choice(("skills", "areas", "competencies", "topics", "themes")): entries}
    return Written(dumped(around(raw, random), random), steps(ladder) if texts else ladder.asked)


def level_lists(ladder: Ladder, random: Random) -> Written:
    """Topics with a list of levels, each a number and criteria; the roles are the numbers."""
    full = {
        skill: [ladder.texts[role].get(skill) or sentence(random) for role in ladder.roles] for skill in ladder.skills
    }
    outer = random.choice(("topics", "areas", "skills", "dimensions", "tracks"))
    inner = random.choice(("content", "levels", "milestones"))
    kind = random.randrange(3)
    entries = []
    for skill, texts in full.items():
        levels: Any = [{"level": n, "criteria": [text, sentence(random)]} for n, text in enumerate(texts, 1)]
        if kind == 1:
            levels = [{"level": n, "description": text} for n, text in enumerate(texts, 1)]
        if kind == 2:
            levels = dict(enumerate(texts, 1))
            inner = "levels"
        entries.append({"name": skill, "description": "What it is.", inner: levels})
    asked = {f"Level {n}": dict.fromkeys(full, n) for n in range(1, len(ladder.roles) + 1)}
    return Written(
        {"x.yaml": yaml.safe_dump({"title": "Ours", outer: entries}, allow_unicode=True, sort_keys=False)}, asked
    )


def relation(ladder: Ladder, random: Random) -> Written:
    level, area, criteria = random.choice(
        (
            ("level", "area", "criteria"),
            ("level", "theme", "competencies"),
            ("role", "skill", "expectations"),
            ("grade", "dimension", "statements"),
        )
    )
    raw: dict[str, Any] = {
        f"{level}s": [{"id": f"r{n}", "name": role} for n, role in enumerate(ladder.roles)],
        f"{area}s": [{"id": f"s{n}", "name": skill} for n, skill in enumerate(ladder.skills)],
        criteria: [
            {level: f"r{n}", area: f"s{list(ladder.skills).index(skill)}", "text": text}
            for n, role in enumerate(ladder.roles)
            for skill, text in ladder.texts[role].items()
        ],
    }
    if random.random() < 0.3:
        return Written(
            {f"{key}.yaml": yaml.safe_dump({key: value}, allow_unicode=True) for key, value in raw.items()},
            steps(ladder),
        )
    if random.random() < 0.3:
        return Written(
            {f"{key}.yaml": yaml.safe_dump(value, allow_unicode=True) for key, value in raw.items()}, steps(ladder)
        )
    return Written(dumped(raw, random), steps(ladder))


def tables_in_text(ladder: Ladder, random: Random) -> Written:
    """Markdown or HTML with a table for each category, under its heading, between paragraphs."""
    texts = random.random() < 0.5
    value = sentences(ladder) if texts else numbers(ladder, random)
    by_category: dict[str, list[str]] = {}
    for skill, category in ladder.skills.items():
        by_category.setdefault(category, []).append(skill)
    is_html = random.random() < 0.5
    parts = [
        "<h1>Our ladder</h1><p>How we grow, slowly, and together.</p>" if is_html else "# Our ladder\n\nHow we grow.\n"
    ]
    for category, skills in by_category.items():
        rows = [
            ["Skill", *ladder.roles],
            *([skill, *(value(role, skill) for role in ladder.roles)] for skill in skills),
        ]
        if is_html:
            parts.append(f"<h2>{category}</h2>{html_table(rows)}")
        else:
            parts.append(f"## {category}\n\n{markdown_table(rows, random)}")
    return Written({"x.html" if is_html else "x.md": "\n".join(parts)}, steps(ladder) if texts else ladder.asked)


def bullets(texts: list[str], random: Random) -> str:
    return "".join(f"- {text}\n" for text in texts) if random.random() < 0.7 else "\n\n".join(texts) + "\n"


def headed_roles(ladder: Ladder, random: Random) -> Written:
    """One document: a heading for each role, and under it one for each skill."""
    by_category = random.random() < 0.3
    parts = ["# Our ladder\n\nWhat we expect.\n"]
    for role in ladder.roles:
        parts.append(f"## {role}\n\nWhat this role is.\n")
        for category in CATEGORIES if by_category else ("",):
            own = [skill for skill in ladder.texts[role] if not by_category or ladder.skills[skill] == category]
            if by_category and own:
                parts.append(f"### {category}\n")
            parts += [
                f"{'####' if by_category else '###'} {skill}\n\n{bullets([ladder.texts[role][skill]], random)}"
                for skill in own
            ]
    return Written({"x.md": "\n".join(parts)}, steps(ladder))


def headed_skills(ladder: Ladder, random: Random) -> Written:
    """One document: a heading for each skill, and under it one for each role."""
    parts = ["# Our ladder\n"]
    for skill in ladder.skills:
        parts.append(f"## {skill}\n\nWhy it matters.\n")
        parts += [
            f"### {role}\n\n{bullets([ladder.texts[role][skill]], random)}"
            for role in ladder.roles
            if skill in ladder.texts[role]
        ]
    return Written({"x.md": "\n".join(parts)}, steps(ladder))


def labelled(ladder: Ladder, _: Random) -> Written:
    """One document: a heading for each role, and a list whose entries begin with the skill in bold."""
    parts = ["# Our ladder\n"]
    for role in ladder.roles:
        parts.append(f"## {role}\n")
        parts += [f"- **{skill}**: {text}" for skill, text in ladder.texts[role].items()]
        parts.append("")
    return Written({"x.md": "\n".join(parts)}, steps(ladder))


def role_files(ladder: Ladder, random: Random) -> Written:
    """A file for each role, with front matter or a first heading."""
    front = random.random() < 0.6
    files = {}
    for number, role in enumerate(ladder.roles, 1):
        head = f"---\ntitle: {role}\nlevel: {number}\n---\n" if front else f"# {role}\n"
        files[f"{number:02d}.md"] = head + "\n".join(
            f"## {skill}\n{bullets([text], random)}" for skill, text in ladder.texts[role].items()
        )
    return Written(files, steps(ladder))


def skill_files(ladder: Ladder, random: Random) -> Written:
    """A file for each skill, with a heading for each role."""
    files = {}
    for number, skill in enumerate(ladder.skills):
        files[f"s{number:02d}.md"] = f"# {skill}\n\nWhat it is.\n\n" + "\n".join(
            f"## {role}\n\n{bullets([ladder.texts[role][skill]], random)}"
            for role in ladder.roles
            if skill in ladder.texts[role]
        )
    return Written(files, steps(ladder))


def two_jobs(ladder: Ladder, random: Random) -> Written:
    """A long table with a discipline for each of two jobs, whose titles are the same."""
    rows = [["Discipline", "Role", "Skill", "Level"]]
    rows += [
        [job, role, skill, str(level)]
        for job in ("Bread", "Cake")
        for role in ladder.roles
        for skill, level in ladder.asked[role].items()
    ]
    asked = {f"{role} ({job})": ladder.asked[role] for job in ("Bread", "Cake") for role in ladder.roles}
    return Written({"x.csv": table(rows, random)}, asked)


def named_by_headings(ladder: Ladder, random: Random) -> Written:
    """A table for each role, of skills and what it asks; or for each skill, of roles and what they do."""
    by_role = random.random() < 0.5
    outer, inner = (ladder.roles, tuple(ladder.skills)) if by_role else (tuple(ladder.skills), ladder.roles)
    head = ["Skill", "Expectation"]
    if not by_role:
        head = [random.choice(("Level", "Role", "Grade")), random.choice(("Description", "Behaviour", "Criteria"))]
    parts = ["# Our ladder\n"]
    for one in outer:
        pairs = [(one, other) if by_role else (other, one) for other in inner]
        rows = [[pair[by_role], ladder.texts[pair[0]][pair[1]]] for pair in pairs if pair[1] in ladder.texts[pair[0]]]
        if rows:
            parts.append(f"## {one}\n\n{markdown_table([head, *rows], random)}")
    return Written({"x.md": "\n".join(parts)}, steps(ladder))


def bold_lines(ladder: Ladder, random: Random) -> Written:
    """A heading for each role; each skill is a short line in bold, or an entry of a list with entries below it."""
    is_list = random.random() < 0.5
    parts = ["# Our ladder\n"]
    for role in ladder.roles:
        parts.append(f"## {role}\n")
        for skill, text in ladder.texts[role].items():
            parts.append(f"- {skill}\n  - {text}\n  - {text}" if is_list else f"**{skill}**\n\n- {text}\n")
        parts.append("")
    return Written({"x.md": "\n".join(parts)}, steps(ladder))


def labelled_steps(ladder: Ladder, random: Random) -> Written:
    """A heading for each skill, and a list whose entries begin with the role in bold."""
    parts = ["# Our ladder\n"]
    for skill in ladder.skills:
        parts.append(f"## {skill}\n\nWhat it is.\n")
        parts += [f"- **{role}:** {ladder.texts[role].get(skill) or sentence(random)}" for role in ladder.roles]
        parts.append("")
    asked = {role: dict.fromkeys(ladder.skills, number) for number, role in enumerate(ladder.roles, 1)}
    return Written({"x.md": "\n".join(parts)}, asked)


def constants(ladder: Ladder, random: Random) -> Written:
    """The values of a program."""
    entries = [{"title": role, "skills": dict(ladder.asked[role])} for role in ladder.roles]
    if random.random() < 0.4:
        return Written({"x.py": f"import os\n\nROLES: list[dict] = {entries!r}\n"}, ladder.asked)
    shown = json.dumps(entries, ensure_ascii=random.random() < 0.5, indent=2)
    for key in ("title", "skills"):
        shown = shown.replace(f'"{key}":', f"{key}:")
    shown = shown.replace("\n]", ",\n]")
    return Written({"x.ts": f"// ours\nexport const roles: Role[] = {shown} as const;\n"}, ladder.asked)


def leading_columns(ladder: Ladder, random: Random) -> Written:
    """Skills down under a header of no usual name, between a category and what the skill is."""
    rows = [["Kind", "Matter", "Description", *ladder.roles]]
    for skill, category in ladder.skills.items():
        said = [ladder.texts[role].get(skill, "") for role in ladder.roles]
        rows.append([category, skill, f"What {skill} is.", *said])
    return Written({"x.csv": table(rows, random)}, steps(ladder))


def titles_below_grades(ladder: Ladder, random: Random) -> Written:
    """Grades in the header, titles in the row below it or beside the grades."""
    grades = [f"L{number}" for number in range(1, len(ladder.roles) + 1)]
    value = sentences(ladder)
    if random.random() < 0.5:
        rows = [["Level", "Title", *ladder.skills]]
        rows += [
            [grade, role, *(value(role, skill) for skill in ladder.skills)]
            for grade, role in zip(grades, ladder.roles, strict=True)
        ]
    else:
        rows = [["Skill", *grades], [random.choice(("", "Title", "Job title")), *ladder.roles]]
        rows += [[skill, *(value(role, skill) for role in ladder.roles)] for skill in ladder.skills]
    return Written({"x.csv": table(rows, random)}, steps(ladder))


def area_rows(ladder: Ladder, random: Random) -> Written:
    """A row, or an entry, for each step of each area, with its text."""
    rows = [[role, skill, text] for role in ladder.roles for skill, text in ladder.texts[role].items()]
    if len(rows) < 2 * len(ladder.roles):
        # So few rows say of no step more than one thing.
        return wide_texts(ladder, random)
    if random.random() < 0.5:
        head = [random.choice(("level", "Grade", "Role")), random.choice(("theme", "Area", "pillar")), "text"]
        return Written({"x.csv": table([head, *rows], random)}, steps(ladder))
    entries = [dict(zip(("level", "area", "text"), row, strict=True)) for row in rows]
    return Written(dumped({random.choice(("ladder", "rows", "matrix")): entries}, random), steps(ladder))


def paired(ladder: Ladder, random: Random) -> Written:
    """Behind the levels of each role stands what they mean."""
    form = random.choice(("", "Description", "{} text", "{} - example"))
    head = ["Skill", *(cell for role in ladder.roles for cell in (role, form.format(role)))]
    rows = [
        [skill, *(cell for role in ladder.roles for cell in _level_and_text(ladder.asked[role].get(skill), random))]
        for skill in ladder.skills
    ]
    return Written({"x.csv": table([head, *rows], random)}, ladder.asked)


def _level_and_text(level: int | None, random: Random) -> tuple[str, str]:
    return ("", "") if level is None else (str(level), sentence(random))


def folded_parts(ladder: Ladder, _: Random) -> Written:
    """Roles that open by a click, as a notebook exports them."""
    parts = (
        f"<details><summary>{html.escape(role)}</summary>"
        + "".join(f"<h3>{html.escape(skill)}</h3><p>{text}</p>" for skill, text in ladder.texts[role].items())
        + "</details>"
        for role in ladder.roles
    )
    return Written(
        {"x.html": f"<h1>The ladder</h1><ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"}, steps(ladder)
    )


SHAPES = (
    *(
        wide_numbers,
        wide_names,
        wide_texts,
        turned,
        long,
        long_texts,
        records,
        roles_nested,
        skills_nested,
        level_lists,
    ),
    *(relation, tables_in_text, headed_roles, headed_skills, labelled, role_files, skill_files, two_jobs),
    *(named_by_headings, bold_lines, labelled_steps, constants, leading_columns, titles_below_grades),
    *(area_rows, paired, folded_parts),
)

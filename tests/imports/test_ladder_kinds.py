"""Kinds of files in which people keep a ladder, one small example of each: what comes of it, or that it is none."""

from __future__ import annotations

import copy
import json
import re

import pytest

from imports.test_ladder_shapes import asked, of_files
from pmladder.errors import InputError
from pmladder.imports.ladder.sources import HowToRead, LadderSource, import_file
from rows import each

Files = dict[str, str]
Asked = dict[str, dict[str, int]]
TWO: Asked = {"Junior baker": {"Dough": 1, "Oven": 1}, "Senior baker": {"Dough": 2, "Oven": 2}}


def page(title: str, skills: dict[str, str], before: str = "") -> str:
    return f"{before}# {title}\n\n" + "".join(f"## {skill}\n\n- {text}\n\n" for skill, text in skills.items())


JUNIOR = page("Junior baker", {"Dough": "Weighs.", "Oven": "Watches."})
SENIOR = page("Senior baker", {"Dough": "Invents.", "Oven": "Plans."})
LADDER = re.sub("^#", "##", JUNIOR + SENIOR, flags=re.MULTILINE)
ALONE: Asked = {"Junior baker": {}, "Senior baker": {}}

MEANINGS = "| Competency | Description |\n|---|---|\n| Dough | What is soft. |\n| Oven | What is hot. |\n"
MATRIX = (
    "| Competency | Junior baker | Senior baker |\n|---|---|---|\n| Dough | Weighs it. | Makes it. |\n"
    "| Oven | Sees it. | Plans it. |\n"
)


@each(
    ("files", "wanted"),
    [
        # A stage of each skill stands below it, and links from page to page around it.
        (
            {
                "Junior baker.md": "#### [README](README.md)\n* [Senior baker](Senior baker.md)\n\n### Dough\n\n"
                "#### Learns\n\n* Weighs.\n\n### Oven\n\n#### Watches\n\n* Looks.\n",
                "Senior baker.md": "### Dough\n\n#### Invents\n\n* Mixes.\n\n### Oven\n\n#### Plans\n\n* Buys.\n",
            },
            TWO,
        ),
        # The title is the same in all files, so another key tells them apart.
        (
            {
                f"{n}.md": f"---\ntitle: Bakers\nsidebarTitle: {role}\n---\n## Dough\n\n"
                f"Does {n} of it.\n\n## Oven\n\nSees {n} of it.\n"
                for n, role in enumerate(TWO)
            },
            TWO,
        ),
        # Words about the ladder, and the skills of all, stand among the roles and are none.
        (
            {
                "x.md": "# Ours\n\n## Philosophy\n\nBread for all.\n\n## Required skills\n\n### Dough\n\nFlour.\n\n"
                "### Oven\n\nHeat.\n\n## Junior baker\n\n### Dough\n\nWeighs.\n\n### Oven\n\nSees.\n\n"
                "## Senior baker\n\n### Dough\n\nMakes.\n\n### Oven\n\nPlans.\n"
            },
            TWO,
        ),
        # Tables that say what skills, roles and numbers mean stand beside the ladder.
        (
            {"x.md": f"# Ours\n\n## Competencies\n\n{MEANINGS}\n## Levels\n\n{MATRIX}"},
            TWO,
        ),
        (
            {
                "x.md": f"# Ours\n\n## Craft\n\n{MATRIX}\n## Dough words\n\n| Skill | Definition |\n|---|---|\n"
                "| Dough | Soft. |\n\n## Oven words\n\n| Skill | Definition |\n|---|---|\n| Oven | Hot. |\n\n"
                "## Words for roles\n\n| Role | Description |\n|---|---|\n| Junior baker | Young. |\n"
            },
            TWO,
        ),
        # Tables of the same make are of roles under their titles, and a table of something else is none of them.
        (
            {
                "x.md": "# Ours\n\n"
                + "".join(f"## {role}\n\n{MEANINGS.replace('What', role)}\n" for role in TWO)
                + "## Costs\n\n| Bread | 2021 |\n|---|---|\n| Rye | 3 |\n"
            },
            TWO,
        ),
        # A bare list of criteria, without lists of the levels and areas that they name.
        *(
            (
                {
                    "x.yaml": f"{key}\n- {{level: Junior baker, theme: Dough, text: Weighs.}}\n"
                    "- {level: Junior baker, theme: Oven, text: Sees.}\n"
                    "- {level: Senior baker, theme: Dough, text: Makes.}\n"
                    "- {level: Senior baker, theme: Oven, text: Plans.}\n"
                },
                TWO,
            )
            for key in ("criteria:", "")
        ),
        # Roles with their years and pay alone.
        (
            {
                "x.yaml": "roles:\n- {title: Junior baker, years: 1-2, pay: 20-30k EUR}\n"
                "- {title: Senior baker, years: 3+, pay: 30000}\n"
            },
            {"Junior baker": {}, "Senior baker": {}},
        ),
        # A page beside the ladder, and files sorted by their names.
        ({"README.md": "# Ours\n\n## How\n\nRead.\n", "a.md": SENIOR, "b.md": JUNIOR}, TWO),
        (
            {
                "index.yaml": "roles: [b, a]",
                "a.yaml": "{title: Senior baker, skills: {Dough: [In.], Oven: [Up.]}}",
                "b.yaml": "{title: Junior baker, skills: {Dough: [At.], Oven: [By.]}}",
            },
            TWO,
        ),
        (
            {
                "x.csv": "Kind,Matter,Description,Junior baker,Senior baker\nA,Dough,What.,Weighs it.,Makes it.\n"
                "A,Oven,Where.,Sees it.,Plans it.\n"
            },
            TWO,
        ),
        (
            {"x.csv": "Name,Tags,Junior baker,Senior baker\nDough,a,Weighs it.,Makes it.\nOven,b,Sees it.,Plans it.\n"},
            TWO,
        ),
        (
            {
                "x.csv": "Duty;Junior baker;Mate;Senior baker\nDough;Help (1);Do (3);Lead (4)\n"
                "Oven;Help (1);Help (1);Do (3)\n"
            },
            {
                "Junior baker": {"Dough": 1, "Oven": 1},
                "Mate": {"Dough": 2, "Oven": 1},
                "Senior baker": {"Dough": 3, "Oven": 2},
            },
        ),
        (
            {
                "x.csv": "Level,Title,Dough,Oven\nL1,Junior baker,Weighs it.,Sees it.\n"
                "L2,Senior baker,Makes it.,Plans it.\n"
            },
            TWO,
        ),
        (
            {"x.csv": "Skill,L1,L2\n,Junior baker,Senior baker\nDough,Weighs it.,Makes it.\nOven,Sees it.,Plans it.\n"},
            TWO,
        ),
        (
            {
                "x.csv": "Level,Skill,Description\nJunior baker,Dough,Weighs.\nJunior baker,Oven,Sees.\n"
                "Senior baker,Dough,Makes.\nSenior baker,Oven,Plans.\n"
            },
            TWO,
        ),
        # People is a skill where sentences stand beside it.
        (
            {"x.csv": "Skill,Junior baker,Senior baker\nPeople,Helps others a bit.,Leads many of them.\n"},
            {"Junior baker": {"People": 1}, "Senior baker": {"People": 2}},
        ),
        (
            {
                "x.html": "<table><tr><th>Area</th><th>Skill</th><th>Junior baker</th><th>Senior baker</th></tr><tr>"
                "<td rowspan=2>A</td><td>Dough</td><td>Weighs it.</td><td>Makes it.</td></tr><tr><td>Oven</td>"
                "<td>Sees it.</td><td>Plans it.</td></tr></table>"
            },
            TWO,
        ),
        (
            {
                "x.md": "# Ours\n\n## Junior baker\n\n**Scope:** One oven\n\n"
                "- **Dough** - Weighs.\n- **Oven** - Sees.\n\n"
                "## Senior baker\n\n**Scope:** Two\n\n- **Dough** - Makes.\n- **Oven** - Plans.\n"
            },
            TWO,
        ),
        (
            {
                "x.json": '[{"role": "Junior baker", "skills": [{"name": "Dough", "level": 1},'
                ' {"name": "Oven", "level": 1}]},'
                '{"role": "Senior baker", "skills": [{"name": "Dough", "level": 2}, {"name": "Oven", "level": 2}]}]'
            },
            TWO,
        ),
        (
            {
                "x.json": '{"levels": ["Junior baker", "Senior baker"], "areas": [{"name": "A", '
                '"skills": [{"name": "Dough", '
                '"expectations": ["Weighs.", "Makes."]}, {"name": "Oven", "expectations": ["Sees.", "Plans."]}]}]}'
            },
            TWO,
        ),
        (
            {
                "x.js": "const young = { title: 'Junior baker', skills: { Dough: 1, 'Oven': 1 } }; // first\n"
                "const old = { title: `Senior baker`, skills: { Dough: 2, Oven: 2, }, };\n"
                "module.exports = [young, old];\n"
            },
            TWO,
        ),
        (
            {
                "x.py": "A = Role(name='Junior baker', skills={'Dough': Level.LOW, 'Oven': Level.LOW})\n"
                "B = Role(name='Senior baker', skills={'Dough': Level.HIGH, 'Oven': Level.HIGH})\nROLES = [A, B]\n"
            },
            TWO,
        ),
        (
            {
                "x.md": "# Ours\n\n## 1. Junior baker\n\n### 1.1 Dough\n\nWeighs.\n\n### 1.2 Oven\n\nSees.\n\n"
                "## 2. Senior baker\n\n### 2.1 Dough\n\nMakes.\n\n### 2.2 Oven\n\nPlans.\n"
            },
            TWO,
        ),
        (
            {
                "x.md": "".join(
                    f"## {role}\n\n"
                    + "".join(
                        f"<details>\n<summary>{skill}</summary>\n\n- {role}.\n\n</details>\n\n" for skill in asked_of
                    )
                    for role, asked_of in TWO.items()
                )
            },
            TWO,
        ),
        (
            {
                "x.yaml": "skills:\n"
                + "".join(
                    f"- {skill}:\n" + "".join(f"    {role}: Does {skill} {n} times.\n" for n, role in enumerate(TWO))
                    for skill in ("Dough", "Oven")
                )
            },
            TWO,
        ),
        (
            {
                "x.yaml": "".join(
                    f"{role}: {{Dough: {{level: {level}, description: Yes.}}, Oven: {{level: {level}}}}}\n"
                    for level, role in enumerate(TWO, 1)
                )
            },
            TWO,
        ),
        # A row, or an entry, is of a level and an area, whatever the list is called.
        (
            {
                "x.csv": "level,theme,text\nJunior baker,Dough,Weighs.\nJunior baker,Oven,Sees.\n"
                "Senior baker,Dough,Makes.\n"
                "Senior baker,Oven,Plans.\n"
            },
            TWO,
        ),
        (
            {
                "x.yaml": "ladder:\n- {level: Junior baker, area: Dough, text: Weighs., domain: null}\n"
                "- {level: Junior baker, area: Oven, text: Sees.}\n- {level: Senior baker, area: Dough, text: Makes.}\n"
                "- {level: Senior baker, area: Oven, text: Plans.}\n"
            },
            TWO,
        ),
        # Roles with their years and pay alone, without a key and as a table.
        ({"x.yaml": "- {title: Junior baker, years: 1-2}\n- {title: Senior baker, pay: 30-40k EUR}\n"}, ALONE),
        ({"x.csv": "Role,Years,Pay\nJunior baker,1-2,\nSenior baker,3+,30-40k EUR\n"}, ALONE),
        # Beside each column of levels stands one that says in words what they ask.
        *(
            ({"x.csv": f"{head}\nDough,1,Weighs it.,2,Makes it.\nOven,1,Sees it.,2,Plans it.\n"}, TWO)
            for head in (
                "Skill,Junior baker,Junior baker text,Senior baker,Senior baker text",
                "Skill,Junior baker,,Senior baker,",
                "Skill,Junior baker,Description,Senior baker,Description",
                "Skill,Junior baker,,Senior baker,\n,Expected,Example,Expected,Example",
            )
        ),
        # Words about the ladder stand among the roles, with headings of their own.
        (
            {
                "x.md": f"# Ours\n\n{LADDER}## FAQ\n\n### Can I skip a level?\n\nNo.\n\n## How to use\n\nRead.\n\n"
                "## Rye days\n\n### Holidays\n\nMany.\n"
            },
            TWO,
        ),
        # A heading only says that skills follow, as labels or as headings; beside it stands what is of the role.
        *(
            (
                {
                    "x.md": "".join(
                        f"## {role}\n\n### Focus\n\nThe {role}.\n\n### Scope\n\nOne {role}.\n\n### Skills\n\n"
                        + "".join(form.format(skill, role) for skill in ("Dough", "Oven"))
                        + "\n"
                        for role in TWO
                    )
                },
                TWO,
            )
            for form in ("- {}: Does {}.\n", "#### {}\n\nDoes {}.\n\n")
        ),
        # The grade behind a title is no part of it.
        ({"x.csv": "Skill,Junior baker (L1-L2),Senior baker (L3)\nDough,1,2\nOven,1,2\n"}, TWO),
        # One key more is around it all, and the roles that are known say what the other names are.
        (
            {
                "x.yaml": "ladder:\n  title: Ours\n"
                "  levels: [{id: a, title: Junior baker}, {id: b, title: Senior baker}]\n"
                "  matters:\n    Dough: {a: Weighs., b: Makes.}\n    Oven: {a: Sees., b: Plans.}\n"
            },
            TWO,
        ),
        # Of two lists of names, one has the steps of the skills.
        (
            {
                "x.ts": "export const levels = ['Junior baker', 'Senior baker'];\n"
                "export const titles = [{label: 'Cook', min: 1}, {label: 'Chef', min: 9}];\nexport const tracks = {"
                "A: {displayName: 'Dough', milestones: [{summary: 'Weighs.'}, {summary: 'Makes.'}]},"
                "B: {displayName: 'Oven', milestones: [{summary: 'Sees.'}, {summary: 'Plans.'}]}};\n"
            },
            TWO,
        ),
        # Texts in a role, by the names of its skills.
        (
            {
                "x.yaml": "levels:\n  1: {title: Junior baker, Dough: [Weighs.], Oven: [Sees.]}\n"
                "  2: {title: Senior baker, Dough: [Makes.], Oven: [Plans.]}\n"
            },
            TWO,
        ),
        # Folded parts, as of a notebook, whose summaries are the roles.
        (
            {
                "x.html": "<h1>Ours</h1>"
                + "".join(
                    f"<ul><li><details><summary>{role}</summary><h3>Dough</h3><p>{role}.</p><h3>Oven</h3><p>{role}.</p>"
                    "</details></li></ul>"
                    for role in TWO
                )
            },
            TWO,
        ),
        # Headings above the roles are their tracks, and labels the skills.
        (
            {
                "x.md": "# Ours\n\n## IC track\n\n### Junior baker\n\n**Dough:** Weighs.\n\n**Oven:** Sees.\n\n"
                "### Baker\n\n**Dough:** Mixes.\n\n**Oven:** Tends.\n\n"
                "## Management track\n\n### Senior baker\n\n**Dough:** Makes.\n\n**Oven:** Plans.\n\n"
            },
            {
                "Junior baker": TWO["Junior baker"],
                "Baker": TWO["Senior baker"],
                "Senior baker": {"Dough": 3, "Oven": 3},
            },
        ),
        # A column of words before figures is of no role, whatever it is called; a skill may be called Code.
        ({"x.csv": "Skill,Worte,Junior baker,Senior baker\nDough,Weich,1,2\nOven,Warm,1,2\nSumme,,2,4\n"}, TWO),
        (
            {"x.csv": "Skill,Junior baker,Senior baker\nCode,Reads a bit of it.,Writes a lot of it.\n"},
            {"Junior baker": {"Code": 1}, "Senior baker": {"Code": 2}},
        ),
        (
            {
                "x.csv": "Role,Skill,Required level (1-5)\nJunior baker,Dough,1\nJunior baker,Oven,1\n"
                "Senior baker,Dough,2\n"
                "Senior baker,Oven,2\n"
            },
            TWO,
        ),
        # A table that is an overview of the levels says less than the headings do.
        (
            {
                "x.md": "# Ours\n\n## Overview\n\n| Level | Title | Years | Boss |\n|---|---|---|---|\n"
                "| A | Junior baker | 0-2 | No"
                " |\n| B | Senior baker | 2+ | Maybe |\n\n## Levels\n\n"
                + re.sub("^#", "###", JUNIOR + SENIOR, flags=re.MULTILINE)
            },
            TWO,
        ),
        # The years behind a title, a word before it for what it is, and what it leads to.
        (
            {
                "x.md": "# Ours\n\n## Product track\n\n"
                + "".join(
                    f"### Level: {role} ({years} years)\n\n- **Dough**: {role}.\n- **Oven**: {role}.\n"
                    "- **Next step**: None.\n\n"
                    for role, years in zip(TWO, ("0-2", "3+"), strict=True)
                )
            },
            TWO,
        ),
        # The keys in a skill are the ids of roles in a list of their own.
        (
            {
                "x.ts": "const x = {levels: [{key: 'a', name: 'Junior baker'}, {key: 'b', name: 'Senior baker'}],"
                " dimensions: ["
                "{key: 'd', name: 'Dough', expectations: {a: 'Weighs.', b: 'Makes.'}}, "
                "{key: 'o', name: 'Oven', expectations: {a: 'Sees.', b: 'Plans.'}}]};\n"
            },
            TWO,
        ),
        # Where roles run down, columns of what is known of them are no skills.
        (
            {
                "x.csv": "Role,Job family,Track,Base salary min,Dough,Oven,Notes\nJunior baker,Bread,IC,40000,1,1,ok\n"
                "Senior baker,Bread,Manager,50000,2,2,\n"
            },
            TWO,
        ),
        # More lines in the cell of a skill say what it is, and a word or two are the end of its name.
        (
            {"x.csv": 'Skill,Junior baker,Senior baker\n"Dough\nHow soft it is",1,2\nOven,1,2\n"Night\nshifts",,2\n'},
            {"Junior baker": TWO["Junior baker"], "Senior baker": {"Dough": 2, "Oven": 2, "Night shifts": 2}},
        ),
        # The keys of the skills of a group are the roles of a list of their own.
        (
            {
                "x.yaml": "levels: [Junior baker, Senior baker]\ncategories:\n- name: Craft\n  skills:\n"
                "  - {name: Dough, description: Soft., Junior baker: Weighs., Senior baker: Makes.}\n"
                "  - {name: Oven, Junior baker: Sees., Senior baker: Plans.}\n"
            },
            TWO,
        ),
        # Areas, skills and steps, as keys in each other.
        (
            {
                "x.json": '{"Craft": {"Code": {"Junior baker": "Reads.", "Senior baker": "Writes."}, "Dough": '
                '{"Junior baker": "Weighs.", "Senior baker": "Makes."}}, '
                '"Heat": {"Oven": {"Junior baker": "Sees.", "Senior baker": "Plans."}}}'
            },
            {role: {"Code": level["Dough"], **level} for role, level in TWO.items()},
        ),
        # Beside the name of a role, a level is what it asks.
        (
            {
                "x.json": json.dumps(
                    {
                        "competencies": [
                            {
                                "name": skill,
                                "expectations": [
                                    {"role": role, "level": levels[skill], "description": f"{role}."}
                                    for role, levels in TWO.items()
                                ],
                            }
                            for skill in ("Dough", "Oven")
                        ]
                    }
                )
            },
            TWO,
        ),
        # A row is of one thing that the skill consists of, ticked for each role.
        (
            {
                "x.csv": "Skill,Behaviours,Junior baker,Mate,Senior baker\nDough,Weighs the flour,x,x,x\n"
                "Dough,Makes the dough,,x,x\nOven,Sees the oven,x,x,x\nOven,Plans the oven,,,x\n"
            },
            {
                "Junior baker": {"Weighs the flour": 1, "Sees the oven": 1},
                "Mate": {"Weighs the flour": 1, "Makes the dough": 1, "Sees the oven": 1},
                "Senior baker": dict.fromkeys(
                    ("Weighs the flour", "Makes the dough", "Sees the oven", "Plans the oven"), 1
                ),
            },
        ),
        # A table of areas under the title of each role; a table of pay is none of the ladder.
        (
            {
                "x.md": "".join(
                    f"# {role}\n\n| Area | Expectation |\n|---|---|\n| Dough | {role}. |\n| Oven | {role} too. |\n\n"
                    for role in TWO
                )
            },
            TWO,
        ),
        (
            {
                "x.md": f"{MATRIX}\n# Pay\n\n| Level | Rome |\n|---|---|\n| Junior baker | 20k |\n"
                "| Senior baker | €30-40k |\n"
            },
            TWO,
        ),
        # Folders say what their files are; a file beside the others is of no role.
        (
            {
                "skills/d.yaml": "{id: d, name: Dough, levels: [Weighs., Makes.]}",
                "skills/o.yaml": "{id: o, name: Oven, levels: [Sees., Plans.]}",
                "roles/a.yaml": "{id: a, title: Junior baker, skills: {d: 1, o: 1}}",
                "roles/b.yaml": "{id: b, title: Senior baker, skills: {d: 2, o: 2}}",
            },
            {role: {"d": 1 + n, "o": 1 + n} for n, role in enumerate(TWO)},
        ),
        (
            {
                "config.yaml": "{site: Ours, theme: dark}",
                **{
                    f"{n}.yaml": f"{{title: {role}, level: {n}, competencies: [{{name: Dough, text: {role}.}}, "
                    f"{{name: Oven, text: {role}.}}]}}"
                    for n, role in enumerate(TWO)
                },
            },
            TWO,
        ),
        # Lines of one paragraph that each begin with a label, in bold or plain, are told apart.
        *(
            (
                {
                    name: "".join(
                        f"{before}{role}{behind}{bold}Reports to:{end} Boss{line}{bold}Dough:{end} {role}.{line}"
                        f"{bold}Oven:{end} {role}.{after}"
                        for role in TWO
                    )
                },
                TWO,
            )
            for name, before, behind, bold, end, line, after in (
                ("x.md", "# ", "\n\n", "**", "**", "\n", "\n\n"),
                ("x.md", "# ", "\n\n", "", "", "\n", "\n\n"),
                ("x.html", "<h2>", "</h2><p>", "<b>", "</b>", "<br>", "</p>"),
            )
        ),
        (
            {
                "x.yaml": "matrix:\n- skill: Dough\n  levels: [{name: Junior baker, expectation: Weighs.}, "
                "{name: Senior baker, expectation: Makes.}]\n- skill: Oven\n  levels: "
                "[{name: Junior baker, expectation: Sees.}, {name: Senior baker, expectation: Plans.}]\n"
            },
            TWO,
        ),
        # Remarks below a table are no skills.
        (
            {
                "x.csv": 'Skill,Junior baker,Senior baker\nDough,1,2\nOven,1,2\n"1 = learns, 2 = does",,\n'
                "Note: of spring,,\n"
            },
            TWO,
        ),
        # A role of which nothing is known yet is no description.
        (
            {"x.csv": "Skill,Mate,Junior baker,Senior baker\nDough,NC,1,2\nOven,-,1,2\n"},
            {"Mate": {}, **TWO},
        ),
        # A row about the roles may be empty.
        ({"x.csv": "Skill,Junior baker,Senior baker\nPay,,\nDough,1,2\nOven,1,2\n"}, TWO),
    ],
)
def test_a_ladder_of_this_kind_is_read(files: Files, wanted: Asked) -> None:
    made = of_files({name: text.encode() for name, text in files.items()})
    assert (asked(made), made.unread) == (wanted, [])
    assert [role["title"] for role in sorted(made.raw["roles"], key=lambda role: role["seniority"])] == list(wanted)


@each(
    ("name", "text"),
    [
        ("x.md", "# Senior baker\n\n## About us\n\nWe bake.\n\n## What you do\n\n- Bake.\n\n## We offer\n\n- Bread.\n"),
        ("x.md", "# How to move up\n\n## Step 1\n\nAsk, write, and wait.\n\n## Step 2\n\nWe read, and talk.\n"),
        ("x.md", "# Baker\n\n## Levels\n\n### Junior baker\n\n- Weighs.\n\n### Senior baker\n\n- Makes.\n"),
        (
            "x.md",
            "---\ntitle: e17 Ladders\n---\n\nGrow, and rise.\n\n# Paths\n\nMany.\n\n## What to read\n\n* A book\n",
        ),
        ("x.csv", "Item,2021,2022\nRent,8,9\nFlour,5,6\n"),
        ("x.csv", "Goal,Measure,Q1,Q2\nSell,Loaves,100,200\nGrow,Shops,20,30\n"),
        ("x.csv", "Skill,Level,Description\nDough,Working,Does.\nDough,Expert,Leads.\n"),
        ("x.yaml", "roles: [{name: admin, description: All.}, {name: editor, description: Some.}]"),
        ("x.json", '{"work": [{"position": "Baker"}], "skills": [{"name": "Dough", "keywords": ["rye", "wheat"]}]}'),
        ("x.yaml", "paths: {/users: {get: {summary: Lists., responses: {'200': {description: ok}}}}}\n"),
        ("x.js", "const app = make();\nconst options = { port: 3000, names: ['a', 'b'] };\napp.run(options);\n"),
        ("x.py", "import os\nCONFIG = {'a': 1, 'b': [1, 2]}\n"),
        ("x.py", "def ("),
    ],
)
def test_what_is_no_ladder_is_refused(name: str, text: str) -> None:
    with pytest.raises(InputError):
        of_files({name: text.encode()})


@each(
    ("name", "text", "wanted", "unread", "told"),
    [
        (
            "x.yaml",
            "levels: [{id: jr, name: Junior baker, hobby: chess}, {id: sr, name: Senior baker}]\n"
            "themes: [{id: d, name: Dough}, {id: o, name: Oven}]\ncriteria:\n"
            "- {level: jr, theme: d, text: Weighs., score: 1, colour: red}\n- {level: sr, theme: d, text: Makes.}\n"
            "- {level: sr, theme: o}\n- {level: sx, theme: o, text: Plans.}\n- {theme: o, text: Plans.}\n"
            "- {level: jr, text: Sings.}\n- {level: jr, theme: o, text: {a: 1}}\n- Weighs\nmore: [1, 2]\n",
            TWO,
            [
                'criteria, number 4: unknown level "sx"',
                "criteria, number 5: names no level",
                "criteria, number 6: names no area",
                "criteria, number 7, text: is neither a text nor a whole number",
                "criteria, number 8: is neither a text nor a mapping of keys to values",
                "criteria, number 1: its level is not read; most of the ladder names none",
            ],
            [
                'levels: key "hobby" is not used, 1 entry',
                'criteria: key "colour" is not used, 1 entry',
                'key "more" is not used, 2 entries',
                "criteria, number 3: says nothing but that it is asked",
            ],
        ),
        (
            "x.yaml",
            "skills:\n- {id: dough, name: Dough, description: What., hue: red, levels: [{level: 1, title: Junior baker,"
            " text: Weighs., x: 1}, {level: 2, title: Senior baker, criteria: [Makes., Sells.]}]}\n"
            "- {name: oven, title: Oven, levels: [Sees., Plans.]}\n- {levels: [a, b]}\n"
            "- {name: [1], levels: [Sees., Plans.]}\n",
            TWO,
            [f"skills, number {n}: has neither a name nor an id" for n in (3, 4)],
            ['levels: key "x" is not used, 1 entry', 'skills: key "hue" is not used, 1 entry'],
        ),
        (
            "x.yaml",
            "owner: x\nroles:\n- {name: Junior baker, order: 1, people: some, skills: {Dough: 1, Oven: half}}\n"
            "- {name: Senior baker, skills: [{name: Dough, level: 2.5}, {level: 3}, {skill: Oven, level: 1}, Sings]}\n"
            "- {name: '', skills: {Dough: 1}}\n- [1, 2]\n",
            {"Junior baker": {"Dough": 1}, "Senior baker": {"Dough": 4, "Oven": 1}},
            [
                "roles, number 2, skills, number 2: names no area",
                "roles, number 2, skills, number 4: names no area",
                "roles, number 3: has neither a name nor an id",
                "roles, number 4: is neither a text nor a mapping of keys to values",
                'roles, number 1, skills, "Oven": unknown level "half"; the levels are 0 none, 1 level 1, 2 level 1.5, '
                "3 level 2, 4 level 2.5",
            ],
            [
                'key "owner" is not used, 1 entry',
                '1 role has no rank, so that none counts: "senior-baker"',
                "the scale is level 1 to level 2.5, in halves, since some numbers are halves",
            ],
        ),
        (
            "x.csv",
            "Skill,Junior baker,Senior baker\nYears,1-2,9-5\nDough,0.5,2.5\nOven,=A1,2\n,1,\n",
            {"Junior baker": {"Dough": 1}, "Senior baker": {"Dough": 5, "Oven": 4}},
            [
                'row 2, column "Senior baker": "9-5" cannot be read as years, such as 5, 5+ or 3-5',
                'row 5, column "Skill": has no skill; 1 level not read',
                'row 4, column "Junior baker": is a formula, and formulas are not computed; save the file with values',
            ],
            ['row 2: "Years" is read as years of the roles'],
        ),
        (
            "x.csv",
            ",IC,Lead\nSkill,Junior baker,Senior baker\nDough,1 - Learns,2 - Does\nSkill,Junior baker,Senior baker\n"
            "Oven,1 - Learns,2 - Does\nSalt,TBD,3 - Leads\n",
            {"Junior baker": {"Dough": 1, "Oven": 1}, "Senior baker": {"Dough": 2, "Oven": 2, "Salt": 3}},
            ['row 6, column "Junior baker": unknown level "TBD"; the levels are 0 none, 1 Learns, 2 Does, 3 Leads'],
            ['the header is row 2; above it stands "IC", "Lead"', "row 4: repeats the header"],
        ),
        (
            "x.md",
            "# Bakers\n\nWe bake.\n\n## Junior baker\n\nStarts.\n\n### Years\n\n1-2\n\n### Dough\n\n- Weighs.\n\n"
            "### Oven\n\n- 1\n- Sees.\n\n## Senior baker\n\n### Years\n\n3+\n\n### Dough\n\n- Makes.\n\n#### Rye\n\n"
            "- Sour.\n\n### Oven\n\n- Plans.\n",
            TWO,
            ["x, line 19: its level is not read; most of the ladder names none"],
            ['1 passage under headings of no role and no skill: "Bakers"; not used'],
        ),
        (
            "x.md",
            f"# Ours\n\n## Levels\n\n{MATRIX}\n## Numbers\n\n| Level | Description |\n|---|---|\n| 1 | Low. |\n\n"
            "## Costs\n\n| Bread | 2021 |\n|---|---|\n| Rye | 3 |\n",
            TWO,
            [],
            [
                'the table of line 12 says what 1 name of no skill or role mean: "1"; not used',
                "the table of line 18 holds no roles with their skills; not used",
            ],
        ),
        (
            "x.html",
            "<title>x</title><h1>Bakers</h1><h2>Junior baker</h2><ul><li><b>Dough:</b> Weighs.<br>All<li>"
            "<strong>Oven</strong> Sees.</ul><h2>Senior baker</h2><ul><li><b>Dough:</b> Makes.</li><li><b>Oven</b>"
            " Plans.</ul><script>x</script><table><tr><td>a",
            TWO,
            [],
            ["1 table beside the headings: not used"],
        ),
        (
            "x.md",
            f"# Ours\n\nRead this.\n\n{MATRIX}\nAnd this.\n",
            TWO,
            [],
            ["2 passages beside the tables: not used"],
        ),
    ],
)
def test_what_is_not_read_of_a_ladder_is_told(
    name: str, text: str, wanted: Asked, unread: list[str], told: list[str]
) -> None:
    made = import_file(LadderSource(name, name, text.encode()), HowToRead(partly=True))[1]
    assert asked(made) == wanted
    assert list(made.unread) == unread
    assert [line for line in told if line not in (*made.unused, *made.remarks)] == []


def test_a_table_of_meanings_describes_what_the_others_name() -> None:
    roles = "| Role | Description |\n|---|---|\n| Junior baker | Young. |\n"
    made = of_files({"x.md": f"# Ours\n\n{MEANINGS}\n{MATRIX}\n{roles}".encode()})
    assert [skill["description"] for skill in made.raw["skills"]] == ["What is soft.", "What is hot."]
    assert [role.get("summary") for role in made.raw["roles"]] == ["Young.", None]


LISTS = {
    "levels": [{"id": "a", "name": "Junior baker"}, {"id": "b", "name": "Senior baker"}],
    "themes": [{"id": "d", "name": "Dough"}, {"id": "o", "name": "Oven"}],
    "competencies": [
        {"id": f"{level}{theme}", "level": level, "theme": theme, "summary": f"Does {level} {theme}."}
        for level in "ab"
        for theme in "do"
    ],
}


@each("field", ["level", "theme", "summary"])
@each("kept", [True, False])
@each("damaged", [1, 4])
def test_a_damaged_list_of_criteria_is_never_read_as_something_else(field: str, kept: bool, damaged: int) -> None:
    lists = copy.deepcopy(LISTS)
    for entry in lists["competencies"][:damaged]:
        value = entry.pop(field)
        if kept:
            entry["odd"] = value
    try:
        made = of_files({"x.json": json.dumps(lists).encode()})
    except InputError:
        return
    wanted = {role: dict(levels) for role, levels in TWO.items()}
    if field != "summary":
        del wanted["Junior baker"]["Dough"]
    assert asked(made) == wanted
    assert made.unread or made.unused or not kept


def test_figures_in_a_mapping_are_of_their_role() -> None:
    made = of_files(
        {
            "x.yaml": b"roles:\n- {title: A, pay: {low: 30000, high: 40000, currency: EUR},"
            b" years: {min: 1, typical: 2}, people: {coaching: 1}, skills: {Dough: 1}, links: {wiki: here}}\n"
            b"- {title: B, pay: {Rome: 1-2k EUR}, experience: {min: 3}, people: {min: 2, max: 3}, skills: {Dough: 2}}\n"
        }
    )
    assert asked(made) == {"A": {"coaching": 1, "Dough": 1}, "B": {"Dough": 2}}
    first, second = made.raw["roles"]
    assert (first["pay"][0]["high"], first["years"]) == (40_000, {"min": 1, "typical": 2})
    assert (second["note"], second["years"], second["people"]) == (
        "pay: Rome: 1-2k EUR",
        {"min": 3},
        {"min": 2, "max": 3},
    )
    assert list(made.unused) == ['roles: key "links" is not used, 1 entry']


def test_what_levels_mean_is_told_of_the_skills_that_say_so() -> None:
    made = of_files(
        {
            "x.yaml": b"roles:\n- {title: A, skills: {dough: 1}}\n- {title: B, skills: {dough: 2}}\n"
            b"competencies:\n- {id: dough, levels: {1: Weighs., 2: Makes.}}\n"
        }
    )
    assert (made.raw["skills"][0]["levels"], list(made.unread)) == ({"1": "Weighs.", "2": "Makes."}, [])
    made = of_files({"x.csv": b"Skill,A,,B,\nDough,1,Weighs it.,2,Makes it.\nOven,,Sees it.,1,Looks at it.\n"})
    assert made.raw["skills"][0]["levels"] == {"1": "Weighs it.", "2": "Makes it."}
    assert list(made.unread) == ['row 3, column "A": has a text behind it and no level; the text is not read']


def test_a_grade_behind_a_title_is_one_more_name_or_a_note() -> None:
    made = of_files(
        {
            "x.csv": b"Family,Role,Skill,Level\nBread,Baker (L1),Dough,1\nBread,Head (L2-L3),Dough,2\n"
            b"Cake,Cook (L1),Dough,1\nCake,Chef (2),Dough,3\n"
        }
    )
    told = [(role["id"], role["title"], role.get("aliases"), role.get("note")) for role in made.raw["roles"]]
    assert told == [
        ("baker", "Baker", None, "grade: L1"),
        ("head", "Head", ["L2-L3"], None),
        ("cook", "Cook", None, "grade: L1"),
        ("chef-2", "Chef (2)", None, None),
    ]


@each(
    ("files", "families"),
    [
        # The same titles ask the same skills in two files, or under two headings.
        ({f"{job}.md": f"# {job}\n\n{LADDER}" for job in ("Bread", "Cake")}, ["Bread", "Cake"]),
        # The same categories stand under headings of two jobs.
        (
            {
                "x.md": "# Ours\n\n"
                + "".join(f"## {job}\n\n### Craft\n\n{MATRIX}\n" for job in ("Bread", "Cake")).replace(
                    "Dough", "Cream", 2
                )
            },
            ["bread", "cake"],
        ),
        # The grades begin again.
        (
            {
                "x.md": "# Ours\n\n"
                + "".join(
                    f"## {job}\n\n### Junior {job}\n\n#### {skill}\n\nA.\n\n### Senior {job}\n\n#### {skill}\n\nB.\n\n"
                    for job, skill in (("baker", "Dough"), ("cook", "Cream"))
                )
            },
            ["baker", "cook"],
        ),
        (
            {
                "x.yaml": "".join(
                    f"{job}:\n  levels:\n    1: {{title: Junior {job}, {skill}: [A.]}}\n"
                    f"    2: {{title: {job}, {skill}: [B.]}}\n"
                    for job, skill in (("baker", "Dough"), ("cook", "Cream"))
                )
            },
            ["baker", "cook"],
        ),
    ],
)
def test_what_stands_above_roles_tells_jobs_apart(files: Files, families: list[str]) -> None:
    made = of_files({name: text.encode() for name, text in files.items()})
    named = [role["family"].casefold() for role in made.raw["roles"]]
    assert named == [family.casefold() for family in families for _ in range(2)]
    assert made.unread == []


def test_what_a_list_of_roles_alone_says_of_them_is_kept() -> None:
    text = "roles:\n- {title: A, years: 1-2, pay: 20-30k EUR}\n- {title: B, years: 3+, pay: 30000}\n"
    made = of_files({"x.yaml": text.encode()})
    assert (made.raw["skills"], "warning: no skill was found" in "\n".join(made.remarks)) == ([], True)
    first, second = made.raw["roles"]
    assert (first["pay"][0]["high"], second["note"], second["years"]) == (30_000, "pay: 30000", {"min": 3})


def test_what_a_table_says_of_its_roles_is_theirs() -> None:
    made = of_files(
        {
            "x.csv": "Skill,Junior baker,Mate,Senior baker\nYears,1-2,3+,5\nReports to,Mate,"
            '"Boss, Chief",Boss\nPay,€20-30k,"30,000-40,000 EUR",much\nPeople,0,2-4 people,5+\n'
            "Dough,1,2,3\n".encode()
        }
    )
    pay = {"currency": "EUR", "basis": "as in the ladder"}
    told = [
        {key: value for key, value in role.items() if key in ("years", "reports_to", "pay", "people", "note")}
        for role in made.raw["roles"]
    ]
    assert told == [
        {
            "years": {"min": 1, "typical": 2},
            "reports_to": ["Mate"],
            "pay": [{"low": 20_000, "high": 30_000, **pay}],
            "people": {"min": 0, "max": 0},
        },
        {
            "years": {"min": 3},
            "reports_to": ["Boss", "Chief"],
            "pay": [{"low": 30_000, "high": 40_000, **pay}],
            "people": {"min": 2, "max": 4},
        },
        {"years": {"min": 5, "typical": 5}, "reports_to": ["Boss"], "note": "Pay: much", "people": {"min": 5}},
    ]


def test_folders_are_the_disciplines_of_roles_and_the_categories_of_skills() -> None:
    files = {
        f"{job}/{name}.md": page(name, {skill: f"{name} {job}.", "Team": f"{name} of {job}."})
        for job, skill in (("bread", "Dough"), ("cake", "Cream"))
        for name in ("Junior", "Senior")
    }
    made = of_files({name: text.encode() for name, text in files.items()})
    assert [(role["title"], role["family"]) for role in made.raw["roles"]] == [
        ("Junior (bread)", "bread"),
        ("Senior (bread)", "bread"),
        ("Junior (cake)", "cake"),
        ("Senior (cake)", "cake"),
    ]
    skills = {
        f"{kind}/{skill}.md": page(skill, {"Level 1": f"Some {skill}.", "Level 2": f"More {skill}."})
        for kind, skill in (("craft", "Dough"), ("people", "Talk"))
    }
    made = of_files({name: text.encode() for name, text in skills.items()})
    assert [(skill["name"], skill["category"]) for skill in made.raw["skills"]] == [
        ("Dough", "craft"),
        ("Talk", "people"),
    ]


@each(
    ("name", "text", "categories"),
    [
        # Groups stand above the skills of a table with roles down.
        (
            "x.csv",
            ",Craft,,People\nLevel,Dough,Oven,Talk\nJunior,Weighs it.,Sees it.,Asks them.\nSenior,A b.,C d.,E f.\n",
            ["Craft", "Craft", "People"],
        ),
        # One heading above all roles is no category, several are.
        ("x.md", f"# Ours\n\n## Levels\n\n{re.sub('^#', '###', JUNIOR + SENIOR, flags=re.MULTILINE)}", [None, None]),
        (
            "x.md",
            "# Ours\n\n"
            + "".join(
                f"## {kind}\n\n### Junior\n\n#### {skill}\n\n- [ ] A.\n\n### Senior\n\n#### {skill}\n\n- [x] B.\n\n"
                for kind, skill in (("Craft", "Dough"), ("People", "Talk"))
            ),
            ["Craft", "People"],
        ),
    ],
)
def test_what_stands_above_skills_is_their_category(name: str, text: str, categories: list[str | None]) -> None:
    made = of_files({name: text.encode()})
    names = {category["id"]: category["name"] for category in made.raw.get("categories", ())}
    assert [names.get(skill.get("category")) for skill in made.raw["skills"]] == categories
    texts = [text for skill in made.raw["skills"] for text in skill["levels"].values()]
    assert not any(text.startswith("[") for text in texts)


def test_texts_of_one_skill_alone_are_doubted() -> None:
    table = "| Level | Title | Expectations |\n|---|---|---|\n| 1 | Junior baker | Weighs. |\n"
    table += "| 2 | Senior baker | Makes. |\n"
    made = of_files({"x.md": f"# Levels\n\n{table}".encode()})
    assert (
        'warning: all that the roles ask is taken for one skill, "Levels"; nothing tells others from it' in made.remarks
    )


def test_what_is_mandatory_is_a_must_have() -> None:
    made = of_files({"x.csv": b"Role,Skill,Level,Mandatory\nA,Dough,1,Yes\nA,Oven,1,No\nB,Dough,2,Yes\n"})
    assert [role.get("must_have") for role in made.raw["roles"]] == [["dough"], ["dough"]]


def test_what_only_running_a_program_would_give_is_told() -> None:
    made = of_files({"x.ts": b"const LEVELS = read();\nexport const roles = [{ title: 'A', skills: { Dough: 1 } }];\n"})
    assert asked(made) == {"A": {"Dough": 1}}
    assert list(made.unused) == ['x.ts: 1 value that only running it would give: "LEVELS"; not used']

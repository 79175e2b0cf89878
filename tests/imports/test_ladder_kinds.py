"""Kinds of files in which people keep a ladder, one small example of each: what comes of it, or that it is none."""

from __future__ import annotations

import pytest

from imports.test_ladder_shapes import asked, of_files
from pmladder.errors import InputError
from rows import each

Files = dict[str, str]
Asked = dict[str, dict[str, int]]
TWO: Asked = {"Junior baker": {"Dough": 1, "Oven": 1}, "Senior baker": {"Dough": 2, "Oven": 2}}


def page(title: str, skills: dict[str, str], before: str = "") -> str:
    return f"{before}# {title}\n\n" + "".join(f"## {skill}\n\n- {text}\n\n" for skill, text in skills.items())


JUNIOR = page("Junior baker", {"Dough": "Weighs.", "Oven": "Watches."})
SENIOR = page("Senior baker", {"Dough": "Invents.", "Oven": "Plans."})


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


def test_what_only_running_a_program_would_give_is_told() -> None:
    made = of_files({"x.ts": b"const LEVELS = read();\nexport const roles = [{ title: 'A', skills: { Dough: 1 } }];\n"})
    assert asked(made) == {"A": {"Dough": 1}}
    assert list(made.unused) == ['x.ts: 1 value that only running it would give: "LEVELS"; not used']

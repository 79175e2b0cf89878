"""What `answers.py` asks: the files that it makes, and every command on them, in every format.

Everything is named by paths within one folder, every day is said, and chance has a seed.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from catalogue.strategies import Raw, raw_catalogues, written
from cli.planned import PROFILE
from cli.test_catalogue_import import GOVERNMENT, LONG, WIDE
from cli.test_every_catalogue import KINDS
from pmladder.catalogue.models import Catalogue
from pmladder.cli.app import CATALOGUE_COMMANDS, COMMANDS, PROFILE_COMMANDS
from pmladder.files.catalogue_file import builtin_path, load_catalogue

ROOT = Path(__file__).parent.parent
SEED = 20261122
TODAY = ("--as-of", "2026-11-22")
MADE = 20
OUT = "out"
"""The folder that commands may write into. It is empty when a conversation begins."""


class Question(NamedTuple):
    """One run of the program."""

    argv: tuple[str, ...]
    columns: int = 80
    stdin: str = ""


class Conversation(NamedTuple):
    """Runs that follow each other, and what they find in `out` at first: copies of other files, by name."""

    questions: tuple[Question, ...]
    copies: Mapping[str, str] = MappingProxyType({})


class Person(NamedTuple):
    """What is said of somebody, and what they may want."""

    options: tuple[str, ...]
    target: str
    skill: str | None
    catalogue: tuple[str, ...] = ()


TABLES = (("table", 80), ("table", 120))
ALL = (*TABLES, ("json", 80), ("csv", 80), ("md", 80))
"""Every format that each answer has, and how wide the screen is."""
FOUND = (*ALL, ("github", 80))
DATED = (*ALL, ("ics", 80))
PAGE = (("html", 80), ("json", 80))
Formats = Sequence[tuple[str, int]]


def in_formats(formats: Formats, *argv: str, stdin: str = "") -> Iterator[Question]:
    """The command in each format, which is said right behind its name."""
    name = 2 if argv[0] in ("catalogue", "profile") else 1
    for form, columns in formats:
        yield Question((*argv[:name], "--format", form, *argv[name:]), columns, stdin)


def some(turn: int) -> Formats:
    """Three of the formats, others at each turn."""
    return (TABLES[turn % 2], ("json", 80), (("csv", "md")[turn // 2 % 2], 80))


def conversations(folder: Path) -> list[Conversation]:
    """Everything that is asked. The files that it takes are written into `folder`."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "examples", folder / "cases")
    for name, text in _TEXTS.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    single = [
        *_help(),
        *_slips(),
        *_schemas(),
        *_looked_up(load_catalogue(str(builtin_path())), (), ALL),
        *_builtin(folder),
        *_examples(folder),
        *_kinds(folder),
        *_generated(folder),
        *_refused(folder),
        *_exchanged(folder),
    ]
    return [*(Conversation((question,)) for question in dict.fromkeys(single)), *_kept(folder)]


_TEXTS = {
    "texts/planned.yaml": PROFILE,
    "texts/wide.csv": WIDE,
    "texts/long.csv": LONG,
    "texts/government.csv": GOVERNMENT,
    "texts/broken.yaml": "roles: [\n",
    "texts/empty.yaml": "",
    "texts/bytes.json": '{"roles": [{"id": "x", "title": "\\u001b[31m"}]}',
    "texts/answers.yaml": "coaching: 2\nproduct-strategy: expert\nexperimentation: {not_applicable: none here}\n",
    "texts/answers.txt": "coaching=3\nmetrics-analytics=working\n",
    "texts/wrong-answers.yaml": "coaching: 9\ncoachin: 1\n",
    "texts/overlay.yaml": """
extends: builtin
catalogue: {title: Ours}
skills:
  - {id: coaching, name: Coaching others}
  - {id: pricing, name: Pricing, category: strategy}
roles:
  - {id: pm, years: 3, skills: {pricing: working}}
  - {id: chief-of-staff, title: Chief of staff, family: adjacent, seniority: 6, skills: {communication: expert}}
transitions:
  - {from: senior-pm, to: chief-of-staff, kind: lateral, common: sometimes}
""",
    "texts/ladder.yaml": """
name: Bakers
levels:
  - {id: apprentice, name: Apprentice}
  - {id: baker, name: Baker, summary: Bakes alone.}
  - {id: head, name: Head of Baking}
themes:
  - {id: dough, name: Dough, summary: What becomes bread.}
  - {id: crew, name: The crew}
competencies:
  - {id: c1, level: apprentice, theme: dough, summary: Kneads.}
  - {id: c2, level: baker, theme: dough, summary: Proves.}
  - {id: c3, level: head, theme: crew, summary: Leads sixty.}
""",
    "texts/other.yaml": """
name: Ada
role: lead-pm
years: 7
people: 2
skills: {product-strategy: expert, coaching: working, communication: {level: 2, rater: manager, rated: 2026-10-01}}
goal: group-pm
""",
}


# What is asked of the program itself.


def _help() -> Iterator[Question]:
    yield from (Question(()), Question(("--help",)), Question(("--version",)), Question(("nonsense",)))
    for group, names in (("", COMMANDS), ("profile", PROFILE_COMMANDS), ("catalogue", CATALOGUE_COMMANDS)):
        yield from (Question(tuple(filter(bool, (group, name, "--help")))) for name in ("", *names))


def _schemas() -> Iterator[Question]:
    needed = {"gap": "x", "route": "x", "brief": "x", "compare": "x", "role": "x", "skill": "x", "title": "x"}
    for name in COMMANDS:
        yield Question((name, *filter(None, [needed.get(name)]), "--output-schema"))
    yield Question(("plan", "--against", "x", "--output-schema"))
    yield Question(("catalogue", "check", "--list", "--output-schema"))
    for name in ("show", "set", "check", "new"):
        yield Question(("profile", name, "--output-schema"))
    yield from (
        Question(("profile", "diff", "x", "y", "--output-schema")),
        Question(("profile", "import", "x", "--output-schema")),
        Question(("catalogue", "check", "--output-schema")),
        Question(("catalogue", "show", "--output-schema")),
        Question(("catalogue", "diff", "x", "y", "--output-schema")),
        Question(("catalogue", "schema")),
        Question(("catalogue", "new")),
    )
    yield from in_formats(ALL, "catalogue", "check", "--list")


def _slips() -> Iterator[Question]:
    """Words that mean nothing, and options that do not go together."""
    you = ("--role", "senior-pm", *TODAY)
    for line in (
        ("next",),
        ("next", "--years", "six"),
        ("next", "--years", "99"),
        ("next", "--role", "senor-pm"),
        ("next", "--role", "nobody at all"),
        ("next", "--years", "6", "--format", "pdf"),
        ("next", "--years", "6", "--format", "ics"),
        ("next", "--years", "6", "--json", "--format", "md"),
        ("next", "--years", "6", "--as-of", "yesterday"),
        ("next", *you, "--skill", "coaching"),
        ("next", *you, "--skill", "coaching=9"),
        ("next", *you, "--skill", "coachin=2"),
        ("next", *you, "--if", "coaching"),
        ("next", *you, "--if", "years=+many"),
        ("next", *you, "--if", "coachin=+1"),
        ("next", *you, "--company-size", "giant"),
        ("next", "--catalogue", "nowhere.yaml", "--years", "6"),
        ("next", "--profile", "nowhere.yaml"),
        ("next", "cases/profiles/valid/bare-years.yaml"),
        ("next", "--skill", "coaching=2"),
        ("next", "--yeers", "6"),
        ("gap",),
        ("gap", "senor-pm", *you),
        ("gap", "head of products", *you),
        ("opens", *you, "--sort", "best"),
        ("route", "cpo", "--years", "0"),
        ("route", "cpo", *you, "--fastest", "--fewest-gaps"),
        ("route", "cpo", *you, "--avoid", "cpo"),
        ("route", "cpo", *you, "--routes", "99"),
        ("plan", *you),
        ("plan", "cpo", *you, "--period", "week"),
        ("plan", "cpo", *you, "--hours-per-week", "200"),
        ("plan", "cpo", *you, "--by", "2020-01-01"),
        ("plan", "cpo", *you, "--focus", "coachin"),
        ("plan", "--against", "texts/planned.yaml", *you),
        ("plan", "--against", "nowhere.json", *you),
        ("brief", "nobody", *you),
        ("report", *you),
        ("report", *you, "-o", "page.pdf"),
        ("report", *you, "--format", "csv", "-o", "-"),
        ("assess", "--limit", "0"),
        ("assess", "--answers", "texts/answers.yaml", "--limit", "2"),
        ("assess", "--rater", " ", "--answers", "texts/answers.yaml"),
        ("progress", *TODAY),
        ("progress", "--profile", "texts/planned.yaml", "--since", "spring", *TODAY),
        ("progress", "--profile", "texts/planned.yaml", *TODAY),
        ("compare", "pm"),
        ("compare", "pm", "pm"),
        ("compare", "pm", "senior-pm", "lead-pm", "group-pm", "director", "cpo"),
        ("role", "senor pm"),
        ("skill", "coachin"),
        ("title", ""),
        ("profile", "show"),
        ("profile", "check"),
        ("profile", "set"),
        ("profile", "new"),
        ("profile", "diff", "texts/planned.yaml", "nowhere.yaml"),
        ("profile", "import", "nowhere.json"),
        ("profile", "import", "texts/planned.yaml", "--from", "xing", *TODAY),
        ("profile", "import", "texts/planned.yaml", "--merge", "--replace", *TODAY),
        ("catalogue", "check"),
        ("catalogue", "check", "nowhere.yaml"),
        ("catalogue", "check", "--list", "--format", "github"),
        ("catalogue", "diff", "builtin"),
        ("catalogue", "diff", "-", "-"),
        ("catalogue", "show", "--role", "nobody"),
        ("catalogue", "export", "--format", "xlsx"),
        ("catalogue", "import", "nowhere.csv"),
        ("catalogue", "import", "texts/wide.csv", "--map", "x"),
        ("catalogue", "import", "texts/wide.csv", "--format", "csv"),
        ("catalogue", "import", "texts/ladder.yaml", "--sheet", "1"),
    ):
        yield Question(line)
    for text in (_TEXTS["texts/planned.yaml"], "role: [\n", ""):
        yield from in_formats(TABLES[:1], "next", "--profile", "-", *TODAY, stdin=text)
        yield from in_formats(TABLES[:1], "catalogue", "check", "-", stdin=text)


# What is asked about catalogues and people.


def _looked_up(catalogue: Catalogue, chosen: tuple[str, ...], formats: Formats) -> Iterator[Question]:
    """Every role, skill, title and move of a catalogue."""
    roles = [role.id for role in catalogue.roles]
    for line in (("roles",), ("skills",), ("catalogue", "show"), ("catalogue", "show", "--origin")):
        yield from in_formats(formats, *line, *chosen)
    yield from in_formats(formats, "catalogue", "show", "--role", roles[0], *chosen)
    for number, role in enumerate(roles):
        yield from in_formats(formats, "role", *(("--sources",) if number % 2 else ()), *chosen, "--", role)
        title = catalogue.roles_by_id[role].title
        yield from in_formats(some(number), "title", *chosen, "--", title)
    for skill in catalogue.skills:
        yield from in_formats(formats, "skill", *chosen, "--", skill.id)
    for number, (first, second) in enumerate(pairwise(roles)):
        yield from in_formats(some(number), "compare", *chosen, "--", first, second)
    several = roles[:: max(1, len(roles) // 4)][:5]
    if len(several) > 1:
        yield from in_formats(formats, "compare", "--all", *chosen, "--", *several)
        yield from in_formats(formats, "compare", *chosen, "--", *several)
    for form in ("yaml", "json", "csv", "md"):
        yield Question(("catalogue", "export", "--format", form, *chosen))


def _asked(person: Person, formats: Formats, dated: Formats, few: bool = False) -> Iterator[Question]:
    """Every command about one person; the `few` leave out some that show parts of what others show."""
    you, target = (*person.options, *TODAY, *person.catalogue), person.target
    what_if = ("--if", "years=25", *(("--if", f"{person.skill}=1", "--if", "people=4") if person.skill else ()))
    rich: list[tuple[str, ...]] = [
        ("next", "--all", "--why", "--map", *what_if, *you),
        ("gap", "--why", "--chart", *what_if, *you, "--", target),
        ("opens", "--all", *you),
        ("route", *what_if, *you, "--", target),
        ("profile", "show", *you),
    ]
    plain: list[tuple[str, ...]] = [
        ("next", *you),
        ("gap", "--check", *you, "--", target),
        ("opens", "--sort", "effort", *you),
        ("route", "--fastest", "--routes", "5", *you, "--", target),
    ]
    for line in rich if few else [*rich, *plain]:
        yield from in_formats(formats, *line)
    yield from in_formats(dated, "plan", *you, "--", target)
    if not few:
        aim = ("--by", "2028-06-30", "--hours-per-week", "5", "--period", "month")
        focus = ("--focus", person.skill) if person.skill else ()
        yield from in_formats(dated, "plan", *aim, *focus, *you, "--", target)
        yield from in_formats(PAGE, "report", "--anonymous", target, "-o", "-", *you)
    yield from in_formats(formats, "brief", *you, "--", target)
    yield from in_formats(PAGE, "report", "-o", "-", *you)


_PEOPLE = (
    ("--years 6", "lead-pm"),
    ("--years 0", "pm"),
    ("--role senior-pm --company-size small", "head-of-product"),
    ("--role senior-pm --years 6 --people 0 --skill coaching=2 --goal cpo", "group-pm"),
    ("--role group-pm --years 9 --years-in-role 3 --people 5 --company-size large", "director"),
    ("--role program-manager --years-of-work 8", "pm"),
    ("--role engineering-manager --people 8 --years-of-work 12 --goal cpo", "head-of-product"),
    ("--role cpo --years 20", "cto"),
    ("--profile texts/planned.yaml", "cpo"),
    ("--profile cases/profiles/valid/from-the-manual.yaml", "staff-pm"),
)


def _builtin(folder: Path) -> Iterator[Question]:
    for options, target in _PEOPLE:
        yield from _asked(Person(tuple(options.split()), target, "coaching"), ALL, DATED)
    catalogue = load_catalogue(str(builtin_path()))
    chance = random.Random(SEED)
    for number in range(MADE):
        name = _keep(folder, f"people/{number:02}.json", _profile(catalogue, chance))
        yield from _asked(Person(("--profile", name), *_aim(catalogue, chance)), ALL, DATED, few=True)
        yield from in_formats(FOUND, "profile", "check", *TODAY, name)
        yield from in_formats(some(number), "profile", "diff", "texts/other.yaml", name, *TODAY)
    for name in sorted(path.name for path in (folder / "cases/profiles/valid").iterdir()):
        path = f"cases/profiles/valid/{name}"
        yield from _asked(Person(("--profile", path), "group-pm", None), ALL, DATED, few=True)
        yield from in_formats(FOUND, "profile", "check", *TODAY, path)
        yield from in_formats(ALL, "profile", "diff", "texts/planned.yaml", path, *TODAY)
    yield Question(("next", "--years", "6", "--verbose", "--profile", "texts/planned.yaml", *TODAY))


def _examples(folder: Path) -> Iterator[Question]:
    chance = random.Random(SEED + 1)
    for name in ("examples/small-company.yaml", "examples/govuk-2025.yaml", "texts/overlay.yaml"):
        yield from _ladder(folder, name, chance, ALL, DATED)
        yield from in_formats(ALL, "catalogue", "diff", "--check", "builtin", name)
        yield from in_formats(ALL, "catalogue", "diff", name, "builtin")
    valid = sorted(path.name for path in (folder / "cases/catalogues/valid").iterdir())
    for turn, name in enumerate(valid):
        path = f"cases/catalogues/valid/{name}"
        yield from _ladder(folder, path, chance, some(turn), (*some(turn), ("ics", 80)))
        yield from in_formats(some(turn), "catalogue", "diff", f"cases/catalogues/valid/{valid[turn - 1]}", path)


def _kinds(folder: Path) -> Iterator[Question]:
    chance = random.Random(SEED + 2)
    for turn, (kind, raw) in enumerate(KINDS.items()):
        if kind != "a-hundred-skills":
            yield from _ladder(folder, _keep(folder, f"kinds/{kind}.json", raw), chance, some(turn), some(turn))


def _generated(folder: Path) -> Iterator[Question]:
    chance, last = random.Random(SEED + 3), "kinds/one-role.json"
    for number, raw in enumerate(_raw_catalogues()):
        name = _keep(folder, f"made/{number:02}.json", raw)
        yield from _ladder(folder, name, chance, ALL, DATED)
        yield from in_formats(ALL, "catalogue", "diff", last, name)
        last = name


def _ladder(folder: Path, name: str, chance: random.Random, formats: Formats, dated: Formats) -> Iterator[Question]:
    """Every command on one catalogue, with a generated profile for it."""
    catalogue, chosen = load_catalogue(str(folder / name)), ("--catalogue", name)
    yield from in_formats((*formats, ("github", 80)), "catalogue", "check", "--strict", name)
    yield from _looked_up(_shortened(catalogue), chosen, formats)
    profile = _keep(folder, f"people/{name.replace('/', '-')}.json", _profile(catalogue, chance))
    yield from _asked(Person(("--profile", profile), *_aim(catalogue, chance), chosen), formats, dated, few=True)
    yield from in_formats((*formats, ("github", 80)), "profile", "check", *TODAY, *chosen, profile)
    held = catalogue.roles[len(catalogue.roles) // 2].id
    yield from _asked(Person((f"--role={held}",), *_aim(catalogue, chance), chosen), some(len(name)), dated[-1:], True)
    yield from in_formats(formats, "next", "--years", "6", *TODAY, *chosen)


def _shortened(catalogue: Catalogue) -> Catalogue:
    """The first roles and skills are enough to look up."""
    return catalogue.model_copy(update={"roles": catalogue.roles[:2], "skills": catalogue.skills[:2]})


def _refused(folder: Path) -> Iterator[Question]:
    for turn, path in enumerate(sorted((folder / "cases/catalogues/invalid").iterdir())):
        name = path.relative_to(folder).as_posix()
        yield from in_formats((some(turn)[turn % 3], ("github", 80)), "catalogue", "check", name)
        yield Question(("roles", "--catalogue", name))
    for path in sorted((folder / "cases/profiles/invalid").iterdir()):
        name = path.relative_to(folder).as_posix()
        yield from in_formats(FOUND, "profile", "check", *TODAY, name)
        yield Question(("next", "--profile", name, *TODAY))
    for name in ("texts/broken.yaml", "texts/empty.yaml", "texts/bytes.json"):
        yield from in_formats(FOUND, "catalogue", "check", name, "examples/small-company.yaml")
        yield from in_formats(FOUND, "profile", "check", *TODAY, name)
        yield Question(("roles", "--catalogue", name))
        yield Question(("catalogue", "diff", "builtin", name))


def _exchanged(folder: Path) -> Iterator[Question]:
    for name in ("wide.csv", "long.csv", "government.csv", "ladder.yaml", "broken.yaml", "planned.yaml"):
        for form in ("yaml", "json"):
            yield Question(("catalogue", "import", "--format", form, f"texts/{name}"))
    yield Question(("catalogue", "import", "texts/wide.csv", "--scale", "Low,Middle,High", "--map", "Area=category"))
    sources = [path.relative_to(folder).as_posix() for path in sorted((folder / "cases/resumes").iterdir())]
    for source in (*sources, "cases/linkedin-export", "texts/planned.yaml", "texts/wide.csv"):
        yield Question(("profile", "import", source, "-o", "-", *TODAY))
        yield from in_formats(ALL, "profile", "import", source, "--dry-run", "--profile", "texts/planned.yaml", *TODAY)


# What is kept in files, from run to run.


def _kept(folder: Path) -> Iterator[Conversation]:
    yield Conversation(
        (
            Question(("catalogue", "new", "-o", "out/new.yaml")),
            Question(("catalogue", "new", "-o", "out/new.yaml")),
            *in_formats(FOUND, "catalogue", "check", "out/new.yaml"),
            Question(("catalogue", "schema", "-o", "out/schema.json")),
            Question(("catalogue", "export", "--catalogue", "out/new.yaml", "-o", "out/again.yaml")),
            Question(("catalogue", "diff", "--check", "out/new.yaml", "out/again.yaml")),
            Question(("catalogue", "import", "texts/wide.csv", "-o", "out/wide.yaml")),
            Question(("roles", "-o", "out/roles.csv")),
            Question(("report", "--role", "pm", "--goal", "cpo", "-o", "out/page.html", *TODAY)),
            Question(("report", "--role", "pm", "-o", "out/roles.csv", *TODAY)),
        )
    )
    me, plain = ("--profile", "out/me.yaml"), ("--plain", "--profile", "out/me.yaml")
    on = [("--as-of", day) for day in ("2026-01-15", "2026-03-01", "2026-06-30", "2026-09-01")]
    typed = "2\n?\nn\n3\nexpert\ns\nb\n1\nq\n"
    yield Conversation(
        (
            Question(("profile", "new", *me, "--role", "senior-pm", "--years", "5", "--people", "0", *on[0])),
            Question(("profile", "new", *me, "--role", "senior-pm", *on[0])),
            Question(("assess", "--answers", "texts/answers.yaml", *me, *on[0])),
            *_progress(me),
            Question(("profile", "set", "goal=cpo", "coaching=expert", "company_size=large", *me, *on[1])),
            Question(("profile", "set", "name=Ada", "focus=coaching", "people=2", "--json", *me, *on[1])),
            Question(("profile", "set", "coachin=3", "people=x", *me, *on[1])),
            Question(("assess", *plain, "group-pm", *on[2]), stdin=typed),
            Question(("assess", *plain, "--only-unrated", "--limit", "2", "--json", *on[2]), stdin="2\n2\n2\n"),
            Question(("assess", "--answers", "texts/answers.txt", "--rater", "Boss", *me, *on[3], "--format", "md")),
            Question(("assess", "--answers", "texts/wrong-answers.yaml", *me, *on[3])),
            Question(("profile", "set", "years=6", "role=lead-pm", "--format", "csv", *me, *on[3])),
            *_progress(me),
            *in_formats(ALL, "brief", "group-pm", *me, *TODAY),
            *in_formats(PAGE, "report", "-o", "-", *me, *TODAY),
            *in_formats(ALL, "profile", "show", *me, *TODAY),
        )
    )
    for number, source in enumerate(("cases/resumes/product-person.json", "cases/linkedin-export")):
        form = ("table", "json", "md")[number:]
        yield Conversation(
            (
                Question(("profile", "import", source, *me, *TODAY)),
                Question(("profile", "import", source, *me, "--merge", "--format", form[0], *TODAY)),
                Question(("profile", "import", "texts/other.yaml", *me, "--merge", "--format", form[1], *TODAY)),
                Question(("profile", "import", source, *me, "--replace", *TODAY)),
                *in_formats(some(number), "profile", "show", *me, *TODAY),
            ),
            {"me.yaml": ("texts/planned.yaml", "cases/profiles/valid/from-the-manual.yaml")[number]},
        )
    for options, target in _PEOPLE[:6]:
        yield _plan_kept(tuple(options.split()), target, ())
    for name in ("examples/small-company.yaml", *(f"made/{number:02}.json" for number in range(0, MADE, 3))):
        catalogue = load_catalogue(str(folder / name))
        target = catalogue.roles[-1].id
        yield _plan_kept((f"--role={catalogue.roles[0].id}",), target, ("--catalogue", name))
        chosen, skill = ("--catalogue", name), catalogue.skills[0].id if catalogue.skills else "none"
        yield Conversation(
            (
                Question(("profile", "new", *me, f"--role={catalogue.roles[0].id}", *chosen, *on[0])),
                Question(("profile", "set", *me, *chosen, *on[1], "--", "people=1", f"{skill}=1")),
                Question(("assess", *plain, *chosen, *on[2]), stdin="1\n0\n1\n"),
                *in_formats(ALL, "progress", *me, *chosen, *TODAY),
            )
        )


def _progress(me: tuple[str, ...]) -> Iterator[Question]:
    for line in ((), ("--since", "2026-03"), ("group-pm")):
        yield from in_formats(ALL, "progress", *line, *me, *TODAY)


def _plan_kept(you: tuple[str, ...], target: str, chosen: tuple[str, ...]) -> Conversation:
    """A plan of January held against what holds in November."""
    made = ("plan", *you, *chosen, "--as-of", "2026-01-15", "-o", "out/plan.json", "--", target)
    held = ("plan", "--against", "out/plan.json", *you, *chosen, *TODAY)
    more = () if chosen else ("--skill", "coaching=4", "--skill", "product-strategy=3", "--people", "3")
    return Conversation((Question(made), *in_formats(ALL, *held), *in_formats(ALL, *held, *more)))


# What is generated.


def _keep(folder: Path, name: str, raw: Any) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(raw), "utf-8")
    return name


def _raw_catalogues() -> list[Raw]:
    """The richest of many generated catalogues."""
    found: list[Raw] = []

    @seed(SEED)
    @settings(
        max_examples=8 * MADE,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(raw=raw_catalogues())
    def collect(raw: Raw) -> None:
        found.append(json.loads(written(raw)))

    collect()
    richest = sorted(range(len(found)), key=lambda number: (-_riches(found[number]), number))[:MADE]
    return [found[number] for number in sorted(richest)]


def _riches(raw: Raw) -> int:
    return len(raw["roles"]) + len(raw.get("skills", ())) + 2 * len(raw.get("transitions", ()))


def _profile(catalogue: Catalogue, chance: random.Random) -> Raw:
    """A profile that says some of what a profile can say."""
    roles, skills = [role.id for role in catalogue.roles], [skill.id for skill in catalogue.skills]
    shown = [shown.id for role in catalogue.roles for shown in role.evidence]
    start = chance.randint(2008, 2022)
    raw: Raw = {
        "name": "Ada",
        "role": chance.choice(roles),
        "goal": chance.choice(roles),
        "years": chance.randint(0, 24) / 2,
        "years_of_work": chance.randint(12, 30),
        "years_in_role": chance.randint(0, 5),
        "people": chance.choice((0, 0, 1, 4, 12)),
        "company": {"size": chance.choice(("small", "medium", "large"))},
        "education": chance.choice(("bachelor", "master")),
        "history": [
            {"title": catalogue.roles_by_id[chance.choice(roles)].title, "start": start, "end": f"{start + 3}-06"},
            {"title": catalogue.roles_by_id[chance.choice(roles)].title, "start": f"{start + 3}-07"},
        ],
        "skills": {skill: _rating(len(catalogue.scale), chance) for skill in skills if chance.random() < 0.6},
        "evidence": [
            {"id": name, "kind": name, "title": "Shown", "date": "2026-02"} for name in dict.fromkeys(shown[:2])
        ],
        "focus": chance.sample(skills, min(len(skills), chance.randint(0, 2))),
    }
    return {key: value for key, value in raw.items() if key in ("role", "skills") or chance.random() < 0.7}


def _rating(levels: int, chance: random.Random) -> Any:
    level = chance.randint(0, levels)
    rich = {"level": level, "rated": f"202{chance.randint(0, 6)}-0{chance.randint(1, 9)}-11", "rater": "self"}
    return chance.choice((level, level, rich, {}, {"not_applicable": "not here"}))


def _aim(catalogue: Catalogue, chance: random.Random) -> tuple[str, str | None]:
    skills = [skill.id for skill in catalogue.skills]
    return chance.choice(catalogue.roles).id, chance.choice(skills) if skills else None

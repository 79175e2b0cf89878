"""Random people for the tests of many: not rated, named, not applicable, with titles, sizes, goals and histories."""

from __future__ import annotations

import csv
import io
from datetime import date
from random import Random
from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.profile.models import Company, Evidence, Job, Profile, Rating
from pmladder.team.people import Roster, RosterRow

TODAY = date(2026, 11, 27)


def crowd(catalogue: Catalogue, number: int, seed: int) -> list[Profile]:
    """So many people, the same for the same seed."""
    rnd = Random(seed)
    return [_anybody(catalogue, rnd) for _ in range(number)]


def _anybody(catalogue: Catalogue, rnd: Random) -> Profile:
    def perhaps(value: Any, chance: float = 0.5) -> Any:
        return value if rnd.random() < chance else None

    some, asked = rnd.random(), [evidence for role in catalogue.roles for evidence in role.evidence]
    skills = {}
    for skill in catalogue.skills:
        luck = rnd.random()
        if luck < some:
            skills[skill.id] = Rating(level=rnd.randint(0, len(catalogue.scale)))
        elif luck < some + 0.06:
            skills[skill.id] = Rating()
        elif luck < some + 0.1:
            skills[skill.id] = Rating(not_applicable="another team does it")
    titles = [*(role.title for role in catalogue.roles), *(role.id for role in catalogue.roles), "Plumber"]
    history = []
    for _ in range(rnd.choice([0, 0, 1, 3])):
        year = rnd.randint(2005, 2024)
        end = perhaps(str(year + rnd.randint(0, 3)), 0.7)
        history.append(Job(title=rnd.choice(titles), start=perhaps(str(year), 0.8), end=end))
    evidence = []
    for number in range(rnd.choice([0, 0, 2, 6]) if asked else 0):
        shown = rnd.choice(asked)
        evidence.append(Evidence(id=f"e{number}", kind=shown.kind, shows=(shown.id,)))
    return Profile(
        role=perhaps(rnd.choice(titles), 0.6),
        years=perhaps(rnd.choice([0, 0.5, 1, 2, 3, 4.5, 6, 8, 12, 20])),
        years_of_work=perhaps(rnd.choice([0, 1, 3, 5, 9, 20]), 0.3),
        years_in_role=perhaps(rnd.choice([0, 0.5, 1, 2, 4])),
        people=perhaps(rnd.choice([0, 1, 2, 5, 30])),
        people_led_before=perhaps(rnd.choice([0, 3, 40]), 0.2),
        reach=perhaps(rnd.choice(catalogue.reach), 0.2) if catalogue.reach else None,
        education=perhaps(rnd.choice(["none", "bachelor", "master", "doctorate"]), 0.3),
        company=Company(size=perhaps(rnd.choice(["small", "medium", "large"]), 0.6)),
        goal=perhaps(rnd.choice(catalogue.roles).id, 0.4),
        skills=skills,
        history=tuple(history),
        evidence=tuple(evidence),
    )


def roster(catalogue: Catalogue, number: int, seed: int, teams: int = 2) -> Roster:
    """So many people with roles of the ladder, 30 % of their skills not rated, in so many teams."""
    rnd = Random(seed)
    core = [role for role in catalogue.roles if role.family == "core"]
    rows = []
    for place in range(number):
        rated = {
            skill.id: Rating(level=rnd.randint(0, len(catalogue.scale)), rated="2026-01-01")
            for skill in catalogue.skills
            if rnd.random() < 0.7
        }
        size = Company(size=rnd.choice(["small", "medium", "large", None]))
        profile = Profile(
            name=f"Person {place + 1:02}",
            role=rnd.choice(core).id,
            company=size,
            years_in_role=rnd.choice([None, 0, 1, 3]),
            skills=rated,
        )
        rows.append(RosterRow(profile, "roster.csv", f"p{place + 1}", f"Team {place % teams + 1}", None, place + 2))
    return Roster(tuple(rows))


LEVELS = ("", "", "-", "0", "1", "2", "3", "4", "3.0", "Expert", " working ", "none", "n/a", "x", "not rated")
BAD = ("exprt", "9", "-1", "=1+1", "2.5", "two, or three")


def table(catalogue: Catalogue, number: int, seed: int, bad: float = 0.004) -> str:
    """A roster as CSV: words for nothing, levels by name and number, blank rows, and here and there a bad cell."""
    rnd = Random(seed)
    out = io.StringIO()
    writer = csv.writer(out)
    fields = ["id", "Name", "Job title", "years", "years of work", "years in role", "people", "company size", "goal"]
    writer.writerow([*fields, "rated", "Favourite colour", *(skill.name for skill in catalogue.skills)])
    titles = [*(role.title for role in catalogue.roles), "Plumber", "Sr. Product Manager", "", "VP, Product", "it's"]
    numbers = ["", "0", "1", "3", "6.5", "2,5", "12"]
    for place in range(number):
        row = [f"p{place}" if rnd.random() < 0.99 else "p1", f"Person {place:02}", rnd.choice(titles)]
        row += [rnd.choice(numbers) for _ in range(3)]
        row += [rnd.choice(["", "0", "4"]), rnd.choice(["", "small", "Medium", "large"]), rnd.choice(titles)]
        row += [rnd.choice(["", "2026", "2026-03-01"]), "blue"]
        row += [rnd.choice(LEVELS) for _ in catalogue.skills]
        row = [
            rnd.choice(BAD) if n not in (0, 1, 2, 8, 10) and rnd.random() < bad else cell for n, cell in enumerate(row)
        ]
        writer.writerow(row)
        if rnd.random() < 0.02:
            out.write("\r\n")
    return out.getvalue()

"""Pages to try things on: of the built-in catalogue, with and without a profile, a goal and a journal."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from in_process import run_here

PROFILE = """
name: Ada Example
company: {name: Example Ltd, size: medium}
role: senior-pm
years: 6
years_of_work: 9
history:
  - {title: Product manager, start: 2020-03, end: 2023-06}
  - {title: Senior product manager, start: 2023-07}
people: 1
education: bachelor
skills:
  vision-roadmapping: practitioner
  experimentation: {level: 2, evidence: [pricing-test]}
  quality-operations: {not_applicable: our own operations team has it}
  product-strategy: working
  coaching: working
  stakeholder-management: expert
  metrics-analytics: {evidence: [pricing-test]}
evidence:
  - {id: pricing-test, kind: launch, title: A secret pricing test, date: 2026-04}
goal: cpo
focus: [product-strategy]
"""
DAY = "2026-11-22"


def journal_entry(sequence: int, day: str, levels: dict[str, int]) -> str:
    """A line of a journal."""
    catalogue = {"id": "product-ladder", "version": "1.0", "digest": "00"}
    scale = ["awareness", "working", "practitioner", "expert"]
    entry = {"sequence": sequence, "date": day, "catalogue": {**catalogue, "scale": scale}, "role": "senior-pm"}
    return json.dumps({**entry, "levels": levels})


def written(folder: Path, *arguments: str, profile: str = PROFILE, journal: Sequence[str] = ()) -> str:
    """The page that the command makes of a profile."""
    return _made(folder, "page.html", *arguments, profile=profile, journal=journal)


def data(folder: Path, *arguments: str, profile: str = PROFILE, journal: Sequence[str] = ()) -> Any:
    """The same as JSON."""
    return json.loads(_made(folder, "page.json", *arguments, profile=profile, journal=journal))


def _made(folder: Path, name: str, *arguments: str, profile: str, journal: Sequence[str]) -> str:
    (folder / "ada.yaml").write_text(profile, "utf-8")
    if journal:
        (folder / "ada.journal.jsonl").write_text("".join(f"{line}\n" for line in journal), "utf-8")
    output = folder / name
    person = () if "--years" in arguments else ("--profile", str(folder / "ada.yaml"))
    assert run_here(["report", *person, "--as-of", DAY, *arguments, "-o", os.fspath(output)]) == 0
    return output.read_text("utf-8")

"""The pages on a team in a browser: at any width, in light and dark, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser.looks import WIDTHS, faults, sheets
from in_process import run_here

pytestmark = pytest.mark.slow

ROSTER = """id,name,team,title,people,company size,rated,product-strategy,customer-research,coaching,people-management
p1,<img src=x onerror=alert(1)>,North,Associate Product Manager,0,medium,2026-05,2,1,,
p2,Person 02 with a Name that is Long Enough to Need Two Lines,South,Product Manager,0,medium,2025-03,,n/a,3,
p3,Person 03,North,Senior Product Manager,2,medium,2026-05,3,x,3,2
p4,Person 04,South,Group Product Manager,4,medium,2026-05,4,2,,4
p5,Person 05,South,Plumber,0,medium,2026-05,1,,,
"""
QUESTIONS = {"show": [], "coverage": [], "successors": ["group-pm"]}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("team")
    (folder / "team.csv").write_text(ROSTER, "utf-8")
    made = {}
    for question, words in QUESTIONS.items():
        made[question] = folder / f"{question}.html"
        command = [
            "team",
            question,
            *words,
            str(folder / "team.csv"),
            "--catalogue",
            "builtin",
            "--as-of",
            "2026-11-27",
        ]
        assert run_here([*command, "-o", str(made[question])]) == 0
    return made


@pytest.mark.parametrize("question", QUESTIONS)
def test_on_any_screen_and_on_paper(
    visit: Any, axe: Any, pages: dict[str, Path], question: str, tmp_path: Path
) -> None:
    page = visit(pages[question], 360)
    assert [(width, fault) for width in WIDTHS for fault in faults(page, width)] == []
    assert axe(page) == []
    assert page.locator("img").count() == 0
    # Every cell of the matrix shows its source.
    sources = page.locator(".matrix td .soft").all_inner_texts()
    assert len(sources) == page.locator(".matrix td").count() > 0
    assert all(text.strip() for text in sources)
    printed = "".join(sheets(page, tmp_path / "team.pdf", "A4"))
    assert "Person03" in printed
    assert "Thereisnoscore" in printed

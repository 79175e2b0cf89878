"""The pages on a team in a browser: at any width, in light and dark, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

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
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1400, "light"), (1400, "dark")])
def test_nothing_sticks_out_and_axe_finds_nothing(
    visit: Any, axe: str, pages: dict[str, Path], question: str, width: int, scheme: str
) -> None:
    page = visit(pages[question], width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == []
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_cell_of_the_matrix_shows_its_source(visit: Any, pages: dict[str, Path], question: str) -> None:
    page = visit(pages[question], 360)
    cells = page.locator(".matrix td")
    assert cells.count() > 0
    assert all(text.strip() for text in page.locator(".matrix td .soft").all_inner_texts())
    assert page.locator(".matrix td .soft").count() == cells.count()


@pytest.mark.parametrize("question", QUESTIONS)
def test_paper_has_everybody(visit: Any, pages: dict[str, Path], question: str, tmp_path: Path) -> None:
    page = visit(pages[question], 1400)
    page.pdf(path=str(tmp_path / "team.pdf"), prefer_css_page_size=True)
    text = " ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "team.pdf").pages)
    assert "Person 03" in text
    assert "There is no score" in " ".join(text.split())

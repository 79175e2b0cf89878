"""What people see, whole: kept in tests/golden, written anew by `pytest --update-golden` and then read by somebody."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run

FOLDER = Path(__file__).parent.parent / "golden"
_FIRST = {
    "next": ["next", "--years", "6"],
    "gap": ["gap", "group-pm", "--role", "senior-pm"],
    "opens": ["opens", "--years", "6"],
    "route": ["route", "head-of-product", "--role", "senior-pm"],
    "plan": ["plan", "group-pm", "--role", "senior-pm", "--as-of", "2026-11-27"],
    "brief": ["brief", "group-pm", "--role", "senior-pm", "--as-of", "2026-11-27"],
    "role": ["role", "senior-pm"],
    "compare": ["compare", "pm", "senior-pm", "lead-pm", "staff-pm", "group-pm"],
}
SCREENS = {
    **{f"{name}-{width}.txt": (command, width) for name, command in _FIRST.items() for width in (40, 80, 120)},
    "next-all-80.txt": (["next", "--years", "6", "--all"], 80),
    "next-outside-80.txt": (["next", "--role", "UX designer", "--years-of-work", "8"], 80),
    "gap-all-80.txt": (["gap", "group-pm", "--role", "senior-pm", "--skill", "coaching=2", "--all", "--why"], 80),
    "gap-chart-80.txt": (["gap", "group-pm", "--years", "6", "--skill", "coaching=4", "--chart"], 80),
    "gap-chart-40.txt": (["gap", "lead-pm", "--role", "senior-pm", "--skill", "coaching=2", "--chart"], 40),
    "next-map-80.txt": (["next", "--role", "senior-pm", "--years", "6", "--goal", "cpo", "--map"], 80),
    "next-map-120.txt": (["next", "--years", "1", "--map"], 120),
    "next.csv": (["next", "--years", "6", "-f", "csv"], 80),
    "gap.md": (["gap", "lead-pm", "--years", "6", "-f", "md"], 80),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screens(pmladder: Run, name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    arguments, columns = SCREENS[name]
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = pmladder(*arguments)
    file = FOLDER / name
    if request.config.getoption("--update-golden"):
        file.write_text(ran.out, encoding="utf-8")
    assert ran.out == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_that_nothing_reads() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(SCREENS)

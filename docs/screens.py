"""Make pictures of real screens: each command, at three sizes of a terminal, dark and light.

    python docs/screens.py FOLDER      all of them, to be looked at
    python docs/screens.py             the one that the README shows

It takes Debian's `chromium` and the `dev` extra. On another machine the pictures differ: fonts do.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from documents import ROOT

SIZES = ((80, 24), (100, 30), (160, 50))
THEMES = {
    "dark": TerminalTheme(
        (18, 22, 26),
        (220, 222, 218),
        [(0, 0, 0), (230, 130, 110), *[(200, 200, 200)] * 4, (110, 190, 210), (220, 222, 218)],
    ),
    "light": TerminalTheme(
        (255, 255, 255), (30, 34, 38), [(0, 0, 0), (200, 70, 60), *[(60, 60, 60)] * 4, (0, 90, 120), (30, 34, 38)]
    ),
}
COMMANDS = {
    "next": "next --years 6",
    "gap": "gap group-pm --role senior-pm",
    "opens": "opens --years 6",
    "route": "route head-of-product --role senior-pm",
    "plan": "plan group-pm --role senior-pm --as-of 2026-11-27",
    "brief": "brief group-pm --role senior-pm --as-of 2026-11-27",
    "role": "role senior-pm",
    "title": "title 'Sr. Product Manager'",
    "compare": "compare pm senior-pm lead-pm staff-pm group-pm",
    "progress": "progress --profile mine.yaml",
    "help": "help",
    "help-gap": "gap --help",
    "wrong": "gap hop --yeers 6",
}
CAREER = (
    "profile new --role senior-pm --years 6 --goal group-pm --as-of 2026-01-15 --profile mine.yaml",
    "profile set coaching=working prioritization=practitioner --as-of 2026-02-01 --profile mine.yaml",
    "profile set coaching=practitioner portfolio-management=working --as-of 2026-11-01 --profile mine.yaml",
)
"""What somebody did before: `progress` tells of it."""
README_PICTURE = ROOT / "docs" / "gap.png"
MOST_BYTES = 200_000


class Shot(NamedTuple):
    """One picture: a command on a terminal of some size, and its colours."""

    name: str
    columns: int
    rows: int
    theme: str


def shots() -> Iterator[Shot]:
    """Every command at every size in both themes."""
    for name in COMMANDS:
        for columns, rows in SIZES:
            for theme in THEMES:
                yield Shot(name, columns, rows, theme)


def run(command: str, home: str, columns: int) -> str:
    """What a command writes on a terminal in colour, in a home of its own."""
    surroundings = {**os.environ, "COLUMNS": str(columns), "FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    surroundings.pop("NO_COLOR", None)
    home_only = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    done = subprocess.run(
        [sys.executable, "-m", "pmladder", *shlex.split(command)],
        cwd=home,
        env=surroundings | home_only,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode not in (0, 2):
        raise RuntimeError(f"pmladder {command} ended with {done.returncode}: {done.stdout}")
    return done.stdout


def svg(shot: Shot, home: str) -> str:
    """The screen that somebody sees after the command, as a drawing: the end of what does not fit."""
    command = COMMANDS[shot.name]
    lines = [f"$ pmladder {command}", *run(command, home, shot.columns).splitlines(), "$ "]
    console = Console(
        file=io.StringIO(), width=shot.columns, record=True, color_system="truecolor", force_terminal=True
    )
    shown = lines[-shot.rows :]
    for line in [*shown, *[""] * (shot.rows - len(shown))]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(title=f"{shot.columns} x {shot.rows}", theme=THEMES[shot.theme])


def picture(page: Page, drawing: str) -> bytes:
    """A drawing as a picture. Raises RuntimeError when it is too large."""
    page.set_content(f"<style>body{{margin:0}}</style>{drawing}")
    taken = page.locator("svg").screenshot()
    if len(taken) > MOST_BYTES:
        raise RuntimeError(f"a picture has {len(taken):,} bytes, more than {MOST_BYTES:,}")
    return taken


def main(folder: str | None) -> None:
    """Make the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError("no chromium here; apt-get install chromium")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 700}, device_scale_factor=1)
        if folder is None:
            README_PICTURE.write_bytes(picture(page, svg(Shot("gap", *SIZES[0], "dark"), home)))
            print(f"{README_PICTURE}: {README_PICTURE.stat().st_size:,} bytes")
            return
        where = Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        for command in CAREER:
            run(command, home, SIZES[0][0])
        for shot in shots():
            file = where / f"{shot.name}-{shot.columns}x{shot.rows}-{shot.theme}.png"
            file.write_bytes(picture(page, svg(shot, home)))
            print(f"{file}: {file.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)

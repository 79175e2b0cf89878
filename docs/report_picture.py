"""Make the pictures of the pages that README and docs/ show, as a browser shows them for the README's example profile.

    python docs/report_picture.py [NAME...]

NAME is report, form or ladder; without one, all are made. It takes Debian's `chromium` and the `dev` extra. On another
machine the pictures differ: fonts do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from documents import ROOT, pages, write_files

MOST_BYTES = 200_000


class Picture(NamedTuple):
    """A command that writes `page.html`, how large the window is, and by how much the picture is smaller."""

    command: tuple[str, ...]
    width: int
    height: int
    scale: float = 0.8


PICTURES = {
    "report": Picture(("report", "group-pm", "--profile", "ada.yaml", "--as-of", "2026-11-22"), 1180, 1010),
    "form": Picture(("assess", "--form", "group-pm", "--profile", "ada.yaml", "--for", "Ada"), 800, 760),
    "ladder": Picture(("catalogue", "page"), 1180, 900),
}
"""The pictures by name; each is `docs/NAME.png`."""


def make(names: list[str]) -> dict[Path, int]:
    """Make these pictures, and return the size of each in bytes. Raises RuntimeError when one is too large."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError("no chromium here; apt-get install chromium")
    made = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_files(pages().values(), folder)
        own = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in names:
            picture = PICTURES[name]
            written = ("--catalogue", "builtin", "-o", f"{name}.html")
            command = [sys.executable, "-m", "pmladder", *picture.command, *written]
            subprocess.run(command, cwd=folder, env=own, check=True)
            size = {"width": picture.width, "height": picture.height}
            page = browser.new_page(viewport=size, device_scale_factor=picture.scale, color_scheme="light")
            page.goto((Path(folder) / f"{name}.html").as_uri())
            taken = page.screenshot()
            if len(taken) > MOST_BYTES:
                raise RuntimeError(f"the picture {name} has {len(taken):,} bytes, more than {MOST_BYTES:,}")
            file = ROOT / "docs" / f"{name}.png"
            file.write_bytes(taken)
            made[file] = len(taken)
        browser.close()
    return made


if __name__ == "__main__":
    for file, size in make(sys.argv[1:] or [*PICTURES]).items():
        print(f"{file}: {size:,} bytes")

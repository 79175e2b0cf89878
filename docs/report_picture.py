"""Make the README's picture of the page: its beginning, as a browser shows it to the README's example profile.

    python docs/report_picture.py [FILE]

It takes Debian's `chromium` and the `dev` extra. On another machine the picture differs: fonts do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from documents import ROOT, pages, write_files

PICTURE = ROOT / "docs" / "report.png"
COMMAND = ("report", "--profile", "ada.yaml", "--catalogue", "builtin", "--as-of", "2026-11-22", "-o", "report.html")
SIZE = {"width": 1180, "height": 1150}
SCALE = 0.8
MOST_BYTES = 200_000


def picture(file: Path = PICTURE) -> int:
    """Make the picture at `file`, and return its size in bytes. Raises RuntimeError when it is too large."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError("no chromium here; apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_files(pages().values(), folder)
        own = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        subprocess.run([sys.executable, "-m", "pmladder", *COMMAND], cwd=folder, env=own, check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, device_scale_factor=SCALE, color_scheme="light")
        page.goto((Path(folder) / "report.html").as_uri())
        taken = page.screenshot()
        browser.close()
    if len(taken) > MOST_BYTES:
        raise RuntimeError(f"the picture has {len(taken):,} bytes, more than {MOST_BYTES:,}")
    file.write_bytes(taken)
    return len(taken)


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    print(f"{where}: {picture(where):,} bytes")

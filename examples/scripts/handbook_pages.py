"""A folder of pages to publish: a handbook of each ladder, and a first page that leads to them.

python handbook_pages.py PAGES LADDER.yaml...
"""

from __future__ import annotations

import html
import subprocess
import sys
from pathlib import Path

from answers import answer

FIRST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Career ladders</title></head>
<body><h1>Career ladders</h1><ul>
{}
</ul></body></html>
"""


def publish(folder: Path, ladders: list[str]) -> None:
    """Write the pages, each called like its ladder; those of an earlier run are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    links = []
    for ladder in ladders:
        page = folder / f"{Path(ladder).stem}.html"
        shown = ["-m", "pmladder", "catalogue", "page", "--catalogue", ladder, "-o", str(page)]
        subprocess.run([sys.executable, *shown], check=True)
        title = answer("catalogue", "show", "--catalogue", ladder)["title"]
        links.append(f'<li><a href="{html.escape(page.name)}">{html.escape(title)}</a></li>')
    (folder / "index.html").write_text(FIRST.format("\n".join(links)), encoding="utf-8")


if __name__ == "__main__":
    publish(Path(sys.argv[1]), sys.argv[2:])

"""What the scripts beside it share: one command of pmladder, and its answer as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def answer(*words: str) -> Any:
    """The answer of one command; 1 is an answer too, such as a ladder with errors. Ends the script on a failure."""
    done = subprocess.run(
        [sys.executable, "-m", "pmladder", *words, "--json", "--quiet"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode > 1:
        # What went wrong stands on standard error already.
        sys.exit(done.returncode)
    return json.loads(done.stdout)

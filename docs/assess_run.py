"""Rate skills at a pseudo-terminal, as somebody would who types these answers, and print what the terminal showed.

    python docs/assess_run.py

docs/profiles.md shows it, and has the profile. Nothing of the machine shows in the transcript: no clock, no home,
80 columns.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence

import pexpect

from documents import pages, write_files

COMMAND = "pmladder assess --plain head-of-product --limit 2 --profile ada.yaml --as-of 2026-11-22"
ANSWERS = ("practitioner", "2")
"""What is typed, one line after another: a level by name, a level by number."""
KEPT = ("PATH", "PYTHONPATH", "LANG", "XDG_CACHE_HOME")
PROMPT = r"(?:, q|goes back)\): "
PATIENCE = 60
COLUMNS, ROWS = 80, 60


def transcript(answers: Sequence[str] = ANSWERS, command: str = COMMAND) -> str:
    """What a terminal shows of `command`, run beside the example files, while `answers` are typed.

    Raises RuntimeError when it asks for less or for more.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_files(pages().values(), folder)
        shown, code = _typed(command, answers, folder)
    if code:
        raise RuntimeError(f"{command}: ends with {code}:\n{shown}")
    lines = [line.rstrip() for line in shown.replace("\r\n", "\n").split("\n")]
    return f"$ {command}\n" + "\n".join(lines).strip("\n") + "\n"


def _typed(command: str, answers: Sequence[str], folder: str) -> tuple[str, int]:
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    # A home of its own, so that nothing but the cache is read or written beside the folder.
    surroundings = {"HOME": folder, "TERM": "dumb", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", *command.split()],
        cwd=folder,
        env=kept | surroundings,
        dimensions=(ROWS, COLUMNS),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    shown = ""
    try:
        for answer in answers:
            child.expect(PROMPT)
            shown += child.before + child.after
            child.sendline(answer)
        child.expect(pexpect.EOF)
    except pexpect.ExceptionPexpect as error:
        raise RuntimeError(f"{command}: does not go on as it should after:\n{shown}") from error
    finally:
        child.close()
    return shown + str(child.before), child.exitstatus or 0


if __name__ == "__main__":
    print(transcript(), end="")

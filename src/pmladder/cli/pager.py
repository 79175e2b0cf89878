"""Shows a text that is longer than the screen in the user's pager."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess

USUAL = "less -FRX"


def paged(text: bytes) -> bool:
    """Show `text` in the pager until the user leaves it. False without a pager; then nothing was shown.

    The pager is `PMLADDER_PAGER`, else `PAGER`, else `less`. An empty name means none.
    """
    command = _command()
    if not command:
        return False
    # The options of less, for a PAGER that names it without options. A LESS of the user comes first.
    environment = {"LESS": USUAL.partition("-")[2], **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    # Ctrl-C is for the pager, which began before this and hears it.
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # The user may leave the pager before the end.
        pager.communicate(text)
    finally:
        signal.signal(signal.SIGINT, handler)
    return True


def _command() -> list[str]:
    for name in ("PMLADDER_PAGER", "PAGER"):
        if name in os.environ:
            written = os.environ[name]
            break
    else:
        written = USUAL
    try:
        words = shlex.split(written)
    except ValueError:
        return []
    return words if words and shutil.which(words[0]) else []

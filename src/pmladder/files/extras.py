"""What is installed apart from the program: what to say, and which command to give, where it is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shlex
import sys
from pathlib import Path

from pmladder.errors import SurroundingsError

_OF_PIPX = "pipx_metadata.json"
"""The file by which pipx knows an environment of its own."""
_MARKER = re.compile(r"""\s*;\s*extra\s*==\s*["']([\w-]+)["']\s*$""")


def missing(extra: str, purpose: str) -> SurroundingsError:
    """The error for an extra that is missing, with a command that puts it where this program runs."""
    return SurroundingsError(f"{purpose} takes more than is installed; install it with: {install_command(extra)}")


def install_command(extra: str) -> str:
    """A command that installs what `extra` of this program asks for, into the environment that it runs in.

    It names the packages themselves, so that it works wherever the program was installed from.
    """
    packages = shlex.join(_packages(extra))
    environment = Path(sys.prefix)
    if (environment / _OF_PIPX).exists():
        return f"pipx inject {shlex.quote(environment.name)} {packages}"
    python = shlex.quote(sys.executable)
    if importlib.util.find_spec("pip") is None:
        return f"uv pip install --python {python} {packages}"
    return f"{python} -m pip install {packages}"


def _packages(extra: str) -> list[str]:
    """What the program's own metadata lists for `extra`, each with its version."""
    try:
        listed = importlib.metadata.requires("pmladder") or []
    except importlib.metadata.PackageNotFoundError:
        listed = []
    wanted = [_MARKER.sub("", line) for line in listed if (found := _MARKER.search(line)) and found[1] == extra]
    return wanted or [f"pmladder[{extra}]"]

"""Optional packages: the error for a missing one, with the command that installs it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmladder.errors import SurroundingsError

_OF_PIPX = "pipx_metadata.json"
"""The file by which pipx knows an environment of its own."""
_MARKER = re.compile(r"""\s*;\s*extra\s*==\s*["']([\w-]+)["']\s*$""")


@contextmanager
def needing(purpose: str, extra: str = "team") -> Iterator[None]:
    """Turn a missing library of `extra` into one clear line. Raises SurroundingsError."""
    try:
        yield
    except ImportError as error:
        raise missing(extra, purpose) from error


def missing(extra: str, purpose: str) -> SurroundingsError:
    """The error for a missing extra, with a command that installs it where this program runs."""
    return SurroundingsError(f"{purpose} needs missing packages; install them with: {install_command(extra)}")


def install_command(extra: str) -> str:
    """A command that installs the packages of `extra` into the environment of this program.

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
    """The packages that the program's metadata lists for `extra`, with their versions."""
    try:
        listed = importlib.metadata.requires("pmladder") or []
    except importlib.metadata.PackageNotFoundError:
        listed = []
    wanted = [_MARKER.sub("", line) for line in listed if (found := _MARKER.search(line)) and found[1] == extra]
    return wanted or [f"pmladder[{extra}]"]

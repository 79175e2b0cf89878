"""The version of the program, from the metadata of its installation."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("pmladder")
except PackageNotFoundError:
    # Run from a source tree that nobody installed.
    VERSION = "0+unknown"

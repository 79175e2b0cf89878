"""`python -m pmladder` is `pmladder`."""

from __future__ import annotations

from pmladder.cli.main import main

if __name__ == "__main__":
    main()

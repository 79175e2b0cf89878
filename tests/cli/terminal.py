"""A program at a pseudo-terminal: keys go in, and a screen is drawn of what comes out."""

from __future__ import annotations

import os
import termios
import time

import pexpect
import pyte

from in_process import started

UP, DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04"
PATIENCE = 60
"""Seconds to wait for a text; a screen that has it is not waited for."""


class Terminal:
    """A program at a terminal of so many rows and columns."""

    def __init__(self, arguments: list[str], columns: int, rows: int, **environment: str) -> None:
        surroundings = {**os.environ, "TERM": "xterm-256color", "PMLADDER_PAGER": "", **environment}
        (program, *rest), instead = started(arguments, surroundings)
        self.child = pexpect.spawn(
            program, rest, dimensions=(rows, columns), env=surroundings, timeout=PATIENCE, preexec_fn=instead
        )
        self.screen = pyte.HistoryScreen(columns, rows, history=2000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, *wanted: str) -> None:
        """Read until all of these are on the screen."""
        end = time.monotonic() + PATIENCE
        while not all(text in shown for shown in [self.text] for text in wanted):
            assert time.monotonic() < end, f"{wanted} did not come:\n{self.text}"
            self._read()

    def send(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the kernel tells the program."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Read to the end of the program, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
        self.child.wait()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def is_raw(self) -> bool:
        """Whether the terminal hands over single keys, as a menu wants them."""
        return not termios.tcgetattr(self.child.child_fd)[3] & termios.ICANON

    def _read(self) -> bool:
        try:
            read = self.child.read_nonblocking(65536, 0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += read
        self.stream.feed(read)
        return True

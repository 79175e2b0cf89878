"""Lines on how a file was read: a large one may have something to say of each row, and nobody reads all of it."""

from __future__ import annotations

from collections.abc import Iterable

MOST_TOLD = 200


class Told(list[str]):
    """The first lines that are put in; the others are only counted. A line is of one place in the file, or of more."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        super().__init__()
        self.left_out = 0
        self.places = 0
        self.extend(lines)

    @property
    def total(self) -> int:
        """How many lines were put in."""
        return len(self) + self.left_out

    def append(self, line: str, places: int = 1) -> None:
        """Put in one more, which is about so many places of the file."""
        self.places += places
        if len(self) < MOST_TOLD:
            super().append(line)
        else:
            self.left_out += 1

    def extend(self, lines: Iterable[str]) -> None:
        """Put in more; those that were only counted count here too."""
        places = self.places + lines.places if isinstance(lines, Told) else None
        for line in lines:
            self.append(line)
        self.left_out += lines.left_out if isinstance(lines, Told) else 0
        self.places = self.places if places is None else places

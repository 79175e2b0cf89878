"""Cells that hold a word for nothing: counted while a table is read, told in one line a word and column."""

from __future__ import annotations

NOT_ASKED = frozenset(("-", "–", "—", "n/a", "na", "not applicable", "not required", "not in use", "nc", "n.c."))
"""What people write into the cell of a level to say that it is empty, folded."""
_NO_TEXT = frozenset(("not in use", "missing"))
"""What exports write where a text is left out, folded."""


class Blanks:
    """The words for nothing that were met, with the first row of each and how many there are."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], list[str]] = {}

    def is_not_asked(self, text: str, where: str, column: str) -> bool:
        """Whether the cell of a level holds nothing, or a word for it, which is then counted."""
        return not text or self._is(text, NOT_ASKED, where, column)

    def is_no_text(self, text: str, where: str, column: str) -> bool:
        """Whether a cell holds a word for a text that is not there, which is then counted."""
        return bool(text) and self._is(text, _NO_TEXT, where, column)

    def count(self) -> int:
        """How many were met."""
        return sum(map(len, self._met.values()))

    def remarks(self) -> list[str]:
        """A line for each word and column."""
        return [
            f"{column}: {_rows(rows)} {text}, taken for an empty cell" for (column, text), rows in self._met.items()
        ]

    def _is(self, text: str, words: frozenset[str], where: str, column: str) -> bool:
        if text.casefold() not in words:
            return False
        rows = self._met.setdefault((column, f'"{text}"'), [])
        if where not in rows[-1:]:
            rows.append(where)
        return True


def _rows(rows: list[str]) -> str:
    return f"{rows[0]} holds" if len(rows) == 1 else f"{len(rows)} rows, the first is {rows[0]}, hold"

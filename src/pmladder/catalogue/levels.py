"""The names of levels: the scale of a catalogue that has none of its own, and what a name or a wrong one means."""

from __future__ import annotations

from pmladder.catalogue.fields import NONE
from pmladder.text import did_you_mean, repr_quoted, safe

DEFAULT_SCALE = ("awareness", "working", "practitioner", "expert")
_NAMED = 8


def level_numbers(scale: tuple[str, ...]) -> dict[str, int]:
    """The number of each level name of a scale, folded for comparison; `none` is 0."""
    return {NONE: 0, **{name.casefold(): number for number, name in enumerate(scale, 1)}}


def unknown_level_of(names: tuple[str, ...], written: str) -> str:
    """What to say of a level that a scale of these names, lowest first, does not have."""
    hint = did_you_mean(written, (NONE, *names)) or f"; the levels are {_numbered(names)}"
    return f"unknown level {repr_quoted(written)}{hint}"


def unknown_reach_of(names: tuple[str, ...], written: str) -> str:
    """What to say of a reach that is not among these names, nearest first."""
    if not names:
        return f"unknown reach {repr_quoted(written)}; name it in `reach` at the head of the file, nearest first"
    hint = did_you_mean(written, (NONE, *names)) or f"; there are {_numbered(names)}"
    return f"unknown reach {repr_quoted(written)}{hint}"


def _numbered(names: tuple[str, ...]) -> str:
    numbered = enumerate((NONE, *names[:_NAMED]))
    shown = [name if name == str(number) else f"{number} {safe(name, 60)}" for number, name in numbered]
    return f"{', '.join(shown)}{', ...' if len(names) > _NAMED else ''}"

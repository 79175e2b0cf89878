"""Words for levels in the order that people mostly mean: they tell a level from a text, and propose a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ROWS = (
    (
        "awareness",
        "aware",
        "novice",
        "beginner",
        "basic",
        "basics",
        "entry",
        "elementary",
        "learning",
        "low",
        "emerging",
    ),
    ("foundational", "foundation", "advanced beginner", "developing", "fundamentals"),
    ("working", "working knowledge", "intermediate", "competent", "medium", "middle", "moderate", "capable"),
    ("practitioner", "proficient", "skilled", "accomplished", "high"),
    ("advanced", "strong"),
    ("expert", "leading", "very high"),
    ("master", "mastery", "authority", "thought leader"),
)
_PLACES: Mapping[str, int] = {word: place for place, row in enumerate(_ROWS) for word in row}


def usual_order(words: Sequence[str]) -> list[str] | None:
    """Folded words in their usual order, lowest first; None when one is unknown or two mean the same."""
    places = {_PLACES[word]: word for word in words if word in _PLACES}
    return [places[place] for place in sorted(places)] if len(places) == len(words) else None


def is_level_word(word: str) -> bool:
    """Whether a folded word is one of those that people mostly call a level."""
    return word.casefold() in _PLACES

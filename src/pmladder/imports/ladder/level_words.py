"""Words for levels in the order that people mostly mean, to propose a scale by; nothing is decided by them."""

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

"""The words and figures of a spreadsheet beside its levels: years, strengths, tracks."""

from __future__ import annotations

import re

from pmladder.catalogue.fields import Strength

_FIGURE = r"(\d{1,2}(?:[.,]\d{1,3})?)"
_YEARS = re.compile(rf"{_FIGURE}\s*(?:(\+)|(?:-|–|—|to)\s*{_FIGURE})?\s*(?:years?|yrs?|y)?", re.IGNORECASE)
_MOST_YEARS = 80

_STRENGTHS: dict[str, Strength] = {
    **dict.fromkeys(
        ("blocking", "required", "must", "must have", "must-have", "mandatory", "essential", "decisive"), "must-have"
    ),
    **dict.fromkeys(("yes", "y", "true", "core"), "must-have"),
    **dict.fromkeys(("supporting", "optional", "nice to have", "desirable", "preferred", "should"), "supporting"),
    **dict.fromkeys(("could", "no", "n", "false", ""), "supporting"),
}
_OPTIONAL = frozenset(("optional", "nice to have", "desirable", "preferred", "could", "no", "n", "false"))
_TRACKS = {
    **dict.fromkeys(("individual", "ic", "individual contributor"), "individual"),
    **dict.fromkeys(("management", "manager", "people manager"), "management"),
    **dict.fromkeys(("executive", "exec", "executives"), "executive"),
}


def years(text: str) -> dict[str, float] | None:
    """`5`, `5+`, `3-5` or `3 to 5 years` as years asked; None for anything else."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    low = _figure(match[1])
    high = _figure(match[3]) if match[3] else low
    if high < low or high > _MOST_YEARS:
        return None
    return {"min": low} if match[2] else {"min": low, "typical": high}


def strength(text: str) -> Strength | None:
    """How hard a requirement binds, in the words that people use for it; None for another word."""
    return _STRENGTHS.get(_folded(text))


def is_optional(text: str) -> bool:
    """Whether a strength is one of the words for what a role can be held without."""
    return _folded(text) in _OPTIONAL


def track(text: str) -> str:
    """A track as catalogues call it; any other word as it is."""
    return _TRACKS.get(text.casefold().removesuffix(" track"), text)


def is_track(text: str) -> bool:
    """Whether a text is one of the words for the tracks that catalogues have in common."""
    return text.casefold().removesuffix(" track") in _TRACKS


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _figure(text: str) -> float:
    return float(text.replace(",", "."))

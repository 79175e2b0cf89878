"""The words and figures of a ladder beside its levels: years, pay, people, strengths, tracks."""

from __future__ import annotations

import re
from typing import Any

from pmladder.catalogue.fields import Strength
from pmladder.imports.ladder.ids import is_id, slug

_FIGURE = r"(\d{1,2}(?:[.,]\d{1,3})?)"
_YEARS = re.compile(rf"{_FIGURE}\s*(?:(\+)|(?:-|–|—|to)\s*{_FIGURE})?\s*(?:years?|yrs?|y)?", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(\d{1,6})\s*(?:(\+)|(?:-|–|—|to)\s*(\d{1,6}))?\s*(?:people|reports|direct reports)?", re.IGNORECASE
)
_PAY = re.compile(
    r"([A-Z]{3}|[€$£])?\s*([\d,.' ]{1,12}?)\s*(k?)\s*(?:-|–|—|to)\s*"
    r"[€$£]?\s*([\d,.' ]{1,12}?)\s*(k?)\s*([A-Z]{3}|[€$£])?",
    re.IGNORECASE,
)
_SUM = r"(?:[€$£]\s?\d[\d.,]*\s?k?|\d[\d.,]*\s?(?:k\s?)?(?:[€$£]|EUR|USD|GBP|CHF)|\d[\d.,]*\s?k)"
_MONEY = re.compile(rf"(?:\d[\d.,]*\s?k?\s?[-–]\s?)?{_SUM}(?:\s?[-–]\s?{_SUM})?", re.IGNORECASE)
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
_MOST_YEARS = 80
_MOST_PAY = 1_000_000

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


def role_field(field: str, text: str) -> Any:
    """The value of a field of a role that is no plain text, or is one of a shape of its own; None if it has none."""
    if field == "seniority":
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 7 else None
    if field in ("track", "family"):
        word = track(text) if field == "track" else text
        return word if is_id(word) else slug(word) or None
    if field == "people":
        return people(text)
    if field == "pay":
        return pay(text)
    if field in ("reports_to", "aliases"):
        return [name for part in re.split(r"[;\n]|, (?=[A-Z])", text) if (name := " ".join(part.split()))] or None
    return text


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


def people(text: str) -> dict[str, Any] | None:
    """`4`, `4+` or `4-8 people` as people led, with the words; None for anything else."""
    match = _PEOPLE.fullmatch(text)
    if match is None:
        return None
    low, high = int(match[1]), int(match[3] or match[1])
    return None if high < low else {"min": low, **({} if match[2] else {"max": high})}


def pay(text: str) -> list[dict[str, Any]] | None:
    """`€40-50k` or `40,000-50,000 EUR` as one bracket of pay; None where there is no range or no currency."""
    match = _PAY.fullmatch(text)
    sign = match and (match[1] or match[6])
    if not match or not sign:
        return None
    figures = [re.sub(r"[,.' ]", "", match[place]) for place in (2, 4)]
    if not all(map(str.isdecimal, figures)):
        return None
    low, high = (
        int(figure) * (1_000 if match[5] or (match[3] and place == 0) else 1) for place, figure in enumerate(figures)
    )
    if not low <= high <= _MOST_PAY:
        return None
    return [{"low": low, "high": high, "currency": _CURRENCIES.get(sign, sign.upper()), "basis": "as in the ladder"}]


def is_money(text: str) -> bool:
    """Whether a text is a sum of money or a range of such: `40k`, `€40,000 - 50,000`."""
    return _MONEY.fullmatch(text) is not None


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

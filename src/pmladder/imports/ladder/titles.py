"""What a title says of its place: which of its words name a rung, and which are left to say the job."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_PLAIN = 3.0
_RUNGS: Mapping[str, float] = {
    **dict.fromkeys(("intern", "trainee", "apprentice", "graduate", "student"), 1.0),
    **dict.fromkeys(("junior", "jr", "jnr", "associate", "assistant", "entry"), 2.0),
    **dict.fromkeys(("mid", "middle", "midlevel", "intermediate", "regular"), _PLAIN),
    **dict.fromkeys(("senior", "sr", "snr"), 4.0),
    **dict.fromkeys(("lead", "staff"), 5.0),
    **dict.fromkeys(("principal", "group", "distinguished"), 6.0),
    **dict.fromkeys(("head", "director"), 8.0),
    **dict.fromkeys(("vp", "svp", "evp"), 9.0),
    **dict.fromkeys(("chief", "cto", "cpo", "cio", "cdo", "coo", "ceo", "cfo", "cmo"), 10.0),
}
_BETWEEN = {"senior": 0.5, "sr": 0.5, "snr": 0.5, "junior": -0.5, "associate": -0.5, "assistant": -0.5, "deputy": -0.5}
"""What these words add beside the word for a higher rung: an associate director is below a director."""
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_NUMBER = re.compile(r"(?:l|ic|p|m|g)?(\d{1,2})(?:st|nd|rd|th)?")
_GRADE = r"(?:(?:level|grade|band|l|ic|e|p|m|g)[ -]?)?\d{1,2}"
_WITH_GRADE = re.compile(
    rf"(?P<title>.*[^\W\d_].*?)\s*[(\[](?P<grade>(?!\d+[)\]])({_GRADE})(?:\s*(?:-|–|—|/|,|to)\s*{_GRADE})*)[)\]]",
    re.IGNORECASE,
)
_WITH_YEARS = re.compile(
    r"(?P<title>.*[^\W\d_].*?)\s*\((?P<grade>\d{1,2}(?:\s*[-–—]\s*\d{1,2}|\+)?\s*(?:years|yrs))\)", re.IGNORECASE
)
"""A title with its grade, or the range of its grades, behind it in brackets; a bare number may be of anything."""
_SMALL = frozenset(("of", "the", "for", "in", "a", "level", "deputy"))
_PEOPLE = frozenset(
    (
        *("manager", "management", "engineer", "developer", "designer", "analyst", "architect", "owner", "officer"),
        *("specialist", "consultant", "strategist", "scientist", "researcher", "administrator", "coordinator"),
        *("technician", "tester", "adviser", "advisor", "writer", "executive", "partner"),
    )
)
"""Words for a person, which many jobs share and which say little of what the job is about."""


class TitleInFamily(NamedTuple):
    """How high the words of a title put it, and the words that are left, in their order."""

    rung: float
    job: tuple[str, ...]
    number: int = 0
    """The number of its grade, where it has one: `Baker 2`, `Baker II`, `Baker IC2`."""
    ranked: bool = False
    """Whether a word or a number of it says a rung."""

    @property
    def is_person(self) -> bool:
        """Whether it ends with a word for a person."""
        return bool(self.job) and self.job[-1] in _PEOPLE

    @property
    def about(self) -> tuple[str, ...]:
        """The words that say what the job is about, without those for a person."""
        return tuple(word for word in self.job if word not in _PEOPLE and word != "and")


def read_title(text: str) -> TitleInFamily:
    """A title taken apart; marks and emoji say nothing."""
    words = re.findall(r"[^\W_]+", text.casefold().replace("vice president", "vp"))
    rungs = {word: _RUNGS[word] for word in words if word in _RUNGS}
    rung = max(rungs.values(), default=_PLAIN)
    rung += sum(_BETWEEN[word] for word in words if word in _BETWEEN and _RUNGS.get(word, 0.0) < rung and rung > 4)
    job = []
    grade = 0
    for place, word in enumerate(words):
        number = int(match[1]) if (match := _NUMBER.fullmatch(word)) else _NUMERALS.get(word, 0) if place else 0
        rung += number / 100
        grade = number or grade
        if not number and word not in rungs and word not in _SMALL:
            job.append(word)
    return TitleInFamily(rung, tuple(job), grade, bool(rungs or grade))


def title_and_grade(text: str) -> tuple[str, str]:
    """A title and the grade, or the years, behind it in brackets, which may be empty: `Junior baker (L1-L2)`."""
    match = _WITH_GRADE.fullmatch(text) or _WITH_YEARS.fullmatch(text)
    return (match["title"], match["grade"]) if match else (text, "")


def step_title(text: str) -> str:
    """The title of a step that may be called by its number alone."""
    return f"Level {text}" if text.isdecimal() else text

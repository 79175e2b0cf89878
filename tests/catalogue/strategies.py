"""Catalogues of every kind that people could write, as the data that a file of theirs would hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from pmladder.catalogue.models import folded

Raw = dict[str, Any]

_FIRST = "abzABZ019_äßжк産管مש"
_OTHER = _FIRST + "./:+#&@-"
ids = st.builds(str.__add__, st.sampled_from(_FIRST), st.text(st.sampled_from(_OTHER), max_size=6))
titles = st.one_of(
    st.sampled_from(
        [
            "Product manager",
            "Senior PM",
            "🚀 Growth 👩‍💻",
            "シニア・プロダクトマネージャー",
            "產品經理",
            "مدير المنتج الأول",
            "מנהלת מוצר",
            "Chef de produit, équipe [A] *b* <c>",
            "=SUM(A1)",
            "null",
            "- x: {y}",
            "W" * 120,
        ]
    ),
    st.text(st.sampled_from("ab cÉ中🎉ש|`\"'\\#%"), min_size=1, max_size=20).filter(str.strip),
)
years = st.one_of(st.integers(0, 40), st.floats(0, 40, allow_nan=False).map(lambda figure: round(figure, 1)))
strengths = st.sampled_from(["blocking", "supporting"])


def unique(strategy: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Ids that differ in more than their spelling."""
    return st.lists(strategy, min_size=least, max_size=most, unique_by=folded)


@st.composite
def years_asked(draw: st.DrawFn) -> Any:
    """Years as a figure, or as a floor and a usual one, or as one of the two."""
    low, high = sorted([draw(years), draw(years)])
    return draw(st.sampled_from([low, {"min": low, "typical": high}, {"min": low}, {"typical": high}]))


@st.composite
def roles(draw: st.DrawFn, name: str, skills: list[str], scale: list[str]) -> Raw:
    """A role: at least an id and a title."""
    role: Raw = {"id": name, "title": draw(titles)}
    levels = st.one_of(st.integers(0, len(scale)), st.sampled_from(scale))
    asked = draw(st.dictionaries(st.sampled_from(skills), levels, max_size=6)) if skills else {}
    some: dict[str, st.SearchStrategy[Any]] = {
        "aliases": st.lists(titles, max_size=3),
        "track": st.sampled_from(["individual", "management", "executive", "面"]),
        "family": st.sampled_from(["core", "adjacent", "sales"]),
        "seniority": st.integers(0, 12),
        "summary": titles,
        "years": years_asked(),
        "years_in_product": years_asked(),
        "people": st.integers(0, 30),
        "note": titles,
        "scope": titles,
        "reports_to": st.lists(titles, max_size=2),
        "education": titles,
        "evidence": st.lists(titles, max_size=2),
        "exits": st.lists(titles, max_size=2),
        "sources": st.just("editorial"),
        "skills": st.just({skill: draw(st.sampled_from([lv, {"level": lv}])) for skill, lv in asked.items()}),
        "pay": st.just({"low": 10, "high": 20, "currency": "EUR", "basis": "base"}),
    }
    for key in draw(st.sets(st.sampled_from(sorted(some)))):
        role[key] = draw(some[key])
    if role.get("skills") and draw(st.booleans()):
        role["decisive"] = draw(st.lists(st.sampled_from(sorted(role["skills"])), unique=True))
    return role


@st.composite
def catalogues(draw: st.DrawFn) -> Raw:
    """A catalogue without errors: scales of 1 to 9 names, with and without skills, moves, years, descriptions."""
    # A name of digits would be read as the number of a level.
    scale = draw(unique(titles.filter(lambda name: not folded(name).isdecimal()), 1, 9))
    skills, names = draw(unique(ids, 0, 8)), draw(unique(ids, 1, 7))
    raw: Raw = {"roles": [draw(roles(name, skills, scale)) for name in names]}
    raw["skills"] = [draw(_skills(name, scale)) for name in skills]
    if draw(st.booleans()):
        raw["catalogue"] = {"id": draw(ids), "title": draw(titles)}
    # Moves lead from earlier roles to later ones, so that promotions never lead in a circle.
    pairs = [(start, end) for n, start in enumerate(names) for end in names[n + 1 :]]
    moves = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    raw["transitions"] = [draw(_moves(start, end)) for start, end in moves]
    return {"scale": scale, **{key: value for key, value in raw.items() if value or draw(st.booleans())}}


@st.composite
def _skills(draw: st.DrawFn, name: str, scale: list[str]) -> Raw:
    skill: Raw = {"id": name, "name": draw(titles)}
    if draw(st.booleans()):
        skill["levels"] = draw(st.dictionaries(st.sampled_from(scale), titles))
        skill["close"] = draw(st.lists(titles, max_size=len(scale)))
    return skill


@st.composite
def _moves(draw: st.DrawFn, start: str, end: str) -> Raw:
    move: Raw = {"from": start, "to": end}
    some: dict[str, st.SearchStrategy[Any]] = {
        "kind": st.sampled_from(["promotion", "fork", "lateral", "entry", "exit"]),
        "common": st.sampled_from(["usual", "often", "sometimes", "rare"]),
        "company": st.sampled_from(["small", ["medium", "large"]]),
        "years_in_from": st.just([1, 2.5]),
        "note": titles,
    }
    for key in draw(st.sets(st.sampled_from(sorted(some)))):
        move[key] = draw(some[key])
    return move


def written(raw: Raw) -> str:
    """The text of a file that holds `raw`."""
    return json.dumps(raw, ensure_ascii=False)

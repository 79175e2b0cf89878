"""Catalogues of every kind that people could write, as the data that a file of theirs would hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from pmladder.catalogue.labels import folded
from pmladder.catalogue.models import Catalogue
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.imports.ladder.blanks import NOT_ASKED
from pmladder.text import unsafe

Raw = dict[str, Any]
Values = st.SearchStrategy[Any]

# fmt: off
_TRICKY = (
    "no", "yes", "null", "~", "1", "1.10", "0x1f", "0b1", "1_000", "1e3", "e3", ".5", "-1", "+1", "2026-11-22", "12:30",
    "=1+1", "'=1", "''", "#a", "@x", "|a", "*a", "&a", "!t", "{a}", "[a]", "a,b", "it's", 'say "so"', "---", "...",
    "<<", "\\n", "- a", "a: b", "a #b", "? a", "👷", "👷 PM", "産品経理", "מנהל", "word " * 40, "x" * 300,
    "Product manager", "Senior PM", "🚀 Growth 👩‍💻", "シニア・プロダクトマネージャー", "مدير المنتج الأول",
    "Chef de produit, équipe [A] *b* <c>", "=SUM(A1)", "- x: {y}", "`a` | b\\c",
)
# fmt: on
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
_SAFE = st.text(_CHARACTERS, min_size=1, max_size=12).filter(lambda text: unsafe(text) is None and "\ufeff" not in text)
lines = st.sampled_from(_TRICKY) | _SAFE
texts = lines | st.lists(lines | st.just(""), min_size=2, max_size=4).map("\n".join).filter(bool)
titles = lines.map(str.strip).filter(bool)
ids = st.from_regex(r"[A-Za-z0-9äßжкש管_é][A-Za-z0-9_./:+#&@-]{0,12}", fullmatch=True) | st.sampled_from(
    ("no", "1", "1.10", "null", "a:b", "x#y", "産品")
)
years = st.integers(0, 80) | st.floats(0, 80).map(lambda figure: round(figure, 1))
_COMPANIES = st.sampled_from(("small", ["medium", "large"]))
SOURCES = ("book", "1.10", "産品")
_CITED = st.just("editorial") | st.lists(st.sampled_from([*SOURCES, "editorial"]), max_size=2, unique=True)


def unique(values: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Names that differ in more than their spelling."""
    return st.lists(values, min_size=least, max_size=most, unique_by=folded)


def _some(**fields: Values) -> Values:
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def _years_asked(draw: st.DrawFn, plain: bool) -> Any:
    """Years as a figure, or as a floor and a usual one, or as one of the two."""
    figures = st.integers(0, 80) if plain else years
    low, high = sorted([draw(figures), draw(figures)])
    form = draw(st.sampled_from(("both", "floor") if plain else ("both", "floor", "usual", "figure")))
    if form == "figure":
        return low
    asked = {"both": {"min": low, "typical": high}, "floor": {"min": low}, "usual": {"typical": high}}[form]
    return asked if plain else {**asked, **draw(_BINDING_AND_SOURCES)}


# What does not depend on the names of a catalogue is made once: making strategies takes longer than drawing.
_BINDING_AND_SOURCES = _some(must_have=st.booleans(), note=texts, sources=_CITED)
_OPTION_AND_SOURCES = _some(optional=st.booleans(), note=texts, sources=_CITED)
_PLAIN_YEARS, _YEARS = _years_asked(True), _years_asked(False)
_SPAN = st.fixed_dictionaries({"min": st.integers(0, 2), "max": st.floats(2, 9)})
_COUNTS = st.integers(0, 9)
_ABOUT = _some(id=ids, title=titles, version=titles, updated=titles, description=texts, licence=texts)
_SOURCE = _some(url=lines, note=texts)
_READING = st.fixed_dictionaries({"title": titles}, optional={"author": titles, "sources": _CITED})
_SKILL = _some(
    aliases=titles | st.lists(titles, max_size=2),
    description=texts,
    levels=st.just({}) | st.fixed_dictionaries({1: texts}),
    close=st.lists(texts, max_size=1) | st.fixed_dictionaries({1: st.lists(texts, max_size=2)}),
    reading=st.lists(_READING, max_size=2),
    sources=_CITED,
)
_PLACE = {"family": ids, "track": ids, "seniority": st.integers(0, 12)}
_PLAIN_ROLE = st.tuples(st.fixed_dictionaries(_PLACE), _some(years=_PLAIN_YEARS, years_in_product=_PLAIN_YEARS))
_ALIAS = st.fixed_dictionaries({"title": titles}, optional={"company": _COMPANIES})
_EVIDENCE = st.fixed_dictionaries(
    {"id": ids, "text": texts}, optional={"kind": ids, "must_have": st.booleans(), "entry": st.just("none")}
)
_PEOPLE = _some(
    entry=st.just("none"), min=_COUNTS, max=st.integers(9, 99), text=texts, must_have=st.booleans(), sources=_CITED
)
_REACH = st.sampled_from(("near", "far", 1)) | st.fixed_dictionaries(
    {"level": st.just("far")}, optional={"entry": st.sampled_from(("none", "near", "far")), "must_have": st.booleans()}
)
_PAY = st.fixed_dictionaries({"low": _COUNTS, "high": st.integers(10, 99), "currency": st.just("EUR"), "basis": titles})
_ROLE = st.tuples(
    _some(**_PLACE, years=_YEARS, years_in_product=_YEARS, years_in_role=_YEARS),
    _some(
        aliases=st.lists(titles | _ALIAS, max_size=2),
        never_beside=st.lists(titles, max_size=2),
        summary=texts,
        people=_COUNTS | _PEOPLE,
        reach=_REACH,
        placed_from=years,
        scope=texts | st.fixed_dictionaries({"text": texts}, optional={"products": titles, "sources": _CITED}),
        reports_to=st.lists(titles, max_size=2)
        | st.fixed_dictionaries({"titles": st.lists(titles, max_size=2)}, optional={"note": texts}),
        education=texts
        | st.fixed_dictionaries({"text": texts}, optional={"level": st.just("bachelor"), "sources": _CITED}),
        evidence=st.lists(titles, max_size=2)
        | st.lists(_EVIDENCE, max_size=2, unique_by=lambda shown: folded(shown["id"])),
        pay=_PAY | st.lists(_PAY, max_size=2),
        exits=st.lists(titles, max_size=2),
        note=texts,
        sources=_CITED,
    ),
)
_MOVE = _some(
    kind=st.sampled_from(("promotion", "fork", "lateral", "step-down", "entry", "exit")),
    years_in_from=st.just([1, 2.5]) | _SPAN,
    common=st.sampled_from(("usual", "often", "sometimes", "rare")),
    company=_COMPANIES,
    note=texts,
    sources=_CITED,
)
_MONTHS = st.just({}) | st.fixed_dictionaries({1: _SPAN})
_EFFORT = _some(note=texts, focus=_MONTHS, on_the_job=_MONTHS, sources=_CITED)


@st.composite
def raw_catalogues(draw: st.DrawFn, plain: bool = False) -> Raw:
    """A catalogue without errors, in long and short forms. `plain` has only what a row for each pair can say."""
    scale = draw(_PLAIN_SCALES if plain else _SCALES)
    categories, skills, roles = draw(_NAMES)
    raw: Raw = {
        "categories": [{"id": name, "name": draw(titles)} for name in categories],
        "skills": [_skill(draw, name, categories, plain) for name in skills],
        "roles": [_role(draw, name, skills, scale, plain) for name in roles],
    }
    if not plain:
        raw["sources"] = [{"id": name, "title": draw(titles), **draw(_SOURCE)} for name in SOURCES]
        raw["transitions"] = _transitions(draw, roles)
        raw["catalogue"] = draw(_ABOUT)
        raw["effort"] = draw(_EFFORT)
        raw["reach"] = ["near", "far"]
        raw.update(draw(_HEAD))
        if skills and draw(st.booleans()):
            raw["effort"]["skills"] = {draw(st.sampled_from(skills)): draw(_MONTHS)}
        if draw(st.booleans()):
            raw["company_ladders"] = [{"size": "small", "name": draw(titles), "ladder": roles[:1]}]
    return {"scale": scale, **{part: entries for part, entries in raw.items() if entries or draw(st.booleans())}}


def catalogues(plain: bool = False) -> st.SearchStrategy[Catalogue]:
    """The same, made into catalogues."""
    return raw_catalogues(plain).map(_made)


def written(raw: Raw) -> str:
    """The text of a file that holds `raw`."""
    return json.dumps(raw, ensure_ascii=False)


def _made(raw: Raw) -> Catalogue:
    return parse_catalogue(written(raw), "generated.json")


def _can_name_a_level(name: str) -> bool:
    # A name of digits would be read as the number of a level.
    return folded(name) != "none" and not folded(name).isdecimal()


def _can_name_a_level_in_a_cell(name: str) -> bool:
    # What begins with # may be the error of a spreadsheet, such as #VALUE!, and some words say that a cell is empty.
    told = (
        any(map(str.isalpha, name)) and "=" not in name and not name.startswith("#") and folded(name) not in NOT_ASKED
    )
    return _can_name_a_level(name) and len(name) <= 100 and told


_SCALES = unique(titles.filter(_can_name_a_level), 1, 9)
_PLAIN_SCALES = unique(titles.filter(_can_name_a_level_in_a_cell), 1, 5)
_NAMES = st.tuples(unique(ids, 0, 2), unique(ids, 0, 5), unique(ids, 1, 5))


def _skill(draw: st.DrawFn, name: str, categories: list[str], plain: bool) -> Raw:
    skill: Raw = {"id": name, "name": draw(titles)}
    if categories and draw(st.booleans()):
        skill["category"] = draw(st.sampled_from(categories))
    return skill if plain else {**skill, **draw(_SKILL)}


def _role(draw: st.DrawFn, name: str, skills: list[str], scale: list[str], plain: bool) -> Raw:
    about, more = draw(_PLAIN_ROLE if plain else _ROLE)
    role: Raw = {"id": name, "title": draw(titles), **about, **more}
    asked = draw(st.lists(st.sampled_from(skills), unique=True)) if skills else []
    if not asked:
        return role
    number = st.integers(0, len(scale))
    if plain:
        role["skills"] = {skill: draw(number) for skill in asked}
        role["must_have"] = asked[: draw(st.integers(0, 2))]
        return role
    level = number | st.sampled_from(scale)
    role["skills"] = {
        skill: {"level": draw(level), **draw(_OPTION_AND_SOURCES)} if draw(st.booleans()) else draw(level)
        for skill in asked
    }
    if draw(st.booleans()):
        role["must_have"] = asked[: draw(st.integers(0, 2))]
    if draw(st.booleans()):
        role["by_company"] = {draw(_SIZES): _by_size(draw, asked, len(scale))}
    return role


def _by_size(draw: st.DrawFn, asked: list[str], top: int) -> Raw:
    """What differs by size: a cell with an entry, the must-haves, and figures."""
    differing: Raw = draw(_BY_SIZE)
    if draw(st.booleans()):
        level = draw(st.integers(0, top))
        differing["skills"] = {asked[0]: {"level": level, "entry": draw(st.integers(0, level))}}
    if draw(st.booleans()):
        differing["must_have"] = asked[: draw(st.integers(0, 1))]
    return differing


_SIZES = st.sampled_from(("small", "medium", "large"))
_HEAD = _some(
    entry=_some(must_have=st.integers(-2, 0), supporting=st.integers(-2, 0)), years_tell_until=st.integers(1, 20)
)
_BY_SIZE = _some(years=_YEARS, people=_PEOPLE, reach=_REACH, evidence=st.lists(titles, max_size=2))


def _transitions(draw: st.DrawFn, roles: list[str]) -> list[Raw]:
    # Moves lead from earlier roles to later ones, so that promotions never lead in a circle.
    pairs = [(start, end) for n, start in enumerate(roles) for end in roles[n + 1 :]]
    moves = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    return [{"from": start, "to": end, **draw(_MOVE)} for start, end in moves]

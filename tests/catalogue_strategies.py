"""Catalogues of every shape, for tests that say what holds for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pmladder.catalogue.checks import errors_in
from pmladder.catalogue.models import Catalogue, folded
from pmladder.text import unsafe
from pmladder.validation import validate

# fmt: off
_TRICKY = (
    "no", "yes", "null", "~", "1", "1.10", "0x1f", "0b1", "1_000", "1e3", "e3", ".5", "-1", "+1", "2026-11-22", "12:30",
    "=1+1", "'=1", "''", "#a", "@x", "|a", "*a", "&a", "!t", "{a}", "[a]", "a,b", "it's", 'say "so"', "---", "...",
    "<<", "\\n", "- a", "a: b", "a #b", "? a", "👷", "👷 PM", "産品経理", "מנהל", "word " * 40, "x" * 300,
)
# fmt: on
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
_SAFE = st.text(_CHARACTERS, min_size=1, max_size=12).filter(lambda text: unsafe(text) is None and "\ufeff" not in text)
lines = st.sampled_from(_TRICKY) | _SAFE
texts = lines | st.lists(lines | st.just(""), min_size=2, max_size=4).map("\n".join).filter(bool)
ids = st.from_regex(r"[A-Za-z0-9_é][A-Za-z0-9_./:+#&@-]{0,12}", fullmatch=True) | st.sampled_from(
    ("no", "1", "1.10", "null", "a:b", "x#y", "産品")
)
_years = st.integers(0, 80) | st.floats(0, 80)
_strengths = st.sampled_from(("blocking", "supporting"))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _unique(values: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(values, min_size=least, max_size=most, unique_by=folded)


@st.composite
def raw_catalogues(draw: st.DrawFn, plain: bool = False) -> dict[str, Any]:
    """A catalogue in the form of its models; `plain` has only what a row for each role and skill can say."""
    titles = lines.map(str.strip).filter(bool) if plain else lines
    sources = draw(_unique(ids, 0, 3))
    cited = st.lists(st.sampled_from([*sources, "editorial"]), max_size=2)
    scale = draw(_unique(titles.filter(lambda name: _can_name_a_level(name, plain)), 1, 5))
    levels = st.integers(0, len(scale))
    categories = draw(_unique(ids, 0, 2))
    skills = draw(_unique(ids, 0, 5))
    roles = draw(_unique(ids, 1, 4))
    raw: dict[str, Any] = {
        "scale": [{"name": name} for name in scale],
        "categories": [{"id": name, "name": draw(titles)} for name in categories],
        "skills": [_skill(draw, name, titles, categories, len(scale), cited, plain) for name in skills],
        "roles": [_role(draw, name, titles, skills, levels, cited, plain) for name in roles],
    }
    if not plain:
        about = _some(id=ids, title=lines, version=lines, updated=lines, description=texts, licence=texts)
        raw["catalogue"] = draw(about)
        raw["sources"] = [{"id": name, "title": draw(lines), **draw(_some(url=lines, note=texts))} for name in sources]
        raw["transitions"] = draw(_transitions(roles, cited))
        if draw(st.booleans()):
            raw["effort"] = draw(_effort(skills, len(scale), cited))
        ladders = {"size": st.just("small"), "name": lines, "ladder": st.lists(st.sampled_from(roles), max_size=2)}
        raw["company_ladders"] = draw(st.lists(st.fixed_dictionaries(ladders), max_size=1))
    return raw


def catalogues(plain: bool = False) -> st.SearchStrategy[Catalogue]:
    """Catalogues that pass every check."""
    return raw_catalogues(plain).map(_made).filter(lambda made: made is not None)


def _made(raw: dict[str, Any]) -> Catalogue | None:
    made = validate(Catalogue, raw)
    return made if isinstance(made, Catalogue) and not errors_in(made) else None


def _can_name_a_level(name: str, plain: bool) -> bool:
    return folded(name) != "none" and not (
        plain and (len(name) > 100 or not any(map(str.isalpha, name)) or "=" in name)
    )


def _skill(
    draw: st.DrawFn, name: str, titles: Any, categories: list[str], top: int, cited: Any, plain: bool
) -> dict[str, Any]:
    skill: dict[str, Any] = {"id": name, "name": draw(titles)}
    if categories and draw(st.booleans()):
        skill["category"] = draw(st.sampled_from(categories))
    if plain:
        return skill
    level = st.integers(1, top)
    reading = st.lists(
        st.fixed_dictionaries({"title": lines}, optional={"author": lines, "sources": cited}), max_size=2
    )
    more = _some(
        description=texts,
        levels=st.dictionaries(level, texts, max_size=2),
        close=st.dictionaries(level, st.lists(texts, max_size=2), max_size=2),
        reading=reading,
        sources=cited,
    )
    return {**skill, **draw(more)}


def _years_asked(cited: Any, plain: bool) -> st.SearchStrategy[dict[str, Any]]:
    def ordered(asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("min", 0) > asked.get("typical", 80):
            asked["min"], asked["typical"] = asked["typical"], asked["min"]
        return asked

    if plain:
        return st.fixed_dictionaries({"min": st.integers(0, 80)}, optional={"typical": st.integers(0, 80)}).map(ordered)
    return _some(min=_years, typical=_years, strength=_strengths, note=texts, sources=cited).map(ordered)


def _role(
    draw: st.DrawFn, name: str, titles: Any, skills: list[str], levels: Any, cited: Any, plain: bool
) -> dict[str, Any]:
    years = _years_asked(cited, plain)
    role = {"id": name, "title": draw(titles), "family": draw(ids), "track": draw(ids), "seniority": draw(levels)}
    role.update(draw(_some(years=years, years_in_product=years)))
    asked = draw(st.lists(st.sampled_from(skills), unique=True)) if skills else []
    about = {"strength": _strengths} if plain else {"strength": _strengths, "note": texts, "sources": cited}
    role["skills"] = {skill: {"level": draw(levels), **draw(_some(**about))} for skill in asked}
    if plain:
        return role
    if asked:
        role["decisive"] = draw(st.lists(st.sampled_from(asked), max_size=2))
    alias = st.fixed_dictionaries({"title": lines}, optional={"company": st.just(["small"])})
    counts = st.integers(0, 9)
    evidence = st.fixed_dictionaries({"id": ids, "text": texts}, optional={"kind": ids, "strength": _strengths})
    pay = {"low": counts, "high": st.integers(10, 99), "currency": st.just("EUR"), "basis": lines}
    more = _some(
        aliases=st.lists(alias, max_size=2),
        summary=texts,
        years_in_role=years,
        people=_some(min=counts, max=st.integers(9, 99), text=texts, strength=_strengths, sources=cited),
        scope=st.fixed_dictionaries({"text": texts}, optional={"products": lines, "sources": cited}),
        reports_to=st.fixed_dictionaries({"titles": st.lists(lines, max_size=2)}, optional={"note": texts}),
        education=st.fixed_dictionaries({"text": texts}, optional={"level": st.just("bachelor"), "sources": cited}),
        evidence=st.lists(evidence, max_size=2),
        prior=st.fixed_dictionaries({"tracks": st.just([role["track"]]), "years": _years}),
        pay=st.lists(st.fixed_dictionaries(pay), max_size=2),
        exits=st.lists(lines, max_size=2),
        note=texts,
        sources=cited,
    )
    return {**role, **draw(more)}


def _transitions(roles: list[str], cited: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    move = st.fixed_dictionaries(
        {"from": st.sampled_from(roles), "to": st.sampled_from(roles), "kind": st.sampled_from(("lateral", "exit"))},
        optional={
            "years_in_from": st.fixed_dictionaries({"min": st.integers(0, 2), "max": st.floats(2, 9)}),
            "common": st.just("rare"),
            "company": st.just(["large"]),
            "note": texts,
            "sources": cited,
        },
    ).filter(lambda move: move["from"] != move["to"])
    if len(roles) == 1:
        return st.just([])
    return st.lists(move, max_size=3, unique_by=lambda move: (move["from"], move["to"]))


def _effort(skills: list[str], top: int, cited: Any) -> st.SearchStrategy[dict[str, Any]]:
    span = st.fixed_dictionaries({"min": st.integers(0, 2), "max": st.floats(2, 9)})
    months = st.dictionaries(st.integers(0, top), span, max_size=2)
    by_skill = st.dictionaries(st.sampled_from(skills), months, max_size=2) if skills else st.just({})
    return _some(unit=lines, note=texts, default=months, skills=by_skill, sources=cited)

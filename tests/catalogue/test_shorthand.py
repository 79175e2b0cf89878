"""Each shorthand and what it stands for; what is no shorthand is left for the models to judge."""

from __future__ import annotations

from typing import Any

from pmladder.catalogue.models import DEFAULT_SCALE, level_numbers, unknown_level_of
from pmladder.catalogue.role_parts import SkillAsked
from pmladder.catalogue.shorthand import spell_out
from rows import each


def spelled(**raw: Any) -> dict[str, Any]:
    assert spell_out(raw, 50) == []
    return raw


def role(**fields: Any) -> dict[str, Any]:
    found = spelled(roles=[{"id": "pm", **fields}])["roles"][0]
    assert isinstance(found, dict)
    return found


@each(
    ("key", "written", "meant"),
    [
        ("years", 2, {"min": 2, "typical": 2}),
        ("years_in_product", 1.5, {"min": 1.5, "typical": 1.5}),
        ("people", 3, {"min": 3}),
        ("people", {"entry": "none", "min": 3}, {"entry": 0, "min": 3}),
        (
            "by_company",
            {"small": {"years": 2, "skills": {"m": "working"}}},
            {"small": {"years": {"min": 2, "typical": 2}, "skills": {"m": {"level": 2}}}},
        ),
        ("scope", "One product", {"text": "One product"}),
        ("education", "None", {"text": "None"}),
        ("reports_to", "CPO", {"titles": ["CPO"]}),
        ("reports_to", ["CPO", "CEO"], {"titles": ["CPO", "CEO"]}),
        ("aliases", "Owner", [{"title": "Owner"}]),
        ("aliases", ["A", {"title": "B", "company": "small"}], [{"title": "A"}, {"title": "B", "company": ["small"]}]),
        ("evidence", ["A launch"], [{"id": "evidence-1", "text": "A launch"}]),
        ("pay", {"low": 1}, [{"low": 1}]),
        ("sources", "book", ["book"]),
        ("years", {"min": 1, "editorial": True}, {"min": 1, "sources": ["editorial"]}),
        ("years", {"sources": "a", "editorial": True}, {"sources": ["a", "editorial"]}),
        ("years", {"sources": ["editorial"], "editorial": True}, {"sources": ["editorial"]}),
        ("years", {"min": 1, "editorial": False}, {"min": 1}),
        ("skills", {"m": "Expert"}, {"m": SkillAsked(level=4)}),
        ("skills", {"m": "none"}, {"m": SkillAsked(level=0)}),
        ("skills", {"m": 300, "n": True, "o": 1.5}, {"m": {"level": 300}, "n": {"level": True}, "o": {"level": 1.5}}),
        ("skills", {"m": {"level": "working", "sources": "a"}}, {"m": {"level": 2, "sources": ["a"]}}),
    ],
)
def test_shorthand_of_a_role(key: str, written: Any, meant: Any) -> None:
    assert role(**{key: written})[key] == meant


@each(
    ("key", "written"),
    [
        ("years", "5"),
        ("years", True),
        ("years", [1, 2]),
        ("people", "many"),
        ("scope", 5),
        ("reports_to", 5),
        ("aliases", 5),
        ("evidence", "A launch"),
        ("years", {"editorial": "yes"}),
        ("sources", 5),
    ],
)
def test_no_shorthand(key: str, written: Any) -> None:
    assert role(**{key: written})[key] == written


@each("written", [True, None, 2.5, [1]])
def test_no_level(written: Any) -> None:
    assert role(skills={"m": written})["skills"] == {"m": {"level": written}}


def test_the_skills_of_the_list_are_must_haves() -> None:
    skills = {"a": 1, "b": {"level": 1, "entry": "none"}, "c": 1}
    assert role(skills=skills, must_have=["a", "b"])["skills"] == {
        "a": SkillAsked(level=1, must_have=True),
        "b": {"level": 1, "entry": 0, "must_have": True},
        "c": SkillAsked(level=1),
    }


@each(
    ("raw", "path", "what"),
    [
        ({"decisive": ["m"]}, ("decisive",), '"decisive" is now `must_have`'),
        ({"years": {"strength": "blocking"}}, ("years", "strength"), '"strength" is now `must_have`'),
        ({"skills": {"m": {"level": 1, "strength": "blocking"}}}, ("skills", "m", "strength"), "is now `must_have`"),
        ({"skills": {"m": {"level": 1, "must_have": True}}}, ("skills", "m", "must_have"), "is no key of a skill"),
        (
            {"by_company": {"small": {"people": {"strength": 1}}}},
            ("by_company", "small", "people", "strength"),
            "is now",
        ),
        ({"skills": {"m": {"level": 1, "entry": "wrking"}}}, ("skills", "m", "entry"), 'did you mean "working"'),
        ({"reach": "teem"}, ("reach",), 'did you mean "team"'),
        ({"reach": {"level": "team", "entry": "zzz"}}, ("reach", "entry"), "there are 0 none, 1 task, 2 team"),
    ],
)
def test_words_that_are_none_here_are_refused(raw: dict[str, Any], path: tuple[Any, ...], what: str) -> None:
    (problem,) = spell_out({"reach": ["task", "team"], "roles": [{"id": "pm", **raw}]}, 50)
    assert problem.path == ("roles", 0, *path)
    assert what in problem.what
    assert problem.where.startswith('role "pm"')


def test_a_reach_without_names_of_it_says_where_they_go() -> None:
    (problem,) = spell_out({"roles": [{"id": "pm", "reach": "team"}]}, 50)
    assert "name it in `reach` at the head" in problem.what


@each(("written", "meant"), [([1, 3], (1, 3)), (2, (2, 2))])
def test_ranges(written: Any, meant: tuple[int, int]) -> None:
    raw = spelled(
        transitions=[{"from": "a", "to": "b", "years_in_from": written}],
        effort={"focus": {"working": written}, "on_the_job": {"working": written}},
    )
    range_ = {"min": meant[0], "max": meant[1]}
    assert raw["transitions"][0]["years_in_from"] == range_
    assert raw["effort"] == {"focus": {2: range_}, "on_the_job": {2: range_}}


def test_levels_of_a_skill_by_order_name_and_number() -> None:
    skill = {"id": "m", "levels": ["A", "B"], "close": {"working": "Do", "3": ["Do", "Show"]}, "reading": ["Book"]}
    found = spelled(skills=[skill])["skills"][0]
    assert found["levels"] == {1: "A", 2: "B"}
    assert found["close"] == {2: ["Do"], 3: ["Do", "Show"]}
    assert found["reading"] == [{"title": "Book"}]


@each(("written", "meant"), [("OKRs", ["OKRs"]), (["OKRs", "KPIs"], ["OKRs", "KPIs"]), (5, 5)])
def test_aliases_of_a_skill(written: Any, meant: Any) -> None:
    assert spelled(skills=[{"id": "m", "aliases": written}])["skills"][0]["aliases"] == meant


def test_scale_of_names_and_the_one_built_in() -> None:
    assert spelled()["scale"] == [{"name": name} for name in DEFAULT_SCALE]
    assert spelled(scale=["low", {"name": "high"}])["scale"] == [{"name": "low"}, {"name": "high"}]


def test_order_stands_for_seniority_where_there_is_none() -> None:
    assert [r["seniority"] for r in spelled(roles=[{}, {}, {}])["roles"]] == [1, 2, 3]
    assert spelled(roles=[{}, {"seniority": 7}])["roles"] == [{}, {"seniority": 7}]


def test_more_than_a_thousand_roles_need_no_seniority() -> None:
    from pmladder.files.catalogue_file import parse_catalogue

    text = "roles:\n" + "".join(f"- {{id: r{n}, title: R}}\n" for n in range(1_200))
    assert parse_catalogue(text, "a.yaml").roles[-1].seniority == 1_200


def test_skills_are_those_in_use_where_none_are_listed() -> None:
    raw = spelled(roles=[{"skills": {"b": 1}}, {"skills": {"a": 1, "b": 2}}])
    assert raw["skills"] == [{"id": "b", "name": "b"}, {"id": "a", "name": "a"}]
    assert spelled(skills=[], roles=[{"skills": {"b": 1}}])["skills"] == []


def test_unknown_levels_are_reported_but_not_without_end() -> None:
    raw: dict[str, Any] = {"roles": [{"id": "pm", "skills": {f"s{n}": "x" for n in range(500)}}]}
    problems = spell_out(raw, 50)
    assert len(problems) == 50
    assert problems[0].path == ("roles", 0, "skills", "s0")


def test_with_a_scale_that_is_wrong_levels_are_not_judged() -> None:
    raw: dict[str, Any] = {"scale": [5], "roles": [{"id": "pm", "skills": {"m": "x"}}]}
    assert spell_out(raw, 50) == []


@each("raw", [{"roles": 5}, {"roles": [5, None]}, {"skills": "x"}, {"effort": 5}, {"scale": {}}])
def test_anything_else_is_left_alone(raw: dict[str, Any]) -> None:
    before = dict(raw)
    spell_out(raw, 50)
    assert {key: raw[key] for key in before} == before


def test_level_numbers_are_folded() -> None:
    assert level_numbers(("Low", "HIGH")) == {"none": 0, "low": 1, "high": 2}


def test_unknown_level_names_at_most_eight() -> None:
    said = unknown_level_of(tuple(f"{n}{'x' * 500}" for n in range(90)), "?")
    assert len(said) < 900
    assert said.endswith(", ...")

"""Each warning: what it must catch, and what it must leave alone; and what silences one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from pmladder.catalogue.checked import explained_checks
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.silence import unsilenced
from pmladder.catalogue.warnings import WARNINGS, names, requirements, use, warnings_in, years
from pmladder.errors import InputError
from pmladder.files.catalogue_file import parse_catalogue
from rows import each

Warning_ = Callable[..., object]

MOVE = "transitions: [{from: a, to: b}]\n"


def two(a: str = "", b: str = "") -> str:
    """Two roles on neighbouring rungs, with more said of each."""
    return f"roles: [{{id: a, title: First{a}}}, {{id: b, title: Second{b}}}]\n"


def titled(*titles: str) -> str:
    return "roles: [" + ", ".join(f'{{id: r{n}, title: "{title}"}}' for n, title in enumerate(titles)) + "]\n"


def skilled(*named: str) -> str:
    listed = ", ".join(f'{{id: s{n}, name: "{name}"}}' for n, name in enumerate(named))
    return f"skills: [{listed}]\n" + two()


def aliased(*aliases: str) -> str:
    listed = ", ".join(f'{{id: s-{n}, name: Name{n}, aliases: ["{alias}"]}}' for n, alias in enumerate(aliases))
    return f"skills: [{listed}]\n" + two()


def three(a: str, b: str, c: str) -> str:
    return f"roles: [{{id: a, title: First{a}}}, {{id: b, title: Second{b}}}, {{id: c, title: Third{c}}}]\n"


def leading(*roles: tuple[int, int, str]) -> str:
    """Roles that lead so many people, ask for so much of what goes with it, and differ so in small companies."""
    lines = [
        f"- {{id: r{n}, title: R{n}, track: t{n}, people: {led}, skills: {{m: {level}, n: {n + 1}}}"
        + (f", by_company: {{small: {small}}}}}" if small else "}")
        for n, (led, level, small) in enumerate(roles)
    ]
    skills = "skills: [{id: m, name: Managing, goes_with: people}, {id: n, name: Other}]\n"
    return skills + "roles:\n" + "\n".join(lines) + "\n"


def rungs(*roles: tuple[int, str]) -> str:
    """Roles a, b, c and so on, each on a rung, with more said of each."""
    lines = (f"{{id: {'abcdef'[n]}, title: R{n}, seniority: {rung}{more}}}" for n, (rung, more) in enumerate(roles))
    return f"roles: [{', '.join(lines)}]\n"


PEOPLE = "skills: [{id: m, name: Managing, goes_with: people}]\n"
REACHES = "reach: [near, far]\n"
BINDING = [
    (", years: {min: %s%s}", 1, 2),
    (", years_in_product: {min: %s%s}", 1, 2),
    (", people: {min: %s%s}", 1, 2),
    (", reach: {level: %s%s}", "near", "far"),
    (", education: {text: Studied, level: %s%s}", "bachelor", "master"),
    (", prior: {tracks: [individual], years: %s%s}", 1, 2),
    (", evidence: [{id: %s, text: E%s}]", "x", "y"),
    (", evidence: [{id: x, text: E, kind: %s%s}]", "x", "y"),
    (", evidence: [{id: x, text: E, count: %s%s}]", 1, 2),
]
"""What a role may ask beside skills, and two different things to ask."""
LEVELS = ", skills: {m: %s, n: %s}"
MUST = ", must_have: [m]" + LEVELS
CAUGHT: list[tuple[Warning_, str, int]] = [
    (requirements.indistinct_roles, two(LEVELS % (1, 2), LEVELS % (1, 2)), 1),
    (requirements.indistinct_roles, two(LEVELS % (1, 0), ", years: 3, skills: {m: 1}"), 1),
    (requirements.indistinct_roles, two(), 1),
    (requirements.promotion_without_gap, two(LEVELS % (1, 2), LEVELS % (1, 2)) + MOVE, 1),
    (requirements.promotion_without_gap, two(LEVELS % (1, 2), ", years: 9, skills: {m: 1}") + MOVE, 1),
    (requirements.falling_requirement, two(LEVELS % (2, 2), LEVELS % (1, 3)), 1),
    (requirements.falling_requirement, two(LEVELS % (2, 2), ", skills: {o: 1}"), 1),
    (
        requirements.falling_requirement,
        two(", skills: {m: 2}, family: x", ", skills: {m: 1}, family: y") + MOVE,
        1,
    ),
    (requirements.same_must_haves, two(MUST % (1, 1), MUST % (1, 2)), 1),
    (requirements.same_must_haves, two(MUST % (1, 1) + ", years: {min: 1}", MUST % (1, 2) + ", years: {min: 4}"), 1),
    (requirements.same_must_haves, three(LEVELS % (1, 1), LEVELS % (1, 2), MUST % (2, 2)), 1),
    (requirements.people_skill_apart, leading((3, 1, ""), (3, 3, "")), 1),
    (requirements.people_skill_apart, leading((3, 1, ""), (3, 2, "{skills: {m: 3}}")), 1),
    (requirements.people_skill_apart, leading((3, 1, ""), (5, 3, "{people: 3}")), 1),
    (
        use.unreached_role,
        "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]\n" + MOVE,
        1,
    ),
    (
        use.unreached_role,
        "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C, track: management}]\n" + MOVE,
        1,
    ),
    (years.hole_in_years, two(", years: {min: 1, typical: 2}", ", years: {min: 5, typical: 6}"), 1),
    (years.hole_in_years, two(", years_in_product: 2, years_in_role: 3", ", years_in_product: 6"), 1),
    (years.hole_in_years, two(", years: 2, years_in_role: {min: 0}", ", years: {min: 6, typical: 7}"), 1),
    (years.overlapping_years, two(", years: {min: 1, typical: 6}", ", years: {min: 2, typical: 5}"), 1),
    (years.overlapping_years, two(", years: {min: 2, typical: 5}", ", years: {min: 1, typical: 5}"), 1),
    (years.overlapping_years, two(", years: 3", ", years: 3"), 1),
    (names.shared_title, titled("Product Manager", "product manager", "PRODUCT MANAGER"), 2),
    (names.contested_alias, two(", aliases: [PM]", ", aliases: [pm]"), 1),
    (names.contested_alias, two("", ", aliases: [first]"), 1),
    (
        names.contested_alias,
        two(", aliases: [{title: H, company: [small, medium]}]", ", aliases: [{title: H, company: small}]"),
        1,
    ),
    (names.contested_alias, aliased("OKRs", "OKR", "okrs"), 2),
    (names.contested_alias, aliased("A/B testing", "AB-Testing"), 1),
    (names.contested_alias, aliased("other", "name0"), 1),
    (names.contested_alias, aliased("S 1", "other"), 1),
    (names.similar_names, titled("Product manager", "Product manger"), 1),
    (names.similar_names, titled("Product manager", "Manager, product", "Product managers"), 2),
    (names.similar_names, skilled("Road mapping", "Roadmapping"), 1),
    (names.similar_names, skilled("Stakeholder management", "Stakholder management"), 1),
    (names.similar_names, skilled("Metrics", "metrics"), 1),
    (names.similar_names, two(", track: management", ", track: managment"), 1),
    (names.similar_names, two("", ", family: Core"), 1),
    (use.skill_used_once, two(", skills: {m: 1}"), 1),
    (use.unused_skill, "skills: [{id: m, name: M}]\n" + two(", skills: {m: none}"), 1),
    (use.uncited_source, two() + "sources: [{id: s, title: S}]", 1),
]

CAUGHT += [
    # Whatever is no must-have tells no two roles apart.
    *(
        (
            requirements.same_must_haves,
            REACHES + two(MUST % (1, 1) + asked % (one, ""), MUST % (1, 2) + asked % (other, "")),
            1,
        )
        for asked, one, other in BINDING
    ),
    (
        requirements.indistinct_roles,
        two(", evidence: [{id: x, text: E, kind: k}]", ", evidence: [{id: y, text: F, kind: k}]"),
        1,
    ),
    (
        requirements.same_must_haves,
        two(
            MUST % (1, 1) + ", evidence: [{id: x, text: E, kind: k, must_have: true}]",
            MUST % (1, 2) + ", evidence: [{id: y, text: F, kind: k, must_have: true}]",
        ),
        1,
    ),
    (requirements.promotion_without_gap, two(", skills: {m: 1}", ", skills: {m: 1, n: none}") + MOVE, 1),
    (requirements.promotion_without_gap, two(", skills: {m: 1}", ", years: 5") + MOVE, 1),
    (requirements.promotion_without_gap, two("", ", skills: {m: none}, years: 5") + MOVE, 1),
    (requirements.promotion_without_gap, two() + MOVE, 1),
    (
        requirements.promotion_without_gap,
        two(LEVELS % (1, 2), LEVELS % (1, 2)) + "transitions: [{from: b, to: a, kind: lateral}, {from: a, to: b}]",
        1,
    ),
    # What the move and the rung both tell is told once.
    (requirements.falling_requirement, two(LEVELS % (2, 2), LEVELS % (1, 3)) + MOVE, 1),
    (requirements.falling_requirement, two(LEVELS % (2, 2), ", skills: {n: 1}"), 2),
    (requirements.falling_requirement, rungs((1, ", family: adjacent"), (1, LEVELS % (2, 2)), (2, LEVELS % (1, 2))), 1),
    (requirements.people_skill_apart, PEOPLE + two(", people: 3", ", people: 3, skills: {m: 2}"), 1),
    (requirements.people_skill_apart, leading((3, 3, "{skills: {m: 1}}"), (3, 3, "")), 1),
    (use.unreached_role, rungs((1, ""), (2, ""), (3, "")) + "transitions: [{from: a, to: c}, {from: b, to: c}]", 1),
    (use.unused_skill, "skills: [{id: m, name: M}]\n" + two(", by_company: {small: {skills: {m: none}}}"), 1),
    (years.hole_in_years, two(", years: 2", ", years: 4"), 1),
    (years.overlapping_years, two(", years: {min: 3, typical: 5}", ", years: {min: 1, typical: 5}"), 1),
    (names.similar_names, titled("👩", "Product manager", "Product manger"), 1),
    (names.similar_names, titled("Coach", "Coich"), 1),
    (names.contested_alias, "skills: [{id: m, name: M}, {id: n, name: N, aliases: [m]}]\n" + two(), 1),
]

LEFT_ALONE: list[tuple[Warning_, str]] = [
    *(
        (
            requirements.same_must_haves,
            REACHES
            + two(
                MUST % (1, 1) + asked % (one, ", must_have: true"), MUST % (1, 2) + asked % (other, ", must_have: true")
            ),
        )
        for asked, one, other in BINDING
    ),
    (requirements.indistinct_roles, two(", evidence: [{id: x, text: E}]", ", evidence: [{id: y, text: E}]")),
    # Neither a move on one rung nor one down is a step up.
    (
        requirements.falling_requirement,
        rungs((2, ", skills: {m: 2}"), (2, ", skills: {m: 1}")) + MOVE,
    ),
    (
        requirements.falling_requirement,
        rungs((2, ", skills: {m: 2}"), (1, ", skills: {m: 1}")) + MOVE,
    ),
    (
        requirements.falling_requirement,
        rungs((1, ", skills: {m: 1}"), (1, ", skills: {m: 3}"), (2, ", skills: {m: 2}")),
    ),
    (requirements.falling_requirement, rungs((1, ""), (1, ", skills: {m: 2}"), (2, ""))),
    (requirements.people_skill_apart, PEOPLE + two(", people: 3", ", people: 3, skills: {m: 1}")),
    (requirements.people_skill_apart, PEOPLE + two("", ", people: 3, skills: {m: 2}")),
    (years.overlapping_years, two(", years: {min: 2, typical: 5}", ", years: {min: 1, typical: 3}")),
    (years.overlapping_years, two(", years: {min: 1}", ", years: {min: 2}")),
    (years.hole_in_years, two(", years: 6", "")),
    (years.hole_in_years, two(", years: 2, years_in_role: {min: 3}", ", years: 5")),
    (
        years.hole_in_years,
        rungs((1, ", years: 2, years_in_role: 4"), (1, ", years: 2, years_in_role: 1"), (2, ", years: 6")),
    ),
    (names.similar_names, titled("Manager h2024", "Manager h2025")),
    (names.similar_names, titled("级产品经理ab", "级产品经理ac")),
    (requirements.indistinct_roles, two(LEVELS % (1, 2), LEVELS % (2, 1))),
    (requirements.indistinct_roles, two(", years: 1", ", years: 2")),
    (requirements.indistinct_roles, two(", evidence: [A launch]", ", skills: {m: 1}")),
    (requirements.promotion_without_gap, two(LEVELS % (1, 2), LEVELS % (1, 3)) + MOVE),
    (requirements.promotion_without_gap, two(", skills: {m: 4}", ", skills: {n: 1}") + MOVE),
    (requirements.promotion_without_gap, two(", years: 1", ", years: 2") + MOVE),
    (
        requirements.promotion_without_gap,
        two(LEVELS % (1, 2), LEVELS % (1, 2)) + "transitions: [{from: a, to: b, kind: lateral}]",
    ),
    (requirements.same_must_haves, two(MUST % (1, 1), MUST % (2, 1))),
    (requirements.same_must_haves, two(MUST % (1, 1), MUST.replace("[m]", "[m, n]") % (1, 2))),
    (requirements.same_must_haves, two(MUST % (1, 1), MUST % (1, 2) + ", years: {min: 4, must_have: true}")),
    (
        requirements.same_must_haves,
        "reach: [x]\n" + two(MUST % (1, 1), MUST % (1, 2) + ", reach: {level: x, must_have: true}"),
    ),
    (requirements.same_must_haves, two(LEVELS % (1, 1), LEVELS % (1, 2))),
    (requirements.same_must_haves, two(MUST % (1, 1), MUST % (1, 2) + ", track: management")),
    (requirements.people_skill_apart, leading((3, 1, ""), (3, 2, ""))),
    (requirements.people_skill_apart, leading((3, 1, ""), (4, 3, ""), (0, 4, ""))),
    (requirements.people_skill_apart, leading((3, 1, ""), (3, 2, "{skills: {m: 3}, people: 4}"))),
    (requirements.people_skill_apart, leading((3, 1, ""), (3, 3, "")).replace(", goes_with: people", "")),
    (use.unused_skill, "skills: [{id: m, name: M}]\n" + two(", by_company: {small: {skills: {m: 1}}}")),
    (requirements.falling_requirement, two(LEVELS % (1, 1), LEVELS % (1, 2))),
    (requirements.falling_requirement, two(", skills: {m: 2}", ", skills: {m: 1}, track: management")),
    (requirements.falling_requirement, two(", skills: {m: 2}, family: adjacent", ", skills: {m: 1}, family: adjacent")),
    # Not every role on the rung below asks for it.
    (
        requirements.falling_requirement,
        "roles: [{id: a, title: A, seniority: 1, skills: {m: 2}}, {id: b, title: B, seniority: 1},\n"
        "  {id: c, title: C, seniority: 2}]",
    ),
    (use.unreached_role, "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]"),
    (
        use.unreached_role,
        "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C, track: design}]\n" + MOVE,
    ),
    (
        use.unreached_role,
        "roles: [{id: a, title: A, family: x}, {id: b, title: B, family: x}, {id: c, title: C, track: management}]\n"
        + MOVE,
    ),
    (
        use.unreached_role,
        "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C, family: adjacent}, {id: d, title: D}]\n"
        "transitions: [{from: a, to: b}, {from: d, to: a, kind: entry}]",
    ),
    (years.hole_in_years, two(", years: {min: 0, typical: 1}", ", years: {min: 2, typical: 3}")),
    (years.hole_in_years, two(", years: 2, years_in_role: {min: 2, typical: 4}", ", years: 6")),
    (years.hole_in_years, two("", ", years: 6")),
    (years.hole_in_years, two(", years: 2, years_in_role: {note: It varies}", ", years: 3")),
    (years.overlapping_years, two(", years: {min: 1, typical: 4}", ", years: {min: 3, typical: 5}")),
    (years.overlapping_years, two(", years: 3", ", years: 3, track: management")),
    (names.shared_title, titled("Product manager", "Product owner")),
    (names.contested_alias, two(", aliases: [PM, PM]", ", aliases: [GPM]")),
    (
        names.contested_alias,
        two(", aliases: [{title: H, company: small}]", ", aliases: [{title: H, company: [medium, large]}]"),
    ),
    (names.contested_alias, two("", ", aliases: [{title: First, company: small}]")),
    (names.contested_alias, aliased("Name0", "s-1", "Firsta")),
    (names.contested_alias, aliased("Product management", "Project management")),
    (names.contested_alias, "skills: [{id: m, name: M, aliases: [OKR, okr, OKRs]}]\n" + two()),
    (names.contested_alias, aliased("🚀", "👩")),
    (names.similar_names, titled("Product manager I", "Product manager II", "Product manager 3", "Product manager 4")),
    (names.similar_names, titled("Junior designer", "Senior designer", "UX designer", "UI designer")),
    (names.similar_names, titled("高级产品经理", "初级产品经理")),
    (names.similar_names, titled("Area lead", "Area head", "👩", "🚀")),
    (names.similar_names, two(", track: t1, family: UX", ", track: t2, family: UI")),
    (use.skill_used_once, two(", skills: {m: 1}", ", skills: {m: 1}")),
    (use.skill_used_once, "roles: [{id: a, title: A, skills: {m: 1}}]"),
    (use.unused_skill, two(", skills: {m: 1}")),
    (use.uncited_source, two(", years: {min: 1, sources: s}") + "sources: [{id: s, title: S}]"),
]


def found(warning: Warning_, text: str) -> list[object]:
    return list(warning(parse_catalogue(text, "a.yaml")))  # type: ignore[call-overload]


@each(("warning", "text", "count"), CAUGHT)
def test_caught(warning: Warning_, text: str, count: int) -> None:
    assert len(found(warning, text)) == count


@each(("warning", "text"), LEFT_ALONE)
def test_left_alone(warning: Warning_, text: str) -> None:
    assert found(warning, text) == []


INDISTINCT = 'asks for the same levels of the same skills as role "a", '
FEW = ", skills: {m: 1, n: 1, o: 1}"
SAID: list[tuple[Warning_, str, str, str, str]] = [
    (
        requirements.indistinct_roles,
        two(LEVELS % (1, 2), LEVELS % (1, 2)),
        "roles 1",
        'role "b"',
        INDISTINCT + "no requirement tells them apart; say what differs, or merge them",
    ),
    (
        requirements.indistinct_roles,
        two(LEVELS % (1, 2), LEVELS % (1, 2) + ", years: 3, people: 1"),
        "roles 1",
        'role "b"',
        INDISTINCT + "only years and people led tell them apart; say what differs, or merge them",
    ),
    (
        requirements.indistinct_roles,
        two(),
        "roles 1",
        'role "b"',
        'asks for no skill, and for nothing else that tells it from role "a"; say what differs',
    ),
    (
        requirements.promotion_without_gap,
        two(FEW, FEW + ", years: 9") + MOVE,
        "transitions 0",
        'transition "a" to "b"',
        "asks for no more of any skill; only years differ; raise a requirement, or make it a lateral move",
    ),
    (
        requirements.promotion_without_gap,
        two(FEW, FEW) + MOVE,
        "transitions 0",
        'transition "a" to "b"',
        "asks for no more of any skill; raise a requirement, or make it a lateral move",
    ),
    (
        requirements.falling_requirement,
        two(", skills: {m: 2}", ", skills: {m: 1}"),
        "roles 1 skills m",
        'role "b", skills, "m"',
        'asks for awareness, where role "a" asks for working; raise it here, or lower it there',
    ),
    (
        requirements.falling_requirement,
        rungs((1, ", skills: {m: 2}"), (1, ", skills: {m: 3}"), (2, ", skills: {m: 1}")),
        "roles 2 skills m",
        'role "c", skills, "m"',
        "asks for awareness, where every role on the rung below asks for working; raise it here, or lower it there",
    ),
    (
        requirements.falling_requirement,
        two(FEW, ""),
        "roles 1 skills",
        'role "b", skills',
        'does not ask for "m", "n", "o", unlike role "a"; ask for them here, or not there',
    ),
    (
        requirements.falling_requirement,
        two(FEW.replace("}", ", p: 1, q: 1}"), ""),
        "roles 1 skills",
        'role "b", skills',
        'does not ask for "m", "n", "o", 2 more, unlike role "a"; ask for them here, or not there',
    ),
    (
        requirements.people_skill_apart,
        leading((3, 1, ""), (3, 3, "")),
        "roles 1 skills m",
        'role "r1", skills, "m"',
        'asks for practitioner, role "r0" for awareness, and both lead the same number of people; '
        "bring the levels closer",
    ),
    (
        requirements.people_skill_apart,
        leading((3, 1, ""), (3, 2, "{skills: {m: 3}}")),
        "roles 1 by_company small skills m",
        'role "r1", by_company, small, skills, "m"',
        'asks for practitioner, role "r0" for awareness, and both lead the same number of people in small companies; '
        "bring the levels closer",
    ),
    (
        requirements.people_skill_apart,
        leading((3, 1, ""), (5, 3, "{people: 3}")),
        "roles 1 skills m",
        'role "r1", skills, "m"',
        'asks for practitioner, role "r0" for awareness, and both lead the same number of people in small companies; '
        "bring the levels closer",
    ),
]
"""Texts with the one thing that is said of each: the path, where that is for a reader, and what is odd."""


@each(("warning", "text", "path", "where", "what"), SAID)
def test_what_is_said_and_where(warning: Warning_, text: str, path: str, where: str, what: str) -> None:
    [problem] = warning(parse_catalogue(text, "a.yaml"))  # type: ignore[misc, attr-defined]
    assert (" ".join(map(str, problem.path)), problem.where, problem.what) == (path, where, what)


def test_every_warning_has_both_kinds_of_tests() -> None:
    assert {warning for warning, _, _ in CAUGHT} == {warning for warning, _ in LEFT_ALONE} == set(WARNINGS)


def test_every_check_says_in_one_sentence_what_it_looks_for() -> None:
    checks = explained_checks()
    assert len({check.id for check in checks}) == len(checks)
    for check in checks:
        assert check.sentence.endswith(".")
        assert ". " not in check.sentence


SILENCED = two(LEVELS % (1, 2), LEVELS % (1, 2)) + "silence: [{check: %s, reason: Meant to be so%s}]\n"


def judged(text: str) -> tuple[list[str], int]:
    catalogue: Catalogue = parse_catalogue(text, "a.yaml")
    kept, silenced = unsilenced(catalogue, warnings_in(catalogue))
    return [problem.check for problem in kept], silenced


@each("where", ["", ", where: roles.b"])
def test_a_warning_is_silenced_everywhere_or_at_one_entry(where: str) -> None:
    assert judged(SILENCED % ("indistinct-roles", where)) == ([], 1)


@each(("check", "where"), [("indistinct-roles", ", where: roles.a"), ("shared-title", "")])
def test_a_silence_of_nothing_is_a_warning_itself(check: str, where: str) -> None:
    assert judged(SILENCED % (check, where)) == (["indistinct-roles", "needless-silence"], 0)


@each("check", ["indistinct-role", "unknown-ids", "needless-silence", "no-such-thing"])
def test_only_known_warnings_can_be_silenced(check: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_catalogue(SILENCED % (check, ""), "a.yaml")
    [problem] = caught.value.problems
    assert problem.check == "unknown-silences"
    assert (problem.line, problem.column) == (2, 19)
    assert ("did you mean" in problem.what) == (check == "indistinct-role")


def test_a_silence_needs_a_reason() -> None:
    with pytest.raises(InputError, match=r"reason"):
        parse_catalogue(two() + "silence: [{check: indistinct-roles}]", "a.yaml")


def test_the_built_in_catalogue_has_no_warning_that_is_not_silenced_with_a_reason() -> None:
    data = Path(__file__).parents[2] / "data"
    for name in ("roles.yaml", "starter.yaml"):
        assert judged((data / name).read_text("utf-8"))[0] == []


@pytest.mark.slow
@each("pattern", ["Manager of area {}", "Manager{}", "Manager x{}y", "Same title"])
def test_no_warning_takes_quadratic_time(pattern: str) -> None:
    def seconds(count: int) -> float:
        text = titled(*(pattern.format(number) for number in range(count)))
        catalogue = parse_catalogue(text, "a.yaml")
        start = process_time()
        list(warnings_in(catalogue))
        return process_time() - start

    small = min(seconds(800) for _ in range(3))
    # Ten times as many would take a hundred times as long.
    assert min(seconds(8_000) for _ in range(2)) < 50 * max(small, 0.005)

"""Each check: what it must catch, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from pmladder.catalogue import checks, citations
from pmladder.catalogue.models import Catalogue, Role
from pmladder.errors import InputError
from pmladder.files.catalogue_file import parse_catalogue
from rows import each

Check = Callable[..., object]

TWO = "roles: [{id: a, title: A}, {id: b, title: B}]\n"
ONE = "roles: [{id: a, title: A, skills: {m: 1}%s}]\n"
SKILL = "skills: [{id: m, name: M%s}]\n"

CAUGHT: list[tuple[Check, str, int]] = [
    (checks.empty_scale, "scale: []\nroles: [{id: a, title: A}]", 1),
    (checks.duplicate_ids, "roles: [{id: a, title: A}, {id: a, title: B}, {id: A, title: C}]", 2),
    (checks.duplicate_ids, "roles: [{id: straße, title: A}, {id: STRASSE, title: B}]", 1),
    (checks.duplicate_ids, "roles: [{id: ﬁ, title: A}, {id: fi, title: B}]", 1),
    (checks.duplicate_ids, TWO + "scale: [low, Low]", 1),
    (checks.unknown_ids, SKILL % ", category: c" + TWO, 1),
    (checks.unknown_ids, SKILL % "" + "roles: [{id: a, title: A, skills: {x: 1, y: 1}}]", 2),
    (checks.unknown_ids, ONE % ", must_have: [x]", 1),
    (checks.unknown_ids, SKILL % "" + TWO + "effort: {skills: {x: {working: 2}}}", 1),
    (checks.unknown_roles, TWO + "transitions: [{from: x, to: y}]", 2),
    (checks.unknown_roles, TWO + "company_ladders: [{size: small, name: S, ladder: [a, x]}]", 1),
    (checks.unknown_tracks, ONE % ", prior: {tracks: [x], years: 2}", 1),
    (checks.misleading_level_names, "scale: [none, low]\n" + TWO, 1),
    (checks.misleading_level_names, 'scale: ["0", "1"]\n' + TWO, 2),
    (checks.levels_off_the_scale, "roles: [{id: a, title: A, skills: {m: 5}}]", 1),
    (checks.levels_off_the_scale, "scale: [low]\n" + SKILL % ", levels: [A, B]" + TWO, 1),
    (checks.levels_off_the_scale, ONE % ", by_company: {small: {skills: {m: 9}}}", 1),
    (checks.levels_off_the_scale, SKILL % ", close: {none: Begin.}" + TWO, 1),
    (checks.reach_off_the_scale, "reach: [near]\n" + ONE % ", reach: 2, by_company: {large: {reach: 3}}", 2),
    (
        checks.entries_above_levels,
        "roles: [{id: a, title: A, skills: {m: {level: 1, entry: 2}, n: {level: 0, entry: 1}}}]",
        2,
    ),
    (
        checks.entries_above_levels,
        ONE % ", people: {entry: 3, min: 2}, by_company: {small: {people: {entry: 1, min: 0}}}",
        2,
    ),
    (checks.entries_above_levels, "reach: [near, far]\n" + ONE % ", reach: {level: near, entry: far}", 1),
    (checks.duplicate_ids, "reach: [near, Near]\n" + TWO, 1),
    (checks.duplicate_ids, ONE % ", by_company: {small: {evidence: [{id: e, text: E}, {id: e, text: F}]}}", 1),
    (checks.unknown_ids, ONE % ", by_company: {small: {skills: {x: 1}, must_have: [y]}}" + SKILL % "", 2),
    (checks.unknown_tracks, ONE % ", by_company: {small: {prior: {tracks: [x], years: 2}}}", 1),
    (checks.figures_that_run_backwards, ONE % ", by_company: {small: {years: {min: 3, typical: 2}}}", 1),
    (checks.figures_that_run_backwards, TWO + "effort: {on_the_job: {working: [3, 2]}}", 1),
    (
        checks.unknown_sources,
        ONE % ", by_company: {small: {people: {min: 1, sources: x}}}, reach: {level: none, sources: x}",
        2,
    ),
    (checks.transitions_to_themselves, TWO + "transitions: [{from: a, to: a, kind: lateral}]", 1),
    (checks.duplicate_transitions, TWO + "transitions: [{from: a, to: b}, {from: a, to: b, kind: fork}]", 1),
    (checks.cycles_of_promotions, TWO + "transitions: [{from: a, to: b}, {from: b, to: a}]", 1),
    (checks.figures_that_run_backwards, ONE % ", years: {min: 3, typical: 2}", 1),
    (checks.figures_that_run_backwards, ONE % ", people: {min: 3, max: 2}", 1),
    (checks.figures_that_run_backwards, ONE % ", pay: {low: 3, high: 2, currency: EUR, basis: b}", 1),
    (checks.figures_that_run_backwards, TWO + "transitions: [{from: a, to: b, years_in_from: [3, 2]}]", 1),
    (checks.figures_that_run_backwards, TWO + "effort: {focus: {working: [3, 2]}}", 1),
    (checks.figures_that_run_backwards, ONE % "" + "effort: {skills: {m: {working: [3, 2]}}}", 1),
    (checks.unknown_sources, ONE % ", sources: [x, y], years: {min: 1, sources: x}", 3),
    (checks.unknown_silences, TWO + "silence: [{check: x, reason: R}, {check: unknown-ids, reason: R}]", 2),
]

LEFT_ALONE = [
    ONE % ", people: {entry: 3}",
    "roles: [{id: a, title: A}, {id: b, title: A}, {id: a-b, title: A}]",
    SKILL % "" + "categories: [{id: m, name: M}]\nroles: [{id: m, title: M, skills: {m: none}}]",
    'scale: ["1", "2"]\n' + TWO,
    "scale: [low, high]\nroles: [{id: a, title: A, skills: {m: 2}}]",
    TWO + "transitions: [{from: a, to: b}, {from: b, to: a, kind: lateral}]",
    "roles: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]\n"
    "transitions: [{from: a, to: b}, {from: a, to: c}, {from: b, to: c}]",
    ONE % ", years: {min: 2, typical: 2}, people: {min: 0, max: 0}, prior: {tracks: [individual], years: 9}",
    ONE % ", years: {typical: 2}, sources: [editorial, s]" + "sources: [{id: s, title: S}]",
    "reach: [near, far]\nroles: [{id: a, title: A, reach: {level: far, entry: far}, people: {entry: 2, min: 2},"
    " skills: {m: {level: 1, entry: 1}, n: {level: 2, entry: none}},"
    " by_company: {small: {skills: {o: 1}, must_have: [o, m]}}}]",
    TWO + "silence: [{check: unused-skill, reason: R}, {check: shared-title, where: roles.x, reason: R}]",
    TWO + "transitions: [{from: a, to: b, years_in_from: 2}]\neffort: {focus: {working: [2, 2]}}",
]


def checked(text: str, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """The catalogue in `text` as the checks see it."""
    with monkeypatch.context() as patch:
        patch.setattr(checks, "CHECKS", ())
        return parse_catalogue(text, "a.yaml")


@each(("check", "text", "count"), CAUGHT)
def test_caught(check: Check, text: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = checked(text, monkeypatch)
    found = [check.__name__ for check in checks.CHECKS for _ in check(catalogue)]
    assert found == [check.__name__] * count


@each("text", LEFT_ALONE)
def test_left_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.errors_in(checked(text, monkeypatch)) == []


def ring(count: int) -> str:
    """So many roles, each promoted to the next and the last to the first."""
    roles = ", ".join(f"{{id: r{n}, title: R}}" for n in range(count))
    moves = ", ".join(f"{{from: r{n}, to: r{(n + 1) % count}}}" for n in range(count))
    return f"roles: [{roles}]\ntransitions: [{moves}]\n"


def known(count: int) -> str:
    """A move from nowhere in a catalogue of so many roles with names unlike each other."""
    roles = ", ".join(f"{{id: {name * 3}, title: R}}" for name in "abcdefghi"[:count])
    return f"roles: [{roles}]\ntransitions: [{{from: zzz, to: aaa}}]\n"


CIRCLE = "promotions lead in a circle, %s; make one of them a step-down or a lateral move, or remove it"
SAID: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "roles: [{id: a, title: A}, {id: a, title: B}, {id: A, title: C}]",
        [
            ("roles 1 id", "roles, number 2", 'id "a" is used twice; rename one'),
            ("roles 2 id", "roles, number 3", 'id "A" differs from "a" only in its spelling; rename one'),
        ],
    ),
    ("reach: [near, near]\n" + TWO, [("reach 1", "reach, number 2", 'reach "near" is used twice; rename one')]),
    (
        ONE % ", by_company: {small: {skills: {x: 1}, must_have: [y]}}" + SKILL % "",
        [
            (
                "roles 0 by_company small skills x",
                'role "a", by_company, small, skills',
                'unknown skill "x"; there are "m"',
            ),
            (
                "roles 0 by_company small must_have 0",
                'role "a", by_company, small, must_have',
                'unknown skill of this role "y"; there are "m", "x"',
            ),
        ],
    ),
    (SKILL % ", category: c" + TWO, [("skills 0 category", 'skill "m"', 'unknown category "c"; add it or remove it')]),
    (
        "roles: [{id: senior, title: A}]\ntransitions: [{from: senor, to: senior}]",
        [("transitions 0 from", 'transition "senor" to "senior"', 'unknown role "senor"; did you mean "senior"?')],
    ),
    (
        known(8),
        [
            (
                "transitions 0 from",
                'transition "zzz" to "aaa"',
                'unknown role "zzz"; there are "aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg", "hhh"',
            )
        ],
    ),
    (known(9), [("transitions 0 from", 'transition "zzz" to "aaa"', 'unknown role "zzz"; add it or remove it')]),
    (
        "scale: [low, None]\n" + TWO,
        [("scale 1", "scale, number 2", "every scale has `none` as its level 0; remove it here")],
    ),
    (
        'scale: ["1", "3"]\n' + TWO,
        [("scale 1", "scale, number 2", 'level 2 is called "3", which means another level; rename it')],
    ),
    (
        "roles: [{id: a, title: A, skills: {m: 5}}]",
        [("roles 0 skills m", 'role "a", skills, "m"', 'level 5 is off the scale, which ends at 4 ("expert")')],
    ),
    (
        "scale: [low, high]\nreach: [near, far]\nroles: [{id: a, title: A, reach: {level: near, entry: far},"
        " skills: {m: {level: low, entry: high}, n: {level: 0, entry: 1}, o: {level: 0, entry: 3}}}]",
        [
            (
                "roles 0 skills m entry",
                'role "a", skills, "m"',
                'entry "high" is above "low"; lower it, or raise the other',
            ),
            ("roles 0 skills n entry", 'role "a", skills, "n"', 'entry "low" is above 0; lower it, or raise the other'),
            ("roles 0 skills o entry", 'role "a", skills, "o"', "entry 3 is above 0; lower it, or raise the other"),
            ("roles 0 reach entry", 'role "a", reach', 'entry "far" is above "near"; lower it, or raise the other'),
        ],
    ),
    (
        ONE % ", pay: {low: 3, high: 2, currency: EUR, basis: b}",
        [("roles 0 pay 0", 'role "a", pay', "low 3 is above high 2; swap them")],
    ),
    (ring(2), [("transitions 0", 'transition "r0" to "r1"', CIRCLE % '"r0" to "r1" to "r0"')]),
    (
        ring(7),
        [
            (
                "transitions 0",
                'transition "r0" to "r1"',
                CIRCLE % (" to ".join(f'"r{n}"' for n in range(7)) + ' to "r0"'),
            )
        ],
    ),
    (
        ring(8),
        [("transitions 0", 'transition "r0" to "r1"', CIRCLE % (" to ".join(f'"r{n}"' for n in range(8)) + " to ..."))],
    ),
]
"""Texts with all that is said of them: the path, where that is for a reader, and what is wrong."""


@each(("text", "said"), SAID)
def test_what_is_said_and_where(text: str, said: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    found = checks.errors_in(checked(text, monkeypatch))
    assert [(" ".join(map(str, problem.path)), problem.where, problem.what) for problem in found] == said


def test_an_unknown_skill_is_pointed_at_where_it_is_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SKILL % ", category: c" + ONE % ", must_have: [y]" + "effort: {skills: {x: {working: 2}}}"
    found = checks.errors_in(checked(text.replace("{m: 1}", "{z: 1}"), monkeypatch))
    assert {problem.path: problem.on_key for problem in found} == {
        ("skills", 0, "category"): False,
        ("roles", 0, "skills", "z"): True,
        ("roles", 0, "must_have", 0): False,
        ("effort", "skills", "x"): True,
    }


def test_every_check_has_a_case_and_says_what_it_catches() -> None:
    assert {check for check, _, _ in CAUGHT} == set(checks.CHECKS)
    assert all(check.__doc__ for check in checks.CHECKS)


def test_sources_are_looked_for_wherever_a_model_has_them() -> None:
    fields = {name for name, field in Role.model_fields.items() if "sources" in str(field.annotation)}
    assert fields <= set(citations._citing(Role))
    cited = {"years", "years_in_product", "years_in_role", "people", "scope", "reports_to", "education"}
    assert set(citations._citing(Role)) == cited | {
        "evidence",
        "prior",
        "pay",
        "skills",
        "sources",
        "reach",
        "by_company",
    }


def test_a_long_chain_of_promotions_is_no_burden() -> None:
    roles = "".join(f"- {{id: r{n}, title: R}}\n" for n in range(5_000))
    moves = "".join(f"- {{from: r{n}, to: r{n + 1}}}\n" for n in range(4_999))
    text = f"roles:\n{roles}transitions:\n{moves}"
    assert len(parse_catalogue(text, "a.yaml").transitions) == 4_999
    with pytest.raises(InputError, match=r"lead in a circle"):
        parse_catalogue(f"{text}- {{from: r4999, to: r0}}\n", "a.yaml")


def test_promotions_that_part_and_meet_again_are_no_burden() -> None:
    rungs = range(60)
    roles = "".join(f"- {{id: {track}{n}, title: R}}\n" for n in rungs for track in "ab")
    moves = "".join(f"- {{from: {x}{n}, to: {y}{n + 1}}}\n" for n in rungs[:-1] for x in "ab" for y in "ab")
    assert parse_catalogue(f"roles:\n{roles}transitions:\n{moves}", "a.yaml").transitions


@pytest.mark.slow
@each(
    "text",
    [
        "roles:\n" + "".join(f"- {{id: role-{n}, title: R}}\n" for n in range(3_000))
        + "transitions:\n" + "".join(f"- {{from: rolle-{n}, to: rolle-{n + 1}}}\n" for n in range(3_000)),
        "roles:\n" + "- {id: a, title: A}\n" * 10_000,
        "roles:\n" + "- {titel: A}\n" * 20_000,
        "roles:\n- id: a\n  title: A\n  skills:\n" + "".join(f"    s{n}: wroking\n" for n in range(20_000)),
    ],
    ids=["dangling", "duplicate", "malformed", "levels"],
)  # fmt: skip
def test_thousands_of_mistakes_are_refused_soon(text: str) -> None:
    start = process_time()
    with pytest.raises(InputError) as caught:
        parse_catalogue(text, "a.yaml")
    assert process_time() - start < 3
    assert 50 <= len(caught.value.problems) <= 150

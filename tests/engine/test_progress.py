"""What changed since: put down to the person when the person changed, to the ladder when the ladder did."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from engine.small import small
from pmladder.catalogue.models import Catalogue, Role, ScaleLevel
from pmladder.catalogue.role_parts import PeopleLed, SkillAsked, YearsAsked
from pmladder.engine.assess import assess
from pmladder.engine.formula import OPEN, Holding
from pmladder.engine.journal_entry import entry_of
from pmladder.engine.progress import Progress, progress
from pmladder.engine.progress_gaps import AskedOnDay, RoleChange, role_change
from pmladder.engine.progress_levels import Scale, level_changes
from pmladder.engine.progress_levels import holding_in as skill_held
from pmladder.profile.journal import Entry, SkillThen, same_state
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing
from rows import each

SMALL = small()
DAY = date(2026, 11, 22)
SKILLS = ("craft", "people", "talk")
SOME = settings(max_examples=examples(50), deadline=None)

asked_levels = st.dictionaries(
    st.sampled_from(SKILLS),
    st.builds(SkillAsked, level=st.integers(0, 3), entry=st.sampled_from([None, None, 0, 1]), must_have=st.booleans()),
)


@st.composite
def ladders(draw: st.DrawFn) -> Catalogue:
    """The small ladder with other levels, years and people asked."""
    roles = []
    for role in SMALL.roles:
        years = st.none() | st.builds(YearsAsked, min=st.integers(0, 6).map(float), must_have=st.booleans())
        said: dict[str, Any] = {
            "skills": draw(asked_levels),
            "years_in_product": draw(years),
            "people": draw(
                st.none()
                | st.builds(PeopleLed, entry=st.integers(0, 3), min=st.integers(0, 3), must_have=st.booleans())
            ),
            "evidence": role.evidence if draw(st.booleans()) else (),
            "education": role.education if draw(st.booleans()) else None,
            "prior": None,
        }
        roles.append(role.model_copy(update=said))
    return with_roles(SMALL, roles)


@st.composite
def people(draw: st.DrawFn) -> Standing:
    """Somebody on the lowest rung who wants to lead."""
    states = draw(st.dictionaries(st.sampled_from(SKILLS), st.sampled_from([0, 1, 2, 3, "present", "aside"])))
    return standing(
        states,
        years=draw(st.none() | st.integers(0, 6).map(float)),
        people=draw(st.none() | st.integers(0, 3)),
        education=draw(st.sampled_from([None, "none", "bachelor", "master"])),
        evidence=tuple(Evidence(id=f"launch-{n}", kind="launch") for n in range(draw(st.integers(0, 2)))),
    )


def standing(states: dict[str, Any], **said: Any) -> Standing:
    roles = SMALL.roles_by_id
    return Standing(
        role=roles["junior"],
        role_basis="given",
        goal=roles["lead"],
        top_level=3,
        presumes=said.pop("presumes", False),
        levels={skill: state for skill, state in states.items() if isinstance(state, int)},
        present=frozenset(skill for skill, state in states.items() if state == "present"),
        not_applicable={skill: "not here" for skill, state in states.items() if state == "aside"},
        **said,
    )


def with_roles(catalogue: Catalogue, roles: list[Role]) -> Catalogue:
    return Catalogue.model_construct(**{**dict(catalogue), "roles": tuple(roles)})


def entry(catalogue: Catalogue, person: Standing, day: date = DAY) -> Entry:
    return entry_of(catalogue, "d1", person, day)


def both(then: Entry, now: Entry) -> list[RoleChange]:
    return [role_change(role, then, now) for role in now.asked]


@SOME
@given(ladders(), ladders(), people())
def test_a_change_of_the_ladder_is_never_put_down_to_the_person(
    one: Catalogue, other: Catalogue, who: Standing
) -> None:
    then, now = entry(one, who), entry(other, who)
    assert list(level_changes(then, now)) == []
    for role in both(then, now):
        assert {gap.cause for gap in role.gaps} <= {"ladder"}
        assert role.verdict_cause in (None, "ladder")


@SOME
@given(ladders(), people(), people())
def test_a_change_of_the_person_is_never_put_down_to_the_ladder(
    ladder: Catalogue, one: Standing, other: Standing
) -> None:
    then, now = entry(ladder, one), entry(ladder, other)
    for role in both(then, now):
        assert role.asked == ()
        assert {gap.cause for gap in role.gaps} <= {"you"}
        assert role.verdict_cause in (None, "you")


@SOME
@given(ladders(), ladders(), people(), people())
def test_replaying_the_changes_gives_the_later_state(
    one: Catalogue, other: Catalogue, before: Standing, after: Standing
) -> None:
    then, now = entry(one, before), entry(other, after)
    state, later = held(then), held(now)
    for change in level_changes(then, now):
        assert state[change.skill] == (change.then.state, change.then.level)
        state[change.skill] = (change.now.state, change.now.level)
    assert state == later
    for role in both(then, now):
        asked = needs(then, role.role)
        for moved in role.asked:
            assert asked.get((moved.axis, moved.subject)) == one_need(moved.then)
            asked[moved.axis, moved.subject] = one_need(moved.now)
        assert {key: need for key, need in asked.items() if need is not None} == needs(now, role.role)


@SOME
@given(ladders(), ladders(), people(), people())
def test_the_gaps_are_those_of_the_two_assessments(
    one: Catalogue, other: Catalogue, before: Standing, after: Standing
) -> None:
    then, now = entry(one, before), entry(other, after)
    for role in both(then, now):
        was, is_ = statuses(one, before, role.role), statuses(other, after, role.role)
        told = {(gap.axis, gap.subject): gap.kind for gap in role.gaps}
        for key in was.keys() | is_.keys():
            pair = was.get(key, "none"), is_.get(key, "none")
            if pair[0] == pair[1] == "short":
                assert told.get(key) in (None, "narrowed", "widened", "kept", "must-have now", "must-have no longer")
            elif pair[1] == "short":
                assert told[key] == ("found" if pair[0] == "unknown" else "opened")
            elif pair[0] == "short":
                assert told[key] == ("in question" if pair[1] == "unknown" else "closed")
            elif "unknown" in pair and pair[0] != pair[1]:
                assert told[key] in ("settled", "out of question", "in question")
        assert (role.verdict_cause is None) == (role.verdict_then == role.verdict_now)


@SOME
@given(ladders(), people())
def test_nothing_changes_where_nothing_changed(ladder: Catalogue, who: Standing) -> None:
    then, now = entry(ladder, who), entry(ladder, who, date(2027, 11, 22))
    assert same_state(then, now)
    assert list(level_changes(then, now)) == []
    assert [role.gaps for role in both(then, now)] == [()] * len(now.asked)


@SOME
@given(ladders(), people())
def test_a_level_put_below_all_others_changes_nothing(ladder: Catalogue, who: Standing) -> None:
    """Numbers shift, names stay: levels are compared by name."""
    scale = (ScaleLevel(name="novice"), *ladder.scale)
    roles = [role.model_copy(update={"skills": {s: up(a) for s, a in role.skills.items()}}) for role in ladder.roles]
    shifted = Catalogue.model_construct(**{**dict(with_roles(ladder, roles)), "scale": scale})
    higher = who._replace(levels={skill: level + 1 if level else 0 for skill, level in who.levels.items()})
    then, now = entry(ladder, who), entry(shifted, higher)
    assert list(level_changes(then, now)) == []
    assert [(role.gaps, role.asked) for role in both(then, now)] == [((), ())] * len(now.asked)


def up(asked: SkillAsked) -> SkillAsked:
    entry = asked.entry + 1 if asked.entry else asked.entry
    return asked.model_copy(update={"level": asked.level + 1 if asked.level else 0, "entry": entry})


def held(entry: Entry) -> dict[str, tuple[str, int | None]]:
    state: dict[str, tuple[str, int | None]] = dict.fromkeys(SKILLS, ("unknown", None))
    state |= dict.fromkeys(entry.present, ("named", None))
    state |= dict.fromkeys(entry.not_applicable, ("not-applicable", None))
    return state | {skill: ("rated", level) for skill, level in entry.levels.items()}


Need = tuple[float | None, float, bool] | None


def needs(entry: Entry, role: str) -> dict[tuple[str, str], Need]:
    """What a role asked before it, by axis and subject."""
    asked = entry.asked[role]
    found: dict[tuple[str, str], Need] = {
        ("skill", skill): (one.entry, one.level, skill in asked.must_have) for skill, one in asked.skills.items()
    }
    found |= {(other.axis, other.subject): (other.entry, other.level, other.must_have) for other in asked.others}
    return {key: need for key, need in found.items() if need and need[0] is not None}


def one_need(asked: AskedOnDay) -> Need:
    one = asked.requirement
    return None if one is None else (one.entry, one.level, one.must_have)


def statuses(catalogue: Catalogue, who: Standing, role: str) -> dict[tuple[str, str], str]:
    found = assess(catalogue, who, catalogue.roles_by_id[role]).findings
    return {(finding.axis, finding.subject): finding.status for finding in found}


# What each side did, told apart level by level: (asked then, asked now, held then, held now) of one skill.
CASES = [
    ((2, 2, 1, 2), ("closed", "you", 1, 0)),
    ((2, 1, 1, 1), ("closed", "ladder", 0, -1)),
    ((3, 2, 1, 2), ("closed", "both", 1, -1)),
    ((2, 1, 1, 2), ("closed", "both", 1, -1)),
    ((2, 3, 1, 3), ("closed", "you", 2, 1)),
    ((2, 2, 2, 1), ("opened", "you", -1, 0)),
    ((2, 3, 2, 2), ("opened", "ladder", 0, 1)),
    ((1, 3, 1, 2), ("opened", "ladder", 1, 2)),
    ((3, 3, 1, 2), ("narrowed", "you", 1, 0)),
    ((2, 3, 1, 1), ("widened", "ladder", 0, 1)),
    ((2, 3, 1, 2), ("kept", "both", 1, 1)),
    ((2, 2, None, 1), ("found", "you", None, 0)),
    ((2, 2, None, 2), ("settled", "you", None, 0)),
    ((2, 2, 1, None), ("in question", "you", None, 0)),
    ((None, 2, None, None), ("in question", "ladder", None, None)),
    ((2, None, None, None), ("out of question", "ladder", None, None)),
    ((2, 3, 3, 3), None),
    ((2, 2, 2, 3), None),
]


@each(("moved", "expected"), CASES)
def test_who_did_it(moved: tuple[int | None, ...], expected: tuple[object, ...] | None) -> None:
    need_then, need_now, have_then, have_now = moved
    then = entry(asking(need_then), standing({} if have_then is None else {"craft": have_then}))
    now = entry(asking(need_now), standing({} if have_now is None else {"craft": have_now}))
    gaps = [gap for gap in role_change("senior", then, now).gaps if gap.axis == "skill"]
    assert [(gap.kind, gap.cause, gap.by_you, gap.by_ladder) for gap in gaps] == ([expected] if expected else [])


def asking(level: int | None, **said: Any) -> Catalogue:
    skills = {} if level is None else {"craft": SkillAsked(level=level, **said)}
    roles = [r.model_copy(update={"skills": skills}) if r.id == "senior" else r for r in SMALL.roles]
    return with_roles(SMALL, roles)


def test_more_evidence_asked_than_listed_is_unknown_and_not_short() -> None:
    shown = tuple(Evidence(id=f"launch-{n}", kind="launch") for n in range(2))
    then = entry(SMALL, standing({}, evidence=shown))
    asked = SMALL.roles_by_id["lead"].evidence[0].model_copy(update={"count": 3})
    roles = [r.model_copy(update={"evidence": (asked,)}) if r.id == "lead" else r for r in SMALL.roles]
    now = entry(with_roles(SMALL, roles), standing({}, evidence=shown))
    [gap] = [gap for gap in role_change("lead", then, now).gaps if gap.axis == "evidence"]
    assert (gap.kind, gap.cause) == ("in question", "ladder")


def test_a_skill_that_is_a_must_have_from_now_on() -> None:
    then = entry(asking(2), standing({"craft": 1}))
    now = entry(asking(2, must_have=True), standing({"craft": 1}))
    change = role_change("senior", then, now)
    assert [(gap.kind, gap.cause) for gap in change.gaps] == [("must-have now", "ladder")]
    assert (change.verdict_then, change.verdict_now, change.verdict_cause) == ("within-reach", "not-yet", "ladder")


def test_what_is_presumed_now_and_was_unknown_is_nobodys_doing() -> None:
    """A line of the first edition presumed nothing; that a role lets one presume now has changed no one."""
    then, now = entry(SMALL, standing({})), entry(SMALL, standing({}, presumes=True))
    assert now.presumed
    assert [role.gaps for role in both(then, now)] == [()] * len(now.asked)
    assert list(level_changes(then, now)) == []
    rated = entry(SMALL, standing({"craft": 2}, presumes=True))
    [gap] = role_change("senior", now, rated).gaps
    assert (gap.subject, gap.kind, gap.cause, gap.by_you) == ("craft", "closed", "you", 1)


def test_what_is_presumed_of_a_higher_role_is_a_change_of_the_person() -> None:
    """Only what was unknown counts as held then too; a lower level presumed then was presumed then."""
    craft = {"skills": {"craft": SkillAsked(level=3)}}
    ladder = with_roles(SMALL, [r.model_copy(update=craft) if r.id == "lead" else r for r in SMALL.roles])
    junior = standing({}, presumes=True)
    then, now = entry(ladder, junior), entry(ladder, junior._replace(role=SMALL.roles_by_id["senior"]))
    [gap] = [gap for gap in role_change("lead", then, now).gaps if gap.subject == "craft"]
    assert (gap.kind, gap.cause, gap.by_you) == ("narrowed", "you", 1)


def test_a_level_whose_name_is_gone_cannot_be_compared() -> None:
    renamed = Catalogue.model_construct(
        **{**dict(SMALL), "scale": (ScaleLevel(name="basic"), ScaleLevel(name="able"), ScaleLevel(name="master"))}
    )
    then, now = entry(SMALL, standing({"craft": 2, "talk": 1})), entry(renamed, standing({"craft": 2, "talk": 1}))
    assert [(change.skill, change.kind) for change in level_changes(then, now)] == [("craft", "cannot be compared")]
    gaps = {gap.subject: (gap.kind, gap.cause) for gap in role_change("senior", then, now).gaps}
    assert gaps["craft"] == ("cannot be compared", "ladder")


def compared(*states: dict[str, Any], since: date | None = None, **said: Any) -> Progress:
    """Entries a month apart; the last state is today's."""
    entries = [entry(SMALL, standing(state, **said), date(2026, month, 1)) for month, state in enumerate(states, 1)]
    journal = [one.model_copy(update={"sequence": number}) for number, one in enumerate(entries[:-1], 1)]
    return progress(journal, entries[-1], since)


def test_from_the_first_entry_to_today() -> None:
    found = compared({"craft": 1}, {"craft": 2, "talk": 1}, {"craft": 3})
    assert [(change.skill, change.kind) for change in found.levels] == [("craft", "up")]
    lines = {line.skill: [held.level for held in line.held] for line in found.lines}
    assert lines == {"craft": [1, 2, 3], "talk": [None, 1, None]}


def test_a_baseline_makes_way_for_an_assessment_of_the_journal_alone() -> None:
    baseline = entry(SMALL, standing({}), date(2026, 1, 1)).model_copy(update={"baseline": True})
    assessed = entry(SMALL, standing({"craft": 1}), date(2026, 1, 1))
    today = entry(SMALL, standing({"craft": 2}), date(2026, 3, 1))
    assert progress([baseline, assessed], today).then == assessed
    assert progress([baseline], today).then == baseline
    assert progress([baseline, assessed], assessed).then == baseline


def test_since_a_day_begins_with_what_held_then() -> None:
    states = ({"craft": 1}, {"craft": 2}, {"craft": 3}, {"craft": 3, "talk": 1})
    starts = {since: compared(*states, since=since).then.sequence for since in map(date.fromisoformat, SINCE)}
    assert list(starts.values()) == list(SINCE.values())


SINCE = {"2025-01-01": 1, "2026-01-31": 1, "2026-02-01": 2, "2026-02-27": 2, "2026-03-01": 3, "2030-01-01": 3}


def test_today_counts_only_when_it_says_something_new() -> None:
    assert compared({"craft": 1}, {"craft": 1}).nothing_to_compare
    assert len(compared({"craft": 1}, {"craft": 2}, {"craft": 2}).entries) == 2


def test_the_order_of_the_journal_counts_not_the_dates() -> None:
    late, early = entry(SMALL, standing({"craft": 1}), date(2030, 1, 1)), entry(SMALL, standing({"craft": 2}))
    found = progress([late, early], entry(SMALL, standing({"craft": 3})))
    assert found.dates_run_back
    assert found.years_passed is None
    assert [(change.then.level, change.now.level) for change in found.levels] == [(1, 3)]


def test_a_role_that_was_not_recorded_is_held_against_what_it_asks_now() -> None:
    then = entry(SMALL, standing({"talk": 1}))
    now = entry_of(SMALL, "d1", standing({"talk": 3}), DAY, SMALL.roles_by_id["seller"])
    found = progress([then], now, only="seller")
    [role] = found.roles
    assert (role.role, role.recorded, role.verdict_then, role.verdict_cause) == ("seller", False, None, None)
    assert [(gap.subject, gap.kind, gap.cause) for gap in role.gaps] == [("talk", "closed", "you")]


def test_a_role_that_matters_no_longer_is_named() -> None:
    then = entry(SMALL, standing({"craft": 1}))
    now = entry(SMALL, standing({"craft": 1})._replace(role=SMALL.roles_by_id["seller"], goal=None))
    assert set(progress([then], now).left) == {"senior", "lead"}


def test_years_that_passed_close_a_gap() -> None:
    then, now = entry(SMALL, standing({}, years=1.0)), entry(SMALL, standing({}, years=2.0), date(2027, 11, 22))
    [gap] = [gap for gap in role_change("senior", then, now).gaps if gap.subject == "years-in-product"]
    assert (gap.kind, gap.cause, gap.by_you) == ("closed", "you", 1.0)


def test_a_history_of_more_years_than_anyone_would_give() -> None:
    held_ = entry(SMALL, standing({}, years=126.9, years_of_work=126.9)).held
    assert {h.low for h in held_ if h.axis.startswith("years")} == {126.9}


def test_what_bounds_alone_tell_is_told_of_a_role_that_was_not_recorded_too() -> None:
    """Four years in product are four years of work at least, then as now."""
    who = standing({}, years=4.0)
    then = entry(SMALL, who._replace(role=SMALL.roles_by_id["seller"], goal=None))
    assert [gap for gap in role_change("senior", then, entry(SMALL, who)).gaps if gap.axis.startswith("years")] == []


def test_what_nobody_knows_stays_so_however_much_more_is_asked() -> None:
    then, now = entry(asking(2), standing({})), entry(asking(3), standing({}))
    assert [gap for gap in role_change("senior", then, now).gaps if gap.axis == "skill"] == []


def with_scale(catalogue: Catalogue, *names: str) -> Catalogue:
    return Catalogue.model_construct(**{**dict(catalogue), "scale": tuple(ScaleLevel(name=name) for name in names)})


# The second level is called otherwise today: (level and entry asked then, asked now, held then, held now) of a skill.
RENAMED: list[tuple[tuple[tuple[int, int] | None, tuple[int, int] | None, Any, Any], tuple[str, str] | None]] = [
    # What was asked and what was held can be compared: by their names alone.
    (((1, 1), (1, 1), 1, 1), None),
    (((3, 3), (3, 3), 1, 1), None),
    (((1, 1), (3, 3), 1, 1), ("opened", "ladder")),
    # One of them cannot, be it the entry alone or the level alone.
    (((2, 2), (3, 3), 1, 1), ("cannot be compared", "ladder")),
    (((3, 2), (3, 3), 1, 1), ("cannot be compared", "ladder")),
    (((2, 1), (3, 1), 1, 1), ("cannot be compared", "ladder")),
    (((1, 1), (1, 1), 2, 1), ("cannot be compared", "ladder")),
    (((2, 2), (2, 2), 2, 2), ("cannot be compared", "ladder")),
    # What was held then can be compared with nothing, but then nothing was asked of it.
    ((None, (3, 3), 2, 1), ("opened", "both")),
    ((None, (3, 3), 2, None), ("in question", "both")),
    ((None, (3, 3), 1, 1), ("opened", "ladder")),
    ((None, (1, 1), 2, 1), None),
    (((2, 2), None, 1, 1), ("cannot be compared", "ladder")),
]


@each(("moved", "expected"), RENAMED)
def test_a_level_of_another_name_is_in_question_only_where_it_was_asked_or_held(
    moved: tuple[tuple[int, int] | None, tuple[int, int] | None, Any, Any], expected: tuple[str, str] | None
) -> None:
    need_then, need_now, have_then, have_now = moved
    then = entry(needing(need_then), standing({} if have_then is None else {"craft": have_then}))
    later = with_scale(needing(need_now), "basic", "able", "master")
    now = entry(later, standing({} if have_now is None else {"craft": have_now}))
    gaps = [(gap.kind, gap.cause) for gap in role_change("senior", then, now).gaps if gap.axis == "skill"]
    assert gaps == ([expected] if expected else [])


def needing(level_and_entry: tuple[int, int] | None) -> Catalogue:
    return asking(None) if level_and_entry is None else asking(level_and_entry[0], entry=level_and_entry[1])


@each(
    ("level_and_entry", "told", "comparable"),
    [((2, 2), (0, 0), False), ((3, 2), (3, 0), False), ((2, 1), (0, 1), False), ((3, 1), (3, 1), True)],
)
def test_a_level_asked_whose_name_is_gone_is_told_as_none_and_not_comparable(
    level_and_entry: tuple[int, int], told: tuple[int, int], comparable: bool
) -> None:
    then = entry(needing(level_and_entry), standing({}))
    now = entry(with_scale(needing((1, 1)), "basic", "able", "master"), standing({}))
    [change] = [change for change in role_change("senior", then, now).asked if change.axis == "skill"]
    was = change.then
    assert was.requirement is not None
    assert (was.requirement.level, was.requirement.entry, was.comparable) == (*told, comparable)
    assert was.entry_name == SMALL.scale[level_and_entry[1] - 1].name


def test_a_level_that_cannot_be_compared_is_not_replaced_by_what_is_presumed_now() -> None:
    then = entry(asking(3), standing({"craft": 2}))
    now = entry(with_scale(asking(3), "basic", "able", "master"), standing({}, presumes=True))
    [gap] = [gap for gap in role_change("senior", then, now).gaps if gap.axis == "skill"]
    assert (gap.kind, gap.held_then.name, gap.held_then.comparable) == ("cannot be compared", "solid", False)


# A gap as wide as it was, though the one or the other is something else: (level and entry asked, years held).
STILL_SHORT = [
    ("craft", (2, 2), (3, 2), ("kept", "ladder")),
    ("craft", (2, 2), (2, 2), None),
    ("years-in-product", (1.0, 3.0), (2.0, 3.0), ("kept", "you")),
    ("years-in-product", (1.0, 3.0), (1.0, 3.0), None),
]


@each(("subject", "before", "after", "expected"), STILL_SHORT)
def test_a_gap_that_is_as_wide_as_it_was(
    subject: str, before: tuple[Any, Any], after: tuple[Any, Any], expected: tuple[str, str] | None
) -> None:
    if subject == "craft":
        then, now = (entry(needing(need), standing({"craft": 1})) for need in (before, after))
        role = "senior"
    else:
        plain = entry(SMALL, standing({}, years=1.0))
        then, now = (years_between(plain, *years) for years in (before, after))
        role = "lead"
    gaps = [(gap.kind, gap.cause) for gap in role_change(role, then, now).gaps if gap.subject == subject]
    assert gaps == ([expected] if expected else [])


def years_between(plain: Entry, low: float, high: float) -> Entry:
    """An entry with so many years in product: at least `low`, at most `high`."""
    years = [one for one in plain.held if one.axis == "years-in-product"]
    others = [one for one in plain.held if one.axis != "years-in-product"]
    return plain.model_copy(update={"held": (*others, years[0].model_copy(update={"low": low, "high": high}))})


def test_a_level_that_was_presumed_and_is_rated_the_same_is_the_same() -> None:
    """To rate what was presumed is no change of the person, so that what is asked now is the ladder's doing alone."""
    then, now = entry(asking(2), standing({}, presumes=True)), entry(asking(3), standing({"craft": 1}, presumes=True))
    [gap] = [gap for gap in role_change("senior", then, now).gaps if gap.axis == "skill"]
    assert (gap.held_then.holding.basis, gap.held_now.holding.basis) == ("presumed", "rated")
    assert (gap.kind, gap.cause) == ("widened", "ladder")


def test_what_no_entry_tells_of_is_unknown() -> None:
    """A line of the first edition told nothing of what was held beside the skills."""
    then = entry(SMALL, standing({})).model_copy(update={"held": ()})
    roles = [r.model_copy(update={"education": None}) for r in SMALL.roles]
    now = entry(with_roles(SMALL, roles), standing({}))
    [gap] = [gap for gap in role_change("lead", then, now).gaps if gap.axis == "education"]
    assert (gap.kind, gap.cause, gap.by_you) == ("out of question", "ladder", None)
    assert gap.held_then.holding == gap.held_now.holding == Holding(0, OPEN, "none")


# The first entry, a baseline or not, with what was said of each skill and the day of its month; those after it, the
# last of which is today's; the day since when; and the entry that the comparison begins with.
@each(
    ("first", "others", "since", "start"),
    [
        # A baseline with nothing rated, an assessment after it, and a later day: the assessment comes first.
        ((True, {}, 1), [({"craft": 1}, 2), ({"craft": 2}, 3)], None, 1),
        ((True, {"talk": "present"}, 1), [({"craft": 1}, 1), ({"craft": 2}, 2)], None, 1),
        # One of these alone is not so.
        ((True, {}, 1), [({"craft": 1}, 2), ({"craft": 2}, 3)], 1, 0),
        ((True, {}, 1), [({"craft": 2}, 2)], None, 0),
        ((False, {}, 1), [({"craft": 1}, 2), ({"craft": 2}, 3)], None, 0),
        ((True, {"talk": 1}, 1), [({"craft": 1}, 2), ({"craft": 2}, 3)], None, 0),
        ((True, {}, 2), [({"craft": 1}, 2), ({"craft": 2}, 2)], None, 0),
        ((True, {}, 2), [({"craft": 1}, 2), ({"craft": 2}, 1)], None, 0),
    ],
)
def test_where_the_comparison_begins(
    first: tuple[bool, dict[str, Any], int], others: list[tuple[dict[str, Any], int]], since: int | None, start: int
) -> None:
    baseline, states, day = first
    all_ = [entry(SMALL, standing(states), date(2026, 1, day)).model_copy(update={"baseline": baseline})]
    all_ += [entry(SMALL, standing(held), date(2026, 1, on)) for held, on in others]
    found = progress(all_[:-1], all_[-1], None if since is None else date(2026, 1, since))
    assert found.then == all_[start]
    assert found.entries == tuple(all_[start:])


@each(
    ("scale", "id_", "other_catalogue", "other_scale"),
    [
        (("basic", "solid", "master"), "ours", False, False),
        (("basic", "solid", "master"), "theirs", True, False),
        (("basic", "able", "master"), "ours", False, True),
        (("master", "solid", "basic"), "ours", False, True),
        (("basic", "solid"), "theirs", True, True),
    ],
)
def test_another_catalogue_and_another_scale(
    scale: tuple[str, ...], id_: str, other_catalogue: bool, other_scale: bool
) -> None:
    then = entry(SMALL, standing({"craft": 1}))
    then = then.model_copy(update={"catalogue": then.catalogue.model_copy(update={"id": "ours"})})
    now = then.model_copy(update={"catalogue": then.catalogue.model_copy(update={"id": id_, "scale": scale})})
    found = progress([then], now)
    assert (found.other_catalogue, found.other_scale) == (other_catalogue, other_scale)


@each(("levels", "entries"), [([1, 1], 1), ([1, 2], 2), ([1, 2, 2], 2), ([1, 2, 3], 3), ([1, 2, 1], 3)])
def test_one_entry_alone_is_nothing_to_compare(levels: list[int], entries: int) -> None:
    found = compared(*({"craft": level} for level in levels))
    assert (len(found.entries), found.nothing_to_compare) == (entries, entries == 1)


@each(
    ("days", "run_back"),
    [
        ([1], False),
        ([1, 2], False),
        ([1, 1], False),
        ([2, 1], True),
        ([1, 2, 1, 3], True),
        ([3, 1, 2], True),
        ([1, 3, 2], True),
    ],
)
def test_dates_of_the_journal_that_run_back(days: list[int], run_back: bool) -> None:
    journal = [entry(SMALL, standing({"craft": 1}), date(2026, 1, day)) for day in days]
    assert progress(journal, entry(SMALL, standing({"craft": 2}), date(2025, 1, 1))).dates_run_back == run_back


@each(
    ("today", "years"),
    [
        ("2025-11-22", None),
        ("2026-11-21", None),
        ("2026-11-22", 0.0),
        ("2026-11-23", 0.0),
        ("2026-12-29", 0.1),
        ("2027-11-22", 1.0),
        ("2028-03-22", 1.3),
        ("2036-05-22", 9.5),
    ],
)
def test_the_years_that_passed(today: str, years: float | None) -> None:
    then, now = entry(SMALL, standing({})), entry(SMALL, standing({"craft": 1}), date.fromisoformat(today))
    assert progress([then], now).years_passed == years


# So many entries, each with as many skills rated, and so many levels that may be set side by side.
@each(
    ("skills", "count", "most", "kept"),
    [
        (1, 5, 5, [0, 1, 2, 3, 4]),
        (1, 5, 4, [0, 2, 3, 4]),
        (1, 5, 3, [0, 3, 4]),
        (2, 5, 10, [0, 1, 2, 3, 4]),
        (2, 5, 9, [0, 2, 3, 4]),
        (2, 5, 6, [0, 3, 4]),
        # The first and the last are there in any case.
        (3, 5, 6, [0, 4]),
        (3, 5, 2, [0, 4]),
        (3, 2, 0, [0, 1]),
        (1, 1, 0, [0]),
        # Where nobody said anything of a skill, one is counted.
        (0, 5, 5, [0, 1, 2, 3, 4]),
        (0, 5, 4, [0, 2, 3, 4]),
    ],
)
def test_the_first_entry_and_the_latest_are_kept_where_they_are_too_many(
    skills: int, count: int, most: int, kept: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmladder.engine.progress._MOST_HELD", most)
    entries = [
        entry(SMALL, standing(dict.fromkeys(SKILLS[:skills], 1), people=number), date(2026, 1, 1 + number))
        for number in range(count)
    ]
    found = progress(entries, entries[-1])
    assert [entries.index(one) for one in found.entries] == kept


def test_a_skill_over_time_is_told_in_the_levels_of_the_last_entry() -> None:
    higher = with_scale(SMALL, "novice", "basic", "solid", "master")
    first = entry(SMALL, standing({"craft": 2, "talk": "present"}))
    last = entry(higher, standing({"craft": 4, "talk": "present", "people": "aside"}))
    lines = progress([first], last).lines
    assert [(line.skill, [(held.level, held.name) for held in line.held]) for line in lines] == [
        ("craft", [(3, "solid"), (4, "master")])
    ]


# How a skill was held then and now: a level, present at none, set aside, or nothing said.
LEVEL_KINDS = [
    (1, 2, "up"),
    (2, 1, "down"),
    (None, 1, "rated"),
    ("present", 1, "rated"),
    ("aside", 1, "rated"),
    (1, None, "no longer rated"),
    (1, "present", "no longer rated"),
    ("present", None, "no longer rated"),
    (1, "aside", "set aside"),
    (None, "aside", "set aside"),
    ("present", "aside", "set aside"),
    ("aside", None, "taken up again"),
    ("aside", "present", "taken up again"),
    (None, "present", "found present"),
    (1, 1, None),
    ("present", "present", None),
    ("aside", "aside", None),
]


@each(("before", "after", "kind"), LEVEL_KINDS)
def test_what_became_of_a_level(before: Any, after: Any, kind: str | None) -> None:
    then, now = (entry(SMALL, standing({} if state is None else {"craft": state})) for state in (before, after))
    assert [change.kind for change in level_changes(then, now)] == ([kind] if kind else [])


# What an entry says of the skill: its rating, the level presumed, whether all others are presumed to be none.
@each(
    ("state", "presumed", "others_none", "expected"),
    [
        (2, 1, True, ("rated", 2, "solid", Holding(2, 2, "rated"))),
        (0, 1, True, ("rated", 0, "none", Holding(0, 0, "rated"))),
        ("present", 2, False, ("presumed", 2, "solid", Holding(2, 2, "presumed"))),
        ("present", 0, True, ("named", None, None, Holding(1, 3, "named"))),
        ("present", None, True, ("named", None, None, Holding(1, 3, "named"))),
        ("aside", 2, True, ("not-applicable", None, None, Holding(0, 3, "none", "set aside"))),
        (None, 1, False, ("presumed", 1, "basic", Holding(1, 1, "presumed"))),
        (None, 0, False, ("presumed", 0, "none", Holding(0, 0, "presumed"))),
        (None, None, True, ("presumed", 0, "none", Holding(0, 0, "presumed"))),
        (None, None, False, ("unknown", None, None, Holding(0, 3, "none"))),
    ],
)
def test_how_a_skill_was_held(
    state: Any, presumed: int | None, others_none: bool, expected: tuple[object, ...]
) -> None:
    said: dict[str, Any] = {
        "presumed": {} if presumed is None else {"craft": presumed},
        "others_presumed_none": others_none,
    }
    one = entry(SMALL, standing({} if state is None else {"craft": state})).model_copy(update=said)
    found = skill_held(one, Scale(one.catalogue.scale, one.catalogue.scale))("craft")
    assert (*found, found.holding(3)) == expected


@each(("level", "name"), [(0, "none"), (1, "basic"), (2, "solid"), (3, "3"), (4, "4")])
def test_a_level_off_the_scale_is_told_by_its_number(level: int, name: str) -> None:
    assert Scale(("basic", "solid"), ("basic",)).name(level) == name


@each(
    ("need_then", "need_now", "by_ladder"),
    [((2, 2), (3, 3), None), ((3, 2), (3, 3), None), ((1, 1), (3, 3), 2), ((3, 3), (1, 1), -2)],
)
def test_by_how_much_the_ladder_rose_is_told_of_levels_that_can_be_compared(
    need_then: tuple[int, int], need_now: tuple[int, int], by_ladder: float | None
) -> None:
    then = entry(needing(need_then), standing({"craft": 1}))
    now = entry(with_scale(needing(need_now), "basic", "able", "master"), standing({"craft": 1}))
    [gap] = [gap for gap in role_change("senior", then, now).gaps if gap.axis == "skill"]
    assert gap.by_ladder == by_ladder


def test_an_entry_of_no_level_counts_as_none() -> None:
    """No ladder asks so, but the line of a journal may."""
    now = entry(asking(2), standing({"craft": 1}))
    asked = now.asked["senior"]
    none = asked.model_copy(update={"skills": {**asked.skills, "craft": SkillThen(entry=0, level=2)}})
    then = now.model_copy(update={"asked": {**now.asked, "senior": none}})
    found = [gap for pair in ((then, now), (now, then)) for gap in role_change("senior", *pair).gaps]
    assert [(gap.kind, gap.by_ladder) for gap in found] == [("opened", 2), ("closed", -2)]


@each(("years", "by_you"), [(2.0, 1.0), (2.34, 1.3), (3.96, 3.0)])
def test_years_are_told_to_a_tenth(years: float, by_you: float) -> None:
    then, now = entry(SMALL, standing({}, years=1.0)), entry(SMALL, standing({}, years=years))
    [gap] = [gap for gap in role_change("senior", then, now).gaps if gap.subject == "years-in-product"]
    assert gap.by_you == by_you


# A must-have, asked and held then and now; levels compared by name, where the second is called otherwise today.
@each(
    ("need_then", "need_now", "have_then", "have_now", "cause"),
    [
        ((1, 1), (3, 3), 0, 3, "you"),
        ((3, 3), (1, 1), 3, 0, "you"),
        ((3, 3), (1, 1), 1, 3, "both"),
        ((1, 1), (3, 3), 3, 1, "both"),
        ((1, 1), (3, 3), 1, 2, "ladder"),
        ((1, 1), (1, 1), 0, 1, "you"),
        ((3, 3), (1, 1), 1, 1, "ladder"),
        # The level in the role is called otherwise: what was asked is unknown, so the person alone explains nothing.
        ((2, 1), (3, 1), None, 1, "both"),
        # So it is where the entry is called otherwise: nobody can say that it was met.
        ((2, 2), (2, 2), 1, 2, "both"),
    ],
)
def test_who_changed_a_verdict(
    need_then: tuple[int, int], need_now: tuple[int, int], have_then: int | None, have_now: int, cause: str
) -> None:
    before = asking(need_then[0], entry=need_then[1], must_have=True)
    after = with_scale(asking(need_now[0], entry=need_now[1], must_have=True), "basic", "able", "master")
    then = entry(before, standing({} if have_then is None else {"craft": have_then}))
    change = role_change("senior", then, entry(after, standing({"craft": have_now})))
    assert (change.verdict_then != change.verdict_now, change.verdict_cause) == (True, cause)

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
from pmladder.engine.journal_entry import entry_of
from pmladder.engine.progress import Progress, progress
from pmladder.engine.progress_gaps import RoleChange, role_change
from pmladder.engine.progress_levels import level_changes
from pmladder.engine.progress_points import SKILL, Have, Need, point
from pmladder.profile.journal import Entry, same_state
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing

SMALL = small()
DAY = date(2026, 11, 22)
SKILLS = ("craft", "people", "talk")
SOME = settings(max_examples=examples(50), deadline=None)

asked_levels = st.dictionaries(
    st.sampled_from(SKILLS), st.builds(SkillAsked, level=st.integers(0, 3), must_have=st.booleans())
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
            "people": draw(st.none() | st.builds(PeopleLed, min=st.integers(0, 3), must_have=st.booleans())),
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
            assert asked.get((moved.rule, moved.subject), (None, False)) == (moved.then.value, moved.then.blocking)
            asked[moved.rule, moved.subject] = (moved.now.value, moved.now.blocking)
        assert {key: need for key, need in asked.items() if need[0] is not None} == needs(now, role.role)


@SOME
@given(ladders(), ladders(), people(), people())
def test_the_gaps_are_those_of_the_two_assessments(
    one: Catalogue, other: Catalogue, before: Standing, after: Standing
) -> None:
    then, now = entry(one, before), entry(other, after)
    for role in both(then, now):
        was, is_ = statuses(one, before, role.role), statuses(other, after, role.role)
        told = {(gap.rule, gap.subject): gap.kind for gap in role.gaps}
        for key in was.keys() | is_.keys():
            pair = was.get(key, "none"), is_.get(key, "none")
            if pair[0] == pair[1] == "short":
                assert told.get(key) in (None, "narrowed", "widened", "kept", "blocks now", "blocks no longer")
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
    return asked.model_copy(update={"level": asked.level + 1 if asked.level else 0})


def held(entry: Entry) -> dict[str, tuple[str, int | None]]:
    state: dict[str, tuple[str, int | None]] = dict.fromkeys(SKILLS, ("unknown", None))
    state |= dict.fromkeys(entry.present, ("present", None))
    state |= dict.fromkeys(entry.not_applicable, ("not-applicable", None))
    return state | {skill: ("rated", level) for skill, level in entry.levels.items()}


def needs(entry: Entry, role: str) -> dict[tuple[str, str], tuple[Any, bool]]:
    asked = entry.asked[role]
    found: dict[tuple[str, str], tuple[Any, bool]]
    found = {(SKILL, skill): (level, skill in asked.blocking) for skill, level in asked.skills.items()}
    return found | {(f.rule, f.subject): (f.need, f.strength == "blocking") for f in asked.figures}


def statuses(catalogue: Catalogue, who: Standing, role: str) -> dict[tuple[str, str], str]:
    found = assess(catalogue, who, catalogue.roles_by_id[role]).findings
    return {(finding.rule, finding.subject): finding.status for finding in found}


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


@pytest.mark.parametrize(("moved", "expected"), CASES)
def test_who_did_it(moved: tuple[int | None, ...], expected: tuple[object, ...] | None) -> None:
    need_then, need_now, have_then, have_now = moved
    then = entry(asking(need_then), standing({} if have_then is None else {"craft": have_then}))
    now = entry(asking(need_now), standing({} if have_now is None else {"craft": have_now}))
    gaps = [gap for gap in role_change("senior", then, now).gaps if gap.rule == SKILL]
    assert [(gap.kind, gap.cause, gap.by_you, gap.by_ladder) for gap in gaps] == ([expected] if expected else [])


def asking(level: int | None, **said: Any) -> Catalogue:
    skills = {} if level is None else {"craft": SkillAsked(level=level, **said)}
    roles = [r.model_copy(update={"skills": skills}) if r.id == "senior" else r for r in SMALL.roles]
    return with_roles(SMALL, roles)


def test_more_evidence_asked_than_listed_is_unknown_and_not_short() -> None:
    one = Have(1, None, "known", "met", 1)
    assert point(("evidence", "launch"), Need(1), one).status == "met"
    assert point(("evidence", "launch"), Need(2), one).status == "unknown"
    assert point(("people-led", "people"), Need(2), one).status == "short"


def test_a_gap_that_blocks_from_now_on() -> None:
    then = entry(asking(2), standing({"craft": 1}))
    now = entry(asking(2, must_have=True), standing({"craft": 1}))
    change = role_change("senior", then, now)
    assert [(gap.kind, gap.cause) for gap in change.gaps] == [("blocks now", "ladder")]
    assert (change.verdict_then, change.verdict_now, change.verdict_cause) == ("within reach", "blocked", "ladder")


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
    assert entry(SMALL, standing({}, years=126.9, years_of_work=126.9)).years == 126.9


def test_what_bounds_alone_tell_is_told_of_a_role_that_was_not_recorded_too() -> None:
    """Four years in product are four years of work at least, then as now."""
    who = standing({}, years=4.0)
    then = entry(SMALL, who._replace(role=SMALL.roles_by_id["seller"], goal=None))
    assert [gap for gap in role_change("senior", then, entry(SMALL, who)).gaps if gap.rule == "years"] == []

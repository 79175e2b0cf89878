"""`next` at both ends of the ladder: for who is on no rung yet, and for who is on the last."""

from __future__ import annotations

from cli.conftest import Run, json_of
from rows import each


@each(
    "given",
    [
        ("--years", 0),
        ("--role", "Zoo keeper"),
        ("--years-of-work", 8),
        ("--people", 3),
        ("--skill", "communication=2"),
        ("--years", 0, "--goal", "cpo"),
    ],
)
def test_who_is_on_no_rung_is_told_where_people_begin_and_what_would_tell_more(pmladder: Run, given: tuple) -> None:
    data = json_of(pmladder, "next", *given)
    assert data["placement"]["role"] is None
    assert data["suggestions"][0]["role"] == "pm"
    assert {way["role"] for way in data["ways_in"]} >= {"software-engineer", "consultant", "student"}
    assert any("--role TITLE and --years-of-work N" in note for note in data["notes"])
    shown = pmladder("next", *given, "--all")
    assert shown.code == 0
    assert "Software engineer" in shown.out


def test_nothing_at_all_and_a_slip_of_the_pen_are_wrong_usage(pmladder: Run) -> None:
    assert pmladder("next").code == 2
    assert pmladder("next", "--company-size", "small").code == 2
    assert "senior-pm" in pmladder("next", "--role", "senor-pm").err
    # Other commands start from a role, so there an unknown one is an error as ever.
    assert pmladder("plan", "pm", "--role", "Zoo keeper").code == 2


def test_a_way_in_says_what_is_brought_and_on_which_rung_people_with_so_many_years_begin(pmladder: Run) -> None:
    eight = pmladder("next", "--role", "software engineer", "--years", 0, "--years-of-work", 8).out
    assert "With 3 years of work, people begin as Product manager" in eight
    assert "You bring: " in eight
    assert "1  Product manager" in eight
    assert "Associate product manager  entry" not in eight
    one = json_of(pmladder, "next", "--role", "software engineer", "--years-of-work", 1)
    assert [s["role"] for s in one["suggestions"]][:2] == ["pm", "associate-pm"]
    assert not any(s["order_key"]["off_rung"] for s in one["suggestions"])


@each("role", ["cpo", "CTO", "Managing partner"])
def test_at_the_top_the_answer_is_what_people_do_next(pmladder: Run, role: str) -> None:
    data = json_of(pmladder, "next", "--role", role)
    assert data["suggestions"] == []
    assert len(data["exits"]) > 2
    shown = pmladder("next", "--role", role)
    assert shown.code == 0
    assert "What people do next" in shown.out
    assert data["exits"][-1].split()[0] in shown.out


@each(
    ("present", "target"),
    [
        ("principal-pm", "director"),
        ("senior-director", "vp-product"),
        ("vp-product", "cpo"),
        ("svp-product", "cpo"),
    ],
)
def test_a_move_in_a_small_company_with_no_must_have_left_says_what_decides(
    pmladder: Run, present: str, target: str
) -> None:
    you = ("--role", present, "--company-size", "small")
    moves = {move["role"]: move for move in json_of(pmladder, "next", *you)["suggestions"]}
    assert moves[target]["assessment"]["must_haves"] == []
    assert "free post" in moves[target]["decides"]
    assert json_of(pmladder, "gap", target, *you)["decides"] == moves[target]["decides"]
    assert "What decides: " in pmladder("gap", target, *you).out
    assert json_of(pmladder, "gap", present, *you)["decides"] is None

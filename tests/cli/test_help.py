"""The pages of help, and what is said of a command line that cannot be read."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cli.conftest import Run
from pmladder.cli.app import COMMANDS, GROUPS, SECTIONS, function_at, names_of_commands

NAMES = [*names_of_commands(), *GROUPS]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_a_page(pmladder: Run, name: str) -> None:
    page = pmladder(*name.split(), "--help")
    assert (page.code, page.err) == (0, "")
    assert pmladder("help", *name.split()) == pmladder(*name.split(), "-h") == page
    assert page.out.startswith(f"Usage: pmladder {name}")
    assert max(map(len, page.out.splitlines())) < 80


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_options_of_a_command_come_first_and_the_page_is_one_screen(pmladder: Run, name: str) -> None:
    lines = pmladder(name, "--help").out.splitlines()
    assert len(lines) <= (23 if name == "next" else 31)
    headings = [line for line in lines if line and not line.startswith(" ")][2:]
    order = ["Takes", "This answer", "You (instead of a saved profile)", "File and form", "Example"]
    assert [*filter(lambda line: line in order, headings)] == [line for line in order if line in headings]


def test_the_overview_names_every_command_in_its_section(pmladder: Run) -> None:
    out = pmladder("--help").out
    assert pmladder("help").out == pmladder("-h").out == out
    assert sorted(name for names in SECTIONS.values() for name in names) == sorted([*COMMANDS, *GROUPS])
    for heading, names in SECTIONS.items():
        listed = out.partition(f"\n{heading}\n")[2].partition("\n\n")[0].splitlines()
        assert [line.split()[0] for line in listed] == [*names]
    for name, place in COMMANDS.items():
        summary = str(function_at(place).__doc__).splitlines()[0].rstrip(".")
        assert f"  {name} " in out
        assert summary in out


@pytest.mark.slow
def test_every_example_is_a_command_line_that_can_be_read(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("", *NAMES):
        heading, example = pmladder(*name.split(), "-h").out.splitlines()[-2:]
        assert heading == "Example"
        words = shlex.split(example.rpartition("|")[2].strip())
        assert words[0] == "pmladder"
        assert words[1:].count("pmladder") == 0
        assert " ".join(words[1:]).startswith(name)
        if "-" in words:
            continue
        # A file or a profile that is not there is another matter than a word that nobody knows.
        ran = pmladder(*words[1:])
        assert ran.code in (0, 1, 3, 4) or "no profile" in ran.err, ran.err


def test_what_many_commands_share_has_a_page_of_its_own(pmladder: Run) -> None:
    out = pmladder("help", "options").out
    for option in ("--years N", "--as-of DATE", "--catalogue FILE", "--no-profile", "-q, --quiet", "--no-pager"):
        assert option in out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("next --yeers 6", 'no option "--yeers" here; did you mean --years?'),
        ("next --ye 6", "did you mean --years?"),
        ("--years 6", "--years is an option of a command; did you mean `pmladder next --years`?"),
        ("next --size small", 'no option "--size" here; did you mean --company-size?'),
        ("gap cpo pm --role pm", 'pmladder gap does not take "pm"'),
        ("catalogue diff a", "say pmladder catalogue diff OLD NEW"),
        ("next -x", 'no option "-x" here'),
        ("next 6", "did you mean `pmladder next --years 6`?"),
        ("next 2.5", "did you mean `pmladder next --years 2.5`?"),
        ("next senior pm", 'did you mean `pmladder next --role "senior pm"`?'),
        ("gap Group PM", 'a name of several words stands in quotes: pmladder gap "Group PM"'),
        ("next pm", "did you mean `pmladder next --role pm`?"),
        ("next me.yaml", "a file is named by --catalogue FILE or --profile FILE"),
        ("next --years six", '--years takes a number such as 6 or 2.5, not "six"'),
        ("next --people 1.5", '--people takes a whole number such as 2, not "1.5"'),
        ("route cpo --role pm --routes 20", '--routes takes a whole number from 1 to 10, not "20"'),
        ("next --years", "--years needs a value; say --years N"),
        ("next --json=1", "--json takes no value"),
        ("next --years 6 --years 7", "--years is given more than once"),
        ("next --profile a.yaml --profile b.yaml", "--profile is given more than once"),
        ("next --goal cpo --goal pm", "--goal is given more than once"),
        ("next --profile a.yaml --no-profile", "take one of them"),
        ("profile show a.yaml --profile b.yaml", "the file is named twice"),
        ("catalogue show a.yaml --catalogue b.yaml", "the file is named twice"),
        ("title", "TEXT is missing (a job title"),
        ("gap --role pm", "which role? Name one, or keep a goal: pmladder profile set goal=ROLE"),
        ("gap hop", 'did you mean "head-of-product"?'),
        ("role head", 'did you mean "head-of-product"?'),
        ("skill analytics", 'did you mean "metrics-analytics"?'),
        ("gap group-mp", 'did you mean "group-pm"?'),
        ("nxt", "did you mean `pmladder next`?"),
        ("diff a b", "did you mean `pmladder profile diff` or `pmladder catalogue diff`?"),
        ("check", "did you mean `pmladder profile check` or `pmladder catalogue check`?"),
        ("import x.csv", "did you mean `pmladder profile import` or `pmladder catalogue import`?"),
        ("profile chek", "did you mean `pmladder profile check`"),
        ("catalogue profile", "did you mean `pmladder profile`"),
        ("xyzzy", "`pmladder help` lists them"),
        ("help gpa", "did you mean `pmladder gap`?"),
    ],
)
def test_a_wrong_word_is_answered_with_what_was_meant(pmladder: Run, line: str, told: str) -> None:
    ran = pmladder(*line.split())
    message, usage = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message.startswith("pmladder: ")
    assert told in message
    assert usage.startswith("  Usage: pmladder ")
    assert "    Help: pmladder " in usage
    # Words of the libraries underneath.
    assert not any(word in ran.err for word in ("Input should", "Invalid value", "Got unexpected", "No such", "parse"))


def test_an_option_that_is_like_no_other_gets_no_hint(pmladder: Run) -> None:
    assert pmladder("next", "--overwrite").err.splitlines()[0] == 'pmladder: there is no option "--overwrite" here'


def test_a_repeated_list_is_no_mistake(pmladder: Run) -> None:
    assert (
        pmladder(
            "next", "--role", "pm", "--skill", "coaching=1", "--skill", "people-management=2", "--json", "--json"
        ).code
        == 0
    )


@pytest.mark.parametrize("command", ["gap", "route", "plan", "brief", "report"])
def test_without_a_role_the_goal_counts_and_is_named(pmladder: Run, command: str) -> None:
    rest = ["-o", "-"] if command == "report" else []
    ran = pmladder(command, "--role", "senior-pm", "--goal", "group-pm", *rest)
    assert ran.code == 0
    assert "Group product manager" in ran.out
    if command != "report":
        assert "no role is named, so this is for your goal, group-pm" in ran.err


def test_quiet_leaves_remarks_out_and_no_error(pmladder: Run) -> None:
    assert "goal, group-pm" not in pmladder("gap", "--role", "pm", "--goal", "group-pm", "-q").err
    assert pmladder("gap", "group-mp", "-q").err.startswith("pmladder: unknown role")

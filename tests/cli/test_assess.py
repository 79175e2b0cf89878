"""`assess` with plain lines: what is asked, what is saved and when, and that nothing is made up."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Ran, Run, json_of
from in_process import started
from pmladder.cli.asking import Reply, Vocabulary
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.formats.structured import parse

DAY = ("--as-of", "2026-11-22")
PROFILE = """\
# mine
role: senior-pm  # for three years
years: 6
people: 0

skills:
  vision-roadmapping: practitioner  # the one I am proud of
  experimentation: {level: 2, evidence: [pricing-test], rated: 2026-09-01, rater: self, note: keep me}
evidence:
  - {id: pricing-test, kind: launch}
"""
Typed = Callable[..., Ran]
signals = pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="signals are sent otherwise here")


@pytest.fixture
def typed(pmladder: Run, tmp_path: Path) -> Typed:
    """Runs `assess` in this process, with these lines on standard input."""

    def run(lines: str | bytes, *arguments: object) -> Ran:
        source = tmp_path / "typed"
        source.write_bytes(lines if isinstance(lines, bytes) else lines.encode())
        kept, descriptor = os.dup(0), os.open(source, os.O_RDONLY)
        try:
            os.dup2(descriptor, 0)
            return pmladder("assess", *arguments, *DAY)
        finally:
            os.dup2(kept, 0)
            os.close(kept)
            os.close(descriptor)

    return run


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def skills(path: Path) -> dict[str, Any]:
    return dict(parse(path.read_text("utf-8"), path.name)["skills"])


def journal(path: Path) -> list[dict[str, Any]]:
    lines = path.with_name(f"{path.stem}.journal.jsonl")
    return [json.loads(line) for line in lines.read_text("utf-8").splitlines()] if lines.exists() else []


def report(ran: Ran) -> dict[str, Any]:
    return dict(json.loads(ran.out))


def test_an_answer_is_saved_with_its_day_and_who_gave_it(typed: Typed, mine: Path) -> None:
    ran = typed("3\nexpert\n", "--profile", mine, "--json")
    assert ran.code == 0
    saved = report(ran)["saved"]
    assert [(one["level"], one["level_name"]) for one in saved] == [(3, "practitioner"), (4, "expert")]
    for one in saved:
        assert skills(mine)[one["skill"]] == {"level": one["level_name"], "rated": "2026-11-22", "rater": "self"}
    text = mine.read_text("utf-8")
    assert [line for line in PROFILE.splitlines() if line not in text.splitlines()] == []
    assert mine.stat().st_mode & 0o777 == 0o600


def test_each_answer_is_in_the_file_before_the_next_question(mine: Path) -> None:
    command, instead = started(["assess", "--profile", str(mine), "--plain", *DAY], os.environ)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=instead) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(1, 4):
            until(process.stdout.fileno(), b"?, q): ")
            assert len(skills(mine)) == 2 + number - 1
            process.stdin.write(b"2\n")
            process.stdin.flush()
        until(process.stdout.fileno(), b"?, q): ")
        process.kill()
    assert [rating["level"] for rating in list(skills(mine).values())[2:]] == ["working"] * 3


def until(descriptor: int, wanted: bytes) -> bytes:
    read = b""
    while wanted not in read:
        more = os.read(descriptor, 65536)
        assert more, read
        read += more
    return read


@contextmanager
def answering_once(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`assess` over pipes, with its first question answered and the second one asked."""
    command, instead = started(["assess", "--profile", str(path), *options, *DAY], os.environ)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=instead) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        until(process.stdout.fileno(), b"?, q): ")
        process.stdin.write(b"3\n")
        process.stdin.flush()
        until(process.stdout.fileno(), b"?, q): ")
        yield process


def test_nothing_is_recorded_that_nobody_said(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    nothing = [
        "",
        "\n\n",
        "3",
        "n\n",
        "n\nit is no",
        "n\n\n\n",
        "5\n-1\nlots\n",
        "s\ns\nq\n3\n",
        "b\n",
        "?\n",
        b"\xff\xfe\n",
    ]
    for lines in nothing:
        ran = typed(lines, "--profile", path, "--role", "senior-pm", "--json")
        assert (ran.code, report(ran)["saved"]) == (0, []), lines
        assert not path.exists(), lines
        assert journal(path) == []


def test_a_reply_that_means_nothing_is_asked_for_again(typed: Typed, mine: Path) -> None:
    ran = typed("\nexprt\n7\n4\n", "--profile", mine)
    assert ran.out.count("no answer here") == 2
    assert 'did you mean "expert"?' in " ".join(ran.out.split())
    assert len(skills(mine)) == 3


@pytest.mark.parametrize("line", ["y", "", "b", "?", "n\nb"])
def test_a_pipe_that_answers_nothing_is_not_listened_to_for_ever(typed: Typed, mine: Path, line: str) -> None:
    ran = typed("3\n" + f"{line}\n" * 1_000, "--profile", mine)
    assert ran.code == 3
    assert "standard input: 10 lines in a row answer nothing" in ran.err
    assert "1 answer saved" in ran.err
    assert ran.out.count("no answer here") <= 10


def test_a_pipe_that_goes_to_and_fro_is_not_listened_to_for_ever(
    typed: Typed, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmladder.cli.asking._MOST_LINES", 50)
    ran = typed("s\nb\n" * 60, "--profile", mine)
    assert ran.code == 3
    assert "standard input: has more than 50 lines" in ran.err


def test_back_leads_to_the_question_before_and_skip_keeps_its_answer(typed: Typed, mine: Path) -> None:
    first, second = report(typed("q\n", "--profile", mine, "--json"))["asked"], None
    ran = typed("1\n2\nb\nb\nb\n4\ns\n3\nq\n", "--profile", mine, "--json")
    made = report(ran)
    assert made["asked"][0] == first[0]
    first, second, third = made["asked"][:3]
    # Changed on the way back; kept by skipping; then on, and the changed one is told last of the two.
    assert [(one["skill"], one["level"]) for one in made["saved"]] == [(second, 2), (first, 4), (third, 3)]
    assert [skills(mine)[skill]["level"] for skill in (first, second, third)] == ["expert", "working", "practitioner"]
    assert "This is the first question" in ran.err


def test_not_applicable_wants_a_reason(typed: Typed, mine: Path) -> None:
    ran = typed("n\n\nb\nn\nno team here\n3\nb\nb\n2\n", "--profile", mine, "--json", "--rater", "Grace")
    first, second = report(ran)["asked"][:2]
    assert skills(mine)[second] == {"level": "practitioner", "rated": "2026-11-22", "rater": "Grace"}
    # Set aside first, then rated after all: no trace is left of the reason.
    assert skills(mine)[first] == {"level": "working", "rated": "2026-11-22", "rater": "Grace"}
    typed("n\nno team here\n", "--profile", mine, "--only-unrated", "--json")
    assert [one["not_applicable"] for one in skills(mine).values() if "not_applicable" in one] == ["no team here"]


def test_rating_again_keeps_evidence_and_notes(typed: Typed, mine: Path) -> None:
    answers = mine.with_name("answers.yaml")
    answers.write_text("experimentation: expert\n", encoding="utf-8")
    assert typed("", "--profile", mine, "--answers", answers).code == 0
    assert skills(mine)["experimentation"] == {
        "level": "expert", "evidence": ["pricing-test"], "rated": "2026-11-22", "rater": "self", "note": "keep me",
    }  # fmt: skip


def test_limit_counts_answers_not_questions(typed: Typed, mine: Path) -> None:
    made = report(typed("s\n1\nb\n2\ns\n3\n4\n", "--profile", mine, "--limit", 2, "--json"))
    assert len(made["saved"]) == 2
    assert len(made["asked"]) == 4


def test_what_is_rated_comes_after_what_is_unknown_or_not_at_all(typed: Typed, mine: Path) -> None:
    every = report(typed("s\n" * 40, "--profile", mine, "--json"))
    unknown = report(typed("s\n" * 40, "--profile", mine, "--json", "--only-unrated"))
    assert every["asked"][: len(unknown["asked"])] == unknown["asked"]
    # Without a date nobody knows how old a rating is: it comes first of those that are rated.
    assert every["asked"][len(unknown["asked"]) :] == ["vision-roadmapping", "experimentation"]


def test_to_asks_for_one_role(typed: Typed, mine: Path) -> None:
    made = report(typed("q\n", "--profile", mine, "Head of product", "--json"))
    assert [verdict["role"] for verdict in made["verdicts"]] == ["head-of-product"]
    assert typed("q\n", "--profile", mine, "hed-of-product").code == 2


def test_an_answer_says_which_verdict_it_changed(typed: Typed, mine: Path) -> None:
    ran = typed("4\n4\nq\n", "--profile", mine, "lead-pm")
    assert "Lead product manager: not yet → within reach" in " ".join(ran.out.split())
    assert "pmladder next" in ran.err
    quiet = typed("s\nq\n", "--profile", mine, "lead-pm")
    assert "→" not in quiet.out


def test_the_machine_answer_goes_alone_to_standard_output(typed: Typed, mine: Path, pmladder: Run) -> None:
    schema = json.loads(pmladder("assess", "--output-schema").out)
    ran = typed("2\nn\nnot here\n", "--profile", mine, "--json")
    Draft202012Validator(schema).validate(json.loads(ran.out))
    assert "Product strategy  (1 of 26" in ran.err
    made = report(ran)
    assert made["kind"] == "assess"
    assert made["file"] == str(mine)
    assert {verdict["before"] for verdict in made["verdicts"]} <= {"not-yet", "case-to-make", "within-reach"}
    assert not {one["skill"] for one in made["saved"]} & set(made["unrated_left"])
    output = mine.with_name("answer.json")
    ran = typed("2\n", "--profile", mine, "-o", output)
    assert "(1 of " in ran.out
    assert json.loads(output.read_text("utf-8"))["kind"] == "assess"
    assert typed("s\n", "--profile", mine, "-f", "csv").out.startswith("role,title,track,before,verdict")
    assert "| Role |" in typed("s\n", "--profile", mine, "-f", "md").out


@pytest.mark.parametrize("width", ["80", "120"])
def test_a_question_is_one_screen(typed: Typed, mine: Path, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    said = typed("s\n" * 30, "--profile", mine, "group-pm").out
    numbers = re.findall(r"\((\d+) of (\d+)[,;]", said)
    assert numbers == [(str(number), str(len(numbers))) for number in range(1, len(numbers) + 1)]
    questions = re.split(r"\): *\n", said)[:-1]
    assert len(questions) == len(numbers) >= 20
    opening = questions[0].index("\n\n") + 2
    for question in [questions[0][opening:], *questions[1:]]:
        assert len(question.strip("\n").splitlines()) <= 20


def test_the_goal_is_asked_for_first(typed: Typed, mine: Path) -> None:
    assert "The questions are for Chief product officer." in typed("q\n", "--profile", mine, "--goal", "cpo").out
    assert "(1 of 5, " in typed("q\n", "--profile", mine, "group-pm", "--limit", "5").out


def test_a_run_with_answers_is_one_entry_of_the_journal(typed: Typed, mine: Path) -> None:
    typed("3\n3\n3\n", "--profile", mine)
    typed("s\n", "--profile", mine)
    typed("2\n", "--profile", mine)
    entries = journal(mine)
    assert [entry["sequence"] for entry in entries] == [1, 2, 3]
    assert [len(entry["levels"]) for entry in entries] == [2, 5, 6]
    assert [entry.get("baseline", False) for entry in entries] == [True, False, False]
    assert {entry["date"] for entry in entries} == {"2026-11-22"}


def test_a_damaged_journal_costs_no_answer(typed: Typed, mine: Path) -> None:
    broken = mine.with_name("mine.journal.jsonl")
    broken.write_text("{nothing\n", encoding="utf-8")
    ran = typed("3\n", "--profile", mine)
    assert ran.code == 3
    assert "the answers are saved, the journal is not" in ran.err
    assert len(skills(mine)) == 3
    assert broken.read_text("utf-8") == "{nothing\n"


def test_without_a_profile_the_first_answer_starts_one_with_what_options_say(typed: Typed, tmp_path: Path) -> None:
    ran = typed("3\n", "--role", "Senior product manager", "--years", 6, "--company-size", "small",
                "--skill", "coaching=2", "--json")  # fmt: skip
    path = Path(report(ran)["file"])
    assert path.is_relative_to(Path(os.environ["HOME"]))
    made = parse(path.read_text("utf-8"), path.name)
    assert (made["role"], made["years"], made["company"]) == ("Senior product manager", 6, {"size": "small"})
    assert made["skills"]["coaching"]["level"] == "working"
    assert len(made["skills"]) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    # From then on it is found, and options hold for one run alone.
    again = typed("4\n", "--years", 2, "--json")
    assert report(again)["file"] == str(path)
    assert parse(path.read_text("utf-8"), path.name)["years"] == 6
    named = tmp_path / "named.yaml"
    typed("1\n", "--profile", named)
    assert len(skills(named)) == 1


@pytest.mark.parametrize(
    "text",
    ["coaching: expert\nmarket-domain: 0\nrequirements: {not_applicable: none here}\n",
     '{"coaching": 4, "market-domain": "none", "requirements": {"not_applicable": "none here"}}'],
)  # fmt: skip
def test_answers_of_a_file_are_taken_without_asking(typed: Typed, mine: Path, text: str) -> None:
    answers = mine.with_name("answers.yaml")
    answers.write_text(text, encoding="utf-8")
    ran = typed("4\n4\n", "--profile", mine, "--answers", answers, "--json")
    made = report(ran)
    assert (ran.code, made["asked"]) == (0, [])
    assert [(one["skill"], one["level"]) for one in made["saved"]] == [
        ("coaching", 4), ("market-domain", 0), ("requirements", None),
    ]  # fmt: skip
    assert skills(mine)["requirements"]["not_applicable"] == "none here"
    assert [entry.get("baseline", False) for entry in journal(mine)] == [True, False]


@pytest.mark.slow
def test_answers_may_be_lines(pmladder: Run, mine: Path) -> None:
    lines = b"# mine\n\ncoaching = expert\nmarket-domain=0\n"
    assert pmladder("assess", "--profile", mine, "--answers", "-", *DAY, stdin=lines).code == 0
    assert (skills(mine)["coaching"]["level"], skills(mine)["market-domain"]["level"]) == ("expert", "none")


def test_an_answer_beats_the_option_that_said_otherwise(typed: Typed, mine: Path) -> None:
    answers = mine.with_name("answers.yaml")
    answers.write_text("coaching: 1\n", encoding="utf-8")
    person = ("--profile", mine, "lead-pm", "--skill", "coaching=4", "--answers", answers, "--json")
    [verdict] = report(typed("", *person))["verdicts"]
    assert verdict["must_haves"] == ["prioritisation", "coaching"]


def test_no_answers_start_no_profile(typed: Typed, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text("{}", encoding="utf-8")
    ran = typed("", "--profile", tmp_path / "new.yaml", "--answers", answers, "--role", "pm", "--json")
    assert (ran.code, report(ran)["saved"]) == (0, [])
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("coaching: 3\ncoachin: 2\nmarket-domain: huge\n", ["2:", "3:"]),
        ("coaching: 3\nmarket-domain:\n", ["2:"]),
        ("coaching: {level: 2, not_applicable: no}\n", ["1:"]),
        ("coaching=3\nmarket-domain=9\ncoachin=2\n", ["2:", "3:"]),
        ("coaching=3\ncoaching=2\nno line\n", ["2:", "3:"]),
        ("- coaching\n", ["1:"]),
        ("", [""]),
    ],
)
def test_one_wrong_answer_and_none_is_saved(typed: Typed, mine: Path, text: str, places: list[str]) -> None:
    answers = mine.with_name("answers.yaml")
    answers.write_text(text, encoding="utf-8")
    ran = typed("", "--profile", mine, "--answers", answers)
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == len(places)
    for line, place in zip(ran.err.splitlines(), places, strict=True):
        assert line.startswith(f"{answers}:{place}")
    assert mine.read_text("utf-8") == PROFILE


@pytest.mark.parametrize(
    "arguments",
    [("--profile", "-"), ("--catalogue", "-"), ("--limit", "0"), ("--rater", ""), ("--rater", "a\x1bb"),
     ("--answers", "a.yaml", "--limit", "2"), ("--answers", "a.yaml", "--only-unrated"), ("--role", "senor-pm")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_once(typed: Typed, arguments: tuple[str, ...]) -> None:
    ran = typed("3\n", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_a_damaged_profile_is_refused_and_stays_as_it_is(typed: Typed, mine: Path) -> None:
    mine.write_text("skills: {coaching: [\n", encoding="utf-8")
    ran = typed("3\n", "--profile", mine)
    assert (ran.code, ran.out) == (3, "")
    assert mine.read_text("utf-8") == "skills: {coaching: [\n"


def test_where_nothing_can_be_written_nothing_is_said_to_be_saved(typed: Typed, tmp_path: Path) -> None:
    ran = typed("3\n", "--profile", tmp_path / "missing" / "mine.yaml")
    assert ran.code == 4
    assert "saved in" not in ran.err + ran.out
    assert "nothing was changed" in ran.err


@pytest.mark.slow
def test_what_others_write_meanwhile_is_kept(mine: Path) -> None:
    command, instead = started(["assess", "--profile", str(mine), "--limit", "2", *DAY], os.environ)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=instead) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        until(process.stdout.fileno(), b"?, q): ")
        mine.write_text(PROFILE.replace("years: 6", "years: 7"), encoding="utf-8")
        process.stdin.write(b"3\n2\n")
        process.stdin.flush()
        process.stdout.read()
    assert process.returncode == 0
    assert "years: 7" in mine.read_text("utf-8")
    assert len(skills(mine)) == 4


@pytest.mark.slow
@pytest.mark.parametrize("there", [True, False], ids=["there before", "begun in this run"])
def test_a_profile_that_went_away_is_not_begun_anew(there: bool, mine: Path) -> None:
    if not there:
        mine.unlink()
    with answering_once(mine, "--limit", "2") as process:
        mine.unlink()
        told = process.communicate(b"2\n")[1].decode()
    assert process.returncode == 4
    assert "1 answer saved" in told
    assert f"{mine}: is gone" in told
    assert "nothing was changed" in told
    assert not mine.exists()
    # What was held on the day stays known.
    assert len(journal(mine)) == 1 + there


@signals
@pytest.mark.parametrize("number", [2, 15, 1])
def test_a_signal_in_the_middle_of_a_save_comes_after_it(
    number: int, typed: Typed, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmladder.cli import rating

    save = rating.save_profile

    def interrupted(*arguments: Any) -> Any:
        # To this thread, which is the only one that the program has: a runner of tests has more.
        signal.pthread_kill(threading.get_ident(), number)
        return save(*arguments)

    monkeypatch.setattr(rating, "save_profile", interrupted)
    ran = typed("3\n3\n", "--profile", mine)
    assert ran.code == 128 + number
    assert "1 answer saved" in ran.err
    assert len(skills(mine)) == 3
    assert len(journal(mine)) == 2


@pytest.mark.slow
@signals
@pytest.mark.parametrize(("number", "code"), [(15, 143), (2, 130), (1, 129)])
def test_a_signal_says_what_is_saved_and_how_to_go_on(mine: Path, number: int, code: int) -> None:
    with answering_once(mine) as process:
        process.send_signal(number)
        assert process.stderr is not None
        told = process.stderr.read().decode()
    assert process.returncode == code
    assert len(told.splitlines()) == 1
    assert f"1 answer saved in {mine}" in told
    assert f"pmladder assess --profile {mine}" in told
    assert len(skills(mine)) == 3
    assert [entry.get("baseline", False) for entry in journal(mine)] == [True, False]


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_it_in_silence(mine: Path) -> None:
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "pmladder", "assess", "--profile", str(mine), *DAY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        until(reading, b"?, q): ")
        os.close(reading)
        _, told = process.communicate(b"3\n2\n")
    assert (process.returncode, told) == (141, b"")
    assert mine.read_text("utf-8") == PROFILE


def test_a_resume_and_answers_make_a_next_that_settles(typed: Typed, pmladder: Run, tmp_path: Path) -> None:
    path = tmp_path / "resume.yaml"
    path.write_text(
        "history:\n"
        "  - {title: Product manager, start: 2019-03, end: 2022-06}\n"
        "  - {title: Senior product manager, start: 2022-07}\n"
        "people: 3\neducation: master\n"
        "skills: {coaching: {}, metrics-analytics: {}, requirements: {note: on the resume}}\n",
        encoding="utf-8",
    )

    def following() -> dict[str, Any]:
        made = json_of(pmladder, "next", "--profile", path, *DAY)
        return {one["role"]: one["assessment"] for one in made["suggestions"]}

    seen = [following()]
    for lines in ["3\n4\n2\n4\n3\n2\n"] * 5:
        made = report(typed(lines, "--profile", path, "--only-unrated", "--limit", 6, "--json"))
        if not made["saved"]:
            break
        seen.append(following())
    counts = {role: [one[role]["counts"] for one in seen] for role in seen[0]}
    for falling in counts.values():
        assert [c["unknown"] for c in falling] == sorted((c["unknown"] for c in falling), reverse=True)
    presumed = [sum(f["basis"] == "presumed" and f["axis"] == "skill" for r in one.values() for f in r["findings"])
                for one in seen]  # fmt: skip
    assert all(later < earlier for earlier, later in pairwise(presumed))
    assert presumed[-1] == 0
    assert all(assessment["verdict"] != "cannot-say" for assessment in seen[-1].values())


SCALE = """
scale: [b, S, good]
skills: [{id: craft, name: Craft}]
roles: [{id: pm, title: PM, skills: {craft: good}}]
"""


def test_a_level_called_like_a_letter_goes_before_it() -> None:
    vocabulary = Vocabulary(parse_catalogue(SCALE, "scale.yaml"))
    assert vocabulary.read("b") == Reply("level", 1)
    assert vocabulary.read(" s ") == Reply("level", 2)
    assert vocabulary.read("GOOD") == vocabulary.read("3") == Reply("level", 3)
    assert vocabulary.read("none") == vocabulary.read("0") == Reply("level", 0)
    assert vocabulary.read("back") == Reply("back")
    assert vocabulary.read("skip") == Reply("skip")
    assert vocabulary.read("Not  Applicable") == vocabulary.read("n") == Reply("not-applicable")
    assert vocabulary.read("4") is vocabulary.read("") is vocabulary.read("-1") is None
    assert {command.kind for command in vocabulary.commands if command.letter is None} == {"back", "skip"}

"""`profile import` through the real program: what is saved, what is asked, and that nothing is overwritten."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from cli.conftest import Run, json_of
from in_process import started
from pmladder.errors import SurroundingsError
from pmladder.files.profile_file import read_profile
from pmladder.files.profile_saving import create
from pmladder.text import UNSAFE
from rows import each

EXAMPLES = Path(__file__).parent.parent / "examples"
RESUME = EXAMPLES / "resumes" / "product-person.json"
EXPORT = EXAMPLES / "linkedin-export"
MINE = """\
# mine, by hand
name: Noor Haddad
history:
  - {title: Sr. Product Manager, start: 2023-02}   # the job I have
skills:
  product-strategy: 2   # rated in spring
  coaching: expert
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text(MINE, "utf-8")
    return path


def answer(pmladder: Run, *arguments: object) -> Any:
    ran = pmladder("profile", "import", *arguments, "--json")
    assert ran.err == "" or ran.code == 1
    return json.loads(ran.out)


def test_a_new_profile_is_saved_for_its_owner_alone_and_answers(pmladder: Run) -> None:
    before = os.umask(0)
    try:
        ran = pmladder("profile", "import", RESUME)
    finally:
        os.umask(before)
    assert (ran.code, ran.err) == (0, "")
    [path] = (Path(os.environ["XDG_DATA_HOME"]) / "pmladder").glob("*.yaml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = json_of(pmladder, "next", "--profile", path, "--as-of", "2026-06-15")
    placement = data["placement"]
    assert (placement["role"], placement["basis"]) == ("senior-pm", "history")
    assert (placement["years"], placement["years_basis"]) == (6.3, "history")


@each(
    "source",
    [*sorted((EXAMPLES / "resumes").iterdir()), EXPORT, *sorted(EXPORT.iterdir())],
    ids=lambda path: path.name,
)
def test_every_source_becomes_a_profile_that_is_read_back(source: Path, pmladder: Run, tmp_path: Path) -> None:
    target = tmp_path / "me.yaml"
    data = answer(pmladder, source, "-o", target, "--as-of", "2026-06-15")
    assert data["outcome"] == ("created" if target.exists() else "empty")
    if target.exists():
        assert len(read_profile(str(target)).profile.history) == len(data["positions"])
        assert pmladder("gap", "senior-pm", "--profile", target).code == 0
        assert answer(pmladder, source, "-o", target, "--as-of", "2026-06-15")["outcome"] == "unchanged"
        again = answer(pmladder, target, "--profile", target, "--as-of", "2026-06-15")
        assert (again["source"]["format"], again["outcome"]) == ("profile", "unchanged")


def test_a_profile_that_is_there_is_shown_the_difference_and_left_alone(pmladder: Run, mine: Path) -> None:
    ran = pmladder("profile", "import", RESUME, "--profile", mine)
    assert ran.code == 1
    assert "--merge" in ran.err
    assert "--replace" in ran.err
    assert ran.err.count("\n") == 1
    assert mine.read_text("utf-8") == MINE
    data = answer(pmladder, RESUME, "--profile", mine)
    assert data["outcome"] == "not-changed"
    made = data["differences"]
    assert {"where": "skills.product-strategy", "what": "2, in the import practitioner"} in made["differing"]
    assert {"where": "skills.coaching", "what": "expert"} in made["only_in_profile"]
    assert "skills.stakeholder-management" in [line["where"] for line in made["added"]]
    assert [line["where"] for line in made["filled"]] == ["history"]


def test_a_merge_adds_what_is_missing_and_keeps_what_is_written(pmladder: Run, mine: Path) -> None:
    ran = pmladder("profile", "import", RESUME, "--profile", mine, "--merge")
    assert (ran.code, ran.err) == (0, "")
    text = mine.read_text("utf-8")
    for line in ("# mine, by hand", "# the job I have", "product-strategy: 2   # rated in spring"):
        assert line in text
    profile = read_profile(str(mine)).profile
    assert [job.title for job in profile.history] == [
        "Sr. Product Manager",
        "Product Manager",
        "Business analyst",
        "Barista",
    ]
    assert profile.skills["product-strategy"].level == 2
    assert profile.skills["stakeholder-management"].level is None
    assert answer(pmladder, RESUME, "--profile", mine, "--merge")["outcome"] == "unchanged"
    assert mine.read_text("utf-8") == text


def test_a_replacement_takes_the_place_of_the_old(pmladder: Run, mine: Path) -> None:
    assert answer(pmladder, RESUME, "--profile", mine, "--replace")["outcome"] == "replaced"
    assert "mine, by hand" not in mine.read_text("utf-8")
    assert "coaching" not in read_profile(str(mine)).profile.skills


@pytest.mark.parametrize("option", ["--merge", "--replace"])
def test_what_an_import_changes_is_in_the_journal_with_what_was_there_before(
    option: str, pmladder: Run, mine: Path
) -> None:
    assert answer(pmladder, RESUME, "--profile", mine, option, "--as-of", "2026-06-15")["outcome"] != "unchanged"
    before, entry = map(json.loads, mine.with_name("me.journal.jsonl").read_text("utf-8").splitlines())
    assert (before["baseline"], before["levels"]) == (True, {"coaching": 4, "product-strategy": 2})
    merged = option == "--merge"
    assert entry["levels"] == ({"coaching": 4, "product-strategy": 2} if merged else {"product-strategy": 3})
    assert (before["date"], entry["date"]) == ("2026-06-15", "2026-06-15")
    years = [{held["axis"]: held["low"] for held in line["held"]}["years-in-product"] for line in (before, entry)]
    assert years == [3.4, 6.3]
    answer(pmladder, RESUME, "--profile", mine, option, "--as-of", "2026-06-16")
    assert len(mine.with_name("me.journal.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("evidence:\n  - {id: launch, title: A launch}\n", True),
        ("history:\n  - {title: Product manager, start: 2020-01, end: 2022-01}\n", True),
        ("name: Noor Haddad\ngoal: cpo\n", False),
    ],
)
def test_the_journal_keeps_what_verdicts_rest_on(
    source: str, kept: bool, pmladder: Run, mine: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(source, "utf-8")
    assert answer(pmladder, other, "--profile", mine, "--merge")["outcome"] == "merged"
    assert mine.with_name("me.journal.jsonl").exists() is kept


def test_what_changes_no_profile_begins_no_journal(pmladder: Run, mine: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    assert answer(pmladder, RESUME, "--profile", new)["outcome"] == "created"
    assert answer(pmladder, RESUME, "--profile", new, "--merge")["outcome"] == "unchanged"
    assert answer(pmladder, RESUME, "--profile", mine)["outcome"] == "not-changed"
    assert list(tmp_path.glob("*.jsonl")) == []


@pytest.mark.parametrize("option", ["--merge", "--replace"])
def test_a_damaged_journal_keeps_no_import_from_being_saved_and_is_told(option: str, pmladder: Run, mine: Path) -> None:
    journal = mine.with_name("me.journal.jsonl")
    journal.write_text("{half", "utf-8")
    ran = pmladder("profile", "import", RESUME, "--profile", mine, option)
    assert ran.code == 3
    assert ran.err.startswith("the profile is saved, the journal is not: ")
    assert "Barista" in mine.read_text("utf-8")
    assert journal.read_text("utf-8") == "{half"


@pytest.mark.parametrize("options", [(), ("--merge",), ("--replace",)])
def test_a_dry_run_writes_nothing(options: tuple[str, ...], pmladder: Run, mine: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    assert answer(pmladder, RESUME, "-o", new, "--dry-run", *options)["outcome"] == "shown"
    assert answer(pmladder, RESUME, "-o", mine, "--dry-run", *options)["outcome"] == "shown"
    assert os.listdir(tmp_path) == ["me.yaml"]
    assert mine.read_text("utf-8") == MINE


def test_the_profile_alone_goes_to_standard_output(pmladder: Run, tmp_path: Path) -> None:
    ran = pmladder("profile", "import", RESUME, "-o", "-")
    path = tmp_path / "me.yaml"
    path.write_text(ran.out, "utf-8")
    assert read_profile(str(path)).profile.name == "Noor Haddad"
    # What is said beside it names places, never what stands there.
    assert "skills[3].name: is no skill" in ran.err
    assert not any(text in ran.err for text in ("Noor", "Lanternfish", "Kiosk", "Spreadsheets", "Master", "Barista"))
    assert json_of(pmladder, "profile", "import", RESUME, "-o", "-")["name"] == "Noor Haddad"


@pytest.mark.slow
def test_standard_input_is_a_source(pmladder: Run, tmp_path: Path) -> None:
    target = tmp_path / "me.json"
    ran = pmladder("profile", "import", "-", "-o", target, stdin=RESUME.read_bytes())
    assert ran.code == 0
    assert json.loads(target.read_text("utf-8"))["name"] == "Noor Haddad"


@each(
    ("arguments", "code", "told"),
    [
        (("nowhere.json",), 3, "nowhere.json: there is no such file"),
        ((RESUME, "--from", "linkdin"), 2, 'did you mean "linkedin"'),
        ((RESUME, "--from", "linkedin"), 3, "is JSON, not"),
        ((RESUME, "--merge", "--replace"), 2, "take one of them"),
        ((RESUME, "--profile", "a", "-o", "b"), 2, "take one of them"),
        ((RESUME, "--profile", "-"), 2, "-o -"),
        ((RESUME, "--as-of", "soon"), 2, "--as-of"),
        ((RESUME, "-o", "no/folder/me.yaml"), 4, "nothing was changed"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    arguments: tuple[object, ...], code: int, told: str, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = pmladder("profile", "import", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    # What is wrong with the command line is followed by how it is used.
    assert ran.err.count("\n") == (2 if code == 2 else 1)
    assert list(tmp_path.iterdir()) == []


@each("option", ["--merge", "--replace", "--dry-run"])
def test_a_damaged_profile_is_refused_and_stays(option: str, pmladder: Run, tmp_path: Path) -> None:
    target = tmp_path / "me.yaml"
    target.write_bytes(b"name: [Noor")
    ran = pmladder("profile", "import", RESUME, "--profile", target, option)
    assert ran.code == 3
    assert "Noor" not in ran.err
    assert target.read_bytes() == b"name: [Noor"


def test_no_private_value_is_in_an_error(pmladder: Run, tmp_path: Path) -> None:
    source = tmp_path / "me.yaml"
    source.write_text(
        "name: Secret Name\nhistory: [{title: Secret Title, start: Secret Day}]\nyears: Secret\n", "utf-8"
    )
    ran = pmladder("profile", "import", source, "-o", tmp_path / "out.yaml")
    assert ran.code == 3
    assert "Secret" not in ran.err


def test_a_profile_of_ours_comes_in_as_it_is_written(pmladder: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "old.yaml", tmp_path / "new.yaml"
    source.write_text("years: 6\nskills:\n  coaching: {not_applicable: nobody}\n  lifecycle: {}\n  communication: 2\n")
    data = answer(pmladder, source, "-o", target)
    read = [(skill["skill"], skill["level"], skill["applies"]) for skill in data["skills"]]
    assert read == [("coaching", None, False), ("lifecycle", None, True), ("communication", 2, True)]
    assert "years: 6\n" in target.read_text()
    shown = pmladder("profile", "import", source, "-o", target).out
    assert "not applicable" in shown


@each("format_", ["table", "json", "csv", "md"])
def test_nasty_texts_stay_data_in_every_format(format_: str, pmladder: Run, tmp_path: Path) -> None:
    nasty = ["[bold]x[/]", "a\x1b[31m\u202eb\u2028c\x00", "=cmd()", "| a | b |", "<script>", "```", "\ud800", "👩‍💻"]
    raw = {
        "basics": {"name": nasty[1]},
        "work": [{"position": text, "name": text, "startDate": text, "endDate": "2020"} for text in nasty],
        "skills": [{"name": text, "level": text, "keywords": nasty} for text in nasty],
        "certificates": [{"name": text, "url": text, "date": text} for text in nasty],
        **{text: [1] for text in nasty},
    }
    source, target = tmp_path / "resume.json", tmp_path / "me.yaml"
    source.write_text(json.dumps(raw), "utf-8")
    ran = pmladder("profile", "import", source, "-o", target, "-f", format_)
    assert (ran.code, ran.err) == (0, "")
    assert not [c for c in UNSAFE.findall(ran.out) if c not in "\n\r\u200d"]
    history = read_profile(str(target)).profile.history
    assert [job.title for job in history] == ["[bold]x[/]", "a[31mb c", *nasty[2:6], nasty[7]]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.text(max_size=5), st.sampled_from(["basics", "work", "skills", "name", "position", "history"])
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=10,
)


@settings(deadline=None, max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=JSON)
def test_any_document_is_answered_or_refused(document: Any, pmladder: Run, tmp_path: Path) -> None:
    source = tmp_path / "any.json"
    source.write_text(json.dumps(document), "utf-8")
    ran = pmladder("profile", "import", source, "--dry-run", "-o", tmp_path / "me.yaml")
    assert ran.code in (0, 3), ran.err
    assert bool(ran.out) == (ran.code == 0)


def test_a_role_in_the_profile_that_is_not_the_one_held_is_told(pmladder: Run, tmp_path: Path) -> None:
    target = tmp_path / "me.yaml"
    target.write_text("role: pm\n", "utf-8")
    data = answer(pmladder, RESUME, "-o", target, "--merge")
    assert any("senior-pm" in remark for remark in data["remarks"])
    target.write_text("role: Senior PM\n", "utf-8")
    data = answer(pmladder, RESUME, "-o", target, "--merge")
    assert not any("senior-pm" in remark for remark in data["remarks"])


def test_a_profile_that_came_into_being_meanwhile_is_not_overwritten(mine: Path) -> None:
    with pytest.raises(SurroundingsError, match="nothing was changed"):
        create(str(mine), {"name": "A"})
    assert mine.read_text("utf-8") == MINE


@pytest.mark.slow
def test_nobody_is_asked_whose_answer_goes_elsewhere(mine: Path) -> None:
    keyboard, terminal = os.openpty()
    try:
        os.write(keyboard, b"r\n")
        command = [sys.executable, "-m", "pmladder", "profile", "import", str(RESUME), "--profile", str(mine)]
        ran = subprocess.run(command, stdin=terminal, capture_output=True, timeout=20, check=False)
    finally:
        os.close(keyboard)
        os.close(terminal)
    assert (ran.returncode, b"[m/r/L]" in ran.stdout + ran.stderr) == (1, False)
    assert mine.read_text("utf-8") == MINE


def test_the_schema_describes_the_answer(pmladder: Run, mine: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(pmladder("profile", "import", RESUME, "--output-schema").out)
    for options in ((), ("--dry-run",), ("--merge",)):
        data = answer(pmladder, RESUME, "--profile", mine, *options)
        assert list(Draft202012Validator(schema).iter_errors(data)) == []


def at_terminal(*arguments: str) -> pexpect.spawn[str]:
    (program, *rest), instead = started(arguments, os.environ)
    size = (200, 80)
    return pexpect.spawn(program, rest, timeout=60, dimensions=size, encoding="utf-8", preexec_fn=instead)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no such terminals here")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "code", "kept", "taken"),
    [
        ("m\r", 0, True, True),
        ("replace\r", 0, False, True),
        ("\r", 1, True, False),
        ("what?\r", 1, True, False),
        ("\x04", 1, True, False),
        ("\x03", 130, True, False),
    ],
)
def test_somebody_at_a_terminal_is_asked(typed: str, code: int, kept: bool, taken: bool, mine: Path) -> None:
    child = at_terminal("profile", "import", str(RESUME), "--profile", str(mine))
    child.expect_exact("[m/r/L]")
    child.send(typed)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    told = child.before.splitlines()[1:]
    assert [line for line in told if len(line) > 80 and " " in line] == []
    assert mine.with_name("me.journal.jsonl").exists() is taken
    text = mine.read_text("utf-8")
    assert ("mine, by hand" in text) is kept
    assert ("Barista" in text) is taken
    assert taken or text == MINE


PDF = EXAMPLES / "documents" / "dates-at-the-right.pdf"


@pytest.mark.parametrize("options", [(), ("--merge",), ("--replace",)])
def test_what_a_document_says_is_not_saved_before_it_was_seen(
    options: tuple[str, ...], pmladder: Run, mine: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.yaml"
    ran = pmladder("profile", "import", PDF, "-o", new, *options)
    assert (ran.code, new.exists()) == (1, False)
    assert "Senior Product Manager" in ran.out
    assert "--yes" in ran.err
    assert ran.err.count("\n") == 1
    assert pmladder("profile", "import", PDF, "--profile", mine, *options).code == 1
    assert mine.read_text("utf-8") == MINE
    assert answer(pmladder, PDF, "-o", new, *options)["outcome"] == "not-saved"
    assert pmladder("profile", "import", PDF, "-o", "-").code == 2
    assert answer(pmladder, PDF, "-o", new, "--yes")["outcome"] == "created"
    assert [job.title for job in read_profile(str(new)).profile.history] == [
        "Senior Product Manager",
        "Product Manager",
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no such terminals here")
@pytest.mark.parametrize(("typed", "code"), [("y\r", 0), ("\r", 1), ("no\r", 1), ("\x03", 130)])
def test_somebody_at_a_terminal_says_whether_a_document_was_read_right(typed: str, code: int, tmp_path: Path) -> None:
    target = tmp_path / "me.yaml"
    child = at_terminal("profile", "import", str(PDF), "-o", str(target))
    child.expect_exact("[y/N]")
    assert "Senior Product Manager" in child.before
    child.send(typed)
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, target.exists()) == (code, code == 0)


def test_the_answer_says_how_each_key_was_read(pmladder: Run, tmp_path: Path) -> None:
    keys = {entry["key"]: entry for entry in answer(pmladder, RESUME, "--dry-run", "-o", tmp_path / "a.yaml")["keys"]}
    assert keys["work"]["entries"] == 4
    assert keys["work"]["fields"] == "title from position, company from name, start from startDate, end from endDate"
    assert "- work: 4 positions" in pmladder("profile", "import", RESUME, "--dry-run").out

"""The commands on a team through the real entry point: files in, answers out, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.terminal import Terminal
from in_process import run_here
from pmladder.cli import team_session
from pmladder.files.bounded import LIMIT
from pmladder.files.catalogue_file import parse_catalogue
from rows import each
from team.crowd import table

DAY = ("--as-of", "2026-11-27")


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PMLADDER_PROFILE", "PMLADDER_CATALOGUE", "PMLADDER_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    rows = ["id,name,team,title,years in role,strategy,Customer research,product-strategy"]
    rows += [f"p{n},Person {n:02},{'North' if n % 2 else 'South'},{title},3,,{n % 5},3" for n, title in TITLES]
    (tmp_path / "team.csv").write_text("\n".join(rows) + "\n", "utf-8")


TITLES = list(
    enumerate(
        [
            "Product manager",
            "Senior PM",
            "Senior PM",
            "Group PM",
            "Head of product",
            "APM",
            "PM",
            "PM",
            "PM",
            "PM",
            "Software Engineer",
            "=1+1",
        ],
        1,
    )
)


def answer(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_here(["team", *arguments])
    out, err = capfd.readouterr()
    return code, out, err


def as_json(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict:  # type: ignore[type-arg]
    code, out, err = answer(capfd, *arguments, *DAY, "--json")
    assert code == 0, err
    found: dict = json.loads(out)  # type: ignore[type-arg]
    return found


COMMANDS = [
    ["show"],
    ["coverage"],
    ["risks"],
    ["successors", "group-pm"],
    ["grow", "customer-research"],
    ["what-if", "--without", "p4", "--promote", "p2=Group PM", "--move", "p1=South"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_every_answer_has_every_format(capfd: pytest.CaptureFixture[str], command: list[str], form: str) -> None:
    code, out, err = answer(capfd, *command, "team.csv", *DAY, "-f", form)
    assert code == 0, err
    assert out.strip()
    assert 'column "strategy" is no field and no skill' in err
    if form == "table":
        assert max(map(len, out.splitlines())) <= 80
    if form == "json":
        code, schema, _ = answer(capfd, *command, "team.csv", "--output-schema")
        jsonschema = pytest.importorskip("jsonschema")
        jsonschema.validate(json.loads(out), json.loads(schema))
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(out))
        assert all(len(row) == len(head) for row in rows)


@each(
    ("command", "said"),
    [
        (["show", "team.csv", "-f", "html"], "name a file: -o team.html"),
        (["show", "team.csv", "--team", "Nrth"], 'nobody is in the team "Nrth"; did you mean "North"?'),
        (["show", "team.csv", "--audience", "org", "--team", "North"], "--audience org groups by team"),
        (["compare", "North", "Sud", "--in", "team.csv"], 'nobody is in the team "Sud"'),
        (["what-if", "team.csv", "--without", "Person 99"], "none of these people has the id or the name"),
        (["what-if", "team.csv", "--promote", "p1"], '--promote "p1" should be PERSON=ROLE'),
        (["grow", "coaching", "team.csv", "--to", "9"], "--to: "),
    ],
)
def test_what_is_asked_wrongly_is_told(capfd: pytest.CaptureFixture[str], command: list[str], said: str) -> None:
    code, out, err = answer(capfd, *command, *DAY)
    assert (code, out) == (2, "")
    assert said in err


def test_a_level_may_be_named_and_files_of_people_alike_keep_apart(capfd: pytest.CaptureFixture[str]) -> None:
    assert as_json(capfd, "grow", "coaching", "team.csv", "--to", "3")["covered"]["level"] == 3
    assert team_session.file_names(["A b", "a-b", "?"]) == ["a-b", "a-b-2", "person"]


def test_people_outside_product_are_named_and_not_counted(capfd: pytest.CaptureFixture[str]) -> None:
    data = as_json(capfd, "show", "team.csv")
    assert data["team"]["people"] == 10
    assert [(p["name"], p["title_is_unread"]) for p in data["team"]["outside"]] == [
        ("Person 11", False),
        ("Person 12", True),
    ]
    assert [line["name"] for line in data["overview"]["people"]] == [f"Person {n:02}" for n in range(1, 11)]


def test_the_first_screen_of_twelve_fits(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capfd, "show", "team.csv", *DAY)
    assert len(out.splitlines()) <= 30
    assert "score" not in out


def test_bad_rows_are_told_and_the_rest_is_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.csv").write_text(
        "id,role,years,customer research\na,pm,two,3\nb,pm,4,3\nc,pm,4,exprt\n,,,1\n", "utf-8"
    )
    code, out, err = answer(capfd, "show", "bad.csv", *DAY, "--json")
    assert code == 0
    assert [line["id"] for line in json.loads(out)["overview"]["people"]] == ["b"]
    assert [(u["row"], u["why"].split()[1]) for u in json.loads(out)["team"]["unread"]] == [
        (2, '"years"'),
        (4, '"customer-research"'),
        (5, "neither"),
    ]
    assert "bad.csv: row 2:" in err
    assert "exprt" not in out + err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role,years\npm,3\n", 'has no column "id" or "name"'),
        ("id,role,title\na,pm,pm\n", 'columns 2 and 3 both hold "role"'),
        ("id,years\na,x\n", "should be a number from 0 to 80"),
        ("", "is empty"),
    ],
)
def test_a_table_that_is_no_roster_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (tmp_path / "x.csv").write_text(text, "utf-8")
    code, _, err = answer(capfd, "show", "x.csv")
    assert code == 3
    assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Of a key that is there twice, nobody knows which value was meant, also deeper in.
        ('{"id": "a", "id": "b", "role": "pm"}\n', 'row 1: has the key "id" twice'),
        ('{"id": "a", "skills": {"coaching": 1, "coaching": 2}}\n', 'row 1: has the key "coaching" twice'),
        # The lines that are wrong are told, and not that the file is empty.
        (f'{{"id": {"9" * 5000}}}\n', "row 1: is no JSON object"),
        ('[1]\n"x"\n', "row 2: is no JSON object"),
        (f"{'[' * 100_000}\n", "row 1: is no JSON object"),
        ('{"role": "pm"}\nno\n', "row 2: is no JSON object"),
        ("\n", "is empty"),
    ],
)
def test_json_lines_that_are_no_roster_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (tmp_path / "x.jsonl").write_text(text, "utf-8")
    code, _, err = answer(capfd, "show", "x.jsonl")
    assert code == 3
    assert f"x.jsonl: {said}" in err
    assert said == "is empty" or "is empty" not in err


def test_of_a_folder_with_nobody_each_file_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "one.yaml").write_text("role: [", "utf-8")
    (people / "two.csv").write_text("id,years\na,x\n", "utf-8")
    code, _, err = answer(capfd, "show", "people")
    assert code == 3
    assert "people: one.yaml: " in err
    assert "people: two.csv, row 2: " in err


@pytest.mark.parametrize("name", ["x.yaml", "x.csv", "x.jsonl"])
def test_what_a_link_out_of_a_folder_leads_to_is_not_quoted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "one.yaml").write_text("name: Person 01\nrole: pm\n", "utf-8")
    (tmp_path / "mine.yaml").write_text("name: Person 02\nrole: pm\n", "utf-8")
    (tmp_path / "secret").write_text("secret: word\n", "utf-8")
    (people / name).symlink_to(tmp_path / "secret")
    (people / "two.yaml").symlink_to(tmp_path / "mine.yaml")
    code, out, err = answer(capfd, "show", "people", "--all")
    assert code == 0
    assert "Person 01" in out
    assert "Person 02" in out
    assert f"{name}: is a link to a file outside the folder" in err
    assert "secret" not in out + err


def test_a_folder_of_profiles_and_a_wrong_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "one.yaml").write_text("name: Person 01\nrole: pm\n", "utf-8")
    (people / "two.json").write_text('{"role": "Senior PM"}', "utf-8")
    (people / "wrong.yaml").write_text("role: [", "utf-8")
    (people / "lines.jsonl").write_text('{"id": "x", "role": "pm", "skills": {"customer-research": 3}}\nno\n', "utf-8")
    data = as_json(capfd, "show", "people")
    assert [line["name"] for line in data["overview"]["people"]] == ["Person 01", "two", "x"]
    assert len(data["team"]["unread"]) == 2


def test_a_table_that_cannot_be_read_stops_nobody_else_of_its_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "one.yaml").write_text("name: Person 01\nrole: pm\n", "utf-8")
    (people / "book.xlsx").write_bytes(b"PK\x03\x04")
    with (people / "large.csv").open("wb") as file:
        file.truncate(LIMIT + 1)
    data = as_json(capfd, "show", "people")
    assert [line["name"] for line in data["overview"]["people"]] == ["Person 01"]
    assert [entry["file"] for entry in data["team"]["unread"]] == ["people/book.xlsx", "people/large.csv"]
    code, _, err = answer(capfd, "show", "people/large.csv")
    assert code == 3
    assert "take `pmladder team assess`" in err


@pytest.mark.parametrize(
    "command",
    [
        ["risks"],
        ["successors", "pm"],
        ["grow", "customer-research"],
        ["what-if", "--without", "p1"],
        ["assess", "-o", "x.csv"],
        ["form", "--into", "x.csv"],
    ],
)
def test_an_organisation_gets_no_answer_about_people(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: list[str]
) -> None:
    code, out, err = answer(capfd, *command, "team.csv", "--audience", "org")
    assert (code, out) == (2, "")
    assert "none for org" in err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("command", [["show"], ["coverage"]])
def test_an_organisation_sees_groups_and_nobody(capfd: pytest.CaptureFixture[str], command: list[str]) -> None:
    data = as_json(capfd, *command, "team.csv", "--audience", "org")
    assert [line["group"] for line in data["organisation"]["groups"]] == ["North", "South"]
    assert "Person" not in json.dumps(data)
    code, _, err = answer(capfd, *command, "team.csv", "--audience", "org", "--k", "4")
    assert code == 2
    assert "5 or more" in err


def test_an_organisation_compares_only_groups_that_are_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer(capfd, "compare", "North", "South", "--in", "team.csv", "--audience", "org")[0] == 0
    code, _, err = answer(capfd, "compare", "North", "South", "--in", "team.csv", "--audience", "org", "--k", "6")
    assert code == 2
    assert "too small" in err


def test_two_teams_of_one_roster_are_compared(capfd: pytest.CaptureFixture[str]) -> None:
    data = as_json(capfd, "compare", "North", "South", "--in", "team.csv")
    assert (len(data["before"]["people"]), len(data["after"]["people"])) == (5, 5)
    same = as_json(capfd, "compare", "team.csv", "team.csv")
    assert same["before"] == same["after"]


def test_a_target_of_ones_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "target.csv").write_text("skill,level,people,must-have\nCustomer research,4,9,yes\n", "utf-8")
    [entry] = as_json(capfd, "coverage", "team.csv", "--target", "target.csv")["coverage"]
    assert (entry["level"], entry["needed"], entry["must_have"]) == (4, 9, True)
    (tmp_path / "target.csv").write_text("skill,level\nplumbing,4\nCustomer research,11\n", "utf-8")
    code, _, err = answer(capfd, "coverage", "team.csv", "--target", "target.csv")
    assert code == 3
    assert "row 2" in err
    assert "row 3" in err


@pytest.mark.parametrize("command", [["show"], ["coverage"], ["successors", "group-pm"]])
def test_pages_and_workbooks(tmp_path: Path, capfd: pytest.CaptureFixture[str], command: list[str]) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "team.csv").write_text(
        (tmp_path / "team.csv").read_text("utf-8").replace("Person 01", "<b>=1+1"), "utf-8"
    )
    for _ in range(2):
        for suffix in ("html", "xlsx"):
            code, _, err = answer(capfd, *command, "team.csv", *DAY, "-o", f"out.{suffix}")
            assert code == 0, err
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<b>=1+1" not in page
    assert "&lt;b&gt;=1+1" in page
    assert "by role" in page
    assert stat.S_IMODE(os.stat(tmp_path / "out.xlsx").st_mode) == 0o600
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any("<b>=1+1" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    (tmp_path / "other.xlsx").write_bytes(b"PK somebody's own")
    assert answer(capfd, *command, "team.csv", "-o", "other.xlsx")[0] == 4


def test_a_new_roster_is_one_that_can_be_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capfd, "new")
    assert code == 0
    head = out.strip()
    assert "score" not in head
    (tmp_path / "new.csv").write_text(f"{head}\np1,Person 01,pm{',' * (head.count(',') - 2)}\n", "utf-8")
    code, out, err = answer(capfd, "show", "new.csv", *DAY, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["overview"]["people"][0]["role"] == "pm"


SMALL = """
scale: [one, two, three]
skills: [{id: a, name: A}, {id: b, name: B}]
roles:
  - {id: first, title: First, seniority: 1, skills: {a: one}, must_have: [a]}
  - {id: second, title: Second, seniority: 2, skills: {a: two, b: three}, years_in_product: {min: 2}}
  - {id: boss, title: Boss, track: management, seniority: 3, skills: {b: one}, people: {min: 3, must_have: true}}
"""


def test_pairs_are_the_same_from_the_engine_and_from_the_database(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "crowd.csv").write_text(table(parse_catalogue(SMALL, "x"), 30, 5, bad=0.002), "utf-8", newline="")
    (tmp_path / "small.yaml").write_text(SMALL, "utf-8")
    for suffix in ("csv", "jsonl", "parquet"):
        code, out, err = answer(
            capfd, "assess", "crowd.csv", "-o", f"pairs.{suffix}", "--catalogue", "small.yaml", *DAY
        )
        assert (code, out) == (0, ""), err
        assert stat.S_IMODE(os.stat(tmp_path / f"pairs.{suffix}").st_mode) == 0o600
    read = {
        s: duckdb.sql(
            f"SELECT id, \"to\", verdict, unknown, growth, coalesce(must_haves, '') FROM '{tmp_path}/pairs.{s}'"
        ).fetchall()
        for s in ("csv", "jsonl", "parquet")
    }
    assert len(read["csv"]) > 50
    assert sorted(read["csv"]) == sorted(read["jsonl"]) == sorted(read["parquet"])
    assert answer(capfd, "assess", "crowd.csv", "-o", "pairs.parquet")[0] == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "crowd.csv",
        "pairs.csv",
        "pairs.jsonl",
        "pairs.parquet",
        "small.yaml",
        "team.csv",
    ]


def test_everybody_gets_a_form(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capfd, "form", "team.csv", "--into", "forms", *DAY)
    assert (code, out) == (0, ""), err
    forms = sorted((tmp_path / "forms").iterdir())
    assert len(forms) == 10
    assert all(stat.S_IMODE(os.stat(form).st_mode) == 0o600 for form in forms)
    assert stat.S_IMODE(os.stat(tmp_path / "forms").st_mode) == 0o700
    assert "Person 01" in forms[0].read_text("utf-8")
    assert "none for who is outside product" in err
    assert answer(capfd, "form", "team.csv")[0] == 2


def test_what_needs_the_extra_says_how_to_get_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for command in (["assess", "team.csv", "-o", "x.parquet"], ["show", "team.csv", "-o", "x.xlsx"]):
        code, _, err = answer(capfd, *command)
        assert code == 4
        assert "install them with: " in err
    assert answer(capfd, "assess", "team.csv", "-o", "x.csv")[0] == 0
    assert [path.name for path in tmp_path.glob("x.*")] == ["x.csv"]


@pytest.mark.parametrize("shows", [True, False], ids=["at a terminal", "in a pipe"])
def test_what_takes_long_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], shows: bool
) -> None:
    """And nothing is left of it at the end; in a pipe nothing is said."""
    monkeypatch.setattr(team_session, "is_terminal", lambda _: shows)
    for command, patience, said in (
        (
            ["assess", "team.csv", "-o", "pairs.csv"],
            0.001,
            r"\r(reading|assessing 12) people( for \d+ roles)?, 0 s",
        ),
        (["show", "team.csv"], 0, r"\r9 of 12 people"),
    ):
        monkeypatch.setattr(team_session, "_PATIENCE", patience)
        code, _, err = answer(capfd, *command, *DAY)
        assert code == 0
        assert bool(re.search(said, err)) is ("\r" in err) is shows
        assert not shows or re.search(r"\r +\r(?!.*\r)", err, re.DOTALL)


@pytest.mark.slow
def test_long_work_says_how_far_it_is_at_a_terminal(tmp_path: Path) -> None:
    """And nothing is left of it at the end; in a pipe nothing is said."""
    people = tmp_path / "many.csv"
    people.write_text("id,title\n" + "".join(f"p{n},Senior PM\n" for n in range(1_500)), "utf-8")
    terminal = Terminal(["team", "assess", str(people), "-o", str(tmp_path / "pairs.csv")], 80, 24)
    assert terminal.end() == 0
    assert re.search(rb"\r(reading people|assessing 1,500 people for \d+ roles), \d+ s", terminal.raw)
    assert not terminal.text.strip()
    command = [sys.executable, "-m", "pmladder", "team", "assess", str(people), "-o", str(tmp_path / "again.csv")]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert ran.stdout == ran.stderr == b""


@pytest.mark.parametrize(
    ("rows", "title", "what"), [(20_001, "Product manager", "than 20,000 people"), (5_001, None, "than 5,000 d")]
)
def test_more_people_than_a_team_has_are_sent_to_assess(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], rows: int, title: str | None, what: str
) -> None:
    lines = [f"p{n},{title or f'Juggler {n}'}" for n in range(rows)]
    (tmp_path / "many.csv").write_text("\n".join(["id,title", *lines]), encoding="utf-8")
    code, out, err = answer(capfd, "show", "many.csv")
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 1
    assert what in err
    assert "team assess" in err


def test_one_team_of_more_people_than_a_team_has(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = [f"p{n},Product manager,{'North' if n < 3 else 'South'}" for n in range(20_001)]
    (tmp_path / "many.csv").write_text("\n".join(["id,title,team", *lines]), encoding="utf-8")
    code, out, _ = answer(capfd, "show", "many.csv", "--team", "North", "-f", "json", *DAY)
    assert code == 0
    assert len(json.loads(out)["team"]) == 3

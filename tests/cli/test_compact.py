"""`--compact`: the same answer in at most 4,096 bytes, with the same keys whatever the data."""

from __future__ import annotations

import json
import random
import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import pmladder.report
from amount import every
from cli.conftest import Run, json_of
from pmladder.cli.app import program
from pmladder.cli.output import Result
from pmladder.cli.surroundings import begin
from pmladder.errors import UsageError
from pmladder.files.catalogue_file import BUILTIN, read_catalogue
from pmladder.render.as_json import as_compact_json, as_json
from pmladder.render.schema import schema_of
from pmladder.report.compact import FORMS, LEFT_OUT, MOST_BYTES, NEXT, _keys, compact_schema, compacted

EXAMPLES = Path(__file__).parents[2] / "examples"
CATALOGUES = (BUILTIN, str(EXAMPLES / "small-company.yaml"), str(EXAMPLES / "govuk-2025.yaml"))
TEAM = "name,title,team,years\nPerson 1,{a},North,6\nPerson 2,{b},South,9\nPerson 3,{b},North,\n"


def answer_types() -> Iterator[tuple[str, type]]:
    """Each kind of answer, and the type of its data."""
    for module in walk_packages(pmladder.report.__path__, "pmladder.report."):
        for name, found in vars(import_module(module.name)).items():
            fields = getattr(found, "_fields", ())
            if name.endswith("Data") and found.__module__ == module.name and {"schema_version", "kind"} <= {*fields}:
                kind = json.loads(schema_of(found))["properties"]["kind"]["const"]
                if kind != "error":
                    yield kind, found


@cache
def types() -> dict[str, type]:
    return dict(answer_types())


def commands(ladder: str, folder: Path, dice: random.Random) -> Iterator[list[str]]:
    """Every command that answers with JSON, one after the other, about a person of whom anything may be said."""
    catalogue = read_catalogue(ladder).catalogue
    roles, skills = [role.id for role in catalogue.roles], [skill.id for skill in catalogue.skills]
    role, other, goal = (dice.choice(roles) for _ in range(3))
    skill = dice.choice(skills)
    said: dict[str, Any] = {"role": role, "goal": goal, "years": dice.choice([0, 3, 7.5, 20])}
    said |= dice.choice([{}, {"name": "Ada"}]) | dice.choice([{}, {"people": dice.randrange(40)}])
    said["skills"] = {one: dice.randrange(5) for one in skills if dice.random() < 0.4}
    said |= dice.choice([{}, {"history": [{"title": role, "role": role, "start": "2019"}]}])
    folder.mkdir(exist_ok=True)
    me, you, team = folder / "me.json", folder / "you.json", folder / "team.csv"
    me.write_text(json.dumps(said), encoding="utf-8")
    you.write_text(json.dumps({**said, "skills": {skill: 1}, "people": 3}), encoding="utf-8")
    team.write_text(TEAM.format(a=role, b=other), encoding="utf-8")
    about = [
        *(["next"], ["next", "--if", "people=41"], ["gap", other], ["opens"], ["route", goal], ["plan", goal]),
        *(["brief", goal], ["report", "-o", "-"], ["profile", "show"], ["assess", "--form", "-o", "-"]),
    ]
    listed = [
        *([*command, "--profile", str(me)] for command in about),
        *(["roles"], ["role", role], ["skills"], ["skill", skill], ["title", role], ["compare", role, other]),
        *(["profile", "check", str(me)], ["profile", "diff", str(me), str(you)]),
        *(["catalogue", "show"], ["catalogue", "page", "-o", "-"], ["catalogue", "check", "--list"]),
        *(["team", one, str(team)] for one in ("show", "coverage", "risks")),
        ["team", "show", str(team), "--audience", "org"],
        *(["team", "successors", other, str(team)], ["team", "grow", skill, str(team)]),
        ["team", "what-if", str(team), "--without", "Person 1"],
        ["team", "compare", "North", "South", "--in", str(team)],
        ["catalogue", "check"],
    ]
    for command in listed:
        yield [*command, "--catalogue", ladder]
    yield ["catalogue", "diff", *dice.sample(CATALOGUES, 2)]
    yield from kept(said, goal, skill, ladder, folder)


def kept(said: Mapping[str, Any], goal: str, skill: str, ladder: str, folder: Path) -> Iterator[list[str]]:
    """What goes with a profile that is kept: it is imported, changed, looked back on, and deleted."""
    source, answers, plan = (folder / name for name in ("in.json", "answers.txt", "plan.json"))
    source.write_text(json.dumps(said), encoding="utf-8")
    answers.write_text(f"{skill}: 3\n", encoding="utf-8")
    mine = ["--profile", str(folder / "kept.yaml"), "--catalogue", ladder]
    yield ["profile", "import", str(source), "--dry-run", *mine]
    yield ["profile", "import", str(source), *mine]
    yield ["profile", "set", f"{skill}=1", f"goal={goal}", *mine]
    plan.write_text(as_json(result_of(["plan", *mine]).report), encoding="utf-8")
    yield ["assess", goal, "--answers", str(answers), *mine]
    yield ["progress", *mine]
    yield ["plan", "--against", str(plan), *mine]
    yield ["profile", "forget", "--yes", *mine[:2]]


def result_of(command: Sequence[str]) -> Result:
    """What a command hands back; the answer is not written."""
    begin()
    result = program().run([*command, "--json"])
    assert isinstance(result, Result), command
    return result


def assert_part_of(full: Any, compact: Any, place: str = "") -> None:
    """Every fact of a compact answer is in the full one, and what is left out is counted."""
    if isinstance(compact, Mapping):
        for key, value in compact.items():
            if key.endswith(LEFT_OUT):
                of = key.removesuffix(LEFT_OUT)
                assert value == len(full[of] or ()) - len(compact[of] or ()), f"{place}.{key}"
            elif place or key != NEXT:
                assert_part_of(full[key], value, f"{place}.{key}")
    elif isinstance(compact, list):
        assert all(any(is_part_of(entry, one) for entry in full) for one in compact), place
    else:
        assert compact == full, place


def is_part_of(full: Any, compact: Any) -> bool:
    try:
        assert_part_of(full, compact, "entry")
    except (AssertionError, KeyError):
        return False
    return True


def keys_of(schema: Mapping[str, Any]) -> list[str]:
    return list(schema["properties"])


SCHEMAS: dict[str, Any] = {}


def assert_compact(result: Result) -> None:
    """The compact form is short, valid, and says what the full answer says."""
    full, text = json.loads(as_json(result.report)), as_compact_json(result.report)
    assert len(text.encode()) <= MOST_BYTES
    kind, compact = full["kind"], json.loads(text)
    schema = SCHEMAS.setdefault(kind, json.loads(schema_of(type(result.report.data), compact=True)))
    Draft202012Validator(schema).validate(compact)
    assert list(compact) == keys_of(schema)
    assert_part_of(full, compact)


def tried(catalogue: str, seed: int, folder: Path) -> int:
    """How many commands answered about a random person, all of them right in their compact form."""
    dice, answered = random.Random(seed), 0
    for command in commands(catalogue, folder, dice):
        try:
            result = result_of(command)
        except UsageError:
            # Such as two roles that are one.
            continue
        assert_compact(result)
        answered += 1
    return answered


@pytest.mark.parametrize("catalogue", [BUILTIN, CATALOGUES[-1]])
def test_a_compact_answer_is_short_and_says_the_same(catalogue: str, tmp_path: Path) -> None:
    assert tried(catalogue, 0, tmp_path / "0") > 30


@pytest.mark.slow
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_compact_answers_of_more_people(catalogue: str, tmp_path: Path) -> None:
    assert sum(tried(catalogue, seed, tmp_path / str(seed)) for seed in range(6)) > 6 * 30


@pytest.mark.release
@pytest.mark.parametrize("number", range(len(CATALOGUES)))
def test_compact_answers_of_200_people_many_times(number: int, tmp_path: Path) -> None:
    seeds = every(len(CATALOGUES), number, range(200))
    assert sum(tried(CATALOGUES[number], seed, tmp_path / str(seed)) for seed in seeds) > len(seeds) * 30


def kept_by_name(schema: Mapping[str, Any], keys: Mapping[str, Any], known: Mapping[str, Any], place: str) -> None:
    """Every key that is kept is one of the schema; lists, and lists alone, say how many entries stay."""
    for key, inner in keys.items():
        value = schema["properties"][key]
        options = [value, *value.get("anyOf", ())]
        options += [known[one["$ref"].rpartition("/")[2]] for one in options if "$ref" in one]
        lists = [one for one in options if one.get("type") == "array"]
        objects = [one for one in options if "properties" in one]
        assert bool(lists) == (inner.entries is not None), f"{place}.{key}"
        assert not (objects and inner.keys is None), f"{place}.{key} says nothing of its keys"
        if inner.keys is not None:
            [within] = objects or [lists[0]["items"]]
            within = known[within["$ref"].rpartition("/")[2]] if "$ref" in within else within
            kept_by_name(within, inner.keys, known, f"{place}.{key}")


def test_each_kind_of_answer_has_a_compact_form_of_its_own_keys() -> None:
    assert types().keys() == FORMS.keys()
    for kind, data in types().items():
        schema = json.loads(schema_of(data))
        kept_by_name(schema, _keys(FORMS[kind].kept), schema.get("$defs", {}), kind)
        compact = compact_schema(schema)
        Draft202012Validator.check_schema(compact)
        assert "$ref" not in json.dumps(compact)


def enlarged(value: Any, schema: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """An answer of the same schema with as much in it as there could be: long texts, long lists."""
    if "$ref" in schema:
        return enlarged(value, known[schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema and value is not None:
        fitting = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return enlarged(value, fitting[0], known) if len(fitting) == 1 else value
    if isinstance(value, list) and "items" in schema and isinstance(schema["items"], dict):
        return [enlarged(entry, schema["items"], known) for entry in value[:20]] * 20
    if isinstance(value, dict) and "properties" in schema:
        return {key: enlarged(entry, schema["properties"][key], known) for key, entry in value.items()}
    if isinstance(value, str) and not {"enum", "const"} & schema.keys():
        return "\U0001f600\u202e\x1b" * 2_000
    return value


@pytest.mark.slow
def test_however_long_an_answer_is_its_compact_form_is_short(tmp_path: Path) -> None:
    seen = set()
    for command in commands(BUILTIN, tmp_path / "x", random.Random(7)):
        report = result_of(command).report
        full, schema = json.loads(as_json(report)), json.loads(schema_of(type(report.data)))
        last = list(compacted(enlarged(full, schema, schema.get("$defs", {}))))[-1]
        seen.add(full["kind"])
        # Every character that could need it is escaped here, which is as long as it gets.
        assert len(json.dumps(last, separators=(",", ":"))) < MOST_BYTES, full["kind"]
        Draft202012Validator(compact_schema(schema)).validate(last)
    assert seen == types().keys()


def test_the_next_command_runs(pmladder: Run, tmp_path: Path) -> None:
    me = tmp_path / "me.yaml"
    me.write_text("role: senior-pm\nyears: 6\ngoal: cpo\n")
    options, seen = ["--profile", str(me)], []
    for command in (["next"], ["gap"], ["opens"], ["route"], ["plan"], ["brief"], ["profile", "show"]):
        answer = json_of(pmladder, *command, *options, "--compact")
        seen.append(answer[NEXT])
        assert pmladder(*shlex.split(answer[NEXT])[1:]).code == 0
    first = json_of(pmladder, "next", *options)["suggestions"][0]["role"]
    assert seen[0] == shlex.join(["pmladder", "gap", first, *options])
    for command in (["roles"], ["role", "cpo"], ["skills"], ["compare", "pm", "cpo"], ["title", "SPM"]):
        assert pmladder(*shlex.split(json_of(pmladder, *command, "--compact")[NEXT])[1:]).code == 0
    assert json.loads(pmladder("title", "Zookeeper", "--compact").out)[NEXT] is None


def test_gaps_come_first_and_must_haves_before_them(pmladder: Run) -> None:
    asked = ["gap", "cpo", "--role", "senior-pm", "--years", "6"]
    found = json_of(pmladder, *asked, "--compact")["assessment"]
    assert {one["status"] for one in found["findings"]} <= {"short", "unknown"}
    must_haves = [one["subject"] for one in found["findings"] if one["must_have"]]
    assert must_haves == [one["subject"] for one in found["findings"]][: len(must_haves)]
    assert {*must_haves} == {*found["must_haves"]}


def test_compact_is_json_and_fits_no_other_format(pmladder: Run, tmp_path: Path) -> None:
    ran = pmladder("roles", "--compact")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert json.loads(ran.out)["roles_left_out"] >= 0
    assert pmladder("roles", "--compact", "--output-schema").out != pmladder("roles", "--output-schema").out
    for command in (
        ["roles", "--compact", "-f", "csv"],
        ["roles", "--compact", "-o", tmp_path / "roles.md"],
        ["catalogue", "schema", "--compact"],
        ["catalogue", "export", "--compact"],
    ):
        refused = pmladder(*command)
        assert (refused.code, json.loads(refused.out)["kind"]) == (2, "error"), command
    assert pmladder("roles", "-o", tmp_path / "roles.json", "--compact").code == 0
    assert len((tmp_path / "roles.json").read_bytes()) <= MOST_BYTES

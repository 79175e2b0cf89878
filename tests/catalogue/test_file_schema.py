"""The JSON Schema of catalogue files accepts what the program accepts, and refuses what has the wrong shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pmladder.catalogue.file_schema import file_schema
from pmladder.errors import InputError
from pmladder.files.catalogue_file import check_file
from pmladder.formats.structured import parse
from rows import each

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples" / "catalogues"
VALID = [ROOT / "data" / "roles.yaml", ROOT / "data" / "starter.yaml", *sorted((EXAMPLES / "valid").iterdir())]
INVALID = sorted((EXAMPLES / "invalid").iterdir())
# What only a look at the other entries, or at the scale, can tell.
NOT_OF_SHAPE = (
    "unknown-",
    "duplicate-",
    "cycle-",
    "level-",
    "entry-above-",
    "reach-",
    "skill-level",
    "scale-",
    "effort-",
    "transition-",
)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = file_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def raw(path: Path) -> Any:
    return parse(path.read_text("utf-8"), path.name)


@pytest.mark.slow
@each("path", VALID, ids=lambda path: path.stem)
def test_what_is_valid_is_accepted(validator: Draft202012Validator, path: Path) -> None:
    assert [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(raw(path))] == []


@each("path", INVALID, ids=lambda path: path.stem)
def test_what_has_the_wrong_shape_is_refused(validator: Draft202012Validator, path: Path) -> None:
    try:
        data = raw(path)
    except InputError:
        pytest.skip("not YAML as it is read here")
    of_shape = path.stem.startswith(("unknown-key", "level-true", "level-missing", "level-a-", "level-below"))
    if not of_shape and (path.stem.startswith(NOT_OF_SHAPE) or "backwards" in path.stem):
        pytest.skip("of the right shape")
    assert not validator.is_valid(data)


@each(
    "text",
    [
        "extends: builtin",
        "extends: builtin\nroles: []\nscale: []",
        "extends: base.yaml\nroles: [{id: pm, remove: true}, {id: cpo, skills: {coaching: null}, scope: {teams: two}}]",
        "extends: builtin\ntransitions: [{from: pm, to: senior-pm, remove: true}]\nsources: [{id: krys, date: '2020'}]",
    ],
)
def test_an_overlay_may_leave_out_what_it_does_not_change(validator: Draft202012Validator, text: str) -> None:
    data = parse(text, "a.yaml")
    assert validator.is_valid(data)
    assert not validator.is_valid({key: value for key, value in data.items() if key != "extends"})
    assert not validator.is_valid({"roles": [{"id": "a", "title": "A"}], "scale": []})


def test_everything_is_closed_and_explained() -> None:
    schema = file_schema()
    for name, model in {**schema["$defs"], "Catalogue": schema}.items():
        assert model["additionalProperties"] is False
        assert model["description"]
        for field, shape in model["properties"].items():
            assert shape.get("description"), f"{name}.{field} is not explained"


WRONG_IN_SHORT = [
    "roles: [{id: a, title: A, sources: two words}]",
    "roles: [{id: a, title: A, aliases: ''}]",
    "roles: [{id: a, title: A, aliases: ['']}]",
    "roles: [{id: a, title: A, aliases: [{title: B, company: tiny}]}]",
    "roles: [{id: a, title: A, people: 1000001}]",
    "roles: [{id: a, title: A, scope: ''}]",
    "roles: [{id: a, title: A, reports_to: ['']}]",
    "roles: [{id: a, title: A}, {id: b, title: B}]\ntransitions: [{from: a, to: b, company: tiny}]",
    "scale: ['']\nroles: [{id: a, title: A}]",
    "skills: [{id: s, name: S, aliases: ''}]\nroles: [{id: a, title: A}]",
    "skills: [{id: s, name: S, close: ['']}]\nroles: [{id: a, title: A}]",
    "skills: [{id: s, name: S, reading: ['']}]\nroles: [{id: a, title: A}]",
]


@each("text", WRONG_IN_SHORT)
def test_a_shorthand_is_held_to_what_it_stands_for(validator: Draft202012Validator, tmp_path: Path, text: str) -> None:
    (file := tmp_path / "a.yaml").write_text(text, "utf-8")
    assert check_file(str(file)).errors
    assert not validator.is_valid(raw(file))

"""What an assistant may ask: commands that only read, as tools with few arguments and a compact answer.

Which catalogue, profile and people they are about is fixed before the first call. An argument is a name or a number,
never a file, an address or an option.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.cli.output import Program, Result, Schema, failure_text
from pmladder.cli.session import SIZES
from pmladder.cli.surroundings import begin
from pmladder.errors import PmladderError, SurroundingsError, UsageError
from pmladder.files.catalogue_file import CatalogueFile
from pmladder.text import folded

LONGEST = 200
MOST_ROLES = 5
_FILE = re.compile(r"(?i)\.(?:ya?ml|json|jsonl|csv|tsv|xlsx|parquet|md|html?|ics|txt|pdf|docx|py|sh|sql|db)$")
_ADDRESS = re.compile(r"(?i)^[a-z][a-z0-9+.-]*:(?!\s)|^www\.|://")
_ACTS = re.compile(r"[\x00-\x1f\x7f/\\]|^[~@$]|\.\.")

Kind = Literal["text", "texts", "years", "size"]


class Argument(NamedTuple):
    """An argument of a tool: its name, kind and meaning, and its option (none: it is given by its place)."""

    name: str
    kind: Kind
    about: str
    option: str | None = None
    required: bool = False


class Tool(NamedTuple):
    """A tool: its name, the command that answers, its arguments, and what its answers are about."""

    name: str
    command: tuple[str, ...]
    takes: tuple[Argument, ...]
    about: Literal["person", "ladder", "team"]


_HELD = (
    Argument("held", "text", "The role or title held now, where it is another than the profile says.", "--role"),
    Argument("years", "years", "Years in product roles, where they are others than the profile says.", "--years"),
)
_ROLE = Argument("role", "text", "A role: its id, a title or an alias; the goal of the person if left out.")
_ONE_ROLE = Argument("role", "text", "A role: its id, a title or an alias.", required=True)

TOOLS: tuple[Tool, ...] = (
    Tool("next", ("next",), _HELD, "person"),
    Tool("gap", ("gap",), (_ROLE, *_HELD), "person"),
    Tool("route", ("route",), (_ROLE, *_HELD), "person"),
    Tool("plan", ("plan",), (_ROLE, *_HELD), "person"),
    Tool("brief", ("brief",), (_ROLE, *_HELD), "person"),
    Tool(
        "compare",
        ("compare",),
        (Argument("roles", "texts", "Two to five roles: ids, titles or aliases.", required=True),),
        "ladder",
    ),
    Tool("role", ("role",), (_ONE_ROLE,), "ladder"),
    Tool(
        "skill", ("skill",), (Argument("skill", "text", "A skill: its id, name or an alias.", required=True),), "ladder"
    ),
    Tool(
        "title",
        ("title",),
        (
            Argument("title", "text", "A job title.", required=True),
            Argument("company_size", "size", "The size of the company.", "--company-size"),
        ),
        "ladder",
    ),
    Tool(
        "team_show",
        ("team", "show"),
        (Argument("team", "text", "Only the people of this team.", "--team"),),
        "team",
    ),
)


class Fixed(NamedTuple):
    """What every call uses: the catalogue as it was read, the profile's file, if any, and the files of the people."""

    catalogue: CatalogueFile
    profile: str | None
    people: tuple[str, ...] = ()


class ToolAnswer(NamedTuple):
    """The result of a call as JSON: the compact answer, or the failure."""

    text: str
    failed: bool


def tools_for(fixed: Fixed) -> tuple[Tool, ...]:
    """The tools that can answer. Those about a team need people."""
    return tuple(tool for tool in TOOLS if tool.about != "team" or fixed.people)


def input_schema(tool: Tool) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments."""
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    kinds: Mapping[str, dict[str, Any]] = {
        "text": text,
        "texts": {"type": "array", "items": text, "minItems": 2, "maxItems": MOST_ROLES},
        "years": {"type": "number", "minimum": 0, "maximum": 80},
        "size": {"type": "string", "enum": [*SIZES]},
    }
    properties = {one.name: {**kinds[one.kind], "description": one.about} for one in tool.takes}
    required = [one.name for one in tool.takes if one.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def answer_type(program: Program, command: Sequence[str]) -> type:
    """The type of the data in a command's answer. `command` has the arguments too."""
    begin()
    schema = program.run([*command, "--output-schema"])
    assert isinstance(schema, Schema)
    return schema.of


def output_schema(program: Program, tool: Tool) -> dict[str, Any]:
    """The JSON Schema of a tool's compact answer."""
    from pmladder.render.schema import schema_of

    placeholders = {"compare": ("x", "y"), "team_show": ("x",)}.get(tool.name, ())
    needed = placeholders or tuple("x" for one in tool.takes if one.required and one.option is None)
    schema: dict[str, Any] = json.loads(schema_of(answer_type(program, [*tool.command, *needed]), compact=True))
    return schema


def call(program: Program, tool: Tool, arguments: Mapping[str, Any], fixed: Fixed) -> ToolAnswer:
    """The answer of a tool. A mistake in the arguments or files gives an answer that says so."""
    from pmladder.render.as_json import as_compact_json

    begin(fixed.catalogue)
    try:
        result = program.run(_command(tool, arguments, fixed))
    except OSError as failed:
        reason = (failed.strerror or "the surroundings failed").lower()
        return _failure(SurroundingsError(f"{reason}; nothing was changed"))
    except PmladderError as error:
        return _failure(error)
    assert isinstance(result, Result)
    return ToolAnswer(as_compact_json(result.report), False)


def _failure(error: PmladderError) -> ToolAnswer:
    return ToolAnswer(failure_text(error.exit_code, [error]), True)


def _command(tool: Tool, arguments: Mapping[str, Any], fixed: Fixed) -> list[str]:
    """The command line for a call. Raises UsageError for an argument that the tool does not have."""
    known = {one.name: one for one in tool.takes}
    if any(name not in known for name in arguments):
        takes = ", ".join(known) or "no arguments"
        raise UsageError(f"there is no such argument; {tool.name} takes {takes}")
    options, places = _about(tool, fixed), list[str]()
    for name, one in known.items():
        value = arguments.get(name)
        if value is None:
            if one.required:
                raise UsageError(f"{tool.name} needs {name}")
            continue
        words = _words_for(one, value, fixed.catalogue.catalogue)
        if one.option:
            options += [f"{one.option}={text}" for text in words]
        else:
            places += words
    # After `--` nothing is read as an option.
    return [*tool.command, *options, "--compact", "--", *places, *(fixed.people if tool.about == "team" else ())]


def _about(tool: Tool, fixed: Fixed) -> list[str]:
    if tool.about != "person":
        return []
    return [f"--profile={fixed.profile}"] if fixed.profile else ["--no-profile"]


def _words_for(argument: Argument, value: Any, catalogue: Catalogue) -> list[str]:
    """A value as words of the command line. Raises UsageError for a wrong kind, or a value that could act."""
    if argument.kind == "years":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 80:
            raise UsageError(f"{argument.name} should be a number between 0 and 80")
        return [str(value)]
    if argument.kind == "texts":
        if not isinstance(value, list) or not 2 <= len(value) <= MOST_ROLES:
            raise UsageError(f"{argument.name} should be a list of 2 to {MOST_ROLES} names")
        return [_name(argument.name, one, catalogue) for one in value]
    if argument.kind == "size" and value not in SIZES:
        raise UsageError(f"{argument.name} should be small, medium or large")
    return [_name(argument.name, value, catalogue)]


def _name(argument: str, value: Any, catalogue: Catalogue) -> str:
    """A name from a call: a name of the catalogue, or a text that is no path, address or option."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise UsageError(f"{argument} should be a text of at most {LONGEST} characters")
    text = value.strip()
    if text.startswith("-"):
        raise UsageError(f"{argument} should be a name; options cannot be given")
    if any(found.search(text) for found in (_ACTS, _FILE, _ADDRESS)) and not _is_known(text, catalogue):
        raise UsageError(f"{argument} should be a name; files and addresses cannot be given")
    return text


def _is_known(text: str, catalogue: Catalogue) -> bool:
    """Whether `text` is an id, title, name or alias of a role or a skill."""
    wanted = folded(text)
    roles = (name for role in catalogue.roles for name in (role.id, role.title, *(a.title for a in role.aliases)))
    skills = (name for skill in catalogue.skills for name in (skill.id, skill.name, *skill.aliases))
    return any(folded(name) == wanted for names in (roles, skills) for name in names)

"""What an assistant gets: a guide whose every line runs, and tools that only read."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shlex
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from cli.conftest import Run, json_of
from pmladder.cli.app import program
from pmladder.cli.tools import TOOLS, Fixed, ToolAnswer, call, input_schema, output_schema, tools_for
from pmladder.files.catalogue_file import BUILTIN, read_catalogue
from pmladder.report.compact import MOST_BYTES
from rows import each

PROGRAM = program()
PROFILE = "name: Ada\nrole: senior-pm\nyears: 6\npeople: 0\nskills: {coaching: working}\ngoal: cpo\n"
TEAM = "name,title,team,years,Coaching\nPerson 1,Senior PM,North,6,2\nPerson 2,Group PM,South,9,\n"
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("next", {}),
    ("gap", {"role": "Head of product"}),
    ("gap", {"role": "group-pm", "held": "Senior PM", "years": 7.5}),
    ("route", {"role": "cpo"}),
    ("plan", {}),
    ("brief", {"role": "lead-pm"}),
    ("compare", {"roles": ["pm", "senior-pm", "cpo"]}),
    ("role", {"role": "CPO"}),
    ("skill", {"skill": "coaching"}),
    ("title", {"title": "Sr. Product Manager", "company_size": "small"}),
    ("title", {"title": "Director: Product"}),
    ("team_show", {}),
    ("team_show", {"team": "North"}),
]
HOSTILE = [
    *("/etc/passwd", "me.yaml", "../me.yaml", "~/me.yaml", "C:\\me.yaml", "roles.JSON", "@file", "..", "a/b"),
    *("https://example.org/x", "file:///etc/passwd", "www.example.org", "data:text/plain,x", "mailto:a@example.org"),
    *("--help", "-o", "--output=x.md", "--profile=me.yaml", "-", "--", "-osteal.md", "--install-completion"),
    *("a\x00b", "a\nb", "\x1b[2J", "", " ", "x" * 201),
]


@pytest.fixture
def fixed(tmp_path: Path) -> Fixed:
    (tmp_path / "me.yaml").write_text(PROFILE)
    (tmp_path / "team.csv").write_text(TEAM)
    return Fixed(read_catalogue(BUILTIN), str(tmp_path / "me.yaml"), (str(tmp_path / "team.csv"),))


def answered(fixed: Fixed, name: str, arguments: Mapping[str, Any]) -> ToolAnswer:
    return call(PROGRAM, next(tool for tool in TOOLS if tool.name == name), arguments, fixed)


def test_the_guide_is_short_and_every_command_line_in_it_runs(pmladder: Run, tmp_path: Path) -> None:
    guide = pmladder("agent-guide").out
    assert len(guide.encode()) < 8_000
    assert guide.startswith("---\nname: pmladder\ndescription:")
    lines = re.findall(r"^pmladder .*", guide, re.MULTILINE)
    assert len(lines) == 6
    for line in lines:
        ran = pmladder(*shlex.split(line)[1:])
        assert ran.code == 0, (line, ran.err)
        assert len(ran.out.encode()) <= MOST_BYTES
    # What is named in passing is there, too.
    for line in {*re.findall(r"`pmladder ([a-z][a-z ]*[a-z])`", guide)}:
        assert pmladder("help", *line.split()).code == 0, line
    for option in {*re.findall(r"`(--[a-z-]+)", guide)}:
        assert any(
            option in pmladder("help", *words).out for words in (["options"], ["plan"], ["gap"], ["next"], ["route"])
        )
    assert pmladder("agent-guide", "-o", tmp_path / "SKILL.md").code == 0
    assert (tmp_path / "SKILL.md").read_text().startswith(guide)
    assert pmladder("agent-guide", "--json").code == 2


@each(("name", "arguments"), RIGHT)
def test_a_tool_answers_as_the_command_does(name: str, arguments: dict[str, Any], fixed: Fixed) -> None:
    answer = answered(fixed, name, arguments)
    assert not answer.failed, answer.text
    assert len(answer.text.encode()) <= MOST_BYTES
    tool = next(tool for tool in TOOLS if tool.name == name)
    Draft202012Validator(input_schema(tool)).validate(arguments)
    Draft202012Validator(output_schema(PROGRAM, tool)).validate(json.loads(answer.text))


def test_a_tool_says_what_the_command_says(pmladder: Run, fixed: Fixed) -> None:
    options = ("--profile", str(fixed.profile), "--compact")
    assert json.loads(answered(fixed, "gap", {"role": "cpo"}).text) == json_of(pmladder, "gap", "cpo", *options)
    assert json.loads(answered(fixed, "next", {}).text) == json_of(pmladder, "next", *options)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_a_path_an_address_or_an_option_is_refused(text: str, fixed: Fixed) -> None:
    for name, arguments in RIGHT:
        tool = next(tool for tool in TOOLS if tool.name == name)
        for one in tool.takes:
            told = [text, text] if one.kind == "texts" else text
            answer = answered(fixed, name, {**arguments, one.name: told})
            assert answer.failed, (name, one.name)
            [problem] = json.loads(answer.text)["problems"]
            assert one.name in problem["message"]


def test_a_name_of_the_catalogue_may_look_like_anything(tmp_path: Path) -> None:
    ladder = tmp_path / "ladder.yaml"
    ladder.write_text("roles: [{id: pm, title: R/D lead, skills: {a: 1}}, {id: lead, title: Lead, skills: {a: 2}}]\n")
    fixed = Fixed(read_catalogue(str(ladder)), None)
    assert not answered(fixed, "role", {"role": "R/D lead"}).failed
    assert answered(fixed, "role", {"role": "R/D"}).failed


@each(
    ("name", "arguments", "said"),
    [
        ("next", {"profile": "x"}, "no such argument"),
        ("gap", {"catalogue": "x"}, "no such argument"),
        ("role", {}, "needs role"),
        ("role", {"role": 3}, "should be a text"),
        ("gap", {"years": True}, "between 0 and 80"),
        ("gap", {"years": 1e9}, "between 0 and 80"),
        ("compare", {"roles": "pm"}, "list of 2"),
        ("compare", {"roles": ["pm"]}, "list of 2"),
        ("title", {"title": "PM", "company_size": "vast"}, "small, medium or large"),
        ("role", {"role": "hed of product"}, "did you mean"),
    ],
)
def test_a_wrong_argument_is_told(name: str, arguments: dict[str, Any], said: str, fixed: Fixed) -> None:
    answer = answered(fixed, name, arguments)
    assert answer.failed
    assert said in answer.text


def test_there_is_a_tool_for_a_team_only_where_there_is_one(fixed: Fixed) -> None:
    assert [tool.name for tool in tools_for(fixed)] == [tool.name for tool in TOOLS]
    assert "team_show" not in {tool.name for tool in tools_for(fixed._replace(people=()))}


def test_what_cannot_be_read_is_told_before_the_first_call(pmladder: Run, tmp_path: Path) -> None:
    assert pmladder("mcp", "--profile", tmp_path / "none.yaml").code == 3
    assert pmladder("mcp", "--roster", tmp_path / "none.csv").code == 3
    for option in ("--profile", "--catalogue", "--roster"):
        assert pmladder("mcp", option, "-").code == 2


def test_without_the_extra_it_says_how_to_get_it(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    monkeypatch.delitem(sys.modules, "pmladder.cli.mcp_server", raising=False)
    ran = pmladder("mcp")
    assert ran.code == 4
    assert "install them with:" in ran.err
    assert "mcp" in ran.err.rpartition("install them with:")[2]


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a folder: modes, and what files hold."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def with_client(folder: Path, ask: Callable[[Client], Awaitable[None]]) -> None:
    """Ask a server of its own, over standard input and output, by the client of the protocol's own kit."""

    async def run() -> None:
        command = ["-m", "pmladder", "mcp", "--profile", "me.yaml", "--roster", "team.csv"]
        variables = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        asked = StdioServerParameters(command=sys.executable, args=command, cwd=folder, env=variables)
        async with Client(asked) as client:
            await ask(client)

    # In a thread of its own: a browser of other tests may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "me.yaml").write_text(PROFILE)
    (tmp_path / "team.csv").write_text(TEAM)
    return tmp_path


@pytest.mark.slow
def test_a_client_of_the_protocol_is_answered(folder: Path) -> None:
    async def ask(client: Client) -> None:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == [tool.name for tool in TOOLS]
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)
        before = contents(folder)
        for name, arguments in RIGHT[:3] + RIGHT[-1:]:
            answer = await client.call_tool(name, arguments)
            assert isinstance(answer, CallToolResult)
            assert not answer.is_error
            schema = next(tool.output_schema for tool in listed if tool.name == name)
            Draft202012Validator(schema or {}).validate(answer.structured_content)
        refused = await client.call_tool("role", {"role": "/etc/passwd"})
        assert refused.is_error
        assert contents(folder) == before

    with_client(folder, ask)


def drawn(dice: random.Random, depth: int = 0) -> Any:
    """Anything that JSON can say, names of roles and skills among it."""
    atoms: list[Any] = ["cpo", "pm", "Senior PM", "coaching", "North", "small", 7, -1, 1e300, None, True, "é\u202e😀"]
    if depth < 2 and dice.random() < 0.2:
        return [drawn(dice, depth + 1) for _ in range(dice.randrange(6))]
    if depth < 2 and dice.random() < 0.1:
        return {"x": drawn(dice, depth + 1)}
    return dice.choice([*atoms, dice.choice(HOSTILE)])


@pytest.mark.slow
def test_500_random_calls_neither_end_it_nor_write(folder: Path) -> None:
    dice, failed = random.Random(19), 0

    async def ask(client: Client) -> None:
        nonlocal failed
        names = {tool.name: [*(tool.input_schema["properties"])] for tool in (await client.list_tools()).tools}
        before = contents(folder)
        for _ in range(500):
            name = dice.choice([*names])
            arguments = {one: drawn(dice) for one in names[name] if dice.random() < 0.7}
            if dice.random() < 0.1:
                arguments["profile"] = "me.yaml"
            answer = await client.call_tool(name, arguments)
            assert isinstance(answer, CallToolResult)
            text = getattr(answer.content[0], "text", "")
            assert len(text.encode()) <= MOST_BYTES or answer.is_error
            assert json.loads(text).get("code") in (None, 2)
            failed += bool(answer.is_error)
        assert contents(folder) == before

    with_client(folder, ask)
    assert 50 < failed < 480

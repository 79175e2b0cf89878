"""The tools over the Model Context Protocol, on standard input and output. Needs the extra `mcp`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from pmladder.cli.app import COMMANDS, TEAM_COMMANDS, function
from pmladder.cli.output import failure_text
from pmladder.cli.tools import Fixed, called, input_schema, output_schema, tools_for
from pmladder.errors import USAGE, UsageError
from pmladder.version import VERSION

_INSTRUCTIONS = (
    "A career path advisor for product people. It only reads. Ask the person before you use a tool that reads a "
    "profile (next, gap, route, plan, brief) or a roster (team_show), and name no colleague to anyone else. "
    "A skill that nobody rated is unknown, not zero; there is no score."
)


def server_for(fixed: Fixed) -> Server[Any]:
    """A server whose tools answer about one catalogue, one person and one team."""
    tools = {tool.name: tool for tool in tools_for(fixed)}
    # They do not change while it runs.
    listed = [
        Tool(
            name=tool.name,
            description=_about(tool.command),
            input_schema=input_schema(tool),
            output_schema=output_schema(tool),
            annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False),
        )
        for tool in tools.values()
    ]

    async def list_tools(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=listed)

    async def call_tool(_: Any, asked: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(asked.name)
        if tool is None:
            unknown = failure_text(USAGE, [UsageError(f"there is no such tool; there are {', '.join(tools)}")])
            return CallToolResult(content=[TextContent(type="text", text=unknown)], is_error=True)
        answer = called(tool, asked.arguments or {}, fixed)
        return CallToolResult(
            content=[TextContent(type="text", text=answer.text)],
            structured_content=None if answer.failed else json.loads(answer.text),
            is_error=answer.failed,
        )

    return Server(
        "pmladder", version=VERSION, instructions=_INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool
    )


def serve(fixed: Fixed) -> None:
    """Answer calls on standard input until it ends."""

    async def run() -> None:
        server = server_for(fixed)
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())

    # While a command runs, what is printed is held back; the answers are not.
    with contextlib.redirect_stdout(sys.__stdout__):
        asyncio.run(run())


def _about(command: tuple[str, ...]) -> str:
    """What a command says of itself, without its example."""
    place = TEAM_COMMANDS[command[1]] if command[0] == "team" else COMMANDS[command[0]]
    paragraphs = (function(place).__doc__ or "").split("\n\n")
    return " ".join(" ".join(one.split()) for one in paragraphs if not one.strip().startswith("Example:"))

"""The tools over the Model Context Protocol, on standard input and output. Needs the extra `mcp`."""

from __future__ import annotations

import asyncio
import json
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

from pmladder.cli import tools
from pmladder.cli.output import Program, failure_text
from pmladder.errors import USAGE, UsageError
from pmladder.version import VERSION

_INSTRUCTIONS = (
    "A career path advisor for product people. It only reads. Ask the person before you use a tool that reads a "
    "profile (next, gap, route, plan, brief) or a roster (team_show), and name no colleague to anyone else. "
    "A skill that nobody rated is unknown, not zero; there is no score."
)


def server_for(program: Program, fixed: tools.Fixed) -> Server[Any]:
    """A server whose tools answer about one catalogue, one person and one team."""
    by_name = {tool.name: tool for tool in tools.tools_for(fixed)}
    # They do not change while it runs.
    listed = [
        Tool(
            name=tool.name,
            description=_about(program, tool),
            input_schema=tools.input_schema(tool),
            output_schema=tools.output_schema(program, tool),
            annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False),
        )
        for tool in by_name.values()
    ]

    async def list_tools(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=listed)

    async def call_tool(_: Any, asked: CallToolRequestParams) -> CallToolResult:
        tool = by_name.get(asked.name)
        if tool is None:
            unknown = failure_text(USAGE, [UsageError(f"there is no such tool; there are {', '.join(by_name)}")])
            return CallToolResult(content=[TextContent(type="text", text=unknown)], is_error=True)
        answer = tools.call(program, tool, asked.arguments or {}, fixed)
        return CallToolResult(
            content=[TextContent(type="text", text=answer.text)],
            structured_content=None if answer.failed else json.loads(answer.text),
            is_error=answer.failed,
        )

    return Server(
        "pmladder", version=VERSION, instructions=_INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool
    )


def serve(program: Program, fixed: tools.Fixed) -> None:
    """Answer calls on standard input until it ends."""

    async def run() -> None:
        server = server_for(program, fixed)
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())

    asyncio.run(run())


def _about(program: Program, tool: tools.Tool) -> str:
    """What a command says of itself, without its example, and without what it does at a terminal."""
    paragraphs = [" ".join(one.split()) for one in (program.command(tool.command).help or "").split("\n\n")]
    return " ".join(one for one in paragraphs if not one.startswith(("Example:", "At a terminal")))

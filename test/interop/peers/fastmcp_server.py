"""The common peer on Python FastMCP: `fastmcp_server.py stdio`, or `fastmcp_server.py http|sse PORT`."""

import asyncio
import os
import sys
from dataclasses import dataclass

from fastmcp import Context, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp_tasks import TasksExtension

mcp = FastMCP("peer", version="1.0.0")
mcp.add_extension(TasksExtension(url="memory://"))


@dataclass
class Sum:
    sum: float


@mcp.tool
def add(a: float, b: float) -> Sum:
    return Sum(a + b)


@mcp.tool(tags={"math"})
def double(n: int) -> int:
    return n * 2


@mcp.tool
def fail() -> str:
    raise ToolError("broken on purpose")


@mcp.tool
def crash() -> str:
    raise ValueError("a secret place")


@mcp.tool
async def progress(ctx: Context) -> str:
    for step in (1, 2, 3):
        await ctx.report_progress(step, 3)
    return "done"


@mcp.tool
def pid() -> str:
    return str(os.getpid())


@mcp.tool(task=True)
async def slow(n: int) -> int:
    await asyncio.sleep(0.1)
    return n + 1


@mcp.resource("test://static")
def static() -> str:
    return "static"


@mcp.resource("test://item/{id}")
def item(id: str) -> str:
    return f"item {id}"


@mcp.prompt
def greet(name: str) -> str:
    return f"Hello {name}"


transport = sys.argv[1]
if transport == "stdio":
    mcp.run(transport="stdio", show_banner=False)
else:
    mcp.run(transport=transport, host="127.0.0.1", port=int(sys.argv[2]), show_banner=False, log_level="error")

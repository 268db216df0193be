"""The server that the rows of docs/fastmcp.md are run against: `server.py`, or `server.py PORT` for HTTP."""

import sys
from datetime import datetime
from pathlib import Path

from fastmcp import Context, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.skills.extension import SkillsExtension
from fastmcp.server.providers.skills import SkillsDirectoryProvider
from fastmcp_tasks import TasksExtension
from pydantic import BaseModel

mcp = FastMCP("table", version="1.0.0", instructions="Adds.")
mcp.add_extension(TasksExtension(url="memory://"))
skills = SkillsDirectoryProvider(Path(__file__).parent / "skills", experimental_skills=True)
mcp.add_provider(skills)
mcp.add_extension(SkillsExtension(providers=[skills]))


class Person(BaseModel):
    name: str
    age: int = 30


@mcp.tool
def add(a: int, b: int) -> int:
    return a + b


@mcp.tool
def fail() -> str:
    raise ToolError("broken on purpose")


@mcp.tool
def when() -> datetime:
    return datetime(2026, 1, 2, 3, 4, 5)


@mcp.tool
def meta(ctx: Context) -> str:
    given = ctx.request_context.meta
    dumped = given if isinstance(given, dict) else given.model_dump()
    return str(dumped.get("trace"))


@mcp.tool
async def steps(ctx: Context) -> str:
    for step in (1, 2):
        await ctx.report_progress(step, 2)
    return "done"


@mcp.tool
async def note(ctx: Context) -> str:
    await ctx.info("a note")
    return "noted"


@mcp.tool
async def ask(ctx: Context) -> str:
    answer = await ctx.elicit("Who are you?", Person)
    return f"{answer.data.name}, {answer.data.age}" if answer.action == "accept" else answer.action


@mcp.tool
async def think(ctx: Context) -> str:
    return (await ctx.sample("Think")).text


@mcp.tool
async def folders(ctx: Context) -> list[str]:
    return [str(root.uri) for root in await ctx.list_roots()]


@mcp.tool(task=True)
async def slow(n: int) -> int:
    return n + 1


@mcp.resource("docs://intro")
def intro() -> str:
    return "An introduction."


@mcp.resource("docs://{page}")
def page(page: str) -> str:
    return f"The page {page}."


@mcp.completion
async def complete(ref, argument, context):
    return [argument.value + ".ts"]


@mcp.prompt
def review(files: list[str]) -> str:
    return f"Review {len(files)} files."


if __name__ == "__main__":
    if len(sys.argv) > 1:
        port = int(sys.argv[-1])
        mcp.run(transport="http", host="127.0.0.1", port=port, show_banner=False, log_level="error")
    else:
        mcp.run(show_banner=False)

"""Tools of FastMCP 2.14 that run as tasks, over stdio."""

import asyncio

from fastmcp import FastMCP

peer = FastMCP("tasks", tasks=True)


@peer.tool(task=True)
async def slow(seconds: float = 0.3) -> str:
    await asyncio.sleep(seconds)
    return "done"


@peer.tool(task=True)
async def bad() -> str:
    await asyncio.sleep(0.1)
    raise ValueError("task bad")


peer.run(show_banner=False)

"""One small peer on any Python SDK: `python_peer.py fastmcp|mcp stdio`, or with a port for Streamable HTTP."""

import sys
from dataclasses import dataclass

framework, place = sys.argv[1:3]
stdio = place == "stdio"
port = 0 if stdio else int(place)


@dataclass
class Sum:
    sum: int


def add(a: int, b: int) -> Sum:
    """Adds two numbers."""
    return Sum(a + b)


if framework == "fastmcp":
    from fastmcp import FastMCP

    peer = FastMCP("peer", version="1.0.0")
    peer.tool(add)
    if stdio:
        peer.run(show_banner=False)
    else:
        peer.run(transport="http", host="127.0.0.1", port=port, show_banner=False)
else:
    try:
        from mcp.server import MCPServer

        peer = MCPServer("peer")
        peer.add_tool(add)
        if stdio:
            peer.run()
        else:
            peer.run("streamable-http", host="127.0.0.1", port=port)
    except ImportError:
        from mcp.server.fastmcp import FastMCP

        peer = FastMCP("peer", host="127.0.0.1", port=port)
        peer.add_tool(add)
        peer.run("stdio" if stdio else "streamable-http")

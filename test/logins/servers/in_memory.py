"""FastMCP (any of 2.14, 3, 4) with its in-memory authorization server: `python in_memory.py PORT`."""
import sys

from fastmcp import FastMCP
from fastmcp.server.auth.providers.in_memory import InMemoryOAuthProvider
from mcp.server.auth.settings import ClientRegistrationOptions, RevocationOptions

port = int(sys.argv[1])
auth = InMemoryOAuthProvider(
    base_url=f"http://127.0.0.1:{port}",
    client_registration_options=ClientRegistrationOptions(enabled=True, valid_scopes=["read", "write"]),
    revocation_options=RevocationOptions(enabled=True),
    required_scopes=["read"],
)
mcp = FastMCP("logins", auth=auth)


@mcp.tool
def add(a: int, b: int) -> int:
    return a + b


mcp.run(transport="http", host="127.0.0.1", port=port, show_banner=False)

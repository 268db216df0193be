"""FastMCP (any of 2.14, 3, 4) with its OAuth proxy in front of another authorization server: `python oauth_proxy.py PORT ISSUER`."""
import sys

from fastmcp import FastMCP
from fastmcp.server.auth import OAuthProxy
from fastmcp.server.auth.providers.introspection import IntrospectionTokenVerifier

port, issuer = int(sys.argv[1]), sys.argv[2]
client = {"client_id": "proxy", "client_secret": "of the proxy alone"}
auth = OAuthProxy(
    upstream_authorization_endpoint=f"{issuer}/auth",
    upstream_token_endpoint=f"{issuer}/token",
    upstream_revocation_endpoint=f"{issuer}/token/revocation",
    upstream_client_id=client["client_id"],
    upstream_client_secret=client["client_secret"],
    token_verifier=IntrospectionTokenVerifier(
        introspection_url=f"{issuer}/token/introspection", required_scopes=["read"], **client
    ),
    base_url=f"http://127.0.0.1:{port}",
    jwt_signing_key="of no use to anybody",
)
mcp = FastMCP("logins", auth=auth)


@mcp.tool
def add(a: int, b: int) -> int:
    return a + b


mcp.run(transport="http", host="127.0.0.1", port=port, show_banner=False)

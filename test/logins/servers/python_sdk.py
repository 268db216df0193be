"""The Python SDK with a provider like that of its `simple-auth` example: a login form, and no refresh tokens. `python python_sdk.py PORT`."""
import secrets
import sys
import time

from mcp.server.auth.provider import (
    AccessToken,
    AuthorizationCode,
    OAuthAuthorizationServerProvider,
    construct_redirect_uri,
)
from mcp.server.auth.settings import AuthSettings, ClientRegistrationOptions
from mcp.server.mcpserver.server import MCPServer
from mcp.shared.auth import OAuthToken
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

port = int(sys.argv[1])
ORIGIN = f"http://127.0.0.1:{port}"
FORM = """<form method="post"><input name="username"><input type="password" name="password">
<button type="submit">Sign In</button></form>"""


class Provider(OAuthAuthorizationServerProvider):
    def __init__(self):
        self.clients, self.asked, self.codes, self.tokens = {}, {}, {}, {}

    async def get_client(self, client_id):
        return self.clients.get(client_id)

    async def register_client(self, client_info):
        self.clients[client_info.client_id] = client_info

    async def authorize(self, client, params):
        state = params.state or secrets.token_hex(16)
        self.asked[state] = (client, params)
        return f"{ORIGIN}/login?state={state}"

    def agreed(self, state):
        client, params = self.asked.pop(state)
        code = f"mcp_{secrets.token_hex(16)}"
        self.codes[code] = AuthorizationCode(
            code=code,
            client_id=client.client_id,
            redirect_uri=params.redirect_uri,
            redirect_uri_provided_explicitly=params.redirect_uri_provided_explicitly,
            expires_at=time.time() + 300,
            scopes=params.scopes or ["user"],
            code_challenge=params.code_challenge,
            resource=params.resource,
        )
        return construct_redirect_uri(str(params.redirect_uri), code=code, state=state)

    async def load_authorization_code(self, client, authorization_code):
        return self.codes.get(authorization_code)

    async def exchange_authorization_code(self, client, authorization_code):
        token = f"mcp_{secrets.token_hex(32)}"
        self.tokens[token] = AccessToken(
            token=token,
            client_id=client.client_id,
            scopes=authorization_code.scopes,
            expires_at=int(time.time()) + 3600,
            resource=authorization_code.resource,
        )
        del self.codes[authorization_code.code]
        scope = " ".join(authorization_code.scopes)
        return OAuthToken(access_token=token, token_type="Bearer", expires_in=3600, scope=scope)

    async def load_access_token(self, token):
        return self.tokens.get(token)

    async def load_refresh_token(self, client, refresh_token):
        return None

    async def exchange_refresh_token(self, client, refresh_token, scopes):
        raise NotImplementedError

    async def revoke_token(self, token):
        self.tokens.pop(token.token, None)


provider = Provider()
mcp = MCPServer(
    "logins",
    auth_server_provider=provider,
    auth=AuthSettings(
        issuer_url=ORIGIN,
        resource_server_url=f"{ORIGIN}/mcp",
        required_scopes=["user"],
        client_registration_options=ClientRegistrationOptions(
            enabled=True, valid_scopes=["user"], default_scopes=["user"]
        ),
    ),
)


@mcp.tool()
def add(a: int, b: int) -> int:
    return a + b


@mcp.custom_route("/login", methods=["GET", "POST"])
async def login(request: Request) -> Response:
    if request.method == "GET":
        return HTMLResponse(FORM)
    form = await request.form()
    if (form.get("username"), form.get("password")) != ("demo_user", "demo_password"):
        return HTMLResponse(FORM, status_code=401)
    return RedirectResponse(provider.agreed(request.query_params["state"]), status_code=302)


mcp.run(transport="streamable-http", host="127.0.0.1", port=port)

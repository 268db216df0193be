import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startAuthorizationServer } from "../runtime/auth/support/authorization-server.js";
import { browser } from "../runtime/auth/support/browser.js";
import { startProtectedServer } from "../runtime/auth/support/protected-server.js";
import type { LoginServer, RunningServer } from "./login-server.js";
import { freePort, startProgram } from "./process.js";

const agree = (page: URL): Promise<void> => browser().open(page);
const at = (path: string): string => fileURLToPath(new URL(`../../test/logins/${path}`, import.meta.url));

const oidcProvider: LoginServer = {
  name: "oidc-provider 9",
  inCi: true,
  lacks: {},
  async start() {
    const as = await startAuthorizationServer();
    const server = await startProtectedServer(as);
    return {
      url: server.url,
      tool: ["whoami", {}],
      agree,
      wantMore: () => void (server.callScope = "write"),
      stop: async () => {
        await server.close();
        await as.close();
      },
    };
  },
};

/** The example server of the SDK with the authorization server of its examples. */
const sdkV1: LoginServer = {
  name: "example of the TypeScript SDK 1.32",
  inCi: true,
  lacks: {
    "refresh of 64 calls at once": "issues no refresh tokens",
    rotation: "issues no refresh tokens",
    "two processes": "issues no refresh tokens",
    "step-up": "asks for no more scopes",
    revocation: "has no revocation endpoint (RFC 7009)",
  },
  async start() {
    const [port, authPort] = [await freePort(), await freePort()];
    const program = fileURLToPath(
      import.meta.resolve("@modelcontextprotocol/sdk/examples/server/simpleStreamableHttp.js"),
    );
    const url = `http://localhost:${port}/mcp`;
    const stop = await startProgram([process.execPath, program, "--oauth"], url, {
      MCP_PORT: String(port),
      MCP_AUTH_PORT: String(authPort),
    });
    return { url, tool: ["greet", { name: "Ada" }], agree, stop };
  },
};

/** A FastMCP of its own Python: `uv venv .cache/logins-VERSION && uv pip install fastmcp==VERSION`. */
function fastmcp(version: string): LoginServer {
  return {
    name: `Python FastMCP ${version}`,
    inCi: false,
    lacks: { "step-up": "asks for no more scopes" },
    start: () => pythonServer(`fastmcp-${version}`, "in_memory.py", "/mcp"),
  };
}

async function pythonServer(venv: string, script: string, path: string): Promise<RunningServer> {
  const folder = process.env["LOGINS_VENVS"] ?? fileURLToPath(new URL("..", import.meta.url));
  const python = `${folder}/${venv}/bin/python`;
  await access(python).catch(() => {
    throw new Error(`not installed: uv venv ${venv} in .cache, with ${venv.replace("-", "==")}`);
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${path}`;
  const stop = await startProgram([python, at(`servers/${script}`), String(port)], url);
  return { url, tool: ["add", { a: 1, b: 2 }], agree, stop };
}

/** Every row of the table. */
export const SERVERS: readonly LoginServer[] = [
  oidcProvider,
  sdkV1,
  fastmcp("2.14.7"),
  fastmcp("3.4.11"),
  fastmcp("4.2.3"),
];

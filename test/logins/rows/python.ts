import { startAuthorizationServer } from "../../runtime/auth/support/authorization-server.js";
import { browser } from "../../runtime/auth/support/browser.js";
import { pythonWith } from "../installed.js";
import type { LoginServer, RunningServer } from "../login-server.js";
import { person } from "../person.js";
import { freePort, script, startProgram } from "../process.js";

/** FastMCP with the authorization server that it has for tests. */
function inMemory(version: string): LoginServer {
  return {
    name: `Python FastMCP ${version}`,
    inCi: false,
    lacks: { "step-up": "asks for no more scopes" },
    start: async () =>
      start(
        await pythonWith(`fastmcp-${version}`, [`fastmcp==${version}`]),
        "in_memory.py",
        await freePort(),
        {
          agree: (page) => browser().open(page),
        },
      ),
  };
}

/** FastMCP's OAuth proxy, which registers clients in place of an authorization server that registers none: here `oidc-provider`. */
function proxy(version: string): LoginServer {
  return {
    name: `Python FastMCP ${version}, OAuth proxy of oidc-provider 9`,
    inCi: false,
    lacks: { "step-up": "asks for no more scopes" },
    async start() {
      const python = await pythonWith(`fastmcp-${version}`, [`fastmcp==${version}`]);
      const port = await freePort();
      const client = {
        client_id: "proxy",
        client_secret: "of the proxy alone",
        redirect_uris: [`http://127.0.0.1:${port}/auth/callback`],
        grant_types: ["authorization_code", "refresh_token"],
      };
      const as = await startAuthorizationServer({ clients: [client] });
      const running = await start(python, "oauth_proxy.py", port, {
        agree: person("ada", "x"),
        args: [as.issuer],
      });
      return { ...running, stop: () => running.stop().then(() => as.close()) };
    },
  };
}

/** The routes of the SDK with a provider like the one of its example. */
const sdkExample: LoginServer = {
  name: "example of the Python SDK 2.3",
  inCi: false,
  lacks: {
    "refresh of 64 calls at once": "issues no refresh tokens",
    rotation: "issues no refresh tokens",
    "two processes": "issues no refresh tokens",
    "step-up": "asks for no more scopes",
    revocation: "has no revocation endpoint (RFC 7009)",
  },
  start: async () =>
    start(await pythonWith("mcp-2.3.0", ["mcp==2.3.0"]), "python_sdk.py", await freePort(), {
      agree: person("demo_user", "demo_password"),
    }),
};

async function start(
  python: string,
  name: string,
  port: number,
  { agree, args = [] }: Pick<RunningServer, "agree"> & { readonly args?: readonly string[] },
): Promise<RunningServer> {
  const url = `http://127.0.0.1:${port}/mcp`;
  const stop = await startProgram([python, script(name), String(port), ...args], url);
  return { url, tool: ["add", { a: 1, b: 2 }], agree, stop };
}

const VERSIONS = ["2.14.7", "3.4.11", "4.2.3"];
export const PYTHON: readonly LoginServer[] = [...VERSIONS.map(inMemory), ...VERSIONS.map(proxy), sdkExample];

import { fileURLToPath } from "node:url";
import { startAuthorizationServer } from "../../runtime/auth/support/authorization-server.js";
import { browser } from "../../runtime/auth/support/browser.js";
import { startProtectedServer } from "../../runtime/auth/support/protected-server.js";
import type { LoginServer } from "../login-server.js";
import { freePort, startProgram } from "../process.js";

const agree = (page: URL): Promise<void> => browser().open(page);

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
      env: { MCP_PORT: String(port), MCP_AUTH_PORT: String(authPort) },
    });
    return { url, tool: ["greet", { name: "Ada" }], agree, stop };
  },
};

export const TYPESCRIPT: readonly LoginServer[] = [oidcProvider, sdkV1];

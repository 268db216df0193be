import { withPackages } from "../installed.js";
import type { LoginServer } from "../login-server.js";
import { person } from "../person.js";
import { freePort, script, startProgram } from "../process.js";
import { startResourceServer } from "../resource-server.js";

function betterAuth(
  name: string,
  packages: readonly string[],
  program: string,
  issuerPath: string,
  more: Pick<LoginServer, "lacks"> & { readonly scope: string; readonly moreScope?: string },
): LoginServer {
  return {
    name,
    inCi: false,
    lacks: more.lacks,
    async start() {
      const folder = await withPackages(program.replace(/\.mjs$/, ""), packages);
      const [port, resourcePort] = [await freePort(), await freePort()];
      const origin = `http://127.0.0.1:${port}`;
      const server = await startResourceServer(
        {
          issuer: `${origin}${issuerPath}`,
          scope: more.scope,
          scopeOf: async (token) => {
            const asked = await fetch(`${origin}/scope?token=${encodeURIComponent(token)}`);
            return (await asked.text()) || undefined;
          },
        },
        resourcePort,
      );
      const command = [process.execPath, script(program), String(port), server.url] as const;
      const stop = await startProgram(command, origin, { cwd: folder });
      return {
        url: server.url,
        tool: ["whoami", {}],
        agree: person("ada@example.com", "correct horse"),
        wantMore: () => void (server.callScope = more.moreScope ?? more.scope),
        stop: () => stop().then(server.close),
      };
    },
  };
}

export const BETTER_AUTH: readonly LoginServer[] = [
  betterAuth(
    "better-auth 1.7, OAuth provider",
    ["better-auth@1.7.5", "@better-auth/oauth-provider@1.7.5"],
    "better-auth.mjs",
    "/api/auth",
    { lacks: {}, scope: "read", moreScope: "write" },
  ),
  betterAuth(
    "example of the TypeScript SDK 2 (better-auth 1.6, MCP plugin)",
    ["better-auth@1.6"],
    "better-auth-mcp.mjs",
    "",
    {
      lacks: { revocation: "has no revocation endpoint (RFC 7009)" },
      scope: "openid",
      moreScope: "email",
    },
  ),
];

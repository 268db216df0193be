import { resolve } from "node:path";
import { expect, it } from "vitest";
import { scriptsOf } from "../../../src/codegen/watch/scripts.js";
import { parseConfig } from "../../../src/shared/config/index.js";

it.each<[string, object, readonly string[]]>([
  ["a script of node", { command: "node", args: ["--flag", "server.mjs"] }, ["/conf/server.mjs"]],
  ["a script as the program", { command: "./server.py" }, ["/conf/server.py"]],
  [
    "relative to the server's folder",
    { command: "node", args: ["s.js"], cwd: "/srv/x" },
    [resolve("/srv/x/s.js")],
  ],
  ["a variable in the path", { command: "node", args: ["${workspaceFolder}/s.ts"] }, ["/conf/s.ts"]],
  [
    "variables from a file",
    { command: "node", args: ["s.js"], envFile: "/e/.env" },
    ["/conf/s.js", resolve("/e/.env")],
  ],
  ["a package, which is not a script", { command: "node", args: ["node_modules/x/index.js"] }, []],
  ["npx", { command: "npx", args: ["-y", "some-server"] }, []],
  ["data", { command: "node", args: ["--db", "data.db"] }, []],
  ["a URL", { url: "https://example.com/mcp.js" }, []],
])("%s", (_name, entry, want) => {
  const [server] = parseConfig({ mcpServers: { s: entry } }, { path: "/conf/mcp.json" }).servers;
  expect(scriptsOf(server!, {})).toEqual(want);
});

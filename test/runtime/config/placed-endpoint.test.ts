import { expect, it } from "vitest";
import { placedEndpoint } from "../../../src/runtime/config/placed-endpoint.js";

it.each<[string, readonly string[], string, readonly string[]]>([
  ["cmd", ["/c", "npx", "-y", "x"], "npx", ["-y", "x"]],
  ["cmd", ["/s", "/c", "npx", "-y", "x"], "npx", ["-y", "x"]],
  ["cmd.exe", ["/d", "/s", "/v:on", "/c", "npx", "x"], "npx", ["x"]],
  ["cmd", ["/c", 'npx.cmd -y x --title "a b"'], "npx", ["-y", "x", "--title", "a b"]],
  ["cmd", ["/s", "npx"], "cmd", ["/s", "npx"]],
  ["run.bat", ["x"], "run.bat", ["x"]],
  ["cmd.exe", ["/C", "npx.cmd", "x"], "npx", ["x"]],
  ["npx.cmd", ["-y", "x"], "npx", ["-y", "x"]],
  ["uvx.exe", [], "uvx", []],
  ["node", ["s.js"], "node", ["s.js"]],
  ["C:\\Program Files\\nodejs\\npx.cmd", [], "C:\\Program Files\\nodejs\\npx.cmd", []],
])("off Windows, %s %j is %s %j", (command, args, wanted, rest) => {
  const endpoint = { kind: "stdio", command, args, env: {} } as const;
  expect(placedEndpoint(endpoint, "/p", "linux")).toMatchObject({ command: wanted, args: rest });
  expect(placedEndpoint(endpoint, undefined, "win32")).toMatchObject({ command, args });
});

import { describe, expect, it } from "vitest";
import { packageCommand } from "../../../src/runtime/platform/shell-command.js";

describe("packageCommand", () => {
  const words = ["fmcp-codegen", "record", "a.b", `{"it":"Ann's \\"x\\""}`, "my folder\\"];
  const quoted = `'{"it":"Ann'\\''s \\"x\\""}' 'my folder\\'`;
  it.each([
    ["npm", "linux", "npm/10.9.0 node/v22", `npx fmcp-codegen record a.b ${quoted}`],
    ["pnpm", "darwin", "pnpm/9.1.0 npm/? node/v22", `pnpm exec fmcp-codegen record a.b ${quoted}`],
    ["yarn", "linux", "yarn/4.1.0 npm/?", `yarn fmcp-codegen record a.b ${quoted}`],
    ["bun", "linux", "bun/1.2.0", `bunx fmcp-codegen record a.b ${quoted}`],
    ["no manager", "linux", undefined, `npx fmcp-codegen record a.b ${quoted}`],
    [
      "Windows",
      "win32",
      undefined,
      String.raw`npx fmcp-codegen record a.b "{\"it\":\"Ann's \\\"x\\\"\"}" "my folder\\"`,
    ],
  ])("writes for %s", (_name, platform, agent, want) => {
    expect(packageCommand(words, { platform, env: { npm_config_user_agent: agent } })).toBe(want);
  });
});

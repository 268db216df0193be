import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

const SECRET = "sk-live-4f9a8b7c6d5e4f3a2b1c";

/** In a file of a client that replaces no reference, `add` says so; elsewhere it writes the form that the client replaces. */
it.each([
  ["claude_desktop_config.json", "${NEW_TOKEN}", "Claude Desktop (modelcontextprotocol/servers#1039)"],
  [".zed/settings.json", "${NEW_TOKEN}", "Zed (zed-industries/zed#60459)"],
  [".lmstudio/mcp.json", "${NEW_TOKEN}", "LM Studio (lmstudio-ai/lms#389)"],
  [".config/goose/config.yaml", "${NEW_TOKEN}", "Goose (aaif-goose/goose#2259)"],
  [".gemini/antigravity/mcp_config.json", "${NEW_TOKEN}", "Antigravity (google-antigravity/"],
  [".codex/config.toml", "${NEW_TOKEN}", "Codex (openai/codex#2680)"],
  [".cursor/mcp.json", "${env:NEW_TOKEN}", undefined],
  ["opencode.json", "{env:NEW_TOKEN}", undefined],
  [".mcp.json", "${NEW_TOKEN}", undefined],
  ["mcp.json", "${NEW_TOKEN}", undefined],
])("a secret that is added to %s is %s, with a warning: %s", async (file, written, by) => {
  const folder = await folderWith({});
  const words = ["--", "npx", "-y", "p", "--api-key", SECRET];
  const { exitCode, stderr } = await runMain(["add", "new", "-f", file, ...words], folder);
  expect(exitCode).toBe(0);
  const text = await readFile(join(folder, file), "utf8");
  expect(text).toContain(written);
  expect(text).not.toContain(SECRET);
  const warnings = stderr.split("\n").filter((line) => line.startsWith("warning:"));
  expect(warnings).toEqual(
    by === undefined
      ? []
      : [expect.stringContaining(`is replaced here, and passed to the server as it is by ${by}`)],
  );
});

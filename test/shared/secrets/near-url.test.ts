import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runRemove } from "../../../src/codegen/cli/edit/run-remove.js";
import { targetOf } from "../../../src/codegen/config/targets/target-word.js";
import { entryOfTarget } from "../../../src/codegen/config/targets/target-entry.js";
import { shapeOfTarget } from "../../../src/runtime/transport/infer-source.js";
import { readConfigFile } from "../../../src/codegen/config/json-file.js";
import { withoutUrlSecrets } from "../../../src/shared/secrets/index.js";

it.each([
  ["htps://user:pw-1@h/mcp?key=sk-1", "htps://***@h/mcp?***"],
  ["https//user:pw-1@h/mcp?key=sk-1", "https//***@h/mcp?***"],
  ["https:/user:pw-1@h", "https:/***@h"],
  ["user:pw-1@h/mcp?key=sk-1", "***@h/mcp?***"],
  ["//user:pw@1@h/mcp#a=sk-1", "//***@h/mcp#***"],
  ["h.example.com/mcp?token=sk-1", "h.example.com/mcp?***"],
  ["postgres://user:pw-1@h/x", "postgres://***@h/x"],
])("no message shows the secrets of %s", async (text, want) => {
  expect(() => shapeOfTarget(text)).toThrow(`"${want}"`);
  await expect(readConfigFile(text, "")).rejects.toThrow(`No such file: ${want}.`);
});

it.each([
  ["htps://user:pw-1@h/x.js", "/htps:/***@h/x.js"],
  ["https:/tok-1@h/x.py", "/https:/***@h/x.py"],
  ["user:pw-1@h/x.js", "/***@h/x.js"],
])("no message about the script %s shows its secrets", async (text, want) => {
  const context = { folder: "/", cwd: "/" };
  const target = targetOf(text, "/") as Parameters<typeof entryOfTarget>[0];
  await expect(entryOfTarget(target, context)).rejects.toThrow(`No such script: ${want}.`);
});

it("no message about a folder shows what looks like the secrets of a URL", () => {
  const folder = mkdtempSync(join(tmpdir(), "near-"));
  mkdirSync(join(folder, "user:pw-1@h"));
  expect(() => shapeOfTarget(join(folder, "user:pw-1@h"))).toThrow(
    `Unsupported script type: ${folder}/***@h:`,
  );
});

it("no message of `remove` shows them", async () => {
  const terminal = { cwd: "/", env: {} } as unknown as Parameters<typeof runRemove>[2];
  await expect(runRemove("a", { file: "htps://user:pw-1@h/mcp.json" }, terminal)).rejects.toThrow(
    "No such file: htps://***@h/mcp.json.",
  );
});

it.each(["a/@scope/b.json", "@scope/b.json", "C#/x.json", "C:\\a\\b.json"])("the path %s stays", (path) => {
  expect(withoutUrlSecrets(path)).toBe(path);
});

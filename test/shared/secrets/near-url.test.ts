import { expect, it } from "vitest";
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

it.each(["a/@scope/b.json", "@scope/b.json", "C#/x.json", "C:\\a\\b.json"])("the path %s stays", (path) => {
  expect(withoutUrlSecrets(path)).toBe(path);
});

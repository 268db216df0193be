import { expect, it } from "vitest";
import { targetOf, withTargetWord } from "../../../src/codegen/config/targets/target-word.js";

it.each([
  [
    ["generate", "mcp.json"],
    ["generate", "mcp.json"],
  ],
  [
    ["-o", "x", "--", "node", "s.js"],
    ["-o", "x", 'command:["node","s.js"]'],
  ],
  [
    ["check", "--from", "cursor"],
    ["check", "client:cursor"],
  ],
  [
    ["--from=codex", "-o", "x"],
    ["-o", "x", "client:codex"],
  ],
  [["--", "a", "--from", "b"], ['command:["a","--from","b"]']],
  [["--from"], ["--from"]],
])("%j becomes %j", (argv, want) => {
  expect(withTargetWord(argv)).toEqual(want);
});

it.each([
  ["mcp.json", undefined],
  ["conf/servers.yaml", undefined],
  ["weather", undefined],
  ["wss://h/x", { kind: "url", url: "wss://h/x" }],
  ["bundle.mcpb", { kind: "bundle", path: "/p/bundle.mcpb" }],
  ["registry:io.github.o/n@1.0.0", { kind: "registry", name: "io.github.o/n", version: "1.0.0" }],
])("%s is %j", (word, want) => {
  expect(targetOf(word, "/p")).toEqual(want);
});

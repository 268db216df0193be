import { describe, expect, it } from "vitest";
import { readConfigText } from "../../../src/shared/config/index.js";
import { describeConfig } from "./describe-config.js";

type Files = Readonly<Record<string, unknown>>;

/** What is read at `path` of a folder with `files`. */
async function read(path: string, files: Files): Promise<readonly string[]> {
  const text = (file: string): string | undefined => {
    const value = files[file];
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
  const beside = (file: string): Promise<Uint8Array | undefined> => {
    const found = text(file);
    return Promise.resolve(found === undefined ? undefined : new TextEncoder().encode(found));
  };
  const options = { path, beside, home: "/h", project: "/p/sub" };
  return describeConfig(await readConfigText(text(path) ?? "", options));
}

const two = { mcpServers: { a: { command: "a" }, b: { command: "b" } } };
const PLUGIN = "/p/.claude-plugin/plugin.json";
const inPlugin = { command: "${CLAUDE_PLUGIN_ROOT}/run.sh" };

const listed = {
  mcpServers: {
    a: { command: "npx", args: ["-y", "a"] },
    b: { command: "b" },
    u: { url: "https://u.example/mcp" },
  },
};

/** Lists of Claude Code's settings, of the project and of the person, and which of `a`, `b` and `u` are off. */
const CLAUDE_LISTS = (
  [
    ["a denied name", { deniedMcpServers: [{ serverName: "a" }] }, {}, "a"],
    ["a denied command", { deniedMcpServers: [{ serverCommand: ["npx", "-y", "a"] }] }, {}, "a"],
    ["another command", { deniedMcpServers: [{ serverCommand: ["npx", "a"] }] }, {}, ""],
    ["a denied address", { deniedMcpServers: [{ serverUrl: "https://*.example/*" }] }, {}, "u"],
    ["a denial of the person", {}, { deniedMcpServers: [{ serverName: "b" }] }, "b"],
    ["allowed names", { allowedMcpServers: [{ serverName: "a" }] }, {}, "bu"],
    [
      "lists of both",
      { allowedMcpServers: [{ serverName: "a" }] },
      { allowedMcpServers: [{ serverName: "u" }] },
      "b",
    ],
    ["a list that is empty", { allowedMcpServers: [] }, {}, "abu"],
    [
      "commands beside names",
      { allowedMcpServers: [{ serverCommand: ["b"] }, { serverName: "a" }] },
      {},
      "au",
    ],
    [
      "what is allowed and denied",
      { allowedMcpServers: [{ serverName: "a" }], deniedMcpServers: [{ serverName: "a" }] },
      {},
      "abu",
    ],
  ] as const
).map(([title, project, person, off]): [string, string, Files, readonly string[]] => [
  `Claude Code: ${title}`,
  "/p/.mcp.json",
  { "/p/.mcp.json": listed, "/p/.claude/settings.json": project, "/h/.claude/settings.json": person },
  ["a: stdio npx -y a", "b: stdio b", "u: http? https://u.example/mcp"].map((line) =>
    off.includes(line.charAt(0)) ? `${line}, off` : line,
  ),
]);

describe("files that a client reads with its config", () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      "Claude Code: servers that the project and the person reject",
      "/p/.mcp.json",
      {
        "/p/.mcp.json": two,
        "/p/.claude/settings.json": { disabledMcpjsonServers: ["a", 1] },
        "/p/.claude/settings.local.json": { disabledMcpjsonServers: ["b"] },
      },
      ["a: stdio a, off", "b: stdio b, off"],
    ],
    [
      "Claude Code: an approval hides no other server",
      "/p/.mcp.json",
      { "/p/.mcp.json": two, "/p/.claude/settings.json": { enabledMcpjsonServers: ["a"] } },
      ["a: stdio a", "b: stdio b"],
    ],
    [
      "Claude Code: servers that the person rejects in every project, or in this one",
      "/p/.mcp.json",
      {
        "/p/.mcp.json": two,
        "/h/.claude/settings.json": { disabledMcpjsonServers: ["a"] },
        "/h/.claude.json": { projects: { "/p": { disabledMcpjsonServers: ["b"] } } },
      },
      ["a: stdio a, off", "b: stdio b, off"],
    ],
    [
      "Claude Code: what is rejected in another project",
      "/p/.mcp.json",
      {
        "/p/.mcp.json": two,
        "/h/.claude.json": {
          projects: {
            "/": { disabledMcpServers: ["a"] },
            "/p": {},
            "/pp": { disabledMcpjsonServers: ["b"] },
          },
        },
      },
      ["a: stdio a", "b: stdio b"],
    ],
    [
      "Claude Code: a person's servers that /mcp disables in this project",
      "/h/.claude.json",
      {
        "/h/.claude.json": {
          ...two,
          projects: { "/p": { mcpServers: { c: { command: "c" } }, disabledMcpServers: ["a", "c"] } },
        },
      },
      ["a: stdio a, off", "b: stdio b", "c: stdio c, off"],
    ],
    ...CLAUDE_LISTS,
    [
      "Claude Code: settings that are not JSON",
      "/p/.mcp.json",
      { "/p/.mcp.json": two, "/p/.claude/settings.json": "{ disabled" },
      ["a: stdio a", "b: stdio b"],
    ],
    [
      "a plugin that names a file",
      PLUGIN,
      {
        [PLUGIN]: { name: "x", mcpServers: "./cfg/mcp.json" },
        "/p/cfg/mcp.json": { mcpServers: { s: inPlugin } },
      },
      ["s: stdio ${CLAUDE_PLUGIN_ROOT}/run.sh"],
    ],
    [
      "a plugin that names several, one with servers alone",
      PLUGIN,
      {
        [PLUGIN]: { name: "x", mcpServers: ["./a.json", "b.json"] },
        "/p/a.json": two,
        "/p/b.json": { s: inPlugin },
      },
      ["a: stdio a", "b: stdio b", "s: stdio ${CLAUDE_PLUGIN_ROOT}/run.sh"],
    ],
    [
      "a plugin that names none: its .mcp.json",
      PLUGIN,
      { [PLUGIN]: { name: "x" }, "/p/.mcp.json": { s: inPlugin } },
      ["s: stdio ${CLAUDE_PLUGIN_ROOT}/run.sh"],
    ],
    [
      "a plugin that names a file outside of it",
      PLUGIN,
      { [PLUGIN]: { name: "x", mcpServers: "../mcp.json" }, "/mcp.json": two },
      ["fault /mcpServers: The servers are in another file: ../mcp.json. Name that file instead."],
    ],
    [
      "fast-agent: secrets",
      "/p/fastagent.config.yaml",
      {
        "/p/fastagent.config.yaml":
          "mcp:\n  servers:\n    s:\n      command: s\n      env:\n        A: '1'\n",
        "/p/fastagent.secrets.yaml": "mcp:\n  servers:\n    s:\n      env:\n        KEY: k\n",
      },
      ["s: stdio s, A=1, KEY=k"],
    ],
    [
      "fast-agent: no secrets",
      "/p/fastagent.config.yaml",
      { "/p/fastagent.config.yaml": "mcp:\n  servers:\n    s:\n      command: s\n" },
      ["s: stdio s"],
    ],
  ])("%s", async (_, path, files, want) => {
    expect(await read(path, files)).toEqual(want);
  });
});

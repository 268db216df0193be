import { describe, expect, it } from "vitest";
import { parseConfig, resolveEntry } from "../../../src/shared/config/index.js";

const env = { V: "v", HOME: "/h" };
const FILES = {
  cursor: ".cursor/mcp.json",
  vscode: ".vscode/mcp.json",
  claude: ".mcp.json",
  desktop: "claude_desktop_config.json",
  zed: ".zed/settings.json",
  goose: ".config/goose/config.yaml",
  studio: ".lmstudio/mcp.json",
  antigravity: ".gemini/antigravity/mcp_config.json",
  codex: ".codex/config.toml",
  opencode: "opencode.json",
  gemini: ".gemini/settings.json",
  crush: "crush.json",
  windsurf: ".codeium/windsurf/mcp_config.json",
  roo: ".roo/mcp.json",
  cline: "cline_mcp_settings.json",
  amazon: ".amazonq/mcp.json",
  mcp: "mcp.json",
};
const PLACES: Readonly<Record<string, string>> = {
  zed: "context_servers",
  goose: "extensions",
  codex: "mcp_servers",
  opencode: "mcp",
  crush: "mcp",
  vscode: "servers",
};

function read(client: keyof typeof FILES, entry: object, rest: object = {}): ReturnType<typeof parseConfig> {
  return parseConfig({ [PLACES[client] ?? "mcpServers"]: { s: entry }, ...rest }, { path: FILES[client] });
}

/** What is sent in place of each reference, by field; and what is said about it. */
describe("a reference that a client", () => {
  it.each<[keyof typeof FILES, object, object, string | undefined]>([
    ["mcp", { env: { A: "${V}" } }, { env: { A: "v" } }, undefined],
    ["mcp", { env: { A: "{env:V}" } }, { env: { A: "v" } }, undefined],
    ["claude", { env: { A: "${V:-x}" } }, { env: { A: "v" } }, undefined],
    ["claude", { env: { A: "$V" } }, { env: { A: "v" } }, "$V … Write ${V}."],
    ["claude", { env: { A: "${env:V}" } }, { env: { A: "v" } }, "${env:V} … Write ${V}."],
    ["cursor", { env: { A: "${env:V}" } }, { env: { A: "v" } }, undefined],
    ["cursor", { args: ["-k=${V}"] }, { args: ["-k=v"] }, "${V} … Write ${env:V}."],
    ["cursor", { cwd: "${HOME}/x" }, { cwd: "/h/x" }, "${HOME} … Write ${env:HOME}."],
    ["vscode", { env: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Write ${env:V}."],
    ["vscode", { envFile: "${workspaceFolder}/.env" }, { envFile: "/w/.env" }, undefined],
    ["windsurf", { args: ["${V}"] }, { args: ["v"] }, "${V} … Write ${env:V}."],
    ["roo", { env: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Write ${env:V}."],
    ["cline", { env: { A: "%V%" } }, { env: { A: "v" } }, "%V% … Write ${env:V}."],
    ["desktop", { env: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Write the value itself"],
    ["desktop", { cwd: "${workspaceFolder}" }, { cwd: "/w" }, "${workspaceFolder} … Write the value itself"],
    ["desktop", { args: ["K:${OWN}"], env: { OWN: "o" } }, { args: ["K:o"] }, undefined],
    ["zed", { env: { A: "$V" } }, { env: { A: "v" } }, "$V … Write the value itself"],
    ["studio", { env: { A: "${env:V}" } }, { env: { A: "v" } }, "${env:V} … Write the value itself"],
    ["antigravity", { env: { A: "$V" } }, { env: { A: "v" } }, "$V … Write the value itself"],
    ["codex", { env: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Name the variable in env_vars"],
    ["goose", { envs: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Name the variable in env_keys"],
    ["goose", { envs: { A: "pa$V" } }, { env: { A: "pa$V" } }, undefined],
    ["opencode", { env: { A: "{env:V}" } }, { env: { A: "v" } }, undefined],
    ["opencode", { env: { A: "${V}" } }, { env: { A: "v" } }, "${V} … Write {env:V}."],
    ["gemini", { env: { A: "a-$V-%V%" } }, { env: { A: "a-v-v" } }, undefined],
    ["gemini", { env: { A: "${env:V}" } }, { env: { A: "v" } }, "${env:V} … Write ${V}."],
    ["crush", { env: { A: "a-$V" } }, { env: { A: "a-v" } }, undefined],
    ["amazon", { env: { A: "${V}" } }, { env: { A: "v" } }, undefined],
  ])("%s may not replace: %j", (client, fields, want, note) => {
    const { servers, faults, warnings = [] } = read(client, { command: "x", ...fields });
    expect(faults).toEqual([]);
    const resolved = resolveEntry(servers[0]!, { env, workspaceFolder: "/w" });
    expect(resolved).toMatchObject({ faults: [], entry: want });
    const [shown, hint = ""] = note?.split(" … ") ?? [];
    expect(warnings).toEqual(
      note === undefined
        ? []
        : [
            expect.objectContaining({
              message: expect.stringContaining(`: ${shown} is replaced here, and passed`) as string,
              hint: expect.stringContaining(hint) as string,
            }),
          ],
    );
  });

  it.each<[keyof typeof FILES, object, string, string | undefined]>([
    ["goose", { headers: { A: "Bearer ${ V }" } }, "Bearer v", undefined],
    ["goose", { headers: { A: "a-$V" } }, "a-v", undefined],
    ["goose", { headers: { A: "${V:-x}" } }, "v", "Goose (aaif-goose/goose#5439)"],
    ["amazon", { headers: { A: "${V}" } }, "v", "Amazon Q Developer (aws/amazon-q-developer-cli#3646)"],
    ["amazon", { headers: { A: "${env:V}" } }, "v", undefined],
    ["zed", { headers: { A: "Bearer $V" } }, "Bearer v", "Zed (zed-industries/zed#60459)"],
  ])("%s may not replace in headers: %j", (client, fields, value, by) => {
    const { servers, warnings = [] } = read(client, { url: "https://h.example/mcp", ...fields });
    expect(resolveEntry(servers[0]!, { env }).entry).toMatchObject({ headers: { A: value } });
    expect(warnings.map(({ message }) => message.replace(/^.*as it is by /, ""))).toEqual(
      by === undefined ? [] : [`${by}.`],
    );
  });

  it("passes on costs one warning a server, and names the client and where it is said", () => {
    const entry = { command: "${V}", args: ["${V}"], env: { A: "$V", B: "{env:V}" } };
    expect(read("desktop", entry).warnings).toEqual([
      {
        pointer: "/mcpServers/s/command",
        server: "s",
        message:
          '"command": ${V} is replaced here, and passed to the server as it is by Claude Desktop (modelcontextprotocol/servers#1039).',
        hint: "Write the value itself if Claude Desktop is to use it, too.",
      },
    ]);
  });
});

describe("a default", () => {
  it.each([
    ["{env:V}", "v"],
    ["$V", "v"],
    ["${V}", "v"],
    ["${NOPE:-d}", "d"],
    ["%V%", "v"],
    ["${env:V}", "v"],
    ["{file:/f}", "text"],
    ["${file:/f}", "text"],
    ["plain", "plain"],
  ])("may be %s, of an input and of an argument", (preset, want) => {
    const readFile = (path: string): string | undefined => (path === "/f" ? "text\n" : undefined);
    const tools = { t: { arguments: { a: { default: preset } } } };
    const entry = { command: "x", args: ["${input:i}"], tools };
    const { servers } = read("vscode", entry, {
      inputs: [{ id: "i", type: "promptString", default: preset }],
    });
    expect(resolveEntry(servers[0]!, { env, readFile })).toMatchObject({
      faults: [],
      entry: { args: [want], tools: { t: { arguments: { a: { default: want } } } } },
    });
  });
});

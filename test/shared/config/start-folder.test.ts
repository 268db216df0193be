import { expect, it } from "vitest";
import { dialectNamed } from "../../../src/shared/config/dialects/index.js";
import { readConfigText } from "../../../src/shared/config/index.js";
import { startFolderOf } from "../../../src/shared/config/start-folder.js";

const HOME = "/home/u";
const WORK = { userHome: HOME, project: "/p" };

it.each<[string, string, string | undefined]>([
  ["claude-code", `${HOME}/.claude.json`, "/p"],
  ["cursor", `${HOME}/.cursor/mcp.json`, "/p"],
  ["codex", `${HOME}/.codex/config.toml`, "/p"],
  ["gemini", `${HOME}/.gemini/settings.json`, "/p"],
  ["opencode", `${HOME}/.config/opencode/opencode.jsonc`, "/p"],
  ["zed", `${HOME}/.config/zed/settings.json`, "/p"],
  ["copilot", `${HOME}/.copilot/mcp-config.json`, "/p"],
  // microsoft/vscode#248193: servers of the user start in the home folder, those of a workspace in it.
  ["vscode", `${HOME}/.config/Code/User/mcp.json`, HOME],
  ["vscode", "/p/.vscode/mcp.json", "/p"],
  // cline/cline#9950: not in the workspace.
  ["cline", `${HOME}/.cline/data/settings/cline_mcp_settings.json`, HOME],
  ["claude-desktop", `${HOME}/.config/Claude/claude_desktop_config.json`, HOME],
  ["lm-studio", `${HOME}/.lmstudio/mcp.json`, HOME],
  ["windsurf", `${HOME}/.codeium/windsurf/mcp_config.json`, HOME],
  ["codex", "/q/.codex/config.toml", "/q"],
  ["codex", `${HOME}/q/.codex/config.toml`, `${HOME}/q`],
  ["cursor", "/home/other/.cursor/mcp.json", "/home/other"],
])("%s: servers of %s start in %s", (id, path, want) => {
  expect(startFolderOf(path, WORK)).toBe(want);
  const names = [...(dialectNamed(id)?.home ?? []), ...(dialectNamed(id)?.project ?? [])];
  expect(names.some((name) => path.endsWith(name))).toBe(true);
});

it("is the working directory of the process if the project is unknown", () => {
  expect(startFolderOf(`${HOME}/.codex/config.toml`, { userHome: HOME })).toBeUndefined();
  expect(startFolderOf(`${HOME}/.codex/config.toml`, {})).toBe(HOME);
});

it("knows the files of a home folder on Windows", () => {
  const work = { userHome: "C:\\Users\\u", project: "D:\\p" };
  expect(startFolderOf("C:\\Users\\u\\.codex\\config.toml", work)).toBe("D:\\p");
});

it("leaves servers of single projects in ~/.claude.json to their folders", async () => {
  const server = { command: "x" };
  const text = JSON.stringify({
    mcpServers: { everywhere: server },
    projects: { "/p": { mcpServers: { here: server } } },
  });
  const { servers } = await readConfigText(text, {
    path: `${HOME}/.claude.json`,
    userHome: HOME,
    project: "/p/sub",
  });
  expect(servers.map(({ key, folder }) => [key, folder])).toEqual([
    ["everywhere", "/p/sub"],
    ["here", "/p"],
  ]);
});

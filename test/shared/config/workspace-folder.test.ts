import { expect, it } from "vitest";
import { DIALECTS } from "../../../src/shared/config/dialects/index.js";
import { workspaceFolderOf } from "../../../src/shared/config/workspace-folder.js";

it.each([
  ["/p/mcp.json", "/p"],
  ["/p/.mcp.json", "/p"],
  ["/p/.vscode/mcp.json", "/p"],
  ["/p/.cursor/mcp.json", "/p"],
  ["/p/.kiro/settings/mcp.json", "/p"],
  ["/p/.amazonq/cli-agents/dev.json", "/p"],
  ["/p/.continue/mcpServers/a.yaml", "/p"],
  ["/p/.claude-plugin/plugin.json", "/p"],
  ["/p/.tool/mcp.json", "/p"],
  ["/home/u/.dotfiles/site/conf/mcp.json", "/home/u/.dotfiles/site/conf"],
  ["/home/u/.vscode/ext/one/two/mcp.json", "/home/u/.vscode/ext/one/two"],
  ["/mcp.json", "/"],
  ["/.mcp/mcp.json", "/"],
  ["mcp.json", "."],
  ["./mcp.json", "."],
  ["../mcp.json", ".."],
  [".vscode/mcp.json", "."],
  ["sub/mcp.json", "sub"],
  ["C:\\p\\.vscode\\mcp.json", "C:\\p"],
  ["C:\\mcp.json", "C:\\"],
  ["/home/u/.config/goose/config.yaml", "/home/u"],
  ["/home/u/.config/site/mcp.json", "/home/u/.config/site"],
  ["/Users/u/Library/Application Support/site/mcp.json", "/Users/u/Library/Application Support/site"],
  ["C:\\Users\\u\\AppData\\Roaming\\Claude\\claude_desktop_config.json", "C:\\Users\\u"],
])("the home of %s is %s", (path, want) => {
  expect(workspaceFolderOf(path)).toBe(want);
});

it("is the home folder for every file that a client has there", () => {
  const files = DIALECTS.flatMap(({ home }) => home);
  expect(files.filter((file) => workspaceFolderOf(`/home/u/${file}`) !== "/home/u")).toEqual([]);
});

import { expect, it } from "vitest";
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
])("the home of %s is %s", (path, want) => {
  expect(workspaceFolderOf(path)).toBe(want);
});

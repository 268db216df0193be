import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runMain } from "../codegen/cli/run-main.js";
import { folderWith } from "../codegen/config/temporary-folder.js";

const SCRIPT = fileURLToPath(new URL("../codegen/cli/fixtures/shell.mjs", import.meta.url));
const page = await readFile(new URL("../../docs/shell.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block.trim().split("\n"));

/** The words of a command line with single quotes, as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ""));
}

describe("docs/shell.md", () => {
  it.each(blocks.map((lines) => [lines[0] ?? "", lines] as const))(
    "shows commands that work, from %j on",
    async (_, lines) => {
      const entry = { command: process.execPath, args: [SCRIPT] };
      const folder = await folderWith({
        "mcp.json": JSON.stringify({ mcpServers: { weather: entry } }),
        "server.mjs": `import ${JSON.stringify(SCRIPT)};\n`,
      });
      for (const line of lines) {
        const [program, ...argv] = wordsOf(line);
        expect(program).toBe("fmcp-codegen");
        const { exitCode, stdout, stderr } = await runMain(argv, folder);
        expect({ line, exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({
          line,
          exitCode: 0,
          stderr: "",
        });
        if (!/ -q$|--output/.test(line)) expect(stdout).not.toBe("");
      }
    },
    60_000,
  );
});

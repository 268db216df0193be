import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
The page is self-contained: it loads no fonts, scripts or other files. It has a search, and works on phones as well.

Examples:
  fmcp-codegen docs -o docs.html                         the lock; no server is contacted
  fmcp-codegen docs -o docs.html --against git:main      plus the changes since main
  fmcp-codegen docs mcp.json -o docs.html                the servers now, plus the changes since the lock
  fmcp-codegen docs --tokens                             tokens of each tool, and how many the filter saves

Exit codes:
  0 done   2 no lock and no config, or a usage error   3 some servers failed   4 all failed
`;

/** `fmcp-codegen docs [config]`. */
export function addDocs(program: Command, context: CommandContext): void {
  const command = program
    .command("docs")
    .description("one HTML page that shows every server, tool, resource, prompt and type");
  const given = addOptions(command, "docs");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runDocs } = await import("./run-docs.js");
      context.finish(await runDocs(given(flags, config), context.terminal));
    });
}

import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
The page needs nothing else: no network, no font, no other file. It has a search, and is made for a phone, too.

Examples:
  fmcp-codegen docs -o docs.html                         what the lock says; asks nobody
  fmcp-codegen docs -o docs.html --against git:main      and what changed since main
  fmcp-codegen docs mcp.json -o docs.html                what the servers say now, and what changed since the lock
  fmcp-codegen docs --tokens                             what each tool costs a model, and what the filter saves

Exit codes:
  0 done   2 no lock and no config, or a fault of usage   3 some servers failed   4 all failed
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

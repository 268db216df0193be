import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Examples:
  fmcp-codegen list                              every server of the nearest config
  fmcp-codegen list -s weather --json            one of them, with its schemas
  fmcp-codegen list https://example.com/mcp      a server behind a URL
  fmcp-codegen list -- npx -y some-server        a server that a command starts

Exit codes:
  0 done   2 usage or config error   3 some servers failed   4 all failed
`;

/** `fmcp-codegen list [config]`. */
export function addList(program: Command, context: CommandContext): void {
  const command = program
    .command("list")
    .description("print the tools, resources, templates and prompts of servers");
  const given = addOptions(command, "list");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runList } = await import("./run-list.js");
      context.finish(await runList(given(flags, config), context.terminal));
    });
}

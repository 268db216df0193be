import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Examples:
  fmcp-codegen ping                              every server of the nearest config
  fmcp-codegen ping https://example.com/mcp      a server behind a URL

Exit codes:
  0 done   2 usage or config error   3 some servers failed   4 all failed
`;

/** `fmcp-codegen ping [config]`. */
export function addPing(program: Command, context: CommandContext): void {
  const command = program.command("ping").description("check that servers respond");
  const given = addOptions(command, "ping");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runPing } = await import("./run-ping.js");
      context.finish(await runPing(given(flags, config), context.terminal));
    });
}

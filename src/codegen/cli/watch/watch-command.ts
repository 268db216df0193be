import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Servers stay connected. A server is queried again when it reports a changed list, restarted when the script named in its
entry is edited (not the modules that the script imports), and reconnected when the connection is lost. Only files whose
content changes are written.

Examples:
  fmcp-codegen watch mcp.json -o src/mcp     until Ctrl-C
  fmcp-codegen watch --json | jq .changes    a line of JSON for each event

Exit codes:
  130 interrupted (the normal end)   2 usage or config error at the start
`;

/** `fmcp-codegen watch [config]`. */
export function addWatch(program: Command, context: CommandContext): void {
  const command = program
    .command("watch")
    .description("generate, and again whenever the config, a server or its script changes");
  const given = addOptions(command, "watch");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runWatch } = await import("./run-watch.js");
      context.finish(await runWatch(given(flags, config), context.terminal));
    });
}

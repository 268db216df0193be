import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Servers stay connected. One is asked again when it says that a list changed, started again when a script that its entry
names is edited (not what that imports), and tried again when it is lost. Only files whose bytes change are written.

Examples:
  fmcp-codegen watch mcp.json -o src/mcp     until Ctrl-C
  fmcp-codegen watch --json | jq .changes    a line of JSON for each event

Exit codes:
  130 interrupted, which is how it ends   2 usage or config fault at the start
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

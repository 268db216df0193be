import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { askingOptions } from "../asking-options.js";
import { collect } from "../flag-values.js";
import type { WatchFlags } from "./watch-flags.js";

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
    .description("generate, and again whenever the config, a server or its script changes")
    .argument("[config]", "file with mcpServers; default: the nearest one at or above this folder")
    .option("-o, --out <folder>", 'folder of the generated files (default: "src/mcp")')
    .option("-c, --config <file>", "options from fmcp.config.ts, .js or .json (default: the nearest one)")
    .option("-s, --server <glob>", "only servers or server.tool that match; repeatable", collect)
    .option("-x, --exclude <glob>", "no servers or server.tool that match; repeatable", collect)
    .option("--templates <folder>", "templates of your own");
  askingOptions(command)
    .option("--json", "print one line of JSON for each event")
    .option("-q, --quiet", "say warnings and errors only")
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: WatchFlags) => {
      const { runWatch } = await import("./run-watch.js");
      context.finish(await runWatch(config, flags, context.terminal));
    });
}

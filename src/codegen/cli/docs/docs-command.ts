import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { askingOptions } from "../asking-options.js";
import { collect } from "../flag-values.js";
import type { DocsFlags } from "./docs-flags.js";

const FOOTER = `
The page needs nothing else: no network, no font, no other file. It has a search, and is made for a phone, too.

Examples:
  fmcp-codegen docs -o docs.html                         what the lock says; asks nobody
  fmcp-codegen docs -o docs.html --against git:main      and what changed since main
  fmcp-codegen docs mcp.json -o docs.html                what the servers say now, and what changed since the lock

Exit codes:
  0 done   2 no lock and no config, or a fault of usage   3 some servers failed   4 all failed
`;

/** `fmcp-codegen docs [config]`. */
export function addDocs(program: Command, context: CommandContext): void {
  const command = program
    .command("docs")
    .description("one HTML page that shows every server, tool, resource, prompt and type")
    .argument("[config]", "file with mcpServers: asks the servers (default: the lock, without asking)")
    .option("-o, --output <file>", "file to write (default: standard output)")
    .option("--out <folder>", 'folder of the generated files, with the lock (default: "src/mcp")')
    .option("-c, --config <file>", "options from fmcp.config.ts, .js or .json (default: the nearest one)")
    .option("-s, --server <glob>", "only servers that match; repeatable", collect)
    .option("-x, --exclude <glob>", "no servers that match; repeatable", collect)
    .option("--against <state>", "show what changed since another lock, or since git:REF")
    .option("--offline", "take the lock although a config is given; no server is asked")
    .option("--allow-partial", "exit with 0 although some servers failed");
  askingOptions(command)
    .option("-q, --quiet", "say warnings and errors only")
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: DocsFlags) => {
      const { runDocs } = await import("./run-docs.js");
      context.finish(await runDocs(config, flags, context.terminal));
    });
}

import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.js";
import { askingOptions } from "../asking-options.js";
import { collect } from "../flag-values.js";
import { type DiffFlags, DIFF_FORMATS } from "./diff-flags.js";

const FOOTER = `
Each change is judged as code that calls the server sees it:
  breaking    a call that was right is refused, or an answer is no longer what was promised
  unknown     it cannot be proven either way; counts as breaking
  dangerous   what a model or a person reads and decides by: descriptions, instructions, hints
  safe        everything that was right stays right

Examples:
  fmcp-codegen diff                                    the servers against the lock
  fmcp-codegen diff --fail-on dangerous                a changed description fails, too
  fmcp-codegen diff --offline --against git:main       what this branch does to the lock; asks nobody
  fmcp-codegen diff --format github                    annotations and a job summary in GitHub Actions
  fmcp-codegen diff --format html > diff.html          a page to look at
  fmcp-codegen diff --accept weather.get_forecast      take one change into the lock, and generate

Exit codes:
  0 nothing as bad as --fail-on   1 such a change   2 no lock, or a fault of usage   3 some servers failed   4 all failed
`;

/** `fmcp-codegen diff [config]`. */
export function addDiff(program: Command, context: CommandContext): void {
  const command = program
    .command("diff")
    .description("what changed on the servers since the lock: breaking, dangerous, safe")
    .argument("[config]", "file with mcpServers (default: the one that the lock names)")
    .option("-o, --out <folder>", 'folder of the generated files (default: "src/mcp")')
    .option("-c, --config <file>", "options from fmcp.config.ts, .js or .json (default: the nearest one)")
    .option("-s, --server <glob>", "only servers that match; repeatable", collect)
    .option("-x, --exclude <glob>", "no servers that match; repeatable", collect)
    .option("--against <state>", "compare with another lock, or with git:REF, instead of the lock")
    .option("--offline", "take the lock for the newer state; no server is asked")
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 from this severity on")
        .choices(["breaking", "dangerous", "any", "none"])
        .default("breaking"),
    )
    .addOption(new Option("--format <format>", "what to print").choices([...DIFF_FORMATS]).default("text"))
    .option("--accept <server[.name]>", "take its changes into the lock and generate; repeatable", collect)
    .option("--allow-partial", "exit with 0 although some servers failed")
    .option("--templates <folder>", "templates that the files were made with");
  askingOptions(command)
    .option("-q, --quiet", "say warnings and errors only")
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: DiffFlags) => {
      const { runDiff } = await import("./run-diff.js");
      context.finish(await runDiff(config, flags, context.terminal));
    });
}

import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

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
  fmcp-codegen diff --format junit > mcp.xml           a test report for other CI systems; sarif is for code scanning
  fmcp-codegen diff --format html > diff.html          a page to look at
  fmcp-codegen diff --accept weather.get_forecast      take one change into the lock, and generate

Exit codes:
  0 nothing as bad as --fail-on   1 such a change   2 no lock, or a fault of usage   3 some servers failed   4 all failed
`;

/** `fmcp-codegen diff [config]`. */
export function addDiff(program: Command, context: CommandContext): void {
  const command = program
    .command("diff")
    .description("what changed on the servers since the lock: breaking, dangerous, safe");
  const given = addOptions(command, "diff");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runDiff } = await import("./run-diff.js");
      context.finish(await runDiff(given(flags, config), context.terminal));
    });
}

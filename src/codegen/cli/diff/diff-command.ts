import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Each change is classified from the point of view of code that calls the server:
  breaking    a valid call is now rejected, or an answer no longer matches what was declared
  unknown     neither safe nor breaking can be proven; treated as breaking
  dangerous   text that models or people base decisions on: descriptions, instructions, hints
  safe        all valid calls and answers remain valid

Examples:
  fmcp-codegen diff                                    the servers against the lock
  fmcp-codegen diff --fail-on dangerous                also fail for a changed description
  fmcp-codegen diff --offline --against git:main       the changes of this branch to the lock; no server is contacted
  fmcp-codegen diff --format github                    annotations and a job summary in GitHub Actions
  fmcp-codegen diff --format junit > mcp.xml           a test report for other CI systems; sarif is for code scanning
  fmcp-codegen diff --format html > diff.html          a page for people
  fmcp-codegen diff --accept weather.get_forecast      write one change to the lock, and generate

Exit codes:
  0 no change at or above --fail-on   1 at least one   2 no lock, or a usage error   3 some servers failed   4 all failed
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

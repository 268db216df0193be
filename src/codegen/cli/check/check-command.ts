import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Needs no server, no network and no secrets, so it can run for every commit. The options of the last run are read from the
lock; options in fmcp.config override them.

Examples:
  fmcp-codegen check                 the files in src/mcp, or where fmcp.config says
  fmcp-codegen check -o clients      another folder
  fmcp-codegen check --full          trust nothing in the lock: for pull requests of untrusted contributors
  fmcp-codegen check --live          also query the servers: fails for any change since the lock

Exit codes:
  0 fresh   1 stale: the patch is on stdout   2 no lock, or a usage error
  with --live: 3 some servers failed   4 all failed
`;

/** `fmcp-codegen check [config]`. */
export function addCheck(program: Command, context: CommandContext): void {
  const command = program
    .command("check")
    .description("do the generated files match the lock and this generator? offline, for CI");
  const given = addOptions(command, "check");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runCheck } = await import("./run-check.js");
      context.finish(await runCheck(given(flags, config), context.terminal));
    });
}

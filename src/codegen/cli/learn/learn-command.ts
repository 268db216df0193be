import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Five of six tools of real servers declare no output. What recorded answers show of theirs goes into mcp.learned.json beside the lock, which
people may edit: an edited schema is only ever widened. Texts that are JSON, JSON Lines or JSON in a code block count; tools that answer
with prose, and those that declare an output, are left alone. No server is asked.

Examples:
  FMCP_RECORD=recordings node app.js     record what a program calls
  fmcp-codegen learn                     learn from it, then: fmcp-codegen generate --offline
  fmcp-codegen learn --check             in CI: do recorded answers still fit?

Exit codes:
  0 done   1 with --check: an answer does not fit   2 no lock, no recordings, or a fault of usage
`;

/** `fmcp-codegen learn`. */
export function addLearn(program: Command, context: CommandContext): void {
  const command = program
    .command("learn")
    .description("learn the outputs that servers do not declare, from recorded answers");
  const given = addOptions(command, "learn");
  command.addHelpText("after", FOOTER).action(async (flags: Record<string, unknown>) => {
    const { runLearn } = await import("./run-learn.js");
    context.finish(await runLearn(given(flags, undefined), context.terminal));
  });
}

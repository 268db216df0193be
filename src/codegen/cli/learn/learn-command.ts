import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Most tools do not declare an output schema. This command infers one from recorded answers and writes it to mcp.learned.json next to the
lock. You may edit that file: later runs only widen an edited schema. Answers count if they are JSON, JSON Lines or JSON in a code block;
tools that answer in prose or declare an output are skipped. No server is contacted.

Examples:
  FMCP_RECORD=recordings node app.js     record what a program calls
  fmcp-codegen learn                     learn from it, then: fmcp-codegen generate --offline
  fmcp-codegen learn --check             in CI: do recorded answers still fit?

Exit codes:
  0 done   1 with --check: an answer does not fit   2 no lock, no recordings, or a usage error
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

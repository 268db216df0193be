import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Every tool answers with a value made from its output schema, and holds its arguments to its input schema. With --http each server of
the lock is at http://127.0.0.1:PORT/SERVER/mcp. Both eras of the protocol are spoken.

Examples:
  fmcp-codegen mock -s weather                    the server on stdio, for any client
  fmcp-codegen mock --http 4000                   every server of the lock
  fmcp-codegen mock -s weather --replay recordings   what it really answered
  fmcp-codegen mock --http 4000 --faults drift=0.5   tools that are not what the lock says

Exit codes:
  0 done   2 no lock, or a fault of usage
`;

/** `fmcp-codegen mock`. */
export function addMock(program: Command, context: CommandContext): void {
  const command = program.command("mock").description("stand in for the servers of the lock, without them");
  const given = addOptions(command, "mock");
  command.addHelpText("after", FOOTER).action(async (flags: Record<string, unknown>) => {
    const { runMock } = await import("./run-mock.js");
    context.finish(await runMock(given(flags, undefined), context.terminal));
  });
}

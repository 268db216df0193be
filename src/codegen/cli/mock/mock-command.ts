import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Every tool checks its arguments against its input schema and answers with a value generated from its output schema. With --http, each
server of the lock is at http://127.0.0.1:PORT/SERVER/mcp. Both eras of the protocol are supported.

Examples:
  fmcp-codegen mock -s weather                    the server on stdio, for any client
  fmcp-codegen mock --http 4000                   every server of the lock
  fmcp-codegen mock mcp.json --http 4000          those of them that are in this config
  fmcp-codegen mock other/mcp.lock.json -s weather   a lock in another folder
  fmcp-codegen mock -s weather --replay recordings   the recorded answers of the server
  fmcp-codegen mock --http 4000 --faults drift=0.5   tools that differ from the lock

Exit codes:
  0 done   2 no lock, or a usage error
`;

/** `fmcp-codegen mock [config]`. */
export function addMock(program: Command, context: CommandContext): void {
  const command = program
    .command("mock")
    .description("serve the servers of the lock without connecting to them");
  const given = addOptions(command, "mock");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runMock } = await import("./run-mock.js");
      context.finish(await runMock(given(flags, config), context.terminal));
    });
}

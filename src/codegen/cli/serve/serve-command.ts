import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Everything that the servers of a config offer, as one MCP server, in both eras of the protocol. Every caller gets sessions of its own
behind. With several servers names are SERVER_TOOL. With --http it is at http://127.0.0.1:PORT/mcp, for programs and pages of this
machine only. With --locked, tools, resources and prompts that are not in the lock are hidden, arguments and answers are held to its
schemas, and a tool that is not what the lock says is refused. With --watch, callers stay connected while the config changes, and are
told that lists have changed.

Examples:
  fmcp-codegen serve --yes                       the nearest config on stdio, for any client
  fmcp-codegen serve mcp.json --http 4000        over HTTP
  fmcp-codegen serve --locked -o src/mcp         only what a team has reviewed

Exit codes:
  0 done   2 usage or config fault, or no lock
`;

/** `fmcp-codegen serve [config]`. */
export function addServe(program: Command, context: CommandContext): void {
  const command = program.command("serve").description("offer the servers of a config as one MCP server");
  const given = addOptions(command, "serve");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runServe } = await import("./run-serve.js");
      context.finish(await runServe(given(flags, config), context.terminal));
    });
}

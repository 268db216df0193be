import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Combines the servers of a config into one MCP server, in both eras of the protocol. Every caller gets its own sessions with the
servers. With several servers, tools are named SERVER_TOOL. With --http, it is at http://127.0.0.1:PORT/mcp, for programs and pages
of this machine only. With --locked, tools, resources and prompts that are not in the lock are hidden, arguments and answers are
checked against its schemas, and a tool that differs from the lock is refused. With --watch, callers stay connected when the config
changes and are notified of changed lists.

Examples:
  fmcp-codegen serve --yes                       the nearest config on stdio, for any client
  fmcp-codegen serve mcp.json --http 4000        over HTTP
  fmcp-codegen serve --locked -o src/mcp         only what a team has reviewed

Exit codes:
  0 done   2 usage or config error, or no lock
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

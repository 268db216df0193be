import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

/** `init [config]`: a clean `mcp.json` from the configs of other clients, and the first generation. */
export function addInit(program: Command, context: CommandContext): void {
  const init = program
    .command("init")
    .description("write an mcp.json with the servers of the clients found here, and generate their code");
  const given = addOptions(init, "init");
  init.action(async (config: string | undefined, flags: Record<string, unknown>) => {
    const { runInit } = await import("./run-init.js");
    const commands = program.commands.map((command) => command.name());
    context.finish(await runInit(given(flags, config), { terminal: context.terminal, commands }));
  });
}
